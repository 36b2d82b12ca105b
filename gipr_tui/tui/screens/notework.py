"""What stands beside the report: notes, and the numbers that a text carried over from last year still has."""

from __future__ import annotations

from collections.abc import Mapping

from gipr_tui.forms import Address
from gipr_tui.report.carried import old_numbers
from gipr_tui.report.margin import Note, carried_place
from gipr_tui.report.model import PREAMBLE, TITLE, Place, section_of_place
from gipr_tui.text.clean import clean_line
from gipr_tui.tui.glyphs import CROSS, NOTED, crop, display_width
from gipr_tui.tui.screens.chooser import Choice, Chooser
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.screens.dialogs import Dialog, Field
from gipr_tui.tui.widgets.lines import Piece
from gipr_tui.workspace.noting import write_note

#: A note has what the path and the rest of the status line leave, and one in so many parts of it in any case.
_TOLD, _PARTS = 40, 4


class NoteWork:
    """The notes of the report, and what last year's text has left in this year's."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk

    # ---- what is shown

    @property
    def cells(self) -> frozenset[Address]:
        """The cells with a note, while this year's figures are in view."""
        report = self._desk.session.report
        return frozenset() if self._desk.years.name else frozenset(report.notes.keys() & report.layout.cells.keys())

    @property
    def here(self) -> Place:
        """The place that a note is written on: the cell, or the text in view."""
        return self._desk.texts.place if self._desk.in_text else self._desk.grid.address

    def beside(self) -> str:
        """The note on the place in view, as far as the status line has room for it."""
        desk = self._desk
        note = desk.session.report.notes.get(self.here)
        if note is None:
            return ""
        width = desk.app.size.width
        told = _TOLD if desk.in_text else _TOLD + display_width(CROSS.join(desk.wording.path(self.here)))
        return crop(f"{NOTED}{clean_line(note.text)}", max(width // _PARTS, width - told))

    def status(self) -> list[Piece]:
        """The note on the text in view, for the status line."""
        return [(f"{self.beside()} ", "status")] if self.beside() else []

    # ---- commands

    def do_note(self) -> None:
        """Asks for the note on the cell, or on the text in view."""
        desk, place = self._desk, self.here
        if not desk.leave_cell():
            return

        def submit(values: Mapping[str, str]) -> None:
            if write_note(desk.session, place, values["note"]).changed:
                desk.show_all()

        note = desk.session.report.notes.get(place)
        signed = [desk.text("note.signed", by=note.by, at=_day_and_time(note))] if note and (note.by or note.at) else []
        explanation = [*signed, desk.text("note.help")]
        title = desk.text("note.title", place=desk.wording.place(place))
        fields = [Field("note", "", note.text if note else "", lines=True)]
        desk.app.push_screen(Dialog(desk.text, title, fields, submit, explanation))

    def do_notes(self) -> None:
        """Lists all notes, and goes to the one that is chosen."""
        desk = self._desk
        notes = desk.session.report.notes
        if not notes:
            desk.say(desk.text("note.none"))
            return

        def chosen(value: str | None) -> None:
            if value:
                self._go(value)

        lines = [
            Choice(_short(place), f"{clean_line(note.text)}  {desk.wording.place(place)}", place, note.by)
            for place, note in notes.items()
        ]
        desk.app.push_screen(Chooser(desk.text, desk.text("note.find"), lines), chosen)

    def _go(self, place: Place) -> None:
        """Goes to a place; unlike from the palette, a section's text is shown even where the section has tables."""
        self._desk.go(place)
        found = section_of_place(place)
        if found and found[1] == "text" and not self._desk.in_text:
            self._desk.show_text(place)

    def do_settle(self) -> None:
        """Counts the numbers from last year in the text in view as looked at."""
        desk = self._desk
        report, place = desk.session.report, desk.texts.place
        left = old_numbers(report.carried[place], report.get(place)) if place in report.carried else ()
        if left:
            desk.change({carried_place(place): ""})
            desk.say(desk.text("note.settled", count=len(left)))
        else:
            desk.say(desk.text("note.nothing-to-settle"))


def _short(place: Place) -> str:
    found = section_of_place(place)
    return f"S{found[0]}" if found else "" if place in (TITLE, PREAMBLE) else place


def _day_and_time(note: Note) -> str:
    return note.at[:16].replace("T", " ")
