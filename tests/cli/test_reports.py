"""The commands on reports that are as they should be: list, new, set, show, check, print, export."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from gipr_tui.report.document import from_document, to_document
from gipr_tui.report.model import Report
from gipr_tui.writers.printed import print_report
from tests.cli.running import Gipr, contents
from tests.reports import zero_report

FINDING_KEYS = [
    "rule", "severity", "section", "cells", "labels", "left", "right", "difference", "text", "span", "cause", "message",
    "place", "accepted",
]  # fmt: skip
DOUBLED = {"T3-TOT19", "T3-ID"}


def test_an_empty_store_is_listed_as_nothing_and_not_made(gipr: Gipr) -> None:
    result = gipr("list")
    assert (result.code, result.out) == (0, "")
    assert "还没有报告" in result.err
    assert gipr("list", "--json").json == {"reports": []}
    assert not gipr.store.exists()


def test_list(gipr: Gipr, jinzhan: Report, clean: Report) -> None:
    gipr.keep(jinzhan)
    gipr.keep(clean)
    result = gipr("list")
    heads, first, second = (re.split(r" {2,}", line) for line in result.out.splitlines())
    assert heads == ["单位", "年份", "格式", "状态", "错误", "警告", "最后改动"]
    assert first[:4] == [clean.unit, "2021", "2021", "起草"] or first[:4] == [jinzhan.unit, "2019", "2019", "起草"]
    assert {first[0], second[0]} == {clean.unit, jinzhan.unit}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", first[-1])
    kept = {line["unit"]: line for line in gipr("list", "--json").json["reports"]}
    assert set(kept[clean.unit]) == {
        "report", "unit", "year", "form", "status", "errors", "warnings", "hints", "changed",
    }  # fmt: skip
    assert kept[jinzhan.unit]["report"] == f"{jinzhan.unit}/2019"
    assert (kept[clean.unit]["errors"], kept[clean.unit]["status"]) == (0, "draft")
    assert kept[jinzhan.unit]["errors"] >= 6


def test_new_set_and_show(gipr: Gipr) -> None:
    gipr("new", "某局", "2023")
    result = gipr("set", "某局", "R1.c1", "１２", "I8.1.amount", "1,234.50", "S5.text", "-问题\n改进", "R2.c1", "-")
    assert result.code == 0
    assert result.out.splitlines() == [
        "R1.c1\t— → 12",
        "I8.1.amount\t— → 1234.50",
        "S5.text\t— → -问题 改进",
        "R2.c1\t— → -",
    ]
    assert result.err.startswith("gipr: 改动 4 处；错误 ")
    shown = gipr("show", "某局/2023").out
    assert "R1.c1\t12\t一、本年新收政府信息公开申请数量·自然人\n" in shown
    assert "S5.text\t-问题\n改进\n" in shown
    assert "I8.1.amount\t1234.50\t" in shown
    document = gipr("show", "某局", "--json").json
    assert (document["unit"], document["cells"]["R1.c1"], document["cells"]["R1.c2"]) == ("某局", "12", "")


def test_an_address_is_taken_in_letters_of_either_case(gipr: Gipr) -> None:
    gipr("new", "某局", "2023")
    result = gipr("set", "某局", "r1.C1", "12", "s5.TEXT", "问题")
    assert result.out.splitlines() == ["R1.c1\t— → 12", "S5.text\t— → 问题"]
    assert "“R1.c1”写了两次" in gipr("set", "某局", "r1.c1", "1", "R1.c1", "2").complaint


def test_new_of_what_is_there_says_what_to_do_without_options_it_has_not(gipr: Gipr) -> None:
    gipr("new", "某局", "2023")
    for lang, said in (("zh", "打开它来填"), ("en", "open it with gipr")):
        result = gipr("new", "某局", "2023", lang=lang)
        assert result.code == 2
        assert said in result.complaint and "--replace" not in result.complaint


def test_a_copy_without_a_year_is_to_be_imported_with_one(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    name = gipr.write("copy.csv", gipr("export", clean.unit, "--format", "csv").out)
    for command in (["check", name], ["print", name], ["show", name], ["export", name, "--format", "csv"]):
        result = gipr(*command)
        assert result.code == 4
        assert "gipr import 加 --year" in result.complaint
    assert "请用 --year 写明" in gipr("import", name, "--unit", "某局").err


def test_setting_what_is_there_already_changes_nothing(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    before = contents(gipr.store)
    result = gipr("set", clean.unit, "R1.c1", "12")
    assert (result.code, result.out) == (0, "")
    assert "改动 0 处" in result.err
    assert contents(gipr.store) == before


def test_new_says_its_name_and_carries_over(gipr: Gipr) -> None:
    assert gipr("new", "某局", "2022").out == "某局/2022\n"
    gipr("set", "某局", "R4.c1", "3", "R4.c7", "3", "I1.1.valid", "20")
    assert gipr("new", "某局", "2023", "--carry").code == 0
    cells = gipr("show", "某局/2023", "--json").json["cells"]
    assert (cells["R2.c1"], cells["R2.c7"], cells["R4.c1"], cells["I1.1.valid"]) == ("3", "3", "", "20")


def test_check_says_what_is_wrong_and_why(gipr: Gipr, jinzhan: Report) -> None:
    gipr.keep(jinzhan)
    result = gipr("check", jinzhan.unit)
    assert (result.code, result.err) == (1, "")
    first, cause, *rest = result.out.splitlines()
    assert re.fullmatch(rf"{jinzhan.unit}/2019（2019 年格式）：错误 \d+，警告 \d+，提示 \d+", first)
    assert cause.startswith("  ◆ DX-DOUBLE  ")
    assert any(line.startswith("    错误  T3-TOT19  ") for line in rest)
    assert any(line.startswith("  警告  S-HEAD  ") for line in rest)


def test_check_as_json_has_the_keys_of_the_contract(gipr: Gipr, jinzhan: Report) -> None:
    result = gipr("check", gipr.printed(jinzhan), "--json")
    assert (result.code, result.err) == (1, "")
    assert list(result.json) == ["reports"]
    (report,) = result.json["reports"]
    assert list(report) == ["report", "form", "findings", "status"]
    assert all(list(finding) == FINDING_KEYS for finding in report["findings"])
    doubled = [finding for finding in report["findings"] if finding["rule"] in DOUBLED]
    assert len(doubled) == 6
    assert {finding["cause"] for finding in doubled} == {"DX-DOUBLE"}
    total = next(f for f in doubled if f["rule"] == "T3-TOT19" and f["cells"][0] == "R3.7.c7")
    assert total["labels"][0] == ["三、本年度办理结果 > （七）总计", "申请人情况 > 总计"]
    assert len(total["labels"]) == len(total["cells"])
    assert (total["left"], total["right"], total["difference"]) == ("12", "6", "6")
    assert (total["text"], total["span"], total["section"]) == (None, None, 3)
    assert not gipr.store.exists()


def test_fail_on(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    gipr.keep(zero_report(clean.form, 2022, "甲局").with_texts({"S3.heading": "三、收到和处理政府信息公开请情况"}))
    assert gipr("check", clean.unit).code == 0
    assert gipr("check", "甲局").code == 0
    assert gipr("check", "甲局", "--fail-on", "warning").code == 1
    assert gipr("check", "--all", "--fail-on", "hint").code == 1


def test_check_goes_on_after_a_report_that_is_not_there(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    result = gipr("check", "没有", clean.unit, "没有.txt", clean.unit)
    assert result.code == 4
    assert result.out.count("年格式") == 1
    assert [line[:9] for line in result.err.splitlines()] == ["gipr: 没有“", "gipr: 没有 "]


def test_print_and_export_write_the_very_bytes(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    assert gipr("print", clean.unit).out == print_report(clean)
    assert gipr("print", clean.unit, "-o", "-").out == print_report(clean)
    options = ["--width", "96", "--borders", "line", "--encoding", "gb18030", "--newline", "crlf", "-o", "报告.txt"]
    result = gipr("print", clean.unit, *options)
    assert (result.code, result.out, result.err) == (0, "", "")
    data = (gipr.folder / "报告.txt").read_bytes()
    assert data.decode("gb18030").count("\r\n") == data.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(gipr("export", clean.unit, "--format", "csv").out)))
    assert list(rows[0]) == ["section", "table", "row", "column", "address", "value"]
    assert [(row["address"], row["value"]) for row in rows] == [(a, clean.get(a)) for a in clean.layout.cells]


def test_an_export_is_imported_as_the_same_report(gipr: Gipr, jinzhan: Report) -> None:
    gipr.keep(jinzhan)
    gipr("export", jinzhan.unit, "--format", "json", "-o", "out.json")
    result = gipr("import", "out.json", "--replace")
    assert result.code == 0
    gipr("export", jinzhan.unit, "--format", "json", "-o", "again.json")
    first, second = (json.loads(Path(name).read_text("utf-8")) for name in ("out.json", "again.json"))
    assert {**first, "source": None} == {**second, "source": None}
    assert from_document(first, gipr.workspace.forms) == jinzhan
    assert to_document(jinzhan)["cells"] == first["cells"]


def test_an_output_file_is_overwritten_only_when_told(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    path = Path(gipr.write("there.txt", "old"))
    path.chmod(0o640)
    result = gipr("print", clean.unit, "-o", str(path))
    assert result.code == 2
    assert "已经存在，没有覆盖" in result.complaint
    assert path.read_text() == "old"
    assert gipr("print", clean.unit, "-o", str(path), "--force").code == 0
    assert path.read_text("utf-8") == print_report(clean)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in gipr.folder.iterdir()] == ["there.txt"]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (".", "是一个文件夹"),
        ("none/out.txt", "没有 none 这个文件夹"),
        ("file/out.txt", "不是文件夹"),
        ("/dev/full", "磁盘已满"),
        ("长" * 100 + ".txt", "文件名太长"),
    ],
)
def test_an_output_that_cannot_be_written(gipr: Gipr, clean: Report, target: str, said: str) -> None:
    gipr.keep(clean)
    gipr.write("file", "old")
    result = gipr("print", clean.unit, "-o", target)
    assert result.code == 2
    assert said in result.complaint
    assert [file.name for file in gipr.folder.iterdir()] == ["file"]


def test_a_unit_alone_names_its_only_report(gipr: Gipr, clean: Report) -> None:
    for year in (2021, 2022):
        gipr.keep(zero_report(clean.form, year, "甲局"))
    gipr.keep(clean)
    assert gipr("show", clean.unit).code == 0
    result = gipr("show", "甲局")
    assert (result.code, result.complaint) == (2, "“甲局”有多份报告，请写明年份：甲局/2021、甲局/2022")
    for name in ("甲局/2020", "乙局", "甲局/", "局"):
        result = gipr("show", name)
        assert result.code == 2
        assert result.complaint == f"没有“{name}”这份报告；现有：{clean.unit}/2021、甲局/2021、甲局/2022"
    assert "甲局/2021, 甲局/2022" in gipr("show", "甲局", lang="en").complaint


def test_a_long_list_of_what_is_there_is_cut(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    for number in range(13):
        gipr("new", f"第{number:02}局", "2023")
    assert gipr("show", "x").complaint.endswith("、… (+2)")
