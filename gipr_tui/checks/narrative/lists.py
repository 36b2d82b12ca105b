"""Lists of parts behind their whole: 共办理12件，其中甲类5件、乙类8件; 2602条（其中甲82条，乙80条）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = "件份起条宗项封期次场篇个"
_HEAD = re.compile(
    rf"(?<![0-9.,，])(?<![0-9]\s)([0-9]{{1,9}})\s?([{_UNITS}])(?:[，,;；]?其中[，,：:]?|[（(](?:其中[：:，,]?)?)"
)
_END = re.compile(r"[；;。！!？?\n（(]|其中")
_CLOSE = re.compile(r"[)）。]")
_NUMBER = re.compile(rf"([0-9]{{1,9}})\s?([{_UNITS}])")
# parts that are told apart in another way, or that don't part the whole at all
_MIXED = re.compile(
    r"[0-9]\s[0-9]|占|较|比|同比|增|减|含|包括|共|其余|涉及|自然人|法人|网|信函|答复|公开|处理|提供|结转|办[结理]|收到|受理|复议|诉讼"
)
# 同比增加6件；其中…: not the whole of what follows
_GROWTH = re.compile("(?:增|减|增加|减少|多|少|下降|上升)了?$")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class PartList:
    """A whole and its parts, all counted in one unit; ``span`` is the list's, ``head`` the words of the whole."""

    whole: int
    parts: tuple[int, ...]
    head: str
    span: tuple[int, int]


def lists(text: str) -> Iterator[PartList]:
    """The lists of ``text`` whose parts are told apart by nothing but their names."""
    for head in _HEAD.finditer(text):
        bracket = head.group()[-1] in "（(" or "（" in head.group() or "(" in head.group()
        stop = (_CLOSE if bracket else _END).search(text, head.end(), head.end() + _LONGEST)
        end = stop.start() if stop else min(len(text), head.end() + _LONGEST)
        listed = text[head.end() : end]
        found = _NUMBER.findall(listed)
        if _GROWTH.search(text[max(0, head.start() - 4) : head.start()]):
            continue
        if len(found) < 2 or any(unit != head[2] for _, unit in found) or _MIXED.search(listed) or _END.search(listed):
            continue
        parts = tuple(int(number) for number, _ in found)
        yield PartList(int(head[1]), parts, head[1] + head[2], (head.start(), end))
