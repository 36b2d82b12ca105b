"""A web page read: the report in it, without the frame of the site around it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form
from gipr_tui.readers.decode import check_size
from gipr_tui.readers.grids.flow import Block, copy_of
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line
from gipr_tui.readers.page_text.page import read_parts
from gipr_tui.readers.reading import Notes, Reading
from gipr_tui.readers.titles import find_titles
from gipr_tui.readers.web_page.blocks import (
    Paragraph,
    blocks_of,
    is_folded,
    is_struck,
    nodes_in,
    paragraphs_in,
    text_of,
    unfold,
)
from gipr_tui.readers.web_page.encoding import decode_page, unpack_archive
from gipr_tui.text.clean import clean_line
from gipr_tui.text.fold import fold

if TYPE_CHECKING:
    from justhtml import Node

#: The most tags of a page that is read. A long report that a word processor saved has some thirty thousand.
MAX_TAGS = 200_000

#: How many of a form's headings tell the part of a page that is the report.
_FEWEST_HEADINGS = 3

#: How many hidden blocks of a page are looked into for sections of the report.
_MOST_FOLDED = 200


def read_page(data: bytes, forms: Mapping[str, Form], asked: Asked, form: str | None) -> Reading:
    """The report in the web page ``data``.

    Raises UnreadableFile where there is none in it, or its encoding, unit or year can't be told.
    """
    from justhtml import JustHTML

    check_size(len(data), asked.name)
    decoded = decode_page(unpack_archive(data), asked.name)
    if (count := decoded.text.count("<")) > MAX_TAGS:
        raise UnreadableFile("copy-too-many-tags", file=asked.name, count=count, limit=MAX_TAGS)
    root = JustHTML(decoded.text, sanitize=False).root
    notes = Notes()
    blocks = _report_in(root, forms, notes)
    copy = copy_of(blocks, asked.name, forms, notes)
    reading = read_parts(copy.parts, decoded.encoding, forms, asked, form, notes).reading
    return replace(reading, text=copy.text)


def _report_in(root: Node, forms: Mapping[str, Form], notes: Notes) -> list[Block]:
    """The blocks of the part of the page that holds the headings, behind the title where that stands elsewhere."""
    headings = {
        fold(text).rstrip(".:") for form in forms.values() for s in form.sections for text in (s.heading, *s.accept)
    }
    _unfold_sections(root, headings, notes)
    note_struck(root, notes)
    paragraphs = _paragraphs(root)
    found = _headings_in(paragraphs, headings)
    article = _common(list(found.values())) if len(found) >= _FEWEST_HEADINGS else None
    if article is None:
        return [*_head_title(root, paragraphs, forms), *blocks_of(root)]
    known: dict[int, bool] = {}
    outside = [p for p in paragraphs if not _is_in(p.within, article, known)]
    inside = [p for p in paragraphs if _is_in(p.within, article, known)]
    titled = any(_is_title(p.text, forms) for p in inside)
    titles = [] if titled else [p.text for p in outside if _is_title(p.text, forms)][:1]
    if left := len(outside) - len(titles):
        notes.add("page-frame", None, count=left)
    return [*titles, *_head_title(root, paragraphs, forms), *blocks_of(article)]


def note_struck(root: Node, notes: Notes) -> None:
    """Notes what is struck out below ``root``, which is not read."""
    struck = [text for node in nodes_in(root) if is_struck(node) and (text := text_of(node).strip())]
    if struck:
        notes.add("struck-out", None, count=len(struck), text=struck[0])


def _paragraphs(element: Node) -> list[Paragraph]:
    return [Paragraph(clean_line(p.text).strip(), p.within) for p in paragraphs_in(element)]


def _headings_in(paragraphs: Sequence[Paragraph], headings: Container[str]) -> dict[str, Node]:
    """The headings among ``paragraphs`` with the elements they stand in: not where a list of contents names them."""
    texts = [fold(p.text).rstrip(".:") if len(p.text) <= MAX_LABEL else "" for p in paragraphs]
    found: dict[str, Node] = {}
    listed: dict[str, Node] = {}
    for at, (text, paragraph) in enumerate(zip(texts, paragraphs, strict=True)):
        if text in headings:
            among = [other in headings for other in texts[max(at - 1, 0) : at + 2]]
            (listed if all(among) and len(among) > 1 else found).setdefault(text, paragraph.within)
    return listed | found if len(found) < _FEWEST_HEADINGS else found


def _unfold_sections(root: Node, headings: Container[str], notes: Notes) -> None:
    """Shows the blocks that a page shows only when they are chosen, where sections stand in them and nowhere else."""
    shown = _headings_in(_paragraphs(root), headings).keys()
    folded = [node for node in nodes_in(root) if is_folded(node)][:_MOST_FOLDED]
    opened = 0
    for node in folded:
        inside = _headings_in(_paragraphs(node), headings).keys()
        if inside and not inside & shown:
            unfold(node)
            opened += 1
    if opened:
        notes.add("sections-unfolded", None, count=opened)


def _is_title(text: str, forms: Mapping[str, Form]) -> bool:
    return len(text) <= MAX_LABEL and bool(find_titles([Line(1, text)], forms))


def _head_title(root: Node, paragraphs: Iterable[Paragraph], forms: Mapping[str, Form]) -> list[Block]:
    """The title that only the page's head gives (``<title>``, with the site's name behind it), if the page shows none."""
    if any(_is_title(paragraph.text, forms) for paragraph in paragraphs):
        return []
    titles = [str(title.to_text()) for title in root.query("title")][:1]
    pieces = [piece.strip() for title in titles for piece in (title, *re.split(r"[-_|—–－]+", title))]
    return [piece for piece in pieces if _is_title(clean_line(piece), forms)][:1]


def _common(elements: Sequence[Node]) -> Node | None:
    """The smallest element that holds all of ``elements``."""
    chains = [_chain(element) for element in elements]
    common = None
    for level in zip(*chains, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    while common is not None and common.name in ("table", "tbody", "thead", "tr"):
        common = common.parent
    return common


def _chain(element: Node) -> list[Node]:
    """The elements from the page's root down to ``element``."""
    chain = []
    node: Node | None = element
    while node is not None:
        chain.append(node)
        node = node.parent
    return chain[::-1]


def _is_in(element: Node, outer: Node, known: dict[int, bool]) -> bool:
    """Whether ``element`` stands in ``outer``; ``known`` keeps what was found on the way."""
    way = []
    node: Node | None = element
    while node is not None and node is not outer and id(node) not in known:
        way.append(id(node))
        node = node.parent
    inside = node is outer or (node is not None and known[id(node)])
    known |= dict.fromkeys(way, inside)
    return inside
