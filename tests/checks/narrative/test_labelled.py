"""Every kind of figure that reports give: results, reasons, applicants, channels, courts, texts, decisions, fees."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gipr_tui.checks.narrative import Said, read, read_claims
from tests.checks.narrative.reading import YEAR

DATA = Path(__file__).parents[2] / "data" / "claims.txt"
LINES = [line for line in DATA.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def claimed(text: str) -> list[str]:
    """What a text plainly claims of the year, as ``quantity=value``."""
    return sorted(
        f"{claim.quantity}={claim.value}"
        for claim in read_claims(text, YEAR)
        if not (claim.narrowed or claim.loose) and claim.year == YEAR
    )


@pytest.mark.parametrize("line", LINES)
def test_a_sentence_claims_just_this(line: str) -> None:
    text, _, claims = line.partition("||")
    assert claimed(text.strip().replace("~", "\n")) == sorted(claims.split())


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开申请中自然人网络申请5件。",
        "政府信息公开申请中自然人、企业共12件。",
        "政府信息公开申请中，网络、信函、当面申请分别为20件、5件。",
        "窗口受理业务咨询网络12件、电话30件。",
        "如果予以公开20件以上、不予公开5件以上，应当报告。",
        "3个乡镇予以公开20件，不予公开5件。",
        "市复议机构审理的行政复议案件中，维持5件，纠正2件。",
        "无人民法院开庭审理的涉及政府信息公开的行政诉讼案件。",
        "未发生因答复超期引发的行政复议、行政诉讼。",
        "发布规章解读3件、规范性文件解读8件。",
        "公开行政许可320件、行政处罚50件。",
        "审查规范性文件12件，备案规范性文件3件。",
        "公开规范性文件12件，公开会议纪要3件。",
        "收到4件关于征地补偿的政府信息公开申请。",
        "其中收到1件关于征地补偿的政府信息公开申请。",
        "收到1件关于征地补偿的政府信息公开申请、2件关于规划的政府信息公开申请。",
        "受理1件要求办理社保的申请。",
    ],
)
def test_what_only_looks_like_a_claim_is_left_alone(text: str) -> None:
    assert claimed(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("予以公开3件，部分公开2件。", Said.FIGURE),
        ("未发生行政复议。", Said.DENIED),
        ("收到政府信息公开申请3件，均为自然人申请。", Said.ALL),
    ],
)
def test_how_a_figure_is_said_is_kept(text: str, said: Said) -> None:
    assert read_claims(text, YEAR)[-1].said is said


@pytest.mark.parametrize(
    "text",
    [
        "备案政府信息公开行政复议案件22件。",
        "制定规范性文件3件。",
        "新制作规范性文件3件，公开3件。",
        "新公开规范性文件3件。",
        "行政许可决定12件，行政处罚2件。",
        "行政事业性收费收入3.5万元。",
        "处理政府信息公开申请5件。",
        "办理政府信息公开申请5件。",
        "政府信息公开申请总量为5件。",
        "依申请公开量与上年持平，仍为5件。",
        "政府信息公开行政诉讼：二审维持1件。",
        "收到1件关于征地补偿的政府信息公开申请，经沟通，予以公开。",
        "（二）依申请公开情况。收到1起要求公开土地确权资料的申请。",
    ],
)
def test_what_may_count_something_else_is_loose(text: str) -> None:
    claims = read_claims(text, YEAR)
    assert claims and all(claim.loose for claim in claims)


def test_other_applicants_close_their_list() -> None:
    claims = read_claims("从申请主体看，自然人申请30件，企业申请4件，其他申请2件。", YEAR)
    assert ("applicant_other", 2) in [(claim.quantity, int(claim.value)) for claim in claims]


def test_a_reason_among_others_leaves_no_doubt() -> None:
    (claim,) = [
        c for c in read_claims("答复申请：因本机关不掌握等原因无法提供26件。", YEAR) if c.quantity == "cannot_provide"
    ]
    assert not claim.loose


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("收到政府信息公开申请9件，较上年增加3件。", [(3, None)]),
        ("收到政府信息公开申请9件，比去年减少三件。", [(-3, None)]),
        ("收到政府信息公开申请9件，同比增长50%。", [(None, 50)]),
        ("收到政府信息公开申请9件，与上年相比增加3件，增长50%。", [(3, None), (None, 50)]),
        ("收到政府信息公开申请9件，比2023年（12件）下降25%。", [(None, -25)]),
        ("收到政府信息公开申请9件，答复率提高3%。", []),
    ],
)
def test_growth_on_last_year(text: str, amounts: list[tuple[int | None, int | None]]) -> None:
    changes = read(text, YEAR).changes
    assert [(change.amount and int(change.amount.value), change.percent) for change in changes] == amounts
    assert all(text[change.start : change.end] for change in changes)


def test_shares_and_rates() -> None:
    reading = read("答复申请20件，予以公开9件，占45%；不予公开4件，占总数的20.0%。按时办结率达100%。", YEAR)
    assert [str(share.percent) for share in reading.shares] == ["45", "20.0"]
    assert [(rate.name, rate.percent) for rate in reading.rates] == [("按时办结率", Decimal(100))]
