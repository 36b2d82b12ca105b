"""Which texts stand between tables, even where they were typed into a table's row: headings, titles, captions, prose.

And which are of the table, though they fill a row of it: the labels of its groups of rows and columns, and the measure
its figures are in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from gipr_tui.forms import Form, all_nodes
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line
from gipr_tui.readers.titles import find_titles
from gipr_tui.text.fold import edit_distance, fold

#: Whether a text is a line of the copy by what it says.
Test = Callable[[str], bool]

#: The longest label; from how many characters on a text that announces something is a sentence.
_LONGEST_LABEL, _SHORTEST_SENTENCE = 60, 12

_MEASURE = re.compile(r"[(（\[【]?\s*(?:计量|金额)?单\s*位\s*[:：]\s*[件条份次项个宗起万元、，,/\s]{1,12}[)）\]】]?")


def alone_in(forms: Mapping[str, Form]) -> Test:
    """Whether a text that is alone in its row is a line of a copy on ``forms``, rather than a row of the table."""
    marks_part = marks_in(forms)
    captions = {fold(table.caption) for form in forms.values() for table in form.tables if table.caption}

    def alone(text: str) -> bool:
        size = len("".join(text.split()))
        prose = "。" in text or size > _LONGEST_LABEL or (size >= _SHORTEST_SENTENCE and text.endswith(("：", ":")))
        return prose or fold(text) in captions or marks_part(text)

    return alone


def of_table_in(forms: Mapping[str, Form]) -> Test:
    """Whether a text that fills a row of a table is of the table: a group's label, or the measure of its figures."""
    groups = {
        fold(text)
        for form in forms.values()
        for table in form.tables
        for node in (*all_nodes(table.rows), *all_nodes(table.columns))
        if node.nodes
        for text in (node.label, *node.accept)
    }
    return lambda text: fold(text) in groups or is_measure(text)


def is_measure(text: str) -> bool:
    """Whether a text only says what figures are counted in: ``单位：件``."""
    return _MEASURE.fullmatch(text) is not None


def marks_in(forms: Mapping[str, Form]) -> Test:
    """Whether a text is a heading, also one with a character or two wrong, or a title, of a copy on ``forms``."""
    headings = {
        fold(text).rstrip(".:") for form in forms.values() for s in form.sections for text in (s.heading, *s.accept)
    }
    known: dict[str, bool] = {}

    def stands(text: str) -> bool:
        if len(text) > MAX_LABEL:
            return False
        folded = fold(text).rstrip(".:")
        if folded in headings:
            return True
        near = len(folded) >= 8 and any(edit_distance(folded, heading, 2) <= 2 for heading in headings)
        return near or bool(find_titles([Line(1, text)], forms))

    def marks(text: str) -> bool:
        if text not in known:
            known[text] = stands(text)
        return known[text]

    return marks
