"""The figures of a report side by side, so that the checks need not look at each cell again and again."""

from __future__ import annotations

from collections.abc import Iterable

from gipr_tui.checks.finding import Number
from gipr_tui.forms import Address
from gipr_tui.report.model import Place, Report
from gipr_tui.report.values import Value, ValueKind


class Figures:
    """What stands in the cells of a report, kept up to date edit by edit.

    ``numbers`` are in the form's order, nought where a cell has none. ``blank``, ``dashed`` (``/``, ``—``), ``unread`` and
    ``marked`` (written in a peculiar way, or unread) are the cells of that kind, ``odd`` all that hold no plain figure.
    """

    __slots__ = ("blank", "dashed", "marked", "numbers", "odd", "order", "unread")

    def __init__(self, report: Report) -> None:
        self.order = report.layout.order
        self.numbers: list[Number] = [0] * len(self.order)
        self.blank: set[Address] = set()
        self.dashed: set[Address] = set()
        self.unread: set[Address] = set()
        self.marked: set[Address] = set()
        self.odd: set[Address] = set()
        numbers, order, values = self.numbers, self.order, report.values
        for address, value in values.items():
            number = value.number
            if number is None or value.marks:
                self._put_odd(address, value)
            elif number:
                numbers[order[address]] = number
        if len(values) < len(order):
            self.blank.update(order.keys() - values.keys())
            self.odd |= self.blank

    def _put_odd(self, address: Address, value: Value) -> None:
        self.numbers[self.order[address]] = value.number or 0
        self.odd.add(address)
        kind = value.kind
        if kind is ValueKind.BLANK:
            self.blank.add(address)
        elif kind is ValueKind.NOT_APPLICABLE:
            self.dashed.add(address)
        elif kind is ValueKind.UNREADABLE:
            self.unread.add(address)
            self.marked.add(address)
        else:
            self.marked.add(address)

    def follow(self, report: Report, changed: Iterable[Place]) -> bool:
        """Takes over the figures of ``report`` in the places that have changed; whether plain ones took the place of such."""
        plain = True
        for place in changed:
            index = self.order.get(place)
            if index is None:
                continue
            if place in self.odd:
                plain = False
                for cells in (self.blank, self.dashed, self.unread, self.marked, self.odd):
                    cells.discard(place)
            value = report.value(place)
            if value.number is None or value.marks:
                plain = False
                self._put_odd(place, value)
            else:
                self.numbers[index] = value.number or 0  # of noughts, 0.00 too is 0
        return plain

    def after(self, report: Report, changed: Iterable[Place]) -> Figures:
        """The figures of ``report``, which differs from this one in the places ``changed``."""
        figures = Figures.__new__(Figures)
        figures.order, figures.numbers = self.order, self.numbers.copy()
        figures.blank, figures.dashed = self.blank.copy(), self.dashed.copy()
        figures.unread, figures.marked, figures.odd = self.unread.copy(), self.marked.copy(), self.odd.copy()
        figures.follow(report, changed)
        return figures
