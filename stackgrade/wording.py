"""Puts the words of the user's own format in the place of CloudFormation's, in which rules speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from adapters import paths
from adapters.model import Data, Part, Resource

_QUOTED = re.compile(r"`([A-Z][\w.\[\]]*)`")
# What a rule on a whole stack is about: the section, and what is said of one of its members.
_OF_STACK = re.compile(
    r"^(?:Resources\.|(?:Locals|Parameters|Outputs|Terraform)(?=\.))|(?<=\.)(?:Default|Description|NoEcho|Type|Value)$"
)
_TERRAFORMS = {
    "Resources.": "",
    "Locals": "local",
    "Parameters": "variable",
    "Outputs": "output",
    "Terraform": "terraform",
    "Default": "default",
    "Description": "description",
    "NoEcho": "sensitive",
    "Type": "type",
    "Value": "value",
}


def part_of(resource: Resource | None, path: str | None) -> tuple[Part, str] | None:
    """Return the resource that an attribute was written in, where it is folded into another one, and its path there."""
    attributes = resource["attributes"] if resource is not None else {}
    found = [one for one in upwards(path or "") if "part" in attributes.get(one, {})]
    if not found:
        return None
    outermost = found[-1]
    part = attributes[outermost]["part"]
    inside = (path or "")[len(outermost) :]
    return part, f"{outermost.rpartition('.')[2]}{inside}" if part["member"] else inside.lstrip(".")


def message(data: Data, resource: Resource | None, path: str | None, text: str | None) -> str | None:
    """Return a rule's message on an attribute, with the names in backquotes as the user writes them."""
    words = _words(data, resource)
    if (part := part_of(resource, path)) is not None:
        words = {**words, **_of_type(data, part[0]["source_type"])}
    if text is None or not words:
        return text
    return _QUOTED.sub(lambda match: f"`{_found(words, match[1]) or match[1]}`", text)


def attribute(data: Data, resource: Resource | None, path: str | None) -> str | None:
    """Return the path of an attribute as the user writes it: `ingress.cidr_blocks`, `variable.password.default`."""
    if resource is None and path is not None and data["format"].startswith(("terraform", "cdktf")):
        return _OF_STACK.sub(lambda match: _TERRAFORMS[match[0]], path)
    if path is not None and (found := part_of(resource, path)) is not None:
        part, inside = found
        words = _of_type(data, part["source_type"])
        word = _attribute(words, inside) if inside and words else ""
        return f"{part['address']}.{word}" if word else part["address"]
    words = _words(data, resource)
    return path if path is None or not words else _attribute(words, path)


def _attribute(words: Mapping[str, str], path: str) -> str:
    pattern = paths.pattern(path)
    # What is deeper than the words go, such as a statement of a policy, belongs to the nearest of them.
    nearest = next((words[one] for one in upwards(pattern) if one in words), None)
    return _found(words, pattern) or nearest or path


def _words(data: Data, resource: Resource | None) -> Mapping[str, str]:
    return _of_type(data, resource["source_type"]) if resource is not None else {}


def _of_type(data: Data, source_type: str) -> Mapping[str, str]:
    return data.get("names", {}).get(source_type, {})


def _found(words: Mapping[str, str], name: str) -> str | None:
    """The word for a property: by its path, or by its last name where only one path ends in it."""
    if name in words:
        return words[name]
    ending = {word for path, word in words.items() if path.endswith((f".{name}", f".{name}[]"))}
    return next(iter(ending)) if len(ending) == 1 else None


def upwards(path: str) -> Iterator[str]:
    """Yield a path and those around it: `A.B[0].C`, `A.B[0]`, `A.B`, `A`."""
    while path:
        yield path
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
