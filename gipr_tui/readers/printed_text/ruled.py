"""Reading this program's own tables with borders.

Nothing is split at a border character, since a cell's text may hold one: the borders under the last row show in which
columns of the page the edges stand, and every text is what lies between its edges. Every label must be the form's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from gipr_tui.forms import LaidTable
from gipr_tui.readers.printed_text.parts import Found, NotPrinted, Part, bare
from gipr_tui.text.wrap import columns_of

_STYLES = {"┌": ("│", "─", "┌┐└┘├┤┬┴┼"), "+": ("|", "-", "+")}


class _Page:
    """A block of tables, column by column of the page."""

    def __init__(self, part: Part) -> None:
        if part.lines[0][0] not in _STYLES:
            raise NotPrinted
        self.upright, self.level, self.crossings = _STYLES[part.lines[0][0]]
        self.rows = [columns_of(line) for line in part.lines]
        self.number = part.number
        self.width = len(self.rows[0])
        if any(len(row) != self.width for row in self.rows):
            raise NotPrinted

    def is_upright(self, y: int, x: int) -> bool:
        return self.rows[y][x][:1] == self.upright

    def is_rule(self, y: int, left: int, right: int) -> bool:
        """Whether nothing but a rule runs from the page column ``left`` up to ``right``."""
        row = self.rows[y][left:right]
        return bool(row) and all(column in (self.level, *self.crossings) for column in row)

    def text(self, y: int, left: int, right: int) -> str:
        """What stands between the edges ``left`` and ``right``; a mark after the left edge belongs to it."""
        row = self.rows[y]
        return "".join([row[left][1:], *row[left + 1 : right]]).strip(" ")

    def says(self, label: str, ys: Sequence[int], left: int, right: int) -> None:
        """Raises NotPrinted unless the lines ``ys`` together say ``label`` between two edges."""
        if bare("".join(self.text(y, left, right) for y in ys)) != bare(label):
            raise NotPrinted


def read_ruled(part: Part, tables: Sequence[LaidTable]) -> tuple[dict[str, Found], int]:
    """The cells of ``tables``, which stand on one another, and the width they take.

    Raises:
        NotPrinted: the block does not hold exactly these tables as this program draws them.
    """
    page = _Page(part)
    rules = [y for y in range(len(page.rows)) if page.is_rule(y, 0, page.width)]
    found: dict[str, Found] = {}
    top = 0
    for index, table in enumerate(tables):
        if table.table.caption:
            top = _under_caption(page, rules, top, table.table.caption)
        bottom = len(page.rows) - 1
        if index + 1 < len(tables):
            caption = tables[index + 1].table.caption
            bottom = next((y for y in rules if y > top and _has_caption(page, rules, y, caption)), 0)
        if not rules or top not in rules or bottom not in rules or bottom <= top:
            raise NotPrinted
        found |= _Table(page, table, top, bottom).cells()
        top = bottom
    return found, page.width


def _under_caption(page: _Page, rules: Sequence[int], top: int, caption: str) -> int:
    """The rule under the caption that begins below the rule ``top``."""
    after = bisect_right(rules, top)
    under = rules[after] if after < len(rules) else 0
    page.says(caption, range(top + 1, under), 0, page.width - 1)
    return under


def _has_caption(page: _Page, rules: Sequence[int], top: int, caption: str) -> bool:
    try:
        return _under_caption(page, rules, top, caption) > top
    except NotPrinted:
        return False


class _Table:
    """One table between the rule over its headers and the one under its last row."""

    def __init__(self, page: _Page, table: LaidTable, top: int, bottom: int) -> None:
        self.page, self.table, self.top = page, table, top
        has_labels = bool(table.table.corner) or any(node.label for path in table.row_paths for node in path)
        self.depth = max(map(len, table.row_paths)) if has_labels else 0
        edges = [
            x for x in range(page.width) if page.rows[bottom][x] in page.crossings and page.is_upright(bottom - 1, x)
        ]
        self.edges = edges[-len(table.leaf_columns) - 1 :]
        if len(self.edges) <= len(table.leaf_columns) or (self.edges[0] > 0) != has_labels:
            raise NotPrinted
        self.rows = self._rows(bottom)
        self.header = range(top + 1, self.rows[0].start - 1)

    def _rows(self, bottom: int) -> list[range]:
        """The lines of each row, found from the last one up."""
        page, rows = self.page, []
        for _ in self.table.row_paths:
            above = bottom - 1
            while above > self.top and all(page.is_upright(above, x) for x in (0, *self.edges)):
                above -= 1
            if above == bottom - 1 or not page.is_rule(above, self.edges[0], self.edges[-1] + 1):
                raise NotPrinted
            rows.append(range(above + 1, bottom))
            bottom = above
        return rows[::-1]

    def cells(self) -> dict[str, Found]:
        """Every cell's text and the number of its line."""
        self._check_header()
        if self.depth:
            self._check_labels()
        found = {}
        for lines, addresses in zip(self.rows, self.table.addresses, strict=True):
            for address, (left, right) in zip(addresses, pairwise(self.edges), strict=True):
                texts = {y: text for y in lines if (text := self.page.text(y, left, right))}
                first = next(iter(texts), lines.start)
                found[address] = Found("".join(texts.values()), self.page.number + first)
        return found

    def _check_header(self) -> None:
        for node, depth, first, after in self.table.column_spans:
            left, right = self.edges[first], self.edges[after]
            levels: list[list[int]] = [[]]
            for y in self.header:
                if self.page.is_rule(y, left + 1, right):
                    levels.append([])
                else:
                    levels[-1].append(y)
            if len(levels) <= depth or (not node.nodes and len(levels) > depth + 1):
                raise NotPrinted
            self.page.says(node.label, levels[depth], left, right)
        if self.depth:
            self.page.says(self.table.table.corner, self.header, 0, self.edges[0])

    def _check_labels(self) -> None:
        bounds = [0, *self._label_edges(), self.edges[0]]
        for node, depth, first, after in self.table.row_spans:
            right = bounds[depth + 1] if node.nodes else bounds[-1]
            lines = range(self.rows[first].start, self.rows[after - 1].stop)
            self.page.says(node.label, lines, bounds[depth], right)

    def _label_edges(self) -> list[int]:
        """The edges between the columns of labels, which stand beside the rows of the deepest groups."""
        deepest = [
            y
            for path, lines in zip(self.table.row_paths, self.rows, strict=True)
            for y in lines
            if len(path) == self.depth
        ]
        edges = [x for x in range(1, self.edges[0]) if all(self.page.is_upright(y, x) for y in deepest)]
        if len(edges) != self.depth - 1:
            raise NotPrinted
        return edges
