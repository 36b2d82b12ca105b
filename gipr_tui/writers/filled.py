"""A table of the form with its figures as they will be printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gipr_tui.forms import LaidTable
from gipr_tui.report.model import Report
from gipr_tui.report.values import ValueKind
from gipr_tui.text.clean import clean_line
from gipr_tui.text.width import display_width
from gipr_tui.text.wrap import cell_lines, narrowest

#: The narrowest a text that is no figure is broken to, and the longest word or number of such a text that stays whole.
_NARROW, _WORD = 4, 24


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell prints as. ``whole`` says that it is a figure and stays on one line."""

    text: str
    whole: bool

    def lines(self, width: int) -> tuple[str, ...]:
        """The lines it takes in a column of ``width``."""
        if not self.text:
            return ()
        if self.whole:
            return (self.text,)
        word = min(narrowest(self.text, hanging=False), _WORD)
        return tuple(cell_lines(self.text, max(width, word, _NARROW)))

    @property
    def least(self) -> int:
        """The narrowest column it stands in."""
        return max(map(display_width, self.lines(_NARROW)), default=0)


@dataclass(frozen=True, eq=False)
class FilledTable:
    """A table with its entries, row by row."""

    laid: LaidTable
    entries: tuple[tuple[Entry, ...], ...]

    @cached_property
    def label_columns(self) -> int:
        """How many columns of labels stand before the figures: the depth of the rows, or none where none has a label."""
        paths = self.laid.row_paths
        if not self.laid.table.corner and not any(node.label for path in paths for node in path):
            return 0
        return max(map(len, paths))

    @cached_property
    def header_rows(self) -> int:
        """How many rows of headers stand above the figures."""
        return max(map(len, self.laid.column_paths))

    @cached_property
    def leasts(self) -> list[int]:
        """The narrowest each column of figures can be."""
        columns = zip(*self.entries, strict=True)
        return [
            max(2, narrowest(leaf.label), *(entry.least for entry in column))
            for leaf, column in zip(self.laid.leaf_columns, columns, strict=True)
        ]

    @cached_property
    def figures(self) -> list[int]:
        """The widest figure of each column."""
        columns = zip(*self.entries, strict=True)
        return [max(display_width(e.text) if e.whole else e.least for e in column) for column in columns]

    @cached_property
    def texts(self) -> list[int]:
        """The widest entry of each column, were none of them broken."""
        return [max(display_width(entry.text) for entry in column) for column in zip(*self.entries, strict=True)]


def filled(report: Report, laid: LaidTable) -> FilledTable:
    """``laid`` with the cells of ``report``."""
    return FilledTable(laid, tuple(tuple(_entry(report, address) for address in row) for row in laid.addresses))


def _entry(report: Report, address: str) -> Entry:
    value = report.value(address)
    return Entry(clean_line(value.text).strip(" "), value.kind is not ValueKind.UNREADABLE)
