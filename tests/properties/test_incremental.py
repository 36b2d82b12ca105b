"""After any edit the live evaluation says what a fresh one would."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gipr_tui.checks.check import Context
from gipr_tui.checks.checklist import check_list
from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.checks.figures import Figures
from gipr_tui.checks.finding import Evaluation
from gipr_tui.locale import catalogue
from gipr_tui.report.edits import History, edit_of
from gipr_tui.report.model import PREAMBLE, TITLE, Place, Report, Unplaced, empty_report, heading_place, text_place
from tests import reports

FORMS = st.sampled_from(["2019", "2021", "madeup"])
FIGURES = st.one_of(
    st.integers(0, 25).map(str),
    st.sampled_from(["", "0", "0", "/", "无", "5.0", "-3", "减4", "+43", "十二", "１２", "1,234", "5件", "251000元"]),
    st.sampled_from(["41174.3900", "约5", "9" * 40, "1e5", "\u00a06"]),
)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "本年共收到政府信息公开申请6件。",
            "全年共受理政府信息公开申请十六件，上年结转1件。",
            "共收到政府信息公开申请16件，答复政府信息公开申请14件。",
            "结转下年度继续办理2件。",
            "全年共收办政府信息公开申请17件。",
            "未收到政府信息公开申请。",
            "新收政府信息公开申请14件，同比增长40%，办结率100%。",
            "收到政府信息公开申请16件，比上年多4件；答复16件，占94.1%。",
            "渠道还不够多。",
            "全年发生行政复议4件、行政诉讼9件，其中维持3件。",
            "本年没有发生行政诉讼，行政复议结果维持5件。",
        ]
    ),
    max_size=3,
).map("\n".join)
HEADINGS = st.sampled_from(
    [
        "",
        "一、总体情况",
        "三、收到和处理政府信息公开请情况",
        "三、收到和处理政府信息公开申请情况",
        "四、收到和处理政府信息公开申请情况",
        "二、馆藏增减情况",
        "别的",
    ]
)
LEFT_OUT = st.builds(
    Unplaced,
    st.sampled_from([1, 9]),
    st.sampled_from([0, 1, 3]),
    st.sampled_from(["单位：件", "（二）结转下年度继续办理\t1"]),
    st.sampled_from(["unknown-row", "repeated-heading", "extra-column", "run-open"]),
)


@st.composite
def some_reports(draw: st.DrawFn) -> Report:
    """A report on any form under any of its variants: clean, with the figures of its kind changed, or empty."""
    form = reports.form_of(draw(FORMS))
    ids = [variant.id for variant in form.variants]
    variants = frozenset(draw(st.lists(st.sampled_from(ids), unique=True, max_size=2)))
    year = draw(st.sampled_from([form.years[0], form.years[0] + 1, 2024]))
    unit = draw(st.sampled_from(["某市", "青石镇", "上河村"]))
    report = empty_report(unit, year, form, variants)
    if draw(st.booleans()):
        base = {"2019": reports.clean_2019, "2021": reports.clean_2021, "madeup": reports.madeup_report}[form.id]()
        texts = {address: base.value(address).text or "0" for address in report.layout.cells}
        report = report.with_texts({**texts, text_place(1): base.get(text_place(1))})
    left_out = draw(st.lists(LEFT_OUT, max_size=2))
    return replace(report, unplaced=tuple(left_out)).with_texts(draw(changes(report, most=12)))


def changes(report: Report, most: int = 4) -> st.SearchStrategy[dict[Place, str]]:
    """Texts for some places of a report, of the kind that stands there."""
    cells = st.dictionaries(st.sampled_from(list(report.layout.cells)), FIGURES, max_size=most)
    numbers = [passage.number for passage in report.passages]
    texts = st.dictionaries(
        st.sampled_from([text_place(n) for n in numbers] + [PREAMBLE, TITLE]), SENTENCES, max_size=1
    )
    headings = st.dictionaries(st.sampled_from([heading_place(n) for n in numbers]), HEADINGS, max_size=1)
    return st.builds(lambda *parts: {key: text for part in parts for key, text in part.items()}, cells, texts, headings)


def as_said(evaluation: Evaluation) -> list[str]:
    """The findings to the last letter: 5.0 is no other number than 5, but it is written otherwise."""
    return [repr(finding) for finding in evaluation.findings]


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_the_live_evaluation_is_the_evaluation(data: st.DataObject) -> None:
    report = data.draw(some_reports())
    previous = data.draw(st.none() | some_reports())
    if previous is not None:
        previous = replace(previous, unit=report.unit, year=report.year - 1)
    live, history = LiveEvaluation(report, previous), History()
    assert live.evaluation == evaluate(report, previous)
    for _ in range(data.draw(st.integers(1, 4))):
        step = history.undo() if data.draw(st.booleans()) else None
        if step is not None:
            edit, history = step
            report = edit.revert(report)
        else:
            edit = edit_of(report, data.draw(changes(report)))
            history, report = history.push(edit), edit.apply(report)
        assert live.update(report, edit.places) == evaluate(report, previous) == live.evaluation
        assert as_said(live.evaluation) == as_said(evaluate(report, previous))


@given(st.data())
def test_an_equal_figure_that_is_written_otherwise_is_said_as_it_is_written(data: st.DataObject) -> None:
    report, number = data.draw(some_reports()), data.draw(st.integers(0, 30))
    cell = data.draw(st.sampled_from(list(report.layout.cells)))
    report = report.with_texts({cell: str(number)})
    live, after = LiveEvaluation(report), report.with_texts({cell: f"{number}.0"})
    assert as_said(live.update(after, (cell,))) == as_said(evaluate(after))


@given(st.data())
def test_taking_an_edit_back_takes_its_findings_back(data: st.DataObject) -> None:
    report = data.draw(some_reports())
    before = evaluate(report)
    live = LiveEvaluation(report)
    edit = edit_of(report, data.draw(changes(report)))
    after = edit.apply(report)
    live.update(after, edit.places)
    assert live.update(edit.revert(after), edit.places) == before


@given(some_reports())
def test_every_finding_has_a_sentence_and_points_into_the_report(report: Report) -> None:
    places = set(report.places())
    for finding in evaluate(report).findings:
        assert f"finding.{finding.wording}" in catalogue("zh")
        assert finding.place in places
        assert set(finding.cells) <= set(report.layout.cells)
        assert set(finding.missing) <= set(report.layout.cells)
        if finding.span:
            assert report.get(finding.place)[slice(*finding.span)] == finding.text


@given(some_reports())
def test_no_finding_is_said_twice(report: Report) -> None:
    identities = [finding.identity for finding in evaluate(report).findings]
    assert len(identities) == len(set(identities))


@given(some_reports())
def test_a_correction_clears_what_it_explains(report: Report) -> None:
    evaluation = evaluate(report)
    for diagnosis in evaluation.diagnoses:
        explained = {finding.identity for finding in evaluation.explained_by(diagnosis)}
        assert len(explained) == diagnosis.explains > 0
        after = evaluate(report.with_texts(dict(diagnosis.correction)))
        assert explained.isdisjoint({finding.identity for finding in after.findings})


@given(some_reports(), st.none() | some_reports())
def test_a_check_that_is_not_worth_running_says_nothing(report: Report, previous: Report | None) -> None:
    if previous is not None:
        previous = replace(previous, unit=report.unit, year=report.year - 1)
    figures, checks = Figures(report), check_list(report)
    context = Context(report, previous, figures)
    skipped = set(range(len(checks.checks))) - set(checks.worth_running(figures, checks.voices.of(context)))
    for number in skipped:
        check = checks.checks[number]
        assert check.needs_last_year or list(check.run(context)) == [], check.rule


@given(st.data())
def test_figures_that_follow_an_edit_are_those_of_the_report(data: st.DataObject) -> None:
    report = data.draw(some_reports())
    figures = Figures(report)
    edit = edit_of(report, data.draw(changes(report)))
    after = edit.apply(report)
    figures.follow(after, edit.places)
    for name in Figures.__slots__:
        assert getattr(figures, name) == getattr(Figures(after), name), name
