"""The normalized document, which every adapter produces and every rule reads.

`docs/normalized-document.md` explains its members, `document.schema.json` is its JSON Schema. The document is plain
JSON data so that it goes to an engine as it is; the types here describe its shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from adapters.errors import InputError

SCHEMA_VERSION = "1"


class Location(TypedDict):
    """Lines count from 1, the last one included; the path is POSIX, relative to the working directory."""

    path: str
    start_line: int
    end_line: int


class Part(TypedDict):
    """The resource that the user wrote an attribute in, where it is folded into another one.

    The attribute is the whole of it, or, as a `member`, one of its own.
    """

    address: str
    source_type: str
    member: bool


class Attribute(TypedDict, total=False):
    """Where an attribute stands and how it came to its value."""

    path: str
    line: int
    end_line: int
    state: str
    reason: str
    parameters: list[str]
    part: Part


class _Open(TypedDict):
    attribute: str
    pattern: str
    reason: str
    kind: str


class OpenAttribute(_Open, total=False):
    """An attribute that the template leaves open; `pattern` is its path with `[]` for indices.

    `candidates` are all the values that it can become, where the template lists them.
    """

    candidates: list[bool | int | float | str | None]


class Fault(TypedDict):
    """What the service would refuse.

    `kind` is property, read_only, required, type, enum, pattern, limit, combination, attribute, version,
    resource_type, policy, action, aws_policy, definition, dashboard, reference, name or unfilled.
    """

    kind: str
    attribute: str
    message: str


class Reach(TypedDict):
    """A statement that allows something on every resource, with its actions that could name theirs.

    Each has `name` and `level`: List, Read, Write, Tagging or Permissions management.
    """

    attribute: str
    actions: list[dict[str, str]]


class Edge(TypedDict):
    """`attribute` of `source` refers to `target_attribute` of `target`."""

    source: str
    attribute: str
    target: str
    target_attribute: str


class Resource(TypedDict, total=False):
    """One resource; see the page on the normalized document."""

    address: str
    type: str
    source_type: str
    source_address: str
    properties: dict[str, Any]
    raw: dict[str, Any]
    tags: dict[str, Any]
    lifecycle: dict[str, Any]
    depends_on: list[str]
    depends_on_parts: list[str]
    conditions: list[str]
    location: Location
    region: str
    attributes: dict[str, Attribute]
    unknowns: list[OpenAttribute]
    construct_path: str | None
    construct: dict[str, Any]
    faults: list[Fault]
    refused: bool
    reach: list[Reach]
    foreign: str


class Foreign(TypedDict):
    """What other stacks have that this one hangs together with, by the names that it has for it."""

    resources: dict[str, Resource]
    edges: list[Edge]


class Variant(TypedDict):
    """What differs under another combination of the conditions that the parameters leave open."""

    when: dict[str, bool]
    resources: dict[str, Resource | None]
    edges: list[Edge]


class Data(TypedDict, total=False):
    """The document as it is printed, validated and given to an engine."""

    schema_version: str
    format: str
    name: str
    path: str
    profile: Mapping[str, Any]
    location: Location
    parameters: dict[str, dict[str, Any]]
    outputs: dict[str, dict[str, Any]]
    resources: dict[str, Resource]
    types: dict[str, list[str]]
    edges: list[Edge]
    attributes: dict[str, Attribute]
    unknowns: list[OpenAttribute]
    metadata: dict[str, Any]
    incomplete: list[dict[str, str]]
    circles: list[list[str]]
    faults: list[Fault]
    when: dict[str, bool]
    variants: list[Variant]
    terraform: dict[str, Any]
    names: dict[str, dict[str, str]]
    foreign: Foreign


@dataclass(frozen=True)
class CodeFile:
    """A file of a function's own source, by its name in the package (`app/index.py`).

    Its first line is line `line` of the file at `path`. What stands inside of a template or configuration is `inline`:
    its lines may be written there in another form.
    """

    name: str
    text: str
    path: str
    line: int = 1
    end_line: int | None = None
    inline: bool = False


@dataclass(frozen=True)
class Code:
    """The code that a function runs, without its secrets.

    `names` are those of all files of the package, also of those that were not read. `missing` says why there may be
    more than these.
    """

    files: tuple[CodeFile, ...] = ()
    names: frozenset[str] = frozenset()
    missing: str | None = None


@dataclass(frozen=True)
class Document:
    """A stack, ready to be judged.

    `data` is the normalized document without its profile. `code` is what functions bring along besides the code that
    stands in their properties, by address. `secrets` are literal secrets that were found in the
    source: they are not in `data`, and a report that quotes the source must blank them out. `errors` are faults that
    leave the rest of the stack to be judged, `warnings` are what the reader should know of the whole source.
    """

    data: Data
    secrets: frozenset[str] = frozenset()
    errors: tuple[InputError, ...] = ()
    warnings: tuple[InputError, ...] = ()
    code: Mapping[str, Code] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """What the user says about the inputs: values by parameter name, and files of them.

    `include_framework` judges what CDK makes for itself as well.
    """

    parameters: Mapping[str, str] = field(default_factory=dict)
    parameter_files: Sequence[str] = ()
    include_framework: bool = False


def in_all_states(data: Data) -> Iterator[Resource]:
    """Yield the resources of a document, each once for every combination of conditions that changes it."""
    yield from data["resources"].values()
    for variant in data.get("variants", []):
        yield from (resource for resource in variant["resources"].values() if resource is not None)


def all_resources(data: Data) -> dict[str, Resource]:
    """Return all resources of a document by address, also those that exist only under some of the conditions."""
    found = dict(data["resources"])
    for variant in data.get("variants", []):
        for address, resource in variant["resources"].items():
            if resource is not None:
                found.setdefault(address, resource)
    return found
