"""The trash: what was deleted comes back, also after the program was started anew, until it is emptied."""

from __future__ import annotations

from gipr_tui.report.model import Report
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.tui.screens.trash import TrashScreen
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import opened
from tests.tui.test_reports import units


async def test_a_report_deleted_by_an_earlier_run_is_brought_back(
    workspace: Workspace, jinzhan: Report, clean: Report
) -> None:
    workspace.keep(jinzhan)
    workspace.keep(clean)
    async with opened(workspace) as desk:
        await desk.press("home", "d")
        deleted = workspace.deleted()[0].key.group
    async with opened(workspace) as desk:
        await desk.press("ctrl+z")
        assert desk.footer == desk.app.catalogue("reports.nothing-deleted")
        await desk.press("t")
        assert isinstance(desk.app.screen, TrashScreen)
        assert deleted in desk.shown
        await desk.press("enter")
        assert desk.app.catalogue("trash.none") in desk.shown
        await desk.press("enter", "escape")
        assert isinstance(desk.app.screen, ReportsScreen)
        assert deleted in units(desk)


async def test_emptying_is_asked_for(workspace: Workspace, jinzhan: Report) -> None:
    workspace.keep(jinzhan)
    async with opened(workspace) as desk:
        await desk.press("d", "t", "E")
        assert isinstance(desk.app.screen, Question)
        await desk.press("escape")
        assert len(workspace.deleted()) == 1
        await desk.press("E", "enter")
        assert workspace.deleted() == []
        assert isinstance(desk.app.screen, TrashScreen)
        await desk.press("E", "escape")


async def test_a_long_question_shows_whole(workspace: Workspace, jinzhan: Report) -> None:
    workspace.keep(jinzhan)
    async with opened(workspace, language="en") as desk:
        await desk.press("d", "t", "E")
        shown = " ".join(" ".join(line.strip(" │") for line in desk.lines).split())
        assert desk.app.catalogue("trash.empty", count=1) in shown


async def test_one_whose_place_is_taken_stays_in_the_trash(workspace: Workspace, jinzhan: Report) -> None:
    workspace.delete(workspace.keep(jinzhan))
    workspace.keep(jinzhan)
    async with opened(workspace) as desk:
        await desk.press("t", "enter")
        assert isinstance(desk.app.screen, TrashScreen)
        assert f"{jinzhan.unit}/{jinzhan.year}" in desk.lines[-1]
        assert len(workspace.deleted()) == 1


async def test_what_somebody_holds_is_not_deleted(workspace: Workspace, jinzhan: Report) -> None:
    entry = workspace.keep(jinzhan)
    hold = workspace.store.hold(entry.id)
    async with opened(workspace) as desk:
        await desk.press("d")
        assert len(units(desk)) == 1
        assert workspace.store.holder(entry.id)
        assert workspace.store._me().who in desk.footer
        hold.release()
        await desk.press("d")
        assert units(desk) == []
