"""The report in the shape of CDK's own validation-report.json, for tools that show that file.

The schema is validation-report.schema.json of https://www.npmjs.com/package/@aws-cdk/cloud-assembly-schema. What is not
decided has no place in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from stackgrade import __version__
from stackgrade.findings import Finding
from stackgrade.reports import Report, Stack
from stackgrade.ruleset import Rule
from stackgrade.severities import SEVERITIES

# The version of the schema, which is that of the assembly.
_VERSION = "55.0.0"
_SEVERITIES = dict(zip(SEVERITIES, ("fatal", "error", "warning", "info"), strict=True))

Placed = tuple[Stack, Finding]


def render(report: Report, rules: Mapping[str, Rule]) -> str:
    """Return the report as text."""
    return json.dumps(data(report), indent=2, ensure_ascii=False) + "\n"


def data(report: Report) -> dict[str, Any]:
    """Return the report as plain data."""
    placed = [(stack, finding) for stack in report.stacks for finding in stack.findings]
    failed = [one for one in placed if one[1].status == "fail"]
    waived = [one for one in placed if one[1].status == "waived"]
    plugin: dict[str, Any] = {
        "pluginName": "stackgrade",
        "pluginVersion": __version__,
        "conclusion": "failure" if failed or report.errors else "success",
        "metadata": _metadata(report),
        "violations": [_violation(group) for group in _by_rule(failed)],
    }
    if waived:
        plugin["suppressedViolations"] = [
            {**_violation(group), "acknowledgedId": group[0][1].rule_id, "reason": group[0][1].waiver}
            for group in _by_rule(waived)
        ]
    return {"version": _VERSION, "title": "stackgrade", "pluginReports": [plugin]}


def _metadata(report: Report) -> dict[str, str]:
    """The grade, and what could not be read: both have no other place."""
    found = {"profile": str(report.profile.get("name", ""))}
    if report.grade.letter is not None:
        found |= {"grade": report.grade.letter, "score": f"{report.grade.score:.1f}"}
    if report.counts.unknown:
        found["not decided"] = str(report.counts.unknown)
    if report.errors:
        found["errors"] = "\n".join(str(problem) for problem in report.errors)
    return found


def _by_rule(placed: Iterable[Placed]) -> list[list[Placed]]:
    """Findings of one rule with one message and reason together, the most severe first."""

    def key(one: Placed) -> tuple[int, str, str, str]:
        finding = one[1]
        return (
            SEVERITIES.index(finding.severity), finding.rule_id, finding.message or "", finding.waiver or "",
        )  # fmt: skip

    return [list(group) for _, group in groupby(sorted(placed, key=key), key)]


def _violation(group: list[Placed]) -> dict[str, Any]:
    first = group[0][1]
    violation: dict[str, Any] = {
        "ruleName": first.rule_id,
        "description": f"{first.title}: {first.message}" if first.message else first.title,
        "severity": _SEVERITIES[first.severity],
        "ruleMetadata": {"category": first.category, "failures": ", ".join(first.failures)},
        "violatingConstructs": [_construct(stack, finding) for stack, finding in group],
    }
    if first.remediation:
        violation["suggestedFix"] = first.remediation
    return violation


def _construct(stack: Stack, finding: Finding) -> dict[str, Any]:
    resource = finding.resource
    found: dict[str, Any] = {"constructPath": resource.construct_path or resource.address}
    if resource.construct_class:
        found["constructFqn"] = f"aws-cdk-lib.{resource.construct_class}"
    if not finding.is_about_stack:
        found["cloudFormationResource"] = _resource(stack, finding)
    if resource.source is not None:
        found["stackTraces"] = [f"{resource.source['path']}:{resource.source['start_line']}"]
    return found


def _resource(stack: Stack, finding: Finding) -> Mapping[str, Any]:
    place: dict[str, Any] = {
        "templatePath": _in_assembly(stack.path), "logicalId": finding.resource.address,
    }  # fmt: skip
    if finding.attribute:
        place["propertyPaths"] = [f"Properties.{finding.attribute}"]
    return place


def _in_assembly(path: str) -> str:
    """The path of a template in the outermost assembly that it is in, which is what CDK writes."""
    folder = os.path.dirname(path)
    outermost = None
    while os.path.isfile(os.path.join(folder, "manifest.json")):
        outermost = folder
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    return path if outermost is None else os.path.relpath(path, outermost).replace(os.sep, "/")
