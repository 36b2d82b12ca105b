"""Files named by typing: a name completed like a shell does, and the copies that a line of names stands for."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gipr_tui.errors import UnreadableFile, UsageError

#: The endings of files that may be copies of reports, when a whole folder is named.
ENDINGS = frozenset(
    (
        ".txt",
        ".text",
        ".md",
        ".htm",
        ".html",
        ".shtml",
        ".mht",
        ".mhtml",
        ".docx",
        ".xlsx",
        ".pdf",
        ".csv",
        ".tsv",
        ".json",
    )
)

#: The most names that are listed while one is completed, and the most files imported at once.
MAX_MATCHES, MAX_FILES = 200, 2000


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` with what all names that begin so have in common, and those names; folders end with ``/``."""

    text: str
    names: tuple[str, ...] = ()


def complete(text: str) -> Completion:
    """Completes the last file name in a line of them. Where nothing begins so, the line stays as it is."""
    before, name = _last_name(text)
    folder, slash, start = name.rpartition("/")
    where = _at_home((folder or "/") if slash else ".")
    names = sorted(_names(where, start))
    if not names:
        return Completion(text)
    first, last = names[0], names[-1]  # sorted: what these two have in common, all have
    common = first[: next((at for at, char in enumerate(first) if last[at : at + 1] != char), len(first))]
    name = f"{folder}{slash}{common}"
    if before and " " in name:  # the quotes are closed once the name is whole
        name = f"'{name}" + ("'" if len(names) == 1 and not name.endswith("/") else "")
    return Completion(before + name, tuple(names[:MAX_MATCHES]))


def _names(folder: Path, start: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(start) and (start or not entry.name.startswith(".")):
                    yield entry.name + ("/" if entry.is_dir() else "")
    except (OSError, ValueError):
        return


def _last_name(text: str) -> tuple[str, str]:
    """What stands before the name that is being typed, and that name without its quotes."""
    if _begins_a_file(text):
        return "", text
    for at in range(len(text) - 1, -1, -1):
        if text[at] == " " and _is_whole(text[:at]):
            return text[: at + 1], text[at + 1 :].strip("'\"")
    return "", text.strip("'\"")


def _begins_a_file(text: str) -> bool:
    """Whether a line with spaces is the beginning of one file's name."""
    folder, _, start = text.rpartition("/")
    where = _at_home(folder or ("/" if text.startswith("/") else "."))
    return " " in start and any(_names(where, start))


def _is_whole(text: str) -> bool:
    try:
        return bool(shlex.split(text))
    except ValueError:
        return False


def _at_home(name: str) -> Path:
    """A path in which ``~`` stands for somebody's home, if there is such a one."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def files_named(text: str) -> list[Path]:
    """The files that a line names: one file, several parted by spaces, all copies in a folder, or a pattern with ``*``.

    Raises UsageError for a line without names, UnreadableFile where there is no such file or no copy in the folder.
    """
    names = [text.strip()] if _exists(text.strip().strip("'\"")) else _split(text)
    names = [name.strip("'\"") for name in names if name.strip("'\"")]
    if not names:
        raise UsageError("path-empty")
    files = [file for name in names for file in _files(name)]
    if len(files) > MAX_FILES:
        raise UsageError("too-many-files", count=len(files), limit=MAX_FILES)
    return list(dict.fromkeys(files))


def _split(text: str) -> list[str]:
    for closing in ("", "'", '"'):
        try:
            return shlex.split(text + closing)
        except ValueError:
            continue
    return [text.strip()]


def _exists(name: str) -> bool:
    try:
        return bool(name) and _at_home(name).exists()
    except (OSError, ValueError):
        return False


def _files(name: str) -> list[Path]:
    path = _at_home(name)
    if not _exists(name):
        found = sorted(path.parent.glob(path.name)) if "*" in path.name else []
        if not found:
            raise UnreadableFile("copy-missing", file=name)
        return found
    if not path.is_dir():
        return [path]
    try:
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in ENDINGS and file.is_file())
    except OSError as error:
        raise UnreadableFile("copy-unreadable", file=name, detail=error.strerror or str(error)) from error
    if not files:
        raise UnreadableFile("folder-without-copies", file=name, endings=" ".join(sorted(ENDINGS)))
    return files
