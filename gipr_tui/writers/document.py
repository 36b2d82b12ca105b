"""A report as a Word document: headings, paragraphs, and the tables with merged cells as in the official form."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from typing import Any

from gipr_tui.errors import UsageError
from gipr_tui.forms import stacks
from gipr_tui.report.model import Report
from gipr_tui.writers.merged import merged_rows
from gipr_tui.writers.wordstyle import BODY, FLUSH, IN_TABLES, dress
from gipr_tui.writers.wordtable import table_markup

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def export_docx(report: Report) -> bytes:
    """``report`` as the bytes of a Word document. Reading it gives the same report back.

    Raises UsageError (``export-library``) where the library for it is not installed.
    """
    try:
        import docx
        from docx.oxml import parse_xml
    except ImportError as error:
        raise UsageError("export-library", library="python-docx", python=sys.executable) from error
    document = docx.Document()
    dress(document)
    facts = document.core_properties
    facts.title, facts.author, facts.comments = _allowed(report.title)[:255], "", ""
    if report.title:
        document.add_heading(_allowed(report.title), 0)
    _add_paragraphs(document, report.preamble)
    for passage in report.passages:
        if passage.heading:
            document.add_heading(_allowed(passage.heading), 1)
        _add_paragraphs(document, passage.text)
        for tables in stacks(report.layout.in_section(passage.number)):
            markup = table_markup(merged_rows(report, tables), _allowed)
            document.element.body.insert(-1, parse_xml(markup))
            document.add_paragraph(style=IN_TABLES)  # Word joins tables with nothing between them
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _allowed(text: str) -> str:
    """``text`` without the few characters that no XML may hold."""
    return _FORBIDDEN.sub("", text)


def _add_paragraphs(document: Any, text: str) -> None:
    for line in text.split("\n"):
        if line.strip():
            # a line that was typed with its indent has it already
            document.add_paragraph(_allowed(line), FLUSH if line[0].isspace() else BODY)
