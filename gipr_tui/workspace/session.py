"""A report open for editing: what is entered is checked, findings follow, and every edit is on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from gipr_tui.checks.engine import LiveEvaluation
from gipr_tui.checks.finding import Evaluation
from gipr_tui.checks.parts import Parts
from gipr_tui.errors import GiprError, UsageError
from gipr_tui.forms import Address
from gipr_tui.forms.local import LocalRules
from gipr_tui.report.arithmetic import parse_typed
from gipr_tui.report.edits import Edit, History, edit_of
from gipr_tui.report.model import Declaration, Place, Report, Status
from gipr_tui.report.values import Value, ValueKind, reading_of
from gipr_tui.text.clean import strip_cell
from gipr_tui.workspace.filling import Following, following, follows
from gipr_tui.workspace.keeper import ChangedElsewhere, Keeper
from gipr_tui.workspace.merging import Merge, merge, places_of
from gipr_tui.workspace.shelf import final_report

#: Writes the report and its evaluation to the store, with the name of what was done; raises GiprError where that fails.
Save = Callable[[Report, Evaluation, str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an edit did: the places that changed, and how the typed text was read where that differs from it.

    ``held`` are totals that did not follow their parts, each with what is filed and what the parts give: they were typed
    otherwise. Each is named once, as long as it stays so.
    """

    changed: frozenset[Place]
    read_as: str = ""
    held: Mapping[Address, tuple[str, str]] = field(default_factory=dict)


