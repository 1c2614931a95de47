"""Patterns for paths, as `.gitignore` has them: `examples/`, `*.template.json`, `live/**/dev`, `!live/shop`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def fits(patterns: tuple[str, ...], path: str) -> bool:
    """Whether a path (POSIX, relative to where the patterns stand) or a folder that it is in fits the patterns."""
    # A root module is a folder, so its path ends with a slash for a pattern that wants one.
    return bool(patterns) and any(_spec(patterns).match_file(one) for one in (path, f"{path}/"))


def check(pattern: str) -> None:
    """Raise ValueError for what is no pattern."""
    _spec((pattern,))


@lru_cache(maxsize=256)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # most projects need none

    return GitIgnoreSpec.from_lines(patterns)
