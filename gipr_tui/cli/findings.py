"""Findings as the command line tells them: in words, one a line as compilers do, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gipr_tui.checks.finding import Diagnosis, Evaluation, Finding
from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put
from gipr_tui.forms import Severity
from gipr_tui.locale import Catalogue
from gipr_tui.report.model import Place, Report
from gipr_tui.report.values import written
from gipr_tui.text.clean import clean_line
from gipr_tui.workspace.wording import Wording


def print_findings(context: Context, name: str, report: Report, evaluation: Evaluation) -> None:
    """The findings in words, each cause followed by what it explains; those that were accepted last."""
    text, wording = context.text, Wording(context.text, report.layout)
    counts = {severity.value: evaluation.count(severity) for severity in Severity}
    accepted = text("cli.checked-accepted", count=evaluation.accepted) if evaluation.accepted else ""
    put(text("cli.checked", name=name, form=report.form.id, **counts) + accepted)
    for diagnosis in evaluation.diagnoses:
        put(f"  ◆ {diagnosis.cause}  {wording.cause(diagnosis)}")
        put(f"    {wording.correction(diagnosis)}")
        for finding in evaluation.explained_by(diagnosis):
            put(f"    {_sentence(text, finding, wording)}")
    for finding in sorted(evaluation.findings, key=lambda finding: finding.accepted is not None):
        if not evaluation.cause_of(finding):
            put(f"  {_sentence(text, finding, wording)}")


def _sentence(text: Catalogue, finding: Finding, wording: Wording) -> str:
    if finding.accepted is None:
        return f"{text(f'severity.{finding.severity}')}  {finding.rule}  {wording.finding(finding)}"
    by = text("accepting.by", by=finding.accepted.by or "—", at=finding.accepted.at[:10], reason=finding.accepted.text)
    return f"{text('severity.accepted')}  {finding.rule}  {wording.finding(finding)}{by}"


def finding_lines(
    text: Catalogue, name: str, report: Report, evaluation: Evaluation, *, is_file: bool
) -> Iterator[str]:
    """The findings one a line: ``FILE:LINE: error: RULE: message``, with the address where a line of a file is not known.

    What was accepted is ``accepted`` in the stead of its severity. These words are the same in every language.
    """
    wording = Wording(text, report.layout)
    lines = report.source.lines if is_file else {}
    for finding in evaluation.findings:
        weight = "accepted" if finding.accepted else finding.severity.value
        where = _line_of(finding, lines) or finding.place
        yield clean_line(f"{name}:{where}: {weight}: {finding.rule}: {wording.finding(finding)}")


def _line_of(finding: Finding, lines: Mapping[Place, int]) -> int | None:
    return next((lines[place] for place in (finding.place, *finding.cells) if place in lines), None)


def findings_json(context: Context, name: str, report: Report, evaluation: Evaluation) -> dict[str, object]:
    """The findings of a report as an object."""
    wording = Wording(context.text, report.layout)
    findings = [_finding_json(finding, evaluation.cause_of(finding), wording) for finding in evaluation.findings]
    return {"report": name, "form": report.form.id, "findings": findings, "status": report.status.value}


def _finding_json(finding: Finding, cause: Diagnosis | None, wording: Wording) -> dict[str, object]:
    numbers = {"left": finding.left, "right": finding.right, "difference": finding.difference}
    accepted = finding.accepted
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "section": finding.section,
        "cells": list(finding.cells),
        "labels": [list(wording.path(address)) for address in finding.cells],
        **{name: None if number is None else written(number) for name, number in numbers.items()},
        "text": finding.text,
        "span": list(finding.span) if finding.span else None,
        "cause": cause.cause if cause else None,
        "message": wording.finding(finding),
        "place": finding.place,
        "accepted": {"reason": accepted.text, "by": accepted.by, "at": accepted.at} if accepted else None,
    }
