"""From a resource's values to its properties and what is known of each attribute."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.model import Attribute, Edge, OpenAttribute
from adapters.secrets import Redactor, cut, name_for
from adapters.tree import Scalar
from adapters.values import Mixed, Reference, Unknown, Value, is_open, plain

_INTEGER = re.compile(r"[+-]?\d{1,18}")
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,18})?")
_USER_DATA = frozenset({"UserData", "user_data", "user_data_base64"})
_TAG_MEMBERS = frozenset(
    {"Tags", "FileSystemTags", "HostedZoneTags", "UserPoolTags", "AccessPointTags", "HealthCheckTags"}
)


@dataclass
class Flat:
    """The attributes of one subject, by path.

    `types` gives the scalar type of a path pattern where it has one; `path` is the file of the subject, which is not
    repeated in its attributes.
    """

    address: str
    redactor: Redactor
    types: Mapping[str, str] = field(default_factory=dict)
    path: str | None = None
    attributes: dict[str, Attribute] = field(default_factory=dict)
    unknowns: list[OpenAttribute] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def add(self, path: str, value: Value, pattern: str | None = None, name: str | None = None) -> Any:
        """Note an attribute and everything below it; return its JSON.

        `pattern` is the path with `[]` for indices; `name` is what the value is called, which tells secrets.
        """
        pattern = path if pattern is None else pattern
        name = path.rpartition(".")[2] if name is None else name
        state = "default" if value.defaulted else "written"
        record = self.attributes[path] = Attribute(line=value.line, end_line=value.end_line, state=state)
        if value.path is not None and value.path != self.path:
            record["path"] = value.path
        if value.part is not None:
            record["part"] = {
                "address": value.part.address,
                "source_type": value.part.type,
                "member": value.part.member,
            }
        if value.parameters:
            record["parameters"] = sorted(value.parameters)
        for reference in sorted(value.references, key=lambda one: (one.address, one.attribute)):
            self._edge(path, reference)
        data = value.data
        if isinstance(data, list):
            return [self.add(f"{path}[{i}]", item, f"{pattern}[]", name) for i, item in enumerate(data)]
        if isinstance(data, dict):
            return {
                key: self.add(f"{path}.{key}", item, f"{pattern}.{key}", name_for(key, data, _data))
                for key, item in data.items()
            }
        return self._scalar(path, pattern, name, value, record)

    def _scalar(self, path: str, pattern: str, name: str | None, value: Value, record: Attribute) -> Any:
        data, wanted = value.data, self.types.get(pattern)
        if isinstance(data, Mixed):
            data = data.text
        if (
            value.sensitive
            and isinstance(data, str)
            and data
            and "${" not in data
            and "{{resolve:" not in data
        ):
            self.redactor.found.add(data)
            return cut(data)
        if isinstance(data, Reference):
            self._edge(path, data)
            if wanted is None:
                record["state"] = "reference"
                return plain(value)
            data = Unknown(f"{data.address} decides it at deployment", "attribute", data.expression)
        elif isinstance(data, str):
            if wanted is not None:
                data = _typed(data, wanted)
            if isinstance(data, str):
                if "{{resolve:" in data:
                    self._open(path, pattern, record, "it is looked up at deployment", "dynamic")
                return self._text(name or "", data)
        if isinstance(data, Unknown):
            candidates = [
                self.redactor.redact(name or "", candidate) if isinstance(candidate, str) else candidate
                for candidate in data.candidates
            ]
            self._open(path, pattern, record, data.reason, data.kind, candidates)
            return {"$unknown": data.reason, "kind": data.kind, "expression": data.expression}
        return data

    def _text(self, name: str, text: str) -> str:
        """The text without its secrets; user data in Base64 that holds some as what it says."""
        if name not in _USER_DATA:
            return self.redactor.redact(name, text)
        said = _decoded(text)
        shown = self.redactor.redact_script(self.redactor.redact(name, said))
        if said == text:
            return shown
        if shown == said:
            return text  # whether it is encoded, and how often, matters
        self.redactor.found.add(text)
        return shown

    def _open(
        self,
        path: str,
        pattern: str,
        record: Attribute,
        reason: str,
        kind: str,
        candidates: Sequence[Scalar] = (),
    ) -> None:
        record["state"], record["reason"] = "unknown", reason
        unknown: OpenAttribute = {"attribute": path, "pattern": pattern, "reason": reason, "kind": kind}
        if candidates:
            unknown["candidates"] = [*candidates]
        self.unknowns.append(unknown)

    def _edge(self, path: str, reference: Reference) -> None:
        self.edges.append(
            {
                "source": self.address,
                "attribute": path,
                "target": reference.address,
                "target_attribute": reference.attribute,
            }
        )


def tags(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tags among a resource's properties by key, whichever shape the type gives them."""
    found: dict[str, Any] = {}
    for member, content in properties.items():
        if member not in _TAG_MEMBERS:
            continue
        if isinstance(content, list):
            pairs = [tag for tag in content if isinstance(tag, dict) and isinstance(tag.get("Key"), str)]
            found |= {tag["Key"]: tag.get("Value") for tag in pairs}
        elif isinstance(content, dict) and not is_open(content):
            found |= content
    return found


def _data(value: Value) -> Any:
    return value.data


def _decoded(text: str) -> str:
    """Return what Base64 says, and any other text as it is."""
    try:
        said = base64.b64decode(text.replace("\n", ""), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return text
    return said if all(character.isprintable() or character in "\t\r\n" for character in said) else text


def _typed(text: str, wanted: str) -> Any:
    """Return text as the boolean or number that CloudFormation makes of it; Unknown where a token is in the way."""
    if "${" in text or "{{resolve:" in text:
        return Unknown("it is put together at deployment", "function", text)
    if wanted == "boolean" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if wanted == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if wanted == "number" and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
