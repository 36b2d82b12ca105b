"""``gipr settings``: the settings as a file to begin with, every command and its keys in it."""

from __future__ import annotations

from collections.abc import Iterator

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put
from gipr_tui.workspace.settings import ALLOWED, toml_value


def run_settings(context: Context) -> int:
    """Prints the settings as TOML: what is set as it is set, all else as a remark that says what it may be."""
    for line in _lines(context):
        put(line)
    return 0


def _lines(context: Context) -> Iterator[str]:
    from gipr_tui.tui.actions import ACTIONS, key_name
    from gipr_tui.tui.keymap import key_map

    text, settings = context.text, context.settings
    yield f"# {text('settings.file', path=settings.path)}"
    yield f"# {text('settings.remarks')}"
    for name, allowed in ALLOWED.items():
        choices = " | ".join(map(toml_value, allowed))
        yield f"\n# {text(f'settings.about-{name}')}  ({choices})"
        sign = "" if name in settings.said else "# "
        yield f"{sign}{name} = {toml_value(settings.said.get(name, allowed[0]))}"
    yield f"\n# {text('settings.about-keys')}\n[keys]"
    usual: dict[str, tuple[str, ...]] = {}
    for action in ACTIONS:
        # of a command that several screens have, the keys that they share
        usual[action.id] = tuple(key for key in action.keys if key in usual.get(action.id, action.keys))
    own, _ = key_map(settings)
    for id, keys in usual.items():
        sign = "" if id in own else "# "
        names = tuple(map(key_name, own.get(id, keys)))
        yield f"{sign}{id} = {toml_value(names)}  # {text(f'action-help.{id}')}"
