"""The use cases on a store of reports. Both front ends call these and nothing below them.

Errors of the store come out as :class:`StoreUnavailable`, so that a front end has one kind of error to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gipr_tui.checks.engine import evaluate
from gipr_tui.checks.finding import Evaluation
from gipr_tui.errors import StoreUnavailable, UsageError
from gipr_tui.forms import Form, Severity, form_for_year, official_forms
from gipr_tui.report.document import from_document, to_document
from gipr_tui.report.model import Report, check_year, empty_report
from gipr_tui.workspace.carry import carried_figures
from gipr_tui.workspace.references import find_entry, reference_of
from gipr_tui.workspace.session import Session
from store import Entry, Exists, Key, Store, StoreError


@dataclass(frozen=True)
class Kept:
    """A report in the store, with the line it has in the list."""

    entry: Entry
    report: Report


@contextmanager
def store_errors() -> Iterator[None]:
    """Turns the store's errors into sentences for the operator."""
    try:
        yield
    except StoreError as error:
        raise StoreUnavailable(f"store-{error.code}", path=error.path or "", detail=error.detail) from error


class Workspace:
    """The reports kept in one store."""

    def __init__(self, store: Store, forms: Mapping[str, Form]) -> None:
        self.store = store
        self.forms = forms

    @classmethod
    def open(cls, folder: Path, forms: Mapping[str, Form] | None = None) -> Workspace:
        """The reports in ``folder``. Raises StoreUnavailable where it can't be opened."""
        with store_errors():
            return cls(Store.open(folder), forms or official_forms())

    # ---- the list

    def entries(self) -> list[Entry]:
        """One line for every report, by unit and year."""
        with store_errors():
            return self.store.entries()

    def find(self, reference: str) -> Entry:
        """The report that ``reference`` names. Raises UsageError where it names none or several."""
        return find_entry(self.entries(), reference)

    # ---- reading

    def load(self, entry: Entry) -> Kept:
        """The report behind a line of the list."""
        with store_errors():
            stored = self.store.read(entry.id)
        return Kept(stored.entry, from_document(stored.content, self.forms))

    def previous_of(self, report: Report) -> Report | None:
        """The same unit's report on the year before, if it is kept."""
        with store_errors():
            entry = self.store.find(Key(report.unit, report.year - 1))
        return self.load(entry).report if entry else None

    def evaluate(self, report: Report) -> Evaluation:
        """The findings of a report, held against last year's where that is kept."""
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
            previous = self.previous_of(report)
            if previous is None:
                raise UsageError("nothing-to-carry", reference=f"{report.unit}/{year - 1}")
            report = report.with_texts(carried_figures(previous, form))
        return self.keep(report)

    def keep(self, report: Report, *, replacing: bool = False) -> Entry:
        """Puts a report into the store. Raises UsageError where one is there and ``replacing`` was not given."""
        key, content, summary = Key(report.unit, report.year), to_document(report), self.summary(report)
        with store_errors():
            there = self.store.find(key)
            if there and replacing:
                return self.store.write(there.id, content, summary, revision=there.revision)
            try:
                return self.store.create(key, content, summary)
            except Exists as error:
                raise UsageError("report-exists", reference=f"{report.unit}/{report.year}") from error

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
        kept = self.load(entry)
        return Session(kept.report, self.previous_of(kept.report), _Saver(self, kept.entry))


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
