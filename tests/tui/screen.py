"""The real program in a pseudo-terminal, with a model of the screen that shows what an operator sees."""

from __future__ import annotations

import codecs
import os
import re
import signal
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from select import select
from time import monotonic
from types import TracebackType

import pexpect
import pyte

#: Questions to the terminal that the model takes for text: the Kitty protocol's, and those about private modes.
_QUESTIONS = re.compile(rb"\x1b\[[?<>][0-9;]*(?:\$p|u)")
#: The settings of a program that shows its first screen at once.
NO_TOUR = Path(__file__).parent / "settings.toml"
_PATIENCE = 20.0
_QUIET = 0.12

KEYS = {
    "PageDown": "\x1b[6~",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "F7": "\x1b[18~",
    "F8": "\x1b[19~",
    "Enter": "\r",
    "Tab": "\t",
    "^E": "\x05",
    "^Q": "\x11",
    "^Z": "\x1a",
}


class Terminal:
    """``gipr`` in a terminal of its own, which ends with the block."""

    def __init__(
        self,
        store: Path,
        *words: str,
        size: tuple[int, int] = (80, 24),
        term: str = "xterm-256color",
        encoding: str = "utf-8",
        program: tuple[str, ...] = (sys.executable, "-m", "gipr_tui"),
        **extra: str,
    ) -> None:
        columns, lines = size
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIPR_", "LC_"))}
        environment |= {
            "TERM": term,
            "LANG": "C.UTF-8",
            "GIPR_STORE": str(store),
            "XDG_STATE_HOME": f"{store}-state",
            "GIPR_SETTINGS": str(NO_TOUR),
            **extra,
        }
        self.sent = b""
        self._child = pexpect.spawn(program[0], [*program[1:], *words], dimensions=(lines, columns), env=environment)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._child.close(force=True)
        except pexpect.ExceptionPexpect:
            self._child.wait()  # it is killed, and a busy machine takes longer for it than pexpect waits

    @property
    def lines(self) -> list[str]:
        """What the screen shows."""
        return ["".join(cells) for cells in self.cells]

    @property
    def cells(self) -> list[list[str]]:
        """What the screen shows, column by column: the second column of a wide character is empty."""
        buffer = self._screen.buffer
        columns = range(self._screen.columns)
        return [[buffer[y][x].data for x in columns] for y in range(self._screen.lines)]

    @property
    def echoes(self) -> bool:
        """Whether the terminal is as a shell wants it: it shows what is typed, line by line."""
        mode: int = termios.tcgetattr(self._child.child_fd)[3]
        return mode & (termios.ECHO | termios.ICANON) == termios.ECHO | termios.ICANON

    @property
    def shown(self) -> str:
        """What the screen shows."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """The column and the line of the terminal's cursor."""
        return self._screen.cursor.x, self._screen.cursor.y

    def until(self, done: Callable[[Terminal], bool]) -> None:
        """Reads what the program sends until the screen is as wanted. Raises TimeoutError with the screen otherwise."""
        end = monotonic() + _PATIENCE
        while not done(self):
            if monotonic() > end:
                raise TimeoutError(self.shown)
            self._read(0.05)

    def until_shown(self, *texts: str) -> None:
        """Reads until every one of ``texts`` is on the screen."""
        self.until(lambda terminal: all(text in terminal.shown for text in texts))

    def settle(self) -> None:
        """Reads until nothing more comes."""
        while self._read(_QUIET):
            pass

    def send(self, *keys: str) -> None:
        """Sends keys by their name, or a text as it is."""
        os.write(self._child.child_fd, "".join(KEYS.get(key, key) for key in keys).encode(self._encoding))

    def send_bytes(self, data: bytes) -> None:
        """Sends bytes that need not be text."""
        os.write(self._child.child_fd, data)

    def press(self, *keys: str) -> int:
        """Sends keys, waits until nothing more comes, and gives how many bytes came."""
        before = len(self.sent)
        self.send(*keys)
        if not self._read(_PATIENCE):
            raise TimeoutError(self.shown)
        self.settle()
        return len(self.sent) - before

    def signal(self, number: signal.Signals) -> None:
        """Sends the program a signal."""
        self._child.kill(number)

    def end(self) -> int:
        """Waits until the program has left, and gives its exit code."""
        self.wait()
        code = self._child.exitstatus
        assert code is not None, f"killed by signal {self._child.signalstatus}"
        return code

    def wait(self) -> None:
        """Waits until the program has left, or was killed."""
        try:
            while True:
                if not self._read(_PATIENCE):
                    raise TimeoutError(self.shown)
        except EOFError:
            self._child.wait()

    def _read(self, seconds: float) -> bool:
        if not select([self._child.child_fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._child.child_fd, 65536)
        except OSError as error:
            raise EOFError(self.shown) from error
        if not data:
            raise EOFError(self.shown)
        self.sent += data
        self._stream.feed(self._decoder.decode(_QUESTIONS.sub(b"", data)))
        return True
