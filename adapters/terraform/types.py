"""Type constraints of variables, and what a value becomes under one.

https://developer.hashicorp.com/terraform/language/expressions/type-constraints
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from adapters.terraform.functions.conversion import as_bool, as_number, as_text
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.kinds import as_list_of, as_map_of, as_set_of, set_from
from adapters.terraform.functions.sets import TerraformList, TerraformMap
from adapters.terraform.syntax import Call, Expression, Literal, Name, Object, Tuple
from adapters.terraform.terms import Partly, Term, plain

_SCALARS = {"string": as_text, "number": as_number, "bool": as_bool}
_COLLECTIONS: Mapping[str, Callable[[Any], Any]] = {"list": as_list_of, "set": as_set_of, "map": as_map_of}


def converted(term: Term, constraint: Expression) -> Term:
    """Return a value as a type wants it; what is open, or does not fit, stays as it is."""
    data: Any = term.data
    if isinstance(constraint, Literal) and isinstance(constraint.value, str):  # `type = "string"`
        constraint = Name(constraint.value, constraint.line, constraint.end_line)
    if isinstance(data, Partly) and isinstance(constraint, Call) and constraint.function in ("list", "set"):
        inner = next(iter(constraint.arguments), Name("any", 0, 0))
        return replace(term, data=replace(data, items=tuple(converted(item, inner) for item in data.items)))
    if term.is_open or data is None:
        return term
    if isinstance(constraint, Name):
        return (
            _collection(term, constraint.name)
            if constraint.name in _COLLECTIONS
            else _scalar(term, constraint.name)
        )
    if not isinstance(constraint, Call) or not constraint.arguments:
        return term
    inner = constraint.arguments[0]
    if isinstance(inner, Name) and inner.name == "any":
        return _collection(term, constraint.function)
    if constraint.function == "object" and isinstance(inner, Object):
        return _object(term, inner)
    if constraint.function == "tuple" and isinstance(inner, Tuple) and isinstance(data, list):
        pairs = zip(data, inner.items, strict=False)
        return replace(term, data=[converted(item, wanted) for item, wanted in pairs])
    if constraint.function == "map" and isinstance(data, dict):
        return replace(term, data=TerraformMap({key: converted(item, inner) for key, item in data.items()}))
    if constraint.function in ("list", "set") and isinstance(data, list):
        items = [converted(item, inner) for item in data]
        return replace(term, data=set_from(items) if constraint.function == "set" else TerraformList(items))
    return term


def _collection(term: Term, wanted: str) -> Term:
    """A collection whose elements have the type that they can all have."""
    if wanted not in _COLLECTIONS:
        return term
    try:
        return replace(term, data=_COLLECTIONS[wanted](term.data))
    except FunctionError:
        return term


def _scalar(term: Term, wanted: str) -> Term:
    convert = _SCALARS.get(wanted)
    if convert is None or isinstance(term.data, list | dict):
        return term
    try:
        return replace(term, data=convert(plain(term)))
    except (FunctionError, TypeError):
        return term


def _object(term: Term, wanted: Object) -> Term:
    """The attributes that the type names: optional ones that are missing have their default, or null."""
    data: Any = term.data
    if not isinstance(data, dict):
        return term
    members: dict[str, Term] = {}
    for key, constraint in wanted.items:
        name = str(key.value) if isinstance(key, Literal) else ""
        inner, default = constraint, Term(None)
        if isinstance(constraint, Call) and constraint.function == "optional" and constraint.arguments:
            inner = constraint.arguments[0]
            if len(constraint.arguments) > 1:
                default = _constant(constraint.arguments[1])
        value = data.get(name)
        if value is None or value.is_null:
            value = default.marked(term)
        members[name] = converted(value, inner)
    return replace(term, data=members)


def _constant(expression: Expression) -> Term:
    """A default, which is made of literals and calls without names."""
    from adapters.terraform.evaluator import EvaluationError, Scope, evaluate

    try:
        return evaluate(expression, Scope(_Nowhere()))
    except EvaluationError:
        return Term(None)


class _Nowhere:
    """The root of an expression that refers to nothing."""

    path = ""

    def namespace(self, name: str) -> Any:
        from adapters.terraform.evaluator import EvaluationError

        raise EvaluationError(f"{name} has no place in a type", 0)

    def call(self, call: Call, scope: Any) -> Term:
        from adapters.terraform.evaluator import EvaluationError

        raise EvaluationError(f"{call.function} has no place in a type", call.line)

    def ask(self, variable: str, constant: str) -> bool:
        return False


def kind_of(constraint: Expression | None) -> str:
    """A type in short: `string`, `list(string)`, `object`; `any` when none is written."""
    if isinstance(constraint, Name):
        return constraint.name
    if isinstance(constraint, Literal):
        return str(constraint.value)
    if isinstance(constraint, Call):
        inner = constraint.arguments[0] if constraint.arguments else None
        if isinstance(inner, Name | Call) and constraint.function not in ("object", "tuple"):
            return f"{constraint.function}({kind_of(inner)})"
        return constraint.function
    return "any"
