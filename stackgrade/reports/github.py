"""Annotations in the log of a GitHub workflow, which GitHub shows at the lines of the files.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stackgrade import text
from stackgrade.findings import Finding
from stackgrade.reports import Problem, Report, console
from stackgrade.ruleset import Rule

_COMMANDS = {"critical": "error", "high": "error", "medium": "warning", "low": "notice"}


def render(report: Report, rules: Mapping[str, Rule]) -> str:
    """Return the report as text: what could not be graded and every failure, then a summary for who reads the log.

    The most severe come first, since GitHub shows ten of a kind. Of a change, only what is new.
    """
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for problem in report.problems:
        yield _problem(problem)
    for _, finding in report.failures():
        if report.is_new(finding):
            yield _finding(finding)
    yield text.plain([console.summary(report)]).strip()


def _finding(finding: Finding) -> str:
    place = finding.place
    first = max(place["start_line"], 1)
    subject = "" if finding.is_about_stack else f" ({finding.resource.address})"
    fix = f"\n\nFix:\n{finding.remediation}" if finding.remediation else ""
    return _command(
        _COMMANDS[finding.severity],
        f"{finding.message or finding.title}{subject}{fix}",
        file=place["path"],
        line=str(first),
        endLine=str(max(place["end_line"], first)),
        title=f"{finding.rule_id} {finding.title}",
    )


def _problem(problem: Problem) -> str:
    place = {"file": problem.path} | ({"line": str(problem.line)} if problem.line else {})
    return _command(problem.kind, str(problem), **place, title="stackgrade")


def _command(name: str, message: str, **properties: str) -> str:
    shown = ",".join(
        f"{key}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in properties.items()
    )
    return f"::{name} {shown}::{_escaped(message)}"


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
