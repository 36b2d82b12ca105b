"""Starting a report from last year's: what was carried over, and the stock figures."""

from __future__ import annotations

from gipr_tui.forms import Address, Form, address_of, lay_out
from gipr_tui.report.model import Report


def carried_figures(previous: Report, form: Form) -> dict[Address, str]:
    """The cells of a new report on ``form`` that last year's report ``previous`` gives, with their texts.

    Across a change of form only what both forms count alike is taken (the form's ``carries`` say what).
    """
    layout = lay_out(form)
    texts: dict[Address, str] = {}
    for carry in form.carries:
        for id in carry.tables:
            table = layout.table(id)
            if carry.each == "column":
                places = [(carry.to, c.key, [address_of(r, c.key) for r in carry.sources]) for c in table.leaf_columns]
            else:
                places = [(r.key, carry.to, [address_of(r.key, c) for c in carry.sources]) for r in table.leaf_rows]
            for row, column, sources in places:
                numbers = [previous.value(source).number for source in sources]
                if all(number is not None for number in numbers):
                    texts[address_of(row, column)] = str(sum(number for number in numbers if number is not None))
    return texts
