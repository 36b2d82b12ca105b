"""Of which year a sentence speaks, and how years set the direction of what is carried over."""

from __future__ import annotations

import pytest

from gipr_tui.checks.narrative import read_claims
from tests.checks.narrative.reading import FORWARD, NEW, OVER, YEAR, speaking


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("收到政府信息公开申请20件。", [2024]),
        ("2023年收到政府信息公开申请17件，2024年收到政府信息公开申请20件。", [2023, 2024]),
        ("去年收到政府信息公开申请17件，今年收到20件。", [2023, 2024]),
        ("2021年收到政府信息公开申请17件，答复16件；2024年收到政府信息公开申请20件。", [2021, 2021, 2024]),
        ("二〇二二年收到政府信息公开申请17件。", [2022]),
        ("上年结转5件，收到政府信息公开申请20件。", [2024, 2024]),
        ("比2023年（31件）有所下降，收到政府信息公开申请20件。", [2024]),
        ("与2023年相比，收到政府信息公开申请20件。", [2024]),
    ],
)
def test_the_year_spoken_of(text: str, years: list[int]) -> None:
    assert [claim.year for claim in read_claims(text, YEAR)] == years


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月1日至12月31日，受理政府信息公开申请20件。",
        "2024年1月1日起至2024年12月31日止，受理政府信息公开申请20件。",
        "截至2024年12月31日，受理政府信息公开申请20件。",
        "截至年底，受理政府信息公开申请20件。",
        "今年以来，受理政府信息公开申请20件。",
    ],
)
def test_the_whole_year_narrows_nothing(text: str) -> None:
    assert speaking(text) == [(NEW, 20)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("7件结转到2025年度办理。", [(FORWARD, 7)]),
        ("结转2025年7件。", [(FORWARD, 7)]),
        ("2023年度结转7件。", [(OVER, 7)]),
        ("2023年还有信息公开申请7件，其中2件结转至2025年。", [(FORWARD, 2)]),
        ("2023年收到信息公开申请7件，结转下年2件。", []),
        ("2023年结转到2024年的申请7件。", [(OVER, 7)]),
        ("结转到2024年办理的申请7件。", [(OVER, 7)]),
        ("7件结转到2030年办理。", []),
        ("结转7件。", []),
    ],
)
def test_the_year_tells_the_direction(text: str, claims: list[tuple[str, int]]) -> None:
    assert speaking(text) == claims


def test_the_direction_follows_the_year_of_the_report() -> None:
    text = "7件结转到2025年度办理。"
    assert speaking(text, 2024) == [(FORWARD, 7)]
    assert FORWARD not in [claim.quantity for claim in read_claims(text, 2025)]
