"""One fault behind several findings is named once, with what would mend it; where two would fit, none is named."""

from __future__ import annotations

import pytest

from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.forms import official_forms
from gipr_tui.report.model import Report, text_place
from tests import reports
from tests.checks.cases import Case, errors

NO_TEXT = ((text_place(1), ""),)

SOME, NONE = "0 7 3 0 2 1 13", "0 0 0 0 0 0 0"


def _rows(**rows: str) -> str:
    """Whole rows of section three as a case writes its cells."""
    return " ".join(
        f"{row.replace('_', '.')}.c{column}={figure}"
        for row, figures in rows.items()
        for column, figure in enumerate(figures.split(), 1)
    )


EXPLAINS = [
    pytest.param(
        "DX-DOUBLE",
        Case("2021", "R3.7.c1=24 R3.7.c2=4 R3.7.c4=2 R3.7.c6=2 R3.7.c7=32"),
        "R3.7.c1=12 R3.7.c2=2 R3.7.c4=1 R3.7.c6=1 R3.7.c7=16",
        id="the new applications are in the total",
    ),
    pytest.param(
        "DX-DOUBLE",
        Case("2019", "R3.7.c1=11 R3.7.c2=2 R3.7.c7=13"),
        "R3.7.c1=5 R3.7.c2=1 R3.7.c7=6",
        id="the new applications and those carried over are in the total",
    ),
    pytest.param(
        "DX-INCLFWD",
        Case("2019", "R3.7.c1=6 R3.7.c7=7"),
        "R3.7.c1=5 R3.7.c7=6",
        id="what was carried forward is in the total",
    ),
    pytest.param(
        "DX-NOFWD",
        Case("2019", "R3.6.c1=1 R3.6.c7=1 R3.7.c1=6 R3.7.c7=7"),
        "R3.6.c1=0 R3.7.c1=5 R3.6.c7=0 R3.7.c7=6",
        id="what was carried forward is among the results",
    ),
    pytest.param(
        "DX-NOFWD",
        Case("2021", "R3.6.3.c1=1 R3.6.3.c7=1 R3.7.c1=13 R3.7.c7=17"),
        "R3.6.3.c1=0 R3.7.c1=12 R3.6.3.c7=0 R3.7.c7=16",
        id="what was carried forward is among the other results",
    ),
    pytest.param(
        "DX-GROUPTOT",
        Case("2019", "R3.7.c1=7 R3.7.c2=2 R3.7.c7=9"),
        "R3.7.c1=5 R3.7.c2=1 R3.7.c7=6",
        id="a group is in the total twice",
    ),
    pytest.param(
        "DX-MISSROW",
        Case("2021", "R3.7.c1=10 R3.7.c7=14"),
        "R3.7.c1=12 R3.7.c7=16",
        id="a row is not in the total, in two columns",
    ),
    pytest.param("DX-SWAP", Case("2021", "R3.4.1.c1=1 R3.4.1.c2=2"), "R3.4.1.c1=2 R3.4.1.c2=1", id="side by side"),
    pytest.param("DX-SWAP", Case("2021", "R3.7.c1=1 R4.c1=12"), "R3.7.c1=12 R4.c1=1", id="one above the other"),
    pytest.param("DX-TRANSPOSE", Case("2021", "R1.c1=21"), "R1.c1=12", id="digits of a part"),
    pytest.param("DX-TRANSPOSE", Case("2021", "R1.c7=61"), "R1.c7=16", id="digits of a total"),
    pytest.param(
        "DX-SHIFT",
        Case("2021", "R1.c1=0 R1.c2=12 R1.c3=2 R1.c4=0 R1.c5=1 R1.c6=0 R1.c7=1"),
        "R1.c1=12 R1.c2=2 R1.c3=0 R1.c4=1 R1.c5=0 R1.c6=1 R1.c7=16",
        id="a row one column too far to the right",
    ),
    pytest.param(
        "DX-SHIFT",
        Case("2019", _rows(R1="7 3 0 2 1 13 0", R2=NONE, R3_1=SOME, R3_4_1=NONE, R3_7=SOME, R4=NONE), texts=NO_TEXT),
        "R1.c1=0 R1.c2=7 R1.c3=3 R1.c4=0 R1.c5=2 R1.c6=1 R1.c7=13",
        id="a row one column too far to the left",
    ),
    pytest.param(
        "DX-SPLIT",
        Case("2021", "R1.c1=1 R1.c2=2 R1.c3=2 R1.c4=0 R1.c5=1 R1.c6=0 R1.c7=1"),
        "R1.c1=12 R1.c2=2 R1.c3=0 R1.c4=1 R1.c5=0 R1.c6=1 R1.c7=16",
        id="two digits in two cells",
    ),
]

