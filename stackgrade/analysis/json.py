"""A comparison as JSON, for programs; `comparison.schema.json` is its schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from stackgrade import __version__
from stackgrade.analysis import Entry, by_severity, entries
from stackgrade.comparison import FATES, Case, Compared, Comparison, Side
from stackgrade.findings import Finding
from stackgrade.reports.json import location, overview, problem
from stackgrade.ruleset import Rule

SCHEMA_VERSION = "1"


def render(comparison: Comparison, rules: Mapping[str, Rule]) -> str:
    """Return the comparison as text; the same comparison gives the same text."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "stackgrade", "version": __version__},
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "summary": summary(comparison),
        "stacks": [_stack(stack) for stack in comparison.stacks],
        "failures": [_entry(entry) for entry in entries(comparison, rules)],
        "errors": [problem(one) for one in comparison.errors],
        "warnings": [problem(one) for one in comparison.warnings],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def summary(comparison: Comparison) -> dict[str, Any]:
    """Return the counts of a comparison, and which version is better."""
    return {"better": comparison.verdict} | {fate: by_severity(comparison.those(fate)) for fate in FATES}


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "formats": list(side.formats),
        "grade": side.grade.letter,
        "score": side.grade.score,
        "resources": side.resources,
        "fail": dict(side.counts.fail),
        "unknown": side.counts.unknown,
    }


def _stack(stack: Compared) -> dict[str, Any]:
    return {
        "before": stack.before and overview(stack.before),
        "after": stack.after and overview(stack.after),
        "renamed": [
            {"before": old[0], "after": new[0], "type": old[1]}
            for old, new in stack.change.matched.items()
            if old != new
        ],
    } | {fate: len(getattr(stack.change, fate)) for fate in FATES}


def _entry(entry: Entry) -> dict[str, Any]:
    rule = entry.rule
    return {
        "rule_id": rule.id,
        "title": rule.title,
        "severity": entry.failure.severity,
        "category": rule.category,
        "impact": entry.impact,
        "fix": entry.fix,
        "failures": dict(entry.known),
        "cases": [_case(case) for case in entry.cases],
    }


def _case(case: Case) -> dict[str, Any]:
    finding = case.finding
    return {
        "outcome": case.fate,
        "resource": {
            "address": finding.resource.address,
            "type": finding.resource.type,
            "in_other_version": case.counterpart,
        },
        "attribute": finding.attribute,
        "message": finding.message,
        "before": _place(case.pair.before),
        "after": _place(case.pair.after),
    }


def _place(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "status": finding.status,
        "fingerprint": finding.fingerprint,
        "location": location(finding.location),
    }
