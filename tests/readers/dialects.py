"""Writes a report in the dialects of plain text that published reports come in; see :mod:`tests.readers.dialect` for one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gipr_tui.forms import LaidTable, Node
from gipr_tui.report.model import Report

#: What a table is written as.
TableLines = Callable[[Report, LaidTable], Iterator[str]]


def write_copy(report: Report, table: TableLines, mark: str = "") -> str:
    """The copy, title first; ``mark`` stands before each heading."""
    lines = [mark[:-2] + " " * bool(mark) + report.title] if mark else [report.title]
    lines += report.preamble.split("\n") if report.preamble else []
    for passage in report.passages:
        lines.append(mark + passage.heading)
        lines += passage.text.split("\n") if passage.text else []
        for laid in report.layout.in_section(passage.number):
            lines += table(report, laid)
    return "\n".join(lines)


# ---------------------------------------------------------------- one row a line


def grid(report: Report, table: LaidTable) -> list[list[str]]:
    """The table as a rectangle: a merged cell's text stands in its first position, and the others are empty."""
    depth = max(len(path) for path in table.row_paths) if table.leaf_rows[0].label else 0
    rows: list[list[str]] = []
    if table.table.caption:
        rows.append([table.table.caption] + [""] * (depth + len(table.leaf_columns) - 1))
    levels = max(len(path) for path in table.column_paths)
    shown: set[int] = set()
    for level in range(levels):
        row = [table.table.corner if level == 0 and depth else ""] * min(depth, 1) + [""] * (depth - 1)
        for path in table.column_paths:
            node = path[level] if level < len(path) else None
            row.append("" if node is None or id(node) in shown else node.label)
            shown |= {id(node)}
        rows.append(row)
    for path, addresses in zip(table.row_paths, table.addresses, strict=True):
        labels = ["" if id(node) in shown else node.label for node in path if node.label]
        shown |= {id(node) for node in path}
        rows.append(labels + [""] * (depth - len(labels)) + [report.value(address).text for address in addresses])
    return rows


def barred(report: Report, table: LaidTable) -> Iterator[str]:
    """``a | b | c |``, where nothing but ``|`` is left of a merged cell."""
    for row in grid(report, table):
        yield " ".join(f"{cell} |" for cell in row).strip() if any(row) else "|" * len(row)


def tabbed_rows(report: Report, table: LaidTable) -> Iterator[str]:
    """One row a line, its cells parted by TABs, as a spreadsheet copies them."""
    yield from ("\t".join(row) for row in grid(report, table))


def markdown(report: Report, table: LaidTable) -> Iterator[str]:
    """A Markdown table: the first row as its head, and a rule below it."""
    first, *others = grid(report, table)
    yield ""
    yield f"| {' | '.join(first)} |"
    yield "|" + " --- |" * len(first)
    yield from (f"| {' | '.join(row)} |" for row in others)
    yield ""


def barred_cells(report: Report, table: LaidTable) -> Iterator[str]:
    """One cell a line, each with ``|`` after it; an empty line ends a row."""
    for row in grid(report, table):
        yield from (f"{cell} |".strip() for cell in row)
        yield ""


def spaced_rows(report: Report, table: LaidTable) -> Iterator[str]:
    """One row a line: its labels and its figures with a space between."""
    for row in grid(report, table):
        yield " ".join(cell for cell in row if cell)


# ---------------------------------------------------------------- run together


def run_together(report: Report, spaces: random.Random | None = None) -> str:
    """The whole report on two lines, cells and all run together; ``spaces`` puts a few between figures."""
    parts: list[str] = []
    for passage in report.passages:
        parts += [passage.heading, " " * (len(passage.heading) % 2), passage.text.replace("\n", "")]
        for table in report.layout.in_section(passage.number):
            for row in grid(report, table):
                for cell in filter(None, row):
                    gap = spaces is not None and spaces.random() < 0.1 and parts[-1][-1:].isdigit()
                    parts += [" " * gap, cell]
    return f"{report.title}\n" + "".join(parts)


# ---------------------------------------------------------------- paper


@dataclass
class Paper:
    """How a table lies on paper: the widths at which labels break, the columns of figures, and the length of a page."""

    label: int = 16
    group: int = 3
    column: int = 8
    length: int = 40
    between: int = 1
    blanks: bool = True


