"""``gipr list``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put_json
from gipr_tui.errors import StoreUnavailable
from gipr_tui.text.moments import local_time
from gipr_tui.workspace.beside import by_key, is_counted
from gipr_tui.workspace.references import reference_of
from store import Entry

_COLUMNS = ("unit", "year", "form", "state", "errors", "warnings", "changed")
_FIGURES = ("errors", "warnings")
#: What stands for a count that is out of date; in JSON it is null.
UNKNOWN = "—"
#: The list counts the findings of no more reports anew: one that is asked for a list should not check ten thousand reports.
_MOST = 200


def run_list(context: Context) -> int:
    """Lists the reports kept, as a table or as JSON."""
    entries = _counted(context, context.shelf.listed().entries)
    if context.options.json:
        put_json({"reports": [_line(entry) for entry in entries]})
    elif entries:
        _put_table(context, entries)
    else:
        context.remark("cli.list-empty", store=context.store_folder)
    return 0


def _counted(context: Context, listed: Sequence[Entry]) -> list[Entry]:
    """The list with the findings of some reports counted anew: those whose counts were out of date, if they are not many."""
    entries = list(listed)
    waiting = [index for index, entry in enumerate(entries) if not is_counted(entry)]
    if not waiting:
        return entries
    from gipr_tui.cli.progress import Progress

    workspace, kept = context.workspace, by_key(entries)
    with Progress(min(len(waiting), _MOST)) as progress:
        for number, index in enumerate(waiting[:_MOST], 1):
            progress.step(number, reference_of(entries[index]))
            with suppress(StoreUnavailable):
                entries[index] = workspace.recount(entries[index], kept)
    if left := sum(not is_counted(entry) for entry in entries):
        context.remark("cli.list-uncounted", count=left)
    return entries


def _line(entry: Entry) -> dict[str, object]:
    summary = entry.summary
    return {
        "report": reference_of(entry),
        "unit": entry.key.group,
        "year": entry.key.number,
        "form": summary.get("form"),
        "status": summary.get("status"),
        "errors": summary.get("errors"),
        "warnings": summary.get("warnings"),
        "hints": summary.get("hints"),
        "changed": entry.changed,
    }


def _put_table(context: Context, entries: list[Entry]) -> None:
    from gipr_tui.cli.tables import put_table

    rows = [[context.text(f"cli.column-{name}") for name in _COLUMNS], *(_row(context, entry) for entry in entries)]
    put_table(rows, [index for index, name in enumerate(_COLUMNS) if name in _FIGURES])


def _row(context: Context, entry: Entry) -> list[str]:
    """A report's line."""
    summary = entry.summary
    status = f"status.{summary.get('status')}"
    cells = (
        entry.key.group,
        entry.key.number,
        summary.get("form", ""),
        context.text(status) if status in context.text else "",
        summary.get("errors", UNKNOWN),
        summary.get("warnings", UNKNOWN),
        local_time(entry.changed),
    )
    return [str(cell) for cell in cells]
