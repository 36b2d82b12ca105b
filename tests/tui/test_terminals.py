"""The real program in every kind of terminal: it starts, an edit is kept, and columns and borders are aligned."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcwidth

from gipr_tui.report.model import Report, text_place
from gipr_tui.workspace.workspace import Workspace
from tests.tui.screen import Terminal
from tests.tui.test_terminal import gipr, open_first

_TERMS = ("xterm-256color", "xterm", "screen", "tmux", "linux", "vt220")
_AMBIGUOUS = frozenset("│┌┐└┘─╭╮╰╯×·…≠Δ—–→↑↓“”‘’█▔▁")
_FIRST_ROW = "一、本年新收"


@pytest.fixture
def store(tmp_path: Path, jinzhan: Report) -> Path:
    """A store with the township report, in whose text and heading stand characters of ambiguous width."""
    Workspace.open(tmp_path / "store").keep(jinzhan.with_texts({text_place(1): "落实“三公”经费公开——共 3 项…"}))
    return tmp_path / "store"


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model of the terminal draws characters of ambiguous width in two columns."""
    monkeypatch.setattr("pyte.screens.wcwidth", partial(wcwidth, ambiguous_width=2))


def columns_of(cells: list[str], marks: str) -> list[int]:
    return [column for column, cell in enumerate(cells) if cell and cell in marks]


def last_inked(cells: list[str]) -> int:
    return max(column for column, cell in enumerate(cells) if cell.strip())


def assert_aligned(terminal: Terminal, separator: str) -> None:
    """Every row of the table has the separators of the others, and its figures end in the same column."""
    lines = terminal.lines
    first = next(y for y, line in enumerate(lines) if _FIRST_ROW in line)
    after = next(y for y, line in enumerate(lines) if y > first and "R1.c" in line)
    rows = terminal.cells[first:after]
    assert len(rows) >= 7
    marks = [set(columns_of(row, separator + ">")) for row in rows]
    shared = set.intersection(*marks)
    assert len(shared) == 3, terminal.shown
    assert all({column for column in found if column >= min(shared)} == shared for found in marks), terminal.shown
    assert len({last_inked(row) for row in rows}) == 1, terminal.shown
    header = terminal.cells[2:first]
    assert all(set(columns_of(row, separator)) <= shared for row in header), terminal.shown
    assert all(min(shared) in columns_of(row, separator) for row in header), terminal.shown


def edit_and_leave(terminal: Terminal, separator: str) -> None:
    """Opens the report, types two figures, looks at the table, goes to the text, types there, and leaves."""
    open_first(terminal)
    assert_aligned(terminal, separator)
    terminal.press("7", "7", "Enter", "8", "8", "Enter", "Home")
    assert_aligned(terminal, separator)
    terminal.send("^Q")
    assert terminal.end() == 0


def figures(store: Path) -> list[str]:
    workspace = Workspace.open(store)
    report = workspace.load(workspace.entries()[0]).report
    return [report.get(f"R1.c{column}") for column in (1, 2, 3)]


@pytest.mark.parametrize("term", _TERMS)
def test_every_kind_of_terminal(store: Path, term: str) -> None:
    with Terminal(store, term=term) as terminal:
        edit_and_leave(terminal, "|" if term == "vt220" else "│")
    assert figures(store) == ["77", "88", "0"]


@pytest.mark.parametrize(
    ("settings", "encoding"),
    [({"LANG": "C"}, "utf-8"), ({"LANG": "zh_CN.GB18030", "PYTHONIOENCODING": "gb18030"}, "gb18030")],
)
def test_other_locales(store: Path, settings: dict[str, Any], encoding: str) -> None:
    with Terminal(store, encoding=encoding, **settings) as terminal:
        edit_and_leave(terminal, "│")
    with Terminal(store, encoding=encoding, **settings) as terminal:
        open_first(terminal)
        terminal.press("F7", "F7", "镕")
        assert "镕落实“三公”经费公开" in terminal.shown
        terminal.send("^Q")
        assert terminal.end() == 0
    assert figures(store) == ["77", "88", "0"]


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_a_terminal_that_draws_ambiguous_characters_wide(store: Path, size: tuple[int, int]) -> None:
    with Terminal(store, "--ambiguous", "wide", size=size) as terminal:
        edit_and_leave(terminal, "|")
        drawn = terminal.sent.decode()
        assert _AMBIGUOUS & set(drawn) <= {"“", "”"}, "these stand in the form's own labels"
    assert figures(store) == ["77", "88", "0"]


