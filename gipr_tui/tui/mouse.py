"""The mouse, where the settings ask for it: presses and the wheel only, so that a mere move sends nothing over the line."""

from __future__ import annotations

import sys

_REPORT_PRESSES, _IN_DECIMALS = "\x1b[?1000h", "\x1b[?1006h"


def report_presses_only() -> None:
    """Makes Textual ask the terminal for presses and not, as it does, for every move. Calling it again changes nothing."""
    if sys.platform == "win32":
        return
    from textual.drivers.linux_driver import LinuxDriver

    def ask(driver: LinuxDriver) -> None:
        if driver._mouse:
            driver.write(_REPORT_PRESSES + _IN_DECIMALS)
            driver.flush()

    setattr(LinuxDriver, "_enable_mouse_support", ask)  # noqa: B010
