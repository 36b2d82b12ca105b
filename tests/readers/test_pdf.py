"""PDF with a text layer: tables by their ruling lines, over the ends of pages too; and PDF that can't be read."""

from __future__ import annotations

import re
import zlib

import pytest
from hypothesis import Phase, given, settings

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import official_forms
from gipr_tui.readers import Reading, read_copy, read_file
from gipr_tui.readers.documents import inflating, paragraphs
from gipr_tui.readers.documents.paragraphs import TextLine, without_furniture
from gipr_tui.readers.reading import Notes
from gipr_tui.report.model import Report
from tests.readers.anyreport import FORMS, reports
from tests.readers.dialect import content_of
from tests.readers.pdf_copies import Page, assemble, pdf_of
from tests.readers.test_web_page import lacking
from tests.reports import clean_2019, clean_2021, corpus, jinzhan_2019, load_corpus


def read(data: bytes) -> Reading:
    return read_copy(data, "copy.pdf", FORMS)


@pytest.mark.parametrize("repeat_head", [False, True])
@pytest.mark.parametrize("report", [jinzhan_2019(), clean_2019(), clean_2021()], ids=["jinzhan", "2019", "2021"])
def test_a_report_comes_back(report: Report, repeat_head: bool) -> None:
    reading = read(pdf_of(report, repeat_head=repeat_head))
    assert content_of(reading.report) == content_of(report)
    assert not reading.missing
    assert [note.code for note in reading.notes] == ["page-frame-lines"]


NOUGHTS = {a: "" for r in ("R2", "R3.1", "R3.2", "R3.3.4", "R3.4.1", "R4") for a in (f"{r}.c2", f"{r}.c3", f"{r}.c6")}


def test_a_row_that_a_page_cuts_off_is_of_its_table() -> None:
    report = clean_2021().with_texts(NOUGHTS)
    reading = read(pdf_of(report, cut=True))
    assert reading.report.values == report.values
    assert not reading.missing
    assert "pdf-unruled" not in {note.code for note in reading.notes}


def test_narrow_columns_without_lines_stay_apart() -> None:
    """A column's longest figure ends near where the next one's begins: the columns tell where blank cells are."""
    report = clean_2021().with_texts(NOUGHTS | {f"R1.c{n}": str(10**18 + n) for n in range(1, 8)})
    unruled = re.sub(rb"[\d. -]+ re S\n?", lambda ruling: b" " * len(ruling[0]), pdf_of(report))
    reading = read(unruled)
    assert reading.report.values == report.values
    assert not reading.missing


@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(report=reports())
def test_the_cells_of_any_report_come_back(report: Report) -> None:
    """Its paragraphs may be joined or parted otherwise: a PDF does not say where they end."""
    reading = read(pdf_of(report))
    assert set(lacking(reading, report)) <= {"passages", "preamble"}
    texts = [[passage.text.replace("\n", "") for passage in r.passages] for r in (reading.report, report)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("report", [jinzhan_2019(), clean_2021()], ids=["2019", "2021"])
def test_tables_without_lines_are_read_by_where_their_text_stands(report: Report) -> None:
    unruled = re.sub(rb"[\d. -]+ re S\n?", lambda ruling: b" " * len(ruling[0]), pdf_of(report))
    reading = read(unruled)
    assert reading.report.values == report.values
    assert not reading.missing
    assert reading.notes[0].code == "pdf-unruled"


def test_bare_page_numbers_at_the_edge_are_no_text_where_tables_have_no_lines() -> None:
    report = clean_2021()
    unruled = re.sub(rb"[\d. -]+ re S\n?", lambda ruling: b" " * len(ruling[0]), pdf_of(report))
    bare = re.sub(rb"40\.0 Td <002d0020(\d{4})0020002d>", rb"00.1 Td <00200020\g<1>00200020>", unruled)
    reading = read(bare)
    assert content_of(reading.report) == content_of(report)
    assert "page-numbers" in {note.code for note in reading.notes}


def test_a_page_number_may_be_written_with_radicals() -> None:
    pages = [
        paragraphs.Page([TextLine(text, 50, 400, top, 10) for text, top in lines], [], 600, 800)
        for lines in ([("做了事。", 100), ("第 1 ⻚ 共 2 ⻚", 700)], [("没有了。", 100), ("第 2 ⻚ 共 2 ⻚", 700)])
    ]
    kept = without_furniture(pages, Notes())
    assert [line.text for page in kept for line in page.lines] == ["做了事。", "没有了。"]


def test_figures_that_run_over_the_line_are_left_open() -> None:
    """Where a figure is longer than its cell is wide, its end stands on the next: neither is taken for a figure."""
    report = clean_2021().with_texts({"R1.c1": "1234567890" * 3, "R1.c2": "7"})
    reading = read(pdf_of(report))
    row = {address for address in report.layout.cells if address.startswith("R1.")}
    assert set(reading.missing) == row
    assert dict(reading.report.values) == {a: v for a, v in report.values.items() if a not in row}
    assert "row-merged" in {note.code for note in reading.notes}
    assert any("1234567890" in piece.text for piece in reading.report.unplaced)


def test_what_can_not_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflating, "MAX_UNPACKED", 2**20)
    drawn = Page()
    drawn.box(80, 80, 200, 200)
    locked = pdf_of(clean_2021()).replace(
        b"/Root 1 0 R", b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (b"41" * 32, b"42" * 32)
    )  # fmt: skip
    packed = zlib.compress(bytes(2**20 + 1))
    cases = {
        assemble([packed], b"/Filter /FlateDecode"): "copy-bomb",
        assemble([drawn.marks]): "copy-scanned",
        locked: "copy-locked",
        pdf_of(clean_2021())[:400]: "copy-damaged",
        b"%PDF-1.7\nnothing more": "copy-damaged",
        assemble([[]] * 130): "copy-too-many-pages",
        assemble([["0 0 1 1 re S"] * 6_000]): "copy-page-crowded",
    }
    for data, code in cases.items():
        with pytest.raises(UnreadableFile) as caught:
            read(data)
        assert caught.value.code == code


@pytest.mark.skipif(corpus() is None, reason="GIPR_CORPUS names no folder of real reports")
def test_a_real_report_is_read_whole() -> None:
    folder = corpus()
    assert folder
    reading, filed = read_file(folder / "huaian-2024.pdf", official_forms()), load_corpus("huaian-2024")
    assert (len(reading.placed), reading.missing, reading.report.unplaced) == (200, (), ())
    assert reading.report.values == filed.values
    assert (reading.report.unit, reading.report.year) == (filed.unit, filed.year)
    assert {note.code for note in reading.notes} == {"page-frame-lines", "title-two-lines"}
