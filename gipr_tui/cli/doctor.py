"""``gipr doctor``: what this terminal, locale, store and installation can do, and what to mend."""

from __future__ import annotations

import locale
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from gipr_tui.cli.context import Context
from gipr_tui.errors import StoreUnavailable
from gipr_tui.workspace.wording import error_sentence
from gipr_tui.workspace.workspace import store_errors

_LEAST_COLUMNS, _LEAST_LINES = 80, 24
_PACKAGES = ("textual", "tinydb", "tabulate", "wcwidth", "filelock", "cn2an")

#: A line of the answer: its name, what was found, and what to mend where anything is to be mended.
Line = tuple[str, str, str]


def run_doctor(context: Context) -> int:
    """Prints what was found. 3 where the store can't be used, otherwise 0."""
    lines = [*_terminal(context), *_installation(context)]
    store_lines, code = _store(context)
    for name, found, mend in (*lines, *store_lines):
        sign = "!" if mend else "✓"
        print(f"{sign} {context.text(f'doctor.{name}')}: {found}" + (f" — {mend}" if mend else ""))
    return code


def _terminal(context: Context) -> Iterator[Line]:
    size = shutil.get_terminal_size((0, 0))
    small = sys.stdout.isatty() and (size.columns < _LEAST_COLUMNS or size.lines < _LEAST_LINES)
    shown = f"{size.columns}×{size.lines}" if size.columns else "—"
    yield "size", shown, context.text("doctor.size-small") if small else ""
    yield "term", os.environ.get("TERM", "—"), ""
    encoding = sys.stdout.encoding or "—"
    narrow = encoding.lower().replace("-", "") not in ("utf8", "gb18030", "gbk")
    yield "encoding", encoding, context.text("doctor.encoding-narrow") if narrow else ""
    yield "locale", locale.setlocale(locale.LC_CTYPE) or "C", ""


def _installation(context: Context) -> Iterator[Line]:
    yield "python", sys.version.split()[0], ""
    for package in _PACKAGES:
        try:
            yield "package", f"{package} {version(package)}", ""
        except PackageNotFoundError:
            yield "package", package, context.text("doctor.package-missing")


def _store(context: Context) -> tuple[list[Line], int]:
    folder = context.store_folder
    try:
        entries = context.workspace.entries()
        with store_errors():
            damaged = context.workspace.store.damaged()
    except StoreUnavailable as error:
        return [("store", str(folder), error_sentence(context.text, error))], error.exit_code
    where = folder if folder.exists() else folder.parent
    while not where.exists() and where != where.parent:
        where = where.parent
    unwritable = "" if os.access(where, os.W_OK) else context.text("doctor.store-unwritable")
    lines = [("store", str(folder), unwritable), ("reports", str(len(entries)), "")]
    lines += [("damaged", str(path), context.text("doctor.damaged-mend")) for path in damaged]
    return lines, StoreUnavailable.exit_code if unwritable or damaged else 0
