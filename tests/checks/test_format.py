"""Punctuation of the wrong width, and text that was damaged."""

from __future__ import annotations

import pytest

from gipr_tui.forms import Severity
from gipr_tui.report.model import PREAMBLE, TITLE, heading_place, text_place
from tests.checks.cases import Case, numbered, said

SIX = text_place(6)

SPEAKS = [
    ("F-PUNC", Case("2021", texts=((SIX, "本年没有收取信息处理费,也没有其他事项。"),)), SIX),
    ("F-PUNC", Case("2021", texts=((SIX, "(一)本年没有收取信息处理费。"),)), SIX),
    ("F-PUNC", Case("2021", texts=((SIX, "信息处理费占0%，其余占0％。"),)), SIX),
    ("F-PUNC", Case("2021", texts=((PREAMBLE, "统计期限为全年,联系电话见网站。"),)), PREAMBLE),
    ("F-ENC", Case("2021", texts=((SIX, "本年没有收取信息\ufffd\ufffd费。"),)), SIX),
    ("F-ENC", Case("2021", texts=((SIX, "???????? 信息处理费"),)), SIX),
    ("F-ENC", Case("2021", texts=((SIX, "锟斤拷信息处理费"),)), SIX),
    ("F-ENC", Case("2021", texts=((heading_place(6), "六、其他需要报告的\ufffd项"),)), heading_place(6)),
    ("F-ENC", Case("2021", texts=((TITLE, "云岭市水务局2021年政府信息公开工作年度报告???"),)), TITLE),
]

SILENT = [
    ("F-PUNC", Case("2021")),
    ("F-PUNC", Case("2021", texts=((SIX, "信息处理费1,200元（含税），占12%；见 http://a.example/x(1),y。"),))),
    ("F-ENC", Case("2021")),
    ("F-ENC", Case("2021", texts=((SIX, "信息处理费怎么收？？请看网站??"),))),
]


@pytest.mark.parametrize(("rule", "case", "place"), numbered(SPEAKS))
def test_what_is_badly_written_is_named_once_for_a_text(rule: str, case: Case, place: str) -> None:
    (finding,) = [finding for finding in case.evaluate().findings if finding.rule == rule]
    assert finding.place == place
    assert finding.severity is (Severity.HINT if rule == "F-PUNC" else Severity.ERROR)
    assert finding.span is not None
    assert case.report.get(place)[slice(*finding.span)] == finding.text


@pytest.mark.parametrize(("rule", "case"), numbered(SILENT))
def test_what_may_be_written_so_is_left_alone(rule: str, case: Case) -> None:
    assert said(case.evaluate(), rule) == []
