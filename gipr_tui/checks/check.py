"""A check: what it reads, and what it says of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from gipr_tui.checks.figures import Figures
from gipr_tui.checks.finding import Finding, Number
from gipr_tui.checks.parts import Parts
from gipr_tui.forms import Address, Layout
from gipr_tui.report.model import Place, Report


@dataclass(frozen=True)
class Context:
    """A report under check, and the same unit's report on the year before, where there is one.

    ``parts`` are the reports that it adds up, where it is a government's and they are kept.
    ``known`` are the figures of the report, where they are at hand already, and ``sums`` those of cells that claims
    have been held against.
    """

    report: Report
    previous: Report | None = None
    known: Figures | None = field(default=None, compare=False, repr=False)
    parts: Parts | None = None
    sums: dict[tuple[int, tuple[Address, ...]], Number | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def layout(self) -> Layout:
        return self.report.layout

    @property
    def figures(self) -> Figures:
        """The figures of the report."""
        return self.known or Figures(self.report)


@dataclass(frozen=True, slots=True)
class Check:
    """One question asked of a report: it is asked again only when something in ``reads`` has changed.

    A ``listing`` gathers cells of a whole table and has no part in trying out corrections. ``quiet`` tells from the numbers
    of the form's cells alone, a blank one as nought, that the check has nothing to say; where it says False the check may
    still have nothing to say. ``of_marked`` speaks only of a cell that is written in a peculiar way, ``of_text`` only of the one
    text among ``reads``, if it is not empty, and ``needs_last_year`` only beside last year's report. ``speaks`` tells from the
    texts and the other reports alone whether the check may have something to say, whatever the figures are.
    """

    rule: str
    reads: frozenset[Place]
    run: Callable[[Context], Iterable[Finding]]
    listing: bool = False
    quiet: Callable[[Sequence[Number]], bool] | None = None
    of_marked: bool = False
    of_text: bool = False
    needs_last_year: bool = False
    speaks: Callable[[Context], bool] | None = None
