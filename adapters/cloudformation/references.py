"""What a template refers to and does not declare.

CloudFormation refuses such a template as a whole, in whichever branch of a condition the name stands:
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adapters.assembly import in_all
from adapters.cloudformation.intrinsics import PSEUDO_PARAMETERS, VARIABLE, undefined
from adapters.cloudformation.template import Template, member
from adapters.cloudformation.wrong import Wrong
from adapters.tree import Node, Scalar

_CONDITIONS = "Conditions"
# https://github.com/org-formation/org-formation-cli/blob/master/docs/cloudformation-resources.md
OF_ORGANIZATIONS = frozenset({"Foreach", "OrganizationBinding", "OrganizationBindings"})


def missing(template: Template) -> list[Wrong]:
    """Return what the resources, outputs and conditions of a template name in vain, each name at its first place."""
    sections = {
        "Resources": template.resources,
        "Outputs": template.outputs,
        _CONDITIONS: template.conditions,
    }
    found: dict[str, list[Wrong]] = {}
    for section, members in sections.items():
        names = _Names(template, section)
        for name, node in members.items():
            for one in names.of_member(f"{section}.{name}", node):
                found.setdefault(one.message, []).append(one)
    return [
        places[0]._replace(message=in_all(message, len({one.path for one in places})))
        for message, places in found.items()
    ]


class _Names:
    """Looks up what is named in one section."""

    def __init__(self, template: Template, section: str) -> None:
        self._template = template
        self._section = section
        self._modules = tuple(
            address
            for address in template.resources
            if (template.type_of(address) or "").endswith("::MODULE")
        )

    def of_member(self, path: str, node: Node) -> Iterator[Wrong]:
        """What one resource, output or condition names in vain."""
        if self._section == "Resources" and isinstance(node.value, dict):
            # org-formation says there in which accounts a resource is made, and declares those itself.
            node = replace(node, value={k: v for k, v in node.value.items() if k not in OF_ORGANIZATIONS})
        if self._section != _CONDITIONS:
            for one in _items(member(node, "Condition")):
                yield from _at(f"{path}.Condition", one, self._condition(one.value))
            for one in _items(member(node, "DependsOn")):
                yield from _at(f"{path}.DependsOn", one, self._resource(one.value))
        yield from self._within(path, node)

    def _within(self, path: str, node: Node) -> Iterator[Wrong]:
        """What the functions in a node name; an argument stands where the function's value does."""
        if isinstance(node.value, list):
            for i, item in enumerate(node.value):
                yield from self._within(f"{path}[{i}]", item)
        elif isinstance(node.value, dict):
            for key, child in node.value.items():
                if len(node.value) > 1 or not self._is_function(key):
                    yield from self._within(f"{path}.{key}", child)
                    continue
                for message in self._named(key, child):
                    yield from _at(path, node, message)
                for argument in _items(child):
                    yield from self._within(path, argument)

    def _is_function(self, key: str) -> bool:
        return key == "Ref" or key.startswith("Fn::") or (key == "Condition" and self._section == _CONDITIONS)

    def _named(self, function: str, argument: Node) -> Iterator[str | None]:
        """What is wrong with each name that a function is given; what has to be worked out first is no name."""
        first, *others = [item.value for item in _items(argument)] or [None]
        if not isinstance(first, str):
            return
        if function == "Ref":
            yield self._value(first)
        elif function == "Fn::GetAtt":
            address, _, attribute = first.partition(".")
            yield self._attribute(address, others[0] if others else attribute)
        elif function == "Fn::Sub":
            given = others[0] if others and isinstance(others[0], dict) else {}
            names = (match[1].strip() for match in VARIABLE.finditer(first))
            for name in names:
                if name and name not in given and not name.startswith("!"):
                    yield self._variable(name)
        elif function in ("Fn::If", "Condition"):
            yield self._condition(first)
        elif function == "Fn::FindInMap" and first not in self._template.mappings:
            yield undefined(f"mapping {first}")

    def _variable(self, name: str) -> str | None:
        """A variable of Fn::Sub: what `Ref` takes, or a resource with an attribute."""
        address, _, attribute = name.partition(".")
        return self._attribute(address, attribute) if attribute else self._value(name)

    def _value(self, name: str) -> str | None:
        known = name in self._template.parameters or name in PSEUDO_PARAMETERS
        return None if known else self._resource(name)

    def _attribute(self, address: str, attribute: Scalar | list[Node] | dict[str, Node]) -> str | None:
        """A resource's attribute; those that resources ask for are in the faults of these."""
        if self._template.type_of(address) is None:
            return self._resource(address)
        is_asked = self._section != "Resources" and isinstance(attribute, str)
        if not is_asked or self._template.gives(address, str(attribute)):
            return None
        return f"{address} has no attribute `{attribute}`"

    def _resource(self, name: object) -> str | None:
        """A resource of the template; those of a module bear its name before their own."""
        if not isinstance(name, str) or name in self._template.resources or name.startswith(self._modules):
            return None
        return undefined(name)

    def _condition(self, name: object) -> str | None:
        known = not isinstance(name, str) or name in self._template.conditions
        return None if known else undefined(f"condition {name}")


def _items(node: Node | None) -> list[Node]:
    return [] if node is None else node.value if isinstance(node.value, list) else [node]


def _at(path: str, node: Node, message: str | None) -> Iterator[Wrong]:
    if message is not None:
        yield Wrong(path, node, "reference", message)
