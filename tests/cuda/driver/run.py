#!/usr/bin/env python3
"""Whole networks for CUDA on the emulator against the same networks for x86.

    .venv/bin/python tests/cuda/driver/run.py --bin build/bin --driver build/tests/cuda/driver/lib [--only TEXT]

Each network is compiled for both, and logits, loss and gradients of a batch are compared: in f32 within rounding,
with products in TF32, bf16 and fp16 within what those lose. One library for both has to give the bits of one for each;
bottlenecks are trained for some steps; and every call of the driver fails in turn. `--driver` is the folder of the libcuda.so.1 that is the emulator. Ends
with `N passed, N failed`; status 1 where one failed.
"""
import dataclasses
import json
import os
import re
import subprocess
import sys

import numpy as np
import safetensors.numpy

import checks  # finds the oracle's modules

import cases
import compare
from driver import Failure
from nets import resnet

NETWORKS = ("resnet_digits", "small_basic_5x7x12_A", "small_basic_5x7x12_B", "small_inception", "small_maxout",
            "small_highway", "small_grouped", "small_mobile", "small_darknet", "small_scaled")
SHALLOW = cases.Case(resnet.digits(8, "resnet8_digits"), file="resnet_digits.dsl", flags=("-D", "n=1"))


@dataclasses.dataclass(frozen=True)
class Arithmetic:
    """How the device's library computes; x86 computes in f32."""

    flags: tuple
    logits: float  # bounds of relative differences: those of gradients grow with the depth
    gradients: float
    networks: tuple
    arch: str = "emulated"


ARITHMETIC = {
    "strict": Arithmetic(("--accuracy=strict",), 1e-4, 1e-3, NETWORKS),
    "fast": Arithmetic(("--accuracy=fast",), 5e-3, 0.2, (SHALLOW.name,)),
    "bf16": Arithmetic(("--precision=bf16",), 5e-2, 0.5, (SHALLOW.name,)),
    "fp16": Arithmetic(("--precision=fp16",), 1e-2, 0.05, (SHALLOW.name,)),
    "bf16 wgmma": Arithmetic(("--precision=bf16",), 5e-2, 0.5, (SHALLOW.name,), "emulated_90a"),
}
BATCH = 2

# ResNet-50's parts: the stem, bottlenecks that keep their size and that halve it, projections.
BOTTLENECKS = """resnetc 1
model bottlenecks(classes = 5) {
  input x : f32[N, 3, 32, 32]
  shortcut B
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 7x7 16 /2; bn; relu; maxpool 3x3 /2 }
  stage layer1 = 2 x bottleneck(8)
  stage layer2 = 2 x bottleneck(16) /2
  stage layer3 = 1 x bottleneck(20) /2
  head     { avgpool global; fc classes }
}
train steps for bottlenecks {
  data     folder "images"
  augment  resize 32..32; crop 32
  loss     softmax_cross_entropy
  init     he_normal fan_out
  sgd      lr 0.02 momentum 0.9 weight_decay 1e-4
  batch    4   epochs 2   seed 1
}
"""

TINY = """resnetc 1
model tiny(classes = 3) {
  input x : f32[N, 2, 4, 4]
  bn       eps 1e-5 momentum 0.1
  stem     { conv 3x3 4; bn; relu }
  head     { avgpool global; fc classes }
}
"""


def predict(driver, library, weights, images, *more):
    """Logits, by calls of a batch each: from the second on a library replays a graph of its launches."""
    source, out = driver.work / "images.npy", driver.work / "logits.npy"
    np.save(source, images)
    driver.run("resnetc-run", "predict", library, "--weights", weights, "--input", source, "--output", out,
               "--batch", BATCH, *more)
    return np.load(out)


def images_of(case, count):
    x = np.random.default_rng(7).uniform(case.net.black, case.net.white, size=(count, *case.net.input))
    return x.astype(np.float32)