SILENT = [
    pytest.param(
        "DX-DOUBLE",
        Case("2019", "R2.c1=6 R2.c7=6 R3.7.c1=10 R3.7.c7=11", texts=NO_TEXT),
        id="the total agrees with what came in, so a result is missing",
    ),
    pytest.param(
        "DX-INCLFWD",
        Case("2019", "R1.c1=6 R1.c7=7 R3.7.c1=6 R3.7.c7=7", texts=NO_TEXT),
        id="the total agrees with what came in",
    ),
    pytest.param(
        "DX-NOFWD",
        Case("2019", "R3.1.c1=4 R3.1.c7=4 R3.7.c1=6 R3.7.c7=7", texts=NO_TEXT),
        id="no result holds what was carried forward",
    ),
    pytest.param(
        "DX-GROUPTOT",
        Case("2019", "R1.c1=7 R1.c2=2 R1.c7=9 R3.7.c1=7 R3.7.c2=2 R3.7.c7=9", texts=NO_TEXT),
        id="the total agrees with what came in, so a group is short",
    ),
    pytest.param("DX-MISSROW", Case("2021", "R3.7.c1=11 R3.7.c7=15"), id="two rows hold what the total is short of"),
    pytest.param("DX-MISSROW", Case("2021", "R3.7.c1=7 R3.7.c7=11"), id="no row holds it"),
    pytest.param(
        "DX-SWAP",
        Case("2021", "R1.c2=0 R1.c3=2 R2.c2=1 R2.c3=3 R2.c7=5 R4.c2=1 R4.c3=3 R4.c7=5", texts=NO_TEXT),
        id="two pairs might be exchanged",
    ),
    pytest.param("DX-TRANSPOSE", Case("2021", "R1.c1=21 R1.c7=25"), id="the row agrees with itself"),
    pytest.param(
        "DX-SHIFT",
        Case("2021", "R1.c1=2 R1.c2=12 R1.c3=2 R1.c4=0 R1.c5=1 R1.c6=0 R1.c7=1"),
        id="moving the row would lose a figure at either end",
    ),
    pytest.param(
        "DX-SPLIT",
        Case("2019", "R1.c1=1 R1.c2=1 R1.c3=1 R1.c7=0 R3.7.c1=几件 R3.7.c2=几件 R3.7.c7=11 R3.1.c7=8", texts=NO_TEXT),
        id="two pairs of digits might belong together",
    ),
]


@pytest.mark.parametrize(("cause", "case", "mended"), EXPLAINS)
def test_a_cause_explains_all_errors_and_mends_them(cause: str, case: Case, mended: str) -> None:
    evaluation = case.evaluate()
    (diagnosis,) = evaluation.diagnoses
    assert diagnosis.cause == cause
    assert " ".join(f"{address}={text}" for address, text in diagnosis.correction) == mended
    assert list(evaluation.explained_by(diagnosis)) == errors(evaluation)
    assert diagnosis.explains == len(errors(evaluation)) >= 2
    after = case.report.with_texts(dict(diagnosis.correction))
    assert errors(evaluate(after, case.previous)) == []


@pytest.mark.parametrize(("cause", "case"), SILENT)
def test_a_cause_that_is_not_certain_is_not_named(cause: str, case: Case) -> None:
    evaluation = case.evaluate()
    assert errors(evaluation), "the case has errors to explain"
    assert cause not in [diagnosis.cause for diagnosis in evaluation.diagnoses]


