"""Sentences whose figures must be heard, kind by kind. All of them are made up for the test."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gipr_tui.checks.narrative import read_claims
from tests.checks.narrative.reading import ANSWERED, FORWARD, NEW, OVER, RECEIVED, YEAR, speaking

INTAKE = [
    ("本镇今年共收到村民提出的政府信息公开申请12件。", [(NEW, 12)]),
    ("全年受理信息公开申请 1,234 件，", [(NEW, 1234)]),
    ("全年受理信息公开申请１，２３４件。", [(NEW, 1234)]),
    ("全年共收到政府信息公\n开申请 3119\n件，较上年持平。", [(NEW, 3119)]),
    ("受理政府信息公开申请二十三件。", [(NEW, 23)]),
    ("街道收到政府信息公开申请一件。", [(NEW, 1)]),
    ("收到的政府信息公开申请总数为45件，", [(NEW, 45)]),
    ("收到政府信息公开申请45，答复45。", [(NEW, 45), (ANSWERED, 45)]),
    ("接收依申请公开事项7项。", [(NEW, 7)]),
    ("登记政府信息公开申请6宗。", [(NEW, 6)]),
    ("先后接到9份政府信息公开申请书，", [(NEW, 9)]),
    ("依申请公开方面，一年来受理4起。", [(NEW, 4)]),
    ("（二）依申请公开情况。全年共收到申请50件，办结50件。", [(NEW, 50), (ANSWERED, 50)]),
    ("通过网站、信函、窗口等渠道共收到政府信息公开申请10件。", [(NEW, 10)]),
    ("公布各类信息300条，收到依申请公开3条。", [(NEW, 3)]),
    ("收到政府信息公开申请10件，网络提交的有8件、当面提交的有2件。", [(NEW, 10)]),
]

JOINED = [
    ("受理政府信息公开申请（含上年结转5件）60件。", [(OVER, 5), (RECEIVED, 60)]),
    ("受理政府信息公开申请60件（含上年结转5件）。", [(RECEIVED, 60), (OVER, 5)]),
    ("受理政府信息公开申请60件，其中上年结转5件。", [(RECEIVED, 60), (OVER, 5)]),
    ("新收和上年结转政府信息公开申请共60件。", [(RECEIVED, 60)]),
    ("镇里收办依申请公开60件。", [(RECEIVED, 60)]),
    ("全年处理了60件政府信息公开申请。", [(ANSWERED, 60)]),
    ("接收、办理政府信息公开申请60件。", [(NEW, 60)]),
    ("接收并答复政府信息公开申请14件", [(ANSWERED, 14), (NEW, 14)]),
    ("依申请公开事项受理、办结14件。", [(ANSWERED, 14), (NEW, 14)]),
]

CARRIED = [
    ("上一年度结转政府信息公开申请5件，本年度新收60件。", [(OVER, 5), (NEW, 60)]),
    ("由2023年结转至2024年的有5件，", [(OVER, 5)]),
    ("5件为上年度结转，", [(OVER, 5)]),
    ("续办上年度政府信息公开申请5件，", [(OVER, 5)]),
    ("无上年结转申请。", [(OVER, 0)]),
    ("结转至2025年度3件。", [(FORWARD, 3)]),
    ("3件申请因需征求第三方意见结转至2025年办理。", [(FORWARD, 3)]),
    ("其余3件未到答复期限，结转下一年度办理。", [(FORWARD, 3)]),
    ("剩余3件转入次年。", [(FORWARD, 3)]),
    ("结转3件至下年度。", [(FORWARD, 3)]),
    ("下年度结转3件。", [(FORWARD, 3)]),
    ("没有结转下年度的申请。", [(FORWARD, 0)]),
    ("三件顺延到下一年度答复。", [(FORWARD, 3)]),
    ("收到依申请公开9件，已办结6件，3件跨年办理。", [(NEW, 9), (ANSWERED, 6), (FORWARD, 3)]),
    ("收到依申请公开9件，3件跨年办理。", [(NEW, 9)]),
]

ANSWERS = [
    ("依法答复政府信息公开申请19件。", [(ANSWERED, 19)]),
    ("依法依规答复了19件政府信息公开申请。", [(ANSWERED, 19)]),
    ("对政府信息公开申请，共答复19件。", [(ANSWERED, 19)]),
    ("办理完毕的政府信息公开申请为19件。", [(ANSWERED, 19)]),
    ("政府信息公开申请办理完毕19件。", [(ANSWERED, 19)]),
    ("研究答复、办结依申请公开件19件。", [(ANSWERED, 19)]),
    ("共收到政府信息公开申请20件，已处理19件，1件在办。", [(NEW, 20), (ANSWERED, 19)]),
    ("共收到政府信息公开申请20件，办理19件，结转次年1件。", [(NEW, 20), (ANSWERED, 19), (FORWARD, 1)]),
    ("共收到政府信息公开申请20件，18件已依法办结，2件结转下年度。", [(NEW, 20), (ANSWERED, 18), (FORWARD, 2)]),
    (
        "答复政府信息公开申请60件（含上年度结转申请5件，另有4件顺延至下年度答复）。",
        [(ANSWERED, 60), (OVER, 5), (FORWARD, 4)],
    ),
]

NOUGHT = [
    ("年内未收到政府信息公开申请，也未发生复议诉讼。", [(NEW, 0)]),
    ("没有收到任何形式的政府信息公开申请", [(NEW, 0)]),
    ("本单位无依申请公开件。", [(NEW, 0)]),
    ("年内无公民、法人和其他组织申请公开政府信息。", [(NEW, 0)]),
    ("未接收、处理政府信息公开申请；", [(NEW, 0)]),
    ("依申请公开零申请。", [(NEW, 0)]),
    ("共收到依申请公开0件。", [(NEW, 0)]),
]


@pytest.mark.parametrize(("text", "claims"), INTAKE + JOINED + CARRIED + ANSWERS + NOUGHT)
def test_claims_of_the_year(text: str, claims: list[tuple[str, int]]) -> None:
    assert sorted(speaking(text)) == sorted(claims)


def test_a_claim_shows_its_words_in_the_source() -> None:
    text = "年内，全县共受理政府信息公开申请 88\n件，答复 85 件。"
    new, answered = read_claims(text, YEAR)
    assert new.text == "受理政府信息公开申请 88\n件"
    assert text[slice(*new.span)] == new.text
    assert (new.value, new.unit, new.year) == (Decimal(88), "件", YEAR)
    assert answered.text == "答复 85 件"


def test_claims_come_in_the_order_of_their_spans() -> None:
    claims = read_claims("上年结转6件，新收政府信息公开申请88件，办结90件，结转下年度4件。", YEAR)
    assert [claim.quantity for claim in claims] == [OVER, NEW, ANSWERED, FORWARD]
    assert [claim.span for claim in claims] == sorted(claim.span for claim in claims)


def test_every_figure_is_read_as_it_stands() -> None:
    for number in (*range(2500), 12345, 12329, 20240, 98765):
        assert speaking(f"收到政府信息公开申请{number}件，") == [(NEW, number)]
        assert speaking(f"收到{number}份政府信息公开申请。") == [(NEW, number)]


@pytest.mark.parametrize("text", ["约300件", "300余件", "近300件", "1.2万件", "300件以上", "三百多件"])
def test_a_bound_is_approximate(text: str) -> None:
    (claim,) = read_claims(f"共收到政府信息公开申请{text}。", YEAR)
    assert claim.approximate
