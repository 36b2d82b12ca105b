"""The 勾稽 relations of a form: sums of cells compared with sums of cells.

A relation in ``forms/*.toml`` is laid over the rows and columns that are there; each resulting equation is a check.
A blank cell counts as nothing and the finding says so; an equation with a cell that could not be read is left alone,
since another rule speaks of that cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from gipr_tui.checks.arithmetic import (
    COMPARE,
    Addend,
    LaidCondition,
    Numbers,
    figures_of,
    quiet_of,
    told_by,
    unmet_of,
)
from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Fact, Finding, Number
from gipr_tui.forms import Address, LaidTable, Layout, Severity, address_of
from gipr_tui.forms.model import Condition, Relation, Term
from gipr_tui.report.model import Report
from gipr_tui.report.values import BLANK, ValueKind


@dataclass(frozen=True, slots=True)
class _Plain:
    """An equation by positions: the cells of its sides, what gives their figures, and whether a condition is not met."""

    left: tuple[Address, ...]
    right: tuple[Address, ...]
    left_figures: Callable[[Numbers], Sequence[Number]]
    right_figures: Callable[[Numbers], Sequence[Number]]
    unmet: Callable[[Numbers], bool] | None


class Side(NamedTuple):
    """One side of an equation, added up: its value, the figures in it, and the blank cells counted as nothing."""

    total: Number
    figures: Sequence[Number]
    missing: Sequence[Address]
    filled: bool


#: What a side holds; to make a :class:`Side` of it takes as long as to add it up.
_Added = tuple[Number, Sequence[Number], Sequence[Address], bool]
#: The first fields of a finding, up to its wording.
_Head = tuple[str, Severity, int, tuple[Address, ...], Address, str]


@dataclass(frozen=True)
class Equation:
    """A relation laid over one row or column."""

    relation: Relation
    section: int
    left: tuple[Addend, ...]
    right: tuple[Addend, ...]
    conditions: tuple[LaidCondition, ...]
    mend: Address
    order: Mapping[Address, int] = field(compare=False, repr=False)

    @cached_property
    def _addends(self) -> tuple[Addend, ...]:
        sides = [self.left, self.right, *(side for _, *both in self.conditions for side in both)]
        return tuple(addend for side in sides for addend in side)

    @cached_property
    def reads(self) -> frozenset[Address]:
        """The cells of this year's report that the equation reads."""
        return frozenset(addend.address for addend in self._addends if not addend.last_year)

    @cached_property
    def cells(self) -> tuple[Address, ...]:
        """The cells that should agree, the one to be mended first."""
        cells = (addend.address for addend in (*self.left, *self.right) if not addend.last_year)
        return tuple(dict.fromkeys((self.mend, *cells)))

    @property
    def needs_last_year(self) -> bool:
        """Whether nothing can be told without last year's report."""
        return any(addend.last_year and not addend.optional for addend in self._addends)

    @property
    def is_sum(self) -> bool:
        """Whether it says, of this year's figures alone and under no condition, that one sum equals another."""
        relation, own = self.relation, not self.reads_last_year
        return relation.op == "=" and relation.combine == "sum" and own and not self.conditions

    @property
    def reads_last_year(self) -> bool:
        """Whether figures of last year's report stand in it."""
        return any(addend.last_year for addend in self._addends)

    def check(self) -> Check:
        """The equation as a check."""
        relation = self.relation
        quiet = quiet_of(relation, self.left, self.right, self.conditions, self.order)
        errs, needed = relation.severity is Severity.ERROR or bool(relation.blank_rule), self.needs_last_year
        return Check(relation.rule, self.reads, self.findings, quiet=quiet, errs=errs, needs_last_year=needed)

    def findings(self, context: Context) -> tuple[Finding, ...]:
        """Nothing where the equation holds or can't be told; otherwise one finding."""
        plain, figures = self._plain, context.figures
        if plain is None:
            return self._findings_one_by_one(context)
        blank_left: Sequence[Address] = ()
        blank_right: Sequence[Address] = ()
        if not figures.odd.isdisjoint(self.reads):
            if self.relation.combine == "max" or not figures.marked.isdisjoint(self.reads):
                return self._findings_one_by_one(context)
            blank_left = [cell for cell in plain.left if cell in figures.odd]
            blank_right = [cell for cell in plain.right if cell in figures.odd]
        numbers = figures.numbers
        if plain.unmet and plain.unmet(numbers):
            return ()
        left, right = plain.left_figures(numbers), plain.right_figures(numbers)
        return self._told(
            (sum(left), left, blank_left, len(blank_left) < len(plain.left)),
            (sum(right), right, blank_right, len(blank_right) < len(plain.right)),
        )

    def _findings_one_by_one(self, context: Context) -> tuple[Finding, ...]:
        """The same, each cell looked at: some hold no plain figure, or last year's stand in it."""
        left, right = add_up(self.left, context), add_up(self.right, context, self.relation.combine)
        if left is None or right is None or not all(_holds(*condition, context) for condition in self.conditions):
            return ()
        return self._told(left, right)

    def _told(self, left: _Added, right: _Added) -> tuple[Finding, ...]:
        """What is to be said of two sides."""
        relation = self.relation
        total, figures, blank, filled = left
        other, other_figures, other_blank, other_filled = right
        missing = (*blank, *other_blank)
        if not (filled or other_filled):
            return ()
        if relation.blank_rule and not filled:
            return (self._finding(self._of_blank, None, figures, other, other_figures, missing),) if other != 0 else ()
        if COMPARE[relation.op](total, other) or (not filled and relation.op in _AT_LEAST):
            return ()  # one that is blank is not too small
        return (self._finding(self._of_relation, total, figures, other, other_figures, missing),)

    @cached_property
    def _plain(self) -> _Plain | None:
        """What adds up the sides where every cell is plain, or some are left out of a sum; None where last year's are in it."""
        if self.reads_last_year:
            return None
        left, right = (tuple(addend.address for addend in side) for side in (self.left, self.right))
        left_figures = figures_of(self.left, self.order)
        right_figures = figures_of(self.right, self.order, self.relation.combine)
        unmet = unmet_of(self.conditions, self.order)
        return _Plain(left, right, left_figures, right_figures, told_by(unmet) if unmet else None)

    def _finding(
        self,
        head: _Head,
        left: Number | None,
        left_figures: Sequence[Number],
        right: Number,
        right_figures: Sequence[Number],
        missing: tuple[Address, ...],
    ) -> Finding:
        left_name, right_name, basis = self._facts
        difference = None if left is None else left - right
        sums = ("left_sum", tuple(left_figures)), ("right_sum", tuple(right_figures))
        # much quicker than the constructor, which is a function of Python's own
        return tuple.__new__(
            Finding, (*head, left, right, difference, None, None, missing, (left_name, right_name, *sums, basis), None)
        )

    @cached_property
    def _of_relation(self) -> _Head:
        """What a finding says of the relation whatever the figures are."""
        relation = self.relation
        wording = f"relation-{_WORDING[relation.op]}{'-sums' if len(self.left) > 1 else ''}"
        return relation.rule, relation.severity, self.section, self.cells, self.mend, wording

    @cached_property
    def _of_blank(self) -> _Head:
        """The same of a blank total."""
        wording = "blank-total"
        return self.relation.blank_rule, Severity.ERROR, self.section, self.cells, self.mend, wording

    @cached_property
    def _facts(self) -> tuple[Fact, Fact, Fact]:
        """What a finding says of the relation in words: the names of both sides, and what it rests on."""
        relation = self.relation
        return ("left_name", relation.left_name), ("right_name", relation.right_name), ("basis", relation.basis)


