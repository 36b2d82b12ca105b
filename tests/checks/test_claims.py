"""A number claimed in the narrative must be the number filed."""

from __future__ import annotations

import pytest

from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.forms import Severity
from gipr_tui.report.model import Report, text_place
from tests.checks.cases import errors, said
from tests.reports import clean_2021

# The clean report on 2021: 16 new, 1 carried over, 16 answered, 1 carried forward.
SPEAKS = [
    ("N-NEW", "2021年共收到政府信息公开申请18件。"),
    ("N-NEW", "共受理政府信息公开申请十五件。"),
    ("N-ZERO", "本年未收到政府信息公开申请。"),
    ("N-NEW", "本年新收政府信息公开申请17件，上年结转1件。"),
    ("N-OVER", "共收到政府信息公开申请16件，上年结转3件。"),
    ("N-TOT", "共收到政府信息公开申请16件，答复政府信息公开申请14件。"),
    ("N-FWD", "共收到政府信息公开申请16件，结转下年度继续办理4件。"),
]

SILENT = [
    ("N-NEW", "2021年共收到政府信息公开申请16件。"),
    ("N-NEW", "共受理政府信息公开申请十六件。"),
    ("N-NEW", "共收到政府信息公开申请约20件。"),
    ("N-NEW", "本年新收政府信息公开申请16件，上年结转1件。"),
    ("N-NEW", "上半年收到政府信息公开申请9件。"),
    ("N-NEW", "2020年收到政府信息公开申请9件。"),
    ("N-NEW", "全年共收办政府信息公开申请17件。"),
    ("N-OVER", "共收到政府信息公开申请16件，上年结转1件。"),
    ("N-TOT", "共收到政府信息公开申请16件，答复政府信息公开申请16件。"),
    ("N-FWD", "共收到政府信息公开申请16件，结转下年度继续办理1件。"),
]


@pytest.mark.parametrize("section", [1, 3, 5, 6])
@pytest.mark.parametrize(("rule", "text"), SPEAKS)
def test_a_claim_that_contradicts_its_cell_is_named(clean: Report, rule: str, text: str, section: int) -> None:
    report = clean.with_texts({text_place(1): "", text_place(section): text})
    (finding,) = [finding for finding in errors(evaluate(report)) if finding.rule.startswith("N-")]
    assert (finding.rule, finding.severity, finding.place) == (rule, Severity.ERROR, text_place(section))
    assert finding.span is not None
    assert text[slice(*finding.span)] == finding.text
    assert finding.left is not None and finding.right is not None
    assert finding.difference == finding.left - finding.right


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_a_claim_that_agrees_or_speaks_of_something_else_is_left_alone(clean: Report, rule: str, text: str) -> None:
    assert said(evaluate(clean.with_texts({text_place(1): text})), rule) == []


def test_all_received_and_carried_over_may_be_claimed_together(clean: Report) -> None:
    text = "共收到政府信息公开申请17件。"
    findings = evaluate(clean.with_texts({text_place(1): text})).findings
    assert [finding for finding in findings if finding.rule.startswith("N-")] == []


@pytest.mark.parametrize("text", ["", "约16", "/"])
def test_a_cell_without_a_figure_contradicts_nothing(clean: Report, text: str) -> None:
    assert said(evaluate(clean.with_texts({"R3.7.c7": text})), "N-TOT") == []


def test_two_wrong_claims_are_two_findings(clean: Report) -> None:
    texts = {text_place(1): "共收到政府信息公开申请18件。", text_place(5): "共收到政府信息公开申请19件。"}
    assert said(evaluate(clean.with_texts(texts)), "N-NEW") == [text_place(1), text_place(5)]


def test_a_figure_typed_beside_a_blank_total_is_held_against_the_words_at_once() -> None:
    report = clean_2021().with_texts({text_place(6): "本年没有发生行政诉讼。", "LA.tot": "", "LD.tot": "0"})
    report = report.with_texts({cell: "0" for cell in report.layout.cells if cell[:2] in ("LA", "LD")} | {"LA.tot": ""})
    live, after = LiveEvaluation(report), report.with_texts({"LA.oth": "3"})
    assert said(live.evaluation, "N-ZERO") == []
    assert said(live.update(after, ("LA.oth",)), "N-ZERO") == said(evaluate(after), "N-ZERO") != []
