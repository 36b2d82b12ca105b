"""A copy in plain text: its lines parted into title, preamble, sections and tables, and these into a report.

No text is lost: what is not the title, a heading, a label or a cell is the text of its section, or stands unplaced with
the line it came from and the reason. A paragraph is stored without its indent, and white lines between paragraphs go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form, lay_out
from gipr_tui.readers.identity import Asked, pick_title, unit_of, year_of
from gipr_tui.readers.page_text.content import Content, read_content
from gipr_tui.readers.page_text.headings import Outline, find_headings
from gipr_tui.readers.page_text.labels import Vocabulary
from gipr_tui.readers.page_text.lines import Line, read_lines
from gipr_tui.readers.page_text.placing import Placement, Placer
from gipr_tui.readers.page_text.rows import Box
from gipr_tui.readers.reading import Notes, Reading
from gipr_tui.readers.titles import Title, find_titles
from gipr_tui.readers.which_form import form_asked, likely_forms, settle_form
from gipr_tui.report.model import (
    PREAMBLE,
    TITLE,
    Passage,
    Place,
    Report,
    Source,
    Unplaced,
    heading_place,
    text_place,
)
from gipr_tui.report.values import ValueKind, parse_value

_MOST_VARIANTS = 5

#: The most rows of a copy that are looked up in the form's tables; further ones are kept unplaced.
MAX_ROWS = 2000


@dataclass(frozen=True)
class TextReading:
    """A reading, and the cells of the copy that were recognised as labels: with them, every line is accounted for."""

    reading: Reading
    labels: tuple[Box, ...]


@dataclass
class _Copy:
    """A copy while it is read: the content of each section, 0 for what stands before the first heading."""

    form: Form
    outline: Outline
    title: Title | None
    contents: dict[int, Content] = field(default_factory=dict)
    scopes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    vocabularies: dict[tuple[str, ...], Vocabulary] = field(default_factory=dict)

    def prose(self, number: int) -> str:
        """The narrative of a section, its paragraphs parted by line ends."""
        return "\n".join(line.text for line in self.contents[number].prose)


def read_text_copy(text: str, encoding: str, forms: Mapping[str, Form], asked: Asked, form: str | None) -> TextReading:
    """The report in ``text``, read on the form ``form`` or on the one that its labels or its year speak for.

    Raises:
        UnreadableFile: it has no section heading, holds two reports, or its unit or year can't be told.
        UsageError: the unit, year or form asked for can't be.
    """
    notes = Notes()
    wanted = form_asked(forms, form)
    lines = read_lines(text, asked.name, notes)
    titles = find_titles(lines, forms)
    likely = likely_forms(lines, forms)
    hint = asked.year or next((title.year for title in titles), 0)
    first = wanted or next((form for form in likely if form.applies_to(hint)), likely[-1])
    copy = _part(lines, first, titles, asked)
    title = copy.title
    texts = [copy.prose(number) for number in sorted(copy.contents, key=lambda number: number == 0)]
    year = year_of(asked, title.year if title else 0, texts, notes, title.line if title else None)
    unit = unit_of(asked, title.unit if title else "", notes, title.line if title else None)
    settled = settle_form(likely, wanted, forms, year, notes)
    if settled is not copy.form:
        copy = _part(lines, settled, titles, asked)
    _note_copy(copy, titles, notes)
    placement = _place(copy)
    notes.extend(placement.notes.in_order())
    source = Source(asked.file, encoding, MappingProxyType(_lines_of(copy, placement)))
    report = _report(copy, placement, unit, year, source, notes)
    placed = tuple(address for address in placement.layout.cells if address in placement.cells)
    reading = Reading(report, encoding, placed, placement.missing, notes.in_order())
    return TextReading(reading, tuple(placement.labels))


def _outline(lines: Sequence[Line], form: Form, titles: Sequence[Title], asked: Asked) -> Outline:
    """The headings, after making sure that there are any, and of one report only."""
    outline = find_headings(lines, form)
    if not outline.headings:
        raise UnreadableFile("no-headings", file=asked.name, heading=form.sections[0].heading)
    restart = outline.restart or _second_title(outline, titles)
    if restart:
        raise UnreadableFile("two-reports", file=asked.name, first=restart[0], second=restart[1])
    return outline


def _second_title(outline: Outline, titles: Sequence[Title]) -> tuple[int, int] | None:
    """The lines of two titles of different reports, where the sections start over after the second."""
    if len(titles) < 2:
        return None
    first = titles[0]
    headings = sorted((*outline.headings, *outline.repeated), key=lambda heading: heading.index)
    for title in titles[1:]:
        number = title.line
        before = [h.section for h in headings if h.line.number < number]
        after = [h.section for h in headings if h.line.number > number]
        other = (title.unit, title.year) != (first.unit, first.year)
        if other and before and after and after[0] <= before[-1]:
            return first.line, number
    return None


def _part(lines: Sequence[Line], form: Form, titles: Sequence[Title], asked: Asked) -> _Copy:
    """The title, and the lines under each heading, read as rows and paragraphs."""
    outline = _outline(lines, form, titles, asked)
    title = pick_title(titles, outline.headings[0].line.number)
    copy = _Copy(form, outline, title)
    found = [heading.section for heading in outline.headings]
    for number in (0, *(section.number for section in form.sections)):
        copy.contents[number] = Content()
        copy.scopes[number] = _scope(form, number, found)
    marks = sorted((*outline.headings, *outline.repeated), key=lambda heading: heading.index)
    _read_into(copy, 0, _without_title(lines[: marks[0].index], title))
    for heading, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.index if following else len(lines)
        _read_into(copy, heading.section, lines[heading.index + 1 : end])
    return copy


def _scope(form: Form, number: int, found: Sequence[int]) -> tuple[str, ...]:
    """The tables that may stand under a heading: its section's, and those of sections after it without a heading."""
    if number and number not in found:
        return ()
    following = [section.number for section in form.sections if section.number > number]
    covered = [number]
    for other in following:
        if other in found:
            break
        covered.append(other)
    return tuple(table.id for table in form.tables if table.section in covered)


