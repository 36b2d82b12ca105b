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
from itertools import chain

from gipr_tui.checks.accepting import with_acceptances
from gipr_tui.checks.causes import diagnose, errors_to_explain
from gipr_tui.checks.check import Context
from gipr_tui.checks.checklist import check_list
from gipr_tui.checks.echoes import Spoken
from gipr_tui.checks.figures import Figures
from gipr_tui.checks.finding import Causes, Diagnosis, Evaluation, Finding, Identity, reads_as, said_of
from gipr_tui.checks.parts import Parts
from gipr_tui.checks.search import Heard, Search
from gipr_tui.forms import Severity
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

    What each check has said is kept, so that an edit runs only those that read what it changed. Where none of them says
    anything else and there is no error, whose cause may be another one now, the evaluation stays the very same.
    """

    def __init__(
        self, report: Report, previous: Report | None = None, rules: LocalRules = (), parts: Parts | None = None
    ) -> None:
        checks = check_list(report, rules)
        self._rules, self._figures = rules, Figures(report)
        context = Context(report, previous, self._figures, parts)
        speaking = checks.voices.of(context)
        worth_running = checks.worth_running(self._figures, speaking)
        waiting = checks.yielding.keys() & worth_running
        self._heard = Heard(context, checks, {}, waiting, speaking)
        for number in worth_running:
            if number not in waiting and (found := list(checks.checks[number].run(context))):
                self._say(number, found)
        self._found = self._settled()
        self.evaluation = with_acceptances(self._found, report)

    def update(self, report: Report, changed: Iterable[Place]) -> Evaluation:
        """The evaluation after an edit that made ``report`` by changing the places ``changed``."""
        places, heard = tuple(changed), self._heard
        plain = self._figures.follow(report, places)
        heard.context = Context(report, heard.context.previous, self._figures, heard.context.parts)
        differs = self._hear(places)
        checks = heard.checks
        asked, quiet = checks.readers.asked(places, self._figures.numbers, heard.speaking, plain=plain)
        for number in quiet & (heard.said.keys() | heard.waiting):
            differs = self._silence(number) or differs
        for number in asked:
            if number in checks.yielding:
                self._silence(number)
                heard.waiting.add(number)
                differs = True
            else:
                differs = self._run(number) or differs
        if differs:
            self._found = self._settled()
        elif self._found.count(Severity.ERROR):
            self._found = replace(self._found, causes=self._causes())
        self.evaluation = with_acceptances(self._found, report)
        return self.evaluation

    def _hear(self, places: tuple[Place, ...]) -> bool:
        """Takes note of what changed texts leave the checks to say; whether that silences one that has spoken."""
        texts, heard = [place for place in places if place not in self._figures.order], self._heard
        if not texts:
            return False
        voices = heard.checks.voices
        voices.listen(heard.context, texts, heard.speaking)
        silenced = (heard.said.keys() & voices.voiced) - heard.speaking
        for number in silenced:
            del heard.said[number]
        return bool(silenced)

    def _run(self, number: int) -> bool:
        """Runs a check; whether it says anything else than before."""
        heard = self._heard
        found = list(heard.checks.checks[number].run(heard.context))
        before = heard.said.get(number)
        if not found:
            return self._silence(number)
        if before and len(before) == len(found) and all(map(reads_as, found, (finding for _, finding, _ in before))):
            return False
        self._say(number, found)
        return True

    def _say(self, number: int, found: list[Finding]) -> None:
        order, roles = self._figures.order, self._heard.checks.roles
        self._heard.said[number] = [said_of(finding, order, roles) for finding in found]

    def _silence(self, number: int) -> bool:
        """Takes note that a check has nothing to say; whether it had before."""
        heard = self._heard
        said, waited = heard.said.pop(number, None), number in heard.waiting
        heard.waiting.discard(number)
        return said is not None or waited

    def _settled(self) -> Evaluation:
        """Findings that others speak for are dropped, and all put in the form's order."""
        heard = self._heard
        spoken = Spoken(chain.from_iterable(heard.said.values()), self._figures.order, heard.checks.roles)
        for number in [n for n in heard.waiting if not spoken.silences(*heard.checks.yielding[n])]:
            heard.waiting.discard(number)
            self._run(number)
        said = heard.said
        self._kept = spoken.without_echoes([one for number in sorted(said) for one in said[number]])
        return Evaluation(tuple(self._kept), self._causes())

    def _causes(self) -> Causes:
        """The causes behind what has been found in the report as it is now."""
        return Causes(partial(_behind, self._kept, self._heard, self._heard.context, self._rules))


def _behind(kept: list[Finding], heard: Heard, context: Context, rules: LocalRules) -> Mapping[Identity, Diagnosis]:
    """What is behind the errors among all that was ``kept`` of a report's findings when that was what was ``heard``."""
    errors = errors_to_explain(kept)
    if not errors:
        return {}
    if heard.context is not context:  # the report has been edited since
        return evaluate(context.report, context.previous, rules, context.parts).causes.behind
    return diagnose(Search(heard, errors))
