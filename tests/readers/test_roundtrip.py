"""A report written as a page saved as text comes back as the same report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings

from gipr_tui.forms import Form
from gipr_tui.readers import Reading, read_copy
from gipr_tui.report.model import Report
from tests.readers.anyreport import FORMS, reports
from tests.readers.dialect import content_of, report_of, write


@settings(max_examples=15, deadline=None)
@given(reports())
def test_any_report_comes_back(report: Report) -> None:
    reading = read_copy(write(report).encode(), "copy.txt", FORMS)
    assert content_of(reading.report) == content_of(report)
    assert not reading.missing
    assert set(reading.placed) == set(report.layout.cells)
    assert not [note for note in reading.notes if note.code != "text-after-table"]


@pytest.mark.parametrize("id", FORMS)
def test_every_set_of_variants_is_told_from_the_labels(
    id: str, forms: Mapping[str, Form], read: Callable[[str], Reading]
) -> None:
    form = forms[id]
    ids = [variant.id for variant in form.variants]
    for size in range(len(ids) + 1):
        for chosen in combinations(ids, size):
            reading = read(write(report_of(form, variants=frozenset(chosen))))
            assert reading.report.variants == frozenset(chosen)
            assert not reading.missing


def test_a_cell_knows_its_line(read: Callable[[str], Reading]) -> None:
    report = report_of(FORMS["2019"], figures={"R3.7.c1": "10", "LA.tot": "4711"})
    copy = write(report)
    lines = read(copy).report.source.lines
    assert copy.split("\n")[lines["LA.tot"] - 1] == "\t4711"
    assert copy.split("\n")[lines["R3.7.c1"] - 1] == "\t10"
    assert copy.split("\n")[lines["S3.heading"] - 1] == report.passage(3).heading
    assert lines["title"] == 1


def test_a_form_with_no_code_of_its_own_is_read(read: Callable[[str], Reading]) -> None:
    report = report_of(
        FORMS["orchard"], figures={"P.red.sold": "3.50", "A.red.kept": "8", "WQ.wkept": "9", "bees": "2"}
    )
    reading = read(write(report))
    assert content_of(reading.report) == content_of(report)
    assert reading.report.form.id == "orchard"
    assert (reading.report.get("P.red.sold"), reading.report.get("WQ.wkept")) == ("3.50", "9")
