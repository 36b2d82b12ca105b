"""The section headings of a copy: found by what they say, then by what they nearly say, then by their number.

Numbered sentences inside a narrative look like headings. So a line counts by the best evidence there is for its section:
where the heading itself stands somewhere, nothing that merely resembles it is taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gipr_tui.forms import Form, all_nodes
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.text.fold import edit_distance, fold

_LONGEST = 45
_LONGEST_BY_NUMBER = 30
_MOST_COMPARED = 2000
_MOSTLY = 0.6
_ORDINAL = re.compile(r"[第表]?[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)\]]|部分|章|[.:])[.:]?")
_NO_HEADING = re.compile(r"[。；！？;!?]|[，,、：:]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line taken for the heading of a section; ``guessed`` where only its number and place say so."""

    section: int
    index: int
    line: Line
    guessed: bool = False


@dataclass(frozen=True)
class Outline:
    """The headings of a copy by line, and the lines on which they come again.

    ``contents`` is the line of a list of contents before them (0 without one); ``restart`` the lines at which two
    reports in one file begin.
    """

    headings: tuple[Heading, ...]
    repeated: tuple[Heading, ...]
    contents: int = 0
    restart: tuple[int, int] | None = None


@dataclass(frozen=True)
class _Wording:
    """The wordings of one section's heading, folded: its own, the accepted ones, and both without their ordinal."""

    own: str
    accepted: tuple[str, ...]
    ordinal: str
    bodies: tuple[str, ...]


def _wording(heading: str, accept: Iterable[str]) -> _Wording:
    own, accepted = fold(heading), tuple(map(fold, accept))
    ordinal, dot, _ = own.partition(".")
    if not dot or len(ordinal) > 3:
        return _Wording(own, accepted, "", (own,))
    bodies = tuple(text.partition(".")[2] or text for text in (own, *accepted))
    return _Wording(own, accepted, ordinal + ".", bodies)


