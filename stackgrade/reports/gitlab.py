"""The failures for GitLab's Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

GitLab compares the report with that of the target branch itself, by fingerprint, so that all failures are in it, and
neither what is waived nor what stays open.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from stackgrade.findings import Finding
from stackgrade.reports import Problem, Report
from stackgrade.ruleset import Rule

_SEVERITIES = {"critical": "blocker", "high": "critical", "medium": "major", "low": "minor"}


def render(report: Report, rules: Mapping[str, Rule]) -> str:
    """Return the report as text."""
    return json.dumps(data(report), indent=2, ensure_ascii=False) + "\n"


def data(report: Report) -> list[dict[str, Any]]:
    """Return the report as plain data; an input that could not be graded must not look like a good one."""
    failed = (finding for stack in report.stacks for finding in stack.findings if finding.status == "fail")
    return [*map(_finding, failed), *map(_problem, report.errors)]


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    message = f": {finding.message}" if finding.message else ""
    subject = "" if finding.is_about_stack else f" ({finding.resource.address})"
    return {
        "description": f"{finding.title}{message}{subject}",
        "check_name": finding.rule_id,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": place["path"],
            "lines": {
                "begin": max(place["start_line"], 1),
                "end": max(place["end_line"], place["start_line"], 1),
            },
        },
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "description": f"Not graded: {problem.message}",
        "check_name": "stackgrade",
        "fingerprint": hashlib.sha256(json.dumps([problem.path, problem.message]).encode()).hexdigest()[:32],
        "severity": "blocker",
        "location": {"path": problem.path, "lines": {"begin": problem.line or 1}},
    }
