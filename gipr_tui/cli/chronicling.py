"""``gipr history``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put, put_json
from gipr_tui.text.clean import clean_line
from gipr_tui.text.moments import local_time
from gipr_tui.text.width import crop
from gipr_tui.workspace.references import reference_of

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
    history = workspace.history(entry)
    if options.json:
        put_json({"report": reference_of(entry), "history": [_fields(done) for done in history]})
    else:
        for done in history:
            _put(context, done)
    return 0


def _fields(done: Done) -> dict[str, object]:
    return {
        "revision": done.revision,
        "at": done.at,
        "by": done.by,
        "how": done.how,
        "changes": [
            {"place": step.place, "old": step.old, "new": step.new}
            | ({} if step.start is None else {"start": step.start})
            for step in done.steps
        ],
    }


def _put(context: Context, done: Done) -> None:
    how = f"how.{done.how}"
    words = context.text(how) if how in context.text else done.how
    steps = _in_words(done.steps)
    put(clean_line(f"{done.revision}  {local_time(done.at)}  {done.by or '—'}  {words}  {steps}").rstrip())


def _in_words(steps: Sequence[Step]) -> str:
    return "，".join(
        f"{step.place} {_short(step.old)} → {_short(step.new)}" if step.old or step.new else step.place
        for step in steps
    )


def _short(text: str) -> str:
    return crop(clean_line(text), _MOST) or "—"