class _Finder:
    def __init__(self, lines: Sequence[Line], form: Form) -> None:
        self.lines = lines
        self.wordings = {s.number: _wording(s.heading, s.accept) for s in form.sections}
        self.found: dict[int, Heading] = {}
        self.contents = 0
        labels = {fold(n.label) for t in form.tables for n in all_nodes(t.rows)}
        self.short = [
            (index, _bare(line.folded))
            for index, line in enumerate(lines)
            if line.text and not line.cell and len(line.text) <= _LONGEST and line.folded not in labels
        ]

    def exact(self) -> list[tuple[int, int, int]]:
        """Lines that say exactly a heading: (index, section, 0 or 1 for an accepted wording)."""
        rank: dict[str, tuple[int, int]] = {}
        for number, wording in self.wordings.items():
            for text in wording.accepted:
                rank.setdefault(_bare(text), (number, 1))
        rank |= {_bare(wording.own): (number, 0) for number, wording in self.wordings.items()}
        hits = [
            (index, *rank[key])
            for index, line in enumerate(self.lines)
            if line.text and len(line.text) <= _LONGEST and (key := _bare(line.folded)) in rank
        ]
        return self._without_contents(hits)

    def _without_contents(self, hits: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """A list of contents is headings with nothing between them, which come again further down."""
        end = 1
        while end < len(hits) and not self._text_between(hits[end - 1][0], hits[end][0]):
            end += 1
        sections = [section for _, section, _ in hits[:end]]
        size = next((i for i, section in enumerate(sections) if section in sections[:i]), end)
        again = {section for _, section, _ in hits[size:]} & set(sections[:size])
        if size < 3 or len(again) * 2 <= size:
            return hits
        listed = {index for index, _, _ in hits[:size]}
        self.short = [(index, text) for index, text in self.short if index not in listed]
        self.contents = self.lines[hits[0][0]].number
        return hits[size:]

    def _text_between(self, first: int, last: int) -> bool:
        return any(self.lines[index].text for index in range(first + 1, last))

    def near(self) -> None:
        """Headings within two characters of a wording (one, for a short one)."""
        for number in self.missing():
            wording = self.wordings[number]
            near = [
                index
                for index, text in self.short[:_MOST_COMPARED]
                if any(_is_near(text, other) for other in (wording.own, *wording.accepted))
                and not _NO_HEADING.search(self.lines[index].text)
            ]
            between = [index for index in near if self.fits(number, index)]
            if chosen := (between or near)[:1]:
                self.take(number, chosen[0])

    def similar(self) -> None:
        """Headings with their section's ordinal and mostly its words, or its words under another ordinal or none.

        Where one says that it is that part of the report, a sub-heading with the same words above it is none.
        """
        for number in self.missing():
            wording = self.wordings[number]
            first = -1
            for index, text in self.short[:_MOST_COMPARED]:
                if _NO_HEADING.search(self.lines[index].text) or not self.fits(number, index):
                    continue
                body = text.removeprefix(wording.ordinal)
                numbered = wording.ordinal and body != text
                says = _without_ordinal(text) in wording.bodies
                if says and _is_part(text, wording.ordinal):
                    first = index
                    break
                if first < 0 and (says or (numbered and _mostly(body, wording.bodies))):
                    first = index
            if first >= 0:
                self.take(number, first)

    def by_number(self) -> None:
        """A lone numbered line between its two neighbours' headings."""
        ordinals = tuple(wording.ordinal for wording in self.wordings.values() if wording.ordinal)
        for number in self.missing():
            neighbours = {number - 1, number + 1} & self.wordings.keys()
            if not self.wordings[number].ordinal or not neighbours <= self.found.keys():
                continue
            numbered = [
                (index, text) for index, text in self.short if self.fits(number, index) and text.startswith(ordinals)
            ]
            if len(numbered) == 1 and numbered[0][1].startswith(self.wordings[number].ordinal):
                line = self.lines[numbered[0][0]]
                if len(line.text) <= _LONGEST_BY_NUMBER and not re.search(r"[，。；：,;:]", line.text):
                    self.take(number, numbered[0][0], guessed=True)

    def missing(self) -> list[int]:
        return [number for number in self.wordings if number not in self.found]

    def take(self, number: int, index: int, guessed: bool = False) -> None:
        self.found[number] = Heading(number, index, self.lines[index], guessed)

    def fits(self, number: int, index: int) -> bool:
        """Whether a line stands between the headings found before and after section ``number``."""
        if any(heading.index == index for heading in self.found.values()):
            return False
        after = max((h.index for n, h in self.found.items() if n < number), default=-1)
        before = min((h.index for n, h in self.found.items() if n > number), default=len(self.lines))
        return after < index < before


def find_headings(lines: Sequence[Line], form: Form) -> Outline:
    """The headings of ``form`` among ``lines``."""
    finder = _Finder(lines, form)
    hits = finder.exact()
    repeated: list[Heading] = []
    for number in finder.wordings:
        mine = [hit for hit in hits if hit[1] == number]
        best = min((rank for _, _, rank in mine), default=0)
        indices = [index for index, _, rank in mine if rank == best]
        if indices:
            finder.take(number, indices[0])
            repeated += (Heading(number, index, lines[index]) for index in indices[1:])
    restart = _restart(repeated, finder)
    finder.near()
    finder.similar()
    finder.by_number()
    found = sorted(finder.found.values(), key=lambda heading: heading.index)
    return Outline(tuple(found), tuple(repeated), finder.contents, restart)


def _restart(repeated: list[Heading], finder: _Finder) -> tuple[int, int] | None:
    """The lines of the first heading and of the one that begins a second report, where most sections come twice."""
    twice = {heading.section for heading in repeated}
    if len(twice) < 2 or len(twice) * 2 <= len(finder.wordings):
        return None
    first = min(heading.line.number for heading in finder.found.values())
    return first, min(heading.line.number for heading in repeated)


def _is_part(text: str, ordinal: str) -> bool:
    """Whether a line calls itself the part with an ordinal: ``第二部分``."""
    return bool(ordinal) and text.startswith((f"第{ordinal[:-1]}部分", f"第{ordinal[:-1]}章"))


def _bare(folded: str) -> str:
    return folded.rstrip(".:")


def _is_near(text: str, other: str) -> bool:
    limit = 2 if len(other) >= 8 else 1
    if abs(len(text) - len(other)) > limit or len(set(other) - set(text)) > limit:
        return False
    return edit_distance(text, other, limit) <= limit


def _mostly(text: str, bodies: Iterable[str]) -> bool:
    return any(SequenceMatcher(None, text, body, autojunk=False).ratio() >= _MOSTLY for body in bodies)


def _without_ordinal(folded: str) -> str:
    return _ORDINAL.sub("", folded, count=1) if _ORDINAL.match(folded) else folded
