"""Tables as grids: where merged cells lie, and what is no table of the report."""

from __future__ import annotations

import pytest

from gipr_tui.forms import official_forms
from gipr_tui.readers.grids.alone import alone_in
from gipr_tui.readers.grids.breaks import heal_breaks
from gipr_tui.readers.grids.flow import FlowCell, FlowTable, copy_of, flow_table
from gipr_tui.readers.grids.model import MAX_COLUMNS, Loose, Table, lay_cells
from gipr_tui.readers.page_text.labels import Vocabulary
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.readers.reading import Notes

FORMS = official_forms()
T3 = Vocabulary(table for table in FORMS["2021"].tables if table.id == "T3")


def laid(*rows: list[Loose]) -> Table:
    return lay_cells(rows, list(range(1, len(rows) + 1)))


def texts(table: Table) -> list[list[str]]:
    """The grid, position by position; a hole is ``None``."""
    grid = [[table.at(row, column) for column in range(table.width)] for row in range(table.height)]
    return [[cell.text if cell else "∅" for cell in row] for row in grid]


def test_merged_cells_cover_their_positions() -> None:
    table = laid(
        [Loose("corner", 2, 2), Loose("over", 1, 2)],
        [Loose("left"), Loose("right")],
        [Loose("label", 2), Loose("a"), Loose("1"), Loose("2")],
        [Loose("b"), Loose("3")],
    )
    assert texts(table) == [
        ["corner", "corner", "over", "over"],
        ["corner", "corner", "left", "right"],
        ["label", "a", "1", "2"],
        ["label", "b", "3", "∅"],
    ]
    assert [cell.text for cell in table.rows[3]] == ["label", "b", "3"]
    assert texts(table.part(3, 4)) == [["label", "b", "3"]]
    assert table.part(3, 4).family == table.family


def test_what_can_not_be_is_cut_off() -> None:
    table = laid([Loose("broad", 10**9, 10**9)], [Loose("below")])
    assert (table.width, table.height) == (MAX_COLUMNS, 2)
    assert [cell.text for cell in table.cells] == ["broad"]
    assert texts(laid([Loose("down", 0)], [Loose("beside")], [Loose("too")])) == [
        ["down", "∅"],
        ["down", "beside"],
        ["down", "too"],
    ]


def test_a_layout_table_is_read_cell_by_cell() -> None:
    inner = flow_table([["规章", "1", "2"], ["行政规范性文件", "3", "4"]])
    outer = FlowTable([[FlowCell(["menu"]), FlowCell(["before", inner, "after"])]])
    copy = copy_of([outer], "copy", FORMS, Notes())
    assert [part.text if isinstance(part, Line) else texts(part) for part in copy.parts] == [
        "menu",
        "before",
        [["规章", "1", "2"], ["行政规范性文件", "3", "4"]],
        "after",
    ]
    assert copy.text.split("\n") == ["menu", "before", "规章\t1\t2", "行政规范性文件\t3\t4", "after"]
    table = copy.parts[2]
    assert isinstance(table, Table)
    assert table.lines == (3, 4)


def test_rows_of_one_text_are_lines() -> None:
    """A heading, a caption or a paragraph typed into a table's row; but not the label of a row whose cells are blank."""
    rows = flow_table(
        [["一、总体情况", ""], ["规章", ""], ["这是一段话。", ""], ["第二十条第（一）项", ""], ["规章", "2"]]
    )
    parts = copy_of([rows], "copy", FORMS, Notes()).parts
    assert [part.text for part in parts if isinstance(part, Line)] == [
        "一、总体情况",
        "这是一段话。",
        "第二十条第（一）项",
    ]
    assert [texts(part) for part in parts if isinstance(part, Table)] == [[["规章", ""]], [["规章", "2"]]]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("三、收到和处理政府信息公开请情况", True),
        ("某镇2021年政府信息公开工作年度报告", True),
        ("一、本年新收政府信息公开申请数量", False),
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", False),
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", False),
        ("行政许可", False),
    ],
)
def test_what_stands_alone(text: str, alone: bool) -> None:
    assert alone_in(FORMS)(text) is alone


def healed(upper: list[str], lower: list[str]) -> list[list[list[str]]]:
    parts = heal_breaks([laid([Loose(text) for text in upper]), laid([Loose(text) for text in lower])], T3)
    return [texts(part) for part in parts if isinstance(part, Table)]


def test_labels_broken_by_a_page_are_made_whole() -> None:
    assert healed(["（四）无", "1.本机关不掌握相关政府信息", "7"], ["法提供", "2.没有现成信息需要另行制作", "8"]) == [
        [["（四）无法提供", "1.本机关不掌握相关政府信息", "7"]],
        [["", "2.没有现成信息需要另行制作", "8"]],
    ]


def test_a_row_broken_by_a_page_is_made_whole_only_where_its_figures_are_certain() -> None:
    assert healed(["4.无正当理由大量", "1", ""], ["反复申请", "", "2"]) == [
        [["4.无正当理由大量反复申请", "1", "2"]],
        [["", "", ""]],
    ]
    rows = [["4.无正当理由大量", "1", "3"], ["反复申请", "", "2"]]
    upper, lower = heal_breaks([laid([Loose(text) for text in row]) for row in rows], T3)
    assert isinstance(upper, Table)
    assert isinstance(lower, Table)
    assert [(cell.text, cell.unsure) for cell in (*upper.cells, *lower.cells)] == [
        ("4.无正当理由大量反复申请", False),
        ("1", False),
        ("3", True),
        ("", False),
        ("", False),
        ("2", False),
    ]
    assert healed(["2.重复申请", "1", "3"], ["（七）总计", "1", "2"]) == [
        [["2.重复申请", "1", "3"]],
        [["（七）总计", "1", "2"]],
    ]
