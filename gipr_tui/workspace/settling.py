"""A copy that was read and is not kept yet: the operator settles what is doubtful, then it goes into the store as one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from gipr_tui.checks.finding import Evaluation
from gipr_tui.forms import Address, Severity
from gipr_tui.readers import Reading
from gipr_tui.report.model import Place, Report, Unplaced
from gipr_tui.workspace.doubts import Doubt, Item, items_of
from gipr_tui.workspace.imports import with_remarks
from gipr_tui.workspace.merging import places_of, text_at, with_margin_of
from gipr_tui.workspace.session import Outcome, Session
from gipr_tui.workspace.workspace import Workspace
from store import Entry, Key


class Settling:
    """A copy between being read and being kept. Nothing reaches the store before :meth:`keep`."""

    def __init__(self, workspace: Workspace, path: Path, reading: Reading) -> None:
        self.path = path
        self.reading = reading
        self.items = items_of(reading)
        self.session = Session(reading.report, workspace.previous_of(reading.report), _nowhere)
        self._workspace = workspace
        self._chosen: dict[Address, str] = {}
        self._typed: dict[Place, str] = {}

    @property
    def report(self) -> Report:
        """The report as it would be kept."""
        return self.session.report

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the copy, which line numbers count from 1."""
        return self.reading.text.split("\n")

    # ---- what is doubtful

    def is_open(self, item: Item) -> bool:
        """Whether it is a cell that the copy does not give and nobody has filled."""
        return item.doubt in (Doubt.UNREAD, Doubt.MISSING) and not self.report.get(item.place)

    def is_worth_a_look(self, item: Item) -> bool:
        """Whether something is open, or was doubtful when it was read and nobody has said since what it is."""
        return self.is_open(item) or (item.doubt is not Doubt.SURE and not self.is_answered(item))

    def is_answered(self, item: Item) -> bool:
        """Whether a cell that was doubtful holds what the operator typed or chose, be it what was read."""
        if item.doubt in (Doubt.UNREAD, Doubt.MISSING):
            return not self.is_open(item)
        said = self._typed.get(item.place) or self._chosen.get(item.place)
        return bool(said) and said == self.report.get(item.place)

    @property
    def missing_count(self) -> int:
        """How many cells of the form the copy did not give, those apart that were filled since."""
        return sum(not self.report.get(place) for place in self.reading.missing)

    @property
    def placed_count(self) -> int:
        """How many cells the copy gave, and those that were filled since."""
        return len(self.reading.placed) + len(self.reading.missing) - self.missing_count

    @property
    def open_count(self) -> int:
        """How many cells are open."""
        return sum(map(self.is_open, self.items))

    @property
    def doubtful_count(self) -> int:
        """How many places and pieces are doubtful, besides the open cells."""
        return sum(map(self.is_worth_a_look, self.items)) - self.open_count

    # ---- settling

    def enter(self, place: Place, text: str) -> Outcome:
        """Puts a typed text at a place. Raises UsageError where it can't be read as a figure."""
        outcome = self.session.enter(place, text)
        self._chosen.pop(place, None)
        self._typed[place] = self.report.get(place)
        return outcome

    def chosen_way(self, item: Item) -> int | None:
        """Which of an item's ways the cells of its row hold now, those apart that were typed; None where none of them."""
        ways = (self._figures_of(item, index) for index in range(len(item.ways)))
        here = (index for index, way in enumerate(ways) if all(self.report.get(place) == way[place] for place in way))
        return next(here, None)

    def _figures_of(self, item: Item, index: int) -> dict[Address, str]:
        """The figures of one of an item's ways, but for cells that hold one that was typed."""
        texts = zip(item.row, item.ways[index], strict=True)
        typed = {place for place, text in self._typed.items() if text and text == self.report.get(place)}
        return {place: text for place, text in texts if place not in typed}

    def take_way(self, item: Item, index: int) -> Outcome:
        """Puts the figures of one of an item's ways into the cells of its row, as one edit; what was typed there stays."""
        texts = self._figures_of(item, index)
        outcome = self.session.apply(texts)
        self._chosen |= texts
        return outcome

    # ---- the store

    def kept(self) -> Entry | None:
        """The report of that unit and year that is in the store already."""
        key = Key(self.report.unit, self.report.year)
        return next((entry for entry in self._workspace.entries() if entry.key == key), None)

    def differences(self) -> Mapping[Place, tuple[str, str]]:
        """What keeping it would change of the report in the store: the texts there and here, place by place.

        Raises StoreUnavailable where that one can't be read.
        """
        entry = self.kept()
        if entry is None:
            return {}
        there = self._workspace.load(entry).report
        here = with_margin_of(self.report, there)
        pairs = ((place, (text_at(there, place), text_at(here, place))) for place in places_of(there, here))
        return {place: pair for place, pair in pairs if pair[0] != pair[1]}

    def keep(self, *, replacing: bool = False) -> Entry:
        """Puts the report into the store, as one step.

        Raises UsageError where one is there and ``replacing`` was not given, StoreUnavailable where it can't be written.
        """
        return self._workspace.keep(self.settled(), replacing=replacing, how="imported")

    def settled(self) -> Report:
        """The report with its source: the lines of cells that were settled, and no piece that all has been read of.

        Figures that were told apart by choosing among ways that add up are no evidence for their sums.
        """
        report = self.report
        taken = {place for place, text in self._chosen.items() if report.get(place) == text}
        lines = {item.place: item.line for item in self.items if item.place in taken and item.line}
        source = report.source
        source = replace(
            source, lines=MappingProxyType({**source.lines, **lines}), split=source.split | frozenset(taken)
        )
        unplaced = tuple(piece for piece in report.unplaced if not self._is_settled(piece))
        return with_remarks(replace(report, source=source, unplaced=unplaced), self.reading.notes)

    def _is_settled(self, piece: Unplaced) -> bool:
        """Whether the cells of the row that a piece holds the figures of are all filled now."""
        splits = (note.split for note in self.reading.notes if note.split and note.split.piece == piece.text)
        return any(all(self.report.get(place) for place in split.cells) for split in splits)


@dataclass(frozen=True, slots=True)
class Summary:
    """A copy in numbers: what is doubtful in it, and what a check would find."""

    doubts: int
    errors: int
    warnings: int


def summary_of(workspace: Workspace, reading: Reading) -> Summary:
    """What one would see of a copy on opening it."""
    found = workspace.evaluate(reading.report)
    doubts = sum(item.doubt is not Doubt.SURE for item in items_of(reading))
    return Summary(doubts, found.count(Severity.ERROR), found.count(Severity.WARNING))


def _nowhere(_report: Report, _evaluation: Evaluation, _how: str) -> None:
    """Nothing is saved while a copy is being settled."""
