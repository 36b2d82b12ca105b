"""Tables as a browser copies them from its window: TABs between cells, and the cells' own paragraphs on lines of theirs.

A cell that holds paragraphs leaves empty lines around its text, so that the TAB stands on a line alone. A row's end is no
TAB but one line end more than there are between two cells; blank cells are kept, and merged ones are written once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gipr_tui.readers.grids.alone import Test
from gipr_tui.readers.page_text.labels import Vocabulary
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line
from gipr_tui.text.clean import strip_cell
from gipr_tui.text.fold import fold

#: How many lines that hold a TAB alone make a copy of that kind, and how many there are for one that begins with a TAB.
_FEWEST_TABS, _RARE = 10, 10

#: One row: the line that it begins on, and its cells; a row of one cell is a paragraph.
Copied = tuple[Line, list[str]]


@dataclass(frozen=True, slots=True)
class _Token:
    """A text or a ``tab`` on its line, and how many line ends stand before it. Padding alone is a blank text."""

    line: Line
    text: str
    gap: int
    tab: bool = False


def is_copied(raw: Sequence[str]) -> bool:
    """Whether a text's lines come from a browser's window: TABs stand alone, between lines that begin with none.

    A page saved as text has its labels behind TABs, however many of its cells are blank.
    """
    alone = sum(bool(line) and not line.strip("\t") for line in raw)
    return alone >= _FEWEST_TABS and alone > _RARE * sum(line[:1] == "\t" and bool(line.strip()) for line in raw)


def copied_rows(lines: Sequence[Line], raw: Sequence[str], vocabulary: Vocabulary, alone: Test) -> Iterator[Copied]:
    """The rows and paragraphs of such a text, in their order. A text that is ``alone`` is never a cell."""
    tokens = list(_tokens(lines, raw))
    usual = Counter(token.gap for before, token in pairwise(tokens) if not before.tab and token.tab)
    within = usual.most_common(1)[0][0] if usual else 0
    row: list[_Token] = []
    for token in tokens:
        before = row[-1] if row else None
        if before and before.text and token.text and _is_label(before.text + token.text, vocabulary):
            row[-1] = replace(before, text=before.text + token.text)
            continue
        if before and _begins_row(before, token, within, alone):
            yield from _copied(row)
            row = []
        row.append(token)
    yield from _copied(row)


def _begins_row(before: _Token, token: _Token, within: int, alone: Test) -> bool:
    if before.tab and token.tab:
        return False  # a blank cell may hold any number of empty paragraphs
    return not (before.tab or token.tab) or token.gap > within or (not token.tab and alone(token.text))


def _copied(row: Sequence[_Token]) -> Iterator[Copied]:
    cells = [""]
    for token in row:
        if token.tab:
            cells.append("")
        else:
            cells[-1] = token.text
    if any(cells):
        yield next(token.line for token in row if token.text), cells


def _tokens(lines: Iterable[Line], raw: Sequence[str]) -> Iterator[_Token]:
    gap = 0
    for line in lines:
        gap += 1
        for place, part in enumerate(raw[line.number - 1].split("\t")):
            if place:
                yield _Token(line, "", gap, tab=True)
                gap = 0
            if part.strip(" "):
                text = strip_cell(part)
                yield _Token(replace(line, text=text, cell=False, ragged=False), text, gap)
                gap = 0


def _is_label(text: str, vocabulary: Vocabulary) -> bool:
    return len(text) <= MAX_LABEL and vocabulary.exactly(fold(text)) is not None
