"""Whose report it is, and on which year: as told by the operator, the title, the file's name or the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from gipr_tui.errors import UnreadableFile, UsageError
from gipr_tui.readers.reading import Notes
from gipr_tui.readers.titles import Title
from gipr_tui.report.model import MAX_UNIT, MAX_YEAR, MIN_YEAR, check_unit, check_year
from gipr_tui.text.clean import clean_line

_STEM_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_STEM_TAIL = re.compile(r"[-_ ]*(?<!\d)20\d\d(?!\d)(?:年度?)?(?:[^\d]*(?:报告|年报))?[-_ ]*$")
_FILED_BY = re.compile(
    r"(?:填报|编报|报送)(?:单位|机关|部门)(?:[（(](?:盖章|公章|签章)[)）])?\s*[:：]\s*([^\s：:，。]{2,40})(?!\S)"
)
_TEXT_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the operator said of a copy, and its file's name.

    ``need_identity``: the unit must be told by the operator or the title, as for a report that goes into the store;
    otherwise the file's name will do.
    """

    name: str
    unit: str | None = None
    year: int | None = None
    need_identity: bool = False

    @property
    def file(self) -> str:
        """The file's name without its folder."""
        return clean_line(PurePath(self.name.replace("\\", "/")).name).strip()

    @property
    def stem(self) -> str:
        """The file's name without its folder and its ending."""
        return PurePath(self.file).stem


def unit_filed(texts: Iterable[str]) -> str:
    """The unit that one of the lines above the report names as the one that files it (``填报单位：…``), or an empty text."""
    return next((found[1] for text in texts if (found := _FILED_BY.search(text))), "")


def unit_of(asked: Asked, told: str, notes: Notes, line: int | None = None) -> str:
    """The unit: as asked, else as ``told`` by the title, else by the file's name.

    Raises:
        UnreadableFile: it can't be told (``unit-unknown``).
        UsageError: the unit asked for can't be one.
    """
    if asked.unit is not None:
        unit = check_unit(asked.unit)
        if told and told != unit:
            notes.add("unit-differs", line, unit=unit, told=told)
        return unit
    if told:
        try:
            return check_unit(told)
        except UsageError:
            notes.add("unit-unusable", line, told=told[:MAX_UNIT])
    if not asked.need_identity:
        unit = _STEM_TAIL.sub("", asked.stem) or asked.stem
        unit = unit.replace("/", "").replace("\\", "")[:MAX_UNIT].strip()
        if unit and unit.isprintable() and set(unit) - {"."}:
            notes.add("unit-from-name", None, unit=unit)
            return unit
    raise UnreadableFile("unit-unknown", file=asked.name)


def year_of(asked: Asked, told: int, texts: Sequence[str], notes: Notes, line: int | None = None) -> int:
    """The report year: as asked, else as ``told`` by the title, else by the file's name or by ``texts``.

    ``texts`` are narratives, the one that speaks of the report year most first.
    Raises UnreadableFile (``year-unknown``) or, for a year asked for that can't be, UsageError.
    """
    if asked.year is not None:
        year = check_year(asked.year)
        if told and told != year:
            notes.add("year-differs", line, year=year, told=told)
        return year
    if MIN_YEAR <= told <= MAX_YEAR:
        return told
    named = [int(year) for year in _STEM_YEAR.findall(asked.stem)]
    if not asked.need_identity and len(set(named)) == 1 and MIN_YEAR <= named[0] <= MAX_YEAR:
        notes.add("year-from-name", None, year=named[0])
        return named[0]
    for text in texts:
        if year := _clear_year(text):
            notes.add("year-from-text", None, year=year)
            return year
    raise UnreadableFile("year-unknown", file=asked.name)


def _clear_year(text: str) -> int:
    """The year a text speaks of most, if it speaks of none nearly as often; else 0."""
    counts = Counter(int(year) for year in _TEXT_YEAR.findall(text)).most_common(2)
    counts = [(year, count) for year, count in counts if MIN_YEAR <= year <= MAX_YEAR]
    if not counts or (len(counts) == 2 and counts[0][1] <= 2 * counts[1][1]):
        return 0
    return counts[0][0]


def pick_title(titles: Iterable[Title], before: int) -> Title | None:
    """The report's title among those down to line ``before``, where all sections may stand: the last with a line alone."""
    above = [title for title in titles if title.lines[-1].number <= before]
    return max(above, key=lambda title: (_is_name(title.unit), not title.before, title.line), default=None)


def _is_name(unit: str) -> bool:
    """Whether ``unit`` can be a unit's name: a web page's path is none."""
    return bool(unit) and len(unit) <= MAX_UNIT and not re.search(r"[/\\]", unit)