def _read_into(copy: _Copy, number: int, lines: Sequence[Line]) -> None:
    scope = copy.scopes[number]
    tables = [table for table in copy.form.tables if table.id in scope]
    if scope not in copy.vocabularies:
        copy.vocabularies[scope] = Vocabulary(tables)
    untabbed = any(table.section == number for table in tables)
    content = read_content(lines, copy.vocabularies[scope], untabbed=untabbed)
    whole = copy.contents[number]
    whole.rows += content.rows
    whole.prose += content.prose
    whole.unread += content.unread


def _without_title(lines: Sequence[Line], title: Title | None) -> list[Line]:
    if title is None:
        return list(lines)
    kept: list[Line] = []
    for line in lines:
        if line not in title.lines:
            kept.append(line)
        elif title.before:
            kept.append(Line(line.number, title.before))
    return kept


def _note_copy(copy: _Copy, titles: Sequence[Title], notes: Notes) -> None:
    _note_title(copy, titles, notes)
    if copy.outline.contents:
        notes.add("contents-list", copy.outline.contents)
    found = {heading.section: heading for heading in copy.outline.headings}
    for section in copy.form.sections:
        heading = found.get(section.number)
        if heading is None:
            notes.add("heading-missing", None, number=section.number, heading=section.heading)
        elif heading.guessed:
            notes.add("heading-by-number", heading.line.number, text=heading.line.text, official=section.heading)
        content = copy.contents[section.number]
        if content.rows and (after := [p for p in content.prose if p.number > content.rows[0].line]):
            notes.add("text-after-table", after[0].number, count=len(after), section=section.heading)


def _note_title(copy: _Copy, titles: Sequence[Title], notes: Notes) -> None:
    title = copy.title
    if title is None:
        notes.add("no-title")
        return
    if len(title.lines) > 1:
        notes.add("title-two-lines", title.line, title=title.text)
    for other in titles:
        same = other.unit in ("", title.unit) and other.year == title.year
        if other.line < copy.outline.headings[0].line.number and not same:
            notes.add("title-ambiguous", other.line, title=title.text, other=other.text)


def _place(copy: _Copy) -> Placement:
    """The rows in their cells, under the local variants that give most of them a place."""
    ids = [variant.id for variant in copy.form.variants]
    sizes = range(len(ids) + 1) if len(ids) <= _MOST_VARIANTS else range(2)
    best: Placement | None = None
    for variants in (frozenset(chosen) for size in sizes for chosen in combinations(ids, size)):
        placer = Placer(lay_out(copy.form, variants))
        for number, content in copy.contents.items():
            placer.section(number, content.rows[:MAX_ROWS], copy.scopes[number])
        placement = placer.finish()
        if best is None or placement.rank > best.rank:
            best = placement
    assert best
    return best


def _other_unplaced(copy: _Copy, notes: Notes) -> Iterable[Unplaced]:
    """Headings that come again, rows beyond counting, and table lines that could not be parted into cells."""
    for heading in copy.outline.repeated:
        notes.add("repeated-heading", heading.line.number, text=heading.line.text)
        yield Unplaced(heading.line.number, heading.section, heading.line.text, "repeated-heading")
    for number, content in copy.contents.items():
        for row in content.rows[MAX_ROWS:]:
            if row.text:
                notes.add("extra-row", row.line, row=row.text)
                yield Unplaced(row.line, number, row.text, "extra-row")
        for line in content.unread:
            notes.add("unread-table", line.number, text=line.text)
            yield Unplaced(line.number, number, line.text, "unread-table")


def _report(copy: _Copy, placement: Placement, unit: str, year: int, source: Source, notes: Notes) -> Report:
    cells = placement.layout.cells
    values = {
        address: parse_value(placement.cells[address].text, cells[address].kind, cells[address].unit)
        for address in cells
        if address in placement.cells
    }
    headings = {heading.section: heading.line.text for heading in copy.outline.headings}
    unplaced = [*placement.unplaced, *_other_unplaced(copy, notes)]
    return Report(
        unit=unit,
        year=year,
        form=copy.form,
        variants=placement.layout.variants,
        title=copy.title.text if copy.title else "",
        preamble=copy.prose(0),
        passages=tuple(
            Passage(section.number, headings.get(section.number, ""), copy.prose(section.number))
            for section in copy.form.sections
        ),
        values=MappingProxyType({a: value for a, value in values.items() if value.kind is not ValueKind.BLANK}),
        unplaced=tuple(sorted(unplaced, key=lambda item: item.line)),
        source=source,
    )


def _lines_of(copy: _Copy, placement: Placement) -> dict[Place, int]:
    lines: dict[Place, int] = {TITLE: copy.title.line} if copy.title else {}
    for number, content in copy.contents.items():
        if content.prose:
            lines[text_place(number) if number else PREAMBLE] = content.prose[0].number
    lines |= {heading_place(h.section): h.line.number for h in copy.outline.headings}
    return lines | {address: box.line for address, box in placement.cells.items()}
