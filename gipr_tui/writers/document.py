"""A report as a Word document: headings, paragraphs, and the tables with merged cells as in the official form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from typing import Any

from gipr_tui.errors import UsageError
from gipr_tui.forms import stacks
from gipr_tui.report.model import Report
from gipr_tui.writers.merged import MergedCell, MergedRow, Part, grid_width, merged_rows

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def export_docx(report: Report) -> bytes:
    """``report`` as the bytes of a Word document. Reading it gives the same report back.

    Raises UsageError (``export-library``) where the library for it is not installed.
    """
    try:
        import docx
        from docx.oxml import parse_xml
    except ImportError as error:
        raise UsageError("export-library", extra="docx") from error
    document = docx.Document()
    if report.title:
        document.add_heading(_allowed(report.title), 0)
    _add_paragraphs(document, report.preamble)
    for passage in report.passages:
        if passage.heading:
            document.add_heading(_allowed(passage.heading), 1)
        _add_paragraphs(document, passage.text)
        for tables in stacks(report.layout.in_section(passage.number)):
            document.element.body.insert(-1, parse_xml(_table(merged_rows(report, tables))))
            document.add_paragraph()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _allowed(text: str) -> str:
    """``text`` without the few characters that no XML may hold."""
    return _FORBIDDEN.sub("", text)


def _add_paragraphs(document: Any, text: str) -> None:
    for line in text.split("\n"):
        if line.strip():
            document.add_paragraph(_allowed(line))


def _table(rows: Sequence[MergedRow]) -> str:
    """The table's markup: Word keeps a cell that is merged over rows as a piece in each of them."""
    columns = "<w:gridCol/>" * grid_width(rows)
    body = "".join(f"<w:tr>{''.join(pieces)}</w:tr>" for pieces in _pieces(rows))
    properties = f'<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
    return f"<w:tbl {_SPACE}><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def _pieces(rows: Sequence[MergedRow]) -> Iterator[list[str]]:
    width = grid_width(rows)
    reaching: dict[int, tuple[MergedCell, int]] = {}  # column -> a cell from above, and its last row
    for index, row in enumerate(rows):
        cells = iter(row)
        pieces: list[str] = []
        column = 0
        while column < width:
            cell, last = reaching.get(column, (None, -1))
            if cell is None or last < index:
                cell = next(cells)
                reaching[column] = (cell, index + cell.rows - 1)
                pieces.append(_piece(cell, '<w:vMerge w:val="restart"/>' if cell.rows > 1 else "", cell.text))
            else:
                pieces.append(_piece(cell, "<w:vMerge/>", ""))
            column += cell.columns
        yield pieces


def _piece(cell: MergedCell, merge: str, text: str) -> str:
    across = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    place = "left" if cell.part is Part.LABEL else "center"
    run = f'<w:r><w:t xml:space="preserve">{escape(_allowed(text))}</w:t></w:r>' if text else ""
    paragraph = f'<w:p><w:pPr><w:jc w:val="{place}"/></w:pPr>{run}</w:p>'
    return f'<w:tc><w:tcPr>{across}{merge}<w:vAlign w:val="center"/></w:tcPr>{paragraph}</w:tc>'
