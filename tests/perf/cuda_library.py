"""A library made by resnetc, by its C interface, on memory of a CUDA device or of the processor: pointers in, pointers out."""
import ctypes
import mmap
import pathlib
import re

HEADER = pathlib.Path(__file__).resolve().parents[2] / "runtime" / "include" / "resnetc" / "resnetc.h"
INFER, GRAD, TRAIN = range(3)


class Failed(Exception):
    """A call's status was not 0; the text is the library's own."""


class Options(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_uint32), ("num_threads", ctypes.c_int32), ("parallel_for", ctypes.c_void_p),
                ("parallel_for_data", ctypes.c_void_p), ("device", ctypes.c_int32), ("device_pointers", ctypes.c_int32),
                ("stream", ctypes.c_void_p)]


class Hyper(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_uint32), ("lr", ctypes.c_float), ("momentum", ctypes.c_float),
                ("weight_decay", ctypes.c_float), ("nesterov", ctypes.c_int32), ("seed", ctypes.c_uint64)]


def members():
    """The functions of struct resnetc_api in order, as the public header has them."""
    body = HEADER.read_text().split("struct resnetc_api {")[1].split("\n};")[0]
    return re.findall(r"\(\*(\w+)\)\(", body)


class Library:
    """One state and one context, which gets and gives what lies in the device's memory, or, without
    `device_pointers`, in the caller's."""

    def __init__(self, path, weights, function, batch, stream=None, device_pointers=True):
        self.names = members()
        query = ctypes.CDLL(str(path)).resnetc_query
        query.restype, query.argtypes = ctypes.c_void_p, [ctypes.c_uint32]
        self.api = query(1)
        head = 2 * ctypes.sizeof(ctypes.c_uint32) + ctypes.sizeof(ctypes.c_void_p)
        self.table = (ctypes.c_void_p * len(self.names)).from_address(self.api + head)
        self.batch, size = batch, ctypes.c_size_t()
        self.state, self.context = ctypes.c_void_p(), ctypes.c_void_p()
        self._call("state_bytes", ctypes.c_void_p(self.api), ctypes.byref(size))
        self.pages = []
        memory = self._memory(size.value)
        self._call("state_init", ctypes.c_void_p(self.api), memory, size, ctypes.byref(self.state))
        file = pathlib.Path(weights).read_bytes()
        self._call("load_weights", self.state, file, ctypes.c_size_t(len(file)))
        self._call("seal", self.state)
        self._call("workspace_bytes", ctypes.c_void_p(self.api), function, ctypes.c_int64(batch), ctypes.byref(size))
        memory = self._memory(size.value)
        options = Options(ctypes.sizeof(Options), 0, None, None, 0, int(device_pointers), stream)
        self._call("context_init", self.state, function, ctypes.c_int64(batch), ctypes.byref(options), memory,
                   size, ctypes.byref(self.context))

    def infer(self, x, out):
        self._call("infer", self.context, ctypes.c_void_p(x), ctypes.c_int64(self.batch), ctypes.c_void_p(out))

    def train_step(self, x, labels, result, lr):
        hyper = Hyper(ctypes.sizeof(Hyper), lr, 0.9, 1e-4, 0, 0)
        self._call("train_step", self.context, ctypes.c_void_p(x), ctypes.c_void_p(labels), ctypes.c_int64(self.batch),
                   ctypes.byref(hyper), ctypes.c_void_p(result))

    def close(self):
        self._function("context_destroy", None)(self.context)

    def _memory(self, size):
        """Pages, which are aligned as the library asks."""
        self.pages.append(ctypes.c_char.from_buffer(mmap.mmap(-1, max(size, 1))))
        return ctypes.c_void_p(ctypes.addressof(self.pages[-1]))

    def _function(self, name, result=ctypes.c_int):
        return ctypes.CFUNCTYPE(result)(self.table[self.names.index(name)])

    def _call(self, name, *arguments):
        status = self._function(name)(*arguments)
        if status:
            raise Failed(f"{name}: status {status}: {self._function('last_error', ctypes.c_char_p)().decode()}")
