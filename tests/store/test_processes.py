"""Several processes and threads at once, and processes that die."""

from __future__ import annotations

import multiprocessing
import random
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from store import Conflict, Exists, Key, Store
from tests.benchmarks.sharing import share

FORK = multiprocessing.get_context("fork")
SHARED = Key("shared", 0)


def _write_until_done(store: Store, id: str, times: int) -> None:
    for _ in range(times):
        while True:
            stored = store.read(id)
            stored.content["count"] += 1
            try:
                store.write(id, stored.content, {}, revision=stored.entry.revision)
                break
            except Conflict:
                continue


def _work(folder: Path, id: str) -> int:
    store, created = Store.open(folder), 0
    for number in range(6):
        try:
            store.create(Key("单位", number), {"number": number}, {"number": number})
            created += 1
        except Exists:
            pass
        _write_until_done(store, id, 2)
        store.entries()
    return created


@pytest.mark.parametrize("pool", ["processes", "threads", "threads on one handle"])
def test_no_save_is_lost_and_no_key_is_taken_twice(folder: Path, pool: str) -> None:
    store = Store.open(folder)
    shared = store.create(SHARED, {"count": 0}, {})
    executor = ProcessPoolExecutor(3, mp_context=FORK) if pool == "processes" else ThreadPoolExecutor(3)
    with executor:
        futures = [executor.submit(_work, folder, shared.id) for _ in range(3)]
        if pool == "threads on one handle":
            _write_until_done(store, shared.id, 3)
            _ = [store.entries() for _ in range(5)]
        created = sum(future.result() for future in futures)
    extra = 3 if pool == "threads on one handle" else 0
    assert created == 6
    stored = store.read(shared.id)
    assert (stored.content["count"], stored.entry.revision) == (36 + extra, 37 + extra)
    keys = [Key("shared", 0), *(Key("单位", number) for number in range(6))]
    assert [entry.key for entry in store.entries()] == keys
    assert Store.open(folder).entries() == store.entries()
    assert store.damaged() == store.sweep() == []


def test_edits_of_many_processes_add_up(folder: Path) -> None:
    shared = share(folder, processes=4, reports=6, edits=120)
    assert (shared.edits, shared.lost, shared.errors, shared.unverified) == (120, 0, (), 0)


def _save_for_ever(folder: Path, id: str, ready: Connection) -> None:
    store = Store.open(folder)
    revision = store.read(id).entry.revision
    ready.send(revision)
    while True:
        size = random.randrange(200_000)
        revision = store.write(id, {"text": "报" * size, "size": size}, {"size": size}, revision=revision).revision


@pytest.mark.parametrize("round", range(4))
def test_a_killed_process_leaves_every_document_readable(folder: Path, round: int) -> None:
    store = Store.open(folder)
    entry = store.create(SHARED, {"text": "", "size": 0}, {"size": 0})
    killed = 0
    while killed < 10 or (
        entry.revision == 1 and killed < 100
    ):  # on a busy machine none may have come to its first save
        killed += 1
        here, there = FORK.Pipe(duplex=False)
        process = FORK.Process(target=_save_for_ever, args=(folder, entry.id, there))
        process.start()
        here.recv()
        time.sleep(random.uniform(0, 0.02))
        process.kill()
        process.join()
        stored = store.read(entry.id)
        assert len(stored.content["text"]) == stored.content["size"] == stored.entry.summary["size"]
        assert stored.entry.revision >= entry.revision
        store.catch_up()
        assert store.entries() == [stored.entry]
        entry = stored.entry
    assert entry.revision > 1
    assert store.write(entry.id, {}, {}, revision=entry.revision).revision == entry.revision + 1
    store.sweep()
    assert [path.name for path in (folder / "documents").iterdir()] == [f"{entry.id}.json"]
    assert store.damaged() == []
