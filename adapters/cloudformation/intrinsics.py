"""Evaluates the intrinsic functions of CloudFormation, as far as the template decides them.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from adapters.cloudformation.surroundings import used_at
from adapters.errors import InputError
from adapters.tree import Node, Scalar
from adapters.values import (
    NONE,
    Reference,
    Unknown,
    Value,
    concatenate,
    plain,
)

PSEUDO_PARAMETERS = frozenset(
    f"AWS::{name}"
    for name in (
        "AccountId",
        "NotificationARNs",
        "NoValue",
        "Partition",
        "Region",
        "StackId",
        "StackName",
        "URLSuffix",
    )
)
# A variable in the text of `Fn::Sub`.
VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_ZONES = "${AWS::AvailabilityZones}"
_CONDITIONAL = frozenset({"Condition", "Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or"})
_RULES_ONLY = frozenset(
    f"Fn::{name}"
    for name in ("Contains", "EachMemberEquals", "EachMemberIn", "RefAll", "ValueOf", "ValueOfAll")
)
_MAX_CIDRS = 256


class Scope(Protocol):
    """What an expression can refer to."""

    @property
    def path(self) -> str:
        """The file that errors name."""

    def parameter(self, name: str) -> Value | None:
        """Return a new value for a parameter or pseudo parameter, None when there is none of the name."""

    def resource_type(self, name: str) -> str | None:
        """Return the type of a resource, None when there is none of the name."""

    def attribute(self, reference: Reference, line: int, end_line: int) -> Value | None:
        """Return what the template knows of a resource's attribute besides that it is one."""

    def mapping(self, name: str) -> Node | None:
        """Return a mapping of the template."""

    def imported(self, name: str) -> Value | None:
        """Return what a stack beside this one exports under a name."""

    def stack_output(self, stack: str, name: str) -> Value | None:
        """Return an output of a stack beside this one."""

    def dummy(self, text: str) -> str | None:
        """Return what was looked for, for a text that stands in its place."""

    def holds(self, condition: str) -> bool | None:
        """Return whether a condition holds in the scenario that is looked at, None when there is none of the name."""


