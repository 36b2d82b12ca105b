"""How the columns of a block of tables share the width of the page.

Figures are never cut, so each column has a least width; what is left goes in turns to the labels and to the figures, until
every label stands on one line, and then to the figures evenly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gipr_tui.writers.filled import FilledTable

_HEADER, _EASY, _WIDE, _AIRY, _TEXT = 4, 5, 6, 8, 16


@dataclass(frozen=True, slots=True)
class LabelNeeds:
    """The widths at which the labels of a table fit at all, on three lines, on two, and on one."""

    least: int
    three: int
    two: int
    one: int

    def joined(self, other: LabelNeeds) -> LabelNeeds:
        """What both tables need."""
        pairs = zip(self._all(), other._all(), strict=True)
        return LabelNeeds(*(max(pair) for pair in pairs))

    def _all(self) -> tuple[int, int, int, int]:
        return self.least, self.three, self.two, self.one


@dataclass(frozen=True, slots=True)
class Shares:
    """The width of the labels (0 without any) and of each column of figures."""

    label: int
    figures: tuple[int, ...]


#: What a table's borders or gaps take, given its number of columns of figures and whether it has labels.
Frame = Callable[[int, bool], int]


class _Room:
    """What is left of the width, while it is handed out."""

    def __init__(self, width: int, label: int, figures: list[int]) -> None:
        self.label, self.figures = label, figures
        self.left = width - label - sum(figures)

    def widen_label(self, goal: int) -> None:
        more = max(0, min(self.left, goal - self.label))
        self.label += more
        self.left -= more

    def widen_figures(self, goals: Sequence[int]) -> None:
        """Widens the narrowest columns first, all that are equally narrow or none."""
        while True:
            below = [k for k, width in enumerate(self.figures) if width < goals[k]]
            narrowest = min((self.figures[k] for k in below), default=0)
            widened = [k for k in below if self.figures[k] == narrowest]
            if not widened or len(widened) > self.left:
                return
            for k in widened:
                self.figures[k] += 1
            self.left -= len(widened)

    def spread(self) -> None:
        """Gives what is left to the columns of figures evenly, and what that leaves to the last: columns that stand side by
        side are equally wide but for one place."""
        count = len(self.figures)
        each, over = divmod(self.left, count)
        self.figures = [width + each + (k >= count - over) for k, width in enumerate(self.figures)]
        self.left = 0


def share(tables: Sequence[FilledTable], needs: Sequence[LabelNeeds | None], width: int, frame: Frame) -> list[Shares]:
    """The widths of the columns of ``tables``, which stand in one block and begin their figures at the same column.

    All tables come out ``width`` wide, or as wide as the widest figures need.
    """
    common: LabelNeeds | None = None
    for need in needs:
        common = need if common is None else common.joined(need) if need else common
    least = common.least if common else 0
    rooms = []
    for table, need in zip(tables, needs, strict=True):
        frames = frame(len(table.leasts), need is not None)
        rooms.append(_Room(width - frames, least if need else 0, list(table.leasts)))
    grown = max(0, -min(room.left for room in rooms))
    for room, table, need in zip(rooms, tables, needs, strict=True):
        room.left += grown
        _hand_out(room, table, common if need else None, width)
    labels = [room.label for room, need in zip(rooms, needs, strict=True) if need]
    alone = len(tables) == 1
    for room, table, need in zip(rooms, tables, needs, strict=True):
        if need:
            room.left += room.label - min(labels)
            room.label = min(labels)
        room.widen_figures([room.left + max(room.figures)] * len(table.leasts))
        if need and alone:
            room.widen_label(room.label + room.left)
        room.spread()
    return [Shares(room.label, tuple(room.figures)) for room in rooms]


def _hand_out(room: _Room, table: FilledTable, needs: LabelNeeds | None, width: int) -> None:
    figures, texts = table.figures, table.texts
    room.widen_figures([max(_HEADER, figure) for figure in figures])
    if needs:
        room.widen_label(min(needs.three, width * 9 // 20))
    room.widen_figures([max(_EASY, figure + 1) for figure in figures])
    if needs:
        room.widen_label(min(needs.two, width // 2))
    room.widen_figures([max(_WIDE, figure + 1, min(text, _TEXT)) for figure, text in zip(figures, texts, strict=True)])
    room.widen_figures([max(_AIRY, figure + 1) for figure in figures])
    if needs:
        room.widen_label(min(needs.one, width // 2))
