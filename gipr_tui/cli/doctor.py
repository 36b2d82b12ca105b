"""``gipr doctor``: what this terminal, locale, store and installation can do, and what to mend."""

from __future__ import annotations

import locale
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gipr_tui.cli.context import Context
from gipr_tui.cli.probe import ambiguous_width
from gipr_tui.cli.streams import put
from gipr_tui.errors import StoreUnavailable
from gipr_tui.text.clean import clean_line
from gipr_tui.workspace.settings import AMBIGUOUS
from gipr_tui.workspace.wording import error_sentence

_LEAST_COLUMNS, _LEAST_LINES = 80, 24
_CHINESE_ENCODINGS = ("utf8", "gb18030", "gbk", "gb2312", "cp936")
_PACKAGES = ("textual", "tinydb", "tabulate", "wcwidth", "platformdirs", "filelock", "cn2an")

#: A line of the answer: its name, what was found, and what to mend where anything is to be mended.
Line = tuple[str, str, str]


def run_doctor(context: Context) -> int:
    """Prints what was found. 3 where the store or a report in it can't be used, otherwise 0."""
    if context.options.repair:
        _repair(context)
    store_lines, code = _store(context)
    for name, found, mend in (*_terminal(context), *_settings(context), *_installation(context), *store_lines):
        # these signs are in the Chinese encodings too, and a word of the environment may hold anything
        line = f"{context.text(f'doctor.{name}')}: {found}" + (f" — {mend}" if mend else "")
        put(clean_line(f"{'!' if mend else '√'} {line}"))
    return code


def _repair(context: Context) -> None:
    """Mends what can be mended in the store, and says of each report what came of it."""
    mended = context.workspace.mend()
    for item in mended:
        put(clean_line(context.text(f"doctor.mended-{item.source or 'not'}", id=item.id, detail=item.detail)))
    if not mended:
        put(context.text("doctor.nothing-to-mend"))


def _terminal(context: Context) -> Iterator[Line]:
    size = shutil.get_terminal_size((0, 0))
    small = sys.stdout.isatty() and (size.columns < _LEAST_COLUMNS or size.lines < _LEAST_LINES)
    shown = f"{size.columns}×{size.lines}" if size.columns else "—"
    yield "size", shown, context.text("doctor.size-small") if small else ""
    yield "term", os.environ.get("TERM", "—"), ""
    encoding = sys.stdout.encoding or "—"
    narrow = encoding.lower().replace("-", "").replace("_", "") not in _CHINESE_ENCODINGS
    yield "encoding", encoding, context.text("doctor.encoding-narrow") if narrow else ""
    yield "locale", locale.setlocale(locale.LC_CTYPE) or "C", ""
    yield "ambiguous", context.text(f"doctor.drawn-{context.ambiguous}"), _ambiguous_mend(context)


def _ambiguous_mend(context: Context) -> str:
    """What to set, where the terminal was asked and draws such characters otherwise."""
    sys.stdout.flush()
    width = ambiguous_width()
    fitting = AMBIGUOUS[width - 1] if width else context.ambiguous
    return "" if fitting == context.ambiguous else context.text(f"doctor.ambiguous-{fitting}")


def _settings(context: Context) -> Iterator[Line]:
    """Where the settings are, what can't be used of them, and what the terminal makes of those left open."""
    from gipr_tui.tui.capabilities import fitting_signs, fitting_theme
    from gipr_tui.tui.keymap import key_map

    settings = context.settings
    there = "" if settings.path.exists() else context.text("doctor.settings-none")
    yield "settings", f"{settings.path}{there}", ""
    for problem in (*settings.problems, *key_map(settings)[1]):
        yield "setting", error_sentence(context.text, problem), context.text("doctor.setting-mend")
    yield "theme", context.text(f"theme.{fitting_theme(settings.word('theme'), os.environ)}"), ""
    signs = fitting_signs(settings.word("borders"), sys.stdout.encoding, os.environ)
    yield "signs", context.text(f"doctor.signs-{signs}"), ""


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
        damaged = [*context.workspace.damaged(), *_unreadable_reports(context)]
    except StoreUnavailable as error:
        return [("store", str(folder), error_sentence(context.text, error))], error.exit_code
    unwritable = "" if _can_be_written(folder) else context.text("doctor.store-unwritable")
    lines = [("store", str(folder), unwritable), ("reports", str(len(entries)), "")]
    mend = context.text("doctor.damaged-mend")
    lines += [("damaged", error_sentence(context.text, trouble), mend) for trouble in damaged]
    return lines, StoreUnavailable.exit_code if unwritable or damaged else 0


def _unreadable_reports(context: Context) -> Iterator[StoreUnavailable]:
    """What is wrong with documents that are no reports."""
    for entry in context.workspace.entries():
        try:
            context.workspace.load(entry)
        except StoreUnavailable as error:
            yield error


def _can_be_written(folder: Path) -> bool:
    """Whether the folder, or the nearest one above it that there is, may be written."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)
