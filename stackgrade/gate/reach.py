"""Which sources a change can reach, told from names alone; and whether one that was graded read what changed.

The first is quick and takes in too much rather than too little, the second is exact: together they spare reading what
did not change.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from adapters import discovery
from adapters.discovery import Source
from adapters.errors import InputError
from adapters.text import decode

_READERS = (".yaml", ".yml", ".json", ".template", ".cfn", ".cform", ".tf", ".tfvars", ".hcl")
_FOLDERS = (discovery.TERRAFORM, discovery.CDK)
_PATH = re.compile(r"[\w.@+-]+(?:/+[\w.@+-]+)*")
# What paths are relative to there is not the folder of the file.
_ELSEWHERE = ("path.root", "path.cwd")


@dataclass(frozen=True)
class Changed:
    """The paths that a change adds, removes or alters, POSIX, from the top of the repository."""

    paths: frozenset[str]
    listings: frozenset[str]

    @classmethod
    def between(cls, base: Mapping[str, object], head: Mapping[str, object]) -> Changed:
        """Compare two states: what stands at each path."""
        paths = {path for path in base.keys() | head.keys() if base.get(path) != head.get(path)}
        came_or_went = paths - (base.keys() & head.keys())
        return cls(frozenset(paths), frozenset(folder for path in came_or_went for folder in _above(path)))

    def was_read(self, read: Iterable[str]) -> bool:
        """Whether a source read a file that changed; a submodule that is not checked out is an empty folder."""
        return any(path.rstrip("/") in self.paths for path in read)

    def was_listed(self, read: Iterable[str]) -> bool:
        """Whether a source looked into a folder that has other files now, which need not concern it."""
        return any(path.endswith("/") and path.rstrip("/") in self.listings for path in read)


def candidates(sources: Sequence[Source], files: Collection[str], changed: Collection[str]) -> list[Source]:
    """Return the sources below the working directory that may read one of the changed files.

    `files` are all files of this state. A file may read what it names, and what lies in a folder that it names.
    """
    readers = [_Reader(path) for path in sorted(files) if path.endswith(_READERS)]
    links = {path: os.path.relpath(os.path.realpath(path)) for path in files if os.path.islink(path)}
    reached, frontier = set(changed), set(changed)
    while frontier:
        names = {part for path in frontier for part in path.split("/")}
        basenames = {path.rpartition("/")[2] for path in frontier}
        frontier = {
            reader.path
            for reader in readers
            if reader.path not in reached and reader.may_read(frontier, names, basenames)
        } | {
            link
            for link, target in links.items()
            if link not in reached and any(target in (path, *_above(path)) for path in frontier)
        }
        reached |= frontier
    folders = {folder for path in reached for folder in _above(path)}
    return [source for source in sources if source.path in (folders if source.kind in _FOLDERS else reached)]


class _Reader:
    """A file that may name others."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._folder = posixpath.dirname(path)

    @cached_property
    def _text(self) -> str:
        try:
            return decode(self.path, Path(self.path).read_bytes())
        except (OSError, InputError):
            return ""

    @cached_property
    def _places(self) -> frozenset[str]:
        named = (match[0] for match in _PATH.finditer(self._text))
        return frozenset(posixpath.normpath(posixpath.join(self._folder, name)) for name in named)

    def may_read(self, paths: Collection[str], names: Collection[str], basenames: Collection[str]) -> bool:
        """Whether one of the paths is named; `names` are all parts of the paths, `basenames` their last ones."""
        if any(name in self._text for name in basenames):
            return True
        is_terraform = self.path.endswith((".tf", ".tf.json"))
        if not is_terraform and "./" not in self._text and not any(name in self._text for name in names):
            return False
        if any(name in self._text for name in _ELSEWHERE):
            return any(name in self._text for name in names)
        return any(place in self._places for path in paths for place in _above(path))


def _above(path: str) -> list[str]:
    """The folders that a path is in, the top ("." ) last."""
    found = []
    while path:
        path = posixpath.dirname(path)
        found.append(path or ".")
    return found
