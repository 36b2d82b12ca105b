"""Terminals from 60×20 to 200×60, and what stands on a smaller one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.tui.screens.importing import ImportScreen
from gipr_tui.tui.screens.toosmall import TooSmallScreen
from gipr_tui.workspace.keeper import Keeper
from gipr_tui.workspace.workspace import Workspace
from store import Store
from tests.readers.dialect import write
from tests.tui.desk import Desk, editing, opened

sized = pytest.mark.parametrize(
    ("size", "language"),
    [((60, 20), "zh"), ((60, 20), "en"), ((80, 24), "en"), ((120, 36), "zh"), ((200, 60), "zh")],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}x{value[1]}",
)


def assert_whole(desk: Desk, size: tuple[int, int], *wanted: str) -> None:
    """The screen is filled exactly, and shows what is wanted."""
    assert len(desk.lines) == size[1]
    assert desk.widths == {size[0]}, desk.shown
    for text in wanted:
        assert text in desk.shown, desk.shown


@sized
async def test_everything_has_room(
    workspace: Workspace, jinzhan: Report, clean: Report, size: tuple[int, int], language: str
) -> None:
    workspace.keep(clean)
    async with editing(workspace, jinzhan, size=size, language=language) as desk:
        text = desk.app.catalogue
        always = (f" F1 {text('action.help')}", f" F10 {text('action.palette')}")
        assert_whole(desk, size, "R1.c1", *always)
        for section in "123456":
            await desk.press("f10", section, "enter")
            assert_whole(desk, size, *always)
            assert desk.editor.section == int(section)
        await desk.press("ctrl+e")
        assert_whole(desk, size, *always)
        await desk.press("ctrl+t")
        assert_whole(desk, size, text("dialog.keys"), text("field.heading"))
        await desk.press("escape", "f10")
        assert_whole(desk, size, text("palette.placeholder"))
        await desk.press("escape", "ctrl+l")
        assert_whole(desk, size, text("changes.title"))
        await desk.press("escape", "f9")
        assert_whole(desk, size, text("dialog.keys"))
        await desk.press("escape", "f5")
        assert_whole(desk, size, *always, text("preview.title"))
        await desk.press("escape", "escape", "escape")
        while isinstance(desk.app.screen, EditorScreen):
            await desk.press("escape")
        assert_whole(desk, size, jinzhan.unit, clean.unit, "2019", *always)
        await desk.press("n")
        assert_whole(desk, size, text("dialog.new"), text("dialog.keys-next"))


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_long_name_hides_neither_the_year_nor_what_is_in_view(
    workspace: Workspace, jinzhan: Report, tmp_path: Path, size: tuple[int, int]
) -> None:
    named = replace(jinzhan, unit="云岭市" + "综合行政执法监督管理" * 5 + "局")
    async with editing(workspace, named, size=size) as desk:
        assert " 2019 " in desk.lines[0] and "三、" in desk.lines[0]
        await desk.press("f5")
        assert " 2019 " in desk.lines[0]
        await desk.press("escape", "escape", "d", "t")
        assert "/2019 " in desk.lines[1]
        await desk.press("escape", "ctrl+z", "i")
        copy = tmp_path / "copy.txt"
        copy.write_text(write(named), encoding="utf-8")
        await desk.paste(str(copy))
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ImportScreen) and bool(desk.app.screen.settling))
        assert " 2019 " in desk.lines[0]


async def test_who_else_is_at_a_report_leaves_its_year_in_view(workspace: Workspace, jinzhan: Report) -> None:
    other = Workspace(Store.open(workspace.store.folder, by="欧阳慧敏"), workspace.forms)
    keeper = Keeper(other, workspace.keep(jinzhan))
    assert keeper.hold()
    async with opened(workspace, workspace.entries()[0], size=(60, 20)) as desk:
        assert "欧阳慧敏" in desk.lines[0]
        assert " 2019 " in desk.lines[0]
    keeper.close()


@sized
async def test_the_help_and_the_tour_cut_nothing(
    workspace: Workspace, jinzhan: Report, size: tuple[int, int], language: str
) -> None:
    async with editing(workspace, jinzhan, size=size, language=language) as desk:
        actions = list(desk.editor.actions())
        await desk.press("question_mark")
        told = ""
        for _ in range(12):
            assert_whole(desk, size)
            told += "".join(line.strip() for line in desk.lines[1:])
            await desk.press("pagedown")
        for action in actions:
            if action.keys:
                words = desk.app.catalogue(f"action-help.{action.id}").replace(" ", "")
                assert words in told.replace(" ", ""), action.id
        await desk.press("x")
        desk.app.do_tour()
        await desk.settle()
        assert_whole(desk, size, desk.app.catalogue("tour.close"))
        told = "".join("".join(line.split()) for line in desk.lines)
        assert "".join(desk.app.catalogue("tour.find").split())[-6:] in told
        if size == (80, 24):
            assert sum(bool(line.strip()) for line in desk.lines[1:]) <= 18
        await desk.press("x")
        assert desk.editor


@pytest.mark.parametrize("small", [(59, 24), (80, 19), (30, 5), (3, 1)])
async def test_below_the_least_size_a_sentence_stands(
    workspace: Workspace, jinzhan: Report, small: tuple[int, int]
) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("4", "2")
        before = desk.shown
        await desk.resize(*small)
        assert isinstance(desk.app.screen, TooSmallScreen)
        if small[0] >= 30:
            assert "窗口太小" in desk.shown
            assert f"{small[0]}×{small[1]}" in "".join(line.strip() for line in desk.lines)
        await desk.press("7", "enter", "escape", "f5", "f10", "delete")
        await desk.paste("9")
        await desk.resize(80, 24)
        assert desk.shown == before
        await desk.press("enter")
        assert desk.get("R1.c1") == "42"


async def test_one_can_leave_a_small_terminal(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("4", "2")
        await desk.resize(40, 10)
        await desk.press("ctrl+q")
        assert desk.app._exit
        assert workspace.load(workspace.entries()[0]).report.get("R1.c1") == "42"


async def test_a_terminal_that_is_small_from_the_start(workspace: Workspace, jinzhan: Report) -> None:
    workspace.keep(jinzhan)
    async with opened(workspace, size=(50, 15)) as desk:
        assert "50×15" in desk.shown
        assert "60×20" in desk.shown
        await desk.resize(60, 20)
        assert jinzhan.unit in desk.shown


async def test_what_is_typed_stays_while_the_size_changes(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f10")
        await desk.type("四、政")
        for size in ((200, 60), (50, 10), (60, 20), (80, 24)):
            await desk.resize(*size)
        await desk.press("enter")
        assert desk.editor.section == 4
        address = desk.grid.address
        await desk.press("1", "2")
        for size in ((200, 60), (59, 19), (60, 20), (120, 36)):
            await desk.resize(*size)
            if size != (59, 19):
                assert desk.grid.entry is not None
                assert desk.grid.entry.text == "12"
                assert_whole(desk, size)
        await desk.press("3", "enter")
        assert desk.get(address) == "123"
