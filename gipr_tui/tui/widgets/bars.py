"""The bars of the editor in words: what is open, how far each section is, and where one is."""

from __future__ import annotations

from gipr_tui.checks.finding import Evaluation
from gipr_tui.forms import Address, Severity
from gipr_tui.locale import Catalogue
from gipr_tui.report.model import PREAMBLE, Place, Report
from gipr_tui.report.values import written
from gipr_tui.tui.glyphs import CROSS, DIFFERENCE, DONE, SIGNS, UNEQUAL, crop, display_width
from gipr_tui.tui.widgets.lines import Piece
from gipr_tui.workspace.session import Session
from gipr_tui.workspace.wording import Wording, signed_number

_LEAST_PATH = 16


def title_of(
    session: Session, section: int, place: Place, text: Catalogue, view: str = ""
) -> tuple[list[Piece], list[Piece]]:
    """What is open and which section is in view; at the right how much is found in the whole report."""
    report = session.report
    heading = text("editor.foreword") if place == PREAMBLE else report.passage(section).heading
    shown = heading or text("editor.no-heading")
    left = [(f" {report.unit} {report.year} ", "title"), (f" {shown}", "title-dim")]
    right = [(f"{view} ", "title")] if view else []
    if session.unsaved:
        right.append((f"{text('editor.unsaved')} ", "error"))
    counts = " ".join(
        f"{SIGNS[severity]}{session.evaluation.count(severity)}"
        for severity in Severity
        if session.evaluation.count(severity)
    )
    right.append((f"  {counts or DONE} ", "title"))
    return left, right


def section_tabs(report: Report, evaluation: Evaluation, current: int) -> list[Piece]:
    """The sections in their order, each with a mark: done, empty, or the worst that was found in it."""
    pieces: list[Piece] = []
    for section in report.form.sections:
        mark, role = _mark(report, evaluation, section.number)
        name = section.short or section.heading
        tab = "tab-current" if section.number == current else "tab"
        pieces += [(f" {section.number}{crop(name, 8, '')}", tab), (f"{mark} ", role if tab == "tab" else tab)]
    return pieces


def _mark(report: Report, evaluation: Evaluation, number: int) -> tuple[str, str]:
    found = {finding.severity for finding in evaluation.findings if finding.section == number}
    for severity in (Severity.ERROR, Severity.WARNING):
        if severity in found:
            return SIGNS[severity], severity.value
    cells = [a for table in report.layout.in_section(number) for row in table.addresses for a in row]
    filled = any(a in report.values for a in cells) if cells else bool(report.passage(number).text.strip())
    return (DONE, "good") if filled else ("-", "dim")


def status_of_cell(
    session: Session, address: Address, note: str, wording: Wording, width: int, beside: str = ""
) -> tuple[list[Piece], list[Piece]]:
    """Where the cursor is, in words, and ``note``; without one, for a faulty cell both numbers and the difference.

    At the right stands the address.
    """
    rows, columns = wording.path(address)
    where = f"{rows}{CROSS}{columns}" if rows else columns
    fault = note or _fault(session.evaluation, address)
    if not fault:
        fault = session.report.value(address).text and f"= {session.report.value(address).text}"
    if beside:
        fault = f"{fault}  {beside}"
    room = max(_LEAST_PATH, width - display_width(fault) - display_width(address) - 6)
    row, cross, column = _shorten(where, room).partition(CROSS)
    # in pieces, so that a move along a row sends only the column
    return [(f" {row}", "status"), (f"{cross}{column}", "status"), (f"  {fault}", "status")], [
        (f" {address} ", "status")
    ]


def _shorten(path: str, room: int) -> str:
    """A path without its outermost labels where there is no room for them."""
    while display_width(path) > room and " > " in path:
        path = path.split(" > ", 1)[1] if CROSS not in path.split(" > ", 1)[0] else _drop_outer_column(path)
    return crop(path, room)


def _drop_outer_column(path: str) -> str:
    row, columns = path.split(CROSS, 1)
    return f"{row}{CROSS}{columns.rsplit(' > ', 1)[-1]}"


def _fault(evaluation: Evaluation, address: Address) -> str:
    for finding in evaluation.findings:
        if finding.cells[:1] == (address,) and finding.left is not None and finding.right is not None:
            difference = signed_number(finding.difference) if finding.difference is not None else ""
            return f"{written(finding.left)} {UNEQUAL} {written(finding.right)}  {DIFFERENCE}{difference}"
    return ""


def status_of_text(text: str, location: tuple[int, int], catalogue: Catalogue) -> list[Piece]:
    """Where the cursor is in a text, and how long the text is."""
    count = sum(not char.isspace() for char in text)
    sentence = catalogue("editor.text-status", line=location[0] + 1, column=location[1] + 1, count=count)
    return [(f" {sentence}", "status")]
