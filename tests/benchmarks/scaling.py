"""What a save, the list and opening a report cost in stores of ten to a hundred thousand reports, and in one plain TinyDB file.

``--large`` measures a hundred thousand too; making that store takes a minute.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count as numbers
from pathlib import Path

from tinydb import TinyDB

from gipr_tui.report.document import to_document
from gipr_tui.workspace.workspace import Workspace
from store import Store
from tests.benchmarks.program import Effort, run
from tests.benchmarks.stores import SAMPLE, filled
from tests.benchmarks.table import Table, count, ms, ratio
from tests.benchmarks.timing import medians
from tests.reports import jinzhan_2019

_PAGE = 50
_DEEDS = ("save", "first page", "whole list", "open a report")


def tables(effort: Effort) -> Iterator[Table]:
    """The stores beside each other, then the plain files."""
    sizes = (*effort.sizes, 100_000) if effort.large else effort.sizes
    actions: dict[tuple[str, int], Callable[[], object]] = {}
    for reports in sizes:
        for deed, action in zip(_DEEDS, _deeds(filled(reports)), strict=True):
            actions[deed, reports] = action
    times = medians(actions, effort.rounds)
    rows = [
        [f"reports: {count(reports)}"]
        + [
            text
            for deed in _DEEDS
            for text in (ms(times[deed, reports]), ratio(times[deed, reports], times[deed, sizes[0]]))
        ]
        + [count(_written(filled(reports)))]
        for reports in sizes
    ]
    columns = ["", *(text for deed in _DEEDS for text in (f"{deed}, ms", "ratio")), "bytes a save"]
    note = f"The first page: {_PAGE} entries, before the list is complete. A save: journal flushed, document replaced, list told."
    yield Table("The store by its size", columns, rows, note)
    yield _plain(effort)


def _deeds(folder: Path) -> tuple[Callable[[], object], ...]:
    workspace = Workspace.open(folder)
    return (
        _saving(folder),
        partial(_first, folder),
        partial(_all, folder),
        partial(workspace.load, workspace.find(SAMPLE)),
    )


def _saving(folder: Path) -> Callable[[], object]:
    """A figure changed and saved."""
    store = Store.open(folder)
    stored = store.read(Workspace.open(folder).find(SAMPLE).id)
    entries, figures = [stored.entry], numbers()

    def save() -> None:
        stored.content["cells"]["R1.c1"] = str(next(figures) % 10)
        summary, revision = stored.entry.summary, entries[0].revision
        entries[0] = store.write(stored.entry.id, stored.content, summary, revision=revision)

    return save


def _first(folder: Path) -> None:
    assert Store.open(folder).first_entries(_PAGE)


def _all(folder: Path) -> None:
    assert Store.open(folder).entries()


def _written(folder: Path) -> int:
    """The bytes that one save adds to the journal and the index, and those of the document that is replaced."""
    id = Workspace.open(folder).find(SAMPLE).id
    grown = [folder / "journals" / f"{id}.jsonl", folder / "index.jsonl"]
    before = sum(path.stat().st_size for path in grown)
    _saving(folder)()
    return sum(path.stat().st_size for path in grown) - before + (folder / "documents" / f"{id}.json").stat().st_size


def _plain(effort: Effort) -> Table:
    with tempfile.TemporaryDirectory(prefix="gipr-benchmark-") as folder:
        actions: dict[tuple[str, int], Callable[[], object]] = {}
        bytes_of: dict[int, int] = {}
        sizes = effort.sizes if effort.large else effort.sizes[:2]
        for reports in sizes:
            path = Path(folder) / f"{reports}.json"
            document = to_document(jinzhan_2019())
            database = TinyDB(path, encoding="utf-8", ensure_ascii=False)
            database.insert_multiple(document for _ in range(reports))
            actions["save", reports] = partial(database.update, document, doc_ids=[1])
            actions["list", reports] = database.all
            bytes_of[reports] = path.stat().st_size
        times = medians(actions, min(effort.rounds, 3))
    rows = [
        [f"reports: {count(reports)}", ms(times["save", reports]), ms(times["list", reports]), count(bytes_of[reports])]
        for reports in sizes
    ]
    return Table("One plain TinyDB file, not flushed", ["", "save, ms", "list, ms", "bytes a save"], rows)


if __name__ == "__main__":
    run(tables)
