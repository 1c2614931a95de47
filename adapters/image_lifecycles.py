"""What ECR would refuse in the text of a repository's lifecycle policy.

A policy is judged as far as it is written: what a template leaves open is never a fault. What a policy holds is told by
https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.json_text import broken, filled
from adapters.model import Fault
from adapters.values import is_partly_open

_REPOSITORY = "AWS::ECR::Repository"
_PLACE = ("LifecyclePolicy", "LifecyclePolicyText")
_STATUSES = ("tagged", "untagged", "any")
_LISTS = ("tagPatternList", "tagPrefixList")
_AGES = ("sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned")
_COUNTS = ("imageCountMoreThan", *_AGES)


def faults(resource_type: str, properties: Mapping[str, Any]) -> list[Fault]:
    """Return what is wrong with the lifecycle policy of a repository for images."""
    policy = properties.get(_PLACE[0]) if resource_type == _REPOSITORY else None
    text = policy.get(_PLACE[1]) if isinstance(policy, dict) else None
    if not isinstance(text, str) or not text.lstrip().startswith("{"):
        return []
    wrong = broken(text)
    messages = [f"the policy is no JSON: {wrong}"] if wrong else list(_policy(filled(text)))
    return [{"kind": "definition", "attribute": ".".join(_PLACE), "message": message} for message in messages]


def _policy(policy: Any) -> Iterator[str]:
    if not isinstance(policy, dict):
        return
    rules = policy.get("rules")
    if not isinstance(rules, list) or not rules:
        if not is_partly_open(rules):
            yield "there are no `rules`"
        return
    known = [rule for rule in rules if isinstance(rule, dict)]
    for i, rule in enumerate(known, 1):
        for message in _rule(rule):
            yield f"rule {i}: {message}"
    yield from _order(known)


def _rule(rule: Mapping[str, Any]) -> Iterator[str]:
    for name in ("rulePriority", "selection", "action"):
        if name not in rule:
            yield f"`{name}` is missing"
    selection = rule.get("selection")
    if isinstance(selection, dict):
        yield from _tags(selection)
        yield from _count(selection)


def _tags(selection: Mapping[str, Any]) -> Iterator[str]:
    yield from _word(selection, "tagStatus", _STATUSES)
    status, lists = selection.get("tagStatus"), [name for name in _LISTS if selection.get(name)]
    if status == "tagged" and not lists:
        yield "`tagged` needs a `tagPatternList` or a `tagPrefixList`"
    elif status == "untagged" and lists:
        yield f"`untagged` takes no `{lists[0]}`"


def _count(selection: Mapping[str, Any]) -> Iterator[str]:
    yield from _word(selection, "countType", _COUNTS)
    kind, number = selection.get("countType"), selection.get("countNumber")
    if kind in _AGES and "countUnit" not in selection:
        yield f"`{kind}` needs a `countUnit` of `days`"
    elif kind == "imageCountMoreThan" and "countUnit" in selection:
        yield f"`{kind}` takes no `countUnit`"
    if "countNumber" not in selection:
        yield "`countNumber` is missing"
    elif isinstance(number, int) and number < 1:
        yield "`countNumber` begins at 1"


def _word(selection: Mapping[str, Any], name: str, words: Sequence[str]) -> Iterator[str]:
    word = selection.get(name)
    if word is None:
        yield f"`{name}` is missing"
    elif isinstance(word, str) and word not in words and not is_partly_open(word):
        yield f"`{name}` is {', '.join(words[:-1])} or {words[-1]}, and not `{word}`"


def _order(rules: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Rules are followed by their priority, and the one for all images is the last."""
    priorities = [rule.get("rulePriority") for rule in rules]
    numbers = [number for number in priorities if isinstance(number, int)]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        yield f"two rules have the `rulePriority` {twice[0]}"
    selections = [rule.get("selection") for rule in rules]
    # What is archived has an order of its own.
    if any(isinstance(one, dict) and "storageClass" in one for one in selections):
        return
    for number, one in zip(priorities, selections, strict=True):
        is_for_all = isinstance(one, dict) and one.get("tagStatus") == "any"
        if is_for_all and isinstance(number, int) and number < max(numbers):
            yield "the rule for `any` image has the highest `rulePriority`"
