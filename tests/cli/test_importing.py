"""``gipr import``: what it says, what it keeps, and what comes of bad files."""

from __future__ import annotations

import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gipr_tui.cli import importing
from gipr_tui.report.model import Report, standard_title
from gipr_tui.workspace.imports import Import, import_file
from gipr_tui.workspace.workspace import Workspace
from gipr_tui.writers.printed import print_report
from tests.cli.running import Gipr, contents, finish, start
from tests.readers import dialect
from tests.reports import jinzhan_2019

FILE_KEYS = ["file", "report", "form", "encoding", "cells_placed", "cells_missing", "notes"]


def test_a_print_is_imported_as_the_same_report(gipr: Gipr, jinzhan: Report) -> None:
    result = gipr("import", gipr.printed(jinzhan))
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0].endswith(
        f"copy.txt：已存为 {jinzhan.unit}/2019（2019 年格式，utf-8），填入 201 格，缺 0 格"
    )
    assert gipr("print", jinzhan.unit).out == print_report(jinzhan)


def test_as_json_it_has_the_keys_of_the_contract(gipr: Gipr, jinzhan: Report) -> None:
    copy = dialect.write(jinzhan).replace(
        "三、收到和处理政府信息公开请情况\n", "三、收到和处理政府信息公开请情况\n\t怪事\n\t7\n\n"
    )
    name = gipr.write("copy.txt", copy)
    result = gipr("import", name, "没有.txt", "--json")
    assert result.code == 4
    assert result.err == "gipr: 没有 没有.txt 这个文件；请核对路径\n"
    assert list(result.json) == ["files"]
    good, bad = result.json["files"]
    assert list(good) == list(bad) == FILE_KEYS
    assert (good["file"], good["report"], good["form"], good["encoding"]) == (
        name, f"{jinzhan.unit}/2019", "2019", "utf-8",
    )  # fmt: skip
    assert (good["cells_placed"], good["cells_missing"]) == (201, 0)
    assert all(list(note) == ["line", "code", "message"] for note in good["notes"])
    (odd,) = [note for note in good["notes"] if "怪事" in note["message"]]
    assert copy.split("\n")[odd["line"] - 1] == "\t怪事"
    assert (bad["report"], bad["cells_placed"]) == (None, 0)
    assert bad["notes"] == [{"line": None, "code": "copy-missing", "message": "没有 没有.txt 这个文件；请核对路径"}]


def test_a_copy_that_lacks_a_row_is_kept_and_4(gipr: Gipr, jinzhan: Report) -> None:
    lines = dialect.write(jinzhan).split("\n")
    at = lines.index("\t行政强制")
    name = gipr.write("copy.txt", "\n".join(lines[:at] + lines[at + 3 :]))
    result = gipr("import", name, "--json")
    assert result.code == 4
    (file,) = result.json["files"]
    assert file["cells_placed"] + file["cells_missing"] == 201
    assert file["cells_missing"] > 0
    assert any("行政强制" in note["message"] for note in file["notes"])
    for command in (["show", name], ["print", name], ["export", name, "--format", "csv"]):
        result = gipr(*command)
        assert result.code == 4
        assert result.out
        assert "没有读全" in result.err
    assert gipr("check", name, "--fail-on", "error").code == 1


def test_a_dry_run_says_the_same_and_keeps_nothing(gipr: Gipr, jinzhan: Report) -> None:
    name = gipr.printed(jinzhan)
    result = gipr("import", name, "--dry-run")
    assert result.code == 0
    assert "可存为" in result.out
    assert not gipr.store.exists()
    gipr("import", name)
    assert gipr("import", name, "--dry-run").code == 2
    assert gipr("import", name, "--dry-run", "--replace").code == 0


def test_a_report_that_is_there_is_replaced_only_when_told(gipr: Gipr, jinzhan: Report) -> None:
    gipr.keep(jinzhan)
    before = contents(gipr.store)
    name = gipr.printed(jinzhan.with_texts({"R1.c1": "77"}))
    result = gipr("import", name)
    assert result.code == 2
    assert "已经在库里；要替换它请加 --replace" in result.complaint
    assert contents(gipr.store) == before
    assert gipr("import", name, "--replace").code == 0
    assert gipr("show", jinzhan.unit, "--json").json["cells"]["R1.c1"] == "77"


