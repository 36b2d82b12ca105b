"""The narrative against the tables, last year's report and itself: the rules N-* (domain.md §4.6)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gipr_tui.checks.check import Check
from gipr_tui.checks.prose import percents, statements, sums
from gipr_tui.checks.prose.tables import table_checks, with_stand_ins
from gipr_tui.forms import Layout
from gipr_tui.report.margin import carried_place
from gipr_tui.report.model import PREAMBLE, text_place

#: The quantities that a form on applications for information has, and with which growth and rates are worked out.
_FLOWS = ("new_applications", "received_incl_carried", "answered_total", "carried_forward")


def claim_checks(layout: Layout) -> Iterator[Check]:
    """Every check of the narrative; of another domain's form only those that its quantities ask for."""
    yield from table_checks(layout)
    cells_of = {quantity.id: quantity.cells for quantity in layout.form.quantities}
    if not cells_of.keys() >= set(_FLOWS):
        return
    texts = frozenset(text_place(section.number) for section in layout.form.sections)
    flows = {cell for name in _FLOWS for group in cells_of[name] for cell in layout.expand(group)}
    totals = with_stand_ins(flows, layout)
    cells = frozenset(layout.cells)
    for section in layout.form.sections:
        number = section.number
        place = frozenset({text_place(number)})
        wrong, said = partial(sums.any_wrong, number), partial(percents.any_said, number)
        yield Check("N-ID", place | cells, partial(sums.sums, number), speaks=wrong, of_text=True)
        yield Check("N-LIST", place, partial(sums.open_lists, number), of_text=True)
        yield Check("N-SHARE", place | totals, partial(percents.percents, number), speaks=said, of_text=True)
        yield Check(
            "N-YEAR", place | {carried_place(text_place(number))}, partial(statements.years, number), of_text=True
        )
        yield Check("N-FEE", place, partial(statements.fees, number), of_text=True)
    yield Check("N-SELF", texts | cells, sums.contradictions, speaks=sums.any_unlike, of_text=True)
    yield Check("N-PERIOD", texts | {PREAMBLE}, statements.period, of_text=True)
    yield Check("N-FEE-MISS", texts | {PREAMBLE}, statements.fee_missing)
    fees = frozenset(cells_of.get("fees_collected", ()))
    yield Check("N-FEEUNIT", texts | fees, statements.fee_unit, of_text=True)
