"""A report that came back whole from one of the program's own outputs, given its name and year."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from gipr_tui.forms import Form
from gipr_tui.readers.identity import Asked, unit_of, year_of
from gipr_tui.readers.reading import Notes, Reading
from gipr_tui.report.model import TITLE, Report, Source


def whole_reading(report: Report, encoding: str, asked: Asked, form: Form | None) -> Reading:
    """The reading of ``report``: every cell placed; ``form`` is the one asked for. A source it came with stays its source.

    Raises UnreadableFile where its unit or year can't be told, and UsageError for a unit or year asked for that can't be.
    """
    notes = Notes()
    at = report.source.lines.get(TITLE)
    year = year_of(asked, report.year, [passage.text for passage in report.passages], notes, at)
    unit = unit_of(asked, report.unit, notes, at)
    if form and form.id != report.form.id:
        notes.add("form-as-written", None, form=report.form.id, asked=form.id)
    if not report.title:
        notes.add("no-title")
    source = report.source
    if not source.name:
        source = Source(asked.file, encoding, MappingProxyType(dict(source.lines)))
    report = replace(report, unit=unit, year=year, source=source)
    return Reading(report, encoding, tuple(report.layout.cells), (), notes.in_order())
