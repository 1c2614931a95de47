"""Parameters: what the template declares, what the user gives, and the value that follows.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters import linear
from adapters.cloudformation.surroundings import used_at
from adapters.errors import InputError
from adapters.json_source import parse_json
from adapters.text import read_text
from adapters.tree import Node, Scalar
from adapters.values import Unknown, Value, scalar_text


@dataclass(frozen=True)
class Parameter:
    """One declared parameter; `given` is what the user says, as text, `argument` what the stack around it sets."""

    name: str
    node: Node
    given: str | None
    argument: Value | None = None

    def member(self, key: str) -> Any:
        """Return a plain member of the declaration, None when it is absent; of a list, what is plain."""
        content = self.node.value
        child = content.get(key) if isinstance(content, dict) else None
        if child is None:
            return None
        if isinstance(child.value, list):
            return [item.value for item in child.value if not isinstance(item.value, dict | list)]
        return None if isinstance(child.value, dict) else child.value

    @property
    def type(self) -> str:
        return str(self.member("Type") or "String")

    @property
    def default(self) -> str | None:
        default = self.member("Default")
        if isinstance(default, list):
            return ",".join(scalar_text(item) for item in default)
        return None if default is None else scalar_text(default)

    @property
    def allowed(self) -> tuple[str, ...] | None:
        """The values that it may have, None when the declaration does not list them."""
        allowed = self.member("AllowedValues")
        if not isinstance(allowed, list):
            return None
        return tuple(map(scalar_text, allowed))

    def text(self) -> str | None:
        """Return the value as text: given, the default, or the only one allowed; None when that leaves it open."""
        if self.given is not None:
            return self.given
        if self.default is not None:
            return self.default
        return self.allowed[0] if self.allowed and len(self.allowed) == 1 else None

    def value(self) -> Value:
        """Return a new value."""
        if self.argument is not None and self.given is None:
            return self._argument_value(self.argument)
        text, line, end_line = self.text(), self.node.line, self.node.end_line
        origin = frozenset({self.name})
        if self.type.startswith("AWS::SSM::Parameter::Value"):
            unknown = Unknown(
                f"parameter {self.name} is read from Systems Manager", "ssm", f"${{{self.name}}}"
            )
            return Value(unknown, line, end_line, origin)
        if text is None:
            reason, allowed = f"parameter {self.name} has no default", self.allowed or ()
            unknown = Unknown(reason, "parameter", f"${{{self.name}}}", allowed)
            return Value(unknown, line, end_line, origin)
        if self._is_list:
            items = [Value(item.strip(), line, end_line, origin) for item in text.split(",")] if text else []
            return Value(items, line, end_line, origin)
        return Value(_number(text) if self.type == "Number" else text, line, end_line, origin)

    def _argument_value(self, argument: Value) -> Value:
        """What the stack around this one gives; text is taken apart where a list is wanted."""
        value = used_at(argument, self.node)
        if not isinstance(value.data, str) or not self._is_list:
            return value
        made_of = {reference.expression: reference for reference in value.references}
        items = [
            Value(made_of.get(part.strip(), part.strip()), value.line, value.end_line)
            for part in value.data.split(",")
        ]
        return Value(items, value.line, value.end_line, value.parameters)

    @property
    def _is_list(self) -> bool:
        return self.type.startswith("List<") or self.type == "CommaDelimitedList"

    def unfit(self) -> str | None:
        """Return why the parameter does not take its value, given or by default, None where it does."""
        text = self.given if self.given is not None else self.default
        is_elsewhere = self.type.startswith("AWS::") or (self.argument is not None and self.given is None)
        if text is None or is_elsewhere:
            return None
        values = [item.strip() for item in text.split(",")] if self._is_list else [text]
        what = "the default" if self.given is None else "the value that it is given"
        return next((f"{what} {why}" for value in values if (why := self._unfit(value)) is not None), None)

    def _unfit(self, value: str) -> str | None:
        """Why a value is not taken; it may be a secret, and is not quoted."""
        if self.type in ("Number", "List<Number>") and isinstance(_number(value), str):
            return "is no number"
        if self.allowed is not None and value not in self.allowed:
            return "is none of the allowed values"
        pattern = self.member("AllowedPattern")
        if isinstance(pattern, str) and linear.matches_whole(pattern, value) is False:
            return f"does not have the form `{pattern[:120]}`"
        limits = [self._limit(name) for name in ("MinLength", "MaxLength", "MinValue", "MaxValue")]
        shortest, longest, least, most = limits
        if not shortest <= len(value) <= longest and self.type == "String":
            return f"has {len(value)} characters, which the parameter does not take"
        number = _number(value)
        if self.type == "Number" and isinstance(number, int | float) and not least <= number <= most:
            return "is not in the range that the parameter takes"
        return None

    def _limit(self, name: str) -> float:
        """One of its bounds, which is infinite when the declaration has none."""
        number = _number(scalar_text(self.member(name) or ""))
        endless = -math.inf if name.startswith("Min") else math.inf
        return number if isinstance(number, int | float) else endless

    def declaration(self) -> dict[str, Any]:
        """Return what the normalized document holds of it; the default is not yet redacted."""
        members: dict[str, Any] = {"type": self.type, "no_echo": _truth(self.member("NoEcho"))}
        for key, member in _MEMBERS.items():
            content = self.member(member)
            if content is not None:
                members[key] = content
        if self.default is not None:
            members["default"] = self.default
        if self.given is not None:
            members["value"] = self.given
        return members


_MAX_SIZE = 4 * 1024 * 1024
_MEMBERS = {
    "description": "Description",
    "allowed_values": "AllowedValues",
    "allowed_pattern": "AllowedPattern",
    "min_length": "MinLength",
    "max_length": "MaxLength",
    "min_value": "MinValue",
    "max_value": "MaxValue",
}


def declared(
    section: Node | None, given: Mapping[str, str], arguments: Mapping[str, Value]
) -> dict[str, Parameter]:
    """Return the parameters that a template declares; of a declaration that is no mapping only the name is known."""
    if section is None or not isinstance(section.value, dict):
        return {}
    return {
        name: Parameter(name, node, given.get(name), arguments.get(name))
        for name, node in section.value.items()
    }


def given(parameters: Mapping[str, str], paths: Sequence[str]) -> dict[str, str]:
    """Return the values that the user gives: from parameter files, later ones winning, then one by one.

    A file has one of the shapes that AWS tools take: a list of ParameterKey and ParameterValue, a list of `Key=Value`
    texts, an object with `Parameters`, or an object of values by name. Raises InputError.
    """
    values: dict[str, str] = {}
    for path in paths:
        if not path.endswith((".tfvars", ".tfvars.json")):  # which are Terraform's
            values |= _read(path)
    return values | dict(parameters)


def _read(file: str) -> dict[str, str]:
    text = read_text(file, _MAX_SIZE, "the file is too large for one of parameters")
    try:  # refuses what the other reader takes: a name that stands there twice, nesting without end
        parse_json(file, text)
    except InputError as error:
        raise InputError(file, f"is not valid JSON: {error.message}", error.line, error.column) from None
    content = json.loads(text)
    if isinstance(content, dict):
        content = content.get("Parameters", content)
    if isinstance(content, dict):
        return {name: _value_text(value) for name, value in content.items()}
    if isinstance(content, list):
        pairs = [_pair(entry) for entry in content if not _is_kept(entry)]
        if all(pair is not None for pair in pairs):
            return dict(pair for pair in pairs if pair is not None)
    raise InputError(file, "is no parameter file: neither ParameterKey and ParameterValue nor values by name")


def _is_kept(entry: Any) -> bool:
    """Whether a stack keeps the value that it has, which is not known here."""
    return isinstance(entry, dict) and _truth(entry.get("UsePreviousValue")) and "ParameterValue" not in entry


def _pair(entry: Any) -> tuple[str, str] | None:
    if isinstance(entry, dict) and isinstance(entry.get("ParameterKey"), str) and "ParameterValue" in entry:
        return entry["ParameterKey"], _value_text(entry["ParameterValue"])
    if isinstance(entry, str) and "=" in entry:
        name, _, value = entry.partition("=")
        return name, value
    return None


def _value_text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(scalar_text(item) for item in value)
    return json.dumps(value) if isinstance(value, dict) else scalar_text(value)


def _number(text: str) -> Scalar:
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def _truth(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.lower() == "true")
