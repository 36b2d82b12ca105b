"""Opening sentences made of the tables' figures: what they say holds, and nothing is said that the tables do not."""

from __future__ import annotations

import re

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.checks.judged import judged_claims
from gipr_tui.forms import official_forms
from gipr_tui.report.model import PREAMBLE, Report, empty_report, text_place
from gipr_tui.workspace.openings import Opening, openings_for
from tests.reports import clean_2019, clean_2021, corpus_names, load_corpus, with_rows, zero_report

ASPECTS = ["统计期限", "主动公开", "依申请公开", "信息管理", "平台建设", "监督保障"]
_PLAIN = "各项工作按要求开展。"


def some_reports() -> list[Report]:
    """Reports on both forms, filled in, and with nothing but noughts."""
    forms = official_forms()
    return [clean_2019(), clean_2021(), *(zero_report(forms[id], forms[id].years[0]) for id in ("2019", "2021"))]


def assert_sound(report: Report, opening: Opening) -> None:
    """The sentence makes no new finding, none of its claims contradicts the tables, and no figure is of its own making."""
    before = report.with_texts({text_place(1): _PLAIN})
    after = report.with_texts({text_place(1): f"{_PLAIN}\n{opening.text}"})
    known = {finding.identity for finding in evaluate(before).findings}
    new = [f for f in evaluate(after).findings if f.identity not in known and f.wording != "not-mentioned"]
    assert not new, opening.text
    for claim in judged_claims(after, None, 1):
        assert claim.verdict == "holds" or claim.why == "no-cell", (opening.text, claim)
    numbers = [value.number for value in report.values.values() if value.number is not None]
    for figure in map(int, re.findall(r"\d+", opening.text.replace("1月1日至12月31日", ""))):
        assert figure == report.year or any(figure <= number for number in numbers) or figure <= sum(numbers)
    assert re.fullmatch(r"[^{}]+。", opening.text)


@pytest.mark.parametrize("report", some_reports(), ids=lambda report: f"{report.unit}-{report.form.id}")
def test_every_sentence_holds(report: Report) -> None:
    openings = openings_for(report)
    assert openings
    for opening in openings:
        assert_sound(report, opening)


@pytest.mark.parametrize("name", corpus_names())
def test_every_sentence_holds_on_real_figures(name: str) -> None:
    report = load_corpus(name)
    for opening in openings_for(report):
        assert_sound(report, opening)


def test_the_figures_of_the_applications_are_read_as_claims_that_hold() -> None:
    report = with_rows(clean_2021(), R1="5 1 0 0 0 0 6", R2="1 0 0 0 0 0 1", R4="2 0 0 0 0 0 2")
    report = report.with_texts({"R3.7.c7": "5"})
    text = next(o.text for o in openings_for(report) if o.aspect == "依申请公开")
    claims = judged_claims(report.with_texts({text_place(1): text}), None, 1)
    assert [(c.quantity, int(c.value), c.verdict) for c in claims] == [
        ("new_applications", 6, "holds"),
        ("carried_over", 1, "holds"),
        ("answered_total", 5, "holds"),
        ("carried_forward", 2, "holds"),
    ]


def test_every_aspect_is_opened_on_both_forms_where_there_is_something_to_say() -> None:
    for form in official_forms().values():
        report = empty_report("某区", form.years[0], form)
        report = report.with_texts(dict.fromkeys(report.layout.cells, "3"))
        assert list(dict.fromkeys(opening.aspect for opening in openings_for(report))) == ASPECTS


def test_on_empty_tables_no_figure_is_offered() -> None:
    for form in official_forms().values():
        assert [o.aspect for o in openings_for(empty_report("某区", form.years[0], form))] == ["统计期限"]


def test_each_text_is_offered_its_own_and_what_the_tables_cannot_tell_is_marked() -> None:
    report = clean_2021()
    (period,) = openings_for(report, PREAMBLE)
    assert period.text == "本报告所列数据的统计期限为2021年1月1日至12月31日。" and not period.untold
    (fee,) = openings_for(report, text_place(6))
    assert "信息处理费" in fee.text and fee.untold
    assert all(openings_for(report, text_place(number)) == () for number in (2, 3, 4, 5))
    without = report.with_texts({PREAMBLE: "", **{text_place(n): "" for n in range(1, 7)}, text_place(5): _PLAIN})
    assert {"N-PERIOD", "N-FEE-MISS"} <= {f.rule for f in evaluate(without).findings}
    told = without.with_texts({PREAMBLE: period.text, text_place(6): fee.text})
    assert not {"N-PERIOD", "N-FEE-MISS"} & {f.rule for f in evaluate(told).findings}


def test_the_files_of_the_platform_are_read_as_claims_that_hold() -> None:
    report = clean_2021().with_texts({"I1.1.valid": "3", "I1.2.valid": "44"})
    text = next(o.text for o in openings_for(report) if o.aspect == "平台建设")
    claims = judged_claims(report.with_texts({text_place(1): text}), None, 1)
    assert [(int(c.value), c.verdict) for c in claims] == [(3, "holds"), (44, "holds")]
    assert text.endswith("应当在平台集中公开的文件中，现行有效的规章有3件，现行有效的行政规范性文件有44件。")


def test_a_clause_whose_figure_is_blank_or_unreadable_is_left_out() -> None:
    report = clean_2021()
    whole = next(o.text for o in openings_for(report) if o.aspect == "依申请公开")
    for text in ("", "/", "若干"):
        less = next(o.text for o in openings_for(report.with_texts({"R1.c7": text})) if o.aspect == "依申请公开")
        assert "新收到" in whole and "收到" not in less


def test_without_applications_it_says_so_and_counts_none() -> None:
    report = zero_report(official_forms()["2021"], 2022)
    texts = [opening.text for opening in openings_for(report) if opening.aspect == "依申请公开"]
    assert texts == ["依申请公开方面，2022年没有收到新的政府信息公开申请。"]
