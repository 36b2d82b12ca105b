"""The list of the reports in a store: all that is needed to name one, and loaded fast.

Errors of the store come out as :class:`StoreUnavailable`, so that a front end has one kind of error to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gipr_tui.errors import StoreUnavailable
from gipr_tui.workspace.references import find_entry
from store import Damaged, Entry, Store, StoreError


def store_trouble(error: StoreError) -> StoreUnavailable:
    """The operator's error for one of the store's."""
    return StoreUnavailable(f"store-{error.code}", path=error.path or "", detail=error.detail)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turns the store's errors into sentences for the operator."""
    try:
        yield
    except StoreError as error:
        raise store_trouble(error) from error


def open_store(folder: Path) -> Store:
    """The store in ``folder``. Raises StoreUnavailable where it can't be opened."""
    with store_errors():
        try:
            return Store.open(folder)
        except Damaged as error:
            raise StoreUnavailable("store-mark", path=error.path or "") from error


class Shelf:
    """The reports of one store by name."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def entries(self) -> list[Entry]:
        """One line for every report that can be read, by unit and year."""
        with store_errors():
            return self.store.entries()

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
