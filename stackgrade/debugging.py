"""Faults that nobody expects: one line for the user, a traceback for who asks for it."""

from __future__ import annotations

import errno
import os
import sys

VARIABLE = "STACKGRADE_DEBUG"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def describe(error: Exception) -> str:
    """Return one line on an unexpected exception; its traceback is printed when STACKGRADE_DEBUG is 1."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return f"nothing can be written: {error.strerror}"  # a fault of the machine's, not of ours
    lines = (line.strip() for line in str(error).splitlines())
    first = next((f": {line}" for line in lines if line), "")
    if os.environ.get(VARIABLE) != "1":
        return f"internal error: {type(error).__name__}{first} ({VARIABLE}=1 shows where)"
    import traceback

    traceback.print_exception(type(error), error, error.__traceback__, file=sys.stderr)
    return f"internal error: {type(error).__name__}{first}"
