"""Reports for tests to begin with.

``jinzhan_2019`` carries the figures of a real township report with all its faults, under narratives written for these
tests; ``clean_2021`` has nothing wrong in it; ``madeup_report`` stands on a form of another domain. ``load_corpus`` reads
a real report from the folder that the environment variable ``GIPR_CORPUS`` names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gipr_tui.forms import Address, Form, LaidTable, Node, form_for_year, lay_out, load_form, official_forms
from gipr_tui.report.model import Report, empty_report, heading_place, text_place
from gipr_tui.text.fold import fold

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def madeup_form() -> Form:
    """A small form of another domain: a library's yearly report."""
    return load_form(DATA / "madeup.toml")


def form_of(name: str) -> Form:
    """The official form called ``name``, or the made-up one."""
    return madeup_form() if name == "madeup" else official_forms()[name]


def row_texts(report: Report, rows: Mapping[str, str]) -> dict[Address, str]:
    """The cells of whole rows, written as their figures with spaces between: ``{"R1": "5 1 0 0 0 0 6"}``.

    A ``_`` is a blank cell.
    """
    texts: dict[Address, str] = {}
    for table in report.layout.tables:
        for node, addresses in zip(table.leaf_rows, table.addresses, strict=True):
            if node.key in rows:
                figures = ("" if figure == "_" else figure for figure in rows[node.key].split())
                texts |= dict(zip(addresses, figures, strict=True))
    return texts


def with_rows(report: Report, **rows: str) -> Report:
    """``report`` with other figures in whole rows; in the names of the rows ``_`` stands for a point."""
    return report.with_texts(row_texts(report, {key.replace("_", "."): figures for key, figures in rows.items()}))


def zero_report(form: Form, year: int, unit: str = "某区", variants: frozenset[str] = frozenset()) -> Report:
    """A report with a nought in every cell and no narrative."""
    report = empty_report(unit, year, form, variants)
    return report.with_texts(dict.fromkeys(report.layout.cells, "0"))


JINZHAN_ROWS = {
    "I9.1": "278454 41174.3900",
    "R1": "5 1 0 0 0 0 6",
    "R3.1": "3 0 0 0 0 0 3",
    "R3.4.1": "2 1 0 0 0 0 3",
    "R3.7": "10 2 0 0 0 0 12",
    "": "0 0 0 0 0  0 0 1 0 1  0 0 1 0 1",
}

JINZHAN_TEXTS = {
    1: (
        "这一年，本地区按照条例做好各项公开工作，现将情况写在下面。\n"
        "1.主动公开。网上登出政府信息76条，内容有机构设置和职责分工。\n"
        "2.依申请公开。2019年共收到政府信息公开申请6件，比上年多3件；全年共答复6件，"
        "当中信息不存在的3件，占50％，已主动公开的3件，占50%。"
        "从渠道看，电子邮件1件，信函5件；从内容看，要规范性文件的2件，要其他信息的4件。\n"
        "3.培训。全年办了2次培训，网站栏目有专人看护。"
    ),
    5: "(一)问题：制度还不够细，渠道还不够多。\n(二)改进：把流程写清楚，把目录补完整，让群众查得方便。",
    6: "数字从2019年1月1日算到12月31日。",
}

#: The heading of section three as filed: a character of it is missing.
JINZHAN_HEADING = "三、收到和处理政府信息公开请情况"


def jinzhan_2019() -> Report:
    """A township's report on 2019 with its real figures: the totals of section three count every request twice."""
    form = official_forms()["2019"]
    report = zero_report(form, 2019, "北京市朝阳区金盏地区", frozenset({"split-other-services"}))
    texts = {text_place(number): text for number, text in JINZHAN_TEXTS.items()}
    return report.with_texts(
        {**row_texts(report, JINZHAN_ROWS), **texts, heading_place(3): JINZHAN_HEADING},
    )


