"""Files that are no documents: each is refused by itself, and all others work on."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store import SCHEMA, Conflict, Damaged, Exists, Key, Missing, NewerStore, Store, StoreError

KEY = Key("局", 2024)
Edit = Callable[[dict[str, Any]], object]


def _path(folder: Path, id: str) -> Path:
    return folder / "documents" / f"{id}.json"


def _refuses(store: Store, path: Path, error: type[StoreError]) -> None:
    id = path.stem
    healthy = store.create(Key("another", 1), {"a": 1}, {})
    for call in (lambda: store.read(id), lambda: store.write(id, {}, {}, revision=1)):
        with pytest.raises(error) as caught:
            call()
        assert caught.value.path == str(path)
        assert caught.value.detail
    for _ in range(2):
        assert store.entries() == [healthy]
        assert store.find(KEY) is None
        assert store.damaged() == [path]
        assert store.rebuild() == 1
    assert store.write(healthy.id, {"a": 2}, {}, revision=1).revision == 2


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "without its end": lambda data: data[:-3],
    "extra": lambda data: data + b"}",
    "not utf-8": lambda data: data.replace("某".encode(), b"\xb3\xc4"),
    "gbk": lambda data: data.decode().encode("gb18030"),
    "nul bytes": lambda data: b"\0" * len(data),
    "not a number": lambda data: data.replace(b"41.5", b"NaN"),
    "infinity": lambda data: data.replace(b"41.5", b"1e999"),
    "lone surrogate": lambda data: data.replace("某".encode(), b"\\ud800"),
    "huge number": lambda data: data.replace(b"41.5", b"9" * 5000),
    "deeply nested": lambda data: b"[" * 100_000 + b"]" * 100_000,
    "a bom": lambda data: b"\xef\xbb\xbf" + data,
}


@pytest.mark.parametrize("change", BYTES.values(), ids=BYTES.keys())
def test_what_is_not_json_is_damaged(store: Store, folder: Path, change: Callable[[bytes], bytes]) -> None:
    entry = store.create(KEY, {"text": "某局"}, {"amount": 41.5, "text": "某局"})
    path = _path(folder, entry.id)
    path.write_bytes(change(path.read_bytes()))
    _refuses(store, path, Damaged)


SHAPES: list[Any] = [
    None,
    [],
    "x",
    {},
    {"document": []},
    {"document": {}},
    {"document": {"1": []}},
    {"document": {"1": {}}},
    {"document": {"2": {}}},
    {"document": {"x": {}}},
    {"_default": {"1": {}}},
    {"other": 1},
]


@pytest.mark.parametrize("value", SHAPES, ids=json.dumps)
def test_json_of_another_shape_is_damaged(store: Store, folder: Path, value: Any) -> None:
    path = _path(folder, store.create(KEY, {}, {}).id)
    path.write_text(json.dumps(value), encoding="utf-8")
    _refuses(store, path, Damaged)


def _nest(record: dict[str, Any]) -> None:
    for _ in range(200):
        record["summary"] = {"x": record["summary"]}


FIELDS: dict[str, Edit] = {
    "no schema": lambda record: record.pop("schema"),
    "schema 0": lambda record: record.update(schema=0),
    "schema true": lambda record: record.update(schema=True),
    "another id": lambda record: record.update(id="0123456789ab"),
    "no id": lambda record: record.pop("id"),
    "key of text": lambda record: record.update(key="局"),
    "key without number": lambda record: record["key"].pop("number"),
    "key with a fraction": lambda record: record["key"].update(number=1.5),
    "key with a number for group": lambda record: record["key"].update(group=1),
    "revision of text": lambda record: record.update(revision="1"),
    "no revision": lambda record: record.pop("revision"),
    "no time": lambda record: record.pop("changed"),
    "summary of text": lambda record: record.update(summary="x"),
    "summary far too deep": _nest,
    "no content": lambda record: record.pop("content"),
    "content in a list": lambda record: record.update(content=[]),
}


def _edit(path: Path, change: Edit) -> None:
    tables = json.loads(path.read_bytes())
    change(tables["document"]["1"])
    path.write_text(json.dumps(tables), encoding="utf-8")


@pytest.mark.parametrize("change", FIELDS.values(), ids=FIELDS.keys())
def test_a_record_with_a_wrong_field_is_damaged(store: Store, folder: Path, change: Edit) -> None:
    path = _path(folder, store.create(KEY, {}, {}).id)
    _edit(path, change)
    _refuses(store, path, Damaged)


def test_a_document_of_a_newer_version_is_refused_and_kept(store: Store, folder: Path) -> None:
    path = _path(folder, store.create(KEY, {}, {}).id)
    _edit(path, lambda record: record.update(schema=SCHEMA + 1, content="of another shape"))
    before = path.read_bytes()
    _refuses(store, path, NewerStore)
    assert path.read_bytes() == before


LINKS: dict[str, Callable[[Path], None]] = {
    "a link": lambda path: path.symlink_to("aside"),
    "a dangling link": lambda path: path.symlink_to("nowhere"),
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("make", LINKS.values(), ids=LINKS.keys())
def test_what_is_no_plain_file_is_damaged(store: Store, folder: Path, make: Callable[[Path], None]) -> None:
    path = _path(folder, store.create(KEY, {}, {}).id)
    path.rename(path.with_name("aside"))
    make(path)
    _refuses(store, path, Damaged)


def test_a_link_is_neither_deleted_nor_restored(store: Store, folder: Path) -> None:
    path = _path(folder, store.create(KEY, {}, {}).id)
    aside = path.rename(folder / "aside.json")
    path.symlink_to(aside)
    with pytest.raises(Damaged):
        store.delete(path.stem)
    path.rename(folder / "trash" / path.name)
    with pytest.raises(Damaged):
        store.restore(path.stem)
    assert aside.is_file()


def test_a_leftover_that_is_a_link_is_not_followed(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {}, {})
    victim = folder / "victim"
    victim.write_bytes(b"precious")
    _path(folder, entry.id).with_name(f"{entry.id}.json.tmp").symlink_to(victim)
    store.write(entry.id, {"a": 1}, {}, revision=1)
    assert victim.read_bytes() == b"precious"
    assert store.read(entry.id).content == {"a": 1}


def test_strangers_among_the_documents_are_reported_or_left_alone(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {}, {})
    copied = _path(folder, "0123456789ab")
    copied.write_bytes(_path(folder, entry.id).read_bytes())
    named = _path(folder, os.fsdecode(b"a report \xff"))
    named.write_bytes(b"{}")
    _path(folder, "x").with_name("notes.txt").write_bytes(b"x")
    assert store.entries() == [entry]
    assert store.damaged() == sorted([copied, named])
    assert store.sweep() == []


def test_a_mended_document_is_back(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {}, {})
    path = _path(folder, entry.id)
    data = path.read_bytes()
    path.write_bytes(b"")
    assert store.entries() == []
    path.write_bytes(data)
    assert store.entries() == [entry]
    assert store.damaged() == []


def test_a_newer_store_is_only_read(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    mark = folder / "store.json"
    assert json.loads(mark.read_bytes()) == {"schema": SCHEMA}
    mark.write_text(json.dumps({"schema": SCHEMA + 1}), encoding="utf-8")
    _edit(_path(folder, entry.id), lambda record: record.update(schema=SCHEMA + 1, novelty=True))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "index.jsonl"}
    newer = Store.open(folder)
    assert newer.newer
    assert newer.entries() == [entry]
    assert newer.read(entry.id).content == {"a": 1}
    for act in (
        lambda: newer.create(Key("b", 1), {}, {}),
        lambda: newer.write(entry.id, {}, {}, revision=1),
        lambda: newer.delete(entry.id),
        lambda: newer.hold(entry.id),
    ):
        with pytest.raises(NewerStore) as caught:
            act()
        assert caught.value.path == str(mark)
    assert before == {path: path.read_bytes() for path in before}


def test_a_newer_document_in_a_store_of_this_version_is_not_written(store: Store, folder: Path) -> None:
    entry = store.create(KEY, {"a": 1}, {})
    _edit(_path(folder, entry.id), lambda record: record.update(schema=SCHEMA + 1))
    before = _path(folder, entry.id).read_bytes()
    assert store.read(entry.id).content == {"a": 1}
    with pytest.raises(NewerStore):
        store.write(entry.id, {}, {}, revision=1)
    assert _path(folder, entry.id).read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"schema": "1"}', b'{"schema": 0}', b"\xff"])
def test_a_store_whose_mark_is_damaged_is_not_opened(store: Store, folder: Path, data: bytes) -> None:
    store.create(KEY, {}, {})
    (folder / "store.json").write_bytes(data)
    with pytest.raises(Damaged):
        Store.open(folder)


def test_a_file_in_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path / "store")
    assert caught.value.code == "io"
    with pytest.raises(StoreError):
        Store.open(tmp_path / "store" / "within")


def test_errors_say_what_and_where_and_survive_pickling() -> None:
    for error in (Missing("gone", Path("/x")), Conflict(1, 2, "/x"), Exists("0123456789ab"), StoreError()):
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), copy.code, copy.path) == (type(error), error.code, error.path)
        assert str(copy) == str(error)
    assert str(Conflict(1, 2, "/x")) == "conflict: expected revision 1, found 2 [/x]"
    assert str(StoreError()) == "io"
