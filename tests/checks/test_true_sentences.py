"""Sentences that are true of the tables, in wordings that were once taken for something else: nothing is to be said of them."""

from __future__ import annotations

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.forms import Severity
from gipr_tui.report.model import PREAMBLE, Report, text_place
from tests.checks.cases import Case
from tests.reports import with_rows, zero_report

#: 60 new (50, 8 and 2), 4 carried over, 58 answered, 6 carried forward; of last year 50, 3, 49 and 4.
ROWS = {
    "R1": "50 8 0 0 2 0 60",
    "R2": "4 0 0 0 0 0 4",
    "R3.1": "20 0 0 0 0 0 20",
    "R3.2": "8 0 0 0 0 0 8",
    "R3.3.7": "9 0 0 0 0 0 9",
    "R3.4.1": "2 8 0 0 2 0 12",
    "R3.5.1": "5 0 0 0 0 0 5",
    "R3.5.2": "1 0 0 0 0 0 1",
    "R3.6.3": "3 0 0 0 0 0 3",
    "R3.7": "48 8 0 0 2 0 58",
    "R4": "6 0 0 0 0 0 6",
}
CASES = {
    **{"RV.keep": "5", "RV.corr": "1", "RV.oth": "1", "RV.pend": "1", "RV.tot": "8"},
    **{"LD.keep": "2", "LD.oth": "0", "LD.pend": "1", "LD.tot": "3", "LA.keep": "1", "LA.corr": "1", "LA.tot": "2"},
    **{"I5.1.decided": "8912", "I8.1.amount": "65.34"},
}

TRUE = [
    "全年作出行政许可8,912件。",
    "收到政府信息公开申请60件，予以公开20件，部分公开8件，不予公开9件，无法提供12件，不予处理6件，其他处理3件。",
    "收到政府信息公开申请60件，答复政府信息公开申请58件。不予处理6件，占全部答复的10.3%；其中信访举报投诉类5件，占不予处理的83.3%。",
    "答复政府信息公开申请58件，予以公开20件、部分公开8件，占比依次为34.5%、13.8%。",
    "收到政府信息公开申请60件，答复政府信息公开申请58件，较上年49件增加9件，增长18.4%。",
    "收到政府信息公开申请60件，主动公开政府信息1200条，同比增长15%。",
    "收到政府信息公开申请60件，市政府本级收到申请12件，同比减少3件。",
    "因政府信息公开发生行政诉讼5件，其中直接起诉的3件，经复议后起诉的2件，法院判决维持3件、纠正1件。",
    "因政府信息公开发生行政诉讼5件，其中直接起诉的3件，维持2件；经复议再起诉的2件，维持1件、纠正1件。",
    "市政府作为被告的政府信息公开行政诉讼案件2件，占全市5件的40%。",
    "各县区收到政府信息公开申请30件，市直部门收到政府信息公开申请30件。",
    "收到政府信息公开申请60件，予以公开的20件中，自然人申请20件。",
    "收到政府信息公开申请60件，其中非自然人申请10件。",
    "收到政府信息公开申请60件，同意公开15件，部分公开8件，不予公开9件，已主动公开5件。",
    "答复政府信息公开申请58件，其中主动公开范围的5件，同意公开的15件，部分公开的8件，不予公开9件。",
    "收到政府信息公开申请60件，其中信访事项不予处理的5件，重复申请不予处理的1件。",
    "收到政府信息公开申请60件，较2023年的1 347件减少1 287件。",
    "收到政府信息公开申请60件，引导申请人向有关单位申请的2件。",
    "收到政府信息公开申请60件，未按期答复2件。",
    "依申请公开方面，所属支队收到申请6件，不计入本报告。",
    "答复政府信息公开申请58件，除公开、部分公开的28件外，均告知了理由。",
    "答复政府信息公开申请58件，予以公开28件（其中部分公开8件）。",
    "全年28项重点任务完成27项，1项顺延到2024年。",
    "收到政府信息公开申请60件，当年办结54件。",
    # carried over, forward and decided: cases, proposals and penalties, not applications
    "收到政府信息公开申请60件。政府信息公开行政复议8件（含上年结转2件）。",
    "收到政府信息公开申请60件。承办政协提案34件，上年结转2件。",
    "收到政府信息公开申请60件。行政复议方面，上年结转1件，本年新收5件，审结4件，结转下年2件。",
    "查办行政处罚案件120件，上年结转15件。",
    "发生政府信息公开行政诉讼5件，其中上年结转1件。",
    # results and applicants of some of the applications
    "收到政府信息公开申请60件，其中区住建局30件，予以公开10件、部分公开3件、无法提供8件。",
    "收到政府信息公开申请60件，其中通过网络收到的30件中，予以公开10件，不予公开2件。",
    "收到政府信息公开申请60件，涉及征地拆迁的20件，予以公开15件，无法提供5件。",
    "答复政府信息公开申请58件。其中，市自然资源局答复30件，予以公开10件。",
    "收到政府信息公开申请60件。县自然资源局受理31件，自然人申请30件。",
    "收到政府信息公开申请60件，上年结转的4件申请中，予以公开3件。",
    "办理政府信息公开行政复议8件，其中市政府为被申请人3件，维持3件。",
    "收到政府信息公开申请60件。办结申请中，自然人提出48件，商业企业提出8件。",
    "收到政府信息公开申请60件。其中县级部门33件，乡镇27件。部门申请中，自然人30件，企业3件。",
    "收到政府信息公开申请60件，予以公开28件（含部分公开8件）。",
    "因政府信息公开发生行政复议8件；行政诉讼5件，其中直接起诉3件、复议后起诉2件。",
    # organisations of one kind beside those of another
    "收到政府信息公开申请60件，自然人申请50件，法人申请8件，其他组织申请2件。",
    "收到政府信息公开申请60件，其中企业8件，事业单位法人2件。",
    # all cases of a body that decides them, and cases about something else
    "收到政府信息公开申请60件。全年共办理行政复议案件213件，审结198件。",
    "发生行政复议12件、行政诉讼9件，均不涉及政府信息公开。",
    # the figure is the reason's
    "答复政府信息公开申请58件，以危害国家安全为由不予公开2件。",
    "答复政府信息公开申请58件，重复申请不再处理的1件。",
    # of the applications of the year alone: 60 less the 6 carried forward
    "上年结转申请4件，全部办结；新收政府信息公开申请60件，办结54件。",
    "收到政府信息公开申请60件，答复54件，6件正在办理中。",
    # a year that tells of what, not when
    "在2022年工作基础上，全年受理政府信息公开申请60件，予以公开20件。",
    "针对2022年度社会评议意见，全年收到政府信息公开申请60件，答复58件。",
    "收到政府信息公开申请60件，连同2022年待办4件，共答复58件。",
]


