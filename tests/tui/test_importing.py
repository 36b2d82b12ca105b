"""Importing a copy: naming it, looking at it beside its text, settling what is doubtful, and keeping it as one step."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from gipr_tui.tui.screens import copyreading
from gipr_tui.tui.screens import importing as importscreen
from gipr_tui.tui.screens.chooser import Chooser
from gipr_tui.tui.screens.comparing import CompareScreen
from gipr_tui.tui.screens.dialogs import Dialog, Question
from gipr_tui.tui.screens.importing import ImportScreen
from gipr_tui.tui.screens.importnotes import ImportNotesScreen
from gipr_tui.tui.screens.importpaths import ImportPaths
from gipr_tui.tui.screens.reports import ReportList, ReportsScreen
from gipr_tui.tui.widgets.copytext import CopyText
from gipr_tui.tui.widgets.lineinput import LineInput
from gipr_tui.workspace.doubts import Doubt
from gipr_tui.workspace.settling import Settling
from gipr_tui.workspace.workspace import Workspace
from tests.readers.dialect import write
from tests.readers.dialects import run_together
from tests.reports import corpus, with_rows
from tests.tui.desk import Desk, opened

real = pytest.mark.skipif(corpus() is None, reason="GIPR_CORPUS names no folder of real reports")


@asynccontextmanager
async def importing(workspace: Workspace, path: Path, **settings: object) -> AsyncIterator[Desk]:
    """The import screen on a copy, once it has been read."""
    async with opened(workspace, **settings) as desk:  # type: ignore[arg-type]
        await desk.press("i")
        await desk.paste(str(path))
        await desk.press("enter")
        await was_read(desk)
        yield desk


async def was_read(desk: Desk) -> None:
    """Waits until a copy has been read, or something is asked or said."""
    await desk.until(lambda: not isinstance(desk.app.screen, ImportScreen) or desk.app.screen.settling is not None)


def screen(desk: Desk) -> ImportScreen:
    assert isinstance(desk.app.screen, ImportScreen)
    return desk.app.screen


def found(desk: Desk) -> Settling:
    settling = screen(desk).settling
    assert settling
    return settling


def place(desk: Desk) -> str:
    item = screen(desk).item
    assert item
    return item.place


def marked(desk: Desk) -> str:
    """What is marked of the copy's text."""
    text = desk.app.screen.query_one(CopyText)
    rows = [text.render_line(y) for y in range(text.size.height)]
    return "".join(segment.text for row in rows for segment in row if segment.style and segment.style.bgcolor)


def in_window(desk: Desk, sentence: str) -> bool:
    """Whether a sentence shows whole in a window, however it is broken into lines."""
    shown = "".join(line.strip().strip("│").strip() for line in desk.lines)
    return sentence.replace(" ", "") in shown.replace(" ", "")


def line_typed(desk: Desk) -> str:
    return desk.app.screen.query_one("#path", LineInput).value


async def to(desk: Desk, wanted: str) -> None:
    """Moves the cursor to a place."""
    index = next(i for i, item in enumerate(found(desk).items) if item.place == wanted)
    screen(desk).list.move_to(index)
    await desk.settle()


@pytest.fixture
def whole(tmp_path: Path, jinzhan: Report) -> Path:
    """A copy in which nothing is doubtful."""
    path = tmp_path / "whole.txt"
    path.write_text(write(jinzhan), encoding="gb18030", newline="\r\n")
    return path


@pytest.fixture
def joined(tmp_path: Path, clean: Report) -> Path:
    """A copy whose figures have run together."""
    path = tmp_path / "joined.txt"
    path.write_text(run_together(with_rows(clean, I1_2="12 3 45")), encoding="utf-8")
    return path


async def test_a_whole_copy_is_imported_with_two_keys(workspace: Workspace, whole: Path, jinzhan: Report) -> None:
    async with importing(workspace, whole) as desk:
        assert desk.app.catalogue("importing.clean") in desk.shown
        assert workspace.entries() == []
        assert desk.widths == {80}
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, ReportsScreen)
        assert desk.app.screen.query_one(ReportList).current == workspace.entries()[0]
        assert desk.footer == desk.app.catalogue("importing.imported", reference=f"{jinzhan.unit}/2019")
        assert workspace.load(workspace.entries()[0]).report.values == jinzhan.values


async def test_esc_leaves_without_a_trace(workspace: Workspace, whole: Path) -> None:
    async with importing(workspace, whole) as desk:
        await to(desk, "R1.c1")
        await desk.press("9", "enter", "escape")
        assert isinstance(desk.app.screen, Dialog), "what was changed is not thrown away unasked"
        await desk.press("enter")
        assert isinstance(desk.app.screen, ReportsScreen)
        assert workspace.entries() == []


