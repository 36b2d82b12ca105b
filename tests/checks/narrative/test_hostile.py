"""Any text is read without harm: spans lie in it, nothing is raised, and time grows with length."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.checks.narrative import read_claims
from tests.pace import within

PIECES = re.findall(
    r"\S+",
    """
    收到 受理 办理 处理 答复 办结 结转 上年 下年度 2023年 2024年 2025年 本年
    政府信息公开申请 依申请公开 申请 件 12件 一件 3,4 1 ０ 余 约 其中 含
    （ ） ( ) 《 》 “ ” ， 、 。 ； ：
    . 共 全市 已 均 未 无 没有 和 并 至 到 的
    为 市公安局 通过 网络 行政复议 12345 上半年 5月 百分之 % 二十 两 万
    予以公开 部分公开 不予公开 其他 自然人 法人或其他组织 信函 网络 分别为 各 均为 均获维持 尚未审结 撤销
    行政诉讼 复议后起诉 规章 规范性文件 制发 废止 现行有效 行政许可 信息处理费 300元 占45.3% 同比增长 较上年增加
    〇 第 一、 （二） 3. 一是 甲乙丙丁 尚有 其余 代表 政府 本级
    """,
)
_PROSE = st.lists(st.sampled_from([*PIECES, " ", "\n", "\n\n", "\u3000", "\t"]), max_size=60).map("".join)


@given(text=st.one_of(_PROSE, st.text()), year=st.integers(1900, 2100))
def test_every_claim_lies_in_the_text(text: str, year: int) -> None:
    claims = read_claims(text, year)
    for claim in claims:
        start, end = claim.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == claim.text
        assert claim.value >= 0 or claim.quantity == "change_from_last_year"
        assert claim.narrowed in text
    assert [claim.span for claim in claims] == sorted(claim.span for claim in claims)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "12 ",
        "申请",
        "申请，",
        "一",
        "(",
        "（）",
        " ",
        "\n",
        "。",
        "《",
        "“",
        "上年结转",
        "1月至",
        "未任何，",
        "予以公开、",
        "其中1件，",
        "较上年",
        "规章、",
        "行政许可",
        "信息处理费",
        "信息处理费申请",
    ],
)
def test_a_megabyte_of_one_thing_takes_no_time(piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    with within(1):
        read_claims(text, 2024)


@pytest.mark.parametrize("mark", ["，", "。", "；市局"])
def test_time_grows_with_length_only(mark: str) -> None:
    text = "".join(f"受理政府信息公开申请{number}件{mark}" for number in range(2000))
    with within(2):
        assert len(read_claims(text, 2024)) == 2000


def test_an_empty_text_claims_nothing() -> None:
    assert read_claims("", 2024) == ()
