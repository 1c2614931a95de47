"""`stackgrade grade`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from stackgrade import configuration, ruleset
from stackgrade import run as runs
from stackgrade.commands import FAILED, FOUND, OK, complain, inputs, outputs
from stackgrade.errors import UsageError
from stackgrade.reports import Problem
from stackgrade.run import Progress

if TYPE_CHECKING:
    from stackgrade.opa.connection import Connection

_WORTH_A_BAR = 20


def run(arguments: argparse.Namespace) -> int:
    """Grade and report; the exit code says what was found."""
    wanted = outputs.wanted(arguments)
    policies = inputs.policies(arguments)
    rules = ruleset.load(policies).rules
    project = inputs.project(arguments, rules)
    settings = replace(
        inputs.settings(arguments, policies, rules),
        engine=arguments.engine,
        # What a server says is asked for each time: it may be gone by now, or hold other rules.
        cached=not arguments.no_cache and arguments.engine == "embedded",
        connection=_connection(arguments),
        listed=outputs.lists(wanted),
        drawn=outputs.draws(wanted),
        kinds=frozenset(arguments.only),
        project=project,
    )
    paths, faults = inputs.synthesized(arguments)
    with progress() as shown:
        report = runs.grade(paths, settings, arguments.jobs, shown)
    report = replace(report, problems=(*map(Problem.of, faults), *report.problems))
    outputs.write(wanted, report, rules, arguments.verbose)
    inputs.warn_of_unused(arguments, (name for stack in report.stacks for name in stack.parameters))
    for problem in report.problems:
        complain(problem, "warning" if problem.is_warning else "error")
    if report.errors:
        return FAILED
    threshold = arguments.fail_on or project.fail_on or "high"
    return FOUND if threshold != "never" and report.reaches(threshold) else OK


def _connection(arguments: argparse.Namespace) -> Connection | None:
    """Return how the OPA server is reached that is to judge; raises UsageError."""
    if arguments.engine != "opa":
        if arguments.opa_url or arguments.allow_other_revision:
            raise UsageError("--opa-url and --allow-other-revision are for --engine opa")
        return None
    from stackgrade.opa import connection

    return connection.resolve(arguments.opa_url, configuration.folder(), arguments.allow_other_revision)


@contextmanager
def progress() -> Iterator[Progress]:
    """Show a bar on stderr for long runs, when somebody is looking."""
    with ExitStack() as shown:
        update: Progress | None = None

        def show(done: int, total: int) -> None:
            nonlocal update
            if total < _WORTH_A_BAR or not sys.stderr.isatty():
                return
            if update is None:
                update = _bar(shown)
            update(done, total)

        yield show


def _bar(shown: ExitStack) -> Progress:
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = shown.enter_context(Bar(console=Console(stderr=True), transient=True))
    task = bar.add_task("grading", total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
