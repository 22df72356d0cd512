#!/usr/bin/env python3
"""Packs the wheel from a build, installs it into a fresh folder, and runs the tests of this folder against that.

    .venv/bin/python tests/python/run.py --build build [--only NAME]      # or --prefix PREFIX, an installed resnetc

NAME is a test as unittest writes it, such as test_model.Inference.test_out. Types are checked by mypy, and tests that
need torch are skipped, and counted, where this Python has none.
"""
import argparse
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--build", type=pathlib.Path)
    source.add_argument("--prefix", type=pathlib.Path)
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    # What a user's environment has of resnetc would be tested in place of the wheel; the build's tools are its Python's.
    environment = {key: value for key, value in os.environ.items()
                   if key not in ("RESNETC", "RESNETC_BUILD", "RESNETC_PREFIX", "PYTHONPATH", "LD_LIBRARY_PATH")}
    environment["PATH"] = f"{pathlib.Path(sys.executable).parent}:{environment['PATH']}"

    def python(*words, **more):
        subprocess.run([sys.executable, *map(str, words)], check=True, env={**environment, **more})

    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        environment["RESNETC_CACHE_DIR"] = str(work / "cache")
        pip = ("-m", "pip", "--quiet", "--disable-pip-version-check")
        python(*pip, "wheel", ROOT, "--no-deps", "--no-build-isolation", "--no-index", "-w", work,
               **({"RESNETC_BUILD": str(options.build.resolve())} if options.build else
                  {"RESNETC_PREFIX": str(options.prefix.resolve())}))
        wheel, = work.glob("resnetc-*-py3-none-linux_x86_64.whl")
        print(f"{wheel.name}: {wheel.stat().st_size / 2**20:.1f} MiB", flush=True)
        python(*pip, "install", wheel, "--no-deps", "--no-index", "--target", work / "site")
        if importlib.util.find_spec("mypy"):
            python("-m", "mypy", "--config-file", ROOT / "pyproject.toml", "--cache-dir", work / "mypy")
        python("-m", "unittest", *(options.only or ["discover", "-s", HERE]), PYTHONPATH=f"{work / 'site'}:{HERE}")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as problem:
        sys.exit(f"status {problem.returncode} from: {' '.join(problem.cmd)}")
