"""History, backup, restore, trash and repair on the command line."""

from __future__ import annotations

import grp
import os
import shutil
import stat
from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from store import Unwritable, locks
from tests.cli.running import Gipr, contents
from tests.reports import zero_report


@pytest.fixture
def kept(gipr: Gipr, clean: Report) -> str:
    """The name of a report that was edited twice."""
    gipr.keep(clean)
    name = f"{clean.unit}/{clean.year}"
    assert gipr("set", name, "R1.c1", "17").code == 0
    assert gipr("set", name, "S5.text", "正在改进。", "R1.c2", "3").code == 0
    return name


def test_history_says_what_was_changed_by_whom(gipr: Gipr, kept: str) -> None:
    result = gipr("history", kept)
    assert result.code == 0
    first, second, third = result.out.splitlines()
    assert "新建" in first
    assert "命令修改" in second
    assert "自然人" in second
    assert "R1.c1" in second
    assert "→ 17" in second
    assert "S5.text" in third
    history = gipr("history", kept, "--json").json["history"]
    assert [done["revision"] for done in history] == [1, 2, 3]
    change = history[1]["changes"][0]
    assert (change["place"], change["old"], change["new"]) == ("R1.c1", "12", "17")
    row, column = change["labels"]
    assert row.startswith("一、本年新收")
    assert column.endswith("自然人")
    assert next(c for c in history[2]["changes"] if c["place"] == "S5.text")["labels"] is None
    assert gipr("history", kept, "--json").json["final_since"] is None
    assert all(done["by"] and done["at"] for done in history)


def test_one_can_go_back_and_forward_again(gipr: Gipr, kept: str) -> None:
    before = gipr("export", kept, "--format", "json").json
    assert gipr("history", kept, "--back-to", "1").code == 0
    assert gipr("export", kept, "--format", "json").json["cells"]["R1.c1"] != "17"
    assert gipr("history", kept, "--back-to", "3").code == 0
    assert gipr("export", kept, "--format", "json").json == before
    assert gipr("history", kept, "--verify").code == 0
    result = gipr("history", kept, "--back-to", "99")
    assert (result.code, "99" in result.err) == (2, True)


def test_an_altered_history_is_told(gipr: Gipr, kept: str) -> None:
    record = gipr.document(gipr.workspace.find(kept))
    journal = record.parent.parent / "journals" / f"{record.stem}.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"new":"17"', b'"new":"71"'))
    result = gipr("history", kept, "--verify")
    assert (result.code, kept in result.err) == (3, True)
    assert gipr("check", kept).code in (0, 1), "the report itself is as it was"


def test_backup_wipe_restore(gipr: Gipr, kept: str, tmp_path: Path) -> None:
    before = gipr("export", kept, "--format", "json").json
    file = tmp_path / "库.zip"
    result = gipr("backup", str(file))
    assert (result.code, result.out) == (0, f"{file}\n")
    assert gipr("backup", str(file)).code == 2, "a file that is there is not overwritten"
    shutil.rmtree(gipr.document(gipr.workspace.find(kept)).parent.parent)
    assert gipr("restore", str(file)).code == 0
    assert gipr("export", kept, "--format", "json").json == before
    assert len(gipr("history", kept).out.splitlines()) == 3


