"""`stackgrade compare`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from adapters.errors import InputError
from stackgrade import batch, comparison, ruleset, sides, text
from stackgrade.batch import Batch
from stackgrade.commands import FAILED, FOUND, OK, complain, inputs, outputs
from stackgrade.comparison import Comparison, Side
from stackgrade.errors import UsageError
from stackgrade.reports import Problem
from stackgrade.ruleset import Rule
from stackgrade.run import Settings
from stackgrade.text import Line

_SIDES = ("before", "after")


def run(arguments: argparse.Namespace) -> int:
    """Compare and report; the exit code says whether something came in."""
    _check(arguments)
    output = outputs.file(arguments.output)
    policies = inputs.policies(arguments)
    rules = ruleset.load(policies).rules
    settings = inputs.settings(arguments, policies, rules)
    # What is left out of gradings can be compared: somebody asked for just that.
    settings = replace(settings, comparable=True, project=replace(settings.project, excluded=()))
    found: Comparison | Batch
    others: tuple[Problem, ...] = ()
    if arguments.batch:
        found = batch.compare(arguments.before, arguments.sides or _SIDES, settings, arguments.jobs)
        compared, others = [*found.pairs.values()], found.problems
    else:
        if arguments.synth:
            inputs.check_synthesis((arguments.before, arguments.after))
        found = comparison.compare(
            *(_side(path, arguments, settings) for path in (arguments.before, arguments.after))
        )
        compared = [found]
    _write(found, rules, arguments, output)
    both = [side for one in compared for side in (one.before, one.after)]
    inputs.warn_of_unused(
        arguments, (name for side in both for stack in side.stacks for name in stack.parameters)
    )
    for problem in dict.fromkeys((*others, *(problem for side in both for problem in side.problems))):
        complain(problem, problem.kind)
    # Whoever asks for a verdict on what came in wants no stack to be looked at in part only.
    if any(side.errors if arguments.fail_on != "never" else side.is_incomplete for side in both):
        return FAILED
    if any(not problem.is_warning for problem in others):
        return FAILED
    return FOUND if any(one.brings_in(arguments.fail_on) for one in compared) else OK


def _side(path: str, arguments: argparse.Namespace, settings: Settings) -> Side:
    """One version, after running its app when the user asks for that."""
    try:
        made = inputs.synthesize(path) if arguments.synth else [path]
    except InputError as error:
        return Side(path, ".", (), (Problem.of(error),))
    return sides.grade(made[-1], settings, arguments.jobs)


def _check(arguments: argparse.Namespace) -> None:
    if arguments.batch and arguments.after:
        raise UsageError("--batch takes one folder, not two paths")
    if not arguments.batch and not arguments.after:
        raise UsageError("compare takes two versions, BEFORE and AFTER")
    if arguments.synth and arguments.batch:
        raise UsageError("--synth is not for --batch")
    if arguments.sides and not arguments.batch:
        raise UsageError("--sides is for --batch")
    if arguments.format == "csv" and not arguments.batch:
        raise UsageError("--format csv is for --batch")


def _write(
    found: Comparison | Batch, rules: Mapping[str, Rule], arguments: argparse.Namespace, output: Path | None
) -> None:
    if arguments.format == "console" and output is None:
        text.write(_lines(found, rules, text.width(sys.stdout), arguments.verbose), sys.stdout)
        return
    if arguments.format == "console":
        content = text.plain(_lines(found, rules, text.WIDTH, arguments.verbose))
    else:
        content = _rendered(found, rules, arguments.format)
    outputs.save(content.encode("utf-8", "backslashreplace"), output)  # names of files need not be sound text
    if output:
        text.write([text.line(f"written to {output}")], sys.stderr)


def _lines(found: Comparison | Batch, rules: Mapping[str, Rule], width: int, verbose: bool) -> Iterable[Line]:
    from stackgrade.analysis import console, table

    return table.lines(found) if isinstance(found, Batch) else console.lines(found, rules, width, verbose)


def _rendered(found: Comparison | Batch, rules: Mapping[str, Rule], format: str) -> str:
    from stackgrade.analysis import json, markdown, table

    if isinstance(found, Batch):
        return table.render(found, format)
    return json.render(found, rules) if format == "json" else markdown.render(found, rules)
