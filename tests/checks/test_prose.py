"""What the narrative says against the tables, last year's report and itself: every rule N-* speaks, and is silent.

The clean report on 2021: 16 new, 1 carried over, 16 answered, 1 carried forward; 12 of the new from natural persons, 2 from
businesses; 8 granted, 2 in part, 1 refused (a third party's rights), 4 could not be provided, 1 not processed (repeated);
2 reviews (1 upheld), 1 direct lawsuit, 1 after review (upheld); 3 normative documents issued, 1 repealed, 12 in force.
"""

from __future__ import annotations

import pytest

from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.checks.judged import judged_claims
from gipr_tui.forms import Severity
from gipr_tui.report.model import text_place
from tests.checks.cases import Case, numbered, said
from tests.pace import within

ONE, SIX = text_place(1), text_place(6)
E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT
PERIOD = "数字从2021年1月1日算到12月31日。"


def case(text: str, *, place: str = ONE, cells: str = "", last: str | None = None, base: str = "2021") -> Case:
    """The clean report with another narrative in one section, and nothing in the others but what must be there."""
    rest = {ONE: "依申请公开工作有序。", SIX: "没有收取信息处理费。" + PERIOD}
    return Case(base, cells=cells, texts=tuple((rest | {place: text}).items()), last=last)


NO_FLOWS = " ".join(f"{row}.c{column}=" for row in ("R1", "R2", "R3.7", "R4") for column in range(1, 8))
RESULTS = "予以公开8件，部分公开2件，不予公开1件，无法提供4件，不予处理1件，其他处理0件。"
CHARGED = "对3件政府信息公开申请收取信息处理费300元。其中，甲局1件，收取100元；乙局2件，收取{}元。" + PERIOD

