"""The history of a report: every save since its beginning, the report as it was then, and the way back to that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gipr_tui.text.clean import clean_line
from gipr_tui.text.moments import local_time
from gipr_tui.tui.glyphs import crop, drawn, pad
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.screens.listed import ListedScreen
from gipr_tui.tui.widgets.lines import LineList, Pieces
from gipr_tui.workspace.changed import change_in_words
from gipr_tui.workspace.chronicle import WHOLE, Done, Step, final_since, in_runs
from gipr_tui.workspace.wording import Wording

_WHO_WIDTH, _HOW_WIDTH, _ROW_WIDTH, _TEXT_WIDTH = 9, 9, 16, 14


class _Saves(LineList, can_focus=True):
    """One save a line, the newest first; what was typed into a text in one go is one."""

    def __init__(self, history: Sequence[Done], wording: Wording) -> None:
        super().__init__()
        self.saves = list(in_runs(history))[::-1]
        self._wording = wording
        self.empty = wording.text("history.none")

    @property
    def count(self) -> int:
        return len(self.saves)

    def line(self, index: int) -> Pieces:
        done, text = self.saves[index], self._wording.text
        more = len(done.steps) - 1
        return [
            (f" {local_time(done.at)} ", "dim"),
            (pad(crop(clean_line(done.by) or drawn("—"), _WHO_WIDTH - 1), _WHO_WIDTH), "plain"),
            (pad(crop(said_how(self._wording, done), _HOW_WIDTH - 1), _HOW_WIDTH), "plain"),
            (self._what(done.steps[0]) if done.steps else "", "plain"),
            (f" {text('changes.more', count=more)}" if more > 0 else "", "dim"),
        ]

    def _what(self, step: Step) -> str:
        place = self._wording.place(step.place, _ROW_WIDTH)
        if step.place == WHOLE or not (step.old or step.new):
            return place
        room = _TEXT_WIDTH if step.old and step.new else 2 * _TEXT_WIDTH
        said = change_in_words(step.place, step.old, step.new, self._wording.text, room, drawn)
        old, new = (crop(part, room) for part in said)
        return f"{place} {old} {drawn('→')} {new}"


class HistoryScreen(ListedScreen[int]):
    """Gives the revision to go back to; none where Esc was pressed. ``show`` shows the report as it was at a revision."""

    def __init__(self, history: Sequence[Done], wording: Wording, show: Callable[[int], None]) -> None:
        self._saves = _Saves(history, wording)
        super().__init__(wording.text, self._saves, "history")
        self._final = final_since(history)
        self._show = show

    def on_mount(self) -> None:
        if self._final:
            self.say(self.text("history.final", at=local_time(self._final.at), who=self._final.by or drawn("—")))

    @property
    def _chosen(self) -> Done | None:
        return self._saves.saves[self.list.cursor] if self._saves.saves else None

    def keys(self) -> Mapping[str, Callable[[], object]]:
        return {"enter": self._look, "b": self._go_back}

    def _look(self) -> None:
        if self._chosen:
            self._show(self._chosen.revision)

    def _go_back(self) -> None:
        done = self._chosen
        if done is None:
            return
        if self.list.cursor == 0:
            self.say(self.text("history.now"))
            return
        question = self.text("history.go-back", at=local_time(done.at))
        ask = Question(self.text, question, lambda: self.app.call_later(self.dismiss, done.revision))
        self.app.push_screen(ask)


def said_how(wording: Wording, done: Done) -> str:
    """The command of a save in words."""
    key = f"how.{done.how}"
    return wording.text(key) if key in wording.text else clean_line(done.how)
