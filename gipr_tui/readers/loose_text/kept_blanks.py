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
    widths = column_counts(vocabulary)
    boxes = [box_of(line, vocabulary) for line in lines]
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
