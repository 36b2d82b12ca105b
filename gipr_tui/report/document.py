"""A report as a JSON document and back: what is exported, and what is kept in the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NoReturn

from gipr_tui.errors import UnreadableFile, UsageError
from gipr_tui.forms import Form
from gipr_tui.report.margin import Accepted, Note, accepted_place, carried_place, note_place, read_key
from gipr_tui.report.model import (
    PREAMBLE,
    TITLE,
    Declaration,
    Passage,
    Place,
    Remark,
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
            "split": sorted(report.source.split),
            "remarks": [
                {"line": remark.line, "code": remark.code, "fields": dict(remark.fields)}
                for remark in report.source.remarks
            ],
        },
        "notes": [
            {"place": place, "text": note.text, "by": note.by, "at": note.at} for place, note in report.notes.items()
        ],
        "carried": dict(report.carried),
        "accepted": [
            {"rule": of.rule, "place": of.place, "imprint": of.imprint, "reason": why.text, "by": why.by, "at": why.at}
            for key, why in report.accepted.items()
            if (of := read_key(key))
        ],
        "declarations": [
            {"status": done.status.value, "by": done.by, "at": done.at, "reason": done.reason}
            for done in report.declarations
        ],
    }


def from_document(document: Mapping[str, Any], forms: Mapping[str, Form]) -> Report:
    """The report that :func:`to_document` made ``document`` of.

    Cells that the document leaves out are blank. ``variants``, ``preamble``, ``status``, ``unplaced``, ``source``, ``notes``,
    ``carried``, ``accepted`` and ``declarations`` may be missing. An empty unit and the year 0 stand for what is not known.

    Raises:
        UnreadableFile: ``json-shape`` with the ``key`` at which the document is not such a report: another schema, an
            unknown form, variant, section, cell or place, a value of the wrong type.
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
        status=_status(shape, Status.DRAFT.value),
        unplaced=tuple(_unplaced(item) for item in shape.shapes("unplaced", [])),
    )
    texts = {TITLE: shape.text("title"), PREAMBLE: shape.text("preamble", "")}
    report = report.with_texts(texts | _passages(shape, form) | _cells(shape, report))
    report = _with_accepted(shape, _with_notes(shape, _with_carried(shape, report)))
    return replace(report, source=_source(shape), declarations=_declarations(shape))


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


def _status(shape: _Shape, default: object = None) -> Status:
    try:
        return Status(shape.text("status", default))
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


def _with_notes(shape: _Shape, report: Report) -> Report:
    texts: dict[str, str] = {}
    for item in shape.shapes("notes", []):
        note = Note(item.text("text"), item.text("by", ""), item.text("at", ""))
        place = note_place(item.text("place"))
        if not note.text or place in texts or not _has(report, place):
            item.refuse("place" if note.text else "text")
        texts[place] = note.written
    return report.with_texts(texts)


def _with_carried(shape: _Shape, report: Report) -> Report:
    carried = shape.shape("carried", {})
    texts = {carried_place(place): carried.text(place) for place in carried}
    for place in carried:
        if not _has(report, carried_place(place)):
            carried.refuse(place)
    return report.with_texts(texts)


def _with_accepted(shape: _Shape, report: Report) -> Report:
    texts: dict[str, str] = {}
    for item in shape.shapes("accepted", []):
        accepted = Accepted(item.text("rule"), item.text("place"), item.text("imprint"))
        place = accepted_place(accepted.key)
        reason = Note(item.text("reason"), item.text("by", ""), item.text("at", ""))
        if read_key(accepted.key) != accepted or not reason.text or not _has(report, place):
            item.refuse("reason" if not reason.text else "place")
        texts[place] = reason.written
    return report.with_texts(texts)


def _declarations(shape: _Shape) -> tuple[Declaration, ...]:
    return tuple(
        Declaration(_status(item), item.text("by", ""), item.text("at", ""), item.text("reason", ""))
        for item in shape.shapes("declarations", [])
    )


def _has(report: Report, place: Place) -> bool:
    try:
        report.get(place)
    except UsageError:
        return False
    return True


def _source(shape: _Shape) -> Source:
    source = shape.shape("source", {})
    lines = source.shape("lines", {})
    numbers = {place: lines.number(place) for place in lines}
    split = source.items("split", [])
    if not all(isinstance(address, str) for address in split):
        source.refuse("split")
    remarks = tuple(_remark(item) for item in source.shapes("remarks", []))
    name, encoding = source.text("name", ""), source.text("encoding", "")
    return Source(name, encoding, MappingProxyType(numbers), frozenset(split), remarks)


def _remark(shape: _Shape) -> Remark:
    fields = shape.shape("fields")
    return Remark(shape.number("line"), shape.text("code"), {name: fields.text(name) for name in fields})
