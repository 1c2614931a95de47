"""Grades the stacks that a change touches, as they were and as they are, and says what the change did to them."""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from adapters.discovery import Source, discover
from adapters.errors import InputError
from adapters.model import Options
from stackgrade import configuration, matching, own_rules, profiles, ruleset
from stackgrade import project as projects
from stackgrade import run as runs
from stackgrade.errors import UsageError
from stackgrade.findings import SEVERITIES, Finding
from stackgrade.gate.reach import Changed, candidates
from stackgrade.gate.repository import Files, Repository, submodules
from stackgrade.profiles import Profile
from stackgrade.project import Project
from stackgrade.reports import Change, Problem, Report, Stack
from stackgrade.ruleset import Rule
from stackgrade.run import Graded, Progress, Settings

Place = Callable[[str], str]

_ID = 40  # what CI systems give for "no commit" is as long as an id, and all zeros


@dataclass(frozen=True)
class Request:
    """What is asked of the gate; paths are absolute. Without `head`, the change is what the checkout holds.
    `listed` and `drawn` are as in `Settings`.
    """

    base: str
    head: str | None
    profile: Profile | None = None
    threshold: str | None = None
    options: Options = field(default_factory=Options)
    policies: tuple[str, ...] = ()
    jobs: int | None = None
    listed: bool = False
    drawn: bool = False


@dataclass(frozen=True)
class States:
    """The two states of a change: trees, and what to call them."""

    base: str
    head: str
    base_name: str
    head_name: str


@dataclass(frozen=True)
class _State:
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
        with _inside(self.folder):
            self.graded.update(
                zip(missing, runs.grade_sources(missing, self.settings, jobs, progress), strict=True)
            )


@contextmanager
def judged(request: Request, progress: Progress | None = None) -> Iterator[tuple[Report, Mapping[str, Rule]]]:
    """Give the report on a change, and the rules; inside, the working directory is the state after the change, so
    that what the report quotes is found.

    Raises UsageError where git cannot give the two states, EngineError when the engine does not start.
    """
    repository = Repository()
    with _states(repository, request) as states, tempfile.TemporaryDirectory(prefix="stackgrade-") as folder:
        base_files, head_files = repository.files(states.base), repository.files(states.head)
        changed = Changed.between(base_files, head_files)
        if not changed.paths:  # nothing to read, but the verdict still has its threshold
            base_files = head_files = {
                path: entry for path, entry in head_files.items() if path == configuration.NAME
            }
        folder = os.path.realpath(folder)
        head_folder, base_folder = os.path.join(folder, "head"), os.path.join(folder, "base")
        os.makedirs(head_folder)
        os.makedirs(base_folder)
        written = repository.export(head_files, head_folder)
        repository.export(base_files, base_folder, written)
        head = _state(head_folder, head_files, request, repository.top, None)
        base = _state(base_folder, base_files, request, repository.top, head)
        place = _place(repository.renamed(states.base, states.head), {one.path for one in head.sources})
        report = _report(base, head, changed, place, states, request, progress)
        with _inside(head_folder):
            yield report, ruleset.load(head.settings.policies).rules


@contextmanager
def _states(repository: Repository, request: Request) -> Iterator[States]:
    head = repository.find_commit(request.head or "HEAD")
    if head is None and request.head:
        if repository.find_commit("HEAD") is None:
            raise UsageError("there is no commit yet: --worktree judges what the checkout holds")
        head = repository.commit(request.head)
    base, base_name = _base(repository, request, head)
    if request.head is not None:
        assert head is not None
        yield States(base, head, base_name, f"{request.head} ({head[:10]})")
    else:
        with repository.worktree() as tree:
            yield States(base, tree, base_name, "the checkout")


def _base(repository: Repository, request: Request, head: str | None) -> tuple[str, str]:
    """Return the state before the change: where it left the base, or nothing at all before a first commit."""
    nothing = repository.empty_tree(), "nothing"
    if head is None or (len(request.base) >= _ID and not request.base.strip("0")):
        return nothing
    base = repository.commit(request.base)
    if base == head and request.head is not None and repository.is_first(head):
        return nothing
    found = repository.merge_base(base, head, request.base)
    return found, f"{request.base} ({found[:10]})"


def _state(folder: str, files: Files, request: Request, top: str, after: _State | None) -> _State:
    """Return a state as its own configuration describes it.

    Where the state before the change has none, or an unsound one, that of the state `after` it holds.
    """
    with _inside(folder):
        try:
            settings = _settings(folder, files, request, top)
        except UsageError as error:
            if after is None:
                raise UsageError(str(error).replace(folder + os.sep, "")) from error
            settings = _settings_of(after, folder, files, request, top)
        else:
            if after is not None and configuration.NAME not in files:
                settings = _settings_of(after, folder, files, request, top)
        found = discover(["."])
        sources = tuple(one for one in found.sources if not settings.project.excludes(one.path))
        return _State(folder, files, settings, sources, tuple(found.errors), {})


