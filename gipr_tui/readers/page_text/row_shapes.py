"""What the cells of a row say of it by their kinds and places: whether they can be trusted to be its own."""

from __future__ import annotations

from collections.abc import Sequence

from gipr_tui.forms import CellKind, Node
from gipr_tui.readers.loose_text.splitting import has_joined
from gipr_tui.readers.page_text.rows import Box, BoxKind, Row
from gipr_tui.report.values import ValueKind, parse_value

#: The longest piece of a header that a page's end or a narrow cell leaves.
_LONGEST_PIECE = 6

#: Words round a figure that say that it is not exact.
_ABOUT = "约近余多"


def subtotal_of(group: Node) -> Node | None:
    return next((node for node in group.nodes if node.subtotal), None)


def right_of(row: Row) -> int:
    """The grid column after the row's last cell; 0 where the row stands in no grid."""
    return max((box.span[1] for box in (*row.boxes, *row.values) if box.span), default=0)


def is_shifted(row: Row, first: int, right: int) -> bool:
    """Whether a merged cell that is too short or too long has moved the row's figures away from their columns.

    Then a cell stands left of the first column, at ``first``, and the row ends before the head does, at ``right``. In a line
    of text a blank cell there is what a merged label leaves, and the row has lost cells at its end.
    """
    strays = any(box.span and box.span[1] <= first and (box.text or not row.loose) for box in row.values)
    return strays and right_of(row) < right


def is_words(row: Row) -> bool:
    """Whether texts that can be no cells' content stand in a row, as in the lines of a wrapped head."""
    texts = [box.text for box in row.boxes if box.kind is BoxKind.TEXT and not any(map(str.isdecimal, box.text))]
    return any(parse_value(text, CellKind.COUNT).kind is ValueKind.UNREADABLE for text in texts)


def is_figure_in_words(box: Box) -> bool:
    """Whether a cell holds a figure, or says that there is none, in words: ``十二``, ``约5``, ``无``."""
    text = box.text.strip(_ABOUT)
    return (
        box.kind is BoxKind.TEXT and bool(text) and parse_value(text, CellKind.COUNT).kind is not ValueKind.UNREADABLE
    )


def is_pieces(row: Row) -> bool:
    """Whether a row of a grid holds nothing but short words: pieces of headers, wrapped or cut by a page's end."""
    texts = [box for box in row.boxes if box.text]
    short = all(len(box.text) <= _LONGEST_PIECE and box.kind is not BoxKind.FIGURE for box in texts)
    return bool(row.grid) and short and is_words(row)


def lacks_figures(row: Row, values: Sequence[Box | None], width: int) -> bool:
    """Whether a row has figures, and nothing else, and fewer cells than columns, in a copy that loses or joins cells.

    A line of text may have lost some; in other copies the figures themselves must tell that they have run together.
    """
    boxes = [box for box in values if box]
    figures = [box for box in boxes if box.text]
    short = len(boxes) < width and bool(figures) and not (row.merged or row.stray)
    lacks = row.loose or has_joined([box.text for box in figures], width)
    return short and lacks and all(box.kind is BoxKind.FIGURE for box in figures)


def is_doubtful(row: Row, values: Sequence[Box | None]) -> bool:
    """Whether values may be no values, or not all of this row.

    A header among them is none. Where the row has no end of its own, a blank cell at the end or a text may be the next's.
    """
    boxes = [box for box in values if box]
    if row.merged or any(box.kind is BoxKind.HEAD for box in boxes):
        return True
    return row.streamed and (not boxes[-1].text or any(box.kind is BoxKind.TEXT for box in boxes))
