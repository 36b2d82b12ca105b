"""``gipr import``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from gipr_tui.cli.context import Context
from gipr_tui.errors import GiprError, UnreadableFile, UsageError
from gipr_tui.readers import Note
from gipr_tui.workspace.imports import Import, import_file
from gipr_tui.workspace.references import reference_of


def run_import(context: Context) -> int:
    """Reads copies into the store and says of each what was placed and what was not."""
    options = context.options
    if len(options.files) > 1 and options.unit and options.year:
        raise UsageError("import-one-identity")
    code = 0
    files: list[dict[str, object]] = []
    for number, name in enumerate(options.files, 1):
        _show_progress(number, len(options.files), name)
        try:
            done = _import(context, Path(name).expanduser())
        except GiprError as error:
            context.complain(error, name if len(options.files) > 1 else "")
            files.append({"file": name, "error": error.code})
            code = max(code, error.exit_code)
            continue
        files.append(_as_json(context, name, done))
        if not options.json:
            _print(context, name, done)
        if done.reading.missing or done.reading.report.unplaced:
            code = max(code, UnreadableFile.exit_code)
    _show_progress(0, len(options.files), "")
    if options.json:
        print(json.dumps({"files": files}, ensure_ascii=False, indent=2))
    return code


def _import(context: Context, path: Path) -> Import:
    options = context.options
    return import_file(
        context.workspace,
        path,
        unit=options.unit,
        year=options.year,
        form=options.form,
        replacing=options.replace,
        dry_run=options.dry_run,
    )


def _name_of(done: Import) -> str:
    report = done.reading.report
    return reference_of(done.entry) if done.entry else f"{report.unit}/{report.year}"


def _note(context: Context, note: Note) -> str:
    return context.text(f"reading.{note.code}", **{"line": note.line or "", **note.fields})


def _as_json(context: Context, name: str, done: Import) -> dict[str, object]:
    reading = done.reading
    return {
        "file": name,
        "report": _name_of(done),
        "form": reading.report.form.id,
        "encoding": reading.encoding,
        "cells_placed": len(reading.placed),
        "cells_missing": list(reading.missing),
        "notes": [{"line": note.line, "code": note.code, "message": _note(context, note)} for note in reading.notes],
    }


def _print(context: Context, name: str, done: Import) -> None:
    reading = done.reading
    words = {
        "file": name,
        "report": _name_of(done),
        "form": reading.report.form.id,
        "encoding": reading.encoding,
        "placed": len(reading.placed),
        "missing": len(reading.missing),
    }
    print(context.text("cli.imported" if done.entry else "cli.would-import", **words))
    for note in reading.notes:
        line = f"{note.line}: " if note.line else ""
        print(f"  {line}{_note(context, note)}")


def _show_progress(number: int, total: int, name: str) -> None:
    """A line on the terminal that says how far one is, and is gone at the end."""
    if total > 1 and sys.stderr.isatty():
        print(f"\r\x1b[K{number}/{total} {Path(name).name[:50]}" if number else "\r\x1b[K", end="", file=sys.stderr)
