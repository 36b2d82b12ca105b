"""Checking a report: whole, or again after an edit with the same answer.

A form under its variants, for a unit and a year, gives a fixed list of checks; each names what it reads. After an edit
only those that read a changed place are run again. What is said at the end depends on all findings and is worked out from
them anew where one has changed, so that both ways give the same evaluation. The causes behind the findings are looked for
when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from operator import attrgetter

from gipr_tui.checks.accepting import with_acceptances
from gipr_tui.checks.causes import diagnose, errors_to_explain
from gipr_tui.checks.check import Context
from gipr_tui.checks.checklist import check_list
from gipr_tui.checks.echoes import Spoken
from gipr_tui.checks.figures import Figures
from gipr_tui.checks.finding import Causes, Diagnosis, Evaluation, Finding, Identity, Said, evaluation, said_of
from gipr_tui.checks.parts import Parts
from gipr_tui.checks.search import Heard, Search
from gipr_tui.forms.local import LocalRules
from gipr_tui.report.model import Place, Report


def evaluate(
    report: Report, previous: Report | None = None, rules: LocalRules = (), parts: Parts | None = None
) -> Evaluation:
    """All findings of ``report``. ``previous`` is the same unit's report on the year before, if there is one.

    ``rules`` are those that the office has added of its own, ``parts`` the reports that this one adds up, if it does.
    """
    return LiveEvaluation(report, previous, rules, parts).evaluation


class LiveEvaluation:
    """The evaluation of a report that is being edited.

    What each check has said is kept, so that an edit runs only those that read what it changed; where none of them says
    anything else, the evaluation stays the very same.
    """

    def __init__(
        self, report: Report, previous: Report | None = None, rules: LocalRules = (), parts: Parts | None = None
    ) -> None:
        self._rules, self._list = rules, check_list(report, rules)
        self._figures = Figures(report)
        self._context = Context(report, previous, self._figures, parts)
        self._muted = self._list.muted(self._context)
        self._said: dict[int, list[Said]] = {}
        worth_running = self._list.worth_running(self._figures, self._muted)
        self._waiting = {number for number in worth_running if number in self._list.yielding}
        checks, context = self._list.checks, self._context
        for number in worth_running:
            if number not in self._waiting and (found := tuple(checks[number].run(context))):
                self._say(number, found)
        self._found = self._settled()
        self.evaluation = with_acceptances(self._found, report)

    def update(self, report: Report, changed: Iterable[Place]) -> Evaluation:
        """The evaluation after an edit that made ``report`` by changing the places ``changed``."""
        places = tuple(changed)
        plain = self._figures.follow(report, places)
        self._context = Context(report, self._context.previous, self._figures, self._context.parts)
        differs = self._hear(places)
        numbers, checks = self._figures.numbers, self._list.checks
        for number in self._list.reading(places, plain=plain) - self._muted:
            quiet = checks[number].quiet
            if quiet and quiet(numbers):
                differs = self._silence(number) or differs
            elif number in self._list.yielding:
                self._silence(number)
                self._waiting.add(number)
                differs = True
            else:
                differs = self._run(number) or differs
        if differs:
            self._found = self._settled()
        elif self._errors:
            self._found = replace(self._found, causes=self._causes())
        self.evaluation = with_acceptances(self._found, report)
        return self.evaluation

    def _hear(self, places: tuple[Place, ...]) -> bool:
        """Takes note of what changed texts leave the checks to say; whether that silences one that has spoken."""
        texts = [place for place in places if place not in self._figures.order]
        if not texts:
            return False
        self._list.listen(self._context, texts, self._muted)
        silenced = self._muted & self._said.keys()
        for number in silenced:
            del self._said[number]
        return bool(silenced)

    def _run(self, number: int) -> bool:
        """Runs a check; whether it says anything else than before."""
        found = tuple(self._list.checks[number].run(self._context))
        before = self._said.get(number)
        if not found:
            return self._silence(number)
        if before and found == tuple(said.finding for said in before):
            return False
        self._say(number, found)
        return True

    def _say(self, number: int, found: tuple[Finding, ...]) -> None:
        order = self._figures.order
        self._said[number] = [said_of(finding, order) for finding in found]

    def _silence(self, number: int) -> bool:
        """Takes note that a check has nothing to say; whether it had before."""
        said, waited = self._said.pop(number, None), number in self._waiting
        self._waiting.discard(number)
        return said is not None or waited

    def _settled(self) -> Evaluation:
        """Findings that others speak for are dropped, causes found and named, and all put in the form's order."""
        spoken = Spoken(self._list, self._said.values())
        for number in [n for n in self._waiting if not spoken.silences(*self._list.yielding[n])]:
            self._waiting.discard(number)
            self._run(number)
        said = (one for number in sorted(self._said) for one in self._said[number])
        kept = spoken.without_echoes(said, self._figures.order)
        kept.sort(key=_by_position)
        self._errors = errors_to_explain(kept)
        return evaluation(tuple(one.finding for one in kept), self._causes())

    def _causes(self) -> Causes:
        """The causes behind the errors of the report as it is now."""
        return Causes(partial(self._diagnose, self._context, self._errors)) if self._errors else Causes()

    def _diagnose(self, context: Context, errors: list[Said]) -> Mapping[Identity, Diagnosis]:
        """What is behind the ``errors`` of a report that was checked here."""
        if context is not self._context:  # it has been edited since, and what was heard of it is forgotten
            return evaluate(context.report, context.previous, self._rules, context.parts).causes.behind
        return diagnose(Search(Heard(context, self._list, self._said, self._waiting, self._muted), errors))


_by_position = attrgetter("position")
