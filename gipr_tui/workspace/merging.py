"""Two versions of a report that grew from one: what can be taken together, and what has to be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gipr_tui.errors import UsageError
from gipr_tui.report.margin import accepted_place, carried_place, note_place, read_key
from gipr_tui.report.model import Place, Report


@dataclass(frozen=True, slots=True)
class Merge:
    """``taken`` are the places that only the others changed, with their texts.

    ``disputed`` are those that were changed here and there to different texts: mine and theirs.
    """

    taken: Mapping[Place, str]
    disputed: Mapping[Place, tuple[str, str]]


def merge(base: Report, mine: Report, theirs: Report) -> Merge:
    """What became of ``base`` in ``mine`` and in ``theirs``, place by place."""
    taken: dict[Place, str] = {}
    disputed: dict[Place, tuple[str, str]] = {}
    for place in places_of(base, mine, theirs):
        before, here, there = (text_at(report, place) for report in (base, mine, theirs))
        if there in (before, here):
            continue
        if here == before:
            taken[place] = there
        else:
            disputed[place] = (here, there)
    return Merge(taken, disputed)


def apart(one: str, other: str, gap: str = "…", around: int = 0) -> tuple[str, str]:
    """The stretches in which two texts differ, with ``gap`` for what they have in common before and behind.

    Of that, as many characters as ``around`` are kept on either side.
    """
    start = _alike(one, other)
    end = max(0, _alike(one[start:][::-1], other[start:][::-1]) - around)
    start = max(0, start - around)
    before, behind = gap * bool(start), gap * bool(end)
    return f"{before}{one[start : len(one) - end]}{behind}", f"{before}{other[start : len(other) - end]}{behind}"


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin alike with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((count for count, (a, b) in pairs if a != b), min(len(one), len(other)))


def places_of(*reports: Report) -> dict[Place, None]:
    """The places of all of them in the form's order, and then those of what stands beside them."""
    filed = (place for report in reports for place in report.places())
    notes = (note_place(place) for report in reports for place in report.notes)
    carried = (carried_place(place) for report in reports for place in report.carried)
    accepted = (accepted_place(key) for report in reports for key in report.accepted)
    return dict.fromkeys((*filed, *notes, *carried, *accepted))


def text_at(report: Report, place: Place) -> str:
    """The text at a place; empty where the report has no such place, being on another form."""
    try:
        return report.get(place)
    except UsageError:
        return ""


def with_margin_of(report: Report, before: Report) -> Report:
    """``report`` with the notes, the acceptances and the declarations of ``before`` that it has none of its own for.

    An acceptance that rests on other figures has no effect; a note on a place that the form lacks is left out.
    """
    places = set(report.places())
    notes = [note_place(place) for place in before.notes if place in places]
    keys = [(key, read_key(key)) for key in before.accepted]
    accepted = [accepted_place(key) for key, about in keys if about and about.place in places]
    texts = {place: text_at(before, place) for place in (*notes, *accepted) if not text_at(report, place)}
    return replace(report.with_texts(texts), declarations=report.declarations or before.declarations)
