"""Version constraints: which versions of a provider they admit.

https://developer.hashicorp.com/terraform/language/expressions/version-constraints
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

Version: TypeAlias = "tuple[int, ...]"

_CONDITION = re.compile(r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+){0,2})(?:-[\w.]+)?\s*")


@dataclass(frozen=True)
class Constraint:
    """What a constraint comes to: versions from `lowest` on, and below `end`, where it names any."""

    lowest: Version = (0,)
    end: Version | None = None

    def admits(self, version: Version) -> bool:
        """Whether a version may be taken."""
        return self.lowest <= version and (self.end is None or version < self.end)

    @property
    def is_bounded(self) -> bool:
        """Whether a version that is not there yet would be refused some day."""
        return self.end is not None


def parse_version(text: str) -> Version:
    """Return a version such as 5.100.0 as numbers; raises ValueError."""
    return tuple(int(part) for part in text.split("."))


def parse_constraint(text: str | None) -> Constraint | None:
    """Return what a constraint such as `>= 5.0, < 6.0` comes to; None for one that cannot be read."""
    lowest: Version = (0,)
    end: Version | None = None
    for condition in (text or ">= 0").split(","):
        match = _CONDITION.fullmatch(condition)
        if match is None:
            return None
        version = parse_version(match[2])
        first, after = _range(match[1] or "=", version)
        lowest = max(lowest, first)
        end = after if end is None else end if after is None else min(end, after)
    return Constraint(lowest, end)


def _range(operator: str, version: Version) -> tuple[Version, Version | None]:
    """The first version that a condition admits, and the first that it does not."""
    full = (*version, 0, 0)[:3]
    following = (*full[:2], full[2] + 1)
    if operator == "~>":
        kept = version[:-1] or version
        return full, (*kept[:-1], kept[-1] + 1, 0, 0)[:3]
    return {
        "=": (full, following),
        ">=": (full, None),
        ">": (following, None),
        "<": ((0,), full),
        "<=": ((0,), following),
        "!=": ((0,), None),
    }[operator]