def test_unit_year_and_form_may_be_told(gipr: Gipr, jinzhan: Report) -> None:
    result = gipr("import", gipr.printed(jinzhan), "--unit", "某乡", "--year", "2020", "--form", "2019", "--json")
    (file,) = result.json["files"]
    assert (result.code, file["report"], file["form"]) == (0, "某乡/2020", "2019")
    assert gipr("import", gipr.printed(jinzhan), "--form", "1999").code == 2


def bad_files(jinzhan: Report) -> dict[str, tuple[bytes, str]]:
    """The bytes of files that are no report, and a word of what is said of them."""
    copy = dialect.write(jinzhan)
    return {
        "empty": (b"", "空文件"),
        "blank": (b" \n\t\n", "空文件"),
        "binary": (bytes(range(256)) * 20, "不是文本文件"),
        "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "图片"),
        "pdf": (b"%PDF-1.7\n", "已损坏"),
        "huge": (b"1" * (50 * 1024 * 1024), "最多读"),
        "other encoding": ("données à côté\n".encode("latin-1") * 30 + b"\xff", "编码"),
        "no headings": ("今天天气很好。\n".encode() * 50, "标题"),
        "two reports": (f"{copy}\n{copy}".encode(), "两份报告"),
        "broken json": (b'{"schema": 1, "form"', "标题"),
    }


@pytest.mark.parametrize("kind", list(bad_files(jinzhan_2019())))
def test_a_bad_file_is_one_sentence_and_4(gipr: Gipr, jinzhan: Report, clean: Report, kind: str) -> None:
    data, said = bad_files(jinzhan)[kind]
    gipr.keep(clean)
    before = contents(gipr.store)
    name = gipr.write("bad.txt", data)
    for command in (["import", name, "--unit", "某局", "--year", "2019"], ["check", name], ["print", name]):
        result = gipr(*command)
        assert result.code == 4
        assert said in result.complaint
    assert contents(gipr.store) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.txt", "没有 none.txt 这个文件"),
        (".", "是文件夹"),
        ("/dev/null", "不是普通文件"),
        ("长" * 200, "文件名太长"),
    ],
)
def test_what_is_no_file_is_one_sentence_and_4(gipr: Gipr, name: str, said: str) -> None:
    result = gipr("import", name)
    assert result.code == 4
    assert said in result.complaint
    assert not gipr.store.exists()


@pytest.mark.parametrize("document", ['{"a": 1}', '{"schema": 1, "form": "2019", "cells": []}', "[]", '{"schema": 9}'])
def test_some_other_json(gipr: Gipr, document: str) -> None:
    result = gipr("import", gipr.write("x.json", document))
    assert result.code == 4
    assert "gipr export" in result.complaint


