"""Text that would be markup, commands to the terminal or turned about is shown as harmless characters."""

from __future__ import annotations

import unicodedata

import pytest

from gipr_tui.report.model import PREAMBLE, TITLE, Report, heading_place, text_place
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import Desk, editing, opened

HOSTILE = {
    "markup": "[/b] [red]甲[/red][ [@click=app.quit]走[/]",
    "commands": "\x1b[31m红\x1b]0;题\x07 \x9b2J 甲\r乙\x00丙\x7f",
    "marks": "甲\u202e乙\u2066丙\u200f 𠮷👩\u200d👩\u200d👧e\u0301\u0301\u0301",
}


def harmless(desk: Desk) -> None:
    """No character on the screen may be a command, and every line is as wide as the terminal."""
    kinds = {unicodedata.category(character) for line in desk.lines for character in line}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not {"\u202e", "\u2066", "\u200f"} & set(desk.shown)
    assert desk.widths == {80}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_in_headings_narratives_and_cells(workspace: Workspace, clean: Report, text: str) -> None:
    address = clean.layout.tables[0].addresses[0][0]
    report = clean.with_texts(
        {TITLE: text, PREAMBLE: text, heading_place(2): text, text_place(2): text, text_place(5): text, address: text}
    )
    async with editing(workspace, report) as desk:
        for keys in (("f8",), ("f4",), ("ctrl+e",), ("ctrl+o",), ("ctrl+t",), ("escape",), ("f5",), ("w",)):
            await desk.press(*keys)
            harmless(desk)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_typed_and_pasted(workspace: Workspace, clean: Report, text: str) -> None:
    async with editing(workspace, clean) as desk:
        await desk.paste(text)
        harmless(desk)
        assert desk.on_disk() == desk.session.report
        await desk.press("f8")
        await desk.paste(text)
        await desk.press("enter")
        harmless(desk)
        await desk.press("escape", "ctrl+t")
        await desk.paste(text)
        await desk.press("enter")
        harmless(desk)
        assert desk.on_disk() == desk.session.report


@pytest.mark.parametrize("unit", ["[b]", "[red]镇[", "甲[@click=app.quit]乙"])
async def test_in_the_name_of_a_unit(workspace: Workspace, clean: Report, unit: str) -> None:
    async with opened(workspace) as desk:
        await desk.press("n")
        await desk.type(unit)
        await desk.press("enter", "enter")
        assert unit in desk.lines[0]
        await desk.press("escape")
        assert unit in desk.shown
        await desk.press("d")
        assert unit in desk.footer
        await desk.press("ctrl+z", "f5", "w")
        assert unit in desk.shown
