"""The versions that a comparison is about: from what the user names to graded stacks."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable
from dataclasses import replace

from adapters.discovery import shown
from adapters.errors import InputError
from adapters.relocation import Relocation
from stackgrade import revisions, run
from stackgrade.comparison import Side
from stackgrade.reports import Problem, Report
from stackgrade.run import Settings


def grade(argument: str, settings: Settings, jobs: int | None = None) -> Side:
    """Return one version: a file, a folder, or REVISION:PATH. What cannot be read is among its problems."""
    if not revisions.is_revision(argument):
        report = run.grade([argument], settings, jobs)
        return Side(argument, _folder(argument, shown(argument)), report.stacks, report.problems)
    try:
        with revisions.checked_out(argument) as tree:
            # Other names in each run: nothing to keep.
            there = replace(settings, cached=False, relocation=Relocation(tree.folder, tree.root))
            path = os.path.join(tree.folder, tree.path)
            report = run.grade([path], there, jobs)
            folder = _folder(path, shown(os.path.join(tree.root, tree.path)))
            return Side(argument, folder, report.stacks, report.problems, is_revision=True)
    except InputError as error:
        return Side(argument, ".", (), (Problem.of(error),))


def among(report: Report, path: str) -> Side:
    """Return the version that a file or folder is, out of a report on many; nothing there is a problem."""
    place = shown(path)

    def inside(candidates: Iterable[str]) -> bool:
        return any(one == place or one.startswith(f"{place}/") for one in candidates)

    stacks = tuple(stack for stack in report.stacks if inside([stack.path]))
    problems = tuple(problem for problem in report.problems if inside([problem.path]))
    if not stacks and not problems:
        problems = (Problem(place, "no templates found"),)
    return Side(place, _folder(path, place), stacks, problems)


def _folder(path: str, name: str) -> str:
    return name if os.path.isdir(path) else posixpath.dirname(name)
