"""What each part of the screen looks like, in the sixteen colours that every terminal has.

A colour never carries a meaning alone: a sign or a word goes with it.
"""

from __future__ import annotations

from rich.style import Style

PLAIN = Style.null()

STYLES: dict[str, Style] = {
    "plain": PLAIN,
    "title": Style(color="bright_white", bgcolor="blue", bold=True),
    "title-dim": Style(color="white", bgcolor="blue"),
    "tab": PLAIN,
    "tab-current": Style(bold=True, reverse=True),
    "header": Style(color="cyan"),
    "caption": Style(bold=True),
    "label": PLAIN,
    "pointer": Style(color="cyan", bold=True),
    "group": PLAIN,
    "rule": Style(color="bright_black"),
    "figure": PLAIN,
    "cursor": Style(reverse=True),
    "selected": Style(color="black", bgcolor="cyan"),
    "editing": Style(color="black", bgcolor="yellow"),
    "editing-caret": Style(color="black", bgcolor="bright_white"),
    "error": Style(color="red", bold=True),
    "warning": Style(color="yellow"),
    "hint": Style(color="cyan"),
    "cause": Style(bold=True),
    "status": Style(reverse=True),
    "key": Style(bold=True, color="cyan"),
    "dim": Style(color="bright_black"),
    "good": Style(color="green"),
}


def style(role: str) -> Style:
    """The style of a role."""
    return STYLES.get(role, PLAIN)
