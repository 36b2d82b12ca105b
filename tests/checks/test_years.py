"""This year's report beside last year's: what was carried over, what jumped, what was copied."""

from __future__ import annotations

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.forms import Severity
from gipr_tui.report.model import text_place
from tests import reports
from tests.checks.cases import Case, errors, numbered, said

#: A narrative long enough to be compared, and one of the same length that shares no run of characters with it.
LONG = "".join(
    f"第{n}处公开栏挂在{name}门口，专人每月擦洗并更换纸张。" for n, name in enumerate("东南西北中左右前后上下里", 1)
)
OTHER = "".join(f"为方便{name}办事，窗口备有老花镜、纸笔与茶水，导办员随叫随到。" for name in "甲乙丙丁戊己庚辛壬癸")

#: This year is carried over from the report before it, of which one was still open.
FOLLOWS = "R2.c1=1 R2.c7=1"
NOT_COPIED = "I5.1.decided=250 R3.1.c1=7 R3.1.c7=9 R3.7.c1=13 R3.7.c7=17 RV.keep=2 RV.tot=3"

SPEAKS = [
    ("Y-CARRY", Case("2021", "R2.c1=2 R2.c7=2", year=2022, last=""), "R2.c1 R2.c7"),
    ("Y-CARRY", Case("2021", "R2.c1=0 R2.c7=0", year=2022, last=""), "R2.c1 R2.c7"),
    ("Y-CARRY", Case("2019", "R2.c2=1 R2.c7=2", year=2020, last=""), "R2.c2 R2.c7"),
    ("Y-CARRY-REL", Case("2021", "R2.c1=0 R2.c2=1", year=2022, last=""), "R2.c1 R2.c2"),
    ("Y-ITEM19", Case("2019", year=2020, last="I5.1.before=5 I5.2.change=减2"), "I5.1.before I5.2.before I6.1.before"),
    ("P-JUMP", Case("2021", "I5.1.decided=48", year=2022, last=""), "I5.1.decided"),
    ("P-JUMP", Case("2021", "R3.3.8.c1=50 R3.3.8.c7=50", year=2022, last=""), "R3.3.8.c1"),
    ("Y-COPY", Case("2021", year=2022, last=""), "I1.2.issued R1.c1 RV.keep"),
    ("Y-COPY", Case("2021", "RV.keep=2 RV.tot=3", year=2022, last="I5.1.decided=9"), "R1.c1"),
    ("S-5SAME", Case("2021", year=2022, last=""), "S5.text"),
    (
        "Y-TEXT",
        Case("2021", year=2022, last="", texts=((text_place(1), LONG),), last_texts=((text_place(1), LONG),)),
        "S1.text",
    ),
    (
        "Y-TEXT",
        Case(
            "2021",
            year=2022,
            last="",
            texts=(("S6.text", LONG + "共3次。"),),
            last_texts=(("S6.text", LONG + "共5次。"),),
        ),
        "S1.text S6.text",
    ),
]

