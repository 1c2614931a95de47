"""Rules and engines that say what a test wants."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pytest

from stackgrade import profiles, ruleset, run
from stackgrade.engines import Verdict
from stackgrade.ruleset import Rule, Ruleset
from stackgrade.run import Settings


def rule(rule_id: str = "FC_RDS_001", severity: str = "high", **members: Any) -> Rule:
    """Return a rule in which only the given members are of interest."""
    empty: dict[str, Any] = {
        "id": rule_id,
        "title": f"Title of {rule_id}",
        "description": f"Description of {rule_id}. A second sentence.",
        "severity": severity,
        "category": "encryption",
        "types": ("AWS::RDS::DBInstance",),
        "attributes": (),
        "presence": (),
        "companions": (),
        "when": {},
        "languages": ("cloudformation", "terraform"),
        "failures": ("F-002-04",),
        "remediation": {
            "cloudformation": "StorageEncrypted: true\n",
            "terraform": "storage_encrypted = true\n",
        },
        "links": (),
        "path": "policies/rules/rds/none.rego",
    }
    return Rule(**empty | members)


def rules(*members: Rule) -> dict[str, Rule]:
    return {member.id: member for member in members}


def fail(rule_id: str = "FC_RDS_001", address: str = "Db", **members: Any) -> Verdict:
    return Verdict(rule_id, address, "AWS::RDS::DBInstance", "fail", **{"message": "it is wrong", **members})


def unknown(rule_id: str = "FC_RDS_001", address: str = "Db", **members: Any) -> Verdict:
    return Verdict(rule_id, address, "AWS::RDS::DBInstance", "unknown", **{"reason": "it is open", **members})


def passed(rule_id: str = "FC_RDS_001", address: str = "Db") -> Verdict:
    return Verdict(rule_id, address, "AWS::RDS::DBInstance", "pass")


class FakeEngine:
    """Says of each document what a function says of it."""

    name = "fake"
    warnings: Collection[str] = ()

    def __init__(self, judge: Callable[[Mapping[str, Any]], list[Verdict]]) -> None:
        self._judge = judge

    def evaluate(self, document: Mapping[str, Any]) -> list[Verdict]:
        return self._judge(document)


def install(
    monkeypatch: pytest.MonkeyPatch,
    known: Mapping[str, Rule],
    judge: Callable[[Mapping[str, Any]], list[Verdict]],
) -> Settings:
    """Put a ruleset and an engine in place of the real ones and return settings for them."""
    monkeypatch.setattr(ruleset, "load", lambda *_: Ruleset("0" * 64, known))
    monkeypatch.setattr(run, "_engine", lambda settings: FakeEngine(judge))
    return Settings(profiles.built_in("production"), frozenset(known))
