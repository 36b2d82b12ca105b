"""What happens when the program itself is at fault: a sentence for the operator, the particulars in a private file.

A traceback on the screen would be in English and could show figures of a report to whoever stands by.
"""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from platformdirs import user_state_path

#: The exit code of a program that broke off through its own fault (EX_SOFTWARE).
EXIT_CODE = 70


def write_particulars(error: BaseException, folder: Path | None = None) -> Path | None:
    """Writes where ``error`` came from, without any values, to a file that only the operator can read.

    Gives the file, or None where it can't be written.
    """
    folder = folder or user_state_path("gipr", appauthor=False)
    path = folder / "crash.log"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(traceback.format_list(traceback.extract_tb(error.__traceback__)))
            file.write(f"{type(error).__name__}\n")
    except OSError:
        return None
    return path
