"""One annual report in memory. It never changes: an edit makes a new report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from gipr_tui.errors import UsageError
from gipr_tui.forms import Address, Form, Layout, lay_out
from gipr_tui.report.margin import Margin, Note, marginal, read_key, read_note
from gipr_tui.report.values import BLANK, Value, ValueKind, parse_value
from gipr_tui.text.clean import clean_line, clean_text

#: The name of anything in a report that can be edited: a cell's address, or one of the places below.
Place = str

_T = TypeVar("_T")

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


#: Why a line of a copy has no place: it is the site's, not the report's.
SITE_FRAME = "site-frame"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something a copy held that has no place in the form: kept and named, with its line. ``reason`` says why."""

    line: int
    section: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader of a copy said: the line it is about (0 for the whole), the sentence's name, and its words."""

    line: int
    code: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Source:
    """Where a report was read from: the file's name, its encoding, and the line that each place came from.

    ``split`` are the cells whose figures had run together or stood apart from their row: a total told them apart, and is
    no evidence any more. ``remarks`` are what the reader said when it was imported.
    """

    name: str = ""
    encoding: str = ""
    lines: Mapping[Place, int] = field(default_factory=lambda: MappingProxyType({}))
    split: frozenset[Address] = frozenset()
    remarks: tuple[Remark, ...] = ()

    def without(self, places: Set[Place]) -> Source:
        """The source of a report in which ``places`` were typed anew.

        A new heading no longer stands where the old did, and a new figure was not told apart by its total.
        """
        kept = {p: n for p, n in self.lines.items() if p not in places or p in self.split}
        return replace(self, lines=MappingProxyType(kept), split=self.split - places)


@dataclass(frozen=True, slots=True)
class Declaration:
    """That a report was declared final, or reopened as a draft for a reason: by whom, and when (ISO 8601)."""

    status: Status
    by: str = ""
    at: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        for name in ("by", "at", "reason"):
            object.__setattr__(self, name, clean_line(getattr(self, name)).strip())


@dataclass(frozen=True)
class Report:
    """A unit's report on one year, on one form.

    ``values`` holds the cells that are not blank. ``passages`` are the sections in the form's order. ``notes`` are remarks
    on its places, ``carried`` the narratives that were taken from last year's report, as they were taken, and ``accepted``
    the reasons for which findings were accepted, by their keys; in order. ``declarations`` tells when it was
    declared final and reopened, the oldest first. None of these is ever filed.
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
    notes: Mapping[Place, Note] = field(default_factory=lambda: MappingProxyType({}))
    carried: Mapping[Place, str] = field(default_factory=lambda: MappingProxyType({}))
    accepted: Mapping[str, Note] = field(default_factory=lambda: MappingProxyType({}))
    declarations: tuple[Declaration, ...] = ()

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
        """The text at a place, as filed; at a place beside the report, the note or the carried text.

        Raises:
            UsageError: the report has no such place.
        """
        if place in self.layout.cells:
            return self.value(place).text
        if beside := marginal(place):
            return self._marginal(*beside)
        if place == TITLE:
            return self.title
        if place == PREAMBLE:
            return self.preamble
        number, part = self._section(place)
        passage = self.passage(number)
        return passage.heading if part == "heading" else passage.text

    def with_texts(self, texts: Mapping[Place, str]) -> Report:
        """This report with other texts at some of its places. Raises UsageError for a place it does not have."""
        beside = {place: found for place in texts if (found := marginal(place))}
        report = self._with_filed({place: text for place, text in texts.items() if place not in beside})
        return report._with_margin({found: texts[place] for place, found in beside.items()}) if beside else report

    def _with_filed(self, texts: Mapping[Place, str]) -> Report:
        values = _own(self.values)
        passages = list(self.passages)
        title, preamble = self.title, self.preamble
        headings = {place for place in texts if place.endswith(".heading")} & self.source.lines.keys()
        retyped = headings | (self.source.split & texts.keys())
        source = self.source.without(retyped) if retyped else self.source
        for place, text in texts.items():
            if cell := self.layout.cells.get(place):
                value = parse_value(text, cell.kind, cell.unit)
                values.pop(place, None)
                if value.kind is not ValueKind.BLANK:
                    values[cell.address] = value
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
        report = object.__new__(Report)
        # the layout goes with the rest, where it is known already: no form is laid out anew for an edit
        report.__dict__.update(
            self.__dict__,
            values=MappingProxyType(values),
            passages=tuple(passages),
            title=title,
            preamble=preamble,
            source=source,
        )
        return report

    def declared(self, declaration: Declaration) -> Report:
        """This report as declared final or reopened."""
        return replace(self, status=declaration.status, declarations=(*self.declarations, declaration))

    def _with_margin(self, texts: Mapping[tuple[Margin, str], str]) -> Report:
        carried = dict(self.carried)
        remarks = {Margin.NOTE: dict(self.notes), Margin.ACCEPTED: dict(self.accepted)}
        for (margin, about), text in texts.items():
            self._marginal(margin, about)
            if margin is Margin.CARRIED:
                carried.pop(about, None)
                if text:
                    carried[about] = clean_text(text)
                continue
            remarks[margin].pop(about, None)
            if (note := read_note(text)).text:
                remarks[margin][about] = note
        accepted = dict(sorted(remarks[Margin.ACCEPTED].items()))
        return replace(
            self,
            notes=self._in_order(remarks[Margin.NOTE]),
            carried=self._in_order(carried),
            accepted=MappingProxyType(accepted),
        )

    def _in_order(self, beside: dict[Place, _T]) -> Mapping[Place, _T]:
        return MappingProxyType({place: beside[place] for place in self.places() if place in beside} if beside else {})

    def _marginal(self, margin: Margin, about: str) -> str:
        """The note on a place, the narrative carried to it, or why a finding was accepted. Only narratives are carried."""
        found = read_key(about) if margin is Margin.ACCEPTED else None
        place = found.place if found else about
        of_text = place == PREAMBLE or place.endswith(".text")
        if marginal(place) or (margin is Margin.CARRIED and not of_text) or (margin is Margin.ACCEPTED and not found):
            raise UsageError("unknown-place", place=about)
        self.get(place)
        if margin is Margin.CARRIED:
            return self.carried.get(place, "")
        remark = self.notes.get(place) if margin is Margin.NOTE else self.accepted.get(about)
        return remark.written if remark else ""

    def _section(self, place: Place) -> tuple[int, str]:
        found = section_of_place(place)
        if found is None or not 1 <= found[0] <= len(self.passages):
            raise UsageError("unknown-place", place=place)
        return found

    @property
    def left_out(self) -> tuple[Unplaced, ...]:
        """What of the report itself has no place: not the frame of the site that it was published on."""
        return tuple(piece for piece in self.unplaced if piece.reason != SITE_FRAME)

    def places(self) -> Iterable[Place]:
        """Every place of the report, in the order of the form; not those beside it."""
        yield TITLE
        yield PREAMBLE
        for passage in self.passages:
            yield heading_place(passage.number)
            yield text_place(passage.number)
            for table in self.layout.in_section(passage.number):
                yield from table.cells


def _own(values: Mapping[Address, Value]) -> dict[Address, Value]:
    """A copy of some values, made at once where these stand behind a proxy, as nearly always."""
    return values | {} if isinstance(values, MappingProxyType) else dict(values)


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
