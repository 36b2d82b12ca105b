"""The bar of a long command: on a terminal only, after a while, and gone at the end."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr

from gipr_tui.cli.progress import Progress


class Terminal(io.StringIO):
    """A stderr that is a terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def terminal() -> Iterator[Terminal]:
    """In its place."""
    stderr = Terminal()
    with redirect_stderr(stderr):
        yield stderr


def test_a_bar_is_shown_in_a_terminal_and_gone_at_the_end() -> None:
    with terminal() as err, Progress(4, patience=0) as bar:
        bar.step(3, "坏\x1b[31m名.txt")
    assert err.getvalue() == ("\r\x1b[K[############............] 3/4 坏[31m名.txt\r\x1b[K")


def test_what_is_soon_done_has_none() -> None:
    with terminal() as err, Progress(4) as bar:
        for number in range(1, 5):
            bar.step(number, "a.txt")
            bar.clear()
    assert err.getvalue() == ""


def test_a_slow_first_step_has_one_while_it_goes_on() -> None:
    with terminal() as err, Progress(4, patience=0.01) as bar:
        bar.step(1, "a.txt")
        _wait_for(bar)
        bar.clear()
        said = "\r\x1b[K[........................] 1/4 a.txt\r\x1b[K"
        assert err.getvalue() == said
        bar.clear()
    assert err.getvalue() == said


def _wait_for(bar: Progress) -> None:
    deadline = time.monotonic() + 5
    while not bar._shown:
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_between_two_steps_it_writes_into_no_ones_lines() -> None:
    with terminal() as err, Progress(4) as bar:
        bar.step(1, "a.txt")
        bar.clear()
        bar._appear()
        assert err.getvalue() == ""


def test_one_file_has_none() -> None:
    with terminal() as err, Progress(1, patience=0) as bar:
        bar.step(1, "a.txt")
    assert err.getvalue() == ""


def test_what_is_no_terminal_has_none() -> None:
    with redirect_stderr(io.StringIO()) as err, Progress(4, patience=0) as bar:
        bar.step(1, "a.txt")
    assert err.getvalue() == ""
