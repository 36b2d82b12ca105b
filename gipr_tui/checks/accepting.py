"""Accepted findings: a warning or a hint that the operator has looked at, with the reason why it may stand.

An acceptance holds for a finding as long as that rests on the same: its numbers, the words it was read from, and the figures
of its cells. Where they change it holds no more, and the finding is open again; where they come back, so does the acceptance.
An error can't be accepted.
"""

from __future__ import annotations

import hashlib
import json

from gipr_tui.checks.finding import Evaluation, Finding, word_of
from gipr_tui.forms import Severity
from gipr_tui.report.margin import Accepted
from gipr_tui.report.model import Report
from gipr_tui.report.values import written

_DIGITS = 16
#: Words of a sentence that say the same of other numbers, and come from the form.
_NAMES = frozenset({"basis", "left_name", "right_name", "message"})


def can_be_accepted(finding: Finding) -> bool:
    """Whether a finding may be let stand: it is no error."""
    return finding.severity is not Severity.ERROR


def acceptance_of(finding: Finding, report: Report) -> Accepted:
    """What an acceptance of ``finding`` is kept under: its rule, its place, and the imprint of what it rests on."""
    numbers = (finding.left, finding.right, finding.difference)
    rests_on = [
        finding.wording,
        finding.text,
        [None if number is None else written(number) for number in numbers],
        [(cell, report.value(cell).text) for cell in finding.cells],
        [(name, word_of(word)) for name, word in finding.facts if name not in _NAMES],
    ]
    digest = hashlib.sha256(json.dumps(rests_on, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return Accepted(finding.rule, finding.place, digest.hexdigest()[:_DIGITS])


def with_acceptances(found: Evaluation, report: Report) -> Evaluation:
    """``found`` with the acceptances of ``report`` put to the findings that still rest on what was accepted."""
    if not report.accepted:
        return found
    about = {tuple(key.split("/")[:2]) for key in report.accepted}
    findings = tuple(
        _resolved(finding, report) if (finding.rule, finding.place) in about else finding for finding in found.findings
    )
    return Evaluation(findings, found.causes)


def _resolved(finding: Finding, report: Report) -> Finding:
    if not can_be_accepted(finding):
        return finding
    reason = report.accepted.get(acceptance_of(finding, report).key)
    return finding._replace(accepted=reason) if reason else finding
