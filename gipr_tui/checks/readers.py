"""Which checks read a place, and which of these are to be asked when it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from gipr_tui.checks.arithmetic import Numbers, failing_of
from gipr_tui.checks.check import Check
from gipr_tui.forms import Address
from gipr_tui.report.model import Place


@dataclass(frozen=True, slots=True)
class _At:
    """The checks that read a place.

    Of those ``told`` the numbers say which are ``failing``; ``voiced`` are those that may have no voice. The ``others`` are
    always asked, but for those that are not where one plain figure takes another's place.
    """

    told: frozenset[int]
    failing: Callable[[Numbers], list[int]]
    voiced: frozenset[int]
    others: frozenset[int]
    others_of_plain: frozenset[int]


class Readers:
    """Some checks by what they read, each by its position. ``voiced`` are those that speak only for some words."""

    def __init__(self, checks: Sequence[Check], voiced: frozenset[int]) -> None:
        self._checks, self._voiced = checks, voiced
        at: dict[Place, list[int]] = {}
        for number, check in enumerate(checks):
            for place in check.reads:
                at.setdefault(place, []).append(number)
        self._numbers, self._at = at, dict[Place, _At]()
        #: Those that say no error of a single cell.
        self._untried = {number for number, check in enumerate(checks) if check.listing or not check.errs}

    def asked(
        self, places: Iterable[Place], numbers: Numbers, speaking: Set[int], *, plain: bool = False
    ) -> tuple[Set[int], Set[int]]:
        """Of the checks that read one of ``places``, those to be asked, and those that are quiet by these ``numbers``.

        ``speaking`` are those that have a voice. Where the places hold ``plain`` figures, and did before, not all are asked.
        """
        asked: set[int] = set()
        told: set[int] = set()
        for place in places:
            at = self._at.get(place) or self._reading(place)
            asked.update(at.failing(numbers), at.others_of_plain if plain else at.others, at.voiced & speaking)
            told |= at.told
        return asked, told - asked

    def tried(self, cells: Iterable[Address], numbers: Numbers, speaking: Set[int]) -> tuple[Set[int], Set[int]]:
        """The same of those that may say an error where ``cells`` are corrected."""
        asked, quiet = self.asked(cells, numbers, speaking)
        return asked - self._untried, quiet - self._untried

    def _reading(self, place: Place) -> _At:
        """The checks that read a place; what tells of them is compiled when it is first edited."""
        readers = frozenset(self._numbers.get(place, ()))
        voiced = readers & self._voiced
        tests = {number: self._checks[number].quiet for number in readers - voiced if self._checks[number].quiet}
        others = readers - voiced - tests.keys()
        of_plain = frozenset(number for number in others if not self._checks[number].of_odd)
        found = self._at[place] = _At(frozenset(tests), failing_of(tests), voiced, others, of_plain)
        return found
