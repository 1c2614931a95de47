"""Stacks inside stacks, as far as their templates lie beside the one that nests them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from adapters import files
from adapters.cloudformation import definitions, document, includes, packages, refused, sam, shape, source
from adapters.cloudformation import template as templates
from adapters.cloudformation.intrinsics import Evaluator
from adapters.cloudformation.surroundings import Surroundings
from adapters.cloudformation.template import Nested, Template, member
from adapters.errors import InputError
from adapters.linking import from_outside
from adapters.model import Document, Fault
from adapters.tree import Node
from adapters.values import Reference, Value

_NESTING = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
_MAX_DEPTH = 10


@dataclass
class Loaded:
    """The documents of a template, its own first, the values of its outputs, and the names of all that it declares."""

    documents: list[Document]
    outputs: Mapping[str, Value] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()

    @property
    def exports(self) -> dict[str, Value]:
        """The outputs by the names under which they are exported, as far as these are decided."""
        names = {name: output.get("export") for name, output in self.documents[0].data["outputs"].items()}
        return {
            export: self.outputs[name]
            for name, export in names.items()
            if isinstance(export, str) and name in self.outputs
        }


def load(
    path: str,
    name: str,
    given: Mapping[str, str],
    above: tuple[str, ...] = (),
    surroundings: Surroundings | None = None,
) -> Loaded:
    """Read a template and the stacks nested in it; raises InputError."""
    around = surroundings or Surroundings()
    incomplete: list[dict[str, str]] = []
    root = around.prepare(includes.resolve(source.read(path), path, incomplete))
    faults: list[InputError] = []
    translated = _translated(path, root, given, faults)
    written: Document | None = None
    if faults:
        written, _ = document.build(templates.read(path, root, given, around), name, {})
        translated = refused.rest(path, root, given, written)
    template = templates.read(path, translated, given, around)
    template.incomplete.extend(incomplete)
    template.faults.extend(shape.faults(root))
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
        own = refused.noted(own, written) if written is not None else own
    own = packages.attached(replace(own, errors=(*own.errors, *faults)), root)
    own = definitions.attached(own, root)
    addresses = own.data["resources"].keys()
    seen = {key: from_outside(value, name, addresses) for key, value in values.items()}
    inner = [nested for child in children.values() for nested in child.documents]
    return Loaded([own, *inner], seen, frozenset(template.outputs))


def _translated(path: str, root: Node, given: Mapping[str, str], faults: list[InputError]) -> Node:
    """Return what SAM makes of a template; the template itself when SAM has no part in it, or refuses it."""
    if not sam.is_serverless(root):
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
    path = template.surroundings.templates.get((template.path, address)) or _beside(template.path, location)
    if path is None or not files.is_file(path):
        return f"the template of the nested stack {address} is not beside this one"
    if path in above or len(above) > _MAX_DEPTH:
        faults.append(
            InputError(template.path, f"nested stack {address} nests its own template", location.line)
        )
        return f"the nested stack {address} nests its own template"
    passed = member(member(node, "Properties"), "Parameters")
    try:
        arguments = _arguments(template, name, passed, children)
        given = {key: text for key, value in arguments.items() if (text := _text(value)) is not None}
        inside = template.surroundings.inside(arguments)
        child = children[address] = load(path, f"{name}.{address}", given, above, inside)
        template.nested[address] = _checked(child, passed, arguments)
    except InputError as error:
        faults.append(error)
        return f"the template of the nested stack {address} cannot be read"
    return None


def _checked(child: Loaded, passed: Node | None, arguments: Mapping[str, Value]) -> Nested:
    """Hold what a nested stack is given against what its template declares; a macro may declare anything.

    Lists are passed on as texts with commas:
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
    """
    own = child.documents[0].data
    if any(part["address"] not in own["resources"] for part in own["incomplete"]):
        return Nested(None, [])
    names = passed.value if passed is not None else {}
    found: list[Fault] = []
    if isinstance(names, dict) and not any(key.startswith("Fn::") for key in names):
        for key in names.keys() - own["parameters"].keys():
            message = f"the nested template has no parameter `{key}`"
            found.append({"kind": "property", "attribute": f"Parameters.{key}", "message": message})
        for key, parameter in own["parameters"].items():
            if "default" not in parameter and key not in names:
                message = f"`{key}` is required by the nested template, and missing"
                found.append({"kind": "required", "attribute": f"Parameters.{key}", "message": message})
    for key, value in arguments.items():
        if isinstance(value.data, list):
            message = "a list is no parameter of a nested stack: make a text of it with `Fn::Join`"
            found.append({"kind": "type", "attribute": f"Parameters.{key}", "message": message})
    return Nested(child.declared, sorted(found, key=lambda fault: fault["attribute"]))


def _beside(path: str, location: Node) -> str | None:
    """The path of a template that lies beside the one that nests it."""
    if not isinstance(location.value, str) or "://" in location.value:
        return None
    return Path(os.path.normpath(Path(path).parent / location.value)).as_posix()


def _arguments(
    template: Template, name: str, node: Node | None, children: Mapping[str, Loaded]
) -> dict[str, Value]:
    """Return the parameters that a stack gives to one nested in it, as that one sees them."""
    if node is None or not isinstance(node.value, dict):
        return {}
    evaluator = Evaluator(_Arguments(template, children))
    arguments: dict[str, Value] = {}
    for key, child in node.value.items():
        try:
            value = evaluator.evaluate(child)
        except InputError:
            continue
        if value is not None and not isinstance(value.data, dict):
            arguments[key] = from_outside(value, name, template.resources.keys())
    return arguments


def _text(value: Value) -> str | None:
    """The text of a parameter that is decided; lists go as text with commas."""
    items = value.data if isinstance(value.data, list) else [value]
    texts = [item.text for item in items if item.text is not None]
    return ",".join(texts) if len(texts) == len(items) else None


class _Arguments(templates.Constants):
    """What a stack can say to one nested in it: of its resources, that they are, and what others nested in it gave."""

    def __init__(self, template: Template, children: Mapping[str, Loaded]) -> None:
        super().__init__(template.path, template.parameters, member(template.root, "Mappings"))
        self._template = template
        self._children = children

    def resource_type(self, name: str) -> str | None:
        return self._template.type_of(name)

    def attribute(self, reference: Reference, line: int, end_line: int) -> Value | None:
        child = self._children.get(reference.address)
        if child is None or not reference.attribute.startswith("Outputs."):
            return None
        return child.outputs.get(reference.attribute.removeprefix("Outputs."))

    def imported(self, name: str) -> Value | None:
        return self._template.surroundings.exports.get(name)

    def stack_output(self, stack: str, name: str) -> Value | None:
        return self._template.surroundings.outputs.get((stack, name))
