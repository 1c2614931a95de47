"""Version constraints: up to where they admit versions of a provider.

https://developer.hashicorp.com/terraform/language/expressions/version-constraints
"""

from __future__ import annotations

import re
from typing import TypeAlias

Version: TypeAlias = "tuple[int, ...]"

_CONDITION = re.compile(r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+){0,2})(?:-[\w.]+)?\s*")


def parse_version(text: str) -> Version:
    """Return a version such as 5.100.0 as numbers; raises ValueError."""
    return tuple(int(part) for part in text.split("."))


def end_of(constraint: str) -> Version | None:
    """Return the first version that is too new for a constraint such as `>= 5.0, < 6.0`.

    None when no version is, and for a constraint that cannot be read.
    """
    ends: list[Version] = []
    for condition in constraint.split(","):
        match = _CONDITION.fullmatch(condition)
        if match is None:
            return None
        ends += _ends(match[1] or "=", parse_version(match[2]))
    return min(ends, default=None)


def _ends(operator: str, version: Version) -> list[Version]:
    """The first version that is too new for a condition, if any is."""
    full = (*version, 0, 0)[:3]
    if operator == "~>":
        kept = version[:-1] or version
        return [(*kept[:-1], kept[-1] + 1, 0, 0)[:3]]
    if operator == "<":
        return [full]
    return [(*full[:2], full[2] + 1)] if operator in ("=", "<=") else []
