"""Where the figures of a copy that has run together end, and what may fill its cells besides digits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.forms import CellKind
from gipr_tui.readers import Reading
from gipr_tui.readers.loose_text.splitting import Sum, ways_to_split
from tests.readers.dialect import write
from tests.readers.dialects import barred, spaced_rows, tabbed_rows, write_copy
from tests.readers.test_untabbed import untabbed
from tests.reports import clean_2021, with_rows

Read = Callable[[str], Reading]

TWO = (
    "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件000"
    "第二十条第（五）项信息内容本年处理决定数量行政许可177第二十条第（六）项信息内容本年处理决定数量"
    "行政处罚{penalties}行政强制45第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费{fees}"
)
THREE = (
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人法人或其他组织总计"
    "商业企业科研机构社会公益组织法律服务机构其他一、本年新收政府信息公开申请数量{new}"
    "二、上年结转政府信息公开申请数量1000001三、本年度办理结果（一）予以公开3000003四、结转下年度继续办理{over}"
)


def one_line(
    before: str = "", after: str = "", *, three: str = "", new: str = "140000115", over: str = "1000001", **two: str
) -> str:
    cells = {"penalties": "669", "fees": "0.35"} | two
    second = f"二、主动公开政府信息情况 {before}{TWO.format(**cells)}{after}"
    third = f"三、收到和处理政府信息公开申请情况 {three}{THREE.format(new=new, over=over)}"
    return f"青禾镇2022年政府信息公开工作年度报告 一、总体情况 概述。{second}{third}五、存在的主要问题及改进情况 无"


def row_of(reading: Reading, row: str) -> str:
    return " ".join(reading.report.get(f"{row}.c{n}") for n in range(1, 8))


def test_a_narrative_that_names_a_row_is_no_row(read: Read) -> None:
    text = "全年行政处罚 35 件，行政事业性收费12.5万元。"
    report = read(one_line(text)).report
    assert (report.get("I6.1.decided"), report.get("I8.1.amount")) == ("669", "0.35")
    assert report.get("S2.text") == text


def test_a_narrative_that_names_a_column_is_no_head(read: Read) -> None:
    reading = read(one_line(three="共收到申请15件，其中自然人14件。"))
    assert row_of(reading, "R1") == "14 0 0 0 0 1 15"
    assert reading.report.get("S3.text") == "共收到申请15件，其中自然人14件。"


def test_a_year_behind_the_last_row_is_the_narratives(read: Read) -> None:
    reading = read(one_line(after="2022年制发文件3件。", over="1000001" + "2022年都已办结。"))
    assert reading.report.get("I8.1.amount") == "0.35"
    assert row_of(reading, "R4") == "1 0 0 0 0 0 1"
    assert (reading.report.get("S2.text"), reading.report.get("S3.text")) == ("2022年制发文件3件。", "2022年都已办结。")


def test_a_number_of_things_run_together_with_the_last_row_is_not_told_from_it(read: Read) -> None:
    reading = read(one_line(after="35件已公布。"))
    assert "I8.1.amount" not in reading.placed
    assert reading.report.get("S2.text") == "0.3535件已公布。"


@pytest.mark.parametrize("comma", [",", "，"])
def test_parted_thousands_are_one_figure(read: Read, comma: str) -> None:
    reading = read(one_line(penalties=f"28{comma}913", fees=f"26{comma}834.51", new=f"1{comma}020000001{comma}020"))
    assert [reading.report.value(f"{row}").number for row in ("I6.1.decided", "R1.c1", "R1.c7")] == [28913, 1020, 1020]
    assert str(reading.report.value("I8.1.amount").number) == "26834.51"


def test_marks_for_none_are_cells(read: Read) -> None:
    reading = read(one_line(new="2854114//0340", over="1441950/15183"))
    assert (row_of(reading, "R1"), row_of(reading, "R4")) == ("285 41 14 / / 0 340", "144 19 5 0 / 15 183")
    kinds = [CellKind.COUNT, CellKind.SIGNED, CellKind.COUNT]
    assert set(ways_to_split("26-56", kinds).ways) == {("26", "-5", "6"), ("26", "-", "56")}
    assert ways_to_split("///", [CellKind.COUNT] * 3, [Sum(2, (0, 1))]).ways == (("/", "/", "/"),)


def test_a_total_below_its_addends_tells_that_cells_were_lost(read: Read) -> None:
    reading = read(one_line(new="7860015"))
    assert "R1.c1" not in reading.placed
    note = next(note for note in reading.notes if note.code == "run-doubtful")
    assert note.split and note.split.ways == (("7", "8", "6", "0", "0", "1", "5"),)


def test_a_row_with_lost_cells_makes_rows_of_other_tables_doubtful(read: Read) -> None:
    assert "I1.1.issued" in read(one_line()).placed
    assert "I1.1.issued" not in read(one_line(over="10001")).placed


FOUR = (
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人法人或其他组织总计"
    "商业企业科研机构社会公益组织法律服务机构其他一、本年新收政府信息公开申请数量{new}"
    "二、上年结转政府信息公开申请数量0000000三、本年度办理结果（七）总计{done}四、结转下年度继续办理0000000"
)


def with_done(new: str, done: str) -> str:
    begin = "青禾镇2022年政府信息公开工作年度报告 一、总体情况 概述。三、收到和处理政府信息公开申请情况"
    return f"{begin}{FOUR.format(new=new, done=done)}五、存在的主要问题及改进情况 无"


@pytest.mark.parametrize(("done", "new"), [("11 4 0 0 0 0 15", "11 4 0 0 0 0 15"), ("1 14000015", "1 14 0 0 0 0 15")])
def test_columns_overrule_a_space_within_a_figure(read: Read, done: str, new: str) -> None:
    reading = read(with_done("1 140000 15", done))
    assert (row_of(reading, "R1"), row_of(reading, "R3.7")) == (new, new)


def test_where_spaces_part_figures_and_no_column_decides_the_ways_are_open(read: Read) -> None:
    reading = read(with_done("1 140000 15", "3 20000032"))
    assert row_of(reading, "R3.7") == "32 0 0 0 0 0 32"
    note = next(note for note in reading.notes if note.code == "run-open")
    assert note.split and {way[:2] for way in note.split.ways} == {("1", "14"), ("11", "4")}


def test_where_blank_cells_are_lost_a_total_that_agrees_may_do_so_by_chance() -> None:
    sums = [Sum(6, (0, 1, 2, 3, 4, 5))]
    kinds = [CellKind.COUNT] * 7
    assert ways_to_split("100000010", kinds, sums, blanks=True).ways == (("10", "0", "0", "0", "0", "0", "10"),)
    assert len(ways_to_split("500005", kinds, sums, blanks=True).ways) == 6
    assert not ways_to_split("500005", kinds, sums).ways


def test_where_spaces_part_figures_a_row_without_a_total_is_open(read: Read) -> None:
    rules = "二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章1 11028 3行政规范性文件000"
    copy = with_done("3 20000032", "3 20000032").replace("三、收到", rules + "三、收到")
    reading = read(copy)
    assert row_of(reading, "R1") == "32 0 0 0 0 0 32"
    assert "I1.1.issued" not in reading.placed


def maybe(reading: Reading, row: str) -> list[str]:
    """The choices offered for a row, a blank cell as ``_``."""
    notes = [note for note in reading.notes if note.code == "run-maybe" and note.fields["row"].startswith(row)]
    return [" ".join(text or "_" for text in way) for note in notes if note.split for way in note.split.ways]


def test_ways_with_a_blank_cell_are_offered_where_there_are_none_without(read: Read) -> None:
    reading = read(one_line(new="71300074"))
    assert "R1.c1" not in reading.placed
    offered = maybe(reading, "一、")
    assert len(offered) == 6
    assert "71 3 0 0 0 _ 74" in offered
    assert all(way.endswith(" 74") for way in offered)


def test_more_ways_than_one_can_look_through_are_not_offered(read: Read) -> None:
    reading = read(one_line(new="111121"))
    assert not maybe(reading, "一、")
    assert "run-none" in {note.code for note in reading.notes}


FILED = "71 3 0 0 0 0 74"


def in_rows(kind: str, figures: str) -> str:
    """A copy in which all rows but the first of section three have their cells apart."""
    report = with_rows(clean_2021(), R1=FILED, R3_7=FILED, R3_3_1="7 1 3 0 0 0 11")
    if kind == "cells":
        return untabbed(write(report)).replace("\n".join(FILED.split()), figures, 1)
    rows = {"tabs": tabbed_rows, "bars": barred, "spaces": spaced_rows}[kind]
    mark = {"tabs": "\t", "bars": " | ", "spaces": " "}[kind]
    return write_copy(report, rows).replace(mark.join(FILED.split()), figures.replace(" ", mark), 1)


@pytest.mark.parametrize("kind", ["cells", "tabs", "bars", "spaces"])
def test_one_row_that_has_run_together_among_others_is_offered(read: Read, kind: str) -> None:
    reading = read(in_rows(kind, "713000074"))
    assert set(reading.missing) == {f"R1.c{n}" for n in range(1, 8)}
    assert maybe(reading, "一、") == ["71 3 0 0 0 0 74"]


@pytest.mark.parametrize("kind", ["tabs", "spaces"])
def test_figures_that_begin_with_a_nought_are_several(read: Read, kind: str) -> None:
    reading = read(in_rows(kind, "71 3 000 0 74"))
    assert row_of(reading, "R1") == "71 3 0 0 0 0 74"
    reading = read(in_rows(kind, "71 3 000 74"))
    assert "R1.c1" not in reading.placed
    assert "71 3 0 0 0 _ 74" in maybe(reading, "一、")


@pytest.mark.parametrize("kind", ["tabs", "bars"])
def test_blank_cells_that_a_merged_label_leaves_are_no_cells_of_a_row_that_lacks_as_many(read: Read, kind: str) -> None:
    reading = read(in_rows(kind, "71 3 0 0 74"))
    assert set(reading.missing) == {f"R1.c{n}" for n in range(1, 8)}
