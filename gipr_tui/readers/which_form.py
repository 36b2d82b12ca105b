"""Which form a copy is on: the one whose labels it shows, else the one of its year."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from gipr_tui.errors import UsageError
from gipr_tui.forms import Form, Node, all_nodes, form_for_year
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line
from gipr_tui.readers.page_text.rows import Row
from gipr_tui.readers.reading import Notes
from gipr_tui.text.fold import fold


def likely_forms(lines: Sequence[Line], forms: Mapping[str, Form]) -> tuple[Form, ...]:
    """The forms that most of the labels in ``lines`` are of, oldest first; all of them where none is recognised."""
    texts = {line.folded for line in lines if line.text}
    scores = {id: _score(form, texts) for id, form in forms.items()}
    best = max(scores.values())
    return tuple(form for id, form in forms.items() if scores[id] == best)


def form_asked(forms: Mapping[str, Form], wanted: str | None) -> Form | None:
    """The form that the operator named. Raises UsageError where there is none of that name."""
    if wanted is not None and wanted not in forms:
        raise UsageError("copy-unknown-form", form=wanted, there=" ".join(forms))
    return None if wanted is None else forms[wanted]


def settle_form(likely: Sequence[Form], asked: Form | None, forms: Mapping[str, Form], year: int, notes: Notes) -> Form:
    """The form to read a copy on: the one asked for, else the one its labels speak for, else the one of its year.

    Notes where the labels speak for another form than the operator or the year does.
    """
    if asked:
        if asked not in likely:
            notes.add("form-by-option", None, form=asked.id, likely=likely[-1].id)
        return asked
    by_year = form_for_year(forms, year)
    if by_year and by_year in likely:
        return by_year
    if by_year:
        notes.add("form-not-of-year", None, form=likely[-1].id, year=year, official=by_year.id)
    return likely[-1]


def unsaid_variants(form: Form, rows: Iterable[Row]) -> set[str]:
    """The local variants of a form that what ``rows`` say rules out.

    They add columns to a table whose head does not name them, or take rows away whose labels stand in the copy.
    """
    boxes = [box for row in rows for box in row.boxes]
    said = {box.label.key if box.label else fold(box.text) for box in boxes if len(box.text) <= MAX_LABEL}
    unsaid: set[str] = set()
    for table in form.tables:
        columns = list(all_nodes(table.columns))
        if any(fold(column.label) in said for column in columns if not column.when):
            unsaid |= {column.when for column in columns if column.when and fold(column.label) not in said}
        unsaid |= denied_variants(all_nodes(table.rows), said)
    return unsaid


def denied_variants(rows: Iterable[Node], said: Container[str]) -> set[str]:
    """The variants that take from ``rows`` some whose labels, folded, are ``said`` in the copy."""
    taken = ((row.unless, below) for row in rows if row.unless for below in all_nodes(row.nodes) if not below.subtotal)
    return {variant for variant, below in taken if fold(below.label) in said}


def _score(form: Form, texts: set[str]) -> int:
    """How many of a form's labels stand in a copy; its own wording counts twice an accepted one."""
    score = 0
    for label, accept in _wordings(form):
        if fold(label) in texts:
            score += 2
        elif any(fold(wording) in texts for wording in accept):
            score += 1
    return score


def _wordings(form: Form) -> set[tuple[str, tuple[str, ...]]]:
    nodes: list[Node] = [
        node for table in form.tables for node in all_nodes((*table.columns, *table.rows)) if node.label
    ]
    wordings = {(node.label, node.accept) for node in nodes if not node.when}
    wordings |= {(table.caption, ()) for table in form.tables if table.caption}
    return wordings | {(section.heading, section.accept) for section in form.sections}
