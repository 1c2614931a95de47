"""Reports that a test wants, and the published schemas that what is made of them is held against."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stackgrade import profiles
from stackgrade.findings import Finding, Subject
from stackgrade.grading import Grade
from stackgrade.reports import Change, Counts, Problem, Report, Stack
from tests.fakes import rule, rules

RULES = rules(
    rule("FC_RDS_001", "critical", category="credentials", links=("https://example.com/rds",)),
    rule("FC_RDS_002", "high"),
    rule("FC_RDS_003", "medium", category="tagging"),
    rule("FC_RDS_004", "low", category="cost", remediation={}),
)
_SCHEMAS = Path(__file__).parents[2] / ".schemas"


def schema(name: str) -> Path:
    """Return one of the schemas that `make schemas` fetches."""
    path = _SCHEMAS / name
    if not path.exists():
        pytest.fail(f"{path} is missing: run `make schemas`")
    return path


def finding(rule_id: str = "FC_RDS_001", line: int = 8, **members: Any) -> Finding:
    """Return a failure of a database in shop.yaml; its fingerprint says which rule and line it is."""
    about = RULES[rule_id]
    sample = Finding(
        rule_id=rule_id,
        title=about.title,
        severity=about.severity,
        category=about.category,
        status="fail",
        fingerprint=f"{rule_id}-{line}",
        resource=Subject("Db", "AWS::RDS::DBInstance", "AWS::RDS::DBInstance"),
        attribute="StorageEncrypted",
        message="`StorageEncrypted` is false",
        reason=None,
        remediation=about.remediation.get("cloudformation"),
        failures=("F-002-04",),
        location={"path": "shop.yaml", "start_line": line, "end_line": line + 2},
    )
    return replace(sample, **members)


CONSTRUCT = Subject(
    "Db1234",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBInstance",
    "Shop/Db",
    "aws_rds.DatabaseInstance",
    {"path": "lib/shop.ts", "start_line": 12, "end_line": 12},
)
ABOUT_STACK = Subject("shop", "Stack", "Stack")
FINDINGS = (
    finding("FC_RDS_004", 3, resource=ABOUT_STACK, attribute=None, message="the stack has no owner"),
    finding("FC_RDS_001", 8),
    finding("FC_RDS_002", 9, resource=CONSTRUCT),
    finding("FC_RDS_003", 10, status="waived", waiver="accepted by Ann"),
    finding("FC_RDS_003", 20, status="unknown", message=None, reason="parameter Size has no default"),
)
PROBLEMS = (
    Problem("broken.yaml", "is no YAML", 7),
    Problem("gone.yaml", "no such file"),
    Problem("shop.yaml", "an old version", is_warning=True),
)


def report(
    findings: tuple[Finding, ...] = FINDINGS,
    problems: tuple[Problem, ...] = PROBLEMS,
    change: Change | None = None,
) -> Report:
    """Return the report on one stack, shop.yaml, that has these findings."""
    stack = Stack(
        "shop.yaml", "shop", "cloudformation", Grade("F", 31.5), 4, Counts.of(findings, passed=11), findings
    )
    return Report(profiles.built_in("production").data(), "fake", (stack,), problems, change=change)


CHANGE = Change(
    new=frozenset({"FC_RDS_001-8", "FC_RDS_004-3"}),
    blocking=frozenset({"FC_RDS_001-8"}),
    fixed=(finding("FC_RDS_002", 30),),
)
EMPTY = Report(profiles.built_in("production").data(), "fake", (), ())
