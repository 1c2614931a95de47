"""The report as JSON, for programs; `report.schema.json` is its schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from adapters.model import Location
from stackgrade import __version__
from stackgrade.findings import Finding
from stackgrade.reports import Change, Counts, Problem, Report, Stack
from stackgrade.ruleset import Rule

SCHEMA_VERSION = "1"


def render(report: Report, rules: Mapping[str, Rule]) -> str:
    """Return the report as text; the same run gives the same text."""
    return json.dumps(data(report), indent=2, ensure_ascii=False) + "\n"


def data(report: Report) -> dict[str, Any]:
    """Return the report as plain data."""
    stacks = [_stack(stack) for stack in report.stacks]
    content = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "stackgrade", "version": __version__},
        "profile": dict(report.profile),
        "engine": report.engine,
        "stacks": stacks,
        "excluded": list(report.excluded),
        "errors": [problem(one) for one in report.errors],
        "warnings": [problem(one) for one in report.warnings],
        "summary": {
            "stacks": len(report.stacks),
            "grade": report.grade.letter,
            "score": report.grade.score,
            "counts": counts(report.counts),
        },
    }
    if report.change is None:
        return content
    came = report.change.new | report.change.waived
    for stack in stacks:
        for finding in stack["findings"]:
            finding["change"] = "new" if finding["fingerprint"] in came else "existing"
    return content | {"change": _change(report.change)}


def _change(change: Change) -> dict[str, Any]:
    return {
        "base": change.base,
        "head": change.head,
        "threshold": change.threshold,
        "allow": not change.blocking,
        "blocking": sorted(change.blocking),
        "new": sorted(change.new),
        "waived": sorted(change.waived),
        "fixed": [_finding(finding) | {"change": "fixed"} for finding in change.fixed],
        "dropped": [_finding(finding) | {"change": "dropped"} for finding in change.dropped],
    }


def _stack(stack: Stack) -> dict[str, Any]:
    return {**overview(stack), "findings": [_finding(finding) for finding in stack.findings]}


def overview(stack: Stack) -> dict[str, Any]:
    """Return a stack without its findings as plain data."""
    return {
        "path": stack.path,
        "name": stack.name,
        "format": stack.format,
        "profile": stack.profile,
        "grade": stack.grade.letter,
        "score": stack.grade.score,
        "resources": stack.resources,
        "counts": counts(stack.counts),
    }


def counts(found: Counts) -> dict[str, Any]:
    """Return counts as plain data."""
    return {
        "fail": dict(found.fail),
        "pass": found.passed,
        "unknown": found.unknown,
        "waived": found.waived,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule_id": finding.rule_id,
        "title": finding.title,
        "severity": finding.severity,
        "category": finding.category,
        "status": finding.status,
        "fingerprint": finding.fingerprint,
        "resource": {
            "address": finding.resource.address,
            "type": finding.resource.type,
            "source_type": finding.resource.source_type,
            "construct_path": finding.resource.construct_path,
            "construct_class": finding.resource.construct_class,
            "source": location(finding.resource.source) if finding.resource.source else None,
        },
        "attribute": finding.attribute,
        "message": finding.message,
        "reason": finding.reason,
        "remediation": finding.remediation,
        "waiver": finding.waiver,
        "failures": list(finding.failures),
        "location": location(finding.location),
    }


def location(place: Location) -> dict[str, Any]:
    """Return a location as plain data."""
    return {"path": place["path"], "start_line": place["start_line"], "end_line": place["end_line"]}


def problem(one: Problem) -> dict[str, Any]:
    """Return an error or a warning as plain data."""
    place = None if one.line is None else {"path": one.path, "start_line": one.line, "end_line": one.line}
    return {"path": one.path, "message": one.message, "location": place}
