"""One fault is one finding: a rule is silent on a cell where one it yields to has spoken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from gipr_tui.checks.finding import Finding, Identity, Position, Role, Said, said_of
from gipr_tui.forms import Address


class Spoken:
    """The cells of which the rules have spoken that others yield to, and the totals said to be blank.

    ``said`` are all findings, ``order`` the positions of the form's cells, ``roles`` those of the rules.
    """

    def __init__(self, said: Iterable[Said], order: Mapping[Address, int], roles: Mapping[str, Role]) -> None:
        self._order, self._roles = order, roles
        totals: set[Address] = set()
        self._cells: dict[str, set[Address]] = {}
        for _, finding, role in said:
            if role is None:
                continue
            about = finding.cells
            if role.of_blank_total:
                about = about[:1]
                totals.update(about)
            if role.heeded:
                cells = self._cells.get(finding.rule)
                if cells is None:
                    self._cells[finding.rule] = set(about)
                else:
                    cells.update(about)
        self._blank_totals = frozenset(totals)

    def silences(self, rule: str, cells: Iterable[Address]) -> bool:
        """Whether a rule has nothing to say of these cells any more."""
        if self._cells:
            for other in self._roles[rule].yields_to:
                about = self._cells.get(other)
                if about and not about.isdisjoint(cells):
                    return True
        return False

    def without_echoes(self, said: Iterable[Said]) -> list[Finding]:
        """The findings that are left to be said, each once, in the form's order."""
        kept: list[tuple[Position, Finding]] = []
        first_there: dict[tuple[object, ...], Finding] = {}
        beside_others: set[Identity] = set()
        for position, finding, role in self._without_blank_totals(said) if self._blank_totals else said:
            if role and role.yields_to and self.silences(finding.rule, finding.cells):
                continue
            # what makes two the same takes long to compare, and is asked only of those at the same place
            first = first_there.setdefault(position[1:], finding)
            if first is not finding:
                if role and role.of_blank_total:
                    continue  # a total that ends row and column is blank once
                beside_others.add(first.identity)
                if finding.identity in beside_others:
                    continue
                beside_others.add(finding.identity)
            kept.append((position, finding))
        kept.sort(key=itemgetter(0))
        return [finding for _, finding in kept]

    def _without_blank_totals(self, said: Iterable[Said]) -> Iterator[Said]:
        """The findings, lists of cells without the totals that another finding speaks of."""
        for one in said:
            _, finding, role = one
            if not (role and role.lists) or self._blank_totals.isdisjoint(finding.cells):
                yield one
            elif rest := _without_cells(finding, self._blank_totals):
                yield said_of(rest, self._order, self._roles)


def _without_cells(finding: Finding, cells: frozenset[Address]) -> Finding | None:
    """A list of cells without those that another finding speaks of; None where nothing is left."""
    left = tuple([cell for cell in finding.cells if cell not in cells])
    if not left:
        return None
    facts = tuple([(name, str(len(left)) if name == "count" else word) for name, word in finding.facts])
    return finding._replace(cells=left, place=left[0], facts=facts)
