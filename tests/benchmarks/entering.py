"""A table entered from a figure sheet, key by key, beside other programs with the same grid as a sheet.

The 175 figures are those of table three of a city's real report. Each key is pressed when the program has said all it has to
say about the one before. What is counted begins with the table in view and ends with the last figure in it; the table that
each program keeps is then compared with the sheet. Beside it stand, where they are installed (on the path, or where
``GIPR_VISIDATA``, ``GIPR_SCIM`` and ``GIPR_SC`` say), other programs on 25 rows of seven empty cells, with their quickest way of
entering:

* VisiData: ``e`` once; then a figure and Tab, which in the last column goes on in the next row; Enter after the last. That
  is the quickest; ``e``, a figure, Enter and ``l`` (between rows ``j`` and ``gh``) take more keys and send fewer bytes.
* sc-im: with ``numeric``, ``numeric_zero`` and ``newline_action=j`` in its settings, which save the ``=`` before a figure and
  the move after it; column by column a figure and Enter, and between two columns ``^`` and ``l``. Row by row it would take
  three keys after each of 24 rows instead of two after each of six columns.
* sc, from which sc-im was made: with ``numeric``, and ``craction=2`` with limits, so that Enter goes on along the row and then
  in the next row. It draws with curses and shows no more than a line of text and the figures.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from statistics import median
from time import perf_counter

from gipr_tui.forms import Address, official_forms
from gipr_tui.report.document import from_document
from gipr_tui.report.model import Report
from gipr_tui.workspace.filling import is_total
from gipr_tui.workspace.workspace import Workspace
from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table, count, ms, ratio
from tests.benchmarks.terminal import Answer, Terminal

UNIT, YEAR = "淮安市", 2024
SECTION = 3
#: From the list of reports to the first cell of table three.
OPENING = ("\r", "\x1b[19~", "\x1b[19~")

ENTER, TAB, CTRL_S = "\r", "\t", "\x13"
_ROWS, _FEW_ROWS, _COLUMNS = 25, 2, 7
_PATIENCE, _QUIET = 1.0, 0.05

Rows = Sequence[Sequence[str]]


@lru_cache
def filed() -> Report:
    """The report that the figures are from."""
    text = resources.files("gipr_tui.workspace.samples").joinpath("huaian-2024.json").read_text(encoding="utf-8")
    return from_document(json.loads(text), official_forms())


@lru_cache
def addresses() -> tuple[tuple[Address, ...], ...]:
    """The cells of table three, row by row."""
    (table,) = filed().layout.in_section(SECTION)
    return tuple(tuple(row) for row in table.addresses)


def rows_of(report: Report) -> list[list[str]]:
    """Table three of a report, row by row."""
    return [[report.get(address) for address in row] for row in addresses()]


def keep_empty(folder: Path) -> Workspace:
    """A store in ``folder`` with one report, new and empty, of the unit and year of the figures."""
    workspace = Workspace.open(folder)
    workspace.create(UNIT, YEAR)
    return workspace


def every_figure(rows: int) -> list[str]:
    """The keys that enter each figure of so many rows, one string for each key."""
    return [key for line in rows_of(filed())[:rows] for figure in line for key in (*figure, TAB)]


def without_totals(rows: int) -> list[str]:
    """The same with the totals passed over, and worked out by the program at the end."""
    return [*_passing(rows, lambda address, figure: is_total(filed(), address)), "T"]


def without_totals_and_noughts(rows: int) -> list[str]:
    """The same with the noughts passed over too, and filled in by the program at the end."""
    passed = _passing(rows, lambda address, figure: figure == "0" or is_total(filed(), address))
    return [*passed, "T", "Z"]


def totals_following(rows: int) -> list[str]:
    """The figures that are no totals, with the totals following them from the first key on."""
    figures = [filed().get(a) for line in addresses()[:rows] for a in line if not is_total(filed(), a)]
    return ["#", *(key for figure in figures for key in (*figure, TAB))]


def _passing(rows: int, passes: Callable[[Address, str], bool]) -> list[str]:
    return [
        key
        for line in addresses()[:rows]
        for address in line
        for key in (*("" if passes(address, filed().get(address)) else filed().get(address)), TAB)
    ]


@dataclass(frozen=True)
class Entering:
    """A program with an empty table, the keys that fill it, and the figures it then keeps.

    ``ready`` is on the screen when the program takes keys. ``opening`` leads from there to the table and ``saving`` puts the
    table on disk; neither is counted.
    """

    name: str
    command: Sequence[str]
    ready: str
    keys: Sequence[str]
    kept: Callable[[], Rows]
    opening: Sequence[str] = ()
    saving: Sequence[str] = ()


@dataclass(frozen=True)
class Entered:
    """What entering a table took: key presses, bytes, and for each key the seconds until the last byte."""

    keys: int
    size: int
    seconds: Sequence[float]


class Typist(Terminal):
    """A terminal at which one key is pressed after the other."""

    def strike(self, key: str) -> Answer:
        """Presses a key and waits until the program has said all it has to say; that may be nothing."""
        begin = perf_counter()
        os.write(self._child.child_fd, key.encode())
        chunks = self._arrived(first=_PATIENCE, then=_QUIET)
        self._feed(b"".join(chunk for _, chunk in chunks))
        if not chunks:
            return Answer(0, 0, 0)
        return Answer(chunks[0][0] - begin, chunks[-1][0] - begin, sum(len(chunk) for _, chunk in chunks))


def enter(program: Entering) -> Entered:
    """Enters the figures into a program. Raises ValueError where it does not keep them."""
    terminal = Typist(program.command)
    with terminal:
        terminal.first_screen(lambda lines: any(program.ready in line for line in lines))
        terminal.settle()
        for key in program.opening:
            terminal.strike(key)
        answers = [terminal.strike(key) for key in program.keys]
        for key in program.saving:
            terminal.strike(key)
        kept, shown = program.kept(), "\n".join(terminal.lines)
    rows = [list(line) for line in kept]
    wanted = rows_of(filed())[: len(rows)]
    if not rows or rows != wanted:
        raise ValueError(f"{program.name} keeps {rows}\ninstead of {wanted}\n{shown}")
    return Entered(len(answers), sum(answer.size for answer in answers), [answer.last for answer in answers])


def ours(name: str, folder: Path, keys: Sequence[str], rows: int) -> Entering:
    """This program on a new report in a store of its own."""
    workspace = keep_empty(folder)
    command = [sys.executable, "-m", "gipr_tui", "--store", str(folder)]

    def kept() -> Rows:
        return rows_of(workspace.load(workspace.entries()[0]).report)[:rows]

    return Entering(name, command, f"{YEAR}  2021", keys, kept, opening=OPENING)


def visidata(program: str, folder: Path, rows: int, *, quickest: bool) -> Entering:
    """VisiData on a tab-separated file, with its settings as they come."""
    folder.mkdir()
    sheet = folder / "sheet.tsv"
    sheet.write_text("\n".join(["\t".join("abcdefg"), *["\t" * (_COLUMNS - 1)] * _ROWS]) + "\n", encoding="ascii")
    keys: list[str] = []
    for number, line in enumerate(rows_of(filed())[:rows]):
        if quickest:
            keys += [key for figure in line for key in (*figure, TAB)]
        else:
            keys += ["j", "g", "h"] if number else []
            keys += [key for figure in line for key in ("e", *figure, ENTER, "l")][:-1]
    keys = ["e", *keys[:-1], ENTER] if quickest else keys

    def kept() -> Rows:
        with sheet.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file, delimiter="\t"))[1 : rows + 1]

    name = "VisiData: " + ("figure Tab" if quickest else "e figure Enter l")
    command = ["env", f"HOME={folder}", program, str(sheet)]
    return Entering(name, command, "25 rows", keys, kept, saving=[CTRL_S, ENTER, "y"])


def scim(program: str, folder: Path, rows: int) -> Entering:
    """sc-im on an empty sheet, with the settings that save keys."""
    settings = "set numeric\nset numeric_zero\nset newline_action=j\n"
    for name in (".scimrc", ".config/sc-im/scimrc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(settings, encoding="ascii")
    sheet = folder / "kept.csv"
    keys: list[str] = []
    for column in range(_COLUMNS):
        keys += ["^", "l"] if column else []
        keys += [key for line in rows_of(filed())[:rows] for key in (*line[column], ENTER)]

    def kept() -> Rows:
        # it writes every figure with two decimals
        with sheet.open(encoding="utf-8", newline="") as file:
            return [[figure.removesuffix(".00") for figure in line] for line in csv.reader(file)][:rows]

    command = ["env", f"HOME={folder}", f"XDG_CONFIG_HOME={folder / '.config'}", program]
    saving = [*f":e! csv {sheet}", ENTER]
    return Entering("sc-im: figure Enter", command, "A0", keys, kept, saving=saving)


def sc(program: str, folder: Path, rows: int) -> Entering:
    """sc on an empty sheet, with the settings that save keys."""
    folder.mkdir()
    settings = f"set numeric craction=2 rowlimit={_ROWS - 1} collimit={_COLUMNS - 1}\n"
    (folder / ".scrc").write_text(settings, encoding="ascii")
    sheet = folder / "kept.sc"
    keys = [key for line in rows_of(filed())[:rows] for figure in line for key in (*figure, ENTER)]

    def kept() -> Rows:
        figures = dict(re.findall(r"^let ([A-G]\d+) = (\S+)$", sheet.read_text(encoding="ascii"), re.MULTILINE))
        return [[figures.get(f"{column}{row}", "") for column in "ABCDEFG"] for row in range(rows)]

    command = ["env", f"HOME={folder}", program]
    return Entering("sc: figure Enter", command, "Type '?'", keys, kept, saving=["P", *str(sheet), ENTER])


def found(variable: str, *names: str) -> str | None:
    """Where another program is: where the variable says, or on the path."""
    return os.environ.get(variable) or next((path for name in names if (path := shutil.which(name))), None)


def tables(effort: Effort) -> Iterator[Table]:
    """The figures entered here and there, and what it took."""
    rows = _ROWS if effort.rounds > 1 else _FEW_ROWS
    with tempfile.TemporaryDirectory(prefix="gipr-entering-") as name:
        folder = Path(name)
        mine = [
            ours("gipr: figure Tab", folder / "every", every_figure(rows), rows),
            ours("gipr: # for the totals", folder / "following", totals_following(rows), rows),
            ours("gipr: T for the totals", folder / "totals", without_totals(rows), rows),
            ours("gipr: T and Z for the noughts", folder / "noughts", without_totals_and_noughts(rows), rows),
        ]
        others, missing = _others(folder, rows)
        taken = {program.name: enter(program) for program in (*mine, *others)}
    figures = rows * _COLUMNS
    verdict = [
        _verdict(f"{one.name}, against {other.name}", taken[one.name], taken[other.name])
        for one in mine[:2]
        for other in others
    ]
    opening = f"From the list to the table of gipr: {len(OPENING)} keys more, not counted."
    columns = ["", "keys", "keys a figure", "bytes", "bytes a figure", "ms a key", "slowest key"]
    shown = [
        [
            name,
            count(entered.keys),
            f"{entered.keys / figures:.2f}",
            count(entered.size),
            count(entered.size / figures),
            ms(median(entered.seconds)),
            ms(max(entered.seconds)),
        ]
        for name, entered in taken.items()
    ]
    yield Table(
        f"{figures} figures entered into an empty table, 80 x 24",
        columns,
        shown,
        "\n".join([*verdict, opening, *missing]),
    )


def _others(folder: Path, rows: int) -> tuple[list[Entering], list[str]]:
    """The other programs that are installed, and a sentence for each that is not."""
    others, missing = [], []
    if path := found("GIPR_VISIDATA", "vd", "visidata"):
        others += [visidata(path, folder / f"vd-{way}", rows, quickest=way) for way in (True, False)]
    else:
        missing.append("VisiData is not installed, and GIPR_VISIDATA does not name it.")
    if path := found("GIPR_SCIM", "sc-im", "scim"):
        others.append(scim(path, folder / "sc-im", rows))
    else:
        missing.append("sc-im is not installed, and GIPR_SCIM does not name it.")
    if path := found("GIPR_SC", "sc"):
        others.append(sc(path, folder / "sc", rows))
    else:
        missing.append("sc is not installed, and GIPR_SC does not name it.")
    return others, missing


def _verdict(which: str, mine: Entered, theirs: Entered) -> str:
    """What a way of this program takes against another program."""
    return f"{which}: keys {mine.keys - theirs.keys:+}, bytes {ratio(mine.size, theirs.size)} (wanted: at most 0.5)."


if __name__ == "__main__":
    run(tables)
