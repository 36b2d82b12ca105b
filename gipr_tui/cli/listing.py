"""``gipr list``."""

from __future__ import annotations

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put_json
from gipr_tui.text.moments import local_time
from gipr_tui.workspace.references import reference_of
from store import Entry

_COLUMNS = ("unit", "year", "form", "state", "errors", "warnings", "changed")
_FIGURES = ("errors", "warnings")


def run_list(context: Context) -> int:
    """Lists the reports kept, as a table or as JSON."""
    entries = context.shelf.entries()
    if context.options.json:
        put_json({"reports": [_line(entry) for entry in entries]})
    elif entries:
        _put_table(context, entries)
    else:
        context.remark("cli.list-empty", store=context.store_folder)
    return 0


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
        summary.get("errors", ""),
        summary.get("warnings", ""),
        local_time(entry.changed),
    )
    return [str(cell) for cell in cells]
