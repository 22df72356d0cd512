"""What the scripts of this folder share: their options, and one line for each check."""
import argparse
import os
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "oracle"))

from driver import Driver, Failure  # noqa: E402


def run(description, checks):
    """Calls each `(name, check)` whose name contains --only with a Driver that has a folder of its own; a check gives its
    text, or raises. The status: 1 where one failed, or none ran."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder with resnetc and resnetc-run")
    parser.add_argument("--driver", type=pathlib.Path, required=True, help="folder with the emulator's libcuda.so.1")
    parser.add_argument("--only", default="", help="checks whose name contains this text")
    arguments = parser.parse_args()
    os.environ["LD_LIBRARY_PATH"] = str(arguments.driver.resolve())
    passed = failed = 0
    for name, check in checks:
        if arguments.only not in name:
            continue
        with tempfile.TemporaryDirectory(prefix="resnetc-cuda-") as folder:
            try:
                print(f"passed  {name}: {check(Driver(arguments.bin.resolve(), pathlib.Path(folder)))}", flush=True)
                passed += 1
            except (Failure, ValueError, OSError, KeyError) as error:
                failed += 1
                print(f"FAILED  {name}: {error}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0
