"""From one finding to the next, to the place where each is mended, and the corrections that causes propose."""

from __future__ import annotations

from gipr_tui.checks.finding import Finding
from gipr_tui.tui.screens.allfindings import AllFindingsScreen
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.widgets.findings import in_order, part_of, spot_of


class Mending:
    """The finding that the operator is at, and the way to the others."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk
        self.finding: Finding | None = None
        self._first: Finding | None = None
        self._left_at: tuple[int, object] | None = None

    @property
    def walked_to(self) -> Finding | None:
        """The finding that the operator is at, as long as the cursor stays where walking there has left it."""
        return self.finding if self._left_at == self._cursor() else None

    def _cursor(self) -> tuple[int, object]:
        desk = self._desk
        return desk.part, desk.texts.area.caret if desk.in_text else desk.grid.address

    def begin_with(self, finding: Finding | None) -> None:
        """Is at no finding; the next is ``finding``, if there is one."""
        self.finding, self._first = None, finding

    def do_all_findings(self) -> None:
        """Shows everything that was found, each in full, and goes to the finding that is chosen."""
        desk = self._desk
        if not desk.leave_cell():
            return
        if not desk.session.evaluation.findings:
            desk.say(desk.text("editor.no-findings-at-all"))
            return
        screen = AllFindingsScreen(desk.session.evaluation, desk.wording, self.finding, desk.part)
        desk.app.push_screen(screen, lambda chosen: self._show(chosen) if chosen else None)

    def do_next_finding(self) -> None:
        """Goes to where the next finding is mended."""
        self._step(1)

    def do_previous_finding(self) -> None:
        """Goes to where the previous finding is mended."""
        self._step(-1)

    def _step(self, step: int) -> None:
        desk = self._desk
        if not desk.leave_cell():
            return
        findings = in_order(desk.session.evaluation, desk.session.report.layout)
        if not findings:
            desk.say(desk.text("editor.no-findings-at-all"))
            return
        self._show(findings[self._next_of(findings, step) % len(findings)])

    def _next_of(self, findings: list[Finding], step: int) -> int:
        """The finding after or before the one that one is at, or what an edit has left of that one.

        One who is at none begins with the section in view.
        """
        here = self.finding
        for at, finding in enumerate(findings):
            if here and finding.identity == here.identity:
                return at + step
        for at, finding in enumerate(findings):
            if here and (finding.rule, finding.place, finding.cells) == (here.rule, here.place, here.cells):
                return at
        if self._first in findings:
            return findings.index(self._first)
        session, current = self._desk.session, self._desk.part
        evaluation, layout = session.evaluation, session.report.layout
        parts = [part_of(finding, evaluation, layout) for finding in findings if finding.accepted is None]
        if step > 0:
            return next((at for at, part in enumerate(parts) if part >= current), 0)
        return next((at for at in reversed(range(len(parts))) if parts[at] <= current), -1)

    def go_to(self, finding: Finding) -> None:
        """Goes to where a finding is mended."""
        if self._desk.leave_cell():
            self._show(finding)

    def _show(self, finding: Finding) -> None:
        desk, before, self.finding, self._first = self._desk, self.finding, finding, None
        evaluation = desk.session.evaluation
        place, span = spot_of(finding, evaluation)
        desk.show_finding(finding, place)
        self._left_at = self._cursor()
        if place.endswith(".heading"):
            desk.say(desk.text("editor.heading-here"))
        elif finding.rule == "S-CARRIED":
            desk.say(desk.text("note.settle-here"))
        elif before and before.identity != finding.identity and spot_of(before, evaluation) == (place, span):
            desk.say(f"{finding.rule}  {desk.wording.finding(finding)}")  # the cursor has not moved

    def do_correct(self) -> None:
        """Offers the correction that a cause proposes: that of the finding one is at, or the first."""
        desk = self._desk
        if not desk.leave_cell():
            return
        evaluation = desk.session.evaluation
        diagnoses = evaluation.diagnoses
        if not diagnoses:
            desk.say(desk.text("editor.nothing-to-correct"))
            return
        diagnosis = (self.finding and evaluation.cause_of(self.finding)) or diagnoses[0]
        question = Question(
            desk.text,
            desk.text("editor.correct", explains=diagnosis.explains),
            lambda: desk.change(dict(diagnosis.correction)),
            [desk.wording.cause(diagnosis), desk.wording.correction(diagnosis)],
        )
        desk.app.push_screen(question)
