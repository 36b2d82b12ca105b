"""Lines of dashes that converters to plain text draw: under headings, and above, in and below tables parted by spaces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gipr_tui.forms import Form
from gipr_tui.readers.grids.alone import marks_in
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line, is_prose

_RULE = re.compile(r"([-=~^])\1{2,}")
_COLUMNS = re.compile(r"(?=.*[-=]{3})[-=]+(?: +[-=]+)+")


def without_rules(lines: Sequence[Line], forms: Mapping[str, Form]) -> tuple[Line, ...]:
    """``lines`` with rules left blank that are under a heading, or in pieces over columns, and those of their tables.

    Any other line of dashes may part the report from what its site puts round it, and stays.
    """
    columns = {index for index, line in enumerate(lines) if _COLUMNS.fullmatch(line.text)}
    single = [index for index, line in enumerate(lines) if not line.cell and _RULE.fullmatch(line.text)]
    under = [index for index in single if index and _may_be_heading(lines[index - 1])]
    marks = marks_in(forms)
    if not any(marks(lines[index - 1].text) for index in under):
        under = []
    above = [index - 2 for index in under if index > 1 and lines[index - 2].text == lines[index].text]
    shapes = {_shape(lines[index]) for index in columns}
    drawn = {*columns, *under, *above, *(index for index in single if _shape(lines[index]) in shapes)}
    return tuple(replace(line, text="") if index in drawn else line for index, line in enumerate(lines))


def _may_be_heading(line: Line) -> bool:
    return 0 < len(line.text) <= MAX_LABEL and not is_prose(line.text) and not line.cell


def _shape(line: Line) -> tuple[int, int]:
    """Where a line begins and how long it is: the rules that begin and end a table are like the one over its columns."""
    return line.indent, len(line.text)
