"""Writes a report as a page saved as text: the copies that the reader is tried on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from gipr_tui.forms import Form, LaidTable, Node
from gipr_tui.report.model import Passage, Report
from gipr_tui.report.values import ValueKind, parse_value

CELL, END = "\t", ""


def report_of(
    form: Form,
    *,
    unit: str = "青禾镇",
    year: int | None = None,
    variants: frozenset[str] = frozenset(),
    figures: Mapping[str, str] | None = None,
    texts: Mapping[int, str] | None = None,
    preamble: str = "",
) -> Report:
    """A report with ``figures`` in its cells (0 where nothing is given) and ``texts`` in its sections."""
    year = year or form.years[0]
    report = Report(
        unit=unit,
        year=year,
        form=form,
        variants=variants,
        title=form.titles[0].format(unit=unit, year=year),
        preamble=preamble,
        passages=tuple(Passage(s.number, s.heading, (texts or {}).get(s.number, "")) for s in form.sections),
        values={},
    )
    values = {
        address: parse_value((figures or {}).get(address, "0"), cell.kind, cell.unit)
        for address, cell in report.layout.cells.items()
    }
    filled = {address: value for address, value in values.items() if value.kind is not ValueKind.BLANK}
    return replace(report, values=filled)


def content_of(report: Report) -> dict[str, object]:
    """What two readings of one report must share: everything but where it was read."""
    content = {field.name: getattr(report, field.name) for field in fields(report) if field.name != "source"}
    return content | {"form": report.form.id, "values": {a: v.text for a, v in report.values.items()}}


def write(report: Report) -> str:
    """The copy, title first."""
    lines = [report.title] if report.title else []
    lines += report.preamble.split("\n") if report.preamble else []
    for passage in report.passages:
        lines += [passage.heading] if passage.heading else []
        lines += passage.text.split("\n") if passage.text else []
        for table in report.layout.in_section(passage.number):
            lines += [*table_lines(report, table), END]
        lines += ["\u00a0"]
    return "\n".join(lines)


def table_lines(report: Report, table: LaidTable) -> Iterator[str]:
    """One table: each cell a line with a TAB before it, a blank line after each row."""
    if table.table.caption:
        yield from (CELL + table.table.caption, END)
    for depth, level in enumerate(head_rows(table)):
        corner = table.table.corner
        if corner:
            yield CELL + (corner if depth == 0 else "")
        yield from (CELL + cell for cell in level)
        yield END
    shown: set[int] = set()
    for path, addresses in zip(table.row_paths, table.addresses, strict=True):
        for node in path:
            if node.label:
                yield CELL + ("" if id(node) in shown else node.label)
            shown.add(id(node))
        yield from (CELL + report.value(address).text for address in addresses)
        yield END


def head_rows(table: LaidTable) -> list[list[str]]:
    """The header row by row, with an empty cell below each column that is merged downwards."""
    rows: list[list[str]] = []
    level: list[Node | None] = list(table.columns)
    while any(level):
        rows.append([])
        below: list[Node | None] = []
        for node in level:
            rows[-1].append(node.label if node else "")
            below += node.nodes if node and node.nodes else [None]
        level = below
    return rows
