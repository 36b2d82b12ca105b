"""The exports with merged cells: spans as in the official form, and the same report when read again."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from gipr_tui.errors import UsageError
from gipr_tui.forms import stacks
from gipr_tui.readers import read_copy
from gipr_tui.report.model import Report
from gipr_tui.writers.document import export_docx
from gipr_tui.writers.merged import MergedCell, grid_width, merged_rows
from gipr_tui.writers.page import export_html
from tests.readers.anyreport import FORMS, reports
from tests.readers.dialect import content_of
from tests.reports import clean_2019, clean_2021, jinzhan_2019, madeup_report


def cells(report: Report, section: int) -> list[MergedCell]:
    (stack,) = stacks(report.layout.in_section(section))
    return [cell for row in merged_rows(report, stack) for cell in row]


def span(report: Report, section: int, label: str) -> tuple[int, int]:
    return next((cell.rows, cell.columns) for cell in cells(report, section) if cell.text == label)


@pytest.mark.parametrize(("report", "rows"), [(clean_2019(), 20), (clean_2021(), 22)], ids=["2019", "2021"])
def test_labels_reach_as_far_as_in_the_official_form(report: Report, rows: int) -> None:
    assert span(report, 3, "三、本年度办理结果") == (rows, 1)
    assert span(report, 3, "（三）不予公开") == (8, 1)
    assert span(report, 3, "（一）予以公开") == (1, 2)
    assert span(report, 3, "四、结转下年度继续办理") == (1, 3)
    assert span(report, 3, "申请人情况") == (1, 7)
    assert span(report, 3, "法人或其他组织") == (1, 5)
    assert span(report, 3, "自然人") == (2, 1)
    assert span(report, 3, report.layout.table("T3").table.corner) == (3, 3)
    assert span(report, 4, "行政诉讼") == (1, 10)
    assert span(report, 4, "总计") == (2, 1)


def test_the_tables_of_section_two_are_one() -> None:
    report = clean_2021()
    assert span(report, 2, "第二十条第（五）项") == (1, 4)
    assert span(report, 2, "本年处理决定数量") == (1, 3)
    assert span(jinzhan_2019(), 2, "其他对外管理服务事项") == (2, 1)


@settings(max_examples=10, deadline=None)
@given(report=reports())
def test_every_row_fills_the_grid(report: Report) -> None:
    for passage in report.passages:
        for stack in stacks(report.layout.in_section(passage.number)):
            rows = merged_rows(report, stack)
            assert sum(cell.rows * cell.columns for row in rows for cell in row) == grid_width(rows) * len(rows)


EXPORTS: dict[str, Callable[[Report], bytes]] = {
    "page.html": lambda report: export_html(report).encode(),
    "document.docx": export_docx,
}


@pytest.mark.parametrize("name", EXPORTS)
@settings(max_examples=4, deadline=None)
@given(report=reports())
def test_any_report_comes_back(name: str, report: Report) -> None:
    reading = read_copy(EXPORTS[name](report), name, FORMS)
    assert content_of(reading.report) == content_of(report)
    assert not reading.missing
    assert not reading.notes


def test_markup_in_a_report_stays_text() -> None:
    report = clean_2021().with_texts({"S1.text": "<script>a & b</script>", "R1.c1": "<b>", "title": "甲&乙2021年<i>"})
    page = export_html(report)
    assert not re.search("<script|<b>|<i>", page)
    assert read_copy(page.encode(), "page.html", FORMS, unit="某区").report.get("S1.text") == "<script>a & b</script>"
    assert read_copy(export_docx(report), "page.docx", FORMS, unit="某区").report.get("R1.c1") == "<b>"


def test_characters_that_no_document_may_hold_are_left_out() -> None:
    report = clean_2021().with_texts({"S1.text": "甲\ufffe乙", "R1.c1": "\uffff1"})
    read = read_copy(export_docx(report), "page.docx", FORMS).report
    assert (read.get("S1.text"), read.get("R1.c1")) == ("甲乙", "1")


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match="export-library"):
        export_docx(clean_2021())


def markup(report: Report) -> tuple[str, str]:
    """The document and the styles of a Word document as XML."""
    with ZipFile(BytesIO(export_docx(report))) as package:
        return package.read("word/document.xml").decode(), package.read("word/styles.xml").decode()


def style_of(styles: str, name: str) -> str:
    """The markup of the style of a name."""
    found = re.search(rf'<w:style [^>]*>\s*<w:name w:val="{name}"/>.*?</w:style>', styles, re.S)
    assert found, name
    return found[0]


def test_a_document_looks_as_it_is_filed() -> None:
    document, styles = markup(clean_2021())
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in document
    margins = {"top": 2098, "bottom": 1984, "left": 1587, "right": 1474}
    assert all(f'w:{side}="{twips}"' in document for side, twips in margins.items())
    title, heading = style_of(styles, "Title"), style_of(styles, "heading 1")
    assert 'w:eastAsia="方正小标宋简体"' in title and '<w:sz w:val="44"/>' in title and 'w:val="center"' in title
    assert 'w:eastAsia="黑体"' in heading and '<w:sz w:val="32"/>' in heading
    for style in (title, heading):
        assert '<w:color w:val="000000"/>' in style and "pBdr" not in style and "Theme" not in style
    body = style_of(styles, "Body Text")
    assert 'w:eastAsia="仿宋"' in body and 'w:firstLineChars="200"' in body
    assert 'w:line="560" w:lineRule="exact"' in body
    assert '<w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>2021年' in document
    assert 'w:eastAsia="宋体"' in style_of(styles, "InTables")


@pytest.mark.parametrize("report", [clean_2021(), clean_2019(), madeup_report()], ids=["2021", "2019", "madeup"])
def test_tables_are_as_wide_as_the_text_and_their_headers_come_again(report: Report) -> None:
    document, _ = markup(report.with_texts({report.layout.tables[-1].addresses[0][0]: "123456"}))
    tables = re.findall("<w:tbl>.*?</w:tbl>", document, re.S)
    assert tables
    for table in tables:
        widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', table)]
        assert sum(widths) == 11906 - 1587 - 1474
        assert min(widths) > 400
    headers = [table.count("<w:tblHeader/>") for table in tables]
    assert headers[0] == 0, "of several tables in one, none may stand for another"
    assert all(headers[1:])


def test_a_line_that_is_set_in_already_is_not_set_in_again() -> None:
    document, _ = markup(clean_2021().with_texts({"S5.text": "　　问题。\n改进。"}))
    assert re.search("<w:p>(<w:pPr/>)?<w:r><w:t[^>]*>　　问题。", document)
    assert '<w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>改进。' in document
