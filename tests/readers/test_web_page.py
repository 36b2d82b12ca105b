"""Web pages: a report published in any manner comes back as the same report."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from gipr_tui.errors import UnreadableFile
from gipr_tui.readers import Reading, read_copy, read_file
from gipr_tui.readers.web_page.page import MAX_TAGS
from gipr_tui.report.model import Report
from gipr_tui.writers.merged import grid_width
from gipr_tui.writers.page import export_html
from tests.pace import within
from tests.readers.anyreport import FORMS, reports
from tests.readers.dialect import content_of, report_of
from tests.readers.published import MANNERS, pieces, positions
from tests.reports import clean_2021, corpus, jinzhan_2019, load_corpus


def read(page: str | bytes, name: str = "copy.html") -> Reading:
    return read_copy(page if isinstance(page, bytes) else page.encode(), name, FORMS)


def lacking(reading: Reading, report: Report) -> dict[str, object]:
    """What of ``report`` the reading does not give back."""
    found, filed = content_of(reading.report), content_of(report)
    return {key: (found[key], filed[key]) for key in filed if found[key] != filed[key]}


@pytest.mark.parametrize("manner", MANNERS)
@settings(max_examples=6, deadline=None)
@given(report=reports())
def test_any_report_comes_back(manner: str, report: Report) -> None:
    reading = read(MANNERS[manner](report))
    assert not lacking(reading, report)
    assert not reading.missing
    assert set(reading.placed) == set(report.layout.cells)
    assert {note.code for note in reading.notes} <= {"page-frame", "text-after-table"}


REPORT = report_of(
    FORMS["2021"], figures={"R1.c1": "12", "R1.c7": "12", "LA.tot": "4"}, texts={1: "头一段。\n第二段。"}
)
PAGE = export_html(REPORT)


def row_of(page: str, label: str) -> str:
    """The row of ``page`` with ``label`` in it."""
    return next(line for line in page.split("\n") if f">{label}<" in line)


def with_row(label: str, change: Callable[[str], str]) -> str:
    """The page with its row ``label`` changed."""
    row = row_of(PAGE, label)
    assert change(row) != row
    return PAGE.replace(row, change(row))


def codes(reading: Reading) -> set[str]:
    return {note.code for note in reading.notes}


def test_the_export_comes_back() -> None:
    reading = read(PAGE)
    assert not lacking(reading, REPORT)
    assert not reading.notes


R1, R2 = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda row: row.replace(">12<", ">1<br>2<", 1), "1 2"),
        (lambda row: row.replace(">12<", ">1<sup>2</sup><", 1), "1 2"),
        (lambda row: row.replace(">12<", ">1<span>2</span><", 1), "12"),
        (lambda row: row.replace(">12<", "><p>&nbsp;</p><p>12</p><", 1), "12"),
        (lambda row: row.replace(">12<", ">12<span style='display:none'>9</span><", 1), "12"),
        (lambda row: row.replace(">12<", "><input value=12><", 1), "12"),
        (lambda row: row.replace(">12<", "><del></del>&#8203;12<!-- 9 --><", 1), "12"),
    ],
)
def test_a_figure_is_what_the_page_shows(change: Callable[[str], str], text: str) -> None:
    assert read(with_row(R1, change)).report.get("R1.c1") == text


def spread_out(report: Report, *, repeat: bool) -> str:
    """The page with every merged cell parted again, its text in the first place or, with ``repeat``, in each."""
    out = []
    for piece in pieces(report):
        if isinstance(piece, str):
            out.append(f"<p>{piece}</p>")
            continue
        grid = [[""] * grid_width(piece) for _ in piece]
        for row, column, cell in positions(piece):
            for down in range(cell.rows if repeat else 1):
                for right in range(cell.columns if repeat else 1):
                    grid[row + down][column + right] = cell.text
        rows = ("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in grid)
        out.append("<table>" + "".join(rows) + "</table>")
    return "\n".join(out)


@pytest.mark.parametrize("report", [jinzhan_2019(), clean_2021()], ids=["2019", "2021"])
@pytest.mark.parametrize(
    ("change", "noted"),
    [
        (lambda page: re.sub(r' rowspan="\d+"', "", page), set()),
        (lambda page: page.replace('rowspan="8"', 'rowspan="9"'), set()),
        (lambda page: page.replace('rowspan="8"', 'rowspan="7"'), set()),
        (lambda page: page.replace(' colspan="3">一、', ' colspan="2">一、'), set()),
        (lambda page: page.replace("<tr>", "<tr><td>&nbsp;</td>"), set()),
        (lambda page: re.sub(r'(?s)<tr><th rowspan="3".*?</tr>.*?</tr>.*?</tr>', "", page), {"header-missing"}),
        (lambda page: re.sub("<h2>三、.*?</h2>", "", page), {"heading-missing"}),
        (lambda page: re.sub("<h2>.*?</h2>", "", page), {"heading-missing"}),
    ],
    ids=[
        "no rowspans",
        "too long",
        "too short",
        "narrow label",
        "blank column",
        "no head",
        "no heading",
        "no headings",
    ],
)
def test_figures_are_found_where_the_markup_is_wrong(
    report: Report, change: Callable[[str], str], noted: set[str]
) -> None:
    page = export_html(report)
    assert change(page) != page
    reading = read(change(page))
    assert reading.report.values == report.values
    assert not reading.missing
    assert codes(reading) == noted


@pytest.mark.parametrize("repeat", [False, True])
@pytest.mark.parametrize("report", [jinzhan_2019(), clean_2021()], ids=["2019", "2021"])
def test_cells_that_were_merged_once_are_read(report: Report, repeat: bool) -> None:
    reading = read(spread_out(report, repeat=repeat))
    assert not lacking(reading, report)
    assert not reading.missing


def test_merged_figures_are_left_open() -> None:
    """A figure over two columns, or over two rows, is of neither."""
    over_columns = with_row(R1, lambda row: row.replace("<td>12</td><td>0</td>", '<td colspan="2">12</td>', 1))
    reading = read(over_columns)
    assert not any(address.startswith("R1.") for address in reading.placed)
    assert "row-shape" in codes(reading)
    over_rows = with_row(R1, lambda row: row.replace("<td>12", '<td rowspan="2">12', 1))
    over_rows = over_rows.replace(row_of(PAGE, R2), row_of(PAGE, R2).replace("<td>0</td>", "", 1))
    reading = read(over_rows)
    assert not any(address.startswith(("R1.", "R2.")) for address in reading.placed)
    assert "row-merged" in codes(reading)
    assert any("12" in piece.text for piece in reading.report.unplaced)


def test_merged_blanks_are_blank() -> None:
    page = with_row(R2, lambda row: row.replace("<td>0</td>" * 3, '<td colspan="3"></td>', 1))
    reading = read(page)
    assert not reading.missing
    assert [reading.report.get(f"R2.c{n}") for n in range(1, 8)] == ["", "", "", "0", "0", "0", "0"]


def test_a_row_without_its_end_is_read_by_its_columns() -> None:
    page = with_row(R1, lambda row: row.replace("<td>12</td></tr>", "</tr>"))
    reading = read(page)
    assert reading.missing == ("R1.c7",)
    assert reading.report.get("R1.c1") == "12"
    assert codes(reading) == {"row-short"}


def test_a_figure_too_many_leaves_the_row_open() -> None:
    reading = read(with_row(R1, lambda row: row.replace("</tr>", "<td>5</td></tr>")))
    assert not any(address.startswith("R1.") for address in reading.placed)
    assert codes(reading) == {"row-shape", "row-missing"} or "row-shape" in codes(reading)


def test_a_column_of_ones_own_is_told() -> None:
    """A column that the form does not have is left out cell by cell, and the others stay where they are."""
    page = PAGE.replace('colspan="7">申请人情况', 'colspan="8">申请人情况')
    page = page.replace('<th rowspan="2">总计</th></tr>', '<th rowspan="2">备注</th><th rowspan="2">总计</th></tr>')
    page = page.replace(row_of(page, R1), row_of(page, R1).replace("<td>12</td></tr>", "<td>注</td><td>12</td></tr>"))
    reading = read(page)
    assert reading.report.get("R1.c7") == "12"
    assert {"extra-column", "unknown-column"} <= codes(reading)
    assert "注" in {piece.text for piece in reading.report.unplaced}


def test_columns_in_another_order_are_found_by_their_headers() -> None:
    page = PAGE.replace("<th>商业企业</th><th>科研机构</th>", "<th>科研机构</th><th>商业企业</th>")
    page = page.replace(row_of(page, R1), row_of(page, R1).replace("<td>0</td><td>0</td>", "<td>3</td><td>4</td>", 1))
    report = read(page).report
    assert (report.get("R1.c2"), report.get("R1.c3")) == ("4", "3")


def test_a_label_nearly_right_is_noted() -> None:
    reading = read(PAGE.replace("5.属于三类内部事务信息", "5.属于三类内容事务信息"))
    assert not reading.missing
    assert codes(reading) == {"label-inexact"}


def test_a_table_without_headings_is_read() -> None:
    """Only the tables, without any heading: their labels tell which they are."""
    page = "\n".join(re.findall(r"(?s)<table>.*?</table>", PAGE))
    reading = read_copy(page.encode(), "copy.html", FORMS, unit="青禾镇", year=2021)
    assert reading.report.values == REPORT.values
    assert codes(reading) == {"heading-missing", "no-title"}
    assert [passage.heading for passage in reading.report.passages] == [""] * 6


def test_a_table_of_the_narrative_stays_in_it() -> None:
    own = "<table><tr><td>渠道</td><td>件数</td><td>占比</td></tr><tr><td>网站</td><td>7</td><td>58%</td></tr></table>"
    reading = read(PAGE.replace("<p>第二段。</p>", f"{own}<p>第二段。</p>"))
    assert reading.report.passage(1).text == "头一段。\n渠道  件数  占比\n网站  7  58%\n第二段。"
    assert not reading.report.unplaced


def test_a_table_under_the_wrong_heading_is_found() -> None:
    tables = re.findall(r"(?s)<table>.*?</table>", PAGE)
    page = PAGE.replace(tables[2], "").replace("<h2>六、", tables[2] + "<h2>六、")
    reading = read(page)
    assert reading.report.values == REPORT.values
    assert "table-elsewhere" in codes(reading)


def test_the_title_may_stand_outside_the_article_or_twice() -> None:
    start = f"<h1>{REPORT.title}</h1>"
    outside = PAGE.replace(start, f"{start}<p>来源：某处</p><article>").replace("</body>", "</article></body>")
    twice = outside.replace("<article>", f"<article><p>{REPORT.title}</p>")
    for page in (outside, twice):
        reading = read(page)
        assert not lacking(reading, REPORT)
        assert codes(reading) == {"page-frame"}


def test_the_title_may_stand_in_the_head_only() -> None:
    page = PAGE.replace(f"<h1>{REPORT.title}</h1>", "")
    page = page.replace("<title>", "<title>").replace("</title>", "_政务公开_某某门户</title>")
    reading = read(page)
    assert (reading.report.unit, reading.report.year, reading.report.title) == (REPORT.unit, REPORT.year, REPORT.title)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", ""])
def test_any_encoding_whatever_the_page_says(encoding: str, declared: str) -> None:
    page = PAGE.replace('<meta charset="utf-8">', f"<meta charset={declared}>" if declared else "")
    reading = read(page.encode(encoding))
    assert not lacking(reading, REPORT)
    assert reading.encoding == encoding


def test_a_broken_character_does_not_spoil_the_page() -> None:
    data = PAGE.replace("头一段", "头一段" * 300).encode("gb18030").replace("二段".encode("gb18030"), b"\xff\xff", 1)
    reading = read(data.replace(b'charset="utf-8"', b'charset="gbk"'))
    assert reading.report.values == REPORT.values
    assert codes(reading) == {"broken-characters"}


def test_a_web_archive_is_opened() -> None:
    body = base64.encodebytes(PAGE.encode())
    archive = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n--xx\r\nContent-Type: text/html;"
        b" charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body + b"\r\n--xx--\r\n"
    )
    assert not lacking(read(archive, "copy.doc"), REPORT)


@pytest.mark.parametrize("name", ["copy.mht", "copy.eml", "copy.txt"])
@pytest.mark.parametrize("multipart", [True, False])
def test_a_web_archive_may_begin_with_any_header(multipart: bool, name: str) -> None:
    page = b"Content-Type: text/html;\r\n\tcharset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    page += quopri.encodestring(PAGE.encode("gb18030"))
    if multipart:
        page = b"--xx\r\n" + page + b"\r\n--xx--\r\n"
        page = b'Content-Type: multipart/related;\r\n boundary="xx"\r\nSubject: =?gb2312?B?xOqxqA==?=\r\n\r\n' + page
    assert not lacking(read(page, name), REPORT)


DEEP = 10_000
HOSTILE = {
    "many paragraphs": "<p>段落1条</p>" * 5_000 + PAGE,
    "deep elements": "<div>" * DEEP + PAGE,
    "deep tables": "<table><tr><td>" * DEEP + PAGE,
    "deep tables in text": PAGE.replace("头一段", "<table><tr><td>x" * DEEP),
    "deep fonts": PAGE.replace("头一段", "<b><i><font>" * DEEP),
    "broad cells": PAGE.replace("<td>12", "<td colspan=100000000 rowspan=100000000>12"),
    "broad table": PAGE.replace("<td>12", "<td colspan=60000 rowspan=65000>12" * 300),
    "many cells": PAGE.replace("<td>12", "<td>1" * 10_000),
    "many rows": PAGE.replace("<tr><th>一、", "<tr><td>行政许可<td>2" * 10_000 + "<tr><th>一、"),
    "many tables": PAGE.replace("头一段", "<table><tr><td>规章<td>1</table>" * 2_000),
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">" + PAGE,
    "open comment": PAGE + "<!--" * 50_000,
    "brackets": PAGE + "<" * 100_000,
    "ampersands": PAGE.replace("头一段", "&" * 200_000),
    "one long line": PAGE.replace("头一段", "年2019年" * 30_000),
    "too many tags": PAGE + "<br>" * (MAX_TAGS + 1),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_are_dealt_with_in_time(kind: str) -> None:
    data = HOSTILE[kind].encode()
    with within(2 * max(1, len(data) / 100_000)):
        try:
            reading = read_copy(data, "copy.html", FORMS, unit="某镇", year=2021)
        except UnreadableFile as error:
            assert error.code in ("no-headings", "two-reports", "copy-too-many-lines", "copy-too-many-tags")
            return
    wrong = {a for a in reading.placed if reading.report.get(a) not in (REPORT.get(a), "")}
    assert not wrong or kind in ("many cells", "broad table", "many rows", "many tables")


@pytest.mark.skipif(corpus() is None, reason="GIPR_CORPUS names no folder of real reports")
def test_a_real_report_is_read_whole() -> None:
    folder = corpus()
    assert folder
    reading, filed = read_file(folder / "shanghai-office-2019.html", FORMS), load_corpus("shanghai-office-2019")
    assert (len(reading.placed), reading.missing, reading.report.left_out) == (198, (), ())
    assert [note.code for note in reading.notes] == ["site-frame"]
    assert not reading.report.preamble.startswith("发布")
    assert reading.report.values == filed.values
    assert (reading.report.unit, reading.report.year) == (filed.unit, filed.year)


@pytest.mark.parametrize("figure", ["", "7"], ids=["blank", "filled"])
@pytest.mark.parametrize("spacer", ["", "<td></td>"], ids=["plain", "with a spacer column"])
def test_a_merged_cell_that_is_too_short_moves_no_figure(figure: str, spacer: str) -> None:
    """The 2019 form's merged cell over two rows more, as offices made their own form of it: rows below it begin further left."""
    report = report_of(
        FORMS["2021"], figures={"R3.7.c1": figure, "R3.7.c2": "5", "R3.6.3.c1": figure, "R3.6.3.c3": "4"}
    )
    page = export_html(report)
    page = re.sub(r'rowspan="?22"?', 'rowspan="20"', page).replace("</tr>", spacer + "</tr>")
    assert 'rowspan="20"' in page
    reading = read(page)
    assert not [a for a in reading.placed if reading.report.value(a).text != report.value(a).text]
    assert spacer or not reading.missing


def test_a_long_title_may_be_broken_anywhere() -> None:
    title = REPORT.title
    page = PAGE.replace(f">{title}<", f">{title[:-4]}</p><p>{title[-4:]}<")
    assert page != PAGE
    reading = read(page)
    assert (reading.report.title, reading.report.unit, reading.report.year) == (title, REPORT.unit, REPORT.year)


def test_radicals_are_read_as_characters_and_told() -> None:
    reading = read(PAGE.replace("工作", "⼯作").replace("数量", "数⾔").replace("⾔", "量"))
    assert not lacking(reading, REPORT)
    assert "radical-characters" in codes(reading)
