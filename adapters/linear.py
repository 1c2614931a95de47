"""Regular expressions that a template holds, run by RE2: in time that grows with the length of the text only.

Python's own can take exponential time, which a template that is not to be trusted may want.
https://github.com/google/re2/wiki/Syntax
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re2

# RE2's own, for one byte of a text; neither Go nor Java has it.
_BYTE = re.compile(r"(?<!\\)(?:\\\\)*\\C")


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re2._Regexp:
    """Return an expression; raises ValueError, with the reason, for one that RE2 does not have."""
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        if _BYTE.search(pattern):
            raise ValueError("invalid escape sequence: \\C")
        return re2.compile(pattern, options)
    except re2.error as error:
        raise ValueError(error.args[0].decode(errors="replace")) from error


def matches_whole(pattern: str, text: str) -> bool | None:
    """Whether an expression fits all of a text, None for one that RE2 does not have."""
    try:
        return compiled(pattern).fullmatch(text) is not None
    except ValueError:
        return None
