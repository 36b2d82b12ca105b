"""What others do to a store shows without a look at the documents; and summaries that are made anew."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from store import Entry, Key, News, Store, document, listing


def filled(store: Store, count: int = 3) -> list[Entry]:
    return [store.create(Key("局", 2020 + n), {"n": n}, {"n": n}) for n in range(count)]


def news_of(store: Store, since: News) -> News:
    news = store.news(since.seen)
    assert news
    return news


@pytest.fixture
def other(store: Store, folder: Path) -> Store:
    """Another program on the same store."""
    return Store.open(folder)


def test_nothing_is_news_until_somebody_does_something(store: Store, other: Store) -> None:
    first, second, third = filled(store)
    seen = store.seen()
    assert store.news(seen) is None
    assert other.entries() == store.entries()
    assert store.news(seen) is None, "reading is nothing"
    changed = other.write(second.id, {}, {"n": "new"}, revision=1)
    created = other.create(Key("局", 2030), {}, {})
    other.delete(third.id)
    news = store.news(seen)
    assert news and not news.untold
    assert {entry.id: entry for entry in news.changed} == {second.id: changed, created.id: created}
    assert news.gone == {third.id}
    assert store.news(news.seen) is None
    restored = other.restore(third.id)
    assert news_of(store, news)[1:] == ((restored,), frozenset(), False)
    assert first.id not in {entry.id for entry in news.changed}


def test_the_documents_are_not_looked_at(store: Store, other: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = filled(store)[0]
    seen = store.seen()
    other.write(entry.id, {}, {}, revision=1)

    def refused(*_: object) -> None:
        raise AssertionError("the documents were looked at")

    for name in ("_scan", "stamp_of"):
        monkeypatch.setattr(listing, name, refused)
    monkeypatch.setattr(document, "read", refused)
    news = store.news(seen)
    assert news and [entry.revision for entry in news.changed] == [2]
    assert store.news(news.seen) is None


def test_an_index_that_was_made_anew_is_no_news(store: Store, other: Store) -> None:
    entries = filled(store)
    seen = store.seen()
    other.rebuild()
    news = store.news(seen)
    assert news and news[1:] == ((), frozenset(), False)
    assert store.entries() == entries


@pytest.mark.parametrize("text", [b"", b"{}\n", None])
def test_of_a_lost_index_no_document_is_taken_for_gone(store: Store, folder: Path, text: bytes | None) -> None:
    filled(store)
    seen = store.seen()
    index = folder / "index.jsonl"
    index.unlink() if text is None else index.write_bytes(text)
    news = store.news(seen)
    assert news and news.untold and not news.gone
    assert store.news(news.seen) is None


def test_what_the_index_does_not_tell_is_noticed_with_the_next_look(store: Store, folder: Path) -> None:
    first, *_ = filled(store)
    seen = store.seen()
    path = folder / "documents" / f"{first.id}.json"
    shutil.move(path, folder / "elsewhere.json")
    late = store.news(seen)
    assert late and late[1:] == ((), frozenset(), False), "the note of a save may only be late"
    assert news_of(store, late).untold
    assert store.news(news_of(store, late).seen) is None


def test_a_note_that_was_only_late_is_told(store: Store, other: Store, folder: Path) -> None:
    first, *_ = filled(store)
    seen = store.seen()
    index = (folder / "index.jsonl").read_bytes()
    changed = other.write(first.id, {}, {}, revision=1)
    told = (folder / "index.jsonl").read_bytes()
    (folder / "index.jsonl").write_bytes(index)
    between = store.seen()
    late = store.news(replace(between, folder=seen.folder))
    assert late and not late.untold
    (folder / "index.jsonl").write_bytes(told)
    assert news_of(store, late)[1:] == ((changed,), frozenset(), False)


def test_an_empty_store_has_no_news_and_is_not_made(store: Store, folder: Path) -> None:
    assert store.news(store.seen()) is None
    assert not folder.exists()


# ---- summaries


def test_a_summary_made_anew_stands_in_the_list_and_not_in_the_document(store: Store, folder: Path) -> None:
    first, second, *_ = filled(store)
    told = store.retell(replace(first, summary={"n": "anew"}))
    assert told.summary == {"n": "anew"}
    for handle in (store, Store.open(folder)):
        assert handle.entries()[:2] == [told, second]
        assert handle.find(first.key) == told
        assert handle.read(first.id).entry == first
    store.verify(first.id)
    assert len(store.history(first.id)) == 1
    (folder / "index.jsonl").unlink()
    assert Store.open(folder).entries()[0] == first
    saved = store.write(first.id, {}, {"n": "saved"}, revision=1)
    assert store.entries()[0] == saved


def test_a_summary_of_what_was_saved_meanwhile_counts_for_nothing(store: Store, other: Store) -> None:
    first, *_ = filled(store)
    saved = other.write(first.id, {}, {"n": "saved"}, revision=1)
    store.retell(replace(first, summary={"n": "late"}))
    other.delete(other.entries()[1].id)
    store.retell(replace(first, id="0123456789ab", summary={}))
    assert store.entries()[0] == saved
    assert len(store.entries()) == 2
