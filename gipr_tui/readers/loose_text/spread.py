"""A section whose table is spread over lines, its cells parted by spaces or by line ends, as rows with their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gipr_tui.forms import CellKind
from gipr_tui.forms.model import Node
from gipr_tui.readers.loose_text.aligning import Aligned, Group, Spot, align
from gipr_tui.readers.loose_text.heads import Span, head_boxes, unread_head
from gipr_tui.readers.loose_text.pieces import MAX_PIECES, Piece, spaced_pieces
from gipr_tui.readers.page_text.labels import Label, Role, Vocabulary
from gipr_tui.readers.page_text.lines import Line, is_prose
from gipr_tui.readers.page_text.rows import Box, BoxKind, Row, RowKind, box_of, text_of

#: How many rows of a page say where its columns stand: one could be parted by spaces alone.
_FEWEST_ROWS = 2

#: What stands for a minus, or for no figure at all.
_DASHES = ("-", "−", "–", "－")


class SpreadTable:
    """The table in a section's lines, and the lines that are text."""

    def __init__(self, lines: Sequence[Line], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known = "\n".join(vocabulary.wordings())
        self._pages = _pages(lines)
        of_table = [index for index, line in enumerate(lines) if line.text and self._is_of_table(line)]
        self.prose: list[Line] = []
        self.labels: list[Box] = []
        self._captions: set[int] = set()
        self._columns: dict[tuple[str, int], list[Span]] | None = None
        inside: list[Line] = []
        for index, line in enumerate(lines):
            if not line.text:
                continue
            known = of_table and of_table[0] <= index <= of_table[-1]
            text = not known or (not self._says_label(line.text) and is_prose(line.text) and index not in of_table)
            (self.prose if text else inside).append(line)
        self._pieces = self._read(inside)

    @property
    def is_there(self) -> bool:
        """Whether there are figures and labels enough for a table."""
        figures = sum(piece.figure for piece in self._pieces)
        return 0 < figures < len(self._pieces) <= MAX_PIECES

    @property
    def is_on_lines(self) -> bool:
        """Whether several cells stand on a line."""
        lines = [piece.line for piece in self._pieces]
        figures = {piece.line for piece in self._pieces if piece.figure}
        return any(lines.count(line) > 1 for line in sorted(figures)[:200])

    def _is_of_table(self, line: Line) -> bool:
        pieces = self._read([line])
        figures = sum(piece.figure for piece in pieces)
        texts = [piece for piece in pieces if not piece.figure]
        if figures > 1 and all(len(piece.text) <= 60 for piece in texts):
            return True
        return all(self._says_label(piece.text) for piece in texts)

    def _read(self, lines: Sequence[Line]) -> list[Piece]:
        """The pieces of ``lines``; where one space parts labels, each is a piece."""
        pieces: list[Piece] = []
        for piece in spaced_pieces(lines):
            words = list(re.finditer(r"\S+", piece.text))
            if len(words) > 1 and not self._says_label(piece.text) and all(self._says_label(w[0]) for w in words):
                pieces += (Piece(piece.line, piece.left + word.start(), word[0]) for word in words)
            else:
                pieces.append(piece)
        return pieces

    def _says_label(self, text: str) -> bool:
        folded = Line(0, text).folded
        return bool(folded) and (folded in self._known or self._vocabulary.find(folded) is not None)

    def rows(self) -> list[Row]:
        """The rows of the table in the order of the copy, heads and texts without a place among them."""
        aligned = align(self._pieces, self._vocabulary)
        places: list[tuple[int, Row]] = []
        headed: set[str] = set()
        for group in aligned.groups:
            if group.spot is None:
                boxes = tuple(self._figure(index) for index in group.figures)
                places.append((group.figures[0], Row(RowKind.PLAIN, boxes, values=boxes, whole=True)))
                continue
            spot = aligned.spots[group.spot]
            if spot.table.id not in headed:
                headed.add(spot.table.id)
                places += ((group.figures[0], row) for row in self._head(spot, group, aligned))
            places.append((group.figures[0], self._row(group, spot, aligned)))
        places += self._leftovers(aligned)
        told = self._captions | {piece for g in aligned.groups if g.spot is not None for piece in g.label}
        self.labels = [
            Box(piece.line, piece.text, BoxKind.TEXT)
            for index, piece in enumerate(self._pieces)
            if not piece.figure and index not in told and self._is_label(index, aligned)
        ]
        return [row for _, row in sorted(places, key=lambda placed: placed[0])]

    def _figure(self, index: int) -> Box:
        return Box(self._pieces[index].line, self._pieces[index].text, BoxKind.FIGURE)

    def _head(self, spot: Spot, group: Group, aligned: Aligned) -> Iterator[Row]:
        """The caption and head of a table, from what stands before its first figures."""
        first = group.figures[0]
        before = max((index for index in range(first) if self._pieces[index].figure), default=-1)
        for index, piece in enumerate(self._pieces[before + 1 : first], before + 1):
            box = box_of(Line(piece.line, piece.text), self._vocabulary)
            if box.kind is BoxKind.CAPTION:
                self._captions.add(index)
                yield Row(RowKind.CAPTION, (box,))
        texts = [
            piece
            for index, piece in enumerate(self._pieces[before + 1 : first], before + 1)
            if self._says_label(piece.text) and (index not in aligned.labels or self._is_header(index, group))
        ]
        if texts:
            boxes = head_boxes(texts, spot.table, self._spans(spot, aligned, first), self._vocabulary)
            yield Row(RowKind.HEAD, tuple(boxes or (unread_head(texts[0].line),)))

    def _is_header(self, index: int, group: Group) -> bool:
        """Whether a piece that is a row's label in another place heads a column here."""
        label = self._vocabulary.exactly(self._pieces[index].folded)
        return label is not None and Role.COLUMN in label.roles and index not in group.label

    def _spans(self, spot: Spot, aligned: Aligned, near: int) -> list[Span]:
        """Where the columns of a table stand on the page of ``near``: over the figures of its rows there.

        Empty where they don't stand in as many columns, apart from one another, in several rows, or where nothing shows that
        rows were laid out in columns at all.
        """
        if self._columns is None:
            self._columns = self._all_columns(aligned)
        spans = self._columns.get((spot.table.id, self._pages.get(self._pieces[near].line, 0)), [])
        return spans if len(spans) == spot.width and _are_apart(spans) and self._is_laid_out() else []

    def _is_laid_out(self) -> bool:
        """Whether the gaps before figures have many breadths: else each is what parts two cells, once or several times."""
        gaps = {b.left - a.right for a, b in pairwise(self._pieces) if b.figure and a.line == b.line} - {1}
        return any(gap % min(gaps) for gap in gaps)

    def _all_columns(self, aligned: Aligned) -> dict[tuple[str, int], list[Span]]:
        """For each table and page the columns that hold figures: what overlaps from row to row is one."""
        rows: dict[tuple[str, int], list[list[Span]]] = {}
        for group in aligned.groups:
            if group.spot is not None:
                figures = [self._pieces[index] for index in group.figures]
                key = aligned.spots[group.spot].table.id, self._pages.get(figures[0].line, 0)
                rows.setdefault(key, []).append([(piece.left, piece.right) for piece in figures])
        return {key: _merged(spans) for key, spans in rows.items() if len(spans) >= _FEWEST_ROWS}

    def _row(self, group: Group, spot: Spot, aligned: Aligned) -> Row:
        line = self._pieces[(group.label or group.figures)[0]].line
        above = [Box(line, "", BoxKind.ROW, _label(node, group)) for node in spot.path if node.label]
        label = _label(spot.leaf, group)
        own = [Box(self._pieces[i].line, self._pieces[i].text, BoxKind.ROW, label) for i in group.label]
        lead = (*above, *own)
        values = self._values(group, spot, aligned)
        kind = RowKind.LABELLED if lead else RowKind.PLAIN
        on_line = {self._pieces[index].line for index in group.figures} <= {box.line for box in own}
        return Row(kind, (*lead, *values), lead, values, whole=True, loose=on_line)

    def _values(self, group: Group, spot: Spot, aligned: Aligned) -> tuple[Box, ...]:
        across = self._across(group)
        figures = tuple(self._figure(index) for index in across)
        if len(figures) > spot.width:
            figures = _with_dashes(figures, spot)
        if (group.unsure or across != group.figures) and len(figures) == spot.width:
            return (Box(figures[0].line, text_of(figures), BoxKind.FIGURE, run=True, unsure=True),)
        if len(figures) < spot.width and (placed := self._by_columns(group, spot, aligned)):
            return placed
        return figures

    def _across(self, group: Group) -> list[int]:
        """The figures of a group from left to right, where one stands a little lower than the others beside it."""
        pieces = {index: self._pieces[index] for index in group.figures}
        lines = {piece.line for piece in pieces.values()}
        ordered = sorted(pieces, key=lambda index: pieces[index].left)
        apart = _are_apart([(pieces[index].left, pieces[index].right) for index in ordered])
        return ordered if apart and 1 < len(lines) < len(pieces) else group.figures

    def _by_columns(self, group: Group, spot: Spot, aligned: Aligned) -> tuple[Box, ...] | None:
        """The figures of a row with blank cells, each in the column whose figures stand above or below it."""
        spans = self._spans(spot, aligned, group.figures[0])
        figures = [self._pieces[index] for index in group.figures]
        if not spans or not _are_apart([(piece.left, piece.right) for piece in figures]):
            return None
        values: list[Box | None] = [None] * spot.width
        for index in group.figures:
            piece = self._pieces[index]
            under = [at for at, (left, right) in enumerate(spans) if piece.left < right and left < piece.right]
            if len(under) != 1 or values[under[0]]:
                return None
            values[under[0]] = self._figure(index)
        line = self._pieces[group.figures[0]].line
        return tuple(box or Box(line, "", BoxKind.BLANK) for box in values)

    def _leftovers(self, aligned: Aligned) -> Iterator[tuple[int, Row]]:
        """Texts that are neither a label nor part of one."""
        for index, piece in enumerate(self._pieces):
            if not piece.figure and not self._is_label(index, aligned):
                box = Box(piece.line, piece.text, BoxKind.TEXT)
                yield index, Row(RowKind.PLAIN, (box,), values=(box,), whole=True)

    def _is_label(self, index: int, aligned: Aligned) -> bool:
        return index in aligned.labels or self._says_label(self._pieces[index].text)


def _with_dashes(figures: tuple[Box, ...], spot: Spot) -> tuple[Box, ...]:
    """A row of too many figures with each lone dash taken for the sign of the change after it, if it then has its cells."""
    joined: list[Box] = []
    for box in figures:
        if joined and joined[-1].text in _DASHES and box.text.isdecimal():
            joined[-1] = replace(joined[-1], text=joined[-1].text + box.text)
        else:
            joined.append(box)
    columns = spot.table.leaf_columns
    signed = all(
        column.kind is CellKind.SIGNED
        for column, box in zip(columns, joined, strict=False)
        if box.text[0] in _DASHES and box.text[1:].isdecimal()
    )
    return tuple(joined) if signed and len(joined) == len(columns) else figures


def _merged(rows: Sequence[Sequence[Span]]) -> list[Span]:
    """The spans of all ``rows``, those that overlap taken together, from left to right."""
    merged: list[Span] = []
    for left, right in sorted(span for row in rows for span in row):
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _are_apart(spans: Sequence[Span]) -> bool:
    """Whether there are at least two columns between each of ``spans`` and the next: one space parts words as well."""
    return all(left[1] + 2 <= right[0] for left, right in pairwise(spans))


def _label(node: Node, group: Group) -> Label:
    return Label(node.label, frozenset({Role.ROW}), group.exact)


def _pages(lines: Sequence[Line]) -> dict[int, int]:
    """The page on which each line stands, counted from the section's beginning."""
    page, pages = 0, {}
    for line in lines:
        page += line.top
        pages[line.number] = page
    return pages
