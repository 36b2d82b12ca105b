"""Every character of a copy ends somewhere: as text, as a figure, as a recognised label, or unplaced."""

from __future__ import annotations

import unicodedata
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import all_nodes
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.page_text.page import TextReading, read_text_copy
from tests.readers.dialect import report_of, write
from tests.readers.madeup import all_forms

FORMS = all_forms()
OFFICIAL = [FORMS["2019"], FORMS["2021"]]
HEADINGS = [heading for form in OFFICIAL for s in form.sections for heading in (s.heading, *s.accept)]
LABELS = [
    text
    for form in OFFICIAL
    for table in form.tables
    for text in (table.caption, table.corner, *(n.label for n in all_nodes((*table.columns, *table.rows))))
    if text
]
JUNK = st.text("甲乙丙一二（）、。.:|\t 0123456789\u00a0\u3000", max_size=12)
LINES = st.one_of(
    st.sampled_from(HEADINGS),
    st.sampled_from(LABELS),
    st.sampled_from(LABELS).map(lambda label: "\t" + label),
    st.sampled_from(LABELS).map(lambda label: label[:-1] + "子"),
    st.sampled_from(["", "\t", "\t0", "\t12", "0", "7", "—", "\t\u00a03", "减4", "\t大约5", "本段说明情况。", "无"]),
    st.sampled_from(["青禾镇2019年政府信息公开工作年度报告", "标题：青禾镇2021年政府信息公开年报"]),
    st.sampled_from(
        ["规章 0 0 7", "规章  0  0  7", "12  3  4", "规章 | 0 | 0 | 7 |", "|---|---|", "规章\t0\t0\t7", "行政许可2293"]
    ),
    st.sampled_from(
        ["行政检查 3 1", "1.属于国家秘密 0 0 0 0 0 0 0", "0  12  0  0  3  0  15", "（三）不", "予公开  3", "公开\f-3-"]
    ),
    JUNK,
)


def letters(text: str) -> Counter[str]:
    kept = (c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    return Counter(kept)


def everything(read: TextReading) -> str:
    report = read.reading.report
    parts = [report.title, report.preamble, *(text for p in report.passages for text in (p.heading, p.text))]
    parts += [value.text for value in report.values.values()]
    parts += [item.text for item in report.unplaced]
    return "".join([*parts, *(box.text for box in read.labels)])


def check(text: str) -> None:
    try:
        read = read_text_copy(text, "utf-8", FORMS, Asked("copy.txt", "青禾镇", 2020), None)
    except UnreadableFile as error:
        assert error.code in ("no-headings", "two-reports")
        return
    lost = letters(text) - letters(everything(read))
    assert not lost, f"lost: {''.join(lost.elements())}"
    assert not letters(everything(read)) - letters(text), "something came from nowhere"
    lines = text.split("\n")
    for item in read.reading.report.unplaced:
        assert letters(item.text.split("\t")[0]) <= letters(lines[item.line - 1])
    for place, line in read.reading.report.source.lines.items():
        assert letters(read.reading.report.get(place).split("\n")[0]) <= letters(lines[line - 1])


@settings(max_examples=50)
@given(st.lists(LINES, max_size=60).map("\n".join))
def test_any_lines(text: str) -> None:
    check("一、总体情况\n" + text)


@settings(max_examples=30)
@given(
    st.sampled_from(OFFICIAL),
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from("drsm"), LINES), min_size=1, max_size=8),
)
def test_a_copy_that_was_tampered_with(form: object, changes: list[tuple[int, str, str]]) -> None:
    lines = write(report_of(next(f for f in OFFICIAL if f is form), texts={1: "做了事。", 5: "还不够。"})).split("\n")
    for where, how, line in changes:
        at = where % len(lines)
        match how:
            case "d":
                del lines[at]
            case "r":
                lines[at] = line
            case "s":
                lines[at - 1], lines[at] = lines[at], lines[at - 1]
            case _:
                lines.insert(at, line)
    check("\n".join(lines))
