"""`stackgrade grade`."""

from __future__ import annotations

import argparse
from dataclasses import replace

from stackgrade import ruleset
from stackgrade import run as runs
from stackgrade.commands import FAILED, FOUND, OK, complain, inputs, outputs, standard_input
from stackgrade.commands.progress import progress
from stackgrade.reports import Problem


def run(arguments: argparse.Namespace) -> int:
    """Grade and report; the exit code says what was found."""
    wanted = outputs.wanted(arguments)
    policies = inputs.policies(arguments)
    rules = ruleset.load(policies).rules
    settings = replace(
        inputs.settings(arguments, policies, rules),
        listed=outputs.lists(wanted),
        drawn=outputs.draws(wanted),
        kinds=frozenset(arguments.only),
    )
    paths, faults = inputs.synthesized(arguments)
    with standard_input.laid_out(paths) as (places, relocation), progress("grading") as shown:
        if relocation:  # what is piped in is nowhere when the next run looks for it
            settings = replace(settings, relocation=relocation, cached=False)
        report = runs.grade(places, settings, arguments.jobs, shown)
    report = replace(report, problems=(*map(Problem.of, faults), *report.problems))
    outputs.write(wanted, report, rules, arguments.verbose)
    inputs.warn_of_unused(arguments, (name for stack in report.stacks for name in stack.parameters))
    for problem in report.problems:
        complain(problem, problem.kind)
    if report.errors:
        return FAILED
    threshold = arguments.fail_on or settings.project.fail_on or "high"
    return FOUND if report.reaches(threshold) else OK
