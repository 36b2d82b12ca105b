"""Rows that lack a cell, or whose figures stand beside another row's label: open, with the ways there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading

Read = Callable[[str], Reading]

NEW, SINCE = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def copy_of(*lines: str, year: int = 2022) -> str:
    begin = (f"青禾镇{year}年政府信息公开工作年度报告", "一、总体情况", "概述。")
    return "\n".join((*begin, *lines, "五、存在的主要问题及改进情况", "无"))


def split_of(reading: Reading) -> tuple[str, ...]:
    note = next(note for note in reading.notes if note.split)
    assert note.split
    return tuple("|".join(way) for way in note.split.ways)


def test_two_figures_in_three_columns_have_three_ways(read: Read) -> None:
    head = ("二、主动公开政府信息情况", "第二十条第（一）项", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数")
    reading = read(copy_of(*head, "规章\t3\t25", "行政规范性文件\t4\t5\t6"))
    assert split_of(reading) == ("3|25|", "3||25", "|3|25")
    assert [reading.report.get(f"I1.2.{key}") for key in ("issued", "repealed", "valid")] == ["4", "5", "6"]
    assert not any(address.startswith("I1.1") for address in reading.placed)


HEAD = (
    "三、收到和处理政府信息公开申请情况",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况",
    "自然人\t法人或其他组织\t总计",
    "商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他",
)


def test_five_figures_in_seven_columns_make_no_variant(read: Read) -> None:
    reading = read(copy_of(*HEAD, f"{NEW}\t122\t40\t2\t5\t169"))
    assert "legal-subtotal" not in reading.report.variants
    assert len(split_of(reading)) == 15
    assert not reading.placed


SPACED = ("三、收到和处理政府信息公开申请情况", "申请人情况", "自然人 法人或其他组织 总计", HEAD[-1].replace("\t", " "))


def test_a_figure_a_little_lower_stays_in_its_column(read: Read) -> None:
    row = f"{NEW}   84   1   0   0   3        88"
    reading = read(copy_of(*SPACED, row, " " * row.index("     88") + "  0", f"{SINCE}    5   1   0   0   0    0    6"))
    assert [reading.report.get(f"R1.c{n}") for n in range(1, 8)] == ["84", "1", "0", "0", "3", "0", "88"]


def test_figures_without_a_label_beside_a_row_leave_both_open(read: Read) -> None:
    rows = (
        "    （五）不予处   3.要求提供公开出版物   0   1   0   0   0   0   1",
        "    理" + " " * 22 + "8   0   0   0   0   0   8",
    )
    reading = read(copy_of(*SPACED, *rows))
    assert not any(address.startswith("R3.5.3") for address in reading.placed)


def test_a_head_that_lost_its_corner_names_no_column(read: Read) -> None:
    lines = (
        "二、主动公开政府信息情况",
        "本年增/减",
        "处理决定数量",
        "11/29/26, 11:08 PM",
        "行政许可",
        "3534",
        "0",
        "4814",
    )
    assert not any(address.startswith("I5") for address in read(copy_of(*lines, year=2019)).placed)


def test_rows_that_only_another_variant_would_fill_are_not_filled(read: Read) -> None:
    figures = [*"04000070", "1", "0", "43", *"100000000010", "13", "1"]
    lines = ("四、结转下年度继续办理", "（七）总计", "3.其他", *figures)
    reading = read(copy_of("二、主动公开政府信息情况", *lines, year=2021))
    assert "legal-subtotal" not in reading.report.variants
    assert "R3.6.3.c2" not in reading.placed


def test_a_page_number_between_dashes_is_no_figure(read: Read) -> None:
    lines = (
        "二、主动公开政府信息情况",
        "第二十条第（八）项",
        "信息内容",
        "本年收费金额（单位：万元）",
        "行政事业性收费",
    )
    for mark in ("— 1 —", "—1—", "- 12 -", "11/29/26, 11:06 PM", "https://example.org/a.html 1/4"):
        reading = read(copy_of(*lines, mark, "1662.4264"))
        assert reading.report.get("I8.1.amount") == "1662.4264"
        assert not reading.report.get("S2.text")


def test_figures_behind_the_labels_of_several_rows_may_be_any_of_theirs(read: Read) -> None:
    head = ("二、主动公开政府信息情况", "第二十条第（九）项", "采购项目数量", "266")
    labels = ("行政处罚", "行政强制", "信息内容", "行政事业性收费", "信息内容", "政府集中采购")
    reading = read(copy_of(*head, *labels, "0", "394", "采购总金额", "0", year=2019))
    assert "I9.1.items" not in reading.placed


@pytest.mark.parametrize("between", ["  ", "\u3000"])
def test_figures_that_signs_part_alike_stand_in_no_columns(read: Read, between: str) -> None:
    """Where the same spaces part all cells, a figure that stands below another is not of its column for that."""
    head = (
        "二、主动公开政府信息情况",
        between.join(("第二十条第（六）项", "信息内容", "上一年项目数量", "本年增/减", "处理决定数量")),
    )
    rows = (between.join(("行政处罚", "27", "-15", "11")), between.join(("行政强制", "14", "9")))
    reading = read(copy_of(*head, *rows, year=2019))
    assert split_of(reading) == ("14|9|", "14||9", "|14|9")
    assert [reading.report.get(f"I6.1.{key}") for key in ("before", "change", "decided")] == ["27", "-15", "11"]


def test_a_doubled_space_alone_tells_no_column(read: Read) -> None:
    head = ("二、主动公开政府信息情况", "第二十条第（五）项　信息内容　上一年项目数量　本年增/减　处理决定数量")
    reading = read(copy_of(*head, "行政许可　248　　630", "其他对外管理服务事项　259　　311", year=2019))
    assert not reading.placed
    assert len(split_of(reading)) == 3


def test_figures_laid_out_in_columns_tell_the_blank_one(read: Read) -> None:
    head = ("二、主动公开政府信息情况", "第二十条第（六）项", "信息内容      上一年项目数量   本年增/减   处理决定数量")
    rows = ("行政处罚           27            -15         11", "行政强制           14                        9")
    reading = read(copy_of(*head, *rows, year=2019))
    assert [reading.report.get(f"I6.2.{key}") for key in ("before", "change", "decided")] == ["14", "", "9"]
    assert "I6.2.change" in reading.placed