class Session:
    """A report, its evaluation and its history, kept together through every edit.

    ``unsaved`` is the reason why the last edit is not on disk yet, or None. It stays in memory and is written with the
    next edit or by :meth:`save`. While ``totals_follow``, an edit takes the totals of the cells it changes with it.
    ``saved`` is the report as it was last read or written. With a ``keeper`` the report is one of a store.
    """

    def __init__(
        self,
        report: Report,
        previous: Report | None,
        save: Save,
        keeper: Keeper | None = None,
        rules: LocalRules = (),
        parts: Parts | None = None,
    ) -> None:
        self.report = self.saved = report
        self.keeper = keeper
        self.previous = previous
        self.history = History()
        self.unsaved: GiprError | None = None
        self.totals_follow = False
        self._named: frozenset[Address] = frozenset()
        self._rules = rules
        self._parts = parts
        self._live = LiveEvaluation(report, previous, rules, parts)
        self._save = save

    @property
    def evaluation(self) -> Evaluation:
        """The findings of the report as it stands."""
        return self._live.evaluation

    @property
    def locked(self) -> GiprError | None:
        """Why the report can't be changed: it can only be read, or was declared final. None where it can."""
        if self.reading is None and self.report.status is Status.FINAL:
            return final_report(f"{self.report.unit}/{self.report.year}")
        return self.reading

    @property
    def reading(self) -> GiprError | None:
        """Why the report can only be read, or None."""
        return self.keeper.reading if self.keeper else None

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
        return replace(outcome, read_as=entered if entered != strip_cell(text) else "")

    def apply(self, texts: Mapping[Place, str], joins: str = "", how: str = "edited") -> Outcome:
        """Puts texts at several places as one edit. A run of edits with the same ``joins`` is undone together.

        ``how`` names in the report's history what was done. Raises GiprError where the report can only be read.
        """
        edit_with = following(self.report, texts) if self.totals_follow else Following(texts, {})
        outcome = self._make(edit_of(self.report, edit_with.texts, joins), how)
        return replace(outcome, held=self._not_named_yet(edit_with.held)) if outcome.changed else outcome

    def become(self, then: Report) -> Outcome:
        """Makes the report as it was, as one edit. Raises UsageError where it was on another form then."""
        if then.layout.cells.keys() != self.report.layout.cells.keys():
            raise UsageError("history-other-form", reference=f"{then.unit}/{then.year}")
        texts = {place: then.get(place) for place in places_of(self.report, then)}
        return self._make(edit_of(self.report, texts), "went-back")

    def _make(self, edit: Edit, how: str) -> Outcome:
        """Makes an edit that can be taken back."""
        if not edit.changes:
            return Outcome(frozenset())
        self._refuse_locked()
        self.history = self.history.push(edit)
        return self._move_to(edit.apply(self.report), edit.places, how)

    def _refuse_locked(self) -> None:
        if self.locked:
            raise self.locked

    def declare(self, declaration: Declaration, how: str) -> None:
        """Declares the report final, or reopens it. That is no edit: it can't be undone.

        Raises GiprError where the report can only be read, or the declaration could not be saved; all is then as it was.
        """
        if self.reading:
            raise self.reading
        before = self.report
        self.report = before.declared(declaration)
        self.save(how)
        if self.unsaved:
            self.report = before
            raise self.unsaved

    def fills(self, address: Address) -> bool:
        """Whether a cell is filled for the operator: totals follow, and it is one that does."""
        return self.totals_follow and follows(self.report, address)

    def _not_named_yet(self, held: Mapping[Address, tuple[str, str]]) -> dict[Address, tuple[str, str]]:
        """Those of ``held`` that no edit has named before; one that follows again may be named again."""
        new = {address: numbers for address, numbers in held.items() if address not in self._named}
        self._named = frozenset(a for a in (*self._named, *new) if not follows(self.report, a))
        return new

    def undo(self) -> Outcome:
        """Takes the last edit back. Nothing changes where there is none."""
        return self.undo_many(1)

    def undo_many(self, count: int) -> Outcome:
        """Takes back the last ``count`` edits, with one look at the whole and one save at the end.

        Raises GiprError where the report can't be changed.
        """
        self._refuse_locked()
        changed: frozenset[Place] = frozenset()
        report = self.report
        for _ in range(count):
            step = self.history.undo()
            if step is None:
                break
            edit, self.history = step
            report = edit.revert(report)
            changed |= edit.places
        return self._move_to(report, changed, "undone") if changed else Outcome(changed)

    def redo(self) -> Outcome:
        """Makes the edit last taken back again. Raises GiprError where the report can't be changed."""
        self._refuse_locked()
        step = self.history.redo()
        if step is None:
            return Outcome(frozenset())
        edit, self.history = step
        return self._move_to(edit.apply(self.report), edit.places, "redone")

    def save(self, how: str = "edited") -> None:
        """Writes the report to the store; where that fails ``unsaved`` says why and the edits stay in memory."""
        try:
            self._save(self.report, self.evaluation, how)
        except GiprError as error:
            self.unsaved = error
        else:
            self.saved, self.unsaved = self.report, None

    def _move_to(self, report: Report, changed: frozenset[Place], how: str) -> Outcome:
        self.report = report
        self._live.update(report, changed)
        self.save(how)
        return Outcome(changed)

    # ---- others at work

    def follow(self, report: Report) -> None:
        """Takes the report as others have saved it in place of the one here, whose edits can't be taken back any more."""
        self.report = self.saved = report
        self.history, self.unsaved = History(), None
        self._named = frozenset()
        self._live = LiveEvaluation(report, self.previous, self._rules, self._parts)

    @property
    def conflict(self) -> Merge | None:
        """Where the report was saved by others meanwhile: what they and the edits here have made of it."""
        if isinstance(self.unsaved, ChangedElsewhere):
            return merge(self.saved, self.report, self.unsaved.theirs)
        return None

    def take_theirs(self) -> None:
        """Gives up the edits that could not be saved, for the report as others have saved it."""
        if isinstance(self.unsaved, ChangedElsewhere) and self.keeper:
            self.keeper.go_on_from(self.unsaved.entry)
            self.follow(self.unsaved.theirs)

    def resolve(self, chosen: Mapping[Place, str]) -> Outcome:
        """Puts into the report what only others have changed, and the texts chosen where both have, as one edit.

        It is saved over theirs, which the operator has seen; if it was saved yet again meanwhile, that is a new conflict.
        Raises UsageError where they have declared it final.
        """
        conflict, unsaved = self.conflict, self.unsaved
        if conflict is None or not isinstance(unsaved, ChangedElsewhere) or self.keeper is None:
            return Outcome(frozenset())
        if unsaved.theirs.status is Status.FINAL:
            raise final_report(f"{self.report.unit}/{self.report.year}")
        self.report = replace(self.report, declarations=unsaved.theirs.declarations)
        edit = edit_of(self.report, {**conflict.taken, **chosen})
        self.keeper.go_on_from(unsaved.entry)
        self.saved = unsaved.theirs
        if not edit.changes:
            self.save("merged")
            return Outcome(frozenset())
        return self._make(edit, "merged")
