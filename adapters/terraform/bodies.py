"""The body of a block to values with lines: arguments, nested blocks, and those that `dynamic` makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adapters.terraform.evaluator import Scope
from adapters.terraform.functions.sets import TerraformSet
from adapters.terraform.located import located
from adapters.terraform.syntax import Block, Body
from adapters.terraform.terms import Partly, Rest, Term
from adapters.values import NONE, Unknown, Value

if TYPE_CHECKING:
    from adapters.terraform.module import Instance, Module


def body_value(
    body: Body, instance: Instance, skip: frozenset[str] = NONE, skip_blocks: frozenset[str] = NONE
) -> dict[str, Value]:
    """Return the arguments and blocks of an instance's body by name; blocks of one type are a list."""
    values: dict[str, Value] = {}
    for name, attribute in body.attributes.items():
        if name in skip:
            continue
        value = located(instance.argument(name), attribute.expression, attribute.path)
        value.line = attribute.line
        values[name] = value
    _add_blocks(values, body.blocks, instance.module, instance.scope, skip_blocks)
    return {name: value for name, value in values.items() if value.data is not None}


def block_value(block: Block, module: Module, scope: Scope) -> Value:
    """Return a nested block as an object."""
    members: dict[str, Value] = {}
    for name, attribute in block.body.attributes.items():
        term = module.evaluate(attribute, scope)
        value = located(term, attribute.expression, attribute.path)
        value.line = attribute.line
        if value.data is not None:
            members[name] = value
    _add_blocks(members, block.body.blocks, module, scope, NONE)
    return Value(members, block.line, block.end_line, path=block.path)


def _add_blocks(
    values: dict[str, Value], blocks: Iterable[Block], module: Module, scope: Scope, skip: frozenset[str]
) -> None:
    found: dict[str, list[Value]] = {}
    for block in blocks:
        if block.type == "dynamic" and block.labels:
            found.setdefault(block.labels[0], []).extend(_dynamic(block, module, scope))
        elif block.type not in skip:
            found.setdefault(block.type, []).append(block_value(block, module, scope))
    for name, made in found.items():
        before = values.get(name)
        if not made or (before is not None and not isinstance(before.data, list)):
            continue
        items = [*(before.data if before is not None and isinstance(before.data, list) else []), *made]
        if all(isinstance(item.data, Unknown) for item in items):
            values[name] = items[-1]  # the number of blocks is open
            continue
        first, last = items[0], items[-1]
        values[name] = Value(items, first.line, max(first.line, last.end_line), path=first.path)


def _dynamic(block: Block, module: Module, scope: Scope) -> list[Value]:
    """The blocks that a `dynamic` block makes; one that is unknown for those of which the number is."""
    content = next(block.body.of("content"), None)
    attribute = block.body.attributes.get("for_each")
    if content is None or attribute is None:
        return []
    iterator = block.body.attributes.get("iterator")
    name = getattr(iterator.expression, "name", block.labels[0]) if iterator else block.labels[0]
    collection = module.evaluate(attribute, scope)
    data: Any = collection.data
    if isinstance(data, TerraformSet):
        pairs: list[tuple[Term, Term]] = [(item, item) for item in data]
    elif isinstance(data, list):
        pairs = [(Term(i), item) for i, item in enumerate(data)]
    elif isinstance(data, dict):
        pairs = [(Term(key), data[key]) for key in sorted(data)]
    elif isinstance(data, Partly):
        pairs = [(item, item) for item in data.items]
    elif data is None:
        pairs = []
    else:
        return [_open_block(block, content, name, collection, module, scope)]
    return [
        _open_block(block, content, name, collection, module, scope)
        if isinstance(value.data, Rest)
        else replace(
            block_value(
                content, module, scope.having(**{name: Term({"key": key, "value": value.marked(collection)})})
            ),
            line=block.line,
        )
        for key, value in pairs
    ]


def _open_block(
    block: Block, content: Block, name: str, collection: Term, module: Module, scope: Scope
) -> Value:
    """It is not known how many blocks there are; what they refer to is."""
    element = Term(Unknown("the element of an open collection", "function", f"${{{name}.value}}"))
    one = block_value(content, module, scope.having(**{name: Term({"key": element, "value": element})}))
    data: Any = collection.data
    reason = getattr(data, "reason", "it is not known what the blocks are made for")
    kind = getattr(data, "kind", "function")
    return Value(
        Unknown(reason, kind, f"${{{name}}}"),
        block.line,
        block.end_line,
        collection.parameters | one.all_parameters(),
        collection.references | one.all_references(),
        block.path,
    )


def terms_of(value: Value) -> Term:
    """Return a value without its lines."""
    data: Any = value.data
    if isinstance(data, list):
        data = [terms_of(item) for item in data]
    elif isinstance(data, dict):
        data = {key: terms_of(item) for key, item in data.items()}
    return Term(data, value.parameters, value.references, value.sensitive)
