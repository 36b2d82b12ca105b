"""The reports that a government's report adds up, as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gipr_tui.checks.finding import Number
from gipr_tui.forms import Address, Layout
from gipr_tui.report.model import Report
from gipr_tui.report.values import ValueKind


@dataclass(frozen=True)
class Parts:
    """What the reports that one adds up say together.

    ``sums`` are by cell, without those cells that can't be read in one of them. ``count`` is how many reports there are;
    ``missing`` names the units that should have one.
    """

    sums: Mapping[Address, Number]
    count: int
    missing: tuple[str, ...] = ()


def parts_of(layout: Layout, reports: Sequence[Report], missing: Sequence[str] = ()) -> Parts:
    """``reports`` added up cell by cell of ``layout``; a blank cell, or one that a report's form does not have, adds nothing."""
    sums: dict[Address, Number] = {}
    for address in layout.cells:
        values = [report.value(cell) for report in reports for cell in report.layout.expand(address)]
        if all(value.kind is not ValueKind.UNREADABLE for value in values):
            sums[address] = sum(value.number for value in values if value.number is not None)
    return Parts(sums, len(reports), tuple(missing))
