"""One fault behind several findings.

A cause proposes a correction: texts for a few cells. It is believed only if the correction, tried on the report, clears
every error that touches those cells and makes no new one; then the findings it clears are explained by it. The kinds of
cause are listed in each form's ``causes``, in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from gipr_tui.checks.equations import Laid
from gipr_tui.checks.finding import Diagnosis, Finding, Identity, Said
from gipr_tui.checks.proposals import KINDS, Proposal
from gipr_tui.checks.search import Search
from gipr_tui.checks.trial import Trial
from gipr_tui.forms import Severity
from gipr_tui.forms.model import Cause

#: A single cause is looked for among at most this many corrections, so that an edit answers at once.
MOST_TRIALS = 60


def errors_to_explain(said: Iterable[Said]) -> list[Said]:
    """The findings that a cause may explain: the errors with two numbers that should agree."""
    return [one for one in said if _is_error(one.finding) and one.finding.difference is not None]


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def diagnose(search: Search) -> dict[Identity, Diagnosis]:
    """For the identity of each error of a search that has a cause, the cause: in the order in which the form lists them."""
    explained: dict[Identity, Diagnosis] = {}
    for cause in search.context.layout.form.causes:
        if not search.unexplained:
            break
        believed = _believed(cause, search)
        if believed is None:
            continue
        proposal, cleared = believed
        diagnosis = Diagnosis(cause.id, tuple(proposal.correction.items()), len(cleared), proposal.facts)
        explained |= dict.fromkeys(cleared, diagnosis)
        search.leave_out(cleared)
    return explained


def _believed(cause: Cause, search: Search) -> tuple[Proposal, set[Identity]] | None:
    """The one proposal of ``cause`` that holds when tried; None where none or more than one does."""
    found: list[tuple[Proposal, set[Identity]]] = []
    for number, proposal in enumerate(KINDS[cause.kind](cause, search)):
        if number >= MOST_TRIALS:
            break
        cleared = _cleared(proposal, search) if proposal else set()
        if proposal and len(cleared) >= proposal.clears:
            found.append((proposal, cleared))
            if proposal.clears == 1:
                return found[0]
    return found[0] if len(found) == 1 else None


def _cleared(proposal: Proposal, search: Search) -> set[Identity]:
    """The errors that go when the proposal is tried; none where one stays on its cells or a new one comes."""
    trial = Trial(search.context, proposal.correction)
    heard, checks = search.heard, search.heard.checks
    plain, others = checks.tried(proposal.correction, plain=trial.is_plain)
    told = _told_by_sums(plain, trial, search)
    if told is None or (told.sure and len(told.gone) + search.others < proposal.clears):
        return set()
    before: set[Identity] = set().union(*map(heard.identities, told.gone))
    left: set[Identity] = set()
    for number in told.open.union(others).difference(heard.muted):
        before |= heard.identities(number)
        check = checks.checks[number]
        if not (check.quiet and check.quiet(trial.numbers)):
            left.update(finding.identity for finding in check.run(trial.context) if _is_error(finding))
    if not left <= before or (left and any(_stays(one, left, proposal) for one in search.errors)):
        return set()
    return {one.identity for one in search.errors} & (before - left)


def _stays(error: Said, left: AbstractSet[Identity], proposal: Proposal) -> bool:
    """Whether an error of the tables on the cells of a proposal is among those ``left``."""
    finding = error.finding
    return error.identity in left and not finding.span and any(cell in proposal.correction for cell in finding.cells)


class _Told(NamedTuple):
    """The equations that failed and are ``gone`` in a trial, and those left ``open``: to be run on the corrected report."""

    gone: list[int]
    open: set[int]
    sure: bool


def _told_by_sums(plain: Iterable[Laid], trial: Trial, search: Search) -> _Told | None:
    """What the sums alone show of a trial; None where it makes an error or leaves one on its cells.

    They are looked at first: to run a check on the corrected report takes many times as long.
    """
    if not (search.all_read and trial.is_read):
        return _Told([], {laid.position for laid in plain}, sure=False)
    told, heard = _Told([], set(), sure=True), search.heard
    for laid in plain:
        if laid.quiet(trial.numbers):
            if laid.position in heard.said:
                told.gone.append(laid.position)
        elif not heard.fails(laid.position) or laid.said in search.unexplained:
            return None
        else:
            told.open.add(laid.position)
    return told
