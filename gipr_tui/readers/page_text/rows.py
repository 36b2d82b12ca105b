"""The rows of a copy's tables: what each cell looks like, and where one row ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from gipr_tui.forms import CellKind
from gipr_tui.readers.page_text.labels import Label, Role, Vocabulary
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.report.values import ValueKind, parse_value

_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_MOST_MARKS = 12
_HAN = re.compile(r"[\u3400-\u9fff]")


class BoxKind(StrEnum):
    """What a single cell of a copy looks like."""

    BLANK = "blank"
    CAPTION = "caption"
    HEAD = "head"
    ROW = "row"
    EITHER = "either"
    FIGURE = "figure"
    TEXT = "text"


class RowKind(StrEnum):
    """What a row of a copy is."""

    BLANK = "blank"
    CAPTION = "caption"
    HEAD = "head"
    LABELLED = "labelled"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a copy: its line, its text, what it looks like, and the label it is.

    ``span`` are the grid columns it covers (the first, and the one after the last), where the copy's tables are grids.
    ``run`` says that it holds all figures of its row, run together; ``unsure`` that they are its own only if they add up.
    """

    line: int
    text: str
    kind: BoxKind
    label: Label | None = None
    span: tuple[int, int] | None = None
    run: bool = False
    unsure: bool = False


def text_of(boxes: Iterable[Box]) -> str:
    """The texts of cells that stand side by side, blank ones left out, parted by TABs."""
    return "\t".join(box.text for box in boxes if box.text)


def texts_in(box: Box) -> list[str]:
    """The texts that :func:`text_of` has put into a cell."""
    return box.text.split("\t")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a copy. ``lead`` are the row labels that begin it, ``values`` the cells after them.

    ``streamed`` says that its end was told from the label of the next: blank cells at its end may be merged ones of that
    row, and a text among its values may be a label.

    In a grid, ``groups`` are the labels of the groups that reach into the row from above, ``stray`` the texts among its
    labels that are none; ``merged`` says that one of its figures is merged with the row above or below, and rows of one
    ``grid`` share their columns. ``loose`` says that cells may have been lost from it, ``whole`` that the row has all cells
    its copy gives it: no other row's are its own.
    """

    kind: RowKind
    boxes: tuple[Box, ...]
    lead: tuple[Box, ...] = ()
    values: tuple[Box, ...] = ()
    streamed: bool = False
    groups: tuple[Box, ...] = ()
    stray: tuple[Box, ...] = ()
    merged: bool = False
    grid: int = 0
    whole: bool = False
    loose: bool = False

    @property
    def line(self) -> int:
        """The line of the first cell with text, or of the first."""
        return next((box.line for box in self.boxes if box.text), self.boxes[0].line)

    @property
    def text(self) -> str:
        """The row's texts, parted by TABs."""
        return text_of(self.boxes)


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether ``text`` can only be the content of a value cell: a number, or a mark for none."""
    if _PLAIN.fullmatch(text):
        return True
    digits = sum(char.isdigit() for char in text)
    if len(text) - digits > _MOST_MARKS or (not digits and _HAN.search(text)):
        return False
    value = parse_value(text, CellKind.SIGNED, "万元")
    if value.kind is ValueKind.UNREADABLE:
        return digits > 0 and not any(char.isalpha() for char in text)
    return value.kind is not ValueKind.BLANK


def box_of(line: Line, vocabulary: Vocabulary) -> Box:
    """The cell that stands on ``line``."""
    if not line.text:
        return Box(line.number, "", BoxKind.BLANK)
    label = vocabulary.find(line.folded)
    if label is None:
        return Box(line.number, line.text, BoxKind.FIGURE if is_figure(line.text) else BoxKind.TEXT)
    if Role.CAPTION in label.roles:
        kind = BoxKind.CAPTION
    elif label.heads:
        kind = BoxKind.EITHER if Role.ROW in label.roles else BoxKind.HEAD
    else:
        kind = BoxKind.ROW
    return Box(line.number, line.text, kind, label)


class _State(StrEnum):
    START = "start"
    HEAD = "head"
    LEAD = "lead"
    GAP = "gap"
    VALUES = "values"


def split_rows(boxes: Sequence[Box], *, stream: bool) -> list[Row]:
    """The rows among ``boxes``: one, unless ``stream`` says that the ends of rows are lost."""
    rows: list[Row] = []
    current: list[Box] = []
    state = _State.START

    def flush() -> None:
        nonlocal current, state
        if current:
            rows.append(replace(_row(tuple(current), head=state is _State.HEAD), streamed=stream))
        current, state = [], _State.START

    for index, box in enumerate(boxes):
        kind = _settled(boxes, index, state)
        if kind is BoxKind.CAPTION:
            flush()
            rows.append(Row(RowKind.CAPTION, (box,)))
            continue
        if _begins_row(kind, state, stream):
            flush()
        current.append(box)
        state = _after(kind, state)
    flush()
    return rows


def _settled(boxes: Sequence[Box], index: int, state: _State) -> BoxKind:
    """A cell's kind, where its label can head a column as well as a row told from what is round it."""
    kind = boxes[index].kind
    if kind is not BoxKind.EITHER:
        return kind
    following = next((box.kind for box in boxes[index + 1 : index + 6] if box.text), BoxKind.BLANK)
    heads = state is _State.HEAD and following is not BoxKind.FIGURE
    return BoxKind.HEAD if heads or following is BoxKind.HEAD else BoxKind.ROW


def _begins_row(kind: BoxKind, state: _State, stream: bool) -> bool:
    if kind is BoxKind.HEAD:
        return stream and state in (_State.LEAD, _State.GAP, _State.VALUES)
    if kind is BoxKind.ROW:
        return state in (_State.HEAD, _State.GAP, _State.VALUES)
    if kind is BoxKind.FIGURE:
        return stream and state is _State.HEAD
    return kind is BoxKind.TEXT and stream and state is _State.VALUES


def _after(kind: BoxKind, state: _State) -> _State:
    if kind is BoxKind.HEAD:
        return _State.HEAD if state in (_State.START, _State.HEAD) else _State.VALUES
    if kind is BoxKind.ROW:
        return _State.LEAD
    if kind is BoxKind.BLANK:
        return _State.GAP if state is _State.LEAD else state
    return state if state is _State.HEAD else _State.VALUES


def _row(boxes: tuple[Box, ...], *, head: bool) -> Row:
    if not any(box.text for box in boxes):
        return Row(RowKind.BLANK, boxes)
    if head:
        return Row(RowKind.HEAD, boxes)
    lead: list[Box] = []
    for position, box in enumerate(boxes):
        if box.kind in (BoxKind.ROW, BoxKind.EITHER):
            lead.append(box)
        elif box.text or lead:
            return Row(RowKind.LABELLED if lead else RowKind.PLAIN, boxes, tuple(lead), boxes[position:])
    return Row(RowKind.LABELLED, boxes, tuple(lead))
