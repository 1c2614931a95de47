"""What IAM's own lists say of the policies in a resource.

`iam.json.gz` comes from `tools/compact_iam.py`. A policy is judged as far as it is written: what a template leaves open
is never a fault. The grammar is AWS's:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from adapters.entries import Entries
from adapters.likeness import nearest
from adapters.model import Fault, Reach
from adapters.secrets import MARK
from adapters.values import is_open

_LISTS = Entries(Path(__file__).with_name("iam.json.gz"))
_UNLIMITED = "-"
# arn:aws:s3:::*, arn:aws:logs:*:*:*, arn:aws:dynamodb:*:*:table/*
_WHOLE_SERVICE = re.compile(
    r"arn:(?:aws[\w-]*|\*|\$\{AWS::Partition\}):([a-z0-9-]+):"
    r"(?:\*?:\*:(?:[a-z-]+[/:])?\*(?:[/:]\*)?|::\*(?:/\*)?)"
)
_ACTION = re.compile(r"([A-Za-z0-9-]+):([A-Za-z0-9*?]+)")
# In the policy that SNS itself gives to a topic, and so in many that were copied from it.
# https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/sns_topic_policy
_UNLISTED = frozenset({"sns:receive"})
_AWS_POLICY = re.compile(r"arn:(?:[a-z-]+|\$\{[^}]*\}):iam::aws:policy/([\w+=,.@/-]+)")
_LINKED = "aws-service-role/"
# Whose ARN the list does not have, https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html
_WITHOUT_PATH = frozenset({"AdministratorAccess", "PowerUserAccess"})

# Where the policies of a type stand, and what kind they are: who has an identity's policy is clear, so that it names no
# principal, and what a trust policy is about is the role itself.
_IDENTITY = ("Policies[].PolicyDocument", "PolicyDocument")
# A queue's policy and its like may leave out the resource that it is attached to.
_PLACES: Mapping[str, Mapping[str, str]] = {
    **{f"AWS::IAM::{name}": dict.fromkeys(_IDENTITY, "identity") for name in ("User", "Group")},
    **{
        f"AWS::IAM::{name}": {"PolicyDocument": "identity"}
        for name in ("Policy", "ManagedPolicy", "RolePolicy", "UserPolicy", "GroupPolicy")
    },
    "AWS::IAM::Role": {"Policies[].PolicyDocument": "identity", "AssumeRolePolicyDocument": "trust"},
    "AWS::KMS::Key": {"KeyPolicy": "resource"},
    "AWS::S3::BucketPolicy": {"PolicyDocument": "resource"},
    "AWS::SNS::TopicPolicy": {"PolicyDocument": "attached"},
    "AWS::SQS::QueuePolicy": {"PolicyDocument": "attached"},
    "AWS::SecretsManager::ResourcePolicy": {"ResourcePolicy": "attached"},
}
_MEMBERS = {
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
}  # fmt: skip
_ACTIONS, _PRINCIPALS, _RESOURCES = ((name, f"Not{name}") for name in ("Action", "Principal", "Resource"))
_WANTED = {
    "identity": (_ACTIONS, _RESOURCES),
    "trust": (_ACTIONS, _PRINCIPALS),
    "resource": (_ACTIONS, _PRINCIPALS, _RESOURCES),
    "attached": (_ACTIONS, _PRINCIPALS),
}
_PROHIBITED = {
    "identity": ({*_PRINCIPALS}, "the policy is about whom it is attached to"),
    "trust": ({*_RESOURCES}, "the policy is about the role"),
}
_OPERATOR = re.compile(
    r"((ForAllValues|ForAnyValue):)?"
    r"(String(Not)?(Equals|EqualsIgnoreCase|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)"
    r"|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?|Null"
)
_PRINCIPAL = re.compile(r"\*|\d{12}|arn:.+|A[A-Z0-9]{15,}")


def faults(resource_type: str, properties: Mapping[str, Any]) -> list[Fault]:
    """Return what IAM would refuse in the policies of a resource, and the actions that it does not know."""
    found = [*_unknown_policies(properties)] if resource_type.startswith("AWS::IAM::") else []
    for kind, path, document in _documents(resource_type, properties):
        found += _Document(kind, path).faults(document)
    return found


def path_of_aws_policy(name: str) -> str | None:
    """Return the path of AWS's own policy of a name, such as `service-role/AWSLambdaRole`, if there is one alone."""
    paths = _policies()["paths"] | _WITHOUT_PATH
    found = [path for path in paths if path.rpartition("/")[2] == name]
    return found[0] if len(found) == 1 else None


def policies(resource_type: str) -> frozenset[str]:
    """Return the properties of a type that are policies."""
    return frozenset(place for place in _PLACES.get(resource_type, {}) if "[]" not in place)


