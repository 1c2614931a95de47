"""One state of the project: its files, what its configuration says of them, and how its stacks are graded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.discovery import Source, discover
from adapters.errors import InputError
from adapters.model import Options
from stackgrade import configuration, own_rules, profiles, ruleset
from stackgrade import project as projects
from stackgrade import run as runs
from stackgrade.errors import UsageError
from stackgrade.gate.request import Request
from stackgrade.project import Project
from stackgrade.repository import Files
from stackgrade.run import Graded, Progress, Settings


@dataclass(frozen=True)
class State:
    """One state of the project, written below a folder; what it says of itself holds there."""

    folder: str
    files: Files
    settings: Settings
    sources: tuple[Source, ...]
    faults: tuple[InputError, ...]
    graded: dict[Source, Graded]

    def read(self, source: Source) -> frozenset[str]:
        """Return what a source read, from the top of the project, and what that links to; folders that it looked into
        end with a slash."""
        return frozenset(name for path in self.graded[source].read for name in self._names(path))

    def _names(self, path: str) -> Iterator[str]:
        whole = os.path.join(self.folder, path)
        for one in (os.path.normpath(whole), os.path.realpath(whole)):
            yield os.path.relpath(one, self.folder).replace(os.sep, "/") + "/" * path.endswith(os.sep)

    def grade(self, sources: Iterable[Source], jobs: int | None, progress: Progress | None) -> None:
        """Grade those of the sources that are not graded yet."""
        missing = [source for source in sources if source not in self.graded]
        with inside(self.folder):
            self.graded.update(
                zip(missing, runs.grade_sources(missing, self.settings, jobs, progress), strict=True)
            )


def load(folder: str, files: Files, request: Request, top: str, after: State | None) -> State:
    """Return a state as its own configuration describes it.

    Where the state before the change has none, or an unsound one, that of the state `after` it holds.
    """
    with inside(folder):
        try:
            settings = _settings(folder, files, request, top)
            if after is None:
                request.selection.checked(ruleset.load(settings.policies).rules)
        except UsageError as error:
            if after is None:
                raise UsageError(str(error).replace(folder + os.sep, "")) from error
            settings = _settings_of(after, folder, files, request, top)
        else:
            if after is not None and configuration.NAME not in files:
                settings = _settings_of(after, folder, files, request, top)
        found = discover(["."])
        sources = tuple(one for one in found.sources if not settings.project.excludes(one.path))
        return State(folder, files, settings, sources, tuple(found.errors), {})


def _settings(folder: str, files: Files, request: Request, top: str) -> Settings:
    policies = tuple(_in_state(path, top, folder) for path in request.policies)
    policies = policies or tuple(os.path.abspath(path) for path in own_rules.folders((), Path()))
    rules = ruleset.load(policies).rules
    project = projects.read(Path(), rules)
    return Settings(
        profile=request.profile or profiles.resolve(None, Path()),
        rules=request.selection.of(rules),
        options=_options(request.options, top, files),
        engine=request.engine,
        connection=request.connection,
        listed=request.listed,
        drawn=request.drawn,
        comparable=True,
        policies=policies,
        project=project if request.profile is None else replace(project, profiles=()),
    )


def _settings_of(other: State, folder: str, files: Files, request: Request, top: str) -> Settings:
    project = moved(other.settings.project, folder)
    return replace(
        other.settings,
        options=_options(request.options, top, files),
        # What the change waives was not waived before it.
        project=replace(project, waivers=tuple(one for one in project.waivers if one.is_off)),
    )


def moved(project: Project, folder: str) -> Project:
    """Return what a configuration says, for the same stacks below another folder."""
    return replace(project, folder=os.path.abspath(folder)) if project.folder else project


def _in_state(path: str, top: str, folder: str) -> str:
    """Return where something of the repository lies in a state, which outside of it lies where it is."""
    inside = os.path.relpath(os.path.realpath(path), top)
    there = os.path.join(folder, inside)
    return there if not inside.startswith("..") and os.path.exists(there) else path


def _options(options: Options, top: str, files: Files) -> Options:
    """Return the options with the files of values as they are in a state; one that git does not know is the same in
    every state."""
    named = [(path, os.path.relpath(os.path.realpath(path), top)) for path in options.parameter_files]
    return replace(
        options, parameter_files=tuple(inside if inside in files else path for path, inside in named)
    )


@contextmanager
def inside(folder: str) -> Iterator[None]:
    """Make a folder the working directory, which paths in reports are relative to."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
