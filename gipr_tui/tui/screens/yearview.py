"""Last year's figures where this year's stand, and the difference between them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from gipr_tui.forms import Address
from gipr_tui.report.values import Value
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.workspace.lastyear import difference, last_year_figures
from gipr_tui.workspace.wording import signed_number


class Shown(StrEnum):
    """Which figures the grid shows."""

    NOW = "now"
    LAST = "last"
    DIFFERENCE = "difference"


class YearView:
    """Shows this year's figures, last year's, or the difference; and says beside a cell what it was last year."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk
        self.shown = Shown.NOW

    @cached_property
    def _before(self) -> Mapping[Address, Value]:
        session = self._desk.session
        return last_year_figures(session.report, session.previous) if session.previous else {}

    def do_last_year(self) -> None:
        """Goes from this year's figures to last year's, to the difference, and back."""
        if not self._before:
            self._desk.say(self._desk.text("editor.no-last-year"))
            return
        order = list(Shown)
        self._show(order[(order.index(self.shown) + 1) % len(order)])

    def back_to_now(self) -> None:
        """Shows this year's figures again: only they can be changed."""
        if self.shown is not Shown.NOW:
            self._show(Shown.NOW)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self._desk.show_all()

    @property
    def name(self) -> str:
        """What is shown, where it is not this year's figures."""
        return "" if self.shown is Shown.NOW else self._desk.text(f"editor.view-{self.shown}")

    def texts(self) -> dict[Address, str]:
        """The figures to show, by cell."""
        report = self._desk.session.report
        if self.shown is Shown.NOW:
            return {address: report.value(address).text for address in report.layout.cells}
        if self.shown is Shown.LAST:
            return {address: value.text for address, value in self._before.items()}
        changes = {address: difference(report.value(address), value) for address, value in self._before.items()}
        return {address: signed_number(change) for address, change in changes.items() if change}

    def beside(self, address: Address) -> str:
        """What a cell was last year, and the difference; nothing where there is no such figure."""
        before = self._before.get(address)
        if before is None or not before.text:
            return ""
        change = difference(self._desk.session.report.value(address), before)
        if change is None:
            return self._desk.text("editor.last-year", figure=before.text)
        return self._desk.text("editor.last-year-difference", figure=before.text, difference=signed_number(change))
