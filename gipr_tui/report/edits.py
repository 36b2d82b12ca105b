"""Edits, and taking them back. One edit is one thing the operator did, however many places it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gipr_tui.report.model import Place, Report


@dataclass(frozen=True, slots=True)
class Change:
    """One place, with its text before and after."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes made together. ``joins`` names a run of typing that later edits of the same run are taken back with."""

    changes: tuple[Change, ...]
    joins: str = ""

    @property
    def places(self) -> frozenset[Place]:
        """The places that the edit touches."""
        return frozenset(change.place for change in self.changes)

    def apply(self, report: Report) -> Report:
        """``report`` after the edit."""
        return report.with_texts({change.place: change.new for change in self.changes})

    def revert(self, report: Report) -> Report:
        """``report`` before the edit."""
        return report.with_texts({change.place: change.old for change in self.changes})


def edit_of(report: Report, texts: Mapping[Place, str], joins: str = "") -> Edit:
    """The edit that puts ``texts`` into ``report``; places whose text stays the same are not part of it.

    Raises UsageError for a place that the report does not have.
    """
    after = report.with_texts(texts)
    changes = tuple(
        Change(place, old, new) for place in texts if (old := report.get(place)) != (new := after.get(place))
    )
    return Edit(changes, joins)


@dataclass(frozen=True, slots=True)
class History:
    """What was done since opening, and what was taken back and can be done again."""

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    def push(self, edit: Edit) -> History:
        """The history after ``edit``. A run of typing in one place stays one edit, and is none where it ends as it
        began; what was undone is forgotten."""
        last = self.done[-1] if self.done else None
        if last and edit.joins and last.joins == edit.joins and not self.undone and last.places == edit.places:
            old = {change.place: change.old for change in last.changes}
            changes = (replace(change, old=old[change.place]) for change in edit.changes)
            merged = replace(edit, changes=tuple(change for change in changes if change.old != change.new))
            return History((*self.done[:-1], merged) if merged.changes else self.done[:-1])
        return History((*self.done, edit))

    def undo(self) -> tuple[Edit, History] | None:
        """The edit to take back and the history after that, or None where nothing was done."""
        if not self.done:
            return None
        return self.done[-1], History(self.done[:-1], (*self.undone, self.done[-1]))

    def redo(self) -> tuple[Edit, History] | None:
        """The edit to do again and the history after that, or None where nothing was taken back."""
        if not self.undone:
            return None
        return self.undone[-1], History((*self.done, self.undone[-1]), self.undone[:-1])
