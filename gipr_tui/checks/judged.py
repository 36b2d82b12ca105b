"""What the narrative claims in numbers, each claim held against the tables: for findings, lists and marks beside the text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from gipr_tui.checks.check import Context
from gipr_tui.checks.finding import Number
from gipr_tui.checks.narrative import Claim, Reading, read
from gipr_tui.checks.relations import laid_over
from gipr_tui.forms import Address, Form, Layout
from gipr_tui.forms.model import Quantity, Term
from gipr_tui.report.model import Report
from gipr_tui.report.values import BLANK, ValueKind
from gipr_tui.text.remembered import remembered

Verdict = Literal["holds", "contradicts", "unknown"]

CHANGE = "change_from_last_year"

#: 新收48件 are not those that were carried over, too.
_PLAINLY_NEW = re.compile("新[收受增接]")


class JudgedClaim(NamedTuple):
    """One number that a section claims, and whether the tables agree.

    ``text`` is the section's text from ``span[0]`` to ``span[1]``. ``cells`` are the cells whose sum ``filed`` is what
    the tables say. ``why`` names the sentence (``claim.<why>``) that tells why nothing can be told, or in what sense the
    claim holds; it is empty where the claim plainly holds or contradicts.
    """

    section: int
    text: str
    span: tuple[int, int]
    quantity: str
    value: Decimal
    unit: str
    year: int
    cells: tuple[Address, ...]
    filed: Number | None
    verdict: Verdict
    why: str


def judged_claims(
    report: Report, previous: Report | None = None, section: int | None = None
) -> tuple[JudgedClaim, ...]:
    """The claims of the report's narrative (of one section, if one is named), in the order of the text.

    ``previous`` is the same unit's report on the year before, against which last year's figures are held. Figures that
    cover less than the report does are left out.
    """
    numbers = [section] if section is not None else [passage.number for passage in report.passages]
    sums: Sums = {}
    return tuple(
        judge(claim, number, report, previous, sums)
        for number in numbers
        for claim in reading_of(report.passage(number).text, report.year).claims
        if not claim.narrowed
    )


def claims_in_text(text: str, year: int) -> tuple[JudgedClaim, ...]:
    """The claims of a text that has no tables, as those of section one; nothing can be told of them."""
    return tuple(
        _judged(claim, 1, (), None, "unknown", "no-tables")
        for claim in reading_of(text, year).claims
        if not claim.narrowed
    )


@remembered(64)
def reading_of(text: str, year: int) -> Reading:
    """What a section's text says in figures, read once for each text and year."""
    return read(text, year) if text else Reading()


@remembered(64)
def said_in(text: str, year: int) -> dict[str, list[Claim]]:
    """What a text says of each quantity in ``year``, for all that the report covers."""
    said: dict[str, list[Claim]] = {}
    for claim in reading_of(text, year).claims:
        if not claim.narrowed and claim.year == year:
            said.setdefault(claim.quantity, []).append(claim)
    return said


@remembered(64)
def by_sentence(text: str, year: int) -> dict[int, list[Claim]]:
    """What a text says of ``year`` for all that the report covers, in each sentence that says anything of it."""
    said: dict[int, list[Claim]] = {}
    for claim in reading_of(text, year).claims:
        if not claim.narrowed and claim.year == year:
            said.setdefault(claim.sentence, []).append(claim)
    return said


@lru_cache(maxsize=16)
def quantities_of(form: Form) -> dict[str, Quantity]:
    """The quantities of a form by their ids."""
    return {quantity.id: quantity for quantity in form.quantities}


#: The sums of cells of this year's report and of last year's, which many claims are held against.
Sums = dict[tuple[int, tuple[Address, ...]], Number | None]


def judged_in(claim: Claim, section: int, context: Context) -> JudgedClaim:
    """The claim of a report under check, held against the tables of the year that it speaks of."""
    return judge(claim, section, context.report, context.previous, context.sums)


def judge(claim: Claim, section: int, report: Report, previous: Report | None, sums: Sums) -> JudgedClaim:
    """The claim held against the tables of the year that it speaks of. ``sums`` are those of these reports' cells so far."""
    about = report if claim.year == report.year else previous if claim.year == report.year - 1 else None
    if about is None:
        return _judged(claim, section, (), None, "unknown", "other-year")
    if claim.quantity == CHANGE:
        return _judge_change(claim, section, report, previous)
    quantity = quantities_of(about.form).get(claim.quantity)
    if quantity is None:
        return _judged(claim, section, (), None, "unknown", "no-cell")
    cells = expand(quantity.cells, about.layout)
    number = _sum(cells, about, sums)
    verdict, why = _verdict(claim, quantity, number, about, sums)
    return _judged(claim, section, cells, number, verdict, why)


