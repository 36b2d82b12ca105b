"""A store kept in order: dated backups, earlier versions, damage mended from the journal or a backup."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from store import SCHEMA, Damaged, Key, Missing, Store
from store.backup import read_backup
from store.locks import held
from tests.store.conftest import NOON

KEY = Key("局", 2024)


def _record(folder: Path, id: str) -> Path:
    return folder / "documents" / f"{id}.json"


def _journal(folder: Path, id: str) -> Path:
    return folder / "journals" / f"{id}.jsonl"


def _age(folder: Path, days: float) -> None:
    """Makes every file of a store that much older."""
    for path in folder.rglob("*"):
        then = path.lstat().st_mtime - days * 86400
        os.utime(path, (then, then), follow_symlinks=False)


# ---- dated backups


def test_a_dated_backup_is_made_once_a_day_and_the_last_few_are_kept(folder: Path) -> None:
    now = NOON
    store = Store.open(folder, clock=lambda: now)
    assert store.upkeep.back_up_if_due(now) is None, "there is nothing to keep yet"
    entry = store.create(KEY, {"n": 0}, {})
    made: list[Path] = []
    for day in range(5):
        now = NOON + timedelta(days=day)
        path = store.upkeep.back_up_if_due(now, keep=3)
        assert path is not None
        made.append(path)
        os.utime(path, (now.timestamp(), now.timestamp()))
        assert store.upkeep.back_up_if_due(now + timedelta(hours=3), keep=3) is None
        entry = store.write(entry.id, {"n": day}, {}, revision=entry.revision)
    assert store.upkeep.automatic_backups() == made[-3:]
    assert read_backup(made[-1]).documents == 1


def test_no_dated_backup_is_made_where_nothing_has_changed(store: Store, folder: Path) -> None:
    store.create(KEY, {}, {})
    assert store.upkeep.back_up_if_due(NOON) is not None
    _age(folder, 2)
    assert store.upkeep.back_up_if_due(NOON + timedelta(days=3)) is None


def test_what_a_killed_backup_left_is_removed_and_two_are_not_made_at_once(store: Store, folder: Path) -> None:
    store.create(KEY, {}, {})
    leftover, mine = (folder / "backups" / name for name in ("auto-20200131-120000.zip.tmp", "mine.zip.tmp"))
    for path in (leftover, mine):
        path.write_bytes(b"PK")
    with held(folder / "locks" / "backup.lock"):
        assert store.upkeep.back_up_if_due(NOON) is None
    assert leftover.exists()
    assert store.upkeep.back_up_if_due(NOON) is not None
    assert (leftover.exists(), mine.exists()) == (False, True)


# ---- earlier versions


def _as_version_one(folder: Path, id: str) -> None:
    path = _record(folder, id)
    tables = json.loads(path.read_bytes())
    record: dict[str, Any] = tables["document"]["1"]
    record["schema"] = 1
    del record["journal"]
    path.write_text(json.dumps(tables), encoding="utf-8")
    _journal(folder, id).unlink()
    (folder / "store.json").write_text(json.dumps({"schema": 1}), encoding="utf-8")


def test_an_earlier_store_is_read_as_it_is_and_migrated_before_the_first_write(store: Store, folder: Path) -> None:
    one, two = store.create(KEY, {"n": 1}, {}), store.create(Key("b", 1), {"n": 2}, {})
    for entry in (one, two):
        _as_version_one(folder, entry.id)
    before = _record(folder, two.id).read_bytes()
    earlier = Store.open(folder, clock=lambda: NOON)
    assert earlier.entries() == sorted([one, two], key=lambda entry: entry.key)
    assert earlier.read(one.id).content == {"n": 1}
    assert earlier.upkeep.plan().documents == {1: 2}
    assert _record(folder, two.id).read_bytes() == before, "reading and planning change nothing"

    earlier.write(one.id, {"n": 3}, {}, revision=1)
    assert json.loads(_record(folder, two.id).read_bytes())["document"]["1"]["schema"] == SCHEMA
    mark = json.loads((folder / "store.json").read_bytes())
    assert mark["schema"] == SCHEMA
    assert [(step["from"], step["to"], step["documents"]) for step in mark["migrations"]] == [(1, SCHEMA, 2)]
    [backup] = earlier.upkeep.automatic_backups()
    assert json.loads(before) in [
        json.loads(data) for name, data in _contents(backup).items() if name.startswith("documents/")
    ]
    assert [event.how for event in earlier.history(one.id)] == ["adopted", "edited"]
    assert earlier.at(one.id, 1).content == {"n": 1}
    earlier.verify(one.id)
    assert earlier.upkeep.plan().count == 0


def _contents(backup: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# ---- damage

DAMAGE: dict[str, bytes | None] = {"empty": b"", "cut off": b'{"document": {"1"', "not JSON": b"\xff\x00", "gone": None}


@pytest.mark.parametrize("data", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_document_comes_back_from_its_journal(store: Store, folder: Path, data: bytes | None) -> None:
    other = store.create(Key("b", 1), {"n": 7}, {})
    entry = store.create(KEY, {"n": 0, "text": "正文" * 40}, {"s": 0})
    for n in (1, 2, 3):
        entry = store.write(entry.id, {"n": n, "text": "正文" * (40 + n)}, {"s": n}, revision=n)
    path, untouched = _record(folder, entry.id), _record(folder, other.id).read_bytes()
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)
    assert [mended.source for mended in store.upkeep.mend()] == ["journal"]
    stored = store.read(entry.id)
    assert (stored.entry, stored.content) == (entry, {"n": 3, "text": "正文" * 43})
    assert store.entries() == sorted([entry, other], key=lambda entry: entry.key)
    assert _record(folder, other.id).read_bytes() == untouched
    if data is not None:
        assert path.with_name(f"{path.name}.damaged-1").read_bytes() == data, "what was there is kept"
    assert store.upkeep.mend() == []
    store.verify(entry.id)


def test_without_a_journal_it_comes_back_from_the_newest_backup(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {"n": 0}, {})
    entry = store.write(entry.id, {"n": 1}, {}, revision=1)
    store.upkeep.back_up_if_due(NOON)
    store.write(entry.id, {"n": 2}, {}, revision=2)
    _record(folder, entry.id).write_bytes(b"")
    _journal(folder, entry.id).write_bytes(b"rubbish\n")
    [mended] = store.upkeep.mend()
    assert (mended.id, mended.source) == (entry.id, "backup")
    assert store.read(entry.id).content == {"n": 1}
    assert _journal(folder, entry.id).with_name(f"{entry.id}.jsonl.damaged-1").read_bytes() == b"rubbish\n"


def test_what_cannot_be_brought_back_is_told_and_kept(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {"n": 0}, {})
    _record(folder, entry.id).write_bytes(b"{")
    shutil.rmtree(folder / "journals")
    [mended] = store.upkeep.mend()
    assert (mended.id, mended.source) == (entry.id, "")
    assert _record(folder, entry.id).read_bytes() == b"{"


def test_a_link_out_of_the_store_is_set_aside_and_not_followed(store: Store, folder: Path, tmp_path: Path) -> None:
    entry = store.create(KEY, {"n": 1}, {})
    outside = tmp_path / "outside.json"
    _record(folder, entry.id).rename(outside)
    _record(folder, entry.id).symlink_to(outside)
    before = outside.read_bytes()
    assert [mended.source for mended in store.upkeep.mend()] == ["journal"]
    assert store.read(entry.id).content == {"n": 1}
    assert not _record(folder, entry.id).is_symlink()
    assert outside.read_bytes() == before


@pytest.mark.parametrize("spoil", ["a line", "the last line", "the document", "a line is gone"])
def test_an_altered_history_is_told(store: Store, folder: Path, spoil: str) -> None:
    entry = store.create(KEY, {"n": 0}, {})
    for n in (1, 2, 3):
        store.write(entry.id, {"n": n}, {}, revision=n)
    store.verify(entry.id)
    path = _record(folder, entry.id) if spoil == "the document" else _journal(folder, entry.id)
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    if spoil == "a line":
        lines[1] = lines[1].replace(b'"new":1', b'"new":5')
    elif spoil == "the last line":
        lines[3] = lines[3].replace(b'"new":3', b'"new":5')
    elif spoil == "a line is gone":
        del lines[2]
    path.write_bytes(b"".join(lines).replace(b'"n":3', b'"n":4') if spoil == "the document" else b"".join(lines))
    assert path.read_bytes() != data
    with pytest.raises(Damaged):
        store.verify(entry.id)


def test_a_document_whose_journal_was_lost_is_edited_on_with_a_new_one(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {"n": 0}, {})
    entry = store.write(entry.id, {"n": 1}, {}, revision=1)
    _journal(folder, entry.id).write_bytes(b"{}\n")
    assert store.read(entry.id).content == {"n": 1}
    assert store.read(entry.id).damage
    store.write(entry.id, {"n": 2}, {}, revision=2)
    assert [(event.revision, event.how) for event in store.history(entry.id)] == [(2, "adopted"), (3, "edited")]
    store.verify(entry.id)
    with pytest.raises(Missing):
        store.at(entry.id, 1)
    assert _journal(folder, entry.id).with_name(f"{entry.id}.jsonl.damaged-1").read_bytes() == b"{}\n"
