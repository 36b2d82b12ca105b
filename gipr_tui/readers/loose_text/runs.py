"""Rows whose figures have run together, settled after every row has found its place.

A row's own total decides first; the sums of its columns choose among what that leaves. What no relation decides stays
unread, with its choices. A cell that every choice agrees on is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gipr_tui.checks.relations import Equation
from gipr_tui.forms import Address, CellKind, address_of
from gipr_tui.readers.loose_text.deciding import Figures, choose
from gipr_tui.readers.loose_text.splitting import Sum, Way, Ways, has_joined, number_in, ways_to_place, ways_to_split
from gipr_tui.readers.page_text.placement import Placement, Run
from gipr_tui.readers.page_text.rows import text_of, texts_in
from gipr_tui.readers.reading import Split
from gipr_tui.readers.sums import Balance, balance_of
from gipr_tui.report.model import Unplaced
from gipr_tui.report.values import parse_value

#: One row in so many may have a total that no way agrees with, before totals are no longer believed.
_MOST_FAILING = 5

#: The most choices that a note quotes, and what stands for a blank cell in them.
MAX_QUOTED, _BLANK = 4, "□"

#: The most choices that are offered where none was told.
MAX_OFFERED = 12

#: The most ways that are tried against the columns.
MAX_TRIED = 64

#: The most rows of one copy that are split: no form has more.
MAX_RUNS = 300


@dataclass
class _Row:
    """A row while it is settled: ``ways`` those still open, ``rules`` what has decided among them.

    ``doubted`` is the only way to cut its digits where that can't be right: blank cells must have been lost.
    """

    run: Run
    addresses: tuple[Address, ...]
    kinds: tuple[CellKind, ...]
    sums: tuple[Sum, ...]
    sum_rule: str
    ways: Ways
    rules: tuple[str, ...] = ()
    doubted: tuple[Way, ...] = ()

    @property
    def settled(self) -> bool:
        return self.ways.whole and len(self.ways.ways) == 1

    @property
    def parted(self) -> bool:
        """Whether a space stands between all its cells."""
        return len(self.run.box.text.split()) == len(self.addresses) and not self.run.box.unsure

    @property
    def spaced(self) -> bool:
        """Whether spaces stand among its figures."""
        return " " in self.run.box.text.strip() and not (self.run.lacking or self.run.box.unsure)

    @property
    def is_open(self) -> bool:
        return self.ways.whole and 1 < len(self.ways.ways) <= MAX_TRIED

    def figures(self, way: Way) -> dict[Address, int]:
        """The whole numbers of the row in one way."""
        found = {}
        for address, kind, text in zip(self.addresses, self.kinds, way, strict=True):
            value = parse_value(text, kind, "")
            if isinstance(value.number, int) or value.is_missing:
                found[address] = int(value.number or 0)
        return found


def settle_runs(placement: Placement, equations: Sequence[Equation]) -> None:
    """Puts the figures of the runs into their cells, and what stays open among the unplaced, with notes."""
    runs, placement.runs = placement.runs, []
    if not runs:
        return
    rows = [_row_of(run, placement, equations) for run in runs[:MAX_RUNS]]
    together = [row for row in rows if not row.run.lacking]
    _doubt_rows_beside_spaced_ones(together)
    _doubt_rows_beside_short_ones(together)
    _doubt_totals_that_seldom_agree(together)
    balances = [balance_of(equation) for equation in equations]
    _choose_by_columns(rows, placement, balances)
    _doubt_spaces(rows, placement, balances)
    for row in rows:
        _put(row, placement)
    for run in runs[MAX_RUNS:]:
        placement.notes.add("extra-row", run.box.line, row=run.name)
        placement.unplaced.append(_kept(run, "extra-row"))


def _row_of(run: Run, placement: Placement, equations: Sequence[Equation]) -> _Row:
    addresses = tuple(address_of(run.row, column.key) for column in run.columns)
    cells = [placement.layout.cells[address] for address in addresses]
    kinds = tuple(cell.kind for cell in cells)
    place = {address: index for index, address in enumerate(addresses)}
    sums: list[Sum] = []
    rules: list[str] = []
    for equation in equations:
        if len(equation.left) == 1 and equation.reads <= place.keys() and all(a.sign == 1 for a in equation.right):
            total, addends = place[equation.left[0].address], tuple(place[a.address] for a in equation.right)
            if max(addends) < total:
                sums.append(Sum(total, addends))
                rules.append(equation.relation.rule)
    if run.lacking:
        ways = _ways_of_lacking(run, kinds, sums)
        return _Row(run, addresses, kinds, tuple(sums), rules[0] if rules else "", ways, tuple(rules[:1]))
    free = ways_to_split(run.box.text, kinds)
    row = _Row(run, addresses, kinds, tuple(sums), rules[0] if rules else "", free)
    if sums and not (row.settled and row.parted):
        summed = ways_to_split(run.box.text, kinds, sums)
        if row.settled and not run.box.unsure:
            row.doubted = free.ways if _lacks_cells(free.ways[0], sums) else ()
            row.ways = Ways(()) if row.doubted else free
        else:
            row.ways, row.rules = summed, (row.sum_rule,)
    elif run.box.unsure:
        row.ways = Ways((), whole=False)  # there is no total to tell whose its figures are
    return row


def _ways_of_lacking(run: Run, kinds: Sequence[CellKind], sums: Sequence[Sum]) -> Ways:
    """The ways to read a row with too few figures: cells were lost, or where one can be no figure, have run together."""
    figures = texts_in(run.box)
    if has_joined(figures, len(kinds)):
        ways = ways_to_split(run.box.text, kinds, sums)
        return ways if len(figures) > 1 and len(ways.ways) == 1 else Ways(())
    return ways_to_place(figures, len(kinds), sums)


def _offered(row: _Row) -> tuple[Way, ...]:
    """The ways that a person may choose among where none could be told: the row's own total agrees.

    With as few blank cells as there can be; none where there are too many to look through.
    """
    if row.run.box.unsure or len(row.addresses) == 1:
        return ()
    text = row.run.box.text
    ways = ways_to_split(text, row.kinds, row.sums)
    if not ways.ways and row.sums:
        ways = ways_to_split(text, row.kinds, row.sums, blanks=True)
    fewest = min((way.count("") for way in ways.ways), default=0)
    offered = tuple(way for way in ways.ways if way.count("") == fewest)
    return offered if ways.whole and len(offered) <= MAX_OFFERED else ()


def _lacks_cells(way: Way, sums: Sequence[Sum]) -> bool:
    """Whether a total is less than one of its addends: no slip in adding up, but digits of two cells taken for cells."""
    return any(number_in(way[each.total]) < max(number_in(way[addend]) for addend in each.addends) for each in sums)


def _doubt_rows_beside_spaced_ones(rows: Sequence[_Row]) -> None:
    """Where most rows of a section have a space between all cells, one with fewer lacks cells: its figures are whole."""
    for _, group in groupby(rows, key=lambda row: row.run.section):
        mine = [row for row in group if len(row.addresses) > 1]
        if sum(row.parted for row in mine) * 2 > len(mine):
            for row in mine:
                row.ways = row.ways if row.parted or row.run.box.unsure else Ways(())


def _doubt_rows_beside_short_ones(rows: Sequence[_Row]) -> None:
    """Where a row has fewer digits than cells, or no way to add up, blank cells may have been lost from others as well.

    A row is then only sure where its own total agrees: in that table, or where one has too few digits, in the whole copy, and
    with blank cells wherever there may be some.
    """
    short = any(len("".join(row.run.box.text.split())) < len(row.addresses) for row in rows)
    for _, group in groupby(rows, key=lambda row: row.run.table):
        mine = list(group)
        if not short and all(row.ways.ways or not row.ways.whole for row in mine):
            continue
        for row in mine:
            if len(row.addresses) > 1 and not row.parted:
                summed = ways_to_split(row.run.box.text, row.kinds, row.sums, blanks=short)
                row.ways, row.rules = summed if row.sums else Ways((), whole=False), (row.sum_rule,)


def _doubt_totals_that_seldom_agree(rows: Sequence[_Row]) -> None:
    """Where many rows of a table have no way to add up, one that has may have it by chance: all its ways are open."""
    for _, group in groupby(rows, key=lambda row: row.run.table):
        split = [row for row in group if any(row.rules)]
        failing = sum(row.ways.whole and not row.ways.ways for row in split)
        if failing > 1 and failing * _MOST_FAILING > len(split):
            for row in split:
                if row.ways.ways:
                    row.ways = Ways(()) if row.run.box.unsure else ways_to_split(row.run.box.text, row.kinds)
                row.rules = ()


def _choose_by_columns(rows: Sequence[_Row], placement: Placement, balances: Sequence[Balance]) -> None:
    waiting = [row for row in rows if row.is_open]
    if not waiting:
        return
    known = _known(rows, placement)
    choices: list[Sequence[Figures]] = [[row.figures(way) for way in row.ways.ways] for row in waiting]
    rules = tuple(dict.fromkeys(balance.rule for balance in balances))
    for wanted in (rules, *((rule,) for rule in rules)):
        chosen = choose(choices, known, [balance for balance in balances if balance.rule in wanted])
        if chosen is None:
            continue
        for row, kept in zip(waiting, chosen, strict=True):
            if len(kept) < len(row.ways.ways):
                row.ways = Ways(tuple(row.ways.ways[index] for index in sorted(kept)))
                row.rules = (
                    *row.rules,
                    *(rule for rule in wanted if rule not in row.rules and _reads(rule, row, balances)),
                )
        return


def _doubt_spaces(rows: Sequence[_Row], placement: Placement, balances: Sequence[Balance]) -> None:
    """Where the columns don't add up, or a row does only without its spaces: then one may stand within a figure.

    The columns choose among the ways that are left without spaces. Where a row shows that spaces part figures, and the
    columns decide nothing, all those ways are open.
    """
    known = _known(rows, placement)
    uneven = {a for b in balances if b.signs.keys() <= known.keys() and b.of(known) for a in b.signs}
    spaced = [(row, _ways_without_spaces(row)) for row in rows if row.spaced]
    unreliable = any(row.ways.whole and not row.ways.ways and ways.ways for row, ways in spaced)
    waiting: list[tuple[_Row, Ways]] = []
    for row, ways in spaced:
        if unreliable and not row.sums and len(row.addresses) > 1:
            row.ways = ways  # nothing tells a space within a figure from one between two
            continue
        doubtful = unreliable or (not row.parted and (not row.settled or bool(uneven & set(row.addresses))))
        if doubtful and row.sums and ways.whole and 0 < len(ways.ways) <= MAX_TRIED:
            waiting.append((row, ways))
    if not waiting or not (uneven or unreliable):
        return
    own = {address for row, _ in waiting for address in row.addresses}
    known = {address: number for address, number in known.items() if address not in own}
    chosen = choose([[row.figures(way) for way in ways.ways] for row, ways in waiting], known, balances)
    if chosen is None and not unreliable:
        return
    rules = tuple(dict.fromkeys(balance.rule for balance in balances if own & balance.signs.keys()))
    for place, (row, ways) in enumerate(waiting):
        kept = sorted(chosen[place]) if chosen else range(len(ways.ways))
        row.rules = tuple(dict.fromkeys((*row.rules, *(rules if len(kept) < len(ways.ways) else (row.sum_rule,)))))
        row.ways = Ways(tuple(ways.ways[index] for index in kept))


def _ways_without_spaces(row: _Row) -> Ways:
    return ways_to_split("".join(row.run.box.text.split()), row.kinds, row.sums)


def _reads(rule: str, row: _Row, balances: Sequence[Balance]) -> bool:
    return any(b.rule == rule and b.signs.keys() & set(row.addresses) for b in balances)


def _known(rows: Sequence[_Row], placement: Placement) -> Figures:
    known: dict[Address, int] = {}
    for address, box in placement.cells.items():
        cell = placement.layout.cells[address]
        number = parse_value(box.text, cell.kind, cell.unit).number
        if isinstance(number, int) or not box.text:
            known[address] = number if isinstance(number, int) else 0
    for row in rows:
        if row.settled:
            known |= row.figures(row.ways.ways[0])
    return known


def _put(row: _Row, placement: Placement) -> None:
    ways, box = row.ways, row.run.box
    places = range(len(row.addresses))
    agreed = {place: texts.pop() for place in places if len(texts := {way[place] for way in ways.ways}) == 1}
    if not ways.whole or not ways.ways or (row.run.lacking and not row.settled):
        agreed = {}
    for place, text in agreed.items():
        placement.cells[row.addresses[place]] = replace(box, text=text, run=False)
    if agreed and any(row.rules):
        placement.split |= {row.addresses[place] for place in agreed}
    name, text = row.run.name, " ".join(box.text.split())
    kept = _kept(row.run, "run-open")
    notes = placement.notes
    split = Split(text, kept.text, row.addresses, ways.ways if ways.whole else ())
    if row.settled:
        placement.labels += row.run.lead
        if any(row.rules):
            rules = " ".join(filter(None, row.rules))
            cells = next(_quoted(ways.ways))
            notes.add_split("run-split", box.line, split, row=name, text=text, cells=cells, rules=rules)
        return
    placement.unplaced.append(kept)
    if not ways.whole:
        notes.add_split("run-too-many", box.line, split, row=name, text=text, expected=len(row.addresses))
    elif row.doubted and not ways.ways:
        split = Split(text, kept.text, row.addresses, row.doubted)
        notes.add_split("run-doubtful", box.line, split, row=name, text=text, cells=" ".join(row.doubted[0]))
    elif not ways.ways and (offered := _offered(row)):
        split = Split(text, kept.text, row.addresses, offered)
        choices = " | ".join(_quoted(offered))
        notes.add_split("run-maybe", box.line, split, row=name, text=text, count=len(offered), choices=choices)
    elif not ways.ways:
        notes.add_split("run-none", box.line, split, row=name, text=text, expected=len(row.addresses))
    else:
        choices = " | ".join(_quoted(ways.ways))
        count = len(ways.ways)
        notes.add_split("run-open", box.line, split, row=name, text=text, count=count, choices=choices)


def _kept(run: Run, reason: str) -> Unplaced:
    boxes = [box for box in (*run.lead, run.box) if box.text]
    return Unplaced(boxes[0].line, run.section, text_of(boxes), reason)


def _quoted(ways: Sequence[Way]) -> Iterator[str]:
    for way in ways[:MAX_QUOTED]:
        yield " ".join(text or _BLANK for text in way)
    if len(ways) > MAX_QUOTED:
        yield "…"
