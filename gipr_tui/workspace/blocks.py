"""Blocks of cells: copied as tab-separated text, and pasted from it cell by cell after a look at what will change.

The grid of a section is its rows one below the other; where tables of different widths are stacked, rows differ in length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from types import MappingProxyType

from gipr_tui.errors import UsageError
from gipr_tui.forms import Address
from gipr_tui.report.arithmetic import parse_typed
from gipr_tui.report.model import Report
from gipr_tui.report.values import Value, ValueKind, reading_of
from gipr_tui.text.clean import strip_cell
from gipr_tui.workspace.copiedlabels import GridRows, Texts, without_labels, without_row_labels

MAX_CHARACTERS = 100_000
MAX_CELLS = 5_000

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")
_FIGURE = r"[-+减增]?[0-9０-９][0-9０-９,.]*+|[/—-]"
_IS_FIGURE = re.compile(_FIGURE)
_BLANKS = re.compile(r"[ \u3000]+")
#: How many figures a line parted by blanks must have, not to be taken for one figure with its thousands set apart.
_LEAST_FIGURES = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells with their texts as filed."""

    addresses: tuple[tuple[Address, ...], ...]
    texts: Texts

    @property
    def text(self) -> str:
        """The block as tab-separated text, its lines ended by ``\\n``."""
        return "".join("\t".join(map(_quoted, row)) + "\n" for row in self.texts)


def block_between(report: Report, grid_rows: GridRows, corner: Address, opposite: Address) -> Block:
    """The block with two cells of the grid at its opposite corners. Rows too short to reach it are empty in it."""
    (r1, c1), (r2, c2) = position_in(grid_rows, corner), position_in(grid_rows, opposite)
    left, right = sorted((c1, c2))
    rows = tuple(tuple(row[left : right + 1]) for row in grid_rows[min(r1, r2) : max(r1, r2) + 1])
    return Block(rows, tuple(tuple(report.value(address).text for address in row) for row in rows))


def position_in(grid_rows: GridRows, address: Address) -> tuple[int, int]:
    """The row and the column of a cell in the grid.

    Raises:
        UsageError: it is not in it.
    """
    for number, row in enumerate(grid_rows):
        if address in row:
            return number, list(row).index(address)
    raise UsageError("unknown-place", place=address)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text


def is_block(text: str) -> bool:
    """Whether a pasted text is one of several cells."""
    return any(mark in text for mark in "\t\r\n") or _parted_at_blanks(text[:MAX_CHARACTERS]) is not None


def parse_block(text: str) -> Texts:
    """The cells of a pasted text: lines and tabs, with cells in quotes as Excel and WPS copy them.

    Lines without any tab, of three figures and more each, are parted at their blanks: so they come from a PDF or a print. A
    line may begin with a label, which is one cell whatever blanks are in it.
    The last line end closes the last row. The cells come back cleaned of padding and control characters.

    Raises:
        UsageError: there is more of it than any form could hold (``block-too-large``).
    """
    if len(text) > MAX_CHARACTERS:
        raise _too_large()
    text = _LINE_END.sub("\n", text)
    text = _parted_at_blanks(text) or text
    rows: list[list[str]] = [[]]
    for number, (cell, end) in enumerate(_cells(text), 1):
        rows[-1].append(cell)
        if number > MAX_CELLS:
            raise _too_large()
        if end == "\n":
            rows.append([])
    if rows[-1] in ([], [""]):
        rows.pop()
    return tuple(tuple(row) for row in rows)


def _parted_at_blanks(text: str) -> str | None:
    """The text with tabs between its figures, and none of its empty lines; None where it is not made of lines of figures."""
    rows: list[tuple[str, list[str]]] = []
    for line in filter(str.strip, text.split("\n")):
        words = [word for word in _BLANKS.split(line) if word]
        figures = list(takewhile(_IS_FIGURE.fullmatch, reversed(words)))[::-1]
        if "\t" in line or len(figures) < _LEAST_FIGURES:
            return None
        rows.append(("".join(words[: -len(figures)]), figures))
    labelled = any(label for label, _ in rows)
    return "\n".join("\t".join([label, *figures] if labelled else figures) for label, figures in rows) or None


def _too_large() -> UsageError:
    return UsageError("block-too-large", cells=MAX_CELLS, characters=MAX_CHARACTERS)


