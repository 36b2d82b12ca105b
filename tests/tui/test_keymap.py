"""The operator's own keys: what is taken, what is refused and why, and that everything shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.report.model import Report
from gipr_tui.tui.actions import ACTIONS, first_key, key_name
from gipr_tui.tui.keymap import key_map, parse_key
from gipr_tui.workspace.settings import Settings
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import editing, opened

PATH = Path("settings.toml")


def mapped(**keys: list[str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The keys that a settings file gives, and the codes of what is wrong with it."""
    taken, problems = key_map(Settings(PATH, keys={id: tuple(names) for id, names in keys.items()}))
    return dict(taken), [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *[("F4", "f4"), ("f4", "f4"), ("^Z", "ctrl+z"), ("Ctrl+Z", "ctrl+z"), ("ctrl+z", "ctrl+z")],
        *[("g", "g"), ("G", "G"), ("/", "slash"), ("Esc", "escape"), ("PgDn", "pagedown"), ("Enter", "enter")],
        *[("^", "circumflex_accent"), ("+", "plus"), ("Shift+F2", "f14"), ("Space", "space")],
        *[("Shift+Tab", "shift+tab"), ("^PgDn", "ctrl+pagedown")],
        *[("", None), ("F13", None), ("中", None), ("Hyper+x", None), ("gg", None), ("\x1b", None)],
        ("Ctrl+Ctrl+a", None),
    ],
)
def test_keys_are_named_as_the_help_shows_them(name: str, key: str | None) -> None:
    assert parse_key(name) == key


@pytest.mark.parametrize("key", sorted({key for action in ACTIONS for key in action.keys}))
def test_what_the_help_shows_can_be_written(key: str) -> None:
    assert parse_key(key_name(key)) == key


def test_other_keys_and_no_keys() -> None:
    keys = {"next_finding": ["f4", "m"], "save": [], "undo": ["^B", "^B"]}
    assert mapped(**keys) == ({"next_finding": ("f4", "m"), "save": (), "undo": ("ctrl+b",)}, [])


@pytest.mark.parametrize(
    ("id", "key", "code"),
    [
        ("next_findings", "F4", "key-command-unknown"),
        ("next_finding", "gg", "key-unknown"),
        *(
            ("next_finding", key, "key-unreachable")
            for key in (
                "Ctrl+Enter",
                "Shift+Enter",
                "^M",
                "^H",
                "^I",
                "^J",
                "^[",
                "^1",
                "Alt+x",
                "Ctrl+Shift+x",
                "Ctrl+F5",
            )
        ),
        *(
            ("next_finding", key, "key-fixed")
            for key in ("5", "-", "=", "Up", "Enter", "Tab", "h", "Del", "Home", "^Home")
        ),
        ("next_finding", "F5", "key-twice"),
        ("help", "F5", "key-twice"),
        ("help", "j", "key-fixed"),
    ],
)
def test_keys_that_cannot_be_are_told(id: str, key: str, code: str) -> None:
    assert mapped(**{id: [key], "save": ["^B"]}) == ({"save": ("ctrl+b",)}, [code])


@pytest.mark.parametrize("id", ["quit", "palette"])
def test_the_way_out_and_the_way_to_everything_keep_a_key(id: str) -> None:
    assert mapped(**{id: []}) == ({}, ["key-needed"])


def test_two_commands_may_change_their_keys() -> None:
    assert mapped(next_finding=["F5"], preview=["F4"])[1] == []


def test_a_refused_key_gives_its_old_one_back() -> None:
    """Preview can't have F3, so it keeps F5, which then can't be that of the next finding."""
    assert mapped(next_finding=["F5"], preview=["F3"]) == ({}, ["key-twice", "key-twice"])


@given(
    st.dictionaries(
        st.sampled_from([action.id for action in ACTIONS]),
        st.lists(st.sampled_from(["F1", "F3", "F4", "F5", "^Q", "^Z", "g", "n", "x", "5", "Esc", "^M"]), max_size=2),
    )
)
def test_no_key_ever_has_two_meanings(keys: dict[str, list[str]]) -> None:
    taken, problems = mapped(**keys)
    assert len(taken) + len(problems) == len(keys)
    usual, _ = mapped()
    assert usual == {}
    for screen in ("reports", "editor", "preview"):
        for hidden in ("in_tables", "in_texts"):
            there = [a for a in ACTIONS if a.screen in (screen, "everywhere") and not getattr(a, hidden)]
            all_keys = [key for action in there for key in taken.get(action.id, action.keys)]
            doubles = {key for key in all_keys if all_keys.count(key) > 1}
            assert not doubles & {key for own in taken.values() for key in own}


async def test_the_footer_the_help_and_the_sentences_follow(workspace: Workspace, jinzhan: Report) -> None:
    settings = Settings(PATH, {"tour": False}, {"next_finding": ("m",), "undo": ("^B",), "correct": (), "help": ("M",)})
    async with editing(workspace, jinzhan, settings=settings) as desk:
        assert " m 下一问题" in desk.footer
        assert "F4" not in desk.footer
        assert "F9" not in desk.shown
        assert "F10 照改" in desk.shown, "how to find a command without a key"
        await desk.press("m")
        assert desk.grid.address == "R3.7.c1"
        await desk.type("5\n")
        await desk.press("ctrl+b")
        assert desk.get("R3.7.c1") == "10"
        await desk.press("f4", "ctrl+z", "f9")
        assert desk.grid.address == "R3.7.c1"
        await desk.press("M")
        await desk.press("end")
        assert "^B" in desk.shown
    assert first_key("undo") == "^B"
    async with opened(workspace) as desk:
        assert " F1 帮助" in desk.footer, "the keys of one run are not those of the next"


async def test_leaving_has_the_key_that_was_set_and_no_other(workspace: Workspace) -> None:
    async with opened(workspace, settings=Settings(PATH, {"tour": False}, {"quit": ("^B",)})) as desk:
        await desk.press("f10", "ctrl+q")
        assert not desk.app._exit
        await desk.press("ctrl+b")
        assert desk.app._exit


async def test_faults_are_told_once(workspace: Workspace) -> None:
    settings = Settings(PATH, {"tour": False}, {"undo": ("^M",), "nonsense": ("x",)})
    async with opened(workspace, settings=settings) as desk:
        assert desk.footer.startswith("设置文件里有 2 处不能用")
        await desk.press("down")
        assert "F1" in desk.footer
