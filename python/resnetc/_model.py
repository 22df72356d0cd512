"""A compiled model."""

from __future__ import annotations

import ctypes
import dataclasses
import os
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, NamedTuple

import numpy

from . import _arrays
from ._session import (LIBRARY, ROLE_CONV_WEIGHT, ROLE_LINEAR_WEIGHT, ROLE_MOMENTUM, Error, Hyper, ModelInfo, Options,
                       SessionOptions, TensorInfo, check)


class Loss(NamedTuple):
    """Of one batch."""

    loss: float  #: the mean
    correct: int  #: predictions that were right


@dataclasses.dataclass(frozen=True)
class Info:
    """What a library says of itself."""

    name: str
    mode: str  #: "infer" or "train"
    precision: str  #: "f32" or "bf16"
    isa: str  #: the instruction set that runs on this machine, "avx512"
    device: str  #: "cpu" or "cuda"
    compiler: str  #: "resnetc 0.1.0, LLVM 22.1.8, Halide 21.0.0"
    input_shape: tuple[int, ...]  #: of one image, (channels, height, width)
    output_shape: tuple[int, ...]  #: of one image, (classes,) or (channels, height, width)
    parameters: int  #: numbers that training changes
    multiply_adds: int  #: of one image, forward
    has_weights: bool  #: embedded ones


class _Tensor(NamedTuple):
    index: int
    name: str
    role: int
    shape: tuple[int, ...]


class Parameters(MutableMapping[str, numpy.ndarray]):
    """A model's variables by name, weights and running statistics in the order of definition, as copies of float32.

    What is assigned is what the next call of the model uses. Names cannot be added or deleted.
    """

    def __init__(self, model: Model):
        self._model = model
        self._tensors = {each.name: each for each in model._tensors() if each.role != ROLE_MOMENTUM}

    def __getitem__(self, name: str) -> numpy.ndarray:
        values = numpy.empty(self._tensors[name].shape, numpy.float32)
        check(LIBRARY.resnetc_session_tensor_get(self._model._handle(), name.encode(), values.ctypes.data, values.size))
        return values

    def __setitem__(self, name: str, value: Any) -> None:
        shape = self._tensors[name].shape
        values = _arrays.floats(value, name)
        if values.shape != shape:
            raise ValueError(f"{name}: has shape {values.shape}, expects {shape}")
        values = numpy.ascontiguousarray(values)
        check(LIBRARY.resnetc_session_tensor_set(self._model._handle(), name.encode(), values.ctypes.data, values.size))

    def __delitem__(self, name: str) -> None:
        raise TypeError("a model's parameters cannot be deleted")

    def __iter__(self) -> Iterator[str]:
        return iter(self._tensors)

    def __len__(self) -> int:
        return len(self._tensors)


