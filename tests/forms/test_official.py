"""The two statutory forms: their cells, their labels word for word, their merged headers."""

from __future__ import annotations

import pytest

from gipr_tui.forms import CellKind, Form, Node, form_for_year, lay_out, official_forms
from tests.reports import form_of


@pytest.mark.parametrize(
    ("form", "variants", "total", "section_two", "section_three"),
    [
        ("2019", (), 198, 22, 161),
        ("2019", ("split-other-services",), 201, 25, 161),
        ("2021", (), 200, 10, 175),
        ("2021", ("single-other",), 186, 10, 161),
    ],
)
def test_a_form_has_so_many_cells(
    form: str, variants: tuple[str, ...], total: int, section_two: int, section_three: int
) -> None:
    cells = lay_out(form_of(form), frozenset(variants)).cells.values()
    by_section = [sum(cell.section == number for cell in cells) for number in range(1, 7)]
    assert by_section == [0, section_two, section_three, 15, 0, 0]
    assert len(cells) == total


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_six_headings_stand_in_their_order(form: str) -> None:
    assert [section.heading for section in form_of(form).sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


@pytest.mark.parametrize(
    ("form", "address", "row", "column"),
    [
        ("2019", "I1.1.made", "规章", "本年新制作数量"),
        ("2019", "I1.2.stock", "规范性文件", "对外公开总数量"),
        ("2019", "I5.2.change", "其他对外管理服务事项", "本年增/减"),
        ("2019", "I9.1.items", "政府集中采购", "采购项目数量"),
        ("2019", "R1.c1", "一、本年新收政府信息公开申请数量", "申请人情况 > 自然人"),
        (
            "2019",
            "R3.2.c2",
            "三、本年度办理结果 > （二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "申请人情况 > 法人或其他组织 > 商业企业",
        ),
        (
            "2019",
            "R3.3.3.c5",
            "三、本年度办理结果 > （三）不予公开 > 3.危及“三安全一稳定”",
            "申请人情况 > 法人或其他组织 > 法律服务机构",
        ),
        ("2019", "R3.6.c7", "三、本年度办理结果 > （六）其他处理", "申请人情况 > 总计"),
        ("2019", "LA.tot", "", "行政诉讼 > 复议后起诉 > 总计"),
        ("2021", "I1.2.valid", "行政规范性文件", "现行有效件数"),
        ("2021", "I8.1.amount", "行政事业性收费", "本年收费金额（单位：万元）"),
        (
            "2021",
            "R3.6.1.c6",
            "三、本年度办理结果 > （六）其他处理 > 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "申请人情况 > 法人或其他组织 > 其他",
        ),
        (
            "2021",
            "R3.6.2.c1",
            "三、本年度办理结果 > （六）其他处理 > "
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "申请人情况 > 自然人",
        ),
        ("2021", "R4.c7", "四、结转下年度继续办理", "申请人情况 > 总计"),
        ("2021", "RV.keep", "", "行政复议 > 结果维持"),
    ],
)
def test_a_cell_has_its_labels_word_for_word(form: str, address: str, row: str, column: str) -> None:
    cell = lay_out(form_of(form)).cells[address]
    assert " > ".join(cell.row_labels) == row
    assert " > ".join(cell.column_labels) == column


@pytest.mark.parametrize(
    ("form", "address", "kind", "unit"),
    [
        ("2019", "R1.c1", CellKind.COUNT, ""),
        ("2019", "I8.1.change", CellKind.SIGNED, ""),
        ("2019", "I9.1.amount", CellKind.AMOUNT, "万元"),
        ("2021", "I8.1.amount", CellKind.AMOUNT, "万元"),
        ("2021", "LD.pend", CellKind.COUNT, ""),
    ],
)
def test_a_cell_holds_its_kind_of_figure(form: str, address: str, kind: CellKind, unit: str) -> None:
    cell = lay_out(form_of(form)).cells[address]
    assert (cell.kind, cell.unit) == (kind, unit)


def spans(nodes: tuple[Node, ...]) -> dict[str, int]:
    """How many leaves each group covers, by its label."""
    found: dict[str, int] = {}
    for node in nodes:
        if node.nodes:
            found[node.label] = len(list(node.leaves()))
            found |= spans(node.nodes)
    return found


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        ("2019", {"三、本年度办理结果": 20, "（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5}),
        (
            "2021",
            {
                "三、本年度办理结果": 22,
                "（三）不予公开": 8,
                "（四）无法提供": 3,
                "（五）不予处理": 5,
                "（六）其他处理": 3,
            },
        ),
    ],
)
def test_the_application_table_is_merged_as_the_official_one(form: str, rows: dict[str, int]) -> None:
    table = lay_out(form_of(form)).table("T3")
    assert spans(table.rows) == rows
    assert spans(table.columns) == {"申请人情况": 7, "法人或其他组织": 5}


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_review_table_is_one_row_under_merged_headers(form: str) -> None:
    table = lay_out(form_of(form)).table("T4")
    assert [len(row) for row in table.addresses] == [15]
    assert spans(table.columns) == {"行政复议": 5, "行政诉讼": 10, "未经复议直接起诉": 5, "复议后起诉": 5}


def test_the_local_rows_stand_under_the_row_they_split() -> None:
    plain = lay_out(form_of("2019"))
    split = lay_out(form_of("2019"), frozenset({"split-other-services"}))
    assert "I5.2.decided" in plain.cells and "I5.2.1.decided" not in plain.cells
    assert "I5.2.decided" not in split.cells
    assert split.cells["I5.2.2.decided"].row_labels == ("其他对外管理服务事项", "行政确认")


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_variant_moves_no_cell_it_does_not_split(form: str) -> None:
    """An address means the same cell under every variant, so that figures survive a change of variant."""
    loaded = form_of(form)
    plain = lay_out(loaded).cells
    for variant in loaded.variants:
        cells = lay_out(loaded, frozenset({variant.id})).cells
        for address in plain.keys() & cells.keys():
            assert plain[address].row_labels == cells[address].row_labels, address
            assert plain[address].column_labels == cells[address].column_labels, address


def test_the_cells_common_to_both_forms_keep_their_addresses_and_labels() -> None:
    old, new = (lay_out(form_of(name)).cells for name in ("2019", "2021"))
    common = {address for address in old.keys() & new.keys() if address[0] == "R" or old[address].section == 4}
    assert len(common) == 22 * 7 + 15
    assert all(old[address].row_labels == new[address].row_labels for address in common)


def test_addresses_stay_as_scripts_know_them() -> None:
    layout = lay_out(form_of("2019"))
    assert list(layout.cells)[:6] == [
        "I1.1.made",
        "I1.1.published",
        "I1.1.stock",
        "I1.2.made",
        "I1.2.published",
        "I1.2.stock",
    ]
    rows = (
        "R1 R2 R3.1 R3.2 R3.3.1 R3.3.2 R3.3.3 R3.3.4 R3.3.5 R3.3.6 R3.3.7 R3.3.8 R3.4.1 R3.4.2 R3.4.3 "
        "R3.5.1 R3.5.2 R3.5.3 R3.5.4 R3.5.5 R3.6 R3.7 R4"
    )
    assert [row[0].removesuffix(".c1") for row in layout.table("T3").addresses] == rows.split()
    assert layout.table("T4").addresses[0] == tuple(
        f"{block}.{result}" for block in ("RV", "LD", "LA") for result in ("keep", "corr", "oth", "pend", "tot")
    )


def test_the_order_is_the_order_of_the_form() -> None:
    layout = lay_out(form_of("2021"))
    assert [layout.order[address] for address in layout.cells] == list(range(200))


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        ("R1.c7", ("R1.c7",)),
        ("R3.4.c7", ("R3.4.1.c7", "R3.4.2.c7", "R3.4.3.c7")),
        ("RV.tot", ("RV.tot",)),
        ("R9.c1", ()),
        ("R3.4.c9", ()),
        ("", ()),
    ],
)
def test_a_group_of_rows_stands_for_its_cells(key: str, cells: tuple[str, ...]) -> None:
    assert lay_out(form_of("2019")).expand(key) == cells


def test_a_subtotal_is_not_counted_in_its_group() -> None:
    layout = lay_out(form_of("2019"), frozenset({"subtotals", "legal-subtotal"}))
    assert "R3.4.0.c8" in layout.cells
    assert layout.expand("R3.4.c1") == ("R3.4.1.c1", "R3.4.2.c1", "R3.4.3.c1")


def test_an_unknown_variant_changes_nothing() -> None:
    form = form_of("2019")
    assert lay_out(form, frozenset({"no-such"})) is lay_out(form)


@pytest.mark.parametrize(
    ("year", "form"), [(2008, None), (2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2060, "2021")]
)
def test_every_year_since_2019_has_its_form(year: int, form: str | None) -> None:
    found = form_for_year(official_forms(), year)
    assert (found.id if found else None) == form


def everything(form: Form) -> list[str]:
    texts = [section.heading for section in form.sections]
    for table in form.tables:
        texts += [table.caption, table.corner]
        for node in (*table.rows, *table.columns):
            texts += [leaf.label for leaf in node.leaves()]
    return texts


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_no_label_carries_padding(form: str) -> None:
    assert [text for text in everything(form_of(form)) if text != text.strip()] == []
