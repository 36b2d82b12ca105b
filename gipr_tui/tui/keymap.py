"""The operator's own keys: which of those in the settings file can be, and what is wrong with the others.

Keys are written there as the help shows them (``F4``, ``^Z``, ``Enter``, ``g``) or in full (``Ctrl+Z``, ``PageDown``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from textual.keys import _character_to_key

from gipr_tui.errors import UsageError
from gipr_tui.tui.actions import (
    ACTIONS,
    BATCH,
    EDITOR,
    EVERYWHERE,
    IMPORTING,
    PREVIEW,
    REPORTS,
    SHIFTED,
    Action,
    key_name,
)
from gipr_tui.workspace.settings import Settings

Keys = Mapping[str, tuple[str, ...]]

#: Without these commands nothing else could be found, and nobody could leave.
_NEEDED = ("palette", "quit")
_NAMES = {
    **{"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "pgdown": "pagedown", "ins": "insert", "del": "delete"},
    **{"return": "enter", "bksp": "backspace"},
}
_PLAIN = ("enter", "escape", "tab", "space", "backspace", "insert", "delete")
_MOVES = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
#: What every plain terminal sends, each as itself: ^H is sent as Backspace, ^I as Tab, ^J and ^M as Enter.
_REACHABLE = re.compile(
    rf"[^+]+|ctrl\+[a-gk-ln-z]|ctrl\+({'|'.join(_MOVES)})|shift\+(tab|up|down|left|right)",
)

#: The keys that move and enter on each screen, which no command may take.
_FIXED: Mapping[str, frozenset[str]] = {
    REPORTS: frozenset((*_MOVES, "j", "k", "tab", "shift+tab", "escape")),
    EDITOR: frozenset(
        (
            *(f"{shift}{move}" for move in _MOVES for shift in ("", "shift+", "ctrl+")),
            *["enter", "tab", "shift+tab", "escape", "backspace", "delete", "space", "ctrl+k", "ctrl+w"],
            *"hjkl0123456789",
            *map(_character_to_key, "+-./="),
        )
    )
    - {"ctrl+pageup", "ctrl+pagedown"},
    PREVIEW: frozenset((*_MOVES, "j", "k", "space")),
    IMPORTING: frozenset((*_MOVES, *_PLAIN, *"jk0123456789", *map(_character_to_key, "+-./=")))
    - {"enter", "escape", "space"},
    BATCH: frozenset((*_MOVES, "j", "k")),
}


def key_map(settings: Settings) -> tuple[Keys, tuple[UsageError, ...]]:
    """The keys that the settings give to commands, by the commands' ids, and what is wrong with the rest of them."""
    path = settings.path
    keys: dict[str, tuple[str, ...]] = {}
    problems: list[UsageError] = []
    ids = {action.id for action in ACTIONS}
    for id, names in settings.keys.items():
        if id not in ids:
            problems.append(UsageError("key-command-unknown", path=path, name=id))
            continue
        try:
            keys[id] = tuple(dict.fromkeys(_fitting(path, id, name) for name in names))
            if id in _NEEDED and not names:
                raise UsageError("key-needed", path=path, name=id)
        except UsageError as error:
            keys.pop(id, None)
            problems.append(error)
    while clash := next(_clashes(keys), None):
        key, mine, other = clash
        del keys[mine]
        problems.append(UsageError("key-twice", path=path, name=mine, key=key_name(key), other=other))
    return keys, tuple(problems)


def _fitting(path: Path, id: str, name: str) -> str:
    """The key with that name, where it may be given to the command."""
    key = parse_key(name)
    if key is None:
        raise UsageError("key-unknown", path=path, name=id, key=name)
    if not _REACHABLE.fullmatch(key):
        raise UsageError("key-unreachable", path=path, name=id, key=name)
    for action in ACTIONS:
        if action.id == id and key not in action.keys and any(key in _FIXED[screen] for screen in _screens_of(action)):
            raise UsageError("key-fixed", path=path, name=id, key=name)
    return key


def parse_key(name: str) -> str | None:
    """The key that an operator calls so, by Textual's name; None for what is no key."""
    if len(name) == 1:
        return _character_to_key(name) if "!" <= name <= "~" else None
    *modifiers, last = (f"ctrl+{name[1:]}" if name.startswith("^") else name).lower().split("+")
    last = _NAMES.get(last, last)
    if any(modifier not in ("ctrl", "shift", "alt") for modifier in modifiers) or len(set(modifiers)) < len(modifiers):
        return None
    if len(last) == 1:
        if not modifiers or not "!" <= last <= "~":
            return None
        last = _character_to_key(last)
    elif function := re.fullmatch(r"f([1-9]|1[0-2])", last):
        if modifiers == ["shift"]:
            return f"f{int(function[1]) + SHIFTED}"
    elif last not in (*_PLAIN, *_MOVES):
        return None
    return "+".join([*sorted(modifiers), last])


def _screens_of(action: Action) -> tuple[str, ...]:
    return tuple(_FIXED) if action.screen == EVERYWHERE else (action.screen,)


def _clashes(keys: Keys) -> Iterator[tuple[str, str, str]]:
    """The keys that two commands of a screen have: the key, the command the settings gave it to, and the other one."""
    for screen, in_text in product(_FIXED, (False, True)):
        owners: dict[str, str] = {}
        for action in ACTIONS:
            if screen not in _screens_of(action) or (action.in_tables if in_text else action.in_texts):
                continue
            for key in keys.get(action.id, action.keys):
                other = owners.setdefault(key, action.id)
                if other != action.id and {other, action.id} & keys.keys():
                    yield (key, action.id, other) if action.id in keys else (key, other, action.id)
