"""From a verdict to a finding: where it stands, what is wrong there, and how it is fixed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adapters.model import Attribute, Data, Document, Location, Resource
from stackgrade import wording
from stackgrade.engines import Verdict
from stackgrade.redaction import without
from stackgrade.ruleset import Rule


@dataclass(frozen=True)
class Subject:
    """What a finding is about; the stack itself has its name as its address and the type Stack.

    `source` is the line of the program that makes it, where an assembly of CDK tells.
    """

    address: str
    type: str
    source_type: str
    construct_path: str | None = None
    construct_class: str | None = None
    source: Location | None = None


@dataclass(frozen=True)
class Finding:
    """A verdict that is not a pass.

    `attribute` is what the user calls it, `attribute_path` the same in the words of the document. One that `is_in_part`
    is written in a resource that is folded into this one, and called by the address of that.
    A failure has a `message`, an unknown a `reason` and the `parameters` whose values would decide it. A failure that
    is waived has the reason of that as its `waiver`.
    """

    rule_id: str
    title: str
    severity: str
    category: str
    status: str
    fingerprint: str
    resource: Subject
    attribute: str | None
    message: str | None
    reason: str | None
    remediation: str | None
    failures: tuple[str, ...]
    location: Location
    parameters: tuple[str, ...] = ()
    waiver: str | None = None
    attribute_path: str | None = None
    is_in_part: bool = False

    @property
    def is_about_stack(self) -> bool:
        """Whether it is about the template as a whole."""
        return self.resource.type == "Stack"

    @property
    def subject(self) -> str:
        """`Db.StorageEncrypted`, `Parameters.Size`, or words for the template itself."""
        if self.is_about_stack:
            return self.attribute or "the template as a whole"
        if self.attribute and self.is_in_part:
            return self.attribute
        return f"{self.resource.address}.{self.attribute}" if self.attribute else self.resource.address

    @property
    def place(self) -> Location:
        """Where its author writes: the line of the program that makes it, else that of the template."""
        return self.resource.source or self.location

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Path, line, rule and address, and what tells apart those that share all four."""
        location = self.location
        return (
            location["path"], location["start_line"], self.rule_id, self.resource.address,
            self.attribute or "", self.message or "", self.reason or "",
        )  # fmt: skip


def build(
    document: Document,
    verdicts: Iterable[Verdict],
    rules: Mapping[str, Rule],
    waiver: Callable[[str, str], str | None] = lambda rule_id, address: None,
) -> tuple[Finding, ...]:
    """Return the findings on one document, sorted; `waiver` says why a rule is waived for an address."""
    seen: Counter[tuple[str, str, str | None]] = Counter()
    findings = []
    for verdict in verdicts:
        if verdict.status == "pass":
            continue
        key = (verdict.rule_id, verdict.address, verdict.attribute)
        finding = _finding(document, verdict, rules[verdict.rule_id], seen[key])
        reason = waiver(verdict.rule_id, verdict.address) if verdict.status == "fail" else None
        findings.append(replace(finding, status="waived", waiver=reason) if reason else finding)
        seen[key] += 1
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))


def _finding(document: Document, verdict: Verdict, rule: Rule, earlier: int) -> Finding:
    data = document.data
    resource = _resource(data, verdict.address) if verdict.address else None
    attributes = resource["attributes"] if resource else data.get("attributes", {})
    whole = resource["location"] if resource else data["location"]
    part = wording.part_of(resource, verdict.attribute)
    message = wording.message(data, resource, verdict.attribute, _message(verdict, resource))
    types = [part[0]["source_type"]] if part else []
    types += [resource["source_type"]] if resource else []
    return Finding(
        rule_id=rule.id,
        title=rule.title,
        severity=rule.severity,
        category=rule.category,
        status=verdict.status,
        fingerprint=_fingerprint(data, verdict, earlier),
        resource=_subject(data, verdict, resource),
        attribute=wording.attribute(data, resource, verdict.attribute),
        message=_safe(message, document),
        reason=_safe(verdict.reason, document),
        remediation=_remediation(rule, data["format"], types, verdict.case),
        failures=tuple(rule.failures),
        location=verdict.location or _location(attributes, verdict.attribute, whole),
        parameters=_deciding(data, resource, verdict) if verdict.status == "unknown" else (),
        attribute_path=verdict.attribute,
        is_in_part=part is not None,
    )


