"""Headings are told by what they say; a numbered sentence is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import official_forms
from gipr_tui.readers import Note, Reading, read_copy
from tests.readers.dialect import report_of, write

Read = Callable[[str], Reading]

F19 = official_forms()["2019"]
TEXTS = {number: f"这是第{number}部分的话。" for number in (1, 5, 6)}
COPY = write(report_of(F19, texts=TEXTS))
OWN = {section.number: section.heading for section in F19.sections}


def codes(reading: Reading) -> list[str]:
    return [note.code for note in reading.notes]


def note(reading: Reading, code: str) -> Note:
    return next(note for note in reading.notes if note.code == code)


@pytest.mark.parametrize(
    ("number", "filed"),
    [
        (2, "二、行政机关主动公开政府信息情况"),
        (3, "三、收到和处理政府信息公开请情况"),
        (3, "  三、收到和处理政府信息公开申请情况："),
        (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (4, "四、政府信息公开行政复议,行政诉讼情况"),
        (5, "五、存在的主要问题以及改进的情况"),
        (5, "五、政府信息公开存在的问题及下步改进情况"),
        (1, "一、2019年总体情况"),
        (1, "（一）总体情况"),
        (6, "其他需要报告的事项"),
        (6, "第六部分 其他需要报告的事项"),
    ],
)
def test_other_wordings(read: Read, number: int, filed: str) -> None:
    reading = read(COPY.replace(OWN[number], filed))
    assert reading.report.passage(number).heading == filed.strip()
    assert reading.report.passage(number).text == TEXTS.get(number, "")
    assert not reading.missing
    assert codes(reading) == []


def test_a_heading_by_number_alone_is_noted(read: Read) -> None:
    reading = read(COPY.replace(OWN[5], "五、不足与打算"))
    assert reading.report.passage(5).heading == "五、不足与打算"
    assert codes(reading) == ["heading-by-number"]


def test_a_missing_heading_stays_empty(read: Read) -> None:
    reading = read(COPY.replace(OWN[5] + "\n", ""))
    assert reading.report.passage(5).heading == ""
    assert note(reading, "heading-missing").fields["heading"] == OWN[5]
    assert TEXTS[5] in reading.report.passage(4).text


def test_headings_in_another_order_keep_their_numbers_and_lines(read: Read) -> None:
    start, end = COPY.index(OWN[5]), COPY.index(OWN[6])
    moved = COPY[:start] + COPY[end:] + "\n" + COPY[start:end]
    reading = read(moved)
    assert reading.report.passage(5).text == TEXTS[5]
    assert reading.report.passage(6).text == TEXTS[6]
    lines = reading.report.source.lines
    assert lines["S6.heading"] < lines["S5.heading"]


@pytest.mark.parametrize(
    "item",
    [
        "一、加强学习。每月学习一次条例。",
        "二、主动公开情况",
        "三、依申请公开办理情况",
        "五、存在的问题",
        "六、其他需要说明的，另行报告。",
        "四、行政复议、行政诉讼方面，没有发生",
    ],
)
@pytest.mark.parametrize("section", [1, 5])
def test_a_numbered_sentence_is_text(read: Read, item: str, section: int) -> None:
    texts = TEXTS | {section: f"分几点来说。\n{item}\n就这些了。"}
    reading = read(write(report_of(F19, texts=texts)))
    assert [passage.heading for passage in reading.report.passages] == list(OWN.values())
    assert reading.report.passage(section).text == texts[section]


def test_list_items_do_not_stand_in_for_a_missing_heading(read: Read) -> None:
    texts = TEXTS | {4: "一、加强领导\n二、加强培训\n五、加强检查"}
    reading = read(write(report_of(F19, texts=texts)).replace(OWN[5] + "\n", ""))
    assert reading.report.passage(5).heading == ""


def test_a_heading_that_comes_again_is_kept_and_its_text_goes_on(read: Read) -> None:
    reading = read(COPY + f"\n{OWN[5]}\n还有一点要说。")
    assert reading.report.passage(5).text == f"{TEXTS[5]}\n还有一点要说。"
    (item,) = reading.report.unplaced
    assert (item.text, item.reason, item.section) == (OWN[5], "repeated-heading", 5)
    assert item.line == note(reading, "repeated-heading").line


def test_a_list_of_contents_is_no_second_report(read: Read) -> None:
    contents = "\n".join(OWN.values())
    title, rest = COPY.split("\n", 1)
    reading = read(f"{title}\n目录\n{contents}\n{rest}")
    assert reading.report.preamble == f"目录\n{contents}"
    assert [passage.text for passage in reading.report.passages if passage.text] == list(TEXTS.values())
    assert codes(reading) == ["contents-list"]


def test_a_list_of_contents_does_not_hide_a_mistyped_heading(read: Read) -> None:
    contents = "\n".join(OWN.values())
    title, rest = COPY.split("\n", 1)
    rest = rest.replace(OWN[3], "三、收到和处理政府信息公开请情况")
    reading = read(f"{title}\n{contents}\n{rest}")
    assert reading.report.passage(3).heading == "三、收到和处理政府信息公开请情况"


def test_two_reports_are_refused_with_their_lines(read: Read) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(COPY + "\n" + COPY)
    assert caught.value.code == "two-reports"
    lines = (COPY + "\n" + COPY).split("\n")
    assert [lines[int(str(caught.value.fields[name])) - 1] for name in ("first", "second")] == [OWN[1], OWN[1]]


def test_two_titles_of_different_reports_are_refused(read: Read) -> None:
    other = f"白石镇2019年政府信息公开工作年度报告\n{OWN[1]}\n{OWN[5]}"
    with pytest.raises(UnreadableFile) as caught:
        read(COPY + "\n" + other)
    assert caught.value.code == "two-reports"


def test_another_report_named_below_is_none(read: Read) -> None:
    reading = read(COPY + "\n青禾镇2018年政府信息公开工作年度报告")
    assert reading.report.year == 2019


def test_a_text_without_headings_is_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_copy("今天天气很好。\n\t0\n\t0\n".encode(), "copy.txt", official_forms())
    assert (caught.value.code, caught.value.fields["heading"]) == ("no-headings", OWN[1])


def test_paragraphs_lose_their_indents_and_nothing_else(read: Read) -> None:
    said = "　　本镇  公开了 3 件，\u00a0如下：\n\u00a0\n  （一）“头一件”；\n\t二件。"
    reading = read(COPY.replace(TEXTS[1], said))
    assert reading.report.passage(1).text == "本镇  公开了 3 件，\u00a0如下：\n（一）“头一件”；\n二件。"


def test_text_behind_a_heading_on_its_line_is_its_sections(read: Read) -> None:
    lines = (
        "青禾镇2022年政府信息公开工作年度报告",
        "一、总体情况 公开信息12条。",
        "五、存在的主要问题及改进情况 解读不足。",
    )
    report = read("\n".join(lines)).report
    assert (report.get("S1.text"), report.get("S5.text")) == ("公开信息12条。", "解读不足。")
    assert report.get("S1.heading") == "一、总体情况"


@pytest.mark.parametrize("sign", ["：", "。", "　", ": ", "。　"])
@pytest.mark.parametrize("page", [False, True])
def test_what_parts_a_heading_from_its_text_is_of_neither(sign: str, page: bool) -> None:
    lines = [
        "一、总体情况",
        "平稳。",
        f"五、存在的主要问题及改进情况{sign}（一）问题。催办少。",
        f"六、其他需要报告的事项{sign}无。",
    ]
    text = "".join(f"<p>{line}</p>" for line in lines) if page else "\n".join(lines)
    report = read_copy(text.encode(), "x.html" if page else "x.txt", {"2019": F19}, unit="青禾镇", year=2019).report
    assert (report.passage(6).heading, report.passage(6).text) == ("六、其他需要报告的事项", "无。")
    assert (report.passage(5).heading, report.passage(5).text) == (
        "五、存在的主要问题及改进情况",
        "（一）问题。催办少。",
    )


def test_a_sub_heading_gives_way_to_the_part_itself(read: Read) -> None:
    copy = COPY.replace(OWN[1], "第一部分 总体情况").replace(OWN[2], "第二部分 主动公开政府信息情况")
    reading = read(copy.replace(TEXTS[1], f"{TEXTS[1]}\n（一）主动公开情况\n发布3条。"))
    assert reading.report.passage(1).text == f"{TEXTS[1]}\n（一）主动公开情况\n发布3条。"
    assert reading.report.passage(2).heading == "第二部分 主动公开政府信息情况"
    assert not reading.missing


def test_a_sentence_that_begins_like_a_heading_is_no_heading(read: Read) -> None:
    lines = ("一、总体情况", "概述。", "六、其他需要报告的事项 将在下年补充。", "六、其他需要报告的事项", "无")
    report = read("\n".join(("青禾镇2022年政府信息公开工作年度报告", *lines))).report
    assert report.get("S6.text") == "无"
    assert report.get("S1.text") == "概述。\n六、其他需要报告的事项 将在下年补充。"


def test_a_row_named_in_a_sentence_with_a_number_is_not_lost(read: Read) -> None:
    head = ("申请人情况", "自然人 法人或其他组织 总计", "商业企业 科研机构 社会公益组织 法律服务机构 其他")
    rows = ("一、本年新收政府信息公开申请数量 5 1 0 0 0 0 6", "四、结转下年度继续办理 2 0 0 0 0 0 2")
    lines = ("三、收到和处理政府信息公开申请情况", "情况如下。", "结转下年度继续办理2件。", *head, *rows)
    report = read("\n".join(("青禾镇2022年政府信息公开工作年度报告", "一、总体情况", *lines))).report
    assert report.get("S3.text") == "情况如下。\n结转下年度继续办理2件。"
