"""Any sequence of operations does to the store what it would do to a dict."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from store import Conflict, Entry, Exists, Key, Missing, Store

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
KEYS = st.builds(Key, st.sampled_from(["甲", "../乙", ""]), st.integers(2023, 2024))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(TEXT, VALUES, max_size=3)


class Model(RuleBasedStateMachine):
    """Two handles on one store, beside two dicts: what is stored, and what is in the trash."""

    def __init__(self) -> None:
        super().__init__()
        # Flushing is not what is tried here, and would be most of the time.
        self.patch = mock.patch.object(os, "fsync", lambda file: None)
        self.patch.start()
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name) / "store"
        self.handles = [Store.open(self.folder), Store.open(self.folder)]
        self.stored: dict[str, tuple[Entry, Any]] = {}
        self.trash: dict[str, tuple[Entry, Any]] = {}
        self.was: list[tuple[Entry, Any]] = []

    def teardown(self) -> None:
        self.patch.stop()
        self.temporary.cleanup()

    def _pick(self, data: st.DataObject) -> tuple[Store, str]:
        ids = [*self.stored, *self.trash] or ["0123456789ab"]
        return data.draw(st.sampled_from(self.handles)), data.draw(st.sampled_from(ids))

    def _taken(self, key: Key) -> bool:
        return any(entry.key == key for entry, _ in self.stored.values())

    @rule(data=st.data(), key=KEYS, content=OBJECTS, summary=OBJECTS)
    def create(self, data: st.DataObject, key: Key, content: Any, summary: Any) -> None:
        store = data.draw(st.sampled_from(self.handles))
        if self._taken(key):
            with pytest.raises(Exists):
                store.create(key, content, summary)
            return
        entry = store.create(key, content, summary)
        assert (entry.key, entry.revision, entry.summary) == (key, 1, summary)
        self.stored[entry.id] = (entry, content)

    @rule(data=st.data(), content=OBJECTS, summary=OBJECTS, late=st.sampled_from([0, 0, 0, 1]))
    def write(self, data: st.DataObject, content: Any, summary: Any, late: int) -> None:
        store, id = self._pick(data)
        if id not in self.stored:
            with pytest.raises(Missing):
                store.write(id, content, summary, revision=1)
            return
        old = self.stored[id][0]
        if late:
            with pytest.raises(Conflict):
                store.write(id, content, summary, revision=old.revision - late)
            return
        entry = store.write(id, content, summary, revision=old.revision)
        assert (entry.id, entry.key, entry.revision) == (id, old.key, old.revision + 1)
        assert entry.summary == summary
        self.stored[id] = (entry, content)
        self.was.append((entry, content))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        store, id = self._pick(data)
        if id not in self.stored:
            with pytest.raises(Missing):
                store.delete(id)
            return
        store.delete(id)
        self.trash[id] = self.stored.pop(id)

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        store, id = self._pick(data)
        if id not in self.trash:
            with pytest.raises(Missing):
                store.restore(id)
        elif self._taken(self.trash[id][0].key):
            with pytest.raises(Exists):
                store.restore(id)
        else:
            old, content = self.trash.pop(id)
            entry = store.restore(id)
            assert (entry.key, entry.summary) == (old.key, old.summary)
            self.stored[id] = (entry, content)

    @precondition(lambda self: self.was)
    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        entry, content = data.draw(st.sampled_from(self.was))
        stored = self.handles[0].at(entry.id, entry.revision)
        assert (stored.entry.summary, stored.content) == (entry.summary, content)
        if entry.id in self.stored:
            self.handles[1].verify(entry.id)

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.handles[which] = Store.open(self.folder)

    @rule()
    def rebuild(self) -> None:
        assert self.handles[0].rebuild() == len(self.stored)

    @precondition(lambda self: (self.folder / "index.jsonl").exists())
    @rule(part=st.floats(0, 1), garbage=st.binary(max_size=20))
    def spoil_the_index(self, part: float, garbage: bytes) -> None:
        index = self.folder / "index.jsonl"
        data = index.read_bytes()
        index.write_bytes(data[: int(len(data) * part)] + garbage)

    @invariant()
    def the_store_is_as_the_model(self) -> None:
        expected = sorted((entry for entry, _ in self.stored.values()), key=lambda entry: entry.key)
        for store in self.handles:
            assert store.entries() == expected
        for entry, content in self.stored.values():
            stored = self.handles[0].read(entry.id)
            assert (stored.entry, stored.content) == (entry, content)
            assert self.handles[1].find(entry.key) == entry


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)