def test_a_figure_of_200_digits_in_a_file_is_kept_and_named(gipr: Gipr, jinzhan: Report) -> None:
    digits = "9" * 200
    name = gipr.write("long.txt", dialect.write(jinzhan.with_texts({"R1.c1": digits})))
    assert gipr("import", name).code == 0
    assert gipr("show", jinzhan.unit, "--json").json["cells"]["R1.c1"] == digits
    result = gipr("check", jinzhan.unit, "--json")
    assert any(f["rule"] == "F-INT" or "太长" in f["message"] for f in result.json["reports"][0]["findings"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings_with_crlf(gipr: Gipr, jinzhan: Report, encoding: str) -> None:
    name = gipr.write("copy.txt", print_report(jinzhan).replace("\n", "\r\n").encode(encoding))
    (file,) = gipr("import", name, "--json").json["files"]
    assert (file["encoding"], file["cells_placed"]) == (encoding, 201)


def test_many_files_each_get_their_word(gipr: Gipr, jinzhan: Report, clean: Report) -> None:
    names = [gipr.printed(jinzhan, "a.txt"), gipr.write("bad.txt", ""), gipr.printed(clean, "c.txt")]
    result = gipr("import", *names)
    assert result.code == 4
    assert result.out.count("已存为") == 2
    assert "bad.txt 是空文件" in result.err
    assert len(gipr.workspace.entries()) == 2


def test_a_store_that_fails_ends_the_import(
    gipr: Gipr, jinzhan: Report, clean: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def counted(*words: object, **settings: object) -> object:
        calls.append(words)
        return import_file(*words, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "import_file", counted)
    gipr.store.parent.joinpath("store").write_text("a file")
    result = gipr("import", gipr.printed(jinzhan, "a.txt"), gipr.printed(clean, "b.txt"))
    assert result.code == 3
    assert "不是文件夹" in result.complaint
    assert len(calls) <= 1


def test_interrupted_it_leaves_whole_reports_and_says_which(
    gipr: Gipr, jinzhan: Report, clean: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = import_file

    def until_the_second(workspace: Workspace, path: Path, **settings: Any) -> Import:
        if path.name == "b.txt":
            raise KeyboardInterrupt
        return real(workspace, path, **settings)

    monkeypatch.setattr(importing, "import_file", until_the_second)
    names = [gipr.printed(jinzhan, "a.txt"), gipr.printed(clean, "b.txt")]
    result = gipr("import", *names, "--json")
    assert result.code == 130
    assert [file["report"] for file in result.json["files"]] == [f"{jinzhan.unit}/2019"]
    assert gipr("show", jinzhan.unit).code == 0
    assert len(gipr.workspace.entries()) == 1


def test_what_the_reader_said_is_kept_with_the_report(gipr: Gipr, jinzhan: Report) -> None:
    name = gipr.write("copy.txt", dialect.write(jinzhan).replace("行政强制", "行政强刺"))
    (file,) = gipr("import", name, "--json").json["files"]
    assert file["notes"]
    report = gipr.workspace.load(gipr.workspace.entries()[0]).report
    said = [(remark.line or None, remark.code) for remark in report.source.remarks]
    assert said == [(note["line"], note["code"]) for note in file["notes"]]


def of_unit(report: Report, unit: str) -> Report:
    """The same report of another unit."""
    return replace(report, unit=unit, title=standard_title(report.form, unit, report.year))


def test_ctrl_c_leaves_whole_reports_only_and_130(gipr: Gipr, clean: Report) -> None:
    units = [gipr.printed(of_unit(clean, f"第{n}镇"), f"{n}.txt") for n in range(20)]
    process = start("--store", str(gipr.store), "import", *units)
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    result = finish(process)
    assert (result.code, result.err) == (130, "")
    kept = gipr.workspace.entries()
    assert 0 < len(kept) < 20
    for entry in kept:
        assert gipr.workspace.load(entry).report.values == clean.values
    assert gipr("import", *units).out.count("已存为") == 20 - len(kept), "the others go in later, those kept stay"


def test_the_notes_on_a_report_stay_when_it_is_replaced(gipr: Gipr, jinzhan: Report) -> None:
    gipr.keep(jinzhan)
    reference = f"{jinzhan.unit}/{jinzhan.year}"
    assert gipr("note", reference, "R1.c1", "按登记簿").code == 0
    assert gipr("accept", reference, "T2-AMT", "--reason", "已公布").code == 0
    name = gipr.write("copy.txt", dialect.write(jinzhan))
    assert gipr("import", name, "--replace").code == 0
    shown = gipr("show", reference, "--json").json
    assert [note["text"] for note in shown["notes"]] == ["按登记簿"]
    assert [note["reason"] for note in shown["accepted"]] == ["已公布"]


def test_an_empty_trash_says_so(gipr: Gipr, jinzhan: Report) -> None:
    gipr.keep(jinzhan)
    assert "回收站是空的" in gipr("trash", "--restore", f"{jinzhan.unit}/2020").complaint


def test_a_year_may_be_typed_in_full_width(gipr: Gipr, jinzhan: Report) -> None:
    assert gipr("new", "云岭市水务局", "２０２３").out.strip() == "云岭市水务局/2023"


def test_a_report_that_somebody_has_open_does_not_stop_the_rest(gipr: Gipr, clean: Report) -> None:
    copies = [gipr.printed(of_unit(clean, unit), f"{unit}.txt") for unit in ("一局", "二局", "三局")]
    assert gipr("import", *copies).code == 0
    hold = gipr.workspace.store.hold(gipr.workspace.find("二局").id)
    result = gipr("import", *copies, "--replace", "--json")
    hold.release()
    assert result.code == 3
    assert [one["report"] for one in result.json["files"]] == ["一局/2021", None, "三局/2021"]
    assert gipr.workspace.find("三局").revision == 2
