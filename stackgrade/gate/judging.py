"""Grades the stacks that a change touches, as they were and as they are, and says what the change did to them."""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from adapters.discovery import Source
from stackgrade import configuration, ruleset
from stackgrade import run as runs
from stackgrade.findings import Finding
from stackgrade.gate import problems, touched
from stackgrade.gate.outcome import Outcome
from stackgrade.gate.places import Place, place_of
from stackgrade.gate.reach import Changed
from stackgrade.gate.request import Request, States, states
from stackgrade.gate.state import State, inside, load, moved
from stackgrade.reports import Change, Report
from stackgrade.repository import Repository
from stackgrade.ruleset import Rule
from stackgrade.run import Progress
from stackgrade.severities import reaching


@contextmanager
def judged(request: Request, progress: Progress | None = None) -> Iterator[tuple[Report, Mapping[str, Rule]]]:
    """Give the report on a change, and the rules; inside, the working directory is the state after the change, so
    that what the report quotes is found.

    Raises UsageError where git cannot give the two states, EngineError when the engine does not start.
    """
    repository = Repository()
    with states(repository, request) as found, tempfile.TemporaryDirectory(prefix="stackgrade-") as folder:
        base_files, head_files = repository.files(found.base), repository.files(found.head)
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
        head = load(head_folder, head_files, request, repository.top, None)
        base = load(base_folder, base_files, request, repository.top, head)
        place = place_of(repository.renamed(found.base, found.head), {one.path for one in head.sources})
        report = _report(base, head, changed, place, found, request, progress)
        with inside(head_folder):
            yield report, ruleset.load(head.settings.policies).rules


def _report(
    base: State,
    head: State,
    changed: Changed,
    place: Place,
    compared: States,
    request: Request,
    progress: Progress | None,
) -> Report:
    rules_changed = _is_policy_changed(base, head, changed.paths)
    found = touched.find(base, head, changed, place, rules_changed, request.jobs, progress)
    outcome = Outcome(place, found.shown)
    outcome.compare(found.stacks_before, found.stacks_after)
    dropped: frozenset[str] = frozenset()
    if rules_changed and outcome.fixed:
        dropped = _dropped(base, head, found.befores, outcome.fixed, request)
    told = [*problems.of(found, changed)]
    if rules_changed or configuration.NAME in changed.paths:
        told.append(problems.of_policy(base, head))
    threshold = request.threshold or head.settings.project.fail_on or "high"
    blocking = reaching(threshold)
    return Report(
        head.settings.profile.data(),
        head.settings.engine,
        tuple(outcome.stacks),
        tuple(dict.fromkeys(told)),
        change=Change(
            new=frozenset(one.fingerprint for one in outcome.new),
            blocking=frozenset(one.fingerprint for one in outcome.new if one.severity in blocking),
            fixed=tuple(one for one in outcome.fixed if one.fingerprint not in dropped),
            waived=frozenset(one.fingerprint for one in outcome.waived),
            dropped=tuple(one for one in outcome.fixed if one.fingerprint in dropped),
            base=compared.base_name,
            head=compared.head_name,
            threshold=threshold,
        ),
    )


def _is_policy_changed(base: State, head: State, changed: Collection[str]) -> bool:
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


def _dropped(
    base: State, head: State, befores: Iterable[Source], fixed: Iterable[Finding], request: Request
) -> frozenset[str]:
    """Return the fingerprints of failures that are gone only since the configuration does not ask for them now."""
    project = moved(head.settings.project, base.folder)
    then = replace(head.settings, options=base.settings.options, project=project)
    places = {finding.fingerprint for finding in fixed}
    kept = [source for source in befores if not project.excludes(source.path)]
    with inside(base.folder):
        graded = runs.grade_sources(kept, then, request.jobs)
    asked = {
        finding.fingerprint
        for one in graded
        for stack in one.stacks
        for finding in stack.findings
        if finding.status == "fail"
    }
    return frozenset(places - asked)
