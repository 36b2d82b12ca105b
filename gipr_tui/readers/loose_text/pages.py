"""What paper leaves in a text: page numbers between lines, paragraphs broken where a line ended, figures displaced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from gipr_tui.readers.page_text.content import Content
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.readers.page_text.rows import Box, BoxKind, Row, RowKind, text_of
from gipr_tui.readers.reading import Notes
from gipr_tui.text.width import display_width

_MARKED = re.compile(
    r"[-—–－_·]+\s*\d{1,3}\s*[-—–－_·]+|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"
)
_PRINTED = re.compile(
    r"第\s*\d{1,3}\s*页[\s,，/]*共\s*\d{1,3}\s*页|[-—–－]+\s*\d{1,3}\s*[-—–－]+|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d(?: [AP]M)?(?:\s.{0,80})?|(?:file|https?)://\S+\s+\d{1,3}/\d{1,3}"
)
_BARE = re.compile(r"\d{1,3}")
_ENDS = re.compile(r"[。！？；：!?;:…][”’」』）)]*$")

#: How many figures the rows of a table have that is looked at for displaced ones.
_WIDE = 5

#: A line this much of the widest is full: its paragraph goes on in the next.
_FULL = 0.85


def is_paged(lines: Sequence[Line]) -> bool:
    """Whether the text came from paper: pages begin in it."""
    return any(line.top for line in lines)


def without_page_numbers(lines: Sequence[Line], notes: Notes) -> tuple[Line, ...]:
    """``lines`` with page numbers, and what browsers print round a page, left blank, and running heads and feet too.

    Between dashes, or beside how many pages there are, a number is a page's wherever it stands; otherwise only at the edge
    of a page. Notes how many there were.
    """
    written = [index for index, line in enumerate(lines) if line.text]
    numbers = {index for index in written if not lines[index].cell and _PRINTED.fullmatch(lines[index].text)}
    tops, ends = _edges(lines, written)
    numbers |= {index for index in tops | ends if _MARKED.fullmatch(lines[index].text)}
    numbers |= {index for index in ends if _BARE.fullmatch(lines[index].text)}
    running = _running(lines, [index for index in written if index not in numbers])
    for code, found in (("page-numbers", numbers), ("page-frame-lines", running)):
        if found:
            notes.add(code, lines[min(found)].number, count=len(found))
    left = numbers | running
    return tuple(replace(line, text="") if index in left else line for index, line in enumerate(lines))


def _edges(lines: Sequence[Line], written: Sequence[int]) -> tuple[set[int], set[int]]:
    """The first and the last of the ``written`` lines of each page, in a text that has pages."""
    tops: set[int] = set()
    ends: set[int] = set()
    for place, index in enumerate(written if is_paged(lines) else ()):
        after = written[place + 1] if place + 1 < len(written) else len(lines) - 1
        if after == len(lines) - 1 or any(line.top for line in lines[index + 1 : after + 1]):
            ends.add(index)
        if any(line.top for line in lines[(written[place - 1] + 1 if place else 0) : index + 1]):
            tops.add(index)
    return tops, ends


def _running(lines: Sequence[Line], written: Sequence[int]) -> set[int]:
    """The lines of words that stand at the same edge of most pages. The first line of all stays: it may be the title."""
    least = max(3, sum(line.top for line in lines) // 2 + 1)
    running: set[int] = set()
    for edge in _edges(lines, written):
        words = [index for index in edge if any(map(str.isalpha, lines[index].text))]
        counts = Counter(lines[index].text for index in [*words, *set(written[:1]).difference(words)])
        running |= {index for index in words if counts[lines[index].text] >= least}
    return running - set(written[:1])


def rejoin(content: Content) -> None:
    """Makes the paragraphs of a section whole whose lines were broken where the paper ended."""
    content.prose = rejoined(content.prose)
    if content.other:
        content.other.prose = rejoined(content.other.prose)


def rejoined(prose: Sequence[Line]) -> list[Line]:
    """The paragraphs of ``prose``, whose lines were broken where the paper ended.

    A paragraph goes on after a full line: to the next that is indented, or where none is, to a full stop.
    """
    widest = max((line.indent + display_width(line.text) for line in prose), default=0)
    least = min((line.indent for line in prose), default=0)
    indents = any(line.indent > least + 1 for line in prose)
    joined: list[Line] = []
    full = False
    for line in prose:
        begins = line.indent > least + 1 if indents else bool(joined and _ENDS.search(joined[-1].text))
        if full and not begins:
            joined[-1] = replace(joined[-1], text=joined[-1].text + line.text)
        else:
            joined.append(line)
        full = line.indent + display_width(line.text) >= _FULL * widest
    return joined


def doubt_displaced(content: Content, groups: Container[str]) -> None:
    """Makes rows whose figures may be of the row beside them be its own only if they add up.

    Text taken from paper gives a row's figures by their height: one that stands a little lower comes after the next
    label, and where a blank cell leaves nothing, that row seems whole. Or it gives them by columns, behind the labels of
    all rows: of two, each may be the one with blank cells. ``groups`` are the labels, folded, that name no row.
    """
    for rows in (content.rows, content.other.rows if content.other else []):
        _doubt_behind_others(rows, groups)
        _doubt_rows(rows)


def _doubt_behind_others(rows: list[Row], groups: Container[str]) -> None:
    for index, row in enumerate(rows):
        figures = [box for box in row.values if box.text]
        others = [box for box in row.lead[:-1] if box.text and box.label and box.label.key not in groups]
        if row.kind is RowKind.LABELLED and not row.grid and others and _are_scattered(figures):
            rows[index] = _unsure(row, figures)


def _are_scattered(figures: Sequence[Box]) -> bool:
    """Whether figures, and nothing else, stand on lines of their own."""
    return len({box.line for box in figures}) > 1 and all(box.kind is BoxKind.FIGURE for box in figures)


def _unsure(row: Row, figures: Sequence[Box]) -> Row:
    run = Box(figures[0].line, text_of(figures), BoxKind.FIGURE, run=True, unsure=True)
    return replace(row, boxes=(*row.lead, run), values=(run,))


def _doubt_rows(rows: list[Row]) -> None:
    labelled = [index for index, row in enumerate(rows) if row.kind is RowKind.LABELLED and not row.grid]
    counts = {index: sum(bool(box.text) for box in rows[index].values) for index in labelled}
    width = max(counts.values(), key=list(counts.values()).count, default=0)
    if width < _WIDE:
        return
    for before, index, after in zip([None, *labelled], labelled, [*labelled[1:], None], strict=False):
        figures = [box for box in rows[index].values if box.text]
        scattered = len({box.line for box in figures}) > 1
        beside = [counts[other] for other in (before, after) if other is not None]
        if scattered and len(figures) == width and any(count not in (0, width) for count in beside):
            rows[index] = _unsure(rows[index], figures)
