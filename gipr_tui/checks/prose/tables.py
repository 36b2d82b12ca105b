"""Claims against cells (domain.md §4.6, N-NEW to N-T2): what is said of a figure must be what is filed.

Each quantity of the form names its rule and severity. A denial is N-ZERO, ``均为自然人`` N-ALLNAT, ``均获维持`` N-ALLKEEP and
``全部办结`` N-DONE, whatever the quantity. A claim that only may count something else is a warning; an estimate is
looked at only where it is far off (N-APPROX).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.checks.judged import JudgedClaim, added_up, cells_of, filed, judged_in, quantities_of, said_in
from gipr_tui.checks.narrative import Claim, Said
from gipr_tui.checks.prose.finding import about_words, plain
from gipr_tui.forms import Address, Layout, Severity
from gipr_tui.forms.model import Quantity
from gipr_tui.report.model import text_place

#: An estimate is questioned where the figure filed is less than half of it, or more than twice.
FAR_OFF = 2

_WORDED = {
    (Said.DENIED, "new_applications"): "N-ZERO",
    (Said.DENIED, "review_total"): "N-ZERO",
    (Said.DENIED, "litigation_total"): "N-ZERO",
    (Said.ALL, "applicant_natural"): "N-ALLNAT",
    (Said.ALL, "review_upheld"): "N-ALLKEEP",
    (Said.ALL, "litigation_upheld"): "N-ALLKEEP",
}


def table_checks(layout: Layout) -> Iterator[Check]:
    """For every section and every quantity: the claims that are held against its cells."""
    quantities = layout.form.quantities
    reads = {quantity.id: _held_against(quantity, quantities, layout) for quantity in quantities}
    for section in layout.form.sections:
        place = text_place(section.number)
        for quantity in quantities:
            run = partial(_compare, section.number, quantity.id)
            yield Check(quantity.rule, reads[quantity.id] | {place}, run, of_text=True, quantity=quantity.id)


def _held_against(quantity: Quantity, quantities: Iterable[Quantity], layout: Layout) -> frozenset[Address]:
    """The cells that the claims of a quantity are held against, in one sense or another."""
    # 全部办结 is held against what was carried forward
    extra = [other for other in quantities if quantity.rule == "N-TOT" and other.rule == "N-FWD"]
    held = (quantity, *extra)
    keys = {key for q in held for key in (*q.cells, *(term.key for terms in q.accept for term in terms))}
    addresses = {address for key in keys for address in layout.expand(key)}
    return with_stand_ins(addresses, layout)


def with_stand_ins(cells: Iterable[Address], layout: Layout) -> frozenset[Address]:
    """Cells, with those that are added up in the place of a total among them while that is blank."""
    totals = added_up(layout)
    return frozenset(cells).union(*(totals.get(cell, ()) for cell in cells))


def _compare(section: int, quantity: str, context: Context) -> Iterator[Finding]:
    report = context.report
    for claim in said_in(report.passage(section).text, report.year).get(quantity, ()):
        finding = _finding(claim, judged_in(claim, section, context), context)
        if finding:
            yield finding


def _finding(claim: Claim, judged: JudgedClaim, context: Context) -> Finding | None:
    quantity = quantities_of(context.report.form)[claim.quantity]
    if claim.said is Said.ALL and claim.quantity == "answered_total":
        return _not_all_done(judged, context)
    if judged.filed is None:
        return None
    if judged.why == "approximate":
        return _far_off(judged)
    if judged.verdict == "holds" or judged.why == "part" or _holds_of_all(claim, judged, context):
        return None
    severity = Severity.WARNING if claim.loose else quantity.severity
    rule = _WORDED.get((claim.said, claim.quantity), quantity.rule)
    return _said(rule, severity, judged, "claim" if len(judged.cells) == 1 else "claim-sum")


def _holds_of_all(claim: Claim, judged: JudgedClaim, context: Context) -> bool:
    """``均为自然人申请``: true where all that the table has are, however many were said to have come in."""
    if claim.said is not Said.ALL or not claim.quantity.startswith("applicant"):
        return False
    return judged.filed == filed("new_applications", context.report)


def _not_all_done(judged: JudgedClaim, context: Context) -> Finding | None:
    """N-DONE: 收到申请11件，已全部办结, and the table carries some forward."""
    left_over = filed("carried_forward", context.report)
    if not left_over:
        return None
    return about_words(
        "N-DONE",
        Severity.ERROR,
        judged.section,
        "prose-done",
        text=judged.text,
        span=judged.span,
        cells=cells_of("carried_forward", context.report),
        left=0,
        right=left_over,
        quantity=judged.quantity,
    )


def _far_off(judged: JudgedClaim) -> Finding | None:
    """N-APPROX: 约300件 for 20."""
    filed = judged.filed or 0
    if filed * FAR_OFF >= judged.value and judged.value * FAR_OFF >= filed:
        return None
    return _said("N-APPROX", Severity.HINT, judged, "claim-estimate")


def _said(rule: str, severity: Severity, judged: JudgedClaim, wording: str) -> Finding:
    return about_words(
        rule,
        severity,
        judged.section,
        wording,
        text=judged.text,
        span=judged.span,
        cells=judged.cells,
        left=plain(judged.value),
        right=judged.filed,
        quantity=judged.quantity,
    )
