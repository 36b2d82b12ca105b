"""Starting a report from last year's: what was carried over, the stock figures, and the narratives to be gone through."""

from __future__ import annotations

from gipr_tui.forms import Address, Form, address_of, lay_out
from gipr_tui.report.margin import carried_place
from gipr_tui.report.model import PREAMBLE, Place, Report, text_place


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


def carried_texts(previous: Report, form: Form) -> dict[Place, str]:
    """The narratives of last year's report ``previous`` for a new one on ``form``, each also at its carried place: by that
    the numbers still to be looked at are told (:mod:`gipr_tui.report.carried`)."""
    places = [PREAMBLE, *(text_place(number) for number, _ in enumerate(form.sections, 1))]
    known = set(previous.places())
    texts = {place: text for place in places if place in known and (text := previous.get(place)).strip()}
    return texts | {carried_place(place): text for place, text in texts.items()}
