"""Moving and typing in the tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from textual.geometry import Region

from gipr_tui.report.model import Report
from gipr_tui.text.width import display_width
from gipr_tui.tui.widgets.grid import Grid
from gipr_tui.workspace.workspace import Workspace
from tests.reports import madeup_report
from tests.tui.desk import Desk, editing


async def visit(desk: Desk, *keys: str) -> list[str]:
    """The cells that the cursor comes to with each of the keys."""
    visited = []
    for key in keys:
        await desk.press(key)
        visited.append(desk.grid.address)
    return visited


async def test_the_arrows_move_and_stay_at_the_edge(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        assert desk.grid.address == "R1.c1"
        assert await visit(desk, "up", "left", "right", "down", "down", "left") == [
            "R1.c1",
            "R1.c1",
            "R1.c2",
            "R2.c2",
            "R3.1.c2",
            "R3.1.c1",
        ]
        assert await visit(desk, "end", "right", "home", "ctrl+end", "down", "ctrl+home") == [
            "R3.1.c7",
            "R3.1.c7",
            "R3.1.c1",
            "R4.c7",
            "R4.c7",
            "R1.c1",
        ]
        assert not desk.session.history.done


async def test_tab_follows_the_paper(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("end")
        assert await visit(desk, "tab", "shift+tab", "shift+tab") == ["R2.c1", "R1.c7", "R1.c6"]
        await desk.press("ctrl+home")
        assert await visit(desk, "shift+tab") == ["R1.c1"]


async def test_the_last_cell_is_said_to_be_the_last(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        last = desk.app.catalogue("editor.last-cell")
        await desk.press("ctrl+end", "left", "7", "tab")
        assert last not in desk.shown
        await desk.press("8", "tab")
        assert (desk.get("R4.c7"), desk.grid.address) == ("8", "R4.c7")
        assert last in desk.shown
        await desk.type("1,000")
        assert last not in desk.shown
        await desk.press("enter")
        assert "“1,000”" in desk.shown and last not in desk.shown


async def test_pages_move_by_what_is_in_view(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        assert desk.grid.address == "R4.c1"
        await desk.press("pageup", "pageup", "pageup", "pageup", "pageup", "pageup")
        assert desk.grid.address == "R1.c1"


async def test_going_down_over_tables_of_other_columns_stays_near(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f7", "end")
        assert desk.grid.address == "I1.1.stock"
        addresses = await visit(desk, *["down"] * 8)
        assert [address.rsplit(".", 1)[1] for address in addresses] == ["stock", *["decided"] * 5, "change", "amount"]


async def test_a_digit_replaces_and_enter_commits_and_moves_on(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("7")
        assert desk.get("R1.c1") == "5"
        assert "= 5" in desk.status, "the old figure, as long as the new one can be seen in its cell"
        await desk.press("3", "enter")
        assert (desk.get("R1.c1"), desk.grid.address) == ("73", "R1.c2")
        assert desk.on_disk().get("R1.c1") == "73"
        await desk.press("2", "tab", "4", "shift+tab", "6", "down")
        assert [desk.get(f"R1.c{column}") for column in (1, 2, 3)] == ["73", "6", "4"]
        assert desk.grid.address == "R2.c2"


async def test_the_arrows_commit_what_was_typed_over(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("8", "right", "9", "down", "1", "left", "2", "up")
        assert [desk.get(a) for a in ("R1.c1", "R1.c2", "R2.c2", "R2.c1")] == ["8", "9", "1", "2"]
        assert desk.grid.address == "R1.c1"


@pytest.mark.parametrize(
    ("way_out", "lands"),
    [
        *(("ctrl+up", "R1.c2"), ("ctrl+down", "R4.c2"), ("ctrl+left", "R2.c1"), ("ctrl+right", "R2.c7")),
        *(("ctrl+home", "R1.c1"), ("ctrl+end", "R4.c7"), ("pageup", "R1.c2")),
    ],
)
async def test_the_far_moves_commit_too(workspace: Workspace, jinzhan: Report, way_out: str, lands: str) -> None:
    """Ignored, they would leave the cell open, and the next column be typed over the end of this one."""
    async with editing(workspace, jinzhan) as desk:
        await desk.press("down", "right", "8", way_out)
        assert (desk.get("R2.c2"), desk.grid.entry, desk.grid.address) == ("8", None, lands)


@pytest.mark.parametrize("opens", ["f2", "enter"])
async def test_editing_in_place_keeps_the_figure_and_the_arrows(
    workspace: Workspace, jinzhan: Report, opens: str
) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("1", "2", "3", "enter", "left", opens)
        await desk.press("left", "backspace", "home", "9", "right", "delete", "end", "0")
        assert desk.grid.entry and desk.grid.entry.text == "910"
        await desk.press("enter")
        assert desk.get("R1.c1") == "910"


async def test_f2_while_typing_lets_the_arrows_move_in_the_text(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("4", "5", "f2", "left", "left", "3", "tab")
        assert desk.get("R1.c1") == "345"


async def test_escape_gives_the_old_figure_back(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("9", "9", "escape")
        assert (desk.get("R1.c1"), desk.grid.entry, desk.grid.address) == ("5", None, "R1.c1")
        await desk.press("f2", "9", "escape")
        assert desk.get("R1.c1") == "5"
        assert not desk.session.history.done
        assert desk.editor is desk.app.screen


@pytest.mark.parametrize("key", ["delete", "backspace"])
async def test_delete_empties_the_cell(workspace: Workspace, jinzhan: Report, key: str) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press(key)
        assert desk.get("R1.c1") == "" == desk.on_disk().get("R1.c1")
        await desk.press(key)
        assert len(desk.session.history.done) == 1


@pytest.mark.parametrize("typed", ["1.2.3", "十x", "1" * 16, "[/b]"])
async def test_what_is_no_figure_keeps_the_cell_open_and_says_why(
    workspace: Workspace, jinzhan: Report, typed: str
) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f2", "backspace")
        await desk.type(typed)
        await desk.press("enter")
        assert desk.grid.entry and desk.grid.entry.text == typed
        assert (desk.get("R1.c1"), desk.grid.address) == ("5", "R1.c1")
        assert typed in desk.footer or "15" in desk.footer
        assert desk.footer != desk.app.catalogue("editor.no-findings")
        await desk.press("escape")
        assert desk.grid.entry is None


async def test_no_way_but_escape_leads_out_of_a_cell_that_cannot_be_read(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("1", "x")
        for way_out in ("tab", "down", "f8", "f4", "ctrl+e", "f5", "ctrl+q"):
            await desk.press(way_out)
            assert desk.grid.entry and desk.get("R1.c1") == "5"
            assert "1x" in desk.footer


async def test_one_does_not_quit_out_of_a_cell_that_is_half_typed(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("4", "ctrl+q")
        assert not desk.app._exit and "4" in desk.footer
        assert desk.on_disk().get("R1.c1") == "5"
        await desk.press("escape", "ctrl+q")
        assert desk.app._exit


@pytest.mark.parametrize(("typed", "read"), [("１２", "12"), ("1,234", "1234"), ("-３", "-3"), ("+12", "12")])
async def test_full_width_digits_and_thousands_marks_are_read_and_told(
    workspace: Workspace, jinzhan: Report, typed: str, read: str
) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.type(typed)
        await desk.press("enter")
        assert (desk.get("R1.c1"), desk.on_disk().get("R1.c1")) == (read, read)
        assert desk.footer == desk.app.catalogue("editor.read-as", typed=typed, read=read)
        await desk.press("up")
        assert desk.footer != desk.app.catalogue("editor.read-as", typed=typed, read=read)


async def test_every_character_typed_arrives(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.type("12.0")
        assert desk.grid.entry and desk.grid.entry.text == "12.0"
        await desk.press("enter")
        assert desk.get("R1.c1") == "12.0"
        assert "F-INT" in desk.rules


async def test_letters_open_no_cell(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("a", "b", "n", "d", "E", "w")
        assert desk.grid.entry is None and desk.editor


async def test_a_pasted_figure_opens_the_cell(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.paste("42\n")
        assert desk.grid.entry and desk.grid.entry.text == "42"
        await desk.press("enter")
        assert desk.get("R1.c1") == "42"


async def test_the_cursor_of_the_terminal_stands_on_the_cell(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        for keys in (("down",), ("end",), ("1",), ("2",), ("escape",), ("ctrl+end",), ("f7",), ("tab",)):
            await desk.press(*keys)
            x, y = desk.app.cursor_position
            slot = desk.grid._sheet.slots[desk.grid.address]
            left = desk.grid.region.x + desk.grid._sheet.label_width + slot.x
            assert left <= x < left + slot.width
            assert desk.grid.region.y <= y < desk.grid.region.bottom


async def test_what_does_not_fit_the_cell_is_cut_at_the_left_while_typing(
    workspace: Workspace, jinzhan: Report
) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.type("123456789012")
        row = next(line for line in desk.lines if line.startswith("一、本年"))
        assert "9012" in row and "1234" not in row
        assert "123456789012" in desk.status
        await desk.press("enter")
        assert "123456789012" in desk.shown


class Repaints:
    """The regions of the grid that were painted anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.regions: list[Sequence[Region]] = []
        refresh = Grid.refresh

        def noted(grid: Grid, *regions: Region, **settings: bool) -> Grid:
            self.regions.append(regions)
            return refresh(grid, *regions, **settings)

        monkeypatch.setattr(Grid, "refresh", noted)

    @property
    def columns(self) -> int:
        """How many columns were painted; a refresh of the whole grid is not allowed."""
        assert all(self.regions), "the whole grid was painted"
        return sum(region.width * region.height for regions in self.regions for region in regions)


