#!/usr/bin/env python3
"""Random networks against the oracles; see README.md of this folder.

    .venv/bin/python tests/random/run.py --bin build/bin [--count N] [--seed S] [--only K] [--results FILE]

Ends with `N passed, N failed, N skipped`; status 1 where a comparison failed or none ran.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the networks run side by side
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "oracle")]

import compare  # noqa: E402
import draw  # noqa: E402
import shrink  # noqa: E402
from check import Check  # noqa: E402

SEED, COUNT = 1, 40
EVERY = {"jax": 8, "isa": 8}  # what only every so many networks get


def has_avx512():
    """Whether `native` is more than x86-64-v3 here."""
    try:
        return "avx512f" in pathlib.Path("/proc/cpuinfo").read_text()
    except OSError:
        return False


def check_network(programs, keep, seed, index, everything):
    """One row of the record."""
    start = time.monotonic()
    model = draw.model(seed, index)
    others = {name for name, period in EVERY.items() if everything or index % period == 0}
    if not has_avx512():
        others.discard("isa")
    check = checked(programs, model, seed, index, others)
    name = f"network {index} of seed {seed}"
    if not check.problem:
        return name, "skipped", "every choice of weights has a kink that nothing moves away"
    if not check.faults:
        return name, "passed", f"{', '.join(check.notes)} ({time.monotonic() - start:.1f} s)"
    file = keep / f"random_{seed}_{index}.dsl"
    file.write_text(model.text())
    return name, "failed", f"{'; '.join(check.faults)}. Its text: {file}; again: {again(programs, seed, index)}"


def checked(programs, model, seed, index, others):
    """The comparisons of a model, with the weights and images of network `index`."""
    with tempfile.TemporaryDirectory(prefix="resnetc-random-") as folder:
        check = Check(programs, pathlib.Path(folder), model)
        check.run(seed * 100003 + index, others)
    return check


def shrunk(programs, seed, index):
    """Prints the smallest text that fails as the network does, in the words before the first colon or number."""
    model = draw.model(seed, index)

    def faults(model):
        return {re.split(r"[:\d]", fault)[0] for fault in checked(programs, model, seed, index, {"isa"}).faults}

    wanted = faults(model)
    print(shrink.shrink(model, lambda smaller: wanted & faults(smaller)).text() if wanted else "it does not fail")
    return 0


def again(programs, seed, index):
    return f".venv/bin/python tests/random/run.py --bin {os.path.relpath(programs)} --seed {seed} --only {index}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder with resnetc, resnetc-run, resnetc-opt")
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many networks, {COUNT} when left out")
    parser.add_argument("--seed", type=int, default=SEED, help=f"what they are drawn from, {SEED} when left out")
    parser.add_argument("--only", type=int, metavar="K", help="network number K alone, with all comparisons")
    parser.add_argument("--text", action="store_true", help="print the text of --only, and compare nothing")
    parser.add_argument("--shrink", action="store_true", help="print the smallest text that fails as --only does")
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the texts of networks that fail")
    parser.add_argument("--results", type=pathlib.Path, help="file for one JSON object per network")
    parser.add_argument("-j", type=int, default=2, help="networks at a time")
    arguments = parser.parse_args()
    if arguments.text:
        print(draw.model(arguments.seed, arguments.only or 0).text())
        return 0
    if arguments.shrink:
        return shrunk(arguments.bin.resolve(), arguments.seed, arguments.only or 0)
    keep = arguments.keep or pathlib.Path(tempfile.gettempdir())
    keep.mkdir(parents=True, exist_ok=True)
    record = compare.Record()
    if arguments.only is None and arguments.count >= COUNT:
        missing = draw.missing(arguments.seed, arguments.count)
        record.require(f"seed {arguments.seed} draws every operation", not missing, ", ".join(missing))
    numbers = range(arguments.count) if arguments.only is None else [arguments.only]
    print(f"seed {arguments.seed}, networks {numbers[0]} to {numbers[-1]}", flush=True)
    with concurrent.futures.ProcessPoolExecutor(arguments.j) as pool:
        jobs = [pool.submit(check_network, arguments.bin.resolve(), keep, arguments.seed, number, arguments.only is not None)
                for number in numbers]
        for job in jobs:
            record.add(*job.result())
    return record.finish(arguments.results)


if __name__ == "__main__":
    sys.exit(main())
