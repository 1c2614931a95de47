"""The report as SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html

What GitHub takes of it stands in
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from adapters.model import Location
from stackgrade import __version__
from stackgrade.findings import Finding
from stackgrade.reports import Problem, Report, Stack
from stackgrade.ruleset import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_PAGES = "STACKGRADE_PAGES"  # where the rules' pages are served; the Checkov door knows it too
_FULL = 1024  # characters of a description that GitHub shows
_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
# Within GitHub's bounds: critical is over 9.0, high from 7.0, medium from 4.0.
_SCORES = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}
_SECURITY = frozenset({"credentials", "encryption", "network", "access", "logging"})


def render(report: Report, rules: Mapping[str, Rule]) -> str:
    """Return the report as text."""
    return json.dumps(data(report, rules), indent=2, ensure_ascii=False) + "\n"


def data(report: Report, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return the report as plain data.

    Only failures are results: code scanning passes over kinds and suppressions, and would open an alert for whatever is
    waived or not decided. That there is such is a notification.
    """
    placed = [
        (stack, finding) for stack in report.stacks for finding in stack.findings if finding.status == "fail"
    ]
    found = {rule_id: i for i, rule_id in enumerate(sorted({finding.rule_id for _, finding in placed}))}
    run = {
        "tool": {
            "driver": {
                "name": "stackgrade",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rules[rule_id]) for rule_id in found],
            }
        },
        "invocations": [
            {"executionSuccessful": not report.errors, "toolExecutionNotifications": [*_notes(report)]}
        ],
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, stack, finding, found[finding.rule_id]) for stack, finding in placed],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    is_about_security = rule.category in _SECURITY
    found: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why if len(rule.why) <= _FULL else f"{rule.why[: _FULL - 4]} ..."},
        "help": {
            "text": "\n\n".join(_help(rule)),
            "markdown": "\n\n".join(_help_in_markdown(rule)),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": sorted({rule.category, *(["security"] if is_about_security else [])}),
            "precision": "high",
            "problem.severity": {"note": "recommendation"}.get(
                _LEVELS[rule.severity], _LEVELS[rule.severity]
            ),
        },
    }
    if is_about_security:
        found["properties"]["security-severity"] = _SCORES[rule.severity]
    pages = os.environ.get(_PAGES)
    if pages:
        found["helpUri"] = f"{pages.rstrip('/')}/{rule.id}.md"
    elif rule.links:
        found["helpUri"] = rule.links[0]
    return found


def _help(rule: Rule) -> Iterator[str]:
    yield rule.why
    for form, case, fix in rule.fixes:
        yield f"Fix ({_labelled(form, case)}):\n" + "\n".join(f"    {line}" for line in fix.split("\n"))
    yield from rule.links


def _help_in_markdown(rule: Rule) -> Iterator[str]:
    yield f"**{rule.title}** ({rule.severity}, {rule.category})"
    yield rule.why
    for form, case, fix in rule.fixes:
        highlighting = "hcl" if form.startswith(("terraform", "aws_")) else "yaml"
        yield f"Fix ({_labelled(form, case)}):\n\n```{highlighting}\n{fix}\n```"
    if rule.links:
        yield "\n".join(f"* <{link}>" for link in rule.links)


def _labelled(form: str, case: str) -> str:
    return f"{form}, {case}" if case else form


def _result(report: Report, stack: Stack, finding: Finding, index: int) -> dict[str, Any]:
    resource = finding.resource
    result: dict[str, Any] = {
        "ruleId": finding.rule_id,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message or finding.title},
        "locations": [
            {
                "physicalLocation": _physical(finding.place),
                "logicalLocations": [
                    {
                        "name": resource.address,
                        "fullyQualifiedName": f"{resource.construct_path or resource.address}"
                        + (f".{finding.attribute}" if finding.attribute else ""),
                        "kind": "module" if finding.is_about_stack else "resource",
                    }
                ],
            }
        ],
        # GitHub's own is the hash of the line, which its upload action adds.
        "partialFingerprints": {"stackgrade/v1": finding.fingerprint},
        "properties": {"stack": stack.name, "severity": finding.severity, "failures": list(finding.failures)},
    }
    if resource.source is not None:
        result["relatedLocations"] = [
            {"physicalLocation": _physical(finding.location), "message": {"text": "in the template"}}
        ]
    if report.change is not None:
        result["baselineState"] = "new" if report.is_new(finding) else "unchanged"
    return result


def _physical(location: Location) -> dict[str, Any]:
    """A place, with its first line alone: an alert shows in a pull request only if all its lines are in the change."""
    return {
        "artifactLocation": {"uri": _uri(location["path"])},
        "region": {"startLine": max(location["start_line"], 1)},
    }


def _uri(path: str) -> str:
    return quote(path, errors="surrogateescape")  # names of files need not be sound text


def _notes(report: Report) -> Iterator[dict[str, Any]]:
    for problem in report.problems:
        yield _problem(problem)
    for stack in report.stacks:
        for number, said in (
            (stack.counts.unknown, "not decided, for what the template leaves open"),
            (stack.counts.waived, "waived"),
        ):
            if number:
                checks = "1 check is" if number == 1 else f"{number} checks are"
                yield {"level": "note", "message": {"text": f"{stack.path}: {checks} {said}"}}


def _problem(problem: Problem) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.path)}}
    if problem.line:
        place["region"] = {"startLine": problem.line}
    return {
        "level": problem.kind,
        "message": {"text": str(problem)},
        "locations": [{"physicalLocation": place}],
    }
