"""From terms to values with lines: where a literal stands in the source, each part has a line of its own."""

from __future__ import annotations

from typing import Any

from adapters.terraform.functions.sets import TerraformSet
from adapters.terraform.syntax import Expression, Literal, Object, Tuple
from adapters.terraform.terms import Partly, Term
from adapters.values import Mixed, Reference, Unknown, Value


def located(term: Term, expression: Expression, path: str | None) -> Value:
    """Return the value of a term that an expression of a file gave."""
    line, end_line = expression.line, expression.end_line
    data: Any = term.data
    if isinstance(data, dict) and isinstance(expression, Object):
        written = {key.value: value for key, value in expression.items if isinstance(key, Literal)}
        members = {
            str(key): located(item, written[key], path)
            if key in written
            else placed(item, line, end_line, path)
            for key, item in data.items()
        }
        keys = {key.value: key.line for key, _ in expression.items if isinstance(key, Literal)}
        for key, member in members.items():
            member.line = keys.get(key, member.line)
        return _value(term, members, line, end_line, path)
    if isinstance(data, list) and isinstance(expression, Tuple) and len(data) == len(expression.items):
        items = [located(item, source, path) for item, source in zip(data, expression.items, strict=True)]
        return _value(term, items, line, end_line, path)
    return placed(term, line, end_line, path)


def placed(term: Term, line: int, end_line: int, path: str | None) -> Value:
    """Return the value of a term, all of it in the same lines."""
    data: Any = term.data
    if isinstance(data, dict):
        content: Any = {str(key): placed(item, line, end_line, path) for key, item in data.items()}
    elif isinstance(data, list | TerraformSet):
        content = [placed(item, line, end_line, path) for item in data]
    elif isinstance(data, Partly):
        content = [placed(item, line, end_line, path) for item in data.items]
    elif isinstance(data, Unknown) and data.expression.startswith("{{resolve:"):
        content = data.expression  # as CloudFormation writes what is looked up at deployment
    elif data is None or isinstance(data, bool | int | float | str | Mixed | Unknown | Reference):
        content = data
    elif hasattr(data, "members"):  # a whole module
        content = {name: placed(item, line, end_line, path) for name, item in data.members().items()}
    else:  # a whole resource
        content = data.as_data()
    return _value(term, content, line, end_line, path)


def _value(term: Term, content: Any, line: int, end_line: int, path: str | None) -> Value:
    is_sealed = isinstance(content, Mixed) and content.is_sealed
    sensitive = term.sensitive and not is_sealed
    return Value(content, line, end_line, term.parameters, term.references, path, sensitive)
