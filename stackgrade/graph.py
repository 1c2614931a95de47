"""The resources of a stack and what refers to what, for reports that draw them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.model import Data, Resource, all_resources
from stackgrade import wording

DEPENDS_ON = "depends on"


@dataclass(frozen=True)
class Node:
    """A resource as the user wrote it; one of another stack is `foreign`."""

    address: str
    type: str
    foreign: bool = False


@dataclass(frozen=True)
class Link:
    """The attributes, in the user's words, by which one resource refers to another."""

    source: str
    target: str
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class Graph:
    """Nodes in the order in which they are written, those of other stacks last; every link's ends are among them."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def graph(data: Data) -> Graph:
    """Return the graph of a document; what a transform made of a resource counts as that resource."""
    resources = all_resources(data)
    foreign = data["foreign"]["resources"] if "foreign" in data else {}
    nodes = {
        address: Node(address, resource["source_type"])
        for address, resource in sorted(
            ((_written(one), one) for one in resources.values()),
            key=lambda item: (item[1]["location"]["path"], item[1]["location"]["start_line"], item[0]),
        )
    }
    names = {address: _written(resource) for address, resource in resources.items()}
    attributes: dict[tuple[str, str], dict[str, None]] = {}
    for source, target, attribute in _references(data, resources):
        if target in foreign and target not in names:
            nodes.setdefault(target, Node(target, foreign[target]["source_type"], foreign=True))
        ends = (names.get(source, source), names.get(target, target))
        if ends[0] != ends[1] and ends[0] in nodes and ends[1] in nodes:
            attributes.setdefault(ends, {})[attribute] = None
    links = (Link(*ends, tuple(found)) for ends, found in sorted(attributes.items()))
    return Graph(tuple(nodes.values()), tuple(links))


def _written(resource: Resource) -> str:
    return resource.get("source_address", resource["address"])


def _references(data: Data, resources: dict[str, Resource]) -> Iterator[tuple[str, str, str]]:
    for part in (data, *data.get("variants", [])):
        for edge in part["edges"]:
            attribute = wording.attribute(data, resources.get(edge["source"]), edge["attribute"])
            yield edge["source"], edge["target"], attribute or edge["attribute"]
    for address, resource in resources.items():
        for target in resource["depends_on"]:
            yield address, target, DEPENDS_ON
