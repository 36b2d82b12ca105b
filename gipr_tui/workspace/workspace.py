"""The use cases on a store of reports. Both front ends call these and nothing below them.

The checks are loaded when a report is first looked at, so that the list of reports shows at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gipr_tui.checks.finding import Evaluation
from gipr_tui.errors import StoreUnavailable, UnreadableFile, UsageError
from gipr_tui.forms import Form, Severity, form_for_year, official_forms
from gipr_tui.report.document import from_document, to_document
from gipr_tui.report.model import Report, check_year, empty_report
from gipr_tui.workspace.carry import carried_figures
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.shelf import Shelf, open_store, store_errors
from store import Entry, Exists, Key, Store

if TYPE_CHECKING:
    from gipr_tui.workspace.session import Session


@dataclass(frozen=True)
class Kept:
    """A report in the store, with the line it has in the list."""

    entry: Entry
    report: Report


class Workspace(Shelf):
    """The reports kept in one store."""

    def __init__(self, store: Store, forms: Mapping[str, Form] | None = None) -> None:
        super().__init__(store)
        self._forms = forms

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The forms that reports are kept on, by id: the official ones unless others were given."""
        return self._forms or official_forms()

    @classmethod
    def open(cls, folder: Path, forms: Mapping[str, Form] | None = None) -> Workspace:
        """The reports in ``folder``. Raises StoreUnavailable where it can't be opened."""
        return cls(open_store(folder), forms)

    # ---- reading

    def load(self, entry: Entry) -> Kept:
        """The report behind a line of the list. Raises StoreUnavailable where it is gone or can't be read."""
        with store_errors():
            stored = self.store.read(entry.id)
        try:
            return Kept(stored.entry, from_document(stored.content, self.forms))
        except UnreadableFile as error:
            raise StoreUnavailable("store-content", reference=reference_of(entry), **error.fields) from error

    def previous_of(self, report: Report) -> Report | None:
        """The same unit's report on the year before, if it is kept; a damaged one is as good as none."""
        with suppress(StoreUnavailable):
            return self._last_year(report)
        return None

    def _last_year(self, report: Report) -> Report | None:
        with store_errors():
            entry = self.store.find(Key(report.unit, report.year - 1))
        return self.load(entry).report if entry else None

    def evaluate(self, report: Report) -> Evaluation:
        """The findings of a report, held against last year's where that is kept."""
        from gipr_tui.checks.engine import evaluate

        return evaluate(report, self.previous_of(report))

    # ---- keeping

    def create(self, unit: str, year: int, *, carry: bool = False) -> Entry:
        """Keeps an empty report on the form of its year.

        With ``carry`` it starts from last year's carried-over and stock figures. Raises UsageError for a name or year
        that can't be, a year without a form, a report that is there already, or nothing to carry.
        """
        form = form_for_year(self.forms, check_year(year))
        if form is None:
            raise UsageError("no-form", year=year)
        report = empty_report(unit, year, form)
        if carry:
            previous = self._last_year(report)
            if previous is None:
                raise UsageError("nothing-to-carry", reference=f"{report.unit}/{year - 1}")
            report = report.with_texts(carried_figures(previous, form))
        return self.keep(report)

    def keep(self, report: Report, *, replacing: bool = False) -> Entry:
        """Puts a report into the store. Raises UsageError where one is there and ``replacing`` was not given."""
        there = self.check_free(report, replacing=replacing)
        key, content, summary = Key(report.unit, report.year), to_document(report), self.summary(report)
        with store_errors():
            if there:
                return self.store.write(there.id, content, summary, revision=there.revision)
            try:
                return self.store.create(key, content, summary)
            except Exists as error:
                raise _taken(report) from error

    def check_free(self, report: Report, *, replacing: bool = False) -> Entry | None:
        """The report that ``report`` would replace. Raises UsageError where there is one and it may not be replaced."""
        with store_errors():
            there = self.store.find(Key(report.unit, report.year))
        if there and not replacing:
            raise _taken(report)
        return there

    def summary(self, report: Report, evaluation: Evaluation | None = None) -> dict[str, object]:
        """What the list shows of a report."""
        found = evaluation or self.evaluate(report)
        return {
            "form": report.form.id,
            "status": report.status.value,
            "errors": found.count(Severity.ERROR),
            "warnings": found.count(Severity.WARNING),
            "hints": found.count(Severity.HINT),
        }

    def delete(self, entry: Entry) -> None:
        """Takes a report out of the list; :meth:`restore` brings it back."""
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

    def edit(self, entry: Entry) -> Session:
        """Opens a report for editing; every edit made there is on disk when the call returns."""
        from gipr_tui.workspace.session import Session

        kept = self.load(entry)
        return Session(kept.report, self.previous_of(kept.report), _Saver(self, kept.entry))


def _taken(report: Report) -> UsageError:
    return UsageError("report-exists", reference=f"{report.unit}/{report.year}")


class _Saver:
    """Writes an open report back, on the revision it was read at."""

    def __init__(self, workspace: Workspace, entry: Entry) -> None:
        self._workspace = workspace
        self._entry = entry

    def __call__(self, report: Report, evaluation: Evaluation) -> None:
        with store_errors():
            self._entry = self._workspace.store.write(
                self._entry.id,
                to_document(report),
                self._workspace.summary(report, evaluation),
                revision=self._entry.revision,
            )
