"""One fault is one finding: a rule is silent on a cell where one it yields to has spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, filterfalse

from gipr_tui.checks.checklist import CheckList
from gipr_tui.checks.finding import Finding, Identity, Said, said_of
from gipr_tui.forms import Address

#: Lists of cells that leave out the blank totals of which another finding speaks.
_LISTS = ("blank-cells", "not-applicable")


class Spoken:
    """The cells of which the rules have spoken that others yield to, and the totals said to be blank."""

    def __init__(self, checks: CheckList, said: Iterable[Iterable[Said]]) -> None:
        self._yields, self._blank_rules, heeded = checks.yields, checks.blank_rules, checks.heeded
        self._totals: set[Address] = set()
        self._spoken: dict[str, set[Address]] = {}
        for _, _, finding in chain.from_iterable(said):
            rule = finding.rule
            if rule in self._blank_rules:
                self._totals.add(finding.cells[0])
            if rule in heeded:
                about = finding.cells[:1] if rule in self._blank_rules else finding.cells
                self._spoken.setdefault(rule, set()).update(about)

    def silences(self, rule: str, cells: Iterable[Address]) -> bool:
        """Whether a rule has nothing to say of these cells any more."""
        if self._spoken:
            for other in self._yields.get(rule, ()):
                about = self._spoken.get(other)
                if about and not about.isdisjoint(cells):
                    return True
        return False

    def without_echoes(self, said: Iterable[Said], order: Mapping[Address, int]) -> list[Said]:
        """The findings that are left to be said, each once."""
        kept: dict[Identity, Said] = {}
        for one in said:
            finding = one.finding
            rule = finding.rule
            if rule in self._yields and self.silences(rule, finding.cells):
                continue
            if rule in self._blank_rules:
                kept.setdefault((rule, finding.cells[0]), one)
            elif self._totals and finding.wording in _LISTS:
                if rest := _without_cells(finding, self._totals):
                    kept.setdefault(rest.identity, said_of(rest, order))
            else:
                kept.setdefault(one.identity, one)
        return list(kept.values())


def _without_cells(finding: Finding, cells: set[Address]) -> Finding | None:
    """A list of cells without those that another finding speaks of; None where nothing is left."""
    left = tuple(filterfalse(cells.__contains__, finding.cells))
    if not left:
        return None
    facts = tuple((name, str(len(left)) if name == "count" else value) for name, value in finding.facts)
    return finding._replace(cells=left, place=left[0], facts=facts)
