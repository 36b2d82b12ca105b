"""Writes a report as the web pages, documents and workbooks that offices publish: the copies the readers are tried on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from io import BytesIO

from gipr_tui.forms import stacks
from gipr_tui.report.model import Report
from gipr_tui.writers.merged import MergedCell, MergedRow, Part, grid_width, merged_rows

#: A piece of a report: a paragraph, or a table's rows.
Piece = str | list[MergedRow]


def pieces(report: Report, *, joined: bool = True) -> Iterator[Piece]:
    """The report's paragraphs and tables in order; tables that stand joined are one, or with ``joined`` false each its own."""
    yield report.title
    yield from report.preamble.split("\n")
    for passage in report.passages:
        yield passage.heading
        yield from passage.text.split("\n")
        tables = report.layout.in_section(passage.number)
        for stack in stacks(tables) if joined else [[table] for table in tables]:
            yield merged_rows(report, stack)


def spans(cell: MergedCell) -> str:
    """The attributes of a merged cell."""
    return (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )


def plain_table(rows: Sequence[MergedRow]) -> str:
    lines = ("<tr>" + "".join(f"<td{spans(c)}>{escape(c.text)}</td>" for c in row) + "</tr>" for row in rows)
    return "<table border=1>\n" + "\n".join(lines) + "\n</table>"


def bare_fragment(report: Report) -> str:
    """Neither ``<html>`` nor ``<body>``; ends of cells, rows and paragraphs left out."""
    out = []
    for piece in pieces(report):
        if isinstance(piece, str):
            out.append(f"<p>{escape(piece)}")
        else:
            rows = ("<tr>" + "".join(f"<td{spans(c)}>{escape(c.text)}" for c in row) for row in piece)
            out.append("<table>" + "\n".join(rows) + "</table>")
    return "\n".join(out)


def word_page(report: Report) -> str:
    """What Word and WPS save: styles in comments, ``o:p``, fonts in every cell, padding, labels broken over lines."""
    out = [
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p {mso-style:x} --></style>",
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>一、总体情况</w:View></w:WordDocument></xml><![endif]--></head><body>",
    ]
    for piece in pieces(report):
        if isinstance(piece, str):
            out.append(f"<p class=MsoNormal><span style='font-family:仿宋'>{escape(piece)}<o:p></o:p></span></p>")
        else:
            out += ["<table class=MsoNormalTable border=1>", *("".join(_word_row(row)) for row in piece), "</table>"]
    return "\n".join([*out, "<p class=MsoNormal><o:p>&nbsp;</o:p></p></body></html>"])


def _word_row(row: MergedRow) -> Iterator[str]:
    yield "<tr style='mso-yfti-irow:1'>"
    for cell in row:
        text = escape(cell.text)
        if cell.part in (Part.HEADER, Part.LABEL) and len(cell.text) > 3:
            text = f"{escape(cell.text[:2])}</span><br>\n<span>{escape(cell.text[2:])}"
        yield f"<td width=50{spans(cell)}><p class=MsoNormal><span>&nbsp;{text}<o:p></o:p></span></p></td>\n"
    yield "</tr>\n"


def whole_site(report: Report) -> str:
    """A portal's page: the report inside a table for the layout, among navigation, scripts, hidden text and a footer."""
    out = []
    for piece in pieces(report):
        out.append(
            f"<p style='text-indent:2em'>　　{escape(piece)}</p>" if isinstance(piece, str) else plain_table(piece)
        )
    article = "\n".join(out)
    return f"""<!DOCTYPE html><html><head><meta charset=utf-8><title>年报_门户</title>
<script>var a = "<table><tr><td>1";</script></head>
<body><nav><a href=/>首页</a><ul><li>三、栏目</li></ul></nav><div class=top>今天是2020年1月1日</div>
<table width=1000><tbody><tr><td width=200><a>左边的栏目</a></td><td><div id=zoom>{article}
<div style="display: none">五、看不见的话 9</div></div></td></tr></tbody></table>
<div>版权所有 某某政府 备案号12345678</div><footer>网站标识码</footer></body></html>"""


def table_by_table(report: Report) -> str:
    """Each sub-table a table of its own, its caption a paragraph above it; head and rows in groups."""
    out = ["<div>"]
    for piece in pieces(report, joined=False):
        if isinstance(piece, str):
            out.append(f"<h3>{escape(piece)}</h3>")
            continue
        if piece[0][0].part is Part.CAPTION:
            out.append(f"<p align=center><b>{escape(piece.pop(0)[0].text)}</b></p>")
        heads = sum(row[0].part is Part.HEADER for row in piece)
        rows = ["<tr>" + "".join(f"<th{spans(c)}><p>{escape(c.text)}</p></th>" for c in row) + "</tr>" for row in piece]
        out.append(f"<table><thead>{''.join(rows[:heads])}</thead><tbody>{''.join(rows[heads:])}</tbody></table>")
    return "\n".join([*out, "</div>"])


