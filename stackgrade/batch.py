"""Many pairs of versions at once: each pair is a folder with both sides in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stackgrade import comparison, run, sides
from stackgrade.comparison import FATES, Comparison
from stackgrade.errors import UsageError
from stackgrade.reports import Problem
from stackgrade.run import Settings


@dataclass(frozen=True)
class Batch:
    """The comparisons by the name of their folder, sorted, and what is wrong with none of them in particular."""

    names: tuple[str, str]
    pairs: Mapping[str, Comparison]
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many failures have each fate in all pairs."""
        return {fate: sum(pair.counts[fate] for pair in self.pairs.values()) for fate in FATES}

    def better(self, verdict: str | None) -> int:
        """Return in how many pairs a version is better."""
        return sum(pair.verdict == verdict for pair in self.pairs.values())


def compare(folder: str, names: tuple[str, str], settings: Settings, jobs: int | None = None) -> Batch:
    """Compare every pair below a folder.

    Raises UsageError when there is none, and when it cannot be told which file a side is.
    """
    if not os.path.isdir(folder):
        raise UsageError(f"--batch: there is no folder {folder}")
    found = _pairs(folder, names)
    if not found:
        raise UsageError(f"--batch: no folder below {folder} has both {names[0]} and {names[1]}; see --sides")
    report = run.grade([path for pair in found.values() for path in pair], settings, jobs)
    pairs = {
        name: comparison.compare(*(sides.among(report, path) for path in pair))
        for name, pair in found.items()
    }
    told = {problem for pair in pairs.values() for problem in (*pair.before.problems, *pair.after.problems)}
    return Batch(names, pairs, tuple(problem for problem in report.problems if problem not in told))


def _pairs(folder: str, names: tuple[str, str]) -> dict[str, tuple[str, str]]:
    """The paths of both sides by the name of their folder."""
    found = {}
    for place, folders, files in os.walk(folder):
        one, other = (_side(place, name, folders, files) for name in names)
        if one and other:
            found[Path(os.path.relpath(place, folder)).as_posix()] = (one, other)
            folders.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
    return found


def _side(place: str, name: str, folders: list[str], files: list[str]) -> str | None:
    """A folder or file of that name, or the only file that has the name before its suffix."""
    if name in folders or name in files:
        return os.path.join(place, name)
    named = sorted(file for file in files if os.path.splitext(file)[0] == name)
    if len(named) > 1:
        raise UsageError(f"--batch: {place} has more than one {name}: {', '.join(named)}")
    return os.path.join(place, named[0]) if named else None
