"""How far a long command is, on a line of the terminal that is gone at the end."""

from __future__ import annotations

import sys
from threading import Lock, Timer
from types import TracebackType

from gipr_tui.text.clean import clean_line
from gipr_tui.text.width import crop

_BAR, _NAME = 24, 40
#: What takes no longer than this, in seconds, goes without a bar.
PATIENCE = 0.5


class Progress:
    """A bar on stderr, once it has taken half a second; none where that is no terminal, or for one step only."""

    def __init__(self, total: int, patience: float = PATIENCE) -> None:
        self._total = total
        self._wanted = total > 1 and sys.stderr.isatty()
        self._timer = Timer(patience, self._appear)
        self._timer.daemon = True
        self._lock = Lock()
        self._is_due = patience <= 0
        #: What the bar says while a step is going on; nothing between two of them, where others write on the terminal.
        self._said = ""
        self._shown = False

    def step(self, number: int, name: str) -> None:
        """Says that step ``number``, counted from 1, begins."""
        bar = ("#" * (_BAR * (number - 1) // self._total)).ljust(_BAR, ".")
        with self._lock:
            self._said = f"[{bar}] {number}/{self._total} {crop(clean_line(name), _NAME)}"
            self._show()

    def clear(self) -> None:
        """Takes the bar away, before a line is written and at the end."""
        with self._lock:
            self._said = ""
            if self._shown:
                self._write("")
                self._shown = False

    def _appear(self) -> None:
        with self._lock:
            self._is_due = True
            self._show()

    def _show(self) -> None:
        if self._wanted and self._is_due and self._said:
            self._write(self._said)
            self._shown = True

    def __enter__(self) -> Progress:
        if self._wanted and not self._is_due:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self.clear()

    def _write(self, text: str) -> None:
        sys.stdout.flush()
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
