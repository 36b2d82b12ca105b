"""Rows whose figures stand on the line below their label, parted by TABs: made one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gipr_tui.readers.page_text.labels import Role, Vocabulary
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.readers.page_text.rows import is_figure
from gipr_tui.text.clean import strip_cell
from gipr_tui.text.fold import fold

#: How many lines of nothing but several figures make a copy of that kind.
_FEWEST_ROWS = 3


def with_values(
    lines: Sequence[Line], raw: Sequence[str], vocabulary: Vocabulary
) -> tuple[Sequence[Line], Sequence[str]]:
    """``lines``, and ``raw``, with the figures of each row on the line of its label; where they stood, the line is blank."""
    if sum(line.ragged and _are_figures(raw[line.number - 1]) for line in lines) < _FEWEST_ROWS:
        return lines, raw
    joined, texts = list(lines), list(raw)
    written = [index for index, line in enumerate(lines) if line.text]
    for index, below in pairwise(written):
        label, figures = (raw[lines[place].number - 1] for place in (index, below))
        if _are_labels(label, vocabulary) and _are_figures(figures):
            texts[lines[index].number - 1] = f"{label}\t{figures.lstrip()}"
            joined[index] = replace(lines[index], text=f"{lines[index].text}  {lines[below].text}", ragged=True)
            joined[below] = replace(lines[below], text="", cell=False, ragged=False)
    return joined, texts


def _cells(raw: str) -> list[str]:
    return [text for cell in raw.split("\t") if (text := strip_cell(cell))]


def _are_figures(raw: str) -> bool:
    cells = _cells(raw)
    return bool(cells) and all(map(is_figure, cells))


def _are_labels(raw: str, vocabulary: Vocabulary) -> bool:
    labels = [vocabulary.exactly(fold(cell)) for cell in _cells(raw)]
    return bool(labels) and all(label is not None and Role.ROW in label.roles for label in labels)
