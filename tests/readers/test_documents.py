"""Word documents, workbooks and separated values: a report written as one comes back as the same report."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from hypothesis import given, settings

from gipr_tui.errors import UnreadableFile
from gipr_tui.locale import catalogue
from gipr_tui.readers import Reading, read_copy
from gipr_tui.report.model import Report
from gipr_tui.report.values import ValueKind
from gipr_tui.writers.export import export_csv
from tests.readers.anyreport import FORMS, reports
from tests.readers.dialect import report_of
from tests.readers.published import separated, word_document, workbook
from tests.readers.test_web_page import lacking
from tests.reports import clean_2021

ALLOWED = {"text-after-table"}


def read(data: bytes, name: str) -> Reading:
    return read_copy(data, name, FORMS)


KINDS: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "word": (word_document, "copy.docx"),
    "one sheet": (workbook, "copy.xlsx"),
    "many sheets": (lambda report: workbook(report, sheets=True), "copy.xlsx"),
    "commas": (lambda report: separated(report).encode("utf-8-sig"), "copy.csv"),
    "tabs": (lambda report: separated(report, "\t").encode("gb18030"), "copy.tsv"),
}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=3, deadline=None)
@given(report=reports())
def test_any_report_comes_back(kind: str, report: Report) -> None:
    write, name = KINDS[kind]
    reading = read(write(report), name)
    assert not lacking(reading, report)
    assert not any(report.value(address).text for address in reading.missing)  # a sheet does not hold blank rows
    assert {note.code for note in reading.notes} <= ALLOWED | ({"table-missing"} if reading.missing else set())


@pytest.mark.parametrize("text", ["十二", "约5", "无"])
@pytest.mark.parametrize("place", ["trees", "wells"])
def test_a_row_without_a_name_that_has_one_figure_in_words_comes_back(text: str, place: str) -> None:
    """Other tables of the sheet are wider: the row has more cells than its own has columns."""
    figures = {"trees": "", "bees": "", "wells": ""} | {place: text}
    report = report_of(FORMS["orchard"], figures=figures)
    assert not lacking(read(workbook(report), "copy.xlsx"), report)


@settings(max_examples=10, deadline=None)
@given(report=reports())
def test_the_export_gives_every_cell_back_exactly(report: Report) -> None:
    reading = read_copy(export_csv(report).encode(), "export.csv", FORMS, unit=report.unit, year=report.year)
    assert (reading.report.form.id, reading.report.variants) == (report.form.id, report.variants)
    assert dict(reading.report.values) == dict(report.values)
    assert {note.code for note in reading.notes} == {"cells-only", "no-title"}


REPORT = clean_2021()


def refusal(data: bytes, name: str) -> str:
    """The code of the sentence that refuses a file."""
    with pytest.raises(UnreadableFile) as caught:
        read(data, name)
    assert caught.value.fields["file"] == name
    assert caught.value.exit_code == 4
    return caught.value.code


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """A package with some of its files changed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes[name] if name in changes else old.read(name))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return out.getvalue()


def test_what_is_a_document_says_its_content_not_its_name() -> None:
    for name in ("report.docx", "report.doc", "report.txt", "report"):
        assert not lacking(read(word_document(REPORT), name), REPORT)
    assert not lacking(read(workbook(REPORT), "report.xls"), REPORT)


