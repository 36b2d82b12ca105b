"""How many reports, checks and edits are worked through in a second, and how much text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.engine import LiveEvaluation, check_list, evaluate
from gipr_tui.checks.narrative import read_claims
from gipr_tui.checks.narrative.sentences import split_sentences
from gipr_tui.report.document import to_document
from gipr_tui.report.model import Place, Report
from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table, count, ms, ratio
from tests.benchmarks.timing import json_there_and_back, medians
from tests.reports import clean_2019, clean_2021, jinzhan_2019

REPORTS: dict[str, Callable[[], Report]] = {
    "faulty, 2019": jinzhan_2019,
    "clean, 2019": clean_2019,
    "clean, 2021": clean_2021,
}

#: A figure that many sums are made of, and a place that only the reader of narratives looks at.
EDITS: dict[str, tuple[Place, str, str]] = {
    "a figure": ("R1.c1", "7", "8"),
    "a total": ("R3.7.c7", "7", "8"),
    "a narrative": ("S1.text", "全年共收到申请7件。", "全年共收到申请8件。"),
}

#: Text without one claim, and a sentence full of figures of which none is a claim.
PLAIN = "本地区按照条例做好各项公开工作，把流程写清楚，把目录补完整，让群众查得方便。"
OTHERS = "网上登出政府信息76条，办培训2次，印发资料1500份，答复来电38个，比上年多12%。"

FIGURE = re.compile(r"[0-9]+[^0-9\s]")


def tables(effort: Effort) -> Iterator[Table]:
    """Whole evaluations and edits, then the reader of narratives."""
    yield _whole(effort)
    yield _edits(effort)
    yield _narratives(effort)


def _whole(effort: Effort) -> Table:
    rows = []
    for name, make in REPORTS.items():
        report = make()
        checks, context = check_list(report).checks, Context(report, None)
        actions: dict[str, Callable[[], object]] = {
            "whole": partial(evaluate, report),
            "checks": partial(_run, checks, context),
            "yardstick": json_there_and_back(to_document(report)),
        }
        times = medians(actions, effort.rounds)
        whole, alone = times["whole"], times["checks"]
        shown = [count(1 / whole), ms(whole), ratio(whole, times["yardstick"]), count(len(checks) / alone)]
        rows.append([f"{name} ({len(checks)} checks)", *shown, f"{100 * alone / whole:.0f} %"])
    columns = ["", "reports/s", "ms each", "ratio to JSON", "checks/s", "checks' share"]
    note = "JSON: the standard library writes and reads the same report. The rest of the time is spent on causes."
    return Table("Whole evaluation", columns, rows, note)


def _edits(effort: Effort) -> Table:
    rows = []
    for name, make in REPORTS.items():
        for what, (place, one, other) in EDITS.items():
            texts = [make().with_texts({place: text}) for text in (one, other)]
            live = LiveEvaluation(texts[0])
            actions: dict[str, Callable[[], object]] = {
                "edit": partial(_update, live, texts, place),
                "whole": partial(_evaluate, texts),
            }
            times = medians(actions, effort.rounds)
            edit, whole = times["edit"] / len(texts), times["whole"] / len(texts)
            reading = len(check_list(texts[0]).reading((place,)))
            rows.append([f"{name}, {what}", str(reading), count(1 / edit), ms(edit), ratio(edit, whole)])
    return Table("Evaluation after an edit", ["", "checks run", "edits/s", "ms each", "ratio to whole"], rows)


def _narratives(effort: Effort) -> Table:
    length = 20_000 if effort.rounds > 1 else 400
    claims = jinzhan_2019().get("S1.text")
    rows = []
    for name, text in {"as filed": claims, "no figures": PLAIN, "other figures": OTHERS}.items():
        long = (text + "\n") * (length // len(text) + 1)
        sentences = sum(1 for _ in split_sentences(long))
        actions: dict[str, Callable[[], object]] = {
            "reader": partial(read_claims, long, 2019),
            "yardstick": partial(FIGURE.findall, long),
        }
        times = medians(actions, effort.rounds)
        speed = [count(sentences / times["reader"]), f"{len(long.encode()) / times['reader'] / 1e6:.2f}"]
        rows.append([name, count(len(long)), *speed, ratio(times["reader"], times["yardstick"])])
    columns = ["", "characters", "sentences/s", "MB/s", "ratio to a search"]
    return Table("Reading narratives", columns, rows, "A search: one regular expression finds every figure.")


def _run(checks: Iterable[Check], context: Context) -> None:
    for check in checks:
        tuple(check.run(context))


def _update(live: LiveEvaluation, reports: Iterable[Report], place: Place) -> None:
    for report in reports:
        live.update(report, (place,))


def _evaluate(reports: Iterable[Report]) -> None:
    for report in reports:
        evaluate(report)


if __name__ == "__main__":
    run(tables)
