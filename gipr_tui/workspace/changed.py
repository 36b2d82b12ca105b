"""What a change made of a place, in words short enough for a line and still such that old and new can be told apart."""

from __future__ import annotations

from collections.abc import Callable

from gipr_tui.locale import Catalogue
from gipr_tui.report.margin import Margin, marginal, read_note
from gipr_tui.report.model import Place
from gipr_tui.text.clean import clean_line
from gipr_tui.text.width import display_width
from gipr_tui.workspace.chronicle import STATUS
from gipr_tui.workspace.merging import apart

#: How many characters that both texts have are shown beside the stretch in which they differ.
_AROUND = 3
_BREAK, _SPACE, _GAP, _NOTHING = "⏎", "␣", "…", "—"


def text_at_in_words(place: Place, text: str, catalogue: Catalogue) -> str:
    """What stands at a place: a status by its name, and of a carried text only that its numbers are to be looked at."""
    found = marginal(place)
    if found and text:
        return catalogue("changes.to-check") if found[0] is Margin.CARRIED else read_note(text).text
    status = f"status.{text}"
    return catalogue(status) if place == STATUS and status in catalogue else text


def change_in_words(
    place: Place, old: str, new: str, catalogue: Catalogue, room: int, draw: Callable[[str], str] = str
) -> tuple[str, str]:
    """What stood at a place and what stands there, each on one line.

    Of texts that do not fit into ``room`` columns, only the stretch in which they differ; a line break and, where nothing
    else differs, a space or a character that can't be seen show as signs, put through ``draw``.
    """
    before, after = (text_at_in_words(place, text, catalogue) for text in (old, new))
    if max(map(display_width, (before, after))) > room:
        before, after = apart(before, after, draw(_GAP), _AROUND)
    same = "".join(before.split()) == "".join(after.split()) or clean_line(before) == clean_line(after)
    seen = (_visible(text, draw, everything=same and before != after) for text in (before, after))
    was, now = (clean_line(text) or draw(_NOTHING) for text in seen)
    return was, now


def _visible(text: str, draw: Callable[[str], str], *, everything: bool) -> str:
    return "".join(_sign(char, draw, everything=everything) for char in text.replace("\r\n", "\n"))


def _sign(char: str, draw: Callable[[str], str], *, everything: bool) -> str:
    if char == "\n":
        return draw(_BREAK)
    if not everything or (char.isprintable() and char != " "):
        return char
    return draw(_SPACE) if char == " " else f"<U+{ord(char):04X}>"