@pytest.mark.usefixtures("wide")
def test_texts_and_dialogs_are_measured_as_such_a_terminal_draws_them(store: Path) -> None:
    with Terminal(store, GIPR_AMBIGUOUS="wide") as terminal:
        open_first(terminal)
        terminal.press("F7", "F7")
        terminal.press("\x1b[F")
        width = sum(wcwidth(char, ambiguous_width=2) for char in "落实“三公”经费公开——共 3 项…")
        start = next(len(line) - len(line.lstrip()) for line in terminal.lines if "三公" in line)
        assert terminal.cursor[0] == start + width
        terminal.press("\x10")
        box = [columns_of(row, "|") for row in terminal.cells]
        sides = [found for found in box if len(found) >= 2]
        assert len(sides) >= 10, terminal.shown
        assert len({(found[0], found[-1]) for found in sides}) == 1, terminal.shown


@pytest.mark.usefixtures("wide")
def test_without_the_option_such_a_terminal_is_misaligned(store: Path) -> None:
    with Terminal(store) as terminal:
        terminal.until_shown("2019  2019")
        terminal.press("Enter")
        terminal.until_shown(_FIRST_ROW)
        terminal.settle()
        separators = [tuple(columns_of(row, "│")) for row in terminal.cells]
        assert len(set(separators)) > 6


@pytest.mark.parametrize(
    ("words", "answer", "said"),
    [
        ((), b"\x1b[5;2R", "√ 歧义宽度字符: 按一列算"),
        ((), b"\x1b[5;3R", "! 歧义宽度字符: 按一列算 — 此终端画成两列"),
        (("--ambiguous", "wide"), b"\x1b[5;3R", "√ 歧义宽度字符: 按两列算"),
        (("--ambiguous", "wide"), b"\x1b[5;2R", "! 歧义宽度字符: 按两列算 — 此终端画成一列"),
        ((), b"", "√ 歧义宽度字符: 按一列算"),
        ((), b"\x1b[5;", "√ 歧义宽度字符: 按一列算"),
        ((), b"yes\r\n", "√ 歧义宽度字符: 按一列算"),
    ],
)
def test_doctor_asks_the_terminal(store: Path, words: tuple[str, ...], answer: bytes, said: str) -> None:
    with Terminal(store, *words, "doctor") as terminal:
        terminal.until(lambda it: b"\x1b[6n" in it.sent)
        terminal.send_bytes(answer)
        terminal.until_shown("库")
        assert said in terminal.shown
        assert terminal.echoes
        assert terminal.end() == 0


def test_doctor_asks_nothing_where_there_is_no_terminal(store: Path) -> None:
    shown = gipr(store, "--ambiguous", "wide", "doctor").stdout
    assert "\x1b" not in shown
    assert "√ 歧义宽度字符: 按两列算" in shown


@pytest.mark.usefixtures("wide")
def test_a_text_is_written_where_such_a_terminal_draws_it(store: Path) -> None:
    with Terminal(store, "--ambiguous", "wide") as terminal:
        open_first(terminal)
        terminal.press("F7", "F7")
        text = "落实“三公”经费公开——共 3 项…"
        for keys, at, typed in (
            ("\x1b[F", len(text), "末“”"),
            ("\x1b[H\x1b[C\x1b[C\x1b[C\x1b[C", 4, "中…"),
            ("\x1b[D", 5, "a"),
        ):
            terminal.press(keys)
            for place, character in enumerate(typed, at):
                terminal.press(character)
                text = text[:place] + character + text[place:]
                assert "".join(terminal.cells[terminal.cursor[1]]).strip() == text, terminal.shown
                before = sum(wcwidth(char, ambiguous_width=2) for char in text[: place + 1])
                assert terminal.cursor[0] == 6 + before
