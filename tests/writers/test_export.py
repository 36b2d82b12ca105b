"""JSON and CSV as other programs take them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from gipr_tui.report.document import from_document
from gipr_tui.report.model import Report
from gipr_tui.writers.export import export_csv, export_json
from tests import reports
from tests.writers.cases import FORMS

JINZHAN = reports.jinzhan_2019()


def rows_of(report: Report) -> list[dict[str, str]]:
    """The lines of the CSV."""
    return list(csv.DictReader(io.StringIO(export_csv(report))))


def test_csv_has_a_line_for_every_cell_in_the_forms_order() -> None:
    text = export_csv(JINZHAN)
    assert text.startswith("section,table,row,column,address,value\n")
    assert "\r" not in text
    assert text.endswith("\n")
    rows = rows_of(JINZHAN)
    assert len(rows) == 201
    assert [row["address"] for row in rows] == list(JINZHAN.layout.cells)
    assert all(row["value"] == JINZHAN.get(row["address"]) for row in rows)


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("I9.1.amount", "2,第二十条第（九）项,政府集中采购,采购总金额（万元，保留四位小数）,I9.1.amount,41174.3900"),
        (
            "I5.2.1.change",
            "2,第二十条第（五）项,其他对外管理服务事项 > 行政检查,本年增/减,I5.2.1.change,0",
        ),
        (
            "R3.3.1.c2",
            "3,,三、本年度办理结果 > （三）不予公开 > 1.属于国家秘密,申请人情况 > 法人或其他组织 > 商业企业,R3.3.1.c2,0",
        ),
        ("LA.tot", "4,,,行政诉讼 > 复议后起诉 > 总计,LA.tot,1"),
    ],
)
def test_csv_lines(address: str, line: str) -> None:
    assert line in export_csv(JINZHAN).split("\n"), address


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+2", "'=1+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|x", "'+cmd|x"),
        ("-见附件", "'-见附件"),
        ("-35", "-35"),
        ("+43", "+43"),
        ("-", "-"),
        ("/", "/"),
        ("", ""),
        ("减4", "减4"),
        ("详见，附件", "详见，附件"),
        ('a,"b"', 'a,"b"'),
    ],
)
def test_csv_holds_no_formula(value: str, written: str) -> None:
    report = JINZHAN.with_texts({"I5.1.change": value})
    assert next(row for row in rows_of(report) if row["address"] == "I5.1.change")["value"] == written


def test_json() -> None:
    text = export_json(JINZHAN)
    document = json.loads(text)
    assert text.endswith("}\n")
    assert '\n  "unit": "北京市朝阳区金盏地区",\n' in text
    assert list(document)[:4] == ["schema", "unit", "year", "form"]
    assert (document["schema"], document["year"], document["form"]) == (1, 2019, "2019")
    assert document["variants"] == ["split-other-services"]
    assert [section["number"] for section in document["sections"]] == [1, 2, 3, 4, 5, 6]
    assert document["sections"][2]["heading"] == "三、收到和处理政府信息公开请情况"
    assert list(document["cells"]) == list(JINZHAN.layout.cells)
    assert document["cells"]["I9.1.amount"] == "41174.3900"


@pytest.mark.parametrize("report", [JINZHAN, reports.clean_2021(), reports.madeup_report()])
def test_json_comes_back(report: Report) -> None:
    report = report.with_texts({next(iter(report.layout.cells)): "", "preamble": "甲\n\n　乙"})
    assert from_document(json.loads(export_json(report)), FORMS) == report
