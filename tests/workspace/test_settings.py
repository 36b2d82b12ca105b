"""The settings file: what is read from it, what is said of faults in it, and one setting written into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.errors import UsageError
from gipr_tui.workspace.settings import ALLOWED, keep_setting, read_settings, settings_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_all_is_as_usual(path: Path) -> None:
    settings = read_settings(path)
    assert (settings.problems, settings.keys, settings.said) == ((), {}, {})
    assert settings.word("theme") == "auto"
    assert settings.is_on("tour")
    assert not settings.is_on("mouse")
    assert not path.exists()


def test_what_is_said_is_taken(path: Path) -> None:
    path.write_text('theme = "16-colour"\nmouse = true\n[keys]\nundo = ["^U"]\nsave = []\n', encoding="utf-8")
    settings = read_settings(path)
    assert settings.word("theme") == "16-colour"
    assert settings.is_on("mouse")
    assert settings.keys == {"undo": ("^U",), "save": ()}
    assert settings.problems == ()


@pytest.mark.parametrize(
    ("text", "code", "fields"),
    [
        ('colour = "red"', "setting-unknown", {"name": "colour"}),
        ('theme = "pink"', "setting-value", {"name": "theme", "value": "pink"}),
        ("mouse = 1", "setting-value", {"name": "mouse"}),
        ('mouse = "true"', "setting-value", {"name": "mouse"}),
        ("theme = true", "setting-value", {"name": "theme"}),
        ("keys = 3", "setting-keys-no-table", {}),
        ('[keys]\nundo = "^U"', "setting-keys-no-list", {"name": "undo"}),
        ("[keys]\nundo = [3]", "setting-keys-no-list", {"name": "undo"}),
    ],
)
def test_a_fault_is_told_and_the_rest_is_used(path: Path, text: str, code: str, fields: dict[str, str]) -> None:
    path.write_text(f'lang = "en"\n{text}\n', encoding="utf-8")
    settings = read_settings(path)
    assert [problem.code for problem in settings.problems] == [code]
    assert settings.problems[0].fields["path"] == path
    assert fields.items() <= settings.problems[0].fields.items()
    assert settings.said == {"lang": "en"}
    assert settings.keys == {}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a = 1\nb = \n", "settings-syntax"),
        (b'theme = "', "settings-unfinished"),
        (b"\xff\xfe", "settings-no-text"),
        (b"x" * 200_000, "settings-no-text"),
        (b"a = " + b"[" * 50_000, "settings-no-text"),
    ],
)
def test_a_file_that_is_none_is_not_used(path: Path, data: bytes, code: str) -> None:
    path.write_bytes(data)
    settings = read_settings(path)
    assert [problem.code for problem in settings.problems] == [code]
    if code == "settings-syntax":
        assert settings.problems[0].fields["line"] == "2"


def test_a_folder_is_no_settings_file(path: Path) -> None:
    path.mkdir()
    assert [problem.code for problem in read_settings(path).problems] == ["settings-no-text"]


def test_the_environment_names_another_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIPR_SETTINGS", str(path))
    assert settings_path() == path
    monkeypatch.delenv("GIPR_SETTINGS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(path.parent))
    assert settings_path().name == "settings.toml"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "default"\n'),
        ('# mine\ntheme = "auto"  # for now\nmouse = true\n', '# mine\ntheme = "default"  # for now\nmouse = true\n'),
        ("mouse = true", 'mouse = true\ntheme = "default"\n'),
        ('[keys]\nundo = ["^U"]\n', 'theme = "default"\n[keys]\nundo = ["^U"]\n'),
        ('mouse = true\r\ntheme="auto"\r\n', 'mouse = true\r\ntheme = "default"\r\n'),
        ("theme = 'auto'\n", 'theme = "default"\n'),
        ('# theme = "auto"\n', '# theme = "auto"\ntheme = "default"\n'),
    ],
)
def test_one_setting_is_written_and_the_rest_stays(path: Path, before: str, after: str) -> None:
    if before:
        path.write_bytes(before.encode())
    keep_setting(path, "theme", "default")
    assert path.read_bytes().decode() == after
    assert read_settings(path).word("theme") == "default"


def test_a_file_that_is_no_toml_is_left_as_it_is(path: Path) -> None:
    path.write_bytes(b"theme = ")
    with pytest.raises(UsageError):
        keep_setting(path, "theme", "default")
    assert path.read_bytes() == b"theme = "


def test_where_nothing_can_be_written_it_is_said(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(UsageError) as caught:
        keep_setting(path / "below" / "settings.toml", "theme", "default")
    assert caught.value.code == "settings-unwritable"


@given(data=st.one_of(st.binary(max_size=60), st.text("abkeys=[]\"'#\n theme.1", max_size=60).map(str.encode)))
def test_no_file_breaks_the_reading(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "settings-any.toml"
    path.write_bytes(data)
    settings = read_settings(path)
    assert settings.said.keys() <= ALLOWED.keys()
    before = read_settings(path).said
    try:
        keep_setting(path, "theme", "default")
    except UsageError:
        assert path.read_bytes() == data
    else:
        assert read_settings(path).said == {**before, "theme": "default"}