_AT_LEAST = (">=", ">")
_WORDING = {
    "=": "equal",
    "!=": "same",
    "<=": "most",
    ">=": "least",
    "<": "below",
    ">": "above",
    "zero-with": "zero",
}


def _holds(condition: Condition, left: tuple[Addend, ...], right: tuple[Addend, ...], context: Context) -> bool:
    a, b = add_up(left, context), add_up(right, context)
    return (
        a is not None
        and b is not None
        and COMPARE[condition.op](a.total, b.total)
        and (not condition.over or a.total > condition.over)
    )


def add_up(addends: tuple[Addend, ...], context: Context, combine: str = "sum") -> Side | None:
    """The addends taken together, or None where one can't be read or last year's is not there."""
    figures: list[Number] = []
    missing: list[Address] = []
    filled = False
    own = context.report.values.get
    for addend in addends:
        if addend.last_year:
            earlier = _last_year(addend, context.previous)
            if earlier is None:
                return None
            figures += earlier
            continue
        value = own(addend.address, BLANK)
        number = value.number
        if number is not None:
            filled = True
            figures.append(number if addend.sign > 0 else -number)
        elif value.kind is ValueKind.UNREADABLE:
            return None
        else:
            missing.append(addend.address)
    taken = [max(figures, default=0)] if combine == "max" else figures
    return Side(sum(taken), taken, missing, filled)


