"""``gipr new`` and ``gipr set``."""

from __future__ import annotations

from collections.abc import Sequence

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put
from gipr_tui.errors import UsageError
from gipr_tui.forms import Severity
from gipr_tui.report.margin import marginal
from gipr_tui.report.values import reading_of
from gipr_tui.text.clean import clean_line
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.session import Session


def run_new(context: Context) -> int:
    """Keeps an empty report or one that starts from last year's, and says its name."""
    options = context.options
    entry = context.workspace.create(options.unit, options.year, carry=options.carry)
    put(reference_of(entry))
    if options.carry:
        report = context.workspace.load(entry).report
        last = f"{report.unit}/{report.year - 1}"
        context.remark("cli.carried", reference=last, cells=len(report.values), texts=len(report.carried))
    return 0


def run_set(context: Context) -> int:
    """Edits places as one step: all of them or none."""
    words = context.options.pairs
    if len(words) % 2:
        raise UsageError("pairs", address=words[-1])
    session = context.workspace.edit_now(context.workspace.find(context.options.report))
    pairs = _pairs(session, words)
    texts = {place: _as_read(session, place, text) for place, text in pairs.items()}
    before = {place: session.report.get(place) for place in texts}
    outcome = session.apply(texts, how="set")
    if session.unsaved:
        raise session.unsaved
    for place in texts:
        if place in outcome.changed:
            put(f"{place}\t{_in_line(before[place])} → {_in_line(session.report.get(place))}")
    counts = {severity.value: session.evaluation.count(severity) for severity in Severity}
    context.remark("cli.set-done", changed=len(outcome.changed), **counts)
    return 0


def _pairs(session: Session, words: Sequence[str]) -> dict[str, str]:
    """The places and their texts. A place is known by its letters in either case, since no two differ only in that."""
    known = {place.casefold(): place for place in session.report.places()}
    pairs: dict[str, str] = {}
    for word, text in zip(words[::2], words[1::2], strict=True):
        place = known.get(word.casefold(), word)
        if place in pairs:
            raise UsageError("pairs-twice", address=place)
        pairs[place] = text
    return pairs


def _as_read(session: Session, place: str, text: str) -> str:
    """The text to be put at a place. A figure in full width or with thousands marks is put down as it is read."""
    if marginal(place):
        raise UsageError("unknown-place", place=place)
    if place not in session.report.layout.cells:
        return text
    return reading_of(session.read_entry(place, text))


def _in_line(text: str) -> str:
    return clean_line(text) or "—"
