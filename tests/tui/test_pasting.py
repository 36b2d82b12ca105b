"""A whole table pasted into the real program, as a terminal delivers it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gipr_tui.workspace.workspace import Workspace
from tests.benchmarks.entering import OPENING, YEAR, filed, keep_empty, rows_of
from tests.tui.screen import Terminal

OPENED, CLOSED = "\x1b[200~", "\x1b[201~"
WORD = "待定"


def block(rows: Sequence[Sequence[str]]) -> str:
    """Rows as tmux pastes them: with carriage returns, and none after the last."""
    return OPENED + "\r".join("\t".join(row) for row in rows) + CLOSED


def in_store(workspace: Workspace) -> list[list[str]]:
    return rows_of(workspace.load(workspace.entries()[0]).report)


def test_a_table_of_175_figures_is_pasted_and_one_undo_empties_it(tmp_path: Path) -> None:
    workspace = keep_empty(tmp_path / "store")
    empty, rows = in_store(workspace), rows_of(filed())
    with_a_word = [[*row] for row in rows]
    with_a_word[4][2] = WORD
    with Terminal(tmp_path / "store") as terminal:
        terminal.until_shown(f"{YEAR}  2021")
        terminal.send(*OPENING)
        terminal.until_shown(" R1.c1 ")

        terminal.send(block(with_a_word))
        terminal.until_shown("174", f"“{WORD}”", "科研机构")
        assert in_store(workspace) == empty
        terminal.send("\x1b")
        terminal.until(lambda it: WORD not in it.shown)
        assert in_store(workspace) == empty

        terminal.send(block(rows))
        terminal.until_shown("175")
        assert in_store(workspace) == empty
        terminal.send("Enter")
        terminal.until(lambda _: in_store(workspace) == rows)
        terminal.send("^Z")
        terminal.until(lambda _: in_store(workspace) == empty)
        terminal.send("^Q")
        assert terminal.end() == 0
