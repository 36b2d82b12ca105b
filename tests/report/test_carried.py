"""Which numbers of last year's text still stand in this year's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.report.carried import old_numbers

LAST = "2020年共收到申请1,205件，办结８件，占百分之四十；召开会议十二次，投入3.5万元，来函一件。"


def left(carried: str, now: str) -> list[str]:
    return [now[start:end] for start, end in old_numbers(carried, now)]


def test_every_number_of_an_untouched_text_is_old() -> None:
    assert left(LAST, LAST) == ["2020", "1,205", "８", "百分之四十", "十二", "3.5", "一"]


@pytest.mark.parametrize(
    "kept",
    [
        "依据《条例》（第20条）和《2019年工作要点》办理",
        "按国办公开办函〔2019〕60号的格式",
        "第二十条第（五）项",
        "自1月1日起至12月31日止",
        "1.主动公开\n2、依申请公开\n（三）监督保障",
        "落实“十四五”规划，进一步做好每一项工作，千家万户都受益，确保万无一失",
    ],
)
def test_what_is_the_same_every_year_is_no_old_number(kept: str) -> None:
    assert left(kept, kept) == []


@pytest.mark.parametrize(
    ("now", "numbers"),
    [
        ("收到申请5件，办结3件。", ["5", "3"]),
        ("收到申请7件，办结3件。", ["3"]),
        # the 3 that now stands first was typed there
        ("收到申请3件，办结7件。", []),
        ("今年共收到各方提出的申请5件，均已办结。", ["5"]),
        ("受理5份。", ["5"]),
        ("新的一段，9件。\n收到申请5件，办结3件。", ["5", "3"]),
        ("办结3件。", ["3"]),
        ("收到申请15件，办结3.0件。", []),
        ("", []),
    ],
)
def test_a_number_stays_old_until_it_is_typed_anew(now: str, numbers: list[str]) -> None:
    assert left("收到申请5件，办结3件。", now) == numbers


def test_a_text_without_numbers_leaves_none() -> None:
    assert left("没有需要报告的事项。", "有3件。") == []


PIECES = st.lists(
    st.sampled_from(["收到申请", "办结", "5件", "12件", "，", "。\n", "2020年", "第3条", "二十件"]), max_size=25
)


@given(PIECES, PIECES)
def test_spans_are_in_order_within_the_text_and_of_the_carried_one(old: list[str], new: list[str]) -> None:
    carried, now = "".join(old), "".join(new)
    spans = old_numbers(carried, now)
    ends = [offset for span in spans for offset in span]
    assert ends == sorted(ends) and all(0 <= offset <= len(now) for offset in ends)
    assert all(now[start:end] and now[start:end] in carried for start, end in spans)
