"""What a library says of itself."""

from __future__ import annotations

import ctypes as c
import json
from dataclasses import dataclass
from typing import Any

from . import _abi
from ._errors import Error, Status, WrongValue, status_of
from ._parameters import Tensor


@dataclass(frozen=True)
class Info:
    """What a library says of itself."""
    name: str
    mode: str  # "infer" or "train"
    precision: str  # "f32"
    isa: str  # the instruction set that runs it on this machine
    device: str  # what runs it: "cpu" or "cuda"
    devices: tuple[str, ...]  # what it was compiled for, in the order of preference
    input_shape: tuple[int, ...]  # C, H, W; of an input of bytes H, W, C
    input_dtype: str  # "float32" or "uint8"
    input_scale: float  # what bytes are multiplied by before the text's normalize
    output_shape: tuple[int, ...]  # of one image's output: classes, or C, H, W
    parameters: int  # trainable scalars
    multiply_adds: int  # one image, forward
    has_weights: bool  # embedded
    network_hash: int  # of layers, shapes, parameters and mode
    recipe: Any  # the model's train section, or None
    ignored_prefixes: tuple[str, ...]  # beginnings of names that loading ignores
    one_pixel_norm: str | None  # a batch norm for which training batches need two images
    compiler: str  # what made the library


@dataclass(frozen=True)
class Binding:
    """An array that a function takes or gives back."""
    name: str
    dtype: str  # "float32", "int64" or "uint8"
    shape: tuple[int, ...]  # behind the batch, where there is one
    batched: bool
    is_output: bool


def read_devices(session: _abi.Session) -> dict[str, str]:
    """What the library was compiled for, with the instruction set that this machine runs of it, or ""."""
    if session.api.struct_size < _abi.Api.device.offset + c.sizeof(c.c_void_p):  # an older library
        return {}
    raw = _abi.DeviceInfo(struct_size=c.sizeof(_abi.DeviceInfo))
    found: dict[str, str] = {}
    while not session.api.device(session.table, len(found), c.byref(raw)):
        found[raw.kind.decode()] = raw.isa.decode()
    return found


def read_info(session: _abi.Session, kind: bytes | None) -> Info:
    """Of a model that runs on that kind of machine; None: on the one that the library prefers."""
    raw = _abi.ModelInfo(struct_size=c.sizeof(_abi.ModelInfo))
    if session.api.info(session.table, c.byref(raw)):
        raise Error(session.api.last_error().decode(), Status.INTERNAL)

    def text(value: bytes | None) -> str:
        return (value or b"").decode()

    given = read_bindings(session, "infer")["input"]
    device, devices = text(kind or raw.device), read_devices(session)
    return Info(name=text(raw.name), mode=text(raw.mode), precision=text(raw.precision),
                isa=devices.get(device, text(raw.isa)), device=device, devices=tuple(devices) or (device,),
                input_shape=given.shape, input_dtype=given.dtype, input_scale=raw.input_scale,
                output_shape=tuple(raw.output_shape[:raw.output_rank]), parameters=raw.parameters,
                multiply_adds=raw.multiply_adds, has_weights=bool(raw.has_weights), network_hash=raw.network_hash,
                recipe=json.loads(raw.recipe) if raw.recipe else None,
                ignored_prefixes=tuple(text(raw.ignored_prefixes).split()),
                one_pixel_norm=text(raw.one_pixel_norm) or None, compiler=text(raw.compiler))


def read_tensors(session: _abi.Session) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Variables, and momenta with the loss scale, each in the order of definition; the variables' numbers in the table are their places."""
    variables: dict[str, Tensor] = {}
    momenta: dict[str, Tensor] = {}
    raw, trainable, index = _abi.TensorInfo(), c.c_int32(), 0
    while not session.api.tensor(session.table, index, c.byref(raw)):
        session.api.tensor_trainable(session.table, index, c.byref(trainable))
        tensor = Tensor(raw.name.decode(), tuple(raw.shape[:raw.rank]), bool(trainable.value), raw.role)
        (momenta if raw.role in (_abi.ROLE_MOMENTUM, _abi.ROLE_LOSS_SCALE) else variables)[tensor.name] = tensor
        index += 1
    return variables, momenta


def read_bindings(session: _abi.Session, function: str) -> dict[str, Binding]:
    numbers = {"infer": _abi.INFER, "grad": _abi.GRAD, "train": _abi.TRAIN}
    if function not in numbers:
        raise WrongValue(f"function: is {function!r}, expects one of {', '.join(numbers)}", Status.ARGUMENT)
    found: dict[str, Binding] = {}
    raw = _abi.BindingInfo()
    while not (status := session.api.binding(session.table, numbers[function], len(found), c.byref(raw))):
        name = raw.name.decode()
        found[name] = Binding(name, _abi.ELEMENTS[raw.element], tuple(raw.shape[:raw.rank]), bool(raw.batched),
                              bool(raw.is_output))
    if status_of(status) is not Status.ARGUMENT:
        raise Error(session.api.last_error().decode(), status_of(status))
    return found
