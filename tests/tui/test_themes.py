"""Themes: every part of the screen has its look in each of them, and none needs a colour to be understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style

from gipr_tui.report.model import Report
from gipr_tui.tui import styles
from gipr_tui.tui.capabilities import fitting_signs, fitting_theme
from gipr_tui.tui.styles import PLAIN_ROLES, THEMES, use_theme
from gipr_tui.workspace.settings import THEMES as NAMES
from gipr_tui.workspace.settings import Settings
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import editing
from tests.tui.screen import Terminal

_COLOURS = {*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)}
#: These terminals send the bytes of a key at once, so Esc need not be waited for.
_QUICK: Any = {"ESCDELAY": "25"}
_BRIGHT = {38, 48, *range(90, 98), *range(100, 108)}


@pytest.fixture(autouse=True)
def usual_theme() -> Iterator[None]:
    yield
    use_theme("default")


def codes(sent: bytes) -> set[int]:
    """The numbers of all that was said of colours and attributes."""
    return {int(code) for sequence in re.findall(rb"\x1b\[([0-9;]*)m", sent) for code in sequence.split(b";") if code}


def test_the_settings_know_every_theme() -> None:
    assert set(NAMES) == {"auto", *THEMES}


@pytest.mark.parametrize("theme", THEMES)
def test_every_role_has_its_look(theme: str) -> None:
    assert set(THEMES[theme]) | PLAIN_ROLES == set(THEMES["default"]) | PLAIN_ROLES


def test_without_colours_what_matters_differs() -> None:
    looks = THEMES["no-colour"]
    assert all(look.without_color == look for look in looks.values())
    apart = ("cursor", "selected", "editing", "editing-caret", "error", "figure")
    assert len({looks.get(role, Style.null()) for role in apart}) == len(apart)


async def test_no_role_is_unknown(workspace: Workspace, jinzhan: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()

    class Asked(dict[str, Style]):
        def get(self, role: str, default: Style | None = None) -> Style:  # type: ignore[override]
            asked.add(role)
            return super().get(role) or default or Style.null()

    monkeypatch.setattr(styles, "THEMES", {"default": Asked(THEMES["default"])})
    async with editing(workspace, jinzhan) as desk:
        for key in ("f1", "x", "v", "down", "escape", "1", "escape", "L", "f10", "escape", "f7", "f7", "f4", "ctrl+l"):
            await desk.press(key)  # and see what it paints
        for key in ("escape", "f5", "escape", "escape", "escape"):
            await desk.press(key)
    assert asked >= {"cursor", "selected", "editing", "title", "status", "key", "error"}
    assert asked <= set(THEMES["default"]) | PLAIN_ROLES


@pytest.mark.parametrize(
    ("wanted", "environment", "theme"),
    [
        ("auto", {"TERM": "xterm-256color"}, "default"),
        ("auto", {"TERM": "xterm", "NO_COLOR": "1"}, "no-colour"),
        ("default", {"TERM": "xterm", "NO_COLOR": "0"}, "no-colour"),
        ("auto", {"TERM": "xterm", "NO_COLOR": ""}, "default"),
        ("auto", {"TERM": "linux"}, "16-colour"),
        ("auto", {"TERM": "vt220"}, "no-colour"),
        ("auto", {"TERM": "dumb"}, "no-colour"),
        ("auto", {}, "no-colour"),
        ("high-contrast", {"TERM": "vt220"}, "high-contrast"),
    ],
)
def test_the_terminal_gets_a_theme_it_can_draw(wanted: str, environment: dict[str, str], theme: str) -> None:
    assert fitting_theme(wanted, environment) == theme


@pytest.mark.parametrize(
    ("wanted", "encoding", "term", "signs"),
    [
        *[("auto", "utf-8", "xterm", "full"), ("auto", "gb18030", "xterm", "full"), ("auto", "gbk", "xterm", "few")],
        *[("auto", "ascii", "xterm", "ascii"), ("auto", "latin-1", "xterm", "ascii"), ("auto", None, "xterm", "ascii")],
        *[("auto", "utf-8", "linux", "few"), ("auto", "utf-8", "vt220", "ascii"), ("auto", "utf-8", "", "ascii")],
        *[
            ("line", "utf-8", "vt220", "full"),
            ("line", "ascii", "xterm", "ascii"),
            ("ascii", "utf-8", "xterm", "ascii"),
        ],
    ],
)
def test_the_terminal_gets_signs_it_can_draw(wanted: str, encoding: str | None, term: str, signs: str) -> None:
    assert fitting_signs(wanted, encoding, {"TERM": term}) == signs


async def test_a_theme_is_chosen_in_the_palette_and_kept(workspace: Workspace, jinzhan: Report, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# mine\nmouse = false\n", encoding="utf-8")
    async with editing(workspace, jinzhan, settings=Settings(path, {"tour": False})) as desk:
        before = desk.shown
        await desk.press("f10")
        await desk.type("theme\n高对比\n")
        assert styles.current_theme() == "high-contrast"
        assert "高对比" in desk.footer
        await desk.press("f10")
        await desk.type("keep_theme\n")
        assert path.read_text(encoding="utf-8") == '# mine\nmouse = false\ntheme = "high-contrast"\n'
        await desk.press("home")
        assert desk.shown == before


def visit_everything(terminal: Terminal) -> dict[str, tuple[bool, bool, bool]]:
    """Opens every screen; gives how the cursor, a selection, a cell being typed into and an error look."""
    looks = {}
    terminal.until_shown("2019  2019")
    for key in ("n", "/", "?"):
        there_and_back(terminal, key)
    terminal.press("Enter")
    terminal.until_shown("R1.c1")
    terminal.settle()
    looks["cursor"] = look_at_cursor(terminal)
    terminal.press("9")
    looks["editing"] = look_at_cursor(terminal, -1)
    terminal.press("\x1b")
    terminal.press("v", "Right")
    looks["selected"] = look_at_cursor(terminal, -6)
    terminal.press("\x1b")
    y = next(y for y, line in enumerate(terminal.lines) if "T3-TOT19" in line)
    looks["error"] = look(terminal, terminal.lines[y].index("T3-TOT19"), y)
    for key in ("\x0c", "\x1b[20~", "\x10", "F5"):
        there_and_back(terminal, key)
    terminal.press("F7", "F7")
    terminal.press("好")
    terminal.press("\x06")
    terminal.press("\x1b")
    terminal.send("^Q")
    assert terminal.end() == 0
    return looks


def there_and_back(terminal: Terminal, key: str) -> None:
    """Opens something with a key, and closes it with Esc."""
    terminal.settle()
    before = terminal.shown
    terminal.send(key)
    terminal.until(lambda it: it.shown != before)
    terminal.settle()
    terminal.send("\x1b")
    terminal.until(lambda it: it.shown == before)


def look_at_cursor(terminal: Terminal, columns: int = 0) -> tuple[bool, bool, bool]:
    x, y = terminal.cursor
    return look(terminal, x + columns, y)


def look(terminal: Terminal, x: int, y: int) -> tuple[bool, bool, bool]:
    """Whether a place of the screen is reversed, bold and underlined."""
    cell = terminal._screen.buffer[y][x]
    return cell.reverse, cell.bold, cell.underscore


def kept(tmp_path: Path, report: Report) -> Path:
    Workspace.open(tmp_path / "store").keep(report)
    return tmp_path / "store"


def test_without_colours_none_is_sent(tmp_path: Path, jinzhan: Report) -> None:
    with Terminal(kept(tmp_path, jinzhan), NO_COLOR="1", **_QUICK) as terminal:
        looks = visit_everything(terminal)
    assert not codes(terminal.sent) & _COLOURS
    assert len(set(looks.values())) == len(looks), looks
    assert looks["cursor"][0], "reversed"


def test_the_linux_console_gets_eight_colours(tmp_path: Path, jinzhan: Report) -> None:
    with Terminal(kept(tmp_path, jinzhan), term="linux", **_QUICK) as terminal:
        visit_everything(terminal)
    assert codes(terminal.sent) & _COLOURS
    assert not codes(terminal.sent) & _BRIGHT
    assert not set("✗✓▸…") & set(terminal.sent.decode())


def test_an_empty_no_color_takes_nothing_away(tmp_path: Path, jinzhan: Report) -> None:
    with Terminal(kept(tmp_path, jinzhan), NO_COLOR="") as terminal:
        terminal.until_shown("2019  2019")
        terminal.settle()
    assert codes(terminal.sent) & _COLOURS


@pytest.mark.parametrize("setting", ["ascii", "auto"])
def test_borders_in_ascii(tmp_path: Path, jinzhan: Report, setting: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'tour = false\nborders = "{setting}"\n', encoding="utf-8")
    term = "xterm" if setting == "ascii" else "vt220"
    with Terminal(kept(tmp_path, jinzhan), term=term, GIPR_SETTINGS=str(path), **_QUICK) as terminal:
        terminal.until_shown("2019  2019")
        there_and_back(terminal, "n")
        terminal.press("Enter")
        terminal.until_shown("R1.c1", "|")
        there_and_back(terminal, "F5")
        assert not set("│✗✓▸×…╭╮─‹›┌") & set(terminal.sent.decode())
        if term == "vt220":
            assert not codes(terminal.sent) & _COLOURS
