"""Values separated by commas or TABs: a table in the shape of the form, and the program's own CSV export."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from itertools import combinations
from types import MappingProxyType

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form, lay_out
from gipr_tui.readers.decode import Decoded
from gipr_tui.readers.grids.flow import copy_of, flow_table
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.page_text.page import read_parts
from gipr_tui.readers.reading import Note, Notes, Reading
from gipr_tui.readers.which_form import form_asked
from gipr_tui.readers.whole import whole_reading
from gipr_tui.report.model import Passage, Report, Source

EXPORT_HEADER = ["section", "table", "row", "column", "address", "value"]

_ENDINGS = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
_LONGEST_FIELD = 1_000_000


def read_separated(decoded: Decoded, forms: Mapping[str, Form], asked: Asked, form: str | None) -> Reading | None:
    """The report in separated values, or None where neither the file's name nor its first line says that it holds some.

    Raises UnreadableFile where it is broken, holds no report, or its unit or year can't be told.
    """
    own = decoded.text.lstrip("\ufeff").split("\n", 1)[0].strip() == ",".join(EXPORT_HEADER)
    named = _ENDINGS.get("." + asked.file.lower().rpartition(".")[2])
    if not own and named is None:
        return None
    rows = _rows(decoded.text, "," if own else _delimiter(decoded.text, named or ","), asked.name)
    if own:
        return _own_export(rows[1:], decoded.encoding, forms, asked, form)
    notes = Notes()
    copy = copy_of([flow_table(rows)], asked.name, forms, notes)
    return replace(read_parts(copy.parts, decoded.encoding, forms, asked, form, notes).reading, text=copy.text)


def _rows(text: str, delimiter: str, name: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile("copy-csv-broken", file=name) from error


def _delimiter(text: str, usual: str) -> str:
    """What parts the values: the usual mark for such a file, or another that parts far more of them."""
    counts = {mark: text.count(mark) for mark in (usual, ",", "\t", ";")}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] > 3 * counts[usual] else usual


def _own_export(
    rows: Sequence[Sequence[str]], encoding: str, forms: Mapping[str, Form], asked: Asked, form: str | None
) -> Reading:
    """The report in the program's own export: each cell is named by its address."""
    rows = [row for row in rows if row]
    for number, row in enumerate(rows, 2):
        if len(row) != len(EXPORT_HEADER):
            raise UnreadableFile("copy-csv-row", file=asked.name, line=number)
    texts = {row[4]: row[5].removeprefix("'") for row in rows}  # the mark that the export puts before a text
    fitting = [
        (which, variants)
        for which in forms.values()
        for variants in _variants(which)
        if lay_out(which, variants).cells.keys() == texts.keys() and len(texts) == len(rows)
    ]
    fitting = [choice for choice in fitting if form is None or choice[0].id == form] or fitting
    if not fitting:
        raise UnreadableFile("copy-csv-cells", file=asked.name)
    which, variants = fitting[0]
    lines = {row[4]: number for number, row in enumerate(rows, 2)}
    report = Report(
        unit="",
        year=0,
        form=which,
        variants=variants,
        title="",
        preamble="",
        passages=tuple(Passage(section.number, section.heading) for section in which.sections),
        values=MappingProxyType({}),
        source=Source(asked.file, encoding, MappingProxyType(lines)),
    )
    reading = whole_reading(report.with_texts(texts), encoding, asked, form_asked(forms, form))
    return replace(reading, notes=(Note(None, "cells-only"), *reading.notes))


def _variants(form: Form) -> Iterable[frozenset[str]]:
    ids = [variant.id for variant in form.variants]
    for size in range(len(ids) + 1):
        yield from (frozenset(chosen) for chosen in combinations(ids, size))
