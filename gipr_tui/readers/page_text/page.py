"""A copy in plain text: its lines parted into title, preamble, sections and tables, and these into a report.

No text is lost: what is not the title, a heading, a label or a cell is the text of its section, or stands unplaced with
the line it came from and the reason. A paragraph is stored without its indent, and white lines between paragraphs go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from types import MappingProxyType

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form, lay_out
from gipr_tui.readers.grids.mixed import as_lines, cell_lines, read_mixed
from gipr_tui.readers.grids.model import Part
from gipr_tui.readers.grids.recognise import recognised, tables_elsewhere
from gipr_tui.readers.identity import Asked, pick_title, unit_filed, unit_of, year_of
from gipr_tui.readers.loose_text.drawn import has_drawings
from gipr_tui.readers.loose_text.embedded import embedded
from gipr_tui.readers.loose_text.joined import cut_at_headings, loose_labels
from gipr_tui.readers.loose_text.markup import without_markup
from gipr_tui.readers.loose_text.pages import doubt_displaced, is_paged, rejoin, without_page_numbers
from gipr_tui.readers.loose_text.rules import without_rules
from gipr_tui.readers.loose_text.runs import settle_runs
from gipr_tui.readers.page_text.column_order import settle_columns
from gipr_tui.readers.page_text.content import Content
from gipr_tui.readers.page_text.frame import take_frame
from gipr_tui.readers.page_text.headings import Outline, find_headings
from gipr_tui.readers.page_text.labels import Vocabulary
from gipr_tui.readers.page_text.lines import Line, note_radicals, read_lines, without_quotes
from gipr_tui.readers.page_text.loose_rows import settle_loose_rows
from gipr_tui.readers.page_text.placement import Placement
from gipr_tui.readers.page_text.placing import Placer
from gipr_tui.readers.page_text.rows import Box
from gipr_tui.readers.reading import Notes, Reading
from gipr_tui.readers.sums import balance_of, plain_sums
from gipr_tui.readers.titles import Title, find_titles
from gipr_tui.readers.which_form import form_asked, likely_forms, settle_form, unsaid_variants
from gipr_tui.report.model import (
    PREAMBLE,
    SITE_FRAME,
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
from gipr_tui.text.radicals import without_radicals

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
    """A copy while it is read: the content of each section, 0 for what stands before the first heading.

    ``frame`` are the lines of the site round the report, each with the section it stood in.
    """

    form: Form
    outline: Outline
    title: Title | None
    contents: dict[int, Content] = field(default_factory=dict)
    scopes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    vocabularies: dict[tuple[str, ...], Vocabulary] = field(default_factory=dict)
    elsewhere: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    frame: list[tuple[int, Line]] = field(default_factory=list)
    paged: bool = False

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
    text = without_quotes(text)
    note_radicals(text.split("\n"), notes)
    text = without_radicals(text)
    copy = embedded(text, asked.name, forms, notes)
    copy = replace(copy, text=without_markup(copy.text, in_place=has_drawings(copy.text)))
    lines = read_lines(copy.text, asked.name, notes)
    lines = without_rules(without_page_numbers(lines, notes), forms)
    parts = copy.parts(cut_at_headings(lines, forms), forms)
    result = read_parts(parts, encoding, forms, asked, form, notes)
    return replace(result, reading=replace(result.reading, text=copy.shown)) if copy.tables else result


def read_parts(
    parts: Sequence[Part], encoding: str, forms: Mapping[str, Form], asked: Asked, form: str | None, notes: Notes
) -> TextReading:
    """The report in the lines and tables ``parts``; see :func:`read_text_copy`. ``notes`` are those made so far."""
    wanted = form_asked(forms, form)
    lines = as_lines(parts)
    titles = find_titles(lines, forms)
    likely = likely_forms([*lines, *cell_lines(parts), *loose_labels(lines, forms)], forms)
    hint = asked.year or next((title.year for title in titles), 0)
    first = wanted or next((form for form in likely if form.applies_to(hint)), likely[-1])
    copy = _part(parts, first, titles, asked)
    title = copy.title
    texts = [copy.prose(number) for number in sorted(copy.contents, key=lambda number: number == 0)]
    year = year_of(asked, title.year if title else 0, texts, notes, title.line if title else None)
    told = (title.unit if title else "") or unit_filed(line.text for line in copy.contents[0].prose)
    unit = unit_of(asked, told, notes, title.line if title else None)
    settled = settle_form(likely, wanted, forms, year, notes)
    if settled is not copy.form:
        copy = _part(parts, settled, titles, asked)
    _note_copy(copy, titles, notes)
    placement = _place(copy)
    if any(content.other for content in copy.contents.values()):
        placement = _place_best(copy, placement)
    equations = plain_sums(placement.layout, year)
    balances = [balance_of(equation) for equation in equations]
    settle_columns(placement, balances)
    settle_loose_rows(placement, balances)
    settle_runs(placement, equations)
    notes.extend(placement.notes.in_order())
    source = Source(asked.file, encoding, MappingProxyType(_lines_of(copy, placement)), frozenset(placement.split))
    report = _report(copy, placement, unit, year, source, notes)
    placed = tuple(address for address in placement.layout.cells if address in placement.cells)
    reading = Reading(report, encoding, placed, placement.missing, notes.in_order())
    labels = [box for content in copy.contents.values() for box in content.labels]
    return TextReading(reading, (*placement.labels, *labels))


def _first_line(outline: Outline, parts: Sequence[Part]) -> int:
    """The line of the first heading, or where there is none the one after the last of the copy."""
    if outline.headings:
        return outline.headings[0].line.number
    last = parts[-1]
    return (last.number if isinstance(last, Line) else last.lines[-1]) + 1


def _outline(lines: Sequence[Line], form: Form, titles: Sequence[Title], asked: Asked, has_tables: bool) -> Outline:
    """The headings, after making sure that there are any, or tables of the form, and of one report only."""
    outline = find_headings(lines, form)
    if not outline.headings and not has_tables:
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


def _part(parts: Sequence[Part], form: Form, titles: Sequence[Title], asked: Asked) -> _Copy:
    """The title, and the parts under each heading, read as rows and paragraphs."""
    outline = _outline(as_lines(parts), form, titles, asked, bool(recognised(parts, form.tables)))
    title = pick_title(titles, _first_line(outline, parts))
    copy = _Copy(form, outline, title, paged=is_paged([part for part in parts if isinstance(part, Line)]))
    found = [heading.section for heading in outline.headings]
    for number in (0, *(section.number for section in form.sections)):
        copy.contents[number] = Content()
        copy.scopes[number] = _scope(form, number, found)
    marks = sorted((*outline.headings, *outline.repeated), key=lambda heading: heading.index)
    pieces: list[tuple[int, Sequence[Part]]] = [(0, _without_title(parts[: marks[0].index] if marks else parts, title))]
    for place, heading in enumerate(marks, 1):
        end = marks[place].index if place < len(marks) else len(parts)
        pieces.append((heading.section, parts[heading.index + 1 : end]))
    copy.elsewhere = tables_elsewhere(pieces, copy.scopes, form)
    for number, ids in copy.elsewhere:
        copy.scopes[number] += ids
    for number, piece in pieces:
        _read_into(copy, number, piece)
    copy.frame = take_frame(copy.contents, title)
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


def _read_into(copy: _Copy, number: int, parts: Sequence[Part]) -> None:
    scope = copy.scopes[number]
    tables = [table for table in copy.form.tables if table.id in scope]
    if scope not in copy.vocabularies:
        copy.vocabularies[scope] = Vocabulary(tables)
    untabbed = any(table.section == number for table in tables)
    content = read_mixed(parts, copy.vocabularies[scope], untabbed=untabbed)
    if copy.paged:
        rejoin(content)
        doubt_displaced(content, copy.vocabularies[scope].groups)
    copy.contents[number] = copy.contents[number].followed_by(content)


def _without_title(parts: Sequence[Part], title: Title | None) -> list[Part]:
    if title is None:
        return list(parts)
    kept: list[Part] = []
    for line in parts:
        if line not in title.lines:
            kept.append(line)
            continue
        if line == title.lines[0] and title.before:
            kept.append(Line(title.line, title.before))
        if line == title.lines[-1] and title.behind:
            kept.append(Line(line.number, title.behind))
    return kept


def _note_copy(copy: _Copy, titles: Sequence[Title], notes: Notes) -> None:
    _note_title(copy, titles, notes)
    if copy.outline.contents:
        notes.add("contents-list", copy.outline.contents)
    for _, ids in copy.elsewhere:
        for table in (table for table in copy.form.tables if table.id in ids):
            official = copy.form.sections[table.section - 1].heading
            notes.add("table-elsewhere", None, table=table.caption or table.columns[0].label, heading=official)
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
        if copy.outline.headings and other.line < copy.outline.headings[0].line.number and not same:
            notes.add("title-ambiguous", other.line, title=title.text, other=other.text)


def _place(copy: _Copy) -> Placement:
    """The rows in their cells, under the local variants that give most of them a place."""
    unsaid = unsaid_variants(copy.form, [row for content in copy.contents.values() for row in content.rows])
    ids = [variant.id for variant in copy.form.variants if variant.id not in unsaid]
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


def _place_best(copy: _Copy, plain: Placement) -> Placement:
    """``plain``, or the placement of tables whose labels were scattered where that gives more cells a place."""
    found = copy.contents
    copy.contents = {number: content.other or content for number, content in found.items()}
    other = _place(copy)
    if other.count > plain.count:
        return other
    copy.contents = found
    return plain


def _other_unplaced(copy: _Copy, notes: Notes) -> Iterable[Unplaced]:
    """The site's frame, headings that come again, rows beyond counting, and table lines that could not be parted into cells."""
    for number, line in copy.frame:
        yield Unplaced(line.number, number, line.text, SITE_FRAME)
    if copy.frame:
        notes.add(SITE_FRAME, copy.frame[0][1].number, count=len(copy.frame), text=copy.frame[0][1].text)
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
