"""References, errors in words, and writing what was asked for to a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gipr_tui.errors import GiprError, UsageError
from gipr_tui.locale import catalogue
from gipr_tui.workspace.files import write_output
from gipr_tui.workspace.references import find_entry, reference_of
from gipr_tui.workspace.wording import error_sentence
from store import Entry, Key


def entries(*names: tuple[str, int]) -> list[Entry]:
    """Lines of a list."""
    return [Entry(f"{n:012x}", Key(unit, year), 1, "", {}) for n, (unit, year) in enumerate(names)]


KEPT = entries(("甲局", 2021), ("甲局", 2022), ("乙/局", 2021), ("2021", 2022))


@pytest.mark.parametrize(
    ("reference", "found"),
    [("甲局/2021", 0), ("甲局/02022", 1), ("乙/局/2021", 2), ("乙/局", 2), ("2021", 3), ("2021/2022", 3)],
)
def test_a_reference_names_one_report(reference: str, found: int) -> None:
    assert find_entry(KEPT, reference) is KEPT[found]
    assert find_entry(KEPT, reference_of(KEPT[found])) is KEPT[found]


@pytest.mark.parametrize(
    ("reference", "code", "there"),
    [
        ("甲局", "ambiguous-report", ("甲局/2021", "甲局/2022")),
        ("甲局/2023", "unknown-report", ("甲局/2021", "甲局/2022", "乙/局/2021", "2021/2022")),
        ("甲局/²⁰²¹", "unknown-report", ("甲局/2021", "甲局/2022", "乙/局/2021", "2021/2022")),
        ("", "unknown-report", ("甲局/2021", "甲局/2022", "乙/局/2021", "2021/2022")),
    ],
)
def test_any_other_lists_what_is_there(reference: str, code: str, there: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as caught:
        find_entry(KEPT, reference)
    assert (caught.value.code, caught.value.fields["there"]) == (code, there)


def test_in_an_empty_store_there_is_nothing_to_list() -> None:
    with pytest.raises(UsageError) as caught:
        find_entry([], "甲局")
    assert caught.value.code == "no-reports"


def test_what_the_system_says_is_put_in_the_operators_language() -> None:
    error = GiprError("file-unwritable", path="out\x1b[m.txt", detail="No space left on device")
    assert error_sentence(catalogue("zh"), error) == "out[m.txt 写不进去（磁盘已满）；请换个位置再试"
    assert "(no space left on device)" in error_sentence(catalogue("en"), error)
    assert "（Strange）" in error_sentence(catalogue("zh"), GiprError("file-unwritable", path="x", detail="Strange"))


def test_names_that_could_not_be_decoded_are_shown_as_far_as_they_can() -> None:
    name = "年".encode().decode("ascii", "surrogateescape")
    assert "年" in error_sentence(catalogue("zh"), GiprError("file-exists", path=name))
    assert "a\ufffd.txt" in error_sentence(catalogue("zh"), GiprError("file-exists", path="a\udcd6.txt"))
    assert "a.txt" in error_sentence(catalogue("zh"), GiprError("file-exists", path="a\ud800.txt"))


def test_an_error_without_a_sentence_is_no_crash() -> None:
    assert error_sentence(catalogue("zh"), GiprError("no-such", a="\x1b[2J")) == "no-such: a=[2J"


# ---- output


def test_a_file_is_written_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    write_output(path, b"one")
    assert path.read_bytes() == b"one"
    mask = os.umask(0)
    os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~mask
    with pytest.raises(UsageError) as caught:
        write_output(path, b"two")
    assert caught.value.code == "file-exists"
    assert path.read_bytes() == b"one"
    write_output(path, b"two", overwrite=True)
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_bytes(b"one")
    link.symlink_to(target)
    with pytest.raises(UsageError):
        write_output(link, b"two")
    write_output(link, b"two", overwrite=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    write_output(Path("/dev/null"), b"one")
    here, there = os.pipe()
    write_output(Path(f"/dev/fd/{there}"), b"one")
    assert os.read(here, 10) == b"one"
    os.close(here)
    os.close(there)
    assert Path("/dev/null").is_char_device()
    with pytest.raises(UsageError) as caught:
        write_output(Path("/dev/full"), b"one")
    assert (caught.value.code, caught.value.fields["detail"]) == ("file-unwritable", "No space left on device")


def test_an_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "out.txt"
    path.write_bytes(b"one")
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_output(path, b"two", overwrite=True)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"one"


@pytest.mark.parametrize(
    ("name", "code"), [("", "file-is-folder"), ("none/x", "file-no-folder"), ("a\0b", "file-unwritable")]
)
def test_where_nothing_can_be_written(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        write_output(tmp_path / name, b"one")
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []
