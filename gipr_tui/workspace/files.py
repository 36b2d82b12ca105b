"""Writing what was asked for to a file, without ever losing one that is there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from gipr_tui.errors import UsageError


def write_output(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Writes ``data`` to ``path`` as a whole or not at all.

    Raises:
        UsageError: ``file-exists`` where something stands there and ``overwrite`` was not given, ``file-unwritable`` where
            the folder is missing, the disk full or writing not allowed; what stood there is as it was.
    """
    if path.is_dir():
        raise UsageError("file-is-folder", path=path)
    if path.exists() and not overwrite:
        raise UsageError("file-exists", path=path)
    try:
        _replace(path, data)
    except OSError as error:
        raise UsageError("file-unwritable", path=path, detail=error.strerror or str(error)) from error


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
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
