"""Reports with planted faults, and a plain oracle that says which equations of the forms they break.

The oracle is written straight from the statutory forms, with lists of rows and columns, and shares nothing with the checks.
"""

from __future__ import annotations

from random import Random

from gipr_tui.forms import official_forms
from gipr_tui.report.model import Report, empty_report

#: A fault: the rule and the cell in which the wrong total stands (the column's total for an identity).
Fault = tuple[str, str]

#: Cells and the texts in them; a blank cell has an empty one.
Figures = dict[str, str]

PARTS = ("c1", "c2", "c3", "c4", "c5", "c6")
COLUMNS = (*PARTS, "c7")
GROUPS = {"R3.3": 8, "R3.4": 3, "R3.5": 5}
BLOCKS = ("RV", "LD", "LA")
RESULTS = ("keep", "corr", "oth", "pend")


def result_rows(form: str) -> list[str]:
    """The rows whose sum is 第三项（七）总计."""
    rows = ["R3.1", "R3.2", *(f"{group}.{n}" for group, count in GROUPS.items() for n in range(1, count + 1))]
    return rows + (["R3.6"] if form == "2019" else ["R3.6.1", "R3.6.2", "R3.6.3"])


def sound_figures(form: str, random: Random) -> Figures:
    """Random figures in which every equation holds."""
    number: dict[str, int] = {}
    rows = result_rows(form)
    for column in PARTS:
        for row in rows:
            number[f"{row}.{column}"] = random.choice((0, 0, 0, 1, 2, 5, random.randint(0, 400)))
        number[f"R3.7.{column}"] = total = sum(number[f"{row}.{column}"] for row in rows)
        number[f"R4.{column}"] = left = random.choice((0, 0, random.randint(0, 20)))
        number[f"R2.{column}"] = before = random.randint(0, min(total + left, 20))
        number[f"R1.{column}"] = total + left - before
    for row in (*rows, "R1", "R2", "R3.7", "R4"):
        number[f"{row}.c7"] = sum(number[f"{row}.{column}"] for column in PARTS)
    for block in BLOCKS:
        parts = {f"{block}.{result}": random.choice((0, 0, 1, random.randint(0, 90))) for result in RESULTS}
        number |= parts | {f"{block}.tot": sum(parts.values())}
    return {address: str(value) for address, value in (number | _section_two(form, random)).items()}


def _section_two(form: str, random: Random) -> dict[str, int]:
    number: dict[str, int] = {}
    for row in ("I1.1", "I1.2"):
        if form == "2019":
            made = number[f"{row}.made"] = random.randint(0, 30)
            number[f"{row}.published"] = made
            number[f"{row}.stock"] = made + random.randint(0, 300)
        else:
            made = number[f"{row}.issued"] = random.randint(0, 30)
            gone = number[f"{row}.repealed"] = random.randint(0, 30)
            number[f"{row}.valid"] = max(0, made - gone) + random.randint(0, 300)
    return number


def planted(form: str, random: Random) -> Figures:
    """Sound figures of which some, up to six, were changed, two exchanged, or a total left blank."""
    figures = sound_figures(form, random)
    cells = sorted(figures)
    for _ in range(random.randint(0, 6)):
        cell = random.choice(cells)
        kind = random.randrange(4)
        if kind == 0:
            figures[cell] = str(int(figures[cell] or 0) + random.choice((1, 2, 9, 10, 100)))
        elif kind == 1:
            figures[cell] = str(random.randint(0, 999))
        elif kind == 2:
            other = random.choice(cells)
            figures[cell], figures[other] = figures[other], figures[cell]
        else:
            figures[random.choice([c for c in cells if c.endswith((".c7", ".tot")) or c.startswith("R3.7.")])] = ""
    return figures


def oracle(form: str, figures: Figures) -> set[Fault]:
    """Every equation that ``figures`` break, by the rules of the forms.

    A blank counts as nothing. A blank total whose parts are more than nothing is a fault of its own, and then no other equation
    with it is a fault. Of a cell that is blank both as a row's and as a column's total that is said once.
    """
    found = _rows_and_blanks(form, figures)
    blank = {cell for rule, cell in found if rule == "T3-BLANKTOT"}
    total = "T3-TOT19" if form == "2019" else "T3-TOT21"
    for column in COLUMNS:
        parts = [f"{row}.{column}" for row in result_rows(form)]
        whole = f"R3.7.{column}"
        if figures[whole] != "" and not blank & {whole, *parts} and _sum(figures, parts) != _sum(figures, [whole]):
            found.add((total, whole))
        left, right = [f"R1.{column}", f"R2.{column}"], [whole, f"R4.{column}"]
        if not blank & {*left, *right} and _sum(figures, left) != _sum(figures, right):
            found.add(("T3-ID", whole))
    return found | _section_four(figures) | _stocks(form, figures)


def _sum(figures: Figures, cells: list[str]) -> int:
    return sum(int(figures[cell] or 0) for cell in cells)


def _rows_and_blanks(form: str, figures: Figures) -> set[Fault]:
    found: set[Fault] = set()
    for row in (*result_rows(form), "R1", "R2", "R3.7", "R4"):
        parts = _sum(figures, [f"{row}.{column}" for column in PARTS])
        if figures[f"{row}.c7"] == "" and parts:
            found.add(("T3-BLANKTOT", f"{row}.c7"))
        elif figures[f"{row}.c7"] != "" and parts != int(figures[f"{row}.c7"]):
            found.add(("T3-ROW", f"{row}.c7"))
    for column in COLUMNS:
        if figures[f"R3.7.{column}"] == "" and _sum(figures, [f"{row}.{column}" for row in result_rows(form)]):
            found.add(("T3-BLANKTOT", f"R3.7.{column}"))
    return found


def _section_four(figures: Figures) -> set[Fault]:
    found: set[Fault] = set()
    for block in BLOCKS:
        parts = _sum(figures, [f"{block}.{result}" for result in RESULTS])
        filed = figures[f"{block}.tot"]
        if filed == "" and parts:
            found.add(("T4-BLANKTOT", f"{block}.tot"))
        elif filed != "" and int(filed) != parts:
            found.add(("T4-SUM", f"{block}.tot"))
    return found


def _stocks(form: str, figures: Figures) -> set[Fault]:
    found: set[Fault] = set()
    for row in ("I1.1", "I1.2"):
        if form == "2019" and int(figures[f"{row}.stock"]) < int(figures[f"{row}.published"]):
            found.add(("T2-19-PUB", f"{row}.stock"))
        if form == "2021" and int(figures[f"{row}.valid"]) < int(figures[f"{row}.issued"]) - int(
            figures[f"{row}.repealed"]
        ):
            found.add(("T2-21-VALID", f"{row}.valid"))
    return found


def report_with(form: str, figures: Figures) -> Report:
    """The figures on their form, noughts in the cells that have none."""
    report = empty_report("某市某局", int(form), official_forms()[form])
    return report.with_texts({address: figures.get(address, "0") for address in report.layout.cells})
