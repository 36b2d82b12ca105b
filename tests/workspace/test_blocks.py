"""Blocks of cells, copied and pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.errors import UsageError
from gipr_tui.forms import Address
from gipr_tui.report.model import Report, empty_report
from gipr_tui.workspace.blocks import Block, block_between, parse_block, plan_paste
from tests.reports import clean_2021, form_of, with_rows

Grid = list[tuple[Address, ...]]


def grid(report: Report, section: int) -> Grid:
    return [row for table in report.layout.in_section(section) for row in table.addresses]


@pytest.fixture
def blank() -> Report:
    return empty_report("某镇", 2021, form_of("2021"))


@pytest.fixture
def rows(blank: Report) -> Grid:
    """The grid of section three."""
    return grid(blank, 3)


# ---------------------------------------------------------------- copying


def test_a_block_is_copied_as_filed(clean: Report, rows: Grid) -> None:
    report = with_rows(clean, R1="１２ 2 _ 1 0 / 16")
    block = block_between(report, rows, "R2.c7", "R1.c1")
    assert block.text == "１２\t2\t\t1\t0\t/\t16\n1\t0\t0\t0\t0\t0\t1\n"


def test_tables_of_different_widths_are_copied_row_by_row(clean: Report) -> None:
    block = block_between(clean, grid(clean, 2), "I1.2.repealed", "I6.1.decided")
    assert block.addresses == (("I1.2.issued", "I1.2.repealed"), ("I5.1.decided",), ("I6.1.decided",))
    assert block.text == "3\t1\n240\n35\n"


def test_a_text_that_begins_with_a_quotation_mark_is_quoted() -> None:
    text = Block((("a", "b"),), (('"5"', '5"'),)).text
    assert text == '"""5"""\t5"\n'
    assert parse_block(text) == (('"5"', '5"'),)


# ---------------------------------------------------------------- reading what is pasted


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", ()),
        ("5", (("5",),)),
        ("5\n", (("5",),)),
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4"))),
        ("1\t2\r3\t4\r", (("1", "2"), ("3", "4"))),
        ("1\t2\n3\t4", (("1", "2"), ("3", "4"))),
        ("1\n2\n3\n", (("1",), ("2",), ("3",))),
        ("1\t2\t3", (("1", "2", "3"),)),
        ("1\n\n\n", (("1",), ("",), ("",))),
        ("\t\n", (("", ""),)),
        ("1\n2\t3\n", (("1",), ("2", "3"))),
        ('"1"\t"2"', (("1", "2"),)),
        ('"本年制发\n件数"\t3', (("本年制发  件数", "3"),)),
        ('"a\tb"\t"say ""so"""', (("a  b", 'say "so"'),)),
        ('""\t1', (("", "1"),)),
        ('"5\t6', (('"5', "6"),)),
        ('"5"6\t7', (('"5"6', "7"),)),
        ("\x1b[31m5\x07\t\u200b6\u202e", (("[31m5", "6"),)),
        (" 5 \t\u00a06\u3000", (("5", "6"),)),
    ],
)
def test_a_pasted_text_is_cut_into_cells(text: str, cells: tuple[tuple[str, ...], ...]) -> None:
    assert parse_block(text) == cells


@pytest.mark.parametrize("text", ["1" * 100_001, "\t" * 5_000, "\n" * 5_001])
def test_far_too_much_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_block(text)
    assert caught.value.code == "block-too-large"


@given(st.text(alphabet='"ab1\t\r\n\x00\x1b', max_size=60) | st.text())
def test_whatever_is_pasted_comes_out_clean(text: str) -> None:
    for row in parse_block(text):
        assert row
        assert all(cell == cell.strip() and not set(cell) & set("\t\r\n\x00\x1b") for cell in row)


@given(st.lists(st.lists(st.text(alphabet='"1a、 ', max_size=6).map(str.strip), min_size=1, max_size=4), min_size=1))
def test_what_is_copied_is_read_back(texts: list[list[str]]) -> None:
    rows = tuple(tuple(row) for row in texts)
    assert parse_block(Block(rows, rows).text) == rows


# ---------------------------------------------------------------- planning


def test_a_block_lands_cell_by_cell(blank: Report, rows: Grid) -> None:
    plan = plan_paste(blank, rows, "R2.c6", (("1", "2"), ("3", "")))
    assert plan.texts == {"R2.c6": "1", "R2.c7": "2", "R3.1.c6": "3"}
    assert (plan.same, plan.ok) == (1, True)


def test_figures_are_put_down_as_they_are_read(blank: Report, rows: Grid) -> None:
    plan = plan_paste(blank, rows, "R1.c1", (("１２", "1,234", "=2+3", "/", "5件"),))
    assert list(plan.texts.values()) == ["12", "1234", "5", "/", "5件"]


