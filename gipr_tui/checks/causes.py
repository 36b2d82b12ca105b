"""One fault behind several findings.

A cause proposes a correction: texts for a few cells. It is believed only if the correction, tried on the report, clears
every error that touches those cells and makes no new one; then the findings it clears are explained by it. The kinds of
cause are listed in each form's ``causes``, in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from gipr_tui.checks.finding import Diagnosis, Finding, Identity
from gipr_tui.checks.proposals import KINDS, Proposal
from gipr_tui.checks.search import Search
from gipr_tui.forms import Address, Severity
from gipr_tui.forms.model import Cause

#: A single cause is looked for among at most this many corrections, so that a search ends soon.
MOST_TRIALS = 60


def errors_to_explain(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that a cause may explain: the errors with two numbers that should agree."""
    return [one for one in findings if _is_error(one) and one.difference is not None]


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def diagnose(search: Search) -> dict[Identity, Diagnosis]:
    """For the identity of each error of a search that has a cause, the cause: in the order in which the form lists them."""
    explained: dict[Identity, Diagnosis] = {}
    for cause in search.context.layout.form.causes:
        if not search.errors:
            break
        believed = _believed(cause, search)
        if believed is None:
            continue
        proposal, cleared = believed
        diagnosis = Diagnosis(cause.id, tuple(proposal.correction.items()), len(cleared), proposal.facts)
        explained |= dict.fromkeys(cleared, diagnosis)
        search = search.without(cleared)
    return explained


def _believed(cause: Cause, search: Search) -> tuple[Proposal, set[Identity]] | None:
    """The one proposal of ``cause`` that holds when tried; None where none or more than one does."""
    found: list[tuple[Proposal, set[Identity]]] = []
    for number, proposal in enumerate(KINDS[cause.kind](cause, search)):
        if number >= MOST_TRIALS:
            break
        cleared = _cleared(proposal, search)
        if len(cleared) >= proposal.clears:
            found.append((proposal, cleared))
            if proposal.clears == 1:
                return found[0]
    return found[0] if len(found) == 1 else None


def _cleared(proposal: Proposal, search: Search) -> set[Identity]:
    """The errors that go when the proposal is tried; none where one stays on its cells or a new one comes."""
    heard, correction = search.heard, proposal.correction
    checks, trial = heard.checks.checks, search.context.corrected(correction)
    asked, quiet = heard.checks.readers.tried(correction, trial.figures.numbers, heard.speaking)
    cleared: set[Identity] = set()
    # the equations before the narratives: most trials end there
    for number in sorted(asked):
        before = heard.identities(number)
        for error in filter(_is_error, checks[number].run(trial)):
            if error.identity not in before or _stays(error, search, correction):
                return set()
            before.discard(error.identity)
        cleared |= before
    for number in quiet:
        cleared |= heard.identities(number)
    return cleared & search.errors.keys()


def _stays(error: Finding, search: Search, correction: Container[Address]) -> bool:
    """Whether an error of the tables is still there, and speaks of a cell that was corrected.

    One on which another has been silent so far stays too: it would speak now.
    """
    unexplained = error.identity not in search.explained and not error.span
    return unexplained and any(cell in correction for cell in error.cells)