SPEAKS = [
    ("N-NEW", case("共收到政府信息公开申请18件。"), E, (18, 16)),
    ("N-NEW", case("共收办政府信息公开申请20件。"), E, (20, 17)),
    ("N-OVER", case("收到政府信息公开申请16件，上年结转3件。"), E, (3, 1)),
    ("N-TOT", case("收到政府信息公开申请16件，答复14件。"), E, (14, 16)),
    ("N-TOT", case("全年处理政府信息公开申请14件。"), W, (14, 16)),
    ("N-FWD", case("收到政府信息公开申请16件，结转下年度继续办理4件。"), E, (4, 1)),
    ("N-RES-g", case("答复政府信息公开申请16件，其中予以公开9件，部分公开2件。"), E, (9, 8)),
    ("N-RES-g", case("答复政府信息公开申请16件，其中无法提供3件。"), E, (3, 4)),
    ("N-RES-12", case("答复政府信息公开申请16件，予以公开和部分公开共11件。"), E, (11, 10)),
    ("N-RES-sub", case("答复政府信息公开申请16件，其中属于国家秘密2件。"), E, (2, 0)),
    ("N-RES-syn", case("答复政府信息公开申请16件，其中信息不存在5件。"), W, (5, 4)),
    ("N-APPL", case("收到政府信息公开申请16件，其中自然人14件，法人或其他组织4件。"), E, (14, 12)),
    ("N-ALLNAT", case("收到政府信息公开申请16件，均为自然人申请。"), E, (16, 12)),
    ("N-SUMRES", case("答复政府信息公开申请17件：" + RESULTS, cells="R3.7.c7=17"), E, None),
    ("N-CHAN", case("收到政府信息公开申请16件，其中网络申请12件，信函申请5件。"), E, (17, 16)),
    ("N-CHAN", case("收到政府信息公开申请16件，其中网络申请12件，信函申请3件。"), W, (15, 16)),
    ("N-LIST", case("开展检查12次，其中一季度5次，二季度8次。"), W, (13, 12)),
    ("N-ID", case("上年结转9件，收到政府信息公开申请20件，答复25件，结转下年度5件。", cells=NO_FLOWS), E, (29, 30)),
    # the table counts what was public already among 予以公开: doubtful only
    ("N-RES-g", case("答复政府信息公开申请16件，其中已主动公开5件，同意公开3件，部分公开2件。"), W, (3, 8)),
    ("N-SHARE", case("答复政府信息公开申请16件，其中予以公开8件，占55%。"), E, None),
    ("N-YOY", case("收到政府信息公开申请16件，同比增长60%。", last="R1.c7=8 R1.c1=8"), E, None),
    ("N-YOYABS", case("收到政府信息公开申请16件，比上年增加5件。", last="R1.c7=8 R1.c1=8"), E, (5, None)),
    ("N-YOYABS", case("收到政府信息公开申请16件，比2020年（20件）下降30%。"), E, None),
    ("N-REV", case("因政府信息公开被申请行政复议3件。"), E, (3, 2)),
    ("N-REV", case("备案政府信息公开行政复议案件3件。"), W, (3, 2)),
    ("N-LIT", case("因政府信息公开被提起行政诉讼3件。"), E, (3, 2)),
    ("N-LITSPLIT", case("政府信息公开行政诉讼2件，其中未经复议直接起诉2件。"), E, (2, 1)),
    ("N-ALLKEEP", case("政府信息公开行政复议2件，均获维持。"), E, (2, 1)),
    ("N-ZERO", case("本年未收到政府信息公开申请。"), E, (0, 16)),
    ("N-ZERO", case("本年未发生因政府信息公开引起的行政复议。"), E, (0, 2)),
    ("N-DONE", case("收到政府信息公开申请16件，已全部办结。"), E, (0, 1)),
    ("N-RATE", case("收到政府信息公开申请16件，按时答复率100%。"), H, None),
    ("N-T2", case("制发行政规范性文件5件。"), E, (5, 3)),
    ("N-T2", case("制定印发规范性文件5件。"), W, (5, 3)),
    ("N-T2", case("作出行政许可决定245件，行政处罚35件。"), E, (245, 240)),
    ("N-FEE", case(CHARGED.format(150), place=SIX), E, (250, 300)),
    ("N-FEE", case("收取信息处理费305元。" + PERIOD, place=SIX), W, None),
    ("N-FEE-MISS", case("没有其他事项。" + PERIOD, place=SIX), W, None),
    ("N-FEEUNIT", case("收取信息处理费759260元。" + PERIOD, place=SIX, cells="I8.1.amount=75.926"), H, None),
    ("N-PERIOD", case("没有收取信息处理费。统计期限为2020年1月1日至12月31日。", place=SIX), E, None),
    ("N-PERIOD", case("没有收取信息处理费。", place=SIX), W, None),
    ("N-YEAR", case("2019年共收到政府信息公开申请9件。"), W, None),
    (
        "N-SELF",
        case("收到政府信息公开申请16件，其中网络申请12件。经核，收到政府信息公开申请16件，其中网络申请11件。"),
        E,
        (11, 12),
    ),
    ("N-APPROX", case("共收到政府信息公开申请约40件。"), H, None),
]

