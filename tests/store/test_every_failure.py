"""Whichever call to the system fails or stops half way: what was acknowledged is there, and no other document is touched."""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from store import Conflict, Key, Store, StoreError

CALLS = ("write", "fsync", "replace", "rename", "open", "ftruncate", "unlink", "fchmod")


class Crash(BaseException):
    """The machine is switched off: nothing of the program runs any more, not even its tidying up."""


@contextmanager
def _at_call(
    number: int, trouble: Callable[[Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]
) -> Iterator[list[int]]:
    """The ``number``-th call to the system goes wrong; gives a list whose one item counts them."""
    count = [0]

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **names: Any) -> Any:
            count[0] += 1
            wrong = count[0] >= number if trouble is _is_the_last else count[0] == number
            return trouble(call, args, names) if wrong else call(*args, **names)

        return run

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, counted(getattr(os, name)))
        yield count


def _fails(call: Callable[..., Any], args: tuple[Any, ...], names: dict[str, Any]) -> Any:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def _is_cut(call: Callable[..., Any], args: tuple[Any, ...], names: dict[str, Any]) -> Any:
    if len(args) == 2 and isinstance(args[1], (bytes, memoryview)):
        call(args[0], bytes(args[1])[: len(args[1]) // 2])
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _is_the_last(call: Callable[..., Any], args: tuple[Any, ...], names: dict[str, Any]) -> Any:
    if len(args) == 2 and isinstance(args[1], (bytes, memoryview)):
        call(args[0], bytes(args[1])[: len(args[1]) // 2])
    raise Crash


def _work(folder: Path, id: str, acknowledged: list[int]) -> None:
    """Opens the store and saves three times, noting what was acknowledged."""
    store = Store.open(folder)
    stored = store.read(id)
    revision = stored.entry.revision
    for number in (1, 2, 3):
        with suppress(StoreError):
            content = {**stored.content, "n": number, "text": "正文" * number}
            try:
                revision = store.write(id, content, {"n": number}, revision=revision).revision
            except Conflict as conflict:
                revision = conflict.actual_revision
                continue
            acknowledged.append(number)
    with suppress(StoreError):
        store.settle(id)


@pytest.mark.parametrize("trouble", [_fails, _is_cut, _is_the_last], ids=["fails", "is cut", "is the last"])
def test_every_single_call(tmp_path: Path, trouble: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda file: None)  # only counted, for the sake of time
    for number in itertools.count(1):
        folder = tmp_path / str(number)
        store = Store.open(folder)
        other = store.create(Key("别的单位", 2024), {"n": 7}, {})
        mine = store.create(Key("局", 2024), {"n": 0, "text": ""}, {"n": 0})
        untouched = (folder / "documents" / f"{other.id}.json").read_bytes()
        acknowledged: list[int] = []
        with _at_call(number, trouble) as count, suppress(Crash, StoreError):
            _work(folder, mine.id, acknowledged)
        again = Store.open(folder)
        stored = again.read(mine.id)
        last = acknowledged[-1] if acknowledged else 0
        assert stored.content["n"] >= last, f"call {number}: {acknowledged} acknowledged, {stored.content} found"
        assert stored.content["text"] == "正文" * stored.content["n"]
        assert stored.damage == ""
        assert again.damaged() == []
        assert (folder / "documents" / f"{other.id}.json").read_bytes() == untouched
        revision = again.write(mine.id, {"n": 9, "text": "正文" * 9}, {}, revision=stored.entry.revision).revision
        assert revision == stored.entry.revision + 1
        again.verify(mine.id)
        assert [event.revision for event in again.history(mine.id)] == list(range(1, revision + 1))
        if count[0] < number:
            assert number > 20, "the work was not watched"
            break
