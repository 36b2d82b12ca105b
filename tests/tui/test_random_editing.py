"""Random sequences of editing, against a plain model of the report: a dictionary of texts with a list of what was done.

What a fill, a total or a paste would put where is asked of the functions that say so, which have tests of their own; here
it is about the whole desk: that the keys put just that there, that the findings are those of the report as it then stands,
that everything is on disk, and that all of it can be taken back and done again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gipr_tui.checks.engine import evaluate
from gipr_tui.report.model import Place, Report, text_place
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.workspace.blocks import block_between, parse_block, plan_paste
from gipr_tui.workspace.filling import following, totals_for, zeros_for
from gipr_tui.workspace.workspace import Workspace
from tests.reports import jinzhan_2019
from tests.tui.desk import Desk, editing

_WORDS = ("共收到申请6件。", "5", "全年", "“三公”", "ab")
_MOVES = ("up", "down", "left", "right", "tab", "shift+tab", "home", "end", "shift+right", "shift+down", "pagedown")


class Model:
    """The texts of a report, and what was done to them: each edit as the old and the new texts."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.done: list[tuple[dict[Place, str], dict[Place, str], str]] = []
        self.undone: list[tuple[dict[Place, str], dict[Place, str], str]] = []
        self.run = 0
        self.totals_follow = False

    def put(self, texts: Mapping[Place, str], joins: str = "") -> None:
        texts = following(self.report, texts).texts if self.totals_follow else texts
        new = {place: text for place, text in texts.items() if self.report.get(place) != text}
        if not new:
            return
        old = {place: self.report.get(place) for place in new}
        if joins and self.done and self.done[-1][2] == joins and not self.undone:
            old = self.done.pop()[0]
        self.report = self.report.with_texts(new)
        self.undone.clear()
        self.done.append((old, new, joins))

    def undo(self) -> None:
        if self.done:
            self.undone.append(self.done.pop())
            self.report = self.report.with_texts(self.undone[-1][0])
            self.run += 1

    def redo(self) -> None:
        if self.undone:
            self.done.append(self.undone.pop())
            self.report = self.report.with_texts(self.done[-1][1])
            self.run += 1


