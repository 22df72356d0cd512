"""Arrays of other libraries as numpy's, without copying, and as DLPack's tensors."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy

from ._session import DLDataType, DLDevice, DLTensor

CPU, FLOAT = 1, 2  # kDLCPU, kDLFloat


def as_array(value: Any, name: str) -> numpy.ndarray:
    """A numpy array of the same memory. Raises TypeError for what is no array, or lies on a device."""
    if isinstance(value, numpy.ndarray):
        return value
    if not hasattr(value, "__dlpack__"):
        raise TypeError(f"{name}: expects an array (numpy, or anything that exports DLPack), got {type(value).__name__}")
    try:
        return numpy.from_dlpack(value)
    except (BufferError, RuntimeError, TypeError) as problem:
        hint = "; detach it first" if getattr(value, "requires_grad", False) else ""
        raise TypeError(f"{name}: its memory cannot be shared with numpy: {problem}{hint}") from problem


def floats(value: Any, name: str) -> numpy.ndarray:
    """As as_array, of float32. Nothing is converted: that would hide a copy."""
    array = as_array(value, name)
    if array.dtype != numpy.float32:
        raise TypeError(f"{name}: has elements of {array.dtype}, expects float32")
    return array


def labels(value: Any, name: str) -> numpy.ndarray:
    """Whole numbers as a dense array of int64."""
    array = numpy.asarray(value) if isinstance(value, (list, tuple)) else as_array(value, name)
    if array.dtype.kind not in "iu" or array.ndim != 1:
        raise TypeError(f"{name}: expects one dimension of whole numbers, got {array.ndim} of {array.dtype}")
    return numpy.ascontiguousarray(array, dtype=numpy.int64)


def tensor(array: numpy.ndarray) -> DLTensor:
    """Of an array of float32, which has to live as long."""
    rank = array.ndim
    extents = (ctypes.c_int64 * rank)(*array.shape)
    steps = (ctypes.c_int64 * rank)(*(step // array.itemsize for step in array.strides))
    return DLTensor(array.ctypes.data, DLDevice(CPU, 0), rank, DLDataType(FLOAT, 32, 1), extents, steps, 0)
