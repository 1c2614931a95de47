"""What Python code writes to tables of DynamoDB through boto3's resource, which takes no floats.

https://docs.aws.amazon.com/boto3/latest/reference/customizations/dynamodb.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from python_checks.source.bindings import Bindings

_WRITES = {
    "put_item": {"ExpressionAttributeValues", "Item"},
    "update_item": {"ExpressionAttributeValues", "Key"},
}


def floats(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of floats that a write certainly holds."""
    names = Bindings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            written = _WRITES.get(node.func.attr)
            if written and _is_table(node.func.value, names):
                for keyword in node.keywords:
                    if keyword.arg in written:
                        yield from _in(keyword.value, names)


def _is_table(node: ast.AST | None, names: Bindings) -> bool:
    """Whether it is `boto3.resource("dynamodb").Table(...)`, or what collects writes for one."""
    if isinstance(node, ast.Name):
        node = names.value(node)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr == "batch_writer":
        return _is_table(node.func.value, names)
    return node.func.attr == "Table" and _is_resource(node.func.value, names)


def _is_resource(node: ast.AST | None, names: Bindings) -> bool:
    if isinstance(node, ast.Name):
        node = names.value(node)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    named = [keyword.value for keyword in node.keywords if keyword.arg == "service_name"]
    service = [*node.args, *named][:1]
    return node.func.attr == "resource" and [getattr(one, "value", None) for one in service] == ["dynamodb"]


def _in(node: ast.AST | None, names: Bindings) -> Iterator[int]:
    """The lines of the floats in a value: of what is spread into it, or put into it later, nothing is certain."""
    if isinstance(node, ast.Name) and not _is_float(node, names):
        node = names.value(node) if names.is_fresh(node) else None
    if isinstance(node, ast.Dict):
        spread = max((i for i, key in enumerate(node.keys) if key is None), default=-1)
        for value in node.values[spread + 1 :]:
            yield from _in(value, names)
    elif isinstance(node, ast.List | ast.Set):
        for value in node.elts:
            yield from _in(value, names)
    elif isinstance(node, ast.expr) and _is_float(node, names):
        yield node.lineno


def _is_float(node: ast.AST | None, names: Bindings) -> bool:
    """Whether it is `0.5`, `float(...)`, `time.time()`, or a name for one of them."""
    if isinstance(node, ast.Name):
        node = names.value(node)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        node = node.operand
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if not isinstance(node, ast.Call):
        return False
    return names.is_builtin(node.func, "float") or _is_time(node.func, names)


def _is_time(node: ast.expr, names: Bindings) -> bool:
    if not isinstance(node, ast.Attribute) or node.attr != "time" or not isinstance(node.value, ast.Name):
        return False
    module = names.value(node.value)
    return isinstance(module, ast.alias) and module.name == "time"
