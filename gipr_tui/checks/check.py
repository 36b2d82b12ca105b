"""A check: what it reads, and what it says of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gipr_tui.checks.figures import Figures
from gipr_tui.checks.finding import Finding, Number
from gipr_tui.checks.parts import Parts
from gipr_tui.forms import Address, Layout
from gipr_tui.report.model import Place, Report


class Context:
    """A report under check, and the same unit's report on the year before, where there is one.

    ``figures`` are those of the report, and ``sums`` those of cells that claims have been held against. ``parts`` are the
    reports that it adds up, where it is a government's and they are kept.
    """

    __slots__ = ("figures", "parts", "previous", "report", "sums")

    def __init__(
        self,
        report: Report,
        previous: Report | None = None,
        figures: Figures | None = None,
        parts: Parts | None = None,
    ) -> None:
        self.report, self.previous, self.parts = report, previous, parts
        self.figures = Figures(report) if figures is None else figures
        self.sums: dict[tuple[int, tuple[Address, ...]], Number | None] = {}

    @property
    def layout(self) -> Layout:
        return self.report.layout

    def corrected(self, texts: Mapping[Place, str]) -> Context:
        """The report with other texts in some cells, under check."""
        report = self.report.with_texts(texts)
        return Context(report, self.previous, self.figures.after(report, texts), self.parts)


@dataclass(frozen=True, slots=True)
class Check:
    """One question asked of a report: it is asked again only when something in ``reads`` has changed.

    A ``listing`` gathers cells of a whole table and has no part in trying out corrections, nor has a check that never ``errs``:
    one with warnings or hints only. ``quiet`` tells from this year's numbers alone that the check has nothing to say: an
    expression (see ``arithmetic``), empty where they can't tell; where it does not hold the check may still have nothing to say.
    ``of_odd`` asks of its cells only which of them hold no plain figure, so that it is not asked again where one plain figure
    takes another's place; ``of_marked`` speaks only of a single cell that is written in a peculiar way. ``of_text`` has nothing
    to say while the texts among ``reads`` are empty, nor one of a ``quantity`` while its one text claims nothing of that, nor
    ``needs_last_year`` without last year's report. ``speaks`` tells from the texts and the other reports alone whether the check
    may have something to say, whatever the figures are.
    """

    rule: str
    reads: frozenset[Place]
    run: Callable[[Context], Iterable[Finding]]
    listing: bool = False
    quiet: str = ""
    errs: bool = True
    of_odd: bool = False
    of_marked: bool = False
    of_text: bool = False
    quantity: str = ""
    needs_last_year: bool = False
    speaks: Callable[[Context], bool] | None = None
