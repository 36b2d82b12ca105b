"""How far a long command is, on a line of the terminal that is gone at the end."""

from __future__ import annotations

import sys
from types import TracebackType

from gipr_tui.text.clean import clean_line
from gipr_tui.text.width import crop

_BAR, _NAME = 24, 40


class Progress:
    """A bar on stderr; none where that is no terminal, or for one step only."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = total > 1 and sys.stderr.isatty()

    def step(self, number: int, name: str) -> None:
        """Says that step ``number``, counted from 1, begins."""
        if self._shown:
            bar = ("#" * (_BAR * (number - 1) // self._total)).ljust(_BAR, ".")
            self._write(f"[{bar}] {number}/{self._total} {crop(clean_line(name), _NAME)}")

    def clear(self) -> None:
        """Takes the bar away, before a line is written and at the end."""
        if self._shown:
            self._write("")

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.clear()

    def _write(self, text: str) -> None:
        sys.stdout.flush()
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