BOMB = b"<w:document><w:p>" + b"x" * (31 * 2**20)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(("kind", "main"), [("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml")])
def test_packages_that_harm_are_refused(kind: str, main: str) -> None:
    good = word_document(REPORT) if kind == "docx" else workbook(REPORT)
    name = f"copy.{kind}"
    assert refusal(repacked(good, {main: BOMB}), name) == "copy-bomb"
    assert refusal(repacked(good, {main: ENTITIES}), name) == "copy-bomb"
    assert refusal(repacked(good, {f"a{n}.bin": b"" for n in range(3001)}), name) == "copy-bomb"
    assert refusal(repacked(good, {main: b"<not xml"}), name) == "copy-damaged"
    assert refusal(good[: len(good) // 2], name) in ("copy-damaged", "copy-zip")
    broken = bytearray(good)
    broken[len(good) // 3 : len(good) // 2] = bytes(len(good) // 2 - len(good) // 3)
    assert refusal(bytes(broken), name) in ("copy-damaged", "copy-zip")


def test_other_packages_and_old_documents_are_refused_with_what_to_do() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")
    assert refusal(out.getvalue(), "copy.zip") == "copy-zip"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "copy.doc") == "copy-ole"


@pytest.mark.parametrize(
    ("module", "library", "data", "name"),
    [
        ("docx", "python-docx", word_document(REPORT), "copy.docx"),
        ("openpyxl", "openpyxl", workbook(REPORT), "copy.xlsx"),
        ("pdfplumber", "pdfplumber", b"%PDF-1.4", "copy.pdf"),
    ],
)
def test_a_library_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, module: str, library: str, data: bytes, name: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UnreadableFile) as caught:
        read(data, name)
    sentence = catalogue("zh")(f"error.{caught.value.code}", **caught.value.fields)
    assert f"{sys.executable} -m pip install {library}" in sentence


def test_reading_a_text_loads_no_library_for_other_kinds() -> None:
    script = (
        "import sys; from gipr_tui.readers import read_copy; from gipr_tui.forms import official_forms\n"
        "from tests.readers.dialect import write, report_of\n"
        "read_copy(write(report_of(official_forms()['2021'])).encode(), 'a.txt', official_forms())\n"
        "print(sorted({'docx', 'openpyxl', 'pdfplumber', 'pdfminer', 'justhtml', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ---------------------------------------------------------------- Word


def edited(change: Callable[[Any], None]) -> Reading:
    """The reading of a document after ``change`` has had it."""
    document = docx.Document(BytesIO(word_document(REPORT)))
    change(document)
    out = BytesIO()
    document.save(out)
    return read(out.getvalue(), "copy.docx")


def cell_of_r1(document: Any) -> Any:
    """The cell R1.c1 of a document."""
    return next(row.cells[3] for row in document.tables[1].rows if row.cells[0].text.startswith("一、本年新收"))


def run_of(cell: Any, text: str) -> Any:
    cell.paragraphs[0].clear()
    return cell.paragraphs[0].add_run(text)


def test_deleted_and_hidden_text_is_left_out_and_raised_text_parted() -> None:
    def hide(document: Any) -> None:
        cell = cell_of_r1(document)
        run_of(cell, "12")
        cell.paragraphs[0].add_run("9").font.hidden = True

    def delete(document: Any) -> None:
        run = run_of(cell_of_r1(document), "12")._r
        deleted = OxmlElement("w:del")
        run.addnext(deleted)
        piece = OxmlElement("w:r")
        text = OxmlElement("w:delText")
        text.text = "9"
        piece.append(text)
        deleted.append(piece)

    def insert(document: Any) -> None:
        run = run_of(cell_of_r1(document), "12")._r
        inserted = OxmlElement("w:ins")
        run.addprevious(inserted)
        inserted.append(run)

    def note(document: Any) -> None:
        cell = cell_of_r1(document)
        run_of(cell, "12")
        cell.paragraphs[0].add_run("9").font.superscript = True

    assert edited(hide).report.get("R1.c1") == "12"
    assert edited(delete).report.get("R1.c1") == "12"
    assert edited(insert).report.get("R1.c1") == "12"
    assert edited(note).report.get("R1.c1") == "12 9"


def test_numbers_that_word_counts_itself_may_be_lacking() -> None:
    """A number that is lost is no text: ``3.其他`` is then ``其他``, as a column is called too. Each such label is noted."""
    numbered = re.compile(r"^(?:[0-9]\.|（[一二三四五六七]）|[一二三四]、)")

    def strip(document: Any) -> None:
        for text in document.element.body.iter(qn("w:t")):
            text.text = numbered.sub("", text.text)

    reading = edited(strip)
    assert reading.report.values == REPORT.values
    assert not reading.missing
    assert {note.code for note in reading.notes} == {"label-inexact"}
    assert reading.report.passage(1).heading == "总体情况"


def add_list(document: Any, *levels: tuple[str, str]) -> None:
    """Adds list 99, each of whose levels has a kind of number and a text round it."""
    numbering = document.part.numbering_part.element
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="99">{parts}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))


