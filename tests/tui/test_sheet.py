"""Where everything stands on a sheet: what fits, what scrolls, what is merged."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.forms import Form, LaidTable, lay_out, official_forms
from gipr_tui.text.width import display_width
from gipr_tui.tui.widgets.sheet import Group, Line, Sheet, lay_out_sheet
from tests.reports import form_of, madeup_form

FORMS = sorted([*official_forms(), "madeup"])


def tables_of(form: Form, section: int, variants: frozenset[str] = frozenset()) -> tuple[LaidTable, ...]:
    return lay_out(form, variants).in_section(section)


def sections_of(form: Form) -> list[int]:
    return [section.number for section in form.sections if tables_of(form, section.number)]


SECTIONS = [(name, number) for name in FORMS for number in sections_of(form_of(name))]


def text_of(line: Line) -> str:
    return "".join(run.text for run in line)


def ends(sheet: Sheet, row: int = 0) -> list[int]:
    return [sheet.slots[address].x + sheet.slots[address].width for address in sheet.rows[row]]


def columns_of_label(line: str, label: str) -> tuple[int, int]:
    """The columns that a label takes in a line."""
    start = display_width(line[: line.index(label)])
    return start, start + display_width(label)


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_eighty_columns_show_the_label_and_all_seven_figures_of_the_application_table(name: str) -> None:
    sheet = lay_out_sheet(tables_of(official_forms()[name], 3), {}, 80)
    assert {len(row) for row in sheet.rows} == {7}
    assert sheet.label_width >= 26
    assert sheet.label_width + sheet.figures_width <= 80


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_eighty_columns_show_all_fifteen_figures_of_table_four(name: str) -> None:
    sheet = lay_out_sheet(tables_of(official_forms()[name], 4), {}, 80)
    assert [len(row) for row in sheet.rows] == [15]
    assert sheet.label_width + sheet.figures_width <= 80


@pytest.mark.parametrize(("name", "section"), SECTIONS)
@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_cells_stand_side_by_side_within_the_figures(name: str, section: int, width: int) -> None:
    sheet = lay_out_sheet(tables_of(form_of(name), section), {}, width)
    for row in sheet.rows:
        slots = [sheet.slots[address] for address in row]
        assert {slot.line for slot in slots} == {slots[0].line}
        assert all(left.x + left.width <= right.x for left, right in pairwise(slots))
        assert slots[0].x == 0 and slots[-1].x + slots[-1].width <= sheet.figures_width
        assert sheet.body[slots[0].line].slots == tuple(slots)


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_a_wide_screen_shows_every_header_and_every_label_whole(name: str) -> None:
    tables = tables_of(official_forms()[name], 3)
    sheet = lay_out_sheet(tables, {}, 200)
    header = "\n".join(text_of(line) for line in sheet.header_figures)
    assert all(label in header for label in ("社会公益组织", "法律服务机构", "自然人"))
    assert all(line.label_x + display_width(line.label) < sheet.label_width for line in sheet.body)
    assert sheet.label_width + sheet.figures_width <= 200


@pytest.mark.parametrize(("section", "words"), [(3, ("公益组织", "服务机构")), (4, ("结果", "维持", "纠正", "尚未"))])
def test_a_header_that_is_broken_keeps_its_words(section: int, words: tuple[str, ...]) -> None:
    sheet = lay_out_sheet(tables_of(official_forms()["2021"], section), {}, 120)
    header = "\n".join(text_of(line) for line in sheet.header_figures)
    assert all(word in header for word in words)


@pytest.mark.parametrize(("name", "section"), SECTIONS)
@given(width=st.integers(20, 220))
def test_every_line_of_a_header_is_as_wide_as_its_table(name: str, section: int, width: int) -> None:
    tables = tables_of(form_of(name), section)
    sheet = lay_out_sheet(tables, {}, width)
    headers = [text_of(line) for line in sheet.header_figures]
    inner = [text_of(line.figures) for line in sheet.body if line.figures]
    assert headers or inner
    totals = {max(sheet.slots[a].x + sheet.slots[a].width for a in table.addresses[0]) for table in tables}
    assert {display_width(line) for line in headers + inner} == totals
    assert bool(headers) == (len(tables) == 1)


def test_a_merged_header_stands_once_above_the_middle_of_its_columns() -> None:
    tables = tables_of(official_forms()["2019"], 3)
    sheet = lay_out_sheet(tables, {}, 120)
    header = [text_of(line) for line in sheet.header_figures]
    [line] = [line for line in header if "法人或其他组织" in line]
    start, end = columns_of_label(line, "法人或其他组织")
    first, last = (sheet.slots[sheet.rows[0][index]] for index in (1, 5))
    assert abs((start - first.x) - (last.x + last.width - end)) <= 1
    assert sum("申请人情况" in line for line in header) == 1


@pytest.mark.parametrize(("name", "section"), SECTIONS)
def test_nothing_of_a_header_is_lost_at_eighty_columns(name: str, section: int) -> None:
    tables = tables_of(form_of(name), section)
    sheet = lay_out_sheet(tables, {}, 80)
    lines = [*sheet.header_figures, *(line.figures for line in sheet.body)]
    drawn = sorted("".join(text_of(line) for line in lines).replace("│", "").replace(" ", ""))
    seen: set[int] = set()
    labels = ""
    for table in tables:
        for path in table.column_paths:
            labels += "".join(node.label for node in path if id(node) not in seen)
            seen |= {id(node) for node in path}
    assert drawn == sorted(labels.replace(" ", ""))


def test_a_wide_figure_widens_its_column_and_no_other() -> None:
    tables = tables_of(official_forms()["2021"], 3)
    address = tables[0].addresses[4][3]
    narrow = lay_out_sheet(tables, {}, 80)
    wide = lay_out_sheet(tables, {address: "123456789012345"}, 80)
    assert wide.slots[address].width == 16
    other = tables[0].addresses[4][1]
    assert wide.slots[other].width <= narrow.slots[other].width
    assert wide.label_width < narrow.label_width


@given(figure=st.integers(1, 15), row=st.integers(0, 20), column=st.integers(0, 6), width=st.integers(20, 160))
def test_every_figure_fits_its_cell_with_room_for_a_sign(figure: int, row: int, column: int, width: int) -> None:
    tables = tables_of(official_forms()["2021"], 3)
    address = tables[0].addresses[row][column]
    sheet = lay_out_sheet(tables, {address: "9" * figure}, width)
    assert sheet.slots[address].width > figure


@pytest.mark.parametrize("width", [10, 30, 50])
def test_on_a_narrow_terminal_the_labels_stay_and_the_figures_scroll(width: int) -> None:
    sheet = lay_out_sheet(tables_of(official_forms()["2021"], 3), {}, width)
    assert sheet.label_width == 16
    assert sheet.figures_width > width - sheet.label_width


def test_a_table_without_row_labels_has_no_label_part() -> None:
    assert lay_out_sheet(tables_of(official_forms()["2021"], 4), {}, 80).label_width == 0


def test_the_groups_of_the_application_table_reach_over_their_rows() -> None:
    tables = tables_of(official_forms()["2019"], 3)
    sheet = lay_out_sheet(tables, {}, 80)
    outer = next(group for group in sheet.groups if group.label.startswith("三、"))
    assert (outer.first, outer.last) == (2, len(sheet.rows) - 2)
    inner = sheet.groups_at(sheet.slots["R3.4.1.c1"].line)
    assert [group.label[:3] for group in inner] == ["三、本", "（四）"]
    assert all(sheet.body[line].label_x > inner[-1].x for line in range(inner[-1].first, inner[-1].last + 1))


@given(
    first=st.integers(0, 30),
    rows=st.integers(1, 20),
    top=st.integers(0, 50),
    height=st.integers(1, 30),
    label=st.text("甲乙丙丁", min_size=1, max_size=12),
    width=st.sampled_from([2, 4, 6]),
)
def test_a_group_shows_its_label_among_those_of_its_rows_that_are_in_view(
    first: int, rows: int, top: int, height: int, label: str, width: int
) -> None:
    group = Group(0, width, first, first + rows - 1, label)
    bottom = top + height - 1
    in_view = range(max(first, top), min(group.last, bottom) + 1)
    drawn = [group.text_at(line, top, bottom) for line in in_view]
    assert label.startswith("".join(drawn))
    if len(in_view) * width >= 2 * len(label):
        assert "".join(drawn) == label
    if in_view:
        assert any(drawn)
    assert all(display_width(text) <= width for text in drawn)


def test_a_form_that_the_program_never_heard_of_is_laid_out() -> None:
    form = madeup_form()
    for section in sections_of(form):
        tables = tables_of(form, section)
        sheet = lay_out_sheet(tables, {}, 80)
        addresses = {address for table in tables for row in table.addresses for address in row}
        assert set(sheet.slots) == addresses
        labels = {path[-1].label for table in tables for path in table.row_paths}
        assert labels <= {line.label for line in sheet.body}
        assert ends(sheet)[-1] <= 80 - sheet.label_width
