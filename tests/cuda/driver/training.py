#!/usr/bin/env python3
"""Training in fp16 for CUDA, on the emulator.

    .venv/bin/python tests/cuda/driver/training.py --bin build/bin --driver build/tests/cuda/driver/lib [--only TEXT]

Of the digits' network with one block a stage: losses of 20 steps follow those of f32 on the processor; a step with a
scale of the loss at which gradients overflow moves nothing and halves the scale, and training goes on from there; a
constant scale stays, and changes nothing of the step. Ends with `N passed, N failed`; status 1 where one failed.
"""
import json
import struct
import sys
import zlib

import numpy as np
import safetensors.numpy

import checks  # finds the oracle's modules

from driver import Failure

MODEL = checks.ROOT / "dsl" / "models" / "resnet_digits.dsl"
DIGITS = checks.ROOT / "runtime" / "train" / "digits"
NETWORK = ("-D", "n=1", "--mode=train", "--batch=8")
BATCH = 8
RATE = 0.02  # at which losses in f32 of two processors (AVX2, AVX-512) agree for 20 steps to 5e-7
FOLLOWS = 0.1  # of a loss, which falls by 0.5; rounding to fp16 has moved it by 0.045
STATE = ("loss_scale", "loss_scale.good_steps")


def images_of(part, count):
    """The first digits of a part: images f32 [N, 1, 8, 8], labels i64 [N]."""
    images = (DIGITS / f"{part}-images.idx3-ubyte").read_bytes()
    labels = (DIGITS / f"{part}-labels.idx1-ubyte").read_bytes()
    _, _, height, width = struct.unpack(">4I", images[:16])
    x = np.frombuffer(images, np.uint8, count * height * width, 16).reshape(count, 1, height, width)
    return x.astype(np.float32), np.frombuffer(labels, np.uint8, count, 8).astype(np.int64)


class Training:
    """A run of `resnetc-run train` on a few digits."""

    def __init__(self, driver, name, library, steps):
        self.driver, self.library, self.out = driver, library, driver.work / f"run-{name}"
        for part, count in (("train", steps * BATCH), ("test", 2)):
            x, labels = images_of(part, count)
            np.save(driver.work / f"{name}-{part}-x.npy", x)
            np.save(driver.work / f"{name}-{part}-labels.npy", labels)
        spec = "npy:{0}-x.npy,{0}-labels.npy"
        self.data = [("--data", spec.format(driver.work / f"{name}-train")), ("--eval", spec.format(driver.work / f"{name}-test"))]

    def run(self, epochs, *flags):
        self.driver.run("resnetc-run", "train", self.library, *(word for pair in self.data for word in pair), "--out", self.out,
                        "--batch", BATCH, "--epochs", epochs, "--lr", RATE, "--set", "schedule.kind=constant",
                        "--log-steps", "--quiet", *flags)
        return [json.loads(line) for line in (self.out / "log.jsonl").read_text().splitlines()]

    def checkpoint(self):
        return safetensors.numpy.load_file(self.out / "last.safetensors")

    def set_scale(self, value):
        """Writes another scale of the loss into the checkpoint, where it stands, and the checksum that follows."""
        path = self.out / "last.safetensors"
        content = bytearray(path.read_bytes())
        (length,) = struct.unpack("<Q", content[:8])
        header, data = json.loads(content[8:8 + length]), 8 + length
        old = header["__metadata__"]["checksum"]
        if self.checksum(header, content[data:]) != old:
            raise Failure("the checksum of a checkpoint is another than this test computes")
        begin = header["loss_scale"]["data_offsets"][0] + data
        content[begin:begin + 4] = struct.pack("<f", value)
        new = self.checksum(header, content[data:])
        path.write_bytes(bytes(content[:data]).replace(old.encode(), new.encode()) + bytes(content[data:]))

    @staticmethod
    def checksum(header, data):
        """As runtime/train/Checkpoint.cpp defines it."""
        text = "".join(f"{key}={value}\n" for key, value in sorted(header["__metadata__"].items()) if key != "checksum")
        text += "".join(f"{name} {entry['dtype']} {entry['shape']}\n" for name, entry in header.items()
                        if name != "__metadata__")
        return f"{zlib.crc32(bytes(data), zlib.crc32(text.encode())):08x}"


