"""The labels and figures of a table in the order in which they stand in a text, each with its place on its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gipr_tui.readers.loose_text.splitting import MARK
from gipr_tui.readers.page_text.labels import Role, Vocabulary
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line
from gipr_tui.readers.page_text.rows import is_figure
from gipr_tui.text.fold import fold

#: The most pieces of one section that are looked at.
MAX_PIECES = 4000

_GAP = re.compile(r"[^\S\n]{2,}|[\u3000\t]+")
_SIGN = r"(?:增加?|减少?|[+＋])"
#: A cell's word: a sign and a unit belong to the number that they stand apart from.
_WORD = re.compile(rf"(?:(?<!\S){_SIGN}[^\S\n]+(?=\d))?\S+(?:(?<=\d)[^\S\n]+万?元(?!\S))?")
_LONE_SIGN, _LONE_UNIT = re.compile(_SIGN), re.compile("万?元")

_NUMBER = r"\d(?:[\d.]|[,，](?=\d{3}))*(?:\s*万?元)?"
_RUN = re.compile(rf"(?:(?:增加?|减少?|[+\-−–])?\s*{_NUMBER}\s*|(?:{MARK})\s*)+")
_FEWEST_MARKS = 2
_PARTED_DASH = re.compile(r"([-−–])[ \u3000\u00a0](?=\d)")
_PARTED_UNIT = re.compile(r"(?<=\d)\s+(万?元)")
_PARTED_SIGN = re.compile(rf"({_SIGN})\s+(?=\d)")
#: The fewest labels of a table in one line, and the most characters between two of them that are neither a label nor
#: figures: a mistyped label.
_FEWEST_LABELS, _LONGEST_BETWEEN = 4, 45

#: Signs that a text between two labels is of sentences: an end of one, or a number of things and more words.
_COUNTERS = "[件条次份年月日项宗起人篇个期场%％]"
_NARRATIVE = re.compile(rf"[。；！？]|\d\s*{_COUNTERS}\s*[^\d\s]")
_COUNTED, _YEAR = re.compile(rf"\s*{_COUNTERS}"), re.compile(r"(?:19|20)\d\d$")

_ORDINAL = re.compile(r"\d{1,2}[.、．]")
_ORDINAL_TAIL = re.compile(r"\d{1,2}\s*[.、．]\s*$")


@dataclass(frozen=True)
class Piece:
    """A part of a line: a label or a part of one, or figures. ``left`` is the column where it begins, from 0."""

    line: int
    left: int
    text: str
    figure: bool = False

    @property
    def right(self) -> int:
        """The column after its last character."""
        return self.left + len(self.text)

    @cached_property
    def folded(self) -> str:
        """The text as labels are compared."""
        return fold(self.text) if len(self.text) <= MAX_LABEL else ""


def _whole(figures: str) -> str:
    """Figures with their signs and units set close."""
    return _PARTED_UNIT.sub(r"\1", _PARTED_SIGN.sub(r"\1", figures))


def spaced_pieces(lines: Iterable[Line]) -> list[Piece]:
    """The pieces of lines on which two spaces part two cells, and one space parts figures."""
    pieces: list[Piece] = []
    for line in lines:
        at = 0
        for gap in (*_GAP.finditer(line.text), None):
            end = gap.start() if gap else len(line.text)
            pieces += _of_segment(line, at, line.text[at:end])
            at = gap.end() if gap else end
    return list(_with_signs(pieces))


def _with_signs(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """``pieces`` with a sign that wide spaces part from its number, and a unit, taken into the number's piece."""
    before: Piece | None = None
    for piece in pieces:
        if before and before.line == piece.line:
            signed = piece.figure and piece.text[:1].isdigit() and _LONE_SIGN.fullmatch(before.text)
            united = before.figure and before.text[-1:].isdigit() and _LONE_UNIT.fullmatch(piece.text)
            if signed or united:
                before = Piece(before.line, before.left, before.text + piece.text, figure=True)
                continue
        if before:
            yield before
        before = piece
    if before:
        yield before


def _of_segment(line: Line, at: int, text: str) -> Iterator[Piece]:
    """A segment's text, and one by one the figures at its end."""
    words = [(match.start(), _whole(match[0])) for match in _WORD.finditer(text)]
    first = len(words)
    while first and is_figure(words[first - 1][1]) and not _ORDINAL.fullmatch(words[first - 1][1]):
        first -= 1
    label = text[: words[first][0]] if first < len(words) else text
    if label.strip():
        yield Piece(line.number, line.indent + at + words[0][0], label.strip())
    for start, word in words[first:]:
        yield Piece(line.number, line.indent + at + start, word, figure=True)


@dataclass(frozen=True)
class _Scan:
    """A text, and the same folded character by character, with the position of each folded one."""

    folded: str
    places: tuple[int, ...]


