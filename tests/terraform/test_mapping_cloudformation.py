"""CloudFormation's schemas as the tests of the tables ask them, and a few things that are known of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from cfnlint.schema import ResourceNotFoundError
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

Schema = Mapping[str, Any]
REGION = "us-east-1"


@dataclass(frozen=True)
class Place:
    """A property of a type, or the type itself: everything that a value may follow there.

    Schemas that are references, or alternatives, stand for what they lead to.
    """

    type: str
    path: str
    root: Schema
    schemas: tuple[Schema, ...]

    @cached_property
    def opened(self) -> list[Schema]:
        return [one for schema in self.schemas for one in _opened(self.root, schema, frozenset())]

    @cached_property
    def kinds(self) -> set[str]:
        """The JSON types that a value may have; none when the schema does not tell."""
        found: set[str] = set()
        for schema in self.opened:
            types = schema.get("type", [])
            found |= {types} if isinstance(types, str) else set(types)
        return found - {"null"}

    @property
    def kind(self) -> str:
        return " or ".join(sorted(self.kinds))

    def may_be(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

    @cached_property
    def properties(self) -> set[str]:
        """The names that are fixed."""
        return {name for schema in self.opened for name in schema.get("properties", {})}

    @property
    def is_read_only(self) -> bool:
        pointer = "/properties/" + self.path.removeprefix(f"{self.type}.").replace("[]", "/*").replace(
            ".", "/"
        )
        return pointer in self.root.get("readOnlyProperties", ())

    @property
    def is_free(self) -> bool:
        """Whether it is JSON of which the schema says nothing."""
        words = ("properties", "patternProperties", "items")
        return self.may_be("object") and not any(word in schema for schema in self.opened for word in words)

    @property
    def items(self) -> Place | None:
        """The elements of a list; None when it is none."""
        found = [schema["items"] for schema in self.opened if isinstance(schema.get("items"), Mapping)]
        if not found and not ("array" in self.kinds or self.is_free):
            return None
        return Place(self.type, f"{self.path}[]", self.root, tuple(found))

    @cached_property
    def enum(self) -> set[Any]:
        """The words that are allowed; none when any is, as far as the schema knows."""
        lists = [schema["enum"] for schema in self.opened if "enum" in schema]
        texts = [
            schema for schema in self.opened if "string" in schema.get("type", []) and "enum" not in schema
        ]
        return set() if texts and len(lists) < len(texts) else {word for words in lists for word in words}

    def takes(self, value: Any) -> bool:
        """Whether a constant has one of the types."""
        if isinstance(value, bool):
            return self.may_be("boolean")
        if isinstance(value, int):
            return self.may_be("integer") or self.may_be("number")
        return self.may_be("number" if isinstance(value, float) else "string")

    def at(self, path: str) -> Place | None:
        """Return what is at a path below, itself for an empty one, None when there is nothing."""
        found: Place | None = self
        for name in path.split(".") if path else ():
            found = found._member(name) if found is not None else None
        return found

    def _member(self, name: str) -> Place | None:
        found = [schema["properties"][name] for schema in self.opened if name in schema.get("properties", {})]
        if not found:
            found = [value for schema in self.opened for value in _any_key(schema)]
        if not found and not self.is_free:
            return None
        return Place(self.type, f"{self.path}.{name}", self.root, tuple(found))


def _any_key(schema: Schema) -> Iterator[Schema]:
    yield from schema.get("patternProperties", {}).values()
    if isinstance(schema.get("additionalProperties"), Mapping):
        yield schema["additionalProperties"]


def _opened(root: Schema, schema: Any, entered: frozenset[str]) -> Iterator[Schema]:
    if not isinstance(schema, Mapping):
        return
    reference = schema.get("$ref")
    if reference is not None:
        if reference not in entered:
            yield from _opened(root, _resolved(root, reference), entered | {reference})
        return
    yield schema
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(word, ()):
            yield from _opened(root, part, entered)


def _resolved(root: Schema, reference: str) -> Any:
    found: Any = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step.replace("~1", "/").replace("~0", "~")]
    return found


@cache
def place(type: str) -> Place | None:
    """Return a resource type, None when CloudFormation has none of that name."""
    try:
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, type).schema
    except ResourceNotFoundError:
        return None
    return Place(type, type, schema, (schema,))


@cache
def attributes(type: str) -> frozenset[str]:
    """Return what `Fn::GetAtt` gives of a type, nothing for one that does not exist."""
    if place(type) is None:
        return frozenset()
    return frozenset(PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, type).get_atts)


def at(type: str, path: str) -> Place | None:
    whole = place(type)
    assert whole is not None
    return whole.at(path)


def test_types() -> None:
    assert place("AWS::No::Such") is None
    assert at("AWS::S3::Bucket", "NoSuch") is None
    assert "Arn" in attributes("AWS::S3::Bucket")


def test_shapes() -> None:
    rules = at("AWS::EC2::SecurityGroup", "SecurityGroupIngress")
    assert rules is not None
    assert rules.items is not None
    assert {"CidrIp", "FromPort"} <= rules.items.properties
    assert at("AWS::EC2::SecurityGroup", "SecurityGroupIngress.CidrIp") is None
    status = at("AWS::S3::Bucket", "VersioningConfiguration.Status")
    assert status is not None
    assert status.enum == {"Enabled", "Suspended"}
    assert status.kinds == {"string"}


def test_what_is_free() -> None:
    policy = at("AWS::IAM::Role", "AssumeRolePolicyDocument")
    assert policy is not None
    assert policy.is_free
    assert policy.at("Statement") is not None
