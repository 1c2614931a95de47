"""The ids under which other tools ask what our rules ask: a waiver that was written for one of them counts for ours."""

from __future__ import annotations

import re

import pytest

from stackgrade import ruleset
from stackgrade.ruleset import Rule

RULES = ruleset.load().rules
NAMED = sorted(rule_id for rule_id, rule in RULES.items() if rule.also)

TOOLS = {
    "Checkov": r"CKV2?_AWS_[1-9][0-9]*",
    "cdk-nag": (
        r"AwsSolutions-[A-Z][A-Z0-9]*[0-9]"
        r"|(HIPAA\.Security|NIST\.800\.53\.R[45]|PCI\.DSS\.321|Serverless)-[A-Z][A-Za-z0-9]+"
    ),
    "cfn_nag": r"[FW][1-9][0-9]*",
    "Guard": r"(?!CKV)[A-Z][A-Z0-9]*(_[A-Z0-9]+)+",
}

# Ids that stand on several of our rules, and by which type or engine these split the other tool's question.
SPLIT: dict[str, str] = dict.fromkeys(
    (
        "AwsSolutions-S2",
        "HIPAA.Security-S3BucketLevelPublicAccessProhibited",
        "NIST.800.53.R5-S3BucketLevelPublicAccessProhibited",
        "PCI.DSS.321-S3BucketLevelPublicAccessProhibited",
        "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",
    ),
    "a block that switches off weighs more than one that is not written, which AWS has on",
)


def tools(name: str) -> list[str]:
    """Return the tools that have ids of this form."""
    return [tool for tool, form in TOOLS.items() if re.fullmatch(form, name)]


def test_ids_of_every_tool_are_named() -> None:
    assert {tool for rule_id in NAMED for name in RULES[rule_id].also for tool in tools(name)} == set(TOOLS)


@pytest.mark.parametrize("rule_id", NAMED)
def test_an_id_is_well_formed_for_one_tool(rule_id: str) -> None:
    for name in RULES[rule_id].also:
        assert len(tools(name)) == 1, name


@pytest.mark.parametrize(
    "name", ["CKV_AWS_16a", "CKV_16", "AwsSolutions-", "Security-RDS", "F", "f22", "RDS", "FC-1", ""]
)
def test_what_no_tool_calls_its_rules_is_refused(name: str) -> None:
    assert tools(name) == []


@pytest.mark.parametrize("rule_id", NAMED)
def test_ids_are_sorted_and_named_once(rule_id: str) -> None:
    also = RULES[rule_id].also
    assert also == tuple(sorted(set(also)))


def test_no_id_is_one_of_ours() -> None:
    assert not {name for rule_id in NAMED for name in RULES[rule_id].also} & RULES.keys()


def test_an_id_stands_on_one_rule_unless_its_question_is_split() -> None:
    holders: dict[str, list[Rule]] = {}
    for rule_id in NAMED:
        for name in RULES[rule_id].also:
            holders.setdefault(name, []).append(RULES[rule_id])
    shared = {name: [rule.id for rule in rules] for name, rules in holders.items() if len(rules) > 1}
    assert shared.keys() == SPLIT.keys(), shared


def test_a_rule_without_equivalents_has_none() -> None:
    assert RULES["FC_STACK_020"].also == ()
