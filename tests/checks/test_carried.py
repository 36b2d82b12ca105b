"""S-CARRIED: numbers that came with last year's text."""

from __future__ import annotations

from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.forms import Severity
from gipr_tui.locale import catalogue
from gipr_tui.report.margin import carried_place
from gipr_tui.report.model import PREAMBLE, Report, text_place
from gipr_tui.workspace.wording import Wording
from tests.checks.cases import said

LAST = "2020年共召开会议3次，培训3次。"
FIVE = text_place(5)


def carried(report: Report, place: str = FIVE) -> Report:
    return report.with_texts({place: LAST, carried_place(place): LAST})


def test_it_names_the_numbers_and_the_first_of_them(clean: Report) -> None:
    (finding,) = (f for f in evaluate(carried(clean)).findings if f.rule == "S-CARRIED")
    assert (finding.severity, finding.section, finding.place) == (Severity.WARNING, 5, FIVE)
    assert (finding.text, finding.span) == ("2020", (0, 4))
    assert dict(finding.facts) == {"count": "3", "numbers": "2020、3"}


def test_the_foreword_counts_as_section_one(clean: Report) -> None:
    (finding,) = (f for f in evaluate(carried(clean, PREAMBLE)).findings if f.rule == "S-CARRIED")
    assert (finding.section, finding.place) == (1, PREAMBLE)


def test_the_part_whose_text_was_carried_is_named(clean: Report) -> None:
    report = carried(carried(clean, PREAMBLE), text_place(1))
    findings = [finding for finding in evaluate(report).findings if finding.rule == "S-CARRIED"]
    for language, names in (("zh", ("前言", "第1部分文字")), ("en", ("foreword", "text of section 1"))):
        wording = Wording(catalogue(language), report.layout)
        sentences = [wording.finding(finding) for finding in findings]
        assert all(name in sentence for name, sentence in zip(names, sentences, strict=True))


def test_it_is_silent_once_every_number_is_changed_or_settled(clean: Report) -> None:
    report = carried(clean)
    live = LiveEvaluation(report)
    assert said(live.evaluation, "S-CARRIED") == [FIVE]
    changed = report.with_texts({FIVE: "2021年共召开会议5次，培训6次。"})
    assert said(live.update(changed, {FIVE}), "S-CARRIED") == []
    settled = report.with_texts({carried_place(FIVE): ""})
    assert said(live.update(settled, {FIVE, carried_place(FIVE)}), "S-CARRIED") == []
    assert said(live.update(report, {carried_place(FIVE)}), "S-CARRIED") == [FIVE]


def test_a_text_that_was_not_carried_is_not_asked_about(clean: Report) -> None:
    assert said(evaluate(clean.with_texts({FIVE: LAST})), "S-CARRIED") == []


def test_of_an_old_year_only_one_rule_speaks(clean: Report) -> None:
    last = {text_place(1): "2020年收到政府信息公开申请5件。"}
    live = LiveEvaluation(clean.with_texts(last), None)
    assert "N-YEAR" in {f.rule for f in live.evaluation.findings}
    marked = clean.with_texts({**last, carried_place(text_place(1)): last[text_place(1)]})
    live.update(marked, frozenset({carried_place(text_place(1))}))
    rules = {f.rule for f in live.evaluation.findings}
    assert "S-CARRIED" in rules and "N-YEAR" not in rules
