"""A published copy of a report, read: the report, and what could not be placed.

What a copy is, its content says before its name does. Web pages, Word documents, workbooks and PDF have readers of their
own, loaded where one comes; on a text the readers are tried in turn: the program's own exports and print, values separated
by commas or TABs, and at last a page saved as text. Each gives a :class:`Reading`.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form
from gipr_tui.readers.decode import MAX_BYTES, check_size, decode
from gipr_tui.readers.exported import read_export
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.kinds import reader_of
from gipr_tui.readers.page_text.page import read_text_copy
from gipr_tui.readers.print_copy import read_print
from gipr_tui.readers.reading import Note, Reading
from gipr_tui.readers.separated import read_separated

__all__ = ["MAX_BYTES", "Note", "Reading", "read_copy", "read_file"]


def read_copy(
    data: bytes,
    name: str,
    forms: Mapping[str, Form],
    *,
    unit: str | None = None,
    year: int | None = None,
    form: str | None = None,
    need_identity: bool = False,
) -> Reading:
    """The report in ``data``, a copy from the file ``name``.

    ``unit``, ``year`` and ``form`` win over what the copy says of itself. With ``need_identity`` the unit must be known
    from them or from the title; otherwise the file's name stands in for it, with a note.

    Raises:
        UnreadableFile: it is no text, no report, two reports, or its unit or year can't be told.
        UsageError: the unit, year or form given can't be.
    """
    asked = Asked(name, unit, year, need_identity)
    check_size(len(data), name)
    if reader := reader_of(data, name):
        return reader(data, forms, asked, form)
    decoded = decode(data, name)
    reading = read_export(decoded, forms, asked, form) or read_print(decoded, forms, asked, form)
    reading = reading or read_separated(decoded, forms, asked, form)
    if not reading:
        reading = read_text_copy(decoded.text, decoded.encoding, forms, asked, form).reading
    return reading if reading.text else replace(reading, text=decoded.text)


def read_file(
    path: Path,
    forms: Mapping[str, Form],
    *,
    unit: str | None = None,
    year: int | None = None,
    form: str | None = None,
    need_identity: bool = False,
) -> Reading:
    """The report in the file ``path``; see :func:`read_copy`. The size is looked at before the file is read.

    Raises UnreadableFile also for a file that is missing, is none, or can't be opened.
    """
    name = str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile("copy-folder", file=name)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile("copy-no-file", file=name)
        check_size(status.st_size, name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("copy-missing", file=name) from error
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile("copy-unreadable", file=name, detail=detail) from error
    return read_copy(data, name, forms, unit=unit, year=year, form=form, need_identity=need_identity)
