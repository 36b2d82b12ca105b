"""The disk is full, the folder can't be written, the lock is taken: nothing stored is harmed."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store import Busy, Key, Store, StoreError, locks

KEY = Key("局", 2024)
CODES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "unwritable",
    errno.EPERM: "unwritable",
    errno.EROFS: "unwritable",
    errno.EIO: "io",
}


@contextmanager
def _failing(name: str, number: int) -> Iterator[None]:
    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, fail)
        yield


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("function", ["write", "fsync"])
@pytest.mark.parametrize("number", CODES, ids=errno.errorcode.get)
def test_a_failed_save_leaves_everything_as_it_was(store: Store, folder: Path, function: str, number: int) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    before = _files(folder)
    with _failing(function, number):
        with pytest.raises(StoreError) as caught:
            store.write(entry.id, {"a": 2}, {}, revision=1)
        with pytest.raises(StoreError):
            store.create(Key("other", 1), {}, {})
    assert caught.value.code == CODES[number]
    assert caught.value.path == str(folder / "journals" / f"{entry.id}.jsonl")
    after = _files(folder)
    assert {name: data for name, data in after.items() if not name.startswith("locks/")} == {
        name: data for name, data in before.items() if not name.startswith("locks/")
    }
    assert store.write(entry.id, {"a": 2}, {}, revision=1).revision == 2


@pytest.mark.parametrize("number", CODES, ids=errno.errorcode.get)
def test_what_is_in_the_journal_is_saved_although_the_document_cannot_be_replaced(
    store: Store, folder: Path, number: int
) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    with _failing("replace", number):
        saved = store.write(entry.id, {"a": 2}, {"n": 1}, revision=1)
        with pytest.raises(StoreError):
            store.create(Key("other", 1), {}, {})
        again = Store.open(folder)
        assert again.read(entry.id).content == {"a": 2}
        assert [event.revision for event in again.read(entry.id).recovered] == [2]
        assert store.entries() == [saved]
        with pytest.raises(StoreError):
            store.settle(entry.id)
        assert store.write(entry.id, {"a": 3}, {}, revision=2).revision == 3
    assert [stored.content for stored in store.catch_up()] == [{"a": 3}]
    assert store.catch_up() == []
    assert not store.read(entry.id).recovered
    assert len(list((folder / "journals").iterdir())) == 1


@pytest.mark.parametrize("function", ["mkdir", "write", "fsync", "replace"])
def test_a_store_that_cannot_be_made_is_reported_and_stays_empty(store: Store, folder: Path, function: str) -> None:
    with _failing(function, errno.EROFS), pytest.raises(StoreError) as caught:
        store.create(KEY, {}, {})
    assert caught.value.code == "unwritable"
    assert store.entries() == []
    assert store.create(KEY, {}, {}).revision == 1


def test_a_failed_move_to_the_trash_leaves_the_document(store: Store) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    with _failing("replace", errno.EACCES), pytest.raises(StoreError):
        store.delete(entry.id)
    assert store.entries() == [entry]
    store.delete(entry.id)
    with _failing("replace", errno.EACCES), pytest.raises(StoreError):
        store.restore(entry.id)
    assert store.entries() == []
    assert store.restore(entry.id).key == entry.key


def test_short_writes_are_continued(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = store.create(KEY, {}, {})
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, bytes(data[:7])))
    store.write(entry.id, {"text": "长" * 100}, {"text": "长" * 100}, revision=1)
    assert store.read(entry.id).content == {"text": "长" * 100}
    assert store.entries()[0].summary == {"text": "长" * 100}


@pytest.mark.parametrize(("number", "kept"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_a_folder_that_cannot_be_flushed_is_no_error_where_that_is_not_supported(
    store: Store, monkeypatch: pytest.MonkeyPatch, number: int, *, kept: bool
) -> None:
    entry = store.create(KEY, {}, {})
    fsync = os.fsync

    def files_only(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(number, os.strerror(number))
        fsync(file)

    monkeypatch.setattr(os, "fsync", files_only)
    store.write(entry.id, {"a": 1}, {}, revision=1)
    if kept:
        assert store.settle(entry.id).revision == 2
    else:
        with pytest.raises(StoreError):
            store.settle(entry.id)
    assert store.entries()[0].revision == store.read(entry.id).entry.revision == 2


@pytest.mark.parametrize(("number", "code"), [(errno.EACCES, "unreadable"), (errno.EIO, "io")])
def test_a_document_that_cannot_be_opened_is_reported(store: Store, number: int, code: str) -> None:
    entry = store.create(KEY, {}, {})
    with _failing("open", number), pytest.raises(StoreError) as caught:
        store.read(entry.id)
    assert caught.value.code == code
    with _failing("open", number), pytest.raises(StoreError) as caught:
        store.entries()
    assert caught.value.code == code
    with _failing("fstat", number), pytest.raises(StoreError):
        store.read(entry.id)
    assert store.entries() == [entry]


def test_a_lock_held_elsewhere_makes_the_document_busy(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    entry, other = store.create(KEY, {}, {}), store.create(Key("other", 1), {}, {})
    leftover = folder / "documents" / f"{entry.id}.json.tmp"
    leftover.write_bytes(b"{")
    with (folder / "locks" / f"{entry.id}.lock").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for call in (
            lambda: store.write(entry.id, {}, {}, revision=1),
            lambda: store.delete(entry.id),
        ):
            with pytest.raises(Busy) as caught:
                call()
            assert caught.value.code == "busy"
        assert store.sweep() == []
        assert leftover.exists()
        assert store.write(other.id, {}, {}, revision=1).revision == 2
    assert store.sweep() == [leftover]
    assert store.write(entry.id, {}, {}, revision=1).revision == 2


def test_sweep_removes_leftovers_and_nothing_else(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {}, {})
    leftovers = [
        folder / "documents" / f"{entry.id}.json.tmp",
        folder / "documents" / "0123456789ab.json.tmp",
        folder / "index.jsonl.tmp",
        folder / "store.json.tmp",
    ]
    for path in [*leftovers, folder / "documents" / "mine.json.tmp", folder / "notes.tmp"]:
        path.write_bytes(b"{")
    assert store.entries() == [entry]
    assert store.damaged() == []
    assert store.sweep() == sorted(leftovers)
    assert store.sweep() == []
    assert (folder / "documents" / "mine.json.tmp").exists()
    assert (folder / "notes.tmp").exists()
    assert store.entries() == [entry]
