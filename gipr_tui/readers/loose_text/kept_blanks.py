"""Tables with one cell a line whose blank cells are lines too: where every row has as many lines as the table has columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gipr_tui.forms import all_nodes
from gipr_tui.forms.model import Table
from gipr_tui.readers.page_text.labels import Vocabulary
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.readers.page_text.rows import Box, BoxKind, Row, box_of, split_rows
from gipr_tui.text.fold import fold

_ROWS, _HEADS = (BoxKind.ROW, BoxKind.EITHER), (BoxKind.HEAD, BoxKind.EITHER)
_LABELS = (*_ROWS, BoxKind.HEAD, BoxKind.CAPTION)

#: The fewest rows with blank cells of which so much is believed: in one alone the blank line may be a page's end.
_FEWEST_ROWS = 2


def rows_with_blanks(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[list[Row], list[Line]] | None:
    """The rows and paragraphs among ``lines``, or None where blank lines may be other than blank cells.

    They are cells if each row has just as many lines as its table has columns, blank ones in several, and a figure follows
    one. Where a blank line parts cells or rows, no figure follows its label at once, or each row ends with one.
    """
    boxes = [box_of(line, vocabulary) for line in lines]
    if nameless := _row_without_name(boxes, vocabulary):
        first, start = nameless
        end = start + _width(vocabulary.tables[0])
        head = [box for box in boxes[first:start] if box.text]
        rest = [line for index, line in enumerate(lines) if line.text and not first <= index < end]
        return [*split_rows(head, stream=False), *split_rows(boxes[start:end], stream=False)], rest
    widths = column_counts(vocabulary)
    blocks: list[list[Box]] = []
    prose: list[Line] = []
    rows: list[list[Box]] = []
    lead: list[Box] = []
    at = 0
    while at < len(boxes):
        box = boxes[at]
        at += 1
        if box.kind not in _LABELS:
            if box.kind is BoxKind.FIGURE:
                return None
            prose += [lines[at - 1]] if box.text else []
            continue
        after = next((end for end in range(at, len(boxes)) if boxes[end].kind in _LABELS), len(boxes))
        wide = widths.get(box.label.key if box.label else "", 0)
        if box.kind not in _ROWS or (box.kind is BoxKind.EITHER and not (rows and after - at >= wide)):
            blocks.append([box])
        elif after == at:
            lead.append(box)
        else:
            row = boxes[at : at + wide]
            beyond = [cell for cell in boxes[at + wide : after] if cell.text]
            ends = after == len(boxes) or boxes[after].kind not in _ROWS
            if not 0 < wide == len(row) or any(cell.kind not in (BoxKind.FIGURE, BoxKind.BLANK) for cell in row):
                return None
            if (after - at != wide and not ends) or any(cell.kind is BoxKind.FIGURE for cell in beyond):
                return None
            blocks.append([*lead, box, *row])
            rows.append(row)
            lead, at = [], at + wide
    if lead or not _are_cells(rows):
        return None
    return [row for block in _with_heads(blocks) for row in split_rows(block, stream=False)], prose


def _row_without_name(boxes: Sequence[Box], vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Where the head of a table of one row without a name begins, and where this row does, if it has all its places.

    Blank lines are cells where one stands among its figures and none among the headers. The row begins right below them or
    with a figure, and ends with a figure or where nothing but blank lines follow: what may as well be outside it is none.
    """
    if len(vocabulary.tables) != 1 or any(row.label for row in vocabulary.tables[0].rows):
        return None
    heads = [index for index, box in enumerate(boxes) if box.kind in _HEADS]
    figures = [index for index, box in enumerate(boxes) if box.kind is BoxKind.FIGURE]
    wide = _width(vocabulary.tables[0])
    if len(heads) < wide or not _are_on_end(heads) or _are_on_end(figures) or figures[0] < heads[-1]:
        return None
    below = heads[-1] + 1
    end = next((at for at in range(below, len(boxes)) if boxes[at].text and at not in figures), len(boxes))
    if figures[-1] >= end:
        return None
    whole = end - below == wide or figures[0] == below
    start = below if whole else figures[0]
    fits = figures[-1] < start + wide <= end and (whole or figures[-1] == start + wide - 1)
    return (heads[0], start) if fits else None


def _are_on_end(places: Sequence[int]) -> bool:
    return not places or places[-1] - places[0] == len(places) - 1


def _are_cells(rows: Sequence[Sequence[Box]]) -> bool:
    blanks = sum(any(not cell.text for cell in row) for row in rows)
    within = any(not blank.text and cell.text for row in rows for blank, cell in pairwise(row))
    ends = [any(row[end].text for row in rows) for end in (0, -1)]
    return blanks >= _FEWEST_ROWS and within and all(ends)


def _with_heads(blocks: Sequence[list[Box]]) -> list[list[Box]]:
    """``blocks`` with the headers that follow one another in one."""
    joined: list[list[Box]] = []
    for block in blocks:
        headers = len(block) == 1 and block[0].kind in _HEADS
        if headers and joined and all(box.kind in _HEADS for box in joined[-1]):
            joined[-1] += block
        else:
            joined.append(list(block))
    return joined


def column_counts(vocabulary: Vocabulary) -> dict[str, int]:
    """How many columns the table has that a row's label, folded, is of; 0 where it is of several with different ones."""
    widths: dict[str, int] = {}
    for table in vocabulary.tables:
        wide = _width(table)
        for node in all_nodes(table.rows):
            if node.label and widths.setdefault(fold(node.label), wide) != wide:
                widths[fold(node.label)] = 0
    return widths


def _width(table: Table) -> int:
    return sum(not node.nodes and not node.when for node in all_nodes(table.columns))
