"""The errors an operator can act on.

An error carries a code, which names its sentence in :mod:`gipr_tui.locale`, and the words that go into it. Front ends turn
it into one sentence; the class decides the exit code of the command line.
"""

from __future__ import annotations

from typing import ClassVar


class GiprError(Exception):
    """Something the operator can mend. ``fields`` fill the sentence ``error.<code>``."""

    exit_code: ClassVar[int] = 2

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        words = ", ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.code}: {words}"


class UsageError(GiprError):
    """Wrong usage, an unknown report, or a value that can't be accepted (exit code 2)."""


class StoreUnavailable(GiprError):
    """The store can't be opened, read or written (exit code 3)."""

    exit_code = 3


class UnreadableFile(GiprError):
    """A file could not be read, or not wholly (exit code 4)."""

    exit_code = 4


class FormError(GiprError):
    """A form's file is wrong; ``file`` and ``key`` say where."""