def compile_device(driver, *flags):
    return driver.compile(MODEL, f"device{len(flags)}", *NETWORK, "--target=cuda", "--cuda-arch=emulated",
                          "--precision=fp16", *flags)


def losses_of(log):
    return np.array([entry["loss"] for entry in log if "loss" in entry])


def check_follows(driver):
    """Each loss of 20 steps beside that of f32, from the same weights and images."""
    steps = 20
    losses = [losses_of(Training(driver, name, library, steps).run(1, "--seed", 1))
              for name, library in (("fp16", compile_device(driver)),
                                    ("f32", driver.compile(MODEL, "host", *NETWORK, "-march=x86-64-v3")))]
    differences = np.abs(losses[0] - losses[1])
    fallen = losses[1][:5].mean() - losses[1][-5:].mean()
    text = (f"{len(differences)} losses differ by {differences.max():.1e} at most, {differences.mean():.1e} on average, "
            f"and fall by {fallen:.2f}")
    if not (len(differences) == steps and differences.max() <= FOLLOWS and differences.mean() <= FOLLOWS / 3
            and fallen > 3 * FOLLOWS):
        raise Failure(text)
    return text


def check_overflow(driver):
    """From a checkpoint with a scale far too high: steps are skipped until it is low enough."""
    training = Training(driver, "overflow", compile_device(driver), 1)
    training.run(1)
    before = training.checkpoint()
    training.set_scale(2.0**24)
    training.run(2, "--resume", "--force")
    after = training.checkpoint()
    moved = [name for name in before if name not in STATE and not name.endswith("num_batches_tracked")
             and before[name].tobytes() != after[name].tobytes()]
    if moved:
        raise Failure(f"the skipped step moved {moved[0]} and {len(moved) - 1} more")
    if float(after["loss_scale"][0]) != 2.0**23 or float(after["loss_scale.good_steps"][0]) != 0:
        raise Failure(f"after the skipped step scale and good steps are {[float(after[name][0]) for name in STATE]}")
    log = training.run(12, "--resume", "--force")
    end = training.checkpoint()
    scale = float(end["loss_scale"][0])
    if not np.isfinite(losses_of(log)).all() or not 2.0**10 <= scale < 2.0**23:
        raise Failure(f"the scale ends at {scale:g}")
    if all(after[name].tobytes() == end[name].tobytes() for name in before if name.endswith("weight")):
        raise Failure("no step was taken")
    epochs = [entry["loss_scale"] for entry in log if "test_loss" in entry]
    if epochs[1] != 2.0**23 or epochs[-1] != scale:
        raise Failure(f"the log has the scales {epochs}")
    return f"skipped {int(np.log2(2.0**24 / scale))} steps, the scale ends at {scale:g}"


def check_constant(driver):
    """The scale that was asked for, of which the step does not depend: a power of two."""
    runs = []
    for scale in (1024, 4096):
        training = Training(driver, f"constant{scale}", compile_device(driver, f"--loss-scale={scale}"), 2)
        training.run(1)
        runs.append(training.checkpoint())
        if float(runs[-1]["loss_scale"][0]) != scale:
            raise Failure(f"the scale is {float(runs[-1]['loss_scale'][0])}, not {scale}")
    differ = max(float(np.linalg.norm(runs[0][name] - runs[1][name])) / max(float(np.linalg.norm(runs[0][name])), 1e-6)
                 for name in runs[0] if name.endswith("conv1.weight"))
    if differ > 1e-3:
        raise Failure(f"weights after two steps differ by {differ:.1e}")
    return f"weights after two steps differ by {differ:.1e}"


if __name__ == "__main__":
    sys.exit(checks.run(__doc__, [("follows f32", check_follows), ("overflow", check_overflow), ("constant", check_constant)]))
