"""What may stand in a cell: readable figures of the right kind, no blanks, amounts of a likely size."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.forms import Address, Cell, CellKind, LaidTable, Layout, Severity, address_of
from gipr_tui.forms.model import Amount, Sign
from gipr_tui.report.values import Mark, ValueKind


def cell_checks(layout: Layout) -> Iterator[Check]:
    """The checks of every cell, of blanks and dashes table by table, and of amounts and signed changes."""
    unreadable = {table.id: table.table.unreadable for table in layout.tables}
    for cell in layout.cells.values():
        yield Check("F", frozenset({cell.address}), partial(_figure, cell, unreadable[cell.table]))
    for table in layout.tables:
        section = layout.in_section(table.table.section)
        cells = frozenset(address for part in section for row in part.addresses for address in row)
        yield Check("S-BLANK", cells, partial(_blanks, table, cells), listing=True)
        yield Check("S-PLACE", cells, partial(_dashes, table), listing=True)
    for amount in layout.form.amounts:
        if amount.cell in layout.cells:
            yield Check(amount.rule, frozenset({amount.cell}), partial(_amount, amount))
    for sign in layout.form.signs:
        yield from _sign_checks(sign, layout)


def _figure(cell: Cell, unreadable: str, context: Context) -> Iterator[Finding]:
    """F-INT, F-NEG, F-CN, F-UNIT, and the form's rule for text that is no figure (T2-INT, T3-INT, T4-INT)."""
    value = context.report.value(cell.address)

    def finding(rule: str, severity: Severity, wording: str) -> Finding:
        facts = (("filed", value.text), ("number", str(value.number)), ("unit", cell.unit))
        return Finding(rule, severity, cell.section, (cell.address,), cell.address, wording, facts=facts)

    if value.kind is ValueKind.UNREADABLE:
        yield finding(unreadable or "F-INT", Severity.ERROR, f"unreadable-{value.reason}")
    if Mark.DECIMAL_POINT in value.marks:
        yield finding("F-INT", Severity.ERROR, "decimal-count")
    if Mark.NEGATIVE in value.marks and cell.kind is not CellKind.SIGNED:
        is_amount = cell.kind is CellKind.AMOUNT and unreadable
        yield finding(unreadable if is_amount else "F-NEG", Severity.ERROR, "negative")
    if Mark.CHINESE in value.marks:
        yield finding("F-CN", Severity.WARNING, "chinese-number")
    if Mark.UNIT in value.marks:
        yield finding("F-UNIT", Severity.WARNING, "unit-in-cell")


def _addresses(table: LaidTable) -> tuple[Address, ...]:
    return tuple(address for row in table.addresses for address in row)


def _listing(rule: str, severity: Severity, wording: str, table: LaidTable, cells: tuple[Address, ...]) -> Finding:
    facts = (("count", str(len(cells))), ("table", table.table.caption))
    return Finding(rule, severity, table.table.section, cells, cells[0], wording, facts=facts)


def _blanks(table: LaidTable, section: frozenset[Address], context: Context) -> Iterator[Finding]:
    """S-BLANK: blank cells, listed table by table; a section with nothing filled in at all is S-TAB's to say."""
    report = context.report
    blank = tuple(a for a in _addresses(table) if report.value(a).kind is ValueKind.BLANK)
    if blank and not section.isdisjoint(report.values):
        yield _listing("S-BLANK", Severity.WARNING, "blank-cells", table, blank)


def _dashes(table: LaidTable, context: Context) -> Iterator[Finding]:
    """S-PLACE: ``/``, ``—`` or 无 where a figure belongs."""
    report = context.report
    marked = tuple(a for a in _addresses(table) if report.value(a).kind is ValueKind.NOT_APPLICABLE)
    if marked:
        yield _listing("S-PLACE", Severity.WARNING, "not-applicable", table, marked)


def _amount(amount: Amount, context: Context) -> Iterator[Finding]:
    """T2-AMT: an amount padded from two decimals to four, or a hundred times last year's: 元 filed as 万元."""
    value = context.report.value(amount.cell)
    if value.number is None:
        return
    cell = context.layout.cells[amount.cell]
    facts = (("filed", value.text), ("unit", cell.unit), ("basis", amount.basis))
    _, point, decimals = value.text.partition(".")
    padded = point and len(decimals) == amount.padded_decimals and decimals.endswith("00")
    if padded and set(decimals) != {"0"} and value.number > amount.over:
        yield Finding(
            amount.rule,
            amount.severity,
            cell.section,
            (amount.cell,),
            amount.cell,
            "amount-padded",
            facts=facts,
        )
        return
    before = context.previous.value(amount.cell).number if context.previous else None
    if before and value.number and not _within(Decimal(value.number), Decimal(before), amount.last_year_ratio):
        yield Finding(
            amount.rule,
            amount.severity,
            cell.section,
            (amount.cell,),
            amount.cell,
            "amount-jump",
            left=value.number,
            right=before,
            difference=value.number - before,
            facts=facts,
        )


def _within(now: Decimal, before: Decimal, ratio: int) -> bool:
    return abs(before) / ratio < abs(now) < abs(before) * ratio


def _sign_checks(sign: Sign, layout: Layout) -> Iterator[Check]:
    for id in sign.tables:
        table = layout.table(id)
        for row in table.leaf_rows:
            before, change = address_of(row.key, sign.before), address_of(row.key, sign.change)
            if before in layout.cells and change in layout.cells:
                yield Check(sign.rule, frozenset({before, change}), partial(_sign, sign, before, change))


def _sign(sign: Sign, before: Address, change: Address, context: Context) -> Iterator[Finding]:
    """T2-19-SIGN: a change without a sign that is larger than the stock it changes could be either way."""
    value, stock = context.report.value(change), context.report.value(before)
    unsigned = value.number is not None and value.number > 0 and Mark.SIGNED not in value.marks
    if unsigned and value.number is not None and stock.number is not None and value.number > stock.number:
        section = context.layout.cells[change].section
        facts = (("filed", value.text), ("basis", sign.basis))
        yield Finding(sign.rule, sign.severity, section, (change, before), change, "unsigned-change", facts=facts)
