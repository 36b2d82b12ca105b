"""The history of a report: who changed which place from what to what, when, and by which command."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from gipr_tui.report.margin import Accepted, accepted_place, carried_place, note_place
from gipr_tui.report.model import PREAMBLE, Place, heading_place, text_place
from store import ABSENT, Change, Event

#: How a report is called as a whole: what its first step, and one after its journal was lost, changes.
WHOLE: Place = "report"
STATUS: Place = "status"
DECLARATIONS: Place = "declarations"
#: What a note's text is called in a document, and that of a finding that was accepted.
_TEXT_OF = {"notes": "text", "accepted": "reason"}
#: How a save is called that comes of typing, and after how many seconds without one a run has ended.
_TYPED, _PAUSE = "edited", 120.0
_PARTS = {"text": text_place, "heading": heading_place}


@dataclass(frozen=True, slots=True)
class Step:
    """At one place ``old`` became ``new``. In a long text both are only the stretch that changed; ``start`` is then where."""

    place: Place
    old: str
    new: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What one save did: ``revision`` counts the saves, ``at`` is ISO 8601, ``how`` names the command."""

    revision: int
    at: str
    by: str
    how: str
    steps: tuple[Step, ...]


def chronicle(events: Iterable[Event]) -> list[Done]:
    """What was done to a report, the oldest first."""
    return [Done(event.revision, event.at, event.by, event.how, tuple(_steps(event.changes))) for event in events]


def in_runs(history: Iterable[Done]) -> Iterator[Done]:
    """The history with what was typed into a text in one go as one: that may be a save for every character.

    It goes on while one operator types on where the character before was put in, or takes characters of it away again; and
    ends with the paragraph, or with a pause.
    """
    run: Done | None = None
    for done in history:
        joined = run and _typed_on(run, done)
        if run and not joined:
            yield run
        run = joined or done
    if run:
        yield run


def _typed_on(run: Done, done: Done) -> Done | None:
    """Both as one; None where the second does not go on with the first."""
    if (run.by, run.how, done.how) != (done.by, _TYPED, _TYPED) or (len(run.steps), len(done.steps)) != (1, 1):
        return None
    (before,), (now,) = run.steps, done.steps
    is_text = before.place == PREAMBLE or before.place.endswith(".text")
    if before.place != now.place or not is_text or before.new.endswith("\n") or _apart(run.at, done.at) > _PAUSE:
        return None
    new = _with(before, now)
    return None if new is None else replace(done, steps=(replace(before, new=new),))


def _with(before: Step, now: Step) -> str | None:
    """What stands where the first step was taken once the second is, too; None where that was taken elsewhere."""
    if now.start is None:
        return now.new if before.start is None and before.new == now.old else None
    at = now.start - (before.start or 0)
    if now.old:
        return before.new[:at] if at >= 0 and not now.new and before.new[at:] == now.old else None
    return before.new + now.new if at == len(before.new) else None


def _apart(earlier: str, later: str) -> float:
    """How many seconds two moments are apart."""
    try:
        return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
    except (ValueError, TypeError):
        return float("inf")


def final_since(history: Iterable[Done]) -> Done | None:
    """The save that declared a report final, if it is."""
    since = None
    for done in history:
        for step in done.steps:
            if step.place == STATUS:
                since = done if step.new == "final" else None
    return since


def _steps(changes: Iterable[Change]) -> Iterator[Step]:
    for change in changes:
        match change.way:
            case () | ("content",):
                yield Step(WHOLE, "", "")
            case ("content", "source", *_):
                pass  # where a place was read from goes with the place
            case ("content", "declarations"):
                yield from _reasons(change)
            case ("content", "notes" | "accepted" as kind):
                yield from _remark_steps(kind, change)
            case ("content", "notes" | "accepted" as kind, int(), part):
                if part == _TEXT_OF[kind]:
                    yield Step(f"{kind}-text", _text(change.old), _text(change.new), change.start)
            case ("content", *way):
                yield Step(_place(way), _text(change.old), _text(change.new), change.start)


def _reasons(change: Change) -> Iterator[Step]:
    """Why a report was reopened."""
    before, after = (value if isinstance(value, list) else [] for value in (change.old, change.new))
    for item in after[len(before) :]:
        if isinstance(item, dict) and (reason := _text(item.get("reason"))):
            yield Step(DECLARATIONS, "", reason)


def _remark_steps(kind: str, change: Change) -> Iterator[Step]:
    """What became of the notes, or of the findings accepted, where one came or went."""
    before, after = (_remarks(kind, value) for value in (change.old, change.new))
    for place in dict.fromkeys((*before, *after)):
        if before.get(place) != after.get(place):
            yield Step(place, before.get(place, ""), after.get(place, ""))


def _remarks(kind: str, value: object) -> dict[Place, str]:
    """The texts of the remarks in a list of a document, by their places."""
    texts: dict[Place, str] = {}
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict):
            about = _text(item.get("place"))
            key = Accepted(_text(item.get("rule")), about, _text(item.get("imprint"))).key
            texts[note_place(about) if kind == "notes" else accepted_place(key)] = _text(item.get(_TEXT_OF[kind]))
    return texts


def _place(way: list[str | int]) -> Place:
    match way:
        case ["cells", str(address), *_]:
            return address
        case ["sections", int(index), "text" | "heading" as part, *_]:
            return _PARTS[part](index + 1)
        case ["carried", str(place)]:
            return carried_place(place)
    return str(way[0])


def _text(value: object) -> str:
    if value is ABSENT or value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