async def test_no_key_waits_for_a_slow_copy_and_esc_gives_it_up(
    workspace: Workspace, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, real = threading.Event(), copyreading.Copy.read

    def read(copy: copyreading.Copy, workspace: Workspace) -> object:
        gate.wait(20)
        return real(copy, workspace)

    monkeypatch.setattr(copyreading.Copy, "read", read)
    monkeypatch.setattr(importscreen, "PATIENCE", 0.01)
    try:
        async with opened(workspace) as desk:
            await desk.press("i")
            await desk.paste(str(whole))
            await desk.press("enter")
            await desk.until(lambda: desk.app.catalogue("importing.reading") in desk.shown)
            await desk.press("down", "ctrl+s", "d", "c", "f4", "enter", "right", "f5", "f1", "escape", "escape")
            assert isinstance(desk.app.screen, ReportsScreen)
            gate.set()
            await desk.press("down")
            assert isinstance(desk.app.screen, ReportsScreen)
            assert workspace.entries() == []
    finally:
        gate.set()


async def test_quitting_asks_before_it_throws_changes_away(workspace: Workspace, whole: Path) -> None:
    async with importing(workspace, whole) as desk:
        await to(desk, "R1.c1")
        await desk.press("9", "enter", "ctrl+q")
        assert isinstance(desk.app.screen, Dialog) and not desk.app._exit
        await desk.press("enter")
        assert desk.app._exit


async def test_the_text_moves_with_the_list(workspace: Workspace, whole: Path, jinzhan: Report) -> None:
    async with importing(workspace, whole) as desk:
        await to(desk, "I9.1.amount")
        assert marked(desk) == jinzhan.get("I9.1.amount")
        assert desk.app.catalogue("importing.line", line=found(desk).report.source.lines["I9.1.amount"]) in desk.shown
        await desk.press("down")
        assert marked(desk) == found(desk).report.get(place(desk))
        seen = desk.app.screen.query_one(CopyText).render_line(0).text
        await desk.press("J")
        assert desk.app.screen.query_one(CopyText).render_line(0).text != seen
        await desk.press("K")
        assert desk.app.screen.query_one(CopyText).render_line(0).text == seen


async def test_a_figure_is_typed_and_the_findings_follow(workspace: Workspace, whole: Path) -> None:
    async with importing(workspace, whole) as desk:
        before = len(found(desk).session.evaluation.findings)
        for cell, figure in (("R3.7.c1", "5"), ("R3.7.c2", "1"), ("R3.7.c7", "6")):
            await to(desk, cell)
            await desk.press(figure, "enter")
        findings = found(desk).session.evaluation.findings
        assert len(findings) < before
        assert desk.app.catalogue("importing.changed") in desk.shown
        await desk.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert len(found(desk).session.evaluation.findings) == before


async def test_what_is_no_figure_stays_open_and_says_why(workspace: Workspace, whole: Path) -> None:
    async with importing(workspace, whole) as desk:
        await to(desk, "R1.c1")
        was = found(desk).report.get("R1.c1")
        await desk.press("1", "x", "enter")
        assert screen(desk).list.entry
        assert "1x" in desk.footer
        await desk.press("escape")
        assert screen(desk).list.entry is None
        assert found(desk).report.get("R1.c1") == was
        await desk.press("f2", "backspace", "7", "down")
        assert found(desk).report.get("R1.c1") == was[:-1] + "7"
        await to(desk, "R1.c1")
        await desk.paste("１２\n")
        await desk.press("enter")
        assert found(desk).report.get("R1.c1") == "12"


async def test_a_row_is_read_in_one_of_several_ways(workspace: Workspace, joined: Path) -> None:
    async with importing(workspace, joined) as desk:
        await to(desk, "I1.2.issued")
        assert marked(desk) == "12345"
        count = len(screen(desk).item.ways)  # type: ignore[union-attr]
        assert desk.app.catalogue("importing.ways", count=count) in desk.shown
        await desk.press("enter")
        assert isinstance(desk.app.screen, Chooser)
        await desk.type("12 3 45")
        await desk.press("enter")
        assert [found(desk).report.get(f"I1.2.{name}") for name in ("issued", "repealed", "valid")] == ["12", "3", "45"]
        await desk.press("right")
        assert found(desk).report.get("I1.2.issued") == "12"
        await desk.press("left", "left")
        await desk.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert found(desk).report.get("I1.2.valid") == "45"


async def test_the_head_line_counts_what_is_left_to_settle(workspace: Workspace, joined: Path) -> None:
    async with importing(workspace, joined) as desk:
        settling, text = found(desk), desk.app.catalogue

        def counted(placed: int, missing: int, doubtful: int) -> bool:
            doubts = text("importing.doubtful", count=doubtful)
            gaps = text("importing.facts", form="2021", encoding="utf-8", placed=placed, missing=missing)
            return gaps in desk.lines[1] and doubts in desk.lines[1]

        placed, missing, doubtful = settling.placed_count, settling.missing_count, settling.doubtful_count
        assert counted(placed, missing, doubtful)
        await to(desk, "I1.2.issued")
        await desk.press("right")
        assert counted(placed + 3, missing - 3, doubtful)
        split = next(item for item in settling.items if item.doubt is Doubt.SPLIT)
        await to(desk, split.place)
        await desk.press("enter", "enter")
        assert counted(placed + 3, missing - 3, doubtful - 1)
        await desk.press("f3", "f4")
        assert place(desk) != split.place


async def test_open_places_are_gone_through_and_may_stay_open(workspace: Workspace, joined: Path) -> None:
    async with importing(workspace, joined) as desk:
        count = found(desk).open_count
        assert count and desk.app.catalogue("importing.open", count=count) in desk.shown
        first = place(desk)
        await desk.press("f4")
        assert place(desk) != first
        await desk.press("f3")
        assert place(desk) == first
        await desk.press("ctrl+s")
        assert (
            isinstance(desk.app.screen, Question)
            and desk.app.catalogue("importing.open-ask", count=count) in desk.shown
        )
        assert workspace.entries() == []
        await desk.press("enter")
        kept = workspace.load(workspace.entries()[0]).report
        assert kept.get(first) == ""
        assert kept.unplaced


async def test_the_unit_is_asked_for_only_where_the_copy_does_not_say_it(
    workspace: Workspace, tmp_path: Path, jinzhan: Report
) -> None:
    path = tmp_path / "青禾镇2019年报告.txt"
    path.write_text(write(jinzhan).split("\n", 1)[1], encoding="utf-8")
    async with importing(workspace, path) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, Dialog))
        assert desk.app.catalogue("importing.unit-unknown", file=path.name) in desk.shown.replace("\n", "")
        assert "青禾镇" in desk.shown, "proposed is what the file's name says"
        await desk.type("甲/乙")
        await desk.press("enter")
        assert isinstance(desk.app.screen, Dialog) and "甲/乙" in desk.shown
        await desk.press("ctrl+u")
        await desk.type(jinzhan.unit)
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ImportScreen))
        await was_read(desk)
        assert found(desk).report.unit == jinzhan.unit


