"""What the words of a report must speak of, and the title (S-TITLE, S-FIVE, S-GOV, S-5EMPTY, S-6EMPTY, S-PRE, P-LIT).

《政府信息公开条例》第五十条 says what a report holds; 国办公开办函〔2021〕30号 what the first section does. Words are sought as
they stand in the form's file: a report that says something in words not listed there is warned of, never refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.forms import Address, Layout, Severity
from gipr_tui.forms.model import Body, Mention
from gipr_tui.report.model import PREAMBLE, TITLE, Place, Report, text_place
from gipr_tui.text.fold import bare, fold
from gipr_tui.text.remembered import remembered

#: A text of more characters than this says something.
LONGEST_NOTHING = 60

#: What must be spoken of, each with the words that do.
Items = tuple[tuple[str, tuple[str, ...]], ...]

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def concerns(mention: Mention, unit: str) -> bool:
    """Whether a unit is one that must speak of something."""
    return bool(re.search(mention.unit_pattern, unit))


def aspect_checks(layout: Layout, report: Report) -> Iterator[Check]:
    """The title, the sections that must not be empty, and what must be mentioned by a unit of this name."""
    yield Check("S-TITLE", frozenset({TITLE}), _title)
    for body in layout.form.bodies:
        yield Check(body.rule, frozenset({text_place(body.section)}), partial(_body, body))
    for mention in layout.form.mentions:
        if not concerns(mention, report.unit):
            continue
        cells = tuple(address for cell in mention.cells for address in layout.expand(cell))
        places = [_place(section) for section in mention.sections]
        words = tuple((label, tuple(map(bare, words))) for label, words in mention.items)
        reads, run = frozenset((*places, *cells)), partial(_mention, mention, words, cells)
        yield Check(mention.rule, reads, run, of_text=not mention.even_empty)


def _place(section: int) -> Place:
    return text_place(section) if section else PREAMBLE


def _title(context: Context) -> Iterator[Finding]:
    """S-TITLE: the title is missing, names no unit, or not the report year and no other."""
    report = context.report
    wording = _title_fault(report.title, report.year, report.form.titles)
    if wording:
        facts = (("filed", report.title), ("year", str(report.year)))
        yield Finding("S-TITLE", Severity.WARNING, 1, (), TITLE, wording, text=report.title or None, facts=facts)


@remembered(64)
def _title_fault(filed: str, year: int, known: tuple[str, ...]) -> str:
    said = fold(filed)
    years = {int(named) for named in _YEAR.findall(said.translate(_CHINESE_DIGITS))}
    if not said:
        return "title-missing"
    if not years:
        return "title-no-year"
    if years != {year}:
        return "title-year"
    return "title-no-unit" if said in {fold(title.format(unit="", year=year)) for title in known} else ""


def _body(body: Body, context: Context) -> Iterator[Finding]:
    """S-5EMPTY, S-6EMPTY: a section without a text, or with a word that says nothing."""
    text = bare(context.report.passage(body.section).text)
    text = fold(text).rstrip(".;") if len(text) <= LONGEST_NOTHING else text
    if text and len(text) >= body.least and text not in {fold(word) for word in body.nothing}:
        return
    facts = (("heading", context.report.form.section(body.section).heading), ("basis", body.basis), ("filed", text))
    wording = "section-short" if text else "section-empty"
    place = text_place(body.section)
    yield Finding(body.rule, body.severity, body.section, (), place, wording, text=text or None, facts=facts)


def _is_bare(number: int, context: Context) -> bool:
    """Whether another rule already says that the section is as good as empty."""
    return any(any(True for _ in _body(body, context)) for body in context.report.form.bodies if body.section == number)


def _mention(mention: Mention, items: Items, cells: tuple[Address, ...], context: Context) -> Iterator[Finding]:
    """S-FIVE, S-GOV, S-5EMPTY, S-PRE, P-LIT: something that the words must speak of is not spoken of."""
    report = context.report
    texts = [report.passage(number).text if number else report.preamble for number in mention.sections]
    said = "\n".join(map(bare, texts))
    if not said.strip() and not mention.even_empty:
        return
    if cells and sum(report.value(cell).number or 0 for cell in cells) <= 0:
        return
    lacking = [label for label, words in items if not (said and any(word in said for word in words))]
    if not lacking or (len(mention.sections) == 1 and mention.sections[0] and _is_bare(mention.sections[0], context)):
        return
    first = mention.sections[0]
    yield Finding(
        rule=mention.rule,
        severity=mention.severity,
        section=first or 1,
        cells=cells,
        place=_place(first),
        wording="not-mentioned",
        facts=(("lacking", "、".join(lacking)), ("count", str(len(lacking))), ("basis", mention.basis)),
    )
