"""What goes over the line: no more than what has changed, and after it the terminal shows what the program means to show."""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

import pyte
import pytest
from textual.drivers.headless_driver import HeadlessDriver

from gipr_tui.report.model import Report, text_place
from gipr_tui.tui.quietline import _change
from gipr_tui.workspace.workspace import Workspace
from tests.reports import clean_2021, jinzhan_2019
from tests.tui.desk import Desk, editing

#: The most bytes that may be sent: for a typed digit, for a move of the cursor, for one that scrolls.
DIGIT, MOVE, SCROLL = 100, 250, 3_000
_PATIENCE = 2.0


class Line:
    """The line to a terminal: counts the bytes, and shows what the terminal shows."""

    def __init__(self, width: int, height: int) -> None:
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self._screen)
        self.size = 0

    def write(self, data: str) -> None:
        self.size += len(data.encode())
        self._stream.feed(re.sub(r"\x1b\[[?<>][0-9;]*(?:\$p|u)", "", data))

    def resize(self, width: int, height: int) -> None:
        self._screen.resize(height, width)

    @property
    def lines(self) -> list[str]:
        """What the terminal shows: a wide character stands once, with nothing in its second column."""
        columns = range(self._screen.columns)
        return ["".join(self._screen.buffer[y][x].data for x in columns) for y in range(self._screen.lines)]

    def taken(self) -> int:
        """The bytes since this was last asked."""
        size, self.size = self.size, 0
        return size


@asynccontextmanager
async def watched(
    monkeypatch: pytest.MonkeyPatch, workspace: Workspace, report: Report, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Desk, Line]]:
    """The editor on a report, and the line that it is shown over."""
    line = Line(*size)

    def write(_driver: HeadlessDriver, data: str) -> None:
        line.write(data)

    monkeypatch.setattr(HeadlessDriver, "write", write)
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    async with editing(workspace, report, size=size) as desk:
        yield desk, line


@pytest.mark.parametrize("report", [jinzhan_2019(), clean_2021()], ids=["2019", "2021"])
async def test_every_cell_of_both_forms_keeps_to_the_budget(
    monkeypatch: pytest.MonkeyPatch, workspace: Workspace, report: Report
) -> None:
    most = {"digit": 0, "next digit": 0, "move": 0, "scroll": 0}
    over: list[tuple[str, str, int]] = []

    def count(what: str, limit: int, address: str, size: int) -> None:
        most[what] = max(most[what], size)
        if size > limit:
            over.append((what, address, size))

    async with watched(monkeypatch, workspace, report) as (desk, line):
        for section in (2, 3, 4):
            desk.editor.show_section(section)
            await desk.settle()
            rows = desk.grid.rows
            await desk.press("ctrl+home")
            for number, row in enumerate(rows):
                for column, address in enumerate(row):
                    top = desk.grid._top
                    line.taken()
                    await desk.press("down", "home") if column == 0 and number else await desk.press("right")
                    if desk.grid._top == top and (column or not number):
                        count("move", MOVE, address, line.taken())
                    else:
                        count("scroll", SCROLL, address, line.taken())
                    await desk.press("8")
                    count("digit", DIGIT, desk.grid.address, line.taken())
                    await desk.press("7")
                    count("next digit", DIGIT, desk.grid.address, line.taken())
                    await desk.press("escape")
    print(report.form.id, most)
    assert over == []


async def test_the_terminal_shows_what_is_meant(monkeypatch: pytest.MonkeyPatch, workspace: Workspace) -> None:
    """Whatever came before, the columns that were not sent are right too."""
    texts = {text_place(1): "甲👩‍👩‍👧乙e\u0301丙“三公”" * 30, text_place(5): "𠮷字“一”\n" * 40}
    async with watched(monkeypatch, workspace, jinzhan_2019().with_texts(texts)) as (desk, line):
        for keys in (
            *(["down"] * 9 + ["right", "7", "enter", "ctrl+z", "pagedown", "pageup", "end"]),
            *("f4", "f4", "v", "down", "right", "escape", "f6", "f6", "f1", "down", "escape", "f10", "down", "escape"),
            *("f8", "f8", "down", "down", "x", "pagedown", "f7", "f7", "f7", "f7", "down", "end", "y", "backspace"),
            *("ctrl+o", "ctrl+t", "escape", "f5", "down", "b", "escape", "f9", "escape"),
        ):
            await desk.press(keys)
            await becomes_shown(desk, line, keys)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36)])
