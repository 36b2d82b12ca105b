"""Deleting and bringing back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store import Damaged, Exists, Key, Missing, Store

KEY = Key("某局", 2024)


def test_a_deleted_document_is_gone_from_everywhere_but_the_trash(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    store.delete(entry.id)
    assert store.entries() == []
    assert store.find(KEY) is None
    for call in (lambda: store.read(entry.id), lambda: store.delete(entry.id)):
        with pytest.raises(Missing):
            call()
    with pytest.raises(Missing):
        store.write(entry.id, {}, {}, revision=1)
    assert (folder / "trash" / f"{entry.id}.json").is_file()


def test_a_restored_document_is_as_it_was(store: Store) -> None:
    entry = store.create(KEY, {"a": 1}, {"s": 1})
    entry = store.write(entry.id, {"a": 2}, {"s": 2}, revision=1)
    store.delete(entry.id)
    restored = store.restore(entry.id)
    assert restored == replace(entry, revision=4), "deleting and restoring are steps of its history"
    assert store.entries() == [restored]
    assert store.read(entry.id).content == {"a": 2}
    assert store.write(entry.id, {}, {}, revision=4).revision == 5


def test_the_key_of_a_deleted_document_is_free(store: Store) -> None:
    old = store.create(KEY, {"a": "old"}, {})
    store.delete(old.id)
    new = store.create(KEY, {"a": "new"}, {})
    with pytest.raises(Exists) as caught:
        store.restore(old.id)
    assert caught.value.id == new.id
    store.delete(new.id)
    assert store.restore(old.id).id == old.id
    assert store.read(old.id).content == {"a": "old"}


def test_restoring_what_was_not_deleted_is_refused(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    with pytest.raises(Missing):
        store.restore(entry.id)
    document = folder / "documents" / f"{entry.id}.json"
    (folder / "trash" / f"{entry.id}.json").write_bytes(document.read_bytes())
    with pytest.raises(Exists):
        store.restore(entry.id)
    document.write_bytes(b"")
    with pytest.raises(Exists):
        store.restore(entry.id)
    assert document.read_bytes() == b""


def test_a_damaged_document_can_be_deleted_but_not_restored(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {}, {})
    (folder / "documents" / f"{entry.id}.json").write_bytes(b"{")
    store.delete(entry.id)
    assert store.damaged() == []
    with pytest.raises(Damaged):
        store.restore(entry.id)
    assert (folder / "trash" / f"{entry.id}.json").read_bytes() == b"{"
