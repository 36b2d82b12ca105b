"""What each part of the screen looks like, in four themes of the sixteen colours that every terminal has.

A colour never carries a meaning alone: a sign or a word goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as ScreenColor
from textual.filter import LineFilter

PLAIN = Style.null()
_BOLD, _REVERSE = Style(bold=True), Style(reverse=True)
_BOLD_REVERSE = Style(bold=True, reverse=True)

_DEFAULT: Mapping[str, Style] = {
    "title": Style(color="bright_white", bgcolor="blue", bold=True),
    "title-dim": Style(color="white", bgcolor="blue"),
    "tab-current": _BOLD_REVERSE,
    "header": Style(color="cyan"),
    "caption": _BOLD,
    "pointer": Style(color="cyan", bold=True),
    "rule": Style(color="bright_black"),
    "cursor": _REVERSE,
    "selected": Style(color="black", bgcolor="cyan"),
    "editing": Style(color="black", bgcolor="yellow"),
    "editing-caret": Style(color="black", bgcolor="bright_white"),
    "error": Style(color="red", bold=True),
    "warning": Style(color="yellow"),
    "hint": Style(color="cyan"),
    "cause": _BOLD,
    "status": _REVERSE,
    "key": Style(bold=True, color="cyan"),
    "dim": Style(color="bright_black"),
    "good": Style(color="green"),
    "claim-holds": Style(color="green", underline=True),
    "claim-unknown": Style(underline=True),
    "claim-contradicts": Style(color="red", bold=True, underline=True),
    "carried": Style(color="yellow", underline=True),
    "found": Style(color="black", bgcolor="yellow"),
}

# The eight colours without their bright halves, which the Linux console and old terminals draw as they like or blinking.
_SIXTEEN = {
    **_DEFAULT,
    "title": Style(color="white", bgcolor="blue", bold=True),
    "rule": Style(color="blue"),
    "editing-caret": Style(color="black", bgcolor="white"),
    "dim": PLAIN,
}

# Nothing greyed: the terminal's own two colours, and strong ones behind what calls for attention.
_HIGH_CONTRAST = {
    **_DEFAULT,
    "title": _BOLD_REVERSE,
    "title-dim": _REVERSE,
    "header": _BOLD,
    "pointer": _BOLD,
    "rule": PLAIN,
    "cursor": _BOLD_REVERSE,
    "selected": Style(color="black", bgcolor="bright_cyan"),
    "editing": Style(color="black", bgcolor="bright_yellow", bold=True),
    "error": Style(color="bright_white", bgcolor="red", bold=True),
    "warning": Style(color="black", bgcolor="bright_yellow"),
    "carried": Style(color="black", bgcolor="bright_yellow", underline=True),
    "hint": Style(bold=True, underline=True),
    "key": _BOLD_REVERSE,
    "dim": PLAIN,
    "good": _BOLD,
}

_NO_COLOUR = {
    **{role: look.without_color for role, look in _HIGH_CONTRAST.items()},
    "header": PLAIN,
    "cursor": _REVERSE,
    "selected": Style(reverse=True, underline=True),
    "editing": Style(underline=True, bold=True),
    "editing-caret": _BOLD_REVERSE,
    "error": _BOLD,
    "warning": _BOLD,
    "hint": PLAIN,
    "key": _BOLD,
    "good": PLAIN,
    "found": _REVERSE,
}

THEMES: Mapping[str, Mapping[str, Style]] = {
    "default": _DEFAULT,
    "high-contrast": _HIGH_CONTRAST,
    "16-colour": _SIXTEEN,
    "no-colour": _NO_COLOUR,
}
#: The roles that look like plain text in every theme.
PLAIN_ROLES = frozenset({"plain", "tab", "label", "group", "figure"})


def _without_bright(style: Style) -> Style:
    def dark(color: Color | None) -> Color | None:
        return Color.from_ansi(color.number - 8) if color and color.number is not None and color.number >= 8 else color

    return style + Style(color=dark(style.color), bgcolor=dark(style.bgcolor))


#: What a theme does to every style, those of Textual's own widgets too.
_ALLOWS: Mapping[str, Callable[[Style], Style]] = {
    "16-colour": lru_cache(maxsize=512)(_without_bright),
    "no-colour": lru_cache(maxsize=512)(lambda style: style.without_color),
}


class ThemeFilter(LineFilter):
    """Keeps from the terminal the colours that the theme does not allow."""

    def apply(self, segments: list[Segment], background: ScreenColor) -> list[Segment]:
        """The segments in styles that the theme allows."""
        allow = _ALLOWS.get(current_theme())
        if allow is None:
            return segments
        return [Segment(text, style and allow(style), control) for text, style, control in segments]


_current = "default"


def use_theme(name: str) -> None:
    """Draws in the theme ``name`` from now on."""
    global _current  # noqa: PLW0603
    _current = name


def current_theme() -> str:
    """The name of the theme."""
    return _current


def style(role: str) -> Style:
    """The style of a role."""
    return THEMES[_current].get(role, PLAIN)