CLEAN_2019_ROWS = {
    "I1.2": "3 3 20",
    "I5.1": "10 +2 40",
    "I5.2": "3 0 5",
    "I6.1": "50 减3 18",
    "I6.2": "6 0 2",
    "I8.1": "2 0",
    "I9.1": "6 25.1000",
    "R1": "5 1 0 0 0 0 6",
    "R2": "1 0 0 0 0 0 1",
    "R3.1": "3 0 0 0 0 0 3",
    "R3.4.1": "2 1 0 0 0 0 3",
    "R3.7": "5 1 0 0 0 0 6",
    "R4": "1 0 0 0 0 0 1",
    "": "1 0 0 0 1  0 0 1 0 1  1 0 0 0 1",
}


CLEAN_2019_TEXTS = {
    1: (
        "本市依照条例开展工作，主动公开、依申请公开、信息管理、平台建设和监督保障都有专人负责，公开工作列入年度考核。\n"
        "2019年共收到政府信息公开申请6件，上年结转1件；全年共答复6件，结转下年度1件。行政复议和行政诉讼均依法应对。"
        "数字从2019年1月1日算到12月31日。"
    ),
    5: "公开的栏目分得过细，查找不够方便。下一年合并栏目，改进检索。",
    6: "无。",
}


def clean_2019() -> Report:
    """A city's report on 2019 in which every figure agrees with every other and with the text."""
    report = zero_report(official_forms()["2019"], 2019, "云岭市")
    texts = {text_place(number): text for number, text in CLEAN_2019_TEXTS.items()}
    return report.with_texts({**row_texts(report, CLEAN_2019_ROWS), **texts})


CLEAN_ROWS = {
    "I1.2": "3 1 12",
    "I5.1": "240",
    "I6.1": "35",
    "I6.2": "2",
    "I8.1": "75.9261",
    "R1": "12 2 0 1 0 1 16",
    "R2": "1 0 0 0 0 0 1",
    "R3.1": "6 1 0 1 0 0 8",
    "R3.2": "2 0 0 0 0 0 2",
    "R3.3.4": "1 0 0 0 0 0 1",
    "R3.4.1": "2 1 0 0 0 1 4",
    "R3.5.2": "1 0 0 0 0 0 1",
    "R3.7": "12 2 0 1 0 1 16",
    "R4": "1 0 0 0 0 0 1",
    "": "1 0 1 0 2  0 0 1 0 1  1 0 0 0 1",
}

CLEAN_TEXTS = {
    1: (
        "本局依照条例开展工作，主动公开、依申请公开、信息管理、平台建设和监督保障都有专人负责。\n"
        "2021年共收到政府信息公开申请16件，上年结转1件；全年共答复16件，结转下年度1件。行政复议和行政诉讼均依法应对。"
    ),
    5: "公开的内容更新不够及时。下一年每季度检查一次，查出的问题当月改好。",
    6: "本年没有收取信息处理费。数字从2021年1月1日算到12月31日。",
}


def clean_2021() -> Report:
    """A bureau's report on 2021 in which every figure agrees with every other and with the text."""
    report = zero_report(official_forms()["2021"], 2021, "云岭市水务局")
    texts = {text_place(number): text for number, text in CLEAN_TEXTS.items()}
    return report.with_texts({**row_texts(report, CLEAN_ROWS), **texts})


MADEUP_ROWS = {
    "B1.1": "900 +60 960 12.5",
    "B1.2": "80 -5 75 0.8",
    "B1.9": "980 +55 1035 13.3",
    "B2.1": "12 30",
    "B2.2": "0 0",
    "L1": "30 5 5 40",
    "L2": "300 120 80 500",
    "L3.1": "280 110 70 460",
    "L3.2.1": "20 5 5 30",
    "L3.2.2": "5 4 2 11",
    "L3.3": "1 1 0 2",
    "L3.9": "306 120 77 503",
    "L4": "24 5 8 37",
    "": "60 58  9 1 10  3 0 3",
}

MADEUP_TEXTS = {
    1: "馆舍两层，常年开放。2012年共受理依申请公开60件。",
    5: "外文书偏少。",
}