class Model:
    """A compiled model, open for calls: `load` makes them.

    Threads may share one. Calls release the GIL; inference of several threads runs at the same time, and whatever
    changes parameters waits for it. A `with` block closes the model at its end.
    """

    def __init__(self, library: str | os.PathLike[str], weights: str | os.PathLike[str] | None = None, *,
                 threads: int = 0, contexts: int = 0, device: int = 0):
        options = Options(ctypes.sizeof(Options), threads, None, None, device, 0, None)
        session = SessionOptions(ctypes.sizeof(SessionOptions), contexts, 0, ctypes.pointer(options))
        handle = ctypes.c_void_p()
        self._session: int | None = None
        check(LIBRARY.resnetc_open(os.fsencode(os.path.abspath(library)), os.fsencode(weights) if weights is not None else None,
                                   ctypes.byref(session), ctypes.byref(handle)))
        self._session = handle.value
        self._table = LIBRARY.resnetc_session_api(handle)
        self.info = self._read_info()
        #: Variables by name.
        self.parameters = Parameters(self)

    def infer(self, x: Any, out: Any = None) -> Any:
        """The model's output for a batch of images.

        x: float32 [N, C, H, W], of any strides, as the model's `input` declares it. out: float32 [N, *output_shape],
        dense, to be written; otherwise a new array is. Neither is copied.
        """
        images = _arrays.floats(x, "x")
        if images.ndim != 4:
            raise ValueError(f"x: has {images.ndim} dimensions, expects 4: (N, {', '.join(map(str, self.info.input_shape))})")
        result = numpy.empty((images.shape[0], *self.info.output_shape), numpy.float32) if out is None else _arrays.floats(out, "out")
        if not result.flags.writeable:
            raise ValueError("out: is read-only")
        check(LIBRARY.resnetc_session_infer_tensor(self._handle(), ctypes.byref(_arrays.tensor(images)),
                                                   ctypes.byref(_arrays.tensor(result))))
        return result if out is None else out

    __call__ = infer

    def grad(self, x: Any, labels: Any) -> tuple[Loss, dict[str, numpy.ndarray]]:
        """The loss of a batch, and its gradient by every parameter that training changes, by name.

        x: float32 [N, C, H, W]; labels: N whole numbers in [0, classes). Batch norm takes the batch's statistics; nothing
        is changed. Needs a library of mode "train".
        """
        images, classes = self._batch(x, labels)
        result = (ctypes.c_float * 2)()
        check(LIBRARY.resnetc_session_grad(self._handle(), images.ctypes.data, classes.ctypes.data, len(classes), result))
        gradients = {}
        for each in self._tensors():
            values = numpy.empty(each.shape, numpy.float32)
            status = LIBRARY.resnetc_session_gradient_get(self._handle(), each.name.encode(), values.ctypes.data, values.size)
            if status == 0:
                gradients[each.name] = values
        return Loss(result[0], int(result[1])), gradients

    def train_step(self, x: Any, labels: Any, *, lr: float, momentum: float = 0.0, weight_decay: float = 0.0,
                   nesterov: bool = False, seed: int = 0) -> Loss:
        """One step of SGD on a batch (as `grad` takes it): g += weight_decay * w; v = momentum * v + g;
        w -= lr * (nesterov ? g + momentum * v : v). `seed` decides what dropout zeroes: give every step another.
        """
        images, classes = self._batch(x, labels)
        hyper = Hyper(ctypes.sizeof(Hyper), lr, momentum, weight_decay, nesterov, seed)
        result = (ctypes.c_float * 2)()
        check(LIBRARY.resnetc_session_train_step(self._handle(), images.ctypes.data, classes.ctypes.data, len(classes),
                                                 ctypes.byref(hyper), result))
        return Loss(result[0], int(result[1]))

    def initialize(self, seed: int = 0) -> None:
        """Sets every parameter as training from scratch begins: filters and linear weights normal with a variance of 2 / fan_in
        (He et al. 2015, equation 10), all else as the model says (batch norm 1 and 0, biases 0)."""
        random = numpy.random.default_rng(seed)
        for each in self._tensors():
            if each.role == ROLE_MOMENTUM:
                continue
            if each.role in (ROLE_CONV_WEIGHT, ROLE_LINEAR_WEIGHT):
                deviation = (2 / numpy.prod(each.shape[1:])) ** 0.5
                values = (random.standard_normal(each.shape) * deviation).astype(numpy.float32)
            else:
                initial = ctypes.c_float()
                self._check_table(self._table.contents.tensor_initial(self._table, each.index, ctypes.byref(initial)))
                values = numpy.full(each.shape, initial.value, numpy.float32)
            self.parameters[each.name] = values

    def load(self, weights: str | os.PathLike[str] | Mapping[str, Any]) -> None:
        """Sets every parameter, from a safetensors file or a mapping such as torch's state_dict."""
        if not isinstance(weights, Mapping):
            check(LIBRARY.resnetc_session_load(self._handle(), os.fsencode(weights)))
            return
        names = {name for name in weights if not name.endswith("num_batches_tracked")}
        if missing := set(self.parameters) - names:
            raise KeyError(f"the mapping lacks {', '.join(sorted(missing))}")
        if unknown := names - set(self.parameters):
            raise KeyError(f"the model has no {', '.join(sorted(unknown))}")
        for name in names:
            self.parameters[name] = weights[name]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes every parameter to a safetensors file. Needs the package safetensors."""
        from safetensors.numpy import save_file

        save_file(dict(self.parameters), os.fspath(path))

    def close(self) -> None:
        """Gives all memory back. No call may run, and none may follow."""
        session, self._session = self._session, None
        if session is not None:
            LIBRARY.resnetc_close(session)

    def __enter__(self) -> Model:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_session", None) is not None:
            self.close()

    def __repr__(self) -> str:
        return f"<resnetc.Model {self.info.name}, {self.info.mode}, {self.info.isa}>"

    def _handle(self) -> int:
        if self._session is None:
            raise ValueError("the model is closed")
        return self._session

    def _batch(self, x: Any, labels: Any) -> tuple[numpy.ndarray, numpy.ndarray]:
        images, classes = numpy.ascontiguousarray(_arrays.floats(x, "x")), _arrays.labels(labels, "labels")
        if images.shape != (len(classes), *self.info.input_shape):
            raise ValueError(f"x: has shape {images.shape}, expects {(len(classes), *self.info.input_shape)}: one image a label")
        return images, classes

    def _check_table(self, status: int) -> None:
        if status:
            raise Error(status, self._table.contents.last_error().decode(errors="replace"))

    def _tensors(self) -> list[_Tensor]:
        found, tensors = TensorInfo(), []
        for index in range(self._count):
            self._check_table(self._table.contents.tensor(self._table, index, ctypes.byref(found)))
            tensors.append(_Tensor(index, found.name.decode(), found.role, tuple(found.shape[:found.rank])))
        return tensors

    def _read_info(self) -> Info:
        found = ModelInfo(struct_size=ctypes.sizeof(ModelInfo))
        self._check_table(self._table.contents.info(self._table, ctypes.byref(found)))
        self._count = found.tensor_count
        return Info(found.name.decode(), found.mode.decode(), found.precision.decode(), found.isa.decode(),
                    (found.device or b"cpu").decode(), (found.compiler or b"").decode(), tuple(found.input_shape),
                    tuple(found.output_shape[:found.output_rank]), found.parameters, found.multiply_adds,
                    bool(found.has_weights))


def load(library: str | os.PathLike[str], weights: str | os.PathLike[str] | Mapping[str, Any] | None = None, *,
         threads: int = 0, contexts: int = 0, device: int = 0) -> Model:
    """Opens a library that resnetc made.

    weights: a safetensors file, or a mapping such as torch's state_dict; otherwise the embedded ones, and where there are
    none, parameters have to be set (`parameters`, `initialize`) before the first call. threads: of each call, 0: as many as
    the machine and the environment allow. contexts: calls that run at the same time, 0: no bound. device: the number of the
    GPU, for libraries with target "cuda".
    """
    mapping = weights if isinstance(weights, Mapping) else None
    model = Model(library, None if isinstance(weights, Mapping) else weights, threads=threads, contexts=contexts, device=device)
    if mapping is not None:
        model.load(mapping)
    return model
