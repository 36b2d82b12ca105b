"""A wrong form file is refused, with the file and the key that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipr_tui.errors import FormError
from gipr_tui.forms import Form, load_form, parse_form

HEAD = """
id = "small"
years = [2012]
source = "为试验而编"
titles = ["{unit}{year}年报告"]
"""

SECTIONS = """
[[sections]]
number = 1
heading = "一、概况"

[[sections]]
number = 2
heading = "二、数字"
"""

TABLES = """
[[variants]]
id = "split"
label = "分列"

[[tables]]
id = "T"
section = 2
columns = [{ key = "a", label = "甲" }, { key = "b", label = "乙", kind = "amount", unit = "万元" }]
rows = [
  { key = "R1", label = "一" },
  { key = "R2", label = "二", unless = "split" },
  { key = "R2", label = "二", when = "split", rows = [{ key = "R2.1", label = "其一" }, { key = "R2.2", label = "其二" }] },
  { key = "R9", label = "总" },
]
"""

RELATION = """
[[relations]]
rule = "S-SUM"
severity = "error"
basis = "总为一与二之和"
table = "T"
each = "column"
left = ["R9"]
op = "="
right = ["R1", "R2"]
"""

CAUSE = """
[[causes]]
id = "S-DOUBLE"
kind = "total-includes"
relation = "S-SUM"
also = [["R1"]]
"""

REST = """
[[cells]]
tables = ["T"]
unreadable = "S-INT"

[[amounts]]
rule = "S-AMT"
severity = "warning"
basis = "万元"
cell = "R1.b"
padded_decimals = 4
over = 10
last_year_ratio = 100

[[signs]]
rule = "S-SIGN"
severity = "hint"
basis = "写明增减"
tables = ["T"]
change = "a"
before = "b"

[[quantities]]
id = "new_applications"
rule = "S-NEW"
severity = "error"
cells = ["R1.a"]
accept = [["R1.a", "R2.a"]]

