"""Names, years and figures that can't be: one sentence, 2, and the store as it was."""

from __future__ import annotations

import pytest

from gipr_tui.report.model import Report
from tests.cli.running import Gipr, contents


@pytest.mark.parametrize(
    ("unit", "year", "said"),
    [
        ("../../x", "2023", "不能有斜线"),
        ("..", "2023", "不能有斜线，也不能只有点"),
        ("甲\\乙", "2023", "不能有斜线"),
        ("甲\x1b[31m乙", "2023", "不能显示的字符"),
        ("甲\n乙", "2023", "不能显示的字符"),
        ("甲\u202e乙", "2023", "不能显示的字符"),
        ("长" * 300, "2023", "300 个字"),
        ("", "2023", "不能为空"),
        ("  ", "2023", "不能为空"),
        ("某局", "1900", "应在 2008 到 2100 之间"),
        ("某局", "20199", "应在 2008 到 2100 之间"),
        ("某局", "-2023", "应在 2008 到 2100 之间"),
        ("某局", "2018", "没有适用的表格格式"),
    ],
)
def test_a_unit_or_year_that_cannot_be(gipr: Gipr, clean: Report, unit: str, year: str, said: str) -> None:
    gipr.keep(clean)
    before = contents(gipr.store)
    copy = gipr.printed(clean)
    commands = [["new", unit, year]]
    if year != "2018":
        commands.append(["import", copy, f"--unit={unit}", f"--year={year}"])
    for command in commands:
        result = gipr(*command)
        assert result.code == 2
        assert said in result.complaint
        assert result.complaint.isprintable()
    assert contents(gipr.store) == before


def test_a_report_that_is_there_already(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    before = contents(gipr.store)
    result = gipr("new", clean.unit, "2021")
    assert result.code == 2
    assert f"“{clean.unit}/2021”已经在库里" in result.complaint
    result = gipr("new", clean.unit, "2024", "--carry")
    assert (result.code, "没有上年数可以带入" in result.complaint) == (2, True)
    assert contents(gipr.store) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["R1.c1"], "成对给出"),
        (["R1.c1", "3", "R1.c2"], "“R1.c2”没有值"),
        (["R1.c1", "3", "R1.c1", "4"], "写了两次"),
        (["R1.c1", "3", "R1.c9", "4"], "没有“R1.c9”这个位置"),
        (["R1.c1", "3", "S7.text", "x"], "没有“S7.text”这个位置"),
        (["R1.c1", "3", "R1.c2", "十几"], "“十几”读不成数字"),
        (["R1.c1", "3", "R1.c2", "1 2"], "读不成数字"),
        (["R1.c1", "3", "R1.c2", "9" * 200], "数字太长"),
        (["R1.c1", "3", "\x1b[2J", "4"], "没有“[2J”这个位置"),
    ],
)
def test_one_bad_value_and_nothing_at_all_is_set(gipr: Gipr, clean: Report, words: list[str], said: str) -> None:
    gipr.keep(clean)
    before = contents(gipr.store)
    result = gipr("set", clean.unit, *words)
    assert result.code == 2
    assert said in result.complaint
    assert contents(gipr.store) == before


@pytest.mark.parametrize("width", ["0", "59", "201", "-1"])
def test_a_width_that_cannot_be(gipr: Gipr, clean: Report, width: str) -> None:
    gipr.keep(clean)
    result = gipr("print", clean.unit, "--width", width)
    assert (result.code, "应在 60 到 200 之间" in result.complaint) == (2, True)


def test_a_name_longer_than_a_file_may_have(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    result = gipr("check", "长" * 300)
    assert (result.code, "这份报告；现有：" in result.complaint) == (2, True)
