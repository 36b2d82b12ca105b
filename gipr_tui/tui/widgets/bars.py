"""The bars of the editor in words: what is open, how far each section is, and where one is."""

from __future__ import annotations

import re

from gipr_tui.checks.finding import Evaluation
from gipr_tui.forms import Address, Severity
from gipr_tui.locale import Catalogue
from gipr_tui.report.model import Place, Report, Status, section_of_place
from gipr_tui.report.values import written
from gipr_tui.tui.glyphs import CROSS, DIFFERENCE, DONE, NOTED, SIGNS, UNEQUAL, crop, display_width, named, pad
from gipr_tui.tui.widgets.findings import BLANK_TOTAL, FOREWORD, part_of
from gipr_tui.tui.widgets.lines import Piece
from gipr_tui.workspace.session import Session
from gipr_tui.workspace.wording import Wording, signed_number

_LEAST_PATH = 16
_LEAST_NAME, _LEAST_HEADING = 17, 12
_NOTE = 14
_WHERE, _LENGTH = 18, 20
_WORD = re.compile(r"[!-~]+|[^\s!-~]")


def title_of(
    session: Session, part: int, text: Catalogue, width: int, view: str = "", others: str = ""
) -> tuple[list[Piece], list[Piece]]:
    """What is open and which part of it is in view, a section or the foreword; at the right how much is found in all of it.

    ``view`` says whose figures are shown, ``others`` who else is at the report. In ``width`` columns the year of the report
    is always seen, and the beginning of the heading where there is room for both.
    """
    report = session.report
    heading = report.passage(part).heading if part != FOREWORD else text("editor.foreword")
    shown = heading or text("editor.no-heading")
    right = [(" ", "title"), *((f"{word} ", "title") for word in (others, view) if word)]
    right.append((f"{text(f'status.{report.status}')} ", "title" if report.status is Status.FINAL else "title-dim"))
    if session.totals_follow:
        right.append((f"{text('editor.totals-follow')} ", "title-dim"))
    if session.unsaved:
        right.append((f"{text('editor.unsaved')} ", "error"))
    counts = " ".join(
        f"{SIGNS[severity]}{session.evaluation.count(severity)}"
        for severity in Severity
        if session.evaluation.count(severity)
    )
    right.append((f"  {counts or DONE} ", "title"))
    room = width - sum(display_width(piece) for piece, _ in right) - 2
    beside_heading = room - min(display_width(shown), _LEAST_HEADING) - 1
    name = named(report.unit, report.year, max(min(room, _LEAST_NAME), beside_heading))
    return [(f" {name} ", "title"), (f" {shown}", "title-dim")], right


def section_tabs(report: Report, evaluation: Evaluation, current: int, width: int) -> list[Piece]:
    """The sections in their order, each with a mark: done, empty, or the worst found in it; and whether it has notes.

    ``current`` is the one in view, :data:`FOREWORD` for none. The names are cut so that all have room in ``width`` columns.
    """
    room = max(4, min(8, width // len(report.form.sections) - 4))
    pieces: list[Piece] = []
    noted = {_section_of(report, place) for place in report.notes}
    for section in report.form.sections:
        mark, role = _mark(report, evaluation, section.number)
        name = section.short or section.heading
        tab = "tab-current" if section.number == current else "tab"
        sign = NOTED if section.number in noted else " "
        pieces += [(f" {section.number}{crop(name, room, '')}", tab), (f"{mark}{sign}", role if tab == "tab" else tab)]
    return pieces


def _section_of(report: Report, place: Place) -> int | None:
    if cell := report.layout.cells.get(place):
        return cell.section
    found = section_of_place(place)
    return found[0] if found else None


def _mark(report: Report, evaluation: Evaluation, number: int) -> tuple[str, str]:
    standing = [finding for finding in evaluation.findings if not finding.accepted]
    found = {f.severity for f in standing if number in (f.section, part_of(f, evaluation, report.layout))}
    for severity in (Severity.ERROR, Severity.WARNING):
        if severity in found:
            return SIGNS[severity], severity.value
    cells = [cell for table in report.layout.in_section(number) for cell in table.cells]
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
    filed = session.report.value(address).text
    standing = _fault(session.evaluation, address, wording) or (filed and f"= {filed}")
    # the path is as long while a figure is typed as before, so that a digit sends no more than itself
    said = pad(note or standing, max(_NOTE, display_width(standing)))
    fault = f"{said}  {beside}" if beside else said
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
    row, cross, column = path.partition(CROSS)
    if not cross:
        return crop(path, room)
    return crop(row, max(_LEAST_PATH // 2, room - display_width(cross + column))) + cross + column


def _drop_outer_column(path: str) -> str:
    row, columns = path.split(CROSS, 1)
    return f"{row}{CROSS}{columns.rsplit(' > ', 1)[-1]}"


def _fault(evaluation: Evaluation, address: Address, wording: Wording) -> str:
    for finding in evaluation.findings:
        if finding.cells[:1] != (address,) or finding.right is None:
            continue
        if finding.wording == BLANK_TOTAL:
            return wording.text("editor.total-due", figure=written(finding.right))
        if finding.left is not None:
            difference = signed_number(finding.difference) if finding.difference is not None else ""
            return f"{written(finding.left)} {UNEQUAL} {written(finding.right)}  {DIFFERENCE}{difference}"
    return ""


def status_of_text(text: str, location: tuple[int, int], selected: str, catalogue: Catalogue) -> list[Piece]:
    """Where the caret is in a text, and how long the text or what is selected of it is."""
    chosen = selected or text
    counts = {"words": words_of(chosen), "characters": len("".join(chosen.split()))}
    where = catalogue("editor.text-place", paragraph=location[0] + 1, character=location[1] + 1)
    length = catalogue("editor.text-selected" if selected else "editor.text-length", **counts)
    # in columns of their own, so that a key sends only the digits that changed
    return [(f" {pad(where, _WHERE)}  {pad(length, _LENGTH)}", "status")]


def words_of(text: str) -> int:
    """How many words a text has, counted as word processors do: each Chinese character or mark, each run of others."""
    return len(_WORD.findall(text))
