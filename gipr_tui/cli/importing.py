"""``gipr import``."""

from __future__ import annotations

from gipr_tui.cli.context import Context
from gipr_tui.cli.progress import Progress
from gipr_tui.cli.streams import put, put_json
from gipr_tui.errors import GiprError, StoreUnavailable, UnreadableFile, UsageError
from gipr_tui.readers import Note
from gipr_tui.workspace.imports import Import, import_file
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.wording import error_sentence

#: What is wrong with one report in the store, and not with the store.
_OF_ONE_REPORT = frozenset({"report-held", "store-conflict", "store-damaged", "store-missing", "store-content"})


def run_import(context: Context) -> int:
    """Reads copies into the store and says of each what was placed and what was not.

    The worst exit code of them all. A store that can't be used ends it, for the files that follow would fare no better.
    """
    options = context.options
    if len(options.files) > 1 and options.unit and options.year:
        raise UsageError("import-one-identity")
    codes: list[int] = []
    described: list[dict[str, object]] = []
    try:
        _import_all(context, codes, described)
    finally:
        # interrupted, it still says what was kept until then: whole reports
        if options.json and described:
            put_json({"files": described})
    return max(codes)


def _import_all(context: Context, codes: list[int], described: list[dict[str, object]]) -> None:
    options = context.options
    with Progress(len(options.files)) as progress:
        for number, name in enumerate(options.files, 1):
            progress.step(number, name)
            try:
                done = _import(context, name)
            except GiprError as error:
                progress.clear()
                context.complain(error, name)
                described.append(_failure(context, name, error))
                codes.append(error.exit_code)
                if isinstance(error, StoreUnavailable) and error.code not in _OF_ONE_REPORT:
                    break
            else:
                progress.clear()
                described.append(_success(context, name, done))
                codes.append(_code(done))
                if not options.json:
                    _put(context, name, done)


def _import(context: Context, name: str) -> Import:
    options = context.options
    return import_file(
        context.workspace,
        context.path(name),
        unit=options.unit,
        year=options.year,
        form=options.form,
        replacing=options.replace,
        dry_run=options.dry_run,
    )


def _code(done: Import) -> int:
    not_whole = done.reading.missing or done.reading.report.left_out
    return UnreadableFile.exit_code if not_whole else 0


def _name_of(done: Import) -> str:
    report = done.reading.report
    return reference_of(done.entry) if done.entry else f"{report.unit}/{report.year}"


def _sentence(context: Context, note: Note) -> str:
    return context.text(f"reading.{note.code}", **{"line": note.line or "", **note.fields})


def _success(context: Context, name: str, done: Import) -> dict[str, object]:
    reading = done.reading
    notes = [{"line": note.line, "code": note.code, "message": _sentence(context, note)} for note in reading.notes]
    return {
        "file": name,
        "report": _name_of(done),
        "form": reading.report.form.id,
        "encoding": reading.encoding,
        "cells_placed": len(reading.placed),
        "cells_missing": len(reading.missing),
        "notes": notes,
    }


def _failure(context: Context, name: str, error: GiprError) -> dict[str, object]:
    """The same keys for a file that nothing came of: no report, and a note that says why."""
    note = {"line": None, "code": error.code, "message": error_sentence(context.text, error)}
    nothing = {"report": None, "form": None, "encoding": None, "cells_placed": 0, "cells_missing": 0}
    return {"file": name, **nothing, "notes": [note]}


def _put(context: Context, name: str, done: Import) -> None:
    reading = done.reading
    words = {
        "file": name,
        "report": _name_of(done),
        "form": reading.report.form.id,
        "encoding": reading.encoding,
        "placed": len(reading.placed),
        "missing": len(reading.missing),
    }
    put(context.text("cli.imported" if done.entry else "cli.would-import", **words))
    for note in reading.notes:
        where = context.text("cli.note-line", line=note.line) if note.line else ""
        put(f"  {where}{_sentence(context, note)}")
