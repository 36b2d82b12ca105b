"""A grid's rows as the placer takes them: each with the labels before its figures, and every cell with its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gipr_tui.readers.grids.model import GridCell, Table
from gipr_tui.readers.grids.turned import TurnedTable
from gipr_tui.readers.page_text.labels import Role, Vocabulary
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.readers.page_text.rows import Box, BoxKind, Row, RowKind, box_of
from gipr_tui.text.fold import fold

_ROW_KINDS = (BoxKind.ROW, BoxKind.EITHER)

#: How many rows at least are counted by the numbers before them, and how many digits are too many for one.
_FEWEST_COUNTED, _LONGEST_COUNT = 3, 5


def rows_of(table: Table, vocabulary: Vocabulary) -> Iterator[Row]:
    """The rows of ``table``, its captions among them, from top to bottom."""
    table = _uncounted(table)
    boxes = {cell: _box(cell, vocabulary) for cell in table.cells}
    turned = TurnedTable(table, boxes, vocabulary)
    for index, cells in enumerate(table.rows):
        if (rows := turned.row(index)) is not None:
            yield from rows
            continue
        own = [cell for cell in cells if cell.row == index]
        for cell in own:
            if boxes[cell].kind is BoxKind.CAPTION:
                yield Row(RowKind.CAPTION, (boxes[cell],))
        own = [cell for cell in own if boxes[cell].kind is not BoxKind.CAPTION]
        above = [cell for cell in cells if cell.row < index and boxes[cell].kind is not BoxKind.CAPTION]
        _name_unnumbered(own, boxes, vocabulary)
        if own or above:
            yield replace(_row(own, above, boxes, table.lines[index]), grid=table.family, loose=table.loose)


def _uncounted(table: Table) -> Table:
    """``table`` without the column that counts its rows, those of its head among them, where its first one does."""
    first = [table.at(row, 0) for row in range(table.height)]
    if any(cell and (cell.rows > 1 or cell.columns > 1) for cell in first):
        return table
    texts = [cell.text if cell else "" for cell in first]
    counted = " ".join(texts).split()
    begin = int(counted[0]) if counted and counted[0].isdecimal() and len(counted[0]) < _LONGEST_COUNT else None
    on_end = begin is not None and counted == [str(begin + at) for at in range(len(counted))]
    if (
        not on_end
        or len(counted) < _FEWEST_COUNTED
        or texts.index(counted[-1]) - texts.index(counted[0]) >= len(counted)
    ):
        return table
    rest = [cell for cell in table.cells if cell.column]
    return Table(rest, table.lines, table.family, loose=table.loose)


def _name_unnumbered(own: Sequence[GridCell], boxes: dict[GridCell, Box], vocabulary: Vocabulary) -> None:
    """Takes a column's label that begins a row of figures for the row's own, where that is the same but for its number."""
    kinds = [boxes[cell].kind for cell in own]
    first = next((cell for cell in own if cell.text), None)
    if first is None or boxes[first].kind is not BoxKind.HEAD or not set(kinds) & {BoxKind.FIGURE}:
        return
    if label := vocabulary.unnumbered_row(fold(first.text)):
        boxes[first] = replace(boxes[first], kind=BoxKind.ROW, label=label)


def _box(cell: GridCell, vocabulary: Vocabulary) -> Box:
    return replace(box_of(Line(cell.line, cell.text), vocabulary), span=cell.span)


def _row(own: Sequence[GridCell], above: Sequence[GridCell], boxes: dict[GridCell, Box], line: int) -> Row:
    mine = [boxes[cell] for cell in own]
    groups = tuple(boxes[cell] for cell in above if boxes[cell].label)
    whole = tuple(mine) or (Box(line, "", BoxKind.BLANK),)
    if not any(box.text for box in mine):
        merged = any(cell.text and not boxes[cell].label for cell in above)
        return Row(RowKind.BLANK, whole, groups=groups, merged=merged)
    if _is_head(mine, groups):
        return Row(RowKind.HEAD, whole)
    last = max((index for index, box in enumerate(mine) if box.kind in _ROW_KINDS), default=-1)
    if last < 0:
        return Row(RowKind.PLAIN, whole, values=whole, merged=_is_merged(own, above, boxes, -1))
    lead = tuple(box for box in mine[: last + 1] if box.kind in _ROW_KINDS)
    stray = tuple(box for box in mine[: last + 1] if box.text and box.kind not in _ROW_KINDS)
    beside = [boxes[cell] for cell in above if cell.column > own[last].column and boxes[cell].kind not in _ROW_KINDS]
    values = [*mine[last + 1 :], *(replace(box, text="") for box in beside)]
    values.sort(key=lambda box: box.span or (0, 0))
    merged = _is_merged(own[last + 1 :], above, boxes, own[last].column)
    return Row(RowKind.LABELLED, whole, lead, tuple(values), groups=groups, stray=stray, merged=merged)


def _is_merged(values: Sequence[GridCell], above: Sequence[GridCell], boxes: dict[GridCell, Box], after: int) -> bool:
    """Whether a figure of the row is merged or mingled with another cell's: then it can't be told whose it is."""
    if any(cell.unsure for cell in values):
        return True
    shared = [cell for cell in values if cell.rows > 1] + [cell for cell in above if cell.column > after]
    return any(cell.text and not boxes[cell].label for cell in shared)


def _is_head(boxes: Sequence[Box], groups: Sequence[Box]) -> bool:
    """Whether a row is of the table's head: it holds headers, and neither a figure nor the label of a row alone."""
    kinds = [box.kind for box in boxes]
    if BoxKind.FIGURE in kinds or BoxKind.ROW in kinds:
        return False
    if BoxKind.HEAD in kinds:
        return True
    in_group = any(box.label and Role.ROW in box.label.roles for box in groups)
    return BoxKind.EITHER in kinds and not in_group
