"""A correction tried on a report: on the numbers first, and on the report itself only where a check has to be run on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from gipr_tui.checks.check import Context
from gipr_tui.checks.finding import Number
from gipr_tui.forms import Address
from gipr_tui.report.values import ValueKind, parse_value

#: What a text means in a cell; a search looks at the same few figures again and again.
meant = lru_cache(maxsize=4096)(parse_value)


class Trial:
    """The report of ``before`` with other texts in some cells.

    ``numbers`` are those of the form's cells. ``is_read`` tells that no new text is unreadable, ``is_plain`` that plain figures
    take the place of such.
    """

    def __init__(self, before: Context, correction: Mapping[Address, str]) -> None:
        self._before, self._correction = before, correction
        figures, cells = before.figures, before.layout.cells
        self.numbers: list[Number] = figures.numbers.copy()
        self.is_read, self.is_plain = True, figures.odd.isdisjoint(correction)
        for address, text in correction.items():
            cell = cells[address]
            value = meant(text, cell.kind, cell.unit)
            self.numbers[figures.order[address]] = value.number or 0
            if value.number is None or value.marks:
                self.is_plain = False
                self.is_read = self.is_read and value.kind is not ValueKind.UNREADABLE

    @cached_property
    def context(self) -> Context:
        """The corrected report under check."""
        report = self._before.report.with_texts(self._correction)
        return Context(report, self._before.previous, self._before.figures.after(report, self._correction))
