"""A web page's elements as paragraphs and tables: what a browser would show, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gipr_tui.readers.grids.flow import MAX_DEPTH, Block, FlowCell, FlowTable

if TYPE_CHECKING:
    from justhtml import Node

_DROPPED_NAMES = (
    "applet area audio aside base button canvas datalist dialog embed footer frame frameset head iframe link map math "
    "meta nav noembed noframes noscript object option param rp rt script select source style svg template textarea "
    "title track video xml"
)
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p q rb ruby s samp small "
    "span st1:chsdate st1:personname strike strong sub sup time tt u var wbr"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())
_RAISED = frozenset(("sub", "sup"))
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
_STRUCK = frozenset(("del", "s", "strike"))
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_COUNT = re.compile(r"\s*(\d{1,9})")
_BREAK = re.compile(r"(?<=[\u2e80-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\uffef])")
_SPACES = re.compile(r"[ \t\r\n\f]+")

#: How deep elements are followed; a page made by people nests some thirty.
_DEEPEST = 400


@dataclass
class Paragraph:
    """A paragraph's text, and the element it stands in."""

    text: str
    within: Node


@dataclass
class _Writer:
    """The blocks of one element while they are gathered."""

    blocks: list[Block] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    preformatted: bool = False

    def end_paragraph(self) -> None:
        text = "".join(self.inline)
        self.inline.clear()
        if not self.preformatted:
            text = _SPACES.sub(" ", _BREAK.sub("", text))
        if text.strip():
            self.blocks.append(text)


def blocks_of(element: Node, depth: int = 0) -> list[Block]:
    """The paragraphs and tables in ``element``."""
    writer = _Writer()
    for node, leaving in _walk(element):
        if leaving:
            _leave(node, writer)
        elif node.name == "#text":
            writer.inline.append(str(node.data))
        elif node.name == "table":
            writer.end_paragraph()
            if depth < MAX_DEPTH:
                writer.blocks.append(_table(node, depth))
            else:
                writer.blocks.append(text_of(node))
        else:
            _enter(node, writer)
    writer.end_paragraph()
    return writer.blocks


def text_of(element: Node) -> str:
    """All the text shown in ``element``, on one line."""
    return _SPACES.sub(" ", " ".join(str(node.data) for node, _ in _walk(element, tables=True) if node.name == "#text"))


def paragraphs_in(element: Node) -> Iterator[Paragraph]:
    """The paragraphs in ``element``, those in its tables too, each with the element it stands in."""
    writer, within = _Writer(), element
    for node, leaving in _walk(element, tables=True):
        if node.name == "#text":
            writer.inline.append(str(node.data))
        elif node.name == "br" or node.name not in _INLINE:
            writer.end_paragraph()
            yield from (Paragraph(str(text), within) for text in writer.blocks)
            writer.blocks.clear()
            within = (node.parent or element) if leaving else node
    writer.end_paragraph()
    yield from (Paragraph(str(text), within) for text in writer.blocks)


def _walk(element: Node, *, tables: bool = False) -> Iterator[tuple[Node, bool]]:
    """The nodes below ``element`` that are shown, each on entering and, elements, on leaving; tables only with ``tables``."""
    stack = [(element, iter(_children(element)))]
    while stack:
        node, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                yield node, True
        elif child.name == "#text":
            yield child, False
        elif not is_hidden(child) and len(stack) < _DEEPEST:
            yield child, False
            if child.name != "table" or tables:
                stack.append((child, iter(_children(child))))


def _enter(node: Node, writer: _Writer) -> None:
    if node.name in _RAISED:
        writer.inline.append(" ")
    elif node.name == "br" or node.name not in _INLINE:
        writer.end_paragraph()
    writer.preformatted |= node.name == "pre"
    if node.name == "input":
        writer.inline.append(_attributes(node).get("value") or "")


def _leave(node: Node, writer: _Writer) -> None:
    if node.name in _RAISED:
        writer.inline.append(" ")
    elif node.name not in _INLINE:
        writer.end_paragraph()
    writer.preformatted &= node.name != "pre"


def is_hidden(node: Node) -> bool:
    """Whether nothing of a node is read: a browser does not show it, it is struck out, or it is the page's frame."""
    name = str(node.name).lower()
    if name[:1] in "#!" or name in _DROPPED or name.startswith(("w:", "v:")):
        return True
    attrs = _attributes(node)
    if name == "input" and (attrs.get("type") or "text").lower() != "text":
        return True
    return attrs.get("role") == "navigation" or is_folded(node) or is_struck(node)


def is_folded(node: Node) -> bool:
    """Whether the page hides a node until something is clicked, or for good."""
    attrs = _attributes(node)
    return "hidden" in attrs or bool(_HIDDEN.search(attrs.get("style") or ""))


def unfold(node: Node) -> None:
    """Shows a node that :func:`is_folded`."""
    attrs = dict(_attributes(node))
    attrs.pop("hidden", None)
    node.attrs = attrs | {"style": _HIDDEN.sub("", attrs.get("style") or "")}


def is_struck(node: Node) -> bool:
    """Whether a node's text is struck out: it stands there only to show what was changed."""
    return node.name in _STRUCK or bool(_LINE_THROUGH.search(_attributes(node).get("style") or ""))


def nodes_in(element: Node) -> Iterator[Node]:
    """Every node below ``element`` that is no text, whether it is shown or not."""
    stack = [element]
    while stack:
        node = stack.pop()
        yield node
        stack += [child for child in reversed(_children(node)) if child.name != "#text"]


def _table(table: Node, depth: int) -> FlowTable:
    flow = FlowTable()
    for group in _groups(table):
        for index, row in enumerate(group):
            flow.rows.append(list(_cells(row, len(group) - index, depth)))
    return flow


def _groups(table: Node) -> Iterator[list[Node]]:
    """The rows of a table, group by group: a merged cell ends with its group."""
    for part in _children(table):
        if part.name == "caption" and not is_hidden(part):
            yield [part]
        elif part.name in ("thead", "tbody", "tfoot") and not is_hidden(part):
            yield [row for row in _children(part) if row.name == "tr" and not is_hidden(row)]


def _cells(row: Node, left: int, depth: int) -> Iterator[FlowCell]:
    cells = [row] if row.name == "caption" else _children(row)
    for cell in cells:
        if cell.name not in ("td", "th", "caption") or is_hidden(cell):
            continue
        rows = _count(cell, "rowspan")
        columns = _count(cell, "colspan") if cell.name != "caption" else 10**6
        yield FlowCell(blocks_of(cell, depth + 1), min(rows or left, left), columns or 1)


def _count(cell: Node, name: str) -> int:
    """A span's attribute as browsers read it: its first digits; 1 where there are none."""
    found = _COUNT.match(_attributes(cell).get(name) or "")
    return int(found[1]) if found else 1


def _children(node: Node) -> Sequence[Node]:
    return node.children or ()


def _attributes(node: Node) -> Mapping[str, str | None]:
    return node.attrs or {}
