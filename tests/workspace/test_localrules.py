"""The office's own rules in a store's folder: in force for all who work with it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from gipr_tui.workspace.localrules import read_rules
from gipr_tui.workspace.shelf import RULES_FILE
from gipr_tui.workspace.workspace import Workspace

RULE = '[[rules]]\nid = "L-1"\nseverity = "error"\nmessage = "必填"\nrequired = ["R1.c7"]\n'


def write(workspace: Workspace, text: str | bytes) -> Path:
    path = workspace.store.folder / RULES_FILE
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_without_a_file_there_are_none(workspace: Workspace) -> None:
    assert (workspace.rule_book.rules, workspace.rule_book.problems) == ((), ())
    assert not workspace.store.folder.exists()


def test_they_are_in_force_wherever_a_report_is_checked(workspace: Workspace, clean: Report) -> None:
    write(workspace, RULE)
    report = clean.with_texts({"R1.c7": ""})
    entry = workspace.keep(report)
    assert "L-1" in [finding.rule for finding in workspace.evaluate(report).findings]
    session = workspace.edit(entry)
    assert "L-1" in [finding.rule for finding in session.evaluation.findings]
    session.enter("R1.c7", "9")
    assert "L-1" not in [finding.rule for finding in session.evaluation.findings]
    session.follow(report)
    assert "L-1" in [finding.rule for finding in session.evaluation.findings]


def test_a_changed_file_is_read_anew(workspace: Workspace) -> None:
    path = write(workspace, RULE)
    first = workspace.rule_book
    assert workspace.rule_book is first
    write(workspace, RULE.replace("L-1", "L-2"))
    os.utime(path, ns=(1, 1))
    assert [rule.id for rule in workspace.rule_book.rules] == ["L-2"]


def test_a_faulty_rule_leaves_the_others(workspace: Workspace) -> None:
    write(workspace, RULE + RULE.replace("L-1", "X"))
    assert [rule.id for rule in workspace.rule_book.rules] == ["L-1"]
    assert [problem.code for problem in workspace.rule_book.problems] == ["rule-id"]


@pytest.mark.parametrize(("content", "code"), [(b"\xff\xfe\x00", "rules-no-text"), (b"[[", "rule-not-toml")])
def test_a_file_that_is_no_list_of_rules(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    book = read_rules(path)
    assert (book.rules, [problem.code for problem in book.problems]) == ((), [code])


def test_what_is_no_file(tmp_path: Path) -> None:
    assert [problem.code for problem in read_rules(tmp_path).problems] == ["rules-no-file"]
    assert [problem.code for problem in read_rules(tmp_path / "absent.toml").problems] == ["rules-missing"]


SUMMARY = '[[summaries]]\nunit = "云岭市"\nparts = ["云岭市*局", "清河县图书馆"]\n'


def test_a_report_that_adds_up_others_is_held_against_those_of_its_year(workspace: Workspace, clean: Report) -> None:
    write(workspace, SUMMARY)
    whole = replace(clean, unit="云岭市")
    for unit, year in (("云岭市水务局", clean.year), ("云岭市税务局", clean.year - 1), ("清河镇", clean.year)):
        workspace.keep(replace(clean, unit=unit, year=year))
    assert workspace.beside(clean).parts is None
    parts = workspace.beside(whole).parts
    assert parts and (parts.count, parts.missing) == (1, ("清河县图书馆",))
    workspace.keep(replace(clean, unit="清河县图书馆"))
    session = workspace.edit(workspace.keep(whole))
    assert "HI-SUM" in [finding.rule for finding in session.evaluation.findings]
    doubled = {cell: str(2 * int(whole.get(cell))) for cell in whole.layout.cells if whole.get(cell).isdigit()}
    session.apply({**doubled, "I8.1.amount": ""})
    (left,) = [finding.place for finding in session.evaluation.findings if finding.rule == "HI-SUM"]
    assert left == "I8.1.amount"