def reach(resource_type: str, properties: Mapping[str, Any]) -> list[Reach]:
    """Return the statements that allow something on every resource, with those actions that could name theirs."""
    found: list[Reach] = []
    for kind, path, document in _documents(resource_type, properties):
        for where, statement in _statements(path, document) if kind == "identity" else ():
            services = {
                _reached(text) for _, text in _places("", statement.get("Resource"), open_too=True)
            } - {None}
            if statement.get("Effect") == "Allow" and services:
                patterns = _texts(statement.get("Action"))
                limitable = {action for pattern in patterns for action in _limitable(pattern)}
                actions = sorted(
                    action
                    for action in limitable
                    if "*" in services or action[0].partition(":")[0] in services
                )
                if actions:
                    found.append(
                        {
                            "attribute": where,
                            "actions": [{"name": name, "level": level} for name, level in actions],
                        }
                    )
    return found


class _Document:
    """One policy document of a kind, at a path of its resource."""

    def __init__(self, kind: str, path: str) -> None:
        self._kind = kind
        self._path = path

    def faults(self, document: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield the faults of the document and of its statements."""
        version = document.get("Version", "2012-10-17")
        if _is_plain(version) and version not in ("2008-10-17", "2012-10-17"):
            yield _fault("policy", f"{self._path}.Version", "the version of a policy is 2012-10-17")
        if "Statement" not in document:
            yield _fault("policy", self._path, "the policy has no `Statement`")
        seen: set[str] = set()
        for where, statement in _statements(self._path, document):
            yield from self._statement(where, statement)
            for part in ("Action", "NotAction"):
                for place, text in _places(f"{where}.{part}", statement.get(part)):
                    yield from _action_faults(place, text)
            sid = statement.get("Sid")
            if self._kind != "resource" and _is_plain(sid) and sid:
                # Only IAM itself is strict: SNS even writes `__default_statement_ID`.
                if self._kind != "attached" and not re.fullmatch(r"[A-Za-z0-9]*", sid):
                    yield _fault("policy", f"{where}.Sid", f"`{sid}` is no Sid: letters and digits only")
                if sid in seen:
                    yield _fault("policy", f"{where}.Sid", f"two statements have the Sid `{sid}`")
                seen.add(sid)

    def _statement(self, where: str, statement: Mapping[str, Any]) -> Iterator[Fault]:
        for name in statement:
            if name not in _MEMBERS:
                yield _fault("policy", f"{where}.{name}", f"a statement has no member `{name}`")
        effect = statement.get("Effect")
        if effect is None:
            yield _fault("policy", where, "the statement has no `Effect`")
        elif _is_plain(effect) and effect not in ("Allow", "Deny"):
            yield _fault("policy", f"{where}.Effect", f"the effect is Allow or Deny, not `{effect}`")
        for one, other in _WANTED[self._kind]:
            if one not in statement and other not in statement:
                yield _fault("policy", where, f"the statement has no `{one}`")
            elif one in statement and other in statement:
                yield _fault("policy", where, f"the statement has both `{one}` and `{other}`")
        for names, why in [_PROHIBITED[self._kind]] if self._kind in _PROHIBITED else ():
            for name in sorted(names & statement.keys()):
                yield _fault("policy", f"{where}.{name}", f"`{name}` cannot stand here: {why}")
        yield from self._principals(where, statement.get("Principal"))
        conditions = statement.get("Condition")
        for operator in conditions if isinstance(conditions, dict) and "$unknown" not in conditions else ():
            if "$" not in operator and not _OPERATOR.fullmatch(operator):
                yield _fault("policy", f"{where}.Condition", f"there is no condition operator `{operator}`")

    def _principals(self, where: str, principal: Any) -> Iterator[Fault]:
        if not isinstance(principal, dict) or self._kind == "identity":
            return
        for place, text in _places(f"{where}.Principal.AWS", principal.get("AWS")):
            if not _PRINCIPAL.fullmatch(text):
                yield _fault("policy", place, f"`{text[:80]}` is no principal: an ARN, an account or `*` is")
        for place, text in _places(f"{where}.Principal.Service", principal.get("Service")):
            if "." not in text:
                yield _fault(
                    "policy", place, f"`{text[:80]}` is no service: `{text[:60]}.amazonaws.com` may be"
                )


def _documents(
    resource_type: str, properties: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The policies of a resource that are decided: kind, path and document."""
    for place, kind in _PLACES.get(resource_type, {}).items():
        outer, _, name = place.rpartition("[].")
        holders = [("", properties)]
        if outer:
            items = properties.get(outer)
            items = items if isinstance(items, list) else []
            holders = [(f"{outer}[{i}].", item) for i, item in enumerate(items) if isinstance(item, dict)]
        for prefix, holder in holders:
            document = holder.get(name)
            if isinstance(document, dict) and not is_open(document):
                yield kind, f"{prefix}{name}", document


def _statements(path: str, document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    statements = document.get("Statement")
    if isinstance(statements, dict):
        if not is_open(statements):
            yield f"{path}.Statement", statements
    elif isinstance(statements, list):
        for i, statement in enumerate(statements):
            if isinstance(statement, dict) and not is_open(statement):
                yield f"{path}.Statement[{i}]", statement


def _action_faults(place: str, text: str) -> Iterator[Fault]:
    """What is wrong with one action, which may have wildcards and any case."""
    if text == "*":
        return
    match = _ACTION.fullmatch(text)
    if match is None:
        yield _fault("policy", place, f"`{text[:80]}` is no action: `service:Action` is")
        return
    prefix, name = match[1].lower(), match[2]
    actions = _of(prefix)
    if actions is None:
        likely = _likely(prefix, _LISTS.keys)
        yield _fault("action", place, f"there is no service `{match[1]}` {_as_of('actions')}{likely}")
    elif (
        "*" not in name and "?" not in name and name.lower() not in actions and text.lower() not in _UNLISTED
    ):
        likely = _likely(name, [*actions], match[1])
        yield _fault("action", place, f"there is no action `{text}` {_as_of('actions')}{likely}")


def _unknown_policies(properties: Mapping[str, Any]) -> Iterator[Fault]:
    """AWS's own policies that there are none of."""
    written = [*_places("ManagedPolicyArns", properties.get("ManagedPolicyArns"), open_too=True)]
    written += _places("PermissionsBoundary", properties.get("PermissionsBoundary"), open_too=True)
    for place, arn in written:
        match = _AWS_POLICY.fullmatch(arn)
        if match is None:
            continue
        path, name = match[1], match[1].rpartition("/")[2]
        policies = _policies()
        if path.startswith(_LINKED):
            yield _fault("aws_policy", place, f"`{name}` is for a role that AWS makes itself")
        elif name in policies["gone"]:
            yield _fault("aws_policy", place, f"AWS has withdrawn `{name}`")
        elif path not in policies["paths"] and name not in policies["somewhere"]:
            usable = sorted(known for known in policies["paths"] if not known.startswith(_LINKED))
            same = [known for known in usable if known.rpartition("/")[2] == name]
            meant = same or nearest(path, usable, 1, 0.85)
            hint = f"; `{meant[0]}` is one" if meant else ""
            yield _fault("aws_policy", place, f"AWS has no policy `{path}` {_as_of('policies')}{hint}")


def _reached(resource: str) -> str | None:
    """The service all of whose resources, in every region and account, are meant; `*` for every service."""
    match = _WHOLE_SERVICE.fullmatch(resource)
    return "*" if resource == "*" else match[1] if match else None


def _limitable(pattern: str) -> Iterator[tuple[str, str]]:
    """The actions that a pattern covers and that can be limited to resources: name and access level."""
    match = _ACTION.fullmatch(pattern)
    actions = _of(match[1].lower()) if match is not None else None
    if match is None or actions is None:
        return
    for name in _matching(match[2], actions):
        if actions[name][1] != _UNLIMITED:
            yield f"{match[1].lower()}:{actions[name][0]}", actions[name][1]


def _matching(pattern: str, actions: Mapping[str, tuple[str, str]]) -> list[str]:
    pattern = pattern.lower()
    if "*" not in pattern and "?" not in pattern:
        return [pattern] if pattern in actions else []
    return fnmatch.filter(actions, pattern)


def _likely(written: str, known: Sequence[str], prefix: str = "") -> str:
    near = nearest(written.lower(), known, 1, 0.8)
    if not near:
        return ""
    actions = _of(prefix.lower()) if prefix else None
    name = f"{prefix}:{actions[near[0]][0]}" if actions else near[0]
    return f"; `{name}` is one"


def _as_of(which: str) -> str:
    """The month of the list of `actions` or of `policies`: `(as of 2026-10)`."""
    return f"(as of {_LISTS.head['months'][which]})"


@cache
def _of(prefix: str) -> Mapping[str, tuple[str, str]] | None:
    """Return the actions of a service by their name in lower case, each with its name and access level."""
    levels: Mapping[str, list[str]] | None = _LISTS.get(prefix)
    if levels is None:
        return None
    return {name.lower(): (name, level) for level, names in levels.items() for name in names}


@cache
def _policies() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(values) for name, values in _LISTS.get("").items()}


def _texts(value: Any) -> list[str]:
    return [text for _, text in _places("", value)]


def _places(path: str, value: Any, open_too: bool = False) -> list[tuple[str, str]]:
    """The texts of a value or list of them, each with its path; those with tokens only when `open_too` is set."""
    items = (
        [(f"{path}[{i}]", item) for i, item in enumerate(value)]
        if isinstance(value, list)
        else [(path, value)]
    )
    return [(place, item) for place, item in items if isinstance(item, str) and (open_too or _is_plain(item))]


def _is_plain(value: Any) -> bool:
    """Whether a value is text that the template decides; a policy variable like `${aws:username}` leaves it so."""
    return isinstance(value, str) and "${" not in value and "{{" not in value and MARK not in value


def _fault(kind: str, attribute: str, message: str) -> Fault:
    return {"kind": kind, "attribute": attribute, "message": message}
