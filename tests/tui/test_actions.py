"""One registry: every command has its handler, its words and keys that reach it; help and palette show them."""

from __future__ import annotations

import re

import pytest

from gipr_tui.locale import LANGUAGES, catalogue
from gipr_tui.report.model import Report
from gipr_tui.text.width import display_width
from gipr_tui.tui.actions import (
    ACTIONS,
    BATCH,
    EDITOR,
    EVERYWHERE,
    IMPORTING,
    PREVIEW,
    REPORTS,
    Action,
    actions_of,
    key_name,
)
from gipr_tui.tui.app import GiprApp
from gipr_tui.tui.screens.acceptwork import AcceptWork
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.batch import BatchScreen
from gipr_tui.tui.screens.blockwork import BlockWork
from gipr_tui.tui.screens.chooser import Chooser
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.tui.screens.finder import Finder
from gipr_tui.tui.screens.help import HelpScreen
from gipr_tui.tui.screens.importing import ImportScreen
from gipr_tui.tui.screens.importnotes import ImportNotes
from gipr_tui.tui.screens.inserting import Inserting
from gipr_tui.tui.screens.keepwork import KeepWork
from gipr_tui.tui.screens.mending import Mending
from gipr_tui.tui.screens.moving import Moving
from gipr_tui.tui.screens.notework import NoteWork
from gipr_tui.tui.screens.preview import PreviewScreen
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.tui.screens.stepping import Stepping
from gipr_tui.tui.screens.textwork import TextWork
from gipr_tui.tui.screens.yearview import YearView
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import editing, opened

SCREENS: dict[str, type[GiprScreen]] = {REPORTS: ReportsScreen, EDITOR: EditorScreen, PREVIEW: PreviewScreen}
ALL_SCREENS: dict[str, type[GiprScreen]] = {**SCREENS, IMPORTING: ImportScreen, BATCH: BatchScreen}

#: Keys that a plain terminal cannot send, or sends as another.
UNREACHABLE = re.compile(r"ctrl\+(enter|space|m|h|i|j|left_square_bracket|shift\+.*|semicolon|\d)|shift\+enter|alt\+.*")
named = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.screen}-{action.id}")


@named
def test_every_command_has_a_handler(action: Action) -> None:
    owners = (
        [GiprApp]
        if action.screen == EVERYWHERE
        else [
            ALL_SCREENS[action.screen],
            AcceptWork,
            BlockWork,
            ImportNotes,
            KeepWork,
            Moving,
            Stepping,
            Mending,
            NoteWork,
            TextWork,
            Finder,
            Inserting,
            YearView,
        ]
    )
    assert any(callable(getattr(owner, f"do_{action.id}", None)) for owner in owners)


@named
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_a_name_and_a_help(action: Action, language: str) -> None:
    text = catalogue(language)
    assert 0 < display_width(text(f"action.{action.id}")) <= 12
    assert 0 < display_width(text(f"action-help.{action.id}")) <= 60


@named
def test_no_key_is_out_of_reach(action: Action) -> None:
    assert not [key for key in action.keys if UNREACHABLE.fullmatch(key)]


@pytest.mark.parametrize("screen", ALL_SCREENS)
def test_no_key_has_two_meanings(screen: str) -> None:
    for elsewhere in ("in_tables", "in_texts"):
        keys = [key for action in actions_of(screen) if not getattr(action, elsewhere) for key in action.keys]
        assert len(keys) == len(set(keys))
        assert {"f1", "f10", "ctrl+q"} <= set(keys)


def test_undo_is_ctrl_z() -> None:
    assert "ctrl+z" in next(action for action in actions_of(EDITOR) if action.id == "undo").keys


