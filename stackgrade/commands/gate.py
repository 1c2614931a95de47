"""`stackgrade gate`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from stackgrade import profiles
from stackgrade.commands import FAILED, FOUND, OK, complain, inputs, outputs
from stackgrade.commands.outputs import Output
from stackgrade.commands.progress import progress
from stackgrade.errors import UsageError
from stackgrade.gate.judging import judged
from stackgrade.gate.request import Request
from stackgrade.reports import Report
from stackgrade.ruleset import Rule


def run(arguments: argparse.Namespace) -> int:
    """Judge a change and report; the exit code says whether it may be merged."""
    if arguments.worktree and arguments.head:
        raise UsageError("--worktree judges the checkout, --head a commit: only one of them can be")
    # The working directory is another one while the report is written.
    wanted = tuple(
        Output(output.format, output.file and Path(os.path.abspath(output.file)))
        for output in outputs.wanted(arguments)
    )
    options = inputs.options(arguments)
    request = Request(
        base=arguments.base,
        head=None if arguments.worktree else arguments.head or "HEAD",
        profile=profiles.resolve(arguments.profile, Path()) if arguments.profile else None,
        threshold=arguments.fail_on,
        options=inputs.absolute(options),
        policies=tuple(map(os.path.abspath, arguments.policy_dir)),
        selection=inputs.selected(arguments),
        engine=arguments.engine,
        connection=inputs.connection(arguments, None),  # a change must not choose who judges it
        jobs=arguments.jobs,
        listed=outputs.lists(wanted),
        drawn=outputs.draws(wanted),
    )
    with progress("grading") as shown, judged(request, shown) as (report, rules):
        outputs.write(wanted, report, rules, arguments.verbose)
        if arguments.comment:
            _comment(report, rules)
    for problem in report.problems:
        complain(problem, problem.kind)
    if report.errors:
        return FAILED
    return FOUND if report.change and report.change.blocking else OK


def _comment(report: Report, rules: Mapping[str, Rule]) -> None:
    """Post the comment on the merge request; a failure of that, as on one from a fork, changes no verdict."""
    from stackgrade import comments
    from stackgrade.comments.errors import CommentError
    from stackgrade.reports import markdown

    try:
        comments.post(markdown.render(report, rules))
    except CommentError as error:
        complain(f"no comment: {error}", "warning")
