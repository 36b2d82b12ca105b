"""A local variant is assumed only where figures of the copy stand in its own row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading

Read = Callable[[str], Reading]

BEGIN = ("青禾镇2022年政府信息公开工作年度报告", "一、总体情况", "概述。")
END = ("六、其他需要报告的事项", "没有。")
HEAD = (
    "三、收到和处理政府信息公开申请情况",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    *("申请人情况", "自然人", "法人或其他组织", "总计"),
    *("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
)
OTHER = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)


@pytest.mark.parametrize("lines", [(), (*HEAD, "一、本年新收政府信息公开申请数量", *"5100006")])
def test_a_copy_without_the_row_is_on_the_plain_form(read: Read, lines: tuple[str, ...]) -> None:
    assert not read("\n".join((*BEGIN, *lines, *END))).report.variants


def test_the_rows_that_a_variant_takes_away_speak_against_it(read: Read) -> None:
    """Labels first, then figures: those behind the last label look like its row."""
    lines = (*HEAD, *OTHER, "（六）其他处理", *"2000002")
    reading = read("\n".join((*BEGIN, *lines, *END)))
    assert not reading.report.variants
    assert not any(address.startswith("R3.6") for address in reading.placed)


@pytest.mark.parametrize("figures", ["2000002", "22"])
def test_figures_in_its_row_speak_for_a_variant(read: Read, figures: str) -> None:
    head = "\t".join(HEAD[3:6]) + "\n" + "\t".join(HEAD[-5:])
    lines = (HEAD[0], "申请人情况", head, "\t".join(("（六）其他处理", *figures)))
    assert read("\n".join((*BEGIN, *lines, *END))).report.variants == {"single-other"}
