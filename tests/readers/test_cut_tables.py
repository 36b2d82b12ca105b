"""Tables that a page's end cuts: the rest of a head, or of its one row, stands in a table of its own on the next page."""

from __future__ import annotations

from collections.abc import Sequence

from gipr_tui.readers import Reading, read_copy
from tests.readers.anyreport import FORMS

BEFORE = "<h1>青禾镇2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p>"
AFTER = "<p>五、存在的主要问题及改进情况</p><p>问题。</p>"

WHOLE = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
TOP = (
    '<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>'
    "<tr>"
    + "".join(f'<td rowspan="2">{word}</td>' for word in WHOLE)
    + '<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>'
)
FIGURES = ["75", "67", "19", "10", "171", *"00000", "4", "0", "0", "0", "4"]


def row(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def read(*tables: str) -> Reading:
    page = BEFORE + "".join(f"<table>{table}</table>" for table in tables) + AFTER
    return read_copy(page.encode(), "copy.html", FORMS)


def filed(reading: Reading) -> list[str]:
    keys = ("keep", "corr", "oth", "pend", "tot")
    return [reading.report.get(f"{block}.{key}") for block in ("RV", "LD", "LA") for key in keys]


def test_a_row_that_is_blank_before_the_pages_end_is_filled_behind_it() -> None:
    reading = read(TOP + row(WHOLE * 2) + row([""] * 15), row(FIGURES))
    assert filed(reading) == FIGURES
    assert not reading.report.unplaced


def test_the_rest_of_a_head_behind_a_pages_end_is_its_own() -> None:
    upper = ["结果", "结果", "其他", "尚未", "总计"] * 2
    lower = [*[""] * 5, *(["维持", "纠正", "结果", "审结", ""] * 2)]
    reading = read(TOP + row(upper), row(lower) + row(FIGURES))
    assert filed(reading) == FIGURES
    assert not reading.report.get("S4.text")


def test_a_second_row_of_figures_is_still_one_too_many() -> None:
    reading = read(TOP + row(WHOLE * 2) + row(FIGURES), row(["1"] * 15))
    assert filed(reading) == FIGURES
    assert [piece.reason for piece in reading.report.unplaced] == ["repeated-row"]
