"""A whole table entered from a figure sheet, with nothing but the keys that a person presses."""

from __future__ import annotations

from pathlib import Path

from gipr_tui.workspace.workspace import Workspace
from tests.benchmarks.entering import OPENING, SECTION, UNIT, YEAR, addresses, every_figure, filed, keep_empty, rows_of
from tests.tui.screen import Terminal

#: The keys that enter a row are sent at once, as a slow line delivers them; the address of the cell they lead to is shown then.
_ROWS, _COLUMNS = 25, 7


def keys_by_row() -> list[str]:
    """The keys that enter each row: its digits, and a Tab after each figure."""
    rows: list[str] = []
    figures = 0
    for key in every_figure(_ROWS):
        if figures % _COLUMNS == 0 and key != "\t" and (not rows or rows[-1].count("\t") == _COLUMNS):
            rows.append("")
        rows[-1] += key
        figures += key == "\t"
    return rows


def in_store(workspace: Workspace) -> list[list[str]]:
    """Table three as the store has it."""
    return rows_of(workspace.load(workspace.entries()[0]).report)


def test_all_figures_of_the_table_are_entered_from_the_list_on(tmp_path: Path) -> None:
    workspace = keep_empty(tmp_path / "store")
    rows = keys_by_row()
    assert [row.count("\t") for row in rows] == [_COLUMNS] * _ROWS
    assert set("".join(rows)) <= set("0123456789\t")
    with Terminal(tmp_path / "store") as terminal:
        terminal.until_shown(f"{YEAR}  2021")
        terminal.send(*OPENING)
        terminal.until_shown("R1.c1")
        terminal.settle()
        before = len(terminal.sent)
        for keys, reached in zip(rows, [*(row[0] for row in addresses()[1:]), addresses()[-1][-1]], strict=True):
            terminal.send(keys)
            terminal.until_shown(f" {reached} ")
        terminal.until(lambda _: in_store(workspace) == rows_of(filed()))  # before the program is left
        terminal.settle()
        presses, received = sum(map(len, rows)), len(terminal.sent) - before
        figures = _ROWS * _COLUMNS
        print(f"{figures} figures: {presses / figures:.2f} keys and {received / figures:.0f} bytes for each")
        terminal.send("^Q")
        assert terminal.end() == 0
    kept = workspace.load(workspace.entries()[0]).report
    assert (kept.unit, kept.year) == (UNIT, YEAR)
    assert in_store(workspace) == rows_of(filed())
    assert [finding for finding in workspace.evaluate(kept).findings if finding.section == SECTION] == []
