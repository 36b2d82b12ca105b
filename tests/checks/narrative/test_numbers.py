"""Figures: which are counts, how much they are, and which are only bounds."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal

import pytest

from gipr_tui.checks.narrative.numbers import COUNT, PERCENT, chinese_number, read_number

_COUNT = re.compile(COUNT)


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate"),
    [
        ("12件", 12, "件", False),
        ("1,234件", 1234, "件", False),
        ("8件次", 8, "件", False),
        ("3起", 3, "起", False),
        ("0封", 0, "封", False),
        ("约30件", 30, "件", True),
        ("30余件", 30, "件", True),
        ("30件左右", 30, "件", True),
        ("近200宗", 200, "宗", True),
        ("1.5万条", 15000, "条", True),
        ("3万余条", 30000, "条", True),
        ("二十三件", 23, "件", False),
        ("两份", 2, "份", False),
        ("三十余件", 30, "件", True),
        ("零件", 0, "件", False),
    ],
)
def test_counts(text: str, value: int, unit: str, approximate: bool) -> None:
    assert _COUNT.fullmatch(text)
    assert read_number(text) == (Decimal(value), unit, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "第12件",
        "第三十六条",
        "每一件",
        "12个",
        "12月",
        "数百件",
        "几十件",
        "上千件",
        "5项目",
        "36条例",
        "2起诉",
        "年12345号",
    ],
)
def test_no_counts(text: str) -> None:
    assert _COUNT.search(text) is None


def test_a_figure_parted_by_a_space_is_not_read() -> None:
    assert _COUNT.search("3 119件") is None


@pytest.mark.parametrize("text", ["12%", "12.5%", "3‰", "1.2个百分点", "百分之十二", "2倍"])
def test_shares_are_no_counts(text: str) -> None:
    assert re.fullmatch(PERCENT, text)
    assert _COUNT.search(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("一百零五", 105), ("〇", 0), ("二三", None), ("三五十", None), ("百", None), ("", None)],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese_number(text) == (None if value is None else Decimal(value))


def test_the_numeral_library_is_loaded_only_for_a_chinese_numeral() -> None:
    code = (
        "import sys; from gipr_tui.checks.narrative import read_claims;"
        "read_claims('收到政府信息公开申请12件。', 2024); assert 'cn2an' not in sys.modules;"
        "read_claims('收到政府信息公开申请十二件。', 2024); assert 'cn2an' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
