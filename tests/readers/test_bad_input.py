"""Whatever the file is, the answer is a report or one sentence."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form, official_forms
from gipr_tui.readers import MAX_BYTES, read_copy, read_file
from tests.pace import within
from tests.readers.dialect import content_of, report_of, write

REPORT = report_of(official_forms()["2019"], texts={1: "“甲”—乙·丙"}, figures={"R1.c1": "7"})
COPY = write(REPORT)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (COPY.encode(), "utf-8"),
        (codecs.BOM_UTF8 + COPY.encode(), "utf-8-sig"),
        (COPY.encode("gb18030"), "gb18030"),
        (COPY.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + COPY.encode("utf-16-be"), "utf-16"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(forms: Mapping[str, Form], data: bytes, encoding: str, newline: str) -> None:
    text = data.decode(encoding).replace("\n", newline)
    data = codecs.BOM_UTF16_BE + text.encode("utf-16-be") if encoding == "utf-16" else text.encode(encoding)
    reading = read_copy(data, "copy.txt", forms)
    assert reading.encoding == reading.report.source.encoding == encoding
    assert content_of(reading.report) == content_of(REPORT)
    assert COPY.split("\n")[reading.report.source.lines["R1.c1"] - 1] == "\t7"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "copy-empty"),
        (b" \n\t\r\n \n", "copy-empty"),
        (codecs.BOM_UTF8, "copy-empty"),
        (b"%PDF-1.7\n...", "copy-damaged"),
        (b"PK\x03\x04\x14\x00", "copy-zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "copy-ole"),
        (b"{\\rtf1\\ansi", "copy-rtf"),
        (b"\x89PNG\r\n\x1a\n", "copy-picture"),
        (b"\xff\xd8\xff\xe0", "copy-picture"),
        (b"\x1f\x8b\x08", "copy-archive"),
        (b"abc\x00def", "copy-binary"),
        ("一、总体情况".encode("utf-16-le"), "copy-binary"),
        (codecs.BOM_UTF16_LE + b"\x00", "copy-encoding"),
        (codecs.BOM_UTF8 + b"\xff\xff", "copy-encoding"),
        (codecs.BOM_UTF32_LE + "一、".encode("utf-32-le"), "copy-binary"),
        (b"\xff\xff\xff\xff", "copy-encoding"),
        (b"<!DOCTYPE html><p>", "no-headings"),
        (b"\n <HTML><body>", "no-headings"),
        ("天气很好。".encode(), "no-headings"),
        ("????" * 50).encode() and (b"????" * 50, "no-headings"),
        (b"\t" * 1_000_000, "copy-empty"),
        (b"a\n" * 300_000, "copy-too-many-lines"),
        (b"a" * (MAX_BYTES + 1), "copy-too-large"),
    ],
)
def test_what_is_no_report_is_said(forms: Mapping[str, Form], data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_copy(data, "some/copy.txt", forms)
    assert (caught.value.code, caught.value.fields["file"]) == (code, "some/copy.txt")


def test_files_that_can_not_be_read(forms: Mapping[str, Form], tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50 * 2**20)
    os.mkfifo(tmp_path / "pipe")
    cases = {
        tmp_path: "copy-folder",
        tmp_path / "none.txt": "copy-missing",
        large: "copy-too-large",
        tmp_path / "pipe": "copy-no-file",
        tmp_path / ("x" * 400): "copy-unreadable",
        Path("a\0b"): "copy-unreadable",
    }
    for path, code in cases.items():
        with pytest.raises(UnreadableFile) as caught:
            read_file(path, forms)
        assert caught.value.code == code


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission(forms: Mapping[str, Form], tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(COPY, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="copy-unreadable"):
        read_file(path, forms)


def test_a_file_is_read(forms: Mapping[str, Form], tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_bytes(COPY.encode("gb18030"))
    reading = read_file(path, forms)
    assert reading.report.source.name == "copy.txt"
    assert content_of(reading.report) == content_of(REPORT)


def test_characters_that_got_lost_are_noted(forms: Mapping[str, Form]) -> None:
    text = COPY.replace("“甲”", "\ufffd甲\x1b[2J\u200b")
    reading = read_copy(text.encode(), "copy.txt", forms)
    assert reading.report.passage(1).text == "\ufffd甲[2J—乙·丙"
    assert {note.code: note.line for note in reading.notes} == {"broken-characters": 3, "control-characters": 3}


HEADINGS = "\n".join(section.heading for section in official_forms()["2019"].sections)
HOSTILE = {
    "a megabyte of tabs in one line": HEADINGS + "\n" + "\t" * 1_000_000 + "x",
    "placeholders without end": HEADINGS + "\n\t" * 50_000,
    "blank lines": HEADINGS + "\n" * 190_000,
    "a table without end": HEADINGS.replace("\n三", "\n" + "\t行政许可\n\t0\n\t0\n\t0\n\n" * 10_000 + "三"),
    "rows that are none": HEADINGS.replace(
        "\n三", "\n\t规章\n\t0\n" + "\n".join(f"\n\t事项{n}号\n\t{n}" for n in range(10_000)) + "\n三"
    ),
    "mistyped labels": HEADINGS.replace(
        "\n四", "\n\t总计\n" + "\n".join(f"\t属于行政查询{chr(0x4E00 + n)}项\n" for n in range(8_000)) + "\n四"
    ),
    "mistyped headings": "\n".join(f"三、收到和处理{chr(0x4E00 + n)}府信息公开请情况" for n in range(20_000)),
    "almost titles": "\n".join(f"{n}镇2019年政府信息公开工作年度报告书" for n in range(30_000)) + "\n" + HEADINGS,
    "titles": "\n".join(f"镇{chr(0x4E00 + n % 20000)}2019年政府信息公开工作年度报告" for n in range(20_000))
    + "\n"
    + HEADINGS,
    "a hundred thousand lines": HEADINGS + "\n" + "\n".join(f"第{n}行的话" for n in range(100_000)),
    "one long line": HEADINGS + "\n" + "年2019年" * 80_000,
    "figures without end": HEADINGS.replace("\n五", "\n" + "0\n" * 50_000 + "五"),
    "numbers of many digits": HEADINGS.replace("\n五", "\n" + "\t" + "9" * 500_000 + "\n" + "\t1\n" * 14 + "五"),
    "deep brackets": "{" + '"a":[' * 100_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_dealt_with_in_time(forms: Mapping[str, Form], kind: str) -> None:
    data = HOSTILE[kind].encode()
    with within(3):
        try:
            read_copy(data, "copy.txt", forms, year=2019)
        except UnreadableFile as error:
            assert error.code in ("no-headings", "two-reports", "copy-too-many-lines")
