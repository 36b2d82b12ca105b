"""A report that is open: who may edit it, what others did, and what is written when."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gipr_tui.errors import StoreUnavailable
from gipr_tui.report.model import Report
from gipr_tui.workspace.keeper import ChangedElsewhere, Keeper
from gipr_tui.workspace.workspace import Workspace
from store import Entry, Store


@pytest.fixture
def entry(workspace: Workspace, clean: Report) -> Entry:
    """A report in the store."""
    return workspace.keep(clean)


@pytest.fixture
def other(workspace: Workspace) -> Workspace:
    """The same store as another operator has it open."""
    return Workspace(Store.open(Path(workspace.store._layout.root), by="王五"), workspace.forms)


def test_only_one_holds_a_report_and_the_others_know_who(workspace: Workspace, other: Workspace, entry: Entry) -> None:
    mine, theirs = Keeper(workspace, entry), Keeper(other, entry)
    assert theirs.hold()
    assert not mine.hold()
    assert mine.reading
    assert mine.reading.fields["who"] == "王五"
    assert mine.holder
    mine.ask()
    assert theirs.asked_by
    theirs.close()
    assert mine.look() is None
    assert mine.reading.code == "report-free"
    assert mine.hold()
    assert mine.reading is None
    mine.close()


@pytest.mark.parametrize("use", ["edit_now", "delete", "keep", "go_back"])
def test_what_somebody_holds_is_refused_to_commands(
    workspace: Workspace, other: Workspace, entry: Entry, clean: Report, use: str
) -> None:
    keeper = Keeper(other, entry)
    assert keeper.hold()
    uses: dict[str, Callable[[], object]] = {
        "edit_now": lambda: workspace.edit_now(entry),
        "delete": lambda: workspace.delete(entry),
        "keep": lambda: workspace.keep(clean, replacing=True),
        "go_back": lambda: workspace.go_back(entry, 1),
    }
    with pytest.raises(StoreUnavailable) as caught:
        uses[use]()
    assert (caught.value.code, caught.value.fields["who"]) == ("report-held", "王五")
    assert workspace.load(entry).entry.revision == 1
    keeper.close()
    uses[use]()


def test_a_refused_save_stays_refused_until_theirs_was_seen(
    workspace: Workspace, other: Workspace, entry: Entry
) -> None:
    mine = workspace.edit(entry)
    other.edit(entry).apply({"R1.c1": "13"})
    for figure in ("14", "15"):
        mine.enter("R1.c1", figure)
        assert isinstance(mine.unsaved, ChangedElsewhere)
        assert workspace.load(entry).report.get("R1.c1") == "13"
    assert mine.conflict
    assert mine.conflict.disputed == {"R1.c1": ("15", "13")}
    mine.resolve({"R1.c1": "15"})
    assert not mine.unsaved
    assert workspace.load(entry).report.get("R1.c1") == "15"
    assert workspace.history(entry)[-1].how == "merged"


def test_news_are_given_once(workspace: Workspace, other: Workspace, entry: Entry) -> None:
    keeper = Keeper(workspace, entry)
    assert keeper.news() is None
    other.edit(entry).apply({"R1.c1": "13"})
    news = keeper.news()
    assert news
    assert news.get("R1.c1") == "13"
    assert keeper.news() is None


def test_one_s_own_saves_are_no_news(workspace: Workspace, entry: Entry) -> None:
    session = workspace.edit(entry)
    session.apply({"R1.c1": "13"})
    assert session.keeper
    assert session.keeper.news() is None
