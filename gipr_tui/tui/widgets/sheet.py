"""Where everything stands on the sheet of a section: header, labels and cells of its tables. Knows nothing of Textual.

A table is drawn as the official form draws it: merged headers, groups of rows merged at the left, the row labels in a
part that stays where it is while the figures move sideways. The tables of one section are stacked; where there is just
one, its header is frozen above the rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gipr_tui.forms import Address, LaidTable
from gipr_tui.tui.glyphs import SEPARATOR, chunks, crop, display_width, pad
from gipr_tui.writers.labels import label_lines

_LEAST_FIGURE, _ROOMY_FIGURE, _WIDEST_FIGURE = 5, 12, 20
_LEAST_LABEL, _ROOMY_LABEL, _WIDEST_LABEL = 16, 26, 44
_WIDEST_FLAT, _ROOMY_FLAT = 62, 32
_FEW_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and what it is: ``header``, ``caption``, ``label``, ``rule`` or ``blank``."""

    text: str
    role: str


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell's place: its body line, and its columns counted from the left edge of the figures."""

    address: Address
    line: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Group:
    """A label merged over several body lines, drawn in the middle of those that are in view."""

    x: int
    width: int
    first: int
    last: int
    label: str

    def text_at(self, line: int, top: int, bottom: int) -> str:
        """What stands on ``line`` while the lines from ``top`` to ``bottom`` are in view."""
        first, last = max(self.first, top), min(self.last, bottom)
        pieces = chunks(self.label, self.width)
        start = first + max(0, (last - first + 1 - len(pieces)) // 2)
        index = line - start
        return pieces[index] if 0 <= index < len(pieces) else ""


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One line below the frozen header: a row of cells, or a caption or header inside the sheet (``figures``)."""

    label: str = ""
    label_x: int = 0
    role: str = "label"
    slots: tuple[Slot, ...] = ()
    figures: Line = ()


@dataclass
class Sheet:
    """The laid-out tables of a section at one width."""

    label_width: int
    figures_width: int
    header_labels: list[str] = field(default_factory=list)
    header_figures: list[Line] = field(default_factory=list)
    body: list[BodyLine] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    separators: dict[int, frozenset[int]] = field(default_factory=dict)
    slots: dict[Address, Slot] = field(default_factory=dict)
    rows: list[tuple[Address, ...]] = field(default_factory=list)

    def groups_at(self, line: int) -> list[Group]:
        """The groups that reach over a body line, from the outermost to the innermost."""
        return [group for group in self.groups if group.first <= line <= group.last]


@dataclass(frozen=True)
class _Columns:
    """The figure columns of one table: where each begins, how wide it is, and where the separators are."""

    starts: tuple[int, ...]
    widths: tuple[int, ...]
    separators: frozenset[int]
    total: int


def lay_out_sheet(tables: tuple[LaidTable, ...], texts: Mapping[Address, str], width: int) -> Sheet:
    """The sheet of ``tables`` on ``width`` columns; ``texts`` are the cells' figures, which may need wider columns."""
    group_widths = [_group_widths(table) for table in tables]
    least = [_least_widths(table, texts) for table in tables]
    fixed = max((sum(w + 1 for w in widths) for widths in group_widths), default=0)
    longest = max(display_width(path[-1].label) for table in tables for path in table.row_paths)
    label = _label_width(fixed, longest, width, max(_needed(t, w) for t, w in zip(tables, least, strict=True)))
    if longest:
        spare = min(_left_over(table, widths, width - label) for table, widths in zip(tables, least, strict=True))
        label += max(0, min(spare, fixed + longest + 1 - label))
    room = width - label
    sheet = Sheet(label, 0)
    frozen = len(tables) == 1
    for table, groups, widths in zip(tables, group_widths, least, strict=True):
        columns = _columns(table, widths, room)
        sheet.figures_width = max(sheet.figures_width, columns.total)
        if table.table.caption and not frozen:
            sheet.body.append(BodyLine(table.table.caption, role="caption"))
        _add_header(sheet, table, columns, frozen=frozen)
        _add_rows(sheet, table, columns, groups)
    return sheet


def _needed(table: LaidTable, widths: list[int]) -> int:
    return sum(widths) + len(_boundaries(table))


def _label_width(fixed: int, longest: int, width: int, figures: int) -> int:
    """The label part: what the figures leave, but no less than can be read and no more than the longest label."""
    if longest == 0:
        return 0
    wanted = fixed + min(max(longest, _ROOMY_LABEL - fixed), _WIDEST_LABEL) + 1
    return max(min(wanted, width - figures), _LEAST_LABEL)


def _left_over(table: LaidTable, least: list[int], room: int) -> int:
    """What the figures of a table leave of their room once every column is as wide as is of use."""
    columns, roomy = _columns(table, least, room), _roomy(table)
    at_ease = all(width >= max(need, roomy) for width, need in zip(columns.widths, least, strict=True))
    return room - columns.total if at_ease else 0


def _roomy(table: LaidTable) -> int:
    """The width from which on a column gains nothing: its header stands on one line, unless that is a long one."""
    if len(table.column_paths) <= _FEW_COLUMNS:
        return _ROOMY_FLAT
    headers = max(display_width(path[-1].label) for path in table.column_paths)
    return max(_ROOMY_FIGURE, min(headers + 1, _WIDEST_FIGURE))


def _boundaries(table: LaidTable) -> frozenset[int]:
    """The columns that a separator stands before: where the parent header changes, or each where there are few."""
    paths = table.column_paths
    few = len(paths) <= _FEW_COLUMNS
    return frozenset(i for i in range(1, len(paths)) if few or paths[i][:-1] != paths[i - 1][:-1])


def _least_widths(table: LaidTable, texts: Mapping[Address, str]) -> list[int]:
    columns = zip(*table.addresses, strict=True)
    return [max(_LEAST_FIGURE, *(display_width(texts.get(a, "")) + 1 for a in column)) for column in columns]


def _columns(table: LaidTable, least: list[int], room: int) -> _Columns:
    boundaries = _boundaries(table)
    flat = len(least) <= _FEW_COLUMNS
    spare = max(0, (min(room, _WIDEST_FLAT) if flat else room) - sum(least) - len(boundaries))
    each = spare // len(least)
    roomy = _roomy(table)
    widths = [max(w, min(w + each, roomy)) for w in least]
    starts, x = [], 0
    separators = set()
    for index, column in enumerate(widths):
        if index in boundaries:
            separators.add(x)
            x += 1
        starts.append(x)
        x += column
    return _Columns(tuple(starts), tuple(widths), frozenset(separators), x)


def _group_widths(table: LaidTable) -> list[int]:
    """The width of each column of merged row labels: as narrow as lets the label stand in its group's rows."""
    depth = max(len(path) for path in table.row_paths)
    widths = [0] * (depth - 1)
    for node, level, first, after in table.row_spans:
        if node.nodes:
            chars = -(-len(node.label) // (after - first))
            widths[level] = max(widths[level], 2 * chars)
    return widths


def _header_heights(table: LaidTable, columns: _Columns) -> list[int]:
    """How many lines each tier of the header takes; a leaf may reach down over several tiers."""
    depth = max(len(path) for path in table.column_paths)
    heights = [1] * depth
    for index, path in enumerate(table.column_paths):
        lines = len(label_lines(path[-1].label, columns.widths[index] - 1))
        above = sum(heights[len(path) - 1 : depth - 1])
        heights[-1] = max(heights[-1], lines - above)
    return heights


def _add_header(sheet: Sheet, table: LaidTable, columns: _Columns, *, frozen: bool) -> None:
    lines = _header_lines(table, columns)
    corner = chunks(table.table.corner, max(2, sheet.label_width - 2)) if sheet.label_width else []
    corner = corner[: len(lines)]
    above = (len(lines) - len(corner)) // 2
    for index, figures in enumerate(lines):
        text = corner[index - above] if 0 <= index - above < len(corner) else ""
        if frozen:
            sheet.header_labels.append(text)
            sheet.header_figures.append(figures)
        else:
            sheet.body.append(BodyLine(text, role="header", figures=figures))


def _header_lines(table: LaidTable, columns: _Columns) -> list[Line]:
    heights = _header_heights(table, columns)
    tops = [sum(heights[:tier]) for tier in range(len(heights))]
    canvas = [[" "] * columns.total for _ in range(sum(heights))]

    def write(line: int, x: int, text: str) -> None:
        for char in text:
            canvas[line][x] = char
            if display_width(char) == 2:
                canvas[line][x + 1] = ""
            x += display_width(char)

    for index, path in enumerate(table.column_paths):
        x, room = columns.starts[index], columns.widths[index]
        pieces = label_lines(path[-1].label, room - 1)
        for offset, piece in enumerate(pieces):
            write(len(canvas) - len(pieces) + offset, x, pad(piece, room, "right"))
    for node, tier, first, after in table.column_spans:
        if node.nodes:
            left = columns.starts[first]
            span = columns.starts[after - 1] + columns.widths[after - 1] - left
            write(tops[tier], left, pad(crop(node.label, span), span, "center"))
    _draw_separators(canvas, table, columns, tops)
    return [_runs("".join(line)) for line in canvas]


def _draw_separators(canvas: list[list[str]], table: LaidTable, columns: _Columns, tops: list[int]) -> None:
    """Separators run down from the tier at which the columns beside them part."""
    paths = table.column_paths
    for index in sorted(_boundaries(table)):
        left, right = paths[index - 1], paths[index]
        shared = 0
        while shared < min(len(left), len(right)) - 1 and left[shared] is right[shared]:
            shared += 1
        for line in range(tops[shared], len(canvas)):
            canvas[line][columns.starts[index] - 1] = SEPARATOR


def _runs(text: str) -> Line:
    """Header text with its separators apart, so that they can be drawn faintly."""
    runs: list[Run] = []
    for piece in text.split(SEPARATOR):
        runs += [Run(SEPARATOR, "rule")] if runs else []
        runs.append(Run(piece, "header"))
    return tuple(runs)


def _add_rows(sheet: Sheet, table: LaidTable, columns: _Columns, group_widths: list[int]) -> None:
    start = len(sheet.body)
    for index, (path, addresses) in enumerate(zip(table.row_paths, table.addresses, strict=True)):
        line = start + index
        slots = tuple(Slot(address, line, columns.starts[i], columns.widths[i]) for i, address in enumerate(addresses))
        x = sum(width + 1 for width in group_widths[: len(path) - 1])
        sheet.body.append(BodyLine(path[-1].label, x, slots=slots))
        sheet.separators[line] = columns.separators
        sheet.slots |= {slot.address: slot for slot in slots}
        sheet.rows.append(addresses)
    for node, level, first, after in table.row_spans:
        if node.nodes:
            x = sum(width + 1 for width in group_widths[:level])
            sheet.groups.append(Group(x, group_widths[level], start + first, start + after - 1, node.label))
