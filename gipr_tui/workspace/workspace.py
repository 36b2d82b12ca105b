"""The use cases on a store of reports. Both front ends call these and nothing below them.

The checks are loaded when a report is first looked at, so that the list of reports shows at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gipr_tui.checks.finding import Evaluation
from gipr_tui.errors import StoreUnavailable, UnreadableFile, UsageError
from gipr_tui.forms import Form, form_for_year, official_forms
from gipr_tui.report.document import from_document, to_document
from gipr_tui.report.model import Report, Status, check_year, empty_report
from gipr_tui.workspace.beside import added_up, by_key, last_year, mark_of
from gipr_tui.workspace.carry import carried_figures, carried_texts
from gipr_tui.workspace.counting import Beside, summary_of
from gipr_tui.workspace.keeping import Keeping
from gipr_tui.workspace.localrules import RuleBook, rules_of_store
from gipr_tui.workspace.merging import with_margin_of
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.shelf import final_report, held_by, open_store, store_errors, store_trouble
from store import Conflict, Entry, Exists, Key, Missing, Store, Stored

if TYPE_CHECKING:
    from gipr_tui.checks.parts import Parts
    from gipr_tui.forms.local import Summary
    from gipr_tui.workspace.session import Session


#: So often a report is put into the store that others are at, too, before it is given up.
_TRIES = 5


@dataclass(frozen=True)
class Kept:
    """A report in the store, with the line it has in the list.

    ``recovered`` counts the saves that a crash had kept from it and its journal gave back. ``damage`` says why that journal
    can't be believed, if it can't.
    """

    entry: Entry
    report: Report
    recovered: int = 0
    damage: str = ""


class Workspace(Keeping):
    """The reports kept in one store. While ``totals_follow``, reports are opened with their totals following their parts."""

    def __init__(self, store: Store, forms: Mapping[str, Form] | None = None) -> None:
        super().__init__(store)
        self._forms = forms
        self.totals_follow = False

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The forms that reports are kept on, by id: the official ones unless others were given."""
        return self._forms or official_forms()

    @classmethod
    def open(cls, folder: Path, forms: Mapping[str, Form] | None = None) -> Workspace:
        """The reports in ``folder``. Raises StoreUnavailable where it can't be opened."""
        return cls(open_store(folder), forms)

    @property
    def rule_book(self) -> RuleBook:
        return rules_of_store(self.store.folder, self.forms)

    # ---- reading

    def load(self, entry: Entry) -> Kept:
        """The report behind a line of the list. Raises StoreUnavailable where it is gone or can't be read."""
        with store_errors():
            stored = self.store.read(entry.id)
        return Kept(stored.entry, self._report(stored), len(stored.recovered), stored.damage)

    def _report(self, stored: Stored) -> Report:
        try:
            return from_document(stored.content, self.forms)
        except UnreadableFile as error:
            raise StoreUnavailable("store-content", reference=reference_of(stored.entry), **error.fields) from error

    def previous_of(self, report: Report) -> Report | None:
        """The same unit's report on the year before, if it is kept; a damaged one is as good as none."""
        with suppress(StoreUnavailable):
            return self._readable(self._line_before(report))
        return None

    def _line_before(self, report: Report, kept: Mapping[Key, Entry] | None = None) -> Entry | None:
        key = last_year(_key_of(report))
        with store_errors():
            return self.store.find(key) if kept is None else kept.get(key)

    def _readable(self, entry: Entry | None) -> Report | None:
        with suppress(StoreUnavailable):
            return self.load(entry).report if entry else None
        return None

    def beside(self, report: Report, kept: Mapping[Key, Entry] | None = None) -> Beside:
        """What a report is checked beside. ``kept`` are the lines of the list, where they are at hand."""
        book = self.rule_book
        summary = book.summary_of(report.unit)
        if summary and kept is None:
            kept = by_key(self.entries())
        added = added_up(_key_of(report), summary, kept.values()) if summary and kept is not None else []
        before: Entry | None = None
        with suppress(StoreUnavailable):
            before = self._line_before(report, kept)
        # the lines are older than the reports: what is saved in between makes the counts out of date, and never the other way
        parts = self._parts(report, summary, added) if summary else None
        return Beside(self._readable(before), parts, book.rules, mark_of(before, added, book.mark))

    def _parts(self, report: Report, summary: Summary, added: Sequence[Entry]) -> Parts:
        """The reports that a government's report adds up; one that can't be read is as good as none."""
        from gipr_tui.checks.parts import parts_of

        reports: dict[str, Report] = {}
        for entry in added:
            if there := self._readable(entry):
                reports[entry.key.group] = there
        missing = [unit for unit in summary.named if unit not in reports]
        return parts_of(report.layout, list(reports.values()), missing)

    def evaluate(self, report: Report, kept: Mapping[Key, Entry] | None = None) -> Evaluation:
        """The findings of a report, held against what it is checked beside."""
        return self.beside(report, kept).evaluate(report)

    # ---- the counts in the list

    def recount(self, entry: Entry, kept: Mapping[Key, Entry]) -> Entry:
        """Counts the findings of a report anew, for a line of the list that goes without, and gives that line.

        ``kept`` are the lines of the list. Raises StoreUnavailable where the report can't be read.
        """
        there = self.load(entry)
        beside = self.beside(there.report, kept)
        return self.counted(there.entry, there.report, beside.evaluate(there.report), beside.mark)

    def counted(self, entry: Entry, report: Report, evaluation: Evaluation, mark: str) -> Entry:
        """The line of a report with the findings counted that were found in it; the list shows them from now on."""
        with store_errors():
            return self.store.retell(replace(entry, summary=summary_of(report, evaluation, mark)))

    # ---- keeping

    def create(self, unit: str, year: int, *, carry: bool = False) -> Entry:
        """Keeps an empty report on the form of its year.

        With ``carry`` it starts from last year's carried-over and stock figures and its narratives. Raises UsageError for
        a name or year that can't be, a year without a form, a report that is there already, or nothing to carry.
        """
        form = form_for_year(self.forms, check_year(year))
        if form is None:
            raise UsageError("no-form", year=year)
        report = empty_report(unit, year, form)
        if carry:
            before = self._line_before(report)
            if before is None:
                raise UsageError("nothing-to-carry", reference=f"{report.unit}/{year - 1}")
            previous = self.load(before).report
            report = report.with_texts(carried_figures(previous, form) | carried_texts(previous, form))
        return self.keep(report)

    def keep(self, report: Report, *, replacing: bool = False, how: str = "created") -> Entry:
        """Puts a report into the store; ``how`` names in its history what was done.

        The notes on one that it replaces, and what was accepted of it, stay.

        Raises UsageError where one is there and ``replacing`` was not given, StoreUnavailable where somebody holds that.
        """
        for _ in range(_TRIES):
            try:
                with store_errors(but=(Exists, Conflict, Missing)):
                    return self._keep(report, self.check_free(report, replacing=replacing), how)
            except (Exists, Conflict, Missing) as error:
                trouble = error  # another was faster: what is there now is looked at anew
        raise store_trouble(trouble) from trouble

    def _keep(self, report: Report, there: Entry | None, how: str) -> Entry:
        if there:
            with suppress(StoreUnavailable):  # one that can't be read has nothing to keep
                report = with_margin_of(report, self.load(there).report)
        beside = self.beside(report)
        summary = summary_of(report, beside.evaluate(report), beside.mark)
        content = to_document(report)
        if there:
            return self.store.write(there.id, content, summary, revision=there.revision, how=how)
        return self.store.create(_key_of(report), content, summary, how=how)

    def check_free(self, report: Report, *, replacing: bool = False) -> Entry | None:
        """The report that ``report`` would replace. Raises UsageError where there is one and it may not be replaced."""
        with store_errors():
            there = self.store.find(_key_of(report))
        if there and not replacing:
            raise _taken(report)
        if there:
            self.refuse_held(there)
            refuse_final(there)
        return there

    def delete(self, entry: Entry) -> None:
        """Takes a report out of the list; :meth:`restore` brings it back.

        Raises StoreUnavailable where somebody holds it, UsageError where it was declared final.
        """
        self.refuse_held(entry)
        refuse_final(entry)
        with store_errors():
            self.store.delete(entry.id)

    def restore(self, entry: Entry) -> Entry:
        """Brings a deleted report back. Raises UsageError where another has taken its place."""
        with store_errors():
            try:
                return self.store.restore(entry.id)
            except Exists as error:
                raise UsageError("report-exists", reference=reference_of(entry)) from error

    # ---- editing

    def report_at(self, entry: Entry, revision: int) -> Report:
        """A report as it was at a revision. Raises UsageError or StoreUnavailable."""
        return self._report(self.stored_at(entry, revision))

    def go_back(self, entry: Entry, revision: int) -> int:
        """Makes a report as it was at a revision, as one edit, and gives the number of places that it changed.

        Raises UsageError where the report was on another form then, StoreUnavailable where somebody holds it.
        """
        session, then = self.edit_now(entry), self.report_at(entry, revision)
        changed = session.become(then).changed
        if session.unsaved:
            raise session.unsaved
        return len(changed)

    def edit(self, entry: Entry) -> Session:
        """Opens a report for editing; every edit made there is on disk when the call returns."""
        from gipr_tui.workspace.keeper import Keeper
        from gipr_tui.workspace.session import Session

        keeper = Keeper(self, entry)
        kept = self.load(entry)
        keeper.go_on_from(kept.entry)
        keeper.recovered, keeper.damage = kept.recovered, kept.damage
        beside = self.beside(kept.report)
        keeper.mark = beside.mark
        session = Session(kept.report, beside.previous, keeper.save, keeper, beside.rules, beside.parts)
        session.totals_follow = self.totals_follow
        return session

    def edit_now(self, entry: Entry) -> Session:
        """Opens a report for one edit by a command. Raises StoreUnavailable where somebody has it open for editing."""
        self.refuse_held(entry)
        return self.edit(entry)

    def refuse_held(self, entry: Entry) -> None:
        """Raises StoreUnavailable where somebody has a report open for editing: who, where and since when."""
        with store_errors():
            holder = self.store.holder(entry.id)
        if holder:
            raise held_by(holder)


def refuse_final(entry: Entry) -> None:
    """Raises UsageError for a report that was declared final."""
    if entry.summary.get("status") == Status.FINAL.value:
        raise final_report(reference_of(entry))


def _key_of(report: Report) -> Key:
    return Key(report.unit, report.year)


def _taken(report: Report) -> UsageError:
    return UsageError("report-exists", reference=f"{report.unit}/{report.year}")
