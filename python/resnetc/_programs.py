"""Where the compiler and the runtime are: in the package, or where the environment says."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from ._errors import Error, Status

PREFIX = Path(__file__).resolve().parent / "_prefix"
RUNTIME = "libresnetc.so.0"


def compiler() -> Path:
    """The compiler: the program that RESNETC names, else the package's own, else the first in PATH."""
    named = os.environ.get("RESNETC")
    if named:
        found = shutil.which(named)
        if not found:
            raise Error(f"RESNETC names {named}, which is no program", Status.FILE)
        return Path(found)
    own = PREFIX / "bin" / "resnetc"
    if own.exists():
        return own
    # The command `resnetc` that the package installs is itself one that looks for the compiler.
    script = Path(sys.executable).with_name("resnetc")
    for folder in os.get_exec_path():
        found = shutil.which("resnetc", path=folder)
        if found and Path(found) != script:
            return Path(found)
    raise Error("no compiler: the package has none, PATH neither; let RESNETC name the program resnetc", Status.FILE)


def runtime_library() -> Path:
    """libresnetc: the file that RESNETC_RUNTIME names, else the package's own, else the one installed with RESNETC."""
    named = os.environ.get("RESNETC_RUNTIME")
    if named:
        return Path(named)
    own = PREFIX / "lib" / RUNTIME
    if own.exists():
        return own
    program = os.environ.get("RESNETC")
    beside = Path(program).resolve().parent.parent / "lib" / RUNTIME if program else None
    return beside if beside and beside.exists() else Path(RUNTIME)


def _become(program: Path) -> None:
    os.execv(program, [os.fspath(program), *sys.argv[1:]])


def main() -> None:
    """The command `resnetc`."""
    try:
        _become(compiler())
    except Error as problem:
        sys.exit(f"resnetc: error: {problem}")


def main_run() -> None:
    """The command `resnetc-run`."""
    try:
        own = PREFIX / "bin" / "resnetc-run"
        _become(own if own.exists() else compiler().with_name("resnetc-run"))
    except (Error, OSError) as problem:
        sys.exit(f"resnetc-run: error: {problem}")
