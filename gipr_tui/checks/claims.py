"""The narrative against the tables: a number claimed in words must be the number filed (N-NEW, N-OVER, N-TOT, N-FWD)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache, partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding, Number
from gipr_tui.checks.narrative import Claim, read_claims
from gipr_tui.forms import Address, Layout
from gipr_tui.forms.model import Quantity
from gipr_tui.report.model import text_place
from gipr_tui.report.values import ValueKind


def claim_checks(layout: Layout) -> Iterator[Check]:
    """For every section and every quantity of the form: what is claimed of it there."""
    for section in layout.form.sections:
        place = text_place(section.number)
        for quantity in layout.form.quantities:
            cells = (*quantity.cells, *(cell for group in quantity.accept for cell in group))
            reads = frozenset((place, *(address for cell in cells for address in layout.expand(cell))))
            yield Check(quantity.rule, reads, partial(_compare, section.number, quantity))


@lru_cache(maxsize=64)
def _claims(text: str, year: int) -> tuple[Claim, ...]:
    return read_claims(text, year)


def _compare(section: int, quantity: Quantity, context: Context) -> Iterator[Finding]:
    report = context.report
    text = report.passage(section).text
    for claim in _claims(text, report.year) if text else ():
        if claim.quantity != quantity.id or claim.approximate or claim.narrowed or claim.year != report.year:
            continue
        filed = _filed(quantity.cells, context)
        if filed is None or claim.value == filed:
            continue
        if any(claim.value == _filed(group, context) for group in quantity.accept):
            continue
        cells = tuple(address for cell in quantity.cells for address in context.layout.expand(cell))
        claimed = _plain(claim.value)
        yield Finding(
            rule=quantity.rule,
            severity=quantity.severity,
            section=section,
            cells=cells,
            place=text_place(section),
            wording="claim",
            left=claimed,
            right=filed,
            difference=claimed - filed,
            text=claim.text,
            span=claim.span,
            facts=(("quantity", quantity.id),),
        )


def _filed(cells: tuple[Address, ...], context: Context) -> Number | None:
    """The sum of the cells, or None where none is filled in or one can't be read: then nothing can be told."""
    numbers: list[Number] = []
    for cell in cells:
        for address in context.layout.expand(cell):
            value = context.report.value(address)
            if value.kind is ValueKind.UNREADABLE:
                return None
            if value.number is not None:
                numbers.append(value.number)
    return sum(numbers) if numbers else None


def _plain(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else number
