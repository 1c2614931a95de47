"""Regular expressions of AWS's schemas, which are written for JavaScript and Java."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from adapters import linear

if TYPE_CHECKING:
    import re2

# What Python reads otherwise, or not at all.
_FOREIGN = re.compile(r"\\[pPXR]|\(\?<[A-Za-z]")


def is_found(pattern: str, text: str) -> bool | None:
    """Whether an expression fits a part of a text, None where that cannot be said."""
    expression = _compiled(pattern)
    return None if expression is None else expression.search(text) is not None


@cache
def _compiled(pattern: str) -> re2._Regexp | re.Pattern[str] | None:
    """Python's own for one that looks ahead, which RE2's do not."""
    try:
        return linear.compiled(pattern)
    except ValueError:
        pass
    if _FOREIGN.search(pattern):
        return None
    try:
        return re.compile(pattern)
    except re.error:
        return None
