"""A report as a web page: headings, paragraphs, and the tables with merged cells as in the official form."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gipr_tui.forms import stacks
from gipr_tui.report.model import Report
from gipr_tui.writers.merged import MergedCell, Part, merged_rows

_STYLE = """
body { font-family: "FangSong", "仿宋", "SimSun", serif; line-height: 1.8; margin: 2em auto; max-width: 50em; }
h1 { text-align: center; }
h2 { font-size: 1.1em; }
p { text-indent: 2em; margin: 0; }
table { border-collapse: collapse; margin: 1em 0; width: 100%; }
th, td { border: 1px solid; font-weight: normal; padding: 0.1em 0.4em; }
td { text-align: center; }
th[scope="row"] { text-align: left; }
@media print { table { page-break-inside: auto; } tr { page-break-inside: avoid; } }
"""


def export_html(report: Report) -> str:
    """``report`` as a whole web page in UTF-8, without anything from elsewhere. Reading it gives the same report back."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    title = escape(report.title)
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    if title:
        yield f"<h1>{title}</h1>"
    yield from _paragraphs(report.preamble)
    for passage in report.passages:
        if passage.heading:
            yield f"<h2>{escape(passage.heading)}</h2>"
        yield from _paragraphs(passage.text)
        for tables in stacks(report.layout.in_section(passage.number)):
            yield "<table>"
            for row in merged_rows(report, tables):
                yield "<tr>" + "".join(map(_cell, row)) + "</tr>"
            yield "</table>"
    yield "</body>\n</html>"


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line.strip():
            yield f"<p>{escape(line)}</p>"


def _cell(cell: MergedCell) -> str:
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    if cell.part is Part.FIGURE:
        return f"<td{spans}>{escape(cell.text)}</td>"
    scope = ' scope="row"' if cell.part is Part.LABEL else ""
    return f"<th{scope}{spans}>{escape(cell.text)}</th>"
