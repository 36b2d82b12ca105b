"""Two versions of a report that grew from one: nothing of either is lost without being seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.report.margin import carried_place, note_place
from gipr_tui.report.model import Report
from gipr_tui.workspace.merging import apart, merge, places_of, text_at
from tests.reports import clean_2021

BASE: Report = clean_2021()
_PLACES = (
    "R1.c1",
    "R1.c2",
    "S5.text",
    "S1.heading",
    "title",
    "preamble",
    note_place("R1.c1"),
    carried_place("S5.text"),
)
_TEXTS = st.sampled_from(("", "1", "7", "- \n说的"))
_EDITS = st.dictionaries(st.sampled_from(_PLACES), _TEXTS)


@given(mine=_EDITS, theirs=_EDITS)
def test_every_place_is_as_one_of_both_made_it_or_disputed(mine: dict[str, str], theirs: dict[str, str]) -> None:
    here, there = BASE.with_texts(mine), BASE.with_texts(theirs)
    found = merge(BASE, here, there)
    merged = here.with_texts({**found.taken, **{place: texts[1] for place, texts in found.disputed.items()}})
    for place in places_of(BASE, here, there):
        before, one, other = (text_at(report, place) for report in (BASE, here, there))
        assert (place in found.disputed) == (one != other and before not in (one, other))
        assert (place in found.taken) == (one == before != other)
        assert text_at(merged, place) == (one if other == before else other)


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("问题一。问题二。", "问题一。问题三。", ("…二…", "…三…")),
        ("没有。", "没有。另加一句。", ("…", "…另加一句。")),
        ("5", "7", ("5", "7")),
        ("aa", "aaa", ("…", "…a")),
        ("", "新的", ("", "新的")),
    ],
)
def test_of_two_texts_only_what_differs_is_shown(one: str, other: str, shown: tuple[str, str]) -> None:
    assert apart(one, other) == shown


def test_what_both_made_the_same_is_neither_taken_nor_disputed() -> None:
    both = BASE.with_texts({"R1.c1": "9"})
    found = merge(BASE, both, both)
    assert not found.taken
    assert not found.disputed