def _settings(folder: str, files: Files, request: Request, top: str) -> Settings:
    policies = tuple(_in_state(path, top, folder) for path in request.policies)
    policies = policies or tuple(os.path.abspath(path) for path in own_rules.folders((), Path()))
    rules = ruleset.load(policies).rules
    project = projects.read(Path(), rules)
    return Settings(
        profile=request.profile or profiles.resolve(None, Path()),
        rules=frozenset(rules),
        options=_options(request.options, top, files),
        listed=request.listed,
        drawn=request.drawn,
        comparable=True,
        policies=policies,
        project=project if request.profile is None else replace(project, profiles=()),
    )


def _settings_of(other: _State, folder: str, files: Files, request: Request, top: str) -> Settings:
    project = _moved(other.settings.project, folder)
    return replace(
        other.settings,
        options=_options(request.options, top, files),
        # What the change waives was not waived before it.
        project=replace(project, waivers=tuple(one for one in project.waivers if one.is_off)),
    )


def _moved(project: Project, folder: str) -> Project:
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


def _report(
    base: _State,
    head: _State,
    changed: Changed,
    place: Place,
    states: States,
    request: Request,
    progress: Progress | None,
) -> Report:
    rules_changed = _is_policy_changed(base, head, changed.paths)
    surely: set[str] = set()
    perhaps: set[str] = set()
    for state, placed in ((head, _same), (base, place)):
        reached = (
            list(state.sources)
            if rules_changed or _reads_values(state, changed)
            else candidates(state.sources, state.files, changed.paths)
        )
        state.grade(reached, request.jobs, progress)
        for source in reached:
            read = state.read(source)
            if changed.was_read(read):
                surely.add(placed(source.path))
            elif rules_changed or changed.was_listed(read):
                perhaps.add(placed(source.path))
    touched = surely | perhaps
    befores = [one for one in base.sources if place(one.path) in touched]
    afters = [one for one in head.sources if one.path in touched]
    base.grade(befores, request.jobs, progress)
    head.grade(afters, request.jobs, progress)
    # What cannot be read any more is not fixed.
    lost = {one.path for one in afters if not head.graded[one].stacks}
    shown = {stack.path for one in afters if one.path in surely for stack in head.graded[one].stacks}
    comparison = _Comparison(place, shown)
    comparison.compare(
        [stack for one in befores if place(one.path) not in lost for stack in base.graded[one].stacks],
        [stack for one in afters for stack in head.graded[one].stacks],
    )
    fixed = comparison.fixed
    dropped = _dropped(base, head, befores, fixed, request) if rules_changed and fixed else frozenset()
    threshold = request.threshold or head.settings.project.fail_on or "high"
    blocking = SEVERITIES[: SEVERITIES.index(threshold) + 1] if threshold != "never" else ()
    problems = _problems(base, head, befores, afters, surely, changed, place)
    if rules_changed or configuration.NAME in changed.paths:
        problems.append(_policy_warning(base, head))
    return Report(
        head.settings.profile.data(),
        head.settings.engine,
        tuple(comparison.stacks),
        tuple(dict.fromkeys(problems)),
        change=Change(
            new=frozenset(one.fingerprint for one in comparison.new),
            blocking=frozenset(one.fingerprint for one in comparison.new if one.severity in blocking),
            fixed=tuple(one for one in fixed if one.fingerprint not in dropped),
            waived=frozenset(one.fingerprint for one in comparison.waived),
            dropped=tuple(one for one in fixed if one.fingerprint in dropped),
            base=states.base_name,
            head=states.head_name,
            threshold=threshold,
        ),
    )


class _Comparison:
    """What became of the findings of the stacks that a change touches.

    `shown` are the paths of those that it does touch; of the others only those count in which something changed.
    """

    def __init__(self, place: Place, shown: Collection[str]) -> None:
        self._place = place
        self._shown = shown
        self.stacks: list[Stack] = []
        self.new: list[Finding] = []
        self.fixed: list[Finding] = []
        self.waived: list[Finding] = []

    def compare(self, befores: list[Stack], afters: list[Stack]) -> None:
        """Take the stacks before and after the change."""
        known = {id(stack) for stack in befores}

        def place(stack: Stack) -> str:
            return self._place(stack.path) if id(stack) in known else stack.path

        for before, after in matching.stacks(befores, afters, place):
            self._pair(before, after)
        self._take_out_moved()

    def _pair(self, before: Stack | None, after: Stack | None) -> None:
        matched = matching.resources(before.traits if before else (), after.traits if after else ())
        pairs = matching.findings(before.findings if before else (), after.findings if after else (), matched)
        is_changed = False
        for pair in pairs:
            was = pair.before.status if pair.before else None
            now = pair.after.status if pair.after else None
            is_changed |= was != now
            if pair.after is not None and now == "fail" and was != "fail":
                self.new.append(pair.after)
            elif pair.after is not None and now == "waived" and was != "waived":
                self.waived.append(pair.after)
            elif pair.before is not None and was == "fail" and now is None:
                self.fixed.append(pair.before)
        if after is not None and (is_changed or after.path in self._shown):
            self.stacks.append(after)

    def _take_out_moved(self) -> None:
        """A failure that came with a resource from another stack is neither new nor fixed."""
        gone: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
        for finding in self.fixed:
            gone[_identity(finding)].append(finding)
        new = []
        for finding in self.new:
            earlier = gone.get(_identity(finding)) if not finding.is_about_stack else None
            if earlier:
                self.fixed.remove(earlier.pop())
            else:
                new.append(finding)
        self.new = new


