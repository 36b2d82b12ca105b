"""Signs and units that a space parts from their number are still its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading

Read = Callable[[str], Reading]

COPY = """青禾镇2020年政府信息公开工作年度报告
一、总体情况
二、主动公开政府信息情况
第二十条第（五）项
信息内容    上一年项目数量    本年增/减    处理决定数量
行政许可    6812    {permits}    22363
第二十条第（八）项
信息内容    上一年项目数量    本年增/减
行政事业性收费    20894    {fees}
第二十条第（九）项
信息内容    采购项目数量    采购总金额
政府集中采购    4180    {amount}
五、存在的主要问题及改进情况
无"""


@pytest.mark.parametrize(
    ("filed", "text", "number"),
    [("减 1582", "减1582", -1582), ("增加  3", "增加3", 3), ("- 5", "-5", -5), ("+ 7", "+7", 7), ("-9", "-9", -9)],
)
def test_a_sign_is_its_numbers(read: Read, filed: str, text: str, number: int) -> None:
    report = read(COPY.format(permits=filed, fees=filed, amount="7.5")).report
    for row in ("I5.1", "I8.1"):
        value = report.value(f"{row}.change")
        assert (value.text, value.number) == (text, number)
    assert not report.unplaced


def test_a_unit_is_its_numbers(read: Read) -> None:
    report = read(COPY.format(permits="0", fees="0", amount="73802895.90 元")).report
    assert "".join(report.get("I9.1.amount").split()) == "73802895.90元"
    assert not report.get("S2.text")


def test_a_dash_for_none_is_no_sign(read: Read) -> None:
    report = read(COPY.format(permits="-", fees="-", amount="7.5")).report
    assert [report.get(f"I5.1.{key}") for key in ("before", "change", "decided")] == ["6812", "-", "22363"]


def test_a_sign_is_its_numbers_in_a_copy_of_one_line(read: Read) -> None:
    copy = COPY.format(permits="减 1582", fees="增加 3", amount="7.5").replace("\n", "")
    report = read("".join(copy.replace("    ", " ").replace("报告一", "报告\n一"))).report
    assert (report.get("I5.1.change"), report.get("I8.1.change")) == ("减1582", "增加3")