SILENT = [
    ("Y-CARRY", Case("2021", FOLLOWS, year=2022, last="")),
    ("Y-CARRY", Case("2021", "R2.c1=9 R2.c7=9", year=2022)),
    ("Y-CARRY", Case("2021", "R2.c1=9 R2.c7=9", year=2022, last="R4.c1= R4.c7= R4.c2= R4.c3= R4.c4= R4.c5= R4.c6=")),
    ("Y-CARRY", Case("2021", "R2.c1=约9", year=2022, last="")),
    ("Y-CARRY", Case("2021", "R2.c1=0 R2.c2=1", year=2022, last="")),
    ("Y-CARRY-REL", Case("2021", FOLLOWS, year=2022, last="")),
    ("Y-CARRY-REL", Case("2021", "R2.c1=2 R2.c7=2", year=2022, last="")),
    ("Y-ITEM19", Case("2019", "I5.1.before=12 I6.1.before=47", year=2020, last="")),
    ("Y-ITEM19", Case("2019", "I5.1.before=99", year=2020)),
    ("P-JUMP", Case("2021", "I5.1.decided=1199", year=2022, last="")),
    ("P-JUMP", Case("2021", "R3.3.8.c1=49 R3.3.8.c7=49", year=2022, last="")),
    ("P-JUMP", Case("2021", "I5.1.decided=4800", year=2022)),
    ("Y-COPY", Case("2021", NOT_COPIED, year=2022, last="")),
    ("Y-COPY", Case("2021", year=2022)),
    (
        "Y-COPY",
        Case(
            "2019",
            "RV.keep=0 RV.tot=0 LA.keep=0 LA.tot=0",
            year=2020,
            last="RV.keep=0 RV.tot=0 LA.keep=0 LA.tot=0 R1.c1=4 R1.c7=5 I5.1.before=3",
        ),
    ),
    ("S-5SAME", Case("2021", year=2022, last="", last_texts=(("S5.text", "栏目更新慢，将按季检查改进。"),))),
    ("S-5SAME", Case("2021", year=2022)),
    ("Y-TEXT", Case("2021", year=2022, last="", texts=((text_place(1), LONG),), last_texts=((text_place(1), OTHER),))),
    ("Y-TEXT", Case("2021", year=2022, last="", last_texts=((text_place(1), OTHER),))),
    (
        "Y-TEXT",
        Case(
            "2021",
            year=2022,
            last="",
            texts=((text_place(5), LONG), (text_place(1), OTHER)),
            last_texts=((text_place(5), LONG),),
        ),
    ),
    ("Y-TEXT", Case("2021", year=2022, texts=((text_place(1), LONG),))),
]


@pytest.mark.parametrize(("rule", "case", "places"), numbered(SPEAKS))
def test_what_does_not_go_on_from_last_year_is_named(rule: str, case: Case, places: str) -> None:
    assert said(case.evaluate(), rule) == places.split()


@pytest.mark.parametrize(("rule", "case"), numbered(SILENT))
def test_what_goes_on_or_cannot_be_compared_is_left_alone(rule: str, case: Case) -> None:
    assert said(case.evaluate(), rule) == []


def test_both_lists_know_the_same_rules() -> None:
    assert {rule for rule, *_ in SPEAKS} == {rule for rule, *_ in SILENT}


def test_what_was_carried_over_is_an_error_and_what_changed_its_kind_a_warning() -> None:
    wrong = [f for f in Case("2021", "R2.c1=2 R2.c7=2", year=2022, last="").evaluate().findings if f.rule == "Y-CARRY"]
    assert [(f.severity, f.left, f.right, f.difference) for f in wrong] == [(Severity.ERROR, 2, 1, 1)] * 2
    moved = Case("2021", "R2.c1=0 R2.c2=1", year=2022, last="").evaluate().findings
    assert {f.severity for f in moved if f.rule == "Y-CARRY-REL"} == {Severity.WARNING}


def test_last_years_report_may_be_on_the_form_before() -> None:
    before = reports.clean_2019()
    after = Case("2021", "R2.c1=3 R2.c7=3").report
    assert said(evaluate(after, before), "Y-CARRY") == ["R2.c1", "R2.c7"]
    assert said(evaluate(Case("2021", FOLLOWS).report, before), "Y-CARRY") == []


def test_figures_that_jumped_are_one_finding_for_a_table() -> None:
    case = Case("2021", "R3.3.8.c1=50 R3.3.8.c7=50", year=2022, last="")
    (finding,) = [finding for finding in case.evaluate().findings if finding.rule == "P-JUMP"]
    assert finding.cells == ("R3.3.8.c1", "R3.3.8.c7")


def test_two_real_years_in_a_row_agree() -> None:
    if reports.corpus() is None:
        pytest.skip("Set GIPR_CORPUS to a folder of real reports to compare two years of them.")
    evaluation = evaluate(reports.load_corpus("suqian-2024"), reports.load_corpus("suqian-2023"))
    assert errors(evaluation) == []
    assert [finding.rule for finding in evaluation.findings if finding.rule.startswith("Y-")] == []
