"""Conversions of scalars, which Terraform does wherever an argument wants another type.

https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from adapters.terraform.functions.errors import FunctionError, NotSupported
from adapters.terraform.functions.sets import TerraformSet

_NUMBER = re.compile(
    r"[+-]?(?P<digits>\d+\.?\d*|\.\d+)(?:[eE](?P<ten>[+-]?\d+)|[pP](?P<two>[+-]?\d+))?", re.ASCII
)
# Python converts no longer texts to integers, or back.
_MAX_DIGITS = 4000
_MAX_INTEGER = 2**63
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


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
    """Return a number as Terraform writes it: without an exponent; raises NotSupported."""
    if isinstance(value, int):
        if value.bit_length() > 3 * _MAX_DIGITS:
            raise NotSupported("the number is too large to be written out")
        return str(value)
    if not math.isfinite(value):
        raise NotSupported("the number is too large to be written out")
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def as_number(value: Any) -> Any:
    """Return a number, an integer where it is one; raises FunctionError."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return whole(value)
    if isinstance(value, str) and (match := _NUMBER.fullmatch(value)) is not None:
        return _parsed(value, match)
    shown = f'"{value[:40]}"' if isinstance(value, str) else _kind(value)
    raise FunctionError(f"{shown} is given where a number is wanted")


def _parsed(text: str, match: re.Match[str]) -> Any:
    ten, two = match["ten"] or "0", match["two"] or "0"
    if (
        len(text) > _MAX_DIGITS
        or len(ten) > 6
        or len(two) > 6
        or max(abs(int(ten)), abs(int(two))) > _MAX_DIGITS
    ):
        raise NotSupported("the number is too large")
    sign = -1 if text.startswith("-") else 1
    return nearest(sign * Fraction(f"{match['digits']}e{ten}") * Fraction(2) ** int(two))


def nearest(number: Fraction) -> Any:
    """Return an integer, or else the float that is nearest; raises NotSupported for what floats do not reach."""
    if number.denominator == 1:
        return number.numerator
    try:
        found = float(number)
    except OverflowError:
        found = math.inf
    if found == 0 or math.isinf(found):
        raise NotSupported("the number is beyond what floating point numbers can hold")
    return found


def as_integer(value: Any) -> int:
    """Return a whole number of 64 bits; raises FunctionError."""
    number = as_number(value)
    if not isinstance(number, int):
        raise FunctionError(f"{number_text(number)} is given where a whole number is wanted")
    if not -_MAX_INTEGER <= number < _MAX_INTEGER:
        raise FunctionError("the number is too large")
    return number


def whole(number: float) -> float:
    """Return an integer where a number is one."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def as_bool(value: Any) -> bool:
    """Return a boolean; raises FunctionError."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _BOOLEANS:
        return _BOOLEANS[value]
    raise FunctionError(f"{_kind(value)} is given where true or false is wanted")


def as_list(value: Any) -> list[Any]:
    """Return the elements of a list, a tuple or a set; raises FunctionError."""
    if isinstance(value, list):
        return list(value)
    raise FunctionError(f"{_kind(value)} is given where a list is wanted")


def as_sequence(value: Any) -> list[Any]:
    """Return the elements of a list or a tuple, which have places, as those of a set have not; raises FunctionError."""
    if isinstance(value, TerraformSet):
        raise FunctionError("a set is given where a list is wanted")
    return as_list(value)


def as_mapping(value: Any) -> Mapping[str, Any]:
    """Return a map or object; raises FunctionError."""
    if isinstance(value, Mapping):
        return value
    raise FunctionError(f"{_kind(value)} is given where a map is wanted")


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    kinds = {bool: "a boolean", int: "a number", float: "a number", str: "text", TerraformSet: "a set"}
    return kinds.get(type(value), "a list" if isinstance(value, list) else "a map")


def tobool(value: Any) -> bool | None:
    return None if value is None else as_bool(value)


def tonumber(value: Any) -> Any:
    return None if value is None else as_number(value)


def tostring(value: Any) -> str | None:
    return None if value is None else as_text(value)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {"tobool": tobool, "tonumber": tonumber, "tostring": tostring}
