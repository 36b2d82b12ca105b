"""What a site puts round a report is no part of it: kept with its line, never in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading
from gipr_tui.readers.page_text.frame import is_frame
from gipr_tui.report.model import SITE_FRAME

Read = Callable[[str], Reading]

TITLE = "青禾镇2022年政府信息公开工作年度报告"
BODY = ("本报告由青禾镇编制。", "一、总体情况", "概述。", "六、其他需要报告的事项", "没有收取信息处理费。")


def framed(reading: Reading) -> list[str]:
    return [piece.text for piece in reading.report.unplaced if piece.reason == SITE_FRAME]


def test_the_record_of_a_page_is_no_preamble(read: Read) -> None:
    before = (
        f"标题: {TITLE}",
        "发布时间: 2023-01-20 16:34",
        "文号:",
        "原文链接: https://example.org/a",
        "本地目录: a/b",
        "== 正文 ==",
    )
    reading = read("\n".join((*before, TITLE, "发布日期：2023-01-20", "【打印】 【关闭】", *BODY)))
    assert (reading.report.title, reading.report.preamble) == (TITLE, BODY[0])
    assert framed(reading) == [*before, "发布日期：2023-01-20", "【打印】 【关闭】"]
    note = next(note for note in reading.notes if note.code == SITE_FRAME)
    assert note.fields["count"] == "8"
    assert not reading.report.left_out


def test_any_text_before_the_title_is_no_preamble(read: Read) -> None:
    reading = read("\n".join(("首页", "政务公开", TITLE, *BODY)))
    assert (reading.report.preamble, framed(reading)) == (BODY[0], ["首页", "政务公开"])


def test_a_frame_that_has_run_together_with_the_preamble_ends_before_it(read: Read) -> None:
    place = f"当前位置： 首页政务公开 {TITLE} 来源：青禾镇 时间：2023-01-20 16:34 微信 微博 文件下载 相关链接： -->"
    reading = read("\n".join((f"标题: {TITLE}", f"{place} {BODY[0]}", *BODY[1:])))
    assert (reading.report.preamble, framed(reading)[-1]) == (BODY[0], place)


@pytest.mark.parametrize(
    "tail",
    [("附件下载",), ("附件：1.青禾镇年报.docx（128KB）", "相关链接", "某ICP备05012345号"), ("分享到：", "微信 微博")],
)
def test_what_stands_behind_the_last_section_is_no_part_of_it(read: Read, tail: tuple[str, ...]) -> None:
    reading = read("\n".join((TITLE, *BODY, *tail)))
    assert (reading.report.get("S6.text"), framed(reading)) == (BODY[-1], list(tail))
    joined = read("\n".join((TITLE, *BODY[:-1], f"{BODY[-1]} 附件下载")))
    assert (joined.report.get("S6.text"), framed(joined)) == (BODY[-1], ["附件下载"])


def test_within_the_report_a_line_may_say_anything(read: Read) -> None:
    lines = ("发布时间：见公告", "附件：统计表三份", "来源：群众来信")
    reading = read("\n".join((TITLE, BODY[0], BODY[1], *lines, BODY[2], BODY[3], "附件：统计表三份", BODY[4])))
    assert reading.report.get("S1.text") == "\n".join((*lines, BODY[2]))
    assert reading.report.get("S6.text") == f"附件：统计表三份\n{BODY[4]}"
    assert not framed(reading)


def test_sentences_are_no_frame() -> None:
    assert not is_frame("编辑：本报告由办公室编写。")
    assert not is_frame("本报告的电子版可下载")


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2021 青禾镇 版权所有",
        "COPYRIGHT © 2020-2021 青禾镇人民政府",
        "© 青禾镇人民政府",
        "青禾镇人民政府版权所有 未经许可不得转载",
        "END",
        "-- End --",
        "[打印](javascript:window.print()) [关闭窗口](javascript:window.close())",
        "[打印本页](#)",
        "【[字体放大](javascript:zoom(1))】",
    ],
)
def test_what_ends_a_page_is_no_sentence_of_the_report(read: Read, line: str) -> None:
    reading = read("\n".join((TITLE, *BODY, line)))
    assert reading.report.passage(6).text == BODY[-1]
    assert framed(reading) == [line]


@pytest.mark.parametrize(
    "line", ["本报告见[青禾镇网站](https://example.org/a)", "Copyright一词在本报告中指著作权。", "附件：ENDING"]
)
def test_a_line_that_only_resembles_the_end_of_a_page_stays(read: Read, line: str) -> None:
    reading = read("\n".join((TITLE, *BODY, line)))
    assert reading.report.passage(6).text == f"{BODY[-1]}\n{line}"
