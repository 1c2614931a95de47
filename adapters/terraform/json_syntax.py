"""Terraform's JSON syntax to a body.

https://developer.hashicorp.com/terraform/language/syntax/json
"""

from __future__ import annotations

from collections.abc import Iterator

from adapters.errors import InputError
from adapters.json_source import parse_json
from adapters.terraform.expressions import parse_expression, parse_template
from adapters.terraform.syntax import Attribute, Block, Body, Expression, Literal, Object, Tuple, walk
from adapters.tree import Node

# How many labels a block of the top level has.
_LABELS = {
    "resource": 2, "data": 2, "ephemeral": 2, "module": 1, "variable": 1, "output": 1, "provider": 1, "check": 1,
    "locals": 0, "terraform": 0, "moved": 0, "import": 0, "removed": 0,
}  # fmt: skip
# Nested blocks that mean something to Terraform itself, by the block that they stand in, and how many labels they have.
_OF_RESOURCES = {"lifecycle": 0, "dynamic": 1, "provisioner": 1, "connection": 0}
_NESTED: dict[str, dict[str, int]] = {
    "resource": _OF_RESOURCES,
    "data": _OF_RESOURCES,
    "ephemeral": _OF_RESOURCES,
    "variable": {"validation": 0},
    "output": {"precondition": 0},
    "terraform": {"backend": 1, "cloud": 0, "required_providers": 0, "provider_meta": 1},
    "lifecycle": {"precondition": 0, "postcondition": 0},
    "provisioner": {"connection": 0},
    "provider": {"dynamic": 1},
    "dynamic": {"content": 0},
    "content": {"dynamic": 1},
    "check": {"assert": 0},
}
# Arguments that are not templates but references, types, or plain values.
_BARE = frozenset({"depends_on", "provider", "providers", "replace_triggered_by", "ignore_changes", "type"})
_COMMENT = "//"


def parse_json_syntax(path: str, text: str) -> Body:
    """Return the body of a file in JSON syntax; raises InputError with line and column."""
    root = parse_json(path, text, repeats=True)
    body = Body(is_json=True)
    for part in _each(root):
        if not isinstance(part.value, dict):
            raise InputError(path, "a configuration is an object, or a list of objects", part.line)
        for name, node in part.value.items():
            if name == _COMMENT:
                body.attributes[name] = Attribute(
                    name, plain_expression(node), path, node.line, node.end_line
                )
                continue
            if name not in _LABELS:
                raise InputError(path, f'there are no blocks of the type "{name}"', node.line)
            body.blocks += _blocks(path, name, node, _LABELS[name])
    return body


def parse_json_values(path: str, text: str) -> Body:
    """Return the attributes of a variables file (`.tfvars.json`); raises InputError."""
    root = parse_json(path, text)
    if not isinstance(root.value, dict):
        raise InputError(path, "a file of variables is an object", root.line)
    attributes = {
        name: Attribute(name, plain_expression(node), path, node.line, node.end_line)
        for name, node in root.value.items()
    }
    return Body(attributes, is_json=True)


def plain_expression(node: Node) -> Expression:
    """Return a JSON value as a literal expression, in which nothing is filled in."""
    if isinstance(node.value, list):
        return Tuple([plain_expression(item) for item in node.value], node.line, node.end_line)
    if isinstance(node.value, dict):
        items: list[tuple[Expression, Expression]] = [
            (Literal(key, child.line, child.line), plain_expression(child))
            for key, child in node.value.items()
        ]
        return Object(items, node.line, node.end_line)
    return Literal(node.value, node.line, node.end_line)


def _blocks(path: str, type: str, node: Node, labels: int) -> Iterator[Block]:
    for names, body in _labelled(path, type, node, labels):
        if body.value is None:
            continue
        if not isinstance(body.value, dict):
            raise InputError(path, f"the block {type} has to be an object", body.line)
        yield Block(type, names, _body(path, type, body.value), path, body.line, body.end_line)


def _labelled(path: str, type: str, node: Node, labels: int) -> Iterator[tuple[list[str], Node]]:
    for part in _each(node):
        if labels == 0:
            yield [], part
            continue
        if not isinstance(part.value, dict):
            raise InputError(path, f"{type} needs a name, and an object below it", part.line)
        for name, child in part.value.items():
            if name != _COMMENT:
                for rest, body in _labelled(path, type, child, labels - 1):
                    yield [name, *rest], body


def _body(path: str, type: str, members: dict[str, Node]) -> Body:
    body, nested = Body(is_json=True), _NESTED.get(type, {})
    for name, node in members.items():
        if name == _COMMENT:
            if type in ("resource", "data", "module"):
                body.attributes[name] = Attribute(
                    name, plain_expression(node), path, node.line, node.end_line
                )
            continue
        if name in nested:
            body.blocks += _blocks(path, name, node, nested[name])
            continue
        expression = _argument(path, type, name, node)
        body.attributes[name] = Attribute(name, expression, path, node.line, node.end_line)
    return body


def _argument(path: str, type: str, name: str, node: Node) -> Expression:
    if type == "variable" and name == "type" and isinstance(node.value, str):
        return parse_expression(path, node.value, node.line)
    if type == "variable" or type in ("backend", "required_providers"):
        return plain_expression(node)
    if name in _BARE and type in ("resource", "data", "module", "lifecycle", "output"):
        return _reference(path, node) if name != "type" else _expression(path, node)
    return _expression(path, node)


def _reference(path: str, node: Node) -> Expression:
    """`aws_vpc.main`, which stands in quotes without being text; also a list or object of them."""
    if isinstance(node.value, str):
        return parse_expression(path, node.value, node.line)
    if isinstance(node.value, list):
        return Tuple([_reference(path, item) for item in node.value], node.line, node.end_line)
    if isinstance(node.value, dict):
        items: list[tuple[Expression, Expression]] = [
            (Literal(key, child.line, child.line), _reference(path, child))
            for key, child in node.value.items()
        ]
        return Object(items, node.line, node.end_line)
    return Literal(node.value, node.line, node.end_line)


def _expression(path: str, node: Node) -> Expression:
    value = node.value
    if isinstance(value, str):
        return _template(path, value, node.line)
    if isinstance(value, list):
        return Tuple([_expression(path, item) for item in value], node.line, node.end_line)
    if isinstance(value, dict):
        items = [(_template(path, key, child.line), _expression(path, child)) for key, child in value.items()]
        return Object(items, node.line, node.end_line)
    return Literal(value, node.line, node.end_line)


def _template(path: str, text: str, line: int) -> Expression:
    try:
        expression = parse_template(path, text, line)
    except InputError as error:
        raise InputError(path, error.message, line) from None
    for part in walk(expression):
        part.line = part.end_line = line  # a line break in the text is none in the file
    return expression


def _each(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]
