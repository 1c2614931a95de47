"""Values of a template or configuration, as far as it decides them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from adapters.secrets import MARK
from adapters.tree import Scalar

NONE: frozenset[Any] = frozenset()
TOKEN = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Unknown:
    """What the template leaves open, and why. `expression` stands for it inside text, such as `${Size}`.

    `candidates` are all the values that it can become, where the template lists them.
    """

    reason: str
    kind: str
    expression: str
    candidates: tuple[Scalar, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An attribute of a resource of this stack; `Ref` is the attribute of that name."""

    address: str
    attribute: str

    @property
    def expression(self) -> str:
        suffix = "" if self.attribute == "Ref" else f".{self.attribute}"
        return f"${{{self.address}{suffix}}}"


@dataclass(frozen=True, slots=True)
class Mixed:
    """Text of which something is filled in at deployment, or that encodes something.

    `decoded` is what JSON text says, or what encoded text was before. Of text that `is_sealed`, the secrets are among
    what is open, and not in the parts that are written out.
    """

    parts: tuple[str | Unknown | Reference, ...]
    decoded: Value | None = None
    is_sealed: bool = False

    @property
    def text(self) -> str:
        """The text with a token such as `${Name}` for what is open."""
        return "".join(part if isinstance(part, str) else part.expression for part in self.parts)

    @property
    def is_known(self) -> bool:
        """Whether nothing in it is open."""
        return all(isinstance(part, str) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Part:
    """A resource that is folded into another one; of a `member`, the name is one of its own arguments."""

    address: str
    type: str
    member: bool = False


@dataclass(slots=True)
class Value:
    """A value, the lines it was written on, and what it was made from.

    `parameters` are the parameters that decided or could decide it, `references` the attributes of resources that
    it holds besides being a Reference itself (in text, or inside an unknown). `path` is the file that it stands in,
    None for the one of the resource it belongs to. What is `sensitive` is cut short wherever it is shown; what is
    `defaulted` was not written at all. `part` is the resource that it was written in, if folded into another.
    """

    data: Scalar | Unknown | Reference | Mixed | list[Value] | dict[str, Value]
    line: int
    end_line: int
    parameters: frozenset[str] = NONE
    references: frozenset[Reference] = NONE
    path: str | None = None
    sensitive: bool = False
    defaulted: bool = False
    part: Part | None = None

    @property
    def text(self) -> str | None:
        """This scalar as text, None where the template does not decide it completely."""
        if isinstance(self.data, Unknown | Reference | Mixed | list | dict):
            return None
        if isinstance(self.data, str) and "${" in self.data and TOKEN.search(self.data) is not None:
            return None
        return scalar_text(self.data)

    def is_text(self) -> bool:
        """Whether the template decides this scalar completely."""
        return self.text is not None

    def parts(self) -> Iterator[Value]:
        """This value and everything inside it."""
        yield self
        children: Iterable[Value] = ()
        if isinstance(self.data, list):
            children = self.data
        elif isinstance(self.data, dict):
            children = self.data.values()
        for child in children:
            yield from child.parts()

    def all_parameters(self) -> frozenset[str]:
        """The parameters of this value and of everything inside it."""
        return frozenset().union(*(part.parameters for part in self.parts()))

    def all_references(self) -> frozenset[Reference]:
        """The references that this value and everything inside it holds."""
        inside = (part.data for part in self.parts())
        own = frozenset(data for data in inside if isinstance(data, Reference))
        return own.union(*(part.references for part in self.parts()))


def scalar_text(data: Scalar) -> str:
    """Return a scalar as CloudFormation joins it into text."""
    if isinstance(data, bool):
        return "true" if data else "false"
    return "" if data is None else str(data)


def plain(value: Value) -> Any:
    """Return a value as the JSON that the normalized document holds."""
    data = value.data
    if isinstance(data, list):
        return [plain(item) for item in data]
    if isinstance(data, dict):
        return {key: plain(item) for key, item in data.items()}
    if isinstance(data, Reference):
        return {"$ref": data.address, "attribute": data.attribute}
    if isinstance(data, Unknown):
        return {"$unknown": data.reason, "kind": data.kind, "expression": data.expression}
    return data.text if isinstance(data, Mixed) else data


def is_open(content: Any) -> bool:
    """Whether JSON that `plain` gave stands for what is not decided, or for an attribute of a resource."""
    return isinstance(content, dict) and ("$unknown" in content or "$ref" in content)


def is_partly_open(content: Any) -> bool:
    """Whether something is filled into text, or was cut out of it: its form and its length cannot be told."""
    return isinstance(content, str) and ("${" in content or "{{resolve:" in content or MARK in content)


def concatenate(values: Iterable[Value], line: int, end_line: int) -> Value:
    """Return the text that values make one after another.

    A single value that is not text stays what it is; beside other text it becomes a token.
    """
    parts = list(values)
    parameters: frozenset[str] = frozenset().union(*(part.all_parameters() for part in parts))
    references: frozenset[Reference] = frozenset().union(*(part.all_references() for part in parts))
    values = [part for part in parts if part.data != ""]
    if len(values) == 1 and isinstance(values[0].data, Unknown | Reference):
        return Value(values[0].data, line, end_line, parameters, values[0].references)
    nested = next((value for value in values if isinstance(value.data, list | dict)), None)
    if nested is not None:
        unknown = Unknown("text is made from a value that is not text", "function", "${?}")
        return Value(unknown, line, end_line, parameters, references)
    text = "".join(_text(value) for value in values)
    return Value(text, line, end_line, parameters, references)


def _text(value: Value) -> str:
    if isinstance(value.data, Unknown | Reference):
        return value.data.expression
    assert not isinstance(value.data, list | dict | Mixed)
    return scalar_text(value.data)
