"""What may stand in a cell."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.forms import Severity
from gipr_tui.report.model import Source
from tests.checks.cases import Case, numbered, said

SPEAKS = [
    ("F-INT", Case("2019", "R1.c1=5.0"), "R1.c1"),
    ("F-INT", Case("2021", "I5.1.decided=240.5"), "I5.1.decided"),
    ("F-INT", Case("2019", "I6.1.change=1.5"), "I6.1.change"),
    ("F-NEG", Case("2019", "R3.3.1.c1=-1"), "R3.3.1.c1"),
    ("F-NEG", Case("2021", "LD.oth=－1"), "LD.oth"),
    ("F-CN", Case("2021", "R1.c1=十二"), "R1.c1"),
    ("F-CN", Case("2019", "RV.corr=〇"), "RV.corr"),
    ("F-UNIT", Case("2019", "I9.1.amount=251000元"), "I9.1.amount"),
    ("F-UNIT", Case("2021", "R1.c1=12件"), "R1.c1"),
    ("F-OCR", Case("2019", "I1.1.made=O"), "I1.1.made"),
    ("F-OCR", Case("2021", "R1.c1=l2"), "R1.c1"),
    ("F-WIDTH", Case("2021", "R1.c1=１２"), "R1.c1"),
    ("F-WIDTH", Case("2021", "I8.1.amount=75。9261"), "I8.1.amount"),
    ("F-THOU", Case("2021", "I5.1.decided=1,240"), "I5.1.decided"),
    ("F-THOU", Case("2021", "I5.1.decided=1，240"), "I5.1.decided"),
    ("F-LEAD0", Case("2021", "R1.c1=012"), "R1.c1"),
    ("F-LEAD0", Case("2019", "R3.3.1.c3=0.0"), "R3.3.1.c3"),
    ("F-LEAD0", Case("2021", "R1.c5=+1"), "R1.c5"),
    ("F-DEC4", Case("2019", "I9.1.amount=25.1"), "I9.1.amount"),
    ("F-DEC4", Case("2019", "I9.1.amount=25"), "I9.1.amount"),
    ("T2-INT", Case("2019", "I1.1.made=O余"), "I1.1.made"),
    ("T2-INT", Case("2021", "I8.1.amount=约75"), "I8.1.amount"),
    ("T2-INT", Case("2021", "I8.1.amount=-75.9"), "I8.1.amount"),
    ("T3-INT", Case("2019", "R1.c1=5起余"), "R1.c1"),
    ("T3-INT", Case("2021", f"R3.6.1.c1={'9' * 200}"), "R3.6.1.c1"),
    ("T4-INT", Case("2021", "LA.tot=1e0"), "LA.tot"),
    ("T2-AMT", Case("2019", "I9.1.amount=41174.3900"), "I9.1.amount"),
    ("T2-AMT", Case("2019", "I9.1.amount=41174.3900万元"), "I9.1.amount"),
    ("T2-AMT", Case("2019", "I9.1.amount=４１１７４．３９００"), "I9.1.amount"),
    ("T2-AMT", Case("2021", "I8.1.amount=7592.61", last=""), "I8.1.amount"),
    ("T2-AMT", Case("2021", "I8.1.amount=0.7592", last=""), "I8.1.amount"),
    ("T2-19-SIGN", Case("2019", "I6.1.change=51"), "I6.1.change"),
    ("S-BLANK", Case("2019", "R1.c3= R2.c4="), "R1.c3"),
    ("S-BLANK", Case("2019", "I1.1.made= I5.1.before="), "I1.1.made I5.1.before"),
    ("S-PLACE", Case("2019", "I1.1.made=/ I1.1.published=— I1.1.stock=无"), "I1.1.made"),
]

SILENT = [
    ("F-INT", Case("2021", "I8.1.amount=75.0")),
    ("F-INT", Case("2019", "I6.1.change=减3")),
    ("F-NEG", Case("2019", "I6.1.change=-3")),
    ("F-NEG", Case("2019", "R3.3.1.c1=-0")),
    ("F-CN", Case("2019", "R3.3.1.c1=无")),
    ("F-UNIT", Case("2019", "I9.1.amount=25.1000")),
    ("F-OCR", Case("2021", "R1.c1=12")),
    ("F-WIDTH", Case("2021", texts=(("R1.c1", "\u00a012\u3000"),))),
    ("F-THOU", Case("2021", "I5.1.decided=1240")),
    ("F-LEAD0", Case("2021", "R1.c1=0 I8.1.amount=0.0000")),
    ("F-LEAD0", Case("2019", "I6.1.change=+5")),
    ("F-DEC4", Case("2019", "I9.1.amount=0")),
    ("F-DEC4", Case("2019", "I9.1.amount=251000元")),
    ("F-DEC4", Case("2019", "I9.1.amount=２５．１０００")),
    ("F-DEC4", Case("2021", "I8.1.amount=75.9")),
    ("T2-INT", Case("2019", "I6.1.change=增5减8 I1.2.stock=１，234")),
    ("T3-INT", Case("2021", "R1.c1=１２ R3.3.1.c1=/ R3.3.2.c1=")),
    ("T4-INT", Case("2019", "RV.tot=一")),
    ("T2-AMT", Case("2019", "I9.1.amount=41174.3905")),
    ("T2-AMT", Case("2019", "I9.1.amount=4.3900")),
    ("T2-AMT", Case("2019", "I9.1.amount=41174.0000")),
    ("T2-AMT", Case("2021", "I8.1.amount=759.26", last="")),
    ("T2-AMT", Case("2021", "I8.1.amount=7592.61")),
    ("T2-19-SIGN", Case("2019", "I6.1.change=+51")),
    ("T2-19-SIGN", Case("2019", "I6.1.change=49")),
    ("S-BLANK", Case("2019", "R3.7.c1=")),
    ("S-PLACE", Case("2019", "R3.7.c1=/")),
]


@pytest.mark.parametrize(("rule", "case", "places"), numbered(SPEAKS))
def test_a_figure_that_should_not_be_there_is_named(rule: str, case: Case, places: str) -> None:
    assert said(case.evaluate(), rule) == places.split()


@pytest.mark.parametrize(("rule", "case"), numbered(SILENT))
def test_a_figure_that_may_be_there_is_left_alone(rule: str, case: Case) -> None:
    assert said(case.evaluate(), rule) == []


def test_both_lists_know_the_same_rules() -> None:
    assert {rule for rule, *_ in SPEAKS} == {rule for rule, *_ in SILENT}


@pytest.mark.parametrize(
    ("case", "rule", "severity"),
    [
        (Case("2019", "R1.c1=5.0"), "F-INT", Severity.ERROR),
        (Case("2021", "I5.1.decided=-240"), "F-NEG", Severity.ERROR),
        (Case("2019", "RV.corr=〇"), "F-CN", Severity.WARNING),
        (Case("2019", "I9.1.amount=251000元"), "F-UNIT", Severity.WARNING),
        (Case("2019", "I1.1.made=O余"), "T2-INT", Severity.ERROR),
        (Case("2019", "I1.1.made=O"), "F-OCR", Severity.WARNING),
        (Case("2021", "R1.c1=１２"), "F-WIDTH", Severity.HINT),
        (Case("2021", texts=(("I5.1.decided", "1 240"),)), "F-THOU", Severity.HINT),
        (Case("2021", "R1.c1=012"), "F-LEAD0", Severity.HINT),
        (Case("2019", "I9.1.amount=25.1"), "F-DEC4", Severity.HINT),
        (Case("2019", "R1.c3="), "S-BLANK", Severity.WARNING),
        (Case("2019", "R1.c3=/"), "S-PLACE", Severity.WARNING),
    ],
)
def test_a_figure_weighs_what_its_rule_weighs(case: Case, rule: str, severity: Severity) -> None:
    assert [(finding.rule, finding.severity) for finding in case.evaluate().findings] == [(rule, severity)]


def test_blank_cells_of_a_table_are_one_finding_that_lists_them() -> None:
    (finding,) = Case("2021", "R3.3.1.c1= R3.3.1.c2= R4.c6=").evaluate().findings
    assert finding.cells == ("R3.3.1.c1", "R3.3.1.c2", "R4.c6")
    assert dict(finding.facts)["count"] == "3"


@pytest.mark.parametrize("mark", ["", "/"])
def test_a_blank_total_is_left_out_of_the_list(mark: str) -> None:
    findings = Case("2021", f"R3.3.1.c1={mark} R1.c7={mark}").evaluate().findings
    assert {finding.rule: finding.cells[0] for finding in findings} == {
        ("S-PLACE" if mark else "S-BLANK"): "R3.3.1.c1",
        "T3-BLANKTOT": "R1.c7",
    }
    listed = next(finding for finding in findings if finding.rule.startswith("S-"))
    assert listed.cells == ("R3.3.1.c1",)
    assert dict(listed.facts)["count"] == "1"


def test_digits_parted_by_spaces_are_not_joined() -> None:
    (finding,) = [f for f in Case("2021", texts=(("R1.c1", "1\u00a02"),)).evaluate().findings if f.rule == "T3-INT"]
    assert (finding.severity, finding.wording) == (Severity.ERROR, "unreadable-split-digits")


def test_the_decimals_of_a_copy_are_its_own_headers_matter() -> None:
    report = Case("2019", "I9.1.amount=25.1").report
    copied = replace(report, source=Source("copy.txt", "utf-8", MappingProxyType({"I9.1.amount": 90})))
    assert said(evaluate(copied), "F-DEC4") == []


def test_a_figure_in_yuan_is_converted_before_it_is_compared() -> None:
    assert [f.rule for f in Case("madeup", "B1.9.cost=133000元").evaluate().findings] == ["F-UNIT"]
