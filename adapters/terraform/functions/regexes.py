"""Regular expressions, which Terraform takes in RE2's syntax.

https://github.com/google/re2/wiki/Syntax
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from adapters.terraform.functions.conversion import as_text
from adapters.terraform.functions.errors import FunctionError

_MAX_SUBJECT = 1_000_000
_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "ascii": r"\x00-\x7f", "blank": r"\t ", "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9", "graph": "!-~", "lower": "a-z", "print": " -~", "punct": r"!-/:-@\[-`{-~",
    "space": r"\t\n\v\f\r ", "upper": "A-Z", "word": r"0-9A-Za-z_", "xdigit": "0-9A-Fa-f",
}  # fmt: skip
_DIFFERENT = re.compile(r"\\(?P<escape>.)|\[:(?P<class>\w+):\]|\(\?(?P<flags>[a-zA-Z]*U[a-zA-Z]*)")
# A repeated group with something repeated without end in it can take exponential time.
_NESTED_REPEAT = re.compile(r"[*+}]\)?[^()]*\)(?:[*+]|\{\d*,\})")
_LONG = 200


def compiled(pattern: str, subject: str) -> re.Pattern[str]:
    """Return a pattern that is safe to apply to a subject; raises FunctionError."""
    if len(subject) > _MAX_SUBJECT:
        raise FunctionError("the text is too long for a regular expression")
    if len(subject) > _LONG and _NESTED_REPEAT.search(pattern):
        raise FunctionError("the regular expression repeats a repetition, and the text is long")
    return _compiled(pattern)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(_DIFFERENT.sub(_translated, pattern), re.ASCII)
    except (re.error, OverflowError, RecursionError):
        raise FunctionError(f"the regular expression {pattern[:60]} is not understood") from None


def _translated(match: re.Match[str]) -> str:
    if match["class"]:
        if match["class"] not in _CLASSES:
            raise FunctionError(f"there is no class of characters [:{match['class']}:]")
        return _CLASSES[match["class"]]
    if match["flags"]:
        raise FunctionError("the flag U of regular expressions is not supported")
    escape = match["escape"]
    if escape == "z":
        return r"\Z"
    if escape in "pPQECX":
        raise FunctionError(f"\\{escape} in a regular expression is not supported")
    return match[0]


def regex(pattern: Any, text: Any) -> Any:
    where = as_text(text)
    match = compiled(as_text(pattern), where).search(where)
    if match is None:
        raise FunctionError("the text does not match the regular expression")
    return _found(match)


def regexall(pattern: Any, text: Any) -> list[Any]:
    where = as_text(text)
    return [_found(match) for match in compiled(as_text(pattern), where).finditer(where)]


def _found(match: re.Match[str]) -> Any:
    """The groups by name, else in their order, else the whole."""
    return match.groupdict() or list(match.groups()) or match[0]


FUNCTIONS = {"regex": regex, "regexall": regexall}
