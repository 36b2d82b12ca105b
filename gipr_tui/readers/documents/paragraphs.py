"""The lines of a PDF's pages put together: to paragraphs that go on over the ends of pages, without the pages' frame."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gipr_tui.readers.documents.ruling import RuledTable, flow_tables
from gipr_tui.readers.grids.alone import Test
from gipr_tui.readers.grids.flow import Block
from gipr_tui.readers.reading import Notes
from gipr_tui.text.radicals import without_radicals

_PAGE_NUMBER = re.compile(r"[-—–－_·.\s]*(?:第?\s*\d{1,4}\s*页?)(?:\s*[/／共,，]\s*共?\s*\d{1,4}\s*页?)?[-—–－_·.\s]*")
_PRINTED = re.compile(
    r"(?:file|https?)://\S+\s+\d{1,3}/\d{1,3}|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d(?: [AP]M)?(?:\s.{0,80})?"
)
_ENDS = re.compile(r"[。！？；：]$")
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}[）)、.．]|\d{1,2}[）)、.．](?!\d))")
_FEW = 4


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page: its text, where it begins and ends across, where it stands down the page, and its height."""

    text: str
    left: float
    right: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the full lines of all pages begin and end, and whether some are indented."""

    left: float
    right: float
    indented: bool


@dataclass(frozen=True)
class Page:
    """A page's lines outside its tables, its tables, and its size."""

    lines: list[TextLine]
    tables: list[RuledTable]
    width: float
    height: float


def without_furniture(pages: Sequence[Page], notes: Notes) -> list[Page]:
    """The pages without page numbers, and without lines that stand at the same edge of most of them."""
    edges = [(line.text, line.top < page.height / 2) for page in pages for line in _at_edge(page)]
    running = {key for key, count in Counter(edges).items() if count >= max(3, len(pages) // 2 + 1)}
    kept: list[Page] = []
    left_out = 0
    for page in pages:
        frame = [
            line
            for line in _at_edge(page)
            if _PAGE_NUMBER.fullmatch(without_radicals(line.text))
            or _PRINTED.fullmatch(line.text)
            or (line.text, line.top < page.height / 2) in running
        ]
        left_out += len(frame)
        kept.append(replace(page, lines=[line for line in page.lines if line not in frame]))
    if left_out:
        notes.add("page-frame-lines", None, count=left_out)
    return kept


def _at_edge(page: Page) -> list[TextLine]:
    """The first and the last line of a page, where no table stands beyond them."""
    tops = [table.top for table in page.tables]
    above = [line for line in page.lines[:1] if all(line.top < top for top in tops)]
    return above + [line for line in page.lines[-1:] if all(line.top > top for top in tops)]


def blocks_of(pages: Sequence[Page], marks_part: Test) -> Iterator[Block]:
    """The paragraphs and tables of all pages. A text that ``marks_part`` is a heading or a title is a paragraph alone."""
    margins = _margins(pages)
    lines: list[TextLine] = []
    tables: list[RuledTable] = []
    for page in pages:
        items: list[TextLine | RuledTable] = [*page.lines, *page.tables]
        for item in sorted(items, key=lambda item: item.top):
            if isinstance(item, RuledTable):
                yield from _paragraph(lines)
                tables.append(item)
                continue
            yield from flow_tables(tables)
            tables.clear()
            if lines and not _goes_on(lines, item, margins, marks_part):
                yield from _paragraph(lines)
            lines.append(item)
    yield from flow_tables(tables)
    yield from _paragraph(lines)


def _margins(pages: Sequence[Page]) -> Margins:
    """Where full lines begin and end: as several do, or where the page's margins would be alike."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return Margins(0.0, 0.0, False)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    full = [line for line in lines if line.right > right - line.height]
    right = right if len(full) >= _FEW else max(right, pages[0].width - left)
    return Margins(left, right, any(line.left > left + line.height * 1.5 for line in lines))


def _goes_on(lines: Sequence[TextLine], line: TextLine, margins: Margins, marks_part: Test) -> bool:
    """Whether ``line`` goes on with the paragraph of ``lines``: its last one is full, and this one not indented.

    Where no line is indented at all, a full line that ends a sentence, or a number that begins one, parts paragraphs too.
    """
    before = lines[-1]
    size = max(before.height, line.height)
    marked = marks_part(line.text) or (len(lines) == 1 and marks_part(before.text))
    if marked or abs(before.height - line.height) > size / 4:
        return False
    if not margins.indented and (_ENDS.search(before.text) or _NUMBERED.match(line.text)):
        return False
    return margins.right - before.right < 2.5 * size and abs(line.left - margins.left) < size


def _paragraph(lines: list[TextLine]) -> Iterator[str]:
    """The text of a paragraph's lines, if there are any: without a space between them where Chinese meets."""
    text = lines[0].text if lines else ""
    for line in lines[1:]:
        spaced = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii() and line.text[:1].isalpha()
        text += (" " if spaced else "") + line.text
    lines.clear()
    if text:
        yield text