async def test_a_move_repaints_two_cells(
    workspace: Workspace, jinzhan: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(workspace, jinzhan) as desk:
        repaints = Repaints(monkeypatch)
        await desk.press("right")
        slots = desk.grid._sheet.slots
        assert repaints.columns == slots["R1.c2"].x + slots["R1.c2"].width - slots["R1.c1"].x


async def test_a_move_to_another_row_repaints_two_cells_and_their_pointers(
    workspace: Workspace, jinzhan: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(workspace, jinzhan) as desk:
        repaints = Repaints(monkeypatch)
        await desk.press("down")
        assert repaints.columns == 2 * (desk.grid._sheet.slots["R1.c1"].width + 1)


async def test_a_typed_digit_repaints_one_cell(
    workspace: Workspace, jinzhan: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("1")
        repaints = Repaints(monkeypatch)
        await desk.press("2")
        assert repaints.columns == desk.grid._sheet.slots["R1.c1"].width


async def test_lines_are_as_wide_as_the_terminal_at_every_size(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        for section, width, height in ((3, 120, 36), (3, 61, 21), (4, 60, 20), (2, 79, 20), (2, 200, 60)):
            await desk.resize(width, height)
            desk.editor.show_section(section)
            await desk.settle()
            assert desk.widths == {width}
            assert {display_width(strip.text) for strip in desk.grid.render_lines(desk.grid.size.region)} == {width}


async def test_a_resize_keeps_what_is_being_typed(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("ctrl+end", "7", "7")
        for size in ((60, 20), (132, 43), (80, 24)):
            await desk.resize(*size)
            assert desk.grid.entry and desk.grid.entry.text == "77"
        await desk.press("enter")
        assert desk.get("R4.c7") == "77"


async def test_on_a_narrow_terminal_the_figures_scroll_under_a_label_that_stays(
    workspace: Workspace, jinzhan: Report
) -> None:
    async with editing(workspace, jinzhan, size=(60, 20)) as desk:
        before = [line[:7] for line in desk.lines[2:10]]
        await desk.press("end")
        assert [line[:7] for line in desk.lines[2:10]] == before
        assert "总计" in desk.shown and "6" in desk.shown
        x, _ = desk.app.cursor_position
        assert x < 60


async def test_a_figure_that_is_in_view_only_in_part_is_not_shown_as_a_smaller_one(
    workspace: Workspace, jinzhan: Report
) -> None:
    async with editing(workspace, jinzhan, size=(60, 20)) as desk:
        desk.editor.show_section(4)
        desk.editor.change(dict.fromkeys(desk.grid.rows[0], "4567"))
        for key in ("home", "end", *["left"] * 12, *["right"] * 12):
            await desk.press(key)
            row = next(line for line in desk.lines if "4567" in line)
            assert set(re.findall(r"[0-9]+", row)) == {"4567"}
        await desk.press("home")
        assert "…" in next(line for line in desk.lines if "4567" in line)


async def test_the_sign_of_a_finding_stands_beside_its_own_figure(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        desk.editor.show_section(4)
        desk.editor.change(dict.fromkeys(desk.grid.rows[0], "0") | {"RV.oth": "3", "RV.tot": "4", "LD.keep": ""})
        (row,) = (line for line in desk.lines if " ✗4" in line)
        figures = row.split("│")
        assert figures[0].split() == ["0", "0", "3", "0", "✗4"]


async def test_the_made_up_form_is_drawn_and_filled_in(workspace: Workspace) -> None:
    async with editing(workspace, madeup_report(), size=(80, 30)) as desk:
        form = desk.session.report.form
        first = next(s.number for s in form.sections if desk.session.report.layout.in_section(s.number))
        desk.editor.show_section(first)
        await desk.settle()
        assert all(label in desk.shown.replace("│", "") for label in ("年初册数", "购置费", "甲表 图书"))
        await desk.press("9", "9", "9", "enter")
        assert desk.get("B1.1.opening") == "999"
        assert desk.rules
        await desk.press("ctrl+z")
        assert desk.rules == []