async def test_the_question_may_be_left(workspace: Workspace, tmp_path: Path, jinzhan: Report) -> None:
    path = tmp_path / "a.txt"
    path.write_text(write(jinzhan).split("\n", 1)[1], encoding="utf-8")
    async with importing(workspace, path) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, Dialog))
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReportsScreen)


async def test_a_report_that_is_there_is_compared_and_replaced_only_when_told(
    workspace: Workspace, whole: Path, jinzhan: Report
) -> None:
    workspace.keep(jinzhan.with_texts({"R1.c1": "77"}))
    async with importing(workspace, whole) as desk:
        assert desk.app.catalogue("importing.there", count=1) in desk.shown
        await desk.press("d")
        assert isinstance(desk.app.screen, CompareScreen)
        assert "77" in desk.shown
        await desk.press("escape", "ctrl+s")
        assert isinstance(desk.app.screen, Dialog)
        await desk.press("escape")
        assert workspace.load(workspace.entries()[0]).report.get("R1.c1") == "77"
        await desk.press("ctrl+s", "enter")
        assert isinstance(desk.app.screen, ReportsScreen)
        assert workspace.load(workspace.entries()[0]).report.get("R1.c1") == jinzhan.get("R1.c1")
        assert len(workspace.entries()) == 1


async def test_a_file_that_cannot_be_read_says_why(workspace: Workspace, tmp_path: Path) -> None:
    async with opened(workspace) as desk:
        await desk.press("i", "enter")
        assert desk.app.catalogue("error.path-empty") in desk.shown
        missing = tmp_path / "没有.txt"
        await desk.paste(str(missing))
        await desk.press("enter")
        assert in_window(desk, desk.app.catalogue("error.copy-missing", file=missing))
        await desk.press("d")
        assert isinstance(desk.app.screen, ImportPaths), "the window stays, and the keys are for it"
        assert line_typed(desk) == f"{missing}d", "what was typed is still there"
        assert not in_window(desk, desk.app.catalogue("error.copy-missing", file=missing)), "the line is another now"
        assert in_window(desk, desk.app.catalogue("importing.path-keys"))