def subject(data: Data, verdict: Verdict) -> Subject:
    """Return what a verdict is about, as the user knows it."""
    return _subject(data, verdict, _resource(data, verdict.address) if verdict.address else None)


def _resource(data: Data, address: str) -> Resource | None:
    """The resource of an address, which may exist in a variant only."""
    found = data["resources"].get(address)
    for variant in data.get("variants", []):
        found = found or variant["resources"].get(address)
    return found


def _subject(data: Data, verdict: Verdict, resource: Resource | None) -> Subject:
    if resource is None:
        return Subject(verdict.address or data["name"], verdict.type, verdict.type)
    address = resource.get("source_address", verdict.address)
    construct = resource.get("construct", {})
    return Subject(
        address,
        resource["type"],
        resource["source_type"],
        resource.get("construct_path"),
        construct.get("class"),
        _source(construct),
    )


def _source(construct: Mapping[str, Any]) -> Location | None:
    if "line" not in construct:
        return None
    return {"path": construct["path"], "start_line": construct["line"], "end_line": construct["line"]}


def _message(verdict: Verdict, resource: Resource | None) -> str | None:
    """The rule's words; those about what a transform made say what they are about."""
    made_from = resource.get("source_address", verdict.address) if resource else verdict.address
    if verdict.message is None or made_from == verdict.address:
        return verdict.message
    return f"{verdict.message} ({verdict.address}, which is made from {made_from})"


def _location(attributes: Mapping[str, Attribute], path: str | None, whole: Location) -> Location:
    """Where the attribute stands, else the nearest of those it is part of, else the resource."""
    for candidate in wording.upwards(path) if path else ():
        found = attributes.get(candidate)
        if found is not None and "line" in found:
            start = found["line"]
            return {
                "path": found.get("path", whole["path"]),
                "start_line": start,
                "end_line": max(start, found.get("end_line", start)),
            }
    return {"path": whole["path"], "start_line": whole["start_line"], "end_line": whole["end_line"]}


def _fingerprint(data: Data, verdict: Verdict, earlier: int) -> str:
    """The same for the same fault wherever its lines move to; the status is no part of it."""
    parts: list[str | int] = [
        verdict.rule_id, data["path"], data["name"], verdict.address, verdict.attribute or "",
    ]  # fmt: skip
    if earlier:  # several findings of one rule on one attribute
        parts.append(earlier)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _remediation(rule: Rule, format: str, types: Sequence[str], case: str | None) -> str | None:
    """The fix for the first type that has one, else in the words of a format or of the language it is made from.

    The types are as the user writes them. One for the case that was found comes before all others.
    """
    language = "terraform" if format.startswith(("terraform", "cdktf")) else "cloudformation"
    names = (*types, format, language)
    of_case = (f"{name}/{case}" for name in names)
    return next(
        (rule.remediation[name].strip("\n") for name in (*of_case, *names) if name in rule.remediation), None
    )


def _deciding(data: Data, resource: Resource | None, verdict: Verdict) -> tuple[str, ...]:
    """The parameters without a value that leave an attribute open."""
    attributes = resource["attributes"] if resource else data.get("attributes", {})
    unknowns = resource["unknowns"] if resource else data.get("unknowns", [])
    if not any(
        unknown["attribute"] == verdict.attribute and unknown["kind"] == "parameter" for unknown in unknowns
    ):
        return ()
    declared = data.get("parameters", {})
    used = attributes.get(verdict.attribute or "", {}).get("parameters", [])
    return tuple(
        name
        for name in sorted(used)
        if declared.get(name, {}).get("value") is None and declared.get(name, {}).get("default") is None
    )


def _safe(text: str | None, document: Document) -> str | None:
    return None if text is None else without(text, document.secrets)
