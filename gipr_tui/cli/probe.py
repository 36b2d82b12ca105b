"""Asking a terminal how wide it draws a character that Unicode calls ambiguous."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from select import select
from time import monotonic

_PATIENCE = 1.0
_POSITION = re.compile(rb"\x1b\[[0-9]+;([0-9]+)R")
_AMBIGUOUS = "“"


def ambiguous_width() -> int | None:
    """1 or 2 columns; None where there is no terminal, or it does not say within a second.

    The character is written at the start of a line, the position of the cursor asked for, and the line wiped.
    """
    try:
        keyboard, screen = sys.stdin.fileno(), sys.stdout.fileno()
        question = f"\r{_AMBIGUOUS}\x1b[6n".encode(sys.stdout.encoding)
        if not (os.isatty(keyboard) and os.isatty(screen)):
            return None
        with _listening(keyboard):
            os.write(screen, question)
            answer = _answer(keyboard)
            os.write(screen, b"\r\x1b[K")
    except (AttributeError, ImportError, OSError, ValueError):
        return None
    width = int(answer[1]) - 1 if answer else 0
    return width if width in (1, 2) else None


def _answer(keyboard: int) -> re.Match[bytes] | None:
    end, said = monotonic() + _PATIENCE, b""
    while (left := end - monotonic()) > 0 and select([keyboard], [], [], left)[0]:
        data = os.read(keyboard, 64)
        said += data
        if not data or _POSITION.search(said):
            break
    return _POSITION.search(said)


@contextmanager
def _listening(keyboard: int) -> Iterator[None]:
    """Lets the answer be read at once and unseen, and leaves the terminal as it was.

    Signals wait that long, so that none can end the program in between. Raises OSError for a job in the background, which
    would be stopped.
    """
    import termios

    if os.tcgetpgrp(keyboard) != os.getpgrp():
        raise OSError
    held = signal.pthread_sigmask(
        signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP}
    )
    try:
        before = termios.tcgetattr(keyboard)
        try:
            mode = termios.tcgetattr(keyboard)
            mode[3] &= ~(termios.ICANON | termios.ECHO)
            termios.tcsetattr(keyboard, termios.TCSANOW, mode)
            yield
        finally:
            termios.tcsetattr(keyboard, termios.TCSANOW, before)
            termios.tcflush(keyboard, termios.TCIFLUSH)
    except termios.error as error:
        raise OSError(*error.args) from error
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
