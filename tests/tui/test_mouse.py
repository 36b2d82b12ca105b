"""The mouse, where the settings ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.tui.screens.help import HelpScreen
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import editing, opened
from tests.tui.screen import Terminal


async def test_a_click_moves_and_a_double_click_edits(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        y = next(y for y, line in enumerate(desk.lines) if "一、本年新收" in line)
        await desk.click(79, y + 1)
        assert desk.grid.address == "R2.c7"
        assert desk.grid.entry is None
        await desk.click(79, y, times=2)
        assert desk.grid.address == "R1.c7"
        assert desk.grid.entry is not None
        await desk.press("backspace", "9")
        await desk.click(79, y + 1)
        assert desk.get("R1.c7") == "9", "a click elsewhere takes what was typed"
        assert desk.grid.address == "R2.c7"
        await desk.click(3, y)
        await desk.click(60, y - 3)
        assert desk.grid.address == "R2.c7", "there are no cells at the labels and in the header"


async def test_a_click_goes_to_a_section_a_finding_and_does_what_the_footer_says(
    workspace: Workspace, jinzhan: Report
) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.click_on("4复议")
        assert desk.editor.section == 4
        await desk.click_on("3申请")
        await desk.click_on("T3-TOT19")
        assert desk.grid.address == "R3.7.c1"
        await desk.click_on("F1 帮助")
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.wheel(2)
        assert desk.app.catalogue("help.group-moving") not in desk.lines[1]
        await desk.press("x")
        await desk.click_on("Esc 返回")
        assert isinstance(desk.app.screen, ReportsScreen)


async def test_lists_and_the_wheel(workspace: Workspace, jinzhan: Report, clean: Report) -> None:
    workspace.keep(jinzhan)
    workspace.keep(clean)
    async with opened(workspace) as desk:
        await desk.click_on(clean.unit)
        current = desk.app.screen.query_one("#reports").current  # type: ignore[attr-defined]
        assert current.key.group == clean.unit
        await desk.click_on(jinzhan.unit, times=2)
        assert isinstance(desk.app.screen, EditorScreen)
        start = desk.grid.address
        await desk.wheel(1)
        row = desk.grid._position()[0]
        assert row == 3
        await desk.wheel(-1)
        assert desk.grid.address == start
        await desk.press("f10")
        await desk.type("四、")
        await desk.click_on("四、政府")
        assert desk.editor.section == 4


def settings(tmp_path: Path, text: str) -> str:
    path = tmp_path / "settings.toml"
    path.write_text(f"tour = false\n{text}\n", encoding="utf-8")
    return str(path)


def test_moves_cost_nothing(tmp_path: Path, jinzhan: Report) -> None:
    Workspace.open(tmp_path / "store").keep(jinzhan)
    with Terminal(tmp_path / "store", GIPR_SETTINGS=settings(tmp_path, "mouse = true")) as terminal:
        terminal.until_shown("2019  2019")
        terminal.settle()
        assert b"\x1b[?1000h\x1b[?1006h" in terminal.sent
        assert b"\x1b[?1003h" not in terminal.sent
        terminal.press("\x1b[<0;3;3M\x1b[<0;3;3m" * 2)
        terminal.until_shown("R1.c1")
        terminal.settle()
        before = len(terminal.sent)
        terminal.send(*(f"\x1b[<35;{x};{10}M" for x in range(20, 80)))
        terminal.settle()
        assert len(terminal.sent) == before
        terminal.send("^Q")
        assert terminal.end() == 0
    assert terminal.sent.rfind(b"\x1b[?1000l") > before


@pytest.mark.parametrize("text", ["", "mouse = false"])
def test_without_it_the_terminal_keeps_its_own_selecting(tmp_path: Path, jinzhan: Report, text: str) -> None:
    Workspace.open(tmp_path / "store").keep(jinzhan)
    with Terminal(tmp_path / "store", GIPR_SETTINGS=settings(tmp_path, text)) as terminal:
        terminal.until_shown("2019  2019")
        terminal.settle()
        assert b"\x1b[?1000h" not in terminal.sent
