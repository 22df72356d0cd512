#!/usr/bin/env python3
"""Whole networks for CUDA on the emulator against the same networks for x86.

    .venv/bin/python tests/cuda/driver/run.py --bin build/bin --driver build/tests/cuda/driver/lib [--only TEXT]

Each network is compiled for both, and logits, loss and gradients of a batch are compared: in f32 within rounding,
with products in TF32 and in bf16 within what those lose. `--driver` is the folder of the libcuda.so.1 that is the emulator. Ends
with `N passed, N failed`; status 1 where one failed.
"""
import argparse
import dataclasses
import os
import pathlib
import sys
import tempfile

import numpy as np
import safetensors.numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "oracle"))

import cases  # noqa: E402
import compare  # noqa: E402
from driver import Driver, Failure  # noqa: E402

NETWORKS = ("resnet_digits", "small_basic_5x7x12_B", "small_inception", "small_grouped", "small_mobile")


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
    "fast": Arithmetic(("--accuracy=fast",), 5e-3, 0.2, NETWORKS[:1]),
    "bf16": Arithmetic(("--precision=bf16",), 5e-2, 1, NETWORKS[:1]),
    "bf16 wgmma": Arithmetic(("--precision=bf16",), 5e-2, 1, NETWORKS[:1], "emulated_90a"),
}
BATCH = 2


def predict(driver, library, weights, images):
    """Logits, by calls of a batch each: from the second on a library replays a graph of its launches."""
    source, out = driver.work / "images.npy", driver.work / "logits.npy"
    np.save(source, images)
    driver.run("resnetc-run", "predict", library, "--weights", weights, "--input", source, "--output", out,
               "--batch", BATCH)
    return np.load(out)


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
    x = np.random.default_rng(7).uniform(case.net.black, case.net.white, size=(3 * BATCH, *case.net.input))
    x = x.astype(np.float32)
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder with resnetc and resnetc-run")
    parser.add_argument("--driver", type=pathlib.Path, required=True, help="folder with the emulator's libcuda.so.1")
    parser.add_argument("--only", default="", help="networks whose name contains this text")
    arguments = parser.parse_args()
    os.environ["LD_LIBRARY_PATH"] = str(arguments.driver.resolve())
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="resnetc-cuda-") as folder:
        driver = Driver(arguments.bin.resolve(), pathlib.Path(folder))
        known = {case.name: case for case in (*cases.CIFAR, *cases.SMALL)}
        for kind, arithmetic in ARITHMETIC.items():
            for network in arithmetic.networks:
                if arguments.only not in f"{network} {kind}":
                    continue
                try:
                    print(f"passed  {network} {kind}: {check(driver, known[network], arithmetic)}", flush=True)
                    passed += 1
                except (Failure, ValueError, OSError, KeyError) as error:
                    failed += 1
                    print(f"FAILED  {network} {kind}: {error}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
