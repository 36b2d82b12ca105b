"""The list of changes with its way back, and last year's figures where this year's stand."""

from __future__ import annotations

import pytest

from gipr_tui.report.model import Report
from gipr_tui.tui.screens.changes import ChangesScreen
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.workspace.workspace import Workspace
from tests.reports import zero_report
from tests.tui.desk import editing


async def test_the_changes_are_listed_newest_first_with_old_and_new(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("7", "enter", "8", "enter", "ctrl+l")
        assert isinstance(desk.app.screen, ChangesScreen)
        lines = [line.split() for line in desk.lines[1:3]]
        assert [line[-3:] for line in lines] == [["1", "→", "8"], ["5", "→", "7"]]


async def test_going_back_to_a_change_takes_back_all_since(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        before = desk.session.report
        await desk.press("7", "enter", "8", "enter", "9", "enter", "ctrl+l", "down", "enter")
        assert (desk.get("R1.c1"), desk.get("R1.c2"), desk.get("R1.c3")) == ("7", "1", "0")
        await desk.press("ctrl+l", "enter")
        assert desk.session.report == before
        assert desk.on_disk() == before
        await desk.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert (desk.get("R1.c1"), desk.get("R1.c2"), desk.get("R1.c3")) == ("7", "8", "9")


async def test_esc_leaves_the_changes_as_they_are(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("7", "enter", "ctrl+l", "escape")
        assert desk.get("R1.c1") == "7"


async def test_without_changes_it_is_said(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("ctrl+l")
        assert desk.app.catalogue("changes.none") in desk.shown
        await desk.press("enter")
        assert not isinstance(desk.app.screen, ChangesScreen)


# ---- last year


def years(workspace: Workspace) -> Report:
    """This year's report, with last year's kept beside it."""
    form = workspace.forms["2021"]
    workspace.keep(zero_report(form, 2022).with_texts({"R1.c1": "4", "R1.c7": "4"}))
    return zero_report(form, 2023).with_texts({"R1.c1": "6", "R1.c7": "6"})


async def test_last_year_and_the_difference_are_shown_in_turn(workspace: Workspace) -> None:
    async with editing(workspace, years(workspace)) as desk:
        while desk.editor._section != 3:
            await desk.press("f8")
        row = next(number for number, line in enumerate(desk.lines) if "一、本年新收" in line)
        figures = {}
        for shown in ("now", "last", "difference", "now again"):
            figures[shown] = desk.lines[row].partition(">")[2].replace("│", " ").split()
            await desk.press("L")
        assert figures["now"][0] == figures["now again"][0]
        assert next(value for value in figures["last"] if value.isdigit()) == "4"
        assert figures["difference"] == ["+2", "+2"]


async def test_the_status_line_says_what_a_cell_was_last_year(workspace: Workspace) -> None:
    async with editing(workspace, years(workspace)) as desk:
        while desk.editor._section != 3:
            await desk.press("f8")
        assert desk.app.catalogue("editor.last-year-difference", figure="4", difference="+2") in desk.status


async def test_only_this_years_figures_are_changed(workspace: Workspace) -> None:
    async with editing(workspace, years(workspace)) as desk:
        while desk.editor._section != 3:
            await desk.press("f8")
        await desk.press("L", "f2")
        assert desk.grid.entry is not None and desk.grid.entry.text == "6"
        await desk.press("escape", "L", "7", "enter")
        assert desk.get("R1.c1") == "7"


async def test_what_is_not_this_years_is_drawn_dim(workspace: Workspace) -> None:
    async with editing(workspace, years(workspace).with_texts({"R1.c7": "9"})) as desk:
        while desk.editor._section != 3:
            await desk.press("f8")
        roles = {}
        for shown in ("now", "last", "difference", "now again"):
            roles[shown] = {role for _, role in desk.grid._cell(desk.grid._sheet.slots["R1.c7"])}
            await desk.press("L")
        assert roles == {"now": {"error"}, "last": {"dim"}, "difference": {"dim"}, "now again": {"error"}}


@pytest.mark.parametrize("keys", [("p",), ("p", "escape"), ("z",), ("ctrl+d",), ("x",), ("ctrl+z",), ("T",)])
async def test_what_changes_cells_shows_this_years_figures_first(workspace: Workspace, keys: tuple[str, ...]) -> None:
    async with editing(workspace, years(workspace)) as desk:
        while desk.editor._section != 3:
            await desk.press("f8")
        await desk.press("2", "enter", "shift+right", "y", "L")
        assert desk.app.catalogue("editor.view-last") in desk.lines[0]
        await desk.press("escape", "down", *keys)
        if isinstance(desk.app.screen, Question):
            await desk.press("escape")
        assert desk.app.catalogue("editor.view-last") not in desk.lines[0]


async def test_without_last_years_report_it_is_said(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("L")
        assert desk.footer == desk.app.catalogue("editor.no-last-year")
