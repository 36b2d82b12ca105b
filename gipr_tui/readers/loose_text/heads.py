"""The order of a table's columns, from a head whose labels were wrapped or scattered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from gipr_tui.forms import LaidTable, Node
from gipr_tui.readers.loose_text.pieces import Piece
from gipr_tui.readers.page_text.columns import read_head
from gipr_tui.readers.page_text.labels import Label, Role, Vocabulary
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.readers.page_text.rows import Box, BoxKind, box_of
from gipr_tui.text.fold import fold

#: Where a column begins and ends on its lines.
Span = tuple[int, int]

#: The text of a header that was put together: what its pieces say is kept with them.
_SAID = " "


def unread_head(line: int) -> Box:
    """Stands for a head that names no column for certain."""
    return Box(line, _SAID, BoxKind.HEAD, Label("", frozenset({Role.COLUMN})))


def head_boxes(
    pieces: Sequence[Piece], table: LaidTable, spans: Sequence[Span], vocabulary: Vocabulary
) -> list[Box] | None:
    """The headers of ``table`` level by level, in the order in which they stand in the copy; None where it can't be told.

    ``spans`` are where the figures of each column stand. Without them the words of the head, in any order, must be those
    of the form, with nothing to say that its columns were exchanged.
    """
    leaves = said = _said_whole(pieces, table, vocabulary)
    if said and said != list(table.leaf_columns) and _is_uneven(pieces, table, vocabulary):
        leaves = None
    if not leaves and len(spans) == len(table.leaf_columns):
        leaves = _by_place(pieces, table, spans)
    leaves = leaves or _by_words(pieces, table) or said
    return _levels(leaves, table, pieces[0].line) if leaves else None


def _said_whole(pieces: Sequence[Piece], table: LaidTable, vocabulary: Vocabulary) -> list[Node] | None:
    """The columns, where each header is whole and they follow one another level by level."""
    head = read_head([box_of(Line(piece.line, piece.text), vocabulary) for piece in pieces], table)
    columns = [column for column in head.columns if column] if head else []
    return columns if len(columns) == len(table.leaf_columns) else None


def _is_uneven(pieces: Sequence[Piece], table: LaidTable, vocabulary: Vocabulary) -> bool:
    """Whether the headers of the columns stand on several lines: then the order of the text is not theirs."""
    leaves = {fold(node.label) for node in table.leaf_columns}
    found = ((piece, vocabulary.find(piece.folded)) for piece in pieces)
    return len({piece.line for piece, label in found if label and label.key in leaves}) > 1


def _by_place(pieces: Sequence[Piece], table: LaidTable, spans: Sequence[Span]) -> list[Node] | None:
    """The column over each span: the one whose label its pieces, from top to bottom, say."""
    above = [""] * len(spans)
    for piece in pieces:
        middle = (piece.left + piece.right) / 2
        near = min(range(len(spans)), key=lambda place: abs(sum(spans[place]) / 2 - middle))
        above[near] += piece.folded
    found: list[Node] = []
    for text in above:
        mine = [
            path[-1]
            for path in table.column_paths
            if path[-1] not in found
            and any(text.endswith(fold(wording)) for wording in (path[-1].label, *path[-1].accept))
        ]
        longest = max(mine, key=lambda node: len(node.label), default=None)
        if longest is None:
            return None
        found.append(longest)
    return found if sorted(map(id, found)) == sorted(map(id, table.leaf_columns)) else None


def _by_words(pieces: Sequence[Piece], table: LaidTable) -> list[Node] | None:
    """The form's own order, where the head has all its words and its columns' beginnings come in that order.

    They may come so in the text, or from left to right: a label wrapped over more lines than its neighbour begins above it.
    """
    words = Counter("".join(piece.folded for piece in pieces))
    for node in {id(node): node for path in table.column_paths for node in path}.values():
        words.subtract(fold(node.label))
    if any(words.values()):
        return None
    times = Counter(node.label for node in table.leaf_columns)
    order = [_first(pieces, node) for node in table.leaf_columns if len(node.label) >= 4 and times[node.label] == 1]
    told = [place for place in order if place is not None]
    lefts = [pieces[place].left for place in told]
    from_left = all(left < right for left, right in pairwise(lefts))
    in_order = (from_left or told == sorted(told)) and not _are_exchanged(pieces, table)
    return list(table.leaf_columns) if in_order else None


def _are_exchanged(pieces: Sequence[Piece], table: LaidTable) -> bool:
    """Whether two columns stand whole on one line in another order than the form's."""
    times = Counter(fold(node.label) for node in table.leaf_columns)
    order = {fold(node.label): place for place, node in enumerate(table.leaf_columns)}
    lines: dict[int, list[int]] = {}
    for piece in pieces:
        if times[piece.folded] == 1:
            lines.setdefault(piece.line, []).append(order[piece.folded])
    return any(places != sorted(places) for places in lines.values())


def _first(pieces: Sequence[Piece], node: Node) -> int | None:
    label = fold(node.label)
    return next((at for at, p in enumerate(pieces) if len(p.folded) >= 2 and label.startswith(p.folded)), None)


def _levels(leaves: Sequence[Node], table: LaidTable, line: int) -> list[Box]:
    place = {id(leaf): index for index, leaf in enumerate(leaves)}
    boxes: list[Box] = []
    level: list[Node] = list(table.columns)
    while level:
        level.sort(key=lambda node: min(place[id(leaf)] for leaf in node.leaves()))
        for node in level:
            boxes.append(Box(line, _SAID, BoxKind.HEAD, Label(node.label, frozenset({Role.COLUMN}))))
        level = [below for node in level for below in node.nodes]
    return boxes
