"""A report as a JSON document and back: what is exported, and what is kept in the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NoReturn

from gipr_tui.errors import UnreadableFile, UsageError
from gipr_tui.forms import Form
from gipr_tui.report.model import (
    PREAMBLE,
    TITLE,
    Passage,
    Report,
    Source,
    Status,
    Unplaced,
    check_unit,
    check_year,
    heading_place,
    text_place,
)

#: The version of the document's shape.
SCHEMA = 1


def to_document(report: Report) -> dict[str, Any]:
    """``report`` as a JSON object. ``cells`` holds every cell of the form in its order, blank ones as empty texts."""
    return {
        "schema": SCHEMA,
        "unit": report.unit,
        "year": report.year,
        "form": report.form.id,
        "variants": sorted(report.variants),
        "title": report.title,
        "preamble": report.preamble,
        "status": report.status.value,
        "sections": [
            {"number": passage.number, "heading": passage.heading, "text": passage.text} for passage in report.passages
        ],
        "cells": {address: report.value(address).text for address in report.layout.cells},
        "unplaced": [
            {"line": item.line, "section": item.section, "text": item.text, "reason": item.reason}
            for item in report.unplaced
        ],
        "source": {
            "name": report.source.name,
            "encoding": report.source.encoding,
            "lines": dict(report.source.lines),
        },
    }


def from_document(document: Mapping[str, Any], forms: Mapping[str, Form]) -> Report:
    """The report that :func:`to_document` made ``document`` of.

    Cells that the document leaves out are blank. ``variants``, ``preamble``, ``status``, ``unplaced`` and ``source`` may
    be missing. An empty unit and the year 0 stand for what is not known.

    Raises:
        UnreadableFile: ``json-shape`` with the ``key`` at which the document is not such a report: another schema, an
            unknown form, variant, section or cell, a value of the wrong type.
    """
    shape = _Shape(document, "")
    if shape.number("schema") != SCHEMA:
        shape.refuse("schema")
    form = forms.get(shape.text("form"))
    if form is None:
        shape.refuse("form")
    report = Report(
        unit=_unit(shape),
        year=_year(shape),
        form=form,
        variants=_variants(shape, form),
        title="",
        preamble="",
        passages=tuple(Passage(section.number, "") for section in form.sections),
        values=MappingProxyType({}),
        status=_status(shape),
        unplaced=tuple(_unplaced(item) for item in shape.shapes("unplaced", [])),
    )
    texts = {TITLE: shape.text("title"), PREAMBLE: shape.text("preamble", "")}
    report = report.with_texts(texts | _passages(shape, form) | _cells(shape, report))
    return replace(report, source=_source(shape))


class _Shape:
    """An object of the document: hands out its values by type, and refuses what is missing or of the wrong type."""

    def __init__(self, values: object, where: str) -> None:
        self.where = where
        if not isinstance(values, Mapping):
            self.refuse("")
        self._values = values

    def refuse(self, key: str) -> NoReturn:
        raise UnreadableFile("json-shape", key=".".join(part for part in (self.where, key) if part))

    def _take(self, key: str, kind: type, default: object) -> Any:
        value = self._values.get(key, default)
        if not isinstance(value, kind) or isinstance(value, bool):
            self.refuse(key)
        return value

    def text(self, key: str, default: object = None) -> str:
        return str(self._take(key, str, default))

    def number(self, key: str, default: object = None) -> int:
        return int(self._take(key, int, default))

    def items(self, key: str, default: object = None) -> list[Any]:
        return list(self._take(key, list, default))

    def shape(self, key: str, default: object = None) -> _Shape:
        return _Shape(self._take(key, dict, default), f"{self.where}.{key}".lstrip("."))

    def shapes(self, key: str, default: object = None) -> list[_Shape]:
        items = enumerate(self.items(key, default), 1)
        return [_Shape(item, f"{self.where}.{key}[{index}]".lstrip(".")) for index, item in items]

    def __iter__(self) -> Iterator[str]:
        """The names of the values."""
        for key in self._values:
            if not isinstance(key, str):
                self.refuse("")
            yield key


def _unit(shape: _Shape) -> str:
    unit = shape.text("unit")
    try:
        return check_unit(unit) if unit else ""
    except UsageError:
        shape.refuse("unit")


def _year(shape: _Shape) -> int:
    year = shape.number("year")
    try:
        return check_year(year) if year else 0
    except UsageError:
        shape.refuse("year")


def _status(shape: _Shape) -> Status:
    try:
        return Status(shape.text("status", Status.DRAFT.value))
    except ValueError:
        shape.refuse("status")


def _variants(shape: _Shape, form: Form) -> frozenset[str]:
    known = {variant.id for variant in form.variants}
    variants = shape.items("variants", [])
    if not all(isinstance(variant, str) and variant in known for variant in variants):
        shape.refuse("variants")
    return frozenset(variants)


def _passages(shape: _Shape, form: Form) -> dict[str, str]:
    texts: dict[str, str] = {}
    passages = shape.shapes("sections")
    if [passage.number("number") for passage in passages] != [section.number for section in form.sections]:
        shape.refuse("sections")
    for number, passage in enumerate(passages, 1):
        texts[heading_place(number)] = passage.text("heading")
        texts[text_place(number)] = passage.text("text")
    return texts


def _cells(shape: _Shape, report: Report) -> dict[str, str]:
    cells = shape.shape("cells")
    for address in cells:
        if address not in report.layout.cells:
            cells.refuse(address)
    return {address: cells.text(address) for address in cells}


def _unplaced(shape: _Shape) -> Unplaced:
    return Unplaced(shape.number("line"), shape.number("section"), shape.text("text"), shape.text("reason"))


def _source(shape: _Shape) -> Source:
    source = shape.shape("source", {})
    lines = source.shape("lines", {})
    numbers = {place: lines.number(place) for place in lines}
    return Source(source.text("name", ""), source.text("encoding", ""), MappingProxyType(numbers))
