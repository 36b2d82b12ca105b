"""Rows on a line each, their labels and figures parted by commas or such marks, as from a table that was read aloud or typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gipr_tui.readers.page_text.labels import Vocabulary
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line
from gipr_tui.readers.page_text.rows import is_figure
from gipr_tui.text.clean import strip_cell
from gipr_tui.text.fold import fold

_MARKS = "，,；;、"
_MAY_BE = re.compile(rf"[{_MARKS}][ \t]*(?:[\d/／—–-][^{_MARKS}\n]*)?$", re.MULTILINE)

#: How many rows with a label and figures make a copy of that kind, and the most parts of a line.
_FEWEST_ROWS, _MOST_PARTS = 3, 40


def comma_rows(lines: Sequence[Line], text: str, vocabulary: Vocabulary) -> dict[int, list[str]]:
    """The cells of such rows by the number of their line: labels and figures and nothing else stand on it.

    A line of labels alone may be a sentence's: it is a row where one with figures follows or goes before.
    """
    if len(_MAY_BE.findall(text)) < _FEWEST_ROWS:
        return {}
    found: dict[int, list[str]] = {}
    rows = 0
    run: dict[int, list[str]] = {}
    for line in [*lines, Line(0, "。")]:
        if cells := _cells(line, vocabulary, headed=bool(run)):
            run[line.number] = cells
        elif line.text:
            figured = [cells for cells in run.values() if any(map(is_figure, cells))]
            rows += sum(not is_figure(cells[0]) for cells in figured)
            found |= run if figured else {}
            run = {}
    return found if rows >= _FEWEST_ROWS else {}


def _cells(line: Line, vocabulary: Vocabulary, *, headed: bool) -> list[str] | None:
    """The labels on a line and the figures behind them; below a head, figures alone will do."""
    for mark in _MARKS if len(line.text) <= 3 * MAX_LABEL else "":
        parts = [strip_cell(part) for part in line.text.split(mark)]
        if not 1 < len(parts) <= _MOST_PARTS:
            continue
        after = len(parts)
        while after and (not parts[after - 1] or is_figure(parts[after - 1])):
            after -= 1
        labels = _labels(parts[:after], mark, vocabulary)
        if labels or (headed and labels is not None and any(parts)):
            return [*labels, *parts[after:]]
    return None


def _labels(parts: Sequence[str], mark: str, vocabulary: Vocabulary) -> list[str] | None:
    """``parts`` as labels, which may have the mark in them, or None where not all are of some."""
    labels: list[str] = []
    start = 0
    while start < len(parts):
        texts = ((end, mark.join(parts[start:end])) for end in range(len(parts), start, -1))
        end, label = next(((end, text) for end, text in texts if vocabulary.exactly(fold(text))), (0, ""))
        if not end:
            return None
        labels.append(label)
        start = end
    return labels
