"""A loaded model."""

from __future__ import annotations

import ctypes as c
import math
import os
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import numpy as np

from . import _abi
from ._abi import check, runtime
from ._arrays import Floats, as_images, as_labels, as_output, dense, tensor_of
from ._errors import Error, Status, WrongType, WrongValue
from ._info import Binding, Info, read_bindings, read_info, read_tensors
from ._parameters import Tensors
from ._weights import write_safetensors


def place_of(device: int | str | None) -> tuple[bytes | None, int]:
    """The kind of machine, where one is asked for, and the device's number."""
    if device is None:
        return None, 0
    if isinstance(device, int):
        return b"cuda", device
    found = re.fullmatch(r"(cpu)|(cuda)(?::(\d{1,3}))?", device)
    if not found:
        raise WrongValue(f"device: is {device!r}, expects \"cpu\", \"cuda\", \"cuda:N\" or N", Status.ARGUMENT)
    return (found[1] or found[2]).encode(), int(found[3] or 0)


class Loss(NamedTuple):
    """What a training step tells of its batch."""
    loss: float  # mean over the batch
    correct: int  # predictions that are right


class Gradients(NamedTuple):
    """What `grad` gives back."""
    loss: float  # mean over the batch
    correct: int  # predictions that are right
    gradients: dict[str, Floats]  # of the mean loss, by the name of each trainable tensor, in its shape


@dataclass(frozen=True)
class Launch:
    """A launch of a kernel that has ended, as `Model.hook` is told of it."""
    function: str  # the part of the call: "prepare", "infer", "grad" or "update"
    layer: str  # "layer1.0.conv1"
    kernel: str  # its class and attributes
    index: int  # of the launch in that function, from 0
    count: int  # of launches in it
    batch: int
    start_ns: int  # time.monotonic_ns()
    end_ns: int


def _launch(raw: _abi.LaunchEvent) -> Launch:
    return Launch(raw.function.decode(), raw.layer.decode(), raw.kernel.decode(), raw.index, raw.count, raw.batch,
                  raw.start_ns, raw.end_ns)


