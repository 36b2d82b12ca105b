"""A report that is open: held against others, saved at every edit, and let go of in the end."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from gipr_tui.checks.finding import Evaluation
from gipr_tui.errors import GiprError, StoreUnavailable
from gipr_tui.report.document import to_document
from gipr_tui.report.model import Report
from gipr_tui.workspace.counting import summary_of
from gipr_tui.workspace.shelf import held_by, store_errors
from store import Conflict, Entry, Held, Hold, NewerStore, Person, Stamp, StoreError

if TYPE_CHECKING:
    from gipr_tui.workspace.workspace import Workspace


class ChangedElsewhere(StoreUnavailable):
    """The report was saved by somebody else meanwhile: nothing of theirs was overwritten.

    ``theirs`` is what is stored, and ``entry`` its line in the list.
    """

    def __init__(self, theirs: Report, entry: Entry) -> None:
        super().__init__("store-conflict")
        self.theirs = theirs
        self.entry = entry


class Keeper:
    """Keeps one report of a store while it is open.

    ``reading`` is why it can only be read here, or None: somebody else holds it (``holder``, as far as it is known), it was
    handed over, or a newer version of the program has worked with the store.
    """

    def __init__(self, workspace: Workspace, entry: Entry) -> None:
        self._workspace = workspace
        self.entry = entry
        self.reading: GiprError | None = None
        self.holder: Person | None = None
        self._hold: Hold | None = None
        self._wanted = False
        self._seen = self._stamp()
        #: What its findings are counted beside.
        self.mark = ""
        #: How many saves the journal gave back on opening, and why that can't be believed, if it can't.
        self.recovered, self.damage = 0, ""

    # ---- one at a time

    def hold(self) -> bool:
        """Takes the report for editing, if nobody has it; otherwise ``reading`` says why it can't be.

        A store that can't be written to is no reason: then the report is taken with the first save that succeeds.
        """
        self._wanted = True
        try:
            self._take()
        except Held as error:
            self._read_only(held_by(error.holder), error.holder)
        except NewerStore:
            self._read_only(StoreUnavailable("report-newer"), None)
        except StoreError:
            self._read_only(None, None)
        else:
            self._read_only(None, None)
        return self.reading is None

    def hand_over(self) -> None:
        """Lets go of the report, and only reads it from now on."""
        self.close()
        self._read_only(StoreUnavailable("report-free"), None)

    def look(self) -> Person | None:
        """Asks anew who holds a report that is only read here; where nobody does any more, ``reading`` says so."""
        if self.reading and self.reading.code != "report-newer":
            with suppress(StoreError):
                holder = self._workspace.store.holder(self.entry.id)
                self._read_only(held_by(holder) if holder else StoreUnavailable("report-free"), holder)
        return self.holder

    def ask(self) -> None:
        """Asks whoever has the report open to let go of it. Raises StoreUnavailable."""
        with store_errors():
            self._workspace.store.ask_for(self.entry.id)

    @property
    def asked_by(self) -> Person | None:
        """Who asks for the report that is held here, if anybody does."""
        return self._hold.asked_by() if self._hold else None

    def _take(self) -> None:
        self._hold = self._hold or self._workspace.store.hold(self.entry.id)

    def _read_only(self, reading: GiprError | None, holder: Person | None) -> None:
        self.reading, self.holder = reading, holder

    # ---- saving and following

    def save(self, report: Report, evaluation: Evaluation, how: str) -> None:
        """Writes the report on the revision it was read at. Raises ChangedElsewhere or another StoreUnavailable."""
        content, summary = to_document(report), summary_of(report, evaluation, self.mark)
        revision = self.entry.revision
        try:
            with store_errors(but=(Conflict, Held)):
                if self._wanted:
                    self._take()
                self.entry = self._workspace.store.write(self.entry.id, content, summary, revision=revision, how=how)
        except Conflict as conflict:
            kept = self._workspace.load(self.entry)
            raise ChangedElsewhere(kept.report, kept.entry) from conflict
        except Held as error:
            raise held_by(error.holder) from error
        self._seen = self._stamp()

    def go_on_from(self, entry: Entry) -> None:
        """Takes what stands in the store as seen: the next save is made on its revision."""
        self.entry = entry

    def news(self) -> Report | None:
        """The report as somebody else has saved it since it was read or saved here; None where nobody has."""
        stamp = self._stamp()
        if stamp == self._seen:
            return None
        with suppress(StoreUnavailable):
            kept = self._workspace.load(self.entry)
            self._seen = stamp
            if kept.entry.revision != self.entry.revision:
                self.entry = kept.entry
                return kept.report
        return None

    def settle(self) -> None:
        """Waits until the disk has the report itself, and not only its history. Raises StoreUnavailable."""
        with store_errors():
            self._workspace.store.settle(self.entry.id)

    def close(self) -> None:
        """Lets go of the report."""
        self._wanted = False
        if self._hold:
            with suppress(StoreUnavailable):
                self.settle()
            self._hold.release()
            self._hold = None

    def _stamp(self) -> Stamp | None:
        with suppress(StoreError):
            return self._workspace.store.stamp(self.entry.id)
        return None
