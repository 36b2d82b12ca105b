"""Labels are compared by what they say, not by how they are set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.text.fold import edit_distance, fold

SHORT = st.text(alphabet="收到处理申请abc", max_size=6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（一）予以公开", "(一)予以公开"),
        ("1.属于国家秘密", "１、属于国家秘密"),
        ("1.属于国家秘密", "1．属于国家秘密"),
        ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("3.危及“三安全一稳定”", "3.危及「三安全一稳定」"),
        ("本年增/减", "本年增／减"),
        ("总计", "总\u3000计"),
        ("商业企业", "商业\n企业"),
        ("逾期不补正、行政机关", "逾期不补正，行政机关"),
    ],
)
def test_two_writings_of_one_label_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("结果维持", "结果纠正"), ("1.属于", "2.属于"), ("总计", "小计")])
def test_two_labels_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet='（）()一二三、，．。,.１２12“”「」"／/ \u3000\u00a0总计商业：；:;'))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("left", "right", "limit", "distance"),
    [
        ("", "", 2, 0),
        ("申请", "申请", 2, 0),
        ("公开请", "公开申请", 2, 1),
        ("收到", "处理", 2, 2),
        ("一二三", "四五六", 2, 3),
    ],
)
def test_the_distance_is_counted_up_to_the_limit(left: str, right: str, limit: int, distance: int) -> None:
    assert edit_distance(left, right, limit) == distance


@given(SHORT, SHORT, SHORT, st.integers(0, 6))
def test_it_is_a_distance(a: str, b: str, c: str, limit: int) -> None:
    full = 6
    assert edit_distance(a, b, full) == edit_distance(b, a, full)
    assert (edit_distance(a, b, full) == 0) == (a == b)
    assert edit_distance(a, c, 12) <= edit_distance(a, b, 12) + edit_distance(b, c, 12)
    assert edit_distance(a, b, limit) == min(edit_distance(a, b, full), limit + 1)
