"""A report open for editing: what is entered is checked, findings follow, and every edit is on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gipr_tui.checks.engine import LiveEvaluation
from gipr_tui.checks.finding import Evaluation
from gipr_tui.errors import GiprError, UsageError
from gipr_tui.report.arithmetic import parse_typed
from gipr_tui.report.edits import History, edit_of
from gipr_tui.report.model import Place, Report
from gipr_tui.report.values import Value, ValueKind, reading_of
from gipr_tui.text.clean import strip_cell

#: Writes the report and its evaluation to the store; raises GiprError where that fails.
Save = Callable[[Report, Evaluation], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an edit did: the places that changed, and how the typed text was read where that differs from it."""

    changed: frozenset[Place]
    read_as: str = ""


class Session:
    """A report, its evaluation and its history, kept together through every edit.

    ``unsaved`` is the reason why the last edit is not on disk yet, or None. It stays in memory and is written with the
    next edit or by :meth:`save`.
    """

    def __init__(self, report: Report, previous: Report | None, save: Save) -> None:
        self.report = report
        self.previous = previous
        self.history = History()
        self.unsaved: GiprError | None = None
        self._live = LiveEvaluation(report, previous)
        self._save = save

    @property
    def evaluation(self) -> Evaluation:
        """The findings of the report as it stands."""
        return self._live.evaluation

    def read_entry(self, place: Place, text: str) -> Value:
        """How a text typed into a cell is read. A text that begins with ``=`` is worked out.

        Raises:
            UsageError: it can't be read as a figure (``value-not-a-number``, ``value-too-long``) or worked out
                (``value-not-arithmetic``).
        """
        cell = self.report.layout.cells[place]
        value = parse_typed(text, cell.kind, cell.unit)
        if value.kind is ValueKind.UNREADABLE:
            raise UsageError(f"value-{value.reason}", text=value.text)
        return value

    def enter(self, place: Place, text: str) -> Outcome:
        """Enters a typed text at a place. A figure in full width or with thousands marks is put down as it is read, and
        of a sum (``=12+30-4``) what it comes to.

        Raises:
            UsageError: the place is a cell and the text can't be read as a figure or worked out; nothing is changed.
        """
        if place not in self.report.layout.cells:
            return self.apply({place: text})
        value = self.read_entry(place, text)
        entered = reading_of(value)
        outcome = self.apply({place: entered})
        return Outcome(outcome.changed, entered if entered != strip_cell(text) else "")

    def apply(self, texts: Mapping[Place, str], joins: str = "") -> Outcome:
        """Puts texts at several places as one edit. A run of edits with the same ``joins`` is undone together."""
        edit = edit_of(self.report, texts, joins)
        if not edit.changes:
            return Outcome(frozenset())
        self.history = self.history.push(edit)
        return self._move_to(edit.apply(self.report), edit.places)

    def undo(self) -> Outcome:
        """Takes the last edit back. Nothing changes where there is none."""
        return self.undo_many(1)

    def undo_many(self, count: int) -> Outcome:
        """Takes back the last ``count`` edits, with one look at the whole and one save at the end."""
        changed: frozenset[Place] = frozenset()
        report = self.report
        for _ in range(count):
            step = self.history.undo()
            if step is None:
                break
            edit, self.history = step
            report = edit.revert(report)
            changed |= edit.places
        return self._move_to(report, changed) if changed else Outcome(changed)

    def redo(self) -> Outcome:
        """Makes the edit last taken back again."""
        step = self.history.redo()
        if step is None:
            return Outcome(frozenset())
        edit, self.history = step
        return self._move_to(edit.apply(self.report), edit.places)

    def save(self) -> None:
        """Writes the report to the store; where that fails ``unsaved`` says why and the edits stay in memory."""
        try:
            self._save(self.report, self.evaluation)
        except GiprError as error:
            self.unsaved = error
        else:
            self.unsaved = None

    def _move_to(self, report: Report, changed: frozenset[Place]) -> Outcome:
        self.report = report
        self._live.update(report, changed)
        self.save()
        return Outcome(changed)
