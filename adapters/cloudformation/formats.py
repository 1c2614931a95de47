"""Holds ids, names and ARNs against the kind that their property takes.

Which kind that is, and which one `Ref` and `Fn::GetAtt` give, is in the schemas; see `schema.py`. What is decided only
at the deployment is never a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from adapters.cloudformation import schema as schemas
from adapters.cloudformation.schema import Schema
from adapters.model import Fault
from adapters.values import is_open, is_partly_open

_MAX_DEPTH = 60
_ARN = r"arn:aws[a-z-]*:"


class _Kind(NamedTuple):
    """What a property may take, in words, and the form of it; of names, the schemas have that."""

    words: str
    form: str = ".*"


# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
_KINDS = {
    "AWS::ACM::Certificate.Arn": _Kind("the ARN of a certificate", _ARN + r"(acm|iam):.+"),
    "AWS::EC2::Image.Id": _Kind("the id of an image", r"ami-([0-9a-z]{8}|[0-9a-z]{17})|resolve:ssm:.+"),
    "AWS::EC2::SecurityGroup.Id": _Kind("the id of a security group", r"sg-([0-9a-f]{8}|[0-9a-f]{17})"),
    "AWS::EC2::SecurityGroup.Name": _Kind("the name of a security group"),
    "AWS::EC2::Subnet.Id": _Kind("the id of a subnet", r"subnet-([0-9a-f]{8}|[0-9a-f]{17})"),
    "AWS::EC2::VPC.Id": _Kind("the id of a VPC", r"vpc-([0-9a-f]{8}|[0-9a-f]{17})"),
    "AWS::IAM::Role.Arn": _Kind("the ARN of a role", _ARN + r"iam::[^:]+:role/.+"),
    "AWS::KMS::Key.Arn": _Kind("the ARN of a key", _ARN + r"kms:.+"),
    "AWS::Lambda::Function.Arn": _Kind("the ARN of a function", _ARN + r"lambda:.+"),
    "AWS::Logs::LogGroup.Name": _Kind("the name of a log group"),
    "AWS::S3::Bucket.Name": _Kind("the name of a bucket"),
    "AWS::SNS::Topic.Arn": _Kind("the ARN of a topic", _ARN + r"sns:.+"),
}
# What the schemas call by a kind that these types do not hold to.
_LEFT_OUT = {
    # These find a role by its name as well.
    "AWS::ECS::": "AWS::IAM::Role.Arn",
    "AWS::EMR::": "AWS::IAM::Role.Arn",
    "AWS::Glue::": "AWS::IAM::Role.Arn",
    "AWS::ImageBuilder::": "AWS::IAM::Role.Arn",
    # Groups and topics of their own.
    "AWS::MediaLive::Input": "AWS::EC2::SecurityGroup.Id",
    "AWS::QuickSight::": "AWS::SNS::Topic.Arn",
}
# Attributes that are the resource itself; of others the schemas need not know the kind.
_ITSELF = ("Arn", "Id", "Name", "Ref")
# One resource may be called as another is.
_NAMES = frozenset({"AWS::EC2::SecurityGroup.Name", "AWS::Logs::LogGroup.Name", "AWS::S3::Bucket.Name"})


def faults(
    resource_type: str, properties: Mapping[str, Any], type_of: Callable[[str], str | None]
) -> list[Fault]:
    """Return the values that are of another kind than their property takes; `type_of` knows what is referred to."""
    schema = schemas.of(resource_type)
    if schema is None:
        return []
    known = _KINDS.keys() - {kind for begin, kind in _LEFT_OUT.items() if resource_type.startswith(begin)}
    return [
        {"kind": "format", "attribute": path, "message": f"{_words(wanted)} is wanted here, not {given}"}
        for path, value, wanted in _wanted(schema, schema.get("definitions", {}), properties, "", 0)
        if wanted <= known and (given := _other(value, wanted, type_of)) is not None
    ]


def _wanted(
    schema: Schema, definitions: Mapping[str, Schema], value: Any, path: str, depth: int
) -> Iterator[tuple[str, Any, frozenset[str]]]:
    """The values for which only certain kinds are taken, each with its path and these."""
    while "$ref" in schema:
        schema = definitions.get(str(schema["$ref"]).removeprefix("#/definitions/"), {})
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _wanted(schema.get("items", {}), definitions, item, f"{path}[{i}]", depth + 1)
    elif isinstance(value, dict) and not is_open(value):
        known = schema.get("properties", {})
        for name, child in value.items():
            if isinstance(known.get(name), dict):
                where = f"{path}.{name}" if path else name
                yield from _wanted(known[name], definitions, child, where, depth + 1)
    else:
        options = [schema] if "format" in schema else [*schema.get("anyOf", []), *schema.get("oneOf", [])]
        formats = frozenset(str(one.get("format")) for one in options)
        if formats:
            yield path, value, formats


def _other(value: Any, wanted: frozenset[str], type_of: Callable[[str], str | None]) -> str | None:
    """What is given in place of what is wanted, None where that may be it."""
    if isinstance(value, str):
        if not value or is_partly_open(value):
            return None
        forms = (_KINDS[name].form for name in wanted)
        return None if any(re.fullmatch(form, value, re.IGNORECASE) for form in forms) else f"`{value[:80]}`"
    if not isinstance(value, dict) or "$ref" not in value:
        return None
    kind, attribute = type_of(value["$ref"]), value["attribute"]
    schema = schemas.of(kind) if kind is not None and not kind.startswith("AWS::CloudFormation::") else None
    if schema is None:
        return None
    given = frozenset(schema.get("formats", {}).get(attribute, ()))
    telling = ("Arn",) if wanted & _NAMES else _ITSELF
    if given & wanted or (not given and attribute not in telling):
        return None
    return f"`{attribute}` of {value['$ref']} ({kind})"


def _words(wanted: frozenset[str]) -> str:
    return " or ".join(_KINDS[name].words for name in sorted(wanted))
