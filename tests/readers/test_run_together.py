"""Text whose cells have run together: split where the form's relations tell how, left open where they don't."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gipr_tui.forms import CellKind, official_forms
from gipr_tui.readers import Reading, read_copy
from gipr_tui.readers.loose_text.deciding import choose
from gipr_tui.readers.loose_text.splitting import MAX_RUN, Sum, ways_to_split
from gipr_tui.readers.sums import Balance
from gipr_tui.report.model import Report
from tests.pace import within
from tests.readers.dialects import run_together, spaced_rows, write_copy
from tests.reports import clean_2019, clean_2021, with_rows

SEVEN = [CellKind.COUNT] * 7
TOTAL = [Sum(6, (0, 1, 2, 3, 4, 5))]
FOUR = [Sum(4, (0, 1, 2, 3)), Sum(9, (5, 6, 7, 8)), Sum(14, (10, 11, 12, 13))]

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("run", "figures"),
    [
        ("713000074", "71 3 0 0 0 0 74"),
        ("200 000121", "20 0 0 0 0 1 21"),
        ("20 0 00 0 121", "20 0 0 0 0 1 21"),
        ("0000000", "0 0 0 0 0 0 0"),
    ],
)
def test_a_row_is_split_by_its_total(run: str, figures: str) -> None:
    assert ways_to_split(run, SEVEN, TOTAL).ways == (tuple(figures.split()),)


def test_a_total_that_two_ways_satisfy_leaves_both() -> None:
    assert len(ways_to_split("270020130", SEVEN, TOTAL).ways) == 2


def test_three_blocks_are_split_by_their_three_totals() -> None:
    ways = ways_to_split("10203120001200000", [CellKind.COUNT] * 15, FOUR).ways
    assert ways == (("1", "0", "2", "0", "3", "12", "0", "0", "0", "12", *"00000"),)


def test_a_figure_has_no_leading_nought_and_a_sign_begins_one() -> None:
    assert ways_to_split("007", [CellKind.COUNT] * 3).ways == (("0", "0", "7"),)
    assert ways_to_split("35-15", [CellKind.COUNT, CellKind.SIGNED]).ways == (("35", "-15"),)
    assert ways_to_split("24252.311082", [CellKind.AMOUNT]).ways == (("24252.311082",),)


@pytest.mark.parametrize("run", ["1" * 40, "123456789" * 4, "9" * MAX_RUN, "10" * 40, "1" * 5000, "0" * 40])
def test_endless_digits_are_given_up_in_time(run: str) -> None:
    with within(0.5):
        assert not ways_to_split(run, SEVEN, TOTAL).ways


def test_columns_choose_among_the_ways_of_their_rows() -> None:
    rows = [[{"a": 1, "b": 20}, {"a": 12, "b": 0}], [{"c": 3, "d": 4}, {"c": 34, "d": 0}]]
    balances = [Balance("X", {"a": 1, "c": 1, "t": -1}), Balance("X", {"b": 1, "d": 1, "u": -1})]
    assert choose(rows, {"t": 4, "u": 24}, balances) == [{0}, {0}]
    assert choose(rows, {"t": 5, "u": 24}, balances) is None, "a wrong total decides nothing"
    assert choose(rows, {}, balances) is None, "nor does one that nobody knows"


def read_back(report: Report, read: Read, spaces: random.Random | None = None) -> Reading:
    reading = read(run_together(report, spaces))
    filed = {address: report.value(address).text for address in reading.placed}
    assert {address: reading.report.value(address).text for address in reading.placed} == filed
    return reading


@pytest.mark.parametrize("report", [clean_2019(), clean_2021()], ids=["2019", "2021"])
def test_a_report_comes_back_but_for_what_no_relation_tells(report: Report, read: Read) -> None:
    reading = read_back(report, read)
    assert {address.partition(".")[0] for address in reading.missing} <= {"I1", "I5", "I6", "I9"}
    assert {item.reason for item in reading.report.unplaced} == {"run-open"}
    opened = [note for note in reading.notes if note.code == "run-open"]
    assert all(note.line == 2 and " | " in note.fields["choices"] for note in opened)
    assert len(opened) == len(reading.report.unplaced)


def test_a_row_that_its_total_split_is_marked_and_noted(read: Read) -> None:
    report = with_rows(clean_2021(), I1_2="3 1 2")
    reading = read_back(report, read)
    assert {f"R1.c{column}" for column in range(1, 8)} <= reading.report.source.split
    assert not {f"R2.c{column}" for column in range(1, 8)} & reading.report.source.split, "seven digits split alone"
    note = next(note for note in reading.notes if note.code == "run-split" and note.fields["row"].startswith("一、"))
    assert (note.fields["cells"], note.fields["rules"]) == ("12 2 0 1 0 1 16", "T3-ROW T3-ID")


def test_a_wrong_total_of_a_column_is_read_as_filed(read: Read) -> None:
    report = with_rows(clean_2021(), R3_7="20 0 0 0 0 1 21")
    reading = read_back(report, read)
    assert {f"R3.7.c{column}" for column in range(1, 8)} <= set(reading.placed)


def test_a_wrong_total_of_a_row_is_not_repaired(read: Read) -> None:
    reading = read_back(with_rows(clean_2021(), R3_4_1="2 1 0 0 0 1 5"), read)
    assert "R3.4.1.c7" in reading.placed, "seven digits are seven cells whatever they add up to"
    reading = read_back(with_rows(clean_2021(), R3_2="2 0 0 0 0 0 33"), read)
    assert "R3.2.c7" not in reading.placed, "eight are not, where no total agrees"
    assert any(item.text.endswith("20000033") for item in reading.report.unplaced)


def test_where_blank_cells_are_lost_only_a_total_that_agrees_tells_a_row(read: Read) -> None:
    lost = with_rows(clean_2021(), R1="12 _ 0 1 0 1 16", R3_1="6 1 0 1 0 0 9")
    reading = read(run_together(lost))
    assert not any(address.startswith(("R1.", "R3.1.")) for address in reading.placed)


def test_a_mistyped_label_is_found_and_told(read: Read) -> None:
    text = run_together(clean_2021()).replace("属于三类内部事务信息", "属于三类内容事务信息")
    reading = read(text)
    assert {f"R3.3.5.c{column}" for column in range(1, 8)} <= set(reading.placed)
    assert "label-inexact" in {note.code for note in reading.notes}


def test_cells_that_a_space_parts_everywhere_are_not_split(read: Read) -> None:
    report = with_rows(clean_2021(), R3_1="6 10 _ 1 0 0 17")
    lines = write_copy(report, spaced_rows).split("\n")
    reading = read(lines[0] + "\n" + " ".join(lines[1:]))
    assert not any(address.startswith("R3.1.") for address in reading.placed)
    assert {f"R1.c{column}" for column in range(1, 8)} <= set(reading.placed)
    assert not reading.report.source.split


def test_rows_on_lines_of_their_own_are_split_as_well(read: Read) -> None:
    report = with_rows(clean_2021(), I1_2="0 0 0")
    lines = ("".join(line.split()) for line in write_copy(report, spaced_rows).split("\n"))
    reading = read("\n".join(lines))
    assert (reading.missing, reading.report.values) == ((), report.values)


def test_a_title_is_found_before_a_preamble_on_its_line(read: Read) -> None:
    title, _, rest = run_together(clean_2021()).partition("\n")
    reading = read(f"{title} 本报告有六个部分，数字算到年底。{rest}")
    assert (reading.report.title, reading.report.preamble) == (title, "本报告有六个部分，数字算到年底。")


def counts() -> st.SearchStrategy[list[int]]:
    return st.lists(st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 400)), min_size=6, max_size=6)


@settings(max_examples=15, deadline=None)
@given(st.lists(counts(), min_size=25, max_size=25), st.lists(counts(), min_size=3, max_size=3), st.randoms())
def test_no_figure_is_ever_read_wrong_whose_rows_add_up(
    rows: list[list[int]], blocks: list[list[int]], spaces: random.Random
) -> None:
    report = clean_2021()
    table = report.layout.table("T3")
    texts: dict[str, str] = {}
    for addresses, row in zip(table.addresses, rows, strict=True):
        texts |= dict(zip(addresses, map(str, [*row, sum(row)]), strict=True))
    four = [str(n) for block in blocks for n in (*block[:4], sum(block[:4]))]
    texts |= dict(zip(report.layout.table("T4").addresses[0], four, strict=True))
    filed = report.with_texts(texts)
    reading = read_copy(run_together(filed, spaces).encode(), "copy.txt", official_forms())
    assert all(reading.report.value(address) == filed.value(address) for address in reading.placed)
    assert len(reading.placed) > 100
