"""``gipr settings``, and what the settings change on the command line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from gipr_tui.cli.run import _language
from gipr_tui.tui.actions import ACTIONS
from gipr_tui.tui.keymap import key_map
from gipr_tui.workspace.settings import ALLOWED, read_settings
from tests.cli.running import Gipr


@pytest.fixture
def path(gipr: Gipr, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = gipr.folder / "settings.toml"
    monkeypatch.setenv("GIPR_SETTINGS", str(path))
    return path


def uncommented(text: str) -> str:
    """The file with every setting that stands there as a remark in force."""
    lines = (line.removeprefix("# ") if re.match(r"# \w+ = ", line) else line for line in text.splitlines())
    return "\n".join(lines)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_settings_are_printed_as_a_file_that_changes_nothing(gipr: Gipr, path: Path, lang: str) -> None:
    result = gipr("settings", lang=lang)
    assert (result.code, result.err) == (0, "")
    assert str(path) in result.out
    assert tomllib.loads(result.out) == {"keys": {}}
    path.write_text(uncommented(result.out), encoding="utf-8")
    settings = read_settings(path)
    assert settings.problems == ()
    assert settings.said.keys() == ALLOWED.keys()
    assert set(settings.keys) == {action.id for action in ACTIONS}
    assert key_map(settings)[1] == ()


def test_what_is_set_is_printed_as_it_is_set(gipr: Gipr, path: Path) -> None:
    path.write_text('theme = "16-colour"\nlang = "zh"\n[keys]\nundo = ["^B"]\n', encoding="utf-8")
    assert tomllib.loads(gipr("settings").out) == {"theme": "16-colour", "lang": "zh", "keys": {"undo": ["^B"]}}


def test_doctor_tells_every_fault(gipr: Gipr, path: Path) -> None:
    path.write_text('theme = "pink"\nlang = "zh"\n[keys]\nundo = ["^M"]\nsave = ["F1"]\n', encoding="utf-8")
    result = gipr("doctor")
    assert result.code == 0
    assert f"√ 设置文件: {path}\n" in result.out
    faults = [line for line in result.out.splitlines() if line.startswith("! 设置: ")]
    assert len(faults) == 3
    assert all(str(path) in line for line in faults)
    assert 'theme 不能是“pink”，只能是 "auto"、"default"' in faults[0]
    assert "undo：普通终端送不出“^M”" in faults[1]
    assert "“F1”已是 help 的键" in faults[2]


def test_the_language_is_taken_from_the_settings(gipr: Gipr, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert _language(["list"]) == "zh"
    path.write_text('lang = "en"\n', encoding="utf-8")
    assert _language(["list"]) == "en"
    assert _language(["--lang", "zh", "list"]) == "zh"
    monkeypatch.setenv("GIPR_LANG", "zh")
    assert _language(["list"]) == "zh"


def test_ambiguous_is_taken_from_the_settings(gipr: Gipr, path: Path) -> None:
    path.write_text('ambiguous = "wide"\n', encoding="utf-8")
    assert "歧义宽度字符: 按两列算" in gipr("doctor").out


def test_a_file_that_cannot_be_read_stops_no_command(gipr: Gipr, path: Path) -> None:
    path.write_bytes(b"\xff")
    result = gipr("list")
    assert result.code == 0
    assert "traceback" not in result.err.lower()
