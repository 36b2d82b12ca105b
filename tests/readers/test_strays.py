"""Figures that stand before the head of a table whose only row has no name are another table's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading

Read = Callable[[str], Reading]

BEGIN = ("青禾镇2020年政府信息公开工作年度报告", "一、总体情况", "概述。", "四、政府信息公开行政复议、行政诉讼情况")
HEAD = (
    "行政复议",
    "行政诉讼",
    "未经复议直接起诉",
    "复议后起诉",
    *("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3,
)
END = ("五、存在的主要问题及改进情况", "无")
ROW = "3 1 0 2 6 4 0 0 0 4 0 5 1 0 6"
STRAYS = ("5", "1", "7", "2", "4", "0", "0", "0", "9", "11", "0 17", "1 19", "2 15", "5 20", "4 19")


def cells_of(reading: Reading) -> str:
    return " ".join(reading.report.get(a) for a in reading.placed if a[:2] in ("RV", "LD", "LA"))


def test_the_row_stands_below_its_head(read: Read) -> None:
    head = ("行政复议  行政诉讼  未经复议直接起诉  复议后起诉", "结果维持 结果纠正 其他结果 尚未审结 总计 " * 3)
    reading = read("\n".join((*BEGIN, *STRAYS, *head, ROW, *END)))
    assert cells_of(reading) == ROW
    assert {item.reason for item in reading.report.unplaced} == {"extra-row"}


@pytest.mark.parametrize("figures", [STRAYS, " ".join(STRAYS).split()[:15]])
@pytest.mark.parametrize("below", [(), ("8",)])
def test_figures_above_the_head_are_not_its_row(read: Read, figures: tuple[str, ...], below: tuple[str, ...]) -> None:
    assert not cells_of(read("\n".join((*BEGIN, *figures, *HEAD, *below, *END))))


def test_a_row_before_its_head_is_read_where_it_adds_up(read: Read) -> None:
    assert cells_of(read("\n".join((*BEGIN, ROW, "行政复议  行政诉讼", *END)))) == ROW
