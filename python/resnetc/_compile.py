"""The compiler, run as a program of its own: no LLVM comes into the process of Python."""

from __future__ import annotations

import atexit
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence


@dataclasses.dataclass(frozen=True)
class Diagnostic:
    """One thing that the compiler has to say of a text."""

    file: str  #: "<stdin>" for a text
    line: int  #: from 1 on; 0 for what belongs to no place
    column: int
    message: str
    hint: str = ""


class CompileError(ValueError):
    """A model that cannot be compiled. The exception's text is all that the compiler said, with the places shown."""

    def __init__(self, text: str, status: int):
        super().__init__(text)
        self.status = status  #: 1: the input is wrong; 2: an option; 3: the compiler
        self.diagnostics = _read(text)


_PLACE = re.compile(r"^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): error: (?P<message>.*)$")
_PLAIN = re.compile(r"^resnetc: (?:error|bug): (?P<message>.*)$")


def _read(text: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for line in text.splitlines():
        if place := _PLACE.match(line):
            found.append(Diagnostic(place["file"], int(place["line"]), int(place["column"]), place["message"]))
        elif plain := _PLAIN.match(line):
            found.append(Diagnostic("", 0, 0, plain["message"]))
        elif line.startswith("hint: ") and found:
            found[-1] = dataclasses.replace(found[-1], hint=line.removeprefix("hint: "))
    return found


def _prefix() -> pathlib.Path:
    given = os.environ.get("RESNETC_PREFIX")
    return pathlib.Path(given) if given else pathlib.Path(__file__).parent / "prefix"


def _program() -> str:
    own = _prefix() / "bin" / "resnetc"
    found = str(own) if own.exists() else shutil.which("resnetc")
    if not found:
        raise FileNotFoundError("the compiler is not there: neither in the package, nor in RESNETC_PREFIX, nor in PATH")
    return found


def shipped_models() -> dict[str, pathlib.Path]:
    """The models of the papers, by the names of their files: {"resnet18": .../resnet18.dsl, ...}."""
    folder = _prefix() / "share" / "resnetc" / "models"
    return {path.stem: path for path in sorted(folder.glob("*.dsl"))}


def _temporary() -> pathlib.Path:
    """A folder that goes when Python ends."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="resnetc-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def compile(source: str | os.PathLike[str], output: str | os.PathLike[str] | None = None, *, mode: str = "infer",
            model: str | None = None, defines: Mapping[str, object] | None = None, batch: int | Sequence[int] | None = None,
            march: str | Sequence[str] | None = None, target: str | None = None, precision: str | None = None,
            accuracy: str | None = None, weights: str | os.PathLike[str] | None = None,
            tuning_db: str | os.PathLike[str] | None = None, options: Sequence[str] = ()) -> pathlib.Path:
    """Compiles a model to a library, and gives its path, for `load`.

    source: the path of a model, or its text (a str of several lines). output: where the library goes; otherwise into a
    folder that is removed when Python ends. mode: "infer" or "train". model: which of the file. defines: the model's
    parameters, {"n": 9}. batch, march, target, precision, accuracy, tuning_db and weights (a safetensors file to embed) are the
    compiler's options of these names, `options` any others.

    Raises CompileError, whose text is what the compiler said.
    """
    text = source if isinstance(source, str) and "\n" in source else None
    library = pathlib.Path(output) if output is not None else _temporary() / "model.so"
    command = [_program(), "-" if text is not None else os.fspath(source), "-o", os.fspath(library), f"--mode={mode}"]
    given = {"--model": model, "--batch": batch, "-march": march, "--target": target, "--precision": precision,
             "--accuracy": accuracy, "--weights": weights, "--tuning-db": tuning_db}
    for option, value in given.items():
        if value is not None:
            words = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
            command.append(f"{option}={','.join(os.fspath(w) if isinstance(w, os.PathLike) else str(w) for w in words)}")
    for name, number in (defines or {}).items():
        command += ["-D", f"{name}={number}"]
    done = subprocess.run([*command, *options], input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CompileError(done.stderr.strip() or f"resnetc ended with status {done.returncode}", done.returncode)
    return library
