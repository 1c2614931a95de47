"""Failures that the author of a template accepts, said in the metadata of a resource, with a reason.

Ours is `Metadata: {stackgrade: {waive: [{rule: FC_S3_001, reason: ...}]}}`. What was written for Checkov, cdk-nag,
cfn_nag and CloudFormation Guard counts where one of their rules asks the same question as one of ours, or where it
names one of ours.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from adapters.model import Data
from stackgrade.ruleset import Rule


@dataclass(frozen=True)
class Waiver:
    """A rule's id, ours or another tool's, perhaps with `*`; the reason says who waived what as well."""

    rule: str
    reason: str

    def covers(self, rule: Rule) -> bool:
        """Whether it is about a rule."""
        return any(fnmatchcase(name, self.rule) for name in (rule.id, *rule.also))


def waived(data: Data, rules: Mapping[str, Rule]) -> Callable[[str, str], str | None]:
    """Return what tells why a rule is waived for a resource, None where it is not."""
    by_address = {address: [*_waivers(resource["raw"])] for address, resource in data["resources"].items()}

    def reason(rule_id: str, address: str) -> str | None:
        waivers = by_address.get(address, ())
        return next((waiver.reason for waiver in waivers if waiver.covers(rules[rule_id])), None)

    return reason


def listed(data: Data, rules: Mapping[str, Rule]) -> list[dict[str, str]]:
    """Return what is waived for who judges the document elsewhere: `rule_id`, `address` and `reason` of each."""
    waiver = waived(data, rules)
    return [
        {"rule_id": rule_id, "address": address, "reason": reason}
        for address, resource in data["resources"].items()
        if isinstance(resource["raw"].get("Metadata"), dict)
        for rule_id in rules
        if (reason := waiver(rule_id, address))
    ]


def _waivers(raw: Mapping[str, Any]) -> Iterator[Waiver]:
    metadata = raw.get("Metadata")
    if not isinstance(metadata, dict):
        return
    for tool, read in _READERS.items():
        if isinstance(metadata.get(tool), dict):
            yield from read(metadata[tool])


def _ours(content: Mapping[str, Any]) -> Iterator[Waiver]:
    for entry in _entries(content.get("waive")):
        if isinstance(entry.get("rule"), str) and _said(entry.get("reason")):
            yield Waiver(entry["rule"], _said(entry["reason"]))


def _checkov(content: Mapping[str, Any]) -> Iterator[Waiver]:
    """https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html"""
    for entry in _entries(content.get("skip")):
        if isinstance(entry.get("id"), str):
            yield _foreign("Checkov", entry["id"], entry.get("comment"))


def _suppressed(tool: str) -> Callable[[Mapping[str, Any]], Iterator[Waiver]]:
    """https://github.com/cdklabs/cdk-nag and https://github.com/stelligent/cfn_nag"""

    def read(content: Mapping[str, Any]) -> Iterator[Waiver]:
        for entry in _entries(content.get("rules_to_suppress")):
            # One that is for a part of what the rule finds says which; ours finds it in other words.
            if isinstance(entry.get("id"), str) and not entry.get("applies_to"):
                yield _foreign(tool, entry["id"], _decoded(entry))

    return read


def _guard(content: Mapping[str, Any]) -> Iterator[Waiver]:
    """https://github.com/aws-cloudformation/aws-guard-rules-registry"""
    names = content.get("SuppressedRules")
    for name in names if isinstance(names, list) else ():
        if isinstance(name, str):
            yield _foreign("Guard", name, content.get("Reason"))


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[Waiver]]] = {
    "stackgrade": _ours,
    "checkov": _checkov,
    "cdk_nag": _suppressed("cdk-nag"),
    "cfn_nag": _suppressed("cfn_nag"),
    "guard": _guard,
}


def _foreign(tool: str, rule: str, reason: Any) -> Waiver:
    said = _said(reason)
    return Waiver(rule, f"{said} ({tool}: {rule})" if said else f"{tool}: {rule}")


def _decoded(entry: Mapping[str, Any]) -> Any:
    """cdk-nag encodes reasons that are not plain ASCII."""
    reason = entry.get("reason")
    if entry.get("is_reason_encoded") is not True or not isinstance(reason, str):
        return reason
    try:
        return base64.b64decode(reason, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return reason


def _entries(content: Any) -> Iterable[Mapping[str, Any]]:
    return [entry for entry in content if isinstance(entry, dict)] if isinstance(content, list) else []


def _said(reason: Any) -> str:
    return " ".join(reason.split()) if isinstance(reason, str) else ""
