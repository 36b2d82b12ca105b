"""What a check says: findings, the causes behind them, and both together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from gipr_tui.forms import Address, Severity
from gipr_tui.report.margin import Note
from gipr_tui.report.model import Place
from gipr_tui.report.values import written

Number = int | Decimal
Word = str | tuple[Number, ...]
"""A word of a finding's sentence: a text, or figures added up, which are written when somebody reads it."""

Fact = tuple[str, Word]
"""A word under its name."""


class Finding(NamedTuple):
    """One thing that is wrong, doubtful or worth a look.

    ``cells`` are the cells concerned, the one to be mended first; ``place`` is where the operator is taken to. ``left``
    and ``right`` are the two numbers that should agree, ``difference`` is left less right. ``text`` and ``span`` are the
    words of the narrative it was read from. ``missing`` are blank cells counted as nothing. ``wording`` names the
    sentence (``finding.<wording>``) and ``facts`` are its further words. ``accepted`` is the reason why it was let stand,
    if it was.
    """

    rule: str
    severity: Severity
    section: int
    cells: tuple[Address, ...]
    place: Place
    wording: str
    left: Number | None = None
    right: Number | None = None
    difference: Number | None = None
    text: str | None = None
    span: tuple[int, int] | None = None
    missing: tuple[Address, ...] = ()
    facts: tuple[Fact, ...] = ()
    accepted: Note | None = None

    @property
    def identity(self) -> Identity:
        """What makes two findings the same one, whatever their numbers."""
        return identity_of(self)


Identity = tuple[object, ...]
identity_of: Callable[[Finding], Identity] = attrgetter("rule", "cells", "place", "span", "text", "wording")
"""What makes two findings the same one."""


def reads_as(one: Finding, other: Finding) -> bool:
    """Whether two findings say the very same: a figure typed as 5.0 is that of before, but not written like it."""
    return one == other and _written(one) == _written(other)


def _written(finding: Finding) -> list[str]:
    words = [word for _, fact in finding.facts if not isinstance(fact, str) for word in fact]
    return [str(number) for number in (finding.left, finding.right, finding.difference, *words)]


def word_of(word: Word) -> str:
    """A word as it stands in the sentence; figures added up as a clerk would write it: ``3+2 = 5``."""
    if isinstance(word, str):
        return word
    shown = [written(figure) for figure in word if figure] if len(word) > 1 else ()
    total = written(sum(word))
    return f"{'+'.join(shown).replace('+-', '-')} = {total}" if len(shown) > 1 else total


@dataclass(frozen=True, slots=True)
class Role:
    """What the findings of a rule have to do with those of others: one fault is one finding.

    They are silent on cells of which a rule among ``yields_to`` speaks. Others ``heed`` them, or a blank total of which they
    speak (``of_blank_total``). Lists leave out such totals (``lists``).
    """

    yields_to: frozenset[str] = frozenset()
    heeded: bool = False
    of_blank_total: bool = False
    lists: bool = False


Position = tuple[int, int, str, tuple[int, int]]
"""What findings are put in order by: section, cell, rule, and where in a text."""


Said = tuple[Position, Finding, Role | None]
"""A finding with what is asked of it again and again: its position, and the role of its rule."""


def said_of(finding: Finding, order: Mapping[Address, int], roles: Mapping[str, Role]) -> Said:
    """A finding with its position: its section's, and in it by ``order``, the positions of the form's cells."""
    rule = finding.rule
    position = (finding.section, order.get(finding.place, -1), rule, finding.span or (0, 0))
    return position, finding, roles.get(rule)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A single fault that explains several findings, and the texts that would mend it.

    ``correction`` maps cells to the texts they should have; ``explains`` counts the findings that go with it.
    """

    cause: str
    correction: tuple[tuple[Address, str], ...]
    explains: int
    facts: tuple[tuple[str, str], ...] = ()


class Causes:
    """The causes behind the errors of a report. They are looked for when they are first asked for, and then kept."""

    def __init__(self, search: Callable[[], Mapping[Identity, Diagnosis]] = dict) -> None:
        self._search = search

    @cached_property
    def behind(self) -> Mapping[Identity, Diagnosis]:
        """For the identity of each error that is explained the cause that explains it."""
        return self._search()

    @cached_property
    def found(self) -> tuple[Diagnosis, ...]:
        """The causes, each once, in the order in which the form lists them."""
        return tuple({diagnosis.cause: diagnosis for diagnosis in self.behind.values()}.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Causes) and self.behind == other.behind

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Evaluation:
    """Everything the checks say of a report, in the form's order."""

    findings: tuple[Finding, ...] = ()
    causes: Causes = field(default_factory=Causes)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity, those not counted that were accepted."""
        return self._counts[severity]

    @cached_property
    def _counts(self) -> Counter[Severity]:
        return Counter(finding.severity for finding in self.findings if finding.accepted is None)

    @property
    def accepted(self) -> int:
        """How many findings were accepted."""
        return sum(finding.accepted is not None for finding in self.findings)

    @property
    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """The causes behind the errors, in the order in which the form lists them."""
        return self.causes.found

    def cause_of(self, finding: Finding) -> Diagnosis | None:
        """The cause that explains ``finding``, if one does."""
        return self.causes.behind.get(finding.identity)

    def explained_by(self, diagnosis: Diagnosis) -> tuple[Finding, ...]:
        """The findings that ``diagnosis`` explains."""
        return tuple(finding for finding in self.findings if self.cause_of(finding) == diagnosis)
