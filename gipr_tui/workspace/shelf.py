"""The list of the reports in a store: all that is needed to name one, and loaded fast.

Errors of the store come out as :class:`StoreUnavailable`, so that a front end has one kind of error to show.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gipr_tui.errors import StoreUnavailable, UsageError
from gipr_tui.text.clean import clean_line
from gipr_tui.text.moments import local_time
from gipr_tui.workspace.beside import without_outdated
from gipr_tui.workspace.operator import operator_name
from gipr_tui.workspace.references import find_entry
from store import Damaged, Entry, Key, Person, Seen, Store, StoreError

if TYPE_CHECKING:  # it is loaded where there are such rules, so that a mere list is quick
    from gipr_tui.workspace.localrules import RuleBook

#: The office's own rules, a file in the store's folder.
RULES_FILE = "rules.toml"


def store_trouble(error: StoreError) -> StoreUnavailable:
    """The operator's error for one of the store's."""
    return StoreUnavailable(f"store-{error.code}", path=error.path or "", detail=error.detail)


def held_by(person: Person | None) -> StoreUnavailable:
    """The operator's error for a report that somebody else has open for editing: who, where and since when."""
    who, host, since = (person.who, person.host, local_time(person.since)) if person else ("", "", "")
    return StoreUnavailable("report-held", who=clean_line(who) or "—", host=clean_line(host), since=clean_line(since))


def final_report(reference: str) -> UsageError:
    """The operator's error for a report that was declared final and can't be changed."""
    return UsageError("report-final", reference=reference)


@contextmanager
def store_errors(but: type[StoreError] | tuple[type[StoreError], ...] = ()) -> Iterator[None]:
    """Turns the store's errors into sentences for the operator; those in ``but`` go through as they are."""
    try:
        yield
    except but:
        raise
    except StoreError as error:
        raise store_trouble(error) from error


def open_store(folder: Path) -> Store:
    """The store in ``folder``. Raises StoreUnavailable where it can't be opened."""
    with store_errors():
        try:
            return Store.open(folder, by=operator_name())
        except Damaged as error:
            raise StoreUnavailable("store-mark", path=error.path or "") from error


@dataclass(frozen=True)
class Listed:
    """The list as it was read, to be followed from then on.

    Counts of findings that rest on what has changed are left out of ``entries``; see :mod:`gipr_tui.workspace.beside`.
    ``left_out`` are the reports that can't be read, with the revision 0; one whose name is not known any more is named after
    its file.
    """

    seen: Seen
    entries: Sequence[Entry]
    left_out: Sequence[Entry] = ()

    @property
    def everything(self) -> list[Entry]:
        """All lines."""
        return [*self.entries, *self.left_out]


class Shelf:
    """The reports of one store by name."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def entries(self) -> list[Entry]:
        """One line for every report that can be read, by unit and year."""
        with store_errors():
            return self.store.entries()

    def first_entries(self, count: int) -> list[Entry] | None:
        """The first lines of a list so long that all of it takes a while; None for one that does not."""
        with store_errors():
            return self.store.first_entries(count) if self.store.is_long(count) else None

    def listed(self) -> Listed:
        """The list, read anew, with no count of findings that is out of date."""
        with store_errors():
            seen = self.store.seen()
            entries = self.store.entries()
            left_out = [Entry(id, key or Key(id, 0), 0, "", {}) for id, key in self.store.left_out().items()]
        return Listed(seen, self._standing(entries), left_out)

    def follow(self, listed: Listed) -> Listed | None:
        """The list as it has become since; None where nobody has done anything to it. That takes no longer for a long one."""
        with store_errors():
            news = self.store.news(listed.seen)
        if news is None:
            return None
        if news.untold:
            return self.listed()
        entries = {entry.id: entry for entry in (*listed.entries, *news.changed) if entry.id not in news.gone}
        left_out = [entry for entry in listed.left_out if entry.id not in entries and entry.id not in news.gone]
        return Listed(news.seen, self._standing(entries.values()), left_out)

    def _standing(self, entries: Iterable[Entry]) -> list[Entry]:
        path = self.store.folder / RULES_FILE
        book = self.rule_book if os.path.lexists(path) else None
        return without_outdated(entries, book)

    @property
    def rule_book(self) -> RuleBook:
        """The rules of the office's own that are in force here."""
        from gipr_tui.workspace.localrules import rules_of_store

        return rules_of_store(self.store.folder)

    def find(self, reference: str) -> Entry:
        """The report that ``reference`` names. Raises UsageError where it names none or several."""
        return find_entry(self.entries(), reference)

    def damaged(self) -> list[StoreUnavailable]:
        """What is wrong with each file of the store that can't be read. Every one is tried, so this takes its time."""
        with store_errors():
            return [self._trouble_with(path) for path in self.store.damaged()]

    def _trouble_with(self, path: Path) -> StoreUnavailable:
        try:
            self.store.read(path.stem)
        except Damaged as error:
            return store_trouble(error)
        except StoreError as error:
            # a stranger among the documents has no id, so that the store does not even look for it
            return store_trouble(error if error.path else Damaged("a stranger", path))
        return store_trouble(Damaged("unreadable a moment ago", path))
