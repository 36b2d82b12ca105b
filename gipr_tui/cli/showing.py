"""``gipr show``, ``gipr print`` and ``gipr export``."""

from __future__ import annotations

import sys
from pathlib import Path

from gipr_tui.cli.context import Context
from gipr_tui.report.model import Report
from gipr_tui.workspace.files import write_output
from gipr_tui.workspace.wording import short_label
from gipr_tui.writers.export import export_csv, export_json
from gipr_tui.writers.printed import Borders, encode_print, print_report


def run_show(context: Context) -> int:
    """Shows what a report holds: every place with its address, or the report as JSON."""
    report = context.report(context.options.report).report
    if context.options.json:
        sys.stdout.write(export_json(report))
        return 0
    print(f"title\t{report.title}")
    if report.preamble:
        print(f"preamble\t{report.preamble}")
    for passage in report.passages:
        print(f"\nS{passage.number}.heading\t{passage.heading}")
        if passage.text:
            print(f"S{passage.number}.text\t{passage.text}")
        _show_cells(report, passage.number)
    for piece in report.unplaced:
        print(context.text("cli.show-unplaced", line=piece.line, text=piece.text))
    return 0


def _show_cells(report: Report, section: int) -> None:
    for table in report.layout.in_section(section):
        for row in table.addresses:
            for address in row:
                print(f"{address}\t{report.get(address)}\t{short_label(report.layout.cells[address])}")


def run_print(context: Context) -> int:
    """The plain-text report in the official order."""
    options = context.options
    report = context.report(options.report).report
    printed = print_report(report, width=options.width, borders=Borders(options.borders))
    if report.unplaced:
        context.remark(context.text("cli.print-unplaced", count=len(report.unplaced)))
    return _deliver(context, encode_print(printed, options.encoding, options.newline))


def run_export(context: Context) -> int:
    """The report in another format."""
    report = context.report(context.options.report).report
    text = export_json(report) if context.options.format == "json" else export_csv(report)
    return _deliver(context, text.encode("utf-8"))


def _deliver(context: Context, data: bytes) -> int:
    """To the file asked for, or to stdout as the very bytes."""
    options = context.options
    if options.output:
        write_output(Path(options.output).expanduser(), data, overwrite=options.force)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return 0
