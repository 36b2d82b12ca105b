"""A program in a terminal of its own, watched from outside."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from time import perf_counter
from types import TracebackType

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
COLUMNS, LINES = 80, 24

#: Questions to the terminal that the model of one takes for text.
_QUESTIONS = re.compile(rb"\x1b\[[?<>][0-9;]*(?:\$p|u)")
_SETTINGS = str(ROOT / "tests" / "tui" / "settings.toml")
_TERMINAL = {
    **{"TERM": "xterm-256color", "COLORTERM": "", "LC_ALL": "C.UTF-8"},
    **{"GIPR_LANG": "zh", "GIPR_SETTINGS": _SETTINGS},
}
_PATIENCE = 60.0
_QUIET = 0.1


@dataclass(frozen=True)
class Answer:
    """What a program said after something: the seconds until its first and its last byte, and how many bytes."""

    first: float
    last: float
    size: int


class Terminal:
    """A pseudo-terminal of 80 columns and 24 lines with a program in it, which ends with the block.

    Moments are those at which bytes arrive; the model of the screen is fed while nothing arrives.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._state = TemporaryDirectory()  # what the program keeps in mind of its own accord
        environment = {
            **os.environ,
            **_TERMINAL,
            "XDG_STATE_HOME": self._state.name,
            "COLUMNS": str(COLUMNS),
            "LINES": str(LINES),
        }
        self._begin = perf_counter()
        program, *words = command
        self._child = pexpect.spawn(program, words, dimensions=(LINES, COLUMNS), env=environment, cwd=str(ROOT))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._child.close(force=True)
        self._state.cleanup()

    @property
    def lines(self) -> list[str]:
        """What the screen shows."""
        return list(self._screen.display)

    def first_screen(self, complete: Callable[[list[str]], bool]) -> Answer:
        """Waits until the screen is ``complete``. The seconds begin before the program is started."""
        size, first = 0, 0.0
        while True:
            chunks = self._arrived(first=_PATIENCE, then=0.005)
            if not chunks:
                raise TimeoutError("\n".join(self.lines))
            for moment, chunk in chunks:
                size, first = size + len(chunk), first or moment - self._begin
                self._feed(chunk)
                if complete(self.lines):
                    return Answer(first, moment - self._begin, size)

    def settle(self) -> None:
        """Waits until the program has nothing more to say."""
        while chunks := self._arrived(first=2 * _QUIET, then=_QUIET):
            self._feed(b"".join(chunk for _, chunk in chunks))

    def press(self, keys: str) -> Answer:
        """Presses keys, and waits until the program has said all it has to say about the last of them."""
        begin = perf_counter()
        os.write(self._child.child_fd, keys.encode())
        chunks = self._arrived(first=_PATIENCE, then=_QUIET)
        if not chunks:
            raise TimeoutError(f"no answer to {keys!r}")
        said = b"".join(chunk for _, chunk in chunks)
        self._feed(said)
        return Answer(chunks[0][0] - begin, chunks[-1][0] - begin, len(said))

    def memory(self) -> float | None:
        """The megabytes that the program holds in memory, where the system tells."""
        status = Path(f"/proc/{self._child.pid}/status")
        if not status.exists():
            return None
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"))
        return int(found[1]) / 1024 if found else None

    def _arrived(self, first: float, then: float) -> list[tuple[float, bytes]]:
        """What arrives within ``first`` seconds, and then until nothing does for ``then`` seconds, with the moments."""
        chunks: list[tuple[float, bytes]] = []
        while select([self._child.child_fd], [], [], then if chunks else first)[0]:
            try:
                chunks.append((perf_counter(), os.read(self._child.child_fd, 65536)))
            except OSError as error:
                raise EOFError("\n".join(self.lines)) from error
        return chunks

    def _feed(self, data: bytes) -> None:
        self._stream.feed(_QUESTIONS.sub(b"", data))
