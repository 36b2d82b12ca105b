"""Tables as a browser copies them from its window, and as converters to Markdown and terminals write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from gipr_tui.readers import Reading, read_copy
from gipr_tui.report.model import Report
from gipr_tui.writers.merged import MergedRow
from tests.readers.anyreport import FORMS, reports
from tests.readers.dialect import content_of, report_of
from tests.readers.published import pieces

OFFICIAL = {id: FORMS[id] for id in ("2019", "2021")}

#: Blank cells, small and large figures; the first and last cells of some rows are blank.
FIGURES = {"R1.c1": "", "R1.c4": "", "R2.c7": "", "R3.1.c2": "12", "R3.1.c7": "", "R3.4.1.c1": "1036", "LA.tot": "4"}


def report(id: str) -> Report:
    return report_of(OFFICIAL[id], figures=FIGURES, texts={1: "做了许多事。", 6: "没有别的。"})


def written(report: Report, table: Callable[[list[MergedRow]], str]) -> str:
    return "\n\n".join(piece if isinstance(piece, str) else table(piece) for piece in pieces(report) if piece)


def read(text: str) -> Reading:
    return read_copy(text.encode(), "copy.txt", OFFICIAL)


def from_window(rows: list[MergedRow], blank: str = "") -> str:
    """Each cell a paragraph: two line ends before and after it, and one more where a row ends."""
    return "\n\n\n\n\n".join("\n\n\t\n\n".join(cell.text or blank for cell in row) for row in rows)


@pytest.mark.parametrize("id", OFFICIAL)
@pytest.mark.parametrize("blank", ["", "\u00a0", "\n\n\n"], ids=["empty", "padded", "with a line"])
def test_paragraphs_in_cells_stand_between_tabs(id: str, blank: str) -> None:
    text = written(report(id), lambda rows: from_window(rows, blank))
    reading = read(text)
    assert not reading.missing
    assert content_of(reading.report) == content_of(report(id))


@settings(max_examples=10, deadline=None)
@given(reports())
def test_no_cell_is_wrong_whatever_is_blank(report: Report) -> None:
    if report.form.id in OFFICIAL:
        reading = read(written(report, from_window))
        for address in reading.placed:
            if address in report.layout.cells:
                assert reading.report.value(address).text == report.value(address).text


def markdown(rows: list[MergedRow]) -> str:
    """A bar between cells and none at the ends, merged cells once: what ``html2text`` writes."""
    lines = [" | ".join(cell.text for cell in row) for row in rows]
    return "\n".join([lines[0], " | ".join("---" for _ in rows[0]), *lines[1:]])


def padded(rows: list[MergedRow]) -> str:
    """Bars at the ends too, and a merged label's further columns left empty: what ``markdownify`` writes."""
    lines = ["| " + "".join(cell.text + " |" * cell.columns + " " for cell in row) for row in rows]
    return "\n".join([lines[0], "| " + "--- |" * len(rows[0]), *lines[1:]])


def drawn(rows: list[MergedRow]) -> str:
    """Box characters: what a browser for terminals draws."""
    lines = ["│" + "│".join(f"{cell.text} " for cell in row) + "│" for row in rows]
    return "\n".join(["┌───┬──┐", *(line + "\n├───┼──┤" for line in lines)])


@pytest.mark.parametrize("id", OFFICIAL)
@pytest.mark.parametrize("table", [markdown, padded, drawn])
def test_converted_tables_are_read(id: str, table: Callable[[list[MergedRow]], str]) -> None:
    filed = report(id)
    reading = read(written(filed, table))
    assert not [a for a in reading.placed if reading.report.value(a).text != filed.value(a).text]
    assert not reading.missing


def test_a_row_that_ends_blank_stays_open_where_no_header_spans_its_columns() -> None:
    """Where empty columns stand before the figures, it could be moved."""
    filed = report("2021")
    reading = read(written(filed, padded).replace("申请人情况 | | | | | | |", "申请人情况 | | | | | |  总计 |"))
    assert not [a for a in reading.placed if reading.report.value(a).text != filed.value(a).text]
    assert set(reading.missing) >= {a for a in filed.layout.cells if a.startswith(("R2.c", "R3.1.c"))}


@pytest.mark.parametrize("id", OFFICIAL)
def test_rows_that_are_blank_but_for_their_merged_label_are_read(id: str) -> None:
    filed = report(id)
    blank = [a for a in filed.layout.cells if a.startswith(("R2.c", "R3.1.c", "R3.2.c", "R4.c"))]
    filed = filed.with_texts(dict.fromkeys(blank, "") | {"R3.7.c7": "6"})
    reading = read(written(filed, padded))
    assert not reading.missing
    assert content_of(reading.report) == content_of(filed)


def test_a_blank_row_among_bars_does_no_harm() -> None:
    headings = "\n".join(section.heading for section in OFFICIAL["2019"].sections)
    rows = "\n| | 信息内容 | 规章 |\n\t\t\t\t\n| | 规章 | 0 |\n三"
    assert read_copy(headings.replace("\n三", rows).encode(), "copy-2019.txt", OFFICIAL).missing


def pasted(rows: list[MergedRow]) -> str:
    """One row a line, a TAB between its cells, and merged ones once: what a browser or a word processor pastes."""
    return "\n".join("\t".join(cell.text for cell in row) for row in rows)


@pytest.mark.parametrize("id", OFFICIAL)
def test_a_row_with_nothing_but_tabs_behind_its_label_is_blank(id: str) -> None:
    rows = ("R1", "R3.2", "R3.3.1", "R3.3.2", "R3.6.3")
    filed = report(id)
    blank = [a for a in filed.layout.cells if a.rpartition(".")[0] in rows or a.startswith("I5.")]
    filed = filed.with_texts(dict.fromkeys(blank, ""))
    reading = read(written(filed, pasted))
    assert not reading.missing
    assert content_of(reading.report) == content_of(filed)
