#!/usr/bin/env python3
"""Compiles every model of dsl/models by two compilers and says which come out different.

For changes that must not change what is compiled: moved code, another data structure. Both compilers write
the text of one phase, for inference and for training; exits with 1 where texts or error messages differ.

    tools/scripts/compare_models.py --base FOLDER [--bin build/bin] [--emit llvm] [-j 2]

FOLDER holds the resnetc to compare with, copied before the change (or another worktree's build/bin).
"""
import argparse
import concurrent.futures
import difflib
import itertools
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODES = ["infer", "train"]
SHOWN_LINES = 12  # of each difference


def compiled(folder, model, mode, arguments):
    """What a compiler says of a model: its output, or its complaint."""
    command = [str(folder / "resnetc"), str(model), f"--mode={mode}", f"--emit={arguments.emit}",
               f"-march={arguments.march}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    return done.stdout if done.returncode == 0 else f"exit status {done.returncode}\n{done.stderr}"


def difference(model, mode, arguments):
    """The first lines in which the two texts differ; none where they are equal."""
    base, now = (compiled(folder, model, mode, arguments) for folder in (arguments.base, arguments.bin))
    if base == now:
        return []
    lines = difflib.unified_diff(base.splitlines(), now.splitlines(), "base", "bin", lineterm="", n=0)
    return list(itertools.islice(lines, SHOWN_LINES))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=pathlib.Path, required=True, help="folder of the resnetc to compare with")
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/bin", help="folder of the changed resnetc")
    parser.add_argument("--emit", default="llvm", help="the phase to compare (default %(default)s)")
    parser.add_argument("--march", default="x86-64-v4", help="instruction set (default %(default)s)")
    parser.add_argument("-j", type=int, default=2, help="compilations at a time (default %(default)s)")
    arguments = parser.parse_args()
    arguments.base, arguments.bin = arguments.base.resolve(), arguments.bin.resolve()

    jobs = list(itertools.product(sorted((ROOT / "dsl/models").glob("*.dsl")), MODES))
    different = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.j) as pool:
        results = pool.map(lambda job: difference(*job, arguments), jobs)
        for (model, mode), lines in zip(jobs, results):
            if lines:
                different += 1
                print(f"{model.stem} {mode} differs:", *lines, sep="\n  ")
    print(f"{len(jobs) - different} of {len(jobs)} texts of --emit={arguments.emit} are equal")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
