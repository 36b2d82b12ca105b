"""Reports, figures and narratives for the tests of what is written, and of reading it back."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, combinations

from hypothesis import strategies as st

from gipr_tui.forms import Form, official_forms
from gipr_tui.report.model import PREAMBLE, TITLE, Report, empty_report, heading_place, text_place
from gipr_tui.writers.printed import Borders
from tests.reports import madeup_form
from tests.writers.clinic import clinic

WIDTHS = (60, 80, 96, 120, 200)

FORMS: Mapping[str, Form] = {**official_forms(), "madeup": madeup_form(), "clinic": clinic()}

#: Cells as they are filed, and as only a hostile copy has them.
TEXTS = st.sampled_from(
    ["", "0", "7", "3607", "278454", "41174.3900", "1,234,567.89", "-35", "减4", "/", "—", "１２３．４５", "251000元"]
) | st.sampled_from(
    [
        "详见附件三的说明",
        "a|b",
        "| |",
        "+---+",
        "│┼│",
        "x  y   z",
        "n.a. see  page 3",
        "9" * 200,
        "e\u0301",
        "\u0301a",
        "\u2764\ufe0f",
        "中\u0301文",
        "𠮷",
        "1.属于国家秘密",
        "=1+2",
        "第二十条第（五）项",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    ]
)

_PIECES = [
    "本镇",
    "去年",
    "共收到申请",
    "件",
    "，",
    "。",
    "、",
    "：",
    "“",
    "”",
    "（",
    "）",
    "——",
    "……",
    "％",
    "《条例》",
    "\n",
    "\n\n",
    "\u3000",
    "\u3000\u3000",
    " ",
    "  ",
    "\u00a0",
    "12",
    "1,234.56",
    "３．５",
    "abc",
    "don't stop",
    "https://example.com/a/b?c=1&d=2",
    "x" * 90,
    "7" * 120,
    "一、",
    "二、主动公开政府信息情况",
    "（一）",
    "三、",
    "第二十条第（一）项",
    "+----+",
    "|",
    "│",
    "┌──┐",
    "规章  0  0  0",
    "e\u0301",
    "𠮷",
    "”" * 40,
    "（" * 50,
]
NARRATIVES = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
LINES = NARRATIVES.map(lambda text: " ".join(text.split("\n")))


def variants_of(form: Form) -> list[frozenset[str]]:
    """Every set of a form's local variants."""
    ids = [variant.id for variant in form.variants]
    return [frozenset(chosen) for chosen in chain.from_iterable(combinations(ids, n) for n in range(len(ids) + 1))]


def filled_with(form: Form, variants: frozenset[str], texts: tuple[str, ...]) -> Report:
    """A report whose cells hold ``texts`` over and over, with a paragraph in every section."""
    report = empty_report("云岭市", form.years[0], form, variants)
    cells = {address: texts[index % len(texts)] for index, address in enumerate(report.layout.cells)}
    paragraph = "本年照章办理，未见异常；详情可向本机关查询。\n\n数字截至年底。"
    passages = {text_place(section.number): paragraph for section in form.sections}
    return report.with_texts({**cells, **passages})


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report: any form and variants, any cells, headings and narratives."""
    form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    report = empty_report("云岭市", form.years[0], form, draw(st.sampled_from(variants_of(form))))
    addresses = st.sampled_from(list(report.layout.cells))
    texts = dict.fromkeys(report.layout.cells, draw(TEXTS))
    texts |= draw(st.dictionaries(addresses, TEXTS, max_size=12))
    texts[PREAMBLE] = draw(NARRATIVES)
    texts[TITLE] = draw(st.just(report.title) | LINES)
    for section in form.sections:
        texts[heading_place(section.number)] = draw(st.just(section.heading) | LINES.filter(str.strip))
        texts[text_place(section.number)] = draw(st.just("") | NARRATIVES)
    return report.with_texts(texts)


BORDERS = st.sampled_from(Borders)