def test_the_cases_know_every_cause_of_the_forms() -> None:
    known = {cause.id for form in official_forms().values() for cause in form.causes}
    assert known == {case.values[0] for case in EXPLAINS} == {case.values[0] for case in SILENT}


def test_a_fault_elsewhere_is_not_explained_with_it() -> None:
    evaluation = Case("2019", "R3.7.c1=11 R3.7.c2=2 R3.7.c7=13 RV.tot=5").evaluate()
    causes = {finding.rule: evaluation.cause_of(finding) for finding in errors(evaluation)}
    assert {rule: diagnosis and diagnosis.cause for rule, diagnosis in causes.items()} == {
        "T3-ID": "DX-DOUBLE",
        "T3-TOT19": "DX-DOUBLE",
        "N-TOT": "DX-DOUBLE",
        "T4-SUM": None,
    }


def test_a_correction_that_leaves_an_error_on_its_cells_is_not_believed() -> None:
    """Exchanging the first two figures of a row moved by one would mend two columns and leave the row wrong."""
    case = Case(
        "2021", "R1.c1=0 R1.c2=12 R1.c3=2 R1.c4=0 R1.c5=1 R1.c6=0 R1.c7=1 R3.7.c2=0 R3.4.1.c2=0 R3.1.c2=0 R2.c2=0"
    )
    assert "DX-SWAP" not in [diagnosis.cause for diagnosis in case.evaluate().diagnoses]


def test_a_correction_after_which_a_silent_error_would_speak_is_not_believed() -> None:
    """The row would add up by its minus, and its total then be below its largest figure, of which nothing is said so far."""
    cells = "R3.3.4.c1=2 R3.3.4.c2=0 R3.3.4.c3=-3 R3.3.4.c7=0 R3.3.5.c2=1 R3.3.5.c7=0 R3.7.c2=3 R3.7.c7=16 R1.c2=4"
    assert "DX-SWAP" not in [diagnosis.cause for diagnosis in Case("2021", cells).evaluate().diagnoses]


@pytest.mark.parametrize(
    ("cause", "cells", "mended"),
    [
        ("DX-M-DOUBLE", "L3.9.c1=606 L3.9.c2=240 L3.9.c3=157 L3.9.c9=1003", "306 120 77 503"),
        ("DX-M-MISSED", "L3.9.c1=286 L3.9.c2=115 L3.9.c3=72 L3.9.c9=473", "306 120 77 503"),
    ],
)
def test_a_form_nobody_has_heard_of_names_its_own_causes(cause: str, cells: str, mended: str) -> None:
    (diagnosis,) = Case("madeup", cells).evaluate().diagnoses
    assert diagnosis.cause == cause
    assert [text for _, text in diagnosis.correction] == mended.split()


def test_a_clean_report_has_no_cause() -> None:
    assert evaluate(reports.clean_2021()).diagnoses == ()


def test_a_text_may_speak_against_a_cause(jinzhan: Report) -> None:
    """What is typed in the narrative has no error of its own, but would have one after the correction."""
    report = jinzhan.with_texts({text_place(1): ""})
    live = LiveEvaluation(report)
    assert [diagnosis.cause for diagnosis in live.evaluation.diagnoses] == ["DX-DOUBLE"]
    claimed = report.with_texts({text_place(1): "全年共答复政府信息公开申请12件。"})
    assert live.update(claimed, [text_place(1)]).diagnoses == evaluate(claimed).diagnoses == ()


def test_causes_asked_for_late_are_those_of_their_own_report(jinzhan: Report) -> None:
    live = LiveEvaluation(jinzhan)
    before, mended = live.evaluation, jinzhan.with_texts({"R3.7.c1": "5", "R3.7.c2": "1", "R3.7.c7": "6"})
    after = live.update(mended, ["R3.7.c1", "R3.7.c2", "R3.7.c7"])
    assert [diagnosis.cause for diagnosis in before.diagnoses] == ["DX-DOUBLE"]
    assert after.diagnoses == ()
