"""Importing many files: a line for each, those without a doubt at once, the others one by one; nothing half-imported."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from gipr_tui.errors import StoreUnavailable
from gipr_tui.report.model import Report
from gipr_tui.tui.screens import batch, copyreading
from gipr_tui.tui.screens.batch import BatchScreen
from gipr_tui.tui.screens.dialogs import Dialog
from gipr_tui.tui.screens.importing import ImportScreen
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.workspace.workspace import Workspace
from tests.readers.dialect import write
from tests.readers.dialects import run_together
from tests.reports import with_rows
from tests.tui.desk import Desk, opened


@pytest.fixture
def folder(tmp_path: Path, jinzhan: Report, clean: Report) -> Path:
    """A folder with two whole copies, a doubtful one, one without a title, one that is none, and a file of another kind."""
    folder = tmp_path / "copies"
    folder.mkdir()
    copies = {
        "a.txt": write(jinzhan),
        "b.txt": write(clean),
        "c.txt": run_together(with_rows(clean, I1_2="12 3 45")).replace(str(clean.year), "2022"),
        "d.txt": write(jinzhan).split("\n", 1)[1],
        "e.txt": "今天天气很好。\n" * 50,
        "notes.bin": "x",
    }
    for name, text in copies.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@asynccontextmanager
async def importing(workspace: Workspace, line: str, *, wait: bool = True) -> AsyncIterator[Desk]:
    """The summary of all files that a line names, once they have been read."""
    async with opened(workspace) as desk:
        await desk.press("i")
        await desk.paste(line)
        await desk.press("enter")
        if wait:
            await desk.until(lambda: not screen(desk)._waiting)
        yield desk


def screen(desk: Desk) -> BatchScreen:
    assert isinstance(desk.app.screen, BatchScreen)
    return desk.app.screen


def states(desk: Desk) -> dict[str, str]:
    return {copy.path.name: screen(desk)._state(copy) for copy in screen(desk).copies}


async def test_every_file_has_a_line(workspace: Workspace, folder: Path, jinzhan: Report) -> None:
    async with importing(workspace, str(folder)) as desk:
        assert states(desk) == {
            **{"a.txt": "ready", "b.txt": "ready", "c.txt": "doubtful"},
            **{"d.txt": "asked", "e.txt": "failed"},
        }
        assert desk.widths == {80}
        line = next(line for line in desk.lines if "a.txt" in line)
        assert "201/0" in line and "✗7 !2" in line
        assert workspace.entries() == []


async def test_all_clean_ones_are_imported_with_one_key(workspace: Workspace, folder: Path, jinzhan: Report) -> None:
    async with importing(workspace, str(folder)) as desk:
        await desk.press("a")
        await desk.until(lambda: not screen(desk)._keeping and len(workspace.entries()) == 2)
        assert states(desk)["a.txt"] == states(desk)["b.txt"] == "imported"
        assert desk.footer == desk.app.catalogue("batch.imported", count=2)
        kept = next(entry for entry in workspace.entries() if entry.key.group == jinzhan.unit)
        assert workspace.load(kept).report.values == jinzhan.values
        assert workspace.history(kept)[-1].how == "imported"
        await desk.press("a")
        assert desk.footer == desk.app.catalogue("batch.none-clean")
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReportsScreen)
        assert jinzhan.unit in desk.shown


async def test_a_doubtful_one_is_settled_and_imported(workspace: Workspace, folder: Path) -> None:
    async with importing(workspace, str(folder)) as desk:
        await desk.press("down", "down", "enter")
        assert isinstance(desk.app.screen, ImportScreen)
        await desk.press("right", "ctrl+s")
        assert states(desk)["c.txt"] == "imported"
        assert [entry.key.number for entry in workspace.entries()] == [2022]


async def test_one_that_names_no_unit_is_asked_for_it(workspace: Workspace, folder: Path) -> None:
    async with importing(workspace, str(folder)) as desk:
        await desk.press("down", "down", "down", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, Dialog))
        await desk.press("escape")
        assert states(desk)["d.txt"] == "asked"
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, Dialog))
        await desk.type("青禾镇")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ImportScreen) and desk.app.screen.settling is not None)
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, BatchScreen))
        assert states(desk)["d.txt"] == "imported"
        assert [entry.key.group for entry in workspace.entries()] == ["青禾镇"]


async def test_one_that_cannot_be_read_says_why(workspace: Workspace, folder: Path) -> None:
    async with importing(workspace, str(folder)) as desk:
        await desk.press("end")
        assert "像年度报告" in desk.shown
        await desk.press("enter")
        assert screen(desk)


async def test_one_that_is_there_is_never_replaced_unasked(workspace: Workspace, folder: Path, jinzhan: Report) -> None:
    workspace.keep(jinzhan.with_texts({"R1.c1": "77"}))
    async with importing(workspace, f"{folder}/a.txt {folder}/b.txt") as desk:
        assert states(desk) == {"a.txt": "there", "b.txt": "ready"}
        await desk.press("a")
        await desk.until(lambda: len(workspace.entries()) == 2)
        kept = next(entry for entry in workspace.entries() if entry.key.group == jinzhan.unit)
        assert workspace.load(kept).report.get("R1.c1") == "77"


async def test_two_copies_of_one_report_are_not_both_imported(
    workspace: Workspace, folder: Path, jinzhan: Report
) -> None:
    (folder / "a2.txt").write_text(write(jinzhan), encoding="utf-8")
    async with importing(workspace, f"{folder}/a*.txt") as desk:
        await desk.press("a")
        await desk.until(lambda: not screen(desk)._keeping and len(workspace.entries()) == 1)
        assert sorted(states(desk).values()) == ["imported", "there"]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Until it is opened, no file is read further than the second."""
    gate, real, seen = threading.Event(), copyreading.Copy.read, list[Path]()

    def read(copy: copyreading.Copy, workspace: Workspace) -> object:
        seen.append(copy.path)
        if len(seen) > 1:
            gate.wait(20)
        return real(copy, workspace)

    monkeypatch.setattr(copyreading.Copy, "read", read)
    monkeypatch.setattr(batch, "PATIENCE", 0.01)
    yield gate
    gate.set()


async def test_no_key_waits_for_a_slow_file_and_esc_stops(
    workspace: Workspace, folder: Path, gate: threading.Event
) -> None:
    async with importing(workspace, str(folder), wait=False) as desk:
        await desk.until(lambda: states(desk)["a.txt"] == "ready" and "[####" in desk.shown)
        assert "1/5" in desk.shown and "b.txt" in desk.shown
        await desk.press("down")
        assert screen(desk)._list.cursor == 1
        await desk.press("a")
        assert desk.footer == desk.app.catalogue("batch.still-reading")
        await desk.press("escape")
        assert desk.footer == desk.app.catalogue("batch.stopped")
        gate.set()
        assert states(desk)["b.txt"] == "unread"
        await desk.press("a")
        await desk.until(lambda: len(workspace.entries()) == 1)
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReportsScreen)


async def test_a_store_that_fails_leaves_whole_reports_and_says_so(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = workspace.keep, list[object]()

    def keep(report: Report, **settings: object) -> object:
        calls.append(report)
        if len(calls) == 2:
            raise StoreUnavailable("store-unwritable", path="x", detail="full")
        return real(report, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(workspace, "keep", keep)
    async with importing(workspace, f"{folder}/a.txt {folder}/b.txt {folder}/c.txt") as desk:
        await desk.press("a")
        await desk.until(lambda: len(calls) == 2)
        assert len(workspace.entries()) == 1
        assert sorted(states(desk).values()) == ["doubtful", "imported", "ready"]
