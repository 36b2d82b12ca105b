"""Which checks read a place, and which of these are to be asked when it has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass

from gipr_tui.checks.arithmetic import Numbers, failing_of
from gipr_tui.checks.check import Check
from gipr_tui.forms import Address
from gipr_tui.report.model import Place

#: Where more places than these have changed, all tests are made at once: those of each place need not be compiled then.
FEW = 3


@dataclass(frozen=True, slots=True)
class _At:
    """The checks that read a place.

    Of those ``told`` the numbers say which are failing; ``voiced`` are those that may have no voice. The ``others`` are
    always asked, but for those that are not where one plain figure takes another's place.
    """

    told: frozenset[int]
    voiced: frozenset[int]
    others: frozenset[int]
    others_of_plain: frozenset[int]


class Readers:
    """Some checks by what they read, each by its position. ``voiced`` are those that speak only for some words."""

    def __init__(self, checks: Sequence[Check], voiced: frozenset[int]) -> None:
        self._checks, self._voiced = checks, voiced
        readers: dict[Place, list[int]] = {}
        for number, check in enumerate(checks):
            for place in check.reads:
                readers.setdefault(place, []).append(number)
        self._readers = readers
        #: What the numbers tell of, each with its test.
        self.tests = {n: check.quiet for n, check in enumerate(checks) if check.quiet and n not in voiced}
        self.failing = failing_of(self.tests)
        self._at: dict[Place, _At] = {}
        self._failing_at: dict[Place, Callable[[Numbers], list[int]]] = {}
        #: Those that say no error of a single cell.
        self._untried = {number for number, check in enumerate(checks) if check.listing or not check.errs}

    def asked(
        self, places: Collection[Place], numbers: Numbers, speaking: Set[int], *, plain: bool = False
    ) -> tuple[Set[int], Set[int]]:
        """Of the checks that read one of ``places``, those to be asked, and those that are quiet by these ``numbers``.

        ``speaking`` are those that have a voice. Where the places hold ``plain`` figures, and did before, not all are asked.
        """
        asked: set[int] = set()
        told: set[int] = set()
        few = len(places) <= FEW
        for place in places:
            at = self._at.get(place) or self._reading(place)
            asked.update(at.others_of_plain if plain else at.others, at.voiced & speaking)
            told |= at.told
            if few:
                failing = self._failing_at.get(place) or self._compiled(place)
                asked.update(failing(numbers))
        if not few:
            asked |= told.intersection(self.failing(numbers))
        return asked, told - asked

    def tried(self, cells: Collection[Address], numbers: Numbers, speaking: Set[int]) -> tuple[Set[int], Set[int]]:
        """The same of those that may say an error where ``cells`` are corrected."""
        asked, quiet = self.asked(cells, numbers, speaking)
        return asked - self._untried, quiet - self._untried

    def _reading(self, place: Place) -> _At:
        readers = frozenset(self._readers.get(place, ()))
        told, voiced = readers & self.tests.keys(), readers & self._voiced
        others = readers - told - voiced
        of_plain = frozenset(number for number in others if not self._checks[number].of_odd)
        found = self._at[place] = _At(told, voiced, others, of_plain)
        return found

    def _compiled(self, place: Place) -> Callable[[Numbers], list[int]]:
        """What tells which of the checks that read a place are failing."""
        tests = {number: self.tests[number] for number in self._reading(place).told}
        found = self._failing_at[place] = failing_of(tests)
        return found