def one_table(report: Report) -> str:
    """The whole report typed into one table: headings and paragraphs are rows over its whole width."""
    out = ["<table>"]
    for piece in pieces(report):
        if isinstance(piece, str):
            out.append(f"<tr><td colspan=30>{escape(piece)}</td></tr>")
        else:
            out += ("<tr>" + "".join(f"<td{spans(c)}>{escape(c.text)}</td>" for c in row) + "</tr>" for row in piece)
    return "\n".join([*out, "</table>"])


def gb_page(report: Report) -> bytes:
    """A page in the encoding of older sites."""
    body = "".join(f"<div>{escape(p)}</div>" if isinstance(p, str) else plain_table(p) for p in pieces(report))
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>{body}</body></html>'
    return page.encode("gb18030")


#: The manners of web pages, by name.
MANNERS: Mapping[str, Callable[[Report], str | bytes]] = {
    "bare fragment": bare_fragment,
    "saved by Word": word_page,
    "whole site": whole_site,
    "table by table": table_by_table,
    "one table": one_table,
    "old encoding": gb_page,
}


# ---------------------------------------------------------------- documents


def word_document(report: Report) -> bytes:
    """A Word document with merged cells, as the form has them."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    for piece in pieces(report):
        if isinstance(piece, str):
            document.add_paragraph(piece)
        else:
            document.element.body.insert(-1, parse_xml(word_table(piece)))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def word_table(rows: Sequence[MergedRow]) -> str:
    """A table as Word keeps it: a cell merged over rows is a piece in each of them."""
    grid = [[""] * grid_width(rows) for _ in rows]
    for row, column, cell in positions(rows):
        across = f'<w:gridSpan w:val="{cell.columns}"/>'
        for down in range(cell.rows):
            merge = "" if cell.rows == 1 else "<w:vMerge/>" if down else '<w:vMerge w:val="restart"/>'
            text = "" if down else f"<w:r><w:t>{escape(cell.text)}</w:t></w:r>"
            grid[row + down][column] = f"<w:tc><w:tcPr>{across}{merge}</w:tcPr><w:p>{text}</w:p></w:tc>"
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in grid)
    columns = "<w:gridCol/>" * grid_width(rows)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:tbl xmlns:w="{space}"><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>'


def workbook(report: Report, *, sheets: bool = False) -> bytes:
    """A workbook with merged cells: all on one sheet, or with ``sheets`` each section on its own."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    row = 1
    headings = {passage.heading for passage in report.passages}
    for piece in pieces(report):
        if isinstance(piece, str):
            if sheets and piece in headings:
                sheet, row = book.create_sheet(), 1
            sheet.cell(row, 1, piece)
            row += 1
            continue
        for down, column, cell in positions(piece):
            place = sheet.cell(row + down, column + 1)
            place.value = as_number(cell.text) if cell.part is Part.FIGURE else cell.text
            if isinstance(place.value, float):
                place.number_format = "0." + "0" * len(cell.text.partition(".")[2])
            if cell.rows > 1 or cell.columns > 1:
                last = (row + down + cell.rows - 1, column + cell.columns)
                sheet.merge_cells(start_row=row + down, start_column=column + 1, end_row=last[0], end_column=last[1])
        row += len(piece) + 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_number(text: str) -> str | int | float:
    """A figure as a spreadsheet keeps it."""
    if text.isascii() and text.isdecimal():
        return int(text)
    whole, point, rest = text.partition(".")
    return float(text) if point and whole.isdecimal() and rest.isdecimal() else text


def separated(report: Report, delimiter: str = ",") -> str:
    """The report's rows with commas or TABs between their cells; what merged cells cover is empty."""
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for piece in pieces(report):
        if isinstance(piece, str):
            writer.writerow([piece])
            continue
        grid = [[""] * grid_width(piece) for _ in piece]
        for row, column, cell in positions(piece):
            grid[row][column] = cell.text
        writer.writerows(grid)
    return out.getvalue()


def positions(rows: Sequence[MergedRow]) -> Iterator[tuple[int, int, MergedCell]]:
    """Every cell with its row and column in the grid."""
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in covered:
                column += 1
            yield row, column, cell
            covered |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
