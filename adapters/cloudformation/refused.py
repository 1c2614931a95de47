"""What can be read of a template that SAM refuses: all but the members and resources that it refuses."""

from __future__ import annotations

from collections.abc import Mapping

from adapters import paths
from adapters.cloudformation import sam, schema
from adapters.errors import InputError
from adapters.model import Document, Resource
from adapters.tree import Node


def rest(path: str, root: Node, given: Mapping[str, str], written: Document) -> Node:
    """Return what SAM makes of the rest of a template; the template itself when it makes nothing of that either.

    `written` is the document of the template without SAM. Properties that the schemas do not know go first; resources
    that SAM refuses even so stay as they are written.
    """
    part = root
    for resource in _serverless(written):
        for fault in resource["faults"]:
            if fault["kind"] == "property":
                steps = paths.steps(fault["attribute"])
                part = _without(part, ["Resources", resource["address"], "Properties", *steps])
    aside: frozenset[str] = frozenset()
    while True:
        try:
            return sam.transform(path, part, given, aside)
        except sam.Refused as error:
            if error.addresses <= aside:
                return root
            aside |= error.addresses
        except InputError:
            return root


def noted(document: Document, written: Document) -> Document:
    """Return the document of the rest, with the faults of the resources as they are written."""
    made: dict[str, Resource] = {}
    for address, resource in document.data["resources"].items():
        origin = resource.get("source_address", address)
        if origin not in made or address == origin:
            made[origin] = resource
    for one in _serverless(written):
        if one["address"] in made:
            _note(made[one["address"]], one)
    return document


def _note(resource: Resource, written: Resource) -> None:
    by_schema = schema.faults(resource["type"], resource["properties"])
    others = [fault for fault in resource.get("faults", []) if fault not in by_schema]
    resource["faults"] = [*others, *written["faults"]]
    if resource["type"] != written["type"]:
        resource["refused"] = True
    for fault in written["faults"]:
        if (place := written["attributes"].get(fault["attribute"])) is not None:
            resource["attributes"].setdefault(fault["attribute"], place)


def _serverless(document: Document) -> list[Resource]:
    """The resources of SAM that something is wrong with."""
    resources = document.data["resources"].values()
    return [one for one in resources if one["type"].startswith("AWS::Serverless::") and one.get("faults")]


def _without(node: Node, steps: list[str]) -> Node:
    """A tree without the member at a path; the same tree where the path leads nowhere, as into a condition."""
    step, *others = steps
    if isinstance(node.value, list) and step.isdigit() and int(step) < len(node.value) and others:
        items = [_without(item, others) if i == int(step) else item for i, item in enumerate(node.value)]
        return Node(items, node.line, node.end_line)
    if not isinstance(node.value, dict) or step not in node.value:
        return node
    if not others:
        return Node(
            {name: child for name, child in node.value.items() if name != step}, node.line, node.end_line
        )
    return Node({**node.value, step: _without(node.value[step], others)}, node.line, node.end_line)
