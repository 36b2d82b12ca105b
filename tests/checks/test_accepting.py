"""What an acceptance rests on, and when it lapses."""

from __future__ import annotations

import pytest

from gipr_tui.checks.accepting import acceptance_of, can_be_accepted
from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.checks.finding import Evaluation, Finding
from gipr_tui.forms import Severity, official_forms
from gipr_tui.forms.local import LocalRules, parse_local_rules
from gipr_tui.report.margin import Note, accepted_place
from gipr_tui.report.model import Report, text_place
from tests.reports import clean_2021

AMOUNT = "I9.1.amount"
WHY = Note("已与账目核对", "甲", "2022-01-05T09:00:00+08:00")
RULES: LocalRules = parse_local_rules(
    """
    [[rules]]
    id = "L-SUM"
    severity = "warning"
    message = "两类都没有"
    left = ["R1.c1", "R1.c2"]
    op = "="
    right = []
    """,
    "rules.toml",
    official_forms(),
).rules


def of_rule(evaluation: Evaluation, rule: str) -> Finding:
    return next(finding for finding in evaluation.findings if finding.rule == rule)


def accepting(report: Report, finding: Finding) -> Report:
    return report.with_texts({accepted_place(acceptance_of(finding, report).key): WHY.written})


@pytest.fixture
def accepted(jinzhan: Report) -> Report:
    """A report in which the warning of a padded amount was accepted."""
    return accepting(jinzhan, of_rule(evaluate(jinzhan), "T2-AMT"))


def test_an_accepted_finding_is_listed_and_not_counted(jinzhan: Report, accepted: Report) -> None:
    before, after = evaluate(jinzhan), evaluate(accepted)
    assert of_rule(after, "T2-AMT").accepted == WHY
    assert [finding.identity for finding in after.findings] == [finding.identity for finding in before.findings]
    assert after.count(Severity.WARNING) == before.count(Severity.WARNING) - 1
    assert (before.accepted, after.accepted) == (0, 1)
    assert after.count(Severity.ERROR) == before.count(Severity.ERROR) > 0
    assert after.diagnoses == before.diagnoses


def test_it_lapses_when_its_number_changes_and_is_back_with_it(accepted: Report) -> None:
    other = accepted.with_texts({AMOUNT: "41174.3800"})
    assert of_rule(evaluate(other), "T2-AMT").accepted is None
    assert of_rule(evaluate(other.with_texts({AMOUNT: "41174.3900"})), "T2-AMT").accepted == WHY


def test_it_holds_while_other_numbers_change(accepted: Report) -> None:
    assert of_rule(evaluate(accepted.with_texts({"R1.c1": "6", "S1.text": "另有说明。"})), "T2-AMT").accepted == WHY


def test_it_rests_on_each_cell_and_not_on_their_sum_alone(clean: Report) -> None:
    report = clean.with_texts({"R1.c1": "5", "R1.c2": "7"})
    live = LiveEvaluation(report, None, RULES)
    report = accepting(report, of_rule(live.evaluation, "L-SUM"))
    assert of_rule(live.update(report, map(accepted_place, report.accepted)), "L-SUM").accepted == WHY
    shifted = report.with_texts({"R1.c1": "6", "R1.c2": "6"})
    found = live.update(shifted, ["R1.c1", "R1.c2"])
    assert of_rule(found, "L-SUM").left == 12
    assert of_rule(found, "L-SUM").accepted is None
    assert found == evaluate(shifted, None, RULES)


def test_words_that_move_stay_accepted_and_other_words_do_not(clean: Report) -> None:
    place = text_place(1)
    text = f"{clean.get(place)}\n举办培训共12次，其中机关8次、基层9次。"
    report = clean.with_texts({place: text})
    warning = next(finding for finding in evaluate(report).findings if can_be_accepted(finding) and finding.span)
    report = accepting(report, warning)
    moved = report.with_texts({place: f"本局如实报告如下。{text}"})
    found = of_rule(evaluate(moved), warning.rule)
    assert found.span != warning.span
    assert found.accepted == WHY
    assert of_rule(evaluate(report.with_texts({place: text.replace("9次", "10次")})), warning.rule).accepted is None


def test_an_error_stays_an_error(jinzhan: Report) -> None:
    error = of_rule(evaluate(jinzhan), "T3-ID")
    assert not can_be_accepted(error)
    assert all(finding.accepted is None for finding in evaluate(accepting(jinzhan, error)).findings)


def test_the_live_evaluation_says_the_same_as_the_whole_one(jinzhan: Report) -> None:
    live, report = LiveEvaluation(jinzhan), jinzhan
    place = accepted_place(acceptance_of(of_rule(live.evaluation, "T2-AMT"), report).key)
    for texts in ({place: WHY.written}, {AMOUNT: "1"}, {AMOUNT: "41174.3900"}, {"R3.7.c1": "5"}, {place: ""}):
        report = report.with_texts(texts)
        assert live.update(report, texts) == evaluate(report)
    assert live.evaluation.accepted == 0


def test_what_is_accepted_after_a_figure_was_typed_otherwise_stays_accepted() -> None:
    report = clean_2021().with_texts({"I1.1.issued": "7"})
    live, typed = LiveEvaluation(report), report.with_texts({"I1.1.issued": "7.0"})
    found = of_rule(live.update(typed, ("I1.1.issued",)), "T2-LEVEL")
    assert of_rule(evaluate(accepting(typed, found)), "T2-LEVEL").accepted == WHY
