"""``gipr list``."""

from __future__ import annotations

import json

from gipr_tui.cli.context import Context
from gipr_tui.text.width import display_width, pad
from gipr_tui.workspace.references import reference_of
from store import Entry


def run_list(context: Context) -> int:
    """Lists the reports kept, as a table or as JSON."""
    entries = context.workspace.entries()
    if context.options.json:
        print(json.dumps({"reports": [_line(entry) for entry in entries]}, ensure_ascii=False, indent=2))
        return 0
    if not entries:
        context.remark(context.text("cli.list-empty", store=context.store_folder))
        return 0
    names = ("unit", "year", "form", "state", "errors", "warnings", "changed")
    rows = [[context.text(f"cli.column-{name}") for name in names]]
    rows += [_row(context, entry) for entry in entries]
    widths = [max(display_width(row[i]) for row in rows) for i in range(len(names))]
    for row in rows:
        print("  ".join(pad(text, width) for text, width in zip(row, widths, strict=True)).rstrip())
    return 0


def _line(entry: Entry) -> dict[str, object]:
    return {
        "report": reference_of(entry),
        "unit": entry.key.group,
        "year": entry.key.number,
        "form": entry.summary.get("form"),
        "status": entry.summary.get("status"),
        "errors": entry.summary.get("errors"),
        "warnings": entry.summary.get("warnings"),
        "hints": entry.summary.get("hints"),
        "changed": entry.changed,
    }


def _row(context: Context, entry: Entry) -> list[str]:
    summary = entry.summary
    return [
        entry.key.group,
        str(entry.key.number),
        str(summary.get("form", "")),
        context.text(f"status.{summary.get('status', 'draft')}"),
        str(summary.get("errors", "")),
        str(summary.get("warnings", "")),
        entry.changed,
    ]
