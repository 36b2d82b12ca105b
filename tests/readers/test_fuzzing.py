"""Copies spoilt at random; ``python -m tests.benchmarks.fuzzing MINUTES`` does the same for as long as one likes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gipr_tui.readers.loose_text.next_line import with_values
from gipr_tui.readers.page_text.labels import Vocabulary
from gipr_tui.readers.page_text.lines import Line
from tests.readers.madeup import all_forms
from tests.readers.mutations import outcome, seeds, spoilt

FORMS = all_forms()
SEEDS = seeds()
BYTES = st.one_of(
    st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)


@pytest.mark.parametrize("name", sorted(name for name in SEEDS if not name.endswith(".pdf")))
def test_a_spoilt_copy_is_read_or_refused(name: str) -> None:
    dice = random.Random(name)
    for _ in range(6):
        data = spoilt(SEEDS[name], dice, SEEDS[dice.choice(sorted(SEEDS))])
        assert outcome(data, name, FORMS).fault == ""


def test_no_line_holds_a_tab() -> None:
    """A line may become the title, a heading or a paragraph, whatever it was put together from."""
    line = replace(Line(1, "总计\t6"), text="总计\t\t7")
    assert (Line(1, "总计\t6").text, line.text) == ("总计  6", "总计    7")


def test_figures_below_their_label_bring_no_tab_into_its_line() -> None:
    raw = [text for label in ("3.其他", "2.重复申请", "（七）总计") for text in (label, "1\t0")]
    lines = [Line(number, text.replace("\t", " "), ragged="\t" in text) for number, text in enumerate(raw, 1)]
    vocabulary = Vocabulary(FORMS["2021"].tables)
    joined, texts = with_values(lines, raw, vocabulary)
    assert [line.text for line in joined if line.text] == ["3.其他  1 0", "2.重复申请  1 0", "（七）总计  1 0"]
    assert texts[0] == "3.其他\t1\t0", "the cells stay told apart"


@settings(max_examples=15, deadline=None)
@given(BYTES, st.sampled_from(["", "一、总体情况\n", "二、主动公开政府信息情况\n规章 0 0 0\n", "<html><table>"]))
def test_any_bytes_are_read_or_refused(data: bytes, before: str) -> None:
    assert outcome(before.encode() + data, "copy.txt", FORMS).fault == ""
