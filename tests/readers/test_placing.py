"""Rows and columns find their cells by what their labels say, and nothing is placed whose position isn't certain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.forms import official_forms
from gipr_tui.readers import Note, Reading
from tests.readers.dialect import report_of, write
from tests.readers.madeup import orchard

Read = Callable[[str], Reading]

F19, F21 = official_forms()["2019"], official_forms()["2021"]
SEVEN = {f"c{n}": str(n) for n in range(1, 8)}


def copy_19(**figures: str) -> str:
    return write(report_of(F19, figures=figures))


def row(label: str, *values: str) -> str:
    return "".join(f"\t{cell}\n" for cell in (label, *values)) + "\n"


def codes(reading: Reading) -> list[str]:
    return [note.code for note in reading.notes]


def note(reading: Reading, code: str) -> Note:
    return next(note for note in reading.notes if note.code == code)


SINCE = row("二、上年结转政府信息公开申请数量", *"0000000")
CHARGES = row("行政事业性收费", "0", "0")


def test_an_extra_row_is_kept_and_named(read: Read) -> None:
    reading = read(copy_19().replace(CHARGES, CHARGES + row("农机检验收费", "3", "4")))
    (item,) = reading.report.unplaced
    assert (item.text, item.reason, item.section) == ("农机检验收费\t3\t4", "extra-row", 2)
    assert note(reading, "extra-row").line == item.line
    assert not reading.missing


def test_an_extra_row_below_a_group_is_no_figure_of_the_group(read: Read) -> None:
    refused = "\t（三）不予公开\n\t1.属于国家秘密\n"
    local = "\t（三）不予公开\n\t乡规民约\n" + "\t9\n" * 7 + "\n\t\n\t\n\t1.属于国家秘密\n"
    reading = read(copy_19().replace(refused, local))
    assert [item.reason for item in reading.report.unplaced] == ["extra-row"]
    assert reading.report.get("R3.3.1.c1") == "0"


def test_a_subtotal_under_a_row_is_of_no_group(read: Read) -> None:
    since = row("二、上年结转政府信息公开申请数量", "小计", *"1234567")
    reading = read(copy_19().replace(SINCE, since))
    assert [item.reason for item in reading.report.unplaced] == ["extra-row"]
    assert list(reading.missing) == [f"R2.c{n}" for n in range(1, 8)]


def test_headers_are_no_values(read: Read) -> None:
    headers = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "小计", "总计")
    reading = read(copy_19().replace(SINCE, row("二、上年结转政府信息公开申请数量", *headers)))
    assert reading.report.unplaced
    assert all(reading.report.get(f"R2.c{n}") == "" for n in range(1, 8))


@pytest.mark.parametrize("values", ["0" * 6, "0" * 8, "1"])
def test_a_row_of_another_length_is_not_guessed(read: Read, values: str) -> None:
    reading = read(copy_19().replace(SINCE, row("二、上年结转政府信息公开申请数量", *values)))
    assert [item.reason for item in reading.report.unplaced] == ["row-shape"]
    assert list(reading.missing) == [f"R2.c{n}" for n in range(1, 8)]
    shape = note(reading, "row-shape")
    assert (shape.fields["found"], shape.fields["expected"]) == (str(len(values)), "7")
    assert shape.fields["row"] == "二、上年结转政府信息公开申请数量"


def test_blank_cells_after_a_whole_row_do_no_harm(read: Read) -> None:
    reading = read(copy_19().replace(SINCE, row("二、上年结转政府信息公开申请数量", *"0000004", "", "\u00a0")))
    assert reading.report.get("R2.c7") == "4"
    assert not reading.missing


@pytest.mark.parametrize("count", [14, 16])
def test_table_four_needs_its_fifteen_values(read: Read, count: int) -> None:
    whole = copy_19()
    reading = read(whole.replace("\t0\n" * 15, "\t0\n" * count))
    assert "t4-shape" in codes(reading)
    assert [item.reason for item in reading.report.unplaced] == ["row-shape"]
    assert len(reading.missing) == 15


def test_figures_left_over_make_the_row_before_them_doubtful(read: Read) -> None:
    reading = read(copy_19().replace(SINCE, SINCE + "\t8\n\n"))
    assert [(item.reason, item.text[-1]) for item in reading.report.unplaced] == [
        ("row-shape", "0"),
        ("extra-row", "8"),
    ]
    assert note(reading, "row-shape").fields["found"] == "8"
    assert len(reading.missing) == 7


def test_a_whole_row_without_its_label_casts_no_doubt(read: Read) -> None:
    reading = read(copy_19().replace(SINCE, SINCE + "\t8\n" * 7 + "\n"))
    assert [item.reason for item in reading.report.unplaced] == ["extra-row"]
    assert not reading.missing


def test_a_repeated_row_does_not_overwrite(read: Read) -> None:
    reading = read(copy_19().replace(SINCE, SINCE + row("二、上年结转政府信息公开申请数量", *"9999999")))
    assert reading.report.get("R2.c1") == "0"
    assert [item.reason for item in reading.report.unplaced] == ["repeated-row"]


def test_a_missing_row_is_named(read: Read) -> None:
    reading = read(copy_19().replace(SINCE, ""))
    assert note(reading, "row-missing").fields["row"] == "二、上年结转政府信息公开申请数量"
    assert len(reading.missing) == 7


def test_a_missing_table_is_named(read: Read) -> None:
    copy = copy_19()
    start, end = copy.index("\t行政复议\n"), copy.index("五、存在的主要问题")
    reading = read(copy[:start] + copy[end:])
    assert note(reading, "table-missing").fields["table"] == "行政复议 行政诉讼"
    assert len(reading.missing) == 15


def test_rows_in_another_order_go_by_their_labels(read: Read) -> None:
    first = row("一、本年新收政府信息公开申请数量", *"7654321")
    copy = copy_19(**{f"R1.c{n}": str(8 - n) for n in range(1, 8)})
    assert first + SINCE in copy
    reading = read(copy.replace(first + SINCE, SINCE + first))
    assert reading.report.get("R1.c1") == "7"
    assert "row-order" in codes(reading)


def test_columns_go_by_their_headers(read: Read) -> None:
    copy = write(report_of(F21, figures={"I1.2.issued": "3", "I1.2.repealed": "1", "I1.2.valid": "9"}))
    swapped = copy.replace("\t本年制发件数\n\t本年废止件数\n", "\t本年废止件数\n\t本年制发件数\n")
    reading = read(swapped)
    assert (reading.report.get("I1.2.issued"), reading.report.get("I1.2.repealed")) == ("1", "3")


def test_exchanged_headers_below_a_merged_one_are_followed(read: Read) -> None:
    copy = copy_19(**{f"R1.c{n}": str(n) for n in range(1, 8)})
    reading = read(copy.replace("\t商业企业\n\t科研机构\n", "\t科研机构\n\t商业企业\n"))
    assert [reading.report.get(f"R1.c{n}") for n in range(1, 5)] == ["1", "3", "2", "4"]


def test_an_unknown_column_keeps_its_figures_out(read: Read) -> None:
    copy = write(report_of(F21, figures={"I1.2.issued": "3", "I1.2.repealed": "1", "I1.2.valid": "9"}))
    reading = read(copy.replace("\t本年废止件数\n", "\t历年来件数之和\n"))
    assert (reading.report.get("I1.2.issued"), reading.report.get("I1.2.valid")) == ("3", "9")
    assert set(reading.missing) == {"I1.1.repealed", "I1.2.repealed"}
    assert sorted((item.reason, item.text) for item in reading.report.unplaced) == [
        ("extra-column", "历年来件数之和"),
        ("unknown-column", "0"),
        ("unknown-column", "1"),
    ]


def test_a_head_that_can_not_be_read_leaves_the_table_out(read: Read) -> None:
    reading = read(copy_19().replace("\t商业企业\n\t科研机构\n", "\t商业企业\n\t商业企业\n"))
    assert "header-unread" in codes(reading)
    assert {item.reason for item in reading.report.unplaced} == {"unknown-columns"}
    assert len(reading.missing) == 161


def test_a_table_without_its_header_is_read_in_the_official_order(read: Read) -> None:
    copy = copy_19(**{"I9.1.items": "5"})
    reading = read(copy.replace(row("信息内容", "采购项目数量", "采购总金额（万元，保留四位小数）"), ""))
    assert reading.report.get("I9.1.items") == "5"
    assert note(reading, "header-missing").fields["table"] == "第二十条第（九）项"


def test_a_header_that_comes_again_changes_nothing(read: Read) -> None:
    copy = copy_19()
    head = copy[copy.index("\t（本列数据") : copy.index("\t一、本年新收")]
    reading = read(copy.replace(SINCE, SINCE + head))
    assert not reading.missing
    assert not reading.report.unplaced


def test_a_table_without_its_caption_is_told_by_its_rows(read: Read) -> None:
    reading = read(copy_19(**{"I6.1.before": "8"}).replace("\t第二十条第（六）项\n\n", ""))
    assert reading.report.get("I6.1.before") == "8"
    assert "caption-missing" in codes(reading)
    assert not reading.missing


def test_a_caption_outside_the_table_is_one_too(read: Read) -> None:
    reading = read(copy_19().replace("\t第二十条第（六）项\n\n", "第二十条 第(六)项\n"))
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("filed", "official"),
    [
        ("5.属于三类内容事务信息", "5.属于三类内部事务信息"),
        ("属于行政查询事项", "8.属于行政查询事项"),
        ("科研机枃", "科研机构"),
    ],
)
def test_a_mistyped_label_counts_and_is_noted(read: Read, filed: str, official: str) -> None:
    reading = read(copy_19().replace(f"\t{official}\n", f"\t{filed}\n"))
    assert not reading.missing
    found = note(reading, "label-inexact")
    assert (found.fields["text"], found.fields["official"]) == (filed, official)
    assert found.line


def test_a_label_too_far_off_is_none(read: Read) -> None:
    reading = read(copy_19().replace("\t2.其他法律行政法规禁止公开\n", "\t2.其他法律行止公开\n"))
    assert [item.reason for item in reading.report.unplaced] == ["extra-row"]
    assert len(reading.missing) == 7


@pytest.mark.parametrize(
    ("filed", "official"),
    [
        ("(二）部分公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
        ("1、属于国家秘密", "1.属于国家秘密"),
        ("总 计", "总计"),
        ("3.危及「三安全一稳定」", "3.危及“三安全一稳定”"),
        ("采购总金额", "采购总金额（万元，保留四位小数）"),
    ],
)
def test_other_wordings_of_a_label_are_as_good(read: Read, filed: str, official: str) -> None:
    reading = read(copy_19().replace(f"\t{official}\n", f"\t{filed}\n"))
    assert codes(reading) == []
    assert not reading.missing


def test_a_label_broken_over_lines_is_made_whole(read: Read) -> None:
    copy = (
        copy_19()
        .replace("\t本年新制作数量\n", "\t本年新\n制作数量\n")
        .replace("\t社会公益组织\n", "\t社会公益\n组织\n")
    )
    reading = read(copy)
    assert codes(reading) == []
    assert not reading.missing


def test_figures_on_a_group_line_are_its_subtotals(read: Read) -> None:
    group = "\t\n\t（四）无法提供\n\t1.本机关"
    assert group in copy_19()
    reading = read(copy_19().replace(group, "\t\n\t（四）无法提供\n" + "\t6\n" * 7 + "\n\t\n\t\n\t1.本机关"))
    assert reading.report.variants == {"subtotals"}
    assert reading.report.get("R3.4.0.c7") == "6"
    assert not reading.report.unplaced


def test_one_row_for_other_results_is_the_old_way(read: Read) -> None:
    copy = write(report_of(F21, variants=frozenset({"single-other"}), figures={"R3.6.c1": "4"}))
    reading = read(copy)
    assert reading.report.form.id == "2021"
    assert reading.report.variants == {"single-other"}
    assert reading.report.get("R3.6.c1") == "4"


def test_text_after_a_table_joins_the_narrative(read: Read) -> None:
    reading = read(copy_19().replace("\n四、政府信息公开", "\n以上各数都经过核对。\n四、政府信息公开", 1))
    assert reading.report.passage(3).text == "以上各数都经过核对。"
    assert "text-after-table" in codes(reading)


def test_a_long_sentence_in_a_cell_is_text(read: Read) -> None:
    reading = read(copy_19().replace(SINCE, SINCE + "\t注：以上按件计，一件只计一次。\n\n"))
    assert reading.report.passage(3).text == "注：以上按件计，一件只计一次。"


def test_several_cells_on_a_line_are_not_guessed(read: Read) -> None:
    reading = read(copy_19().replace(SINCE, "\t二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n\n"))
    assert [item.reason for item in reading.report.unplaced] == ["unread-table"]
    assert len(reading.missing) == 7


@pytest.mark.parametrize("line", ["{} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "{} 0 0 0 0 0 0 0", "{}0000000"])
def test_a_row_on_one_line_is_not_misread(read: Read, line: str) -> None:
    label = "二、上年结转政府信息公开申请数量"
    reading = read(copy_19().replace(SINCE, line.format(label) + "\n"))
    assert [item.reason for item in reading.report.unplaced] == ["unread-table"]
    assert reading.report.passage(3).text == ""


def test_unreadable_figures_are_kept_as_filed(read: Read) -> None:
    long = "9" * 200
    report = read(copy_19(**{"R1.c1": long, "R1.c2": "大约三件", "R1.c3": "1O"})).report
    assert [report.get(f"R1.c{n}") for n in (1, 2, 3)] == [long, "大约三件", "1O"]


def test_a_table_below_the_wrong_heading_is_read_where_the_right_one_is_missing(read: Read) -> None:
    reading = read(copy_19(**{"RV.tot": "3"}).replace("四、政府信息公开行政复议、行政诉讼情况\n", ""))
    assert reading.report.get("RV.tot") == "3"
    assert reading.report.passage(4).heading == ""
    assert note(reading, "heading-missing").fields["number"] == "4"


def test_labels_that_come_in_two_groups_go_to_their_own(read: Read) -> None:
    copy = write(report_of(orchard(), figures={"A.red.all": "1", "P.red.all": "2", "WQ.wkept": "3", "Q.kept": "4"}))
    report = read(copy).report
    assert [report.get(a) for a in ("A.red.all", "P.red.all", "WQ.wkept", "Q.kept")] == ["1", "2", "3", "4"]