def _cells(text: str) -> Iterator[tuple[str, str]]:
    """Each cell, cleaned, and what ends it: a tab, a line end, or nothing at the end of the text."""
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        match = quoted or _PLAIN.match(text, at)
        assert match, "A plain cell may be empty."
        cell = quoted[1].replace('""', '"') if quoted else match[0]
        end = text[match.end() : match.end() + 1]
        # Two spaces for a line end inside a cell: with one, the figures of two lines would read as thousands.
        yield strip_cell(re.sub(r"[\n\t]", "  ", cell)), end
        if not end:
            return
        at = match.end() + 1


@dataclass(frozen=True, slots=True)
class Refused:
    """A pasted text that is no figure: the cell it was meant for, and why (``not-a-number``, ``too-long``,
    ``not-arithmetic``)."""

    address: Address
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would do.

    ``texts`` are the cells that would change and what would be put there; ``same`` counts those that hold it already;
    ``refused`` stay as they are; ``outside`` counts the values that have no cell. ``labels_skipped`` says that labels
    copied along with the figures were left out. ``starts`` is where the block begins, where its labels say that it is not
    at the cursor.
    """

    texts: Mapping[Address, str]
    same: int = 0
    refused: tuple[Refused, ...] = ()
    outside: int = 0
    labels_skipped: bool = False
    starts: Address = ""

    @property
    def ok(self) -> bool:
        """Whether every value has a cell and reads as a figure."""
        return not self.refused and not self.outside


def plan_paste(
    report: Report, grid_rows: GridRows, anchor: Address, block: Texts, selection: Sequence[Address] = ()
) -> PastePlan:
    """What pasting ``block`` with its first value at ``anchor`` would do; nothing is changed yet.

    Texts are read as typed ones are (:func:`parse_typed`); a blank one blanks its cell. A block of one value fills a
    ``selection`` of several cells. Labels copied along (headers, captions, the labels of the rows) are left out where
    they are those of the cells they would stand beside and the rest then fits. Where they are those of other rows, and of
    no others but these, the block goes there, whole rows from the first column on.

    Raises:
        UsageError: ``anchor`` is not in the grid.
    """
    if len(selection) > 1 and [len(row) for row in block] == [1]:
        return _plan(report, [(address, block[0][0]) for address in selection])
    row, column = position_in(grid_rows, anchor)
    plan = _plan(report, _landing(grid_rows, row, column, block))
    if plan.ok:
        return plan
    for bare in without_labels(report.layout, grid_rows[row:], block):
        found = _plan(report, _landing(grid_rows, row, column, bare), labels_skipped=True)
        if found.ok:
            return found
    elsewhere = [_by_its_labels(report, grid_rows, start, column, block) for start in range(len(grid_rows))]
    fitting = [found for found in elsewhere if found]
    return fitting[0] if len(fitting) == 1 else plan


def _by_its_labels(report: Report, grid_rows: GridRows, start: int, column: int, block: Texts) -> PastePlan | None:
    """What pasting the block would do with its first row at ``start``; None where its labels are not those there."""
    for bare in without_row_labels(report.layout, grid_rows[start:], block):
        along = 0 if max(map(len, bare)) == len(grid_rows[start]) else column
        found = _plan(report, _landing(grid_rows, start, along, bare), labels_skipped=True)
        if found.ok:
            return replace(found, starts=grid_rows[start][along])
    return None


def _landing(grid_rows: GridRows, row: int, column: int, block: Texts) -> Iterator[tuple[Address | None, str]]:
    """Each text of the block with the cell it comes to stand in, or None outside the grid."""
    for down, texts in enumerate(block):
        cells = grid_rows[row + down] if row + down < len(grid_rows) else ()
        for along, text in enumerate(texts, column):
            yield (cells[along] if along < len(cells) else None), text


def _plan(report: Report, landing: Iterable[tuple[Address | None, str]], *, labels_skipped: bool = False) -> PastePlan:
    texts: dict[Address, str] = {}
    refused: list[Refused] = []
    same = outside = 0
    for address, text in landing:
        if address is None:
            outside += bool(text)
            continue
        value = _read(report, address, text)
        if value.kind is ValueKind.UNREADABLE and value.text != report.value(address).text:
            refused.append(Refused(address, value.text, value.reason))
        elif (entered := reading_of(value)) == report.value(address).text:
            same += 1
        else:
            texts[address] = entered
    return PastePlan(MappingProxyType(texts), same, tuple(refused), outside, labels_skipped)


def _read(report: Report, address: Address, text: str) -> Value:
    cell = report.layout.cells[address]
    return parse_typed(text, cell.kind, cell.unit)
