"""The form's plain sums, by which figures without a certain place are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gipr_tui.checks.relations import Equation, equations_of
from gipr_tui.forms import Address, Layout


@dataclass(frozen=True, slots=True)
class Balance:
    """Cells that add up to nothing, each with its sign, under the relation ``rule``."""

    rule: str
    signs: Mapping[Address, int]

    def of(self, figures: Mapping[Address, int]) -> int:
        """The sum of those of its cells that stand in ``figures``."""
        return sum(sign * figures[address] for address, sign in self.signs.items() if address in figures)


def plain_sums(layout: Layout, year: int) -> list[Equation]:
    """The equations of a layout that say, of a report on ``year`` alone, that one sum equals another."""
    return [equation for equation in equations_of(layout, "-", year) if equation.is_sum and equation.right]


def balance_of(equation: Equation) -> Balance:
    """A plain sum as cells that add up to nothing."""
    signs = {addend.address: addend.sign for addend in equation.left}
    return Balance(equation.relation.rule, signs | {addend.address: -addend.sign for addend in equation.right})
