"""HTML tables in a text, as converters to Markdown leave them where cells are merged: tables, and the text round them lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form
from gipr_tui.readers.grids.flow import copy_of
from gipr_tui.readers.grids.model import Part, Table
from gipr_tui.readers.loose_text.rowlines import with_tables
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.readers.reading import Notes

_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Embedded:
    """A text with each row of its HTML tables on a line: ``shown`` with what they say, ``text`` with these lines blank.

    ``tables`` are their parts, each table's with the number of its first line.
    """

    shown: str
    text: str
    tables: tuple[tuple[int, Sequence[Part]], ...] = ()

    def parts(self, lines: Sequence[Line], forms: Mapping[str, Form]) -> list[Part]:
        """The parts of the copy whose ``lines`` of ``text`` these are, in their order."""
        parts: list[Part] = []
        after = 0
        for first, given in self.tables:
            parts += with_tables([line for line in lines if after <= line.number < first], self.text, forms)
            parts += given
            after = first
        return parts + with_tables([line for line in lines if line.number >= after], self.text, forms)


def embedded(text: str, name: str, forms: Mapping[str, Form], notes: Notes) -> Embedded:
    """``text`` with its HTML tables read. Raises UnreadableFile for more tags than a web page may have."""
    found = list(_TABLE.finditer(text)) if "</td>" in text.lower() else []
    if not found:
        return Embedded(text, text)
    from justhtml import JustHTML

    from gipr_tui.readers.web_page.blocks import blocks_of
    from gipr_tui.readers.web_page.page import MAX_TAGS, note_struck

    if (count := text.count("<")) > MAX_TAGS:
        raise UnreadableFile("copy-too-many-tags", file=name, count=count, limit=MAX_TAGS)
    shown: list[str] = []
    blank: list[str] = []
    tables: list[tuple[int, Sequence[Part]]] = []
    start = 0
    for match in found:
        between = text[start : match.start()].split("\n")
        root = JustHTML(match[0], sanitize=False).root
        note_struck(root, notes)
        copy = copy_of(blocks_of(root), name, forms, notes)
        shown += between
        blank += between
        tables.append((len(shown) + 1, list(_moved(copy.parts, len(shown)))))
        rows = copy.text.split("\n")
        shown += rows
        blank += [""] * len(rows)
        start = match.end()
    rest = text[start:].split("\n")
    return Embedded("\n".join(shown + rest), "\n".join(blank + rest), tuple(tables))


def _moved(parts: Sequence[Part], lines: int) -> Iterator[Part]:
    """``parts`` as they are ``lines`` further down."""
    for part in parts:
        if isinstance(part, Line):
            yield replace(part, number=part.number + lines)
        else:
            cells = [replace(cell, line=cell.line + lines) for cell in part.cells]
            yield Table(cells, [line + lines for line in part.lines], part.family + lines, loose=part.loose)
