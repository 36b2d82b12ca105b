"""What may stand in a cell: readable figures of the right kind, no blanks, amounts of a likely size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding, Number
from gipr_tui.forms import Address, Cell, CellKind, LaidTable, Layout, Severity, address_of
from gipr_tui.forms.model import Amount, Sign
from gipr_tui.report.values import Mark, ValueKind, written

#: Ways of writing a figure that are read as what they mean, and said: the mark, its rule, its weight and its sentence.
_WRITTEN = (
    (Mark.CHINESE, "F-CN", Severity.WARNING, "chinese-number"),
    (Mark.UNIT, "F-UNIT", Severity.WARNING, "unit-in-cell"),
    (Mark.LOOKALIKE, "F-OCR", Severity.WARNING, "lookalike"),
    (Mark.FULL_WIDTH, "F-WIDTH", Severity.HINT, "full-width"),
    (Mark.THOUSANDS, "F-THOU", Severity.HINT, "thousands"),
    (Mark.LEADING_ZERO, "F-LEAD0", Severity.HINT, "leading-zero"),
    (Mark.NEEDLESS_SIGN, "F-LEAD0", Severity.HINT, "needless-sign"),
)


def cell_checks(layout: Layout) -> Iterator[Check]:
    """The checks of every cell, of blanks and dashes table by table, and of amounts and signed changes."""
    unreadable = {table.id: table.table.unreadable for table in layout.tables}
    for cell in layout.cells.values():
        run = partial(_figure, cell, unreadable[cell.table])
        yield Check("F", frozenset({cell.address}), run, of_odd=True, of_marked=True)
    cells = frozenset(layout.cells)
    yield Check("S-BLANK", cells, _blanks, listing=True, of_odd=True)
    yield Check("S-PLACE", cells, _dashes, listing=True, of_odd=True)
    for amount in layout.form.amounts:
        if amount.cell in layout.cells:
            yield Check(amount.rule, frozenset({amount.cell}), partial(_amount, amount))
            if amount.decimals_rule:
                yield Check(amount.decimals_rule, frozenset({amount.cell}), partial(_decimals, amount))
    for sign in layout.form.signs:
        yield from _sign_checks(sign, layout)


def _figure(cell: Cell, unreadable: str, context: Context) -> Iterator[Finding]:
    """How a figure is written (F-*), and the form's rule for text that is no figure (T2-INT, T3-INT, T4-INT)."""
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
    for mark, rule, severity, wording in _WRITTEN:
        if mark in value.marks:
            yield finding(rule, severity, wording)


def _listing(rule: str, severity: Severity, wording: str, table: LaidTable, cells: tuple[Address, ...]) -> Finding:
    facts = (("count", str(len(cells))), ("table", table.table.caption))
    return Finding(rule, severity, table.table.section, cells, cells[0], wording, facts=facts)


def _blanks(context: Context) -> Iterable[Finding]:
    """S-BLANK: blank cells, listed table by table; a section with nothing filled in at all is S-TAB's to say."""
    blank = context.figures.blank
    return [
        _listing("S-BLANK", Severity.WARNING, "blank-cells", table, cells)
        for table, cells in (_in_tables(blank, context.layout) if blank else ())
        if len(cells) < len(table.cells) or _is_begun(table.table.section, context)
    ]


def _is_begun(section: int, context: Context) -> bool:
    """Whether anything is filled in in the tables of a section."""
    return any(not context.figures.blank.issuperset(table.cells) for table in context.layout.in_section(section))


def _dashes(context: Context) -> Iterable[Finding]:
    """S-PLACE: ``/``, ``—`` or 无 where a figure belongs."""
    dashed = context.figures.dashed
    tables = _in_tables(dashed, context.layout) if dashed else ()
    return [_listing("S-PLACE", Severity.WARNING, "not-applicable", table, cells) for table, cells in tables]


def _in_tables(cells: set[Address], layout: Layout) -> Iterator[tuple[LaidTable, tuple[Address, ...]]]:
    """The tables that have some of ``cells``, with those in the form's order."""
    for table in layout.tables:
        if own := [cell for cell in table.cells if cell in cells]:
            yield table, tuple(own)


def _amount(amount: Amount, context: Context) -> Iterator[Finding]:
    """T2-AMT: an amount padded from two decimals to four, or a hundred times last year's: 元 filed as 万元."""
    value = context.report.value(amount.cell)
    if value.number is None:
        return
    decimals = _decimals_of(value.number)
    padded = len(decimals) == amount.padded_decimals and decimals.endswith("00")
    before = context.previous.value(amount.cell).number if context.previous else None
    left, right, difference = None, None, None
    if padded and set(decimals) != {"0"} and value.number > amount.over:
        wording = "amount-padded"
    elif before and value.number and not _within(Decimal(value.number), Decimal(before), amount.last_year_ratio):
        wording = "amount-jump"
        left, right, difference = value.number, before, value.number - before
    else:
        return
    cell, cells = context.layout.cells[amount.cell], (amount.cell,)
    facts = (("filed", value.text), ("unit", cell.unit), ("basis", amount.basis))
    yield Finding(
        amount.rule,
        amount.severity,
        cell.section,
        cells,
        cells[0],
        wording,
        left=left,
        right=right,
        difference=difference,
        facts=facts,
    )


def _decimals(amount: Amount, context: Context) -> Iterator[Finding]:
    """F-DEC4: the header asks for four decimals. A copy's header may not, so a figure from a copy is left alone."""
    value = context.report.value(amount.cell)
    if not value.number or Mark.UNIT in value.marks or amount.cell in context.report.source.lines:
        return
    if len(_decimals_of(value.number)) != amount.decimals:
        section = context.layout.cells[amount.cell].section
        facts = (("filed", value.text), ("decimals", str(amount.decimals)))
        cells = (amount.cell,)
        yield Finding(amount.decimals_rule, Severity.HINT, section, cells, amount.cell, "amount-decimals", facts=facts)


def _decimals_of(number: Number) -> str:
    """The decimals of a number as filed, however its text is written: ``3900`` of 41174.3900万元."""
    return written(number).partition(".")[2]


def _within(now: Decimal, before: Decimal, ratio: int) -> bool:
    return abs(before) / ratio < abs(now) < abs(before) * ratio


def _sign_checks(sign: Sign, layout: Layout) -> Iterator[Check]:
    for id in sign.tables:
        table = layout.table(id)
        for row in table.leaf_rows:
            before, change = address_of(row.key, sign.before), address_of(row.key, sign.change)
            if before in layout.cells and change in layout.cells:
                stock, changed = layout.order[before], layout.order[change]
                quiet = f"n[{changed}] <= 0 or n[{changed}] <= n[{stock}]"
                yield Check(sign.rule, frozenset({before, change}), partial(_sign, sign, before, change), quiet=quiet)


def _sign(sign: Sign, before: Address, change: Address, context: Context) -> Iterator[Finding]:
    """T2-19-SIGN: a change without a sign that is larger than the stock it changes could be either way."""
    value, stock = context.report.value(change), context.report.value(before)
    unsigned = value.number is not None and value.number > 0 and Mark.SIGNED not in value.marks
    if unsigned and value.number is not None and stock.number is not None and value.number > stock.number:
        section = context.layout.cells[change].section
        facts = (("filed", value.text), ("basis", sign.basis))
        yield Finding(sign.rule, sign.severity, section, (change, before), change, "unsigned-change", facts=facts)
