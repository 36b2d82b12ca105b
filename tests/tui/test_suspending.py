"""Suspending: back to the shell and again into the program, which comes back whole."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from gipr_tui.workspace.workspace import Workspace
from tests.tui.screen import Terminal

_SHELL = shutil.which("bash")


@pytest.fixture
def store(tmp_path: Path, jinzhan: Report) -> Path:
    Workspace.open(tmp_path / "store").keep(jinzhan)
    return tmp_path / "store"


@pytest.mark.skipif(_SHELL is None, reason="There is no shell with job control.")
def test_it_comes_back_whole(store: Path) -> None:
    assert _SHELL
    with Terminal(store, program=(_SHELL, "--norc", "--noprofile", "-i"), PS1="ready> ") as terminal:
        terminal.until_shown("ready>")
        terminal.send(f"{sys.executable} -m gipr_tui\r")
        terminal.until_shown("2019  2019")
        terminal.settle()
        terminal.send("Enter")
        terminal.until_shown("R1.c1")
        terminal.press("Right")
        terminal.press("4", "2")
        terminal.settle()
        before, cursor = terminal.shown, terminal.cursor
        terminal.press("\x10")
        terminal.press("suspend")
        terminal.send("Enter")
        terminal.until(lambda it: "Stopped" in it.sent.decode(errors="replace"))
        terminal.settle()
        terminal.send("fg\r")
        terminal.until(lambda it: it.shown == before)
        terminal.settle()
        assert terminal.cursor == cursor
        terminal.press("7", "Enter")
        before_leaving = len(terminal.sent)
        terminal.send("^Q")
        terminal.until(lambda it: b"ready>" in it.sent[before_leaving:])
    report = Workspace.open(store).load(Workspace.open(store).entries()[0]).report
    assert report.get("R1.c2") == "427"


def test_without_a_shell_it_says_so_and_goes_on(store: Path) -> None:
    with Terminal(store) as terminal:
        terminal.until_shown("2019  2019")
        terminal.settle()
        terminal.press("\x10")
        terminal.press("suspend")
        terminal.send("Enter")
        terminal.until_shown("没有办法回来")
        terminal.send("^Q")
        assert terminal.end() == 0
