"""The index is derived: whatever happens to it, the list is right."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store import Entry, Key, Store, document

Vandal = Callable[[Path], object]


def _filled(store: Store, count: int = 4) -> list[Entry]:
    return [store.create(Key("局", 2020 + n), {"n": n}, {"n": n}) for n in range(count)]


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "index.jsonl").read_bytes().splitlines()]


def _garble(index: Path) -> None:
    garbage = b'\xff\xfe\n[]\n1\n"x"\nnull\n{}\n{"id": "../../etc"}\n{"id": "0123456789ab"}\n{"id": [1]}\n'
    index.write_bytes(garbage + index.read_bytes()[:-9] + b"\n" + b"\0" * 100)


def _lie(index: Path) -> None:
    lines = [json.loads(line) for line in index.read_bytes().splitlines()]
    for line in lines:
        line["key"]["number"] += 1000
        line["mtime_ns"] -= 1
    index.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _all_gone(index: Path) -> None:
    ids = [json.loads(line)["id"] for line in index.read_bytes().splitlines()]
    index.write_text("".join(json.dumps({"id": id, "gone": True}) + "\n" for id in ids), encoding="utf-8")


def _link(index: Path) -> None:
    index.rename(index.with_name("other"))
    index.symlink_to("other")


def _folder(index: Path) -> None:
    index.unlink()
    index.mkdir()


VANDALS: dict[str, Vandal] = {
    "deleted": lambda index: index.unlink(),
    "emptied": lambda index: index.write_bytes(b""),
    "cut off": lambda index: os.truncate(index, index.stat().st_size // 2),
    "cut by one": lambda index: os.truncate(index, index.stat().st_size - 1),
    "garbage": _garble,
    "lies": _lie,
    "says all are gone": _all_gone,
    "a link": _link,
    "a folder": _folder,
}


@pytest.mark.parametrize("vandal", VANDALS.values(), ids=VANDALS.keys())
@pytest.mark.parametrize("fresh", [True, False])
def test_the_list_heals(store: Store, folder: Path, vandal: Vandal, *, fresh: bool) -> None:
    entries = _filled(store)
    assert store.entries() == entries
    vandal(folder / "index.jsonl")
    handle = Store.open(folder) if fresh else store
    assert handle.find(entries[2].key) == entries[2]
    assert handle.find(Key("局", 3022)) is None
    assert handle.entries() == entries
    changed = handle.write(entries[1].id, {}, {"n": "new"}, revision=1)
    created = handle.create(Key("局", 2030), {}, {})
    expected = [entries[0], changed, *entries[2:], created]
    assert handle.entries() == store.entries() == Store.open(folder).entries() == expected


def test_once_healed_the_documents_are_not_read_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = _filled(store)
    (folder / "index.jsonl").unlink()
    assert Store.open(folder).entries() == entries

    def refused(*_: object) -> None:
        raise AssertionError("a document was read")

    monkeypatch.setattr(document, "read", refused)
    assert Store.open(folder).entries() == entries


def test_a_document_changed_behind_its_back_is_read_again(store: Store, folder: Path) -> None:
    first, second = _filled(store, 2)
    path = folder / "documents" / f"{first.id}.json"
    tables = json.loads(path.read_bytes())
    tables["document"]["1"]["key"]["number"] = 1999
    tables["document"]["1"]["summary"] = {"by": "hand"}
    path.write_text(json.dumps(tables), encoding="utf-8")
    moved = Entry(first.id, Key("局", 1999), 1, first.changed, {"by": "hand"})
    assert store.find(first.key) is None
    assert store.find(moved.key) == moved
    assert store.entries() == [moved, second]
    assert store.create(first.key, {}, {}).id != first.id


def test_files_put_in_and_taken_out_by_hand_come_and_go(store: Store, folder: Path) -> None:
    first, second, third = _filled(store, 3)
    path = folder / "documents" / f"{first.id}.json"
    data = path.read_bytes()
    path.unlink()
    assert store.entries() == [second, third]
    assert store.find(first.key) is None
    assert _lines(folder)[-1] == {"id": first.id, "gone": True}
    path.write_bytes(data)
    assert store.find(first.key) == first
    assert store.entries() == [first, second, third]


def test_the_index_is_compacted_when_most_of_it_is_dead(store: Store, folder: Path) -> None:
    entries = _filled(store, 3)
    for revision in (1, 2, 3):
        entries[0] = store.write(entries[0].id, {}, {"n": revision}, revision=revision)
    assert store.entries() == entries
    assert len(_lines(folder)) == 6
    entries[0] = store.write(entries[0].id, {}, {"n": 4}, revision=4)
    other = Store.open(folder)
    assert other.entries() == entries
    assert len(_lines(folder)) == 3
    assert store.entries() == entries
    for entry in entries:
        store.delete(entry.id)
    assert other.entries() == store.entries() == []
    assert _lines(folder) == []


def test_a_torn_line_costs_only_itself(store: Store, folder: Path) -> None:
    first, second = _filled(store, 2)
    with (folder / "index.jsonl").open("ab") as index:
        index.write(b'{"id": "0123')
    first = store.write(first.id, {}, {"n": 1}, revision=1)
    lines = (folder / "index.jsonl").read_bytes().splitlines()
    assert lines[-2] == b'{"id": "0123'
    assert json.loads(lines[-1])["revision"] == 2
    assert store.entries() == [first, second]


def test_two_saves_of_one_size_in_one_instant_differ(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda file: None)  # the faster, the closer
    entry = store.create(Key("a", 1), {}, {})
    path, index = folder / "documents" / f"{entry.id}.json", folder / "index.jsonl"
    times = [path.stat().st_mtime_ns]
    for revision in range(1, 9):
        before = index.read_bytes()
        entry = store.write(entry.id, {}, {}, revision=revision)
        index.write_bytes(before)
        times.append(path.stat().st_mtime_ns)
        assert Store.open(folder).entries() == [entry]
    os.utime(path, (2_000_000_000, 2_000_000_000))
    entry = store.write(entry.id, {}, {}, revision=9)
    times.append(path.stat().st_mtime_ns)
    assert times == sorted(set(times))
    assert times[-1] > 2_000_000_000 * 10**9


def test_rebuild_counts_and_restores_the_index(store: Store, folder: Path) -> None:
    entries = _filled(store)
    (folder / "documents" / f"{entries[3].id}.json").write_bytes(b"")
    _lie(folder / "index.jsonl")
    assert store.rebuild() == 3
    assert [line["id"] for line in sorted(_lines(folder), key=lambda line: str(line["key"]))] == [
        entry.id for entry in entries[:3]
    ]
    assert store.entries() == entries[:3]


def test_an_index_that_cannot_be_written_is_no_error(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = _filled(store)
    with monkeypatch.context() as patch:

        def denied(*_: object) -> bytes:
            raise OSError(30, "Read-only file system")

        patch.setattr(os, "pread", denied)
        entries[0] = store.write(entries[0].id, {}, {"n": 9}, revision=1)
        assert store.entries() == entries
        store.delete(entries[3].id)
        assert store.entries() == Store.open(folder).entries() == entries[:3]
    assert store.entries() == Store.open(folder).entries() == entries[:3]


def test_two_handles_see_each_others_changes(store: Store, folder: Path) -> None:
    other = Store.open(folder, clock=store._clock)
    entry = store.create(Key("a", 1), {}, {})
    assert other.entries() == [entry]
    entry = other.write(entry.id, {"x": 1}, {"x": 1}, revision=1)
    assert store.find(entry.key) == entry
    assert store.read(entry.id).content == {"x": 1}
    second = store.create(Key("a", 0), {}, {})
    assert other.entries() == [second, entry]
    other.delete(entry.id)
    assert store.entries() == [second]
    restored = store.restore(entry.id)
    assert (restored.id, restored.summary) == (entry.id, {"x": 1})
    assert other.find(entry.key) == restored


def test_the_first_entries_come_without_looking_at_the_rest(store: Store, folder: Path) -> None:
    assert store.first_entries(5) == []
    made = [store.create(Key(f"{number:02}", 1), {}, {"n": number}) for number in reversed(range(30))]
    store.rebuild()
    assert store.first_entries(5) == store.entries()[:5] == sorted(made, key=lambda entry: entry.key)[:5]
    (folder / "index.jsonl").write_bytes(b"rubbish\n" * 3)
    assert store.first_entries(5) == []
