"""The markup of a table in Word: merged cells, columns that fit the page, and header rows that come again on each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import takewhile

from gipr_tui.text.width import display_width
from gipr_tui.writers.merged import MergedCell, MergedRow, Part, grid_width
from gipr_tui.writers.wordstyle import IN_TABLES, SPACE, TEXT_WIDTH

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_ABOVE = (Part.CAPTION, Part.HEADER)
#: In twips: half a Chinese character (a digit) of the table's type, and what stands free at either side of a cell.
_DIGIT, _BESIDE = 105, 40
#: How wide the columns of row groups are, from the innermost outwards; the labels of the rows have what is left.
_GROUPS = (9 * _DIGIT + 2 * _BESIDE, 5 * _DIGIT + 2 * _BESIDE)
#: A few columns of figures have so much of the width, many so much, and more where a number needs it: down to so much
#: for the labels.
_FEW, _OF_FEW, _OF_MANY, _LEAST_LABELS = 4, 0.6, 0.5, 1800


def table_markup(rows: Sequence[MergedRow], allowed: Callable[[str], str]) -> str:
    """The table as XML: Word keeps a cell that is merged over rows as a piece in each of them."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _widths(rows))
    repeated = _repeated(rows)
    body = "".join(
        f"<w:tr>{_row_properties(index < repeated)}{''.join(pieces)}</w:tr>"
        for index, pieces in enumerate(_pieces(rows, allowed))
    )
    beside = "".join(f'<w:{side} w:w="{_BESIDE}" w:type="dxa"/>' for side in ("left", "right"))
    properties = (
        f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{beside}</w:tblCellMar>'
    )
    return f"<w:tbl {SPACE}><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def _is_above(row: MergedRow) -> bool:
    return all(cell.part in _ABOVE for cell in row)


def _repeated(rows: Sequence[MergedRow]) -> int:
    """How many rows at the top come again on the next page: none where other tables with their own stand below."""
    head = len(list(takewhile(_is_above, rows)))
    return 0 if any(map(_is_above, rows[head:])) else head


def _row_properties(is_repeated: bool) -> str:
    return f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_repeated else ''}</w:trPr>"


def _widths(rows: Sequence[MergedRow]) -> list[int]:
    """The widths of the columns in twips; together as wide as the text."""
    count = grid_width(rows)
    filled = [row for row in rows if not _is_above(row)]
    before = {count - sum(cell.columns for cell in row if cell.part is Part.FIGURE) for row in filled}
    labels = max(before, default=0)
    figures = count - labels
    if not labels:
        return _shared(TEXT_WIDTH, count)
    longest = max((display_width(c.text) for row in rows for c in row if c.part is Part.FIGURE), default=0)
    share = _OF_FEW if figures <= _FEW else _OF_MANY
    wide = max(int(TEXT_WIDTH * share) // figures, longest * _DIGIT + 2 * _BESIDE)
    wide = min(wide, (TEXT_WIDTH - _LEAST_LABELS) // figures)
    left = TEXT_WIDTH - wide * figures
    groups = [_GROUPS[min(depth, len(_GROUPS) - 1)] for depth in range(labels - 1)][::-1]
    # where a table of the stack has fewer columns of labels, its rows are named where others have their groups
    if len(before) > 1 or left - sum(groups) < left // (labels + 1):
        return [*_shared(left, labels), *[wide] * figures]
    return [*groups, left - sum(groups), *[wide] * figures]


def _shared(width: int, count: int) -> list[int]:
    return [width * (index + 1) // count - width * index // count for index in range(count)]


def _pieces(rows: Sequence[MergedRow], allowed: Callable[[str], str]) -> Iterator[list[str]]:
    widths = _widths(rows)
    reaching: dict[int, tuple[MergedCell, int]] = {}  # column -> a cell from above, and its last row
    for index, row in enumerate(rows):
        cells = iter(row)
        pieces: list[str] = []
        column = 0
        while column < len(widths):
            cell, last = reaching.get(column, (None, -1))
            begins = cell is None or last < index
            if cell is None or begins:
                cell = next(cells)
                reaching[column] = (cell, index + cell.rows - 1)
            merge = '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
            wide = sum(widths[column : column + cell.columns])
            text = allowed(cell.text) if begins else ""
            pieces.append(_piece(cell, merge if cell.rows > 1 else "", text, wide, keep=_is_above(row)))
            column += cell.columns
        yield pieces


def _piece(cell: MergedCell, merge: str, text: str, wide: int, *, keep: bool) -> str:
    across = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    place = "left" if cell.part is Part.LABEL else "center"
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    with_next = "<w:keepNext/>" if keep else ""
    style = f'<w:pStyle w:val="{IN_TABLES}"/>{with_next}<w:jc w:val="{place}"/>'
    properties = f'<w:tcW w:w="{wide}" w:type="dxa"/>{across}{merge}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr>{style}</w:pPr>{run}</w:p></w:tc>"
