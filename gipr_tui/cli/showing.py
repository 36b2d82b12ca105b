"""``gipr show``, ``gipr print`` and ``gipr export``."""

from __future__ import annotations

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put, put_bytes, safe_json
from gipr_tui.report.model import Report
from gipr_tui.text.clean import clean_line
from gipr_tui.workspace.files import write_output
from gipr_tui.workspace.wording import short_label


def run_show(context: Context) -> int:
    """Shows what a report holds: every place with its address, or the report as JSON."""
    named = context.report(context.options.report)
    if context.options.json:
        put_bytes(_as_json(named.report))
    else:
        _show(context, named.report)
    return context.whole(named)


def _show(context: Context, report: Report) -> None:
    put(f"title\t{report.title}")
    if report.preamble:
        put(f"preamble\t{report.preamble}")
    for passage in report.passages:
        put(f"\nS{passage.number}.heading\t{passage.heading}")
        if passage.text:
            put(f"S{passage.number}.text\t{passage.text}")
        _show_cells(report, passage.number)
    for index, (place, note) in enumerate(report.notes.items()):
        put(("" if index else "\n") + f"note:{place}\t{clean_line(note.text)}\t{note.by} {note.at}".rstrip())
    for index, piece in enumerate(report.unplaced):
        put(("" if index else "\n") + context.text("cli.show-unplaced", line=piece.line, text=piece.text))


def _show_cells(report: Report, section: int) -> None:
    for table in report.layout.in_section(section):
        for row in table.addresses:
            for address in row:
                put(f"{address}\t{report.get(address)}\t{short_label(report.layout.cells[address])}")


def run_print(context: Context) -> int:
    """The plain-text report in the official order."""
    from gipr_tui.writers.printed import Borders, encode_print, print_report

    options = context.options
    named = context.report(options.report)
    printed = print_report(named.report, width=options.width, borders=Borders(options.borders))
    _deliver(context, encode_print(printed, options.encoding, options.newline))
    if named.reading is None and named.report.left_out:
        context.remark("cli.print-unplaced", count=len(named.report.left_out))
    return context.whole(named)


def run_export(context: Context) -> int:
    """The report in another format."""
    named = context.report(context.options.report)
    _deliver(context, _exported(named.report, context.options.format))
    return context.whole(named)


def _exported(report: Report, format: str) -> bytes:
    if format == "html":
        from gipr_tui.writers.page import export_html

        return export_html(report).encode("utf-8")
    if format == "docx":
        from gipr_tui.writers.document import export_docx

        return export_docx(report)
    if format == "csv":
        from gipr_tui.writers.export import export_csv

        return export_csv(report).encode("utf-8")
    return _as_json(report)


def _as_json(report: Report) -> bytes:
    from gipr_tui.writers.export import export_json

    return safe_json(export_json(report)).encode("utf-8")


def _deliver(context: Context, data: bytes) -> None:
    """To the file asked for, or to stdout as the very bytes."""
    options = context.options
    if options.output is None or options.output == "-":
        put_bytes(data)
    else:
        write_output(context.path(options.output), data, overwrite=options.force)
