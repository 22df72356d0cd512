#!/usr/bin/env python3
"""Whole networks for CUDA on the emulator against the same networks for x86.

    .venv/bin/python tests/cuda/driver/run.py --bin build/bin --driver build/tests/cuda/driver/lib [--only TEXT]

Each network is compiled for both, and logits, loss and gradients of a batch are compared: in f32 within rounding, and
with products in TF32 within what those lose. `--driver` is the folder of the libcuda.so.1 that is the emulator. Ends
with `N passed, N failed`; status 1 where one failed.
"""
import argparse
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

# Of logits and of gradients, relative: deep gradients grow what a product loses.
BOUNDS = {"strict": (1e-4, 1e-3), "fast": (5e-3, 2e-1)}
BATCH = 2


def predict(driver, library, weights, images):
    """Logits, by calls of a batch each: from the second on a library replays a graph of its launches."""
    source, out = driver.work / "images.npy", driver.work / "logits.npy"
    np.save(source, images)
    driver.run("resnetc-run", "predict", library, "--weights", weights, "--input", source, "--output", out,
               "--batch", BATCH)
    return np.load(out)


def check(driver, case, accuracy):
    """The network's CUDA library against its x86 library."""
    source = case.source(driver.work)
    flags = ("--mode=train", f"--accuracy={accuracy}", f"--batch={BATCH}", *case.flags)
    device = driver.compile(source, "device", "--target=cuda", "--cuda-arch=emulated", *flags)
    host = driver.compile(source, "host", "-march=x86-64-v3", *flags)
    weights = driver.save_weights("weights", case.weights(seed=3))
    x = np.random.default_rng(7).uniform(case.net.black, case.net.white, size=(3 * BATCH, *case.net.input))
    x = x.astype(np.float32)
    labels = np.arange(BATCH) % case.net.classes
    logits, gradients = [], []
    for library in (device, host):
        logits.append(predict(driver, library, weights, x))
        gradients.append(safetensors.numpy.load_file(driver.gradients(library, weights, x[:BATCH], labels)))
    bound_of_logits, bound_of_gradients = BOUNDS[accuracy]
    difference = compare.of_logits(*logits)
    if not difference <= bound_of_logits:
        raise Failure(f"logits differ by {difference:.2g}")
    worst, name = compare.of_tensors(*gradients)[0]
    if not worst <= bound_of_gradients:
        raise Failure(f"gradient of {name} differs by {worst:.2g}")
    return f"logits {difference:.1e}, gradients {worst:.1e}"


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
        for case in (case for case in cases.CIFAR if case.file == "resnet_digits.dsl"):
            for accuracy in BOUNDS:
                name = f"{case.name} {accuracy}"
                if arguments.only not in name:
                    continue
                try:
                    print(f"passed  {name}: {check(driver, case, accuracy)}", flush=True)
                    passed += 1
                except (Failure, ValueError, OSError, KeyError) as error:
                    failed += 1
                    print(f"FAILED  {name}: {error}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
