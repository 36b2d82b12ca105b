"""Any report at all, for tests that write one in a dialect and read it back."""

from __future__ import annotations

from hypothesis import strategies as st

from gipr_tui.forms import lay_out
from gipr_tui.report.model import Report
from tests.readers.dialect import report_of
from tests.readers.madeup import all_forms

FORMS = all_forms()

FIGURES = st.sampled_from(
    ["", "0", "1", "7", "12", "278", "41174.3900", "减4", "+43", "-35", "/", "—", "１２", "1,234", "十二", "5件", "约5"]
)
WORDS = st.text("本镇去年做了许多事情也还有不足之处，其中3件已办结。（一）1.", min_size=1, max_size=30)
PARAGRAPHS = st.lists(WORDS.map(lambda words: f"记：{words}。".replace(" ", "")), max_size=4).map("\n".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    form = FORMS[draw(st.sampled_from(list(FORMS)))]
    variants = frozenset(draw(st.sets(st.sampled_from([v.id for v in form.variants]))))
    cells = lay_out(form, variants).cells
    figures = {address: draw(FIGURES) for address in cells}
    texts = {section.number: draw(PARAGRAPHS) for section in form.sections}
    return report_of(form, variants=variants, figures=figures, texts=texts, preamble=draw(PARAGRAPHS))