class Evaluator:
    """Turns nodes into values. A property that is `AWS::NoValue` gives None."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._functions: Mapping[str, Callable[[Node, Node], Value | None]] = {
            "Ref": self._ref,
            "Fn::Base64": self._base64,
            "Fn::Cidr": self._cidr,
            "Fn::FindInMap": self._find_in_map,
            "Fn::GetAZs": self._get_zones,
            "Fn::GetAtt": self._get_att,
            "Fn::GetStackOutput": self._stack_output,
            "Fn::If": self._if,
            "Fn::ImportValue": self._import,
            "Fn::Join": self._join,
            "Fn::Length": self._length,
            "Fn::Select": self._select,
            "Fn::Split": self._split,
            "Fn::Sub": self._sub,
            "Fn::ToJsonString": self._to_json,
            "Fn::Transform": self._transform,
        }

    def evaluate(self, node: Node) -> Value | None:
        """Return the value of a node, None for `AWS::NoValue`.

        Raises InputError for an intrinsic function that does not exist or has arguments of the wrong shape.
        """
        content = node.value
        if isinstance(content, dict):
            if len(content) == 1:
                ((name, argument),) = content.items()
                function = self._functions.get(name)
                if function is not None:
                    return function(argument, node)
                if name.startswith("Fn::"):
                    return self._other(name, node)
            return self._mapping(node, content)
        if isinstance(content, list):
            items = [value for item in content if (value := self.evaluate(item)) is not None]
            return Value(items, node.line, node.end_line)
        wanted = self._scope.dummy(content) if isinstance(content, str) else None
        if wanted is not None:
            return self._unknown(node, wanted, "import", "${?}")
        return Value(content, node.line, node.end_line)

    def _mapping(self, node: Node, content: Mapping[str, Node]) -> Value:
        members: dict[str, Value] = {}
        for key, child in content.items():
            value = self.evaluate(child)
            if value is not None:
                value.line = child.line
                members[key] = value
        return Value(members, node.line, node.end_line)

    def _other(self, name: str, node: Node) -> Value:
        """A function that has no place here, or does not exist."""
        if name.startswith("Fn::ForEach::"):
            return self._mapping(node, node.value if isinstance(node.value, dict) else {})
        if name in _CONDITIONAL or name in _RULES_ONLY:
            return self._unknown(node, f"{name} stands outside of a condition", "function", f"${{{name}}}")
        raise self._error(node, f"unknown intrinsic function {name}")

    # References

    def _ref(self, argument: Node, node: Node) -> Value | None:
        if _is_function(argument):  # as the language extensions allow
            value = self.evaluate(argument)
            if value is None or value.text is None:
                return self._passed_on(value, node, "the name that Ref takes is not decided")
            argument = Node(value.text, argument.line, argument.end_line)
        name = self._name(argument, "Ref")
        if name == "AWS::NoValue":
            return None
        return self._named(name, node)

    def _named(self, name: str, node: Node) -> Value:
        """What `Ref`, or a variable of `Fn::Sub`, of this name stands for."""
        parameter = self._scope.parameter(name)
        if parameter is not None:
            return self._moved(parameter, node)
        if self._scope.resource_type(name) is not None:
            return self._attribute(Reference(name, "Ref"), node)
        return self._unknown(node, undefined(name), "undefined", f"${{{name}}}")

    def _get_att(self, argument: Node, node: Node) -> Value:
        if isinstance(argument.value, str):
            name, _, attribute = argument.value.partition(".")
        else:
            parts = self._arguments(argument, "Fn::GetAtt", 2)
            name = self._name(parts[0], "Fn::GetAtt")
            value = self.evaluate(parts[1])
            if value is None or not value.is_text():
                unknown = Unknown(f"the attribute of {name} is not decided", "function", f"${{{name}.?}}")
                references = frozenset({Reference(name, "?")})
                return Value(
                    unknown, node.line, node.end_line, value.parameters if value else frozenset(), references
                )
            attribute = str(value.data)
        if not attribute:
            raise self._error(node, "Fn::GetAtt needs a resource and an attribute")
        if self._scope.resource_type(name) is None:
            return self._unknown(node, undefined(name), "undefined", f"${{{name}.{attribute}}}")
        return self._attribute(Reference(name, attribute), node)

    def _attribute(self, reference: Reference, node: Node) -> Value:
        known = self._scope.attribute(reference, node.line, node.end_line)
        return known or Value(reference, node.line, node.end_line)

    def _import(self, argument: Node, node: Node) -> Value:
        name = self.evaluate(argument)
        parts = [name] if name is not None else []
        label = concatenate(parts, node.line, node.end_line)
        text = label.data if isinstance(label.data, str) else "?"
        known = self._scope.imported(text)
        if known is not None:
            return used_at(known, node)
        unknown = Unknown(
            f"imported from another stack ({text})", "import", f"${{Fn::ImportValue:{_flat(text)}}}"
        )
        return Value(unknown, node.line, node.end_line, label.parameters)

    def _stack_output(self, argument: Node, node: Node) -> Value:
        members = argument.value if isinstance(argument.value, dict) else {}
        names = [self.evaluate(members[key]) for key in ("StackName", "OutputName") if key in members]
        stack, output = (
            [str(name.data) for name in names if name is not None and name.is_text()] + ["?", "?"]
        )[:2]
        known = self._scope.stack_output(stack, output)
        if known is not None:
            return used_at(known, node)
        expression = f"${{Fn::GetStackOutput:{_flat(stack)}.{_flat(output)}}}"
        return self._unknown(node, f"an output of another stack ({stack}.{output})", "import", expression)

    # Text

    def _sub(self, argument: Node, node: Node) -> Value:
        template, variables = argument, dict[str, Node]()
        if isinstance(argument.value, list):
            parts = self._arguments(argument, "Fn::Sub", 2)
            template = parts[0]
            if not isinstance(parts[1].value, dict):
                raise self._error(node, "the second argument of Fn::Sub has to be a mapping")
            variables = parts[1].value
        if _is_function(template):  # such as a macro
            return self._passed_on(self.evaluate(template), node, "the text of Fn::Sub is not decided")
        if not isinstance(template.value, str):
            raise self._error(node, "Fn::Sub needs text")
        pieces, end = [], 0
        for match in VARIABLE.finditer(template.value):
            pieces.append(Value(template.value[end : match.start()], node.line, node.end_line))
            pieces.append(self._variable(match[1].strip(), variables, node))
            end = match.end()
        pieces.append(Value(template.value[end:], node.line, node.end_line))
        return concatenate(pieces, node.line, node.end_line)

    def _variable(self, name: str, variables: Mapping[str, Node], node: Node) -> Value:
        """What stands for `${!Literal}`, `${Name}` or `${Resource.Attribute}` in the text of Fn::Sub."""
        if name.startswith("!"):
            return Value(f"${{{name[1:]}}}", node.line, node.end_line)
        if name in variables:
            value = self.evaluate(variables[name])
            return value if value is not None else Value("", node.line, node.end_line)
        address, _, attribute = name.partition(".")
        if attribute and self._scope.resource_type(address) is not None:
            return self._attribute(Reference(address, attribute), node)
        return self._named(name, node)

    def _join(self, argument: Node, node: Node) -> Value:
        delimiter, items = self._arguments(argument, "Fn::Join", 2)
        if not isinstance(delimiter.value, str):
            raise self._error(delimiter, "the delimiter of Fn::Join has to be text")
        value = self.evaluate(items)
        if value is None or not isinstance(value.data, list):
            return self._passed_on(value, node, "Fn::Join has no list to join")
        separator = Value(delimiter.value, node.line, node.end_line)
        parts = [part for item in value.data for part in (separator, item)][1:]
        joined = concatenate(parts, node.line, node.end_line)
        joined.parameters |= value.parameters
        return joined

    def _split(self, argument: Node, node: Node) -> Value:
        delimiter, source = self._arguments(argument, "Fn::Split", 2)
        if not isinstance(delimiter.value, str) or not delimiter.value:
            raise self._error(delimiter, "the delimiter of Fn::Split has to be text")
        value = self.evaluate(source)
        if value is None or value.text is None:
            return self._passed_on(value, node, "the text that Fn::Split takes apart is not decided")
        parts = value.text.split(delimiter.value)
        items = [Value(part, node.line, node.end_line, value.parameters) for part in parts]
        return Value(items, node.line, node.end_line, value.parameters)

    def _base64(self, argument: Node, node: Node) -> Value | None:
        """The text as it was before encoding, since that is what anyone wants to read."""
        value = self.evaluate(argument)
        if value is not None:
            value.line, value.end_line = node.line, node.end_line
        return value

    def _to_json(self, argument: Node, node: Node) -> Value:
        value = self.evaluate(argument)
        if value is None:
            return self._passed_on(value, node, "Fn::ToJsonString has nothing to write")
        text = json.dumps(_with_tokens(value), separators=(",", ":"), ensure_ascii=False)
        return Value(text, node.line, node.end_line, value.all_parameters(), value.all_references())

    # Lists

    def _select(self, argument: Node, node: Node) -> Value | None:
        index_node, items = self._arguments(argument, "Fn::Select", 2)
        index, value = self.evaluate(index_node), self.evaluate(items)
        if index is None or value is None or index.text is None:
            return self._passed_on(index, node, "the index of Fn::Select is not decided")
        if not index.text.isdecimal():
            raise self._error(index_node, f"{index.text!r} is no index for Fn::Select")
        position = int(index.text)
        if isinstance(value.data, list):
            if position < len(value.data):
                return value.data[position]
            return self._unknown(
                node, f"Fn::Select {position} is past the end of the list", "function", "${Fn::Select}"
            )
        if isinstance(value.data, Unknown) and value.data.expression.startswith(_ZONES[:-1]):
            zone = f"{value.data.expression[:-1]}.{position}}}"
            return Value(zone, node.line, node.end_line, value.parameters)
        return self._passed_on(value, node, "the list of Fn::Select is not decided", f".{position}")

    def _length(self, argument: Node, node: Node) -> Value:
        value = self.evaluate(argument)
        if value is None or not isinstance(value.data, list):
            return self._passed_on(value, node, "the list of Fn::Length is not decided")
        return Value(len(value.data), node.line, node.end_line, value.parameters)

    def _cidr(self, argument: Node, node: Node) -> Value:
        parts = self._arguments(argument, "Fn::Cidr", 2, 3)
        values = [self.evaluate(part) for part in parts]
        if len(values) == 2:
            values.append(Value(8, node.line, node.end_line))
        parameters: frozenset[str] = frozenset().union(*(value.all_parameters() for value in values if value))
        texts = _texts(values)
        if len(texts) < 3:
            open_value = next((value for value in values if value is not None and not value.is_text()), None)
            return self._passed_on(
                open_value, node, "the block of Fn::Cidr is not decided", f".Cidr.{node.line}"
            )
        try:
            blocks = _subnets(texts[0], int(texts[1]), int(texts[2]))
        except ValueError as error:
            return self._unknown(node, f"Fn::Cidr cannot be computed: {error}", "function", "${Fn::Cidr}")
        items = [Value(block, node.line, node.end_line, parameters) for block in blocks]
        return Value(items, node.line, node.end_line, parameters)

    def _get_zones(self, argument: Node, node: Node) -> Value:
        region = self.evaluate(argument)
        parameters = region.all_parameters() if region is not None else frozenset[str]()
        # A region that is written down is kept: the zones are of this one wherever the stack goes.
        written = f".{argument.value}" if isinstance(argument.value, str) and argument.value else ""
        unknown = Unknown("the account decides its availability zones", "pseudo", f"{_ZONES[:-1]}{written}}}")
        return Value(unknown, node.line, node.end_line, parameters)

    # Choices

    def _if(self, argument: Node, node: Node) -> Value | None:
        condition, then, otherwise = self._arguments(argument, "Fn::If", 3)
        name = self._name(condition, "Fn::If")
        holds = self._scope.holds(name)
        if holds is None:
            return self._unknown(node, undefined(f"condition {name}"), "undefined", f"${{{_flat(name)}}}")
        return self.evaluate(then if holds else otherwise)

    def _find_in_map(self, argument: Node, node: Node) -> Value | None:
        parts = self._arguments(argument, "Fn::FindInMap", 3, 4)
        default = None
        if len(parts) == 4 and isinstance(parts[3].value, dict):
            default = parts[3].value.get("DefaultValue")
        keys = [self.evaluate(part) for part in parts[:3]]
        parameters: frozenset[str] = frozenset().union(*(key.all_parameters() for key in keys if key))
        known = _texts(keys)
        if len(known) < 3:
            return self._open_entry(keys, default, node)
        found = self._scope.mapping(known[0])
        for key in known[1:]:
            found = found.value.get(key) if found is not None and isinstance(found.value, dict) else None
        if found is None:
            if default is not None:
                return self.evaluate(default)
            reason = f"mapping {known[0]} has no entry for {known[1]}, {known[2]}"
            kind = "undefined" if self._scope.mapping(known[0]) is None else "mapping"
            return self._unknown(node, reason, kind, f"${{{'.'.join(known)}}}")
        value = self.evaluate(found)
        return self._moved(value, node, parameters) if value is not None else None

    def _open_entry(self, keys: list[Value | None], default: Node | None, node: Node) -> Value:
        open_key = next((key for key in keys if key is not None and not key.is_text()), None)
        entry = ":".join(_flat(str(plain(key))) if key is not None else "" for key in keys)
        value = self._passed_on(open_key, node, "the key of Fn::FindInMap is not decided", f":{entry}")
        if default is None and isinstance(value.data, Unknown):
            entries = self._entries(keys)
            # Whichever the key is, it leads to the same: there is nothing open about it.
            value.data = entries[0] if len(entries) == 1 else replace(value.data, candidates=entries)
        return value

    def _entries(self, keys: list[Value | None]) -> tuple[Scalar, ...]:
        """Every value that the keys can lead to; none when the mapping is open, or one value is no scalar."""
        name, *path = keys
        if name is None or name.text is None:
            return ()
        found = [self._scope.mapping(name.text)]
        for key in path:
            wanted = key.text if key is not None else None
            found = [
                entry
                for node in found
                if node is not None and isinstance(node.value, dict)
                for text, entry in node.value.items()
                if wanted in (None, text)
            ]
        values = [node.value for node in found if node is not None]
        scalars = [value for value in values if not isinstance(value, (list, dict))]
        return tuple(dict.fromkeys(scalars)) if len(scalars) == len(values) else ()

    def _transform(self, argument: Node, node: Node) -> Value:
        name = argument.value.get("Name") if isinstance(argument.value, dict) else None
        label = name.value if name is not None and isinstance(name.value, str) else "?"
        return self._unknown(node, f"the transform {label} decides it", "function", f"${{{label}}}")

    # Common

    def _moved(self, value: Value, node: Node, parameters: frozenset[str] = NONE) -> Value:
        """The value as if it had been written at the node; it must not be shared."""
        for part in value.parts():
            part.line, part.end_line = node.line, node.end_line
            part.parameters |= parameters
        return value

    def _passed_on(self, value: Value | None, node: Node, reason: str, suffix: str = "") -> Value:
        """Unknown because an argument is: its reason goes on, its expression with a suffix."""
        if value is None:
            return self._unknown(node, reason, "function", "${AWS::NoValue}")
        parameters, references = value.all_parameters(), value.all_references()
        if isinstance(value.data, Unknown):
            unknown = Unknown(value.data.reason, value.data.kind, f"{value.data.expression[:-1]}{suffix}}}")
        elif isinstance(value.data, Reference):
            unknown = Unknown(reason, "attribute", f"{value.data.expression[:-1]}{suffix}}}")
        else:
            unknown = Unknown(reason, "function", f"${{{_flat(str(plain(value)))}{suffix}}}")
        return Value(unknown, node.line, node.end_line, parameters, references)

    def _unknown(self, node: Node, reason: str, kind: str, expression: str) -> Value:
        return Value(Unknown(reason, kind, expression), node.line, node.end_line)

    def _arguments(self, node: Node, function: str, least: int, most: int | None = None) -> list[Node]:
        if not isinstance(node.value, list) or not least <= len(node.value) <= (most or least):
            wanted = f"{least} or {most}" if most else str(least)
            raise self._error(node, f"{function} needs a list of {wanted} arguments")
        return node.value

    def _name(self, node: Node, function: str) -> str:
        if not isinstance(node.value, str) or not node.value:
            raise self._error(node, f"{function} needs a name")
        return node.value

    def _error(self, node: Node, message: str) -> InputError:
        return InputError(self._scope.path, message, node.line)


def undefined(name: str) -> str:
    """Return what is wrong with a name that nothing in the template declares."""
    return f"{name} is not defined in the template"


def _is_function(node: Node) -> bool:
    return isinstance(node.value, dict) and len(node.value) == 1 and next(iter(node.value)).startswith("Fn::")


def _subnets(block: str, count: int, host_bits: int) -> list[str]:
    """Return the first `count` ranges of `host_bits` bits inside a block; raises ValueError."""
    network = ipaddress.ip_network(block, strict=False)
    prefix = network.max_prefixlen - host_bits
    if not 1 <= count <= _MAX_CIDRS:
        raise ValueError(f"{count} is not between 1 and {_MAX_CIDRS}")
    if prefix < network.prefixlen:
        raise ValueError(f"{block} has no room for ranges of {host_bits} bits")
    subnets = network.subnets(new_prefix=prefix)
    return [str(subnet) for subnet, _ in zip(subnets, range(count), strict=False)]


def _texts(values: Sequence[Value | None]) -> list[str]:
    """The scalars that the template decides."""
    return [value.text for value in values if value is not None and value.text is not None]


def _with_tokens(value: Value) -> object:
    data = value.data
    if isinstance(data, list):
        return [_with_tokens(item) for item in data]
    if isinstance(data, dict):
        return {key: _with_tokens(item) for key, item in data.items()}
    return data.expression if isinstance(data, Unknown | Reference) else data


def _flat(text: str) -> str:
    """Text that can stand inside a token."""
    return re.sub(r"[${}\s]+", "", text)