def test_only_what_changes_is_in_the_plan(clean: Report, rows: Grid) -> None:
    plan = plan_paste(clean, rows, "R1.c1", (("12", "3", "", "1"),))
    assert plan.texts == {"R1.c2": "3", "R1.c3": ""}
    assert plan.same == 2


def test_what_is_no_figure_is_named_with_its_cell(blank: Report, rows: Grid) -> None:
    plan = plan_paste(blank, rows, "R1.c1", (("1", "约十", "9" * 16, "=A1", "12  345"),))
    assert plan.texts == {"R1.c1": "1"}
    assert [(refused.address, refused.reason) for refused in plan.refused] == [
        ("R1.c2", "not-a-number"),
        ("R1.c3", "too-long"),
        ("R1.c4", "not-arithmetic"),
        ("R1.c5", "not-a-number"),
    ]
    assert not plan.ok


def test_two_figures_in_one_cell_are_not_taken_for_one(blank: Report, rows: Grid) -> None:
    assert plan_paste(blank, rows, "R1.c1", parse_block('"12\n345"')).refused


def test_values_outside_the_grid_are_counted(blank: Report, rows: Grid) -> None:
    plan = plan_paste(blank, rows, "R4.c6", (("1", "2", "3", ""), ("4", "", "", "")))
    assert plan.texts == {"R4.c6": "1", "R4.c7": "2"}
    assert (plan.outside, plan.ok) == (2, False)


def test_a_narrower_table_below_has_no_place_for_the_rest(blank: Report) -> None:
    plan = plan_paste(blank, grid(blank, 2), "I1.2.issued", (("1", "2", "3"), ("4", "5", "")))
    assert plan.texts == {"I1.2.issued": "1", "I1.2.repealed": "2", "I1.2.valid": "3", "I5.1.decided": "4"}
    assert plan.outside == 1


def test_one_value_fills_a_selection(blank: Report, rows: Grid) -> None:
    selection = ["R1.c1", "R1.c2", "R2.c1", "R2.c2"]
    assert plan_paste(blank, rows, "R1.c1", (("0",),), selection).texts == dict.fromkeys(selection, "0")
    assert plan_paste(blank, rows, "R1.c1", (("0", "1"),), selection).texts == {"R1.c1": "0", "R1.c2": "1"}


def test_an_anchor_outside_the_grid_is_refused(blank: Report, rows: Grid) -> None:
    with pytest.raises(UsageError):
        plan_paste(blank, rows, "RV.tot", (("1",),))


@pytest.mark.parametrize("section", [2, 3, 4])
@given(data=st.data())
def test_a_block_pasted_is_the_block_copied(section: int, data: st.DataObject) -> None:
    report = clean_2021()
    cells = grid(report, section)
    corner, opposite = (data.draw(st.sampled_from([a for row in cells for a in row])) for _ in range(2))
    shape = block_between(report, cells, corner, opposite)
    figures = st.sampled_from(["", "0", "7", "12.50", "/", "-3"])
    texts = tuple(tuple(data.draw(figures) for _ in row) for row in shape.texts)
    copied = Block(shape.addresses, texts).text
    anchor = shape.addresses[0][0] if shape.addresses[0] else ""
    if anchor:
        plan = plan_paste(report, cells, anchor, parse_block(copied))
        pasted = report.with_texts(plan.texts)
        assert plan.ok
        assert block_between(pasted, cells, corner, opposite).texts == texts


# ---------------------------------------------------------------- labels copied along


def test_the_labels_of_the_rows_are_left_out(blank: Report, rows: Grid) -> None:
    pasted = "一、本年新收政府信息公开申请数量\t5\t1\n二、上年结转政府信息公开申请数量\t0\t2\n"
    plan = plan_paste(blank, rows, "R1.c1", parse_block(pasted))
    assert plan.texts == {"R1.c1": "5", "R1.c2": "1", "R2.c1": "0", "R2.c2": "2"}
    assert plan.ok and plan.labels_skipped


def test_merged_labels_in_several_columns_are_left_out(blank: Report, rows: Grid) -> None:
    lines = [
        "三、本年度办理结果\t（二）部分公开\t\t5",
        "\t（三）不予公开\t1．属于国家秘密\t6",
        "\t\t2.其他法律行政法规禁止公开\t7",
    ]
    plan = plan_paste(blank, rows, "R3.2.c1", parse_block("\n".join(lines)))
    assert plan.texts == {"R3.2.c1": "5", "R3.3.1.c1": "6", "R3.3.2.c1": "7"}