SILENT = [
    ("N-NEW", case("共收到政府信息公开申请16件。")),
    ("N-NEW", case("共收办政府信息公开申请17件。")),
    ("N-NEW", case("上半年收到政府信息公开申请9件。")),
    ("N-NEW", case("局办公室代表市政府收到政府信息公开申请9件。")),
    ("N-OVER", case("收到政府信息公开申请16件，上年结转1件。")),
    ("N-TOT", case("收到政府信息公开申请16件，答复16件。")),
    ("N-FWD", case("收到政府信息公开申请16件，结转下年度继续办理1件。")),
    ("N-RES-g", case("答复政府信息公开申请16件，其中予以公开8件，部分公开2件，无法提供4件。")),
    ("N-RES-12", case("答复政府信息公开申请16件，予以公开和部分公开共10件。")),
    ("N-RES-sub", case("答复政府信息公开申请16件，其中重复申请1件。")),
    ("N-RES-syn", case("答复政府信息公开申请16件，其中信息不存在3件。")),
    ("N-APPL", case("收到政府信息公开申请16件，其中自然人12件，法人或其他组织4件。")),
    ("N-NEW", case("全市32个部门收到政府信息公开申请9件，3个县收到7件，合计16件。")),
    ("N-NEW", case("市民政局收到政府信息公开申请5件，占全市的31%。")),
    ("N-LIST", case("收到政府信息公开申请16件，同比增加3件；其中甲局9件，乙局7件。")),
    (
        "N-SUMRES",
        case("上年结转1件，收到政府信息公开申请16件，" + RESULTS.replace("其他处理0件", "其他处理1件"), cells=NO_FLOWS),
    ),
    ("N-APPL", case("办理政府信息公开申请17件，其中自然人13件。")),
    ("N-ALLNAT", case("收到政府信息公开申请16件，均为自然人申请。", cells="R1.c1=16")),
    ("N-SUMRES", case("答复政府信息公开申请16件：" + RESULTS)),
    ("N-CHAN", case("收到政府信息公开申请16件，其中网络申请12件，信函申请4件。")),
    ("N-LIST", case("开展检查13次，其中一季度5次，二季度8次。")),
    ("N-LIST", case("开展检查1 347次，其中一季度600次，二季度747次。")),
    ("N-ID", case("上年结转1件，收到政府信息公开申请16件，答复16件，结转下年度1件。")),
    ("N-SHARE", case("答复政府信息公开申请16件，其中予以公开8件，占50%；无法提供4件，占25.0%。")),
    ("N-CHAN", case("收到政府信息公开申请16件，其中网络申请12件（其中电子邮件3件），信函申请4件。")),
    ("N-SHARE", case("收到政府信息公开申请16件，其中自然人13件，占76.5%。")),
    ("N-SHARE", case("收到政府信息公开申请130件，答复130件，其中予以公开59件，占45.3%；不予公开1件，占0.7%。")),
    ("N-SHARE", case("收到政府信息公开申请130件，答复130件，其中予以公开59件，占45.4%。")),
    ("N-YOY", case("收到政府信息公开申请16件，同比增长100%。", last="R1.c7=8 R1.c1=8")),
    ("N-YOY", case("收到政府信息公开申请16件，同比增长60%。")),
    ("N-YOYABS", case("收到政府信息公开申请16件，比上年增加8件，增长100%。", last="R1.c7=8 R1.c1=8")),
    ("N-YOYABS", case("收到政府信息公开申请16件，比2020年（20件）下降20%。")),
    ("N-REV", case("因政府信息公开被申请行政复议2件，其中结果维持1件，其他结果1件。")),
    ("N-REV", case("市司法局作为复议机关办理行政复议案件60件。")),
    ("N-LIT", case("因政府信息公开被提起行政诉讼2件。")),
    ("N-LITSPLIT", case("政府信息公开行政诉讼2件，其中未经复议直接起诉1件，复议后起诉1件。")),
    ("N-ALLKEEP", case("政府信息公开行政复议2件，均获维持。", cells="RV.keep=2 RV.oth=0")),
    ("N-ZERO", case("上半年未收到政府信息公开申请。未发生因答复不当引发的行政复议。")),
    ("N-DONE", case("收到政府信息公开申请16件，已全部办结。", cells="R4.c7=0")),
    ("N-DONE", case("收到政府信息公开申请16件，均在规定期限内答复。")),
    ("N-RATE", case("收到政府信息公开申请16件，结转下年度1件，按时答复率100%。")),
    ("N-T2", case("制发行政规范性文件3件，废止1件，现行有效12件。")),
    ("N-T2", case("公布政策性文件9件，刊登规范性文件30件，对规范性文件开展审查8件。")),
    ("N-FEE", case(CHARGED.format(200), place=SIX)),
    ("N-FEE-MISS", case("没有收取信息处理费。" + PERIOD, place=SIX)),
    ("N-FEEUNIT", case("收取信息处理费760元。" + PERIOD, place=SIX)),
    ("N-PERIOD", case("没有收取信息处理费。统计期限为2021年1月1日至2021年12月31日。", place=SIX)),
    ("N-YEAR", case("2021年共收到政府信息公开申请16件（2020年收到15件）。")),
    ("N-SELF", case("收到政府信息公开申请16件，其中网络申请12件。经核，其中网络申请12件。")),
    ("N-APPROX", case("共收到政府信息公开申请近20件。")),
]


