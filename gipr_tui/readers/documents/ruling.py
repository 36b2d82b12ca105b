"""The tables of a PDF by their ruling lines: which cells the lines bound, and how far each is merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gipr_tui.readers.grids.flow import FlowCell, FlowTable

#: Lines as near as this, in points, are one.
_NEAR = 3.0

#: How many upright lines that begin or end together are a table's.
_FEWEST_UPRIGHTS = 4

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on one page: its cells' boxes (left, top, right, bottom) and texts, and the boxes whose text runs over."""

    cells: tuple[tuple[Box, str], ...]
    overrun: frozenset[Box] = frozenset()

    @property
    def top(self) -> float:
        """Where it begins down the page."""
        return min(box[1] for box, _ in self.cells)

    @property
    def sides(self) -> tuple[float, float]:
        """Where it begins and ends across the page."""
        return min(box[0] for box, _ in self.cells), max(box[2] for box, _ in self.cells)


def open_ends(edges: Sequence[Mapping[str, Any]]) -> list[float]:
    """Where a page cuts a table without ruling a line: uprights begin above all lines across, or end below them all."""
    across = [e["top"] for e in edges if e["orientation"] == "h" and e["x1"] - e["x0"] > _NEAR]
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > _NEAR]
    if not across or not upright:
        return []
    top, bottom = min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)
    first = {round(edge["x0"] / _NEAR) for edge in upright if edge["top"] - top < 1}
    last = {round(edge["x0"] / _NEAR) for edge in upright if bottom - edge["bottom"] < 1}
    begins = top < min(across) - _NEAR and len(first) >= _FEWEST_UPRIGHTS
    ends = bottom > max(across) + _NEAR and len(last) >= _FEWEST_UPRIGHTS
    return [*[top] * begins, *[bottom] * ends]


def ruled_table(table: Any) -> RuledTable | None:
    """A table that pdfplumber found, or None for one that has no two cells side by side: a frame or a coloured ground."""
    if not any(sum(box is not None for box in row.cells) > 1 for row in table.rows):
        return None
    rows = zip(table.rows, table.extract(), strict=True)
    cells = tuple((box, text or "") for row, texts in rows for box, text in zip(row.cells, texts, strict=True) if box)
    return RuledTable(cells, frozenset(_overrun([box for box, _ in cells], table.page.chars)))


def _overrun(boxes: Sequence[Box], chars: Sequence[Mapping[str, Any]]) -> Iterator[Box]:
    """The cells over whose line a word runs, into another or out of the table: whose its characters are can't be told."""
    before, cell = None, None
    for char in chars:
        following, own = (None, None) if char["text"].isspace() else (char, _cell_of(char, boxes))
        if before and following and cell != own and _adjoin(before, following):
            yield from filter(None, (cell, own))
        before, cell = following, own


def _cell_of(char: Mapping[str, Any], boxes: Sequence[Box]) -> Box | None:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return next((b for b in boxes if b[0] <= across < b[2] and b[1] <= down < b[3]), None)


def _adjoin(char: Mapping[str, Any], following: Mapping[str, Any]) -> bool:
    level, gap = char["top"] - following["top"], following["x0"] - char["x1"]
    return bool(abs(level) < 1 and abs(gap) < 1)


def flow_tables(tables: Sequence[RuledTable]) -> Iterator[FlowTable]:
    """``tables``, which follow one another from page to page, as one source's: those of the same width go on in columns."""
    chain: list[RuledTable] = []
    for table in tables:
        if chain and not _same_sides(chain[-1], table):
            yield from _laid(chain)
            chain = []
        chain.append(table)
    if chain:
        yield from _laid(chain)


def _same_sides(upper: RuledTable, lower: RuledTable) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(upper.sides, lower.sides, strict=True))


def _laid(chain: Sequence[RuledTable]) -> Iterator[FlowTable]:
    across = _edges(edge for table in chain for box, _ in table.cells for edge in (box[0], box[2]))
    for index, table in enumerate(chain):
        flow = _flow(table, across)
        flow.goes_on = index > 0
        yield flow


def _flow(table: RuledTable, across: Sequence[float]) -> FlowTable:
    down = _edges(edge for box, _ in table.cells for edge in (box[1], box[3]))
    placed: dict[tuple[int, int], FlowCell] = {}
    covered: set[tuple[int, int]] = set()
    for box, text in table.cells:
        left, right = _place(box[0], across), _place(box[2], across)
        top, bottom = _place(box[1], down), _place(box[3], down)
        placed[top, left] = FlowCell([text], max(bottom - top, 1), max(right - left, 1), box in table.overrun)
        covered |= {(row, column) for row in range(top, bottom) for column in range(left, right)}
    flow = FlowTable()
    for row, _ in enumerate(pairwise(down)):
        places = [(row, column) for column in range(len(across) - 1)]
        flow.rows.append([placed.get(place, FlowCell()) for place in places if place in placed or place not in covered])
    return flow


def _edges(values: Iterator[float]) -> list[float]:
    """The different positions among ``values``, those nearly the same taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _place(value: float, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
