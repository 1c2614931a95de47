"""`AWS::Include` of a file that lies beside the template.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
"""

from __future__ import annotations

import os
from pathlib import Path

from adapters import files
from adapters.cloudformation import source
from adapters.errors import InputError
from adapters.tree import Node

_TRANSFORM = "Fn::Transform"
_MAX_DEPTH = 10


def resolve(node: Node, path: str, incomplete: list[dict[str, str]], depth: int = 0) -> Node:
    """Return a tree with the files that it includes in their places.

    What lies elsewhere is left as it is and noted in `incomplete`. Raises InputError for a file that is broken.
    """
    if isinstance(node.value, list):
        items = [resolve(item, path, incomplete, depth) for item in node.value]
        same = all(one is other for one, other in zip(items, node.value, strict=True))
        return node if same else Node(items, node.line, node.end_line)
    if not isinstance(node.value, dict):
        return node
    members = {key: resolve(child, path, incomplete, depth) for key, child in node.value.items()}
    if _TRANSFORM in members:
        included = _included(members[_TRANSFORM], path, incomplete, depth)
        if included is not None:
            rest = {key: child for key, child in members.items() if key != _TRANSFORM}
            return Node({**included, **rest}, node.line, node.end_line)
    same = all(members[key] is child for key, child in node.value.items())
    return node if same else Node(members, node.line, node.end_line)


def _included(
    transform: Node, path: str, incomplete: list[dict[str, str]], depth: int
) -> dict[str, Node] | None:
    """Return the members that an include brings in, None when they are out of sight."""
    content = transform.value if isinstance(transform.value, dict) else {}
    name, arguments = content.get("Name"), content.get("Parameters")
    location = arguments.value.get("Location") if arguments and isinstance(arguments.value, dict) else None
    if (
        name is None
        or name.value != "AWS::Include"
        or location is None
        or not isinstance(location.value, str)
    ):
        incomplete.append({"address": "", "reason": "a macro may change the template"})
        return None
    file = Path(os.path.normpath(Path(path).parent / location.value)).as_posix()
    if "://" in location.value or not files.is_file(file):
        incomplete.append(
            {"address": "", "reason": f"the included {location.value} is not beside the template"}
        )
        return None
    if depth >= _MAX_DEPTH:
        raise InputError(path, f"{location.value} includes itself", location.line)
    included = resolve(source.read(file), file, incomplete, depth + 1)
    members = included.value if isinstance(included.value, dict) else {}
    # The lines of another file would mislead: all of it stands where it is included.
    return {key: _placed(child, transform) for key, child in members.items()}


def _placed(node: Node, place: Node) -> Node:
    value = node.value
    if isinstance(value, dict):
        value = {key: _placed(child, place) for key, child in value.items()}
    elif isinstance(value, list):
        value = [_placed(item, place) for item in value]
    return Node(value, place.line, place.end_line)
