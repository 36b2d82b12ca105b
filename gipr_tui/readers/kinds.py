"""What kind of file a copy is, by its content, and the reader for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from gipr_tui.forms import Form
from gipr_tui.readers.decode import is_web_archive
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.reading import Reading

#: Reads a copy's bytes on one of the forms; see :func:`gipr_tui.readers.read_copy`.
Reader = Callable[[bytes, Mapping[str, Form], Asked, str | None], Reading]

_TAG = re.compile(rb"\s*<(?:!doctype|!--|\?xml|[a-z][a-z0-9:]*[\s>/])", re.IGNORECASE)
_MARKDOWN = re.compile(rb"^(?:#{1,6} +[^\s<]|\*\*[^*\n]+\*\*\s*$)", re.MULTILINE)
_TABLE = re.compile(rb"<table\b.*?(?:</table\s*>|\Z)", re.DOTALL)
_WHOLE_PAGE = re.compile(rb"<(?:!doctype|\?xml|html|head|body)\b")
_BLOCK = re.compile(rb"<(?:p|br|div|section|h[1-6]|span)\b")
_PAGE_ENDINGS = (".htm", ".html", ".shtml", ".xhtml", ".mht", ".mhtml")
_HEAD, _PDF_HEAD = 200_000, 1024

#: How many headings in Markdown, and how many lines without tags, make a text of what has tables of a page in it.
_FEWEST_MARKED, _FEWEST_LINES = 2, 3


def reader_of(data: bytes, name: str) -> Reader | None:
    """The reader for a copy that is no plain text, or None. Its library is loaded only when it reads."""
    if b"%PDF-" in data[:_PDF_HEAD]:
        from gipr_tui.readers.documents.portable import read_pdf

        return read_pdf
    if data.startswith(b"PK\x03\x04"):
        return _package_reader(data)
    if is_page(data, name):
        from gipr_tui.readers.web_page.page import read_page

        return read_page
    return None


def _package_reader(data: bytes) -> Reader | None:
    from gipr_tui.readers.documents.zipped import package_kind

    kind = package_kind(data)
    if kind == "docx":
        from gipr_tui.readers.documents.word import read_word

        return read_word
    if kind == "xlsx":
        from gipr_tui.readers.documents.workbook import read_workbook

        return read_workbook
    return None


def is_page(data: bytes, name: str) -> bool:
    """Whether ``data`` is a web page or a fragment of one: by how it begins, the tables in it, or its file's name."""
    if is_web_archive(data):
        return True
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")[2:]
    lower = start.lower()
    if _is_text_with_tables(lower, name):
        return False
    if _TAG.match(start):
        marked = _MARKDOWN.search(start) is not None and not re.search(rb"<(?:p|table|h[1-6])\b", lower)
        return not marked and (b"</" in lower or b"<p" in lower)
    if b"</td>" in lower and b"<table" in lower:
        return True
    return name.lower().endswith(_PAGE_ENDINGS) and re.search(rb"<[a-z!]", lower) is not None


def _is_text_with_tables(lower: bytes, name: str) -> bool:
    """Whether tables are the page's share in a text: the lines round them are Markdown, or have no tags to part them."""
    if b"<table" not in lower or _WHOLE_PAGE.search(lower) or name.lower().endswith(_PAGE_ENDINGS):
        return False
    rest = _TABLE.sub(b"", lower)
    if len(_MARKDOWN.findall(rest)) >= _FEWEST_MARKED:
        return True
    return not _BLOCK.search(rest) and sum(bool(line.strip()) for line in rest.split(b"\n")) >= _FEWEST_LINES
