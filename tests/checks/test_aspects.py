"""What the words of a report must speak of, the title, and sections that say nothing."""

from __future__ import annotations

import pytest

from gipr_tui.forms import Severity, official_forms
from gipr_tui.report.model import PREAMBLE, TITLE, text_place
from tests.checks.cases import Case, numbered, said

ONE, FIVE, SIX = text_place(1), text_place(5), text_place(6)

FULL_PREAMBLE = "本报告统计期限自1月1日至12月31日。有疑问请打电话联系。"


def texts(**by_name: str) -> tuple[tuple[str, str], ...]:
    places = {"one": ONE, "five": FIVE, "six": SIX, "title": TITLE, "preamble": PREAMBLE}
    return tuple((places[name], text) for name, text in by_name.items())


SPEAKS = [
    ("S-TITLE", Case("2021", texts=texts(title="")), TITLE),
    ("S-TITLE", Case("2021", texts=texts(title="云岭市水务局2020年政府信息公开工作年度报告")), TITLE),
    ("S-TITLE", Case("2021", texts=texts(title="云岭市水务局二〇二〇年政府信息公开工作年度报告")), TITLE),
    ("S-TITLE", Case("2021", texts=texts(title="云岭市水务局政府信息公开工作年度报告")), TITLE),
    ("S-TITLE", Case("2021", texts=texts(title="2021年政府信息公开工作年度报告")), TITLE),
    ("S-FIVE", Case("2021", texts=texts(one="本年按条例办事，收到申请16件。")), ONE),
    ("S-FIVE", Case("2019", texts=texts(one="")), ONE),
    ("S-GOV", Case("2021", unit="青石镇人民政府"), ONE),
    ("S-GOV", Case("2021", unit="云岭市"), ONE),
    ("S-5EMPTY", Case("2021", texts=texts(five="")), FIVE),
    ("S-5EMPTY", Case("2021", texts=texts(five="无。")), FIVE),
    ("S-5EMPTY", Case("2021", texts=texts(five="还有不足。")), FIVE),
    ("S-5EMPTY", Case("2021", texts=texts(five="公开的内容更新不够及时，栏目设置不够合理。")), FIVE),
    ("S-5EMPTY", Case("2021", texts=texts(five="明年把每个栏目都理一遍，再请群众来看。")), FIVE),
    ("S-6EMPTY", Case("2021", texts=texts(six="")), SIX),
    ("S-6EMPTY", Case("2021", texts=texts(six="无。")), SIX),
    ("S-6EMPTY", Case("2019", texts=texts(six=" ")), SIX),
    ("S-PRE", Case("2021", texts=texts(preamble="根据条例编制本报告。")), PREAMBLE),
    ("P-LIT", Case("2021", texts=texts(one="主动公开、依申请公开、信息管理、平台建设、监督保障都有人管。")), ONE),
]

SILENT = [
    ("S-TITLE", Case("2021")),
    ("S-TITLE", Case("2021", texts=texts(title="二〇二一年度云岭市水务局政府信息公开年报"))),
    ("S-FIVE", Case("2021")),
    ("S-FIVE", Case("2021", texts=texts(one="公开信息三千条，答复依申请五件，公文都经审查，网站改版，全年培训两次。"))),
    ("S-GOV", Case("2019")),
    ("S-GOV", Case("2021", unit="云岭市水务局")),
    ("S-GOV", Case("2021", unit="云岭经济开发区")),
    ("S-GOV", Case("2021", unit="青石街道办事处")),
    ("S-5EMPTY", Case("2021")),
    ("S-5EMPTY", Case("2019")),
    ("S-6EMPTY", Case("2021")),
    ("S-6EMPTY", Case("2019")),
    ("S-PRE", Case("2021")),
    ("S-PRE", Case("2021", texts=texts(preamble=FULL_PREAMBLE))),
    ("P-LIT", Case("2021")),
    (
        "P-LIT",
        Case("2021", "LD.oth=0 LD.tot=0 LA.keep=0 LA.tot=0", texts=texts(one="网站、申请、公文、培训、主动公开。")),
    ),
]


@pytest.mark.parametrize(("rule", "case", "place"), numbered(SPEAKS))
def test_what_is_not_spoken_of_is_named(rule: str, case: Case, place: str) -> None:
    findings = [finding for finding in case.evaluate().findings if finding.rule == rule]
    assert [finding.place for finding in findings] == [place]
    assert findings[0].severity is (Severity.HINT if rule in ("S-PRE", "P-LIT") else Severity.WARNING)


@pytest.mark.parametrize(("rule", "case"), numbered(SILENT))
def test_what_is_spoken_of_is_left_alone(rule: str, case: Case) -> None:
    assert said(case.evaluate(), rule) == []


def test_the_cases_know_every_such_rule_of_the_forms() -> None:
    forms = official_forms().values()
    known = {mention.rule for form in forms for mention in form.mentions} | {"S-TITLE"}
    known |= {body.rule for form in forms for body in form.bodies}
    assert known == {rule for rule, *_ in SPEAKS} == {rule for rule, *_ in SILENT}


def test_the_aspects_that_are_lacking_are_named() -> None:
    case = Case("2021", texts=texts(one="主动公开和依申请公开都有专人负责，收到申请16件，诉讼1件。"))
    (finding,) = [finding for finding in case.evaluate().findings if finding.rule == "S-FIVE"]
    assert dict(finding.facts)["lacking"] == "政府信息管理、平台建设"
