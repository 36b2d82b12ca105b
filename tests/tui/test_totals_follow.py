"""Totals that are filled for the operator, and stepped over."""

from __future__ import annotations

from pathlib import Path

from gipr_tui.report.model import Report
from gipr_tui.tui.memory import Memory
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import Desk, editing, opened

ROW = ("R3.1.c1", "R3.1.c2", "R3.1.c3", "R3.1.c4", "R3.1.c5", "R3.1.c6", "R3.1.c7")


async def at(desk: Desk, address: str, *keys: str) -> None:
    desk.grid.move_to(address)
    await desk.press(*keys)


async def test_a_row_is_entered_without_its_total(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean.with_texts(dict.fromkeys(ROW, ""))) as desk:
        desk.editor.show_section(3)
        await at(desk, ROW[0], "#")
        assert "自动合计" in desk.lines[0]
        await desk.press("4", "tab", "1", "enter", *["0", "tab"] * 3, "2", "tab")
        assert [desk.get(address) for address in ROW] == ["4", "1", "0", "0", "0", "2", "7"]
        assert desk.grid.address == "R3.2.c1"
        await desk.press("shift+tab")
        assert desk.grid.address == ROW[5], "back over it too"
        await desk.press("right")
        assert desk.grid.address == ROW[6], "the arrows reach it"
        await desk.press("ctrl+z")
        assert [desk.get(address) for address in ROW[5:]] == ["", "5"]
        assert desk.on_disk() == desk.session.report


async def test_without_it_nothing_is_filled_or_stepped_over(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean.with_texts(dict.fromkeys(ROW, ""))) as desk:
        desk.editor.show_section(3)
        await at(desk, ROW[5], "2", "tab")
        assert (desk.grid.address, desk.get(ROW[6])) == (ROW[6], "")
        assert "自动合计" not in desk.lines[0]


async def test_turned_on_it_fills_what_is_blank_and_names_what_was_typed_otherwise(
    workspace: Workspace, clean: Report
) -> None:
    async with editing(workspace, clean.with_texts({ROW[6]: "", "R1.c7": "99"})) as desk:
        desk.editor.show_section(3)
        await at(desk, ROW[0], "#")
        assert (desk.get(ROW[6]), desk.get("R1.c7")) == (clean.get(ROW[6]), "99")
        assert "已填 1 个" in desk.footer and "1 个已填的与各项不符" in desk.footer
        await desk.press("ctrl+z")
        assert desk.get(ROW[6]) == ""
        await desk.press("#")
        await at(desk, ROW[5], "9", "tab")
        assert desk.get(ROW[6]) == "", "no longer"


async def test_a_total_typed_otherwise_stays_and_that_is_said_once(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean.with_texts({ROW[6]: "90"})) as desk:
        desk.editor.show_section(3)
        await at(desk, ROW[0], "#", "7", "enter")
        assert desk.get(ROW[6]) == "90"
        assert "已填 90" in desk.footer and "没有改动它" in desk.footer
        await desk.press("8", "enter")
        assert "没有改动它" not in desk.footer
        await at(desk, ROW[5], "tab")
        assert desk.grid.address == ROW[6], "what is to be looked at is not stepped over"


async def test_it_stays_on_in_the_report_that_is_opened_next(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        desk.editor.show_section(3)
        await at(desk, ROW[0], "#", "escape", "enter")
        assert desk.session.totals_follow
        assert "自动合计" in desk.lines[0]


async def test_it_stays_on_the_next_time_until_it_is_ended(workspace: Workspace, clean: Report, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "state")
    workspace.keep(clean)
    for before in (False, True, False):
        again = Workspace.open(tmp_path / "store")
        async with opened(again, again.entries()[0], memory=memory) as desk:
            assert desk.session.totals_follow == before == ("自动合计" in desk.lines[0])
            desk.editor.show_section(3)
            await at(desk, ROW[0], "#")
