"""What stands beside a report and is never filed: notes, the texts carried over from last year's report, and what was accepted.

Each has a place of its own, named after what it is about (``note:R1.c1``, ``carried:S5.text``, ``accepted:T2-AMT/…``). So it
is edited and taken back like everything else in the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gipr_tui.text.clean import clean_line, clean_text

#: The most characters that a note may be given; a copy with a longer one keeps it.
MAX_NOTE = 2000


class Margin(StrEnum):
    """What stands at a place beside the report."""

    NOTE = "note"
    CARRIED = "carried"
    ACCEPTED = "accepted"


_MARGINAL = re.compile(rf"({'|'.join(Margin)}):(.+)", re.DOTALL)
_ACCEPTED = re.compile(r"([^/\s]+)/([^/\s]+)/([0-9a-f]+)")
_STAMP = re.compile(r"(\S+) (.*)")
_NOT_KNOWN = "-"


def note_place(place: str) -> str:
    """The place of the note on ``place``."""
    return f"{Margin.NOTE}:{place}"


def carried_place(place: str) -> str:
    """The place of the text that ``place`` was given from last year's report."""
    return f"{Margin.CARRIED}:{place}"


def accepted_place(key: str) -> str:
    """The place of the reason for which the finding with the key ``key`` was accepted; see :class:`Accepted`."""
    return f"{Margin.ACCEPTED}:{key}"


def marginal(place: str) -> tuple[Margin, str] | None:
    """What a marginal place holds, and what it is about; None for a place in the report itself."""
    match = _MARGINAL.fullmatch(place)
    return (Margin(match[1]), match[2]) if match else None


def subject(place: str) -> str:
    """The place in the report that a marginal place is about; any other place is about itself."""
    found = marginal(place)
    if found is None:
        return place
    accepted = read_key(found[1]) if found[0] is Margin.ACCEPTED else None
    return accepted.place if accepted else found[1]


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which finding was accepted: its rule, its place, and in hexadecimal digits the imprint of what it rested on."""

    rule: str
    place: str
    imprint: str

    @property
    def key(self) -> str:
        """The name of the finding, as long as it rests on the same."""
        return f"{self.rule}/{self.place}/{self.imprint}"


def read_key(key: str) -> Accepted | None:
    """What :attr:`Accepted.key` made ``key`` of; None for a text that is no such key."""
    match = _ACCEPTED.fullmatch(key)
    return Accepted(match[1], match[2], match[3]) if match else None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark: its text of one or a few lines, who wrote it, and when (ISO 8601). The latter two may not be known.

    The reason for accepting a finding is one too.
    """

    text: str
    by: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text).strip())
        object.__setattr__(self, "by", clean_line(self.by).strip())
        object.__setattr__(self, "at", "".join(clean_line(self.at).split()).removeprefix(_NOT_KNOWN))

    @property
    def written(self) -> str:
        """The note as one text: when and by whom on the first line, its own text below; empty where it says nothing."""
        return f"{self.at or _NOT_KNOWN} {self.by}\n{self.text}" if self.text else ""


def read_note(written: str) -> Note:
    """The note that :attr:`Note.written` made a text of."""
    stamp, _, text = written.partition("\n")
    match = _STAMP.fullmatch(stamp)
    if not text or match is None:
        return Note(written)
    return Note(text, match[2], "" if match[1] == _NOT_KNOWN else match[1])
