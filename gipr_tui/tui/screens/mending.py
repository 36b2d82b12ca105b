"""From one finding to the next, to the place where each is mended, and the corrections that causes propose."""

from __future__ import annotations

from gipr_tui.checks.finding import Finding
from gipr_tui.report.model import Place
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.widgets.findings import ordered


class Mending:
    """The finding that the operator is at, and the way to the others."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk
        self.finding: Finding | None = None

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
        findings = ordered(desk.session.evaluation.findings)
        if not findings:
            desk.say(desk.text("editor.no-findings-at-all"))
            return
        self._show(findings[self._next_of(findings, step) % len(findings)])

    def _next_of(self, findings: list[Finding], step: int) -> int:
        """The finding after or before the one that one is at, or what an edit has left of that one; else the first or last."""
        here = self.finding
        for at, finding in enumerate(findings):
            if here and finding.identity == here.identity:
                return at + step
        for at, finding in enumerate(findings):
            if here and (finding.rule, finding.place, finding.cells) == (here.rule, here.place, here.cells):
                return at
        return 0 if step > 0 else -1

    def go_to(self, finding: Finding) -> None:
        """Goes to where a finding is mended."""
        if self._desk.leave_cell():
            self._show(finding)

    def _show(self, finding: Finding) -> None:
        desk, before, self.finding = self._desk, self.finding, finding
        place, span = _spot(finding)
        desk.show_finding(finding, place)
        if place.endswith(".heading"):
            desk.say(desk.text("editor.heading-here"))
        elif finding.rule == "S-CARRIED":
            desk.say(desk.text("note.settle-here"))
        elif before and before.identity != finding.identity and _spot(before) == (place, span):
            desk.say(f"{finding.rule}  {desk.wording.finding(finding)}")  # the cursor has not moved

    def do_correct(self) -> None:
        """Offers the correction that a cause proposes: that of the finding one is at, or the first."""
        desk = self._desk
        diagnoses = desk.session.evaluation.diagnoses
        if not diagnoses:
            desk.say(desk.text("editor.nothing-to-correct"))
            return
        cause = self.finding.cause if self.finding else None
        diagnosis = desk.session.evaluation.diagnosis(cause) or diagnoses[0]
        question = Question(
            desk.text,
            desk.text("editor.correct", explains=diagnosis.explains),
            lambda: desk.change(dict(diagnosis.correction)),
            [desk.wording.cause(diagnosis), desk.wording.correction(diagnosis)],
        )
        desk.app.push_screen(question)


def _spot(finding: Finding) -> tuple[Place, tuple[int, int] | None]:
    """Where a finding is mended: a cell, or words of a text."""
    if finding.cause and finding.cells:
        return finding.cells[0], None
    return finding.place, finding.span
