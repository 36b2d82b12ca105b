"""An office's own rules speak where they are broken, and are silent where they are not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.checks.finding import Finding
from gipr_tui.forms import Severity, official_forms
from gipr_tui.forms.local import LocalRules, parse_local_rules
from gipr_tui.report.model import Report


def rules(body: str, severity: str = "warning", only: str = "") -> LocalRules:
    head = f'[[rules]]\nid = "L-1"\nseverity = "{severity}"\nmessage = "请核对"\n{only}\n'
    book = parse_local_rules(head + body, "rules.toml", official_forms())
    assert not book.faults
    return book.rules


def said(report: Report, own: LocalRules, previous: Report | None = None) -> list[Finding]:
    return [finding for finding in evaluate(report, previous, own).findings if finding.rule == "L-1"]


LEAST = 'table = "T3"\neach = "column"\nleft = ["R1"]\nop = ">="\nright = ["R2"]'


def test_a_comparison_over_columns(clean: Report) -> None:
    assert said(clean, rules(LEAST)) == []
    (finding,) = said(clean.with_texts({"R2.c1": "99"}), rules(LEAST))
    assert (finding.severity, finding.place, finding.cells) == (Severity.WARNING, "R1.c1", ("R1.c1", "R2.c1"))
    assert (finding.section, finding.right) == (3, 99)
    assert dict(finding.facts)["message"] == "请核对"


@pytest.mark.parametrize(
    ("op", "holds", "broken"),
    [("=", "5", "6"), ("!=", "6", "5"), ("<=", "5", "4"), ("<", "6", "5"), (">=", "5", "6"), (">", "4", "5")],
)
def test_every_comparison(clean: Report, op: str, holds: str, broken: str) -> None:
    own = rules(f'left = ["I1.1.issued"]\nop = "{op}"\nright = ["I1.2.issued"]')
    report = clean.with_texts({"I1.1.issued": "5"})
    assert said(report.with_texts({"I1.2.issued": holds}), own) == []
    assert len(said(report.with_texts({"I1.2.issued": broken}), own)) == 1


def test_sums_of_groups_across_tables_and_amounts(clean: Report) -> None:
    own = rules('left = ["I8.1.amount"]\nop = "<="\nright = ["R3.3.c7", "RV.tot"]', "error")
    (finding,) = said(clean.with_texts({"I8.1.amount": "70000.5"}), own)
    assert (finding.severity, finding.left) == (Severity.ERROR, Decimal("70000.5"))
    assert said(clean.with_texts({"I8.1.amount": "0"}), own) == []


def test_last_years_figure(clean: Report) -> None:
    own = rules('left = ["R1.c7"]\nop = ">="\nright = ["last:R1.c7"]')
    assert said(clean, own) == []
    assert len(said(clean, own, clean.with_texts({"R1.c7": "500"}))) == 1


def test_required_cells(clean: Report) -> None:
    own = rules('required = ["R1.c7", "R3.3.c1"]', "error")
    assert said(clean, own) == []
    assert said(clean.with_texts({"R1.c7": "0"}), own) == []
    (finding,) = said(clean.with_texts({"R1.c7": "", "R3.3.1.c1": ""}), own)
    assert (finding.cells, finding.place, finding.severity) == (("R1.c7", "R3.3.1.c1"), "R1.c7", Severity.ERROR)


@pytest.mark.parametrize("only", ['units = ["别的*"]', "years = [2020]", 'forms = ["2019"]'])
def test_a_rule_for_others_is_silent(clean: Report, only: str) -> None:
    assert said(clean.with_texts({"R2.c1": "99"}), rules(LEAST, only=only)) == []


def test_the_official_rules_speak_as_before(jinzhan: Report) -> None:
    official = [f for f in evaluate(jinzhan, None, rules(LEAST)).findings if f.rule != "L-1"]
    assert official == list(evaluate(jinzhan).findings)


def test_own_rules_are_live(clean: Report) -> None:
    own = rules(LEAST)
    live, report = LiveEvaluation(clean, None, own), clean
    for text in ("99", "0", ""):
        report = report.with_texts({"R2.c1": text})
        assert live.update(report, ["R2.c1"]) == evaluate(report, None, own)


@pytest.mark.parametrize("blank", ["", "0"])
def test_the_largest_of_figures_with_signs(clean: Report, blank: str) -> None:
    own = rules('left = ["R1.c1"]\nop = "<="\nright = ["-R1.c2", "R1.c3"]\ncombine = "max"')
    report = clean.with_texts({"R1.c1": "3", "R1.c2": "5", "R1.c3": blank})
    (finding,) = said(report, own)
    assert finding.right == (0 if blank else -5)
    assert said(report.with_texts({"R1.c1": "-5"}), own) == []


def test_a_sum_of_thousands_of_cells(clean: Report) -> None:
    many = ", ".join(['"R3.3.c7"'] * 400)
    (finding,) = said(clean.with_texts({"R3.3.1.c7": "9"}), rules(f'left = [{many}]\nop = "="\nright = ["R1.c1"]'))
    assert isinstance(finding.left, int)
    assert finding.left % 400 == 0 < finding.left
