"""What a copy held that the form has no place for, and what it lacked (S-ROW, S-COL, T4-15, S-SEC for a second heading).

Only for a report that was read from a copy: its source says on which line each place stood, and what found no place is kept
with it. A row or column that the copy lacked is no fault once its cells have been filled in. S-SPLIT is ours: cells that had
run together and were told apart by a total.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.forms import Address, LaidTable, Layout, Severity
from gipr_tui.report.model import Unplaced, heading_place
from gipr_tui.text.fold import fold

#: Why a row of the form was left out of its place: its figures could not be told apart.
_UNPARTED = frozenset({"run-open", "row-shape"})


def copy_checks(layout: Layout) -> Iterator[Check]:
    """What found no place, and table by table the rows and columns that were not there."""
    yield Check("S-ROW", frozenset(layout.cells), _unplaced, listing=True)
    yield Check("S-ROW", frozenset(layout.cells), _lacking, listing=True)
    yield Check("S-SPLIT", frozenset(layout.cells), _split, listing=True)


def _unplaced(context: Context) -> Iterable[Finding]:
    """What found no place."""
    return tuple(_pieces(context)) if context.report.left_out else ()


def _pieces(context: Context) -> Iterator[Finding]:
    """S-SEC: a heading stands twice. T4-15: the one row of table four has too many or too few figures. Else S-ROW, S-COL."""
    for piece in context.report.left_out:
        place = heading_place(max(1, piece.section))
        facts: tuple[tuple[str, str], ...] = (("filed", piece.text), ("line", str(piece.line)))
        table = _of_one_row(piece, context.layout)
        if piece.reason == "repeated-heading":
            rule, severity = "S-SEC", Severity.ERROR
            wording = "heading-repeated"
        elif table is not None:
            rule, severity = "T4-15", Severity.ERROR
            wording = "row-of-figures"
            found = str(len(piece.text.split("\t")))
            facts = (*facts, ("found", found), ("expected", str(len(table.leaf_columns))))
        elif row := _row_named(piece, context.layout):
            filled = all(cell in context.report.values for cell in row)
            if filled and piece.reason in _UNPARTED:
                continue
            rule, severity = "S-ROW", Severity.HINT if filled else Severity.WARNING
            wording = "unplaced" if filled else "row-left-out"
        else:
            of_column = piece.reason in ("extra-column", "unknown-column", "unknown-columns")
            rule, severity = ("S-COL" if of_column else "S-ROW"), Severity.HINT
            wording = "unplaced"
        yield Finding(rule, severity, piece.section, (), place, wording, text=piece.text, facts=facts)


def _row_named(piece: Unplaced, layout: Layout) -> tuple[Address, ...]:
    """The cells of the row whose label ``piece`` begins with; none where it names no row."""
    label = fold(piece.text.partition("\t")[0])
    for table in layout.in_section(piece.section):
        for path, cells in zip(table.row_paths, table.addresses, strict=True):
            if path[-1].label and label in {fold(name) for name in (path[-1].label, *path[-1].accept)}:
                return cells
    return ()


def _of_one_row(piece: Unplaced, layout: Layout) -> LaidTable | None:
    """The table of one unnamed row that ``piece`` was to be the figures of."""
    if piece.reason != "row-shape":
        return None
    tables = (table for table in layout.in_section(piece.section) if not any(row.label for row in table.leaf_rows))
    return next(tables, None)


def _lacking(context: Context) -> Iterable[Finding]:
    """S-ROW, S-COL: a row or a column of a table that the copy held otherwise was not in it, and is still blank."""
    if not context.report.source.lines or not context.figures.blank:
        return ()
    return [finding for table in context.layout.tables for finding in _lacking_in(table, context)]


def _lacking_in(table: LaidTable, context: Context) -> Iterator[Finding]:
    """A row that was left out because its figures could not be parted is in the copy, and in what found no place."""
    report, section = context.report, table.table.section
    left_out = [fold(piece.text) for piece in report.unplaced if piece.section == section]
    rows = [
        (path[-1].label, cells)
        for path, cells in zip(table.row_paths, table.addresses, strict=True)
        if not any(fold(path[-1].label) in text for text in left_out)
    ]
    there = [cells for _, cells in rows if any(cell in report.source.lines for cell in cells)]
    if not there:
        return
    columns = zip(table.column_paths, zip(*there, strict=True), strict=True)
    yield from _gone("S-ROW", "row-missing", table, rows, context)
    yield from _gone("S-COL", "column-missing", table, ((path[-1].label, cells) for path, cells in columns), context)


def _gone(
    rule: str, wording: str, table: LaidTable, named: Iterable[tuple[str, tuple[Address, ...]]], context: Context
) -> Iterator[Finding]:
    report = context.report
    for label, cells in named:
        if not any(cell in report.source.lines or cell in report.values for cell in cells):
            facts = (("label", label), ("table", table.table.caption))
            yield Finding(rule, Severity.ERROR, table.table.section, cells, cells[0], wording, facts=facts)


def _split(context: Context) -> Iterable[Finding]:
    """S-SPLIT: rows whose figures had run together in the copy; the total that told them apart is no evidence."""
    if not context.report.source.split:
        return ()
    return [finding for table in context.layout.tables for finding in _split_in(table, context)]


def _split_in(table: LaidTable, context: Context) -> Iterator[Finding]:
    split = context.report.source.split
    rows = [
        (path[-1].label or " ".join(node.label for node in table.columns), cells)
        for path, cells in zip(table.row_paths, table.addresses, strict=True)
        if split & set(cells)
    ]
    if rows:
        cells = tuple(cell for _, mine in rows for cell in mine if cell in split)
        facts = (("rows", "、".join(name for name, _ in rows)), ("count", str(len(rows))))
        yield Finding("S-SPLIT", Severity.HINT, table.table.section, cells, cells[0], "split-figures", facts=facts)
