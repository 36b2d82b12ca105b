"""A check: what it reads, and what it says of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gipr_tui.checks.finding import Finding
from gipr_tui.forms import Layout
from gipr_tui.report.model import Place, Report


@dataclass(frozen=True, slots=True)
class Context:
    """A report under check, and the same unit's report on the year before, where there is one."""

    report: Report
    previous: Report | None = None

    @property
    def layout(self) -> Layout:
        return self.report.layout


@dataclass(frozen=True, slots=True)
class Check:
    """One question asked of a report: it is asked again only when something in ``reads`` has changed.

    A ``listing`` gathers cells of a whole table and never gives an error.
    """

    rule: str
    reads: frozenset[Place]
    run: Callable[[Context], Iterable[Finding]]
    listing: bool = False
