"""Every command of the full-screen interface: its keys, and the screen it belongs to.

This one list feeds the key bindings, the footer, the help screen and the command palette. The names and explanations stand in
the catalogue under ``action.<id>`` and ``action-help.<id>``. No key here is out of reach of a plain terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType

EVERYWHERE, REPORTS, EDITOR, PREVIEW = "everywhere", "reports", "editor", "preview"


@dataclass(frozen=True, slots=True)
class Action:
    """A command. The footer shows the first key of those that have a place in it (``footer``, lowest first).

    A command without keys is called from the palette. One ``in_tables`` is there only while tables are in view.
    """

    id: str
    screen: str
    keys: tuple[str, ...]
    footer: int = 0
    in_tables: bool = False


ACTIONS: tuple[Action, ...] = (
    Action("open", REPORTS, ("enter",), 1),
    Action("new", REPORTS, ("n",), 2),
    Action("import", REPORTS, ("i",), 3),
    Action("filter", REPORTS, ("slash",), 4),
    Action("sort", REPORTS, ("s",), 5),
    Action("preview", REPORTS, ("f5", "p"), 6),
    Action("delete", REPORTS, ("d",), 7),
    Action("undelete", REPORTS, ("ctrl+z", "u")),
    Action("edit_cell", EDITOR, ("f2",), 2, in_tables=True),
    Action("previous_finding", EDITOR, ("f3", "N")),
    Action("next_finding", EDITOR, ("f4", "n"), 3),
    Action("preview", EDITOR, ("f5",), 5),
    Action("findings_size", EDITOR, ("f6",)),
    Action("previous_section", EDITOR, ("f7", "ctrl+pageup")),
    Action("next_section", EDITOR, ("f8", "ctrl+pagedown"), 4),
    Action("correct", EDITOR, ("f9",), 7),
    Action("undo", EDITOR, ("ctrl+z",), 8),
    Action("redo", EDITOR, ("ctrl+y",)),
    Action("changes", EDITOR, ("ctrl+l",)),
    Action("heading", EDITOR, ("ctrl+t",)),
    Action("narrative", EDITOR, ("ctrl+e",)),
    Action("front", EDITOR, ("ctrl+o",)),
    Action("save", EDITOR, ("ctrl+s",)),
    *(
        Action(id, EDITOR, keys, in_tables=True)
        for id, keys in (
            ("go_to", ("g", "ctrl+g")),
            ("jump_back", ("apostrophe",)),
            ("last_year", ("L",)),
            ("next_blank", ("b",)),
            ("previous_blank", ("B",)),
            ("zeros", ("z",)),
            ("all_zeros", ("Z",)),
            ("total", ("t",)),
            ("totals", ("T",)),
            ("mark", ("v",)),
            ("select_all", ("ctrl+a",)),
            ("copy", ("ctrl+c", "y")),
            ("cut", ("ctrl+x", "x")),
            ("paste", ("ctrl+v", "p")),
            ("fill_down", ("ctrl+d",)),
            ("fill_right", ("ctrl+r",)),
        )
    ),
    Action("back", EDITOR, ("escape",), 10),
    Action("write_file", PREVIEW, ("w", "f2"), 2),
    Action("borders", PREVIEW, ("b",), 3),
    Action("wider", PREVIEW, ("greater_than_sign", "plus"), 4),
    Action("narrower", PREVIEW, ("less_than_sign", "minus"), 5),
    Action("back", PREVIEW, ("escape", "q"), 6),
    Action("help", EVERYWHERE, ("f1",), 1),
    Action("palette", EVERYWHERE, ("f10", "ctrl+p"), 11),
    Action("quit", EVERYWHERE, ("ctrl+q",), 12),
)

_SHOWN = {"slash": "/", "apostrophe": "'", "greater_than_sign": ">", "less_than_sign": "<", "plus": "+", "minus": "-"}
_SHOWN |= {"escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn"}


def actions_of(screen: str) -> Iterator[Action]:
    """The commands of a screen, and those that work everywhere."""
    return (action for action in ACTIONS if action.screen in (screen, EVERYWHERE))


def bindings_of(screen: str) -> list[BindingType]:
    """The key bindings of a screen."""
    return [
        Binding(key, f"do('{action.id}')", action.id, show=False, priority=key.startswith(("f", "ctrl+p", "ctrl+q")))
        for action in actions_of(screen)
        for key in action.keys
    ]


def key_name(key: str) -> str:
    """A key as an operator knows it: ``F4``, ``^Z``, ``Enter``."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        inner = key.removeprefix("ctrl+")
        return f"^{inner.upper()}" if len(inner) == 1 else f"^{_SHOWN.get(inner, inner.capitalize())}"
    return key.title() if len(key) > 1 else key
