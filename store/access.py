"""Who may read and write the files of a store: its owner alone, or a group that it was given to.

The store's folder says which: one that is 2770 belongs to a group, and everything in it is then 0660 or 2770; any other store is
0600 and 0700. The system gives new files in such a folder to the folder's group.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from store.errors import NoGroup, system_errors

OWN_FILE, OWN_FOLDER = 0o600, 0o700
GROUP_FILE, GROUP_FOLDER = 0o660, 0o2770


def file_mode(folder: Path | int) -> int:
    """The mode of a new file in a folder of a store, which is given by its path or its handle. Raises ``OSError``."""
    state = os.fstat(folder) if isinstance(folder, int) else folder.stat()
    return GROUP_FILE if _is_shared(state) else OWN_FILE


def folder_mode(folder: Path) -> int:
    """The mode of a new folder within a folder of a store. Raises ``OSError``."""
    return GROUP_FOLDER if _is_shared(folder.stat()) else OWN_FOLDER


def give_mode(file: int, mode: int) -> None:
    """Gives an opened file its mode, whatever the umask has taken; somebody else's file in a shared store has it already."""
    with suppress(PermissionError):
        os.fchmod(file, mode)


def share(root: Path, group: str) -> None:
    """Gives a store and everything in it to a group. Raises :class:`NoGroup` or another :class:`StoreError`."""
    import grp

    try:
        number = grp.getgrnam(group).gr_gid
    except KeyError as error:
        raise NoGroup(group, root) from error
    for path in (root, *_below(root)):
        with system_errors(path):
            os.chown(path, -1, number, follow_symlinks=False)
            path.chmod(GROUP_FOLDER if path.is_dir() else GROUP_FILE)


def _below(root: Path) -> Iterator[Path]:
    with system_errors(root, reading=True):
        for folder, folders, files in os.walk(root):
            for name in (*folders, *files):
                path = Path(folder, name)
                if not path.is_symlink():
                    yield path


def _is_shared(state: os.stat_result) -> bool:
    return bool(state.st_mode & stat.S_ISGID and state.st_mode & stat.S_IWGRP)
