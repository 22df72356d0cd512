"""Arrays of the caller, checked and as the C interface takes them. Nothing is copied where the layout allows."""

from __future__ import annotations

import ctypes as c
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ._abi import DLTensor
from ._errors import Status, WrongType, WrongValue

Floats: TypeAlias = npt.NDArray[np.float32]
_ON_HOST = (1, 3)  # kDLCPU and kDLCUDAHost
_F32 = np.dtype(np.float32)


def as_array(name: str, value: Any) -> npt.NDArray[Any]:
    """The same memory as a numpy array: an array, or what exports DLPack from the processor's memory."""
    if isinstance(value, np.ndarray):
        return value
    if not hasattr(value, "__dlpack__"):
        raise WrongType(f"{name}: is a {type(value).__name__}, expects a numpy array or one that exports DLPack")
    try:
        kind, number = value.__dlpack_device__()
    except (BufferError, RuntimeError, TypeError, ValueError) as problem:
        raise WrongType(f"{name}: cannot be read through DLPack: {problem}") from problem
    if kind not in _ON_HOST:
        raise WrongType(f"{name}: lies on device {number} of type {int(kind)} (DLDeviceType); copy it to the processor "
                    "first, such as by .cpu()")
    try:
        return np.from_dlpack(value)
    except (BufferError, RuntimeError, TypeError, ValueError) as problem:
        raise WrongType(f"{name}: cannot be read through DLPack: {problem}") from problem


def dense(array: npt.NDArray[Any], dtype: npt.DTypeLike = np.float32) -> npt.NDArray[Any]:
    """The array itself where it is dense, row-major, aligned and of this type; else a copy that is."""
    return np.require(array, dtype, ["C", "A"])


def as_images(value: Any, shape: tuple[int, ...], dtype: np.dtype[Any] = _F32) -> npt.NDArray[Any]:
    """[batch, *shape] of any strides."""
    array = value if type(value) is np.ndarray else as_array("x", value)
    if array.dtype != dtype:
        raise WrongType(f"x: has elements of {array.dtype}, expects {dtype}")
    if array.ndim != 4 or array.shape[1:] != shape:
        raise WrongValue(f"x: has shape {list(array.shape)}, expects [batch, {', '.join(map(str, shape))}]", Status.SHAPE)
    return array


def as_labels(value: Any, batch: int) -> npt.NDArray[np.int64]:
    """i64[batch], dense; other whole numbers are widened."""
    array = np.asarray(value) if isinstance(value, (list, tuple)) else as_array("labels", value)
    if array.dtype.kind not in "iu":
        raise WrongType(f"labels: have elements of {array.dtype}, expects whole numbers")
    if array.shape != (batch,):
        raise WrongValue(f"labels: have shape {list(array.shape)}, expects [{batch}]", Status.SHAPE)
    return dense(array, np.int64)


def as_output(value: Any, shape: tuple[int, ...], x: npt.NDArray[Any]) -> Floats:
    """Dense f32 of this shape that may be written, and does not overlap x."""
    array = as_array("out", value)
    if array.dtype != _F32:
        raise WrongType(f"out: has elements of {array.dtype}, expects float32")
    if array.shape != shape:
        raise WrongValue(f"out: has shape {list(array.shape)}, expects {list(shape)}", Status.SHAPE)
    if not (array.flags.c_contiguous and array.flags.aligned and array.flags.writeable):
        raise WrongValue("out: expects a dense, aligned array that may be written", Status.ARGUMENT)
    if np.may_share_memory(array, x):
        raise WrongValue("out: overlaps x", Status.ARGUMENT)
    return array


def tensor_of(array: npt.NDArray[Any]) -> DLTensor:
    """DLPack's view of an aligned array of f32 or u8. It refers to `array`, which has to outlive it."""
    extents, each = c.c_int64 * array.ndim, array.itemsize
    return DLTensor(data=array.ctypes.data, device_type=1, device_id=0, ndim=array.ndim, code=2 if each == 4 else 1,
                    bits=8 * each, lanes=1, shape=extents(*array.shape),
                    strides=extents(*(stride // each for stride in array.strides)))
