"""The findings of a section, each cause with the findings it explains below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.strip import Strip

from gipr_tui.checks.finding import Diagnosis, Evaluation, Finding
from gipr_tui.forms import Address, Layout, Severity
from gipr_tui.report.model import PREAMBLE, TITLE, Place
from gipr_tui.tui.glyphs import ACCEPTED, CAUSE, DONE, SIGNS, display_width, pad
from gipr_tui.tui.widgets.lines import LineList, Pieces, strip_of
from gipr_tui.workspace.wording import Wording

_RULE_WIDTH = 11
COMPACT = 3
#: What the bars and a table with its header take of the screen, whatever is found.
_TABLE = 15
#: What stands before section one: the title and the foreword.
FOREWORD = 0
BLANK_TOTAL, BLANK_CELLS = "blank-total", "blank-cells"
_LISTS = (BLANK_CELLS, "not-applicable", "table-missing")
#: So many blank totals are one line: while a table is being filled nearly all of them are, and come and go with every row.
_MANY_BLANK = 3
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


#: What stands on one line of the panel: a cause, or a finding (indented where a cause explains it), or several alike.
Entry = Diagnosis | tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the panel, and the findings that it shows: none where it is a cause's."""

    pieces: Pieces
    findings: tuple[Finding, ...] = ()


def ordered(findings: Sequence[Finding], evaluation: Evaluation) -> list[Finding]:
    """Findings with a cause first, those in the tables before those in the text; then by weight, in the form's order.

    Those that were accepted come last.
    """

    def rank(finding: Finding) -> tuple[object, ...]:
        diagnosis, accepted = evaluation.cause_of(finding), finding.accepted is not None
        cause = diagnosis.cause if diagnosis else ""
        return (accepted, not cause, cause, _WEIGHT[finding.severity], finding.span is not None)

    return sorted(findings, key=rank)


def in_order(evaluation: Evaluation, layout: Layout) -> list[Finding]:
    """All findings: section by section, the foreword's before them, and in each as the panel lists them; accepted ones last."""
    findings = ordered(evaluation.findings, evaluation)
    return sorted(findings, key=lambda f: (f.accepted is not None, part_of(f, evaluation, layout)))


def part_of(finding: Finding, evaluation: Evaluation, layout: Layout) -> int:
    """The section in which a finding is mended; :data:`FOREWORD` for what stands before the first."""
    place, _ = spot_of(finding, evaluation)
    if place in layout.cells:
        return layout.cells[place].section
    return FOREWORD if place in (TITLE, PREAMBLE) else finding.section


def spot_of(finding: Finding, evaluation: Evaluation) -> tuple[Place, tuple[int, int] | None]:
    """Where a finding is mended: a cell, or words of a text."""
    if finding.cells and evaluation.cause_of(finding):
        return finding.cells[0], None
    return finding.place, finding.span


def entries(evaluation: Evaluation, section: int, layout: Layout) -> list[Entry]:
    """What the panel shows of a section, line by line: each cause before what it explains, blank totals together.

    For :data:`FOREWORD` it is what concerns the title and the foreword, which section one shows too.
    """
    findings = ordered([f for f in evaluation.findings if _concerns(f, section, evaluation, layout)], evaluation)
    blank = tuple(f for f in findings if f.wording == BLANK_TOTAL)
    together = frozenset(blank if len(blank) >= _MANY_BLANK else ())
    found: list[Entry] = []
    for finding in findings:
        diagnosis = evaluation.cause_of(finding)
        if diagnosis and diagnosis not in found:
            found.append(diagnosis)
        if finding not in together:
            found.append((finding,))
        elif finding == blank[0]:
            found.append(blank)
    return found


def _concerns(finding: Finding, section: int, evaluation: Evaluation, layout: Layout) -> bool:
    """Whether a finding belongs to a section: it was found there, or the cell to be mended stands there."""
    if section == FOREWORD:
        return part_of(finding, evaluation, layout) == FOREWORD
    return finding.section == section or any(layout.cells[cell].section == section for cell in finding.cells[:1])


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
        self._more: Callable[[int], str] = str
        #: Is called with the finding that was clicked on.
        self.on_finding: Callable[[Finding], None] | None = None

    @property
    def count(self) -> int:
        return len(self._items)

    def line(self, index: int) -> Pieces:
        return self._items[index].pieces

    def clicked(self, index: int) -> None:
        """Tells which finding was clicked on; under a cause, the first that it explains."""
        finding = next((item.findings[0] for item in self._items[index:] if item.findings), None)
        if finding and self.on_finding:
            self.on_finding(finding)

    @staticmethod
    def wanted_height(evaluation: Evaluation, section: int, layout: Layout, screen: int, *, compact: bool) -> int:
        """The lines that a section's findings need, as far as the table is left a few rows; three at most if ``compact``."""
        most = COMPACT if compact else max(COMPACT, min(screen * 3 // 8, screen - _TABLE))
        return max(1, min(len(entries(evaluation, section, layout)), most))

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
        self._more = lambda count: wording.text("editor.more-findings", count=count)
        items = [_item(entry, evaluation, wording) for entry in entries(evaluation, section, wording.layout)]
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

    def render_line(self, y: int) -> Strip:
        strip, below = super().render_line(y), self.count - self.top - self.size.height
        if below <= 0 or y != self.size.height - 1:
            return strip
        said = f" {self._more(below)} "
        room = max(0, self.size.width - display_width(said))
        return Strip.join([strip.crop(0, room), strip_of([(said, "key")], self.size.width - room)])

    def reveal(self, finding: Finding | None) -> None:
        """Scrolls to a finding and marks its line; none unmarks it."""
        self.show_cursor = finding is not None
        for index, item in enumerate(self._items):
            if finding is not None and any(one.identity == finding.identity for one in item.findings):
                self.move_to(index)
        self.refresh()


def _item(entry: Entry, evaluation: Evaluation, wording: Wording) -> Item:
    if isinstance(entry, Diagnosis):
        pieces = [
            (f"{CAUSE} ", "error"),
            (pad(entry.cause, max(_RULE_WIDTH, len(entry.cause)) + 1), "cause"),
            (wording.cause(entry), "cause"),
            (f"  {wording.text('editor.can-correct', explains=entry.explains)}", "key"),
        ]
        return Item(pieces)
    indent = "  " if evaluation.cause_of(entry[0]) else ""
    return Item(_pieces(entry[0], _said(entry, wording), wording, indent), entry)


def _said(entry: tuple[Finding, ...], wording: Wording) -> str:
    """What the findings of one line say; where much is blank, what to do, and none of the cells: they change with every key."""
    first = entry[0]
    if len(entry) > 1:
        return wording.text("editor.blank-totals", count=len(entry))
    if first.wording == BLANK_CELLS:
        return wording.text("editor.blank-cells", **dict(first.facts))
    return wording.finding(first)


def _pieces(finding: Finding, said: str, wording: Wording, indent: str) -> Pieces:
    sign, role = sign_of(finding)
    rule = pad(finding.rule, _RULE_WIDTH - len(indent))
    if finding.accepted is None:
        return [(f"{indent}{sign} ", role), (rule, role), (" ", "plain"), (said, "plain")]
    reason = wording.text("accepting.by-short", reason=finding.accepted.text)
    return [(f"{indent}{sign} ", role), (rule, role), (f" {reason}  {said}", role)]


def sign_of(finding: Finding) -> tuple[str, str]:
    """The sign of a finding and the role it is drawn in: how much it weighs, or that it was accepted."""
    return (ACCEPTED, "dim") if finding.accepted else (SIGNS[finding.severity], finding.severity.value)
