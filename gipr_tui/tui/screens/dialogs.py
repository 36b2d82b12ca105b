"""Small windows that ask for something: a few fields, or yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from gipr_tui.errors import GiprError
from gipr_tui.locale import Catalogue
from gipr_tui.text.clean import clean_line
from gipr_tui.text.wrap import iter_lines
from gipr_tui.tui.glyphs import char_width, drawn
from gipr_tui.tui.styles import style
from gipr_tui.tui.widgets.lineinput import LineInput
from gipr_tui.tui.widgets.lines import Bar, Pieces, ReadingLines
from gipr_tui.tui.widgets.noteinput import NoteInput
from gipr_tui.workspace.wording import error_sentence


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. With ``choices`` it is one of them, changed with the arrows or the space bar.

    With ``lines`` it may be several lines. What stands in one that is ``proposed`` goes with the first character typed.
    """

    id: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    lines: bool = False
    proposed: bool = False


#: Takes what was filled in. Raises GiprError where it won't do: the window then stays open and says why.
Submit = Callable[[Mapping[str, str]], None]


class Choice(Widget, can_focus=True):
    """One of a few values, on one line."""

    DEFAULT_CSS = "Choice { height: 1; width: 1fr; } Choice:focus { text-style: reverse; }"

    def __init__(self, text: Catalogue, choices: Sequence[str], value: str, *, id: str) -> None:
        super().__init__(id=id)
        self._text = text
        self._choices = list(choices)
        self.value = value if value in choices else self._choices[0]

    def render(self) -> Text:
        name = f"choice.{self.value}"
        return Text(f"{drawn('‹')} {self._text(name) if name in self._text else self.value} {drawn('›')}")

    def on_key(self, event: events.Key) -> None:
        steps = {"left": -1, "right": 1, "space": 1}
        if event.key in steps:
            event.stop()
            at = self._choices.index(self.value) + steps[event.key]
            self.value = self._choices[at % len(self._choices)]
            self.refresh()


class Dialog(ModalScreen[bool]):
    """A window with a title, an explanation, and fields. Enter takes them, Esc leaves everything as it was.

    Where several are to be typed, Enter goes from one to the next, and takes them at the last.
    """

    DEFAULT_CSS = """
    Dialog { align: center middle; background: ansi_default; }
    Dialog > Vertical { width: 72; max-width: 96%; height: auto; padding: 0 1; }
    Dialog Bar { height: 1; }
    Dialog .explanation { height: auto; }
    """

    def __init__(
        self, text: Catalogue, title: str, fields: Sequence[Field], submit: Submit, explanation: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._text = text
        self._fields = fields
        self._submit = submit
        self._refused: Mapping[str, str] = {}
        self._explanation = explanation
        self._asked = Static(Text(clean_line(title), style("caption")), id="asked", classes="explanation")
        self._answer = Static(id="answer", classes="explanation")

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._asked
            for line in self._explanation:
                yield Static(Text(clean_line(line)), classes="explanation")
            for field in self._fields:
                if field.label:
                    label = Bar()
                    label.show([(field.label, "dim")])
                    yield label
                if field.choices:
                    yield Choice(self._text, field.choices, field.value, id=field.id)
                elif field.lines:
                    yield NoteInput(field.value, id=field.id)
                else:
                    yield LineInput(field.value, id=field.id, proposed=field.proposed)
            yield self._answer

    def on_mount(self) -> None:
        self._show_keys()
        if self._fields:
            self.query_one(f"#{self._fields[0].id}").focus()

    def on_input_changed(self) -> None:
        if self._refused and self._refused != self._values():
            self._refused = {}
            self._show_keys()

    def _show_keys(self) -> None:
        """Says what the keys do, in the place of what was wrong."""
        keys = "dialog.keys-next" if len(self._typed) > 1 else "dialog.keys"
        if any(field.lines for field in self._fields):
            keys = "dialog.keys-lines"
        several = "  ".join(["", self._text("dialog.keys-several")]) if len(self._fields) > 1 else ""
        self._answer.update(Text(self._text(keys) + several, style("dim")))

    def on_key(self, event: events.Key) -> None:
        moves = {"down": self.focus_next, "up": self.focus_previous}
        if event.key in moves:
            event.stop()
            moves[event.key]()
        elif event.key == "enter":
            event.stop()
            self._go_on()
        elif event.key == "escape":
            event.stop()
            self.dismiss(False)

    @property
    def _typed(self) -> list[str]:
        """The fields of one line, in their order."""
        return [field.id for field in self._fields if not field.choices and not field.lines]

    def _go_on(self) -> None:
        """From one field of one line to the next; from the last, and from any other field, takes what was filled in."""
        here = self.focused.id if self.focused else None
        onward = self._typed[self._typed.index(here) + 1 :] if here in self._typed else []
        if onward:
            self.query_one(f"#{onward[0]}").focus()
        else:
            self._take()

    def _values(self) -> dict[str, str]:
        values: dict[str, str] = {}
        for field in self._fields:
            widget = self.query_one(f"#{field.id}")
            assert isinstance(widget, LineInput | NoteInput | Choice)
            values[field.id] = widget.value
        return values

    def _take(self) -> None:
        values = self._values()
        try:
            self._submit(values)
        except GiprError as error:
            self._refused = values
            self._answer.update(Text(clean_line(self._sentence(error)), style("error")))
        else:
            self.dismiss(True)

    def _sentence(self, error: GiprError) -> str:
        """What to do here: the catalogue's own sentence for windows where it has one."""
        key = f"dialog.{error.code}"
        return self._text(key, **error.fields) if key in self._text else error_sentence(self._text, error)


#: What a window takes of the screen's height and of its own width besides the text in it, and the columns it has at most.
_BESIDE, _FRAME, _WIDEST = 7, 4, 72


class Question(Dialog):
    """A question to be answered with Enter for yes or Esc for no. An explanation longer than the screen scrolls."""

    def __init__(
        self, text: Catalogue, question: str, confirmed: Callable[[], object], explanation: Sequence[str] = ()
    ) -> None:
        super().__init__(text, question, (), _ignoring(confirmed), explanation)
        self._told = ReadingLines(self._wrapped)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._asked
            yield self._told
            yield self._answer

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def on_key(self, event: events.Key) -> None:
        if self._told.scroll_by_key(event.key):
            event.stop()
            event.prevent_default()
            self._show_keys()

    def _fit(self) -> None:
        """Makes the explanation as high as it is, or as there is room for."""
        width = min(_WIDEST, self.app.size.width * 96 // 100) - _FRAME
        self._told.styles.height = min(len(self._wrapped(width)), max(1, self.app.size.height - _BESIDE))
        self.call_after_refresh(self._show_keys)

    def _wrapped(self, width: int) -> list[Pieces]:
        lines = (part for line in self._explanation for part in iter_lines(clean_line(line), width, measure=char_width))
        return [[(line.rstrip(), "plain")] for line in lines]

    def _show_keys(self) -> None:
        told, keys = self._told, self._text("dialog.keys")
        if told.count > told.size.height:
            last = min(told.count, told.top + told.size.height)
            keys += self._text("dialog.keys-scroll", first=told.top + 1, last=last, count=told.count)
        self._answer.update(Text(keys, style("dim")))


def _ignoring(confirmed: Callable[[], object]) -> Submit:
    def submit(_values: Mapping[str, str]) -> None:
        confirmed()

    return submit
