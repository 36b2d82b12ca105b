"""Reading this program's own tables without borders.

The last line of the headers shows where each column ends; a label's place shows where a row begins. Every label must be
the form's own, in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from gipr_tui.forms import LaidTable, Node
from gipr_tui.readers.printed_text.parts import Found, NotPrinted, Part, bare
from gipr_tui.text.width import display_width
from gipr_tui.text.wrap import LABEL_STEP, columns_of

# a header of the longest labels, one character to a line, stays below this
_MOST_HEADER = 100

# columns stand two spaces apart, or one where no label holds a space
_COLUMNS = (re.compile(r"[^ ]+(?: [^ ]+)*"), re.compile(r"[^ ]+"))


def read_spaced(part: Part, table: LaidTable) -> tuple[dict[str, Found], int]:
    """The cells of ``table`` and the width it takes.

    Raises:
        NotPrinted: the block does not hold exactly this table as this program lays it out.
    """
    start = _after_caption(part, table.table.caption)
    body = part.lines[start:]
    first = _in_order(table.rows, 0)[0][0].label
    for height in range(1, min(len(body), _MOST_HEADER) + 1):
        if first and not (height < len(body) and body[height].startswith(first[0])):
            continue
        for columns in _COLUMNS:
            try:
                ends = _Header(body[:height], table, columns).ends
                rows = _Rows(body[height:], part.number + start + height, ends)
                return rows.read(table), ends[-1]
            except NotPrinted:
                continue
    raise NotPrinted


def _after_caption(part: Part, caption: str) -> int:
    """How many lines the caption takes."""
    count = 0
    while caption:
        piece = part.lines[count].strip() if count < len(part.lines) else ""
        if not piece or not caption.startswith(piece):
            raise NotPrinted
        caption = caption[len(piece) :].lstrip()
        count += 1
    return count


def _piece(line: str, label: str) -> str:
    """What ``line`` begins with of ``label``; it must end there or leave a gap."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(line, label, strict=False))
    piece = "".join(char for char, _ in same).rstrip()
    rest = line[len(piece) :]
    if not piece or (rest and not rest.startswith("  ")):
        raise NotPrinted
    return piece


class _Header:
    """The lines above the rows, read from the last one up."""

    def __init__(self, lines: Sequence[str], table: LaidTable, columns: re.Pattern[str]) -> None:
        lines = self._without_corner(lines, table.table.corner)
        last = lines[-1]
        self.ends = [display_width(last[: match.end()]) for match in columns.finditer(last)]
        self._lines = [columns_of(line) for line in lines]
        if len(self.ends) != len(table.leaf_columns):
            raise NotPrinted
        first = 0
        for node in table.columns:
            after = first + len(list(node.leaves()))
            top = self._top(node, first)
            if any(self._text(y, first, after) for y in range(top)):
                raise NotPrinted
            first = after

    @staticmethod
    def _without_corner(lines: Sequence[str], corner: str) -> list[str]:
        left = []
        for line in lines:
            piece = _piece(line, corner) if corner and not line.startswith(" ") else ""
            corner = corner[len(piece) :].lstrip()
            left.append(" " * display_width(piece) + line[len(piece) :])
        if corner:
            raise NotPrinted
        return left

    def _text(self, y: int, first: int, after: int) -> str:
        start = self.ends[first - 1] if first else 0
        return bare("".join(self._lines[y][start : self.ends[after - 1]]))

    def _top(self, node: Node, first: int) -> int:
        """The line in which the header of ``node`` begins, whose columns begin with ``first``."""
        y, after = len(self._lines), first
        for child in node.nodes:
            y = min(y, self._top(child, after))
            after += len(list(child.leaves()))
        after = after if node.nodes else first + 1
        while node.nodes and y and not self._text(y - 1, first, after):
            y -= 1
        label = bare(node.label)
        while label:
            y -= 1
            piece = self._text(y, first, after) if y >= 0 else ""
            if not piece or not label.endswith(piece):
                raise NotPrinted
            label = label[: -len(piece)]
        return y


class _Rows:
    """The lines below the headers, read from the first one down.

    A row begins with the line in which its label begins, and goes on to where the next one does. Labels begin left of any
    figure: no further than the deepest row's.
    """

    def __init__(self, lines: Sequence[str], number: int, ends: Sequence[int]) -> None:
        self._lines, self._number, self._ends = lines, number, ends
        self._at = 0
        self._labels_end, self._texts_start = 0, ends[-1]

    def read(self, table: LaidTable) -> dict[str, Found]:
        """The cells of the table."""
        found: dict[str, Found] = {}
        addresses = iter(table.addresses)
        order = _in_order(table.rows, 0)
        deepest = LABEL_STEP * (1 + max(depth for _, depth in order))
        for node, depth in order:
            if node.label:
                texts = self._row(node.label, LABEL_STEP * depth, deepest)
            elif len(order) == 1:
                texts = self._only_row()
            else:
                raise NotPrinted
            if not node.nodes:
                found |= zip(next(addresses), texts, strict=True)
            elif any(text.text for text in texts):
                raise NotPrinted
        # what stands beside the labels must not reach into them
        if self._at != len(self._lines) or self._texts_start < self._labels_end:
            raise NotPrinted
        return found

    def _only_row(self) -> list[Found]:
        """The texts of a table's only row, which has no label; nothing is printed of it where it is blank."""
        self._at = len(self._lines)
        return self._joined([self._texts(line) for line in self._lines] or [[""] * len(self._ends)], 0)

    def _row(self, label: str, indent: int, deepest: int) -> list[Found]:
        """The texts of the row that begins here with ``label``."""
        start = self._at
        rows: list[list[str]] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            begin = len(line) - len(line.lstrip(" "))
            if begin <= deepest and not label:
                break
            if begin <= deepest:
                if begin != indent + LABEL_STEP * bool(rows):
                    raise NotPrinted
                piece = _piece(line[begin:], label)
                label = label[len(piece) :].lstrip()
                end = begin + display_width(piece)
                line = " " * end + line[begin + len(piece) :]
                self._labels_end = max(self._labels_end, end + 2)
            elif label:
                raise NotPrinted
            rows.append(self._texts(line))
            self._at += 1
        if label:
            raise NotPrinted
        return self._joined(rows, start)

    def _joined(self, rows: Sequence[Sequence[str]], start: int) -> list[Found]:
        """The texts of a row, each from its lines."""
        found = []
        for texts in zip(*rows, strict=True):
            first = next((index for index, text in enumerate(texts) if text), len(texts) - 1)
            found.append(Found("".join(texts), self._number + start + first))
        return found

    def _texts(self, line: str) -> list[str]:
        """What stands in each column of figures."""
        columns = columns_of(line)
        if len(columns) > self._ends[-1]:
            raise NotPrinted
        if line.strip(" "):
            self._texts_start = min(self._texts_start, len(line) - len(line.lstrip(" ")))
        starts = [0, *self._ends[:-1]]
        return ["".join(columns[start:end]).strip(" ") for start, end in zip(starts, self._ends, strict=True)]


def _in_order(nodes: Sequence[Node], depth: int) -> list[tuple[Node, int]]:
    """Groups and rows from the top down, with their depth."""
    order: list[tuple[Node, int]] = []
    for node in nodes:
        order += [(node, depth), *_in_order(node.nodes, depth + 1)]
    return order
