"""Compiling: the compiler runs as a program of its own, so that no LLVM enters this process."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ._errors import CompileError, Diagnostic
from ._programs import compiler
from ._weights import write_safetensors

_PLACED = re.compile(r"^(?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|note): "
                     r"(?P<message>.*?)(?: \[(?P<code>[A-Z]\d+)\])?$")
_BARE = re.compile(r"^(?:resnetc: )?(?P<severity>error|bug|warning): (?P<message>.*)$")


def diagnostics(text: str) -> list[Diagnostic]:
    """The messages in what the compiler printed."""
    found: list[dict[str, Any]] = []
    for line in text.splitlines():
        if match := _PLACED.match(line) or _BARE.match(line):
            parts = {key: value for key, value in match.groupdict().items() if value is not None}
            found.append({**parts, **{key: int(parts[key]) for key in ("line", "column") if key in parts}})
        elif line.startswith("hint: ") and found:
            found[-1]["hint"] = line.removeprefix("hint: ")
    return [Diagnostic(**parts) for parts in found]


def _list(value: object) -> str:
    return value if isinstance(value, str) else ",".join(map(str, value)) if isinstance(value, Sequence) else str(value)


def _arguments(options: Mapping[str, object], defines: Mapping[str, object], extra: Sequence[str]) -> list[str]:
    words = [f"{name}={_list(value)}" for name, value in options.items() if value is not None]
    for name, value in defines.items():
        words += ["-D", f"{name}={value}"]
    return words + list(extra)


def _temporary() -> Path:
    """A folder that goes when Python ends."""
    folder = Path(tempfile.mkdtemp(prefix="resnetc-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def compile(source: str | os.PathLike[str], output: str | os.PathLike[str] | None = None, *, model: str | None = None,
            mode: str = "infer", defines: Mapping[str, object] | None = None,
            batch: int | Sequence[int] | None = None, march: str | Sequence[str] | None = None,
            target: str | Sequence[str] | None = None, precision: str | None = None, accuracy: str | None = None,
            cores: int | None = None, weights: str | os.PathLike[str] | Mapping[str, Any] | None = None,
            tuning_db: str | os.PathLike[str] | None = None, options: Sequence[str] = ()) -> Path:
    """Compiles a model to a library, and gives its path, for `load`.

    source     the text of a model, if it has more than one line, or else the path of one
    output     OUT.so, OUT.a or OUT.o; the header OUT.h is written beside it. None: a folder that goes when Python ends
    model      which model of the text
    mode       "infer" or "train", which includes infer
    defines    parameters of the model by name: {"n": 9}
    batch      sizes of batch (images) to specialise for; every other size still runs
    march      "native", "x86-64-v3", "x86-64-v4", a processor, or several of them
    target     "x86", "cuda", or both: ["x86", "cuda"]
    precision  "f32" or, for cuda, "bf16"
    accuracy   "strict" or "fast"
    cores      on how many cores calls will run
    weights    to embed: a safetensors file, or arrays by name
    tuning_db  measured schedules, of resnetc-tune
    options    further words of the compiler's command line

    Raises CompileError with the compiler's text and, in `diagnostics`, its parts.
    """
    text = source if isinstance(source, str) and "\n" in source else None
    if isinstance(options, str):
        raise TypeError(f"options: is the string {options!r}, expects a list of words")
    given = "-" if text is not None else os.fspath(source)
    if text is None and given.startswith("-"):  # a file, and no option
        given = f"./{given}"
    library = Path(output) if output is not None else _temporary() / "model.so"
    with tempfile.TemporaryDirectory(prefix="resnetc-") as folder:
        if isinstance(weights, Mapping):
            embedded = Path(folder) / "weights.safetensors"
            write_safetensors(embedded, weights)
            weights = embedded
        words = _arguments({"--model": model, "--mode": mode, "--batch": batch, "-march": march, "--target": target,
                            "--precision": precision, "--accuracy": accuracy, "--cores": cores, "--weights": weights,
                            "--tuning-db": tuning_db}, defines or {}, options)
        done = subprocess.run([compiler(), given, "-o", library, *words], input=text or "",
                              capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        said = done.stderr.strip() or f"the compiler ended with status {done.returncode} and said nothing"
        if done.returncode == 127 and "shared libraries" in said:  # of the system's loader
            said += "\nhint: the compiler needs LLVM 22 beside it, Debian's packages libllvm22 and libmlir-22"
        raise CompileError(said, done.returncode, diagnostics(done.stderr))
    return library
