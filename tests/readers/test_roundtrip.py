"""A report written as a page saved as text comes back as the same report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gipr_tui.forms import Form, lay_out
from gipr_tui.readers import Reading, read_copy
from gipr_tui.report.model import Report
from tests.readers.dialect import content_of, report_of, write
from tests.readers.madeup import all_forms

FORMS = all_forms()

FIGURES = st.sampled_from(
    ["", "0", "1", "7", "12", "278", "41174.3900", "减4", "+43", "-35", "/", "—", "１２", "1,234", "十二", "5件", "约5"]
)
WORDS = st.text("本镇去年做了许多事情也还有不足之处，其中3件已办结。（一）1.", min_size=1, max_size=30)
PARAGRAPHS = st.lists(WORDS.map(lambda words: f"记：{words}。".replace(" ", "")), max_size=4).map("\n".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    form = FORMS[draw(st.sampled_from(list(FORMS)))]
    variants = frozenset(draw(st.sets(st.sampled_from([v.id for v in form.variants]))))
    cells = lay_out(form, variants).cells
    figures = {address: draw(FIGURES) for address in cells}
    texts = {section.number: draw(PARAGRAPHS) for section in form.sections}
    return report_of(form, variants=variants, figures=figures, texts=texts, preamble=draw(PARAGRAPHS))


@settings(max_examples=60, deadline=None)
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
