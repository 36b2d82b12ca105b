"""Breaking Chinese text into lines of a given width.

No closing mark begins a line and no opening mark ends one; words, numbers and addresses on the web stay whole where a line
can hold them. Nothing is lost: the lines joined are the text. White space at a break hangs at the end of its line, past
the width if need be, so no line but the first begins with white space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gipr_tui.text.width import char_width, display_width

#: What a paragraph begins with: two full-width spaces.
INDENT = "\u3000\u3000"

#: How far each level of row labels is indented where no borders show it, and the further lines of a label once more.
LABEL_STEP = 2

#: The widths a report can be printed at, in columns.
LEAST_WIDTH, MOST_WIDTH = 60, 200

#: Says whether a line may not begin at a position of the text.
Forbidden = Callable[[str, int], bool]

#: Gives the columns that a character takes: on paper, or on a terminal that draws some of them wider.
Measure = Callable[[str], int]

#: What a number counts or names, in one character: it stays on the number's line.
_MEASURES = frozenset("件份起条宗项封例次年月日个元")
_DIGITS = frozenset("0123456789０１２３４５６７８９")

_SPACE, _OPENS, _CLOSES, _WORD, _DIGIT, _POINT, _MARK, _QUOTE = (1 << bit for bit in range(8))

_CLOSING = "，。、；：？！）》〉」』”’】〕〗］｝…—–·～％‰℃°′″々〃ー／,.;:!?)]}%/"
_OPENING = "（《〈「『“‘【〔〖［｛＋－−±￥¥＄№§([{"
_STRUCTURE = re.compile(r"[一二三四五六七八九十]{1,3}\s*[、，,.．]|第[〇零一二三四五六七八九十百\d]{1,6}条|[|+│┌├└]")


class _Traits(dict[str, int]):
    """What each character is to a line break, found out once."""

    def __missing__(self, char: str) -> int:
        traits = 0
        if char.isspace():
            traits |= _SPACE
        elif char_width(char) == 0:
            traits |= _MARK
        elif char_width(char) == 1 and (char.isascii() or char.isalnum()):
            traits |= _WORD
        traits |= _OPENS * (char in _OPENING) | _CLOSES * (char in _CLOSING)
        traits |= _DIGIT * (char in _DIGITS) | _POINT * (char in ".,．，")
        traits |= _QUOTE * (char in "\"'")
        self[char] = traits
        return traits


_TRAITS = _Traits()


def _in_number(traits: list[int], at: int) -> bool:
    """Whether a break at ``at`` would tear a number: between digits, or at its decimal or thousands point."""
    left, right = traits[at - 1], traits[at]
    if left & _DIGIT:
        point = right & _POINT and at + 1 < len(traits) and traits[at + 1] & _DIGIT
        return bool(right & _DIGIT or point)
    return bool(left & _POINT and right & _DIGIT and at > 1 and traits[at - 2] & _DIGIT)


def _may_break(traits: list[int], at: int, before: int) -> bool:
    """Whether a line may begin at ``at``; ``before`` is the last character in front of it that is not white space."""
    left, right = traits[before], traits[at]
    if right & (_CLOSES | _MARK | _SPACE) or left & _OPENS:
        return False
    if before < at - 1:
        return True
    if (left | right) & _QUOTE or (left & _WORD and right & _WORD):
        return False
    return not _in_number(traits, at)


def _tears(traits: list[int], at: int) -> bool:
    """Whether a forced break at ``at`` would leave a mark where it must not stand, or tear a number."""
    return bool(traits[at] & _CLOSES or traits[at - 1] & _OPENS or _in_number(traits, at))


def _splits_point(traits: list[int], at: int) -> bool:
    """Whether a forced break at ``at`` stands right beside a number's decimal or thousands point."""
    return bool((traits[at - 1] | traits[at]) & _POINT and _in_number(traits, at))


def _forced(traits: list[int], start: int, at: int) -> int:
    """Where to break a line that holds no place for it: as near before ``at`` as does the least harm."""
    for harms in (_tears, _splits_point):
        place = at
        while place > start and (
            traits[place] & (_SPACE | _MARK) or traits[place - 1] & _SPACE or harms(traits, place)
        ):
            place -= 1
        if place > start:
            return place
    return at