@pytest.mark.parametrize(
    ("key", "name"),
    [("f4", "F4"), ("ctrl+z", "^Z"), ("enter", "Enter"), ("escape", "Esc"), ("slash", "/"), ("ctrl+pagedown", "^PgDn")],
)
def test_keys_are_named_as_operators_know_them(key: str, name: str) -> None:
    assert key_name(key) == name


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_help_names_every_key_of_the_screen(workspace: Workspace, jinzhan: Report, language: str) -> None:
    async with editing(workspace, jinzhan, size=(80, 70), language=language) as desk:
        await desk.press("f1")
        assert isinstance(desk.app.screen, HelpScreen)
        for action in actions_of(EDITOR):
            if action.keys and not action.in_texts:
                assert desk.app.catalogue(f"action-help.{action.id}") in desk.shown
        assert desk.widths == {80}
        await desk.press("x")
        assert desk.editor


async def test_the_help_in_a_text_names_no_key_that_would_be_typed(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan, size=(80, 70), language="zh") as desk:
        await desk.press("ctrl+e")
        assert all(len(key_name(key)) > 1 and key != "space" for a in desk.editor.actions() for key in a.keys)
        await desk.press("f1")
        assert "F4 " in desk.shown and "F4 / n" not in desk.shown
        assert desk.app.catalogue("action-help.notes") not in desk.shown


async def test_the_help_scrolls_where_it_is_longer_than_the_screen(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f1")
        last = desk.app.catalogue("help.sign-hint")
        assert last not in desk.shown
        await desk.press("pagedown", "pagedown")
        assert last in desk.shown


async def test_the_palette_finds_a_command_by_a_part_of_its_name(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f10")
        await desk.type("四、政府")
        await desk.press("enter")
        assert desk.editor._section == 4
        await desk.press("ctrl+p")
        await desk.type("前言")
        assert isinstance(desk.app.screen, Chooser)
        assert desk.app.screen.chosen == "do:front"
        await desk.press("escape")
        assert desk.editor._section == 4


async def test_the_palette_moves_with_the_arrows(workspace: Workspace) -> None:
    async with opened(workspace) as desk:
        await desk.press("f10", "down", "down", "down", "up")
        assert isinstance(desk.app.screen, Chooser)
        assert desk.app.screen.chosen == "do:import"
        await desk.type("没有这个命令")
        assert desk.app.screen.chosen == ""
        await desk.press("down", "enter")
        assert isinstance(desk.app.screen, ReportsScreen)


@pytest.mark.parametrize("screen", SCREENS)
async def test_what_is_said_goes_with_the_next_key(workspace: Workspace, jinzhan: Report, screen: str) -> None:
    async with editing(workspace, jinzhan) as desk:
        if screen == REPORTS:
            await desk.press("escape")
        elif screen == PREVIEW:
            await desk.press("f5")
        keys = desk.footer
        assert isinstance(desk.app.screen, SCREENS[screen])
        desk.app.screen.say("一句话")
        await desk.settle()
        assert desk.footer == "一句话"
        await desk.press("down")
        assert desk.footer == keys


async def test_nothing_speaks_the_language_of_the_framework(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("ctrl+c", "ctrl+backslash")
        assert "ctrl" not in desk.shown.lower() and "quit" not in desk.shown.lower()


async def test_ctrl_q_leaves_from_a_window_too(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("9", "f9", "ctrl+q")
        assert desk.app._exit
        assert workspace.load(workspace.entries()[0]).report.get("R1.c1") == "9"


async def test_the_terminals_cursor_is_on_the_cell_again_after_a_window(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("down", "right")
        place = desk.app.cursor_position
        for key in ("f10", "f9", "ctrl+t", "ctrl+l"):
            await desk.press(key)
            await desk.press("escape")
            assert desk.app.cursor_position == place, key


async def test_a_narrow_footer_keeps_the_way_to_every_command(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        wide = desk.footer
        assert "Esc 返回" in wide
        await desk.resize(60, 20)
        assert display_width(desk.footer) <= 60
        assert " F1 帮助" in desk.footer
        assert " F10 命令" in desk.footer
        await desk.resize(80, 24)
        assert desk.footer == wide