class Walk:
    """A desk and the model of what should have come of every action on it; ``number`` chooses among an action's ways."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.model = Model(desk.session.report)
        self.copied = ""
        self.before = ""
        self.selected = False
        self.chosen: list[Place] = []

    async def to_tables(self) -> None:
        """Goes to a section with tables, if one is not in view."""
        while self.desk.editor.in_text:
            await self.desk.press(
                "ctrl+e" if self.desk.editor.has_tables else "f8" if self.desk.editor.section < 3 else "f7"
            )

    async def confirm(self, texts: Mapping[Place, str], number: int) -> None:
        """Answers a question, if one is asked, and puts the texts unless the answer is no."""
        if isinstance(self.desk.app.screen, Question):
            await self.desk.press("enter" if number % 3 else "escape")
            if number % 3 == 0:
                return
        self.model.put(texts)

    async def figure(self, number: int) -> None:
        await self.desk.press(*str(number), ("enter", "tab", "down", "right")[number % 4])
        self.model.put({self.before: str(number)})

    async def given_up(self, number: int) -> None:
        await self.desk.press(*str(number), "escape")

    async def move(self, number: int) -> None:
        await self.desk.press(_MOVES[number % len(_MOVES)])

    async def delete(self, number: int) -> None:
        await self.desk.press(("delete", "backspace")[number % 2])
        self.model.put(dict.fromkeys(self.chosen, ""))

    async def zeros(self, number: int) -> None:
        rows = self.desk.grid.rows
        row = next(list(row) for row in rows if self.before in row)
        whole = number % 4 == 0
        cells = [a for row in rows for a in row] if whole else self.chosen if self.selected else row
        await self.desk.press("Z" if whole else "z")
        self.model.put(zeros_for(self.model.report, cells))

    async def total(self, number: int) -> None:
        rows = self.desk.grid.rows
        cells = self.chosen if number % 2 else [a for row in rows for a in row]
        totals = totals_for(self.model.report, cells, overwrite=True)
        await self.desk.press("t" if number % 2 else "T")
        await self.confirm(totals.texts, number)

    async def follow(self, number: int) -> None:
        await self.desk.press("#")
        self.model.totals_follow = not self.model.totals_follow

    async def fill(self, number: int) -> None:
        rows = self.desk.grid.chosen
        down = number % 2 == 0
        source = rows[0] if down else tuple(row[0] for row in rows)
        if (len(rows) if down else len(rows[0])) == 1:
            await self.desk.press("ctrl+home", "shift+right", "shift+down")
            return
        await self.desk.press("ctrl+d" if down else "ctrl+r")
        get = self.model.report.get
        if down:
            texts = {a: get(source[i]) for row in rows[1:] for i, a in enumerate(row) if i < len(source)}
        else:
            texts = {a: get(row[0]) for row in rows for a in row[1:]}
        self.model.put(texts)

    async def copy(self, number: int) -> None:
        rows = self.desk.grid.chosen
        self.copied = block_between(self.model.report, self.desk.grid.rows, rows[0][0], rows[-1][-1]).text
        await self.desk.press("ctrl+c" if number % 3 else "x")
        if number % 3 == 0:
            self.model.put(dict.fromkeys(self.chosen, ""))

    async def paste(self, number: int) -> None:
        block = parse_block(self.copied)
        if self.copied:
            plan = plan_paste(self.model.report, self.desk.grid.rows, self.chosen[0], block, self.chosen)
            await self.desk.press("p")
            await self.confirm(plan.texts, number)

    async def narrative(self, number: int) -> None:
        editor, word = self.desk.editor, _WORDS[number % len(_WORDS)]
        if not editor.in_text:
            await self.desk.press("ctrl+e")
        place = text_place(editor._section)
        line, column = self.desk.narrative.cursor_location
        for character in word:
            lines = self.model.report.get(place).split("\n")
            lines[line] = lines[line][:column] + character + lines[line][column:]
            column += 1
            self.model.put({place: "\n".join(lines)}, f"{place}:{self.model.run}")
            self.model.run += character == "。"  # a sentence is undone by itself
        await self.desk.type(word)

    async def section(self, number: int) -> None:
        await self.desk.press(("f7", "f8")[number % 2])

    async def undo(self, number: int) -> None:
        for _ in range(number % 3 + 1):
            await self.desk.press("ctrl+z")
            self.model.undo()

    async def redo(self, number: int) -> None:
        for _ in range(number % 3 + 1):
            await self.desk.press("ctrl+y")
            self.model.redo()

    async def back_to(self, number: int) -> None:
        """Back to before one of the last changes, chosen from their list."""
        count = min(number % 5, len(self.model.done))
        await self.desk.press("ctrl+l")
        await self.desk.press(*["down"] * (count - 1), "enter" if count else "escape")
        for _ in range(count):
            self.model.undo()

    async def act(self, name: str, number: int) -> None:
        if name not in _ANYWHERE:
            await self.to_tables()
        self.before = self.desk.grid.address
        self.selected = bool(self.desk.grid.selected)
        self.chosen = [address for row in self.desk.grid.chosen for address in row] if self.before else []
        action: Callable[[int], Awaitable[None]] = getattr(self, name)
        await action(number)
        assert self.desk.session.report == self.model.report

    def assert_same(self) -> None:
        """The report, its findings and what is on disk are as the model says."""
        assert self.desk.session.report == self.model.report
        scratch = evaluate(self.model.report, self.desk.session.previous)
        assert self.desk.session.evaluation.findings == scratch.findings
        assert self.desk.on_disk() == self.model.report


_ANYWHERE = ("narrative", "section", "undo", "redo", "back_to")
_ACTIONS = ("figure", "given_up", "move", "delete", "zeros", "total", "follow", "fill", "copy", "paste", *_ANYWHERE)
_STEPS = st.lists(st.tuples(st.sampled_from(_ACTIONS), st.integers(0, 99)), min_size=10, max_size=30)


@given(_STEPS)
@settings(max_examples=8, derandomize=True, phases=(Phase.explicit, Phase.generate))
async def test_whatever_is_done_the_desk_is_as_the_model_and_all_is_taken_back(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with editing(Workspace.open(Path(folder)), jinzhan_2019()) as desk:
            walk = Walk(desk)
            first = desk.session.report
            for name, number in steps:
                await walk.act(name, number)
            walk.assert_same()
            last, count = walk.model.report, len(walk.model.done)
            for _ in range(count):
                await walk.act("undo", 0)
            assert walk.model.report == first
            walk.assert_same()
            for _ in range(count):
                await walk.act("redo", 0)
            assert walk.model.report == last
            walk.assert_same()
