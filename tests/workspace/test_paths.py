"""File names completed by Tab, and the files that a line names."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipr_tui.errors import GiprError, UnreadableFile
from gipr_tui.workspace import paths
from gipr_tui.workspace.paths import complete, files_named


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder with a few files."""
    for name in ("青禾 2022.txt", "青禾 2023.txt", "yunling.html", "yunling.docx", "data.bin", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "b.txt").write_text("x")
    (tmp_path / "reports" / "a.PDF").write_text("x")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "completed", "names"),
    [
        ("yun", "yunling.", ("yunling.docx", "yunling.html")),
        ("yunling.h", "yunling.html", ("yunling.html",)),
        ("rep", "reports/", ("reports/",)),
        ("reports/", "reports/", ("a.PDF", "b.txt")),
        ("青", "青禾 202", ("青禾 2022.txt", "青禾 2023.txt")),
        ("青禾 2022", "青禾 2022.txt", ("青禾 2022.txt",)),
        ("yunling.html rep", "yunling.html reports/", ("reports/",)),
        ("yunling.html 青", "yunling.html '青禾 202", ("青禾 2022.txt", "青禾 2023.txt")),
        ("yunling.html '青禾 2022", "yunling.html '青禾 2022.txt'", ("青禾 2022.txt",)),
        ("nothing", "nothing", ()),
        ("nowhere/at all", "nowhere/at all", ()),
        (".h", ".hidden.txt", (".hidden.txt",)),
    ],
)
def test_a_name_is_completed_as_far_as_it_is_clear(
    folder: Path, typed: str, completed: str, names: tuple[str, ...]
) -> None:
    found = complete(typed)
    assert (found.text, found.names) == (completed, names)


def test_an_absolute_name_is_completed_too(folder: Path) -> None:
    assert complete(f"{folder}/yunling.h").text == f"{folder}/yunling.html"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("yunling.html", ["yunling.html"]),
        ("青禾 2022.txt", ["青禾 2022.txt"]),
        ("'青禾 2022.txt'", ["青禾 2022.txt"]),
        ("'青禾 2022.txt' yunling.html", ["青禾 2022.txt", "yunling.html"]),
        ("yunling.html yunling.html", ["yunling.html"]),
        ("yun*", ["yunling.docx", "yunling.html"]),
        ("reports", ["reports/a.PDF", "reports/b.txt"]),
        ("yunling.html '青禾 2022.txt", ["yunling.html", "青禾 2022.txt"]),
    ],
)
def test_a_line_names_files_folders_and_patterns(folder: Path, line: str, names: list[str]) -> None:
    assert [str(path) for path in files_named(line)] == names


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "path-empty"),
        ("  ", "path-empty"),
        ("''", "path-empty"),
        ("empty", "folder-without-copies"),
        ("none.txt", "copy-missing"),
        ("*.none", "copy-missing"),
    ],
)
def test_a_line_that_names_no_file_is_refused(folder: Path, line: str, code: str) -> None:
    with pytest.raises(GiprError) as caught:
        files_named(line)
    assert caught.value.code == code


def test_too_many_files_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MAX_FILES", 1)
    with pytest.raises(GiprError) as caught:
        files_named("reports")
    assert caught.value.code == "too-many-files"


def test_a_name_that_no_system_takes_harms_nothing(folder: Path) -> None:
    for line in ("a\0b", "长" * 3000, "~nobody-of-this-name/x", "/" * 200):
        complete(line)
        try:
            files_named(line)
        except UnreadableFile as error:
            assert error.code
