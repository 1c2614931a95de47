"""Runs the rules in Python, before an engine runs those in Rego: what they find travels in the document as `judged`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from adapters.model import Document, Resource, all_resources
from stackgrade.errors import EngineError
from stackgrade.profiles import Profile
from stackgrade.ruleset import Rule

if TYPE_CHECKING:
    from types import ModuleType

    from python_checks.source.outcomes import Outcome


def judged(document: Document, rules: Mapping[str, Rule], profile: Profile) -> dict[str, Any]:
    """Return the rules in Python and their verdicts on a document, in the form of its member `judged`.

    Raises EngineError when a rule fails.
    """
    ours = [rule for rule in rules.values() if rule.is_python]
    judged_types = {kind for rule in ours for kind in rule.types}
    is_concerned = any(one["type"] in judged_types for one in all_resources(document.data).values())
    scenarios = [*_scenarios(document)] if is_concerned else []
    return {
        "rules": {rule.id: {"title": rule.title, "severity": rule.severity} for rule in ours},
        "verdicts": [
            verdict
            for rule in ours
            if profile.wants(rule.when)
            for address in _addresses(rule, scenarios)
            for verdict in _verdicts(rule, address, scenarios)
        ],
    }


def _scenarios(document: Document) -> Iterator[Document]:
    """The document under each combination of the conditions that it leaves open."""
    data = document.data
    yield document
    for variant in data.get("variants", []):
        differing = variant["resources"]
        resources = {
            address: resource
            for address, resource in (data["resources"] | differing).items()
            if resource is not None
        }
        edges = [edge for edge in data["edges"] if edge["source"] not in differing]
        held = {**data, "resources": resources, "edges": edges + variant["edges"], "when": variant["when"]}
        yield replace(document, data=held)  # type: ignore[arg-type]


def _addresses(rule: Rule, scenarios: Iterable[Document]) -> list[str]:
    return sorted(
        {
            address
            for document in scenarios
            for address, resource in document.data["resources"].items()
            if resource["type"] in rule.types
        }
    )


def _verdicts(rule: Rule, address: str, scenarios: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """What a rule says of a resource: the same in all scenarios in which it judges it, or unknown."""
    found = [
        (document, outcomes)
        for document in scenarios
        if address in document.data["resources"]
        and (outcomes := _outcomes(rule, document.data["resources"][address], document)) is not None
    ]
    if not found:
        return
    document, first = found[0]
    about = {
        "rule_id": rule.id,
        "address": address,
        "type": document.data["resources"][address]["type"],
    }
    if len({_status(outcomes) for _, outcomes in found}) > 1:
        names = ", ".join(sorted(document.data["when"]))
        yield about | {"status": "unknown", "reason": f"depends on {names}"}
        return
    for outcome in first:
        yield about | outcome.content() | _case(document.data["resources"][address], outcome)
    if not first:
        yield about | {"status": "pass"}


def _case(resource: Resource, outcome: Outcome) -> dict[str, str]:
    """The language of the code, which what repairs it is written in."""
    from python_checks.source import functions

    language = functions.language(resource) if outcome.status == "fail" else None
    return {"case": language} if language else {}


def _outcomes(rule: Rule, resource: Resource, document: Document) -> list[Outcome] | None:
    """What is wrong with a resource; where nothing is, what is open. None when the rule does not judge it."""
    from python_checks.source import functions

    module = _module(rule.path)
    concerns = getattr(module, "concerns", functions.in_sight)
    try:
        if not concerns(resource, document):
            return None
        outcomes = list(dict.fromkeys(module.judge(resource, document)))
    except Exception as error:
        raise EngineError(f"{rule.id} failed on {resource['address']}: {error!r}") from error
    failed = [outcome for outcome in outcomes if outcome.status == "fail"]
    return failed or [*outcomes, *_open(rule, resource, document)][:1]


def _open(rule: Rule, resource: Resource, document: Document) -> Iterator[Outcome]:
    """What the template leaves open of the attributes that a rule decides on, and of the code."""
    from python_checks.source import functions
    from python_checks.source.outcomes import unknown

    missing = functions.missing(resource, document)
    if missing and "Code.ZipFile" in rule.attributes:
        yield unknown(missing, functions.attribute(resource))
    for attribute in rule.attributes:
        reason = functions.open_reason(resource, attribute)
        if reason:
            yield unknown(reason, attribute)


def _status(outcomes: list[Outcome]) -> str:
    return outcomes[0].status if outcomes else "pass"


@cache
def _module(path: str) -> ModuleType:
    return import_module(f"python_checks.rules.{PurePath(path).stem}")
