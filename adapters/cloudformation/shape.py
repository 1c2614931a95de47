"""The sections of a template and their members, as CloudFormation wants them.

It refuses a template with a section, or a member of a declaration, that it does not know, before it creates anything.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from adapters.cloudformation.foreach import LOOP
from adapters.cloudformation.references import OF_ORGANIZATIONS
from adapters.cloudformation.template import member
from adapters.cloudformation.wrong import Wrong, shapeless
from adapters.likeness import nearest
from adapters.tree import Node

_SECTIONS = (
    "AWSTemplateFormatVersion", "Conditions", "Description", "Globals", "Hooks", "Mappings", "Metadata", "Outputs",
    "Parameters", "Resources", "Rules", "Transform",
)  # fmt: skip
_MAPPINGS = ("Conditions", "Mappings", "Metadata", "Outputs", "Parameters", "Resources", "Rules")
_PARAMETER = (
    "AllowedPattern", "AllowedValues", "ConstraintDescription", "Default", "Description", "MaxLength", "MaxValue",
    "MinLength", "MinValue", "NoEcho", "Type",
)  # fmt: skip
_OUTPUT = ("Condition", "Description", "Export", "Value")
# `Description` and `Version` have no effect, and are let through.
_RESOURCE = (
    "Condition", "CreationPolicy", "DeletionPolicy", "DependsOn", "Description", "Metadata", "Properties", "Type",
    "UpdatePolicy", "UpdateReplacePolicy", "Version",
)  # fmt: skip
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
_PLAIN_TYPES = ("CommaDelimitedList", "List<Number>", "List<String>", "Number", "String")
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
_MOST = {"Mappings": 200, "Outputs": 200, "Parameters": 200, "Resources": 500}


def faults(root: Node) -> Iterator[Wrong]:
    """Give what CloudFormation does not understand of a template as it is written."""
    sections = root.value if isinstance(root.value, dict) else {}
    for name, node in sections.items():
        if name not in _SECTIONS and not name.startswith("Fn::"):
            yield shapeless(name, node, f"a template has no section `{name}`{_meant(name, _SECTIONS)}")
        elif name in _MAPPINGS and node.value is not None and not isinstance(node.value, dict):
            yield shapeless(name, node, f"`{name}` has to be a mapping")
        if name != "Metadata":
            yield from _empty(name, node, is_section=True)
    for name, most in _MOST.items():
        count = len(list(_members(sections.get(name))))
        if count > most:
            yield shapeless(
                name, sections[name], f"a template has at most {most} {name.lower()}, not {count}"
            )
    for name, node in _members(sections.get("Parameters")):
        yield from _parameter(f"Parameters.{name}", node)
    for name, node in _members(sections.get("Mappings")):
        yield from _mapping(f"Mappings.{name}", node)
    for name, node in _members(sections.get("Resources")):
        yield from _resource(f"Resources.{name}", node)
    for name, node in _members(sections.get("Outputs")):
        yield from _output(f"Outputs.{name}", node)


def _empty(path: str, node: Node, is_section: bool = False) -> Iterator[Wrong]:
    """What has no value, anywhere in a section; a function without an argument, such as a bare `!GetAZs`, has one.

    What a section declares is told otherwise.
    """
    if node.value is None:
        yield shapeless(path, node, f"`{_last(path)}` has no value, and null is not allowed in a template")
    elif isinstance(node.value, dict):
        for name, child in node.value.items():
            if not name.startswith("Fn::") and not (is_section and child.value is None):
                yield from _empty(f"{path}.{name}", child)
    elif isinstance(node.value, list):
        for i, item in enumerate(node.value):
            yield from _empty(f"{path}[{i}]", item)


def _members(section: Node | None) -> Iterator[tuple[str, Node]]:
    """What a section declares, in its loops too."""
    members = section.value if section is not None and isinstance(section.value, dict) else {}
    for name, node in members.items():
        if name.startswith(LOOP):
            body = node.value[-1] if isinstance(node.value, list) and node.value else None
            yield from _members(body)
        elif not name.startswith("Fn::"):
            yield name, node


def _parameter(path: str, node: Node) -> Iterator[Wrong]:
    yield from _declaration(path, node, _PARAMETER, "Type", "parameter")
    kind = member(node, "Type")
    if kind is not None and (not isinstance(kind.value, str) or not _is_type(kind.value)):
        written = kind.value if isinstance(kind.value, str) else "what is written here"
        message = f"`{written}` is no type of parameters{_meant(str(written), _PLAIN_TYPES)}"
        yield shapeless(f"{path}.Type", kind, message)
    default, allowed = member(node, "Default"), member(node, "AllowedValues")
    if default is not None and isinstance(default.value, dict):
        yield shapeless(f"{path}.Default", default, "a default is a text: no function can stand here")
    if allowed is not None and not _is_texts(allowed):
        yield shapeless(f"{path}.AllowedValues", allowed, "`AllowedValues` has to be a list of texts")


def _is_type(name: str) -> bool:
    """Whether parameters can have a type; of AWS's own, which are many, only the form is looked at."""
    return name in _PLAIN_TYPES or name.startswith(("AWS::", "List<AWS::"))


