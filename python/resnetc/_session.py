"""libresnetc's functions (resnetc/session.h, resnetc/resnetc.h) by ctypes, which releases the GIL during calls."""

from __future__ import annotations

import ctypes
import os
import pathlib
from ctypes import POINTER, c_char_p, c_float, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p

API_VERSION = 1
STATUS_NAMES = ("ok", "argument", "shape", "weights", "isa", "memory", "mode", "label", "internal", "device", "file")
ROLE_CONV_WEIGHT, ROLE_LINEAR_WEIGHT, ROLE_MOMENTUM = 0, 1, 7


class Error(RuntimeError):
    """What a failed call of a model raises. `status` is resnetc_status of resnetc.h, "shape" or "weights"."""

    def __init__(self, status: int, text: str):
        super().__init__(text)
        self.status = STATUS_NAMES[status] if 0 <= status < len(STATUS_NAMES) else str(status)


class TensorInfo(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("role", c_int32), ("rank", c_int32), ("shape", c_int64 * 4)]


class ModelInfo(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32), ("has_weights", c_int32), ("name", c_char_p), ("mode", c_char_p),
        ("precision", c_char_p), ("isa", c_char_p), ("recipe", c_char_p), ("input_shape", c_int64 * 3),
        ("output_rank", c_int64), ("output_shape", c_int64 * 3), ("parameters", c_int64), ("multiply_adds", c_int64),
        ("tensor_count", c_int64), ("ignored_prefixes", c_char_p), ("one_pixel_norm", c_char_p),
        ("network_hash", c_uint64), ("gradient_buckets", c_int64), ("device", c_char_p), ("compiler", c_char_p),
    ]


class Options(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("num_threads", c_int32), ("parallel_for", c_void_p),
                ("parallel_for_data", c_void_p), ("device", c_int32), ("device_pointers", c_int32), ("stream", c_void_p)]


class SessionOptions(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("max_contexts", c_int32), ("batch", c_int64), ("context", POINTER(Options))]


class Hyper(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("lr", c_float), ("momentum", c_float), ("weight_decay", c_float),
                ("nesterov", c_int32), ("seed", c_uint64)]


class DLDevice(ctypes.Structure):
    _fields_ = [("device_type", c_int32), ("device_id", c_int32)]


class DLDataType(ctypes.Structure):
    _fields_ = [("code", ctypes.c_uint8), ("bits", ctypes.c_uint8), ("lanes", ctypes.c_uint16)]


class DLTensor(ctypes.Structure):
    _fields_ = [("data", c_void_p), ("device", DLDevice), ("ndim", c_int32), ("dtype", DLDataType),
                ("shape", POINTER(c_int64)), ("strides", POINTER(c_int64)), ("byte_offset", c_uint64)]


class Table(ctypes.Structure):
    """resnetc_api as far as it is called here; its members stay where they are in all versions."""


def _member(*arguments: type) -> type:
    return ctypes.CFUNCTYPE(c_int32, *arguments)


Table._fields_ = [
    ("struct_size", c_uint32), ("version", c_uint32), ("model", c_void_p),
    ("status_text", c_void_p), ("last_error", ctypes.CFUNCTYPE(c_char_p)),
    ("info", _member(POINTER(Table), POINTER(ModelInfo))),
    ("tensor", _member(POINTER(Table), c_int64, POINTER(TensorInfo))),
    ("between", c_void_p * 14),  # state_bytes to train_step
    ("tensor_initial", _member(POINTER(Table), c_int64, POINTER(c_float))),
]


def _find() -> pathlib.Path:
    """The library in the package, in RESNETC_PREFIX, or where the system's loader finds it."""
    here = pathlib.Path(__file__).parent / "prefix" / "lib" / "libresnetc.so"
    prefix = os.environ.get("RESNETC_PREFIX")
    given = pathlib.Path(prefix) / "lib" / "libresnetc.so" if prefix else None
    for path in (given, here):
        if path and path.exists():
            return path
    return pathlib.Path("libresnetc.so.0")


def _open() -> ctypes.CDLL:
    library = ctypes.CDLL(str(_find()))
    session, floats, labels = c_void_p, c_void_p, c_void_p
    signatures: dict[str, tuple[type | None, list[type]]] = {
        "resnetc_open": (c_int32, [c_char_p, c_char_p, POINTER(SessionOptions), POINTER(c_void_p)]),
        "resnetc_close": (None, [session]),
        "resnetc_last_error": (c_char_p, []),
        "resnetc_session_api": (POINTER(Table), [session]),
        "resnetc_session_infer_tensor": (c_int32, [session, POINTER(DLTensor), POINTER(DLTensor)]),
        "resnetc_session_grad": (c_int32, [session, floats, labels, c_int64, floats]),
        "resnetc_session_gradient_get": (c_int32, [session, c_char_p, floats, c_size_t]),
        "resnetc_session_update": (c_int32, [session, POINTER(Hyper)]),
        "resnetc_session_train_step": (c_int32, [session, floats, labels, c_int64, POINTER(Hyper), floats]),
        "resnetc_session_tensor_set": (c_int32, [session, c_char_p, floats, c_size_t]),
        "resnetc_session_tensor_get": (c_int32, [session, c_char_p, floats, c_size_t]),
        "resnetc_session_load": (c_int32, [session, c_char_p]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


LIBRARY = _open()


def check(status: int) -> None:
    """Raises what a failed call means. The text is this thread's own."""
    if status:
        raise Error(status, LIBRARY.resnetc_last_error().decode(errors="replace"))
