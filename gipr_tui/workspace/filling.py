"""Cells filled for the operator who asks for it: noughts in blanks, totals from their parts.

Every function only says what would be put where; the texts are applied as one edit (:meth:`Session.apply`). Totals are filled
when that is asked for (:func:`totals_for`), or follow their parts with every edit (:func:`following`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gipr_tui.checks.checklist import check_list
from gipr_tui.checks.finding import Number
from gipr_tui.checks.relations import Equation
from gipr_tui.forms import Address, CellKind
from gipr_tui.report.model import Place, Report
from gipr_tui.report.values import ValueKind, written

#: A total of totals of totals: no form goes deeper.
_MOST_TIERS = 4


@dataclass(frozen=True, slots=True)
class Totals:
    """What working out totals gives.

    ``texts`` are the totals to be put in. ``disagreeing`` are filed totals that their parts contradict, each with what
    is filed and what the parts give; they are in ``texts`` only where overwriting was asked for. ``undecided`` are totals
    whose parts give one sum along the row and another down the column, so that none can be put in.
    """

    texts: Mapping[Address, str]
    disagreeing: Mapping[Address, tuple[str, str]]
    undecided: tuple[Address, ...] = ()


def is_total(report: Report, address: Address) -> bool:
    """Whether the form says that a cell is filled from others (``fills`` in its relations)."""
    return address in check_list(report).totals


def zeros_for(report: Report, addresses: Iterable[Address]) -> dict[Address, str]:
    """A nought for each blank cell among ``addresses``. What is not applicable or could not be read stays.

    A blank total whose parts come to more than nothing, or can't be read, stays blank too: a nought there would be wrong.
    """
    sums = _Sums(report)
    texts: dict[Address, str] = {}
    for address in addresses:
        if report.value(address).kind is ValueKind.BLANK:
            total = sums.of(address)
            if total.number == 0 or not (total.filled or total.unknown):
                texts[address] = "0"
    return texts


def total_of(report: Report, address: Address) -> str | None:
    """The text that a total's parts give. None where the cell is no total, all its parts are blank, one of them can't be
    read, or they contradict each other. A part that is a total itself counts as what its own parts give."""
    number = _Sums(report).of(address).number
    return None if number is None else _text(report, address, number)


def totals_for(report: Report, addresses: Iterable[Address], *, overwrite: bool = False) -> Totals:
    """The totals among ``addresses`` worked out from the figures that are no totals, so that they agree both ways.

    Filed totals that agree are left as they are; those that disagree are named, and replaced only with ``overwrite``.
    """
    sums = _Sums(report)
    texts: dict[Address, str] = {}
    disagreeing: dict[Address, tuple[str, str]] = {}
    undecided: list[Address] = []
    for address in addresses:
        total, filed = sums.of(address), report.value(address)
        if total.contradictory:
            undecided.append(address)
        as_number = 0 if filed.kind is ValueKind.NOT_APPLICABLE else filed.number
        if total.number is None or total.number == as_number:
            continue
        text = _text(report, address, total.number)
        if filed.kind is not ValueKind.BLANK:
            disagreeing[address] = (filed.text, text)
        if overwrite or filed.kind is ValueKind.BLANK:
            texts[address] = text
    return Totals(MappingProxyType(texts), MappingProxyType(disagreeing), tuple(undecided))


@dataclass(frozen=True, slots=True)
class Following:
    """The totals that an edit of their parts takes with it.

    ``texts`` are the edit's own with those totals added. ``held`` are totals that were typed otherwise than their parts
    added up to, each with what is filed and what the parts now give; they stay as they are.
    """

    texts: Mapping[Place, str]
    held: Mapping[Address, tuple[str, str]]


def following(report: Report, texts: Mapping[Place, str]) -> Following:
    """What an edit of ``texts`` does where totals follow their parts.

    A total follows where it is blank or comes to what its parts came to before; without any part it is blank again. One
    that the edit itself speaks of is put in as it says, and one whose parts can't be added up stays as it is.
    """
    if not any(place in report.layout.cells for place in texts):
        return Following(texts, {})
    result = Following(texts, {})
    for _ in range(_MOST_TIERS):
        before = result
        result = _following(report, texts, report.with_texts(before.texts))
        # a total that becomes blank is no part of another any more; all else is worked out from the parts of parts
        if result == before or "" not in result.texts.values():
            break
    return result


def _following(report: Report, texts: Mapping[Place, str], edited: Report) -> Following:
    """What follows from ``texts``, by the figures of the report as it will be ``edited``."""
    before, after = _Sums(report), _Sums(edited)
    totals: dict[Place, str] = {}
    held: dict[Address, tuple[str, str]] = {}
    for address in _resting_on(report, texts):
        old, new = before.of(address), after.of(address)
        if address in texts or new == old or new.unknown:
            continue
        text = "" if new.number is None else _text(report, address, new.number)
        filed = report.value(address)
        if filed.kind is ValueKind.BLANK or (old.filled and filed.number == old.number):
            totals[address] = text
        elif new.filled and filed.number != new.number:
            held[address] = (filed.text, text)
    return Following({**texts, **totals}, held)


def _resting_on(report: Report, places: Iterable[Place]) -> list[Address]:
    """The totals that some of ``places`` are parts of, or parts of their parts."""
    rest = dict(check_list(report).totals)
    touched, found = set(places), list[Address]()
    while now := [total for total, ways in rest.items() if any(a.address in touched for w in ways for a in w.right)]:
        found += now
        touched.update(now)
        for total in now:
            del rest[total]
    return found


def follows(report: Report, address: Address) -> bool:
    """Whether a cell is a total that holds what its parts add up to, or waits blank for parts that are blank."""
    if not is_total(report, address):
        return False
    total, filed = _Sums(report).of(address), report.value(address)
    blank = filed.kind is ValueKind.BLANK and not total.unknown
    return filed.number == total.number if total.filled else blank


def _text(report: Report, address: Address, number: Number) -> str:
    """A number as the cell's text; in a cell of signed changes with its sign, as the form asks."""
    signed = report.layout.cells[address].kind is CellKind.SIGNED and number > 0
    return f"+{written(number)}" if signed else written(number)


