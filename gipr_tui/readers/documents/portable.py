"""A PDF with a text layer: its pages' lines and ruled tables, put together to a copy.

Where tables have no ruling lines, or not all, the text as it stands on the pages may tell more: then it is read instead.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeVar

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form
from gipr_tui.readers.documents.inflating import UnpacksTooLarge, bounded_unpacking
from gipr_tui.readers.documents.libraries import load
from gipr_tui.readers.documents.paragraphs import Page, TextLine, blocks_of, without_furniture
from gipr_tui.readers.documents.ruling import open_ends, ruled_table
from gipr_tui.readers.grids.alone import marks_in
from gipr_tui.readers.grids.flow import copy_of
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.page_text.page import read_parts, read_text_copy
from gipr_tui.readers.reading import Note, Notes, Reading

_T = TypeVar("_T")

#: The most pages that are read, the most characters and lines on one, and the most seconds for all.
MAX_PAGES, MAX_MARKS, MAX_SECONDS = 120, 20_000, 60

#: How many points a blank is broad where text is laid out: less than half a character, so that narrow columns stay apart.
_BREADTH = 3.5


def read_pdf(data: bytes, forms: Mapping[str, Form], asked: Asked, form: str | None) -> Reading:
    """The report in the PDF ``data``.

    Raises UnreadableFile where there is none in it, its unit or year can't be told, it is locked or damaged, has no text
    layer or too many pages, or the library lacks.
    """
    load("pdfplumber", "pdfplumber", asked.name)
    pages = _each_page(data, asked.name, lambda page: _page(page, asked.name))
    if not any(page.lines or page.tables for page in pages):
        raise UnreadableFile("copy-scanned", file=asked.name)
    ruled = _read_ruled(pages, forms, asked, form) if any(page.tables for page in pages) else None
    if ruled and not ruled.missing:
        return ruled
    text = "\n\f".join(_each_page(data, asked.name, _laid_out))
    try:
        spread = read_text_copy(text, "pdf", forms, asked, form).reading
    except UnreadableFile:
        if ruled:
            return ruled
        raise
    if ruled and len(ruled.placed) >= len(spread.placed):
        return ruled
    return replace(spread, text=text, notes=(Note(None, "pdf-unruled"), *spread.notes))


def _laid_out(page: Any) -> str:
    """A page's text with each word where it stands: the columns of a table stay apart."""
    return str(page.extract_text(layout=True, x_density=_BREADTH))


def _read_ruled(pages: Sequence[Page], forms: Mapping[str, Form], asked: Asked, form: str | None) -> Reading:
    notes = Notes()
    blocks = blocks_of(without_furniture(pages, notes), marks_in(forms))
    copy = copy_of(blocks, asked.name, forms, notes)
    return replace(read_parts(copy.parts, "pdf", forms, asked, form, notes).reading, text=copy.text)


def _each_page(data: bytes, name: str, read: Callable[[Any], _T]) -> list[_T]:
    """What ``read`` gives for each page. Raises UnreadableFile for a file that can't be opened, or is too much."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.pdf import PDF

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    until = time.monotonic() + MAX_SECONDS
    try:
        with bounded_unpacking(), PDF.open(BytesIO(data)) as pdf:
            given: list[_T] = []
            for page in pdf.pages:
                if len(pdf.pages) > MAX_PAGES or time.monotonic() > until:
                    raise UnreadableFile("copy-too-many-pages", file=name, count=len(pdf.pages), limit=MAX_PAGES)
                given.append(read(page))
                page.close()
            return given
    except UnreadableFile:
        raise
    except Exception as error:  # the library lets every fault of a damaged file through
        causes = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(cause, UnpacksTooLarge) for cause in causes):
            raise UnreadableFile("copy-bomb", file=name) from error
        if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
            raise UnreadableFile("copy-locked", file=name) from error
        raise UnreadableFile("copy-damaged", file=name) from error


def _page(page: Any, name: str) -> Page:
    if len(page.chars) + len(page.edges) > MAX_MARKS:
        raise UnreadableFile("copy-page-crowded", file=name, page=page.page_number, limit=MAX_MARKS)
    page = page.dedupe_chars()
    settings = {"explicit_horizontal_lines": open_ends(page.edges)}
    found = [(table.bbox, ruled) for table in page.find_tables(settings) if (ruled := ruled_table(table))]

    def outside(item: Mapping[str, Any]) -> bool:
        across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return not any(x0 <= across <= x1 and top <= down <= bottom for (x0, top, x1, bottom), _ in found)

    lines = [
        TextLine(line["text"], line["x0"], line["x1"], line["top"], line["bottom"] - line["top"])
        for line in page.filter(outside).extract_text_lines(return_chars=False)
        if line["text"].strip()
    ]
    return Page(lines, [ruled for _, ruled in found], float(page.width), float(page.height))
