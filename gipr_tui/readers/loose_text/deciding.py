"""Which of several ways to split the rows of a table is the right one: the one with which the columns add up.

Sums that go over several rows choose among the ways that a row's own sum allows. They repair nothing: a filed total may
be wrong, and then no choice satisfies them all and what they would have decided stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gipr_tui.forms import Address
from gipr_tui.readers.sums import Balance

#: The most steps spent on a choice, and the most answers looked at.
MAX_STEPS, MAX_ANSWERS = 40_000, 64


#: A row's figures by address, in one way to split it.
Figures = Mapping[Address, int]


@dataclass
class _Search:
    """The choices of one way for each row under which every balance is even."""

    rows: Sequence[Sequence[Sequence[int]]]
    start: Sequence[int]
    steps: int = 0

    def __post_init__(self) -> None:
        size = range(len(self.start))
        self._least = [[0] * len(self.start)]
        self._most = [[0] * len(self.start)]
        for ways in reversed(self.rows):
            self._least.append([self._least[-1][i] + min(way[i] for way in ways) for i in size])
            self._most.append([self._most[-1][i] + max(way[i] for way in ways) for i in size])
        self._least.reverse()
        self._most.reverse()

    def answers(self, at: int, sums: Sequence[int]) -> Iterator[tuple[int, ...]]:
        least, most = self._least[at], self._most[at]
        self.steps += 1
        if self.steps > MAX_STEPS:
            return
        if any(not least[i] <= -total <= most[i] for i, total in enumerate(sums)):
            return
        if at == len(self.rows):
            yield ()
            return
        for index, way in enumerate(self.rows[at]):
            for rest in self.answers(at + 1, [total + way[i] for i, total in enumerate(sums)]):
                yield (index, *rest)

    def run(self) -> list[tuple[int, ...]] | None:
        """Every answer, or None where there were more than could be looked at."""
        found: list[tuple[int, ...]] = []
        for answer in self.answers(0, self.start):
            found.append(answer)
            if len(found) > MAX_ANSWERS:
                return None
        return None if self.steps > MAX_STEPS else found


def choose(rows: Sequence[Sequence[Figures]], known: Figures, balances: Iterable[Balance]) -> list[set[int]] | None:
    """For each of ``rows`` the ways (by position) that agree with the balances, and ``known``, in some choice of all.

    None where they decide nothing: they can't all be even, or there is too much to look at. A balance that reads
    a cell which nobody knows is left out.
    """
    open_cells = {address for ways in rows for address in ways[0]}
    usable = [
        balance
        for balance in balances
        if balance.signs.keys() <= known.keys() | open_cells and balance.signs.keys() & open_cells
    ]
    if not usable:
        return None
    search = _Search(
        [[[balance.of(way) for balance in usable] for way in ways] for ways in rows],
        [balance.of(known) for balance in usable],
    )
    answers = search.run()
    if not answers:
        return None
    return [{answer[index] for answer in answers} for index in range(len(rows))]
