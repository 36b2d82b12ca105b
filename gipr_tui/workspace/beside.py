"""What the findings that the list counts rest on besides the report itself, and which counts rest on what has changed since.

A report is checked beside last year's, beside those that it adds up, and by the office's own rules. With its counts stands a
mark of these as they were, so that a save touches no line but its own: the list, which has them all, tells whose counts are
out of date. Those are not shown; see :meth:`~gipr_tui.workspace.workspace.Workspace.recount`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from store import Entry, Key

if TYPE_CHECKING:
    from gipr_tui.forms.local import Summary
    from gipr_tui.workspace.localrules import RuleBook

COUNTS = ("errors", "warnings", "hints")
#: What the mark is called in a summary.
MARK = "beside"


def by_key(entries: Iterable[Entry]) -> dict[Key, Entry]:
    """The lines of a list by unit and year, the first of each."""
    kept: dict[Key, Entry] = {}
    for entry in entries:
        kept.setdefault(entry.key, entry)
    return kept


def last_year(key: Key) -> Key:
    """The same unit on the year before."""
    return Key(key.group, key.number - 1)


def added_up(key: Key, summary: Summary, entries: Iterable[Entry]) -> list[Entry]:
    """The lines of the reports that a government's adds up, by the office's rules."""
    return [entry for entry in entries if entry.key.number == key.number and summary.adds(entry.key.group)]


def mark_of(previous: Entry | None, parts: Sequence[Entry], rules: str) -> str:
    """What is another whenever last year's report, one of those added up or the text of the office's rules is; empty for none."""
    if not (previous or parts or rules):
        return ""
    names = [_state(entry) for entry in sorted(parts, key=lambda entry: entry.key)]
    if previous:
        names.insert(0, f"<{_state(previous)}")
    if rules:
        names.append(rules)
    return blake2b("\n".join(names).encode(), digest_size=8).hexdigest()


def is_counted(entry: Entry) -> bool:
    """Whether the findings that a line counts are those that a check would find now."""
    return COUNTS[0] in entry.summary


def without_outdated(entries: Iterable[Entry], book: RuleBook | None) -> list[Entry]:
    """The lines of the whole list; those whose counts rest on what has changed go without."""
    entries = list(entries)
    marks = _marks(entries, book)
    return [
        entry if entry.summary.get(MARK, "") == mark else _uncounted(entry)
        for entry, mark in zip(entries, marks, strict=True)
    ]


def _marks(entries: Sequence[Entry], book: RuleBook | None) -> Iterator[str]:
    """The mark that each line would have now."""
    rules = book.mark if book else ""
    summaries = {summary.unit: summary for summary in reversed(book.summaries)} if book else {}
    kept = by_key(entries).values() if summaries else ()
    # a pair is found several times as fast as a key, and there may be many
    there = {(entry.key.group, entry.key.number): entry for entry in reversed(entries)}
    for entry in entries:
        group, number = entry.key.group, entry.key.number
        previous, summary = there.get((group, number - 1)), summaries.get(group)
        yield mark_of(previous, added_up(entry.key, summary, kept) if summary else (), rules)


def _uncounted(entry: Entry) -> Entry:
    return replace(entry, summary={name: value for name, value in entry.summary.items() if name not in COUNTS})


def _state(entry: Entry) -> str:
    # a backup may bring an earlier revision back, and another go on from there
    return f"{entry.id} {entry.revision} {entry.changed}"