def test_labels_drawn_over_merged_columns_are_left_out(blank: Report, rows: Grid) -> None:
    plan = plan_paste(blank, rows, "R4.c1", (("四、结转下年度继续办理", "", "", "1", "2"),))
    assert plan.texts == {"R4.c1": "1", "R4.c2": "2"}


def test_headers_are_left_out(blank: Report, rows: Grid) -> None:
    header = (("自然人", "商业企业", "科研机构"),)
    plan = plan_paste(blank, rows, "R1.c1", (*header, ("1", "2", "3")))
    assert plan.texts == {"R1.c1": "1", "R1.c2": "2", "R1.c3": "3"}


def test_a_whole_section_of_stacked_tables_is_taken_without_its_labels(blank: Report) -> None:
    pasted = """第二十条第（一）项
信息内容\t"本年制发
件数"\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t3\t1\t12
第二十条第（五）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政许可\t240\t\t
第二十条第（六）项
信息内容\t本年处理决定数量
行政处罚\t35
行政强制\t2
第二十条第（八）项
信息内容\t本年收费金额（单位：万元）
行政事业性收费\t75.9261
"""
    plan = plan_paste(blank, grid(blank, 2), "I1.1.issued", parse_block(pasted))
    clean = clean_2021()
    assert plan.ok
    assert plan.texts == {address: clean.get(address) for row in grid(clean, 2) for address in row}


@pytest.mark.parametrize(
    "block",
    [
        pytest.param((("二、上年结转政府信息公开申请数量", *"12345678"),), id="another row, which it does not fit"),
        pytest.param((("三、本年度办理结果", "1"),), id="the label of several rows"),
        pytest.param((("一、本年新收政府信息公开申请数量", "约十"),), id="the rest is no figure"),
        pytest.param((("一、本年新收政府信息公开申请数量", *"12345678"),), id="the rest does not fit"),
        pytest.param((("1", "2"), ("自然人", "商业企业"), ("3", "4")), id="a header between unnamed rows"),
    ],
)
def test_labels_are_not_left_out_where_that_would_be_a_guess(
    blank: Report, rows: Grid, block: tuple[tuple[str, ...], ...]
) -> None:
    plan = plan_paste(blank, rows, "R1.c1", block)
    assert plan.refused and not plan.labels_skipped


def test_rows_with_the_labels_of_others_go_where_these_are(blank: Report, rows: Grid) -> None:
    block = (("（一）予以公开", *"1234567"), ("（二）部分公开", *"7654321"))
    plan = plan_paste(blank, rows, "R1.c3", block)
    assert plan.ok and plan.labels_skipped and plan.starts == "R3.1.c1"
    assert plan.texts == dict(zip((*rows[2], *rows[3]), "12345677654321", strict=True))
    narrow = plan_paste(blank, rows, "R1.c3", (("（一）予以公开", "1", "2"),))
    assert narrow.texts == {"R3.1.c3": "1", "R3.1.c4": "2"}
    assert not plan_paste(blank, rows, "R3.1.c1", block).starts


def test_lines_of_a_print_are_pasted_with_their_labels(blank: Report, rows: Grid) -> None:
    pasted = """三、本年度办理结果 （一）予以公开 1 2 0 0 0 0 3
（二） 部分公开 4 0 0 0 0 0 4
（三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0"""
    plan = plan_paste(blank, rows, "R3.1.c1", parse_block(pasted))
    assert plan.ok and plan.labels_skipped and not plan.starts
    assert [plan.texts[address] for address in (*rows[2], *rows[3], *rows[4])] == [*"120000340000040000000"]


def test_figures_alone_are_never_taken_for_labels(blank: Report, rows: Grid) -> None:
    assert not plan_paste(blank, rows, "R1.c1", (("", "1"), ("", "2"))).labels_skipped


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1 2 3 4", [["1", "2", "3", "4"]]),
        ("1  0  减4\r\n12 / 3\r\n", [["1", "0", "减4"], ["12", "/", "3"]]),
        ("1 326", [["1 326"]]),
        ("1 2 3\n一、本年新收 4 5", [["1 2 3"], ["一、本年新收 4 5"]]),
        ("（一） 予以公开 4 5 6\n\n7 8 9\n", [["（一）予以公开", "4", "5", "6"], ["", "7", "8", "9"]]),
        ("1.属于国家秘密 0 0 -", [["1.属于国家秘密", "0", "0", "-"]]),
        ("1 2\t3 4 5", [["1 2", "3 4 5"]]),
    ],
)
def test_figures_parted_by_blanks_are_cells_where_all_are(text: str, rows: list[list[str]]) -> None:
    assert [list(row) for row in parse_block(text)] == rows
