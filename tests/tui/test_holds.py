"""Several operators at one report: one holds it, others read along, ask for it and take it over; two edits of one place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gipr_tui.report.model import Report, text_place
from gipr_tui.tui.screens.conflict import ConflictScreen
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.workspace.keeper import Keeper
from gipr_tui.workspace.workspace import Workspace
from store import Entry, Store
from tests.tui.desk import Desk, opened


@pytest.fixture
def entry(workspace: Workspace, jinzhan: Report) -> Entry:
    """A report in the store."""
    return workspace.keep(jinzhan)


@pytest.fixture
def other(workspace: Workspace, tmp_path: Path) -> Workspace:
    """The same store as another operator has it open."""
    return Workspace(Store.open(tmp_path / "store", by="王五"), workspace.forms)


@pytest.fixture
def held(other: Workspace, entry: Entry) -> Iterator[Keeper]:
    """The report, held by the other operator."""
    keeper = Keeper(other, entry)
    assert keeper.hold()
    yield keeper
    keeper.close()


def edit(other: Workspace, entry: Entry, **texts: str) -> None:
    """Saves an edit of the other operator."""
    session = other.edit(entry)
    session.apply({place.replace("_", "."): text for place, text in texts.items()})
    assert not session.unsaved


def title(desk: Desk) -> str:
    return desk.lines[0]


async def test_a_report_that_is_open_is_held_and_let_go_of_with_the_screen(
    workspace: Workspace, other: Workspace, entry: Entry
) -> None:
    async with opened(workspace, entry) as desk:
        holder = other.store.holder(entry.id)
        assert holder
        assert holder.who == workspace.store._me().who
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReportsScreen)
        assert other.store.holder(entry.id) is None
        await desk.press("enter")
        assert other.store.holder(entry.id)
        await desk.press("ctrl+q")
    assert other.store.holder(entry.id) is None


async def test_leaving_and_opening_again_at_once_holds_it_again(workspace: Workspace, entry: Entry) -> None:
    async with opened(workspace, entry) as desk:
        await desk.press("escape", "enter", "escape", "enter")
        assert isinstance(desk.app.screen, EditorScreen)
        assert desk.session.reading is None


async def test_what_another_holds_is_opened_to_be_read_and_nothing_can_be_changed(
    workspace: Workspace, entry: Entry, held: Keeper
) -> None:
    async with opened(workspace, entry) as desk:
        before = desk.session.report
        assert "王五" in title(desk)
        assert "王五" in desk.footer
        for keys in (["8"], ["enter"], ["delete"], ["z"], ["Z"], ["f9", "enter"], ["ctrl+v"], ["ctrl+d"], ["ctrl+z"]):
            await desk.press(*keys)
            assert desk.grid.entry is None
        await desk.paste("1\t2\t3")
        await desk.press("ctrl+e")
        await desk.type("字")
        await desk.press("backspace", "enter")
        await desk.paste("一段话")
        await desk.press("ctrl+t")
        await desk.type("题")
        await desk.press("enter")
        assert (desk.session.report, desk.on_disk()) == (before, before)
        assert desk.narrative.text == before.get(text_place(desk.editor.section))
        assert held.entry.revision == workspace.load(entry).entry.revision


async def test_a_reader_sees_what_the_holder_saves(
    workspace: Workspace, other: Workspace, entry: Entry, held: Keeper
) -> None:
    async with opened(workspace, entry) as desk:
        edit(other, entry, R1_c1="88")
        await desk.press("down")
        assert desk.get("R1.c1") == "88"
        assert "88" in desk.shown
        edit(other, entry, R1_c1="99")
        desk.editor.keeping.look()
        await desk.settle()
        assert "99" in desk.shown


async def test_the_report_goes_from_one_to_the_other(workspace: Workspace, entry: Entry, held: Keeper) -> None:
    async with opened(workspace, entry) as desk:
        assert held.asked_by is None
        await desk.press("O")
        assert held.asked_by
        assert "王五" in desk.footer
        await desk.press("8")
        assert desk.grid.entry is None
        held.hand_over()
        desk.editor.keeping.look()
        await desk.settle()
        assert "王五" not in title(desk)
        await desk.press("O", "8", "enter")
        assert desk.on_disk().get("R1.c1") == "8"
        assert held.look()
        assert held.reading
        assert held.reading.code == "report-held"


async def test_who_asks_is_told_to_the_holder_who_hands_over(
    workspace: Workspace, other: Workspace, entry: Entry
) -> None:
    async with opened(workspace, entry) as desk:
        other.store.ask_for(entry.id)
        await desk.press("8", "enter")
        desk.editor.keeping.look()
        await desk.settle()
        assert "王五" in desk.footer
        assert "王五" in title(desk)
        await desk.press("f10")
        await desk.type("移交")
        await desk.press("enter")
        assert other.store.holder(entry.id) is None
        assert Keeper(other, entry).hold()
        await desk.press("9")
        assert desk.grid.entry is None


async def test_a_look_at_others_sends_nothing_where_nothing_is_new(
    workspace: Workspace, entry: Entry, held: Keeper
) -> None:
    async with opened(workspace, entry) as desk:
        shown = []
        desk.editor.show_all = lambda: shown.append(1)  # type: ignore[method-assign]
        desk.editor.keeping.look()
        desk.editor.keeping.look()
        assert shown == []


# ---- two edits of one report


async def test_what_both_changed_is_chosen_place_by_place(workspace: Workspace, other: Workspace, entry: Entry) -> None:
    async with opened(workspace, entry) as desk:
        edit(other, entry, R1_c1="77", R1_c2="66", R1_c3="55")
        await desk.press("8", "enter")
        assert isinstance(desk.app.screen, ConflictScreen)
        assert all(text in desk.shown for text in ("77", "66", "55", "8"))
        assert other.load(entry).report.get("R1.c1") == "77"
        await desk.press("enter")
        assert isinstance(desk.app.screen, ConflictScreen)
        await desk.press("left", "enter")
        assert isinstance(desk.app.screen, EditorScreen)
        assert [desk.on_disk().get(f"R1.c{n}") for n in (1, 2, 3)] == ["8", "66", "55"]
        await desk.press("ctrl+z")
        assert [desk.get(f"R1.c{n}") for n in (1, 2)] == ["8", "1"]


async def test_theirs_can_be_taken_and_undone(workspace: Workspace, other: Workspace, entry: Entry) -> None:
    async with opened(workspace, entry) as desk:
        edit(other, entry, R1_c1="77")
        await desk.press("8", "enter", "T", "enter")
        assert desk.on_disk().get("R1.c1") == "77"
        await desk.press("ctrl+z")
        assert desk.on_disk().get("R1.c1") == "8"


async def test_esc_keeps_mine_in_memory_and_theirs_on_disk(
    workspace: Workspace, other: Workspace, entry: Entry
) -> None:
    async with opened(workspace, entry) as desk:
        edit(other, entry, R1_c1="77")
        await desk.press("8", "enter", "escape")
        unsaved = desk.app.catalogue("editor.unsaved")
        assert unsaved in title(desk)
        await desk.press("9", "enter")
        assert isinstance(desk.app.screen, EditorScreen)
        assert other.load(entry).report.get("R1.c1") == "77"
        assert (desk.get("R1.c1"), desk.get("R1.c2")) == ("8", "9")
        await desk.press("escape")
        assert isinstance(desk.app.screen, Question)
        await desk.press("escape", "ctrl+s")
        assert isinstance(desk.app.screen, ConflictScreen)
        await desk.press("M", "enter")
        assert unsaved not in title(desk)
        assert [desk.on_disk().get(f"R1.c{n}") for n in (1, 2)] == ["8", "9"]


async def test_a_second_conflict_while_one_chooses_is_met_again(
    workspace: Workspace, other: Workspace, entry: Entry
) -> None:
    async with opened(workspace, entry) as desk:
        edit(other, entry, R1_c1="77")
        await desk.press("8", "enter")
        edit(other, entry, R1_c1="76")
        await desk.press("M", "enter")
        assert isinstance(desk.app.screen, ConflictScreen)
        assert "76" in desk.shown
        assert other.load(entry).report.get("R1.c1") == "76"
        await desk.press("M", "enter")
        assert other.load(entry).report.get("R1.c1") == "8"


async def test_another_form_is_not_merged(
    workspace: Workspace, other: Workspace, entry: Entry, jinzhan: Report, clean: Report
) -> None:
    async with opened(workspace, entry) as desk:
        from dataclasses import replace

        session = other.edit(entry)
        session.follow(replace(clean, unit=jinzhan.unit, year=jinzhan.year))
        session.save()
        await desk.press("8", "enter")
        assert isinstance(desk.app.screen, Question)
        await desk.press("escape")
        assert desk.get("R1.c1") == "8"
        await desk.press("ctrl+s", "enter")
        assert desk.session.report.layout.cells.keys() == clean.layout.cells.keys()
        await desk.press("f8", "f7", "down")
