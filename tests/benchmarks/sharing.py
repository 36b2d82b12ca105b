"""Several processes editing the reports of one store at once: no edit may be lost, and nothing raised but a conflict.

Two of the processes edit the same report; the others have reports of their own. An edit adds one to a figure, on the revision
that was just read; after a conflict it is tried again.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from store import Conflict, Key, Store
from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table, count, ms

_FORK = multiprocessing.get_context("fork")
_COLUMNS = ("processes", "reports", "edits", "conflicts", "lost", "other errors", "unverified", "ms an edit")


@dataclass(frozen=True)
class Shared:
    """What came of it: ``lost`` edits are acknowledged ones that the figures don't show."""

    edits: int
    conflicts: int
    lost: int
    errors: tuple[str, ...]
    unverified: int
    seconds: float


def share(folder: Path, processes: int, reports: int, edits: int) -> Shared:
    """``processes`` making ``edits`` in all on ``reports`` of one store."""
    store = Store.open(folder)
    ids = [store.create(Key("局", number), {"figures": {}}, {}).id for number in range(reports)]
    shares = [
        [ids[0], *ids[2 + number :: processes]] if number < 2 else ids[2 + number :: processes]
        for number in range(processes)
    ]
    began = time.perf_counter()
    with _FORK.Pool(processes) as pool:
        work = [(folder, number, mine or ids[1:2], edits // processes) for number, mine in enumerate(shares)]
        results = pool.starmap(_edit, work)
    seconds = time.perf_counter() - began
    shown = sum(sum(store.read(id).content["figures"].values()) for id in ids)
    made = sum(result[0] for result in results)
    return Shared(
        made,
        sum(result[1] for result in results),
        made - shown,
        tuple(error for result in results for error in result[2]),
        sum(not _verifies(store, id) for id in ids),
        seconds,
    )


def _edit(folder: Path, number: int, ids: list[str], edits: int) -> tuple[int, int, list[str]]:
    store = Store.open(folder, by=f"p{number}")
    made = conflicts = 0
    errors: list[str] = []
    while made < edits:
        id = ids[made % len(ids)]
        stored = store.read(id)
        figures = stored.content["figures"]
        cell = f"R{made % 25}.c1"
        figures[cell] = figures.get(cell, 0) + 1
        try:
            store.write(id, stored.content, {}, revision=stored.entry.revision)
            made += 1
        except Conflict:
            conflicts += 1
        except Exception as error:  # whatever it is, it is what this looks for
            errors.append(repr(error))
            if len(errors) > 10:
                break
    return made, conflicts, errors


def _verifies(store: Store, id: str) -> bool:
    try:
        store.verify(id)
    except Exception:
        return False
    return True


def tables(effort: Effort) -> Iterator[Table]:
    """Eight processes, twenty reports, ten thousand edits; a hundred where hardly anything is measured."""
    edits = 96 if effort.rounds == 1 else 10_000
    with TemporaryDirectory() as folder:
        shared = share(Path(folder) / "store", 8, 20, edits)
    figures = (8, 20, count(shared.edits), shared.conflicts, shared.lost, len(shared.errors), shared.unverified)
    row = (*map(str, figures), ms(shared.seconds / shared.edits))
    yield Table("One store, edited by several at once", _COLUMNS, [row], "\n".join(shared.errors[:3]))


if __name__ == "__main__":
    run(tables)
