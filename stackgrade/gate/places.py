"""Where what stood before a change stands after it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Mapping

Place = Callable[[str], str]


def place_of(moved: Mapping[str, str], sources: Collection[str]) -> Place:
    """Return what says where a source of the state before the change lies after it, whose `sources` are given.

    A root module that is gone went where its files went.
    """
    folders: dict[str, str] = {}
    for old, new in moved.items():
        folders.setdefault(posixpath.dirname(old) or ".", posixpath.dirname(new) or ".")

    def place(path: str) -> str:
        return path if path in sources else moved.get(path) or folders.get(path, path)

    return place