def test_what_restoring_would_lose_is_shown_and_nothing_done_without_yes(
    gipr: Gipr, kept: str, clean: Report, tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    assert gipr("backup", str(file)).code == 0
    gipr("set", kept, "R1.c1", "99")
    gipr.keep(zero_report(clean.form, 2022, "新来局"))
    result = gipr("restore", str(file))
    assert result.code == 2
    assert {line.split()[0] for line in result.out.splitlines()} == {kept, "新来局/2022"}
    assert gipr("export", kept, "--format", "json").json["cells"]["R1.c1"] == "99"
    beside = gipr("restore", str(file), "--into", str(tmp_path / "beside"))
    assert beside.code == 0
    assert gipr("export", kept, "--format", "json").json["cells"]["R1.c1"] == "99"
    assert gipr("restore", str(file), "--yes").code == 0
    assert gipr("export", kept, "--format", "json").json["cells"]["R1.c1"] == "17"
    assert gipr("trash").out == "新来局/2022\n"
    assert gipr("trash", "--restore", "新来局/2022").code == 0
    assert "新来局" in gipr("list").out


def test_what_is_no_backup_is_refused(gipr: Gipr, kept: str, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(b"PK\x03\x04 not really")
    result = gipr("restore", str(file))
    assert result.code == 2
    assert result.complaint == f"{file} 不是 gipr backup 写的备份；什么都没有恢复"
    assert gipr("backup", str(tmp_path / "whole.zip")).code == 0
    data = bytearray((tmp_path / "whole.zip").read_bytes())
    data[60:90] = bytes(30)
    file.write_bytes(data)
    assert gipr("restore", str(file)).complaint == f"备份 {file} 不完整或被改动过；什么都没有恢复"
    for name, said in (("absent.zip", "没有这个文件或文件夹"), ("", "是一个文件夹")):
        result = gipr("restore", str(tmp_path / name))
        assert result.code == 4
        assert said in result.complaint and "磁盘" not in result.complaint
    assert gipr("check", kept).code in (0, 1)


def test_a_pipe_is_no_backup_and_is_not_waited_for(gipr: Gipr, kept: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = gipr("restore", str(tmp_path / "pipe"))
    assert (result.code, "不是普通文件" in result.complaint) == (4, True)


@pytest.mark.parametrize(("lang", "said"), [("zh", "已经存在"), ("en", "exists")])
def test_a_backup_overwrites_nothing_and_offers_no_option_that_there_is_not(
    gipr: Gipr, kept: str, lang: str, said: str
) -> None:
    result = gipr("backup", gipr.write("b.zip", b"x"), lang=lang)
    assert result.code == 2
    assert said in result.complaint and "--force" not in result.complaint


def test_a_store_that_can_only_be_read_is_backed_up(
    gipr: Gipr, kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwritable(path: Path, _seconds: float) -> object:
        raise Unwritable("", path)

    before = contents(gipr.store)
    with monkeypatch.context() as patch:
        patch.setattr(locks, "acquire", unwritable)
        assert gipr("set", kept, "R1.c1", "5").code == 3
        assert gipr("backup", str(tmp_path / "b.zip")).code == 0
    shutil.rmtree(gipr.store)
    assert gipr("restore", str(tmp_path / "b.zip")).code == 0
    documents = {
        name: data for name, data in contents(gipr.store).items() if name.startswith(("documents", "journals"))
    }
    assert documents and all(before[name] == data for name, data in documents.items())


def test_the_trash_is_emptied_by_command(gipr: Gipr, kept: str) -> None:
    gipr.workspace.delete(gipr.workspace.find(kept))
    assert gipr("trash").out == f"{kept}\n"
    assert gipr("trash", "--empty").code == 0
    assert gipr("trash").out == ""
    assert gipr("trash", "--restore", kept).code == 2


def test_a_deleted_report_whose_place_is_taken_is_not_brought_back(gipr: Gipr, kept: str) -> None:
    gipr.workspace.delete(gipr.workspace.find(kept))
    gipr("new", *kept.split("/"))
    result = gipr("trash", "--restore", kept)
    assert result.code == 2
    assert "没有恢复" in result.complaint and "--replace" not in result.complaint


def test_doctor_repairs_what_can_be_repaired(gipr: Gipr, kept: str) -> None:
    before = gipr("export", kept, "--format", "json").json
    gipr.document(gipr.workspace.find(kept)).write_bytes(b"")
    assert gipr("doctor").code == 3
    result = gipr("doctor", "--repair")
    assert result.code == 0
    assert "恢复" in result.out
    assert gipr("export", kept, "--format", "json").json == before


def test_a_store_is_given_to_a_group(gipr: Gipr, kept: str) -> None:
    folder = gipr.document(gipr.workspace.find(kept)).parent
    result = gipr("--shared", "no such group", "list")
    assert (result.code, stat.S_IMODE(folder.stat().st_mode)) == (3, 0o700)
    group = grp.getgrgid(os.getgid()).gr_name
    assert gipr("--shared", group, "check", kept).code in (0, 1)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o2770


def test_what_somebody_has_open_is_not_changed_by_commands(gipr: Gipr, kept: str, clean: Report) -> None:
    entry = gipr.workspace.find(kept)
    copy = gipr.printed(clean)
    hold = gipr.workspace.store.hold(entry.id)
    before = contents(gipr.store)
    commands = (
        ("set", kept, "R1.c1", "99"),
        ("note", kept, "R1.c1", "问过"),
        ("import", copy, "--replace"),
        ("history", kept, "--back-to", "1"),
    )
    for command in commands:
        result = gipr(*command)
        assert result.code == 3, command
        assert gipr.workspace.store._me().who in result.err
        assert result.err.count("\n") == 1
    assert contents(gipr.store) == before
    for words in (("check", kept), ("show", kept), ("history", kept), ("export", kept, "--format", "csv")):
        assert gipr(*words).code in (0, 1), words
    hold.release()
    for command in commands:
        assert gipr(*command).code == 0, command


def test_each_command_is_named_in_the_history(gipr: Gipr, kept: str, clean: Report) -> None:
    assert gipr("note", kept, "R1.c1", "问过").code == 0
    assert gipr("history", kept, "--back-to", "1").code == 0
    assert gipr("import", gipr.printed(clean), "--replace").code == 0
    gipr.workspace.delete(gipr.workspace.find(kept))
    assert gipr("trash", "--restore", kept).code == 0
    hows = [done["how"] for done in gipr("history", kept, "--json").json["history"]]
    assert hows == ["created", "set", "set", "noted", "went-back", "imported", "deleted", "restored"]
    told = gipr("history", kept).out
    assert not set(told) & {"\x1b"}
    assert "went-back" not in told


def test_escape_sequences_in_a_store_do_not_reach_the_terminal(gipr: Gipr, clean: Report) -> None:
    entry = gipr.keep(clean)
    store = gipr.workspace.store
    store._by = "\x1b]0;恶\x07"
    content = store.read(entry.id).content
    content["sections"][4]["text"] = "\x1b[2J坏\x9b31m"
    content["title"] = "\x1b]52;c;QUJD\x07题"
    store.write(entry.id, content, {"form": "\x1b[31m"}, revision=1, how="\x1b[1m")
    name = f"{clean.unit}/{clean.year}"
    for words in (("history", name), ("show", name), ("print", name), ("check", name), ("list",), ("doctor",)):
        result = gipr(*words)
        assert not {"\x1b", "\x9b", "\x07"} & set(result.out + result.err), words