def _identity(finding: Finding) -> tuple[str, ...]:
    """What stays of a finding when its resource moves to another file or module."""
    name = finding.resource.address.rpartition(".")[2]
    return finding.rule_id, finding.resource.type, name, finding.attribute_path or "", finding.message or ""


def _is_policy_changed(base: _State, head: _State, changed: Collection[str]) -> bool:
    """Whether the change alters the configuration, or rules of the project's own.

    The first configuration holds for both states, so that nothing is new by it.
    """
    if configuration.NAME in changed and configuration.NAME in base.files:
        return True
    folders = {
        posixpath.normpath(os.path.relpath(policy, state.folder))
        for state in (base, head)
        for policy in state.settings.policies
    }
    return any(path.startswith(f"{folder}/") for folder in folders for path in changed)


def _reads_values(state: _State, changed: Changed) -> bool:
    """Whether a file of values that every stack is given has changed."""
    return any(path in changed.paths for path in state.settings.options.parameter_files)


def _dropped(
    base: _State, head: _State, befores: list[Source], fixed: Iterable[Finding], request: Request
) -> frozenset[str]:
    """Return the fingerprints of failures that are gone only since the configuration does not ask for them now."""
    project = _moved(head.settings.project, base.folder)
    then = replace(head.settings, options=base.settings.options, project=project)
    places = {finding.fingerprint for finding in fixed}
    kept = [source for source in befores if not project.excludes(source.path)]
    with _inside(base.folder):
        graded = runs.grade_sources(kept, then, request.jobs)
    asked = {
        finding.fingerprint
        for one in graded
        for stack in one.stacks
        for finding in stack.findings
        if finding.status == "fail"
    }
    return frozenset(places - asked)


def _policy_warning(base: _State, head: _State) -> Problem:
    was, now = (state.settings.project.fail_on or "high" for state in (base, head))
    said = f" and now blocks from {now} on, not {was}" if was != now else ""
    return Problem(configuration.NAME, f"the change alters what the gate checks{said}", is_warning=True)


def _problems(
    base: _State,
    head: _State,
    befores: list[Source],
    afters: list[Source],
    surely: Collection[str],
    changed: Changed,
    place: Place,
) -> list[Problem]:
    """What could not be graded of what the change touches; what was broken before it is only told."""
    earlier = {(one.message, one.line) for source in befores for one in base.graded[source].problems}
    problems = []
    for source in afters:
        for one in head.graded[source].problems:
            if source.path in surely or (one.message, one.line) not in earlier:
                problems.append(one)
    for fault in (one for one in head.faults if not head.settings.project.excludes(one.path)):
        folder = posixpath.dirname(fault.path)
        if any(path.startswith(f"{folder}/" if folder else "") for path in changed.paths):
            said = f"{fault.message}; the gate sees what git knows"
            problems.append(Problem(fault.path, said, fault.line))
    sound = {source.path for source in afters}
    for source in befores:
        after = place(source.path)
        errors = [one for one in base.graded[source].problems if not one.is_warning]
        if errors and after in sound:
            said = f"could not be read before the change, so that whatever fails counts as new: {errors[0].message}"
            problems.append(Problem(after, said, is_warning=True))
        is_excluded = head.settings.project.excludes(after)
        if after in head.files and after not in sound and not is_excluded and not _is_part(head, after):
            said = "was a template before the change, and is none any more"
            problems.append(Problem(after, said, is_warning=True))
    read = {path.rstrip("/") for source in afters for path in head.read(source)}
    for submodule in submodules(head.files):
        if any(path == submodule or path.startswith(f"{submodule}/") for path in read):
            said = f"the submodule is not checked out: git submodule update --init {submodule}"
            problems.append(Problem(submodule, said))
    trials = [head.graded[source] for source in afters]
    return [*problems, *runs.waived_in_vain(trials, head.settings, are_all=False)]


def _is_part(head: _State, path: str) -> bool:
    """Whether another source reads it: a template that is nested now."""
    return any(path in head.read(source) for source in head.graded)


def _place(moved: Mapping[str, str], sources: Collection[str]) -> Place:
    """Return what says where a source of the state before the change lies after it, whose `sources` are given.

    A root module that is gone went where its files went.
    """
    folders: dict[str, str] = {}
    for old, new in moved.items():
        folders.setdefault(posixpath.dirname(old) or ".", posixpath.dirname(new) or ".")

    def place(path: str) -> str:
        return path if path in sources else moved.get(path) or folders.get(path, path)

    return place


def _same(path: str) -> str:
    return path


@contextmanager
def _inside(folder: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
