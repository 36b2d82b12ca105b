"""A workbook: each sheet a table, with its merged cells; figures as they are shown, formulas by the value kept with them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
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
    openpyxl = load("openpyxl", "xlsx", asked.name)
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
        cells = {
            (cell.row, cell.column): text
            for cell in list(sheet._cells.values())[:MAX_CELLS]
            if (text := _text(cell, formulas, notes)) and cell.column <= MAX_COLUMNS and cell.row <= MAX_ROWS
        }
        if cells:
            yield _table(sheet, cells)


def _table(sheet: Any, cells: Mapping[tuple[int, int], str]) -> FlowTable:
    """The sheet's rows down to the last that holds anything; a merged range is one cell."""
    height, width = (max(place[axis] for place in cells) for axis in (0, 1))
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        first = (merged.min_row, merged.min_col)
        last = (min(merged.max_row, height), min(merged.max_col, max(width, merged.min_col)))
        if first[0] > height or first[1] > width or first in covered:
            continue
        spans[first] = (last[0] - first[0] + 1, last[1] - first[1] + 1)
        covered |= {(row, column) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1)}
    flow = FlowTable()
    for row in range(1, height + 1):
        places = ((row, column) for column in range(1, width + 1))
        whole = (place for place in places if place in spans or place not in covered)
        flow.rows.append([FlowCell([cells.get(place, "")], *spans.get(place, (1, 1))) for place in whole])
    return flow


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
