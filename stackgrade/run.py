"""From paths to a report: discover, load, judge, grade; in this process or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from adapters import discovery, files, loading
from adapters.discovery import Source
from adapters.errors import InputError
from adapters.model import Document, Options
from adapters.relocation import Relocation
from stackgrade import environments, findings, grading, listing, python_rules, ruleset, traits, waivers
from stackgrade.cache import Cache
from stackgrade.debugging import describe
from stackgrade.engines import Engine
from stackgrade.errors import EngineError
from stackgrade.graph import graph
from stackgrade.hints import did_you_mean
from stackgrade.profiles import Profile
from stackgrade.project import Project
from stackgrade.reports import Counts, Problem, Report, Stack
from stackgrade.waivers import Waivers

if TYPE_CHECKING:
    from concurrent.futures import Future

    from stackgrade.opa.connection import Connection

Progress = Callable[[int, int], None]

# A worker process takes as long to start as a few templates take to grade; a root module is worth several of them.
_TEMPLATES_PER_JOB = 16
_WEIGHTS = {discovery.TERRAFORM: 6}
_NOTHING_FOUND = "no templates found: no CloudFormation or SAM, no Terraform module or plan, no output of CDK"


@dataclass(frozen=True)
class Settings:
    """What holds for every stack of a run.

    `rules` are the ids to report on. `cached` takes and keeps results. `listed` lists passes as well, `drawn` adds
    the graph of each stack, and `comparable` notes what resources look like. `relocation` says where what lies in a
    temporary folder comes from. `kinds` are the kinds of sources to grade, all when there are none. `policies` are
    folders of the user's own rules, and `connection` leads to the server of the engine `opa`. What `project` says of a
    stack's profile comes before `profile`.
    """

    profile: Profile
    rules: frozenset[str]
    options: Options = field(default_factory=Options)
    engine: str = "embedded"
    cached: bool = False
    listed: bool = False
    comparable: bool = False
    relocation: Relocation | None = None
    drawn: bool = False
    kinds: frozenset[str] = frozenset()
    policies: tuple[str, ...] = ()
    connection: Connection | None = None
    project: Project = field(default_factory=Project)


@dataclass(frozen=True)
class Graded:
    """What one source gave; `read` says what it was made from, as `adapters.files` notes it."""

    stacks: tuple[Stack, ...]
    problems: tuple[Problem, ...]
    read: Mapping[str, str] = field(default_factory=dict)


def grade(
    paths: Sequence[str], settings: Settings, jobs: int | None = None, progress: Progress | None = None
) -> Report:
    """Grade everything below the paths.

    `jobs` is the number of processes, chosen by the number of sources when None. `progress` is told how many
    sources are done, and of how many. Raises EngineError when the engine does not start.
    """
    project = settings.project
    found, problems = find(paths, settings.kinds, settings.relocation)
    problems = [problem for problem in problems if not project.excludes(problem.path)]
    excluded = [source for source in found if project.excludes(source.path)]
    sources = [source for source in found if source not in excluded]
    graded = grade_sources(sources, settings, jobs, progress)
    problems += [problem for one in graded for problem in one.problems]
    problems += waived_in_vain(graded, settings, project.is_below(paths))
    return Report(
        settings.profile.data(),
        settings.engine,
        tuple(stack for one in graded for stack in one.stacks),
        tuple(dict.fromkeys(problems)),  # the same parameter file may be wrong for every stack
        tuple(source.path for source in excluded),
    )


def grade_sources(
    sources: Sequence[Source],
    settings: Settings,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> list[Graded]:
    """Return what each source gives; see `grade`."""
    kept = _kept(sources, settings)
    waiting = [source for source in sources if source not in kept]
    jobs = _jobs(waiting) if jobs is None else min(jobs, len(waiting))
    progress = progress or (lambda done, total: None)
    found = (
        _here(waiting, settings, progress) if jobs < 2 else _in_processes(waiting, settings, jobs, progress)
    )
    by_source = kept | dict(zip(waiting, found, strict=True))
    return [by_source[source] for source in sources]


def waived_in_vain(graded: Iterable[Graded], settings: Settings, are_all: bool) -> list[Problem]:
    """Return the waivers that waive nothing; one of the configuration is unused when none of all stacks uses it."""
    trials = [trial for one in graded for stack in one.stacks for trial in stack.trials]
    if are_all:  # one whose paths are those of no stack was tried nowhere
        rules = ruleset.load(settings.policies).rules
        trials += waivers.untried(settings.project.waivers, [rules[one] for one in settings.rules])
    return [
        Problem(path, message, line, is_warning=True)
        for path, line, message in waivers.faults(trials, "" if are_all else settings.project.file)
    ]


def _kept(sources: Sequence[Source], settings: Settings) -> dict[Source, Graded]:
    """What earlier runs gave, and still holds."""
    if not settings.cached:
        return {}
    ruleset.load(settings.policies).check_is_current()
    cache = Cache(settings)
    cache.prune()
    found = {source: cache.get(source) for source in sources}
    return {source: graded for source, graded in found.items() if graded is not None}


def find(
    paths: Sequence[str], kinds: frozenset[str] = frozenset(), relocation: Relocation | None = None
) -> tuple[list[Source], list[Problem]]:
    """Return the sources below the paths, and what is wrong with these; finding nothing at all is wrong.

    `kinds` are the kinds of sources to return, all when there are none.
    """
    found = discovery.discover(paths)
    sources = [source for source in found.sources if not kinds or source.kind in kinds]
    errors = found.errors
    if not sources and not errors:
        other = f"no templates found: nothing there is {' or '.join(sorted(kinds))}"
        said = other if found.sources else _NOTHING_FOUND
        errors = [InputError(discovery.shown(path), said) for path in paths]
    return sources, [
        _with_hint(Problem.of(relocation.error(error) if relocation else error)) for error in errors
    ]


def _with_hint(problem: Problem) -> Problem:
    """Of a path that is not there, what it may have been meant to be."""
    folder, name = os.path.split(problem.path)
    if os.path.lexists(problem.path) or not os.path.isdir(folder or "."):
        return problem
    return replace(problem, message=f"{problem.message}{did_you_mean(name, os.listdir(folder or '.'))}")


def load(
    source: Source, options: Options, relocation: Relocation | None = None
) -> tuple[list[Document], list[Problem]]:
    """Return the documents of a source; whatever goes wrong is a problem."""
    try:
        documents = loading.load(source, options)
        if relocation is not None:
            documents = [relocation.document(document) for document in documents]
    except InputError as error:
        return [], [Problem.of(relocation.error(error) if relocation else error)]
    except Exception as error:
        return [], [Problem(source.path, describe(error))]
    if not documents:
        return [], [Problem(source.path, "holds no stack")]
    errors = [Problem.of(error) for document in documents for error in document.errors]
    warnings = [Problem.of(warning, True) for document in documents for warning in document.warnings]
    return documents, errors + warnings


class Judge:
    """Grades one source after the other with the same engine."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._rules = ruleset.load(settings.policies).rules
        self._engine = _engine(settings)
        self._cache = Cache(settings) if settings.cached else None

    def __call__(self, source: Source) -> Graded:
        """Return the stacks of a source that could be graded, and what could not be."""
        with files.traced() as read:
            graded = replace(self._graded(source), read=read)
        if self._cache is not None:
            self._cache.put(source, read, graded)
        return graded

    def _graded(self, source: Source) -> Graded:
        documents, problems = load(source, self._settings.options, self._settings.relocation)
        judged = [self._judged(document) for document in documents]
        problems += [one for one in judged if isinstance(one, Problem)]
        problems += [
            Problem(document.data["path"], message, line, is_warning=True)
            for document in documents
            for message, line in environments.elsewhere(document.data, self._profile(document))
        ]
        problems += [
            Problem(self._engine.name, warning, is_warning=True) for warning in sorted(self._engine.warnings)
        ]
        return Graded(tuple(one for one in judged if isinstance(one, Stack)), tuple(problems))

    def _judged(self, document: Document) -> Stack | Problem:
        try:
            return self._stack(document)
        except EngineError as error:
            return Problem(document.data["path"], f"not graded: {error}")
        except Exception as error:  # a fault of ours must not take the other stacks with it
            return Problem(document.data["path"], describe(error))

    def _profile(self, document: Document) -> Profile:
        return self._settings.project.profile(document.data["path"]) or self._settings.profile

    def _stack(self, document: Document) -> Stack:
        data, project, profile = document.data, self._settings.project, self._profile(document)
        off = project.off(data["path"], self._rules)
        judged = python_rules.judged(document, self._rules, profile)
        verdicts = [
            verdict
            for verdict in self._engine.evaluate({**data, "profile": profile.data(), "judged": judged})
            if verdict.rule_id in self._settings.rules
            and (verdict.status == "fail" or verdict.rule_id not in off)
        ]
        relocation = self._settings.relocation
        source = relocation.source if relocation else str
        waiver = Waivers(data, self._rules, project.waivers_for(data["path"]), source)
        found = findings.build(document, verdicts, self._rules, waiver.reason)
        counted = [
            one for one in verdicts if one.status != "fail" or not waiver.reason(one.rule_id, one.address)
        ]
        return Stack(
            path=data["path"],
            name=data["name"],
            format=data["format"],
            grade=grading.grade(counted, self._rules),
            resources=len(data["resources"]),
            counts=Counts.of(found, passed=len(verdicts) - len(found)),
            findings=found,
            parameters=frozenset(data.get("parameters", {})),
            secrets=document.secrets,
            profile=profile.name,
            trials=waiver.trials(verdicts, self._settings.rules),
            judged=listing.judged(document, verdicts, found) if self._settings.listed else (),
            traits=traits.of(data) if self._settings.comparable else (),
            graph=graph(data) if self._settings.drawn else None,
        )


