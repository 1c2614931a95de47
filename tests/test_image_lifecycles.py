"""The text of a lifecycle policy for images, held against what ECR takes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.image_lifecycles import faults

ALL = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 10}
OLD = {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14}
TAGGED = {**OLD, "tagStatus": "tagged", "tagPrefixList": ["v"]}


def rule(selection: dict[str, Any], priority: Any = 1) -> dict[str, Any]:
    return {"rulePriority": priority, "selection": selection, "action": {"type": "expire"}}


def messages(text: Any, kind: str = "AWS::ECR::Repository") -> list[str]:
    found = faults(kind, {"LifecyclePolicy": {"LifecyclePolicyText": text}})
    assert {(one["kind"], one["attribute"]) for one in found} <= {
        ("definition", "LifecyclePolicy.LifecyclePolicyText")
    }
    return [one["message"] for one in found]


def of(*rules: dict[str, Any]) -> list[str]:
    return messages(json.dumps({"rules": rules}))


def test_what_ecr_takes() -> None:
    assert of(rule(TAGGED, 1), rule(OLD, 2), rule(ALL, 7)) == []
    assert of(rule({**TAGGED, "tagPrefixList": [], "tagPatternList": ["v*"]})) == []


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        ({**OLD, "tagStatus": "tagged"}, "`tagged` needs a `tagPatternList` or a `tagPrefixList`"),
        ({**TAGGED, "tagStatus": "untagged"}, "`untagged` takes no `tagPrefixList`"),
        ({**ALL, "tagStatus": "all"}, "`tagStatus` is tagged, untagged or any, and not `all`"),
        ({**ALL, "countUnit": "days"}, "`imageCountMoreThan` takes no `countUnit`"),
        ({**ALL, "countNumber": 0}, "`countNumber` begins at 1"),
        ({**ALL, "countType": "sinceImagePushed"}, "`sinceImagePushed` needs a `countUnit` of `days`"),
        ({"tagStatus": "any", "countType": "imageCountMoreThan"}, "`countNumber` is missing"),
        ({"countType": "imageCountMoreThan", "countNumber": 1}, "`tagStatus` is missing"),
    ],
)
def test_selections_that_ecr_refuses(selection: dict[str, Any], message: str) -> None:
    assert of(rule(OLD), rule(selection, 2)) == [f"rule 2: {message}"]


def test_parts_that_are_missing() -> None:
    assert messages('{"rule": []}') == ["there are no `rules`"]
    assert of({"rulePriority": 1, "action": {"type": "expire"}}) == ["rule 1: `selection` is missing"]
    assert of({"selection": ALL}) == ["rule 1: `rulePriority` is missing", "rule 1: `action` is missing"]


def test_the_order_of_rules() -> None:
    assert of(rule(OLD), rule(TAGGED)) == ["two rules have the `rulePriority` 1"]
    assert of(rule(ALL, 1), rule(OLD, 2)) == ["the rule for `any` image has the highest `rulePriority`"]
    assert of(rule({**ALL, "storageClass": "standard"}, 1), rule(OLD, 2)) == []


def test_text_that_is_no_json() -> None:
    [message] = messages('{"rules": [}')
    assert message.startswith("the policy is no JSON: expected a value")


def test_what_is_open_is_no_fault() -> None:
    text = json.dumps({"rules": [rule({**ALL, "tagStatus": "${Status}", "countNumber": "N"}, "P")]})
    assert messages(text.replace('"N"', "${Count}").replace('"P"', "${Priority}")) == []
    assert messages('{"rules": ${Rules}}') == []
    assert messages({"$unknown": "a parameter"}) == []
    assert messages("see the wiki") == []


def test_other_resources_are_left_alone() -> None:
    assert messages("{", "AWS::S3::Bucket") == []


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["rules", "rulePriority", "selection", "tagStatus", "countType", "countNumber", "action"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.just("rules"), VALUES))
def test_whatever_is_written_is_judged(policy: dict[str, Any]) -> None:
    messages(json.dumps(policy))
