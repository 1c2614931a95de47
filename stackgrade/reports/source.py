"""Lines quoted from the templates, without their secrets."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from adapters.errors import InputError
from adapters.model import Location
from adapters.text import decode
from stackgrade.redaction import redact

_LONGEST_LINE = 140
# In a file without line breaks, the head of the line says nothing about the place.
_MINIFIED = 1000


def excerpt(location: Location, secrets: Iterable[str], limit: int) -> list[tuple[int, str]]:
    """Return the first `limit` lines of a location with their numbers; none when they cannot be shown."""
    lines = _lines(os.path.abspath(location["path"]), frozenset(secrets))
    first = location["start_line"]
    last = min(location["end_line"], first + limit - 1, len(lines))
    quoted = [(number, lines[number - 1]) for number in range(first, last + 1)]
    return [(number, _short(text)) for number, text in quoted if len(text) < _MINIFIED]


@lru_cache(maxsize=8)
def _lines(path: str, secrets: frozenset[str]) -> list[str]:
    try:
        text = decode(path, Path(path).read_bytes())
    except (OSError, InputError):
        return []
    # Not splitlines(), which breaks at characters where no editor does.
    return redact(text.replace("\r\n", "\n").replace("\r", "\n"), secrets).split("\n")


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} ..."