def put_in_list(paragraph: Any, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = 99, level


def test_headings_with_automatic_numbers_are_read_as_word_shows_them() -> None:
    def change(document: Any) -> None:
        add_list(document, ("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("lowerRoman", "%3."))
        for paragraph in list(document.paragraphs):
            if re.match("[一二三四五六]、", paragraph.text):
                [run] = paragraph.runs
                run.text = run.text[2:]
                put_in_list(paragraph, 0)
            if paragraph.text == "总体情况":
                below = paragraph
        after = document.paragraphs[[p._p for p in document.paragraphs].index(below._p) + 1]
        for text, level in (("甲事", 1), ("乙事", 1), ("丙事", 2)):
            put_in_list(after.insert_paragraph_before(text), level)
        put_in_list(cell_of_r1(document).paragraphs[0], 1)

    report, plain = edited(change).report, REPORT
    assert [passage.heading for passage in report.passages] == [passage.heading for passage in plain.passages]
    assert report.passage(1).text.startswith("（一）甲事\n（二）乙事\n丙事\n")
    assert report.values == plain.values


def test_a_nested_table_and_a_content_control_are_read() -> None:
    def nest(document: Any) -> None:
        outer = document.add_table(1, 1)
        for element in list(document.element.body)[:-2]:
            outer.cell(0, 0)._tc.append(element)
        outer.cell(0, 0)._tc.append(OxmlElement("w:p"))

    def control(document: Any) -> None:
        table = document.tables[1]._tbl
        wrapper, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        table.addprevious(wrapper)
        wrapper.append(content)
        content.append(table)

    for change in (nest, control):
        assert not lacking(edited(change), REPORT)


# ---------------------------------------------------------------- workbooks


def book_with(change: Callable[[Any], None]) -> Reading:
    """The reading of a workbook after ``change`` has had its sheet."""
    book = openpyxl.load_workbook(BytesIO(workbook(REPORT)))
    change(book)
    out = BytesIO()
    book.save(out)
    return read(out.getvalue(), "copy.xlsx")


def place_of(book: Any, label: str, column: int) -> Any:
    sheet = book.worksheets[0]
    row = next(row[0].row for row in sheet.iter_rows() if any(cell.value == label for cell in row))
    return sheet.cell(row, column)


def test_a_formula_without_its_result_is_told() -> None:
    def compute(book: Any) -> None:
        place_of(book, "一、本年新收政府信息公开申请数量", 10).value = "=SUM(D20:I20)"

    reading = book_with(compute)
    assert reading.report.get("R1.c7") == "=SUM(D20:I20)"
    assert reading.report.value("R1.c7").kind is ValueKind.UNREADABLE
    assert "formula-no-value" in {note.code for note in reading.notes}


def test_a_formula_with_its_result_is_its_result() -> None:
    data = workbook(REPORT)
    sheet = "xl/worksheets/sheet1.xml"
    with ZipFile(BytesIO(data)) as package:
        xml = package.read(sheet)
    place = place_of(openpyxl.load_workbook(BytesIO(data)), "一、本年新收政府信息公开申请数量", 10)
    old = f'<c r="{place.coordinate}" t="n"><v>16</v></c>'.encode()
    assert old in xml
    xml = xml.replace(old, old.replace(b"<v>", b"<f>1+15</f><v>"))
    reading = read(repacked(data, {sheet: xml}), "copy.xlsx")
    assert not lacking(reading, REPORT)
    assert not reading.notes


def test_hidden_sheets_are_told_and_far_cells_do_no_harm() -> None:
    def add(book: Any) -> None:
        book.create_sheet("草稿").sheet_state = "hidden"
        book.worksheets[0].cell(1_000_000, 16_000, "远处")

    reading = book_with(add)
    assert reading.report.values == REPORT.values
    assert {note.code for note in reading.notes} == {"sheet-hidden"}


def test_figures_are_as_the_sheet_shows_them() -> None:
    def write(book: Any) -> None:
        for column, (value, shown) in enumerate(
            [(7.0, "0"), (41174.39, "0.0000"), (25.1, "General"), (1234, "#,##0")], 4
        ):
            place = place_of(book, "二、上年结转政府信息公开申请数量", column)
            place.value, place.number_format = value, shown

    report = book_with(write).report
    assert [report.get(f"R2.c{n}") for n in range(1, 5)] == ["7", "41174.3900", "25.1", "1234"]


# ---------------------------------------------------------------- separated values


def test_an_export_that_does_not_fit_is_refused() -> None:
    text = export_csv(REPORT)
    assert refusal(text.replace("R3.7.c1", "R9.9.c1").encode(), "a.csv") == "copy-csv-cells"
    assert refusal(text.replace(",R3.7.c1,", ",").encode(), "a.csv") == "copy-csv-row"
    assert refusal((text + text.split("\n", 1)[1]).encode(), "a.csv") == "copy-csv-cells"


def test_short_lines_and_other_marks() -> None:
    """A spreadsheet leaves out the commas at a line's end, and some write semicolons."""
    for delimiter in (",", ";"):
        text = "\n".join(line.rstrip(delimiter) for line in separated(REPORT, delimiter).splitlines())
        assert not lacking(read(text.encode(), "copy.csv"), REPORT)


def test_text_boxes_are_told_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    from docx import Document

    document = Document(BytesIO(word_document(report_of(FORMS["2021"]))))
    document.element.body.insert(1, parse_xml(f"<w:p {space}><w:r>{both}</w:r></w:p>"))
    out = BytesIO()
    document.save(out)
    reading = read_copy(out.getvalue(), "copy.docx", FORMS)
    assert [dict(note.fields) for note in reading.notes if note.code == "text-boxes"] == [
        {"count": "1", "text": "框里的话"}
    ]
    assert not reading.missing


@pytest.mark.parametrize("blank", [{}, {"LA.tot": "", "RV.corr": ""}])
def test_rows_may_be_counted(blank: dict[str, str]) -> None:
    """A number stands before every row, those of the head among them, and one above every column."""
    report = clean_2021().with_texts(blank)
    lines, at, width = [], 0, 0
    for line in separated(report).splitlines():
        cells = line.split(",")
        if len(cells) > 1 and not width:
            lines.append("".join(f",{column}" for column in range(len(cells))))
        at, width = (at, len(cells)) if len(cells) > 1 else (0, 0)
        lines.append(f"{at},{line}" if width else line)
        at += 1
    reading = read("\n".join(lines).encode(), "copy.csv")
    assert reading.report.values == report.values
    assert not reading.missing
