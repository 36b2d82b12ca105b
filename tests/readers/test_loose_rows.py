"""Rows that only the order of their figures holds together: what speaks against one leaves it open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading

Read = Callable[[str], Reading]

TWO, THREE = "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
HEAD = ("自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计",)


def copy_of(*lines: str, year: int = 2019) -> str:
    begin = (f"青禾镇{year}年政府信息公开工作年度报告", "一、总体情况", "概述。")
    return "\n".join((*begin, *lines, "五、存在的主要问题及改进情况", "无"))


def rows_of(reading: Reading) -> dict[str, str]:
    rows: dict[str, list[str]] = {}
    for address in reading.placed:
        rows.setdefault(address.rpartition(".")[0], []).append(reading.report.get(address))
    return {row: " ".join(texts) for row, texts in rows.items()}


def unplaced_of(reading: Reading) -> list[str]:
    return [item.text.replace("\t", " ") for item in reading.report.unplaced]


@pytest.mark.parametrize("between", [(), ("",)])
def test_a_figure_below_a_row_with_blank_cells_may_be_one_of_them(read: Read, between: tuple[str, ...]) -> None:
    lines = (
        "   第二十条第（六）项 信息内容       上一年项目数量 本年增/减   处理决定数量",
        "             行政处罚       24      减3      1",
        "             行政强制       2",
        *between,
        "   7",
    )
    reading = read(copy_of(TWO, *lines))
    assert rows_of(reading) == {"I6.1": "24 减3 1"}
    assert unplaced_of(reading) == ["行政强制 2", "7"]


def test_a_sign_in_a_column_without_any_refutes_an_order(read: Read) -> None:
    """The columns were read one after the other: what follows a label on the page is not its row."""
    lines = (
        "本年增/减",
        "处理决定数量",
        "上一年项目数量",
        "其他对外管理服务事项",
        "34",
        "减3",
        "",
        "528",
        "采购总金额",
    )
    reading = read(copy_of(TWO, *lines))
    assert not reading.placed
    assert unplaced_of(reading) == ["其他对外管理服务事项 34 减3 528"]


@pytest.mark.parametrize("last", ["7", "9"])
def test_one_row_of_a_whole_table_is_read_if_it_adds_up(read: Read, last: str) -> None:
    lines = (*HEAD[0].split(), "（六）其他处理", *"0222001"[:6], last)
    reading = read(copy_of(THREE, *lines))
    assert rows_of(reading) == {}
    lines = (*HEAD[0].split(), "（六）其他处理", *"021200", "5")
    assert rows_of(read(copy_of(THREE, *lines))) == {"R3.6": "0 2 1 2 0 0 5"}


GLUED = ("（四）无 2.没有现成信息需要另行制作", "法提供 3.补正后申请内容仍不明确 20 01 00 00 00 00 21")


def test_figures_that_are_two_rows_are_not_one(read: Read) -> None:
    reading = read(
        copy_of(THREE, *HEAD, "1.本机关不掌握相关政府信息 4 1 0 0 0 0 5", *GLUED, "（七）总计 6 2 0 0 0 0 8")
    )
    assert rows_of(reading) == {"R3.4.1": "4 1 0 0 0 0 5", "R3.7": "6 2 0 0 0 0 8"}
    assert [text[-20:] for text in unplaced_of(reading)] == ["20 01 00 00 00 00 21"]


ROW = "三、本年度办理结果 （一）予以公开 241 88 17 30 62 18"


def test_a_figure_cut_at_the_end_of_its_line_is_joined_where_the_row_adds_up(read: Read) -> None:
    reading = read(copy_of(THREE, f"{ROW} 4", "56", " 0 0 90"))
    assert rows_of(reading) == {"R3.1": "241 88 17 30 62 18 456"}
    assert unplaced_of(reading) == ["0 0 90"]
    assert next(note for note in reading.notes if note.code == "run-split").fields["rules"] == "T3-ROW"


def test_a_figure_that_adds_up_neither_way_is_left_open(read: Read) -> None:
    reading = read(copy_of(THREE, f"{ROW} 4", "57"))
    assert not reading.placed
    assert unplaced_of(reading) == [f"{ROW} 4", "57"]


def test_a_row_that_adds_up_keeps_its_figures_with_another_below(read: Read) -> None:
    reading = read(copy_of(THREE, f"{ROW} 456", "3"))
    assert rows_of(reading) == {"R3.1": "241 88 17 30 62 18 456"}
    assert unplaced_of(reading) == ["3"]
