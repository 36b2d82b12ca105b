"""What a check says: findings, the causes behind them, and both together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from gipr_tui.forms import Address, Severity
from gipr_tui.report.margin import Note
from gipr_tui.report.model import Place

Number = int | Decimal


class Finding(NamedTuple):
    """One thing that is wrong, doubtful or worth a look.

    ``cells`` are the cells concerned, the one to be mended first; ``place`` is where the operator is taken to. ``left``
    and ``right`` are the two numbers that should agree, ``difference`` is left less right. ``text`` and ``span`` are the
    words of the narrative it was read from. ``missing`` are blank cells counted as nothing. ``wording`` names the
    sentence (``finding.<wording>``) and ``facts`` are its further words. ``cause`` is the id of the cause that explains
    it, if one does. ``accepted`` is the reason why it was let stand, if it was.
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
    facts: tuple[tuple[str, str], ...] = ()
    cause: str | None = None
    accepted: Note | None = None

    @property
    def identity(self) -> Identity:
        """What makes two findings the same one, whatever their numbers."""
        return (self.rule, self.cells, self.place, self.span, self.text, self.wording)

    def explained_by(self, cause: str) -> Finding:
        """The same finding with the cause that explains it."""
        return Finding._make((*self[:13], cause, self.accepted))


Identity = tuple[object, ...]


class Said(NamedTuple):
    """A finding with what is asked of it again and again: where it belongs, and what makes it the same as another."""

    position: tuple[int, int, str, tuple[int, int]]
    identity: Identity
    finding: Finding


def said_of(finding: Finding, order: Mapping[Address, int]) -> Said:
    """A finding with its position: its section's, and in it by ``order``, the positions of the form's cells."""
    position = (finding.section, order.get(finding.place, -1), finding.rule, finding.span or (0, 0))
    return Said(position, finding.identity, finding)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A single fault that explains several findings, and the texts that would mend it.

    ``correction`` maps cells to the texts they should have; ``explains`` counts the findings that go with it.
    """

    cause: str
    correction: tuple[tuple[Address, str], ...]
    explains: int
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """Everything the checks say of a report, in the form's order. ``counts`` are the findings that were not accepted."""

    findings: tuple[Finding, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    counts: Mapping[Severity, int] = field(default_factory=lambda: MappingProxyType({}))

    def count(self, severity: Severity) -> int:
        """How many findings have this severity, those not counted that were accepted."""
        return self.counts.get(severity, 0)

    @property
    def accepted(self) -> int:
        """How many findings were accepted."""
        return sum(finding.accepted is not None for finding in self.findings)

    def diagnosis(self, cause: str | None) -> Diagnosis | None:
        """The diagnosis whose id is ``cause``."""
        return next((diagnosis for diagnosis in self.diagnoses if diagnosis.cause == cause), None)

    def explained_by(self, diagnosis: Diagnosis) -> tuple[Finding, ...]:
        """The findings that ``diagnosis`` explains."""
        return tuple(finding for finding in self.findings if finding.cause == diagnosis.cause)


_WEIGHTS = tuple(Severity)


def evaluation(findings: tuple[Finding, ...], diagnoses: tuple[Diagnosis, ...] = ()) -> Evaluation:
    """The findings with their counts by severity."""
    weights = [finding.severity for finding in findings if finding.accepted is None]
    return Evaluation(findings, diagnoses, MappingProxyType({weight: weights.count(weight) for weight in _WEIGHTS}))
