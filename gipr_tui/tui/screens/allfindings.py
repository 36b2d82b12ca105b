"""Everything that was found in a report, each finding in full; the one that is chosen is gone to."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from gipr_tui.checks.finding import Diagnosis, Evaluation, Finding
from gipr_tui.text.wrap import iter_lines
from gipr_tui.tui.glyphs import CAUSE, char_width, pad
from gipr_tui.tui.widgets.findings import FOREWORD, in_order, part_of, sign_of
from gipr_tui.tui.widgets.lines import Bar, LineList, Pieces
from gipr_tui.workspace.wording import Wording

_RULE_WIDTH = 13
_INDENT = " " * (_RULE_WIDTH + 3)


class _Told(LineList):
    """Findings on as many lines as they need; the cursor goes from one to the next."""

    def __init__(self, evaluation: Evaluation, findings: Sequence[Finding], wording: Wording, at: int) -> None:
        super().__init__()
        self._evaluation, self._findings, self._wording = evaluation, findings, wording
        self._at = at
        self._lines: list[Pieces] = []
        self._starts: list[int] = []

    @property
    def count(self) -> int:
        return len(self._lines)

    def line(self, index: int) -> Pieces:
        return self._lines[index]

    @property
    def chosen(self) -> Finding:
        """The finding under the cursor."""
        return self._findings[self._at]

    def step(self, findings: int) -> None:
        """Moves the cursor by so many findings, and scrolls so that all of the one it comes to is seen."""
        self._at = max(0, min(self._at + findings, len(self._findings) - 1))
        after = (*self._starts, self.count)[self._at + 1]
        self.move_to(after - 1)
        self.move_to(self._starts[self._at])

    def clicked(self, index: int) -> None:
        """A click goes to the finding."""
        self._at = sum(start <= index for start in self._starts) - 1
        self.press_enter()

    def on_resize(self) -> None:
        self._lines, self._starts = [], []
        part: int | None = None
        cause: Diagnosis | None = None
        for finding in self._findings:
            now = part_of(finding, self._evaluation, self._wording.layout)
            if now != part:
                self._lines.append([(f" {self._heading(now)}", "header")])
                part = now
            diagnosis = self._evaluation.cause_of(finding)
            if diagnosis and diagnosis != cause:
                said = self._wording.cause(diagnosis)
                self._lines.append([(f" {CAUSE} {pad(diagnosis.cause, _RULE_WIDTH)}", "error"), (said, "cause")])
            cause = diagnosis
            self._starts.append(len(self._lines))
            self._lines += self._in_full(finding)
        self.step(0)
        self.refresh()

    def _heading(self, part: int) -> str:
        if part == FOREWORD:
            return self._wording.text("editor.foreword")
        return self._wording.layout.form.section(part).heading

    def _in_full(self, finding: Finding) -> list[Pieces]:
        sign, role = sign_of(finding)
        sentence = self._wording.finding(finding)
        if finding.accepted:
            sentence = f"{self._wording.text('accepting.by-short', reason=finding.accepted.text)}  {sentence}"
        first, *others = iter_lines(sentence, max(8, self.size.width - len(_INDENT) - 1), measure=char_width)
        lead: Pieces = [(f" {sign} ", role), (pad(finding.rule, _RULE_WIDTH), role), (first.rstrip(), "plain")]
        return [lead, *([(f"{_INDENT}{other.rstrip()}", "plain")] for other in others)]


class AllFindingsScreen(ModalScreen["Finding | None"]):
    """Gives the finding that was chosen, or none. ``at`` is the one to begin with."""

    DEFAULT_CSS = "AllFindingsScreen { background: ansi_default; }"

    def __init__(self, evaluation: Evaluation, wording: Wording, at: Finding | None, part: int) -> None:
        super().__init__()
        findings = in_order(evaluation, wording.layout)
        here = [number for number, finding in enumerate(findings) if at and finding.identity == at.identity]
        near = [
            number for number, finding in enumerate(findings) if part_of(finding, evaluation, wording.layout) >= part
        ]
        self._list = _Told(evaluation, findings, wording, next(iter((*here, *near)), 0))
        title, keys = wording.text("allfindings.title", count=len(findings)), wording.text("allfindings.keys")
        self._title = Bar("title")
        self._title.show([(f" {title} ", "title")], [(f"{keys} ", "title-dim")])

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._list

    def on_key(self, event: events.Key) -> None:
        event.stop()
        page = max(1, self._list.size.height // 2)
        steps = {
            "up": -1,
            "k": -1,
            "down": 1,
            "j": 1,
            "pageup": -page,
            "pagedown": page,
            "home": -(10**6),
            "end": 10**6,
        }
        if event.key in steps:
            self._list.step(steps[event.key])
        else:
            self.dismiss(self._list.chosen if event.key == "enter" else None)