class Model:
    """A compiled model in this process: see `load`.

    Threads: any number of them may call a model at the same time. Calls of `infer` run beside each other, each in a
    workspace of its own, without the GIL; whatever changes tensors waits for them, and lets none run beside it.
    """

    def __init__(self, path: str | os.PathLike[str], weights: str | os.PathLike[str] | None = None, *,
                 threads: int | None = None, device: int | str | None = None, contexts: int = 0):
        kind, number = place_of(device)
        context = _abi.Options(struct_size=c.sizeof(_abi.Options), num_threads=threads or 0, device=number,
                               device_kind=kind)
        options = _abi.SessionOptions(struct_size=c.sizeof(_abi.SessionOptions), max_contexts=contexts,
                                      context=c.pointer(context))
        # dlopen takes a name without a slash for one to search.
        session = _abi.Session(Path(path).absolute(), None if weights is None else Path(weights), options)
        self._session: _abi.Session | None = session
        self._training = threading.Lock()  # one context has the gradients between grad and gradient_get
        self._infer, self._infer_tensor = runtime().resnetc_session_infer, runtime().resnetc_session_infer_tensor
        self.info: Info = read_info(session, kind)
        """What the library says of itself."""
        self._dtype = np.dtype(self.info.input_dtype)
        parameters, momenta = read_tensors(session)
        self.parameters = Tensors(self._open, parameters, self.info.ignored_prefixes)
        """Weights, biases and running statistics by name."""
        self.momenta = Tensors(self._open, momenta)
        """The optimiser's velocities, "momentum.X" for each trainable X, and in fp16 "loss_scale" with
        "loss_scale.good_steps"; empty without training."""

    def _open(self) -> _abi.Session:
        if self._session is None:
            raise WrongValue("the model is closed", Status.ARGUMENT)
        return self._session

    def close(self) -> None:
        """Lets go of the model's memory, when the calls that still run have ended. May be called twice."""
        self._session = None

    def __enter__(self) -> Model:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<resnetc.Model {self.info.name}, {self.info.parameters} parameters, {self.info.mode}, {self.info.isa}>"

    def bindings(self, function: str = "infer") -> dict[str, Binding]:
        """What a function ("infer", "grad" or "train") takes and gives back, by name."""
        return read_bindings(self._open(), function)

    def infer(self, x: Any, out: Any = None) -> Any:
        """The network's output for a batch, with the running statistics.

        x    f32[batch, C, H, W] in the units that the model's input declares, before its normalize, or of a model of
             bytes u8[batch, H, W, C] (`info.input_dtype`): a numpy array, or what exports DLPack from the processor's
             memory. Any strides; what is not dense is copied by the call
        out  f32[batch, *output_shape] to write into, dense, and not overlapping x

        Returns out, or a new numpy array.
        """
        session = self._open()
        x = as_images(x, self.info.input_shape, self._dtype)
        shape = (x.shape[0], *self.info.output_shape)
        if out is None:
            out = result = np.empty(shape, np.float32)
        else:
            result = as_output(out, shape, x)
        each = x.itemsize
        if not x.flags.aligned or any(stride % each for stride in x.strides):
            x = dense(x)
        if x.flags.c_contiguous and each == 4:
            status = self._infer(session.pointer, x.ctypes.data, x.shape[0], result.ctypes.data)
        else:
            status = self._infer_tensor(session.pointer, tensor_of(x), tensor_of(result))
        if status:
            check(status)
        return out

    __call__ = infer

    def grad(self, x: Any, labels: Any) -> Gradients:
        """Forward with batch statistics, the mean loss, and its gradients. Changes no tensor; dropout is that of seed 0.

        x       f32[batch, C, H, W], as for `infer`
        labels  whole numbers [batch], each in [0, classes)
        """
        session, result = self._open(), np.empty(2, np.float32)
        x = dense(as_images(x, self.info.input_shape, self._dtype), self._dtype)
        labels = as_labels(labels, x.shape[0])
        gradients = {name: np.empty(self.parameters.info(name).shape, np.float32) for name in self.parameters
                     if self.parameters.info(name).trainable}
        with self._training:
            given = _abi.arrays(input=x, labels=labels, output=result)
            check(runtime().resnetc_session_run(session.pointer, _abi.GRAD, x.shape[0], given, len(given)))
            for name, array in gradients.items():
                check(runtime().resnetc_session_gradient_get(session.pointer, name.encode(), array.ctypes.data, array.size))
        return Gradients(float(result[0]), int(result[1]), gradients)

    def train_step(self, x: Any, labels: Any, *, lr: float, momentum: float = 0.0, weight_decay: float = 0.0,
                   nesterov: bool = False, seed: int = 0) -> Loss:
        """`grad`, then the running statistics, then a step of stochastic gradient descent on every trainable tensor:

        g += weight_decay * w; v = momentum * v + g; w -= lr * (nesterov ? g + momentum * v : v)

        seed  what dropout zeroes follows from it alone: give every step another
        """
        session, result = self._open(), np.empty(2, np.float32)
        x = dense(as_images(x, self.info.input_shape, self._dtype), self._dtype)
        labels = as_labels(labels, x.shape[0])
        hyper = np.array([lr, momentum, weight_decay, nesterov], np.float32)
        key = np.array([seed % 2**64], np.uint64)
        given = _abi.arrays(input=x, labels=labels, output=result, hyper=hyper, key=key)
        with self._training:
            check(runtime().resnetc_session_run(session.pointer, _abi.TRAIN, x.shape[0], given, len(given)))
        return Loss(float(result[0]), int(result[1]))

    def cancel(self) -> None:
        """Makes all calls that run now, of whatever thread, end with an Error of status "cancelled" before their next
        launch. Calls that begin later, or still wait for others, run as ever. Tensors are as before the call, but for a
        training step whose update has begun, which is brought to its end."""
        check(runtime().resnetc_session_cancel(self._open().pointer))

    def hook(self, function: Callable[[Launch], None] | None) -> None:
        """Has `function` called after each launch of every call from the next on, in the thread of the call; None: no
        more. Calls that run are waited for. It may call `cancel`, and nothing else of the model. What it raises is printed as
        of any callback of ctypes, and the call goes on."""
        session = self._open()
        hook = _abi.LaunchHook()
        if function is not None:
            if not callable(function):
                raise WrongType(f"function: is a {type(function).__name__}, expects one that can be called, or None")
            hook = _abi.LaunchHook(lambda _, event: function(_launch(event.contents)))
        check(runtime().resnetc_session_hook(session.pointer, hook, None))
        session.hook = hook  # which the session calls as long as it lives

    def initialize(self, seed: int = 0) -> None:
        """Sets every tensor for training from the start, and what the optimiser remembers to its start: momenta to zero.

        Weights of convolutions and fully connected layers are drawn from a normal distribution of variance 2 / fan_in
        (He et al. 2015, arXiv:1502.01852); the others are what the model says: 1, 0, or a slope.
        """
        session, draw = self._open(), np.random.default_rng(seed)
        initial = c.c_float()
        # The table has the momenta behind the variables.
        for index, (tensors, name) in enumerate([(self.parameters, name) for name in self.parameters] +
                                                [(self.momenta, name) for name in self.momenta]):
            tensor = tensors.info(name)
            if tensor.role in (0, 1):
                values = draw.standard_normal(tensor.shape, np.float32) * math.sqrt(2 / math.prod(tensor.shape[1:]))
            else:
                if session.api.tensor_initial(session.table, index, c.byref(initial)):
                    raise Error(session.api.last_error().decode(), Status.INTERNAL)
                values = np.full(tensor.shape, initial.value, np.float32)
            tensors[name] = values

    def load(self, weights: str | os.PathLike[str] | Mapping[str, Any]) -> None:
        """Sets every tensor from a safetensors file, or from arrays or torch tensors by name. After a failure all are
        as before."""
        if isinstance(weights, Mapping):
            self.parameters.load_state_dict(weights)
        else:
            check(runtime().resnetc_session_load(self._open().pointer, os.fsencode(weights)))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the tensors of `parameters` to a safetensors file, under their names."""
        write_safetensors(path, self.parameters)


def load(path: str | os.PathLike[str], weights: str | os.PathLike[str] | Mapping[str, Any] | None = None, *,
         threads: int | None = None, device: int | str | None = None, contexts: int = 0) -> Model:
    """Loads a library that resnetc made.

    path          model.so
    weights       a safetensors file, or arrays or torch tensors by name; None: those embedded in the library, if any.
                  A model without weights takes them through `parameters`, `load` or `initialize`
    threads       of each call; None: as many as the process may use
    device        "cpu", "cuda", "cuda:N" for CUDA device number N, or N alone; None: the first that the library was
                  compiled for (--target) and this machine has
    contexts      calls of `infer` that run at the same time, more wait; 0: no bound
    """
    if threads is not None and threads < 1:
        raise WrongValue(f"threads: is {threads}, expects 1 or more", Status.ARGUMENT)
    if not isinstance(weights, Mapping):
        return Model(path, weights, threads=threads, device=device, contexts=contexts)
    model = Model(path, threads=threads, device=device, contexts=contexts)
    model.load(weights)
    return model
