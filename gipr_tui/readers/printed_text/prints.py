"""Reading this program's own printed report back.

A text is taken for such a print only where everything in it is as this program would have printed it: the parts in their
order, every label of a form in its place, every paragraph broken where it breaks at the print's width. That proves that
the lines of a paragraph may be joined; a text from elsewhere is left to the other readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, combinations, product
from types import MappingProxyType

from gipr_tui.errors import UsageError
from gipr_tui.forms import Form, LaidTable, all_nodes, lay_out, stacks
from gipr_tui.readers.printed_text.parts import Found, NotPrinted, Part, parts_of
from gipr_tui.readers.printed_text.ruled import read_ruled
from gipr_tui.readers.printed_text.spaced import read_spaced
from gipr_tui.report.model import (
    PREAMBLE,
    TITLE,
    Passage,
    Report,
    Source,
    check_unit,
    check_year,
    heading_place,
    text_place,
)
from gipr_tui.text.wrap import (
    INDENT,
    LEAST_WIDTH,
    MOST_WIDTH,
    Forbidden,
    begins_structure,
    begins_unfit,
    centred_lines,
    iter_lines,
    paragraph_lines,
)


def read_printed(text: str, forms: Mapping[str, Form]) -> Report | None:
    """The report in ``text``, or None where it is not this program's own print. Lines end with ``\\n``.

    Unit and year come from the title, by the form's templates. Where it fits none of them, or more than one with
    different results (``2019年度假区…``), they can't be known: the unit is then empty and the year 0, for the caller to
    fill in. A section printed without a heading comes back with the form's own, which stands in its place.
    ``source.lines`` holds the number of the line that the title, each heading, narrative and cell came from.
    """
    parts = parts_of(text)
    found = [report for form in forms.values() for report in _as_form(parts, form)]
    return next((report for report in found if report.form.applies_to(report.year)), found[0] if found else None)


def _as_form(parts: Sequence[Part], form: Form) -> Iterator[Report]:
    for bordered in (True, False):
        try:
            yield _Reading(parts, form, bordered).report()
        except NotPrinted:
            continue


@dataclass
class _Text:
    """A text that was broken into lines at the print's width."""

    number: int
    lines: list[str] = field(default_factory=list)

    @property
    def joined(self) -> str:
        return "".join(self.lines)


class _Reading:
    """One try: the text as a print of a report on ``form``, with or without borders."""

    def __init__(self, parts: Sequence[Part], form: Form, bordered: bool) -> None:
        self.form, self.bordered = form, bordered
        self.variants: frozenset[str] = frozenset()
        self._decided: set[str] = set()
        self._widths: list[int] = []
        layout = lay_out(form)
        self._stacks = [_parts(layout.in_section(s.number), bordered) for s in form.sections]
        spare = len(parts) - len(form.sections) - sum(map(len, self._stacks))
        if not 0 <= spare <= 2:
            raise NotPrinted
        has_preamble = spare > 0 and parts[spare - 1].lines[0].startswith(INDENT)
        if spare == 2 and not has_preamble:
            raise NotPrinted
        self._title = parts[0] if spare > has_preamble else None
        self._preamble = parts[spare - 1] if has_preamble else None
        self._parts = parts[spare:]

    def report(self) -> Report:
        """The report. Raises NotPrinted where the text is not a print of one on this form."""
        lines: dict[str, int] = {}
        cells: dict[str, Found] = {}
        passages: list[Passage] = []
        headings: list[_Text] = []
        paragraphs = _paragraphs(self._preamble.number, self._preamble.lines) if self._preamble else []
        preamble = _narrative(paragraphs)
        rest = iter(self._parts)
        for section, drawn in zip(self.form.sections, self._stacks, strict=True):
            heading, texts = _head(next(rest))
            cells |= self._tables(section.number, [next(rest) for _ in drawn])
            headings.append(heading)
            paragraphs += texts
            passages.append(Passage(section.number, heading.joined, _narrative(texts)))
            lines[heading_place(section.number)] = heading.number
            if texts:
                lines[text_place(section.number)] = texts[0].number
        self._prove(headings, paragraphs)
        if self._title:
            lines[TITLE] = self._title.number
        if self._preamble:
            lines[PREAMBLE] = self._preamble.number
        title = "".join(_title_lines(self._title))
        unit, year = unit_and_year(title, self.form)
        report = Report(
            unit=unit,
            year=year,
            form=self.form,
            variants=self.variants,
            title=title,
            preamble=preamble,
            passages=tuple(passages),
            values=MappingProxyType({}),
        )
        lines |= {address: cell.line for address, cell in cells.items()}
        report = report.with_texts({address: cell.text for address, cell in cells.items()})
        return replace(report, source=Source(lines=MappingProxyType(lines)))

    def _tables(self, section: int, parts: Sequence[Part]) -> dict[str, Found]:
        """The cells of a section, under the first set of its variants whose labels are these."""
        tables = lay_out(self.form).in_section(section)
        names = sorted(set(chain.from_iterable(_variants_in(table) for table in tables)) - self._decided)
        for chosen in chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)):
            variants = self.variants | set(chosen)
            stacks = _parts(lay_out(self.form, variants).in_section(section), self.bordered)
            try:
                read = [self._stack(part, stack) for part, stack in zip(parts, stacks, strict=True)]
            except NotPrinted:
                continue
            self.variants = variants
            self._decided |= set(names)
            self._widths += [width for _, width in read]
            return {address: cell for cells, _ in read for address, cell in cells.items()}
        raise NotPrinted

    def _stack(self, part: Part, tables: Sequence[LaidTable]) -> tuple[dict[str, Found], int]:
        return read_ruled(part, tables) if self.bordered else read_spaced(part, tables[0])

    def _prove(self, headings: Sequence[_Text], paragraphs: Sequence[_Text]) -> None:
        """Shows that there is a width at which the title, headings and paragraphs break into just these lines.

        A table is as wide as the print, or wider where its figures need it.
        """
        widest = min([MOST_WIDTH, *self._widths])
        title, title_lines = "".join(_title_lines(self._title)), list(self._title.lines if self._title else ())
        paragraphs = sorted(paragraphs, key=lambda text: len(text.lines) == 1)
        # earlier versions parted a number from its measure
        for width, unfit in product(range(widest, LEAST_WIDTH - 1, -1), (begins_unfit, begins_structure)):
            if (
                centred_lines(title, width) == title_lines
                and all(_same(iter_lines(text.joined, width), text) for text in headings)
                and all(_same(_lines_of(text, width, unfit), text) for text in paragraphs)
            ):
                return
        raise NotPrinted


