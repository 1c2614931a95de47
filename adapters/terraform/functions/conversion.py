"""Conversions between types, which Terraform does wherever an argument wants another one.

https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.sets import TerraformSet

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_MAX_DIGITS = 400


def as_text(value: Any) -> str:
    """Return a scalar as text; raises FunctionError."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    raise FunctionError(f"{_kind(value)} is given where text is wanted")


def number_text(value: float) -> str:
    """Return a number as Terraform writes it: without an exponent."""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**_MAX_DIGITS else "0"
    if value.is_integer() and abs(value) < 1e300:
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def as_number(value: Any) -> Any:
    """Return a number, an integer where it is one; raises FunctionError."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return whole(value)
    if isinstance(value, str) and len(value) <= _MAX_DIGITS and _NUMBER.fullmatch(value):
        try:
            return int(value)
        except ValueError:
            return whole(float(value))
    shown = f'"{value[:40]}"' if isinstance(value, str) else _kind(value)
    raise FunctionError(f"{shown} is given where a number is wanted")


def as_integer(value: Any) -> int:
    """Return a whole number; raises FunctionError."""
    number = as_number(value)
    if isinstance(number, int):
        return number
    raise FunctionError(f"{number_text(number)} is given where a whole number is wanted")


def whole(number: float) -> float:
    """Return an integer where a number is one."""
    return (
        int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 1e300 else number
    )


def as_bool(value: Any) -> bool:
    """Return a boolean; raises FunctionError."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise FunctionError(f"{_kind(value)} is given where true or false is wanted")


def as_list(value: Any) -> list[Any]:
    """Return a list, a tuple or a set as a list; raises FunctionError."""
    if isinstance(value, list):
        return list(value)
    raise FunctionError(f"{_kind(value)} is given where a list is wanted")


def as_texts(value: Any) -> list[str]:
    """Return a list of text; raises FunctionError."""
    return [as_text(item) for item in as_list(value)]


def as_mapping(value: Any) -> Mapping[str, Any]:
    """Return a map or object; raises FunctionError."""
    if isinstance(value, Mapping):
        return value
    raise FunctionError(f"{_kind(value)} is given where a map is wanted")


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    kinds = {
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "text",
        TerraformSet: "a set",
        list: "a list",
    }
    return kinds.get(type(value), "a map")


def unified(items: list[Any]) -> list[Any]:
    """Return scalars in one type: where one is text, all are."""
    scalars = [item for item in items if item is not None]
    if any(isinstance(item, str) for item in scalars) and all(
        isinstance(item, str | bool | int | float) for item in scalars
    ):
        return [None if item is None else as_text(item) for item in items]
    return items


def tobool(value: Any) -> bool | None:
    return None if value is None else as_bool(value)


def tonumber(value: Any) -> Any:
    return None if value is None else as_number(value)


def tostring(value: Any) -> str | None:
    return None if value is None else as_text(value)


def toset(value: Any) -> TerraformSet:
    return TerraformSet(unified(as_list(value)))


FUNCTIONS = {"tobool": tobool, "tonumber": tonumber, "toset": toset, "tostring": tostring}
