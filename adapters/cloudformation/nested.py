"""Stacks inside stacks, as far as their templates lie beside the one that nests them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from adapters import files
from adapters.cloudformation import document, includes, sam, source
from adapters.cloudformation import template as templates
from adapters.cloudformation.intrinsics import Evaluator
from adapters.cloudformation.template import Template, member
from adapters.errors import InputError
from adapters.model import Document
from adapters.tree import Node
from adapters.values import Value, scalar_text

_NESTING = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
_MAX_DEPTH = 10


@dataclass
class Loaded:
    """The documents of a template, its own first, and the values of its outputs."""

    documents: list[Document]
    outputs: Mapping[str, Value] = field(default_factory=dict)


def load(path: str, name: str, given: Mapping[str, str], above: tuple[str, ...] = ()) -> Loaded:
    """Read a template and the stacks nested in it; raises InputError."""
    incomplete: list[dict[str, str]] = []
    root = includes.resolve(source.read(path), path, incomplete)
    faults: list[InputError] = []
    translated = _translated(path, root, given, faults)
    template = templates.read(path, translated, given)
    template.incomplete.extend(incomplete)
    children: dict[str, Loaded] = {}
    for address, node in template.resources.items():
        location = _location(template, address, node)
        if location is None:
            continue
        reason = _follow(template, address, node, location, name, (*above, path), children, faults)
        if reason is not None:
            template.incomplete.append({"address": address, "reason": reason})
    outputs = {address: child.outputs for address, child in children.items()}
    own, values = document.build(template, name, outputs)
    if translated is not root:
        own = sam.mapped_back(own, root)
    own = Document(own.data, own.secrets, (*own.errors, *faults))
    return Loaded([own, *(nested for child in children.values() for nested in child.documents)], values)


def _translated(path: str, root: Node, given: Mapping[str, str], faults: list[InputError]) -> Node:
    """Return what SAM makes of a template; the template itself when SAM has no part in it, or refuses it."""
    if not sam.is_serverless(root) or member(root, "Resources") is None:
        return root
    try:
        return sam.transform(path, root, given)
    except InputError as error:
        faults.append(error)
        return root


def _location(template: Template, address: str, node: Node) -> Node | None:
    """Return where the template of a nested stack lies, None when the resource is no nested stack."""
    key = _NESTING.get(template.type_of(address) or "")
    return member(member(node, "Properties"), key) if key else None


def _follow(
    template: Template,
    address: str,
    node: Node,
    location: Node,
    name: str,
    above: tuple[str, ...],
    children: dict[str, Loaded],
    faults: list[InputError],
) -> str | None:
    """Read a nested stack; return why it stays out of sight when it does."""
    if not isinstance(location.value, str) or "://" in location.value:
        return f"the template of the nested stack {address} is not beside this one"
    path = Path(os.path.normpath(Path(template.path).parent / location.value)).as_posix()
    if not files.is_file(path):
        return f"the template of the nested stack {address} is not beside this one"
    if path in above or len(above) > _MAX_DEPTH:
        faults.append(
            InputError(template.path, f"nested stack {address} nests its own template", location.line)
        )
        return f"the nested stack {address} nests its own template"
    try:
        given = _arguments(template, member(member(node, "Properties"), "Parameters"))
        children[address] = load(path, f"{name}.{address}", given, above)
    except InputError as error:
        faults.append(error)
        return f"the template of the nested stack {address} cannot be read"
    return None


def _arguments(template: Template, node: Node | None) -> dict[str, str]:
    """Return the parameters that a stack gives to one nested in it, as far as they are decided."""
    if node is None or not isinstance(node.value, dict):
        return {}
    evaluator = Evaluator(
        templates.Constants(template.path, template.parameters, member(template.root, "Mappings"))
    )
    arguments: dict[str, str] = {}
    for name, child in node.value.items():
        try:
            value = evaluator.evaluate(child)
        except InputError:
            continue
        if value is None or isinstance(value.data, dict):
            continue
        items = value.data if isinstance(value.data, list) else [value]
        if all(item.is_text() for item in items):
            arguments[name] = ",".join(scalar_text(item.data) for item in items)  # type: ignore[arg-type]
    return arguments
