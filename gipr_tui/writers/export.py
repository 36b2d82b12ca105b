"""A report for other programs: JSON, and CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json

from gipr_tui.report.document import to_document
from gipr_tui.report.model import Report
from gipr_tui.report.values import Value, ValueKind

_COLUMNS = ("section", "table", "row", "column", "address", "value")
_WITHIN = " > "


def export_json(report: Report) -> str:
    """``report`` as JSON, with Chinese as it is and a line end after it. Importing it gives the same report back."""
    return json.dumps(to_document(report), ensure_ascii=False, indent=2) + "\n"


def export_csv(report: Report) -> str:
    """``report``'s cells as CSV, a line for each in the form's order, with ``\\n`` after every line.

    A text that a spreadsheet would take for a formula gets ``'`` before it, and so does one that begins with that mark;
    figures and ``-`` stay as filed.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    captions = {table.id: table.table.caption for table in report.layout.tables}
    for address, cell in report.layout.cells.items():
        row, column = _WITHIN.join(cell.row_labels), _WITHIN.join(cell.column_labels)
        value = _harmless(report.value(address))
        writer.writerow((cell.section, captions[cell.table], row, column, address, value))
    return out.getvalue()


def _harmless(value: Value) -> str:
    is_formula = value.kind is ValueKind.UNREADABLE and value.text.startswith(("=", "+", "-", "@", "'"))
    return f"'{value.text}" if is_formula else value.text
