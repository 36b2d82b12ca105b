"""One fault is one finding: a rule is silent on a cell where one it yields to has spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import filterfalse

from gipr_tui.checks.finding import Finding, Identity, Role, Said, said_of
from gipr_tui.forms import Address


class Spoken:
    """The cells of which the rules have spoken that others yield to, and the totals said to be blank.

    ``said`` are the findings whose rules have a role, ``order`` the positions of the form's cells, ``roles`` those of the rules.
    """

    def __init__(self, said: Iterable[Said], order: Mapping[Address, int], roles: Mapping[str, Role]) -> None:
        self._order, self._roles = order, roles
        totals: set[Address] = set()
        self._cells: dict[str, set[Address]] = {}
        for _, _, finding, role in said:
            if role and role.of_blank_total:
                totals.add(finding.cells[0])
            if role and role.heeded:
                about = finding.cells[:1] if role.of_blank_total else finding.cells
                self._cells.setdefault(finding.rule, set()).update(about)
        self._blank_totals = frozenset(totals)

    def silences(self, rule: str, cells: Iterable[Address]) -> bool:
        """Whether a rule has nothing to say of these cells any more."""
        if self._cells:
            for other in self._roles[rule].yields_to:
                about = self._cells.get(other)
                if about and not about.isdisjoint(cells):
                    return True
        return False

    def without_echoes(self, said: Iterable[Said]) -> list[Said]:
        """The findings that are left to be said, each once."""
        kept: dict[Identity, Said] = {}
        for one in said:
            role = one.role
            if role is None:
                kept.setdefault(one.identity, one)
                continue
            finding = one.finding
            if role.yields_to and self.silences(finding.rule, finding.cells):
                continue
            if role.of_blank_total:
                kept.setdefault((finding.rule, finding.cells[0]), one)
            elif role.lists and self._blank_totals:
                if rest := _without_cells(finding, self._blank_totals):
                    kept.setdefault(rest.identity, said_of(rest, self._order, self._roles))
            else:
                kept.setdefault(one.identity, one)
        return list(kept.values())


@lru_cache(maxsize=64)
def _without_cells(finding: Finding, cells: frozenset[Address]) -> Finding | None:
    """A list of cells without those that another finding speaks of; None where nothing is left."""
    left = tuple(filterfalse(cells.__contains__, finding.cells))
    if not left:
        return None
    facts = tuple((name, str(len(left)) if name == "count" else value) for name, value in finding.facts)
    return finding._replace(cells=left, place=left[0], facts=facts)
