"""One fault behind several findings.

A cause proposes a correction: texts for a few cells. It is believed only if the correction, tried on the report, clears
every error that touches those cells and makes no new one; then the findings it clears are explained by it. The kinds of
cause are listed in each form's ``causes``, in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from gipr_tui.checks.check import Context
from gipr_tui.checks.finding import Diagnosis, Finding, Number
from gipr_tui.checks.relations import Equation, Side, add_up
from gipr_tui.forms import Address, LaidTable, Severity, address_of
from gipr_tui.forms.model import Cause
from gipr_tui.report.model import Place, Report
from gipr_tui.report.values import written

#: Findings before and after a trial, of the checks that read the changed places.
Outcome = Callable[[Report, Iterable[Place]], tuple[list[Finding], list[Finding]]]

#: A single cause is looked for among at most this many corrections, so that an edit answers at once.
MOST_TRIALS = 60


@dataclass(frozen=True)
class Proposal:
    """A correction to try. A proposal that rests on coincidence must clear at least ``clears`` findings."""

    correction: Mapping[Address, str]
    facts: tuple[tuple[str, str], ...] = ()
    clears: int = 1


@dataclass
class _Search:
    """What a cause may look at: the report, the form's equations, and the errors not yet explained."""

    context: Context
    equations: Sequence[Equation]
    errors: list[Finding]
    by_relation: dict[str, list[Equation]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for equation in self.equations:
            self.by_relation.setdefault(equation.relation.rule, []).append(equation)

    def number(self, address: Address) -> Number:
        return self.context.report.value(address).number or 0

    def in_trouble(self, table: LaidTable) -> set[Address]:
        """The cells of a table that an unexplained arithmetic error speaks of."""
        own = {address for row in table.addresses for address in row}
        return {cell for error in self.errors if error.difference and not error.span for cell in error.cells} & own

    def differences(self) -> set[Number]:
        return {error.difference.__abs__() for error in self.errors if error.difference}


def diagnose(
    context: Context, equations: Sequence[Equation], findings: Sequence[Finding], outcome: Outcome
) -> tuple[tuple[Diagnosis, ...], dict[tuple[object, ...], str]]:
    """The causes behind ``findings``, and for each explained finding's identity the id of its cause."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR and finding.difference is not None]
    if not errors:
        return (), {}
    search = _Search(context, equations, errors)
    diagnoses: list[Diagnosis] = []
    explained: dict[tuple[object, ...], str] = {}
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
        search.errors = [error for error in search.errors if error.identity not in cleared]
        diagnoses.append(Diagnosis(cause.id, tuple(proposal.correction.items()), mine, proposal.facts))
    return tuple(diagnoses), explained


def _believed(cause: Cause, search: _Search, outcome: Outcome) -> tuple[Proposal, set[tuple[object, ...]]] | None:
    """The one proposal of ``cause`` that holds when tried; None where none or more than one does."""
    found: list[tuple[Proposal, set[tuple[object, ...]]]] = []
    for index, proposal in enumerate(_KINDS[cause.kind](cause, search)):
        if index >= MOST_TRIALS:
            break
        cleared = _cleared(proposal, search, outcome)
        if len(cleared) >= proposal.clears:
            found.append((proposal, cleared))
            if proposal.clears == 1:
                return found[0]
    return found[0] if len(found) == 1 else None


def _cleared(proposal: Proposal, search: _Search, outcome: Outcome) -> set[tuple[object, ...]]:
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


def _sides(equation: Equation, context: Context) -> tuple[Side, Side] | None:
    left, right = add_up(equation.left, context), add_up(equation.right, context)
    return None if left is None or right is None else (left, right)


def _column_of(equation: Equation, search: _Search) -> str:
    return search.context.layout.cells[equation.mend].column


def _row_sum(rows: Iterable[str], column: str, table: LaidTable, search: _Search) -> Number:
    members = [row for key in rows for row in table.members(key, of_rows=True)]
    return sum(search.number(address_of(row, column)) for row in members)


def _table_of(equation: Equation, search: _Search) -> LaidTable:
    layout = search.context.layout
    return layout.table(layout.cells[equation.mend].table)


def _total_includes(cause: Cause, search: _Search) -> Iterator[Proposal]:
    """The total also counted rows that are not its parts: in every column where it is wrong by just their sum."""
    for rows in cause.also:
        correction: dict[Address, str] = {}
        for equation in search.by_relation.get(cause.relation, ()):
            sides = _sides(equation, search.context)
            if sides is None or not sides[0].filled:
                continue
            extra = _row_sum(rows, _column_of(equation, search), _table_of(equation, search), search)
            if extra and sides[0].total == sides[1].total + extra:
                correction[equation.mend] = written(sides[1].total)
        if correction:
            yield Proposal(correction, (("rows", " ".join(rows)),))


def _total_misses(cause: Cause, search: _Search) -> Iterator[Proposal]:
    """The total left out one row: in every column where it is short by just that row's figure."""
    corrections: dict[str, dict[Address, str]] = {}
    for equation in search.by_relation.get(cause.relation, ()):
        sides = _sides(equation, search.context)
        if sides is None or not sides[0].filled or sides[0].total >= sides[1].total:
            continue
        short = sides[1].total - sides[0].total
        for addend in equation.right:
            if search.number(addend.address) == short:
                row = search.context.layout.cells[addend.address].row
                corrections.setdefault(row, {})[equation.mend] = written(sides[1].total)
    for row, correction in corrections.items():
        yield Proposal(correction, (("rows", row),), clears=2)


def _counted_twice(cause: Cause, search: _Search) -> Iterator[Proposal]:
    """What was carried forward is also counted among the results."""
    correction: dict[Address, str] = {}
    for equation in search.by_relation.get(cause.relation, ()):
        column = _column_of(equation, search)
        amount = search.number(address_of(cause.amount, column))
        sides = _sides(equation, search.context)
        if not amount or sides is None or sides[1].total - sides[0].total != amount:
            continue
        lowered = [address_of(row, column) for row in cause.lowered]
        if all(address in search.context.layout.cells and search.number(address) >= amount for address in lowered):
            correction |= {address: written(search.number(address) - amount) for address in lowered}
    if correction:
        yield Proposal(correction, (("rows", cause.amount),))


def _line_pairs(table: LaidTable) -> Iterator[tuple[Address, Address]]:
    """Cells that stand side by side or one above the other."""
    for row in table.addresses:
        yield from pairwise(row)
    for above, below in pairwise(table.addresses):
        yield from zip(above, below, strict=True)


def _swapped(cause: Cause, search: _Search) -> Iterator[Proposal]:
    """Two neighbouring figures stand in each other's place."""
    table = search.context.layout.table(cause.table)
    troubled, differences = search.in_trouble(table), search.differences()
    for a, b in _line_pairs(table):
        if a in troubled and b in troubled and abs(search.number(a) - search.number(b)) in differences:
            report = search.context.report
            yield Proposal({a: report.get(b), b: report.get(a)}, (("cells", f"{a} {b}"),), clears=2)


def _digits_reversed(cause: Cause, search: _Search) -> Iterator[Proposal]:
    """Two digits of a figure are exchanged: the difference divides by nine."""
    table = search.context.layout.table(cause.table)
    differences = {difference for difference in search.differences() if difference % 9 == 0}
    for address in sorted(search.in_trouble(table), key=search.context.layout.order.__getitem__):
        text = search.context.report.get(address)
        for i in range(len(text) - 1 if text.isascii() and text.isdigit() else 0):
            other = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
            if other[0] != "0" and abs(int(other) - int(text)) in differences:
                yield Proposal({address: other}, (("cells", address),), clears=2)


def _rows_in_trouble(table: LaidTable, search: _Search) -> Iterator[tuple[Address, ...]]:
    troubled = {error.place for error in search.errors} & search.in_trouble(table)
    for row in table.addresses:
        if not troubled.isdisjoint(row):
            yield row


def _with_total(row: tuple[Address, ...], texts: list[str], search: _Search) -> list[str]:
    """``texts`` of a row whose last figure was pushed off the table: the total again, where the row ends in one."""
    trial = replace(search.context, report=search.context.report.with_texts(dict(zip(row, texts, strict=True))))
    for equation in search.equations:
        own = [addend.address for addend in equation.left]
        if equation.relation.fills and own == [row[-1]] and {addend.address for addend in equation.right} < set(row):
            total = add_up(equation.right, trial)
            return texts if total is None else [*texts[:-1], written(total.total)]
    return texts


def _row_shifted(cause: Cause, search: _Search) -> Iterator[Proposal]:
    """A row's figures stand one column too far to the left or right."""
    for row in _rows_in_trouble(search.context.layout.table(cause.table), search):
        texts = [search.context.report.get(address) for address in row]
        for lost, moved in (
            (texts[0], _with_total(row, [*texts[1:], "0"], search)),
            (texts[-1], ["0", *texts[:-1]]),
        ):
            if lost in ("", "0") and moved != texts:
                yield Proposal(dict(zip(row, moved, strict=True)), (("cells", row[0]),), clears=2)


def _digits_split(cause: Cause, search: _Search) -> Iterator[Proposal]:
    """A figure of two digits was typed into two cells, and the rest of the row moved on."""
    for row in _rows_in_trouble(search.context.layout.table(cause.table), search):
        texts = [search.context.report.get(address) for address in row]
        for i in range(len(texts) - 1):
            pair = texts[i] + texts[i + 1]
            if len(pair) == 2 and pair.isascii() and pair.isdigit() and texts[i] != "0":
                joined = _with_total(row, [*texts[:i], pair, *texts[i + 2 :], "0"], search)
                yield Proposal(dict(zip(row, joined, strict=True)), (("cells", row[i]),), clears=2)


_KINDS: dict[str, Callable[[Cause, _Search], Iterator[Proposal]]] = {
    "total-includes": _total_includes,
    "total-misses": _total_misses,
    "counted-twice": _counted_twice,
    "swapped": _swapped,
    "digits-reversed": _digits_reversed,
    "row-shifted": _row_shifted,
    "digits-split": _digits_split,
}
