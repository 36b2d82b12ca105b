"""Notes at the cells and texts, and a new report that starts from last year's."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipr_tui.report.margin import MAX_NOTE, Note, carried_place, note_place
from gipr_tui.report.model import PREAMBLE, Report, text_place
from gipr_tui.tui.screens.chooser import Chooser
from gipr_tui.tui.screens.dialogs import Dialog
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.tui.widgets.findings import ordered
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import Desk, editing, opened
from tests.tui.screen import Terminal

FIVE = text_place(5)


async def to_section(desk: Desk, number: int) -> None:
    """Goes to a section, by what it is called in the list of places."""
    desk.editor.go(text_place(number))
    await desk.settle()


def note(desk: Desk, place: str) -> str:
    found = desk.session.report.notes.get(place)
    return found.text if found else ""


async def test_a_note_is_written_at_a_cell(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await to_section(desk, 3)
        row = next(line for line in desk.lines if "新收" in line)
        await desk.press("c")
        assert isinstance(desk.app.screen, Dialog)
        assert "自然人" in desk.shown
        await desk.type("来自台账")
        await desk.press("ctrl+j")
        await desk.type("[/b]第二行")
        await desk.press("enter")
        assert note(desk, "R1.c1") == "来自台账\n[/b]第二行" == desk.on_disk().notes["R1.c1"].text
        assert "*来自台账" in desk.status
        noted = next(line for line in desk.lines if "新收" in line)
        assert noted.replace("*12", " 12") == row != noted
        assert "*" in desk.lines[1]
        assert desk.widths == {80}
        await desk.press("right")
        assert "来自台账" not in desk.status


async def test_a_note_is_changed_emptied_and_taken_back(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await to_section(desk, 3)
        await desk.press("c")
        await desk.type("甲")
        await desk.press("enter", "c")
        assert "写于" in desk.shown
        await desk.type("乙")
        await desk.press("enter")
        assert note(desk, "R1.c1") == "甲乙"
        await desk.press("c", "backspace", "backspace", "enter")
        assert note(desk, "R1.c1") == "" and "*" not in desk.lines[1]
        await to_section(desk, 1)
        await desk.press("ctrl+z")
        assert note(desk, "R1.c1") == "甲乙" and desk.grid.address == "R1.c1" and not desk.editor.in_text
        await desk.press("ctrl+z", "ctrl+z")
        assert desk.session.report == clean
        await desk.press("c", "x", "escape")
        assert desk.session.report == clean


async def test_a_note_on_a_text_and_on_the_foreword(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await to_section(desk, 5)
        await desk.press("ctrl+n")
        await desk.type("待补")
        await desk.press("enter")
        assert note(desk, FIVE) == "待补"
        assert "*待补" in desk.lines[-3] + desk.lines[-2] + "".join(desk.lines)
        await desk.press("ctrl+o", "ctrl+n")
        await desk.paste("甲\r\n\x1b乙")
        await desk.press("enter")
        assert note(desk, PREAMBLE) == "甲\n乙"
        assert desk.session.report.with_texts({f"note:{place}": "" for place in (FIVE, PREAMBLE)}) == clean


async def test_a_note_with_a_fault_keeps_both_signs(workspace: Workspace, clean: Report) -> None:
    report = clean.with_texts({"R1.c1": "1234.5", "note:R1.c1": "核对过", "note:R1.c3": "空着"})
    async with editing(workspace, report.with_texts({"R1.c3": ""})) as desk:
        await to_section(desk, 3)
        await desk.press("end")
        row = next(line for line in desk.lines if "新收" in line)
        assert "✗*1234.5" in row
        assert row.count("*") == 2
        assert desk.widths == {80}


async def test_a_note_too_long_leaves_the_window_open(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await to_section(desk, 3)
        await desk.press("c")
        await desk.paste("字" * (MAX_NOTE + 1))
        await desk.press("enter")
        assert isinstance(desk.app.screen, Dialog) and str(MAX_NOTE + 1) in desk.shown
        await desk.press("escape")
        assert desk.session.report == clean


async def test_all_notes_are_listed_and_lead_to_their_places(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await to_section(desk, 2)
        await desk.press("C")
        assert desk.app.catalogue("note.none").split("{")[0][:4] in desk.footer
    notes = {"note:R1.c2": "甲说的", f"note:{text_place(3)}": "[b]全文", "note:title": "乙看过"}
    async with opened(workspace, workspace.keep(clean.with_texts(notes), replacing=True)) as desk:
        await to_section(desk, 2)
        await desk.press("C")
        assert isinstance(desk.app.screen, Chooser)
        assert all(words in desk.shown for words in ("甲说的", "[b]全文", "乙看过"))
        await desk.type("甲说")
        await desk.press("enter")
        assert (desk.editor.section, desk.grid.address) == (3, "R1.c2")
        await desk.press("C")
        await desk.type("全文")
        await desk.press("enter")
        assert desk.editor.in_text and desk.editor.texts.place == text_place(3)
        await desk.press("escape", "C")
        await desk.type("乙看")
        await desk.press("enter")
        assert desk.editor.in_text and desk.editor.texts.place == PREAMBLE


async def test_the_changes_name_notes_by_what_they_are_on(workspace: Workspace, clean: Report) -> None:
    carried = clean.with_texts({carried_place(FIVE): clean.get(FIVE) + "3次", FIVE: clean.get(FIVE) + "3次"})
    async with editing(workspace, carried) as desk:
        await to_section(desk, 3)
        await desk.press("c")
        await desk.type("甲说的")
        await desk.press("enter")
        await to_section(desk, 5)
        await desk.press("ctrl+r", "ctrl+l")
        settled, noted = desk.lines[1:3]
        assert "甲说的" in noted and desk.app.catalogue("place.note", place="").strip("：: ") in noted
        assert desk.app.catalogue("changes.to-check") in settled
        assert "root" not in noted and desk.widths == {80}


async def test_the_figures_of_last_year_have_no_signs(workspace: Workspace, clean: Report) -> None:
    workspace.keep(clean)
    entry = workspace.create(clean.unit, 2022)
    async with opened(workspace, entry) as desk:
        await to_section(desk, 3)
        await desk.press("c")
        await desk.type("甲")
        await desk.press("enter")
        assert desk.editor.notes.cells == {"R1.c1"}
        await desk.press("L")
        assert desk.editor.notes.cells == set()
        await desk.press("L", "L")
        assert desk.editor.notes.cells == {"R1.c1"}


# ---- from last year's report


async def test_old_numbers_are_found_and_settled(workspace: Workspace, clean: Report) -> None:
    workspace.keep(clean)
    entry = workspace.create(clean.unit, 2022, carry=True)
    async with opened(workspace, entry) as desk:
        assert "S-CARRIED" in desk.rules
        await to_section(desk, 1)
        before = desk.session.report
        text = before.get(text_place(1))
        marks = [mark for mark in desk.narrative._marks if mark.role == "carried"]
        assert [text[mark.start : mark.end] for mark in marks] == ["2021", "16", "1", "16", "1"]
        await desk.press("ctrl+r")
        assert not [mark for mark in desk.narrative._marks if mark.role == "carried"]
        assert text_place(1) not in desk.on_disk().carried and desk.on_disk().get(text_place(1)) == text
        await desk.press("ctrl+z")
        assert desk.session.report == before and "S-CARRIED" in desk.rules
        await to_section(desk, 5)
        await desk.press("ctrl+r")
        assert desk.session.report == before


async def test_a_new_report_is_proposed_from_the_one_under_the_cursor(workspace: Workspace, clean: Report) -> None:
    workspace.keep(clean)
    async with opened(workspace) as desk:
        await desk.press("n", "enter", "enter")
        assert isinstance(desk.app.screen, EditorScreen)
        report = desk.session.report
        assert (report.unit, report.year) == (clean.unit, 2022)
        assert report.carried and report.get("R2.c7") == "1"
        assert f"{clean.unit}/2021" in desk.footer and str(len(report.values)) in desk.footer
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReportsScreen)
        await desk.press("n", "enter", "enter")
        assert desk.session.report.year == 2023


@pytest.mark.parametrize("carry", [True, False])
async def test_typing_replaces_what_is_proposed(workspace: Workspace, clean: Report, carry: bool) -> None:
    workspace.keep(clean)
    async with opened(workspace) as desk:
        await desk.press("n")
        if carry:
            await desk.type("青禾镇")
        await desk.press("down")
        await desk.type("2022")
        if not carry:
            await desk.press("down", "left")
        await desk.press("enter")
        report = desk.session.report
        assert report.unit == ("青禾镇" if carry else clean.unit)
        assert not report.carried and not report.values


async def test_the_way_along_the_findings_leads_to_the_first_old_number(workspace: Workspace, clean: Report) -> None:
    workspace.keep(clean)
    entry = workspace.create(clean.unit, 2022, carry=True)
    async with opened(workspace, entry) as desk:
        desk.editor.show_section(1)
        rules = [
            finding.rule
            for finding in ordered(desk.session.evaluation.findings, desk.session.evaluation)
            if finding.section == 1
        ]
        await desk.press(*["f4"] * (rules.index("S-CARRIED") + 1))
        assert desk.editor.texts.place == text_place(1) and desk.narrative.selected_text == "2021"
        assert desk.footer == desk.app.catalogue("note.settle-here")
        await desk.type("2022")
        await desk.press("f4")
        assert desk.narrative.selected_text == "16"


def test_notes_cost_few_bytes(tmp_path: Path, clean: Report) -> None:
    """The status line shows the note of the cell that one comes to."""
    said = Note(
        "收发室登记簿第十二至十九页，李主任一月五日核对，另见台账第三册", "甲", "2022-01-05T09:30:00+08:00"
    ).written
    notes = {note_place(address): f"{said}{address}" for address in ("R1.c1", "R1.c2", "R2.c1", "R2.c2")}
    Workspace.open(tmp_path / "store").keep(clean.with_texts(notes))
    with Terminal(tmp_path / "store") as terminal:
        terminal.until_shown("2021  2021")
        terminal.press("Enter")
        terminal.until_shown("F10")
        terminal.settle()
        terminal.press("F8", "F8")
        terminal.until_shown("*收发室")
        moves = {key: terminal.press(key) for key in ("Right", "Down", "Left", "Up")}
        digits = [terminal.press(key) for key in "12"]
    assert max(moves.values()) <= 250, moves
    assert max(digits) <= 100, digits
