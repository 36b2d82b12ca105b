"""Working on many cells at once: selections, noughts, totals, fills, copies and pastes; each is one edit and one undo."""

from __future__ import annotations

import pytest

from gipr_tui.report.model import Report
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.workspace.workspace import Workspace
from tests.reports import zero_report
from tests.tui.desk import Desk, editing

BLOCK = [[str(row * 7 + column) for column in range(7)] for row in range(25)]


@pytest.fixture
def empty(workspace: Workspace) -> Report:
    """A report of 2023 with nothing in its tables."""
    report = zero_report(workspace.forms["2021"], 2023)
    return report.with_texts(dict.fromkeys(report.layout.cells, ""))


def texts(desk: Desk, *addresses: str) -> list[str]:
    return [desk.get(address) for address in addresses]


def tsv(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


async def to_section_three(desk: Desk) -> None:
    while desk.editor._section != 3:
        await desk.press("f8")


# ---- moving


@pytest.mark.parametrize(
    ("keys", "address"),
    [
        (("l", "j"), "R2.c2"),
        (("l", "j", "k", "h"), "R1.c1"),
        (("ctrl+right",), "R1.c7"),
        (("ctrl+down",), "R4.c1"),
        (("ctrl+down", "ctrl+up"), "R1.c1"),
        (("b",), "R1.c2"),
        (("B",), "R4.c7"),
        (("v", "alt+j"), "R2.c1"),
    ],
)
async def test_the_cursor_goes_where_the_key_says(
    workspace: Workspace, empty: Report, keys: tuple[str, ...], address: str
) -> None:
    report = empty.with_texts({"R1.c1": "1"})
    async with editing(workspace, report) as desk:
        await to_section_three(desk)
        await desk.press(*keys)
        assert desk.grid.address == address


async def test_a_cell_is_found_by_its_label_and_the_way_back_is_kept(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("g")
        await desk.type("不掌握")
        await desk.press("enter")
        assert desk.grid.address == "R3.4.1.c1"
        await desk.press("g")
        await desk.type("R3.7.c7")
        await desk.press("enter")
        assert desk.grid.address == "R3.7.c7"
        await desk.press("apostrophe")
        assert desk.grid.address == "R3.4.1.c1"
        await desk.press("g")
        await desk.type("2")
        await desk.press("enter")
        assert desk.editor._section == 2


async def test_where_nothing_is_blank_the_cursor_stays_and_it_is_said(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("b")
        assert desk.grid.address == "R1.c1"
        assert desk.footer == desk.app.catalogue("editor.no-blank")


# ---- selecting


@pytest.mark.parametrize("keys", [("shift+right", "shift+down"), ("v", "right", "down"), ("v", "l", "j")])
async def test_a_selection_is_a_rectangle_and_its_sum_stands_in_the_status_line(
    workspace: Workspace, jinzhan: Report, keys: tuple[str, ...]
) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press(*keys)
        assert desk.grid.selected == {"R1.c1", "R1.c2", "R2.c1", "R2.c2"}
        assert desk.app.catalogue("editor.selected", count=4, figures=4, total=6) in desk.status
        await desk.press("escape")
        assert desk.grid.selected == frozenset()


async def test_a_plain_move_ends_a_selection_drawn_with_shift(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("shift+right", "down")
        assert desk.grid.selected == frozenset()
        await desk.press("shift+down")
        assert desk.grid.selected == {"R2.c2", "R3.1.c2"}


async def test_delete_empties_the_selection_as_one_edit(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("shift+right", "delete")
        assert texts(desk, "R1.c1", "R1.c2") == ["", ""]
        await desk.press("ctrl+z")
        assert texts(desk, "R1.c1", "R1.c2") == ["5", "1"]


# ---- noughts, totals, fills


async def test_noughts_fill_the_blanks_of_the_row_and_then_of_the_section(workspace: Workspace, empty: Report) -> None:
    async with editing(workspace, empty.with_texts({"R1.c1": "3"})) as desk:
        await to_section_three(desk)
        await desk.press("z")
        assert texts(desk, "R1.c1", "R1.c2", "R1.c6", "R1.c7", "R2.c1") == ["3", "0", "0", "", ""]
        await desk.press("Z")
        assert texts(desk, "R2.c1", "R4.c6") == ["0", "0"]
        await desk.press("ctrl+z", "ctrl+z")
        assert texts(desk, "R1.c2", "R2.c1") == ["", ""]


async def test_where_nothing_was_changed_no_undo_is_offered(workspace: Workspace, empty: Report) -> None:
    async with editing(workspace, empty.with_texts({"R1.c1": "3", "R1.c7": "3"})) as desk:
        await to_section_three(desk)
        text = desk.app.catalogue
        for keys in (("t",), ("T",), ("ctrl+d",)):
            await desk.press(*keys)
            assert text("editor.cells-unchanged") in desk.shown
        await desk.press("z")
        assert text("editor.cells-changed", count=5) in desk.shown


async def test_totals_are_worked_out_both_ways(workspace: Workspace, empty: Report) -> None:
    figures = {"R1.c1": "2", "R1.c2": "1", "R3.1.c1": "2", "R3.1.c2": "1", "R4.c1": "0"}
    report = empty.with_texts(figures)
    async with editing(workspace, report) as desk:
        await to_section_three(desk)
        await desk.press("T")
        assert texts(desk, "R1.c7", "R3.1.c7", "R3.7.c1", "R3.7.c2", "R3.7.c7") == ["3", "3", "2", "1", "3"]
        assert not [finding for finding in desk.session.evaluation.findings if finding.rule.startswith("T3-")]


async def test_a_typed_total_that_disagrees_is_replaced_only_when_the_operator_says_so(
    workspace: Workspace, jinzhan: Report
) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("T")
        assert isinstance(desk.app.screen, Question)
        await desk.press("escape")
        assert desk.get("R3.7.c1") == "10"
        await desk.press("T", "enter")
        assert texts(desk, "R3.7.c1", "R3.7.c2", "R3.7.c7") == ["5", "1", "6"]
        await desk.press("ctrl+z")
        assert texts(desk, "R3.7.c1", "R3.7.c2", "R3.7.c7") == ["10", "2", "12"]


@pytest.mark.parametrize(
    ("keys", "filled"),
    [
        (("down", "ctrl+d"), {"R2.c1": "5"}),
        (("right", "right", "ctrl+r"), {"R1.c3": "1"}),
        (("shift+right", "shift+down", "ctrl+d"), {"R2.c1": "5", "R2.c2": "1"}),
        (("shift+right", "shift+right", "ctrl+r"), {"R1.c2": "5", "R1.c3": "5"}),
        (("ctrl+d",), {}),
        (("ctrl+r",), {}),
    ],
)
async def test_fills_repeat_a_figure(
    workspace: Workspace, jinzhan: Report, keys: tuple[str, ...], filled: dict[str, str]
) -> None:
    async with editing(workspace, jinzhan) as desk:
        before = desk.session.report
        await desk.press(*keys)
        assert desk.session.report == before.with_texts(filled)


async def test_arithmetic_in_a_cell_leaves_its_result(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.type("=12+30-4")
        await desk.press("enter")
        assert desk.get("R1.c1") == "38"
        await desk.type("=1+")
        await desk.press("enter")
        assert desk.grid.entry is not None
        assert desk.get("R1.c2") == "1"


# ---- copying and pasting


async def test_a_copy_goes_to_the_terminal_and_is_pasted_here(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("shift+right", "ctrl+c")
        assert desk.app.clipboard == "5\t1\n"
        await desk.press("escape", "down", "left", "p")
        assert isinstance(desk.app.screen, Question)
        await desk.press("enter")
        assert texts(desk, "R2.c1", "R2.c2") == ["5", "1"]


async def test_cut_cells_are_empty(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("x")
        assert desk.get("R1.c1") == ""
        await desk.press("p")
        assert desk.get("R1.c1") == "5"


async def test_a_whole_table_is_pasted_and_one_undo_empties_it(workspace: Workspace, empty: Report) -> None:
    async with editing(workspace, empty) as desk:
        await to_section_three(desk)
        await desk.paste(tsv(BLOCK))
        assert isinstance(desk.app.screen, Question)
        assert desk.get("R1.c2") == ""
        await desk.press("enter")
        rows = desk.session.report.layout.table("T3").addresses
        assert [texts(desk, *row) for row in rows] == BLOCK
        assert desk.on_disk().get("R4.c7") == BLOCK[-1][-1]
        await desk.press("ctrl+z")
        assert not any(desk.get(address) for row in rows for address in row)


async def test_a_block_with_a_word_changes_nothing_until_confirmed_and_names_the_cell(
    workspace: Workspace, empty: Report
) -> None:
    async with editing(workspace, empty) as desk:
        await to_section_three(desk)
        await desk.paste("1\t待核\n3\t4")
        cell = "一、本年新收政府信息公开申请数量·商业企业"
        refused = desk.app.catalogue("editor.paste-refused", cell=cell, text="待核")
        assert refused in desk.shown
        await desk.press("escape")
        assert texts(desk, "R1.c1", "R2.c1") == ["", ""]
        await desk.paste("1\t待核\n3\t4")
        await desk.press("enter")
        assert texts(desk, "R1.c1", "R1.c2", "R2.c1", "R2.c2") == ["1", "", "3", "4"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_question_of_a_paste_lists_every_cell_and_scrolls(
    workspace: Workspace, empty: Report, size: tuple[int, int]
) -> None:
    async with editing(workspace, empty, size=size) as desk:
        await to_section_three(desk)
        await desk.paste(tsv([["待核", *BLOCK[0][1:]], *BLOCK[1:]]))
        text, wording = desk.app.catalogue, desk.app.screen_stack[-2].wording  # type: ignore[attr-defined]
        assert "待核" in desk.shown, "what finds no place comes first"
        seen: list[str] = []
        for _ in range(40):
            assert text("dialog.keys") in desk.shown
            seen.append("".join(desk.shown.replace("│", "").split()))
            await desk.press("pagedown")
        for place, figure in (("R1.c2", BLOCK[0][1]), ("R3.1.c3", BLOCK[2][2]), ("R4.c7", BLOCK[-1][-1])):
            told = text("editor.paste-cell", cell=wording.cell(place), old=text("editor.blank"), new=figure)
            assert any(told.replace(" ", "") in window for window in seen), told
        await desk.press("home", "enter")
        assert texts(desk, "R1.c1", "R1.c2", "R4.c7") == ["", BLOCK[0][1], BLOCK[-1][-1]]


async def test_the_question_of_a_paste_names_the_totals_that_follow(workspace: Workspace, empty: Report) -> None:
    async with editing(workspace, empty) as desk:
        await to_section_three(desk)
        await desk.press("#")
        await desk.paste("1\t2")
        shown, text = desk.shown, desk.app.catalogue
        assert text("editor.paste", count=2, same="") in shown
        assert text("editor.paste-totals", count=1) in shown
        total = desk.app.screen_stack[-2].wording.cell("R1.c7")  # type: ignore[attr-defined]
        assert text("editor.paste-cell", cell=total, old=text("editor.blank"), new="3") in shown
        await desk.press("enter")
        assert texts(desk, "R1.c1", "R1.c2", "R1.c7") == ["1", "2", "3"]


async def test_a_row_copied_with_its_label_is_asked_about_where_it_goes(workspace: Workspace, empty: Report) -> None:
    async with editing(workspace, empty) as desk:
        await to_section_three(desk)
        await desk.paste("二、上年结转政府信息公开申请数量 3 0 0 0 0 1 4")
        text, wording = desk.app.catalogue, desk.app.screen_stack[-2].wording  # type: ignore[attr-defined]
        told = text("editor.paste-starts", cell=wording.cell("R2.c1"))
        assert told in "".join(line.strip(" │") for line in desk.lines)
        await desk.press("enter")
        assert texts(desk, "R1.c1", "R2.c1", "R2.c6", "R2.c7") == ["", "3", "1", "4"]


async def test_values_outside_the_table_are_told(workspace: Workspace, empty: Report) -> None:
    async with editing(workspace, empty) as desk:
        await to_section_three(desk)
        await desk.press("end")
        await desk.paste("1\t2\n3\t4")
        assert desk.app.catalogue("editor.paste-outside", count=2) in desk.shown


async def test_a_row_parted_by_blanks_is_pasted_cell_by_cell(workspace: Workspace, empty: Report) -> None:
    async with editing(workspace, empty) as desk:
        await to_section_three(desk)
        await desk.paste("1 2 3 0 0 0 6")
        await desk.press("enter")
        assert texts(desk, "R1.c1", "R1.c2", "R1.c3", "R1.c7") == ["1", "2", "3", "6"]