@pytest.mark.parametrize(("rule", "case", "severity", "numbers"), numbered(SPEAKS))
def test_what_the_text_says_wrongly_is_named(
    rule: str, case: Case, severity: Severity, numbers: tuple[int, int | None] | None
) -> None:
    finding, *_ = [finding for finding in case.evaluate().findings if finding.rule == rule]
    assert finding.severity is severity
    assert (finding.text is None) == (finding.span is None)
    if finding.span is not None:
        assert case.report.get(finding.place)[slice(*finding.span)] == finding.text
    if numbers is not None:
        assert finding.left == numbers[0]
        assert numbers[1] is None or finding.right == numbers[1]


@pytest.mark.parametrize(("rule", "case"), numbered(SILENT))
def test_what_the_text_says_rightly_is_left_alone(rule: str, case: Case) -> None:
    assert said(case.evaluate(), rule) == []


def test_a_claim_that_counts_what_was_carried_over_too_says_so() -> None:
    (claim,) = judged_claims(case("共收到政府信息公开申请17件。").report, section=1)
    assert (claim.verdict, claim.why, claim.filed) == ("holds", "otherwise", 16)


@pytest.mark.parametrize(
    ("text", "verdict", "why"),
    [
        ("共收到政府信息公开申请16件。", "holds", ""),
        ("共收到政府信息公开申请18件。", "contradicts", ""),
        ("共收到政府信息公开申请约18件。", "unknown", "approximate"),
        ("2019年共收到政府信息公开申请18件。", "unknown", "other-year"),
        ("备案政府信息公开行政复议案件3件。", "unknown", "loose"),
        ("答复政府信息公开申请时说明信息不存在3件。", "unknown", "part"),
    ],
)
def test_a_claim_is_judged(text: str, verdict: str, why: str) -> None:
    claim = judged_claims(case(text).report, section=1)[-1]
    assert (claim.verdict, claim.why) == (verdict, why)


def test_what_covers_less_than_the_report_is_left_out() -> None:
    assert judged_claims(case("上半年收到政府信息公开申请9件。").report, section=1) == ()


def test_last_years_figure_is_held_against_last_years_report() -> None:
    told = case("2020年收到政府信息公开申请8件，2021年收到政府信息公开申请16件。", last="R1.c7=8")
    before, now = judged_claims(told.report, told.previous, section=1)
    assert (before.year, before.verdict, now.verdict) == (2020, "holds", "holds")


def test_a_blank_total_is_what_its_row_adds_up_to() -> None:
    told = case("答复政府信息公开申请16件，其中予以公开9件。", cells="R3.1.c7=")
    assert [finding.right for finding in told.evaluate().findings if finding.rule == "N-RES-g"] == [8]


@pytest.mark.parametrize(
    ("text", "rule", "blank", "cell"),
    [
        ("收到政府信息公开申请16件，办结率100%。", "N-RATE", "R4.c7", "R4.c1"),
        ("新收政府信息公开申请16件，同比增长40%。", "N-YOY", "R1.c7", "R1.c1"),
    ],
)
def test_a_part_of_a_blank_total_is_heeded_at_once(text: str, rule: str, blank: str, cell: str) -> None:
    """A rate or a growth rests on the parts, too, where these stand in for their total."""
    told = case(text, cells=f"{blank}=", last="")
    live, edited = LiveEvaluation(told.report, told.previous), told.report.with_texts({cell: "0"})
    assert said(live.evaluation, rule)
    assert live.update(edited, [cell]) == evaluate(edited, told.previous)
    assert not said(live.evaluation, rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "收到政府信息公开申请1件，网络申请1件，占50%，同比增长3%。",
        "开展检查12次，其中一季度5次，其中二季度8次。",
        "对1件政府信息公开申请收取信息处理费10元。其中，甲局1件，收取10元；",
        "统计期限为2021年1月1日至",
    ],
)
def test_time_grows_with_length_only(sentence: str) -> None:
    told = case(sentence * 1500, place=SIX)
    with within(4):
        told.evaluate()