def _lines_of(text: _Text, width: int, unfit: Forbidden) -> Iterator[str]:
    return paragraph_lines(text.joined[len(INDENT) :], width, forbidden=unfit)


def _same(lines: Iterator[str], text: _Text) -> bool:
    """Whether ``lines`` are those of ``text``; no more of them is made than needed."""
    return all(next(lines, None) == line for line in text.lines) and next(lines, None) is None


def _title_lines(part: Part | None) -> list[str]:
    return [line.lstrip(" ") for line in part.lines] if part else []


def _head(part: Part) -> tuple[_Text, list[_Text]]:
    """A section's heading, and its paragraphs."""
    count = next((n for n, line in enumerate(part.lines) if line.startswith(INDENT)), len(part.lines))
    if not count:
        raise NotPrinted
    return _Text(part.number, list(part.lines[:count])), _paragraphs(part.number + count, part.lines[count:])


def _paragraphs(number: int, lines: Sequence[str]) -> list[_Text]:
    paragraphs: list[_Text] = []
    for index, line in enumerate(lines, number):
        if line.startswith(INDENT):
            paragraphs.append(_Text(index))
        paragraphs[-1].lines.append(line)
    return paragraphs


def _narrative(paragraphs: Sequence[_Text]) -> str:
    return "\n".join(paragraph.joined[len(INDENT) :] for paragraph in paragraphs)


def _parts(tables: Sequence[LaidTable], bordered: bool) -> list[list[LaidTable]]:
    """The tables that stand in one part: with borders those that are drawn joined, otherwise each alone."""
    return stacks(tables) if bordered else [[table] for table in tables]


def _variants_in(table: LaidTable) -> Iterator[str]:
    """The variants that change the labels of a table."""
    for node in all_nodes((*table.table.columns, *table.table.rows)):
        yield from filter(None, (node.when, node.unless))


@lru_cache(maxsize=64)
def _pattern(template: str) -> re.Pattern[str]:
    pattern = re.escape(template)
    for name, what in (("unit", ".+"), ("year", "[0-9]{4}")):
        first, *further = pattern.split(re.escape(f"{{{name}}}"))
        pattern = f"{first}(?P<{name}>{what})" + f"(?P={name})".join(further)
    return re.compile(pattern)


def unit_and_year(title: str, form: Form) -> tuple[str, int]:
    """The unit and the year that ``title`` names, or an empty unit and 0 where it doesn't say so without doubt."""
    found: set[tuple[str, int]] = set()
    for template in form.titles:
        if match := _pattern(template).fullmatch(title):
            unit, year = match["unit"], int(match["year"])
            try:
                found.add((check_unit(unit), check_year(year)))
            except UsageError:
                continue
    return found.pop() if len(found) == 1 else ("", 0)
