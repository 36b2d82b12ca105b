"""Lines and tables of a section, read together: a caption may stand above its table, and a table among paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gipr_tui.forms import all_nodes
from gipr_tui.readers.grids.alone import is_measure
from gipr_tui.readers.grids.breaks import heal_breaks
from gipr_tui.readers.grids.model import Part, Table
from gipr_tui.readers.grids.rows import rows_of
from gipr_tui.readers.grids.turned import columns_without_rows
from gipr_tui.readers.page_text.content import Content, is_residue, read_content
from gipr_tui.readers.page_text.labels import Role, Vocabulary
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.readers.page_text.rows import Row, RowKind, box_of, is_figure
from gipr_tui.text.fold import fold


def as_lines(parts: Sequence[Part]) -> list[Line]:
    """``parts`` as lines, one for each: a table is one long line of cells, which is neither a heading nor a title."""
    return [part if isinstance(part, Line) else _stand_in(part) for part in parts]


def cell_lines(parts: Sequence[Part]) -> Iterator[Line]:
    """Every cell of the tables among ``parts`` as a line."""
    for part in parts:
        if isinstance(part, Table):
            yield from (Line(cell.line, cell.text, True) for cell in part.cells)


def read_mixed(parts: Sequence[Part], vocabulary: Vocabulary, *, untabbed: bool) -> Content:
    """The rows and paragraphs of a section; ``untabbed`` allows tables in its lines, where it has no others."""
    if not any(isinstance(part, Table) for part in parts):
        lines = [part for part in parts if isinstance(part, Line)]
        return read_content(lines, vocabulary, untabbed=untabbed)
    content = Content()
    family = 0
    healed = heal_breaks(parts, vocabulary)
    for index, part in enumerate(healed):
        if isinstance(part, Table):
            labelled = _is_of_form(part, vocabulary)
            goes_on = part.family == family and any(is_figure(cell.text) for cell in part.cells)
            family = part.family if labelled or goes_on else 0
            _read_table(part, vocabulary, content, of_form=labelled or goes_on)
        elif part.text:
            family = 0
            below = next((other for other in healed[index + 1 :] if isinstance(other, Table) or other.text), None)
            if isinstance(below, Table) and _heads(part, below, vocabulary):
                box = replace(box_of(part, vocabulary), span=(0, below.width))
                content.rows.append(Row(RowKind.HEAD, (box,), grid=below.family))
            else:
                _read_line(part, vocabulary, content)
    return content


def _is_of_form(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a table's texts say that it is one of the form's, or a row of one that tells its measure."""
    texts = [cell for cell in table.cells if cell.text]
    if any(vocabulary.exactly(Line(cell.line, cell.text).folded) for cell in texts):
        return True
    return bool(vocabulary and texts) and all(is_measure(cell.text) for cell in texts)


def _read_table(table: Table, vocabulary: Vocabulary, content: Content, *, of_form: bool) -> None:
    """The rows of a table of the form, or of one that goes on with it; any other is text."""
    if of_form:
        content.rows += rows_of(table, vocabulary)
        return
    for line, cells in zip(table.lines, table.rows, strict=True):  # a table of the narrative
        if text := "  ".join(cell.text for cell in cells if cell.line == line and cell.text):
            content.prose.append(Line(line, text))


def _heads(line: Line, table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a line right above a table is the label of one of the groups of columns, and the table names none that high."""
    nodes = columns_without_rows(vocabulary)
    below = {other.label for node in nodes for other in all_nodes(node.nodes)}
    groups = {fold(node.label) for node in nodes if node.nodes and node.label not in below}
    return line.folded in groups and not any(fold(cell.text) in groups for cell in table.cells if cell.text)


def _read_line(line: Line, vocabulary: Vocabulary, content: Content) -> None:
    label = vocabulary.exactly(line.folded)
    if label and Role.CAPTION in label.roles:
        content.rows.append(Row(RowKind.CAPTION, (box_of(line, vocabulary),)))
    else:
        (content.unread if vocabulary and is_residue(line, vocabulary) else content.prose).append(line)


def _stand_in(table: Table) -> Line:
    return Line(table.line, "  ".join(cell.text for cell in table.cells).strip(), True)
