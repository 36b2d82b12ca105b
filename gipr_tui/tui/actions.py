"""Every command of the full-screen interface: its keys, and the screen it belongs to.

This one list feeds the key bindings, the footer, the help screen and the command palette. The names and explanations stand in
the catalogue under ``action.<id>`` and ``action-help.<id>``. No key here is out of reach of a plain terminal. The operator's
settings may give a command other keys: :func:`use_keys`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

EVERYWHERE, REPORTS, EDITOR, PREVIEW = "everywhere", "reports", "editor", "preview"
IMPORTING, BATCH = "importing", "batch"

#: What commands have to do with, in the order of the help; ``help.group-<name>`` is the heading.
GROUPS = MOVING, ENTERING, BLOCKS, FINDINGS, TEXTS, REPORT, UNDOING, PROGRAM = (
    *("moving", "entering", "blocks", "findings"),
    *("texts", "report", "undoing", "program"),
)


@dataclass(frozen=True, slots=True)
class Action:
    """A command. The footer shows the first key of those that have a place in it (``footer``, lowest first).

    A command without keys is called from the palette. One ``in_tables`` is there only while tables are in view, one
    ``in_texts`` only while a text is. ``group`` is where the help names it.
    """

    id: str
    screen: str
    keys: tuple[str, ...]
    footer: int = 0
    in_tables: bool = False
    in_texts: bool = False
    group: str = REPORT


ACTIONS: tuple[Action, ...] = (
    Action("open", REPORTS, ("enter",), 1),
    Action("new", REPORTS, ("n",), 2),
    Action("import", REPORTS, ("i",), 3),
    Action("filter", REPORTS, ("slash",), 4),
    Action("sort", REPORTS, ("s",), 5),
    Action("preview", REPORTS, ("f5", "p"), 6),
    Action("delete", REPORTS, ("d",), 7),
    Action("undelete", REPORTS, ("ctrl+z", "u"), group=UNDOING),
    Action("trash", REPORTS, ("t",), group=UNDOING),
    Action("edit_cell", EDITOR, ("f2", "e"), 2, in_tables=True, group=ENTERING),
    Action("previous_finding", EDITOR, ("f3", "N"), group=FINDINGS),
    Action("next_finding", EDITOR, ("f4", "n"), 3, group=FINDINGS),
    Action("preview", EDITOR, ("f5",), 5),
    Action("findings_size", EDITOR, ("f6",), group=FINDINGS),
    Action("all_findings", EDITOR, ("f11", "W"), group=FINDINGS),
    Action("previous_section", EDITOR, ("f7", "ctrl+pageup"), group=MOVING),
    Action("next_section", EDITOR, ("f8", "ctrl+pagedown"), 4, group=MOVING),
    Action("correct", EDITOR, ("f9",), 7, group=FINDINGS),
    Action("accept", EDITOR, ("A",), group=FINDINGS),
    Action("final", EDITOR, ()),
    Action("reopen", EDITOR, ()),
    Action("undo", EDITOR, ("ctrl+z", "u", "U"), 8, group=UNDOING),
    Action("redo", EDITOR, ("ctrl+y", "R"), group=UNDOING),
    Action("changes", EDITOR, ("ctrl+l",), group=UNDOING),
    Action("history", EDITOR, ("H",), group=UNDOING),
    Action("import_notes", EDITOR, ()),
    Action("take_over", EDITOR, ("O",)),
    Action("hand_over", EDITOR, ()),
    Action("heading", EDITOR, ("ctrl+t",), group=TEXTS),
    Action("narrative", EDITOR, ("ctrl+e",), group=TEXTS),
    Action("front", EDITOR, ("ctrl+o",), group=TEXTS),
    Action("note", EDITOR, ("ctrl+n", "c", "f14", "f12"), group=ENTERING),
    Action("notes", EDITOR, ("C",), group=MOVING),
    Action("settle", EDITOR, ("ctrl+r",), in_texts=True, group=TEXTS),
    Action("insert_figure", EDITOR, ("f2",), 2, in_texts=True, group=TEXTS),
    Action("openings", EDITOR, ("ctrl+u",), in_texts=True, group=TEXTS),
    Action("find", EDITOR, ("ctrl+f",), group=TEXTS),
    Action("save", EDITOR, ("ctrl+s",)),
    Action("select_all", EDITOR, ("ctrl+a",), group=BLOCKS),
    Action("copy", EDITOR, ("ctrl+c", "y", "Y"), group=BLOCKS),
    Action("cut", EDITOR, ("ctrl+x", "x"), group=BLOCKS),
    Action("paste", EDITOR, ("ctrl+v", "p"), group=BLOCKS),
    Action("go_to", EDITOR, ("g", "ctrl+g"), group=MOVING),
    *(
        Action(id, EDITOR, keys, in_tables=True, group=group)
        for id, keys, group in (
            ("jump_back", ("apostrophe",), MOVING),
            ("last_year", ("L",), REPORT),
            ("next_blank", ("b",), MOVING),
            ("previous_blank", ("B",), MOVING),
            ("zeros", ("z",), ENTERING),
            ("all_zeros", ("Z",), ENTERING),
            ("total", ("t",), ENTERING),
            ("totals", ("T",), ENTERING),
            ("totals_follow", ("number_sign",), ENTERING),
            ("mark", ("v",), BLOCKS),
            ("fill_down", ("ctrl+d",), BLOCKS),
            ("fill_right", ("ctrl+r",), BLOCKS),
        )
    ),
    Action("back", EDITOR, ("escape", "q"), 10, group=MOVING),
    Action("write_file", PREVIEW, ("w", "f2"), 2),
    Action("borders", PREVIEW, ("b",), 3),
    Action("wider", PREVIEW, ("greater_than_sign", "plus"), 4),
    Action("narrower", PREVIEW, ("less_than_sign", "minus"), 5),
    Action("back", PREVIEW, ("escape", "q"), 6, group=MOVING),
    Action("keep_import", IMPORTING, ("ctrl+s", "i"), 2),
    Action("settle_place", IMPORTING, ("enter", "f2", "e"), 3, group=ENTERING),
    Action("ways", IMPORTING, ("c",), 4, group=ENTERING),
    Action("next_finding", IMPORTING, ("f4", "n"), 5, group=MOVING),
    Action("previous_finding", IMPORTING, ("f3", "N"), group=MOVING),
    Action("text_down", IMPORTING, ("ctrl+down", "J", "greater_than_sign"), group=MOVING),
    Action("text_up", IMPORTING, ("ctrl+up", "K", "less_than_sign"), group=MOVING),
    Action("compare", IMPORTING, ("d",), 7),
    Action("preview", IMPORTING, ("f5", "p"), 8),
    Action("undo", IMPORTING, ("ctrl+z", "u", "U"), group=UNDOING),
    Action("cancel_import", IMPORTING, ("escape", "q"), 6, group=MOVING),
    Action("settle_file", BATCH, ("enter",), 2),
    Action("import_clean", BATCH, ("a",), 3),
    Action("back", BATCH, ("escape", "q"), 4, group=MOVING),
    Action("help", EVERYWHERE, ("f1", "question_mark"), 1, group=PROGRAM),
    Action("palette", EVERYWHERE, ("f10", "ctrl+p", "space", "colon"), 11, group=PROGRAM),
    Action("tour", EVERYWHERE, (), group=PROGRAM),
    Action("theme", EVERYWHERE, (), group=PROGRAM),
    Action("keep_theme", EVERYWHERE, (), group=PROGRAM),
    Action("redraw", EVERYWHERE, (), group=PROGRAM),
    Action("suspend", EVERYWHERE, (), group=PROGRAM),
    Action("quit", EVERYWHERE, ("ctrl+q",), 12, group=PROGRAM),
)

#: Shift and F1 arrive as F13, and so on; from PuTTY as F11.
SHIFTED = 12
_SHOWN = {_character_to_key(character): character for character in string.punctuation}
_SHOWN |= {"escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn"}
_current = ACTIONS


def use_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Gives the commands named in ``keys`` these keys, and all others their usual ones."""
    global _current  # noqa: PLW0603
    _current = tuple(replace(action, keys=keys.get(action.id, action.keys)) for action in ACTIONS)


