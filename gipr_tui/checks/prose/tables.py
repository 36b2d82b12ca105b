"""Claims against cells (domain.md §4.6, N-NEW to N-T2): what is said of a figure must be what is filed.

Each quantity of the form names its rule and severity. A denial is N-ZERO, ``均为自然人`` N-ALLNAT, ``均获维持`` N-ALLKEEP and
``全部办结`` N-DONE, whatever the quantity. A claim that only may count something else is a warning; an estimate is
looked at only where it is far off (N-APPROX).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.checks.judged import JudgedClaim, cells_of, filed, judged_in, quantities_of, said_in
from gipr_tui.checks.narrative import Claim, Said
from gipr_tui.checks.prose.finding import about_words, plain
from gipr_tui.forms import Layout, Severity
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
    """For every section and every rule: the claims that it holds against cells."""
    by_rule: dict[str, list[Quantity]] = {}
    for quantity in layout.form.quantities:
        by_rule.setdefault(quantity.rule, []).append(quantity)
    # 全部办结 is held against what was carried forward
    extra = {"N-TOT": by_rule.get("N-FWD", [])}
    for section in layout.form.sections:
        place = text_place(section.number)
        for rule, quantities in by_rule.items():
            held = (*quantities, *extra.get(rule, ()))
            keys = {key for q in held for key in (*q.cells, *(term.key for terms in q.accept for term in terms))}
            addresses = {address for key in keys for address in layout.expand(key)}
            rows = {other for address in addresses for other in stand_ins(address, layout)}
            names = frozenset(quantity.id for quantity in quantities)
            reads = frozenset((place, *addresses, *rows))
            run, speaks = partial(_compare, section.number, names), partial(_says, section.number, names)
            yield Check(rule, reads, run, of_text=True, speaks=speaks)


def stand_ins(address: str, layout: Layout) -> tuple[str, ...]:
    """The cells that stand in for a blank total."""
    return layout.row_of(address) if layout.cells[address].row else ()


def _says(section: int, names: frozenset[str], context: Context) -> bool:
    """Whether a section's text says a figure of one of the quantities ``names``."""
    return not said_in(context.report.passage(section).text, context.report.year).keys().isdisjoint(names)


def _compare(section: int, names: frozenset[str], context: Context) -> Iterator[Finding]:
    report = context.report
    said = said_in(report.passage(section).text, report.year)
    for _, claim in sorted(one for name in said.keys() & names for one in said[name]):
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
