"""A workbook: each sheet a table, with its merged cells; figures as they are shown, formulas by the value kept with them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form
from gipr_tui.readers.documents.libraries import load
from gipr_tui.readers.documents.zipped import check_package
from gipr_tui.readers.grids.flow import Block, FlowCell, FlowTable, copy_of
from gipr_tui.readers.grids.model import MAX_COLUMNS, MAX_ROWS
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.page_text.page import read_parts
from gipr_tui.readers.reading import Notes, Reading
from gipr_tui.report.values import written

#: The most sheets that are read, and the most cells of one.
MAX_SHEETS, MAX_CELLS = 50, 100_000

_DECIMALS = re.compile(r"[#,0]*0\.(0+)(?:_.|;.*|\\.|\s)*")


def read_workbook(data: bytes, forms: Mapping[str, Form], asked: Asked, form: str | None) -> Reading:
    """The report in the workbook ``data``, its sheets one after the other.

    Raises UnreadableFile where there is none in it, its unit or year can't be told, it is damaged, or the library lacks.
    """
    openpyxl = load("openpyxl", "openpyxl", asked.name)
    check_package(data, asked.name)
    notes = Notes()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            shown = openpyxl.load_workbook(BytesIO(data), data_only=True)
            kept = openpyxl.load_workbook(BytesIO(data)) if _has_formulas(data) else shown
        blocks = list(_blocks(shown, kept, notes))
    except Exception as error:  # openpyxl lets every fault of zip, XML and packages through
        raise UnreadableFile("copy-damaged", file=asked.name) from error
    if not blocks:
        raise UnreadableFile("copy-empty", file=asked.name)
    copy = copy_of(blocks, asked.name, forms, notes)
    reading = read_parts(copy.parts, "xlsx", forms, asked, form, notes).reading
    return replace(reading, text=copy.text)


def _has_formulas(data: bytes) -> bool:
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f" in package.read(name) for name in sheets)


def _blocks(shown: Any, kept: Any, notes: Notes) -> Iterator[Block]:
    for sheet in shown.worksheets[:MAX_SHEETS]:
        if sheet.sheet_state != "visible":
            notes.add("sheet-hidden", None, sheet=sheet.title)
            continue
        formulas = kept[sheet.title]
        cells: dict[tuple[int, int], str] = {}
        struck: list[str] = []
        for cell in list(sheet._cells.values())[:MAX_CELLS]:
            if cell.column > MAX_COLUMNS or cell.row > MAX_ROWS or not (text := _text(cell, formulas, notes)):
                continue
            if cell.font and cell.font.strike:
                struck.append(text)
            else:
                cells[cell.row, cell.column] = text
        _note_unread(sheet, cells, struck, notes)
        if cells:
            yield _table(sheet, cells)


def _table(sheet: Any, cells: Mapping[tuple[int, int], str]) -> FlowTable:
    """The sheet's rows down to the last that holds anything, without hidden ones; a merged range is one cell."""
    height, width = (max(place[axis] for place in cells) for axis in (0, 1))
    rows = [row for row in range(1, height + 1) if not sheet.row_dimensions[row].hidden]
    hidden = _hidden_columns(sheet)
    columns = [column for column in range(1, width + 1) if column not in hidden]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    texts = dict(cells)
    covered: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        down = [row for row in rows if merged.min_row <= row <= merged.max_row]
        across = [column for column in columns if merged.min_col <= column <= merged.max_col]
        if not down or not across or (down[0], across[0]) in covered:
            continue
        spans[down[0], across[0]] = (len(down), len(across))
        texts[down[0], across[0]] = cells.get((merged.min_row, merged.min_col), "")
        covered |= {(row, column) for row in down for column in across}
    flow = FlowTable()
    for row in rows:
        whole = (place for column in columns if (place := (row, column)) in spans or place not in covered)
        flow.rows.append([FlowCell([texts.get(place, "")], *spans.get(place, (1, 1))) for place in whole])
    return flow


def _hidden_columns(sheet: Any) -> set[int]:
    """The hidden columns of a sheet, by their numbers: one setting may be for several."""
    settings = [setting for setting in sheet.column_dimensions.values() if setting.hidden]
    return {column for each in settings for column in range(each.min or 0, min(each.max or 0, MAX_COLUMNS) + 1)}


def _note_unread(sheet: Any, cells: Iterable[tuple[int, int]], struck: Sequence[str], notes: Notes) -> None:
    """Notes how many filled cells stand in hidden rows and columns, and which are struck out."""
    columns = _hidden_columns(sheet)
    if count := sum(sheet.row_dimensions[row].hidden or column in columns for row, column in cells):
        notes.add("cells-hidden", None, sheet=sheet.title, count=count)
    if struck:
        notes.add("struck-out", None, count=len(struck), text=struck[0])


def _text(cell: Any, formulas: Any, notes: Notes) -> str:
    """What the sheet shows in a cell. A formula kept without a value stays as it is, and is noted."""
    value = cell.value
    if value is None:
        formula = formulas.cell(cell.row, cell.column)
        if formula.data_type != "f":
            return ""
        notes.add("formula-no-value", cell.row, cell=f"{cell.parent.title}!{cell.coordinate}", text=formula.value)
        return str(formula.value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    number = Decimal(repr(value))
    if number == number.to_integral_value():
        number = number.to_integral_value()
    decimals = _DECIMALS.fullmatch(cell.number_format or "")
    exact = number.as_tuple().exponent
    if decimals and isinstance(exact, int) and -exact <= len(decimals[1]):
        number = number.quantize(Decimal(1).scaleb(-len(decimals[1])))
    return written(number)
