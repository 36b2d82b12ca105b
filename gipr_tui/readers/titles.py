"""The line that is the report's title, and the unit and year it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gipr_tui.forms import Form
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line

_NARROW = str.maketrans("０１２３４５６７８９○Ｏ", "0123456789〇〇")
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = r"(?P<year>(?<!\d)\d{4}|[〇零一二三四五六七八九]{4})"
_PLACE = re.compile(r"(\{unit\}|\{year\})")
_NO_TITLE = re.compile(r"[：:，,。；;|/《》]")
_LONGEST_BROKEN = 80

#: What no unit's name holds, and how a sentence about a report begins: one that is broken at its line's end may end as a title.
_NO_UNIT = re.compile(r"[《》，。；！？]|^(?:根据|按照|依据|依照)")

#: In how many lines a title that is broken over several is looked for: it stands at the top.
_MOST_BROKEN = 100

#: What may stand behind a title, in brackets.
_REMARK = re.compile(r"\s*[（(][^（）()\d]{1,8}[)）]$")

#: The signs that stand behind a word within a sentence, or end it.
_INSIDE = ("。", "，", "；", "、", "》", "”")

#: What a site puts behind a title on its line, and what an office puts round the title's own words.
_BEHIND = re.compile(
    r"\s+[\[【(（]?(?:(?:发布|成文|发文|更新|公开|印发)?(?:时间|日期)|(?:信息|文章)?来源|作者|浏览(?:次数|量))\s*[:：].*$"
)
_ROUND = re.compile(
    r"《(?P<named>[^《》]+)》|关于(?:发布|公布)?(?!编制|做好|报送|开展)《?(?P<told>[^《》]+?)》?的(?:公告|通告|公示|公布)"
)
_MARKED = re.compile(r"^([【\[][^】\]]{1,8}[】\]]\s*)(.+)$")

#: The state's name before the report's on a cover is no unit's.
_STATE = "中华人民共和国"

#: How the name of an office ends, where it stands on a line below the title.
_OFFICE = re.compile(
    r"(?!.*(?:[\d：:，,。；;、|/《》]|报告|目录|信息))\S.{0,38}(?:[府局委办处院厅部会室所站队镇乡区县市省署馆]|街道|中心|公司|学校|大学)"
)

_LABELLED = re.compile(r"^(.*[：:]\s*)(.+)$")


#: Titles that are not the forms' own and yet name the unit and the year.
_CUSTOMARY = [
    title.replace("{years}", years)
    for years in ("{year}年", "{year}年度")
    for title in (
        "{unit}关于{years}政府信息公开工作年度报告",
        "{unit}关于{years}政府信息公开工作的年度报告",
        "{unit}关于{years}政府信息公开年度报告",
        "{unit}关于{years}政府信息公开工作的报告",
        "{unit}关于{years}政府信息公开工作情况的报告",
        "{unit}{years}政府信息公开工作报告",
        "{unit}{years}政府信息公开工作情况报告",
        "{unit}{years}政府信息公开报告",
        "{unit}{years}信息公开年报",
        "{unit}{years}信息公开年度报告",
        "{unit}{years}信息公开工作年度报告",
        "{unit}{years}政务公开工作年度报告",
        "{unit}政府信息公开{years}报告",
        "{unit}政府信息公开工作{years}报告",
        "{unit}政府信息公开年度报告（{years}）",
        "{unit}政府信息公开年度报告({years})",
        "{unit}政府信息公开工作年度报告（{years}）",
        "{unit}政府信息公开工作年度报告({years})",
        "{years}{unit}政府信息公开年度报告",
        "{years}{unit}政府信息公开工作报告",
        "{years}{unit}政府信息公开年报",
    )
]


@dataclass(frozen=True, slots=True)
class Title:
    """A title: the lines it stands on, its text as filed, the unit (empty where it names none) and the year it names.

    ``before`` is what stood before it on its line (``标题:``), ``behind`` what behind it (``发布时间：…``).
    """

    lines: tuple[Line, ...]
    text: str
    unit: str
    year: int
    before: str = ""
    behind: str = ""

    @property
    def line(self) -> int:
        """The number of its first line."""
        return self.lines[0].number


class _Template:
    """A form's title as a pattern that lets white space stand anywhere between its characters."""

    def __init__(self, template: str) -> None:
        parts: list[str] = []
        for part in _PLACE.split(template):
            if part == "{unit}":
                parts.append(r"(?P<unit>(?:[^\s\d]|\S.*?[^\s\d])?)\s*")
            elif part == "{year}":
                parts.append(_YEAR + r"\s*")
            else:
                parts += (re.escape(char) + r"\s*" for char in part if not char.isspace())
        words = ["".join(part.split()) for part in _PLACE.split(template)[::2]]
        self._pattern = re.compile("".join(parts))
        self._longest = max(words, key=len)
        self.weight = sum(map(len, words))

    def fit(self, text: str, compact: str) -> re.Match[str] | None:
        """The match of ``text``, which without white space is ``compact``."""
        return self._pattern.fullmatch(text) if self._longest in compact else None


