"""One fault is one finding: a rule is silent on a cell where one it yields to has spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from gipr_tui.checks.checklist import CheckList
from gipr_tui.checks.finding import Finding, Identity, Said, said_of
from gipr_tui.forms import Address

#: Lists of cells that leave out the blank totals of which another finding speaks.
_LISTS = ("blank-cells", "not-applicable")


class Spoken:
    """The cells of which the rules have spoken that others yield to, and the totals said to be blank."""

    def __init__(self, checks: CheckList, said: Iterable[Iterable[Said]]) -> None:
        self._yields, self._blank_rules, heeded = checks.yields, checks.blank_rules, checks.heeded
        self._cells: dict[str, set[Address]] = {}
        self._totals: set[Address] = set()
        for _, _, finding in chain.from_iterable(said):
            rule = finding.rule
            if rule in self._blank_rules:
                self._totals.add(finding.cells[0])
                if rule in heeded:
                    self._cells.setdefault(rule, set()).add(finding.cells[0])
            elif rule in heeded:
                self._cells.setdefault(rule, set()).update(finding.cells)

    def silences(self, rule: str, cells: Iterable[Address]) -> bool:
        """Whether a rule that yields has nothing to say of these cells any more."""
        yields = self._yields[rule]
        return any(not spoken.isdisjoint(cells) for other, spoken in self._cells.items() if other in yields)

    def without_echoes(self, said: Iterable[Said], order: Mapping[Address, int]) -> list[Said]:
        """The findings that are left to be said, each once."""
        kept: dict[Identity, Said] = {}
        for one in said:
            finding = one.finding
            if finding.rule in self._yields and self.silences(finding.rule, finding.cells):
                continue
            if finding.rule in self._blank_rules:
                kept.setdefault((finding.rule, finding.cells[0]), one)
            elif self._totals and finding.wording in _LISTS:
                if rest := _without_cells(finding, self._totals):
                    kept.setdefault(rest.identity, said_of(rest, order))
            else:
                kept.setdefault(one.identity, one)
        return list(kept.values())


def _without_cells(finding: Finding, cells: set[Address]) -> Finding | None:
    """A list of cells without those that another finding speaks of; None where nothing is left."""
    left = tuple(cell for cell in finding.cells if cell not in cells)
    if not left:
        return None
    facts = tuple((name, str(len(left)) if name == "count" else value) for name, value in finding.facts)
    return finding._replace(cells=left, place=left[0], facts=facts)
