"""``gipr check``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gipr_tui.checks.finding import Evaluation, Finding
from gipr_tui.cli.context import Context, Named
from gipr_tui.cli.streams import put, put_json
from gipr_tui.errors import GiprError, StoreUnavailable, UsageError
from gipr_tui.forms import Severity
from gipr_tui.report.model import Report
from gipr_tui.report.values import written
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.wording import Wording

_WEIGHT = {Severity.HINT: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True)
class _Checked:
    named: Named
    evaluation: Evaluation


def run_check(context: Context) -> int:
    """The findings of the reports named, or of all.

    1 where one weighs as much as ``--fail-on`` says; but 2, 3 or 4 where a report could not be checked at all, after all
    others were.
    """
    failed: list[int] = []
    checked = []
    for one in _check_each(context, failed):
        checked.append(one)
        if not context.options.json:
            print_findings(context, one.named.name, one.named.report, one.evaluation)
    if context.options.json:
        put_json({"reports": [_report_json(context, one) for one in checked]})
    not_whole = max([context.whole(one.named) for one in checked], default=0)
    least = _WEIGHT[Severity(context.options.fail_on)]
    found = any(_WEIGHT[finding.severity] >= least for one in checked for finding in one.evaluation.findings)
    return max(failed, default=0) or (1 if found else not_whole)


def _check_each(context: Context, failed: list[int]) -> Iterator[_Checked]:
    """Checks one report after the other. Of one that fails it is said why, and its exit code put to ``failed``."""
    names = _names(context, failed)
    for name in names:
        try:
            named = context.report(name)
            yield _Checked(named, context.evaluation(named))
        except GiprError as error:
            if len(names) == 1:
                raise
            context.complain(error, name)
            failed.append(error.exit_code)


def _names(context: Context, failed: list[int]) -> list[str]:
    options = context.options
    if not options.reports and not options.all:
        raise UsageError("check-what")
    names = list(options.reports)
    if options.all:
        names += [reference_of(entry) for entry in context.workspace.entries()]
        for trouble in context.workspace.damaged():
            context.complain(trouble)
            failed.append(StoreUnavailable.exit_code)
        if not names and not failed:
            context.remark("cli.list-empty", store=context.store_folder)
    return list(dict.fromkeys(names))


def print_findings(context: Context, name: str, report: Report, evaluation: Evaluation) -> None:
    """The findings in words, each cause followed by what it explains."""
    text, wording = context.text, Wording(context.text, report.layout)
    counts = {severity.value: evaluation.count(severity) for severity in Severity}
    put(text("cli.checked", name=name, form=report.form.id, **counts))
    for diagnosis in evaluation.diagnoses:
        put(f"  ◆ {diagnosis.cause}  {wording.cause(diagnosis)}")
        put(f"    {wording.correction(diagnosis)}")
        for finding in evaluation.explained_by(diagnosis):
            _put_finding(text(f"severity.{finding.severity}"), finding, wording, "    ")
    for finding in evaluation.findings:
        if not finding.cause:
            _put_finding(text(f"severity.{finding.severity}"), finding, wording, "  ")


def _put_finding(severity: str, finding: Finding, wording: Wording, indent: str) -> None:
    put(f"{indent}{severity}  {finding.rule}  {wording.finding(finding)}")


def _report_json(context: Context, one: _Checked) -> dict[str, object]:
    report = one.named.report
    wording = Wording(context.text, report.layout)
    findings = [_finding_json(finding, wording) for finding in one.evaluation.findings]
    return {"report": one.named.name, "form": report.form.id, "findings": findings}


def _finding_json(finding: Finding, wording: Wording) -> dict[str, object]:
    numbers = {"left": finding.left, "right": finding.right, "difference": finding.difference}
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "section": finding.section,
        "cells": list(finding.cells),
        "labels": [list(wording.path(address)) for address in finding.cells],
        **{name: None if number is None else written(number) for name, number in numbers.items()},
        "text": finding.text,
        "span": list(finding.span) if finding.span else None,
        "cause": finding.cause,
        "message": wording.finding(finding),
    }
