"""What differs between two versions of a document, place by place; and one version made of the other.

A change of a long text is kept as the stretch that was replaced, so that a typed character costs a few bytes and not the
whole text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from store.values import mapping, whole

#: A way into a document: names of objects and positions in lists.
Way = tuple[str | int, ...]

_LONG = 24


class _Absent:
    """Stands for nothing at all, which is not ``null``."""

    def __repr__(self) -> str:
        return "absent"

    def __deepcopy__(self, _memo: object) -> _Absent:
        return self


ABSENT: Final = _Absent()


@dataclass(frozen=True, slots=True)
class Change:
    """At one place of a document, ``old`` became ``new``; either is :data:`ABSENT` where nothing stood or stands.

    With ``start`` both are stretches of the text at that place, which begin at that character.
    """

    way: Way
    old: Any
    new: Any
    start: int | None = None


def changes_between(old: Any, new: Any) -> tuple[Change, ...]:
    """What has to be changed in ``old`` to make it ``new``; nothing where they are equal."""
    return tuple(_differences((), old, new))


def changed(content: Any, changes: Iterable[Change]) -> Any:
    """A copy of ``content`` with the changes made in it, in their order.

    Raises ``ValueError`` where one does not fit: what it says was there is not.
    """
    holder = {"": deepcopy(content)}
    for change in changes:
        _make(holder, Change(("", *change.way), change.old, change.new, change.start))
    return holder.get("")


def change_to_json(change: Change) -> dict[str, Any]:
    """A change as a JSON object; what is absent is left out."""
    fields: dict[str, Any] = {"way": list(change.way)}
    if change.start is not None:
        fields["start"] = change.start
    if change.old is not ABSENT:
        fields["old"] = change.old
    if change.new is not ABSENT:
        fields["new"] = change.new
    return fields


def change_from_json(value: Any) -> Change:
    """The change that :func:`change_to_json` made an object of. Raises ``ValueError`` if it is none."""
    fields = mapping(value, "a change")
    way = fields.get("way")
    if not isinstance(way, list) or not all(isinstance(step, (str, int)) for step in way):
        raise ValueError("a change without a way")
    start = fields.get("start")
    old, new = fields.get("old", ABSENT), fields.get("new", ABSENT)
    if start is not None and not (isinstance(old, str) and isinstance(new, str) and whole(start, "start") >= 0):
        raise ValueError("a stretch that is no text")
    return Change(tuple(way), old, new, start)


def _differences(way: Way, old: Any, new: Any) -> Iterator[Change]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name, part in new.items():
            before = old.get(name, ABSENT)
            if before is ABSENT or part is not before:
                yield from _differences((*way, name), before, part)
        for name, part in old.items():
            if name not in new:
                yield Change((*way, name), part, ABSENT)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (before, part) in enumerate(zip(old, new, strict=True)):
            yield from _differences((*way, index), before, part)
    elif isinstance(old, str) and isinstance(new, str) and len(old) + len(new) > _LONG:
        if old != new:
            yield _stretch(way, old, new)
    elif type(old) is not type(new) or old != new:
        yield Change(way, old, new)


def _stretch(way: Way, old: str, new: str) -> Change:
    shorter = min(len(old), len(new))
    start = bisect_right(range(1, shorter + 1), False, key=lambda count: old[:count] != new[:count])
    end = bisect_right(range(1, shorter - start + 1), False, key=lambda count: old[-count:] != new[-count:])
    return Change(way, old[start : len(old) - end], new[start : len(new) - end], start)


def _make(holder: dict[str, Any], change: Change) -> None:
    *path, last = change.way
    parent: Any = holder
    for step in path:
        parent = _part(parent, step)
        if parent is ABSENT:
            raise ValueError(f"nothing at {change.way!r}")
    there = _part(parent, last)
    if change.start is not None:
        end = change.start + len(change.old)
        if not isinstance(there, str) or there[change.start : end] != change.old:
            raise ValueError(f"another text at {change.way[1:]!r}")
        parent[last] = there[: change.start] + change.new + there[end:]
    elif type(there) is not type(change.old) or there != change.old:
        raise ValueError(f"another value at {change.way[1:]!r}")
    elif change.new is ABSENT:
        del parent[last]
    else:
        parent[last] = deepcopy(change.new)


def _part(value: Any, step: str | int) -> Any:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step, ABSENT)
    if isinstance(value, list) and isinstance(step, int) and not isinstance(step, bool) and 0 <= step < len(value):
        return value[step]
    raise ValueError(f"no way by {step!r}")
