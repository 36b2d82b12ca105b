"""Where in a line of a copy the figure of a cell stands."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from gipr_tui.report.model import Report, Source
from gipr_tui.workspace.doubts import Doubt, Item
from gipr_tui.workspace.spots import spot_of
from tests.pace import within
from tests.reports import with_rows

ROW = [f"R1.c{column}" for column in range(1, 8)]


def from_one_line(report: Report, figures: str) -> Report:
    lines = MappingProxyType(dict.fromkeys(ROW, 1))
    return replace(with_rows(report, R1=figures), source=Source("a", "utf-8", lines))


def starts(report: Report, line: str) -> list[int | None]:
    spots = [spot_of(Item(Doubt.SURE, 1, cell), line, report) for cell in ROW]
    return [spot and spot[0] for spot in spots]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("一、本年新收政府信息公开申请数量 12 0 0 0 0 0 12", [17, 20, 22, 24, 26, 28, 30]),
        ("一、本年新收政府信息公开申请数量|12|0|0|0|0|0|12|", [17, 20, 22, 24, 26, 28, 30]),
        ("2012年 一、本年新收政府信息公开申请数量\t12\t0\t0\t0\t0\t0\t12", [23, 26, 28, 30, 32, 34, 36]),
        ("一、本年新收政府信息 公开申请数量120000012", [17, 19, 20, 21, 22, 23, 24]),
    ],
)
def test_a_figure_is_found_among_those_of_its_row(clean: Report, line: str, found: list[int]) -> None:
    assert starts(from_one_line(clean, "12 0 0 0 0 0 12"), line) == found


def test_a_figure_on_a_line_of_its_own_is_found(clean: Report) -> None:
    report = from_one_line(clean, "12 0 0 0 0 0 12")
    assert spot_of(Item(Doubt.SURE, 1, "R1.c1"), "\t12 ", report) == (1, 3)


def test_what_is_not_there_is_not_marked(clean: Report) -> None:
    report = from_one_line(clean, "12 0 0 0 0 0 12")
    assert spot_of(Item(Doubt.SURE, 1, "R1.c1"), "别的文字", report) is None
    assert spot_of(Item(Doubt.SURE, 1, "preamble"), "别的文字", report) is None


def test_a_hostile_line_takes_no_time(clean: Report) -> None:
    report = from_one_line(clean, "/ / / / / / 5")
    with within(1):
        for line in ("/ " * 50_000, "0" * 100_000, " " * 100_000, "一" * 100_000, "/x" * 200):
            starts(report, line)
