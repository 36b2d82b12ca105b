"""Creating, reading and writing documents, and the list of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from store import Conflict, Entry, Exists, Key, Missing, Store, StoreError, Unstorable
from store.atomic import AtomicStorage
from store.index import Index

KEY = Key("某市教育局", 2024)


def test_an_absent_store_is_empty_and_reading_it_creates_nothing(store: Store, folder: Path) -> None:
    assert store.entries() == []
    assert store.find(KEY) is None
    assert store.damaged() == []
    assert store.sweep() == []
    assert store.rebuild() == 0
    with pytest.raises(Missing):
        store.read("0123456789ab")
    with pytest.raises(Missing):
        store.write("0123456789ab", {}, {}, revision=1)
    with pytest.raises(Missing):
        store.delete("0123456789ab")
    with pytest.raises(Missing):
        store.restore("0123456789ab")
    assert not folder.parent.exists()


def test_a_created_document_is_found_listed_and_read(store: Store, folder: Path) -> None:
    content = {"cells": {"1.1": "41174.3900", "1.2": None}, "rows": [1, 2.5, True, "𠮷"]}
    entry = store.create(KEY, content, {"title": "年度报告"})
    assert entry == Entry(entry.id, KEY, 1, "2025-01-31T12:00:00+08:00", {"title": "年度报告"})
    assert store.entries() == [entry]
    assert store.find(KEY) == entry
    assert store.find(Key(KEY.group, 2023)) is None
    assert store.read(entry.id).entry == entry
    assert store.read(entry.id).content == content
    assert Store.open(folder).entries() == [entry]


def test_a_write_replaces_content_and_summary_and_counts_the_revision(store: Store) -> None:
    first = store.create(KEY, {"a": 1, "b": 2}, {"n": 1})
    second = store.write(first.id, {"a": 3}, {"n": 2}, revision=1)
    assert (second.id, second.key, second.revision, second.summary) == (first.id, KEY, 2, {"n": 2})
    assert store.read(first.id).content == {"a": 3}
    assert store.entries() == [second]


def test_a_write_from_another_revision_is_refused_and_changes_nothing(store: Store) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    store.write(entry.id, {"a": 2}, {}, revision=1)
    for revision in (0, 1, 3):
        with pytest.raises(Conflict) as caught:
            store.write(entry.id, {"a": 9}, {}, revision=revision)
        assert (caught.value.expected_revision, caught.value.actual_revision) == (revision, 2)
        assert caught.value.code == "conflict"
    assert store.read(entry.id).content == {"a": 2}


def test_nothing_handed_in_or_out_is_shared(store: Store) -> None:
    content: dict[str, Any] = {"list": [1]}
    summary: dict[str, Any] = {"list": [1]}
    entry = store.create(KEY, content, summary)
    content["list"].append(2)
    summary["list"].append(2)
    store.read(entry.id).content["list"].append(3)
    for line in (store.entries()[0], store.find(KEY), store.read(entry.id).entry):
        assert line is not None
        assert line.summary == {"list": [1]}
        line.summary["list"].append(4)
    assert entry.summary == store.entries()[0].summary == {"list": [1]}
    assert store.read(entry.id).content == {"list": [1]}


def test_a_key_belongs_to_one_document(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {}, {})
    for handle in (store, Store.open(folder)):
        with pytest.raises(Exists) as caught:
            handle.create(KEY, {}, {})
        assert caught.value.id == entry.id
        assert caught.value.code == "exists"
    assert len(list((folder / "documents").iterdir())) == 1


def test_the_list_is_sorted_by_key(store: Store) -> None:
    keys = [Key("b", 2), Key("a", 10), Key("b", 1), Key("a", 9), Key("", -1)]
    for key in keys:
        store.create(key, {}, {})
    assert [entry.key for entry in store.entries()] == sorted(keys)


@pytest.mark.parametrize(
    "group", ["../../x", "/etc/passwd", "a\0b", "", ".", "a\nb\u2028c", "𠮷野家", "x" * 5000, 'e"]}\\u']
)
def test_any_text_may_name_a_group_and_none_becomes_a_path(store: Store, folder: Path, group: str) -> None:
    entry = store.create(Key(group, 2024), {"name": group}, {"name": group})
    assert store.find(Key(group, 2024)) == entry
    assert store.read(entry.id).content == {"name": group}
    assert [file.name for file in (folder / "documents").iterdir()] == [f"{entry.id}.json"]
    assert sorted(file.name for file in folder.parent.parent.iterdir()) == ["data"]


@pytest.mark.parametrize("id", ["../store", "", "0123456789AB", "0123456789ab\n", "0123456789ab.json", "/", "x"])
def test_what_is_no_id_names_no_document(store: Store, id: str) -> None:
    store.create(KEY, {}, {})
    calls: list[Callable[[], object]] = [
        lambda: store.read(id),
        lambda: store.write(id, {}, {}, revision=1),
        lambda: store.delete(id),
        lambda: store.restore(id),
    ]
    for call in calls:
        with pytest.raises(Missing):
            call()


def _endless() -> dict[str, Any]:
    value: dict[str, Any] = {}
    value["self"] = value
    return value


@pytest.mark.parametrize(
    "value",
    [
        {"x": "\ud800"},
        {"\udfff": 1},
        {"x": float("nan")},
        {"x": float("inf")},
        {1: "x"},
        {"x": {None: 1}},
        {"x": b""},
        {"x": {1, 2}},
        {"x": datetime(2025, 1, 1)},
        {"x": 10**5000},
        _endless(),
        [],
        None,
    ],
)
def test_what_json_cannot_hold_is_refused_and_nothing_changes(store: Store, folder: Path, value: Any) -> None:
    entry = store.create(KEY, {"a": 1}, {"a": 1})
    for content, summary in ((value, {}), ({}, value)):
        with pytest.raises(Unstorable):
            store.write(entry.id, content, summary, revision=1)
        with pytest.raises(Unstorable):
            store.create(Key("other", 1), content, summary)
    assert store.read(entry.id).content == {"a": 1}
    assert store.entries() == [entry]
    assert [file.name for file in (folder / "documents").iterdir()] == [f"{entry.id}.json"]


@pytest.mark.parametrize("key", [Key("\ud800", 1), Key("a", True), Key("a", "1"), Key(None, 1)])  # type: ignore[arg-type]
def test_what_is_no_key_is_refused(store: Store, key: Key) -> None:
    with pytest.raises(StoreError) as caught:
        store.create(key, {}, {})
    assert caught.value.code == "unstorable"
    assert store.find(key) is None


def test_tuples_become_lists(store: Store) -> None:
    entry = store.create(KEY, {"pair": (1, (2,))}, {"pair": (1, 2)})
    assert entry.summary == {"pair": [1, 2]} == store.entries()[0].summary
    assert store.read(entry.id).content == {"pair": [1, [2]]}


def test_the_file_is_one_line_of_readable_utf8(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {"text": "政府信息公开\r\n"}, {})
    raw = (folder / "documents" / f"{entry.id}.json").read_bytes()
    assert "政府信息公开\\r\\n".encode() in raw
    assert raw.endswith(b"}\n")
    assert raw.count(b"\n") == 1


def test_a_save_is_one_read_and_one_write_and_never_looks_at_the_list(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = store.create(KEY, {}, {})
    calls: list[str] = []
    read, write = AtomicStorage.read, AtomicStorage.write

    def counted_read(self: AtomicStorage) -> object:
        calls.append("read")
        return read(self)

    def counted_write(self: AtomicStorage, data: dict[str, dict[str, Any]]) -> None:
        calls.append("write")
        write(self, data)

    def refused(self: Index) -> None:
        raise AssertionError("the index was loaded")

    monkeypatch.setattr(AtomicStorage, "read", counted_read)
    monkeypatch.setattr(AtomicStorage, "write", counted_write)
    monkeypatch.setattr(Index, "load", refused)
    store.write(entry.id, {"a": 1}, {}, revision=1)
    assert calls == ["read", "write"]


def test_a_clock_without_zone_is_local_time(folder: Path) -> None:
    entry = Store.open(folder, clock=lambda: datetime(2025, 1, 31, 12, 0, 0, 5)).create(KEY, {}, {})
    changed = datetime.fromisoformat(entry.changed)
    assert changed.tzinfo is not None
    assert changed.replace(tzinfo=None) == datetime(2025, 1, 31, 12)
    assert datetime.fromisoformat(Store.open(folder).create(Key("a", 1), {}, {}).changed).tzinfo is not None


def test_a_relative_folder_stays_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    store = Store.open(Path("here"))
    monkeypatch.chdir(tmp_path / "elsewhere")
    store.create(KEY, {}, {})
    assert (tmp_path / "here" / "documents").is_dir()