async def test_a_file_that_is_no_report_is_told_in_the_window_that_asked_for_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    foreign = tmp_path / "照片.txt"
    foreign.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 99)
    async with opened(workspace) as desk:
        await desk.press("i")
        await desk.paste(str(foreign))
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ImportPaths))
        assert in_window(desk, "图片") and line_typed(desk) == str(foreign)
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReportsScreen)
        assert workspace.entries() == []


async def test_tab_completes_a_file_name_and_lists_what_fits(workspace: Workspace, tmp_path: Path, whole: Path) -> None:
    (tmp_path / "whole-2.txt").write_text("x")
    (tmp_path / "sub").mkdir()
    async with opened(workspace) as desk:
        await desk.press("i")
        await desk.type(f"{tmp_path}/wh")
        await desk.press("tab")
        assert isinstance(desk.app.screen, ImportPaths)
        assert "whole.txt" in desk.shown and "whole-2.txt" in desk.shown
        await desk.type(".")
        await desk.press("tab", "enter")
        await was_read(desk)
        assert screen(desk).copy.path == whole


async def test_headings_are_places_too_and_texts_wait(workspace: Workspace, whole: Path) -> None:
    async with importing(workspace, whole) as desk:
        await to(desk, "S3.heading")
        await desk.press("enter", "ctrl+u")
        await desk.type("三、改过的标题")
        await desk.press("enter")
        assert found(desk).report.get("S3.heading") == "三、改过的标题"
        await to(desk, "S1.text")
        await desk.press("enter")
        assert desk.footer == desk.app.catalogue("importing.text-later")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50)])
async def test_every_size_shows_text_and_list(workspace: Workspace, joined: Path, size: tuple[int, int]) -> None:
    async with importing(workspace, joined, size=size) as desk:
        await to(desk, "I1.2.valid")
        assert desk.widths == {size[0]}
        assert marked(desk) == "12345"
        text, places = desk.app.screen.query_one(CopyText), screen(desk).list
        assert text.size.height >= 4 and places.size.height >= 4
        assert (text.region.y == places.region.y - 1) is (size[0] >= 110)


async def test_hostile_text_is_shown_harmlessly(workspace: Workspace, tmp_path: Path, jinzhan: Report) -> None:
    path = tmp_path / "a.txt"
    path.write_text(write(jinzhan).replace("\t行政强制", "\t行政[/b]\x1b[31m强制\u202e"), encoding="utf-8")
    async with importing(workspace, path) as desk:
        page = screen(desk).list.size.height - 1
        for _ in range(0, len(found(desk).items), page):
            await desk.press("pagedown")
            assert "\x1b" not in desk.shown and "\u202e" not in desk.shown


async def test_what_was_said_stays_with_the_report(workspace: Workspace, joined: Path) -> None:
    async with importing(workspace, joined) as desk:
        await desk.press("ctrl+s", "enter", "enter", "f10")
        await desk.type(desk.app.catalogue("action.import_notes"))
        await desk.press("enter")
        assert isinstance(desk.app.screen, ImportNotesScreen)
        assert "joined.txt" in desk.shown
        assert "12345" in desk.shown
        await desk.press("escape")
        assert desk.editor


@real
@pytest.mark.parametrize(
    "name", ["shanghai-office-2019.html", "huaian-2024.pdf", "pingtan-2020.txt", "jinzhan-2019.txt"]
)
async def test_the_figures_of_real_copies_are_marked_in_their_text(workspace: Workspace, name: str) -> None:
    folder = corpus()
    assert folder
    async with importing(workspace, folder / name) as desk:
        if not isinstance(desk.app.screen, ImportScreen):
            await desk.press("enter")  # the unit that the file's name proposes
            await desk.until(lambda: isinstance(desk.app.screen, ImportScreen))
            await was_read(desk)
        settling = found(desk)
        cells = [item for item in settling.items if settling.report.layout.cells.get(item.place)]
        filled = [item for item in cells if settling.report.get(item.place)]
        for item in (*filled[:3], *filled[-3:], *filled[:: max(1, len(filled) // 12)]):
            await to(desk, item.place)
            assert marked(desk), item.place
        await desk.press("ctrl+s", *(["enter"] if settling.open_count else []))
        assert len(workspace.entries()) == 1
