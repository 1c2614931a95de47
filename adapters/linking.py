"""Stacks that refer to one another: each document gets the resources of the others that it hangs together with.

A resource of another stack is called `Network::Vpc`, by the stack's name and its address there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from adapters.model import Data, Document, Resource
from adapters.values import Mixed, Reference, Unknown, Value

SEPARATOR = "::"
# An app of hundreds of stacks must not make each document as large as all of them.
_MAX_FOREIGN = 3000
_TOKEN = re.compile(r"\$\{([^{}!]+)\}")
_KEPT = ("address", "type", "source_type", "properties", "tags", "lifecycle", "depends_on", "unknowns")


def called(stack: str, address: str) -> str:
    """Return what a resource is called in other stacks."""
    return f"{stack}{SEPARATOR}{address}"


def as_foreign(resource: Resource, owner: str) -> Resource:
    """Return what a document tells of a resource that it does not judge: one of another stack, or of CDK's own."""
    return cast("Resource", {key: resource.get(key) for key in _KEPT} | {"foreign": owner})


def from_outside(value: Value, stack: str, addresses: Container[str]) -> Value:
    """Return a value of a stack as other stacks see it; `addresses` are those of its resources."""
    data: Any = value.data
    if isinstance(data, list):
        data = [from_outside(item, stack, addresses) for item in data]
    elif isinstance(data, dict):
        data = {key: from_outside(item, stack, addresses) for key, item in data.items()}
    elif isinstance(data, Mixed):
        data = Mixed(tuple(_part(part, stack, addresses) for part in data.parts))
    else:
        data = _part(data, stack, addresses)
    references = frozenset(_reference(reference, stack, addresses) for reference in value.references)
    return replace(value, data=data, references=references)


def _part(data: Any, stack: str, addresses: Container[str]) -> Any:
    if isinstance(data, Reference):
        return _reference(data, stack, addresses)
    if isinstance(data, Unknown):
        return replace(
            data, expression=_renamed(data.expression, lambda name: _foreign(name, stack, addresses))
        )
    if isinstance(data, str):
        return _renamed(data, lambda name: _foreign(name, stack, addresses))
    return data


def _reference(reference: Reference, stack: str, addresses: Container[str]) -> Reference:
    return replace(reference, address=_foreign(reference.address, stack, addresses))


def _foreign(address: str, stack: str, addresses: Container[str]) -> str:
    return called(stack, address) if address in addresses else address


def link(documents: Sequence[Document]) -> list[Document]:
    """Return the documents, each with what it hangs together with in the others."""
    if len(documents) < 2:
        return list(documents)
    stacks = {document.data["name"]: document.data for document in documents}
    groups = _groups(stacks)
    return [_with_foreign(document, stacks, groups) for document in documents]


Node = tuple[str, str]


def _groups(stacks: Mapping[str, Data]) -> dict[Node, int]:
    """Which resources hang together, over all stacks: the number of its group by stack and address."""
    neighbours: dict[Node, set[Node]] = {
        (name, address): set() for name, data in stacks.items() for address in data["resources"]
    }
    for name, data in stacks.items():
        for edge in data["edges"]:
            one, other = (name, edge["source"]), _node(edge["target"], name, stacks)
            if one in neighbours and other in neighbours:
                neighbours[one].add(other)
                neighbours[other].add(one)
    groups: dict[Node, int] = {}
    for number, start in enumerate(neighbours):
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if node not in groups:
                groups[node] = number
                waiting += neighbours[node]
    return {node: groups[node] for node in neighbours}


def _node(address: str, stack: str, stacks: Container[str]) -> Node:
    """The stack and the address of what is called so in a stack."""
    other, separator, rest = address.partition(SEPARATOR)
    return (other, rest) if separator and other in stacks else (stack, address)


def _with_foreign(document: Document, stacks: Mapping[str, Data], groups: Mapping[Node, int]) -> Document:
    name = document.data["name"]
    mine = {groups[name, address] for address in document.data["resources"]}
    wanted = [node for node, group in groups.items() if node[0] != name and group in mine][:_MAX_FOREIGN]
    if not wanted:
        return document
    foreign = document.data.get("foreign")
    resources: dict[str, Any] = dict(foreign["resources"]) if foreign else {}
    for stack, address in wanted:
        seen: Any = _seen(as_foreign(stacks[stack]["resources"][address], stack), stack, name, stacks)
        resources[called(stack, address)] = {**seen, "address": called(stack, address)}
    edges = list(foreign["edges"]) if foreign else []
    for stack in dict.fromkeys(stack for stack, _ in wanted):
        for edge in stacks[stack]["edges"]:
            source = called(stack, edge["source"])
            if source in resources:
                target = _address(_node(edge["target"], stack, stacks), name)
                edges.append({**edge, "source": source, "target": target})
    return replace(document, data={**document.data, "foreign": {"resources": resources, "edges": edges}})


def _seen(content: Any, stack: str, viewer: str, stacks: Mapping[str, Data]) -> Any:
    """What a stack says, with the names that its resources have for another one."""
    known = stacks[stack]["resources"]

    def rename(address: str) -> str:
        if address in known or SEPARATOR in address:
            return _address(_node(address, stack, stacks), viewer)
        return address

    if isinstance(content, list):
        return [_seen(item, stack, viewer, stacks) for item in content]
    if isinstance(content, dict):
        if "$ref" in content:
            return {**content, "$ref": rename(content["$ref"])}
        return {key: _seen(item, stack, viewer, stacks) for key, item in content.items()}
    return _renamed(content, rename) if isinstance(content, str) else content


def _address(node: Node, viewer: str) -> str:
    return node[1] if node[0] == viewer else called(*node)


def _renamed(text: str, rename: Callable[[str], str]) -> str:
    """Text with other names in its tokens, of which each is an address and perhaps an attribute."""
    if "${" not in text:
        return text

    def token(match: re.Match[str]) -> str:
        address, dot, attribute = match[1].partition(".")
        return f"${{{rename(address)}{dot}{attribute}}}"

    return _TOKEN.sub(token, text)
