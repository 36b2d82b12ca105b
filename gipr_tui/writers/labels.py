"""Breaking the form's labels: as few lines as fit, of like length, and words of two characters kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gipr_tui.text.width import display_width
from gipr_tui.text.wrap import break_places, wrap

_LINE, _TORN_WORD, _LONE, _AT_MARK, _TORN_NUMBER = 100, 120, 60, -15, 150


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _cost(label: str, at: int) -> int:
    """What a break costs.

    Most words of the forms have two characters, so a break is best at an even distance from the end of its run of
    characters (社会｜公益｜组织, 本年新｜制作｜数量), and after two characters of three (自然｜人).
    """
    before, after = label[at - 1], label[at]
    if before == "/" or (before in ".、" and at <= 3):
        return _LINE + _TORN_NUMBER
    if not (_is_han(before) and _is_han(after)):
        return _LINE + _AT_MARK
    start = end = at
    while start and _is_han(label[start - 1]):
        start -= 1
    while end < len(label) and (_is_han(label[end]) or label[end] == "/"):
        end += 1
    rest = end - at - label.count("/", at, end)
    torn = at - start != 2 if end - start == 3 else rest % 2 == 1
    return _LINE + (_TORN_WORD if torn else 0) + (_LONE if at - start == 1 else 0)


@lru_cache(maxsize=4096)
def label_lines(label: str, width: int) -> tuple[str, ...]:
    """``label`` on lines of at most ``width`` columns; none where it is empty."""
    if not label:
        return ()
    places = [0, *break_places(label), len(label)]
    best: list[tuple[float, tuple[str, ...]]] = [(0, ())]
    for index, end in enumerate(places[1:], 1):
        ways = []
        for start_index in range(index - 1, -1, -1):
            line = label[places[start_index] : end].strip()
            spare = width - display_width(line)
            if spare < 0:
                break
            cost, lines = best[start_index]
            cost += 20 * (spare / width) ** 2 + (_cost(label, end) if end < len(label) else 0)
            ways.append((cost, (*lines, line)))
        best.append(min(ways, default=(float("inf"), ())))
    if best[-1][0] == float("inf"):
        return tuple(line.strip() for line in wrap(label, width))
    return best[-1][1]


def label_width(label: str, lines: int) -> int:
    """The narrowest width at which ``label`` takes no more than ``lines`` lines."""
    width = max(2, display_width(label) // max(1, lines))
    while len(label_lines(label, width)) > lines:
        width += 1
    return width


def header_widths(widths: Sequence[int]) -> list[int]:
    """The widths that the headers over columns of ``widths`` are broken to, the same for columns that hardly differ."""
    least = min(widths)
    return [least if width == least + 1 else width for width in widths]
