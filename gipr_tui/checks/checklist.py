"""The fixed list of checks of a form under its variants, for a unit and a year, and which of them are worth running."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property, lru_cache

from gipr_tui.checks.aspects import aspect_checks, concerns
from gipr_tui.checks.carried import carried_checks
from gipr_tui.checks.cells import cell_checks
from gipr_tui.checks.check import Check
from gipr_tui.checks.claims import claim_checks
from gipr_tui.checks.copies import copy_checks
from gipr_tui.checks.figures import Figures
from gipr_tui.checks.finding import Role
from gipr_tui.checks.format import format_checks
from gipr_tui.checks.hierarchy import hierarchy_checks
from gipr_tui.checks.local import local_checks
from gipr_tui.checks.plausibility import plausibility_checks
from gipr_tui.checks.readers import Readers
from gipr_tui.checks.relations import Equation, applies, equations_of, totals_among
from gipr_tui.checks.structure import structure_checks
from gipr_tui.checks.voices import Voices
from gipr_tui.checks.years import year_checks
from gipr_tui.forms import Form
from gipr_tui.forms.local import LocalRules
from gipr_tui.forms.model import Relation
from gipr_tui.report.model import Report


class CheckList:
    """The checks that apply to the reports of some units and years on one form, with the ``rules`` of the office's own.

    ``checks`` keep their positions. ``of_marked`` are those of a single cell's way of writing, ``yielding`` those that are asked
    last, each with its rule and the cells it would speak of. ``totals`` are the cells that the form fills with what others add
    up to, each with its equations. ``voices`` tell which the words let speak, ``readers`` which read a place.
    """

    def __init__(self, report: Report, rules: LocalRules = ()) -> None:
        layout = report.layout
        self.equations: tuple[Equation, ...] = tuple(equations_of(layout, report.unit, report.year))
        before = (
            *structure_checks(layout),
            *copy_checks(layout),
            *aspect_checks(layout, report),
            *format_checks(layout),
            *cell_checks(layout),
        )
        self.checks: tuple[Check, ...] = (
            *before,
            *(equation.check() for equation in self.equations),
            *year_checks(layout),
            *hierarchy_checks(layout),
            *plausibility_checks(layout),
            *claim_checks(layout),
            *carried_checks(layout),
            *local_checks(layout, report, rules),
        )
        self.totals = totals_among(self.equations)
        equations = list(enumerate(self.equations, len(before)))
        self.yielding = {
            number: (e.relation.rule, e.cells) for number, e in equations if self._is_asked_last(e.relation)
        }
        numbered = list(enumerate(self.checks))
        self.of_marked = {cell: n for n, check in numbered if check.of_marked for cell in check.reads}
        self.voices = Voices(self.checks)
        self.readers = Readers(self.checks, self.voices.voiced)
        told = self.readers.tests.keys() | self.voices.voiced
        #: Those of which neither the numbers nor a cell's way of writing nor the words show whether they have something to say.
        self._untold = [number for number, check in numbered if number not in told and not check.of_marked]

    def worth_running(self, figures: Figures, speaking: Set[int]) -> list[int]:
        """The checks that may have something to say of a report with these figures and voices, by their position."""
        return [
            *self.readers.failing(figures.numbers),
            *[self.of_marked[cell] for cell in figures.marked],
            *self._untold,
            *speaking,
        ]

    def _is_asked_last(self, relation: Relation) -> bool:
        """Whether others may make a relation silent, and none of them heeds what it says."""
        role = self.roles.get(relation.rule, Role())
        return bool(role.yields_to) and not role.heeded and not relation.blank_rule

    @cached_property
    def roles(self) -> dict[str, Role]:
        """The rules whose findings have to do with those of others."""
        relations = [equation.relation for equation in self.equations]
        yielding = {relation.rule: frozenset(relation.yields_to) for relation in relations if relation.yields_to}
        heeded = frozenset().union(*yielding.values())
        of_blanks = {relation.blank_rule for relation in relations} - {""}
        listing = {check.rule for check in self.checks if check.listing and check.of_odd}
        return {
            rule: Role(yielding.get(rule, frozenset()), rule in heeded, rule in of_blanks, rule in listing)
            for rule in yielding.keys() | heeded | of_blanks | listing
        }


_Scope = tuple[Form, frozenset[str], LocalRules, tuple[bool, ...]]
_lists: dict[_Scope, CheckList] = {}
_MOST_LISTS = 16


def check_list(report: Report, rules: LocalRules = ()) -> CheckList:
    """The checks that apply to ``report``; made once for all reports to which the same applies."""
    key = _scope(report, rules)
    found = _lists.get(key)
    if found is None:  # looked for once: another thread may empty the lists at any time
        if len(_lists) >= _MOST_LISTS:
            _lists.clear()
        found = _lists[key] = CheckList(report, rules)
    return found


def _scope(report: Report, rules: LocalRules) -> _Scope:
    """What of the form and of the office's rules applies to a report's unit and year."""
    own = tuple(rule for rule in rules if rule.is_for(report.unit, report.year))
    return report.form, report.layout.variants, own, _of_some(report.form, report.unit, report.year)


@lru_cache(maxsize=256)
def _of_some(form: Form, unit: str, year: int) -> tuple[bool, ...]:
    """For each relation and mention that is not for all units and years, whether it is for these."""
    of_some = [
        applies(relation, unit, year) for relation in form.relations if relation.unit_pattern or relation.from_year
    ]
    return (*of_some, *(concerns(mention, unit) for mention in form.mentions if mention.unit_pattern))
