"""https://developer.hashicorp.com/terraform/language/functions, numeric functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from adapters.terraform.functions.conversion import as_integer, as_number, nearest, whole
from adapters.terraform.functions.errors import FunctionError

_MAX_LENGTH = 4000


def numbers(values: tuple[Any, ...]) -> list[Any]:
    """Return at least one number; raises FunctionError."""
    if not values:
        raise FunctionError("needs at least one number")
    return [as_number(value) for value in values]


def _float(value: Any) -> float:
    try:
        return float(as_number(value))
    except OverflowError:
        raise FunctionError("the number is too large") from None


def power(base: Any, exponent: Any) -> Any:
    try:
        return whole(math.pow(_float(base), _float(exponent)))
    except (ArithmeticError, ValueError):
        raise FunctionError("the result is no number") from None


def logarithm(number: Any, base: Any) -> Any:
    one, other = _float(number), _float(base)
    if other == 0 < one:
        return 0  # what divides is infinite
    try:
        return whole(math.log(one) / math.log(other))
    except (ValueError, ZeroDivisionError):
        raise FunctionError("has no result for these numbers") from None


def parse_integer(text: Any, base: Any) -> int:
    wanted = as_integer(base)
    if not isinstance(text, str):
        raise FunctionError("parses text only")
    if not 2 <= wanted <= 62:
        raise FunctionError("the base is between 2 and 62")
    body = text[1:] if text[:1] in ("-", "+") else text
    values = [_digit(character, wanted) for character in body]
    if not body or len(body) > _MAX_LENGTH or any(value >= wanted for value in values):
        raise FunctionError(f'"{text[:40]}" is no number of base {wanted}')
    result = 0
    for value in values:
        result = result * wanted + value
    return -result if text.startswith("-") else result


def _digit(character: str, base: int) -> int:
    if character.isascii() and character.isdigit():
        return int(character)
    if "a" <= character <= "z":
        return ord(character) - ord("a") + 10
    if "A" <= character <= "Z":
        return ord(character) - ord("A") + (10 if base <= 36 else 36)
    return 99


def exact(operator: str, one: float, other: float) -> Any:
    """Return what two numbers give, to more digits than a float has: 0.1 + 0.2 is 0.3.

    Raises ArithmeticError, and NotSupported.
    """
    left, right = Fraction(str(one)), Fraction(str(other))
    if operator == "+":
        return nearest(left + right)
    if operator == "-":
        return nearest(left - right)
    if operator == "*":
        return nearest(left * right)
    if operator == "%":
        return _remainder(left, right)
    return nearest(left / right)


def _remainder(left: Fraction, right: Fraction) -> Any:
    """The remainder has the sign of the left side."""
    if right == 0:
        return nearest(left)
    return nearest(left - right * math.trunc(left / right))


def signum(number: Any) -> int:
    value = as_integer(number)
    return (value > 0) - (value < 0)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "abs": lambda number: abs(as_number(number)),
    "ceil": lambda number: math.ceil(as_number(number)),
    "floor": lambda number: math.floor(as_number(number)),
    "log": logarithm,
    "max": lambda *values: max(numbers(values)),
    "min": lambda *values: min(numbers(values)),
    "parseint": parse_integer,
    "pow": power,
    "signum": signum,
}
