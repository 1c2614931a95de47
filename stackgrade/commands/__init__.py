"""One module for each command, with a function `run` from its arguments to the exit code."""

from __future__ import annotations

import sys

OK = 0
FOUND = 1
USAGE = 2
FAILED = 3


def complain(message: object, kind: str = "error") -> None:
    """Print one line on stderr."""
    from stackgrade.text import printable

    sys.stdout.flush()
    print(f"{kind}: {printable(str(message))}", file=sys.stderr)
