"""The reader measured on published reports, which are no part of the project: GIPR_CORPUS names their folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.checks.finding import Finding
from gipr_tui.forms import Severity
from tests import reports
from tests.benchmarks import narratives

CORPUS = Path(os.environ.get("GIPR_CORPUS", "/nonexistent"))
pytestmark = pytest.mark.skipif(
    not (CORPUS / "narratives.jsonl").is_file(),
    reason="set GIPR_CORPUS to a folder with narratives.jsonl to measure the reader on published paragraphs",
)

LEAST_RECALL = 0.95
LEAST_PRECISION = 0.97


def test_the_claims_of_published_paragraphs_are_read() -> None:
    recall, precision = narratives.main(CORPUS)
    assert recall >= LEAST_RECALL
    assert precision >= LEAST_PRECISION


def _about(finding: Finding) -> tuple[str, float]:
    return str(dict(finding.facts).get("quantity", finding.rule)), float(finding.left or 0)


@pytest.mark.parametrize("name", reports.corpus_names())
def test_the_contradictions_of_a_report_are_errors_and_nothing_else_is(name: str) -> None:
    known = json.loads((CORPUS / f"{name}.violations.json").read_text("utf-8"))["prose"]
    found = [f for f in evaluate(reports.load_corpus(name)).findings if f.rule.startswith("N-")]
    errors = {_about(finding) for finding in found if finding.severity is Severity.ERROR}
    assert errors == {(item["quantity"], item["prose"]) for item in known if item["kind"] == "contradiction"}
    of_scope = {(item["quantity"], item["prose"]) for item in known if item["kind"] == "scope"}
    assert not of_scope & {_about(finding) for finding in found}
