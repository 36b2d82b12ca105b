"""The report as a document: its sections, headings and order, its tables, its form (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.forms import Address, Layout, Severity
from gipr_tui.forms.model import Form, Section
from gipr_tui.report.model import heading_place
from gipr_tui.text.fold import edit_distance, fold
from gipr_tui.text.remembered import remembered

#: Up to this many wrong characters a heading is a known one mistyped.
TYPO_DISTANCE = 2


def structure_checks(layout: Layout) -> Iterator[Check]:
    """S-SEC, S-HEAD and S-ORD for the headings, S-TAB for the tables, S-FORM and S-MIX for the form."""
    headings = frozenset(heading_place(section.number) for section in layout.form.sections)
    yield Check("S-HEAD", headings, _headings)
    for section in layout.form.sections:
        cells = tuple(cell for table in layout.in_section(section.number) for cell in table.cells)
        if cells:
            yield Check("S-TAB", frozenset(cells), partial(_table_missing, section, cells), of_odd=True)
    yield Check("S-ORD", headings, _order)
    yield Check("S-FORM", frozenset(), _form)


def _about_heading(
    section: Section, rule: str, severity: Severity, wording: str, filed: str, *, expected: str = ""
) -> Finding:
    facts = (("filed", filed), ("expected", expected or section.heading), ("number", str(section.number)))
    place = heading_place(section.number)
    return Finding(rule, severity, section.number, (), place, wording, text=filed or None, facts=facts)


def _headings(context: Context) -> Iterator[Finding]:
    """S-SEC: a heading is missing. S-HEAD: it is not one in use. S-ORD: it or its number is another section's."""
    form = context.report.form
    for section, passage in zip(form.sections, context.report.passages, strict=True):
        filed = passage.heading
        if filed == section.heading:
            continue
        if not filed:
            yield _about_heading(section, "S-SEC", Severity.ERROR, "section-missing", filed)
            continue
        rule, wording, expected = _judged(filed, section.heading, section.accept)
        if rule == "S-HEAD" and _is_of_another(filed, section, form):
            rule, wording = "S-ORD", "heading-of-another"
        if rule:
            severity = Severity.ERROR if rule == "S-ORD" else Severity.WARNING
            yield _about_heading(section, rule, severity, wording, filed, expected=expected)


def _is_of_another(filed: str, section: Section, form: Form) -> bool:
    """Whether a heading is, whatever its number, the one of another section."""
    number = _sections_by_words(form).get(_split_number(fold(filed))[1], section.number)
    return number != section.number


@lru_cache(maxsize=16)
def _sections_by_words(form: Form) -> dict[str, int]:
    """The sections by the words of their headings, without their numbers."""
    return {
        _split_number(fold(known))[1]: section.number
        for section in form.sections
        for known in (section.heading, *section.accept)
    }


@remembered(64)
def _judged(filed: str, heading: str, accepted: tuple[str, ...]) -> tuple[str, str, str]:
    """The rule that speaks of a heading, its sentence, and the heading it should be; nothing where it is one in use."""
    known = (heading, *accepted)
    said = fold(filed)
    if said in {fold(one) for one in known}:
        return "", "", ""
    number, words = _split_number(said)
    own_number, _ = _split_number(fold(heading))
    if number and number != own_number and words in {_split_number(fold(one))[1] for one in known}:
        return "S-ORD", "heading-number", heading
    distances = {one: edit_distance(said, fold(one), TYPO_DISTANCE) for one in known}
    nearest = min(known, key=lambda one: distances[one])
    wording = "heading-typo" if distances[nearest] <= TYPO_DISTANCE else "heading-unknown"
    return "S-HEAD", wording, nearest if wording == "heading-typo" else heading


def _split_number(folded: str) -> tuple[str, str]:
    """``三.收到…`` as ``三`` and ``收到…``; no number where the text has none."""
    number, point, words = folded.partition(".")
    return (number, words) if point and len(number) <= 2 else ("", folded)


def _order(context: Context) -> Iterator[Finding]:
    """S-ORD: in the copy a section stood before one that it should follow."""
    lines = context.report.source.lines
    if not lines:
        return
    last = 0
    for section in context.report.form.sections:
        place = heading_place(section.number)
        line = lines.get(place, 0)
        filed = context.report.passage(section.number).heading
        if line and filed:
            if line < last:
                yield _about_heading(section, "S-ORD", Severity.ERROR, "section-order", filed)
            last = max(last, line)


def _table_missing(section: Section, cells: tuple[Address, ...], context: Context) -> Iterator[Finding]:
    """S-TAB: nothing at all is filled in in a section that has tables."""
    if context.report.values.keys().isdisjoint(cells):
        facts = (("heading", section.heading), ("count", str(len(cells))))
        yield Finding("S-TAB", Severity.ERROR, section.number, cells, cells[0], "table-missing", facts=facts)


def _form(context: Context) -> Iterator[Finding]:
    """S-FORM: the form is not the one of the report year. S-MIX: a part of another form stands in it."""
    report = context.report
    first = report.layout.tables[0]
    section, place = first.table.section, first.addresses[0][0]
    if not report.form.applies_to(report.year):
        facts = (("form", report.form.id), ("year", str(report.year)))
        yield Finding("S-FORM", Severity.ERROR, section, (), place, "wrong-form", facts=facts)
    for id in sorted(report.layout.variants):
        variant = report.form.variant(id)
        if variant.rule:
            label = (("variant", variant.label),)
            yield Finding(variant.rule, variant.severity, section, (), place, "variant", facts=label)
