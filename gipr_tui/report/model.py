"""One annual report in memory. It never changes: an edit makes a new report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from gipr_tui.errors import UsageError
from gipr_tui.forms import Address, Form, Layout, lay_out
from gipr_tui.report.values import BLANK, Value, ValueKind, parse_value
from gipr_tui.text.clean import clean_line, clean_text

#: The name of anything in a report that can be edited: a cell's address, or one of the places below.
Place = str

TITLE: Place = "title"
PREAMBLE: Place = "preamble"

_SECTION_PLACE = re.compile(r"S([1-9][0-9]?)\.(heading|text)")


def heading_place(number: int) -> Place:
    """The place of a section's heading."""
    return f"S{number}.heading"


def text_place(number: int) -> Place:
    """The place of a section's narrative."""
    return f"S{number}.text"


def section_of_place(place: Place) -> tuple[int, str] | None:
    """The section number and ``heading`` or ``text``, or None where ``place`` is neither."""
    match = _SECTION_PLACE.fullmatch(place)
    return (int(match[1]), match[2]) if match else None


class Status(StrEnum):
    """Whether a report is still being worked on."""

    DRAFT = "draft"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Passage:
    """A section as filed: its heading (empty where it is missing) and its narrative, paragraphs parted by ``\\n``."""

    number: int
    heading: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something a copy held that has no place in the form: kept and named, with its line. ``reason`` says why."""

    line: int
    section: int
    text: str
    reason: str


@dataclass(frozen=True)
class Source:
    """Where a report was read from: the file's name, its encoding, and the line that each place came from."""

    name: str = ""
    encoding: str = ""
    lines: Mapping[Place, int] = field(default_factory=lambda: MappingProxyType({}))

    def without(self, places: Set[Place]) -> Source:
        """The source of a report in which ``places`` were typed anew: a new heading no longer stands where the old did."""
        return replace(self, lines=MappingProxyType({p: n for p, n in self.lines.items() if p not in places}))


@dataclass(frozen=True)
class Report:
    """A unit's report on one year, on one form.

    ``values`` holds the cells that are not blank. ``passages`` are the sections in the form's order.
    """

    unit: str
    year: int
    form: Form
    variants: frozenset[str]
    title: str
    preamble: str
    passages: tuple[Passage, ...]
    values: Mapping[Address, Value]
    status: Status = Status.DRAFT
    unplaced: tuple[Unplaced, ...] = ()
    source: Source = field(default_factory=Source, compare=False)

    @cached_property
    def layout(self) -> Layout:
        """The form under this report's local variants."""
        return lay_out(self.form, self.variants)

    def value(self, address: Address) -> Value:
        """What stands in a cell; blank where nothing was filed."""
        return self.values.get(address, BLANK)

    def passage(self, number: int) -> Passage:
        """The section numbered ``number``."""
        return self.passages[number - 1]

    def get(self, place: Place) -> str:
        """The text at a place, as filed.

        Raises:
            UsageError: the report has no such place.
        """
        if place in self.layout.cells:
            return self.value(place).text
        if place == TITLE:
            return self.title
        if place == PREAMBLE:
            return self.preamble
        number, part = self._section(place)
        passage = self.passage(number)
        return passage.heading if part == "heading" else passage.text

    def with_texts(self, texts: Mapping[Place, str]) -> Report:
        """This report with other texts at some of its places. Raises UsageError for a place it does not have."""
        values = dict(self.values)
        passages = list(self.passages)
        title, preamble = self.title, self.preamble
        retyped = {place for place in texts if place.endswith(".heading")} & self.source.lines.keys()
        source = self.source.without(retyped) if retyped else self.source
        for place, text in texts.items():
            if cell := self.layout.cells.get(place):
                value = parse_value(text, cell.kind, cell.unit)
                values.pop(place, None)
                if value.kind is not ValueKind.BLANK:
                    values[place] = value
            elif place == TITLE:
                title = clean_line(text).strip()
            elif place == PREAMBLE:
                preamble = clean_text(text)
            else:
                number, part = self._section(place)
                cleaned = clean_line(text).strip() if part == "heading" else clean_text(text)
                old = passages[number - 1]
                passages[number - 1] = (
                    replace(old, heading=cleaned) if part == "heading" else replace(old, text=cleaned)
                )
        return replace(
            self,
            values=MappingProxyType(values),
            passages=tuple(passages),
            title=title,
            preamble=preamble,
            source=source,
        )

    def _section(self, place: Place) -> tuple[int, str]:
        found = section_of_place(place)
        if found is None or not 1 <= found[0] <= len(self.passages):
            raise UsageError("unknown-place", place=place)
        return found

    def places(self) -> Iterable[Place]:
        """Every place of the report, in the order of the form."""
        yield TITLE
        yield PREAMBLE
        for passage in self.passages:
            yield heading_place(passage.number)
            yield text_place(passage.number)
            for table in self.layout.in_section(passage.number):
                for row in table.addresses:
                    yield from row


MIN_YEAR, MAX_YEAR = 2008, 2100
MAX_UNIT = 60


def check_unit(unit: str) -> str:
    """A unit's name, cleaned of padding. Raises UsageError where it is empty, too long, or could pass for a path."""
    name = unit.strip()
    if not name:
        raise UsageError("unit-empty")
    if len(name) > MAX_UNIT:
        raise UsageError("unit-too-long", limit=MAX_UNIT, length=len(name))
    if clean_line(name) != name or not name.isprintable():
        raise UsageError("unit-unprintable", unit=clean_line(name))
    if "/" in name or "\\" in name or set(name) <= {"."}:
        raise UsageError("unit-path", unit=name)
    return name


def check_year(year: int) -> int:
    """A report year. Raises UsageError outside 2008 (when reports were first due) to 2100."""
    if not MIN_YEAR <= year <= MAX_YEAR:
        raise UsageError("year-range", year=year, first=MIN_YEAR, last=MAX_YEAR)
    return year


def standard_title(form: Form, unit: str, year: int) -> str:
    """The title that the form gives a report."""
    return form.titles[0].format(unit=unit, year=year)


def empty_report(unit: str, year: int, form: Form, variants: frozenset[str] = frozenset()) -> Report:
    """A report with the form's own headings and title, and nothing filled in."""
    unit, year = check_unit(unit), check_year(year)
    return Report(
        unit=unit,
        year=year,
        form=form,
        variants=variants,
        title=standard_title(form, unit, year),
        preamble="",
        passages=tuple(Passage(section.number, section.heading) for section in form.sections),
        values=MappingProxyType({}),
    )
