"""Paths of attributes as text, such as `Tags[0].Value`."""

from __future__ import annotations

import re

_INDEX = re.compile(r"\[\d+\]")
_STEP = re.compile(r"[^.\[\]]+")


def pattern(path: str) -> str:
    """Return the path of all elements alike: `Tags[].Value`."""
    return _INDEX.sub("[]", path)


def steps(path: str) -> list[str]:
    """Return the names and indices on the way: `Tags`, `0`, `Value`; a name with a full stop in it comes apart."""
    return _STEP.findall(path)