async def test_the_grid_on_the_terminal_is_the_grid(
    monkeypatch: pytest.MonkeyPatch, workspace: Workspace, size: tuple[int, int]
) -> None:
    """Going through a table in any way shows its rows as they follow each other, and one cursor."""
    async with watched(monkeypatch, workspace, clean_2021(), size) as (desk, line):
        desk.editor.show_section(3)
        await desk.settle()
        chance = random.Random(3)
        for _ in range(60):
            keys = chance.choice(
                (["tab"] * 9, ["8", "enter"], ["shift+tab"] * 5, ["down"] * 4, ["pagedown"], ["ctrl+home"])
            )
            await desk.press(*keys)
            await becomes_shown(desk, line, str(keys), differing_rows)


@pytest.mark.parametrize("sizes", [[(100, 30), (80, 24)], [(60, 20), (120, 36), (60, 20)]])
async def test_after_a_resize_all_is_sent_anew(
    monkeypatch: pytest.MonkeyPatch, workspace: Workspace, sizes: list[tuple[int, int]]
) -> None:
    async with watched(monkeypatch, workspace, jinzhan_2019()) as (desk, line):
        for size in sizes:
            line.resize(*size)
            line.write("\x1b[2J")
            await desk.resize(*size)
            await becomes_shown(desk, line, str(size))


async def test_what_is_painted_again_as_it_was_sends_nothing(
    monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    async with watched(monkeypatch, workspace, jinzhan_2019()) as (desk, line):
        line.taken()
        desk.editor.refresh(layout=True)
        await desk.settle()
        assert line.taken() < 40, "the place of the cursor"


@pytest.mark.parametrize(
    ("old", "new", "sent"),
    [
        ("", "1;31", "1;31"),
        ("1;31", "", ""),
        ("30;43", "30;107", "107"),
        ("30", "7;30;43", "7;43"),
        ("1;30", "30;43", "0;30;43"),
        ("38;5;9;48;5;4", "38;5;9;48;5;12", "48;5;12"),
        ("38;2;1;2;3", "38;2;1;2;4", "38;2;1;2;4"),
        ("31", "38;5;200", "38;5;200"),
    ],
)
def test_only_the_colours_that_differ_are_set(old: str, new: str, sent: str) -> None:
    assert _change(old, new) == sent


async def becomes_shown(
    desk: Desk, line: Line, keys: str, differing: Callable[[Desk, Line], list[tuple[str, str]]] | None = None
) -> None:
    """The terminal soon shows what it should."""
    end = monotonic() + _PATIENCE
    while wrong := (differing or differing_lines)(desk, line):
        assert monotonic() < end, (keys, wrong)
        await desk.settle()


def differing_rows(desk: Desk, line: Line) -> list[tuple[str, str]]:
    """The lines of the grid that are not on the terminal as they would be drawn now."""
    top = desk.grid.region.y
    drawn = [desk.grid.render_line(y).text.rstrip() for y in range(desk.grid.size.height)]
    shown = [text.rstrip() for text in line.lines[top : top + len(drawn)]]
    return [(one, other) for one, other in zip(shown, drawn, strict=True) if one != other]


def differing_lines(desk: Desk, line: Line) -> list[tuple[str, str]]:
    """The lines that are not on the terminal as composed, but for clusters of characters that its model takes apart."""
    pairs = [(one.rstrip(), other.rstrip()) for one, other in zip(line.lines, desk.lines, strict=True)]
    return [(one, other) for one, other in pairs if one != other and not {"\u200d", "\u0301"} & set(other)]