def on_paper(report: Report, paper: Paper) -> str:
    """The report as ``pdftotext -layout`` gives it: page numbers, form feeds, wrapped labels, groups beside their rows."""
    lines = [" " * 12 + report.title, ""]
    for passage in report.passages:
        lines.append("   " + passage.heading)
        for paragraph in filter(None, passage.text.split("\n")):
            lines += _wrapped("   " + paragraph, 30)
        for table in report.layout.in_section(passage.number):
            lines += ["", *_table_on_paper(report, table, paper)]
    pages = [lines[start : start + paper.length] for start in range(0, len(lines), paper.length)]
    return "".join("\n".join([*page, "", " " * 40 + f"-{number}-", ""]) + "\f" for number, page in enumerate(pages, 1))


def _table_on_paper(report: Report, table: LaidTable, paper: Paper) -> Iterator[str]:
    depth = max(len(path) for path in table.row_paths)
    lefts = [0, *(4 + (paper.group + 3) * level for level in range(1, depth))] if depth > 1 else [0]
    start = (lefts[-1] if table.leaf_rows[0].label else 0) + paper.label + 4 if table.leaf_rows[0].label else 2
    if table.table.caption:
        yield table.table.caption
        yield ""
    yield from _head_on_paper(table, paper, start)
    canvas: list[list[str]] = []
    reach: dict[int, list[int]] = {}
    for path, addresses in zip(table.row_paths, table.addresses, strict=True):
        left = lefts[len(path) - 1]
        label = _wrapped(path[-1].label, start - left - 2) if path[-1].label else [""]
        at = len(canvas)
        canvas += ([] for _ in range(len(label) + paper.between))
        for offset, text in enumerate(label):
            _put(canvas[at + offset], left, text)
        middle = at + (len(label) - 1) // 2
        for column, address in enumerate(addresses):
            text = report.value(address).text
            _put(canvas[middle], start + column * paper.column + (paper.column - len(text)) // 2, text)
        for node in path[:-1]:
            reach.setdefault(id(node), []).append(at)
    groups = {id(node): (node, level) for path in table.row_paths for level, node in enumerate(path[:-1])}
    for id_, (node, level) in groups.items():
        pieces = _wrapped(node.label, 1 if level == 0 else paper.group)
        first, last = reach[id_][0], reach[id_][-1]
        step = max(1, (last - first + 1) // len(pieces))
        for number, piece in enumerate(pieces):
            place = slice(lefts[level], lefts[level] + len(piece) + 1)
            below = canvas[min(first + number * step, len(canvas)) :]
            if not (free := [line for line in below if not any(line[place])]):
                canvas.append([])
                free = canvas[-1:]
            _put(free[0], lefts[level], piece)
    yield from ("".join(char or " " for char in line).rstrip() for line in canvas)


def _head_on_paper(table: LaidTable, paper: Paper, start: int) -> Iterator[str]:
    if table.table.corner and table.leaf_rows[0].label:
        yield from _wrapped(table.table.corner, start - 2)
    levels = max(len(path) for path in table.column_paths)
    for level in range(levels):
        nodes: dict[int, tuple[Node, list[int]]] = {}
        for column, path in enumerate(table.column_paths):
            if level < len(path):
                nodes.setdefault(id(path[level]), (path[level], []))[1].append(column)
        lines: list[list[str]] = []
        for node, columns in nodes.values():
            width = paper.column * len(columns) - 2
            pieces = _wrapped(node.label, width)
            left = start + columns[0] * paper.column
            while len(lines) < len(pieces):
                lines.append([])
            for line, piece in zip(lines, pieces, strict=False):
                _put(line, left + (width - len(piece)) // 2 + 1, piece)
        yield from ("".join(char or " " for char in line).rstrip() for line in lines)


def _put(line: list[str], at: int, text: str) -> None:
    line += [""] * (at + len(text) - len(line))
    line[at : at + len(text)] = text


def _wrapped(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)] or [""]


def cells_in_order(report: Report, table: LaidTable) -> Iterator[str]:
    """Each cell and each line of a wrapped label on a line of its own, empty lines between, as ``pdftotext`` gives them."""
    for row in grid(report, table):
        for cell in filter(None, row):
            yield from _wrapped(cell, 13)
            yield ""


DIALECTS: dict[str, Callable[[Report], str]] = {
    "barred": lambda report: write_copy(report, barred),
    "tabbed rows": lambda report: write_copy(report, tabbed_rows),
    "markdown": lambda report: write_copy(report, markdown, "## "),
    "barred cells": lambda report: write_copy(report, barred_cells),
}

#: Dialects in which a blank cell leaves no trace.
WITHOUT_BLANKS: dict[str, Callable[[Report], str]] = {
    "spaced rows": lambda report: write_copy(report, spaced_rows),
    "cells in order": lambda report: write_copy(report, cells_in_order),
}
