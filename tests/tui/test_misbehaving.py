"""Terminals that misbehave: keys in pieces, pastes without an end, lines that stall or are gone."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.message import Message

from gipr_tui.report.model import Report
from gipr_tui.tui import driver
from gipr_tui.tui.driver import PASTE_PATIENCE, PatientParser
from gipr_tui.workspace.workspace import Workspace
from tests.tui.screen import NO_TOUR, Terminal

OPENED, CLOSED = "\x1b[200~", "\x1b[201~"
_PATIENCE = 20.0


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(driver, "monotonic", clock)
    return clock


@pytest.fixture
def store(tmp_path: Path, jinzhan: Report) -> Path:
    """A store with the township report."""
    Workspace.open(tmp_path / "store").keep(jinzhan)
    return tmp_path / "store"


@pytest.fixture
def terminal(store: Path) -> Iterator[Terminal]:
    """The program with the first table of the report in view."""
    with Terminal(store) as terminal:
        terminal.until_shown("2019  2019")
        terminal.press("Enter")
        terminal.until_shown("R1.c1")
        terminal.settle()
        yield terminal


def kept(store: Path) -> Report:
    workspace = Workspace.open(store)
    return workspace.load(workspace.entries()[0]).report


def read(messages: Iterator[Message] | list[Message]) -> list[str]:
    """The keys and pastes among messages."""
    inputs = (message for message in messages if isinstance(message, events.Key | events.Paste))
    return [event.key if isinstance(event, events.Key) else f"paste {event.text}" for event in inputs]


def fed(parser: PatientParser, *pieces: str) -> list[str]:
    return [seen for piece in pieces for seen in read(list(parser.feed(piece)))]


# ---------------------------------------------------------------- keys in pieces


def test_an_arrow_whose_bytes_come_apart_is_an_arrow(terminal: Terminal) -> None:
    terminal.send_bytes(b"\x1b[")
    time.sleep(0.3)
    terminal.send_bytes(b"B")
    terminal.until_shown(" R2.c1 ")
    terminal.send_bytes(b"\x1b")
    time.sleep(0.3)
    terminal.send_bytes(b"[A")
    terminal.until_shown(" R1.c1 ")


def test_a_character_whose_bytes_come_apart_is_one_character(terminal: Terminal, store: Path) -> None:
    first, *rest = "５".encode()
    terminal.send_bytes(bytes([first]))
    terminal.settle()
    terminal.send_bytes(bytes(rest))
    terminal.until_shown("５")
    terminal.send("Enter")
    terminal.until_shown(" R1.c2 ")
    assert kept(store).get("R1.c1") == "5"


@pytest.mark.parametrize("typed", ["1", "n", "５", "\r", "\x1a"])
def test_a_key_typed_soon_after_esc_is_no_key_with_alt(typed: str) -> None:
    """Textual reads Esc and then 1 within half a second as ``¡``: the typing goes on with that, and is not given up."""
    (alone,) = fed(PatientParser(), typed)
    assert fed(PatientParser(), "7", "\x1b", typed, "8") == ["7", "escape", alone, "8"]


def test_esc_and_the_rest_of_an_arrow_are_an_arrow() -> None:
    assert fed(PatientParser(), "\x1b", "[", "B", "\x1b", "OA", "\x1b", "\x1b", "[A") == ["down", "up", "escape", "up"]


# ---------------------------------------------------------------- pastes without an end


def test_a_paste_whose_end_never_comes_is_delivered_and_keys_work_again(terminal: Terminal, store: Path) -> None:
    terminal.send(OPENED, "77")
    terminal.until_shown(">77")
    terminal.send("Enter")
    terminal.until_shown(" R1.c2 ")
    terminal.send(CLOSED, "88", "Enter")
    terminal.until_shown(" R1.c3 ")
    assert [kept(store).get(f"R1.c{column}") for column in (1, 2)] == ["77", "88"]


def test_an_open_paste_waits_as_long_as_something_comes(clock: Clock) -> None:
    parser = PatientParser()
    assert fed(parser, OPENED, "1\t") == []
    for _ in range(5):
        clock.now += PASTE_PATIENCE - 0.1
        assert read(list(parser.tick())) == []
        assert fed(parser, "2") == []
    clock.now += PASTE_PATIENCE
    assert read(list(parser.tick())) == ["paste 1\t22222"]
    assert fed(parser, "x") == ["x"]


@pytest.mark.parametrize("cut", range(1, len(OPENED)))
def test_marks_that_come_in_pieces_are_marks(clock: Clock, cut: int) -> None:
    parser = PatientParser()
    pieces = (OPENED[:cut], OPENED[cut:] + "5", CLOSED[:cut], CLOSED[cut:])
    assert fed(parser, *pieces, "x") == ["paste 5", "x"]
    clock.now += 2 * PASTE_PATIENCE
    assert read(list(parser.tick())) == []


@pytest.mark.parametrize("cut", range(1, len(CLOSED)))
def test_a_mark_that_broke_off_types_nothing(clock: Clock, cut: int) -> None:
    parser = PatientParser()
    assert fed(parser, OPENED, "5", CLOSED[:cut]) == []
    clock.now += PASTE_PATIENCE
    (paste,) = read(list(parser.tick()))
    assert paste.removeprefix("paste ").startswith("5")
    assert fed(parser, "x") == ["x"]


@pytest.mark.parametrize("cut", range(1, 20))
def test_esc_inside_of_a_paste_parts_nothing_of_it_off(cut: int) -> None:
    pasted = f"甲\x1b[31m乙\x1b\x1b[B丙\x1b[20丁{OPENED}"
    sent = f"{OPENED}{pasted}{CLOSED}x"
    whole = f"paste {pasted.replace(chr(27), '')}"
    assert fed(PatientParser(), sent) == [whole, "x"]
    assert fed(PatientParser(), *(sent[at : at + cut] for at in range(0, len(sent), cut))) == [whole, "x"]


def test_two_pastes_in_one_piece_are_two() -> None:
    assert fed(PatientParser(), f"a{OPENED}1{CLOSED}b{OPENED}2{CLOSED}c") == ["a", "paste 1", "b", "paste 2", "c"]


def test_a_stray_end_is_nothing(clock: Clock) -> None:
    assert fed(PatientParser(), CLOSED, "x", CLOSED, CLOSED, "y") == ["x", "y"]


# ---------------------------------------------------------------- lines that stall or are gone


def test_what_is_committed_is_on_disk_although_the_terminal_reads_nothing(terminal: Terminal, store: Path) -> None:
    figures = [str(number) for number in range(30, 37)]
    terminal.send("".join(f"{figure}\r" for figure in figures))
    end = time.monotonic() + _PATIENCE
    while [kept(store).get(f"R1.c{column}") for column in range(1, 8)] != figures:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_program_ends_when_the_terminal_is_gone_in_the_middle_of_a_stall(store: Path) -> None:
    gone(store, b"\r" + b"\x1b[6~\x1b[5~" * 400)


def test_the_program_ends_when_the_terminal_is_gone_and_no_signal_comes(store: Path) -> None:
    gone(store, b"\r77\r")
    assert kept(store).get("R1.c1") == "77"


def gone(store: Path, keys: bytes) -> None:
    """Runs the program on a terminal that is not its own, so that no SIGHUP comes; sends keys and takes the terminal away."""
    outside, inside = pty.openpty()
    environment = {
        **os.environ,
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "GIPR_STORE": str(store),
        "GIPR_SETTINGS": str(NO_TOUR),
        "COLUMNS": "80",
        "LINES": "24",
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "gipr_tui"],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        env=environment,
        start_new_session=True,
    )
    os.close(inside)
    try:
        seen = b""
        while b"2019" not in seen:
            seen += os.read(outside, 65536)
        before = kept(store)
        os.write(outside, keys)
        end = time.monotonic() + _PATIENCE
        while b"77" in keys and kept(store) == before:
            assert time.monotonic() < end
            time.sleep(0.02)
        os.close(outside)
        outside = -1
        program.wait(timeout=_PATIENCE)
    finally:
        program.kill()
        program.wait()
        if outside >= 0:
            os.close(outside)
