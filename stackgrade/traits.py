"""What a resource looks like, so that it is known again in another version of its stack under another name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from adapters import paths
from adapters.model import Data, Resource, all_resources

Key = tuple[str, str]  # the address and the type of a resource

# Of a long text, such as the source of a function, the head tells enough.
_LONGEST = 200
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_NAME = re.compile(r"Name$|Identifier$|^Alias$")


@dataclass(frozen=True)
class Traits:
    """One resource as the user knows it: what a transform or a table makes of it is part of it, type by type.

    `words` are those of its address, without the ones that its type says anyway. `values` are its settings
    (`SecurityGroupIngress[].FromPort=22`) and `names` those that name it. `references` are the attributes that refer
    to other resources, with the keys of these.
    """

    address: str
    type: str
    words: frozenset[str]
    names: frozenset[str]
    values: frozenset[str]
    references: tuple[tuple[str, Key], ...] = ()

    @property
    def key(self) -> Key:
        """What findings about it are found by."""
        return self.address, self.type


def of(data: Data) -> tuple[Traits, ...]:
    """Return the traits of all resources of a document, in its order."""
    resources = all_resources(data)
    keys = {address: _key(resource) for address, resource in resources.items()}
    parts: dict[Key, list[Resource]] = defaultdict(list)
    for address, resource in resources.items():
        parts[keys[address]].append(resource)
    references: dict[Key, dict[tuple[str, Key], None]] = defaultdict(dict)
    for edge in [
        *data.get("edges", []),
        *(edge for one in data.get("variants", []) for edge in one["edges"]),
    ]:
        if edge["source"] in keys and edge["target"] in keys:
            references[keys[edge["source"]]][paths.pattern(edge["attribute"]), keys[edge["target"]]] = None
    return tuple(_traits(key, group, tuple(references[key])) for key, group in parts.items())


def _key(resource: Resource) -> Key:
    return resource.get("source_address", resource["address"]), resource["type"]


def _traits(key: Key, parts: list[Resource], references: tuple[tuple[str, Key], ...]) -> Traits:
    address, type = key
    values, names = set(), set()
    for part in parts:
        tags = {name: value for name, value in part.get("tags", {}).items() if isinstance(value, str)}
        settings = {name: value for name, value in part["properties"].items() if name != "Tags"}
        for path, text in _leaves(settings, ""):
            values.add(f"{path}={text}"[:_LONGEST])
            if _NAME.search(path):
                names |= set(words(text))
        values |= {f"Tags.{name}={value}"[:_LONGEST] for name, value in tags.items()}
        names |= set(words(tags.get("Name", "")))
    kind = set(words(type)) | set(words(parts[0]["source_type"]))
    return Traits(
        address, type, frozenset(words(address)) - kind, frozenset(names), frozenset(values), references
    )


def words(text: str) -> Iterator[str]:
    """Yield the words of a name, in small letters: `data`, `subnet`, `1` of `DataSubnet1` and `data_subnet_1`."""
    return (match[0].lower() for match in _WORD.finditer(text))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The settings that are written down; what is open, or a reference, is no setting."""
    if isinstance(value, dict):
        if not any(name.startswith("$") for name in value):
            for name, item in value.items():
                yield from _leaves(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, f"{path}[]")
    else:
        yield path, str(value)
