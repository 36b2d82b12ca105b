"""One operator edits, the others look on and may ask."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from store import Held, Key, Missing, NoLocks, Store

FORK = multiprocessing.get_context("fork")


def _opened(folder: Path, who: str) -> Store:
    return Store.open(folder, by=who)


def test_a_document_is_held_by_one_and_the_other_is_told_by_whom(folder: Path) -> None:
    mine, yours = _opened(folder, "mei"), _opened(folder, "lan")
    id = mine.create(Key("局", 2024), {}, {}).id
    assert yours.holder(id) is None
    hold = mine.hold(id)
    with pytest.raises(Held) as caught:
        yours.hold(id)
    for holder in (caught.value.holder, yours.holder(id), mine.holder(id)):
        assert holder is not None
        assert (holder.who, holder.pid) == ("mei", os.getpid())
        assert holder.since
    hold.release()
    assert yours.holder(id) is None
    yours.hold(id).release()


def test_one_may_ask_and_the_holder_hears_it(folder: Path) -> None:
    mine, yours = _opened(folder, "mei"), _opened(folder, "lan")
    id = mine.create(Key("局", 2024), {}, {}).id
    hold = mine.hold(id)
    assert hold.asked_by() is None
    yours.ask_for(id)
    asker = hold.asked_by()
    assert asker is not None
    assert asker.who == "lan"
    hold.release()
    taken = yours.hold(id)
    assert taken.asked_by() is None, "what was asked has been granted"
    taken.release()


def test_what_others_hold_can_be_read_and_other_documents_do_not_wait(folder: Path) -> None:
    mine, yours = _opened(folder, "mei"), _opened(folder, "lan")
    one, two = mine.create(Key("a", 1), {"n": 1}, {}), mine.create(Key("b", 1), {}, {})
    hold = mine.hold(one.id)
    mine.write(one.id, {"n": 2}, {}, revision=1)
    assert yours.read(one.id).content == {"n": 2}
    yours.hold(two.id).release()
    hold.release()


def test_nothing_is_held_that_is_not_there(folder: Path) -> None:
    store = _opened(folder, "mei")
    with pytest.raises(Missing):
        store.hold("0123456789ab")
    with pytest.raises(Missing):
        store.hold("../../etc")


def _hold_until_killed(folder: Path, id: str, ready: Connection) -> None:
    hold = _opened(folder, "mei").hold(id)
    ready.send(None)
    signal.pause()
    hold.release()


def test_a_hold_dies_with_its_process(folder: Path) -> None:
    store = _opened(folder, "lan")
    id = store.create(Key("局", 2024), {}, {}).id
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_hold_until_killed, args=(folder, id, there))
    process.start()
    here.recv()
    holder = store.holder(id)
    assert holder is not None
    assert holder.pid == process.pid
    process.kill()
    process.join()
    assert store.holder(id) is None
    store.hold(id).release()


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b'{"who":1}', b"\xff"])
def test_a_hold_that_cannot_be_read_is_still_a_hold(folder: Path, rubbish: bytes) -> None:
    mine, yours = _opened(folder, "mei"), _opened(folder, "lan")
    id = mine.create(Key("局", 2024), {}, {}).id
    hold = mine.hold(id)
    (folder / "holds" / f"{id}.json").write_bytes(rubbish)
    with pytest.raises(Held) as caught:
        yours.hold(id)
    assert caught.value.holder is None
    hold.release()


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP], ids=errno.errorcode.get)
def test_without_locks_nothing_is_written_and_that_is_said(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    entry = store.create(Key("局", 2024), {"a": 1}, {})

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    for call in (
        lambda: store.write(entry.id, {"a": 2}, {}, revision=1),
        lambda: store.hold(entry.id),
        lambda: store.create(Key("other", 1), {}, {}),
    ):
        with pytest.raises(NoLocks):
            call()
    assert store.read(entry.id).content == {"a": 1}
    assert store.entries() == [entry]
    assert not [path for path in (folder / "locks").iterdir() if path.stat().st_size]