def _engine(settings: Settings) -> Engine:
    rules = ruleset.load(settings.policies)
    if settings.engine == "embedded":
        from stackgrade.engines.embedded import Embedded

        return Embedded(rules)
    if settings.engine == "opa" and settings.connection is not None:
        from stackgrade.engines.opa import Opa

        return Opa(rules, settings.connection)
    raise EngineError(f"there is no engine {settings.engine}")


def _jobs(sources: Sequence[Source]) -> int:
    weight = sum(_WEIGHTS.get(source.kind, 1) for source in sources)
    return max(1, min(_cores(), len(sources), weight // _TEMPLATES_PER_JOB))


def _cores() -> int:
    """The cores that this process may use, which in a container are fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(sources: Sequence[Source], settings: Settings, progress: Progress) -> list[Graded]:
    if not sources:
        return []
    judge = Judge(settings)
    graded = []
    for source in sources:
        graded.append(judge(source))
        progress(len(graded), len(sources))
    return graded


def _in_processes(
    sources: Sequence[Source], settings: Settings, jobs: int, progress: Progress
) -> list[Graded]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    Judge(settings)  # an engine that does not start is one error, not one for every source
    # New processes, since the threads of an engine do not survive a fork.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (settings,))
    try:
        futures = [pool.submit(_judge_in_worker, source) for source in sources]
        for done, _ in enumerate(as_completed(futures), start=1):
            progress(done, len(sources))
    finally:
        pool.shutdown(cancel_futures=True)
    return [_result(future, source) for future, source in zip(futures, sources, strict=True)]


_settings: Settings | None = None
_judge: Judge | None = None


def _start_worker(settings: Settings) -> None:
    import signal

    global _settings
    _settings = settings
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted as well, and ends the workers


def _judge_in_worker(source: Source) -> Graded:
    global _judge
    assert _settings is not None
    if _judge is None:
        _judge = Judge(_settings)
    return _judge(source)


def _result(future: Future[Graded], source: Source) -> Graded:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        message = "a worker process died, perhaps for lack of memory"
    except EngineError as error:
        message = str(error)
    return Graded((), (Problem(source.path, f"not graded: {message}"),))
