"""How long a check takes: whole, after an edit, and of the narrative alone, beside ``json.loads`` of the same report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import cycle

from gipr_tui.checks.checklist import check_list
from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.checks.narrative import read_claims
from gipr_tui.checks.narrative.reader import forget
from gipr_tui.checks.narrative.sentences import split_sentences
from gipr_tui.report.document import to_document
from gipr_tui.report.model import Place, Report, text_place
from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table, count, ms, ratio
from tests.benchmarks.timing import medians
from tests.reports import clean_2019, clean_2021, corpus_names, jinzhan_2019, load_corpus

#: A report is read anew in each round under so many versions of its first section, more than any cache holds.
VERSIONS = 100

#: Places to edit, with two texts that take turns: a cell of a table of its own, a figure that many sums are made of, a total,
#: and a narrative.
EDITS: dict[str, tuple[Place, str, str]] = {
    "a count of section two": ("I6.1.decided", "35", "36"),
    "a figure that agrees again": ("R3.3.1.c2", "0", "00"),
    "a figure": ("R1.c1", "7", "8"),
    "a total": ("R3.7.c7", "7", "8"),
    "a narrative": ("S1.text", "全年共收到申请7件。", "全年共收到申请8件。"),
}

#: Text without one claim, and a sentence full of figures of which none is a claim.
PLAIN = "本地区按照条例做好各项公开工作，把流程写清楚，把目录补完整，让群众查得方便。"
OTHERS = "网上登出政府信息76条，办培训2次，印发资料1500份，答复来电38个，比上年多12%。"

FIGURE = re.compile(r"[0-9]+[^0-9\s]")


def some_reports() -> dict[str, Report]:
    """Reports with and without faults, and the real ones, where ``GIPR_CORPUS`` names a folder of them."""
    own = {"faulty, 2019": jinzhan_2019(), "clean, 2019": clean_2019(), "clean, 2021": clean_2021()}
    return own | {name: load_corpus(name) for name in corpus_names()}


def tables(effort: Effort) -> Iterator[Table]:
    """Whole evaluations and edits, then the reader of narratives."""
    reports = some_reports()
    yield _whole(reports, effort)
    yield _edits(reports, effort)
    yield _narratives(effort)


def _versions(report: Report) -> Iterator[Report]:
    """The report again and again, its first section never twice the same for as long as a cache remembers."""
    text = report.get(text_place(1))
    return cycle([report.with_texts({text_place(1): f"{text}\n{'。' * version}"}) for version in range(VERSIONS)])


def _whole(reports: dict[str, Report], effort: Effort) -> Table:
    rows = []
    for name, report in reports.items():
        bare = report.with_texts({text_place(passage.number): "" for passage in report.passages})
        versions = _versions(report)
        document = json.dumps(to_document(report), ensure_ascii=False)
        actions: dict[str, Callable[[], object]] = {
            "whole": partial(_evaluate_next, versions),
            "bare": partial(evaluate, bare),
            "reader": partial(_read, report),
            "loads": partial(json.loads, document),
        }
        times = medians(actions, effort.rounds)
        loads = times["loads"]
        shown = [ms(times["whole"]), ms(times["bare"]), ratio(times["bare"], loads)]
        shown += [ms(times["reader"]), ratio(times["reader"], loads), str(len(check_list(report).checks))]
        rows.append([name, ms(loads), *shown])
    columns = ["", "json.loads", "whole", "no narrative", "to loads", "reader", "to loads", "checks"]
    note = (
        "Milliseconds. Wanted: without the narrative at most 5, the reader of narratives at most 20 times json.loads."
    )
    return Table("Whole evaluation", columns, rows, note)


def _edits(reports: dict[str, Report], effort: Effort) -> Table:
    rows = []
    for name, report in reports.items():
        whole = medians({"whole": partial(_evaluate_next, _versions(report))}, effort.rounds)["whole"]
        for what, (place, one, other) in EDITS.items():
            texts = [report.with_texts({place: text}) for text in (one, other)]
            live = LiveEvaluation(texts[0])
            edit = medians({"edit": partial(_update, live, texts, place)}, effort.rounds)["edit"] / len(texts)
            reading = len(check_list(texts[0]).reading((place,)))
            errors = str(len(live.evaluation.diagnoses)) if live.evaluation.diagnoses else "-"
            rows.append([f"{name}, {what}", str(reading), errors, ms(edit), ratio(edit, whole)])
    columns = ["", "checks read it", "causes", "ms each", "ratio to whole"]
    return Table(
        "Evaluation after an edit", columns, rows, "Wanted: at most 0.05. Errors that no cause explains cost a search."
    )


def _narratives(effort: Effort) -> Table:
    length = 20_000 if effort.rounds > 1 else 400
    claims = jinzhan_2019().get("S1.text")
    rows = []
    for name, text in {"as filed": claims, "no figures": PLAIN, "other figures": OTHERS}.items():
        long = (text + "\n") * (length // len(text) + 1)
        sentences = sum(1 for _ in split_sentences(long))
        actions: dict[str, Callable[[], object]] = {
            "reader": partial(_read_anew, long),
            "yardstick": partial(FIGURE.findall, long),
        }
        times = medians(actions, effort.rounds)
        speed = [count(sentences / times["reader"]), f"{len(long.encode()) / times['reader'] / 1e6:.2f}"]
        rows.append([name, count(len(long)), *speed, ratio(times["reader"], times["yardstick"])])
    columns = ["", "characters", "sentences/s", "MB/s", "ratio to a search"]
    return Table("Reading narratives", columns, rows, "A search: one regular expression finds every figure.")


def _read(report: Report) -> None:
    for passage in report.passages:
        read_claims(passage.text, report.year)


def _read_anew(text: str) -> None:
    forget()
    read_claims(text, 2019)


def _update(live: LiveEvaluation, reports: Iterable[Report], place: Place) -> None:
    for report in reports:
        live.update(report, (place,))


def _evaluate_next(versions: Iterator[Report]) -> None:
    evaluate(next(versions))


if __name__ == "__main__":
    run(tables)