def _judged(
    claim: Claim, section: int, cells: tuple[Address, ...], filed: Number | None, verdict: Verdict, why: str
) -> JudgedClaim:
    return JudgedClaim(
        section, claim.text, claim.span, claim.quantity, claim.value, claim.unit, claim.year, cells, filed, verdict, why
    )


def _sum(cells: tuple[Address, ...], report: Report, sums: Sums) -> Number | None:
    key = (report.year, cells)
    if key not in sums:
        sums[key] = filed_sum(cells, report)
    return sums[key]


def _balance(terms: tuple[Term, ...], report: Report, sums: Sums) -> Number | None:
    """The sum of cells less those that are taken off; None where nothing can be told."""
    added = tuple(term.key for term in terms if term.sign > 0)
    taken = tuple(term.key for term in terms if term.sign < 0)
    total = _sum(expand(added, report.layout), report, sums)
    less = _sum(expand(taken, report.layout), report, sums) if taken else 0
    return None if total is None or less is None else total - less


def _verdict(claim: Claim, quantity: Quantity, filed: Number | None, report: Report, sums: Sums) -> tuple[Verdict, str]:
    if filed is None:
        return "unknown", "no-figure"
    if claim.approximate:
        return "unknown", "approximate"
    if claim.value == filed:
        return "holds", ""
    accepted = () if _PLAINLY_NEW.search(claim.text) else quantity.accept
    if any(claim.value == _balance(terms, report, sums) for terms in accepted):
        return "holds", "otherwise"
    if quantity.part and claim.value < filed:
        return "unknown", "part"
    return ("unknown", "loose") if claim.loose else ("contradicts", "")


def _judge_change(claim: Claim, section: int, report: Report, previous: Report | None) -> JudgedClaim:
    """So many more than last year: of what came in, or of that and what was carried over."""
    cells = cells_of("new_applications", report)
    if previous is None:
        return _judged(claim, section, cells, None, "unknown", "other-year")
    changes = []
    for base in ("new_applications", "received_incl_carried"):
        now, then = filed(base, report), filed(base, previous)
        if now is None or then is None:
            return _judged(claim, section, cells, None, "unknown", "no-figure")
        changes.append(now - then)
    verdict: Verdict = "holds" if claim.value in changes else "contradicts"
    return _judged(claim, section, cells, changes[0], verdict, "")


def filed(quantity: str, report: Report) -> Number | None:
    """What the tables say of a quantity; None where the form does not have it or nothing can be told."""
    known = quantities_of(report.form).get(quantity)
    return accepted_sum(known.cells, report) if known else None


def cells_of(quantity: str, report: Report) -> tuple[Address, ...]:
    """The cells that hold a quantity; none where the form does not have it."""
    known = quantities_of(report.form).get(quantity)
    return expand(known.cells, report.layout) if known else ()


@lru_cache(maxsize=1024)
def expand(cells: tuple[Address, ...], layout: Layout) -> tuple[Address, ...]:
    """The cells of the layout that cells and groups of cells stand for; none where its local variant has none."""
    return tuple(address for cell in cells for address in layout.expand(cell))


def accepted_sum(cells: tuple[Address, ...], report: Report) -> Number | None:
    """The sum of cells or groups of cells; see :func:`filed_sum`."""
    return filed_sum(expand(cells, report.layout), report)


def filed_sum(cells: tuple[Address, ...], report: Report) -> Number | None:
    """The sum of the cells, or None where nothing is filled in or one can't be read: then nothing can be told.

    In place of a blank total stands what its row adds up to.
    """
    totals, own = added_up(report.layout), report.values.get
    numbers: list[Number] = []
    for address in cells:
        value = own(address, BLANK)
        if value.number is not None:
            numbers.append(value.number)
            continue
        for one in (value, *filter(None, map(own, totals.get(address, ())))):
            if one.number is not None:
                numbers.append(one.number)
            elif one.kind is ValueKind.UNREADABLE:
                return None
    return sum(numbers) if numbers else None


@lru_cache(maxsize=16)
def added_up(layout: Layout) -> dict[Address, tuple[Address, ...]]:
    """The cells that the form fills with a sum of their row, with the cells that are added up."""
    relations = [one for one in layout.form.relations if one.fills and one.each != "column" and not one.variant]
    return {
        equation.left[0].address: tuple(addend.address for addend in equation.right)
        for relation in relations
        for table in relation.tables
        for equation in laid_over(relation, layout, layout.table(table))
    }