def worst_gradient(ours, theirs):
    """The largest difference of a tensor, relative to its norm; a tensor that is next to nothing beside the whole
    gradient, as that of a shift that a batch norm takes out again, is compared with a thousandth of the whole."""
    least = 1e-3 * np.sqrt(sum(np.linalg.norm(want) ** 2 for want in theirs.values()))
    return max((float(np.linalg.norm(ours[name] - want) / max(np.linalg.norm(want), least)), name)
               for name, want in theirs.items())


def check(driver, case, arithmetic):
    """The network's CUDA library against its x86 library."""
    source = case.source(driver.work)
    flags = ("--mode=train", f"--batch={BATCH}", *case.flags)
    device = driver.compile(source, "device", "--target=cuda", f"--cuda-arch={arithmetic.arch}", *flags, *arithmetic.flags)
    host = driver.compile(source, "host", "-march=x86-64-v3", "--accuracy=strict", *flags)
    weights = driver.save_weights("weights", case.weights(seed=3))
    x = images_of(case, 3 * BATCH)
    labels = np.arange(BATCH) % case.net.classes
    logits, gradients = [], []
    for library in (device, host):
        logits.append(predict(driver, library, weights, x))
        gradients.append(safetensors.numpy.load_file(driver.gradients(library, weights, x[:BATCH], labels)))
    difference = compare.of_logits(*logits)
    worst, name = worst_gradient(*gradients)
    text = f"logits differ by {difference:.1e}, gradients by {worst:.1e} ({name})"
    if not (difference <= arithmetic.logits and worst <= arithmetic.gradients):
        raise Failure(text)
    return text


def check_both(driver, case):
    """One library for x86 and CUDA: on each it gives the bits that a library for that alone gives."""
    source = case.source(driver.work)
    flags = ("--mode=train", f"--batch={BATCH}", "--accuracy=strict", *case.flags)
    processor, device = ("-march=x86-64-v3",), ("--cuda-arch=emulated",)
    both = driver.compile(source, "both", "--target=x86,cuda", *processor, *device, *flags)
    alone = {"cpu": driver.compile(source, "host", *processor, *flags),
             "cuda": driver.compile(source, "device", "--target=cuda", *device, *flags)}
    weights = driver.save_weights("weights", case.weights(seed=3))
    x = images_of(case, 2 * BATCH)
    for kind, library in alone.items():
        if not np.array_equal(predict(driver, both, weights, x, "--device", kind), predict(driver, library, weights, x)):
            raise Failure(f"--device {kind} gives other bits than a library for it alone")
    return "the bits of a library for x86 and of one for CUDA"


def trained(driver, library, device, images, labels):
    """Every tensor after two epochs of two steps, momenta included, and the losses of the steps."""
    out = driver.work / "trained"
    driver.run("resnetc-run", "train", library, "--data", f"npy:{images},{labels}", "--out", out, "--device", device,
               "--overwrite", "--set", "augment=", "--epochs", 2, "--batch", 4, "--lr", 0.002, "--seed", 1, "--log-steps", "--quiet",
               "--threads", 1)
    steps = [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]
    losses = [step["loss"] for step in steps if "loss" in step]
    return losses, safetensors.numpy.load_file(out / "last.safetensors")


def check_training(driver):
    """A residual network of bottlenecks is trained for some steps: forward, backward and update."""
    source = driver.work / "bottlenecks.dsl"
    source.write_text(BOTTLENECKS)
    flags = ("--mode=train", "--batch=4", "--accuracy=strict")
    library = driver.compile(source, "bottlenecks", "--target=x86,cuda", "-march=x86-64-v3", "--cuda-arch=emulated", *flags)
    images, labels = driver.work / "train_x.npy", driver.work / "train_y.npy"
    np.save(images, np.random.default_rng(5).standard_normal((8, 3, 32, 32)).astype(np.float32))
    np.save(labels, np.arange(8) % 5)
    (losses, tensors), (expected_losses, expected) = (trained(driver, library, device, images, labels)
                                                      for device in ("cuda", "cpu"))
    if len(losses) != 4:
        raise Failure(f"expected 4 steps, the log has {losses}")
    if expected.keys() != tensors.keys():
        raise Failure(f"checkpoints hold other tensors: {expected.keys() ^ tensors.keys()}")
    loss = float(np.max(np.abs(np.array(losses) - expected_losses)))
    worst, name = worst_gradient({name: value.astype(np.float64) for name, value in tensors.items()},
                                 {name: value.astype(np.float64) for name, value in expected.items()})
    text = f"losses {losses} differ by {loss:.1e}, tensors by {worst:.1e} ({name})"
    if not (loss <= 1e-4 and worst <= 1e-3):
        raise Failure(text)
    return text