def _last_year(addend: Addend, previous: Report | None) -> list[Number] | None:
    """The figures of last year's report that an addend stands for; None where they are needed and can't be told."""
    if previous is None:
        return [] if addend.optional else None
    values = [previous.value(address) for address in previous.layout.expand(addend.address)]
    unread = any(value.kind is ValueKind.UNREADABLE for value in values)
    if unread or (not addend.optional and all(value.is_missing for value in values)):
        return None
    return [addend.sign * value.number for value in values if value.number is not None]


def equations_of(layout: Layout, unit: str, year: int) -> Iterator[Equation]:
    """Every equation of the form that applies to the reports of a unit on a year."""
    for relation in layout.form.relations:
        if relation.variant and relation.variant not in layout.variants:
            continue
        if applies(relation, unit, year):
            for id in relation.tables:
                yield from laid_over(relation, layout, layout.table(id))


def totals_among(equations: Iterable[Equation]) -> Mapping[Address, tuple[Equation, ...]]:
    """The cells that the form fills with what others add up to, each with its equations; one that ends row and column has two."""
    found: dict[Address, tuple[Equation, ...]] = {}
    for equation in equations:
        if equation.relation.fills and equation.is_sum and len(equation.left) == 1 and equation.left[0].sign > 0:
            total = equation.left[0].address
            found[total] = (*found.get(total, ()), equation)
    return MappingProxyType(found)


def applies(relation: Relation, unit: str, year: int) -> bool:
    """Whether a relation is for the reports of a unit on a year."""
    return relation.from_year <= year and bool(re.search(relation.unit_pattern, unit))


def laid_over(relation: Relation, layout: Layout, table: LaidTable) -> Iterator[Equation]:
    """The equations that a relation makes of one table."""
    for place, star in _instances(relation, table):
        equation = _equation(relation, layout, table, place, star)
        if equation:
            yield equation


def _instances(relation: Relation, table: LaidTable) -> Iterable[tuple[str, str]]:
    """For each equation the row or column it stands in, and the row that ``*`` stands for."""
    if relation.each == "once":
        return [("", "")]
    stars = [leaf for key in relation.over for leaf in table.members(key, of_rows=True)]
    if relation.each == "row":
        return [(row, "") for row in stars or [row.key for row in table.leaf_rows]]
    return [(column.key, star) for star in stars or [""] for column in table.leaf_columns]


def _equation(relation: Relation, layout: Layout, table: LaidTable, place: str, star: str) -> Equation | None:
    def addends(terms: tuple[Term, ...]) -> tuple[Addend, ...] | None:
        found: list[Addend] = []
        for term in terms:
            cells = _cells(term, relation.each, layout, table, place, star)
            if not cells:
                return None
            found += (Addend(cell, term.sign, term.last_year, term.optional) for cell in cells)
        return tuple(found)

    left, right = addends(relation.left), addends(relation.right)
    conditions = [(condition, addends(condition.left), addends(condition.right)) for condition in relation.when]
    if left is None or right is None or any(a is None or b is None for _, a, b in conditions):
        return None
    mend = _cells(Term(relation.mend), relation.each, layout, table, place, star) if relation.mend else ()
    own = [addend.address for addend in (*left, *right) if not addend.last_year]
    complete = tuple((condition, a or (), b or ()) for condition, a, b in conditions)
    return Equation(relation, table.table.section, left, right, complete, mend[0] if mend else own[0], layout.order)


def _cells(term: Term, each: str, layout: Layout, table: LaidTable, place: str, star: str) -> tuple[Address, ...]:
    """The cells a term stands for in the row or column ``place``. Last year's are expanded when they are read."""
    key = star if term.key == "*" else term.key
    if each == "row":
        if term.last_year:
            return (address_of(place, key),)
        return tuple(address_of(place, column) for column in table.members(key, of_rows=False))
    if each == "column":
        if term.last_year:
            return (address_of(key, place),)
        return tuple(address_of(row, place) for row in table.members(key, of_rows=True))
    return (key,) if term.last_year else layout.expand(key)
