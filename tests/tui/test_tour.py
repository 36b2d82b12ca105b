"""The tour of the first run: shown once, never in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gipr_tui.report.model import Report
from gipr_tui.tui.memory import TOUR_SEEN, Memory
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.tui.screens.tour import TourScreen
from gipr_tui.workspace.settings import Settings
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import opened
from tests.tui.screen import Terminal

FIRST = Settings(Path("settings.toml"))


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """In which it is kept in mind that the tour was shown."""
    return Memory(tmp_path / "state")


@pytest.mark.parametrize("key", ["enter", "x", "escape", "f5", "ctrl+z"])
async def test_any_key_goes_on_and_it_does_not_come_again(workspace: Workspace, memory: Memory, key: str) -> None:
    async with opened(workspace, settings=FIRST, memory=memory) as desk:
        assert isinstance(desk.app.screen, TourScreen)
        await desk.press(key)
        assert isinstance(desk.app.screen, ReportsScreen)
        assert memory.has(TOUR_SEEN)
    async with opened(workspace, settings=FIRST, memory=memory) as desk:
        assert isinstance(desk.app.screen, ReportsScreen)
        await desk.press("f10")
        await desk.type("导览\n")
        assert isinstance(desk.app.screen, TourScreen)


async def test_it_comes_again_where_nothing_can_be_written(
    workspace: Workspace, memory: Memory, tmp_path: Path
) -> None:
    (tmp_path / "state").write_bytes(b"")
    for _ in range(2):
        async with opened(workspace, settings=FIRST, memory=memory) as desk:
            await desk.press("x")
            assert isinstance(desk.app.screen, ReportsScreen)
            assert not memory.has(TOUR_SEEN)


async def test_it_is_not_in_the_way_of_a_report_that_is_opened_at_once(workspace: Workspace, jinzhan: Report) -> None:
    async with opened(workspace, workspace.keep(jinzhan), settings=FIRST) as desk:
        assert desk.editor
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReportsScreen)


async def test_it_tells_the_keys_that_the_operator_has(workspace: Workspace) -> None:
    settings = Settings(Path("settings.toml"), keys={"next_finding": ("m",)})
    async with opened(workspace, settings=settings) as desk:
        assert "m 跳到下一个" in "".join(line.strip() for line in desk.lines)


def test_the_first_run_shows_it_and_the_demo_does_not(tmp_path: Path) -> None:
    folders: Any = {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    with Terminal(tmp_path / "store", "demo", GIPR_SETTINGS="", **folders) as terminal:
        terminal.until_shown("DX-DOUBLE", "F10")
    with Terminal(tmp_path / "store", GIPR_SETTINGS="", **folders) as terminal:
        terminal.until_shown("初次使用", "任意键")
        terminal.send("x")
        terminal.until_shown("库里还没有报告")
        terminal.send("^Q")
        assert terminal.end() == 0
    with Terminal(tmp_path / "store", GIPR_SETTINGS="", **folders) as terminal:
        terminal.until_shown("库里还没有报告")
        assert "初次使用" not in terminal.shown
