"""Writing what was asked for to a file, without ever losing one that is there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from gipr_tui.errors import UsageError


def is_device(path: Path) -> bool:
    """Whether ``path`` is neither a file nor a folder but a pipe, a terminal or the like."""
    return path.exists() and not path.is_file() and not path.is_dir()


def write_output(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Writes ``data`` to ``path`` as a whole or not at all; to a device or a pipe, as it comes.

    Raises:
        UsageError: ``file-exists`` where a file stands there and ``overwrite`` was not given, ``file-is-folder``,
            ``file-no-folder`` where the folder is missing, ``file-unwritable`` where the disk is full or writing is not
            allowed; what stood there is as it was.
    """
    try:
        if is_device(path):
            path.write_bytes(data)  # /dev/fd/63 is a pipe that has no other name
            return
        # a link stays a link: what it points to is written
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise UsageError("file-is-folder", path=path)
        if not target.parent.exists():
            raise UsageError("file-no-folder", path=path, folder=path.parent)
        if target.is_file() and not overwrite:
            raise UsageError("file-exists", path=path)
        _replace(target, data)
    except (OSError, ValueError) as error:
        raise UsageError("file-unwritable", path=path, detail=getattr(error, "strerror", None) or str(error)) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
