"""Tables that browsers for terminals draw: merged and wrapped cells are what stands between the lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading
from gipr_tui.readers.loose_text.drawn import drawn_table
from gipr_tui.report.model import Report
from gipr_tui.writers.printed import print_report

Read = Callable[[str], Reading]

SMALL = """\
┌──────┬────────────┐
│      │ 法人或其他 │
│ 自然 │ 组织       │
│ 人   ├─────┬──────┤
│      │ 商  │ 科研 │
│      │ 业  │ 机构 │
├──────┼─────┼──────┤
│ 7    │ 0   │ 12   │
└──────┴─────┴──────┘"""


def test_cells_are_what_the_lines_bound() -> None:
    table = drawn_table(SMALL.split("\n"), 5)
    assert table is not None
    cells = [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells]
    assert cells == [
        ("自然人", 0, 0, 2, 1),
        ("法人或其他组织", 0, 1, 1, 2),
        ("商业", 1, 1, 1, 1),
        ("科研机构", 1, 2, 1, 1),
        *(("7", 2, 0, 1, 1), ("0", 2, 1, 1, 1), ("12", 2, 2, 1, 1)),
    ]
    assert table.lines == (6, 9, 12)


@pytest.mark.parametrize("marks", ["━┃┏┳┓┣╋┫┗┻┛", "═║╔╦╗╠╬╣╚╩╝"])
def test_the_weight_of_the_lines_makes_no_difference(marks: str) -> None:
    heavy = SMALL.translate(str.maketrans("─│┌┬┐├┼┤└┴┘", marks))
    drawn, plain = drawn_table(heavy.split("\n"), 1), drawn_table(SMALL.split("\n"), 1)
    assert drawn and plain and drawn.cells == plain.cells


def test_a_drawing_with_text_in_no_cell_is_none() -> None:
    assert drawn_table(SMALL.split("\n")[1:], 1) is None


@pytest.mark.parametrize("width", [80, 110])
def test_a_report_drawn_by_lines_comes_back(read: Read, jinzhan: Report, width: int) -> None:
    drawn = print_report(jinzhan, width=width).replace("一、总体情况", "一、总体情况\n\n")
    reading = read(drawn)
    tables = {address: jinzhan.get(address) for address in jinzhan.layout.cells}
    assert {address: reading.report.get(address) for address in tables} == tables


def test_a_letter_that_quotes_a_copy_is_the_copy(read: Read) -> None:
    lines = ["青禾镇2022年政府信息公开工作年度报告", "一、总体情况", "概述。", "五、存在的主要问题及改进情况", "", "无"]
    report = read("\n".join(f"> {line}".strip() for line in lines)).report
    assert (report.unit, report.get("S1.text"), report.get("S5.text")) == ("青禾镇", "概述。", "无")