[[correspondences]]
form = "smaller"
tables = ["T"]
each = "row"
to = "a"
from = ["x", "y"]
"""

GOOD = HEAD + SECTIONS + TABLES + RELATION + CAUSE + REST


def refusal(text: str) -> FormError:
    with pytest.raises(FormError) as caught:
        parse_form(text, "small.toml")
    return caught.value


def small() -> Form:
    return parse_form(GOOD, "small.toml")


def test_the_file_these_tests_spoil_is_good() -> None:
    assert small().id == "small"


@pytest.mark.parametrize(
    ("right", "wrong", "code", "key"),
    [
        pytest.param('id = "small"\n', "", "form-missing", "id", id="no id"),
        pytest.param('label = "甲"', 'name = "甲"', "form-missing", "tables[1].columns[1].label", id="no label"),
        pytest.param("number = 2\n", "", "form-missing", "sections[2].number", id="no number"),
        pytest.param('op = "="\n', "", "form-missing", "relations[1].op", id="no operator"),
        pytest.param('relation = "S-SUM"\n', "", "form-missing", "causes[1].relation", id="cause of no relation"),
        pytest.param('id = "small"', 'id = "small"\ncolour = 1', "form-unknown-key", "colour", id="unknown key"),
        pytest.param(
            'key = "R1", label',
            'key = "R1", bold = true, label',
            "form-unknown-key",
            "tables[1].rows[1].bold",
            id="in a row",
        ),
        pytest.param(
            'table = "T"', 'table = "T"\ntable2 = "T"', "form-unknown-key", "relations[1].table2", id="in a relation"
        ),
        pytest.param('id = "small"', "id = 7", "form-type", "id", id="number for text"),
        pytest.param("number = 2", 'number = "2"', "form-type", "sections[2].number", id="text for number"),
        pytest.param("number = 2", "number = true", "form-type", "sections[2].number", id="truth for number"),
        pytest.param('left = ["R9"]', 'left = "R9"', "form-type", "relations[1].left", id="text for list"),
        pytest.param('left = ["R9"]', "left = [9]", "form-type", "relations[1].left", id="list of numbers"),
        pytest.param('also = [["R1"]]', 'also = ["R1"]', "form-type", "causes[1].also", id="list for list of lists"),
        pytest.param('also = [["R1"]]', "also = [[1]]", "form-type", "causes[1].also", id="list of lists of numbers"),
        pytest.param(SECTIONS, "sections = [1]", "form-not-table", "sections[1]", id="number for table"),
        pytest.param('op = "="', 'op = "~"', "form-choice", "relations[1].op", id="unknown operator"),
        pytest.param('each = "column"', 'each = "cell"', "form-choice", "relations[1].each", id="unknown reach"),
        pytest.param(
            'severity = "error"', 'severity = "bad"', "form-choice", "relations[1].severity", id="unknown severity"
        ),
        pytest.param(
            'kind = "amount"', 'kind = "money"', "form-choice", "tables[1].columns[2].kind", id="unknown kind of cell"
        ),
        pytest.param(
            'kind = "total-includes"', 'kind = "magic"', "form-choice", "causes[1].kind", id="unknown kind of cause"
        ),
        pytest.param("number = 2", "number = 3", "form-section-order", "sections", id="a section left out"),
        pytest.param("number = 1", "number = 2", "form-section-order", "sections", id="a section twice"),
        pytest.param("{unit}{year}年报告", "{year}年报告", "form-titles", "titles", id="title without unit"),
        pytest.param("{unit}{year}年报告", "{unit}报告", "form-titles", "titles", id="title without year"),
        pytest.param(
            "{unit}{year}年报告", "{unit}{year}{day}", "form-titles", "titles", id="title with a strange place"
        ),
        pytest.param("{unit}{year}年报告", "{unit}{year}{", "form-titles", "titles", id="title with a loose brace"),
        pytest.param('titles = ["{unit}{year}年报告"]', "titles = []", "form-titles", "titles", id="no title"),
        pytest.param("years = [2012]", "years = []", "form-years", "years", id="no year"),
        pytest.param("years = [2012]", "years = [2012, 2010]", "form-years", "years", id="years backwards"),
        pytest.param("years = [2012]", 'years = ["2012"]', "form-years", "years", id="year as text"),
        pytest.param(
            'key = "R1", label', 'key = "R 1", label', "form-bad-key", "tables[1].rows[1].key", id="key with a space"
        ),
        pytest.param('key = "a", label', "label", "form-no-key", "tables[1].columns", id="column without key"),
        pytest.param('left = ["R9"]', "left = []", "form-empty", "relations[1].left", id="nothing to compare"),
        pytest.param(
            'op = "="',
            'op = "="\nunit_pattern = "("',
            "form-bad-pattern",
            "relations[1].unit_pattern",
            id="bad pattern",
        ),
        pytest.param('form = "smaller"\n', "", "form-missing", "correspondences[1].form", id="going on from no form"),
        pytest.param('to = "a"\n', "", "form-missing", "correspondences[1].to", id="nothing that goes on"),
        pytest.param(
            'from = ["x", "y"]', "from = []", "form-empty", "correspondences[1].from", id="going on from nothing"
        ),
        pytest.param('each = "row"', 'each = "once"', "form-choice", "correspondences[1].each", id="going on nowhere"),
        pytest.param(
            'each = "row"', 'each = "cell"', "form-unknown-key", "correspondences[1].to", id="every cell and one column"
        ),
    ],
)
def test_a_spoilt_file_is_refused_with_its_key(right: str, wrong: str, code: str, key: str) -> None:
    assert right in GOOD
    error = refusal(GOOD.replace(right, wrong, 1))
    assert error.code == code
    assert error.fields["file"] == "small.toml"
    assert error.fields["key"] == key


@pytest.mark.parametrize(
    ("right", "wrong", "key", "name"),
    [
        pytest.param("section = 2", "section = 3", "tables[1].section", 3, id="section of a table"),
        pytest.param('unless = "split"', 'unless = "splat"', "tables[1]", "splat", id="variant of a row"),
        pytest.param('when = "split"', 'when = "splat"', "tables[1]", "splat", id="variant of a group"),
        pytest.param('left = ["R9"]', 'left = ["R8"]', "relations[1]", "R8", id="row"),
        pytest.param('right = ["R1", "R2"]', 'right = ["R1", "-R7"]', "relations[1]", "R7", id="row taken away"),
        pytest.param('right = ["R1", "R2"]', 'right = ["last:R7"]', "relations[1]", "R7", id="row of last year"),
        pytest.param('right = ["R1", "R2"]', 'right = ["R1.a"]', "relations[1]", "R1.a", id="cell where a row belongs"),
        pytest.param('right = ["R1", "R2"]', 'right = ["*"]', "relations[1]", "*", id="star over nothing"),
        pytest.param('each = "column"', 'each = "row"', "relations[1]", "R9", id="row where a column belongs"),
        pytest.param('each = "column"', 'each = "once"', "relations[1]", "R9", id="row where a cell belongs"),
        pytest.param('table = "T"', 'table = "U"', "relations[1]", "U", id="table"),
        pytest.param('op = "="', 'op = "="\nvariant = "splat"', "relations[1]", "splat", id="variant"),
        pytest.param('op = "="', 'op = "="\nover = ["R8"]', "relations[1]", "R8", id="row laid over"),
        pytest.param('op = "="', 'op = "="\nmend = "R8"', "relations[1]", "R8", id="row to mend"),
        pytest.param(
            'op = "="', 'op = "="\nwhen = [{ left = ["R8"], op = ">" }]', "relations[1]", "R8", id="row of a condition"
        ),
        pytest.param('cell = "R1.b"', 'cell = "R1.c"', "amounts[1].cell", "R1.c", id="cell of an amount"),
        pytest.param('change = "a"', 'change = "c"', "signs[1]", "c", id="column of a signed change"),
        pytest.param(
            'tables = ["T"]\nchange', 'tables = ["U"]\nchange', "signs[1].tables", "U", id="table of a signed change"
        ),
        pytest.param('tables = ["T"]\nunreadable', 'tables = ["U"]\nunreadable', "cells", "U", id="table of cells"),
        pytest.param('cells = ["R1.a"]', 'cells = ["R8.a"]', "quantities[1]", "R8.a", id="cell of a quantity"),
        pytest.param('[["R1.a", "R2.a"]]', '[["R1.a", "R8.a"]]', "quantities[1]", "R8.a", id="cell accepted for it"),
        pytest.param('[["R1.a", "R2.a"]]', '[["R1.a", "-R8.a"]]', "quantities[1]", "R8.a", id="cell taken off for it"),
        pytest.param(
            '[["R1.a", "R2.a"]]',
            '[["R1.a", "last:R2.a"]]',
            "quantities[1].accept",
            "last:R2.a",
            id="last year's cell accepted for it",
        ),
        pytest.param('relation = "S-SUM"', 'relation = "S-NO"', "causes[1]", "S-NO", id="relation of a cause"),
        pytest.param('also = [["R1"]]', 'also = [["R8"]]', "causes[1]", "R8", id="row of a cause"),
        pytest.param(
            'kind = "total-includes"', 'kind = "swapped"\ntable = "U"', "causes[1]", "U", id="table of a cause"
        ),
        pytest.param('to = "a"', 'to = "c"', "correspondences[1].to", "c", id="column that goes on"),
        pytest.param('each = "row"\nto', 'each = "column"\nto', "correspondences[1].to", "a", id="row that goes on"),
        pytest.param(
            'tables = ["T"]\neach = "row"',
            'tables = ["U"]\neach = "row"',
            "correspondences[1].tables",
            "U",
            id="table that goes on",
        ),
    ],
)
def test_a_name_that_stands_for_nothing_is_refused(right: str, wrong: str, key: str, name: object) -> None:
    assert right in GOOD
    error = refusal(GOOD.replace(right, wrong, 1))
    assert error.code == "form-unknown-name"
    assert error.fields == {"file": "small.toml", "key": key, "name": name}


@pytest.mark.parametrize(
    ("right", "wrong", "name"),
    [
        pytest.param('key = "R9", label', 'key = "R1", label', "R1.a", id="row"),
        pytest.param('key = "b", label', 'key = "a", label', "R1.a", id="column"),
        pytest.param("[[cells]]", TABLES.rsplit("\n\n", maxsplit=1)[-1] + "\n[[cells]]", "T", id="table"),
    ],
)
def test_a_name_that_stands_for_two_things_is_refused(right: str, wrong: str, name: str) -> None:
    error = refusal(GOOD.replace(right, wrong, 1))
    assert error.code == "form-duplicate"
    assert error.fields == {"file": "small.toml", "key": "tables", "name": name}


def test_a_row_that_is_there_under_a_variant_only_may_be_named() -> None:
    assert parse_form(GOOD.replace('right = ["R1", "R2"]', 'right = ["R2.1"]\nvariant = "split"', 1), "small.toml")


def test_a_group_whose_rows_are_all_away_is_away_itself() -> None:
    only = '{ key = "R2", label = "二", rows = [{ key = "R2.1", label = "其一", when = "split" }] },'
    plain = '  { key = "R2", label = "二", unless = "split" },\n'
    group = next(line for line in GOOD.splitlines() if 'when = "split"' in line)
    form = parse_form(GOOD.replace(plain, "").replace(group, only), "small.toml")
    assert [row.key for row in form.tables[0].rows if row.present(frozenset())] == ["R1", "R9"]


@pytest.mark.parametrize("text", ["id = ", "a = 1\na = 2", "[[", "\ufeffid = 1", "\x00"])
def test_a_text_that_is_not_toml_is_refused(text: str) -> None:
    error = refusal(text)
    assert error.code == "form-not-toml"
    assert error.fields["file"] == "small.toml"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(FormError) as caught:
        load_form(path)
    assert caught.value.fields["file"] == "old.toml"
