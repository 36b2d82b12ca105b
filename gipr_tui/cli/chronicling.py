"""``gipr history``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put, put_json
from gipr_tui.text.clean import clean_line
from gipr_tui.text.moments import local_time
from gipr_tui.text.width import crop
from gipr_tui.workspace.changed import change_in_words
from gipr_tui.workspace.chronicle import final_since
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.wording import Wording

if TYPE_CHECKING:
    from gipr_tui.workspace.chronicle import Done, Step

_MOST = 40


def run_history(context: Context) -> int:
    """Lists who changed what and when; holds it against itself, or goes back to what was."""
    options, workspace = context.options, context.workspace
    entry = workspace.find(options.report)
    if options.verify:
        workspace.verify_history(entry)
        context.remark("cli.history-verified", reference=reference_of(entry))
        return 0
    if options.back_to is not None:
        changed = workspace.go_back(entry, options.back_to)
        context.remark("cli.history-back", reference=reference_of(entry), revision=options.back_to, changed=changed)
        return 0
    history, wording = workspace.history(entry), Wording(context.text, workspace.load(entry).report.layout)
    final = final_since(history)
    if options.json:
        since = {"revision": final.revision, "at": final.at, "by": final.by} if final else None
        saves = [_fields(done, wording) for done in history]
        put_json({"report": reference_of(entry), "final_since": since, "history": saves})
        return 0
    for done in history:
        _put(done, wording)
    if final:
        context.remark("cli.history-final", at=local_time(final.at), by=final.by or "—")
    return 0


def _fields(done: Done, wording: Wording) -> dict[str, object]:
    return {
        "revision": done.revision,
        "at": done.at,
        "by": done.by,
        "how": done.how,
        "changes": [
            {"place": step.place, "labels": _labels(step, wording), "old": step.old, "new": step.new}
            | ({} if step.start is None else {"start": step.start})
            for step in done.steps
        ],
    }


def _labels(step: Step, wording: Wording) -> list[str] | None:
    """A cell's row and column in the form's labels, as findings have them; None for any other place."""
    return list(wording.path(step.place)) if step.place in wording.layout.cells else None


def _put(done: Done, wording: Wording) -> None:
    how = f"how.{done.how}"
    words = wording.text(how) if how in wording.text else done.how
    steps = "，".join(_in_words(step, wording) for step in done.steps)
    put(clean_line(f"{done.revision}  {local_time(done.at)}  {done.by or '—'}  {words}  {steps}").rstrip())


def _in_words(step: Step, wording: Wording) -> str:
    """A step with its place by address, for ``gipr set``, and in words."""
    named = f"{step.place}（{wording.place(step.place)}）"
    if not (step.old or step.new):
        return named
    old, new = (crop(part, _MOST) for part in change_in_words(step.place, step.old, step.new, wording.text, _MOST))
    return f"{named} {old} → {new}"
