"""Where the compiler and the runtime are: in the package, or where the environment says."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from ._errors import Error, Status

RUNTIME = "libresnetc.so.0"


def prefix() -> Path:
    """The installed resnetc that is used: that of RESNETC_PREFIX, else the package's own."""
    named = os.environ.get("RESNETC_PREFIX")
    return Path(named) if named else Path(__file__).resolve().parent / "prefix"


def shipped_models() -> dict[str, Path]:
    """The models of the papers, by the names of their files: {"resnet18": .../resnet18.dsl, ...}."""
    return {path.stem: path for path in sorted((prefix() / "share" / "resnetc" / "models").glob("*.dsl"))}


def compiler() -> Path:
    """The compiler: the program that RESNETC names, else that of `prefix`, else the first in PATH."""
    named = os.environ.get("RESNETC")
    if named:
        found = shutil.which(named)
        if not found:
            raise Error(f"RESNETC names {named}, which is no program", Status.FILE)
        return Path(found)
    own = prefix() / "bin" / "resnetc"
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
    """libresnetc: that of `prefix`, else the one that the system's loader finds."""
    own = prefix() / "lib" / RUNTIME
    return own if own.exists() else Path(RUNTIME)


def _become(program: Path) -> None:
    os.execv(program, [os.fspath(program), *sys.argv[1:]])


def main() -> None:
    """The command `resnetc`."""
    try:
        _become(compiler())
    except Error as problem:
        sys.exit(f"resnetc: error: {problem}")


def _become_companion(name: str) -> None:
    try:
        own = prefix() / "bin" / name
        _become(own if own.exists() else compiler().with_name(name))
    except (Error, OSError) as problem:
        sys.exit(f"{name}: error: {problem}")


def main_run() -> None:
    """The command `resnetc-run`."""
    _become_companion("resnetc-run")


def main_lsp() -> None:
    """The command `resnetc-lsp`."""
    _become_companion("resnetc-lsp")
