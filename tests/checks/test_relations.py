"""Every arithmetic rule speaks where it must, of the cell to be mended, and is silent where it must be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.checks.finding import word_of
from gipr_tui.forms import Severity, official_forms
from gipr_tui.report.model import Report
from tests.checks.cases import Case, errors, numbered, said

#: The subtotals that a filer of the clean reports may add to the groups of section three.
SUBTOTALS_2019 = "R3.4.0.c1=2 R3.4.0.c2=1 R3.4.0.c7=3 "
SUBTOTALS_2021 = "R3.3.0.c1=1 R3.3.0.c7=1 R3.4.0.c1=2 R3.4.0.c2=1 R3.4.0.c6=1 R3.4.0.c7=4 R3.5.0.c1=1 R3.5.0.c7=1 "

SPEAKS = [
    # section three
    ("T3-ROW", Case("2019", "R1.c7=7"), "R1.c7"),
    ("T3-ROW", Case("2021", "R3.3.4.c7=0"), "R3.3.4.c7"),
    ("T3-ROW", Case("2021", "R3.6.2.c3=1"), "R3.6.2.c7"),
    ("T3-ROW", Case("2019", "R4.c1= R4.c7=1"), "R4.c7"),
    ("T3-TOT19", Case("2019", "R3.7.c1=6"), "R3.7.c1"),
    ("T3-TOT19", Case("2019", "R3.5.5.c6=1"), "R3.7.c6"),
    ("T3-TOT19", Case("2019", "R3.6.c1=1"), "R3.7.c1"),
    ("T3-TOT21", Case("2021", "R3.7.c1=13"), "R3.7.c1"),
    ("T3-TOT21", Case("2021", "R3.6.1.c4=1"), "R3.7.c4"),
    ("T3-TOT21", Case("2021", "R3.6.c4=1", variants="single-other"), "R3.7.c4"),
    ("T3-ID", Case("2019", "R2.c2=1"), "R3.7.c2"),
    ("T3-ID", Case("2021", "R4.c6=1"), "R3.7.c6"),
    ("T3-ID", Case("2019", "R3.7.c1=6 R3.7.c7="), "R3.7.c1"),
    ("T3-SUBT", Case("2019", SUBTOTALS_2019 + "R3.3.0.c1=2", variants="subtotals"), "R3.3.0.c1"),
    ("T3-SUBT", Case("2019", SUBTOTALS_2019 + "R3.4.0.c2=", variants="subtotals"), "R3.4.0.c2"),
    ("T3-SUBT", Case("2021", SUBTOTALS_2021 + "R3.6.0.c5=1", variants="subtotals"), "R3.6.0.c5"),
    ("T3-LEGAL", Case("2019", "R1.c8=2 R3.4.1.c8=1 R3.7.c8=1", variants="legal-subtotal"), "R1.c8"),
    ("T3-BLANKTOT", Case("2019", "R1.c7="), "R1.c7"),
    ("T3-BLANKTOT", Case("2019", "R1.c7=/"), "R1.c7"),
    ("T3-BLANKTOT", Case("2019", "R3.7.c1="), "R3.7.c1"),
    ("T3-BLANKTOT", Case("2021", "R3.7.c7="), "R3.7.c7"),
    ("T3-CAP", Case("2019", "R3.1.c3=9 R3.7.c3=约9"), "R3.1.c3"),
    ("T3-CAP", Case("2021", "R3.6.3.c1=14 R3.7.c1=约12"), "R3.6.3.c1"),
    ("T3-DOM", Case("2019", "R3.1.c1=5 R3.1.c2=-2 R3.1.c7=3"), "R3.1.c7"),
    # section four
    ("T4-SUM", Case("2019", "RV.tot=2"), "RV.tot"),
    ("T4-SUM", Case("2021", "LD.keep=3 LA.corr=1"), "LD.tot LA.tot"),
    ("T4-BLANKTOT", Case("2019", "RV.tot="), "RV.tot"),
    ("T4-BLANKTOT", Case("2021", "LA.tot=—"), "LA.tot"),
    ("T4-LA-ORIGIN", Case("2019", "RV.keep=0 RV.tot=0"), "LA.tot"),
    ("T4-LA-ORIGIN", Case("2019", "RV.keep=0 RV.tot=0", last="RV.keep=0 RV.tot=0"), "LA.tot"),
    ("T4-REVIEW2024", Case("2021", "R3.2.c7=0 R3.4.1.c7=0 R3.5.2.c7=0", year=2024), "LD.tot"),
    ("T4-RATIO", Case("2021", "LD.oth=40 LD.tot=40", last=""), "RV.tot"),
    # section two, form 2019
    ("T2-19-PUB", Case("2019", "I1.2.stock=2"), "I1.2.stock"),
    ("T2-19-NEW", Case("2019", "I1.2.published=4"), "I1.2.published"),
    ("T2-19-UNPUB", Case("2019", "I1.1.made=1"), "I1.1.published"),
    ("T2-19-ITEM", Case("2019", "I5.1.change=减11"), "I5.1.change"),
    ("T2-19-ITEM", Case("2019", "I8.1.change=-3"), "I8.1.change"),
    ("T2-19-MISREAD", Case("2019", "I6.1.before=8249 I6.1.change=-1942 I6.1.decided=6307"), "I6.1.before"),
    ("T2-19-DECNOITEM", Case("2019", "I6.2.before=0"), "I6.2.before"),
    ("T2-19-PROC0", Case("2019", "I9.1.amount=0"), "I9.1.items"),
    ("T2-19-PROC0", Case("2019", "I9.1.items=0"), "I9.1.items"),
    ("T2-LEVEL", Case("2019", "I1.1.stock=6", unit="青石镇"), "I1.1.made"),
    ("T2-LEVEL", Case("2021", "I1.1.valid=6"), "I1.1.issued"),
    ("T2-LEVEL", Case("2021", "I1.1.valid=6", unit="云岭市青石区人民政府"), "I1.1.issued"),
    ("T2-LEVEL", Case("2021", "I1.1.valid=6", unit="青石街道办"), "I1.1.issued"),
    # section two, form 2021
    ("T2-21-VALID", Case("2021", "I1.2.valid=1"), "I1.2.valid"),
    ("T2-21-ROLL", Case("2021", "I1.2.valid=13", year=2022, last=""), "I1.2.valid"),
    ("T2-21-REP", Case("2021", "I1.2.repealed=30", year=2022, last=""), "I1.2.repealed"),
    # beside last year
    ("Y-STOCK19", Case("2019", "I1.2.stock=24", year=2020, last=""), "I1.2.stock"),
    ("Y-STOCK19", Case("2019", "I1.2.stock=22", year=2020, last=""), "I1.2.stock"),
    ("Y-PEND", Case("2021", year=2022, last="RV.pend=3 RV.tot=5"), "RV.tot"),
    ("Y-PEND", Case("2019", year=2020, last="LA.pend=2 LA.tot=3"), "LA.tot"),
    # what is unlikely
    ("P-PUBSTATE", Case("2021", "R3.3.1.c7=1", unit="青石镇"), "R3.3.1.c7"),
    ("P-PUBL", Case("2019", "R3.5.3.c7=1"), "R3.5.3.c7"),
]

SILENT = [
    ("T3-ROW", Case("2019")),
    ("T3-ROW", Case("2019", "R1.c3= R1.c4=/")),
    ("T3-ROW", Case("2019", "R1.c1=约5")),
    ("T3-ROW", Case("2021", "R1.c1=１２ R1.c7=十六")),
    ("T3-TOT19", Case("2019")),
    ("T3-TOT19", Case("2019", "R3.1.c7=")),
    ("T3-TOT19", Case("2019", "R3.4.0.c1=2", variants="subtotals")),
    ("T3-TOT21", Case("2021")),
    ("T3-ID", Case("2021")),
    ("T3-ID", Case("2019", "R3.7.c1=")),
    ("T3-SUBT", Case("2019", SUBTOTALS_2019, variants="subtotals")),
    ("T3-SUBT", Case("2019")),
    ("T3-LEGAL", Case("2019", "R1.c8=1 R3.4.1.c8=1 R3.7.c8=1", variants="legal-subtotal")),
    ("T3-BLANKTOT", Case("2019", "R3.2.c7= R3.3.1.c7=—")),
    ("T3-BLANKTOT", Case("2019", "R1.c1=")),
    ("T3-CAP", Case("2021")),
    ("T3-CAP", Case("2019", "R3.1.c1=9")),
    ("T3-DOM", Case("2021", "R1.c7=3")),
    ("T4-SUM", Case("2021")),
    ("T4-SUM", Case("2021", "RV.tot=")),
    ("T4-BLANKTOT", Case("2019", "RV.keep= RV.corr= RV.oth= RV.pend= RV.tot=")),
    ("T4-LA-ORIGIN", Case("2019", "RV.keep=0 RV.tot=0", last="")),
    ("T4-LA-ORIGIN", Case("2019", "RV.keep=0 RV.tot=0 LA.keep=0 LA.tot=0")),
    ("T4-REVIEW2024", Case("2021", "R3.2.c7=0 R3.4.1.c7=0 R3.5.2.c7=0", year=2023)),
    ("T4-REVIEW2024", Case("2021", year=2024)),
    ("T4-REVIEW2024", Case("2021", "R3.2.c7=0 R3.4.1.c7=0 R3.5.2.c7=0 R3.3.4.c7=0", year=2024)),
    ("T4-RATIO", Case("2021", "LD.oth=40 LD.tot=40")),
    ("T4-RATIO", Case("2021", "LD.oth=4 LD.tot=4", last="")),
    ("T2-19-PUB", Case("2019")),
    ("T2-19-NEW", Case("2019", "I1.2.published=2")),
    ("T2-19-UNPUB", Case("2019", "I1.2.published=4")),
    ("T2-19-ITEM", Case("2019", "I5.1.change=减10")),
    ("T2-19-MISREAD", Case("2019", "I6.2.before=8 I6.2.change=0 I6.2.decided=8")),
    ("T2-19-MISREAD", Case("2019", "I6.1.before=8249 I6.1.change=-1942 I6.1.decided=6308")),
    ("T2-19-DECNOITEM", Case("2019", "I6.2.before=0 I6.2.decided=0")),
    ("T2-19-PROC0", Case("2019", "I9.1.items=0 I9.1.amount=0.0000")),
    ("T2-LEVEL", Case("2019", "I1.1.stock=6 I1.1.published=1 I1.1.made=1")),
    ("T2-LEVEL", Case("2019", unit="青石镇")),
    ("T2-LEVEL", Case("2021", "I1.1.valid=6", unit="国家税务总局")),
    ("T2-LEVEL", Case("2021", "I1.1.valid=6", unit="青石自治区人民政府")),
    ("T2-LEVEL", Case("2021", "I1.1.valid=6", unit="云岭市人民政府")),
    ("T2-21-VALID", Case("2021")),
    ("T2-21-ROLL", Case("2021", "I1.2.valid=14", year=2022, last="")),
    ("T2-21-ROLL", Case("2021", "I1.2.valid=13", year=2022)),
    ("T2-21-ROLL", Case("2021", "I1.2.valid=13", year=2021, last="")),
    ("T2-21-ROLL", Case("2021", "I1.2.valid=13", year=2022, last="I1.2.valid=")),
    ("T2-21-REP", Case("2021", year=2022, last="")),
    ("Y-STOCK19", Case("2019", "I1.2.stock=23", year=2020, last="")),
    ("Y-STOCK19", Case("2019", "I1.2.stock=99", year=2020)),
    ("Y-STOCK19", Case("2019", "I1.2.stock=99", year=2020, last="I1.2.stock=")),
    ("Y-PEND", Case("2021", year=2022, last="RV.pend=2 RV.tot=4")),
    ("Y-PEND", Case("2021", year=2022)),
    ("P-PUBSTATE", Case("2021", "R3.3.1.c7=1")),
    ("P-PUBSTATE", Case("2021", unit="青石镇")),
    ("P-PUBL", Case("2019")),
]


@pytest.mark.parametrize(("rule", "case", "places"), numbered(SPEAKS))
def test_a_rule_speaks_of_the_cell_to_be_mended(rule: str, case: Case, places: str) -> None:
    evaluation = case.evaluate()
    assert said(evaluation, rule) == places.split()
    for finding in evaluation.findings:
        if finding.rule == rule:
            assert finding.cells[0] == finding.place


@pytest.mark.parametrize(("rule", "case"), numbered(SILENT))
def test_a_rule_is_silent_where_it_holds_or_cannot_be_told(rule: str, case: Case) -> None:
    assert said(case.evaluate(), rule) == []


@pytest.mark.parametrize("base", ["2019", "2021", "madeup"])
def test_a_clean_report_has_no_finding(base: str) -> None:
    assert Case(base).evaluate().findings == ()


def test_the_cases_know_every_relation_of_the_forms() -> None:
    relations = [relation for form in official_forms().values() for relation in form.relations]
    known = {relation.rule for relation in relations} | {relation.blank_rule for relation in relations} - {""}
    assert known == {rule for rule, *_ in SPEAKS} == {rule for rule, *_ in SILENT}


@pytest.mark.parametrize(
    ("rule", "severity"),
    [
        ("T3-ROW", Severity.ERROR),
        ("T3-BLANKTOT", Severity.ERROR),
        ("T4-SUM", Severity.ERROR),
        ("T4-LA-ORIGIN", Severity.HINT),
        ("T4-RATIO", Severity.WARNING),
        ("T2-19-PUB", Severity.ERROR),
        ("T2-19-NEW", Severity.HINT),
        ("T2-19-MISREAD", Severity.WARNING),
        ("T2-21-ROLL", Severity.WARNING),
    ],
)
def test_a_finding_weighs_what_its_rule_weighs(rule: str, severity: Severity) -> None:
    case = next(case for known, case, _ in SPEAKS if known == rule)
    assert {finding.severity for finding in case.evaluate().findings if finding.rule == rule} == {severity}


def test_a_finding_carries_both_numbers_and_their_difference() -> None:
    (finding,) = [f for f in Case("2019", "R3.7.c1=8").evaluate().findings if f.rule == "T3-TOT19"]
    assert (finding.left, finding.right, finding.difference) == (8, 5, 3)
    facts = dict(finding.facts)
    assert word_of(facts["right_sum"]) == "3+2 = 5"
    assert facts["left_name"] == "（七）总计"


def test_an_amount_is_compared_without_rounding() -> None:
    (finding,) = Case("madeup", "B1.9.cost=13.30001").evaluate().findings
    assert (finding.rule, finding.difference) == ("M-BOOKS", Decimal("0.00001"))


def test_blank_cells_count_as_nothing_and_are_named() -> None:
    (finding,) = [f for f in Case("2019", "R1.c1= R1.c3=/").evaluate().findings if f.rule == "T3-ROW"]
    assert (finding.left, finding.right) == (6, 1)
    assert finding.missing == ("R1.c1", "R1.c3")


def test_an_unreadable_cell_stops_the_sums_it_stands_in_and_no_others() -> None:
    rules = {finding.rule for finding in Case("2019", "R1.c1=约5 R2.c2=1").evaluate().findings}
    assert rules == {"T3-INT", "T3-ROW", "T3-ID"}


def test_a_blank_total_silences_only_the_sums_it_stands_in() -> None:
    evaluation = Case("2019", "R3.1.c7= R3.7.c1=9").evaluate()
    assert said(evaluation, "T3-BLANKTOT") == ["R3.1.c7"]
    assert said(evaluation, "T3-TOT19") == ["R3.7.c1"]
    assert said(evaluation, "T3-ID") == ["R3.7.c1"]


@pytest.mark.parametrize(
    ("case", "rules"),
    [
        pytest.param(Case("2019", "R3.7.c7="), ["T3-BLANKTOT"], id="a total blank for row and column"),
        pytest.param(Case("2019", "R1.c7=/"), ["T3-BLANKTOT"], id="a dash for a total"),
        pytest.param(Case("2019", "RV.tot="), ["T4-BLANKTOT"], id="a blank total of reviews"),
        pytest.param(Case("2019", "R1.c1=约5"), ["T3-INT"], id="an unreadable cell"),
        pytest.param(Case("2021", "LD.keep=五六人"), ["T4-INT"], id="an unreadable cell of section four"),
        pytest.param(Case("2019", "R3.3.1.c3=0.0"), ["F-LEAD0"], id="a nought with decimals"),
    ],
)
def test_one_fault_is_one_finding(case: Case, rules: list[str]) -> None:
    assert [finding.rule for finding in case.evaluate().findings] == rules


def test_a_result_above_what_came_in_is_said_once() -> None:
    """T3-CAP follows from T3-TOT and T3-ID, so it speaks only where they cannot."""
    rules = [finding.rule for finding in errors(Case("2019", "R3.1.c3=9").evaluate())]
    assert sorted(rules) == ["T3-ROW", "T3-TOT19"]


@pytest.mark.parametrize(
    ("rule", "case", "places"),
    [
        ("M-ROW", Case("madeup", "L2.c9=501"), "L2.c9"),
        ("M-BLANK", Case("madeup", "L2.c9="), "L2.c9"),
        ("M-DONE", Case("madeup", "L3.2.1.c2=6"), "L3.9.c2"),
        ("M-DONE", Case("madeup", "L3.2.c2=1", variants="one-late-row"), "L3.9.c1 L3.9.c2 L3.9.c3 L3.9.c9"),
        ("M-BALANCE", Case("madeup", "L4.c3=9"), "L3.9.c3"),
        ("M-CAP", Case("madeup", "L3.3.c3=99 L3.9.c3=许多"), "L3.3.c3"),
        ("M-MOST", Case("madeup", "L4.c1=40 L4.c2=-11"), "L4.c9"),
        (
            "M-MINORS",
            Case("madeup", "L4.c4=12", variants="minors-subtotal"),
            "L1.c4 L2.c4 L3.1.c4 L3.2.1.c4 L3.2.2.c4 L3.3.c4 L3.9.c4 L4.c4",
        ),
        ("M-STOCK", Case("madeup", "B1.2.change=+5"), "B1.2.closing"),
        ("M-BOOKS", Case("madeup", "B1.9.cost=13.31"), "B1.9.cost"),
        ("M-CARRY", Case("madeup", year=2013, last=""), "B1.2.opening B1.9.opening"),
        ("M-COPIES", Case("madeup", "B2.2.copies=3"), "B2.2.titles"),
        ("M-VILLAGE", Case("madeup", unit="上河村"), "B1.2.closing"),
        ("M-TALKS", Case("madeup", "TK.tot=11"), "TK.tot"),
        ("M-TALKBLANK", Case("madeup", "TK.tot="), "TK.tot"),
        ("M-OFF", Case("madeup", "EX.off=3"), "EX.off"),
        ("M-COPIED", Case("madeup", "TK.held=21 TK.tot=22 EX.held=21"), "EX.held"),
        ("M-CARDS", Case("madeup", "CD.asked=0"), "CD.given"),
        ("M-LATE", Case("madeup", "L3.9.c9=许多 L3.2.1.c9=99"), "L3.2.1.c9"),
        ("M-AMT", Case("madeup", "B1.9.cost=13300.5900"), "B1.9.cost"),
        ("M-SIGN", Case("madeup", "B1.2.change=99"), "B1.2.change"),
        ("M-READ", Case("madeup", "B2.1.titles=一批"), "B2.1.titles"),
        ("M-INT", Case("madeup", "EX.held=几场"), "EX.held"),
        ("M-OLD", Case("madeup", variants="one-late-row"), "B1.1.opening"),
        ("M-ASKED", Case("madeup", "CD.asked=61"), "S1.text"),
    ],
)
def test_a_form_nobody_has_heard_of_is_checked_by_its_own_rules(rule: str, case: Case, places: str) -> None:
    assert said(case.evaluate(), rule) == places.split()


def test_a_blank_is_not_too_small(clean: Report) -> None:
    """A row that is being typed has no error where its last figure is yet to come."""
    report = clean.with_texts({"I1.1.issued": "3", "I1.1.valid": ""})
    assert "T2-21-VALID" not in [finding.rule for finding in evaluate(report).findings]
    assert "T2-21-VALID" in [finding.rule for finding in evaluate(report.with_texts({"I1.1.valid": "1"})).findings]
