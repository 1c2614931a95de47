"""From a template to the normalized document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters import iam, states
from adapters.assembly import by_type, circles, note_documents, sweep
from adapters.cloudformation import form, formats, generated, references, schema
from adapters.cloudformation import template as templates
from adapters.cloudformation.conditions import Conditions, Scenario
from adapters.cloudformation.intrinsics import Evaluator
from adapters.cloudformation.template import Template, TemplateScope, member
from adapters.cloudformation.types import scalar_types
from adapters.cloudformation.wrong import Wrong, refused
from adapters.errors import InputError
from adapters.flattening import Flat, tags
from adapters.json_text import json_if_sound, json_value
from adapters.model import SCHEMA_VERSION, Attribute, Data, Document, Edge, Fault, Resource, Variant
from adapters.scenarios import most
from adapters.secrets import Redactor, cut, is_literal_secret, is_secret_name, name_for
from adapters.tree import Node
from adapters.values import Unknown, Value

_LIFECYCLE = ("DeletionPolicy", "UpdateReplacePolicy", "CreationPolicy", "UpdatePolicy")
_PART = {"address": "", "reason": "this is a part of another template"}
Outputs = Mapping[str, Mapping[str, Value]]


@dataclass
class Stack:
    """The resources of a stack under one scenario."""

    resources: dict[str, Resource] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)


def build(template: Template, name: str, outputs: Outputs) -> tuple[Document, dict[str, Value]]:
    """Return the normalized document of a template and the values of its outputs.

    `outputs` are what the nested stacks of the template give back, by address and name.
    """
    return _Builder(template, name, outputs).build()


class _Builder:
    def __init__(self, template: Template, name: str, outputs: Outputs) -> None:
        self._template = template
        self._name = name
        self._outputs = outputs
        self._redactor = Redactor()
        self._errors: dict[str, InputError] = {}
        self._refused: dict[tuple[str, str], Wrong] = {}
        self._absent = references.missing(template)
        # What is put into another template, which asks for SAM and declares the rest, before SAM reads that.
        self._is_part = template.lacks_transform and bool(self._absent)
        free = _scope(
            template, Conditions(template.path, {}, lambda _: None, lambda _: None), Scenario({}), outputs
        )
        self._conditions = Conditions(
            template.path, template.conditions, Evaluator(free).evaluate, self._allowed
        )

    def build(self) -> tuple[Document, dict[str, Value]]:
        template = self._template
        possible = self._conditions.scenarios(most(len(template.resources)))
        scenarios = sorted(possible, key=lambda scenario: -self._present(scenario))
        base, open_addresses = self._base(scenarios[0])
        found = self._circles(base)
        parameters = self._parameters()
        flat = Flat("", self._redactor)
        outputs, values = self._output_section(flat, scenarios[0])
        flat.attributes |= self._section_lines()
        for name, error in self._conditions.faults.items():
            self._refuse(f"Conditions.{name}", error, template.conditions[name])
        variants = [self._variant(scenario, base, open_addresses) for scenario in scenarios[1:]]
        for variant in variants:
            changed = {address: one for address, one in variant["resources"].items() if one is not None}
            generated.settle(changed.values(), {**base.resources, **changed})
        generated.settle(base.resources.values(), base.resources)
        wrong = [*([] if self._is_part else self._absent), *form.faults(template)]
        if not template.is_changed_by_macros:  # which may give meaning to anything
            wrong += [*template.faults, *self._refused.values()]
        flat.attributes |= {one.path: _lines(one.node) for one in wrong}
        data: Data = {
            "schema_version": SCHEMA_VERSION,
            "format": "sam" if templates.SERVERLESS in template.transforms else "cloudformation",
            "name": self._name,
            "path": template.path,
            "location": {"path": template.path, "start_line": 1, "end_line": template.root.end_line},
            "parameters": parameters,
            "outputs": outputs,
            "resources": base.resources,
            "types": by_type(base.resources),
            "edges": base.edges,
            "attributes": flat.attributes,
            "unknowns": flat.unknowns,
            "metadata": self._metadata(),
            "incomplete": [*template.incomplete, *([_PART] if self._is_part else [])],
            "circles": found,
            "faults": [{"kind": one.kind, "attribute": one.path, "message": one.message} for one in wrong],
        }
        differing = [variant for variant in variants if variant["resources"]]
        if differing:
            data["when"] = self._conditions.truths(scenarios[0])
            data["variants"] = differing
        sweep(data, self._redactor)
        errors = sorted(self._errors.values(), key=lambda error: error.line or 0)
        return Document(data, frozenset(self._redactor.found), tuple(errors)), values

    def _allowed(self, expression: str) -> tuple[str, ...] | None:
        parameter = self._template.parameters.get(expression[2:-1])
        return parameter.allowed if parameter is not None else None

    def _present(self, scenario: Scenario) -> int:
        """How many of the resources that depend on a condition exist."""
        conditions = (member(node, "Condition") for node in self._template.resources.values())
        names = [str(node.value) for node in conditions if node is not None]
        return sum(
            name in self._conditions.nodes and self._conditions.holds(name, scenario) for name in names
        )

    # Resources

    def _base(self, scenario: Scenario) -> tuple[Stack, dict[str, frozenset[str]]]:
        """The first scenario, and which resources have to be looked at again in the others."""
        stack, open_addresses = Stack(), dict[str, frozenset[str]]()
        for address, node in self._template.resources.items():
            if self._template.type_of(address) is None:
                continue
            resource, edges, used = self._resource(address, node, scenario)
            if used:
                open_addresses[address] = used
            if resource is not None:
                stack.resources[address] = resource
                stack.edges += edges
        return stack, open_addresses

    def _variant(self, scenario: Scenario, base: Stack, addresses: Mapping[str, frozenset[str]]) -> Variant:
        """What is different from the first scenario."""
        changed: dict[str, Resource | None] = {}
        changed_edges: list[Edge] = []
        for address in addresses:
            resource, edges, _ = self._resource(address, self._template.resources[address], scenario)
            if (
                resource is None
                or address not in base.resources
                or not _same(resource, base.resources[address])
            ):
                if resource is None and address not in base.resources:
                    continue
                changed[address] = resource
                changed_edges += edges
        return {"when": self._conditions.truths(scenario), "resources": changed, "edges": changed_edges}

    def _resource(
        self, address: str, node: Node, scenario: Scenario
    ) -> tuple[Resource | None, list[Edge], frozenset[str]]:
        """One resource, its edges, and the open conditions that it depends on; None when it does not exist."""
        scope = _scope(self._template, self._conditions, scenario, self._outputs)
        condition = member(node, "Condition")
        if not self._exists(condition, scope):
            return None, [], frozenset(scope.used)
        kind = self._template.type_of(address) or ""
        flat = Flat(address, self._redactor, scalar_types(kind))
        # A policy or a definition may be written as a text of JSON.
        reading = dict.fromkeys(iam.policies(kind), json_value) | dict.fromkeys(
            states.definitions(kind), json_if_sound
        )
        properties = {
            name: flat.add(name, reading[name](value) if name in reading else value)
            for name, value in self._evaluated(address, member(node, "Properties"), scope)
        }
        lifecycle = {
            name: flat.add(name, value)
            for name in _LIFECYCLE
            if (value := self._one(f"Resources.{address}.{name}", member(node, name), scope)) is not None
        }
        depends_on = _names(member(node, "DependsOn"))
        self._line(flat.attributes, "DependsOn", member(node, "DependsOn"))
        self._line(flat.attributes, "Condition", condition)
        self._line(flat.attributes, "Metadata", member(node, "Metadata"))
        metadata = self._one(f"Resources.{address}.Metadata", member(node, "Metadata"), scope)
        resource: Resource = {
            "address": address,
            "type": kind,
            "source_type": kind,
            "properties": properties,
            "raw": self._raw(node),
            "tags": tags(properties),
            "lifecycle": lifecycle,
            "depends_on": depends_on,
            "conditions": sorted(scope.used),
            "location": {"path": self._template.path, "start_line": node.line, "end_line": node.end_line},
            "attributes": flat.attributes,
            "unknowns": flat.unknowns,
            "construct_path": _construct_path(metadata),
        }
        if not self._template.is_changed_by_macros:
            self._note_faults(resource, flat.edges)
        note_documents(resource)
        return resource, flat.edges, frozenset(scope.used)

    def _exists(self, condition: Node | None, scope: TemplateScope) -> bool:
        """Whether the condition of a resource or an output holds; it does where nothing declares it."""
        if condition is None or not isinstance(condition.value, str):
            return True
        return scope.holds(condition.value) is not False

    def _note_faults(self, resource: Resource, edges: list[Edge]) -> None:
        """Add what CloudFormation would refuse; nothing for types that others provide."""
        kind = resource["type"]
        if (message := self._unknown_type(kind)) is not None:
            resource["faults"] = [{"kind": "resource_type", "attribute": "Type", "message": message}]
        elif schema.of(kind) is not None:
            properties = resource["properties"]
            resource["faults"] = [
                *schema.faults(kind, properties),
                *formats.faults(kind, properties, self._template.type_of),
                *self._not_given(edges),
                *form.policy_faults(kind, resource["lifecycle"]),
            ]
            if (nested := self._template.nested.get(resource["address"])) is not None:
                resource["faults"] += nested.faults

    def _unknown_type(self, kind: str) -> str | None:
        """What is wrong with a type that CloudFormation itself does not have."""
        if (
            kind.startswith(templates.SERVERLESS_TYPES)
            and self._template.lacks_transform
            and not self._is_part
        ):
            return f"`{kind}` takes `Transform: {templates.SERVERLESS}`, which is missing"
        return schema.unknown_type(kind)

    def _not_given(self, edges: list[Edge]) -> list[Fault]:
        """Attributes that are asked for, and that the resource does not have."""
        found: list[Fault] = []
        for edge in edges:
            target, name = edge["target"], edge["target_attribute"]
            if name not in ("Ref", "?") and not self._template.gives(target, name):
                message = f"{target} has no attribute `{name}`"
                found.append({"kind": "attribute", "attribute": edge["attribute"], "message": message})
        return found

    def _evaluated(self, address: str, node: Node | None, scope: TemplateScope) -> list[tuple[str, Value]]:
        """The properties of a resource; one that cannot be evaluated is unknown, and its fault is noted."""
        path = f"Resources.{address}.Properties"
        if node is None or not isinstance(node.value, dict):
            return []
        if len(node.value) == 1 and next(iter(node.value)).startswith("Fn::"):
            value = self._one(path, node, scope)
            return list(value.data.items()) if value is not None and isinstance(value.data, dict) else []
        evaluated = [(name, self._one(f"{path}.{name}", child, scope)) for name, child in node.value.items()]
        return [(name, value) for name, value in evaluated if value is not None]

    def _one(self, path: str, node: Node | None, scope: TemplateScope) -> Value | None:
        """What stands at a place of the template; unknown, and a fault of the template, where it is not understood."""
        if node is None:
            return None
        try:
            value = Evaluator(scope).evaluate(node)
        except InputError as error:
            self._refuse(path, error, node)
            return Value(Unknown(error.message, "error", "${?}"), node.line, node.end_line)
        if value is not None:
            value.line = node.line
        return value

    def _raw(self, node: Node) -> dict[str, Any]:
        raw = self._plain(node, "")
        return raw if isinstance(raw, dict) else {}

    def _plain(self, node: Node, name: str) -> Any:
        if isinstance(node.value, dict):
            return {
                key: self._plain(child, name_for(key, node.value, _content))
                for key, child in node.value.items()
            }
        if isinstance(node.value, list):
            return [self._plain(item, name) for item in node.value]
        return self._redactor.redact(name, node.value) if isinstance(node.value, str) else node.value

    def _refuse(self, path: str, error: InputError, place: Node) -> None:
        self._refused.setdefault((path, error.message), refused(path, error, place))

    def _note(self, error: InputError) -> None:
        self._errors.setdefault(str(error), error)

    def _circles(self, stack: Stack) -> list[list[str]]:
        graph = {address: {*resource["depends_on"]} for address, resource in stack.resources.items()}
        for edge in stack.edges:
            graph[edge["source"]].add(edge["target"])
        locations = {address: resource["location"] for address, resource in stack.resources.items()}
        return circles(graph, locations, self._note)

    # The template itself

    def _parameters(self) -> dict[str, dict[str, Any]]:
        expressions = (self._template.resources, self._template.outputs, self._template.conditions)
        used = {name for nodes in expressions for node in nodes.values() for name in templates.named(node)}
        used |= {
            name for node in [member(self._template.root, "Rules")] if node for name in templates.named(node)
        }
        declarations = {}
        for name, parameter in self._template.parameters.items():
            declaration = parameter.declaration() | {"used": name in used}
            for key in ("default", "value"):
                text = declaration.get(key)
                if not isinstance(text, str) or not is_literal_secret(text):
                    continue
                if declaration["no_echo"] or is_secret_name(name):
                    self._redactor.found.add(text)
                    declaration[key] = cut(text)
            declarations[name] = declaration
        return declarations

    def _output_section(
        self, flat: Flat, scenario: Scenario
    ) -> tuple[dict[str, dict[str, Any]], dict[str, Value]]:
        scope = _scope(self._template, self._conditions, scenario, self._outputs)
        outputs: dict[str, dict[str, Any]] = {}
        values: dict[str, Value] = {}
        for name, node in self._template.outputs.items():
            condition = member(node, "Condition")
            if not self._exists(condition, scope):
                continue
            path = f"Outputs.{name}"
            value, export, description = (
                self._one(f"{path}.Value", member(node, "Value"), scope),
                self._one(f"{path}.Export", member(member(node, "Export"), "Name"), scope),
                self._one(f"{path}.Description", member(node, "Description"), scope),
            )
            flat.attributes[path] = _lines(node)
            content: dict[str, Any] = {}
            if value is not None:
                values[name] = value
                content["value"] = flat.add(f"{path}.Value", value)
            if export is not None:
                content["export"] = flat.add(f"{path}.Export", export)
            if description is not None:
                content["description"] = flat.add(f"{path}.Description", description)
            outputs[name] = content
        return outputs, values

    def _section_lines(self) -> dict[str, Attribute]:
        """Where the sections, and the members of those that rules speak about, are written."""
        found: dict[str, Attribute] = {}
        sections = self._template.root.value
        for section, node in sections.items() if isinstance(sections, dict) else ():
            found[section] = _lines(node)
            if section in ("Parameters", "Conditions", "Mappings") and isinstance(node.value, dict):
                found |= {f"{section}.{name}": _lines(child) for name, child in node.value.items()}
        found |= {f"Resources.{address}": _lines(node) for address, node in self._template.resources.items()}
        for name, parameter in self._template.parameters.items():
            members = parameter.node.value
            for key, child in members.items() if isinstance(members, dict) else ():
                found[f"Parameters.{name}.{key}"] = _lines(child)
        return found

    def _metadata(self) -> dict[str, Any]:
        metadata = member(self._template.root, "Metadata")
        return {
            "description": self._template.member("Description"),
            "version": self._template.member("AWSTemplateFormatVersion"),
            "transforms": list(self._template.transforms),
            "conditions": sorted(self._template.conditions),
            "mappings": sorted(self._template.mappings),
            "unused": templates.unused(self._template),
            "interface": member(metadata, "AWS::CloudFormation::Interface") is not None,
        }

    @staticmethod
    def _line(attributes: dict[str, Attribute], name: str, node: Node | None) -> None:
        """Note where it stands, unless a property is called as it is, which only a mistake makes."""
        if node is not None:
            attributes.setdefault(name, _lines(node))


def _scope(template: Template, conditions: Conditions, scenario: Scenario, outputs: Outputs) -> TemplateScope:
    scope = TemplateScope(template, conditions, scenario, outputs)
    scope.evaluate = Evaluator(scope).evaluate
    return scope


def _content(node: Node) -> Any:
    return node.value


def _lines(node: Node) -> Attribute:
    return {"line": node.line, "end_line": node.end_line, "state": "written"}


def _names(node: Node | None) -> list[str]:
    items = [] if node is None else node.value if isinstance(node.value, list) else [node]
    return [item.value for item in items if isinstance(item.value, str)]


def _same(one: Resource, other: Resource) -> bool:
    return one["properties"] == other["properties"] and one["lifecycle"] == other["lifecycle"]


def _construct_path(metadata: Value | None) -> str | None:
    path = (
        metadata.data.get("aws:cdk:path")
        if metadata is not None and isinstance(metadata.data, dict)
        else None
    )
    return path.data if path is not None and isinstance(path.data, str) else None
