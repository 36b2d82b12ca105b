"""A Word document: its paragraphs and tables, merged cells and all. Notes and headers are left out, and text boxes told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form
from gipr_tui.readers.documents.libraries import load
from gipr_tui.readers.documents.numbering import Numbering
from gipr_tui.readers.documents.zipped import check_package
from gipr_tui.readers.grids.flow import MAX_DEPTH, Block, FlowCell, FlowTable, copy_of, texts_of
from gipr_tui.readers.grids.model import MAX_COLUMNS
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.page_text.page import read_parts
from gipr_tui.readers.reading import Notes, Reading

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TABLE, _ROW, _CELL, _TEXT = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}t"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}ptab": " ", f"{_W}noBreakHyphen": "-"}
_WRAPPERS = frozenset(_W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_SKIPPED = frozenset(
    _W + name for name in ("del", "moveFrom", "drawing", "pict", "object", "rPr", "pPr", "footnoteReference")
)
_STRUCK_MARKS = ("strike", "dstrike")
_UNREAD_MARKS = ("vanish", *_STRUCK_MARKS)
_OTHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BOX, _FALLBACK = f"{_W}txbxContent", _OTHER.replace("AlternateContent", "Fallback")


def read_word(data: bytes, forms: Mapping[str, Form], asked: Asked, form: str | None) -> Reading:
    """The report in the Word document ``data``.

    Raises UnreadableFile where there is none in it, its unit or year can't be told, it is damaged, or the library lacks.
    """
    docx = load("docx", "python-docx", asked.name)
    check_package(data, asked.name)
    try:
        document = docx.Document(BytesIO(data))
        blocks = list(_blocks(document.element.body, 0, Numbering(document)))
    except Exception as error:  # python-docx lets every fault of zip, XML and packages through
        raise UnreadableFile("copy-damaged", file=asked.name) from error
    if not any(texts_of(blocks)):
        raise UnreadableFile("copy-empty", file=asked.name)
    notes = Notes()
    _note_boxes(document.element.body, notes)
    _note_struck(document.element.body, notes)
    copy = copy_of(blocks, asked.name, forms, notes)
    reading = read_parts(copy.parts, "docx", forms, asked, form, notes).reading
    return replace(reading, text=copy.text)


def _note_boxes(body: Any, notes: Notes) -> None:
    """Notes the text boxes with text in them; what Word keeps a second time for older programs is the same box."""
    boxes = (box for box in body.iter(_BOX) if not any(above.tag == _FALLBACK for above in box.iterancestors()))
    texts = [text for box in boxes if (text := "".join(piece.text or "" for piece in box.iter(_TEXT)).strip())]
    if texts:
        notes.add("text-boxes", None, count=len(texts), text=texts[0])


def _unwrapped(element: Any) -> Iterator[Any]:
    """The children of an element, those in content controls and tracked insertions among them."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in _WRAPPERS:
            stack.append(iter(child))
        else:
            yield child


def _blocks(element: Any, depth: int, numbering: Numbering) -> Iterator[Block]:
    for child in _unwrapped(element):
        if child.tag == _P:
            yield _numbered(_paragraph(child), numbering.before(child))
        elif child.tag == _TABLE:
            if depth < MAX_DEPTH:
                yield _table(child, depth, numbering)
            else:
                yield " ".join(text.text or "" for text in child.iter(_TEXT))


def _numbered(text: str, number: str) -> str:
    """A paragraph behind its automatic number; a figure stays what it is."""
    if not number or not any(map(str.isalpha, text)):
        return text
    apart = number[-1].isascii() and text.lstrip()[0].isascii()
    return f"{number}{' ' if apart else ''}{text.lstrip()}"


def _paragraph(paragraph: Any) -> str:
    """The text of a paragraph as Word shows it: without deleted, struck-out and hidden text, raised marks parted from figures."""
    pieces: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == _TEXT:
            pieces.append(child.text or "")
        elif child.tag in _BREAKS:
            pieces.append(_BREAKS[child.tag])
        elif child.tag not in _SKIPPED and child.tag != _OTHER and isinstance(child.tag, str):
            if child.tag == f"{_W}r":
                if any(_has(child, mark) for mark in _UNREAD_MARKS):
                    continue
                pieces.append(" " if _is_raised(child) else "")
            stack.append(iter(child))
    return "".join(pieces)


def _has(run: Any, name: str) -> bool:
    return _is_on(run.find(f"{_W}rPr/{_W}{name}"))


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")


def _is_raised(run: Any) -> bool:
    found = run.find(f"{_W}rPr/{_W}vertAlign")
    return found is not None and found.get(f"{_W}val") in ("superscript", "subscript")


def _is_left_out(row: Any) -> bool:
    """Whether a row of a table is deleted or hidden."""
    return any(_is_on(row.find(f"{_W}trPr/{_W}{mark}")) for mark in ("del", "hidden"))


def _note_struck(body: Any, notes: Notes) -> None:
    """Notes text that is struck out, and rows that are deleted or hidden: none of them is read."""
    runs = [run for run in body.iter(f"{_W}r") if any(_has(run, mark) for mark in _STRUCK_MARKS)]
    rows = [row for row in body.iter(_ROW) if _is_left_out(row)]
    texts = ["".join(piece.text or "" for piece in element.iter(_TEXT)).strip() for element in (*runs, *rows)]
    if texts := [text for text in texts if text]:
        notes.add("struck-out", None, count=len(texts), text=texts[0])


def _table(table: Any, depth: int, numbering: Numbering) -> FlowTable:
    """A table whose merged cells, which Word marks piece by piece, are made one."""
    flow = FlowTable()
    open_cells: dict[int, FlowCell] = {}  # column -> the cell that pieces below it belong to
    for row in (child for child in _unwrapped(table) if child.tag == _ROW and not _is_left_out(child)):
        column = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        cells = [FlowCell(columns=column)] if column else []
        still_open: dict[int, FlowCell] = {}
        for piece in (child for child in _unwrapped(row) if child.tag == _CELL):
            columns = max(_number(piece.find(f"{_W}tcPr/{_W}gridSpan"), 1), 1)
            merge = piece.find(f"{_W}tcPr/{_W}vMerge")
            above = open_cells.get(column)
            if merge is not None and merge.get(f"{_W}val") != "restart" and above and above.columns == columns:
                above.rows += 1
                above.blocks += (block for block in _blocks(piece, depth + 1, numbering) if any(texts_of([block])))
                still_open[column] = above
            else:
                cell = FlowCell(list(_blocks(piece, depth + 1, numbering)), 1, columns)
                cells.append(cell)
                if merge is not None:
                    still_open[column] = cell
            column = min(column + columns, MAX_COLUMNS)
        open_cells = still_open
        flow.rows.append(cells)
    return flow


def _number(element: Any, default: int) -> int:
    text = "" if element is None else element.get(f"{_W}val") or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default
