"""The township report on 2019, checked by hand, and what the checks say of it."""

from __future__ import annotations

from gipr_tui.checks.engine import evaluate
from gipr_tui.forms import Severity
from gipr_tui.report.model import Report, heading_place, text_place
from tests.checks.cases import errors


def test_its_errors_are_the_seven_found_by_hand(jinzhan: Report) -> None:
    found = {(f.rule, f.place, f.left, f.right) for f in errors(evaluate(jinzhan))}
    assert found == {
        ("T3-TOT19", "R3.7.c1", 10, 5),
        ("T3-TOT19", "R3.7.c2", 2, 1),
        ("T3-TOT19", "R3.7.c7", 12, 6),
        ("T3-ID", "R3.7.c1", 5, 10),
        ("T3-ID", "R3.7.c2", 1, 2),
        ("T3-ID", "R3.7.c7", 6, 12),
        ("N-TOT", text_place(1), 6, 12),
    }
    assert len(errors(evaluate(jinzhan))) == 7


def test_one_cause_explains_all_seven(jinzhan: Report) -> None:
    evaluation = evaluate(jinzhan)
    (diagnosis,) = evaluation.diagnoses
    assert diagnosis.cause == "DX-DOUBLE"
    assert diagnosis.correction == (("R3.7.c1", "5"), ("R3.7.c2", "1"), ("R3.7.c7", "6"))
    assert diagnosis.explains == 7
    assert list(evaluation.explained_by(diagnosis)) == errors(evaluation)


def test_the_mistyped_heading_is_a_warning(jinzhan: Report) -> None:
    evaluation = evaluate(jinzhan)
    (finding,) = [finding for finding in evaluation.findings if finding.rule == "S-HEAD"]
    assert (finding.severity, finding.place) == (Severity.WARNING, heading_place(3))
    assert evaluation.cause_of(finding) is None
    assert dict(finding.facts)["expected"] == jinzhan.form.section(3).heading


def test_what_else_is_doubtful_is_no_error(jinzhan: Report) -> None:
    others = {f.rule: f.severity for f in evaluate(jinzhan).findings if f.severity is not Severity.ERROR}
    assert others == {
        "S-HEAD": Severity.WARNING,
        "T2-AMT": Severity.WARNING,
        "T4-LA-ORIGIN": Severity.HINT,
        "P-LIT": Severity.HINT,
        "F-PUNC": Severity.HINT,
    }


def test_the_right_totals_clear_every_error(jinzhan: Report) -> None:
    mended = jinzhan.with_texts({"R3.7.c1": "5", "R3.7.c2": "1", "R3.7.c7": "6"})
    evaluation = evaluate(mended)
    assert errors(evaluation) == []
    assert evaluation.diagnoses == ()


def test_the_counts_are_those_of_the_findings(jinzhan: Report) -> None:
    evaluation = evaluate(jinzhan)
    counted = [evaluation.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.HINT)]
    assert counted == [7, 2, 4]


def test_findings_come_in_the_order_of_the_form(jinzhan: Report) -> None:
    evaluation = evaluate(jinzhan)
    sections = [finding.section for finding in evaluation.findings]
    assert sections == sorted(sections)
    order = jinzhan.layout.order
    cells = [order[finding.place] for finding in evaluation.findings if finding.place in order]
    assert cells == sorted(cells)
