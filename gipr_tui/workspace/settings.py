"""The operator's settings: a file ``settings.toml`` that the program reads at its start and changes only when asked to.

What is wrong in it is told and not used; everything else in it is. The names of commands and keys under ``[keys]`` are the
full-screen interface's own, so it checks them.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gipr_tui.errors import UsageError
from gipr_tui.locale import LANGUAGES

THEMES = ("auto", "default", "high-contrast", "16-colour", "no-colour")
BORDERS = ("auto", "line", "ascii")
#: How a terminal may draw a character that Unicode calls ambiguous; the first is what is taken for granted.
AMBIGUOUS = ("narrow", "wide")

#: Every setting but the keys, and what it may be; the first is what it is where the file is silent.
ALLOWED: Mapping[str, tuple[str | bool, ...]] = {
    "theme": THEMES,
    "borders": BORDERS,
    "ambiguous": AMBIGUOUS,
    "mouse": (False, True),
    "tour": (True, False),
    "lang": LANGUAGES,
}
_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file at ``path`` says. ``keys`` are as written: the interface knows which of them can be."""

    path: Path
    said: Mapping[str, str | bool] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[UsageError, ...] = ()

    def word(self, name: str) -> str:
        """The setting ``name``, which is a word."""
        return str(self.said.get(name, ALLOWED[name][0]))

    def is_on(self, name: str) -> bool:
        """The setting ``name``, which is a yes or no."""
        return bool(self.said.get(name, ALLOWED[name][0]))


def settings_path() -> Path:
    """GIPR_SETTINGS, or ``settings.toml`` in the platform's folder for the user's settings."""
    if named := os.environ.get("GIPR_SETTINGS"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("gipr", appauthor=False) / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """The settings in a file; those of a file that is not there are the usual ones."""
    path = path or settings_path()
    try:
        table = _load(path)
    except UsageError as error:
        return Settings(path, problems=(error,))
    said: dict[str, str | bool] = {}
    problems: list[UsageError] = []
    keys, faults = _keys(path, table.pop("keys", {}))
    for name, value in table.items():
        allowed = ALLOWED.get(name)
        if allowed is None:
            problems.append(UsageError("setting-unknown", path=path, name=name, allowed=(*ALLOWED, "[keys]")))
        elif not any(value == one and type(value) is type(one) for one in allowed):
            choices = tuple(toml_value(one) for one in allowed)
            problems.append(UsageError("setting-value", path=path, name=name, value=value, allowed=choices))
        else:
            assert isinstance(value, str | bool)
            said[name] = value
    return Settings(path, said, keys, (*problems, *faults))


def _load(path: Path) -> dict[str, object]:
    try:
        if not path.exists():
            return {}
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            raise UsageError("settings-no-text", path=path)
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line (\d+)", str(error))
        if where is None:
            raise UsageError("settings-unfinished", path=path) from error
        raise UsageError("settings-syntax", path=path, line=where[1]) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise UsageError("settings-no-text", path=path) from error
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise UsageError("settings-unreadable", path=path, detail=detail) from error


def _keys(path: Path, table: object) -> tuple[dict[str, tuple[str, ...]], list[UsageError]]:
    """The key map as written, and what in it are no lists of keys."""
    if not isinstance(table, dict):
        return {}, [UsageError("setting-keys-no-table", path=path)]
    good = {
        name: tuple(keys)
        for name, keys in table.items()
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys)
    }
    return good, [UsageError("setting-keys-no-list", path=path, name=name) for name in table if name not in good]


def toml_value(value: str | bool | tuple[str, ...]) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def keep_setting(path: Path, name: str, value: str | bool) -> None:
    """Writes one setting into the file and leaves all else in it as it is, remarks too.

    Raises:
        UsageError: what :func:`read_settings` says of a file that can't be read, ``settings-unwritable`` where it can't be
            written; the file is as it was.
    """
    from gipr_tui.workspace.files import write_output

    _load(path)
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        changed = _with_line(text, name, f"{name} = {toml_value(value)}")
        if tomllib.loads(changed).get(name) != value:
            raise UsageError("settings-unwritable", path=path, detail=name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_output(path, changed.encode("utf-8"), overwrite=True)
    except (OSError, tomllib.TOMLDecodeError) as error:
        detail = getattr(error, "strerror", None) or name
        raise UsageError("settings-unwritable", path=path, detail=detail) from error


def _with_line(text: str, name: str, line: str) -> str:
    """The file with ``line`` for the setting ``name``; before the first table where it was not there."""
    begins = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    head, tables = (text[: begins.start()], text[begins.start() :]) if begins else (text, "")
    there = re.compile(rf"^[ \t]*[\"']?{name}[\"']?[ \t]*=[^#\r\n]*?(?=[ \t]*(?:#[^\r\n]*)?\r?$)", re.MULTILINE)
    if there.search(head):
        return there.sub(lambda _: line, head, count=1) + tables
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = newline if head and not head.endswith("\n") else ""
    return f"{head}{gap}{line}{newline}{tables}"
