"""The printed report, exactly as it will be written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from gipr_tui.errors import UsageError
from gipr_tui.report.model import Report
from gipr_tui.tui.actions import PREVIEW
from gipr_tui.tui.glyphs import DOT, display_width, named
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.dialogs import Dialog, Field, Question
from gipr_tui.tui.widgets.lines import LineList, strip_of
from gipr_tui.workspace.files import write_output
from gipr_tui.writers.printed import DEFAULT_BORDERS, Borders, encode_print, print_report

_SHIFT = 20
_WIDTHS = (60, 72, 80, 96, 120, 132, 160, 200)


class Page(LineList, can_focus=True):
    """The printed lines, to scroll through."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, show_cursor=False)
        self.lines: list[str] = []
        self._left = 0

    @property
    def count(self) -> int:
        return len(self.lines)

    def render_line(self, y: int) -> Strip:
        text = self.lines[self.top + y] if self.top + y < self.count else ""
        width = self.size.width
        strip = strip_of([(text, "plain")], display_width(text))
        return strip.crop(self._left, self._left + width).adjust_cell_length(width)

    def shift(self, columns: int) -> None:
        """Shows what lies further right, or left, of pages wider than the screen."""
        widest = max(map(display_width, self.lines), default=0)
        self._left = max(0, min(self._left + columns, widest - self.size.width))
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        page = max(1, self.size.height - 2)
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page, "space": page}
        edges = {"home": 0, "end": self.count}
        if event.key in steps:
            self.scroll_to_top(self.top + steps[event.key])
        elif event.key in ("left", "right"):
            self.shift(_SHIFT if event.key == "right" else -_SHIFT)
        elif event.key in edges:
            self.scroll_to_top(edges[event.key])
        else:
            return
        event.stop()
        self._tell()

    def wheel(self, lines: int) -> None:
        """The wheel was turned by so many lines."""
        super().wheel(lines)
        self._tell()

    def _tell(self) -> None:
        """Says which lines are now in view."""
        if isinstance(self.screen, PreviewScreen):
            self.screen.show_title()


class PreviewScreen(GiprScreen):
    """What ``gipr print`` writes, to be looked at and written to a file."""

    name_in_registry = PREVIEW

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report
        self._page = Page(id="page")
        self._width = 80
        self._borders = DEFAULT_BORDERS
        self._printed = ""

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield self._page
        yield self.key_bar

    def on_mount(self) -> None:
        self._page.focus()
        self._print()

    def _print(self) -> None:
        self._printed = print_report(self._report, width=self._width, borders=self._borders)
        self._page.lines = self._printed.split("\n")[:-1]
        top = self._page.top
        self._page.reset()
        self._page.scroll_to_top(top)
        self._page.shift(0)
        self.show_title()

    def show_title(self) -> None:
        """Says what is shown, how it is laid out, and which lines are in view."""
        first, last = self._page.top + 1, min(self._page.count, self._page.top + self._page.size.height)
        facts = self.text(
            "preview.facts",
            width=self._width,
            borders=self.text(f"borders.{self._borders.value}"),
            first=first,
            last=max(first, last),
            count=self._page.count,
        )
        what = f" {self.text('preview.title')} {DOT} "
        room = self.app.size.width - display_width(what) - display_width(facts) - 2
        name = named(self._report.unit, self._report.year, room)
        self.title_bar.show([(what + name, "title")], [(facts + " ", "title-dim")])

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_title)

    def do_borders(self) -> None:
        """Changes the borders of the tables."""
        kinds = list(Borders)
        self._borders = kinds[(kinds.index(self._borders) + 1) % len(kinds)]
        self._print()

    def do_wider(self) -> None:
        """Prints wider."""
        self._change_width(1)

    def do_narrower(self) -> None:
        """Prints narrower."""
        self._change_width(-1)

    def _change_width(self, step: int) -> None:
        at = _WIDTHS.index(self._width) + step
        if 0 <= at < len(_WIDTHS):
            self._width = _WIDTHS[at]
            self._print()

    def do_write_file(self) -> None:
        """Asks for a file and writes the printed report to it."""
        name = f"{self._report.unit}-{self._report.year}.txt"
        fields = (
            Field("path", self.text("field.path-to-write"), str(Path.cwd() / name)),
            Field("encoding", self.text("field.encoding"), "utf-8", ("utf-8", "gb18030")),
            Field("newline", self.text("field.newline"), "lf", ("lf", "crlf")),
        )
        self.app.push_screen(Dialog(self.text, self.text("dialog.write"), fields, self._write))

    def _write(self, values: Mapping[str, str]) -> None:
        if not values["path"].strip():
            raise UsageError("path-empty")
        path = Path(values["path"].strip()).expanduser()
        data = encode_print(self._printed, values["encoding"], values["newline"])
        if path.is_file():
            question = self.text("preview.overwrite", path=path)
            ask = Question(self.text, question, lambda: self._put(path, data, overwrite=True))
            self.app.call_later(self.app.push_screen, ask)
            return
        self._put(path, data, overwrite=False)

    def _put(self, path: Path, data: bytes, *, overwrite: bool) -> None:
        write_output(path, data, overwrite=overwrite)
        self.app.call_later(self.say, self.text("preview.written", path=path, size=len(data)))

    def do_back(self) -> None:
        """Back to where the preview was opened."""
        self.app.pop_screen()
