"""The print preview, and writing it to a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from gipr_tui.tui.screens.dialogs import Dialog, Question
from gipr_tui.tui.screens.preview import Page, PreviewScreen
from gipr_tui.workspace.workspace import Workspace
from gipr_tui.writers.printed import DEFAULT_BORDERS, Borders, encode_print, print_report
from tests.reports import madeup_report
from tests.tui.desk import Desk, editing


def page(desk: Desk) -> str:
    return "".join(f"{line}\n" for line in desk.app.screen.query_one(Page).lines)


async def test_the_preview_is_the_print_byte_for_byte(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f5")
        assert page(desk) == print_report(jinzhan)
        borders = list(Borders)
        at = borders.index(DEFAULT_BORDERS)
        for step in range(1, len(borders) + 1):
            await desk.press("b")
            assert page(desk) == print_report(jinzhan, borders=borders[(at + step) % len(borders)])
        await desk.press("greater_than_sign")
        assert page(desk) == print_report(jinzhan, width=96)
        await desk.press("minus", "minus")
        assert page(desk) == print_report(jinzhan, width=72)
        await desk.press(*["plus"] * 12)
        assert page(desk) == print_report(jinzhan, width=200)
        await desk.press(*["less_than_sign"] * 12)
        assert page(desk) == print_report(jinzhan, width=60)


async def test_the_lines_in_view_are_those_of_the_print(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean, size=(90, 20)) as desk:
        await desk.press("f5")
        printed = print_report(clean).splitlines()
        assert [line.rstrip() for line in desk.lines[1:-1]] == [line.rstrip() for line in printed[:18]]
        await desk.press("end")
        assert [line.rstrip() for line in desk.lines[1:-1]] == [line.rstrip() for line in printed[-18:]]
        await desk.press("home", "down", "j", "k", "pagedown")
        assert desk.lines[1].rstrip() == printed[17].rstrip()


async def test_a_resize_stays_where_one_was(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await desk.press("f5", "pagedown", "pagedown")
        top = desk.app.screen.query_one(Page).top
        assert top > 30
        await desk.resize(100, 30)
        assert desk.app.screen.query_one(Page).top == top
        await desk.press("b")
        assert desk.app.screen.query_one(Page).top == top


async def test_the_preview_shows_what_was_just_typed(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("9", "9", "9", "f5")
        assert page(desk) == print_report(jinzhan.with_texts({"R1.c1": "999"}))


async def test_it_is_written_as_asked(workspace: Workspace, jinzhan: Report, tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f5", "w", "ctrl+u")
        await desk.paste(str(path))
        await desk.press("down", "right", "down", "space", "enter")
        assert path.read_bytes() == encode_print(print_report(jinzhan), "gb18030", "crlf")
        assert path.name in desk.footer
        assert isinstance(desk.app.screen, PreviewScreen)


async def test_no_file_is_overwritten_without_asking(workspace: Workspace, clean: Report, tmp_path: Path) -> None:
    path = tmp_path / "there.txt"
    path.write_text("precious", encoding="utf-8")
    async with editing(workspace, clean) as desk:
        await desk.press("f5", "w", "ctrl+u")
        await desk.paste(str(path))
        await desk.press("enter")
        assert isinstance(desk.app.screen, Question)
        await desk.press("escape")
        assert path.read_text(encoding="utf-8") == "precious"
        await desk.press("w", "ctrl+u")
        await desk.paste(str(path))
        await desk.press("enter", "enter")
        assert path.read_text(encoding="utf-8") == print_report(clean)


@pytest.mark.parametrize("where", ["", "missing/x.txt", "."])
async def test_a_place_that_cannot_be_written_is_told(
    workspace: Workspace, clean: Report, tmp_path: Path, where: str
) -> None:
    async with editing(workspace, clean) as desk:
        await desk.press("f5", "w", "ctrl+u")
        if where:
            await desk.paste(str(tmp_path / where))
        await desk.press("enter")
        assert isinstance(desk.app.screen, Dialog)
        assert "file-" not in desk.shown and "path=" not in desk.shown
        assert desk.app.catalogue("dialog.keys") not in desk.shown


async def test_the_made_up_form_is_printed(workspace: Workspace) -> None:
    async with editing(workspace, madeup_report()) as desk:
        await desk.press("f5")
        assert page(desk) == print_report(madeup_report())


async def test_a_page_wider_than_the_screen_is_shifted(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan, size=(60, 20)) as desk:
        await desk.press("f5")
        y = next(y for y, line in enumerate(desk.lines) if "本年新公开数量" in line)
        row = desk.app.screen.query_one(Page).lines[y - 1]
        assert row.startswith(desk.lines[y].rstrip())
        await desk.press("right", "right")
        assert row.endswith(desk.lines[y].strip()), "to the end of the line and no further"
        assert desk.widths == {60}
        await desk.press("left", "left", "left")
        assert row.startswith(desk.lines[y].rstrip())
