"""Two real programs on one store, in terminals of their own."""

from __future__ import annotations

import signal
from pathlib import Path

from gipr_tui.locale import catalogue
from gipr_tui.report.model import Report
from gipr_tui.tui.screens.keepwork import LOOK
from gipr_tui.tui.screens.listwork import LOOK as LIST_LOOK
from gipr_tui.workspace.workspace import Workspace
from tests.cli.running import finish, start
from tests.tui.screen import Terminal

TEXT = catalogue("zh")
READ_ONLY = "只读"


def test_what_one_edits_the_other_reads_until_the_first_has_ended(tmp_path: Path, jinzhan: Report) -> None:
    store, name = tmp_path / "store", f"{jinzhan.unit}/{jinzhan.year}"
    entry = Workspace.open(store).keep(jinzhan)
    with Terminal(store) as first, Terminal(store) as second:
        for terminal in (first, second):
            terminal.until_shown(f"{jinzhan.year}  {jinzhan.year}")
        first.send("Enter")
        first.until_shown(" R1.c1 ")
        second.send("Enter")
        second.until_shown(READ_ONLY, " R1.c1 ")
        first.send("4321", "Enter")
        second.until_shown("4321")
        refused = finish(start("--store", str(store), "set", name, "R1.c1", "1"))
        assert (refused.code, refused.err.count("\n")) == (3, 1)
        first.settle()
        second.settle()
        sent = len(first.sent), len(second.sent)
        assert not second._read(LOOK * 1.3)
        assert not first._read(0)
        assert (len(first.sent), len(second.sent)) == sent, "a look at the others sends nothing"
        first.signal(signal.SIGKILL)
        first.wait()
        second.until_shown(TEXT("keeping.mark-free", key_take_over="O"))
        second.send("O")
        second.until_shown(TEXT("keeping.taken-over"))
        second.send("8765", "Enter")
        second.until_shown(" R1.c2 ")
        assert READ_ONLY not in second.shown
    kept = Workspace.open(store).load(entry)
    assert kept.report.get("R1.c1") == "8765"


def test_the_list_follows_other_programs_and_sends_nothing_otherwise(tmp_path: Path, jinzhan: Report) -> None:
    store = tmp_path / "store"
    Workspace.open(store).keep(jinzhan)
    with Terminal(store) as terminal:
        terminal.until_shown(jinzhan.unit)
        # while the program starts something may still come; if looks sent anything, it would come with each
        quiet = (not terminal._read(LIST_LOOK * 2.2) for _ in range(6))
        assert any(quiet), "a look at the store sends nothing"
        assert finish(start("--store", str(store), "new", "丁镇", "2022")).code == 0
        terminal.until_shown("丁镇")
        assert finish(start("--store", str(store), "set", "丁镇", "R1.c1", "5")).code == 0
        terminal.until(lambda now: any("丁镇" in line and "✗" in line for line in now.lines))
        terminal.send("Enter")
        terminal.until_shown(" R1.c1 ", jinzhan.unit)
