"""Named arrays: what may stand for a tensor, and safetensors files."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ._arrays import Floats, as_array, dense
from ._errors import WrongType


def as_floats(name: str, value: Any) -> Floats:
    """`value` as dense f32; other floating-point types are rounded to it."""
    if not isinstance(value, np.ndarray):
        # Of torch's tensors, whose bfloat16 numpy does not know, and whose parameters export nothing as they are.
        for step in ("detach", "float"):
            value = getattr(value, step, lambda same=value: same)()
    array = as_array(name, value)
    if array.dtype.kind != "f" and array.dtype.name != "bfloat16":
        raise WrongType(f"{name}: has elements of {array.dtype}, expects floating-point numbers")
    return dense(array)


def write_safetensors(path: str | os.PathLike[str], tensors: Mapping[str, Any]) -> None:
    """Writes arrays as f32 under their names. The file appears whole or not at all.

    The form: https://github.com/huggingface/safetensors#format
    """
    arrays = {name: as_floats(name, value) for name, value in tensors.items()
              if not name.endswith(".num_batches_tracked")}
    header: dict[str, object] = {}
    end = 0
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [end, end + array.nbytes]}
        end += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    target = Path(path)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as problem:  # of the file that was asked for, and not of one beside it
        raise type(problem)(problem.errno, problem.strerror, os.fspath(path)) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(len(text).to_bytes(8, "little") + text)
            for array in arrays.values():
                file.write(array.data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
