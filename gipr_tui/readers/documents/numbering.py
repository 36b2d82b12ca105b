"""The numbers that Word puts before paragraphs by itself: no text of theirs, and yet what a reader of the document sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = "/numbering"
_MOST_STYLES, _LONGEST = 20, 20
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its first number, the kind of its numbers, and the text round them (``（%1）``)."""

    start: int
    kind: str
    text: str


class Numbering:
    """The lists of a document, and how far each has been counted. Paragraphs are asked for in their order."""

    def __init__(self, document: Any) -> None:
        part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(_PART)), None)
        element = getattr(part, "element", None)
        lists = [] if element is None else element.findall(f"{_W}abstractNum")
        self._levels = {_of(item, "abstractNumId"): _levels(item) for item in lists}
        self._list: dict[str, str] = {}
        self._restarted: dict[str, dict[int, int]] = {}
        for num in [] if element is None else element.findall(f"{_W}num"):
            self._list[_of(num, "numId")] = _value(num, "abstractNumId")
            self._restarted[_of(num, "numId")] = {
                _int(_of(over, "ilvl")): _int(_value(over, "startOverride"))
                for over in num.findall(f"{_W}lvlOverride")
                if _value(over, "startOverride")
            }
        self._styles = {_of(style, "styleId"): style for style in document.styles.element.findall(f"{_W}style")}
        self._counts: dict[str, dict[int, int]] = {}

    def before(self, paragraph: Any) -> str:
        """The number before a paragraph as Word shows it; empty for one without, and for a bullet or an unknown kind."""
        if not self._list:
            return ""
        number, level = self._numbered(paragraph)
        levels = self._levels.get(self._list.get(number, ""), {})
        if level not in levels:
            return ""
        return _text(level, levels, self._count(number, level, levels))

    def _count(self, number: str, level: int, levels: Mapping[int, _Level]) -> dict[int, int]:
        """The numbers of all levels down to ``level``, after counting one more of it."""
        restarted = self._restarted[number]
        counts = self._counts.setdefault(number if restarted else "list " + self._list[number], {})
        first = restarted.get(level, levels[level].start)
        counts[level] = counts[level] + 1 if level in counts else first
        for below in [other for other in counts if other > level]:
            del counts[below]
        return counts

    def _numbered(self, paragraph: Any) -> tuple[str, int]:
        """The list and the level that a paragraph is of, by itself or by its style."""
        number, level = "", ""
        owner = paragraph
        for _ in range(_MOST_STYLES):
            properties = owner.find(f"{_W}pPr")
            if properties is not None and (found := properties.find(f"{_W}numPr")) is not None:
                number, level = number or _value(found, "numId"), level or _value(found, "ilvl")
            above = _value(owner, "basedOn") if owner is not paragraph else ""
            if owner is paragraph and properties is not None:
                above = _value(properties, "pStyle")
            if number or above not in self._styles:
                break
            owner = self._styles[above]
        return number, _int(level)


def _levels(item: Any) -> dict[int, _Level]:
    return {
        _int(_of(level, "ilvl")): _Level(
            _int(_value(level, "start") or "1"), _value(level, "numFmt") or "decimal", _value(level, "lvlText")
        )
        for level in item.findall(f"{_W}lvl")
    }


def _text(level: int, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
    text = levels[level].text
    if len(text) > _LONGEST or levels[level].kind in ("bullet", "none"):
        return ""
    for place in sorted({int(digit) for digit in re.findall(r"%([1-9])", text)}):
        upper = levels.get(place - 1)
        shown = _shown(counts.get(place - 1, upper.start), upper.kind) if upper else ""
        if not shown:
            return ""
        text = text.replace(f"%{place}", shown)
    return text


def _shown(number: int, kind: str) -> str:
    """A number as lists of ``kind`` write it; empty for a kind that is not known, or a number too large."""
    if kind == "decimal":
        return str(number)
    if kind in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    if kind == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return ""


def _of(element: Any, name: str) -> str:
    return element.get(f"{_W}{name}") or ""


def _value(element: Any, name: str) -> str:
    """The value of an element's child."""
    child = element.find(f"{_W}{name}")
    return "" if child is None else child.get(f"{_W}val") or ""


def _int(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
