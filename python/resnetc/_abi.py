"""The C interface as ctypes sees it: resnetc/resnetc.h and resnetc/session.h, member by member."""

from __future__ import annotations

import ctypes as c
import functools
import os
from pathlib import Path
from typing import Any

from ._errors import Error, Status, status_of
from ._programs import runtime_library

INFER, GRAD, TRAIN = 0, 1, 2
ELEMENTS = {0: "float32", 1: "int64", 3: "uint8"}
ROLE_MOMENTUM, ROLE_LOSS_SCALE = 7, 10
API_VERSION = 1


class TensorInfo(c.Structure):
    _fields_ = [("name", c.c_char_p), ("role", c.c_int), ("rank", c.c_int32), ("shape", c.c_int64 * 4)]


class BindingInfo(c.Structure):
    _fields_ = [("name", c.c_char_p), ("element", c.c_int), ("is_output", c.c_int32), ("batched", c.c_int32),
                ("rank", c.c_int32), ("shape", c.c_int64 * 4)]


class Array(c.Structure):
    """resnetc_binding: an array of the caller's under its name."""
    _fields_ = [("name", c.c_char_p), ("data", c.c_void_p), ("bytes", c.c_size_t)]


class LaunchEvent(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("function", c.c_char_p), ("index", c.c_int64), ("count", c.c_int64),
                ("batch", c.c_int64), ("layer", c.c_char_p), ("kernel", c.c_char_p), ("start_ns", c.c_int64),
                ("end_ns", c.c_int64)]


LaunchHook = c.CFUNCTYPE(None, c.c_void_p, c.POINTER(LaunchEvent))


class ModelInfo(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("has_weights", c.c_int32), ("name", c.c_char_p), ("mode", c.c_char_p),
                ("precision", c.c_char_p), ("isa", c.c_char_p), ("recipe", c.c_char_p), ("input_shape", c.c_int64 * 3),
                ("output_rank", c.c_int64), ("output_shape", c.c_int64 * 3), ("parameters", c.c_int64),
                ("multiply_adds", c.c_int64), ("tensor_count", c.c_int64), ("ignored_prefixes", c.c_char_p),
                ("one_pixel_norm", c.c_char_p), ("network_hash", c.c_uint64), ("gradient_buckets", c.c_int64),
                ("device", c.c_char_p), ("compiler", c.c_char_p), ("input_scale", c.c_double)]


class Options(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("num_threads", c.c_int32), ("parallel_for", c.c_void_p),
                ("parallel_for_data", c.c_void_p), ("device", c.c_int32), ("device_pointers", c.c_int32),
                ("stream", c.c_void_p), ("device_kind", c.c_char_p)]


class DeviceInfo(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("kind", c.c_char_p), ("isa", c.c_char_p)]


class Hyper(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("lr", c.c_float), ("momentum", c.c_float), ("weight_decay", c.c_float),
                ("nesterov", c.c_int32), ("seed", c.c_uint64)]


class SessionOptions(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("max_contexts", c.c_int32), ("batch", c.c_int64),
                ("context", c.POINTER(Options))]


class DLTensor(c.Structure):
    """DLPack's view of an array, for x with strides."""
    _fields_ = [("data", c.c_void_p), ("device_type", c.c_int32), ("device_id", c.c_int32), ("ndim", c.c_int32),
                ("code", c.c_uint8), ("bits", c.c_uint8), ("lanes", c.c_uint16), ("shape", c.POINTER(c.c_int64)),
                ("strides", c.POINTER(c.c_int64)), ("byte_offset", c.c_uint64)]


_pointer = c.c_void_p


