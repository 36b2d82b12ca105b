"""What is stored is for its owner's eyes, whatever the umask."""

from __future__ import annotations

import grp
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Key, Store
from store.errors import NoGroup
from tests.store.conftest import NOON


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """Depends on the folder of the test, which has to be made before."""
    assert tmp_path.is_dir()
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_files_are_0600_and_folders_0700(store: Store, folder: Path) -> None:
    entries = [store.create(Key("a", n), {}, {}) for n in range(2)]
    store.write(entries[0].id, {"a": 1}, {}, revision=1)
    store.delete(entries[1].id)
    store.entries()
    store.rebuild()
    paths = [folder.parent, folder, *folder.rglob("*")]
    assert {path.name for path in paths} >= {"store.json", "index.jsonl", "documents", "trash", "locks"}
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Store.open(tmp_path).create(Key("a", 1), {}, {})
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "documents").stat().st_mode) == 0o700


@pytest.mark.usefixtures("umask")
def test_a_store_made_for_a_group_is_open_to_it_and_to_nobody_else(store: Store, folder: Path) -> None:
    entry = store.create(Key("a", 1), {}, {})
    group = grp.getgrgid(os.getgid()).gr_name
    store.upkeep.share(group)
    other = Store.open(folder)
    other.write(entry.id, {"a": 1}, {}, revision=1)
    other.create(Key("b", 1), {}, {})
    other.hold(entry.id).release()
    other.upkeep.back_up_if_due(NOON)
    for path in [folder, *folder.rglob("*")]:
        state = path.stat()
        assert stat.S_IMODE(state.st_mode) == (0o2770 if path.is_dir() else 0o660), path
        assert state.st_gid == os.getgid()


def test_a_store_cannot_be_given_to_a_group_that_there_is_not(store: Store, folder: Path) -> None:
    store.create(Key("a", 1), {}, {})
    with pytest.raises(NoGroup):
        store.upkeep.share("no such group")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_store_in_a_folder_of_a_group_is_still_its_owners(tmp_path: Path) -> None:
    tmp_path.chmod(0o2775)
    Store.open(tmp_path / "store").create(Key("a", 1), {}, {})
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) & 0o777 == 0o700
    assert stat.S_IMODE((tmp_path / "store" / "documents").stat().st_mode) & 0o777 == 0o700
