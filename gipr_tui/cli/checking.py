"""``gipr check``."""

from __future__ import annotations

import json

from gipr_tui.checks.finding import Evaluation, Finding
from gipr_tui.cli.context import Context, Named
from gipr_tui.errors import UnreadableFile, UsageError
from gipr_tui.forms import Severity
from gipr_tui.report.model import Report
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.wording import Wording, plain_number

_WEIGHT = {Severity.HINT: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def run_check(context: Context) -> int:
    """The findings of the reports named, or of all; 1 where one weighs as much as ``--fail-on`` says."""
    options = context.options
    if not options.reports and not options.all:
        raise UsageError("check-what")
    names = list(options.reports)
    if options.all:
        names += [reference_of(entry) for entry in context.workspace.entries()]
    checked = [context.report(name) for name in names]
    if options.json:
        print(
            json.dumps({"reports": [_report_json(context, named) for named in checked]}, ensure_ascii=False, indent=2)
        )
    else:
        for named in checked:
            print_findings(context, named.name, named.report, named.evaluation)
    least = _WEIGHT[Severity(options.fail_on)]
    if any(_WEIGHT[finding.severity] >= least for named in checked for finding in named.evaluation.findings):
        return 1
    not_whole = any(named.reading and (named.reading.missing or named.report.unplaced) for named in checked)
    return UnreadableFile.exit_code if not_whole else 0


def print_findings(context: Context, name: str, report: Report, evaluation: Evaluation) -> None:
    """The findings in words, each cause followed by what it explains."""
    text, wording = context.text, Wording(context.text, report.layout)
    counts = {severity.value: evaluation.count(severity) for severity in Severity}
    print(text("cli.checked", name=name, form=report.form.id, **counts))
    for diagnosis in evaluation.diagnoses:
        print(f"  ▸ {diagnosis.cause}  {wording.cause(diagnosis)}")
        print(f"    {wording.correction(diagnosis)}")
        for finding in evaluation.findings:
            if finding.cause == diagnosis.cause:
                _print_finding(text(f"severity.{finding.severity}"), finding, wording, "    ")
    for finding in evaluation.findings:
        if not finding.cause:
            _print_finding(text(f"severity.{finding.severity}"), finding, wording, "  ")


def _print_finding(severity: str, finding: Finding, wording: Wording, indent: str) -> None:
    print(f"{indent}{severity}  {finding.rule}  {wording.finding(finding)}")


def _report_json(context: Context, named: Named) -> dict[str, object]:
    wording = Wording(context.text, named.report.layout)
    findings = [_finding_json(finding, wording) for finding in named.evaluation.findings]
    return {"report": named.name, "form": named.report.form.id, "findings": findings}


def _finding_json(finding: Finding, wording: Wording) -> dict[str, object]:
    numbers = {"left": finding.left, "right": finding.right, "difference": finding.difference}
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "section": finding.section,
        "cells": list(finding.cells),
        "labels": [list(wording.path(address)) for address in finding.cells],
        **{name: None if number is None else plain_number(number) for name, number in numbers.items()},
        "text": finding.text,
        "span": list(finding.span) if finding.span else None,
        "cause": finding.cause,
        "message": wording.finding(finding),
    }
