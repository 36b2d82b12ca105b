"""Where in a line of a copy the figure or text of a place stands, so that it can be marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gipr_tui.report.model import Place, Report
from gipr_tui.workspace.doubts import Item

#: How far behind a row's name its figures are looked for, and how much of a text is.
_REACH, _TEXT = 400, 24
_LABEL_TAIL = re.compile(r"（[^（）]*）$")


def spot_of(item: Item, line: str, report: Report) -> tuple[int, int] | None:
    """From which character up to which the source of ``item`` stands in its line; None where it is not found there."""
    if item.note and item.note.split:
        return _find(item.note.split.text, line)
    if item.piece:
        cells = item.piece.text.split("\t")
        return _find("".join(cells), line) or _find(cells[0], line) or _find(cells[-1], line)
    if item.note and not item.place:
        return _find(item.note.fields.get("text", ""), line)
    if item.place in report.layout.cells:
        return _of_cell(item.place, line, report)
    return _find(report.get(item.place)[:_TEXT].split("\n")[0], line)


def _of_cell(place: Place, line: str, report: Report) -> tuple[int, int] | None:
    """A figure is looked for among those of its row that came from the same line, behind the row's name."""
    cell, lines = report.layout.cells[place], report.source.lines
    text = report.get(place)
    if not text:
        return None
    if line.strip() == text:
        return _find(text, line)
    row = report.layout.row_of(place)
    beside = [other for other in row if lines.get(other) == lines.get(place) and report.get(other)]
    start = _behind_label(cell.row_labels, line)
    pattern = "".join(_next(report.get(other), first=other == beside[0]) for other in beside)
    found = re.compile(rf"(?<![0-9.]){pattern}(?![0-9])").search(line, start, start + _REACH)
    return found.span(beside.index(place) + 1) if found else _find(text, line, start)


def _next(text: str, *, first: bool) -> str:
    """A pattern for a figure and what parts it from the one before; that has no way to match in more than one way."""
    figure = f"({re.escape(text)})"
    return figure if first else f"[^0-9{re.escape(text[0])}]{{0,40}}{figure}"


def _behind_label(labels: Sequence[str], line: str) -> int:
    for label in reversed(labels):
        for name in (label, _LABEL_TAIL.sub("", label)):
            if found := _find(name, line):
                return found[1]
    return 0


def _find(text: str, line: str, start: int = 0) -> tuple[int, int] | None:
    """A text with whatever space stands between its characters."""
    characters = "".join(text.split())[:_REACH]
    if not characters:
        return None
    found = re.compile(r"\s*".join(map(re.escape, characters))).search(line, start)
    return found.span() if found else None
