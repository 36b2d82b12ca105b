"""A store that can't be used, or a report in it: 3, one sentence, and the others go on."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from tests.cli.running import Gipr, contents
from tests.reports import zero_report


@contextmanager
def failing(name: str, number: int) -> Iterator[None]:
    """Lets a function of ``os`` fail as the system would."""

    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, fail)
        yield


@pytest.fixture
def kept(gipr: Gipr, clean: Report, jinzhan: Report) -> Path:
    """Two good reports are kept, and one whose file is cut off, which is given."""
    gipr.keep(clean)
    gipr.keep(jinzhan)
    path = gipr.document(gipr.keep(zero_report(clean.form, 2022, "坏局")))
    path.write_bytes(path.read_bytes()[:100])
    return path


@pytest.mark.parametrize("trouble", ["cut off", "newer", "stranger", "no report"])
def test_a_damaged_report_among_good_ones(gipr: Gipr, kept: Path, clean: Report, trouble: str) -> None:
    if trouble == "newer":
        document = json.loads(gipr.document(gipr.workspace.find(clean.unit)).read_text("utf-8"))
        document["document"]["1"] |= {"schema": 99, "id": kept.stem, "content": "of another shape"}
        kept.write_text(json.dumps(document), "utf-8")
    elif trouble == "no report":
        document = json.loads(gipr.document(gipr.workspace.find(clean.unit)).read_text("utf-8"))
        document["document"]["1"] |= {"content": {"a": 1}, "id": kept.stem, "key": {"group": "坏局", "number": 2022}}
        kept.write_text(json.dumps(document), "utf-8")
    elif trouble == "stranger":
        kept.rename(kept.with_name("stranger.json"))
    listed = gipr("list")
    assert listed.code == 0
    assert listed.out.count("起草") == (3 if trouble == "no report" else 2)
    result = gipr("check", "--all")
    assert result.code == 3
    assert result.out.count("年格式）") == 2
    assert result.err.count("\n") == 1
    assert len(gipr("check", "--all", "--json").json["reports"]) == 2
    result = gipr("doctor")
    assert result.code == 3
    assert result.out.count("! 损坏的文件: ") == 1
    assert gipr("check", clean.unit).code == 0
    if trouble == "no report":
        result = gipr("show", "坏局")
        assert (result.code, result.complaint) == (3, "库里的“坏局/2022”内容不对（schema），读不出来；其他报告不受影响")


def test_last_years_damaged_report_does_not_keep_this_years_from_being_checked(gipr: Gipr, clean: Report) -> None:
    path = gipr.document(gipr.keep(clean))
    gipr.keep(zero_report(clean.form, 2022, clean.unit))
    document = json.loads(path.read_text("utf-8"))
    document["document"]["1"]["content"] = {}
    path.write_text(json.dumps(document), "utf-8")
    assert gipr("check", f"{clean.unit}/2022").code == 0
    assert gipr("set", f"{clean.unit}/2022", "R1.c1", "0").code == 0


def test_a_store_of_a_newer_version_is_only_read(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    (gipr.store / "store.json").write_bytes(b'{"schema": 99}')
    before = contents(gipr.store)
    assert clean.unit in gipr("list").out
    assert gipr("check", clean.unit).code == 0
    for words in (
        ["new", "某局", "2023"],
        ["set", clean.unit, "R1.c1", "1"],
        ["import", gipr.printed(clean), "--replace"],
    ):
        result = gipr(*words)
        assert (result.code, "请升级程序" in result.err) == (3, True)
    assert contents(gipr.store) == before


@pytest.mark.parametrize(("mark", "said"), [(b"", "标记文件"), (b"\0\0", "标记文件"), (b"[]", "标记文件")])
def test_a_store_that_cannot_be_opened(gipr: Gipr, clean: Report, mark: bytes, said: str) -> None:
    gipr.keep(clean)
    (gipr.store / "store.json").write_bytes(mark)
    copy, before = gipr.printed(clean), contents(gipr.store)
    for words in (["list"], ["new", "某局", "2023"], ["import", copy], ["set", "x", "R1.c1", "1"], ["check", "--all"]):
        result = gipr(*words)
        assert result.code == 3
        assert said in result.complaint
    result = gipr("doctor")
    assert (result.code, said in result.out) == (3, True)
    assert gipr("check", copy).code == 0
    assert contents(gipr.store) == before


def test_a_store_under_a_file(gipr: Gipr, clean: Report) -> None:
    gipr.write("file", "x")
    gipr.store = gipr.folder / "file" / "store"
    for words in (["list"], ["new", "某局", "2023"], ["import", gipr.printed(clean)]):
        result = gipr(*words)
        assert result.code == 3
        assert "路径中间有一段不是文件夹" in result.complaint
    assert gipr("doctor").code == 3


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "不能写入"), (errno.EROFS, "不能写入"), (errno.EIO, "磁盘读写出错")],
)
def test_a_store_that_cannot_be_written(gipr: Gipr, clean: Report, number: int, said: str) -> None:
    gipr.keep(clean)
    copy, before = gipr.printed(clean.with_texts({"R1.c1": "99"})), contents(gipr.store)
    with failing("write", number):
        for words in (
            ["new", "某局", "2023"],
            ["import", copy, "--replace"],
            ["import", copy, "--unit", "某局"],
            ["set", clean.unit, "R1.c1", "99"],
        ):
            result = gipr(*words)
            assert result.code == 3
            assert said in result.complaint
        assert gipr("list").code == 0
    assert contents(gipr.store) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_an_output_on_a_full_disk_leaves_what_was_there(gipr: Gipr, clean: Report, number: int) -> None:
    gipr.keep(clean)
    gipr.write("out.txt", "old")
    with failing("fsync", number):
        result = gipr("print", clean.unit, "-o", "out.txt", "--force")
        assert result.code == 2
        assert "out.txt 写不进去" in result.complaint
    assert {path.name: path.read_text() for path in gipr.folder.iterdir()} == {"out.txt": "old"}


def test_a_report_held_by_another_program(gipr: Gipr, clean: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    entry = gipr.keep(clean)
    monkeypatch.setattr("store.locks.PATIENCE", 0.05)
    with (gipr.store / "locks" / f"{entry.id}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = gipr("set", clean.unit, "R1.c1", "99")
    assert result.code == 3
    assert "正被另一个程序占用" in result.complaint
    assert gipr("show", clean.unit, "--json").json["cells"]["R1.c1"] == "12"


def test_no_folder_for_the_demo(gipr: Gipr, monkeypatch: pytest.MonkeyPatch) -> None:
    with failing("mkdir", errno.ENOSPC):
        result = gipr("demo")
    assert (result.code, "建不了临时文件夹（磁盘已满）" in result.complaint) == (3, True)
