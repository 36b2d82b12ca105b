"""Opening the program on a store: what a crash left is brought up to date, the day's backup made, long lists shown at once."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gipr_tui.errors import StoreUnavailable
from gipr_tui.report.model import Report, empty_report
from gipr_tui.tui.screens import listwork
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.workspace.shelf import Listed
from gipr_tui.workspace.workspace import Workspace
from store import Entry
from tests.tui.desk import opened
from tests.tui.test_reports import current, units


@contextmanager
def failing(name: str, number: int) -> Iterator[None]:
    """Within it, a call to the system fails."""

    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, fail)
        yield


@pytest.fixture
def cut_off(workspace: Workspace, jinzhan: Report) -> Entry:
    """A report of which the last two saves are only in the journal."""
    entry = workspace.keep(jinzhan)
    session = workspace.edit(entry)
    with failing("replace", errno.EIO):
        session.apply({"R1.c1": "8"})
        session.apply({"R1.c1": "9"})
    assert not session.unsaved
    assert workspace.load(entry).recovered == 2
    return entry


async def test_what_a_crash_left_is_brought_up_to_date_and_told(workspace: Workspace, cut_off: Entry) -> None:
    async with opened(workspace, tended=True) as desk:
        await desk.until(lambda: "2 处" in desk.footer)
        assert cut_off.key.group in desk.footer
        assert workspace.load(cut_off).recovered == 0
        assert workspace.load(cut_off).report.get("R1.c1") == "9"


async def test_one_that_is_opened_before_is_told_there(workspace: Workspace, cut_off: Entry) -> None:
    async with opened(workspace, cut_off) as desk:
        assert desk.footer == desk.app.catalogue("keeping.recovered", count=2)
        assert desk.get("R1.c1") == "9"
        await desk.press("escape")
        assert workspace.load(cut_off).recovered == 0


async def test_the_backup_of_the_day_is_made_once(workspace: Workspace, jinzhan: Report, tmp_path: Path) -> None:
    workspace.keep(jinzhan)
    backups = tmp_path / "store" / "backups"

    def made() -> list[Path]:
        return sorted(backups.glob("auto-*.zip")) if backups.exists() else []

    async with opened(workspace, tended=True) as desk:
        await desk.until(lambda: len(made()) == 1)
        assert workspace.read_backup(made()[0]).documents == 1
    before = made()
    async with opened(workspace, tended=True) as desk:
        await desk.press("down")
    assert made() == before


async def test_a_store_of_a_newer_version_is_only_read(workspace: Workspace, jinzhan: Report, tmp_path: Path) -> None:
    workspace.keep(jinzhan)
    mark = tmp_path / "store" / "store.json"
    mark.write_bytes(mark.read_bytes().replace(b'"schema":2', b'"schema":3'))
    again = Workspace.open(tmp_path / "store", workspace.forms)
    assert again.store.newer
    before = {path: path.read_bytes() for path in (tmp_path / "store").rglob("*.json*")}
    async with opened(again, tended=True) as desk:
        await desk.until(lambda: desk.app.catalogue("keeping.newer") in desk.footer)
        await desk.press("enter")
        assert isinstance(desk.app.screen, EditorScreen)
        assert desk.app.catalogue("error.report-newer")[:10] in desk.footer
        await desk.press("8", "enter", "O", "escape", "d")
        assert isinstance(desk.app.screen, ReportsScreen)
    assert {path: path.read_bytes() for path in (tmp_path / "store").rglob("*.json*")} == before


# ---- damage


async def test_a_damaged_report_stands_in_the_list_and_is_mended_from_its_journal(
    workspace: Workspace, jinzhan: Report, clean: Report, tmp_path: Path
) -> None:
    entry = workspace.keep(jinzhan)
    workspace.keep(clean)
    workspace.edit(entry).apply({"R1.c1": "8"})
    path = tmp_path / "store" / "documents" / f"{entry.id}.json"
    workspace.entries()
    path.write_bytes(path.read_bytes()[:100])
    async with opened(workspace) as desk:
        await desk.press(*["down"] * units(desk).index(jinzhan.unit))
        line = next(line for line in desk.lines if jinzhan.unit[:6] in line)
        assert desk.app.catalogue("keeping.damaged") in line
        await desk.press("f5")
        assert isinstance(desk.app.screen, ReportsScreen)
        await desk.press("enter")
        assert isinstance(desk.app.screen, Question)
        await desk.press("enter")
        assert desk.footer == desk.app.catalogue("keeping.mended-journal")
        assert current(desk) == jinzhan.unit
        await desk.press("enter")
        assert desk.get("R1.c1") == "8"
    assert len(list(path.parent.glob("*.damaged-*"))) == 1


async def test_one_without_journal_comes_from_the_backup(workspace: Workspace, jinzhan: Report, tmp_path: Path) -> None:
    entry = workspace.keep(jinzhan)
    workspace.back_up_daily()
    (tmp_path / "store" / "journals" / f"{entry.id}.jsonl").unlink()
    (tmp_path / "store" / "documents" / f"{entry.id}.json").write_bytes(b"")
    async with opened(Workspace.open(tmp_path / "store", workspace.forms)) as desk:
        await desk.press("enter", "enter")
        assert desk.footer == desk.app.catalogue("keeping.mended-backup")
        await desk.press("enter")
        assert desk.session.report == jinzhan


async def test_one_that_nothing_has_stays_aside_and_the_others_work_on(
    workspace: Workspace, jinzhan: Report, clean: Report, tmp_path: Path
) -> None:
    entry = workspace.keep(jinzhan)
    workspace.keep(clean)
    (tmp_path / "store" / "journals" / f"{entry.id}.jsonl").unlink()
    document = tmp_path / "store" / "documents" / f"{entry.id}.json"
    document.write_bytes(b"[]")
    async with opened(workspace) as desk:
        await desk.press(*["down"] * units(desk).index(jinzhan.unit), "enter", "enter")
        assert desk.footer == desk.app.catalogue("keeping.mended-not")
        await desk.press("home" if units(desk)[0] == clean.unit else "end", "enter")
        assert isinstance(desk.app.screen, EditorScreen)


# ---- a long list


async def test_a_long_list_shows_its_first_lines_before_all_of_it(
    workspace: Workspace, clean: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listwork, "_FIRST", 3)
    for number in range(6):
        workspace.keep(empty_report(f"{number}局", 2023, clean.form))
    workspace.store.rebuild()
    listed = workspace.listed
    told: list[int] = []

    def slow() -> Listed:
        told.append(len(told))
        raise StoreUnavailable("store-io", path="x", detail="y")

    monkeypatch.setattr(workspace, "listed", slow)
    async with opened(workspace) as desk:
        await desk.until(lambda: bool(told))
        assert units(desk) == ["0局", "1局", "2局"]
        monkeypatch.setattr(workspace, "listed", listed)
        desk.app.screen._work.reload()  # type: ignore[attr-defined]
        await desk.until(lambda: len(units(desk)) == 6)
        await desk.press("end", "d")
        assert units(desk) == [f"{number}局" for number in range(5)]
        await desk.press("ctrl+z")
        assert current(desk) == "5局"
        await desk.until(lambda: len(units(desk)) == 6)


# ---- the disk


@pytest.mark.parametrize(
    ("call", "number", "code"),
    [
        ("fsync", errno.ENOSPC, "store-full"),
        ("write", errno.EDQUOT, "store-full"),
        ("open", errno.EROFS, "store-unwritable"),
        ("open", errno.EACCES, "store-unwritable"),
        ("open", errno.ESTALE, "store-io"),
    ],
)
async def test_what_the_disk_does_not_take_is_kept_and_told_and_saved_later(
    workspace: Workspace, jinzhan: Report, call: str, number: int, code: str
) -> None:
    entry = workspace.keep(jinzhan)
    async with opened(workspace, entry) as desk:
        unsaved = desk.app.catalogue("editor.unsaved")
        with failing(call, number):
            await desk.press("8", "enter")
            assert desk.session.unsaved
            assert desk.session.unsaved.code in (code, code.replace("unwritable", "unreadable"))
            assert unsaved in desk.lines[0]
            await desk.press("9", "enter", "ctrl+s", "down")
            assert unsaved in desk.lines[0]
            assert isinstance(desk.app.screen, EditorScreen)
        assert workspace.load(entry).report.get("R1.c1") == "5"
        await desk.press("ctrl+s")
        assert unsaved not in desk.lines[0]
        assert [workspace.load(entry).report.get(f"R1.c{n}") for n in (1, 2)] == ["8", "9"]


async def test_what_the_disk_did_not_take_is_saved_by_itself_once_it_does(
    workspace: Workspace, jinzhan: Report
) -> None:
    entry = workspace.keep(jinzhan)
    async with opened(workspace, entry) as desk:
        with failing("fsync", errno.ENOSPC):
            await desk.press("8", "enter")
            for _ in range(20):
                desk.editor.keeping.look()
            assert desk.session.unsaved
        for _ in range(20):
            desk.editor.keeping.look()
        await desk.settle()
        assert desk.footer == desk.app.catalogue("editor.saved")
        assert desk.app.catalogue("editor.unsaved") not in desk.lines[0]
        assert workspace.load(entry).report.get("R1.c1") == "8"
        with failing("fsync", errno.ENOSPC):
            await desk.press("9", "enter")
        desk.app.exit()
    assert workspace.load(entry).report.get("R1.c2") == "9"


async def test_a_report_on_a_disk_that_takes_nothing_is_opened_all_the_same(
    workspace: Workspace, jinzhan: Report
) -> None:
    entry = workspace.keep(jinzhan)
    with failing("write", errno.EROFS):
        async with opened(workspace, entry) as desk:
            assert desk.session.reading is None
            await desk.press("8", "enter")
            assert desk.get("R1.c1") == "8"
            assert desk.app.catalogue("editor.unsaved") in desk.lines[0]
            await desk.press("escape")
            assert isinstance(desk.app.screen, Question)
            await desk.press("enter")
            assert isinstance(desk.app.screen, ReportsScreen)
