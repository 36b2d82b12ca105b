"""The whole store in one file, and back."""

from __future__ import annotations

import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from store import BadBackup, Exists, Key, Store, StoreError
from store.backup import read_backup


def _files(folder: Path) -> dict[str, bytes]:
    kept = ("documents", "journals", "trash")
    return {str(p.relative_to(folder)): p.read_bytes() for name in kept for p in (folder / name).rglob("*")}


@pytest.fixture
def full(store: Store) -> Store:
    """A store with two documents that were edited and one that was deleted."""
    for number in (1, 2, 3):
        entry = store.create(Key("局", number), {"n": number}, {"s": number})
        store.write(entry.id, {"n": number * 10, "text": "正文" * 50}, {"s": 0}, revision=1)
    store.delete(entry.id)
    return store


def test_wiped_and_restored_the_store_is_the_same_byte_for_byte(full: Store, folder: Path, tmp_path: Path) -> None:
    (folder / "rules.toml").write_text("# our own", encoding="utf-8")
    before, entries, trashed = _files(folder), full.entries(), full.upkeep.trashed()
    backup = full.back_up(tmp_path / "b.zip")
    assert backup.documents == 2
    shutil.rmtree(folder)
    again = Store.open(folder)
    assert again.restore_backup(read_backup(tmp_path / "b.zip")) == 2
    assert _files(folder) == before
    assert (folder / "rules.toml").read_text(encoding="utf-8") == "# our own"
    assert again.entries() == entries
    assert again.upkeep.trashed() == trashed
    for entry in entries:
        again.verify(entry.id)
        assert len(again.history(entry.id)) == 2
    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []


def test_what_restoring_over_the_store_takes_back_is_told_before(full: Store, tmp_path: Path) -> None:
    backup = full.back_up(tmp_path / "b.zip")
    assert full.upkeep.losses(backup) == []
    first, second = full.entries()
    full.write(first.id, {"n": 11}, {}, revision=2)
    new = full.create(Key("新局", 2024), {}, {})
    assert {(loss.key, loss.revision, loss.then) for loss in full.upkeep.losses(backup)} == {
        (first.key, 3, 2),
        (new.key, 1, None),
    }
    assert full.restore_backup(backup) == 2
    assert full.read(first.id).content["n"] == 10
    assert full.entries() == [first, second]
    assert new.key in {entry.key for entry in full.upkeep.trashed()}, "what was made since is in the trash"


def test_a_backup_beside_the_store_leaves_the_store_alone(full: Store, folder: Path, tmp_path: Path) -> None:
    before = _files(folder)
    beside = Store.open(tmp_path / "beside")
    beside.restore_backup(full.back_up(tmp_path / "b.zip"))
    assert _files(folder) == before == _files(tmp_path / "beside")


def test_a_backup_overwrites_no_file(full: Store, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"mine")
    with pytest.raises(Exists):
        full.back_up(tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == b"mine"
    with pytest.raises(StoreError):
        full.back_up(tmp_path / "absent" / "b.zip")


def _forged(path: Path, files: dict[str, bytes], listed: dict[str, list[object]] | None = None) -> Path:
    parts = {name: [len(data), sha256(data).hexdigest()] for name, data in files.items()} if listed is None else listed
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr("backup.json", json.dumps({"schema": 1, "at": "2025-01-01", "files": parts}))
    return path


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "documents/../../evil", "store.json", "documents/x.json", "locks/0123456789ab.lock"],
)
def test_an_archive_that_climbs_out_is_refused(tmp_path: Path, folder: Path, name: str) -> None:
    with pytest.raises(BadBackup):
        read_backup(_forged(tmp_path / "b.zip", {name: b"{}"}))
    assert not folder.exists()


def test_an_archive_that_swells_is_not_unpacked(tmp_path: Path) -> None:
    name = "documents/0123456789ab.json"
    bomb = b"0" * 50_000_000
    path = _forged(tmp_path / "b.zip", {name: bomb}, {name: [2, "0"]})
    assert path.stat().st_size < 100_000
    with pytest.raises(BadBackup):
        read_backup(path)
    with pytest.raises(BadBackup):
        read_backup(_forged(tmp_path / "c.zip", {name: b""}, {name: [1 << 40, "0"]}))


def test_a_damaged_backup_is_refused_wherever_the_damage_is(full: Store, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    full.back_up(path)
    data = path.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 60)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            backup = read_backup(path)
        except BadBackup:
            continue
        # a byte that says nothing of what is in it, such as a time of change
        assert Store.open(tmp_path / f"s{at}").restore_backup(backup) == 2
    for end in (0, 10, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:end])
        with pytest.raises(BadBackup):
            read_backup(path)


def test_the_trash_empties_only_by_command(full: Store, folder: Path) -> None:
    [gone] = full.upkeep.trashed()
    assert full.upkeep.empty_trash() == 1
    assert full.upkeep.trashed() == []
    assert not [path for path in folder.rglob(f"*{gone.id}*") if path.parent.name != "locks"]
    assert len(full.entries()) == 2
    assert full.upkeep.empty_trash() == 0
