"""What goes wrong, as exceptions."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Status(enum.StrEnum):
    """Why a call failed: resnetc_status of resnetc/resnetc.h, in its order from 1 on."""
    ARGUMENT = "argument"
    SHAPE = "shape"
    WEIGHTS = "weights"
    ISA = "isa"
    MEMORY = "memory"
    MODE = "mode"
    LABEL = "label"
    INTERNAL = "internal"
    DEVICE = "device"
    FILE = "file"
    CANCELLED = "cancelled"


class Error(RuntimeError):
    """A failed call. `status` says of what kind."""

    def __init__(self, text: str, status: Status):
        super().__init__(text)
        self.status = status


class WrongType(Error, TypeError):
    """An argument that is no array, or whose elements have another type."""

    def __init__(self, text: str):
        super().__init__(text, Status.ARGUMENT)


class WrongValue(Error, ValueError):
    """An argument of the right type that does not fit."""


def status_of(number: int) -> Status:
    """The status that the C interface has under this number."""
    statuses = list(Status)
    return statuses[number - 1] if 0 < number <= len(statuses) else Status.INTERNAL


@dataclass(frozen=True)
class Diagnostic:
    """One message of the compiler. Lines and columns count from 1; 0 where a message has no place."""
    severity: str  # "error", "warning", "note", or "bug" for a fault of the compiler
    message: str
    file: str = ""  # "<stdin>" for a text
    line: int = 0
    column: int = 0
    code: str = ""  # of the language's table of errors, "C12"
    hint: str = ""


class CompileError(ValueError):
    """A model that does not compile: the compiler's own words as text, and in parts as `diagnostics`."""

    def __init__(self, text: str, status: int, diagnostics: list[Diagnostic]):
        super().__init__(text)
        self.status = status  # of the program. 1: the input is wrong; 2: an option; 3: the compiler
        self.diagnostics = diagnostics
