"""A report as a JSON document, and what is refused on the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings

from gipr_tui.errors import UnreadableFile
from gipr_tui.report.document import from_document, to_document
from gipr_tui.report.model import Remark, Report, Source, Status, Unplaced
from tests.reports import clean_2021
from tests.writers.cases import FORMS, reports

FULL = replace(
    clean_2021(),
    status=Status.FINAL,
    unplaced=(Unplaced(7, 3, "多出的一行", "no-such-row"), Unplaced(0, 0, "", "")),
    source=Source(
        "年报.txt",
        "gb18030",
        MappingProxyType({"title": 1, "R1.c1": 40}),
        frozenset({"R1.c1"}),
        (Remark(40, "label-inexact", {"text": "甲", "official": "乙"}), Remark(0, "no-title", {})),
    ),
)


@settings(max_examples=25)
@given(reports())
def test_any_report_comes_back(report: Report) -> None:
    assert from_document(json.loads(json.dumps(to_document(report))), FORMS) == report


def test_status_source_and_what_was_not_placed_come_back() -> None:
    again = from_document(to_document(FULL), FORMS)
    assert again == FULL
    assert again.source == FULL.source


def test_what_may_be_missing() -> None:
    document = to_document(FULL)
    for key in ("variants", "preamble", "status", "unplaced", "source"):
        del document[key]
    document["cells"] = {"R1.c1": "5"}
    report = from_document(document, FORMS)
    assert dict(report.values).keys() == {"R1.c1"}
    assert (report.status, report.source, report.unplaced) == (Status.DRAFT, Source(), ())


def test_a_unit_and_year_not_known() -> None:
    report = from_document({**to_document(FULL), "unit": "", "year": 0}, FORMS)
    assert (report.unit, report.year) == ("", 0)


def test_text_is_cleaned() -> None:
    document = to_document(FULL)
    document["title"] = " 云\x1b岭\n"
    document["cells"]["R1.c1"] = "5\u202e\t"
    report = from_document(document, FORMS)
    assert (report.title, report.get("R1.c1")) == ("云岭", "5")


SECTION = {"number": 1, "heading": "一、", "text": ""}


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("schema", 2, "schema"),
        ("schema", None, "schema"),
        ("schema", True, "schema"),
        ("unit", 5, "unit"),
        ("unit", "../x", "unit"),
        ("unit", "x" * 300, "unit"),
        ("year", "2021", "year"),
        ("year", 1900, "year"),
        ("form", "1999", "form"),
        ("form", None, "form"),
        ("variants", ["no-such"], "variants"),
        ("variants", [["x"]], "variants"),
        ("variants", "subtotals", "variants"),
        ("title", None, "title"),
        ("preamble", [], "preamble"),
        ("status", "lost", "status"),
        ("sections", {}, "sections"),
        ("sections", [SECTION], "sections"),
        ("sections", [SECTION] * 6, "sections"),
        ("sections", [5], "sections[1]"),
        ("sections", [{**SECTION, "number": "1"}], "sections[1].number"),
        ("cells", [], "cells"),
        ("cells", {"R9.c9": "1"}, "cells.R9.c9"),
        ("cells", {"R1.c1": 5}, "cells.R1.c1"),
        ("cells", {5: "5"}, "cells"),
        ("unplaced", [{}], "unplaced[1].line"),
        ("unplaced", 5, "unplaced"),
        ("source", {"lines": {"R1.c1": "x"}}, "source.lines.R1.c1"),
        ("source", "x", "source"),
    ],
)
def test_a_wrong_shape_is_refused_with_its_key(key: str, value: Any, place: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        from_document({**to_document(FULL), key: value}, FORMS)
    assert (error.value.code, error.value.fields) == ("json-shape", {"key": place})


@pytest.mark.parametrize("document", [[], "x", None, {}])
def test_what_is_no_document_at_all(document: Any) -> None:
    with pytest.raises(UnreadableFile, match="json-shape"):
        from_document(document, FORMS)


def test_cells_of_another_variant_are_refused() -> None:
    document = {**to_document(FULL), "variants": ["single-other"]}
    with pytest.raises(UnreadableFile, match=r"cells\.R3\.6\.1"):
        from_document(document, FORMS)
