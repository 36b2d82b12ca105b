"""Copies whose lines and cells have run together: one line holds whole sections, headings, labels, figures and all."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise
from typing import TypeVar

from gipr_tui.forms import Form
from gipr_tui.readers.loose_text.pieces import MAX_PIECES, Piece, Scanner, spaced_pieces
from gipr_tui.readers.page_text.labels import Role, Vocabulary
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line
from gipr_tui.readers.page_text.rows import Box, BoxKind, box_of
from gipr_tui.readers.titles import find_titles
from gipr_tui.text.fold import fold

#: A line this long may hold several rows, or a section and its table.
LONG = 60

_Part = TypeVar("_Part")

_TITLE_ENDS = re.compile("报告|年报")

#: A line of so many digits is the figures of a whole row; so many lines with a row each are a table.
_DIGITS, _FEWEST_ROWS = re.compile(r"\d{15,80}", re.ASCII), 2

#: How a line begins that may be a heading with text behind it.
_HEADED = re.compile(r"[一二三四五六]\s*[、.．，,].{5,}")

_EDGES = " \u3000\u00a0"

#: What may part a heading from the text behind it, and belongs to neither.
_PARTING = _EDGES + "。：:"


@lru_cache(maxsize=16)
def _form_scanner(form: Form) -> tuple[Scanner, re.Pattern[str]]:
    headings = {fold(text) for section in form.sections for text in (section.heading, *section.accept)}
    longest_first = sorted(headings, key=len, reverse=True)
    return Scanner(Vocabulary(form.tables)), re.compile("|".join(map(re.escape, longest_first)))


def cut_at_headings(lines: Sequence[Line], forms: Mapping[str, Form]) -> tuple[Line, ...]:
    """``lines`` with those that hold whole tables cut before and after each heading in them.

    A line that goes on after its heading is cut too, where the heading does not stand on a line of its own elsewhere.
    """
    return tuple(cut_behind_headings([part for line in lines for part in _cut(line, forms)], forms))


def cut_behind_headings(parts: Iterable[_Part], forms: Mapping[str, Form]) -> Iterator[_Part | Line]:
    """``parts`` with each line cut that goes on after its heading, unless this stands on a line of its own elsewhere."""
    parts = list(parts)
    lines = [part for part in parts if isinstance(part, Line)]
    alone = {line.folded.rstrip(".:") for line in lines if len(line.text) <= LONG}
    for part in parts:
        if isinstance(part, Line):
            yield from _after_heading(part, forms, alone)
        else:
            yield part


def _after_heading(line: Line, forms: Mapping[str, Form], alone: Container[str]) -> Iterator[Line]:
    """A line as its heading and the text behind it, or whole where it is none of that kind."""
    for form in forms.values() if _HEADED.match(line.text) and not line.cell else ():
        scanner, headings = _form_scanner(form)
        places = scanner.places_of(headings, line.text)
        if len(places) != 1 or places[0][0] or fold(line.text[: places[0][1]]).rstrip(".:") in alone:
            continue
        rest = line.text[places[0][1] :]
        if rest.strip(_PARTING) and (rest[0] in _PARTING or "。" in rest):
            yield from _parts(line, places)
            return
    yield line


def _cut(line: Line, forms: Mapping[str, Form]) -> Iterator[Line]:
    if len(line.text) > LONG:
        for form in forms.values():
            scanner, headings = _form_scanner(form)
            if places := scanner.places_of(headings, line.text):
                table = scanner.table_in(line.text)
                if table and (scanner.is_table(line.text, *table) or any(start < table[1] for start, _ in places)):
                    yield from _parts(line, [(0, _title_end(line, forms)), *places])
                    return
    yield line


def _title_end(line: Line, forms: Mapping[str, Form]) -> int:
    """Where the title that a line begins with ends, or 0."""
    for match in islice(_TITLE_ENDS.finditer(line.text, 0, MAX_LABEL), 3):
        titles = find_titles([replace(line, text=line.text[: match.end()])], forms)
        if titles and not titles[0].before:
            return match.end()
    return 0


def _parts(line: Line, places: Sequence[tuple[int, int]]) -> Iterator[Line]:
    cuts = sorted({0, len(line.text), *(place for both in places for place in both)})
    behind = {end for _, end in places}
    for start, end in pairwise(cuts):
        text = line.text[start:end].lstrip(_PARTING if start in behind else _EDGES)
        if text:
            indent = line.indent + end - len(text)
            yield replace(line, text=text.rstrip(_EDGES), indent=indent, cell=False, ragged=False)


def loose_labels(lines: Sequence[Line], forms: Mapping[str, Form]) -> Iterator[Line]:
    """Each label in lines that hold several, and each part of a line that wide spaces part, as a line: for telling the form."""
    for line in lines[:MAX_PIECES]:
        if len(line.text) > LONG and not line.cell:
            for form in forms.values():
                scanner, _ = _form_scanner(form)
                yield from (Line(line.number, line.text[start:end]) for start, end in scanner.spans(line.text))
        elif "  " in line.text and not line.cell:
            yield from (Line(line.number, piece.text) for piece in spaced_pieces([line]) if not piece.figure)


class JoinedTable:
    """The table in a section whose labels and figures have run together."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._scanner = Scanner(vocabulary)

    def is_in(self, lines: Sequence[Line]) -> bool:
        """Whether one of ``lines`` holds such a table, or several hold a row each with its figures right after its label."""
        if any(self._place(line) or _DIGITS.fullmatch(line.text) for line in lines if len(line.text) >= LONG // 4):
            return True
        rows = (line for line in lines if line.text and line.text[-1].isdigit() and len(line.text) <= LONG)
        return sum(self._is_row(line) for line in islice(rows, MAX_PIECES)) >= _FEWEST_ROWS

    def _is_row(self, line: Line) -> bool:
        """Whether a line is a row's label with all its figures right after it."""
        pieces = list(self._scanner.pieces(line, 0, len(line.text)))
        if len(pieces) < 2 or not pieces[-1].figure or pieces[-2].figure or pieces[-2].right != pieces[-1].left:
            return False
        label = self._vocabulary.exactly(pieces[-2].folded)
        return label is not None and Role.ROW in label.roles

    def _place(self, line: Line) -> tuple[int, int] | None:
        place = self._scanner.table_in(line.text)
        return place if place and self._scanner.is_table(line.text, *place) else None

    def read(self, lines: Sequence[Line]) -> tuple[list[Box], list[Line]]:
        """The labels and runs of figures in ``lines``, and the text before and after them."""
        boxes: list[Box] = []
        prose: list[Line] = []
        for line in lines:
            place = self._place(line) or self._short_row(line)
            if place is None:
                prose += [line] if line.text else []
                continue
            for start, end in ((0, place[0]), (place[1], len(line.text))):
                if text := line.text[start:end].strip(_EDGES):
                    prose.append(replace(line, text=text, cell=False))
            boxes += (self._box(piece) for piece in self._scanner.pieces(line, *place))
        return boxes, prose

    def _short_row(self, line: Line) -> tuple[int, int] | None:
        """A line with labels and figures and nothing else, in a copy in which other lines have run together."""
        if not line.text or len(line.text) > LONG * 3:
            return None
        pieces = list(self._scanner.pieces(line, 0, len(line.text)))
        known = all(piece.figure or self._vocabulary.find(piece.folded) for piece in pieces)
        return (0, len(line.text)) if known else None

    def _box(self, piece: Piece) -> Box:
        if piece.figure:
            return Box(piece.line, piece.text, BoxKind.FIGURE, run=True)
        return box_of(Line(piece.line, piece.text), self._vocabulary)
