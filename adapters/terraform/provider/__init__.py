"""What the AWS provider's resource types and data sources accept and export.

`aws.json.gz` comes from `tools/compact_provider_schema.py`, which describes the format. The whole is read when it is
asked for the first time; of a type, only the bodies that it is made of are decoded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from adapters.terraform.provider.packed import Kind, Packed, unpack

_FILE = "aws.json.gz"
_SCALARS = {"s": "string", "n": "number", "b": "bool", "d": "dynamic"}
_COLLECTIONS = {"l": "list", "t": "set", "m": "map"}


@dataclass(frozen=True)
class Type:
    """A type of values: a scalar, `list`, `set` or `map` of an element, or `object` with a body."""

    name: str
    element: Type | None = None
    members: Body | None = None

    def __str__(self) -> str:
        return f"{self.name}({self.element})" if self.element else self.name

    @property
    def object(self) -> Body | None:
        """What the objects have of which a value consists: of an object itself, or of a collection of such."""
        return self.element.object if self.element else self.members


@dataclass(frozen=True)
class Attribute:
    """An argument, or what is only exported; `deprecation` is what the schema says about it, if it does."""

    name: str
    type: Type
    required: bool = False
    optional: bool = False
    computed: bool = False
    deprecated: bool = False
    sensitive: bool = False
    deprecation: str = ""

    @property
    def is_argument(self) -> bool:
        """Whether a configuration may write it."""
        return self.required or self.optional


@dataclass(frozen=True)
class Block:
    """A nested block: `list`, `set`, `map` or `single`; `max_items` 0 is without a limit."""

    name: str
    nesting: str
    min_items: int
    max_items: int
    body: Body

    @property
    def required(self) -> bool:
        return self.min_items > 0

    @property
    def single(self) -> bool:
        """Whether there may be only one."""
        return self.nesting == "single" or self.max_items == 1


@dataclass(frozen=True)
class Body:
    """What a type, a block or an object has."""

    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    blocks: Mapping[str, Block] = field(default_factory=dict)
    deprecated: bool = False

    @property
    def arguments(self) -> Mapping[str, Attribute]:
        """The attributes that a configuration may write; blocks are beside them."""
        return {name: found for name, found in self.attributes.items() if found.is_argument}

    def writable(self) -> Iterator[str]:
        """Yield every name that may stand in the body: of an argument, or of a block."""
        yield from self.arguments
        yield from self.blocks


def resource(type: str) -> Body | None:
    """Return what a resource type has, None for one that the provider does not know."""
    return _found("resource", type)


def data_source(type: str) -> Body | None:
    """Return what a data source has, None for one that the provider does not know."""
    return _found("data", type)


def types(kind: Kind = "resource") -> list[str]:
    """Return every resource type, or every data source."""
    return sorted(_schema().types[kind])


def version() -> str:
    """Return the version of the provider that the schema is of."""
    return str(_schema().head["version"])


@cache
def _schema() -> Packed:
    return unpack(_FILE)


def _found(kind: Kind, type: str) -> Body | None:
    number = _schema().types[kind].get(type)
    return None if number is None else _body(number)


@cache
def _body(number: int) -> Body:
    content = json.loads(_schema().bodies[number])
    texts = content.get("d", {})
    attributes = {
        name: _attribute(name, code, texts.get(name, ""))
        for code, names in content.get("a", {}).items()
        for name in names.split()
    }
    blocks = {
        name: Block(name, nesting, least, most, _body(inner))
        for name, (nesting, least, most, inner) in content.get("b", {}).items()
    }
    return Body(dict(sorted(attributes.items())), blocks, content.get("x", False))


def _attribute(name: str, code: str, text: str) -> Attribute:
    flags, _, kind = code.partition(":")
    return Attribute(
        name,
        _type(kind),
        required="r" in flags,
        optional="o" in flags,
        computed="c" in flags,
        deprecated="d" in flags,
        sensitive="s" in flags,
        deprecation=text,
    )


@cache
def _type(code: str) -> Type:
    if code.isdigit():
        return Type("object", members=_body(int(code)))
    if code in _SCALARS:
        return Type(_SCALARS[code])
    return Type(_COLLECTIONS[code[0]], _type(code[1:]))
