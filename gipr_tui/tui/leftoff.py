"""Where one left off: a report that is opened again in the same run goes on there, with all that can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from gipr_tui.report.edits import History
from gipr_tui.report.model import Place, Report

#: Of so many reports it is kept in mind, those left last.
_MOST = 50


@dataclass(frozen=True, slots=True)
class LeftOff:
    """A report as it was left, what had been done to it, and where the cursor was."""

    report: Report
    history: History
    place: Place


class LeftOffs:
    """Where each report was left off in this run, by the id of its entry."""

    def __init__(self) -> None:
        self._by_entry: dict[str, LeftOff] = {}

    def keep(self, entry: str, left: LeftOff) -> None:
        """Keeps in mind where a report is left."""
        self._by_entry.pop(entry, None)
        self._by_entry[entry] = left
        if len(self._by_entry) > _MOST:
            del self._by_entry[next(iter(self._by_entry))]

    def take(self, entry: str, report: Report) -> LeftOff | None:
        """Where a report was left; None where somebody has changed it since, since then nothing can be undone."""
        left = self._by_entry.pop(entry, None)
        return left if left and left.report == report else None
