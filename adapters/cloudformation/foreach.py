"""Unrolls `Fn::ForEach` of the language extensions.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
"""

from __future__ import annotations

import re
from collections.abc import Callable

from adapters.errors import InputError
from adapters.tree import Node

VARIABLE = re.compile(r"[$&]\{([^{}]*)\}")
_PREFIX = "Fn::ForEach::"
_MAX_COPIES = 5000

Collection = Callable[[Node], "list[str] | None"]


def unroll(
    section: Node | None, collection: Collection, path: str, incomplete: list[dict[str, str]]
) -> dict[str, Node]:
    """Return the members of a section with its loops unrolled.

    A loop over a list that the template does not decide is left out and noted in `incomplete`. Raises InputError for a
    section that is no mapping and for a loop of the wrong shape or with too many rounds.
    """
    if section is None or section.value is None:
        return {}
    if not isinstance(section.value, dict):
        raise InputError(path, "a section of a template has to be a mapping", section.line)
    return _Unroller(collection, path, incomplete).members(section.value)


class _Unroller:
    def __init__(self, collection: Collection, path: str, incomplete: list[dict[str, str]]) -> None:
        self._collection = collection
        self._path = path
        self._incomplete = incomplete
        self._copies = 0

    def members(self, members: dict[str, Node]) -> dict[str, Node]:
        unrolled: dict[str, Node] = {}
        for key, node in members.items():
            additions = self._loop(key, node) if key.startswith(_PREFIX) else {key: self.node(node)}
            for name, addition in additions.items():
                if name in unrolled:
                    raise InputError(self._path, f"Fn::ForEach makes {name} twice", node.line)
                unrolled[name] = addition
        return unrolled

    def node(self, node: Node) -> Node:
        """Return a node with the loops inside it unrolled; itself when there is none."""
        if isinstance(node.value, dict):
            children = self.members(node.value)
            same = children.keys() == node.value.keys() and all(
                children[key] is node.value[key] for key in children
            )
            return node if same else Node(children, node.line, node.end_line)
        if isinstance(node.value, list):
            items = [self.node(item) for item in node.value]
            same = all(one is other for one, other in zip(items, node.value, strict=True))
            return node if same else Node(items, node.line, node.end_line)
        return node

    def _loop(self, key: str, node: Node) -> dict[str, Node]:
        if not isinstance(node.value, list) or len(node.value) != 3:
            raise InputError(self._path, "Fn::ForEach needs a name, a list and a mapping", node.line)
        identifier, collection, body = node.value
        if not isinstance(identifier.value, str) or not isinstance(body.value, dict):
            raise InputError(self._path, "Fn::ForEach needs a name, a list and a mapping", node.line)
        values = self._collection(collection)
        if values is None:
            reason = f"the list of {key} is not decided"
            self._incomplete.append({"address": key.removeprefix(_PREFIX), "reason": reason})
            return {}
        unrolled: dict[str, Node] = {}
        for value in values:
            self._copies += 1
            if self._copies > _MAX_COPIES:
                raise InputError(self._path, f"Fn::ForEach makes more than {_MAX_COPIES} copies", node.line)
            copy = {_filled(name, identifier.value, value): _replaced(child, identifier.value, value)
                    for name, child in body.value.items()}  # fmt: skip
            unrolled |= self.members(copy)
        return unrolled


def _replaced(node: Node, identifier: str, value: str) -> Node:
    """Return a copy of a node in which the loop's variable has its value."""
    content = node.value
    if isinstance(content, list):
        return Node([_replaced(item, identifier, value) for item in content], node.line, node.end_line)
    if isinstance(content, dict):
        if len(content) == 1 and "Ref" in content and content["Ref"].value == identifier:
            return Node(value, node.line, node.end_line)
        members = {
            _filled(key, identifier, value): _replaced(child, identifier, value)
            for key, child in content.items()
        }
        return Node(members, node.line, node.end_line)
    if isinstance(content, str):
        return Node(_filled(content, identifier, value), node.line, node.end_line)
    return node


def _filled(text: str, identifier: str, value: str) -> str:
    """Put a value for `${Identifier}`; `&{Identifier}` leaves out what is not alphanumeric."""
    if "{" not in text:
        return text
    alphanumeric = re.sub(r"[^A-Za-z0-9]", "", value)
    return text.replace(f"${{{identifier}}}", value).replace(f"&{{{identifier}}}", alphanumeric)
