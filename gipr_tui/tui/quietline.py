"""Sending a slow line no more than what has changed.

Textual repaints whole stretches of lines: for a digit in the last column it sends a row of labels and figures, for a window
that opens the whole screen. Here it is kept in mind what stands on the terminal, column by column, and only the columns that
differ are sent. A wide character is one piece with the column after it and is never cut in two.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

#: A character and the codes of its colours; the second column of a wide one has no character.
Column = tuple[str, str]

#: So many columns that have not changed are sent again, where going over them would take as many bytes.
_GAP = 4
_UNKNOWN: Column = ("?", "?")
_BLANK: Column = (" ", "")
_TEXT = frozenset(str(code) for code in (*range(30, 38), 39, *range(90, 98)))
_BEHIND = frozenset(str(code) for code in (*range(40, 48), 49, *range(100, 108)))


class QuietLine:
    """What the terminal shows, as far as it is known. Made before the first thing is painted."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Column]] = {}
        self._size = (0, 0)

    def forget(self) -> None:
        """Takes nothing on the terminal for known: it was resized, or another program wrote on it."""
        self._lines.clear()

    def install(self) -> None:
        """Has Textual's updates sent this way, from the next on."""

        def whole(update: LayoutUpdate, console: Console) -> str:
            return self._whole(update, console)

        def parts(update: ChopsUpdate, console: Console) -> str:
            return self._parts(update, console)

        LayoutUpdate.render_segments = whole  # type: ignore[method-assign, assignment]
        ChopsUpdate.render_segments = parts  # type: ignore[method-assign, assignment]

    def _whole(self, update: LayoutUpdate, console: Console) -> str:
        sent, region = _Sent(), update.region
        self._expect((region.right, region.bottom))
        for y, strips in enumerate(update.strips, region.y):
            self._show(sent, y, region.x, _columns(strips, console), region.right)
        return sent.text

    def _parts(self, update: ChopsUpdate, console: Console) -> str:
        sent = _Sent()
        self._expect((update.chop_ends[0][-1], len(update.chops)))
        for y, first, after in update.spans:
            ends = update.chop_ends[y]
            for end, (x, strip) in zip(ends, update.chops[y].items(), strict=False):
                if strip is not None and x <= after and end > first:
                    self._show(sent, y, x, _columns([strip], console)[: end - x], ends[-1])
        return sent.text

    def _expect(self, size: tuple[int, int]) -> None:
        """Forgets what was painted for a terminal of another size: it may have come when that was gone already."""
        if size != self._size:
            self._size = size
            self.forget()

    def _show(self, sent: _Sent, y: int, x: int, columns: list[Column], width: int) -> None:
        """Sends what differs from what stands on line ``y`` from column ``x`` on."""
        line = self._lines.setdefault(y, [])
        line += [_UNKNOWN] * (x + len(columns) - len(line))
        before = line[x : x + len(columns)]
        if before == columns:
            return
        line[x : x + len(columns)] = columns
        filled = _filled(columns) if x + len(columns) == width else len(columns)
        for first, after in _runs(before, columns):
            # what is blank up to the end of the line is erased in one go
            end = len(columns) if after > filled else after
            sent.move_to(x + first, y)
            sent.write(columns[first:end], to_the_end=x + end == width)
            if end > after:
                break


def _columns(strips: Iterable[Strip], console: Console) -> list[Column]:
    """What strips show, column by column."""
    columns: list[Column] = []
    system = COLOR_SYSTEMS[console.color_system or "truecolor"]
    for strip in strips:
        for segment in strip:
            codes = _codes(segment.style, system) if segment.style else ""
            if segment.text.isascii():
                columns += [(char, codes) for char in segment.text]
            else:
                columns += _wide(segment.text, codes, segment.cell_length)
    return columns


def _wide(text: str, codes: str, length: int) -> list[Column]:
    """A text with wide characters. One whose characters do not stand each for itself is kept in one piece."""
    columns: list[Column] = []
    for char in text:
        size = get_character_cell_size(char)
        columns += [(char, codes), ("", codes)][:size]
    alone = len(columns) == length and all(map(get_character_cell_size, text))
    return columns if alone else [(text, codes), *[("", codes)] * (length - 1)]


@lru_cache(maxsize=256)
def _codes(style: Style, system: ColorSystem) -> str:
    """The numbers that set the colours of a style."""
    return Strip.render_ansi(style, system)


def _filled(columns: list[Column]) -> int:
    """How many columns there are up to the last that is not blank."""
    filled = len(columns)
    while filled and columns[filled - 1] == _BLANK:
        filled -= 1
    return filled


def _runs(before: list[Column], after: list[Column]) -> list[tuple[int, int]]:
    """The stretches of columns to be sent: those that differ, wide characters whole, joined where they are close."""
    runs: list[tuple[int, int]] = []
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        first, end = index, index + 1
        while first and not after[first][0]:
            first -= 1
        while end < len(after) and not after[end][0]:
            end += 1
        if runs and first - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((first, end))
    return runs


class _Sent:
    """What is sent in one update, and where the terminal's cursor stands after it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._x: int | None = None
        self._y: int | None = None
        self._codes = ""

    @property
    def text(self) -> str:
        """All of it, with the colours as they were before."""
        return "".join([*self._pieces, "\x1b[m" if self._codes else ""])

    def move_to(self, x: int, y: int) -> None:
        """Moves the cursor, by the shortest way."""
        if self._y == y and self._x is not None and x >= self._x:
            steps = x - self._x
            self._pieces.append(f"\x1b[{steps if steps > 1 else ''}C" if steps else "")
        else:
            self._pieces.append(f"\x1b[{y + 1};{x + 1}H")
        self._x, self._y = x, y

    def write(self, columns: list[Column], *, to_the_end: bool) -> None:
        """Writes columns; blanks up to the end of the line are erased instead."""
        shown = _filled(columns) if to_the_end else len(columns)
        if len(columns) - shown < _GAP:
            shown = len(columns)
        for char, codes in columns[:shown]:
            self._colour(codes)
            self._pieces.append(char)
        if shown < len(columns):
            self._colour("")
            self._pieces.append("\x1b[K")
        # after the last column of a line, where the cursor stands is the terminal's own affair
        self._x = None if to_the_end or self._x is None else self._x + len(columns)

    def _colour(self, codes: str) -> None:
        if codes != self._codes:
            self._pieces.append(f"\x1b[{_change(self._codes, codes)}m")
            self._codes = codes


@lru_cache(maxsize=1024)
def _change(old: str, new: str) -> str:
    """The codes that lead from some colours to others: those that differ, or all of them where some must go."""
    before, after = _parts(old), _parts(new)
    if not after or not before.keys() <= after.keys():
        return f"0;{new}" if new else ""
    return ";".join(code for what, code in after.items() if before.get(what) != code)


def _parts(codes: str) -> dict[str, str]:
    """The codes by what they set: the colour of the text, that behind it, or something of their own."""
    parts: dict[str, str] = {}
    rest = iter(codes.split(";") if codes else ())
    for code in rest:
        if code in ("38", "48"):
            kind = next(rest)
            more = [kind, *(next(rest) for _ in range(1 if kind == "5" else 3))]
            parts[code] = ";".join([code, *more])
        elif code in _TEXT:
            parts["38"] = code
        elif code in _BEHIND:
            parts["48"] = code
        else:
            parts[code] = code
    return parts