def actions_of(screen: str) -> Iterator[Action]:
    """The commands of a screen, and those that work everywhere."""
    return (action for action in _current if action.screen in (screen, EVERYWHERE))


def first_key(id: str) -> str:
    """The key of a command, as an operator knows it; nothing for one without."""
    return next((key_name(action.keys[0]) for action in _current if action.id == id and action.keys), "")


def while_typing(action: Action) -> Action:
    """A command with the keys that it has while a text is being typed: letters and signs go into the text."""
    return replace(action, keys=tuple(key for key in action.keys if len(key_name(key)) > 1 and key != "space"))


def bindings_of(screen: str) -> list[BindingType]:
    """The key bindings of a screen."""
    return [
        Binding(key, f"do('{action.id}')", action.id, show=False, priority=_is_first(action, key))
        for action in actions_of(screen)
        for key in action.keys
    ]


def _is_first(action: Action, key: str) -> bool:
    """Whether a key is the command's even where a text is being typed, which has uses of its own for some keys."""
    return bool(re.fullmatch(r"f\d+", key)) or (key.startswith("ctrl+") and action.screen == EVERYWHERE)


def key_name(key: str) -> str:
    """A key as an operator knows it: ``F4``, ``^Z``, ``Enter``."""
    if key in _SHOWN:
        return _SHOWN[key]
    if (function := re.fullmatch(r"f(\d+)", key)) and int(function[1]) > SHIFTED:
        return f"Shift+F{int(function[1]) - SHIFTED}"
    if key.startswith("ctrl+"):
        inner = key.removeprefix("ctrl+")
        return f"^{inner.upper()}" if len(inner) == 1 else f"^{_SHOWN.get(inner, inner.capitalize())}"
    return key.title() if len(key) > 1 else key
