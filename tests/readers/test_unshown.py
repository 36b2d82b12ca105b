"""What a copy hides, strikes out or unfolds: the report's sections are read, struck and hidden figures are not."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement

from gipr_tui.readers import Reading, read_copy
from tests.readers.anyreport import FORMS
from tests.readers.published import word_document, workbook
from tests.reports import clean_2021

HEAD = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
TITLE = "<h1>青禾镇2022年政府信息公开工作年度报告</h1>"
REPORT = clean_2021()


def page(*blocks: str) -> Reading:
    return read_copy(f"<body>{TITLE}{''.join(blocks)}</body>".encode(), "copy.html", FORMS)


def row(reading: Reading) -> list[str]:
    return [reading.report.get(f"I1.1.{key}") for key in ("issued", "repealed", "valid")]


def note(reading: Reading, code: str) -> dict[str, str]:
    return next(dict(note.fields) for note in reading.notes if note.code == code)


ONE, TWO = "<p>一、总体情况</p><p>概述。</p>", "<p>二、主动公开政府信息情况</p>"
THREE, FIVE = "<p>三、收到和处理政府信息公开申请情况</p>", "<p>五、存在的主要问题及改进情况</p><p>问题。</p>"
RULES = f"<table>{HEAD}<tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>"


def test_a_list_of_contents_is_not_the_report() -> None:
    contents = (
        "<ul><li>一、总体情况</li><li>二、主动公开政府信息情况</li><li>三、收到和处理政府信息公开申请情况</li></ul>"
    )
    reading = page(contents, ONE, TWO, RULES, THREE)
    assert (row(reading), reading.report.get("S1.text")) == (["1", "2", "3"], "概述。")


def test_sections_behind_tabs_are_read() -> None:
    reading = page(f"<div>{ONE}</div>", *(f'<div style="display:none">{part}</div>' for part in (TWO + RULES, FIVE)))
    assert (row(reading), reading.report.get("S5.text")) == (["1", "2", "3"], "问题。")
    assert note(reading, "sections-unfolded") == {"count": "2"}


def test_a_hidden_second_copy_stays_hidden() -> None:
    other = f'<div style="display:none">{ONE}{TWO}{RULES.replace("1", "9")}{FIVE}</div>'
    reading = page(ONE, TWO, RULES, FIVE, other)
    assert row(reading) == ["1", "2", "3"]
    assert all(note.code != "sections-unfolded" for note in reading.notes)


def test_struck_out_figures_of_a_page_are_not_read() -> None:
    cells = '<td><del>98</del>1</td><td><s>7</s>2</td><td><span style="text-decoration: line-through">4</span>3</td>'
    reading = page(ONE, TWO, f"<table>{HEAD}<tr><td>规章</td>{cells}</tr></table>")
    assert row(reading) == ["1", "2", "3"]
    assert note(reading, "struck-out") == {"count": "3", "text": "98"}


def edited(change: Any) -> Reading:
    document = docx.Document(BytesIO(word_document(REPORT)))
    change(document.tables)
    data = BytesIO()
    document.save(data)
    return read_copy(data.getvalue(), "copy.docx", FORMS)


def filled_row(tables: Any) -> Any:
    return next(row for table in tables for row in table.rows if any(cell.text == "行政许可" for cell in row.cells))


def test_struck_out_text_of_a_document_is_not_read() -> None:
    def strike(tables: Any) -> None:
        paragraph = filled_row(tables).cells[-1].paragraphs[0]
        paragraph.add_run("77").font.strike = True

    reading = edited(strike)
    assert reading.report.get("I5.1.decided") == REPORT.get("I5.1.decided")
    assert note(reading, "struck-out") == {"count": "1", "text": "77"}


def test_a_deleted_row_of_a_document_is_not_read() -> None:
    def delete(tables: Any) -> None:
        filled_row(tables)._tr.get_or_add_trPr().append(OxmlElement("w:del"))

    reading = edited(delete)
    assert "I5.1.decided" not in reading.placed
    assert note(reading, "struck-out")["count"] == "1"


def in_workbook(change: Any) -> Reading:
    book = openpyxl.load_workbook(BytesIO(workbook(REPORT)))
    sheet = book.active
    found = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "行政许可")
    change(sheet, found.row)
    data = BytesIO()
    book.save(data)
    return read_copy(data.getvalue(), "copy.xlsx", FORMS)


def test_hidden_rows_and_struck_out_cells_of_a_sheet_are_not_read() -> None:
    def hide(sheet: Any, row: int) -> None:
        sheet.row_dimensions[row].hidden = True

    def strike(sheet: Any, row: int) -> None:
        for cell in sheet[row][1:]:
            cell.font = openpyxl.styles.Font(strike=True)

    assert "I5.1.decided" not in (reading := in_workbook(hide)).placed
    assert note(reading, "cells-hidden")["count"] != "0"
    assert not (reading := in_workbook(strike)).report.get("I5.1.decided")
    assert note(reading, "struck-out")["text"] == REPORT.get("I5.1.decided")


def test_a_hidden_column_moves_no_figure() -> None:
    def insert(sheet: Any, row: int) -> None:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_cols(1)
        sheet.cell(row, 1).value = 99
        sheet.column_dimensions["A"].hidden = True

    assert in_workbook(insert).report.get("I5.1.decided") == REPORT.get("I5.1.decided")


def test_text_of_no_size_is_not_read() -> None:
    cells = '<td><span style="font-size:0">99</span>1</td><td>2</td><td><span style="font-size:0.8em">3</span></td>'
    assert row(page(ONE, TWO, f"<table>{HEAD}<tr><td>规章</td>{cells}</tr></table>")) == ["1", "2", "3"]
