"""The reader measured on published reports, which are no part of the project: GIPR_CORPUS names their folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gipr_tui.checks.narrative import Claim, read_claims
from tests.checks.narrative.reading import ANSWERED, FORWARD, NEW, OVER, RECEIVED, speaks

CORPUS = Path(os.environ.get("GIPR_CORPUS", "/nonexistent"))
pytestmark = pytest.mark.skipif(
    not (CORPUS / "narratives.jsonl").is_file(),
    reason="set GIPR_CORPUS to a folder with narratives.jsonl to measure the reader on published paragraphs",
)

_CELLS = {
    NEW: ("一、本年新收政府信息公开申请数量",),
    OVER: ("二、上年结转政府信息公开申请数量",),
    ANSWERED: ("（七）总计",),
    FORWARD: ("四、结转下年度继续办理",),
    RECEIVED: ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"),
}
# what is taken in may or may not hold what was carried over: prose seldom says, only the table does
_SAME = {NEW: {NEW, RECEIVED}, RECEIVED: {NEW, RECEIVED, ANSWERED}}
LEAST_RECALL = 0.93


def _paragraphs() -> Iterator[tuple[str, int, set[tuple[str, int]]]]:
    for line in (CORPUS / "narratives.jsonl").read_text("utf-8").splitlines():
        paragraph = json.loads(line)
        wanted = {(claim["quantity"], claim["value"]) for claim in paragraph["claims"] if claim["quantity"] in _CELLS}
        yield paragraph["text"], paragraph["year"], wanted


def _heard(text: str, year: int) -> list[Claim]:
    return [claim for claim in read_claims(text, year) if speaks(claim, year)]


def _right(claim: Claim, wanted: set[tuple[str, int]]) -> bool:
    return any((name, int(claim.value)) in wanted for name in _SAME.get(claim.quantity, {claim.quantity}))


def test_no_claim_contradicts_what_a_reader_noted() -> None:
    wrong = [
        (claim.quantity, claim.text)
        for text, year, wanted in _paragraphs()
        for claim in _heard(text, year)
        if not _right(claim, wanted)
    ]
    assert wrong == []


def test_enough_of_what_a_reader_noted_is_heard() -> None:
    found = noted = 0
    for text, year, wanted in _paragraphs():
        noted += len(wanted)
        found += len(wanted & {(claim.quantity, int(claim.value)) for claim in _heard(text, year)})
    print(f"{found} of {noted} claims heard")
    assert found / noted >= LEAST_RECALL


def _reports() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(CORPUS.glob("*.json")):
        if not path.name.endswith(".violations.json"):
            yield path.stem, json.loads(path.read_text("utf-8"))


def _filed(report: dict[str, Any], quantity: str) -> int | None:
    figures = [report["table3"][row][-1] for row in _CELLS[quantity]]
    return sum(map(int, figures)) if all(figures) else None


def test_only_true_contradictions_are_found_in_reports() -> None:
    for name, report in _reports():
        noted = json.loads((CORPUS / f"{name}.violations.json").read_text("utf-8"))["prose"]
        true = {(item["quantity"], item["prose"]) for item in noted if item["kind"] == "contradiction"}
        found = {
            (claim.quantity, int(claim.value))
            for text in report["narrative"].values()
            for claim in _heard(text, report["year"])
            if _filed(report, claim.quantity) not in (None, int(claim.value))
        }
        assert found == {item for item in true if item[0] in _CELLS}, name
