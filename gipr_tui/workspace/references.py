"""Naming a report: ``UNIT/YEAR``, or ``UNIT`` alone where the unit has one report."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from gipr_tui.errors import UsageError
from store import Entry


def reference_of(entry: Entry) -> str:
    """How a kept report is named."""
    return f"{entry.key.group}/{entry.key.number}"


def year_typed(text: str) -> int | None:
    """The year in what was typed; None where that is nothing. Raises UsageError where it is no number."""
    text = normalize("NFKC", text).strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise UsageError("year-not-a-number", text=text)
    return int(text)


def find_entry(entries: Sequence[Entry], reference: str) -> Entry:
    """The kept report that ``reference`` names.

    Raises:
        UsageError: it names none (``unknown-report`` with what is there, ``no-reports`` where nothing is) or several
            (``ambiguous-report``).
    """
    unit, slash, year = reference.rpartition("/")
    if slash and year.isascii() and year.isdigit():
        found = [entry for entry in entries if entry.key.group == unit and entry.key.number == int(year)]
    else:
        found = [entry for entry in entries if entry.key.group == reference]
    if not found and not entries:
        raise UsageError("no-reports", reference=reference)
    if not found:
        raise UsageError("unknown-report", reference=reference, there=_names(entries))
    if len(found) > 1:
        raise UsageError("ambiguous-report", reference=reference, there=_names(found))
    return found[0]


def _names(entries: Sequence[Entry], most: int = 12) -> tuple[str, ...]:
    names = [reference_of(entry) for entry in entries]
    more = [f"… (+{len(names) - most})"] if len(names) > most else []
    return (*names[:most], *more)