def _fitting(text: str, templates: Iterable[_Template]) -> tuple[str, int] | None:
    """The unit and year in ``text``, by the template with the most words of its own that fits it."""
    narrow = text.translate(_NARROW)
    compact = "".join(narrow.split())
    fits = [(t.weight, found) for t in templates if (found := t.fit(narrow, compact))]
    fits = [(weight, found) for weight, found in fits if not _NO_UNIT.search(found["unit"])]
    if not fits:
        return None
    _, found = max(fits, key=lambda fit: fit[0])
    unit = text[found.start("unit") : found.end("unit")]
    unit = "" if "".join(unit.split()) == _STATE else unit
    if not re.search(r"[A-Za-z]\s+[A-Za-z]", unit):
        unit = "".join(unit.split())
    return unit, int(found["year"].translate(_CHINESE))


@lru_cache(maxsize=16)
def _templates(official: tuple[str, ...]) -> tuple[_Template, ...]:
    return tuple(map(_Template, dict.fromkeys((*official, *_CUSTOMARY))))


def find_titles(lines: Iterable[Line], forms: Mapping[str, Form]) -> list[Title]:
    """Every line, or two or three on end, that fits one of the forms' titles or another that offices write."""
    templates = _templates(tuple(title for form in forms.values() for title in form.titles))
    titles: list[Title] = []
    before: list[Line] = []
    filled = [line for line in lines if line.text]
    for count, line in enumerate(filled):
        if _goes_on(filled, count):
            before = [*before[-1:], line]
            continue
        title = _title(line, before, templates) if len(line.text) <= MAX_LABEL else None
        below = filled[count + 1].text if count + 1 < len(filled) else ""
        below = below if _OFFICE.fullmatch(below) else ""
        if title is None and count < _MOST_BROKEN:
            title = _broken_title((*before, line), below, templates)
        if title and not title.unit:
            title = replace(title, unit="".join(below.split()))
        if title:
            titles.append(title)
        before = [] if title else [*before[-1:], line]
    return titles


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a sentence that was broken right before one of its signs."""
    return at + 1 < len(lines) and lines[at + 1].text.startswith(_INSIDE)


def _title(line: Line, before: Sequence[Line], templates: Sequence[_Template]) -> Title | None:
    """The title on ``line``, its unit perhaps on the last of the lines ``before`` it, none of which is one."""
    behind = _BEHIND.search(line.text)
    if behind and "。" not in behind[0] and not _LABELLED.match(line.text[: behind.start()]):
        own = replace(line, text=line.text[: behind.start()])
        title = _title(own, before, templates)
        return title and replace(title, lines=(*title.lines[:-1], line), behind=behind[0].strip())
    if (marked := _MARKED.match(line.text)) and (rest := _fitting(marked[2], templates)):
        return Title((line,), marked[2], *rest, before=marked[1].strip())
    words = _ROUND.fullmatch(line.text)
    text = (words["named"] or words["told"]) if words else line.text
    found = _fitting(text, templates) or _fitting(_REMARK.sub("", text), templates)
    if found is None:
        return None
    unit, year = found
    if labelled := _LABELLED.match(line.text):
        rest = _fitting(labelled[2], templates)
        return Title((line,), labelled[2], *rest, before=labelled[1].strip()) if rest else None
    if not unit and before and _may_be_unit(before[-1].text):
        joined = _fitting(before[-1].text + line.text, templates)
        if joined and joined[0]:
            return Title((before[-1], line), before[-1].text + line.text, *joined)
    return Title((line,), line.text, unit, year)


def _broken_title(lines: Sequence[Line], below: str, templates: Sequence[_Template]) -> Title | None:
    """The title that the last two or all of ``lines`` are together: a long one is broken where its line was full.

    One without a unit is a cover's, where the unit stands ``below`` or the state's name before it.
    """
    cover: Title | None = None
    for first in range(len(lines) - 2, -1, -1):
        text = "".join(line.text for line in lines[first:])
        found = None if len(text) > _LONGEST_BROKEN or _NO_TITLE.search(text) else _fitting(text, templates)
        if found and found[0]:
            return Title(tuple(lines[first:]), text, *found)
        if found and (below or text.startswith(_STATE)):
            cover = Title(tuple(lines[first:]), text, *found)
    return cover


def _may_be_unit(text: str) -> bool:
    """Whether a line above a title without a unit can be its first half."""
    return 2 <= len(text) <= 40 and not re.search(r"[\d：:，,。；;|/《》]", text)