@dataclass(frozen=True, slots=True)
class _Sum:
    """What the parts of a cell give: a number; nothing where all are blank; or unknown."""

    number: Number | None = None
    unknown: bool = False
    contradictory: bool = False

    @property
    def filled(self) -> bool:
        return self.number is not None


_NOTHING, _UNKNOWN = _Sum(), _Sum(unknown=True)


class _Sums:
    """The totals of one report. Those that others rest on are worked out first, whatever order they are asked for in."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._equations = check_list(report).totals
        self._known: dict[Address, _Sum] = {}

    def of(self, address: Address) -> _Sum:
        """What the parts of ``address`` give; nothing where it is no total."""
        if address not in self._known:
            # A form in which totals rest on each other in a circle must not hang: the second time round there is nothing.
            self._known[address] = _NOTHING
            ways = [self._added_up(equation) for equation in self._equations.get(address, ())]
            self._known[address] = self._agreed(ways)
        return self._known[address]

    @staticmethod
    def _agreed(ways: list[_Sum]) -> _Sum:
        if any(way.unknown for way in ways):
            return _UNKNOWN
        filled = [way for way in ways if way.filled]
        if len({way.number for way in filled}) > 1:
            return _Sum(unknown=True, contradictory=True)
        return filled[0] if filled else _NOTHING

    def _added_up(self, equation: Equation) -> _Sum:
        figures: list[Number] = []
        for addend in equation.right:
            part = self._part(addend.address)
            if part.unknown:
                return _UNKNOWN
            if part.number is not None:
                figures.append(addend.sign * part.number)
        return _Sum(sum(figures)) if figures else _NOTHING

    def _part(self, address: Address) -> _Sum:
        value = self._report.value(address)
        if value.kind is ValueKind.UNREADABLE:
            return _UNKNOWN
        total = self.of(address)
        if total.filled or (total.unknown and value.number is None):
            return total
        return _Sum(value.number)
