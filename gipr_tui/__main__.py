"""``python -m gipr_tui`` and the command ``gipr``."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command line and gives its exit code."""
    try:
        from gipr_tui.cli.run import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program was still being loaded
        return 130


if __name__ == "__main__":
    sys.exit(main())
