"""What is possible but unlikely is a hint, and small numbers say nothing."""

from __future__ import annotations

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.forms import Severity, official_forms
from gipr_tui.report.model import text_place
from tests import reports
from tests.checks.cases import Case, numbered, said

NOUGHTS = " ".join(f"{address}=0" for address in reports.clean_2021().layout.cells)

SPEAKS = [
    ("P-CARRY", Case("2021", "R4.c7=9"), "R4.c7"),
    ("P-CARRY", Case("2019", "R1.c7=10 R4.c7=6"), "R4.c7"),
    ("P-CORR", Case("2021", "RV.tot=40 RV.corr=7"), "RV.corr"),
    ("P-OPEN", Case("2021", "R3.7.c7=30 R3.1.c7=9 R3.2.c7=2"), "R3.1.c7"),
    ("P-NOTHELD", Case("2019", "R3.7.c7=50 R3.4.1.c7=31"), "R3.4.1.c7"),
    ("P-OTHER", Case("2021", "R3.7.c7=50 R3.6.3.c7=16"), "R3.6.3.c7"),
    ("P-OTHER", Case("2019", "R3.7.c7=50 R3.6.c7=16"), "R3.6.c7"),
    ("P-TXTONLY", Case("2021", texts=((text_place(1), "2021年1月1日起，按条例第711号令受理申请。"),)), "S1.text"),
    ("P-ALLZERO", Case("2021", NOUGHTS), "S1.text"),
    ("P-ALLZERO", Case("2021", f"{NOUGHTS} I1.1.issued=/"), "S1.text"),
]

SILENT = [
    ("P-CARRY", Case("2021", "R4.c7=8")),
    ("P-CARRY", Case("2019", "R4.c7=5")),
    ("P-CORR", Case("2021", "RV.tot=40 RV.corr=6")),
    ("P-CORR", Case("2021", "RV.tot=29 RV.corr=29")),
    ("P-OPEN", Case("2021", "R3.7.c7=30 R3.1.c7=10 R3.2.c7=2")),
    ("P-OPEN", Case("2021", "R3.7.c7=29 R3.1.c7=0 R3.2.c7=0")),
    ("P-OPEN", Case("2021", "R3.7.c7=30 R3.1.c7= R3.2.c7=")),
    ("P-NOTHELD", Case("2019", "R3.7.c7=50 R3.4.1.c7=30")),
    ("P-OTHER", Case("2021", "R3.7.c7=50 R3.6.3.c7=15")),
    ("P-TXTONLY", Case("2021", texts=((text_place(1), "共收到政府信息公开申请十六件。"),))),
    ("P-TXTONLY", Case("2021", texts=((text_place(1), "网站发布文件１２篇。"),))),
    ("P-TXTONLY", Case("2021", texts=((text_place(1), ""),))),
    ("P-TXTONLY", Case("2021", NOUGHTS, texts=((text_place(1), "本年未收到政府信息公开申请。"),))),
    ("P-ALLZERO", Case("2021", NOUGHTS, texts=((text_place(1), "本年未收到政府信息公开申请。"),))),
    ("P-ALLZERO", Case("2021")),
    ("P-ALLZERO", Case("2021", NOUGHTS.replace("=0", "="))),
]


@pytest.mark.parametrize(("rule", "case", "places"), numbered(SPEAKS))
def test_what_is_unlikely_is_named(rule: str, case: Case, places: str) -> None:
    findings = [finding for finding in case.evaluate().findings if finding.rule == rule]
    assert [finding.place for finding in findings] == places.split()
    assert {finding.severity for finding in findings} <= {Severity.HINT, Severity.WARNING}


@pytest.mark.parametrize(("rule", "case"), numbered(SILENT))
def test_what_is_usual_or_rests_on_few_is_left_alone(rule: str, case: Case) -> None:
    assert said(case.evaluate(), rule) == []


def test_the_cases_know_every_share_of_the_forms() -> None:
    known = {share.rule for form in official_forms().values() for share in form.shares}
    assert known | {"P-TXTONLY", "P-ALLZERO"} == {rule for rule, *_ in SPEAKS} == {rule for rule, *_ in SILENT}


def test_a_share_is_said_with_both_numbers() -> None:
    (finding,) = [f for f in evaluate(Case("2021", "RV.tot=40 RV.corr=7").report).findings if f.rule == "P-CORR"]
    assert (finding.left, finding.right, dict(finding.facts)["percent"]) == (7, 40, "17.5")