def _line_end(
    text: str, traits: list[int], start: int, width: int, forbidden: Forbidden | None, measure: Measure
) -> int:
    """Where the line that begins at ``start`` ends."""
    places: list[int] = []
    used, before = 0, -1
    for at in range(start, len(text)):
        columns = measure(text[at])
        if traits[at] & _SPACE:
            used += columns
            continue
        if before >= 0 and _may_break(traits, at, before):
            places.append(at)
        if used + columns > width and at > start:
            allowed = (place for place in reversed(places) if forbidden is None or not forbidden(text, place))
            return next(allowed, places[-1] if places else _forced(traits, start, at))
        used += columns
        before = at
    return len(text)


def iter_lines(
    text: str, width: int, forbidden: Forbidden | None = None, measure: Measure = char_width
) -> Iterator[str]:
    """The lines of ``text``, one at a time; an empty text is one empty line.

    No line begins where ``forbidden`` says so, unless there is no other place to break it.
    """
    traits = [_TRAITS[char] for char in text]
    start = 0
    while True:
        end = _line_end(text, traits, start, width, forbidden, measure)
        yield text[start:end]
        if end >= len(text):
            return
        start = end


def wrap(text: str, width: int, forbidden: Forbidden | None = None) -> list[str]:
    """The lines of ``text`` at ``width`` columns; joined they are ``text``. See :func:`iter_lines`."""
    return list(iter_lines(text, width, forbidden))


def begins_structure(text: str, at: int) -> bool:
    """Whether a line that begins at ``at`` would look like a section's heading, a table's caption or its border."""
    return _STRUCTURE.match(text, at) is not None


def begins_unfit(text: str, at: int) -> bool:
    """Whether a line had better not begin at ``at``: it would look like structure, or lack the number that it counts."""
    return begins_structure(text, at) or (at > 0 and text[at] in _MEASURES and text[at - 1] in _DIGITS)


def paragraph_lines(
    paragraph: str, width: int, measure: Measure = char_width, forbidden: Forbidden = begins_unfit
) -> Iterator[str]:
    """A paragraph as it is printed: indented, and no further line looks like anything but running text."""
    return iter_lines(INDENT + paragraph, width, forbidden, measure)


def centred_lines(text: str, width: int) -> list[str]:
    """The lines of a title, each in the middle of ``width`` columns; none where it is empty."""
    lines = iter_lines(text, width) if text else ()
    return [" " * max(0, (width - display_width(line.rstrip())) // 2) + line for line in lines]


def cell_lines(text: str, width: int) -> list[str]:
    """The lines of a text in a cell, none of which begins or ends with white space that ``text`` does not.

    A line grows past ``width`` where it has no such place to break.
    """
    traits = [_TRAITS[char] for char in text]
    lines: list[str] = []
    start = used = good = bare = 0
    for at, char in enumerate(text):
        if at > start and not ((traits[at] | traits[at - 1]) & _SPACE or traits[at] & _MARK):
            bare = at
            good = at if _may_break(traits, at, at - 1) else good
        while used + char_width(char) > width and max(good, bare) > start:
            place = good if good > start else bare
            lines.append(text[start:place])
            start, used = place, display_width(text[place:at])
        used += char_width(char)
    return [*lines, text[start:]]


def break_places(text: str, *, hanging: bool = True) -> list[int]:
    """Every position in ``text`` at which a line may begin; without ``hanging`` only those beside no white space."""
    traits = [_TRAITS[char] for char in text]
    places: list[int] = []
    before = -1
    for at, trait in enumerate(traits):
        if trait & _SPACE:
            continue
        if before >= 0 and (hanging or before == at - 1) and _may_break(traits, at, before):
            places.append(at)
        before = at
    return places


def narrowest(text: str, *, hanging: bool = True) -> int:
    """The columns of the widest part of ``text`` that must stay on one line. See :func:`break_places`."""
    places = break_places(text, hanging=hanging)
    parts = zip([0, *places], [*places, len(text)], strict=True)
    return max((display_width(text[start:end].strip()) for start, end in parts), default=0)


def columns_of(line: str) -> list[str]:
    """``line`` column by column: a character of two columns is followed by an empty text, marks join their letter."""
    columns: list[str] = []
    leading = ""
    for char in line:
        width = char_width(char)
        if width:
            columns += [leading + char, ""][:width]
            leading = ""
        elif columns:
            columns[-1 if columns[-1] else -2] += char
        else:
            leading += char
    return columns or [leading] * bool(leading)
