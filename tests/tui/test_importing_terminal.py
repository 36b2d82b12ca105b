"""Importing in the real program: a slow PDF keeps no key waiting, and the terminal's cursor stands on the figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipr_tui.workspace.workspace import Workspace
from tests.reports import corpus
from tests.tui.screen import Terminal


@pytest.mark.skipif(corpus() is None, reason="GIPR_CORPUS names no folder of real reports")
def test_a_pdf_is_read_settled_and_imported(tmp_path: Path) -> None:
    folder, store = corpus(), tmp_path / "store"
    assert folder
    with Terminal(store) as terminal:
        terminal.until_shown("F1")
        terminal.send("i", str(folder / "huaian-2024.p"), "Tab", "Enter")
        terminal.until_shown("huaian-2024.pdf")
        terminal.send("Down")  # while it is being read
        terminal.until_shown("200")
        terminal.send("Down", "Down", "Down", "Down", "Down", "Down", "7", "7")
        terminal.until_shown("77")
        terminal.settle()
        column, row = terminal.cursor
        assert "".join(terminal.cells[row][column - 2 : column]) == "77"
        terminal.send("\x1b")
        terminal.send("\x13")
        terminal.until_shown("2024  2021")
        terminal.send("^Q")
        assert terminal.end() == 0
    (entry,) = Workspace.open(store).entries()
    assert (entry.key.group, entry.key.number) == ("淮安市人民政府", 2024)
