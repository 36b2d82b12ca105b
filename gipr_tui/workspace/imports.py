"""Reading published copies into the store."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from gipr_tui.errors import UnreadableFile
from gipr_tui.readers import Note, Reading, read_file
from gipr_tui.readers.identity import Asked, unit_of, year_of
from gipr_tui.readers.reading import Notes
from gipr_tui.report.model import TITLE, Remark, Report, standard_title
from gipr_tui.workspace.workspace import Workspace
from store import Entry


@dataclass(frozen=True)
class Import:
    """A file as it was read, and the report kept from it; none on a dry run."""

    path: Path
    reading: Reading
    entry: Entry | None


def import_file(
    workspace: Workspace,
    path: Path,
    *,
    unit: str | None = None,
    year: int | None = None,
    form: str | None = None,
    replacing: bool = False,
    dry_run: bool = False,
) -> Import:
    """Reads a copy and keeps it. A dry run keeps nothing, but says of everything else what keeping it would.

    A copy without a title gets the form's own, since without one it could not be filed; a note says so.

    Raises:
        UnreadableFile: the file can't be read, or does not say whose report it is or on which year.
        UsageError: such a report is kept already and ``replacing`` was not given, or the unit or year can't be.
    """
    reading = read_for_import(workspace, path, unit=unit, year=year, form=form)
    if dry_run:
        workspace.check_free(reading.report, replacing=replacing)
        return Import(path, reading, None)
    report = with_remarks(reading.report, reading.notes)
    return Import(path, reading, workspace.keep(report, replacing=replacing, how="imported"))


def read_for_import(
    workspace: Workspace, path: Path, *, unit: str | None = None, year: int | None = None, form: str | None = None
) -> Reading:
    """Reads a copy that is to be kept, and touches no store; see :func:`import_file`."""
    return _with_title(read_file(path, workspace.forms, unit=unit, year=year, form=form, need_identity=True))


def guessed_unit(path: Path) -> str:
    """The unit that a file's name seems to name, to be proposed where the copy names none; empty for none."""
    with suppress(UnreadableFile):
        return unit_of(Asked(path.name), "", Notes())
    return ""


def guessed_year(path: Path) -> int:
    """The year in a file's name; 0 for none."""
    with suppress(UnreadableFile):
        return year_of(Asked(path.name), 0, (), Notes())
    return 0


def with_remarks(report: Report, notes: Iterable[Note]) -> Report:
    """``report`` with what its reader said, which is kept with it."""
    remarks = tuple(Remark(note.line or 0, note.code, note.fields) for note in notes)
    return replace(report, source=replace(report.source, remarks=remarks))


def _with_title(reading: Reading) -> Reading:
    report = reading.report
    if report.title:
        return reading
    title = standard_title(report.form, report.unit, report.year)
    notes = (
        *(note for note in reading.notes if note.code != "no-title"),
        Note(None, "title-supplied", {"title": title}),
    )
    return replace(reading, report=report.with_texts({TITLE: title}), notes=notes)
