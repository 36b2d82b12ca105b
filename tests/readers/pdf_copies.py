"""Writes a report as a PDF with a text layer and ruled tables, which go on over the ends of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gipr_tui.report.model import Report
from gipr_tui.writers.merged import MergedRow, Part, grid_width
from tests.readers.published import pieces, positions

WIDTH, HEIGHT, MARGIN, SIZE = 1190, 842, 70, 10
LINE = 14


@dataclass
class Page:
    """What is drawn on one page."""

    marks: list[str] = field(default_factory=list)

    def text(self, left: float, top: float, text: str) -> None:
        codes = text.encode("utf-16-be").hex()
        self.marks.append(f"BT /F {SIZE} Tf {left:.1f} {HEIGHT - top - SIZE:.1f} Td <{codes}> Tj ET")

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        self.marks.append(f"{left:.1f} {HEIGHT - bottom:.1f} {right - left:.1f} {bottom - top:.1f} re S")

    def open_ends(self) -> None:
        """Leaves out the lines above the uppermost boxes and below the lowest."""
        drawn = [(mark, [float(n) for n in mark.split()[:4]]) for mark in self.marks if mark.endswith(" re S")]
        top = max((y + height for _, (_, y, _, height) in drawn), default=0)
        bottom = min((y for _, (_, y, _, _) in drawn), default=0)
        for mark, (x, y, width, height) in drawn:
            right, above = x + width, y + height
            sides = [(x, y, x, above), (right, y, right, above)]
            sides += [] if abs(above - top) < 0.2 else [(x, above, right, above)]
            sides += [] if abs(y - bottom) < 0.2 else [(x, y, right, y)]
            lines = " ".join(f"{a:.1f} {b:.1f} m {c:.1f} {d:.1f} l S" for a, b, c, d in sides)
            self.marks[self.marks.index(mark)] = lines


class Typesetter:
    """Lays paragraphs and tables on pages, from top to bottom."""

    def __init__(self, *, repeat_head: bool, numbers: bool) -> None:
        self.repeat_head, self.numbers = repeat_head, numbers
        self.pages: list[Page] = []
        self.turn()

    def turn(self) -> None:
        self.pages.append(Page())
        self.page, self.top = self.pages[-1], float(MARGIN)
        if self.numbers:
            self.page.text(WIDTH / 2, HEIGHT - 50, f"- {len(self.pages)} -")

    def paragraph(self, text: str, indent: int = 2) -> None:
        room = int((WIDTH - 2 * MARGIN) / SIZE)
        first = True
        while text or first:
            if self.top + LINE > HEIGHT - MARGIN:
                self.turn()
            start = indent if first else 0
            size = room - start
            while size < len(text) and breadth(text[: size + 1]) <= room - start:
                size += 1
            line, text = text[:size], text[size:]
            self.page.text(MARGIN + start * SIZE, self.top, line)
            self.top, first = self.top + LINE, False

    def table(self, rows: list[MergedRow]) -> None:
        table = Measured(rows)
        drawn: Counter[tuple[int, int]] = Counter()
        start = 0
        while start < len(rows):
            again = self.repeat_head and start > 0
            end = table.fitting(start, HEIGHT - MARGIN - self.top - (table.height(0, table.heads) if again else 0))
            if end == start or (self.repeat_head and start < end < table.heads):
                self.turn()
                continue
            if again and table.heads:
                self._draw(table, Counter(), 0, table.heads)
            self._draw(table, drawn, start, end)
            start = end
            if start < len(rows):
                self.turn()
        self.top += LINE

    def _draw(self, table: Measured, drawn: Counter[tuple[int, int]], start: int, end: int) -> None:
        """Draws the rows of a table that fit a page; ``drawn`` counts the lines of each cell on the pages before."""
        for row, column, cell in table.placed:
            first, last = max(row, start), min(row + cell.rows, end)
            if first >= last:
                continue
            left = MARGIN + column * table.across
            right = left + cell.columns * table.across
            top = self.top + table.height(start, first)
            bottom = top + table.height(first, last)
            self.page.box(left, top, right, bottom)
            before = drawn[row, column]
            fitting = int((bottom - top - 2) // LINE)
            for index, line in enumerate(list(wrapped(cell.text, right - left))[before : before + fitting]):
                self.page.text(left + 2, top + 1 + index * LINE, line)
            drawn[row, column] += fitting
        self.top += table.height(start, end)


class Measured:
    """A table's rows with their heights, and the width of a column."""

    def __init__(self, rows: list[MergedRow]) -> None:
        self.placed = list(positions(rows))
        self.across = (WIDTH - 2 * MARGIN) / grid_width(rows)
        self.heights = [LINE * 2] * len(rows)
        for row, _, cell in self.placed:
            lines = len(list(wrapped(cell.text, self.across * cell.columns)))
            self.heights[row] = max(self.heights[row], LINE * -(-lines // cell.rows) + 4)
        begun = [row for row, cells in enumerate(rows) if cells and cells[0].part is Part.HEADER]
        self.heads = begun[-1] + 1 if begun and begun[0] == 0 else 0

    def height(self, start: int, end: int) -> float:
        return sum(self.heights[start:end])

    def fitting(self, start: int, room: float) -> int:
        """The row after the last that fits."""
        end = start
        while end < len(self.heights) and self.height(start, end + 1) <= room:
            end += 1
        return end


def breadth(text: str) -> float:
    """How many full characters wide a text is; digits and Latin letters are half as wide."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def wrapped(text: str, width: float) -> Iterator[str]:
    """``text`` in lines that fit a cell: a figure is not broken."""
    room = max(int((width - 3) / SIZE), 1)
    if text.isascii():
        room = max(room, len(text))
    yield from (text[start : start + room] for start in range(0, len(text), room))


def pdf_of(report: Report, *, repeat_head: bool = False, numbers: bool = True, cut: bool = False) -> bytes:
    """The PDF of ``report``. Its table heads come again on each page with ``repeat_head``.

    With ``cut`` no line is ruled above a table where a page begins, nor below it where one ends, as browsers print them.
    """
    setter = Typesetter(repeat_head=repeat_head, numbers=numbers)
    headings = {report.title, *(passage.heading for passage in report.passages)}
    for piece in pieces(report):
        if isinstance(piece, list):
            setter.table(piece)
        elif piece:
            setter.paragraph(piece, 2 if piece not in headings else 3)
    for page in setter.pages if cut else ():
        page.open_ends()
    return assemble([page.marks for page in setter.pages])


def assemble(pages: Sequence[list[str] | bytes], packing: bytes = b"") -> bytes:
    """A PDF file of pages of drawing commands, with a Chinese font that every reader knows."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids ["
        + b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))
        + b"] /Count %d >>" % len(pages),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /W [1 95 500] >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 880 /Descent -120 /CapHeight 880"
        b" /ItalicAngle 0 /StemV 80 /FontBBox [-25 -254 1000 880] >>",
    ]
    for number, marks in enumerate(pages):
        stream = marks if isinstance(marks, bytes) else "\n".join(["0.5 w", *marks]).encode()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>"
            % (WIDTH, HEIGHT, 7 + 2 * number)
        )
        objects.append(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), packing, stream))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, trailer)
