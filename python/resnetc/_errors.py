"""What goes wrong, as exceptions."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Status(enum.IntEnum):
    """Why a call failed: resnetc_status of resnetc/resnetc.h."""
    ARGUMENT = 1
    SHAPE = 2
    WEIGHTS = 3
    ISA = 4
    MEMORY = 5
    MODE = 6
    LABEL = 7
    INTERNAL = 8
    DEVICE = 9
    FILE = 10


class Error(Exception):
    """A failed call. `status` says of what kind."""

    def __init__(self, text: str, status: Status):
        super().__init__(text)
        self.status = status


@dataclass(frozen=True)
class Diagnostic:
    """One message of the compiler. Lines and columns count from 1; 0 where a message has no place."""
    severity: str  # "error", "warning" or "note"
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    code: str = ""  # of the language's table of errors, "C12"
    hint: str = ""


class CompileError(Error):
    """A text that does not compile, or options that do not fit: the compiler's own words as text, and in parts."""

    def __init__(self, text: str, diagnostics: list[Diagnostic]):
        super().__init__(text, Status.ARGUMENT)
        self.diagnostics = diagnostics
