"""Paths of attributes as text, such as `Tags[0].Value`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_INDEX = re.compile(r"\[\d+\]")
_STEP = re.compile(r"[^.\[\]]+")


def pattern(path: str) -> str:
    """Return the path of all elements alike: `Tags[].Value`."""
    return _INDEX.sub("[]", path)


def steps(path: str) -> list[str]:
    """Return the names and indices on the way: `Tags`, `0`, `Value`; a name with a full stop in it comes apart."""
    return _STEP.findall(path)


def value(content: Any, way: Iterable[str]) -> Any:
    """Return what lies at the end of a way of names and indices through plain data, None when it leads nowhere."""
    for step in way:
        if isinstance(content, list) and step.isdigit() and int(step) < len(content):
            content = content[int(step)]
        else:
            content = content.get(step) if isinstance(content, dict) else None
    return content
