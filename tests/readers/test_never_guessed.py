"""Whatever lines a copy lacks or has too many, no figure lands in another's cell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import lay_out
from gipr_tui.readers import read_copy
from tests.readers.dialect import report_of, write
from tests.readers.madeup import all_forms
from tests.readers.test_untabbed import untabbed

FORMS = all_forms()

# Figures or labels too many, not both: a row with a figure too many whose last is cut off by a label looks like a whole one.
JUNK = st.sampled_from([["\t7", "7", "\t", ""], ["\t行政奖励", "其他", "\t", ""]]).flatmap(
    lambda kind: st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(kind)), max_size=3)
)

# Two groups of the orchard's rows share their labels: one that loses its group's label is its neighbour's twin.
DISTINCT = [id for id in FORMS if id != "orchard"]


def copy_of(id: str, tabbed: bool) -> tuple[dict[str, str], list[str]]:
    """A copy in which every cell has a figure of its own, by address."""
    figures = {address: str(1000 + index) for index, address in enumerate(lay_out(FORMS[id]).cells)}
    copy = write(report_of(FORMS[id], figures=figures))
    return figures, (copy if tabbed else untabbed(copy)).split("\n")


def check(figures: dict[str, str], lines: list[str]) -> None:
    try:
        report = read_copy("\n".join(lines).encode(), "copy.txt", FORMS, unit="青禾镇", year=2020).report
    except UnreadableFile as error:
        assert error.code in ("no-headings", "two-reports")
        return
    own = {figure: address for address, figure in figures.items()}
    for address, value in report.values.items():
        assert own.get(value.text, address) == address, f"{value.text} of {own[value.text]} stands in {address}"


@pytest.mark.parametrize("tabbed", [True, False])
@settings(max_examples=20)
@given(st.sampled_from(DISTINCT), st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_lines_lost(tabbed: bool, id: str, lost: list[int]) -> None:
    figures, lines = copy_of(id, tabbed)
    gone = {at % len(lines) for at in lost}
    check(figures, [line for index, line in enumerate(lines) if index not in gone])


@pytest.mark.parametrize("tabbed", [True, False])
@settings(max_examples=20)
@given(st.sampled_from(list(FORMS)), JUNK)
def test_lines_too_many(tabbed: bool, id: str, added: list[tuple[int, str]]) -> None:
    figures, lines = copy_of(id, tabbed)
    for at, line in added:
        lines.insert(at % len(lines), line)
    check(figures, lines)


@settings(max_examples=20)
@given(st.sampled_from(list(FORMS)), st.lists(st.integers(0, 10**6), min_size=1, max_size=2))
def test_lines_exchanged(id: str, exchanged: list[int]) -> None:
    """A figure with a label or with nothing. Two figures that changed places, or two headers, look like any others."""
    figures, lines = copy_of(id, True)
    for at in exchanged:
        here = at % (len(lines) - 1)
        pair = lines[here : here + 2]
        if sum(line.strip() in figures.values() for line in pair) == 1:
            lines[here : here + 2] = reversed(pair)
    check(figures, lines)
