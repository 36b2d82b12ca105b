"""One fault behind several findings.

A cause proposes a correction: texts for a few cells. It is believed only if the correction, tried on the report, clears
every error that touches those cells and makes no new one; then the findings it clears are explained by it. The kinds of
cause are listed in each form's ``causes``, in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from gipr_tui.checks.check import Context
from gipr_tui.checks.equations import EquationIndex
from gipr_tui.checks.figures import Figures
from gipr_tui.checks.finding import Diagnosis, Finding
from gipr_tui.checks.proposals import KINDS, Proposal, Search, meant
from gipr_tui.forms import Severity
from gipr_tui.forms.model import Cause
from gipr_tui.report.model import Place, Report
from gipr_tui.report.values import ValueKind

#: Findings before and after a trial, of the checks that read the changed places.
Outcome = Callable[[Report, Iterable[Place]], tuple[list[Finding], list[Finding]]]

Identity = tuple[object, ...]

#: A single cause is looked for among at most this many corrections, so that an edit answers at once.
MOST_TRIALS = 60


def errors_to_explain(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that a cause may explain: the errors with two numbers that should agree."""
    return [finding for finding in findings if finding.severity is Severity.ERROR and finding.difference is not None]


def diagnose(
    context: Context,
    figures: Figures,
    index: EquationIndex,
    errors: list[Finding],
    failing: AbstractSet[int],
    outcome: Outcome,
) -> tuple[tuple[Diagnosis, ...], dict[Identity, str]]:
    """The causes behind ``errors``, and for each explained error's identity the id of its cause.

    ``failing`` are the positions of the checks that have anything to say.
    """
    search = Search(context, figures, index, failing, errors)
    diagnoses: list[Diagnosis] = []
    explained: dict[Identity, str] = {}
    for cause in context.layout.form.causes:
        if not any(not error.span for error in search.errors):
            break
        believed = _believed(cause, search, outcome)
        if believed is None:
            continue
        proposal, cleared = believed
        for error in search.errors:
            if error.identity in cleared:
                explained[error.identity] = cause.id
        mine = sum(error.identity in cleared for error in search.errors)
        left = [error for error in search.errors if error.identity not in cleared]
        search = Search(context, figures, index, failing, left)
        diagnoses.append(Diagnosis(cause.id, tuple(proposal.correction.items()), mine, proposal.facts))
    return tuple(diagnoses), explained


def _believed(cause: Cause, search: Search, outcome: Outcome) -> tuple[Proposal, set[Identity]] | None:
    """The one proposal of ``cause`` that holds when tried; None where none or more than one does."""
    found: list[tuple[Proposal, set[Identity]]] = []
    for number, proposal in enumerate(KINDS[cause.kind](cause, search)):
        if number >= MOST_TRIALS:
            break
        if _is_in_vain(proposal, search):
            continue
        cleared = _cleared(proposal, search, outcome)
        if len(cleared) >= proposal.clears:
            found.append((proposal, cleared))
            if proposal.clears == 1:
                return found[0]
    return found[0] if len(found) == 1 else None


def _is_in_vain(proposal: Proposal, search: Search) -> bool:
    """Whether the sums alone show that the proposal leaves an error on its cells, makes a new one, or clears too few.

    It is tried on the numbers before it is tried on the report, which takes many times as long.
    """
    figures, cells = search.figures, search.context.layout.cells
    if figures.unread:
        return False
    trial, order, failing = figures.numbers.copy(), figures.order, search.failing
    for address, text in proposal.correction.items():
        cell = cells[address]
        value = meant(text, cell.kind, cell.unit)
        if value.kind is ValueKind.UNREADABLE:
            return False
        trial[order[address]] = value.number or 0
    cleared: set[int] = set()
    errors_on = search.index.plain_errors.get
    for address in proposal.correction:
        for laid in errors_on(address, ()):
            holds = laid.quiet(trial)
            if laid.position not in failing:
                if not holds:
                    return True
            elif holds:
                cleared.add(laid.position)
            elif laid.said in search.unexplained:
                return True
    return len(cleared) + search.others < proposal.clears


def _cleared(proposal: Proposal, search: Search, outcome: Outcome) -> set[Identity]:
    """The errors that go when the proposal is tried; none where one stays on its cells or a new one comes."""
    report = search.context.report.with_texts(proposal.correction)
    before, after = outcome(report, proposal.correction)
    left = {finding.identity for finding in after if finding.severity is Severity.ERROR}
    if not left <= {finding.identity for finding in before}:
        return set()
    cleared = {error.identity for error in search.errors} & ({finding.identity for finding in before} - left)
    touched = set(proposal.correction)
    stays = any(
        error.identity in left and not touched.isdisjoint(error.cells) for error in search.errors if not error.span
    )
    return set() if stays else cleared
