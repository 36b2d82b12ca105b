"""The findings of a section, each cause with the findings it explains below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gipr_tui.checks.finding import Diagnosis, Evaluation, Finding
from gipr_tui.forms import Address, Layout, Severity
from gipr_tui.tui.glyphs import ACCEPTED, CAUSE, DONE, SIGNS, pad
from gipr_tui.tui.widgets.lines import LineList, Pieces
from gipr_tui.workspace.wording import Wording

_RULE_WIDTH = 11
COMPACT = 3
#: What the bars and a table with its header take of the screen, whatever is found.
_TABLE = 15
_LISTS = ("blank-cells", "not-applicable", "table-missing")
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the panel: a cause, or a finding (indented where a cause explains it)."""

    pieces: Pieces
    finding: Finding | None = None
    diagnosis: Diagnosis | None = None


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Findings with a cause first, those in the tables before those in the text; then by weight, in the form's order.

    Those that were accepted come last.
    """

    def rank(finding: Finding) -> tuple[object, ...]:
        cause, accepted = finding.cause, finding.accepted is not None
        return (accepted, cause is None, cause or "", _WEIGHT[finding.severity], finding.span is not None)

    return sorted(findings, key=rank)


def marks_of(evaluation: Evaluation) -> dict[Address, Severity]:
    """The cells to be mended, with the weight of the worst that is said of them.

    Lists of blank cells mark none, nor does what was accepted.
    """
    marks: dict[Address, Severity] = {}
    for finding in evaluation.findings:
        if finding.cells and finding.wording not in _LISTS and not finding.accepted:
            cell = finding.cells[0]
            if cell not in marks or _WEIGHT[finding.severity] < _WEIGHT[marks[cell]]:
                marks[cell] = finding.severity
    return marks


def first_section(evaluation: Evaluation) -> int:
    """The section to begin with: where there is most to mend, otherwise the first."""
    errors = [f for f in evaluation.findings if f.severity is Severity.ERROR]
    empty = {f.section for f in errors if f.wording == "table-missing"}
    counts = Counter(f.section for f in errors if (f.cells or f.span) and f.section not in empty)
    return max(counts, key=lambda section: (counts[section], -section)) if counts else 1


class FindingsPanel(LineList):
    """What is wrong in the section in view."""

    DEFAULT_CSS = "FindingsPanel { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, show_cursor=False)
        self._items: list[Item] = []
        #: Is called with the finding that was clicked on.
        self.on_finding: Callable[[Finding], None] | None = None

    @property
    def count(self) -> int:
        return len(self._items)

    def line(self, index: int) -> Pieces:
        return self._items[index].pieces

    def clicked(self, index: int) -> None:
        """Tells which finding was clicked on; under a cause, the first that it explains."""
        finding = next((item.finding for item in self._items[index:] if item.finding), None)
        if finding and self.on_finding:
            self.on_finding(finding)

    @staticmethod
    def concerns(finding: Finding, section: int, layout: Layout) -> bool:
        """Whether a finding belongs to a section: it was found there, or the cell to be mended stands there."""
        return finding.section == section or any(layout.cells[cell].section == section for cell in finding.cells[:1])

    def wanted_height(self, evaluation: Evaluation, section: int, layout: Layout, screen: int, *, compact: bool) -> int:
        """The lines that a section's findings need, as far as the table is left a few rows; three at most if ``compact``."""
        findings = [f for f in evaluation.findings if self.concerns(f, section, layout)]
        wanted = len(findings) + len({f.cause for f in findings if f.cause})
        most = COMPACT if compact else max(COMPACT, min(screen * 3 // 8, screen - _TABLE))
        return max(1, min(wanted, most))

    def fit(self, wanted: int) -> None:
        """Takes the height that is wanted."""
        self.styles.height = wanted

    def fit_if_far_off(self, wanted: int) -> None:
        """While figures are typed the height stays, unless much is gone or nothing new could be seen."""
        height = self.size.height
        if wanted <= height - COMPACT or height < min(wanted, COMPACT):
            self.fit(wanted)

    def show(self, evaluation: Evaluation, section: int, wording: Wording, nothing: str) -> None:
        """Shows the findings of a section; ``nothing`` is what is said where there are none."""
        mine = ordered([f for f in evaluation.findings if self.concerns(f, section, wording.layout)])
        items: list[Item] = []
        cause: str | None = None
        for finding in mine:
            if finding.cause != cause and (diagnosis := evaluation.diagnosis(finding.cause)):
                cause = finding.cause
                pieces = [
                    (f"{CAUSE} ", "error"),
                    (pad(diagnosis.cause, _RULE_WIDTH + 1), "cause"),
                    (wording.cause(diagnosis), "cause"),
                    (f"  {wording.text('editor.can-correct', explains=diagnosis.explains)}", "key"),
                ]
                items.append(Item(pieces, diagnosis=diagnosis))
            items.append(Item(_pieces(finding, wording), finding=finding))
        if not items:
            items = [Item([(f"{DONE} ", "good"), (nothing, "dim")])]
        self._take(items)

    def _take(self, items: list[Item]) -> None:
        """Shows other lines; while there are as many as before, only those that differ are repainted."""
        before, self._items = self._items, items
        if len(items) != len(before):
            self.reset(self.cursor)
            return
        for index, (old, new) in enumerate(zip(before, items, strict=True)):
            if old.pieces != new.pieces:
                self._refresh_line(index)

    def reveal(self, finding: Finding | None) -> None:
        """Scrolls to a finding and marks its line; none unmarks it."""
        self.show_cursor = finding is not None
        for index, item in enumerate(self._items):
            if finding is not None and item.finding is not None and item.finding.identity == finding.identity:
                self.move_to(index)
        self.refresh()


def _pieces(finding: Finding, wording: Wording) -> Pieces:
    sign, role = sign_of(finding)
    indent = "  " if finding.cause else ""
    rule = pad(finding.rule, _RULE_WIDTH - len(indent))
    said = wording.finding(finding)
    if finding.accepted is None:
        return [(f"{indent}{sign} ", role), (rule, role), (" ", "plain"), (said, "plain")]
    reason = wording.text("accepting.by-short", reason=finding.accepted.text)
    return [(f"{indent}{sign} ", role), (rule, role), (f" {reason}  {said}", role)]


def sign_of(finding: Finding) -> tuple[str, str]:
    """The sign of a finding and the role it is drawn in: how much it weighs, or that it was accepted."""
    return (ACCEPTED, "dim") if finding.accepted else (SIGNS[finding.severity], finding.severity.value)