def _scan(text: str) -> _Scan:
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in fold(char):
            folded.append(part)
            places.append(place)
    return _Scan("".join(folded), (*places, len(text)))


class Scanner:
    """Finds the labels of ``vocabulary`` in text in which they have run together with their figures."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        wordings = sorted(vocabulary.wordings(), key=len, reverse=True)
        self._labels = re.compile("|".join(map(re.escape, wordings)) or r"(?!)")

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where labels begin and end in ``text``, the longest where several begin."""
        return self.places_of(self._labels, text)

    def places_of(self, wordings: re.Pattern[str], text: str) -> list[tuple[int, int]]:
        """Where ``wordings``, folded, begin and end in ``text``."""
        scan = _scan(text)
        return [
            (scan.places[match.start()], scan.places[match.end() - 1] + 1) for match in wordings.finditer(scan.folded)
        ]

    def table_in(self, text: str) -> tuple[int, int] | None:
        """Where the table begins and ends in a text that holds sentences too: the longest chain of labels and figures."""
        chains: list[list[tuple[int, int]]] = []
        for span in self.spans(text):
            between = text[chains[-1][-1][1] : span[0]] if chains else ""
            broken = _NARRATIVE.search(between) or len(_RUN.sub("", between).strip()) > _LONGEST_BETWEEN
            if chains and not broken:
                chains[-1].append(span)
            else:
                chains.append([span])
        best = self._headed(max(chains, key=len, default=[]), text)
        if len(best) < 2:
            return None
        start, end = best[0][0], best[-1][1]
        last = _RUN.match(text, end + len(text[end:]) - len(text[end:].lstrip()))
        return start, _end_of_figures(text, end, last.end()) if last else end

    def _headed(self, chain: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
        """A chain of labels from the table's caption or head on: rows before it are spoken of in the text."""
        labels = [self._vocabulary.exactly(fold(text[start:end])) for start, end in chain]
        heads = [
            at for at, label in enumerate(labels) if label and label.roles & {Role.CAPTION, Role.CORNER, Role.COLUMN}
        ]
        return chain[heads[0] :] if heads else chain

    def is_table(self, text: str, start: int, end: int) -> bool:
        """Whether a part of a text is a table run together: several labels and figures."""
        return len(self.spans(text[start:end])) >= _FEWEST_LABELS and any(
            _holds_figures(run) for run in _RUN.finditer(text, start, end)
        )

    def pieces(self, line: Line, start: int, end: int) -> Iterator[Piece]:
        """The labels, runs of figures and other texts of a line from ``start`` to ``end``."""
        at = start
        for first, last in [*self.spans(line.text[start:end]), (end - start, end - start)]:
            yield from _between(line, at, start + first)
            if first < last:
                yield Piece(line.number, line.indent + start + first, line.text[start + first : start + last])
            at = start + last


def _end_of_figures(text: str, start: int, end: int) -> int:
    """Where the figures of a table's last row end, which begin at ``start``, if its text goes on with a number at ``end``.

    That number is a year, or stands apart; a number of things that has run together with the row's can't be told from it,
    and is left to the text with all of them.
    """
    if not _COUNTED.match(text, end):
        return end
    year = _YEAR.search(text, start, end) if text[end] == "年" else None
    apart = max(text.rfind(" ", start, end), text.rfind("\u3000", start, end))
    return year.start() if year else max(apart, start)


def _holds_figures(run: re.Match[str]) -> bool:
    """Whether a run is of figures: a lone mark for none may be anything."""
    return any(map(str.isdecimal, run[0])) or len("".join(run[0].split())) >= _FEWEST_MARKS


def _between(line: Line, start: int, end: int) -> Iterator[Piece]:
    """What stands between two labels: runs of figures, and texts that are none."""
    text = line.text[start:end]
    at = 0
    for run in (*filter(_holds_figures, _RUN.finditer(text)), None):
        before = text[at : run.start() if run else len(text)]
        if before.strip(" \u3000\u00a0"):
            yield Piece(line.number, line.indent + start + at, before.strip())
        if run is None:
            return
        figures, at = run[0], run.end()
        tail = _ORDINAL_TAIL.search(figures) if at < len(text) else None
        if tail and tail.start() and not text[at : at + 1].isspace():
            # The ordinal of a label that was not recognised: ``0000000`` and ``5.属于…``.
            at = run.start() + tail.end() - len(tail[0].lstrip("0123456789")) - 1
            figures = text[run.start() : at]
        if figures.strip():
            first = run.start() + len(figures) - len(figures.lstrip())
            figures = _PARTED_DASH.sub(r"\1", _whole(figures.strip()))
            yield Piece(line.number, line.indent + start + first, figures, figure=True)