def madeup_report() -> Report:
    """A library's report on the made-up form, with nothing wrong in it."""
    report = empty_report("清河县图书馆", 2012, madeup_form())
    texts = {text_place(number): text for number, text in MADEUP_TEXTS.items()}
    return report.with_texts({**row_texts(report, MADEUP_ROWS), **texts})


# ---------------------------------------------------------------- real reports


def corpus() -> Path | None:
    """The folder of real reports, or None where the environment names none."""
    folder = os.environ.get("GIPR_CORPUS")
    return Path(folder) if folder else None


def corpus_names() -> list[str]:
    """The real reports whose faults are known."""
    folder = corpus()
    files = folder.glob("*.violations.json") if folder else ()
    return sorted(path.name.removesuffix(".violations.json") for path in files)


@dataclass(frozen=True)
class KnownFaults:
    """What is known to be wrong in a real report: in its tables, and in its text."""

    tables: Sequence[Mapping[str, Any]]
    prose: Sequence[Mapping[str, Any]]


def load_faults(name: str) -> KnownFaults:
    """The known faults of the real report ``name``."""
    values = _read_json(f"{name}.violations.json")
    return KnownFaults(values["tables"], values["prose"])


def load_corpus(name: str) -> Report:
    """The real report ``name``, under the local variant that has a place for each of its rows."""
    filed, bare = _filed(name)
    texts = {text_place(int(number)): text for number, text in filed["narrative"].items()}
    return bare.with_texts({address: text or "" for address, text in _figures(filed, bare)} | texts)


def filed_figures(name: str) -> dict[Address, str | None]:
    """Every cell of the real report ``name`` as filed; None is one that its copy does not let one recover."""
    return dict(_figures(*_filed(name)))


def _filed(name: str) -> tuple[dict[str, Any], Report]:
    """What the file of a real report holds, and an empty report under the variant that has a place for each of its rows."""
    filed = _read_json(f"{name}.json")
    form = official_forms().get(filed["form"]) or form_for_year(official_forms(), filed["year"])
    assert form, f"{name} is on no known form"
    variants = [frozenset[str](), *(frozenset({variant.id}) for variant in form.variants)]
    return filed, empty_report(filed["unit"], filed["year"], form, next(v for v in variants if _fits(filed, form, v)))


def _read_json(name: str) -> dict[str, Any]:
    folder = corpus()
    assert folder, "GIPR_CORPUS names no folder"
    values: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8-sig"))
    return values


def _fits(filed: Mapping[str, Any], form: Form, variants: frozenset[str]) -> bool:
    tables = lay_out(form, variants).tables
    rows = [*filed["table2"], *filed["table3"]]
    return all(any(row_named(label, table) is not None for table in tables) for label in rows)


def _same(label: str, node: Node) -> bool:
    return fold(label) in {fold(known) for known in (node.label, *node.accept)}


def row_named(label: str, table: LaidTable) -> int | None:
    """The position of the row that ``group/row`` or ``row`` names in a table, by its label or another in use for it."""
    *groups, own = label.rsplit("/", 1)
    for index, path in enumerate(table.row_paths):
        inside = all(any(_same(group, node) for node in path) for group in groups)
        if inside and _same(own, path[-1]):
            return index
    return None


def _figures(filed: Mapping[str, Any], report: Report) -> Iterator[tuple[Address, str | None]]:
    """Every figure with its address, empty for a blank cell and None for one that could not be recovered."""
    for table in report.layout.tables:
        for label, figures in {**filed["table2"], **filed["table3"]}.items():
            index = row_named(label, table)
            if index is None:
                continue
            named = figures if isinstance(figures, dict) else dict(zip(_labels(table), figures, strict=True))
            for column, address in zip(table.leaf_columns, table.addresses[index], strict=True):
                yield address, next((figure for name, figure in named.items() if _same(name, column)), "")
        for block, figures in filed["table4"].items():
            paths = zip(table.column_paths, table.addresses[0], strict=True)
            under = [address for path, address in paths if any(_same(block, node) for node in path[:-1])]
            if under:
                yield from zip(under, figures, strict=True)


def _labels(table: LaidTable) -> list[str]:
    return [column.label for column in table.leaf_columns]
