"""A copy between being read and being kept: what is doubtful, settling it, and what then goes into the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipr_tui.errors import UsageError
from gipr_tui.report.model import Report
from gipr_tui.workspace.doubts import Doubt, Item, items_of
from gipr_tui.workspace.imports import read_for_import
from gipr_tui.workspace.settling import Settling, summary_of
from gipr_tui.workspace.spots import spot_of
from gipr_tui.workspace.workspace import Workspace
from tests.readers import dialect
from tests.readers.dialects import run_together
from tests.reports import with_rows

OPEN_ROW = ("I1.2.issued", "I1.2.repealed", "I1.2.valid")


def settling(workspace: Workspace, folder: Path, text: str) -> Settling:
    path = folder / "copy.txt"
    path.write_text(text, encoding="utf-8")
    return Settling(workspace, path, read_for_import(workspace, path))


def item_at(found: Settling, place: str) -> Item:
    return next(item for item in found.items if item.place == place)


@pytest.fixture
def joined(workspace: Workspace, tmp_path: Path, clean: Report) -> Settling:
    """A copy whose figures have run together: those of table two can be told apart in several ways."""
    return settling(workspace, tmp_path, run_together(with_rows(clean, I1_2="12 3 45")))


def test_a_whole_copy_has_no_doubts(workspace: Workspace, tmp_path: Path, jinzhan: Report) -> None:
    found = settling(workspace, tmp_path, dialect.write(jinzhan))
    assert {item.doubt for item in found.items} == {Doubt.SURE}
    assert (found.open_count, found.doubtful_count) == (0, 0)
    places = [item.place for item in found.items if item.place]
    assert set(places) >= {"title", "S1.heading", "S1.text", "R1.c1", *jinzhan.layout.cells}
    assert all(item.line for item in found.items if item.place)


def test_every_source_line_holds_the_figure_or_text(workspace: Workspace, tmp_path: Path, jinzhan: Report) -> None:
    found = settling(workspace, tmp_path, dialect.write(jinzhan))
    for item in found.items:
        if item.place and (text := found.report.get(item.place)):
            line = found.lines[item.line - 1]
            span = spot_of(item, line, found.report)
            assert span, item.place
            marked = line[span[0] : span[1]]
            assert marked and text.startswith(marked)


def test_the_doubtful_come_first(joined: Settling) -> None:
    doubts = [item.doubt for item in joined.items]
    assert doubts == sorted(doubts)
    assert doubts[0] is Doubt.UNREAD
    assert {Doubt.UNREAD, Doubt.SPLIT, Doubt.SURE} <= set(doubts)
    assert not [item for item in joined.items if item.piece], "the figures of open rows are shown as their cells"


def test_a_split_row_is_marked_as_a_whole(joined: Settling) -> None:
    item = item_at(joined, "I1.2.valid")
    line = joined.lines[item.line - 1]
    span = spot_of(item, line, joined.report)
    assert span
    assert line[span[0] : span[1]] == "12345"


def test_the_ways_of_a_row_are_taken_as_one_edit(joined: Settling) -> None:
    item = item_at(joined, OPEN_ROW[0])
    assert item.row == OPEN_ROW
    assert joined.is_open(item)
    assert joined.chosen_way(item) is None
    before = joined.open_count
    way = list(item.ways).index(("12", "3", "45"))
    joined.take_way(item, way)
    assert [joined.report.get(place) for place in OPEN_ROW] == ["12", "3", "45"]
    assert joined.chosen_way(item) == way
    assert joined.open_count == before - 3
    joined.session.undo()
    assert [joined.report.get(place) for place in OPEN_ROW] == ["", "", ""]


def test_what_was_answered_is_not_counted_as_doubtful_any_more(joined: Settling) -> None:
    placed, missing = joined.placed_count, joined.missing_count
    assert (placed, missing) == (len(joined.reading.placed), len(joined.reading.missing))
    item = item_at(joined, OPEN_ROW[0])
    joined.take_way(item, 0)
    assert (joined.placed_count, joined.missing_count) == (placed + 3, missing - 3)

    doubtful = joined.doubtful_count
    split = [item for item in joined.items if item.doubt is Doubt.SPLIT]
    assert doubtful >= len(split) > 1
    as_read, otherwise = split[0], split[1]
    joined.enter(as_read.place, joined.report.get(as_read.place))
    joined.enter(otherwise.place, "987")
    assert joined.doubtful_count == doubtful - 2
    assert not any(map(joined.is_worth_a_look, (as_read, otherwise)))
    joined.session.undo()
    assert joined.is_worth_a_look(otherwise)


def test_what_was_settled_is_kept_with_its_line_and_no_longer_unplaced(joined: Settling, workspace: Workspace) -> None:
    item = item_at(joined, OPEN_ROW[0])
    unplaced = len(joined.report.unplaced)
    joined.take_way(item, list(item.ways).index(("12", "3", "45")))
    report = workspace.load(joined.keep()).report
    assert [report.get(place) for place in OPEN_ROW] == ["12", "3", "45"]
    assert len(report.unplaced) == unplaced - 1
    assert not [piece for piece in report.unplaced if "12345" in piece.text]
    assert {report.source.lines[place] for place in OPEN_ROW} == {item.line}
    assert set(OPEN_ROW) <= report.source.split, "it was chosen among ways, and proves no sum"
    assert [remark.code for remark in report.source.remarks] == [note.code for note in joined.reading.notes]


def test_a_typed_figure_is_evidence_and_a_row_may_stay_open(joined: Settling, workspace: Workspace) -> None:
    unplaced = len(joined.report.unplaced)
    joined.take_way(item_at(joined, OPEN_ROW[0]), 0)
    joined.enter("I1.2.issued", "99")
    joined.enter("I1.2.valid", "")
    report = workspace.load(joined.keep()).report
    assert [report.get(place) for place in OPEN_ROW] == ["99", joined.items[0].ways[0][1], ""]
    assert "I1.2.issued" not in report.source.split
    assert len(report.unplaced) == unplaced


def test_a_figure_that_cannot_be_read_changes_nothing(joined: Settling) -> None:
    before = joined.report
    with pytest.raises(UsageError):
        joined.enter("R1.c1", "abc")
    assert joined.report is before


def test_nothing_reaches_the_store_before_it_is_kept(joined: Settling, workspace: Workspace) -> None:
    joined.enter("R1.c1", "7")
    assert workspace.entries() == []


def test_the_findings_follow_every_change(workspace: Workspace, tmp_path: Path, jinzhan: Report) -> None:
    found = settling(workspace, tmp_path, dialect.write(jinzhan))
    assert found.session.evaluation.findings == workspace.evaluate(found.report).findings
    found.enter("R3.7.c1", "5")
    assert found.session.evaluation.findings == workspace.evaluate(found.report).findings


def test_a_report_in_the_store_is_told_place_by_place(workspace: Workspace, tmp_path: Path, jinzhan: Report) -> None:
    found = settling(workspace, tmp_path, dialect.write(jinzhan))
    assert (found.kept(), found.differences()) == (None, {})
    entry = workspace.keep(found.report.with_texts({"R1.c1": "77", "S6.text": "别的话。"}))
    assert found.kept() == entry
    assert found.differences() == {
        "R1.c1": ("77", jinzhan.get("R1.c1")),
        "S6.text": ("别的话。", jinzhan.get("S6.text")),
    }
    with pytest.raises(UsageError):
        found.keep()
    found.keep(replacing=True)
    assert found.differences() == {}
    assert workspace.load(workspace.entries()[0]).report.get("R1.c1") == jinzhan.get("R1.c1")


def test_a_row_the_copy_lacks_is_missing_and_one_it_should_not_have_unplaced(
    workspace: Workspace, tmp_path: Path, jinzhan: Report
) -> None:
    lines = dialect.write(jinzhan).split("\n")
    at = lines.index("\t行政强制")
    lines[at] = "\t行政怪事"
    found = settling(workspace, tmp_path, "\n".join(lines))
    missing = [item for item in found.items if item.doubt is Doubt.MISSING]
    assert missing and all(found.report.layout.cells[item.place].row_labels[-1] == "行政强制" for item in missing)
    (piece,) = [item for item in found.items if item.piece]
    assert piece.piece and piece.piece.text.startswith("行政怪事")
    assert piece.line == at + 1
    assert spot_of(piece, found.lines[at], found.report)
    assert {item.note.code for item in (*missing, piece) if item.note} == {"row-missing", "extra-row"}
    assert not [item for item in found.items if item.doubt is Doubt.NOTED]
    assert summary_of(workspace, found.reading).doubts == len(missing) + 1


def test_a_label_that_was_matched_inexactly_makes_its_cells_doubtful(
    workspace: Workspace, tmp_path: Path, jinzhan: Report
) -> None:
    found = settling(workspace, tmp_path, dialect.write(jinzhan).replace("\t行政强制", "\t行政强至"))
    inexact = [item for item in found.items if item.doubt is Doubt.INEXACT]
    assert {found.report.layout.cells[item.place].row_labels[-1] for item in inexact} == {"行政强制"}
    assert not [item for item in items_of(found.reading) if item.doubt is Doubt.NOTED]


def test_a_typed_figure_stays_when_a_way_is_taken(joined: Settling) -> None:
    item = item_at(joined, OPEN_ROW[0])
    joined.enter(OPEN_ROW[1], "777")
    joined.take_way(item, 0)
    assert joined.chosen_way(item) == 0
    assert joined.report.get(OPEN_ROW[1]) == "777"
    assert joined.report.get(OPEN_ROW[0]) == item.ways[0][0]
    joined.take_way(item, 1)
    assert joined.chosen_way(item) == 1
    assert joined.report.get(OPEN_ROW[1]) == "777"


def test_a_cell_that_was_emptied_is_filled_by_a_way(joined: Settling) -> None:
    item = item_at(joined, OPEN_ROW[0])
    joined.take_way(item, 0)
    joined.enter(OPEN_ROW[1], "")
    joined.take_way(item, 1)
    assert [joined.report.get(place) for place in OPEN_ROW] == list(item.ways[1])