def check_failures(driver):
    """Each call of the driver fails in turn: the program says so and ends with 1, or does without; nothing is left."""
    source = driver.work / "tiny.dsl"
    source.write_text(TINY)
    library = driver.compile(source, "tiny", "--target=cuda", "--cuda-arch=emulated", "--accuracy=strict")
    known = json.loads(driver.run("resnetc-run", "info", library, "--json"))["tensors"]
    weights = driver.save_weights("tiny_weights", {each["name"]: np.ones(each["shape"], np.float32) for each in known})
    images, out = driver.work / "tiny_x.npy", driver.work / "tiny_y.npy"
    np.save(images, np.zeros((3, 2, 4, 4), np.float32))

    def run(failing):
        command = [driver.programs / "resnetc-run", "predict", library, "--weights", weights, "--input", images,
                   "--output", out, "--batch", "1"]
        out.unlink(missing_ok=True)
        done = subprocess.run(command, capture_output=True, text=True, timeout=60,
                              env={**os.environ, "RESNETC_DOUBLE_FAIL": str(failing)})
        found = re.search(r"driver: (\d+) calls, failed: (\w+), left: (.*)", done.stderr)
        if not found:
            raise Failure(f"call {failing}: the driver says nothing: {done.stderr}")
        return done, int(found[1]), found[2], [int(number) for number in re.findall(r"\d+", found[3])]

    done, count, _, left = run(0)
    if done.returncode or any(left):
        raise Failure(f"status {done.returncode}, left {left}: {done.stderr}")
    expected, told = out.read_bytes(), set()
    without = 0
    for failing in range(1, count + 1):
        done, _, function, left = run(failing)
        is_told = done.returncode == 1 and "device error" in done.stderr and "CUDA_ERROR_ILLEGAL_ADDRESS (700)" in done.stderr
        # At the process's end there is nobody to tell that the device cannot be reached to give things back.
        is_end = done.returncode == 0 and function == "cuCtxPushCurrent_v2"
        is_same = done.returncode == 0 and out.exists() and out.read_bytes() == expected
        if not (is_told and not out.exists() or is_same) or any(left[:-1]) and not is_end:
            raise Failure(f"call {failing} of {count}, {function}: status {done.returncode}, left {left}: {done.stderr}")
        told |= {function} if is_told else set()
        without += is_same
    # Without graphs (launches are captured) and what is asked again the same comes out; of the rest each is told.
    needed = {"cuDevicePrimaryCtxRetain", "cuModuleLoadDataEx", "cuModuleGetFunction", "cuMemAlloc_v2", "cuStreamCreate",
              "cuMemcpyHtoD_v2", "cuMemcpyDtoH_v2", "cuLaunchKernel", "cuGraphLaunch", "cuStreamSynchronize"}
    if missed := needed - told:
        raise Failure(f"of {count} calls {without} are done without, told are {sorted(told)}, not {sorted(missed)}")
    return f"{count - without} of {count} failures are told, of {len(told)} functions; without the others the same comes out"


def all_checks():
    """Each name with what it checks."""
    known = {case.name: case for case in (*cases.CIFAR, *cases.SMALL, SHALLOW)}
    found = [(f"{network} {kind}", lambda driver, case=known[network], arithmetic=arithmetic: check(driver, case, arithmetic))
             for kind, arithmetic in ARITHMETIC.items() for network in arithmetic.networks]
    found.append((f"{SHALLOW.name} both", lambda driver: check_both(driver, SHALLOW)))
    return found + [("bottlenecks training", check_training), ("tiny failures", check_failures)]


if __name__ == "__main__":
    sys.exit(checks.run(__doc__, all_checks()))
