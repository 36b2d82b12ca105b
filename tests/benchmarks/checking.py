"""How long a check takes: after an edit, whole without the narratives, and of the narratives alone.

Three ratios are wanted small: of the check after an edit to a whole one, and of the other two to ``json.loads`` of the
exported report, from the bytes of its file. A whole check is that of a report never seen before, and so is the reading
of its narratives: no sentence of them is remembered. All is done in turn, once each time: nothing is made quick by doing
it again and again, as nobody does. A check gives all findings; the causes behind them are looked for
when they are asked for, and what that takes stands in a column of its own. All times are the processor's. Each is compared
with what was measured just before and just after it, and the median of many such ratios is shown.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import process_time

from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.checks.narrative import read
from gipr_tui.report.model import Place, Report, text_place
from gipr_tui.text.remembered import forget
from gipr_tui.writers.export import export_json
from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table, count, ms, ratio
from tests.benchmarks.timing import Beside, beside
from tests.reports import clean_2019, clean_2021, corpus_names, jinzhan_2019, load_corpus

#: Figures changed in each report, chosen and changed at random, the same in every run.
EDITS, SEED = 40, 20190415

#: What each of the three ratios should be at most.
WANTED = (0.05, 5, 20)

#: Each thing is measured this many times in a round; the edits, which are many, fewer times.
TIMES, EDIT_TIMES = 40, 5

#: A sentence for a long narrative, and the lengths of the narratives in which a key is typed.
SENTENCE = (
    "本年共收到政府信息公开申请{}件，上年结转{}件；全年答复申请{}件，结转下年度{}件，把流程写清楚，把目录补完整。"
)
LENGTHS = (1_000, 33_000)


def some_reports() -> dict[str, Report]:
    """Reports with and without faults, and the real ones, where ``GIPR_CORPUS`` names a folder of them."""
    own = {"faulty, 2019": jinzhan_2019(), "clean, 2019": clean_2019(), "clean, 2021": clean_2021()}
    return own | {name: load_corpus(name) for name in corpus_names()}


@dataclass(frozen=True)
class Measured:
    """How long checks of one report take: ``bare`` and ``reader`` beside ``json.loads``, ``edits`` beside a whole check.

    ``slowest`` is the slowest check after an edit, ``reverts`` are those after its taking back, and ``causes`` the searches for
    the causes of what each edit has left wrong, all in seconds.
    """

    loads: float
    whole: float
    bare: Beside
    reader: Beside
    edits: Beside
    slowest: float
    reverts: float
    causes: float

    @property
    def ratios(self) -> tuple[float, float, float]:
        """The three that are wanted small."""
        return self.edits.ratio, self.bare.ratio, self.reader.ratio


def tables(effort: Effort) -> Iterator[Table]:
    """The three ratios, the times behind them, and those of typing in a narrative."""
    measured = {name: _measured(report, effort) for name, report in some_reports().items()}
    yield _ratios(measured)
    yield _times(measured)
    yield _typing(effort)


def _measured(report: Report, effort: Effort) -> Measured:
    bare = report.with_texts({text_place(passage.number): "" for passage in report.passages})
    loads = _Timed(partial(json.loads, export_json(report).encode()))
    whole = _Timed(partial(evaluate, report), forget)
    edits = [_Edit(report, *edit) for edit in _some_edits(report, effort)]
    told = {"bare": _Timed(partial(evaluate, bare)), "reader": _Timed(partial(_read, report), forget)}
    many, fewer = (times * effort.rounds if effort.rounds > 1 else 1 for times in (TIMES, EDIT_TIMES))
    to_loads = beside({name: action.once for name, action in told.items()}, loads, many)
    to_whole = beside({"edits": lambda: [edit() for edit in edits]}, whole, fewer)
    return Measured(
        loads.median,
        whole.median,
        **to_loads,
        **to_whole,
        slowest=max(median(edit.there) for edit in edits),
        reverts=median(median(edit.back) for edit in edits),
        causes=median(median(edit.causes) for edit in edits),
    )


class _Timed:
    """An action that tells how many seconds it took, without those in which it has to ``forget`` its last time."""

    def __init__(self, action: Callable[[], object], forget: Callable[[], None] | None = None) -> None:
        self.action, self.forget = action, forget
        self.times = list[float]()
        self()

    def __call__(self) -> float:
        if self.forget:
            self.forget()
        start = process_time()
        self.action()
        self.times.append(process_time() - start)
        return self.times[-1]

    def once(self) -> list[float]:
        """The seconds, as the only one of a list."""
        return [self()]

    @property
    def median(self) -> float:
        """The median of all times."""
        return median(self.times)


class _Edit:
    """One figure changed and changed back, again and again, telling the seconds of the check after the change.

    It keeps the seconds that each check took after the change (``there``) and after its taking back, and each search for the
    causes of what the change has made wrong.
    """

    def __init__(self, report: Report, edited: Report, place: Place) -> None:
        self.report, self.edited, self.places = report, edited, (place,)
        self.live = LiveEvaluation(report)
        self.there, self.back, self.causes = list[float](), list[float](), list[float]()
        self()

    def __call__(self) -> float:
        start = process_time()
        evaluation = self.live.update(self.edited, self.places)
        checked = process_time()
        evaluation.causes.found  # noqa: B018 - found when asked for
        asked = process_time()
        self.live.update(self.report, self.places)
        self.back.append(process_time() - asked)
        self.causes.append(asked - checked)
        self.there.append(checked - start)
        return self.there[-1]


def _some_edits(report: Report, effort: Effort) -> Iterator[tuple[Report, Place]]:
    """The report with one cell changed, and the cell."""
    chance = random.Random(SEED)
    for _ in range(EDITS if effort.rounds > 1 else 2):
        cell = chance.choice(list(report.layout.cells))
        text = str(chance.choice((chance.randrange(10), chance.randrange(300))))
        yield report.with_texts({cell: text if text != report.get(cell) else f"{text}1"}), cell


def _read(report: Report) -> None:
    for passage in report.passages:
        read(passage.text, report.year)


def _ratios(measured: dict[str, Measured]) -> Table:
    found = {name: one.ratios for name, one in measured.items()}
    edits, bares, readers = zip(*found.values(), strict=True)
    found["worst"] = (max(edits), max(bares), max(readers))
    rows = [[name, f"{edit:.3f}", ratio(bare, 1), ratio(reader, 1)] for name, (edit, bare, reader) in found.items()]
    rows.append(["wanted at most", *map(str, WANTED)])
    columns = ["", "after an edit : whole", "no narrative : json.loads", "reader : json.loads"]
    return Table(
        "The three ratios",
        columns,
        rows,
        f"After an edit: the median of {EDITS} changes of one figure; most make an error.",
    )


def _times(measured: dict[str, Measured]) -> Table:
    rows = [
        [
            name,
            *map(ms, (one.loads, one.whole, one.bare.seconds, one.reader.seconds, one.edits.seconds, one.slowest)),
            f"{one.slowest / one.whole:.3f}",
            ms(one.reverts),
            ms(one.causes),
        ]
        for name, one in measured.items()
    ]
    columns = [
        "",
        "json.loads",
        "whole",
        "no narrative",
        "reader",
        "after an edit",
        "at most",
        "to whole",
        "taken back",
        "causes",
    ]
    return Table("The times behind them", columns, rows, "Milliseconds of the processor.")


def _typing(effort: Effort) -> Table:
    """One key after another in the midst of a narrative full of claims, many of them wrong."""
    rows = []
    place = text_place(1)
    for length in LENGTHS if effort.rounds > 1 else LENGTHS[:1]:
        text = ""
        while len(text) < length:
            text += SENTENCE.format(*(len(text) % 7 + more for more in range(4)))
        report = clean_2021().with_texts({place: text})
        live, typed = LiveEvaluation(report), []
        for key in range(3 * effort.rounds):
            text = f"{text[: length // 2 + key]}改{text[length // 2 + key :]}"
            edited = report.with_texts({place: text})
            start = process_time()
            live.update(edited, (place,))
            typed.append(process_time() - start)
        claims = len(read(text, report.year).claims)
        rows.append(
            [count(length), count(claims), count(len(live.evaluation.findings)), ms(median(typed)), ms(max(typed))]
        )
    columns = ["characters", "claims", "findings", "ms a key", "at most"]
    return Table("Typing in a narrative", columns, rows)


if __name__ == "__main__":
    run(tables)