class Api(c.Structure):
    """The table of a model. Only what this package calls has a type; the rest keeps its place."""
    _fields_ = [("struct_size", c.c_uint32), ("version", c.c_uint32), ("model", _pointer), ("status_text", _pointer),
                ("last_error", c.CFUNCTYPE(c.c_char_p)),
                ("info", c.CFUNCTYPE(c.c_int, _pointer, c.POINTER(ModelInfo))),
                ("tensor", c.CFUNCTYPE(c.c_int, _pointer, c.c_int64, c.POINTER(TensorInfo))),
                ("state_bytes", _pointer), ("state_init", _pointer), ("tensor_set", _pointer), ("tensor_get", _pointer),
                ("load_weights", _pointer), ("seal", _pointer), ("workspace_bytes", _pointer), ("context_init", _pointer),
                ("context_destroy", _pointer), ("context_threads", _pointer), ("infer", _pointer), ("grad", _pointer),
                ("gradient_get", _pointer), ("train_step", _pointer),
                ("tensor_initial", c.CFUNCTYPE(c.c_int, _pointer, c.c_int64, c.POINTER(c.c_float))),
                ("batches_set", _pointer), ("batches_get", _pointer), ("context_rebind", _pointer),
                ("check_weights", _pointer),
                ("tensor_trainable", c.CFUNCTYPE(c.c_int, _pointer, c.c_int64, c.POINTER(c.c_int32))),
                ("binding", c.CFUNCTYPE(c.c_int, _pointer, c.c_int, c.c_int64, c.POINTER(BindingInfo))),
                ("run", _pointer), ("gradient_bucket", _pointer), ("update", _pointer), ("launch", _pointer),
                ("context_hook", _pointer), ("cancel", _pointer),
                ("device", c.CFUNCTYPE(c.c_int, _pointer, c.c_int64, c.POINTER(DeviceInfo)))]


_SIGNATURES: dict[str, list[type]] = {
    "open": [c.c_char_p, c.c_char_p, c.POINTER(SessionOptions), c.POINTER(_pointer)],
    "session_infer": [_pointer, _pointer, c.c_int64, _pointer],
    "session_infer_tensor": [_pointer, c.POINTER(DLTensor), c.POINTER(DLTensor)],
    "session_run": [_pointer, c.c_int, c.c_int64, c.POINTER(Array), c.c_size_t],
    "session_hook": [_pointer, LaunchHook, _pointer],
    "session_cancel": [_pointer],
    "session_grad": [_pointer, _pointer, _pointer, c.c_int64, _pointer],
    "session_gradient_get": [_pointer, c.c_char_p, _pointer, c.c_size_t],
    "session_update": [_pointer, c.POINTER(Hyper)],
    "session_train_step": [_pointer, _pointer, _pointer, c.c_int64, c.POINTER(Hyper), _pointer],
    "session_tensor_set": [_pointer, c.c_char_p, _pointer, c.c_size_t],
    "session_tensor_get": [_pointer, c.c_char_p, _pointer, c.c_size_t],
    "session_load": [_pointer, c.c_char_p],
}


@functools.cache
def runtime() -> c.CDLL:
    """libresnetc with its functions' types. A CDLL's calls run without the GIL."""
    path = runtime_library()
    try:
        library = c.CDLL(os.fspath(path))
    except OSError as problem:
        raise Error(f"cannot load {path}: {problem}", Status.FILE) from None
    for name, arguments in _SIGNATURES.items():
        function = getattr(library, f"resnetc_{name}")
        function.argtypes, function.restype = arguments, c.c_int
    library.resnetc_close.argtypes, library.resnetc_close.restype = [_pointer], None
    library.resnetc_last_error.argtypes, library.resnetc_last_error.restype = [], c.c_char_p
    library.resnetc_session_api.argtypes, library.resnetc_session_api.restype = [_pointer], c.POINTER(Api)
    return library


def check(status: int) -> None:
    """Raises the text of this thread's latest failure, if `status` is one."""
    if status:
        text = runtime().resnetc_last_error().decode(errors="replace")
        raise Error(text, status_of(status))


def arrays(**named: Any) -> c.Array[Array]:
    """Dense numpy arrays under their names, which they have to outlive."""
    return (Array * len(named))(*(Array(name.encode(), array.ctypes.data, array.nbytes) for name, array in named.items()))


class Session:
    """A session that closes when the last who uses it lets go: a call that still runs keeps it alive."""

    def __init__(self, path: Path, weights: Path | None, options: SessionOptions):
        self.pointer = c.c_void_p()
        self.hook: Any = None  # the callback that it has
        self._close = runtime().resnetc_close
        check(runtime().resnetc_open(os.fsencode(path), None if weights is None else os.fsencode(weights),
                                     c.byref(options), c.byref(self.pointer)))
        self.table = runtime().resnetc_session_api(self.pointer)
        self.api = self.table.contents

    def __del__(self) -> None:
        if getattr(self, "pointer", None):
            self._close(self.pointer)
            self.pointer = c.c_void_p()
