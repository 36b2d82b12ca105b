"""Usage: help, wrong words, languages, and where the store is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gipr_tui.cli.run import run
from gipr_tui.text.width import display_width
from tests.cli.running import Gipr

COMMANDS = ("demo", "list", "new", "import", "show", "set", "check", "print", "export", "doctor")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese_and_fits_the_terminal(gipr: Gipr, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = gipr(*([command] if command else []), "-h")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"用法：{f'gipr {command}'.strip()} [-h]")
    assert not re.search(r"\b(usage|options|positional|arguments|show this)\b", result.out)
    assert max(display_width(line) for line in result.out.splitlines()) <= 80


def test_help_is_english_where_asked_for(gipr: Gipr) -> None:
    result = gipr("-h", lang="en")
    assert result.out.startswith("usage: gipr")
    assert not re.search("[一-鿿]", result.out)
    assert all(command in result.out for command in COMMANDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frob"], "frob"),
        (["list", "x"], "gipr list 不认识：x"),
        (["list", "--frob"], "gipr list 不认识：--frob"),
        (["list", "--json=x"], "--json 后面不要写值（“x”）"),
        (["set"], "gipr set 还缺：REF, ADDRESS VALUE"),
        (["new", "某局", "abc"], "YEAR 应是整数，不能是“abc”"),
        (["new", "某局", "9" * 5000], "YEAR 应是整数"),
        (["print", "x", "--borders", "q"], "--borders 不能是“q”，只能是 line, ascii, none"),
        (["export", "x", "--format", "a\nb"], "--format 不能是“a\\nb”"),
        (["print", "x", "-o"], "-o/--output 后面要有值"),
        (["check"], "--all"),
        (["list", "--lang", "en"], "--lang 要写在命令前面"),
        (["--store", "", "list"], "--store 后面是空的"),
        (["backup", ""], "FILE 后面是空的"),
        (["restore", ""], "FILE 后面是空的"),
        (["restore", "a.zip", "--into", ""], "--into 后面是空的"),
        (["restore", "a.zip", "--into=", "--yes"], "--into 后面是空的"),
        (["trash", "--restore", ""], "--restore 后面是空的"),
        (["trash", "--restore", "x", "--empty"], "--empty 不能和 --restore 一起用"),
        (["history", "x", "--verify", "--json"], "--json 不能和 --verify 一起用"),
        (["history", "x", "--verify", "--back-to", "1"], "--back-to 不能和 --verify 一起用"),
        (["print", "x", "-o", ""], "-o/--output 后面是空的"),
        (["import", "a", "b", "--unit", "某局", "--year", "2020"], "只能读入一个文件"),
    ],
)
def test_wrong_usage_is_one_sentence_and_2(gipr: Gipr, words: list[str], said: str) -> None:
    result = gipr(*words)
    assert result.code == 2
    assert said in result.complaint
    assert not gipr.store.exists()


def test_the_language_is_that_of_the_option_then_the_variable_then_the_locale(
    gipr: Gipr, monkeypatch: pytest.MonkeyPatch
) -> None:
    def says(*words: str) -> str:
        run(["--store", str(gipr.store), *words, "list"])
        return gipr.capsys.readouterr().err

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert "还没有报告" in says()
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "no reports" in says()
    monkeypatch.setenv("LC_ALL", "C")
    assert "还没有报告" in says()
    monkeypatch.setenv("GIPR_LANG", "EN")
    assert "no reports" in says()
    assert "还没有报告" in says("--lang", "zh")
    assert "还没有报告" in says("--lang=zh")


def test_the_store_is_that_of_the_option_then_the_variable(gipr: Gipr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIPR_STORE", str(gipr.folder / "甲"))
    assert run(["new", "某局", "2023"]) == 0
    assert run(["--store", str(gipr.folder / "乙"), "new", "某处", "2023"]) == 0
    assert (gipr.folder / "甲" / "documents").is_dir()
    assert (gipr.folder / "乙" / "documents").is_dir()
    gipr.capsys.readouterr()
    run(["list", "--json"])
    assert "某局" in gipr.capsys.readouterr().out


def test_without_a_variable_it_is_the_users_data_folder(gipr: Gipr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: gipr.folder / "home")
    assert run(["new", "某局", "2023"]) == 0
    assert Path(gipr.folder / "home" / "documents").is_dir()


def test_version(gipr: Gipr) -> None:
    assert re.fullmatch(r"gipr \d+\.\d+\.\d+\n", gipr("--version").out)


def test_without_a_terminal_there_is_no_interface(gipr: Gipr) -> None:
    result = gipr()
    assert result.code == 2
    assert "要在终端里运行" in result.complaint
