"""Symbolic links, pipes and folders in the places of a store's own files: nothing is read or written through them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from store import Damaged, Key, Store, StoreError
from tests.cli.running import contents

KEY = Key("局", 2024)


@pytest.mark.parametrize("name", ["documents", "journals", "trash", "backups", "holds", "locks"])
def test_nothing_is_written_through_a_folder_that_is_a_link(
    store: Store, folder: Path, tmp_path: Path, name: str
) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    outside = tmp_path / "outside"
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    before = contents(outside)
    calls: list[Callable[[], object]] = [
        lambda: Store.open(folder).write(entry.id, {"a": 2}, {}, revision=1),
        lambda: Store.open(folder).create(Key("other", 1), {}, {}),
        lambda: Store.open(folder).delete(entry.id),
        lambda: Store.open(folder).hold(entry.id),
    ]
    for call in calls:
        with pytest.raises(StoreError) as caught:
            call()
        assert isinstance(caught.value, Damaged)
    assert contents(outside) == before


def _link(path: Path) -> None:
    victim = path.parent.parent.parent / "victim"
    victim.write_bytes(b"precious\n")
    path.symlink_to(victim)


PUT: Mapping[str, Callable[[Path], None]] = {"link": _link, "pipe": os.mkfifo, "folder": Path.mkdir}


@pytest.mark.parametrize("put", PUT.values(), ids=PUT.keys())
def test_what_stands_in_the_place_of_a_journal_is_set_aside(
    store: Store, folder: Path, put: Callable[[Path], None]
) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    journal = folder / "journals" / f"{entry.id}.jsonl"
    journal.unlink()
    put(journal)
    stored = store.read(entry.id)
    assert (stored.content, bool(stored.damage)) == ({"a": 1}, True)
    with pytest.raises(Damaged):
        store.history(entry.id)
    store.write(entry.id, {"a": 2}, {}, revision=1)
    assert store.read(entry.id).content == {"a": 2}
    assert not store.read(entry.id).damage
    assert [event.revision for event in store.history(entry.id)] == [1, 2]
    if put is _link:
        assert (folder.parent / "victim").read_bytes() == b"precious\n"


def test_a_backup_is_not_written_through_a_link(store: Store, tmp_path: Path) -> None:
    store.create(KEY, {"a": 1}, {})
    target = tmp_path / "target.zip"
    link = tmp_path / "link.zip"
    link.symlink_to(target)
    with pytest.raises(StoreError):
        store.back_up(link)
    assert not target.exists()