def _mapping(path: str, node: Node) -> Iterator[Wrong]:
    """A mapping has keys, each of these has names, and each name a text or a list of texts."""
    if not isinstance(node.value, dict):
        yield shapeless(path, node, f"`{_last(path)}` has to be a mapping of keys")
        return
    for key, names in _members(node):
        where = f"{path}.{key}"
        if not isinstance(names.value, dict):
            yield shapeless(where, names, f"`{key}` has to be a mapping of names to values")
            continue
        for name, value in _members(names):
            items = value.value if isinstance(value.value, list) else [value]
            if isinstance(items, dict) or any(isinstance(item.value, (dict, list)) for item in items):
                message = f"the value of `{name}` has to be a text or a list of texts"
                yield shapeless(f"{where}.{name}", value, message)


def _resource(path: str, node: Node) -> Iterator[Wrong]:
    kind = member(node, "Type")
    # SAM makes its resources anew, of what it knows.
    is_sam = kind is not None and str(kind.value).startswith("AWS::Serverless::")
    known = node.value if is_sam and isinstance(node.value, dict) else {*_RESOURCE, *OF_ORGANIZATIONS}
    yield from _declaration(path, node, known, "Type", "resource")
    if kind is not None and not isinstance(kind.value, str):
        yield shapeless(f"{path}.Type", kind, "`Type` has to be a text")
    properties = member(node, "Properties")
    if properties is not None and properties.value is not None and not isinstance(properties.value, dict):
        yield shapeless(f"{path}.Properties", properties, "`Properties` has to be a mapping")
    waits = member(node, "DependsOn")
    if waits is not None and not _is_names(waits):
        yield shapeless(
            f"{path}.DependsOn", waits, "`DependsOn` has to be the name of a resource, or a list of names"
        )
    yield from _condition(path, node)


def _output(path: str, node: Node) -> Iterator[Wrong]:
    yield from _declaration(path, node, _OUTPUT, "Value", "output")
    export = member(node, "Export")
    if export is not None and member(export, "Name") is None:
        yield shapeless(f"{path}.Export", export, "an `Export` has a `Name`, and this one has none")
    yield from _condition(path, node)


def _condition(path: str, node: Node) -> Iterator[Wrong]:
    condition = member(node, "Condition")
    if condition is not None and not isinstance(condition.value, str):
        yield shapeless(f"{path}.Condition", condition, "`Condition` has to be the name of a condition")


def _declaration(path: str, node: Node, known: Collection[str], needed: str, what: str) -> Iterator[Wrong]:
    """A declaration is a mapping of members that there are, one of which it needs."""
    if not isinstance(node.value, dict):
        yield shapeless(path, node, f"the {what} `{_last(path)}` has to be a mapping")
        return
    for name, child in node.value.items():
        if name not in known and not name.startswith("Fn::"):
            beside = " beside its `Properties`" if what == "resource" else ""
            message = f"the {what} `{_last(path)}` has no `{name}`{_meant(name, known) or beside}"
            yield shapeless(f"{path}.{name}", child, message)
    if needed not in node.value and "Fn::Transform" not in node.value:
        yield shapeless(path, node, f"the {what} `{_last(path)}` has no `{needed}`")


def _is_texts(node: Node) -> bool:
    """Whether something is a list of texts, or of what can be read as such."""
    return isinstance(node.value, list) and not any(isinstance(one.value, dict | list) for one in node.value)


def _is_names(node: Node) -> bool:
    items = node.value if isinstance(node.value, list) else [node]
    return all(isinstance(item.value, str) for item in items)


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _meant(name: str, known: Collection[str]) -> str:
    near = nearest(name, [*known], 1, 0.75)
    return f"; `{near[0]}` is one" if near else ""
