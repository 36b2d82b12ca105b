"""The history of a report in terms of the form: which place became what, by which command."""

from __future__ import annotations

from dataclasses import replace

from gipr_tui.report.margin import note_place
from gipr_tui.report.model import Report, Status
from gipr_tui.workspace.chronicle import WHOLE, Step, final_since
from gipr_tui.workspace.workspace import Workspace


def test_every_kind_of_place_is_named_by_the_report(workspace: Workspace, clean: Report) -> None:
    entry = workspace.keep(clean)
    session = workspace.edit(entry)
    note = note_place("R1.c1")
    long = "今年改进了公开的目录，补上了往年缺的文件，清理了失效的文件。"
    session.apply({"R1.c1": "13", "S5.text": long, "S1.heading": "一、总体", "title": "题", note: "- \n某人说的"})
    session.apply({"S5.text": long.replace("往年", "前年"), note: "- \n别人说的"}, how="set")
    first, second, third = workspace.history(entry)
    assert first.steps == (Step(WHOLE, "", ""),)
    assert {step.place for step in second.steps} == {"R1.c1", "S5.text", "S1.heading", "title", note}
    assert next(step for step in second.steps if step.place == note) == Step(note, "", "某人说的")
    text = next(step for step in third.steps if step.place == "S5.text")
    assert (text.old, text.new, text.start) == ("往", "前", long.index("往年"))
    assert third.how == "set"
    assert [done.revision for done in (first, second, third)] == [1, 2, 3]


def test_since_when_a_report_is_final(workspace: Workspace, clean: Report) -> None:
    entry = workspace.keep(clean)
    store = workspace.store
    for revision, status in enumerate((Status.FINAL, Status.DRAFT, Status.FINAL), 1):
        content = workspace.store.read(entry.id).content
        store.write(entry.id, {**content, "status": status.value}, {}, revision=revision)
    history = workspace.history(entry)
    since = final_since(history)
    assert since is history[3]
    assert final_since(history[:3]) is None
    assert final_since(history[:2]) is history[1]


def test_a_report_goes_back_to_what_it_was_with_its_notes(workspace: Workspace, clean: Report) -> None:
    entry = workspace.keep(clean)
    note = note_place("R1.c1")
    workspace.edit(entry).apply({"R1.c1": "13", note: "2020-01-31 某人\n说的"})
    then = workspace.load(entry).report
    workspace.edit(entry).apply({"R1.c1": "14", note: "", "S5.text": "别的。"})
    assert workspace.go_back(entry, 2) == 3
    assert replace(workspace.load(entry).report, source=then.source) == then
    assert workspace.go_back(entry, 2) == 0
    workspace.verify_history(entry)
