"""Regular expressions that templates and schemas hold, which are written for other languages than Python."""

from __future__ import annotations

import re
from functools import cache

# What Python's expressions do not have.
_FOREIGN = re.compile(r"\\[pPXR]|\(\?<[A-Za-z]")


@cache
def compiled(pattern: str) -> re.Pattern[str] | None:
    """Return an expression, None for one that Python reads otherwise or not at all."""
    if _FOREIGN.search(pattern):
        return None
    try:
        return re.compile(pattern)
    except re.error:
        return None


def matches_whole(pattern: str, text: str) -> bool:
    """Whether an expression, as far as it can be read, fits all of a text."""
    known = compiled(pattern)
    return known is None or known.fullmatch(text) is not None
