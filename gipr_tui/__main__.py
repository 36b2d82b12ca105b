"""``python -m gipr_tui`` and the command ``gipr``."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command line and gives its exit code."""
    from gipr_tui.cli.run import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
