"""Letting findings stand for a reason, declaring the report final, and reopening it."""

from __future__ import annotations

from collections.abc import Mapping

from gipr_tui.checks.accepting import can_be_accepted
from gipr_tui.checks.finding import Finding
from gipr_tui.errors import GiprError
from gipr_tui.report.model import Status
from gipr_tui.tui.screens.chooser import Choice, Chooser
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.screens.dialogs import Dialog, Field, Question
from gipr_tui.tui.widgets.findings import ordered, sign_of
from gipr_tui.workspace.accepting import accept, declare_final, in_the_way, lapsed, reopen, take_back
from gipr_tui.workspace.wording import error_sentence


def _covers(finding: Finding, caret: int | None) -> bool:
    """Whether the words of a finding are at the caret; what has no words is wherever its place is."""
    return caret is None or finding.span is None or finding.span[0] <= caret <= finding.span[1]


class AcceptWork:
    """Which findings may stand, and whether the report is done."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk

    # ---- findings

    def do_accept(self) -> None:
        """Asks for the reason to let the finding at the cursor stand; takes it back where it stands already."""
        desk = self._desk
        if not desk.leave_cell() or not desk.may_type():
            return
        found = self._here()
        if not found:
            desk.say(desk.text("accepting.none"))
        elif len(found) == 1:
            self._ask(found[0])
        else:
            self._choose(found)

    def _choose(self, found: list[Finding]) -> None:
        desk, wording = self._desk, self._desk.wording
        choices = [
            Choice(finding.rule, f"{sign_of(finding)[0]} {wording.finding(finding)}", str(number))
            for number, finding in enumerate(found)
        ]

        def chosen(value: str | None) -> None:
            if value:
                self._ask(found[int(value)])

        desk.app.push_screen(Chooser(desk.text, desk.text("accepting.which"), choices), chosen)

    def _here(self) -> list[Finding]:
        """The finding that was walked to, while one is at it; otherwise those at the cursor, the open ones first."""
        desk = self._desk
        place, caret = (desk.texts.place, desk.texts.area.caret) if desk.in_text else (desk.grid.address, None)
        evaluation = desk.session.evaluation
        found = [finding for finding in ordered(evaluation.findings, evaluation) if can_be_accepted(finding)]
        at = [f for f in found if (f.place == place or place in f.cells) and _covers(f, caret)]
        walked_to = desk.mending.walked_to
        same = [f for f in found if walked_to and f.identity == walked_to.identity]
        # a heading has no cursor of its own: what was walked to is it as long as the cursor stays where it was
        return [f for f in same if f in at or f.place.endswith(".heading") or not at] or at

    def _ask(self, finding: Finding) -> None:
        desk, text = self._desk, self._desk.text
        sentence = desk.wording.finding(finding)
        if finding.accepted:
            title = text("accepting.take-back", rule=finding.rule)
            reason = text("accepting.by-short", reason=finding.accepted.text)
            desk.app.push_screen(Question(text, title, lambda: self._take_back(finding), [sentence, reason]))
            return

        def submit(values: Mapping[str, str]) -> None:
            outcome = accept(desk.session, [finding], values["reason"])
            desk.after(outcome)
            desk.app.call_later(desk.say, text("accepting.accepted"))

        before = list(lapsed(desk.session, finding).values())[-1:]
        said = [text("accepting.before", reason=n.text, by=n.by, at=n.at[:10]) for n in before]
        explanation = [sentence, *said, text("accepting.help")]
        fields = [Field("reason", text("accepting.reason"), before[0].text if before else "", proposed=True)]
        desk.app.push_screen(Dialog(text, text("accepting.title", rule=finding.rule), fields, submit, explanation))

    def _take_back(self, finding: Finding) -> None:
        desk = self._desk
        desk.after(take_back(desk.session, [finding]))
        desk.app.call_later(desk.say, desk.text("accepting.taken-back"))

    # ---- the whole report

    def do_final(self) -> None:
        """Declares the report final; where something is in the way, says what, and the key for the next finding leads there."""
        desk, text = self._desk, self._desk.text
        if not desk.leave_cell():
            return
        final = desk.session.report.status is Status.FINAL
        if not final and not in_the_way(desk.session.evaluation):
            question, explanation = text("accepting.final-ask"), [text("accepting.final-help")]
            desk.app.push_screen(Question(text, question, self._declare, explanation))
            return
        try:
            declare_final(desk.session)
        except GiprError as error:
            sentence = error_sentence(text, error)
            desk.say(sentence if final else text("accepting.hint-next", sentence=sentence), "error")
            evaluation = desk.session.evaluation
            desk.mending.begin_with(next(iter(ordered(in_the_way(evaluation), evaluation)), None))

    def _declare(self) -> None:
        desk = self._desk
        declare_final(desk.session)
        desk.show_all()
        desk.app.call_later(desk.say, desk.text("accepting.final-done"))

    def do_reopen(self) -> None:
        """Asks why a final report is to be a draft again."""
        desk, text = self._desk, self._desk.text
        if desk.session.report.status is not Status.FINAL:
            reopen(desk.session, "-")  # says that it is none

        def submit(values: Mapping[str, str]) -> None:
            reopen(desk.session, values["reason"])
            desk.show_all()
            desk.app.call_later(desk.say, text("accepting.reopened"))

        fields = [Field("reason", text("accepting.reason"))]
        desk.app.push_screen(Dialog(text, text("accepting.reopen-ask"), fields, submit))
