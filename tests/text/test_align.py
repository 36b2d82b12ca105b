"""Two rows of words laid side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.text.align import aligned


def longest(old: str, new: str) -> int:
    """The length of a longest common subsequence, by the textbook."""
    row = [0] * (len(new) + 1)
    for here in old:
        before, row = row, [0]
        for index, there in enumerate(new):
            row.append(before[index] + 1 if here == there else max(before[index + 1], row[-1]))
    return row[-1]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("", "", []),
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "xyz", []),
        ("abc", "axc", [(0, 0), (2, 2)]),
        ("abcd", "bd", [(1, 0), (3, 1)]),
        ("aa", "aaa", [(0, 0), (1, 1)]),
    ],
)
def test_what_both_have(old: str, new: str, pairs: list[tuple[int, int]]) -> None:
    assert list(aligned(list(old), list(new))) == pairs


@given(st.text("abc", max_size=30), st.text("abc", max_size=30))
def test_it_is_in_order_the_same_and_as_much_as_can_be(old: str, new: str) -> None:
    pairs = list(aligned(list(old), list(new)))
    assert all(old[here] == new[there] for here, there in pairs)
    for side in (0, 1):
        places = [pair[side] for pair in pairs]
        assert places == sorted(set(places))
    assert len(pairs) == longest(old, new)
