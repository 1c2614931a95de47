"""Unrolls `Fn::ForEach` of the language extensions.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
"""

from __future__ import annotations

import re
from collections.abc import Callable

from adapters.cloudformation.wrong import Wrong, shapeless
from adapters.errors import InputError
from adapters.tree import Node

VARIABLE = re.compile(r"[$&]\{([^{}]*)\}")
LOOP = "Fn::ForEach::"
_MAX_COPIES = 5000

Collection = Callable[[Node], "list[str] | None"]


def unroll(
    root: Node, name: str, collection: Collection, incomplete: list[dict[str, str]], faults: list[Wrong]
) -> dict[str, Node]:
    """Return the members of a section with its loops unrolled; none where the section is no mapping.

    A loop over a list that the template does not decide is left out and noted in `incomplete`; so is one of the wrong
    shape or with too many rounds, which is in `faults` as well.
    """
    section = root.value.get(name) if isinstance(root.value, dict) else None
    if section is None or not isinstance(section.value, dict):
        return {}
    return _Unroller(name, collection, incomplete, faults).members(section.value)


class _Unroller:
    def __init__(
        self, section: str, collection: Collection, incomplete: list[dict[str, str]], faults: list[Wrong]
    ) -> None:
        self._section = section
        self._collection = collection
        self._incomplete = incomplete
        self._faults = faults
        self._copies = 0

    def members(self, members: dict[str, Node]) -> dict[str, Node]:
        unrolled: dict[str, Node] = {}
        for key, node in members.items():
            additions = self._rounds(key, node) if key.startswith(LOOP) else {key: self.node(node)}
            for name, addition in additions.items():
                if name in unrolled:
                    self._refuse(key, node, f"Fn::ForEach makes {name} twice")
                unrolled.setdefault(name, addition)
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

    def _rounds(self, key: str, node: Node) -> dict[str, Node]:
        """What a loop makes; nothing, and a note of why, where that cannot be told."""
        try:
            made = self._loop(node)
            reason = f"the list of {key} is not decided"
        except InputError as error:
            self._refuse(key, node, error.message)
            made, reason = None, error.message
        if made is None:
            self._incomplete.append({"address": key.removeprefix(LOOP), "reason": reason})
        return made or {}

    def _refuse(self, key: str, node: Node, message: str) -> None:
        self._faults.append(shapeless(f"{self._section}.{key}", node, message))

    def _loop(self, node: Node) -> dict[str, Node] | None:
        if not isinstance(node.value, list) or len(node.value) != 3:
            raise InputError("", "Fn::ForEach needs a name, a list and a mapping")
        identifier, collection, body = node.value
        if not isinstance(identifier.value, str) or not isinstance(body.value, dict):
            raise InputError("", "Fn::ForEach needs a name, a list and a mapping")
        values = self._collection(collection)
        if values is None:
            return None
        unrolled: dict[str, Node] = {}
        for value in values:
            self._copies += 1
            if self._copies > _MAX_COPIES:
                raise InputError("", f"Fn::ForEach makes more than {_MAX_COPIES} copies")
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
