"""An office's own rules: what may be written, and what is said of the rest."""

from __future__ import annotations

import pytest

from gipr_tui.errors import FormError
from gipr_tui.forms import official_forms
from gipr_tui.forms.local import LocalRule, parse_local_rules

FORMS = official_forms()
HEAD = '[[rules]]\nid = "L-1"\nseverity = "warning"\nmessage = "请核对"\n'


def parse(text: str) -> tuple[list[LocalRule], list[FormError]]:
    book = parse_local_rules(text, "rules.toml", FORMS)
    return list(book.rules), list(book.faults)


def test_a_relation_over_columns_is_for_every_form_that_has_its_rows() -> None:
    (rule,), faults = parse(HEAD + 'table = "T3"\neach = "column"\nleft = ["R1"]\nop = ">="\nright = ["R2", "-R4"]\n')
    assert faults == []
    assert rule.forms == tuple(FORMS)
    relation = dict(rule.relations)["2021"]
    assert [(term.key, term.sign) for term in relation.right] == [("R2", 1), ("R4", -1)]


def test_cells_are_compared_once_without_a_table() -> None:
    (rule,), _ = parse(HEAD + 'left = ["R3.3.c7"]\nop = "<"\nright = ["RV.tot"]\n')
    assert {(relation.each, relation.tables) for _, relation in rule.relations} == {("once", ("T3",))}


def test_a_rule_for_one_form_only() -> None:
    (rule,), _ = parse(HEAD + 'required = ["I1.1.issued"]\n')
    assert rule.forms == ("2021",)


def test_a_summary_adds_up_the_units_that_fit_but_never_its_own() -> None:
    book = parse_local_rules(
        '[[summaries]]\nunit = "云岭市"\nparts = ["云岭市*", "清河县图书馆"]\n', "rules.toml", FORMS
    )
    (summary,) = book.summaries
    assert [summary.adds(unit) for unit in ("云岭市水务局", "清河县图书馆", "云岭市", "清河县")] == [
        True,
        True,
        False,
        False,
    ]
    assert summary.named == ("清河县图书馆",)


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ('unit = "云岭市"', "rule-missing", "summaries[1].parts"),
        ('unit = "云岭市"\nparts = []', "rule-empty", "summaries[1].parts"),
        ('unit = " "\nparts = ["某局"]', "rule-empty", "summaries[1].unit"),
        ('unit = "云岭市"\nparts = [1]', "rule-type", "summaries[1].parts"),
        ('unit = "云岭市"\nparts = ["某局"]\nyear = 1', "rule-unknown-key", "summaries[1].year"),
    ],
)
def test_a_summary_that_is_written_wrongly_is_left_out(text: str, code: str, key: str) -> None:
    book = parse_local_rules(f"[[summaries]]\n{text}\n", "rules.toml", FORMS)
    assert book.summaries == ()
    assert [(fault.code, fault.fields["key"]) for fault in book.faults] == [(code, key)]


@pytest.mark.parametrize(
    ("key", "patterns", "fits", "not_fits"),
    [
        ("units", '["*街道", "某局"]', [("东街道", 2021), ("某局", 2021)], [("某局办", 2021)]),
        ("years", '["202?", 2019]', [("某局", 2023), ("某局", 2019)], [("某局", 2018)]),
        ("units", "[]", [("某局", 2021)], []),
    ],
)
def test_the_patterns(key: str, patterns: str, fits: list[tuple[str, int]], not_fits: list[tuple[str, int]]) -> None:
    (rule,), faults = parse(HEAD + f'{key} = {patterns}\nrequired = ["R1.c7"]\n')
    assert faults == []
    assert all(rule.is_for(*one) for one in fits)
    assert not any(rule.is_for(*one) for one in not_fits)


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        (HEAD.replace("L-1", "T3-ID") + 'required = ["R1.c7"]', "rule-id", "rules[1] T3-ID.id"),
        (HEAD.replace("L-1", "L-") + 'required = ["R1.c7"]', "rule-id", "rules[1] L-.id"),
        (HEAD.replace("L-1", "L-a/b") + 'required = ["R1.c7"]', "rule-id", "rules[1] L-a/b.id"),
        (HEAD.replace("warning", "hint") + 'required = ["R1.c7"]', "rule-choice", "rules[1] L-1.severity"),
        (HEAD.replace("请核对", " ") + 'required = ["R1.c7"]', "rule-message", "rules[1] L-1.message"),
        (HEAD + 'required = ["R9.c7"]', "rule-unknown-name", "rules[1] L-1.required"),
        (HEAD + 'forms = ["2019"]\nrequired = ["I1.1.issued"]', "rule-unknown-name", "rules[1] L-1.required"),
        (HEAD + 'forms = ["1999"]\nrequired = ["R1.c7"]', "rule-choice", "rules[1] L-1.forms"),
        (HEAD + "years = [true]\n" + 'required = ["R1.c7"]', "rule-type", "rules[1] L-1.years"),
        (HEAD, "rule-empty", "rules[1] L-1.left"),
        (HEAD + 'left = ["last:R1.c7"]\nop = "="\nright = ["last?:R2.c7"]', "rule-last-year", "rules[1] L-1.left"),
        (HEAD + 'left = ["R1.c7"]\nop = "~"\nright = ["R2.c7"]', "rule-choice", "rules[1] L-1.op"),
        (HEAD + 'left = ["R1.c7"]\nright = ["R2.c7"]', "rule-missing", "rules[1] L-1.op"),
        (HEAD + 'left = ["R1.c9"]\nop = "="\nright = ["R2.c7"]', "rule-unknown-name", "rules[1] L-1"),
        (HEAD + 'required = ["R1.c7"]\nfills = true', "rule-unknown-key", "rules[1] L-1.fills"),
        (HEAD + 'left = 3\nop = "="', "rule-type", "rules[1] L-1.left"),
        ("rules = [3]", "rule-not-table", "rules[1]"),
    ],
)
def test_a_faulty_rule_is_told_and_left_out(text: str, code: str, key: str) -> None:
    good = '\n[[rules]]\nid = "L-OK"\nseverity = "error"\nmessage = "必填"\nrequired = ["R1.c7"]\n'
    rules, (fault,) = parse(text + good if "[[" in text else text)
    assert (fault.code, fault.fields["file"], fault.fields["key"]) == (code, "rules.toml", key)
    assert [rule.id for rule in rules] == (["L-OK"] if "[[" in text else [])


def test_of_two_rules_with_one_id_the_first_is_kept() -> None:
    rules, (fault,) = parse((HEAD + 'required = ["R1.c7"]\n') * 2)
    assert (len(rules), fault.code) == (1, "rule-duplicate")


@pytest.mark.parametrize(
    "text", ["[[rules]\n", "x = 1", "rules = 3", "[" * 5000], ids=["syntax", "key", "list", "deep"]
)
def test_what_is_no_file_of_rules(text: str) -> None:
    with pytest.raises(FormError) as caught:
        parse(text)
    assert caught.value.code.startswith("rule-")
