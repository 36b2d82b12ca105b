"""Figures that have run together, split into cells in every way that the form allows.

``713000074`` is 71 3 0 0 0 0 74: a figure has no leading nought, a space ends a cell, a mark for none (``/``, ``-``) is a
cell, and a total is the sum of its addends. Where no total is asked for, every way of cutting the digits is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb

from gipr_tui.forms import CellKind

#: The most steps spent on one run of figures, and the most ways kept.
MAX_STEPS, MAX_WAYS = 20_000, 400

#: The most characters of a run, and of one figure in it.
MAX_RUN, MAX_FIGURE = 80, 9

#: What fills a cell that has no figure.
MARK = r"[/／\\]|[-−–—]{1,2}"
_SIGN, _DECIMALS, _UNIT = "(?:[+\\-−–]|减少?|增加?)?", r"(?:\.\d+)?", "(?:万?元)?"
_WHOLE, _GROUPED = r"[1-9]\d*", r"[1-9]\d{0,2}(?:[,，]\d{3})*"


def _patterns(whole: str) -> dict[CellKind, re.Pattern[str]]:
    """What a cell of each kind may hold, where ``whole`` is how whole numbers are written."""
    return {
        CellKind.COUNT: re.compile(f"0|{whole}|{MARK}", re.ASCII),
        CellKind.SIGNED: re.compile(f"0|{_SIGN}{whole}|{MARK}", re.ASCII),
        CellKind.AMOUNT: re.compile(f"(?:0|{whole}){_DECIMALS}{_UNIT}|{MARK}", re.ASCII),
    }


_FIGURES, _GROUPED_FIGURES = _patterns(_WHOLE), _patterns(_GROUPED)

_MARK, _COMMAS = re.compile(MARK), ",，"

_JOINED = re.compile(r"0\d+", re.ASCII)

Way = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell of a row that is the sum of others before it, by their positions."""

    total: int
    addends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to split a run. ``whole`` is False where there were more than could be looked at."""

    ways: tuple[Way, ...]
    whole: bool = True


class _TooMany(Exception):
    """The limit on steps or ways is reached."""


@dataclass
class _Split:
    """The search for the ways to cut ``text`` into one figure for each of ``kinds``."""

    text: str
    ends: tuple[int, ...]
    kinds: Sequence[CellKind]
    sums: dict[int, tuple[int, ...]]
    blanks: bool = False
    steps: int = 0

    def __post_init__(self) -> None:
        self._grouped = any(comma in self.text for comma in _COMMAS)
        self._figures = _GROUPED_FIGURES if self._grouped else _FIGURES

    def ways(self, at: int, done: Way) -> Iterator[Way]:
        cell = len(done)
        if cell == len(self.kinds):
            if at == len(self.text):
                yield done
            return
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise _TooMany
        for end in self._ends(at, cell, done):
            yield from self.ways(end, (*done, self.text[at:end]))

    def _ends(self, at: int, cell: int, done: Way) -> Iterator[int]:
        """Where a figure for the cell ``cell`` that begins at ``at`` can end."""
        last = cell + 1 == len(self.kinds)
        least = 0 if self.blanks else len(self.kinds) - cell - 1
        stop = next((end for end in self.ends if end > at), at)
        addends = self.sums.get(cell)
        total = sum(number_in(done[addend]) for addend in addends or ())
        if self.blanks and not total:
            yield at
        if least > len(self.text) - at or (last and stop != len(self.text)):
            return
        if addends:
            yield from (end for end in self._totals(at, total) if end <= stop)
            return
        kind = self.kinds[cell]
        longest = stop if len(self.kinds) == 1 or kind is CellKind.AMOUNT else min(stop, at + MAX_FIGURE)
        for end in range(at + 1, longest + 1):
            if len(self.text) - end < least or (last and end != len(self.text)):
                continue
            if self._figures[kind].fullmatch(self.text, at, end):
                yield end

    def _totals(self, at: int, total: int) -> Iterator[int]:
        """Where ``total`` ends, if it stands at ``at``: thousands are parted in all figures of a row or in none."""
        written = f"{total:,}" if self._grouped else str(total)
        if self.text.replace("，", ",").startswith(written, at):
            yield at + len(written)
        elif not total and (mark := _MARK.match(self.text, at)):
            yield from {at + 1, mark.end()}


def has_joined(figures: Sequence[str], width: int) -> bool:
    """Whether figures of a row of ``width`` cells have run together: one begins with a nought, or one has digits for all."""
    lone = len(figures) == 1 and figures[0].isdecimal() and len(figures[0]) >= width > 1
    return lone or any(map(_JOINED.fullmatch, figures))


def number_in(figure: str) -> int:
    """The number in a cell of a count; a mark for none counts nothing."""
    if figure.isdecimal():
        return int(figure)
    digits = "".join(char for char in figure if char not in _COMMAS)
    return int(digits) if digits.isdecimal() else 0


def ways_to_split(run: str, kinds: Sequence[CellKind], sums: Sequence[Sum] = (), *, blanks: bool = False) -> Ways:
    """Every way to split ``run`` into one figure for each of ``kinds`` such that ``sums`` hold.

    White space in ``run`` stands between two cells, never in one. With ``blanks``, cells may be blank: a total only where
    there is nothing to add up.
    """
    return _ways_to_split(run, tuple(kinds), tuple(sums), blanks)


@lru_cache(maxsize=512)
def _ways_to_split(run: str, kinds: tuple[CellKind, ...], sums: tuple[Sum, ...], blanks: bool) -> Ways:
    chunks = run.split()
    text = "".join(chunks)
    if not text or len(text) > MAX_RUN:
        return Ways((), whole=not text)
    ends, at = [], 0
    for chunk in chunks:
        at += len(chunk)
        ends.append(at)
    search = _Split(text, tuple(ends), kinds, {each.total: each.addends for each in sums}, blanks)
    found: list[Way] = []
    try:
        for way in search.ways(0, ()):
            found.append(way)
            if len(found) > MAX_WAYS:
                raise _TooMany
    except _TooMany:
        return Ways(tuple(found), whole=False)
    return Ways(tuple(found))


def ways_to_place(figures: Sequence[str], width: int, sums: Sequence[Sum]) -> Ways:
    """Every way to put ``figures``, in their order, into ``width`` cells of which some are blank.

    Those with which ``sums`` hold, if there are any: else a total may be wrong, and all of them.
    """
    if comb(width, len(figures)) > MAX_WAYS:
        return Ways((), whole=False)
    ways = []
    for places in combinations(range(width), len(figures)):
        given = dict(zip(places, figures, strict=True))
        ways.append(tuple(given.get(place, "") for place in range(width)))
    agreeing = [way for way in ways if all(_holds(each, way) for each in sums)]
    return Ways(tuple(agreeing or ways))


def _holds(each: Sum, way: Way) -> bool:
    return number_in(way[each.total]) == sum(number_in(way[addend]) for addend in each.addends)
