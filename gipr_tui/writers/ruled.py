"""Tables with borders, as the official form draws them.

tabulate lays out the texts row by row; here the rules between the rows are drawn, merged cells lose the borders inside
them and get their text, and tables that stand on one another share a rule. Every crossing of rules is chosen from the four
borders that meet in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gipr_tui.text.width import pad
from gipr_tui.text.wrap import columns_of
from gipr_tui.writers.columns import Align, lay, put


@dataclass(frozen=True, slots=True)
class Area:
    """A cell, or several merged into one: its rows and columns (the last ones not included) and its text.

    ``padding`` is kept free on the side that the text is aligned to.
    """

    top: int
    bottom: int
    left: int
    right: int
    lines: tuple[str, ...]
    align: Align
    padding: int = 0

    @property
    def is_merged(self) -> bool:
        """Whether it takes more than one cell."""
        return self.bottom - self.top > 1 or self.right - self.left > 1


#: Which of the borders above, below, to the left and to the right meet in a crossing.
Arms = tuple[bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Pen:
    """The characters that borders are drawn with."""

    upright: str
    level: str
    crossings: Mapping[Arms, str]

    def crossing(self, arms: Arms) -> str:
        """The character where the borders ``arms`` meet."""
        return self.crossings.get(arms, " ")


def _arms(text: str) -> Arms:
    return ("u" in text, "d" in text, "l" in text, "r" in text)


_DRAWN = ("dr┌", "dl┐", "ur└", "ul┘", "udr├", "udl┤", "dlr┬", "ulr┴", "udlr┼", "ud│", "lr─")
LINE_PEN = Pen("│", "─", MappingProxyType({_arms(drawn[:-1]): drawn[-1] for drawn in _DRAWN}))
ASCII_PEN = Pen(
    "|",
    "-",
    MappingProxyType({_arms(d[:-1]): {"│": "|", "─": "-"}.get(d[-1], "+") for d in _DRAWN}),
)


@dataclass(frozen=True)
class Sheet:
    """One table as a grid of cells, some of them merged. The areas cover the grid without overlapping."""

    rows: int
    widths: tuple[int, ...]
    aligns: tuple[Align, ...]
    areas: tuple[Area, ...]

    def heights(self) -> list[int]:
        """The lines that each row takes."""
        heights = [1] * self.rows
        for area in sorted(self.areas, key=lambda area: area.bottom - area.top):
            rows = heights[area.top : area.bottom]
            missing = len(area.lines) - sum(rows) - (len(rows) - 1)
            heights[area.bottom - 1] += max(0, missing)
        return heights

    def edges(self) -> list[int]:
        """The columns of the page in which the upright borders stand."""
        edges = [0]
        for width in self.widths:
            edges.append(edges[-1] + width + 1)
        return edges

    def uprights(self, row: int) -> set[int]:
        """The page columns of the upright borders beside the cells of ``row``."""
        edges = self.edges()
        inside = {
            edge for area in self.areas if area.top <= row < area.bottom for edge in edges[area.left + 1 : area.right]
        }
        return set(edges) - inside


def draw(sheets: Sequence[Sheet], pen: Pen) -> list[str]:
    """The lines of ``sheets`` standing on one another, with one rule between each two."""
    lines: list[str] = []
    above: set[int] = set()
    for sheet in sheets:
        below = sheet.uprights(0)
        lines.append("".join(_rule(above, below, sheet.edges()[-1], pen)))
        lines += ["".join(columns) for columns in _body(sheet, pen)]
        above = sheet.uprights(sheet.rows - 1)
    lines.append("".join(_rule(above, set(), sheets[-1].edges()[-1], pen)))
    return lines


def _rule(above: set[int], below: set[int], last: int, pen: Pen) -> list[str]:
    """A rule through the whole width."""
    return [pen.crossing((x in above, x in below, x > 0, x < last)) for x in range(last + 1)]


def _body(sheet: Sheet, pen: Pen) -> list[list[str]]:
    """The lines between the outer rules, column by column."""
    heights, edges = sheet.heights(), sheet.edges()
    texts = iter(lay(_texts(sheet, heights), sheet.widths, sheet.aligns, pen.upright, pen.upright))
    body: list[list[str]] = []
    tops: list[int] = []
    for row, height in enumerate(heights):
        if row:
            body.append(_inner_rule(sheet, row, pen))
        tops.append(len(body))
        kept = sheet.uprights(row)
        for _ in range(height):
            columns = columns_of(next(texts))
            for edge in set(edges) - kept:
                columns[edge] = " "
            body.append(columns)
    tops.append(len(body) + 1)
    for area in sheet.areas:
        if area.is_merged:
            _put_text(body, area, edges, tops)
    return body


def _texts(sheet: Sheet, heights: Sequence[int]) -> list[list[str]]:
    """The texts of the cells that are not merged, a list for every line of every row."""
    grid = [[[""] * len(sheet.widths) for _ in range(height)] for height in heights]
    for area in sheet.areas:
        if area.is_merged:
            continue
        lines = grid[area.top]
        first = (len(lines) - len(area.lines)) // 2
        for index, text in enumerate(area.lines, first):
            lines[index][area.left] = _aligned(text, area, sheet.widths[area.left])
    return [line for lines in grid for line in lines]


def _aligned(text: str, area: Area, width: int) -> str:
    if area.align == "center":
        return pad(text, width, "center")
    return " " * area.padding + text if area.align == "left" else text + " " * area.padding


def _inner_rule(sheet: Sheet, row: int, pen: Pen) -> list[str]:
    """The rule above ``row``, open where it would run through a merged cell."""
    edges = sheet.edges()
    above, below = sheet.uprights(row - 1), sheet.uprights(row)
    ruled = [True] * len(sheet.widths)
    for area in sheet.areas:
        if area.top < row < area.bottom:
            ruled[area.left : area.right] = [False] * (area.right - area.left)
    columns: list[str] = []
    for index, edge in enumerate(edges):
        left, right = index > 0 and ruled[index - 1], index < len(ruled) and ruled[index]
        columns.append(pen.crossing((edge in above, edge in below, left, right)))
        if index < len(ruled):
            columns += [pen.level if ruled[index] else " "] * sheet.widths[index]
    return columns


def _put_text(body: list[list[str]], area: Area, edges: Sequence[int], tops: Sequence[int]) -> None:
    """Writes the text of a merged cell in its middle."""
    top, bottom = tops[area.top], tops[area.bottom] - 1
    left, right = edges[area.left] + 1, edges[area.right]
    first = top + (bottom - top - len(area.lines)) // 2
    for index, text in enumerate(area.lines, first):
        put(body[index], left, pad(_aligned(text, area, right - left), right - left, area.align))