def report(text: str) -> Report:
    base = zero_report(Case("2021").report.form, 2023, "云岭市")
    return with_rows(base, **ROWS).with_texts({**CASES, text_place(1): text})


@pytest.mark.parametrize("text", TRUE)
@pytest.mark.parametrize("with_last_year", [False, True], ids=["alone", "beside last year's"])
def test_nothing_is_said_to_be_wrong_with_it(text: str, *, with_last_year: bool) -> None:
    last = with_rows(
        zero_report(Case("2021").report.form, 2022, "云岭市"),
        **{"R1": "50 0 0 0 0 0 50", "R2": "3 0 0 0 0 0 3", "R3.1": "49 0 0 0 0 0 49", "R3.7": "49 0 0 0 0 0 49"},
        R4="4 0 0 0 0 0 4",
    )
    findings = evaluate(report(text), last if with_last_year else None).findings
    wrong = [f for f in findings if f.severity is Severity.ERROR and f.place.endswith(".text")]
    assert wrong == []


@pytest.mark.parametrize("place", [PREAMBLE, text_place(1), text_place(6)])
def test_a_period_of_another_year_is_named_wherever_it_stands(place: str) -> None:
    said = "本报告数据的统计期限自2022年1月1日起至2022年12月31日止。"
    findings = evaluate(report("").with_texts({place: said})).findings
    (finding,) = [finding for finding in findings if finding.rule == "N-PERIOD" and finding.span]
    assert (finding.place, finding.severity) == (place, Severity.ERROR)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("答复政府信息公开申请58件，予以公开20件（44.5%）。", "N-SHARE"),
        ("全年行政事业性收费75.64万元。", "N-T2"),
        ("因政府信息公开发生行政诉讼5件，零败诉。", "N-REV N-LIT"),
    ],
)
def test_what_contradicts_the_tables_is_named(text: str, rule: str) -> None:
    wrong = [f for f in evaluate(report(text)).findings if f.severity is Severity.ERROR and f.place.endswith(".text")]
    assert [finding.rule in rule.split() or finding.rule for finding in wrong] == [True]
