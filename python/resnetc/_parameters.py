"""Tensors of a model by name."""

from __future__ import annotations

import ctypes as c
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ._abi import Session, check, runtime
from ._arrays import Floats
from ._errors import Status, WrongValue
from ._weights import as_floats


@dataclass(frozen=True)
class Tensor:
    """One named tensor of a model, f32."""
    name: str
    shape: tuple[int, ...]
    trainable: bool
    role: int  # resnetc_role of resnetc/resnetc.h


class Tensors(MutableMapping[str, Any]):
    """Named tensors of a model, f32, in the order of definition. Reading gives a copy; assigning sets the tensor.

    Names are fixed: one that the model does not have is a KeyError, and none can be deleted.
    """

    def __init__(self, session: Callable[[], Session], tensors: Mapping[str, Tensor], ignored: tuple[str, ...] = ()):
        self._session, self._tensors, self._ignored = session, tensors, ignored

    def info(self, name: str) -> Tensor:
        """Shape and kind of one tensor."""
        return self._tensors[name]

    def __getitem__(self, name: str) -> Floats:
        array = np.empty(self._tensors[name].shape, np.float32)
        check(runtime().resnetc_session_tensor_get(self._session().pointer, name.encode(), array.ctypes.data, array.size))
        return array

    def __setitem__(self, name: str, value: Any) -> None:
        self._set(name, self._fitting(name, value))

    def __delitem__(self, name: str) -> None:
        raise TypeError("the tensors of a model are fixed")

    def __iter__(self) -> Iterator[str]:
        return iter(self._tensors)

    def __len__(self) -> int:
        return len(self._tensors)

    def __contains__(self, name: object) -> bool:
        return name in self._tensors

    def load_state_dict(self, state: Mapping[str, Any], *, strict: bool = True) -> None:
        """Sets the tensors that `state` has: arrays or torch tensors by name. Nothing is set unless all fit.

        strict  every tensor has to be there, and no other; counts of batches (*.num_batches_tracked) and heads
                that only training has are passed over. False: what is missing or unknown is, too
        """
        known = {name: value for name, value in state.items() if name in self._tensors}
        missing = [name for name in self._tensors if name not in known]
        unknown = [name for name in state if name not in known and not name.endswith(".num_batches_tracked")
                   and not name.startswith(self._ignored)]
        if strict and (missing or unknown):
            lines = [f"  missing: {name}" for name in missing] + [f"  not of the model: {name}" for name in unknown]
            raise WrongValue("\n".join(["the weights do not fit the model:", *lines]), Status.WEIGHTS)
        arrays = {name: self._fitting(name, value) for name, value in known.items()}
        for name, array in arrays.items():
            self._set(name, array)

    def _fitting(self, name: str, value: Any) -> Floats:
        shape = self._tensors[name].shape
        array = as_floats(name, value)
        if array.shape != shape:
            raise WrongValue(f"{name}: has shape {list(array.shape)}, expects {list(shape)}", Status.SHAPE)
        return array

    def _set(self, name: str, array: Floats) -> None:
        check(runtime().resnetc_session_tensor_set(self._session().pointer, name.encode(), array.ctypes.data,
                                                   c.c_size_t(array.size)))
