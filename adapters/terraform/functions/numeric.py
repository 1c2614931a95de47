"""https://developer.hashicorp.com/terraform/language/functions, numeric functions."""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation, localcontext
from typing import Any

from adapters.terraform.functions.conversion import as_integer, as_number, as_text, whole
from adapters.terraform.functions.errors import FunctionError

_MAX_POWER = 10_000


def numbers(values: tuple[Any, ...]) -> list[Any]:
    """Return at least one number; raises FunctionError."""
    if not values:
        raise FunctionError("needs at least one number")
    return [as_number(value) for value in values]


def power(base: Any, exponent: Any) -> Any:
    one, other = as_number(base), as_number(exponent)
    if abs(other) > _MAX_POWER or abs(one) > 1e100:
        raise FunctionError("the result is too large")
    try:
        result = one**other
    except (ArithmeticError, ValueError):
        raise FunctionError("the result is no number") from None
    if isinstance(result, complex):
        raise FunctionError("the result is no number")
    return whole(result)


def logarithm(number: Any, base: Any) -> Any:
    try:
        return whole(math.log(as_number(number)) / math.log(as_number(base)))
    except (ValueError, ZeroDivisionError):
        raise FunctionError("has no result for these numbers") from None


def parse_integer(text: Any, base: Any) -> int:
    wanted = as_integer(base)
    if not 2 <= wanted <= 62:
        raise FunctionError("the base is between 2 and 62")
    digits = as_text(text)
    body = digits.removeprefix("-")
    values = [_digit(character, wanted) for character in body]
    if not body or len(body) > 1000 or any(value >= wanted for value in values):
        raise FunctionError(f'"{digits[:40]}" is no number of base {wanted}')
    result = 0
    for value in values:
        result = result * wanted + value
    return -result if digits.startswith("-") else result


def _digit(character: str, base: int) -> int:
    if character.isascii() and character.isdigit():
        return int(character)
    if "a" <= character <= "z":
        return ord(character) - ord("a") + 10
    if "A" <= character <= "Z":
        return ord(character) - ord("A") + (10 if base <= 36 else 36)
    return 99


def exact(operator: str, one: float, other: float) -> Any:
    """Return what two numbers give, to more digits than a float has: 0.1 + 0.2 is 0.3. Raises ArithmeticError."""
    with localcontext() as context:
        context.prec = 150
        left, right = Decimal(str(one)), Decimal(str(other))
        try:
            result = _EXACT[operator](left, right)
        except InvalidOperation:
            raise ZeroDivisionError from None
        if result == result.to_integral_value() and abs(result) < Decimal(10) ** 140:
            return int(result)
        return float(result)


_EXACT = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "%": lambda left, right: left % right,  # of the sign of the left side, as in Terraform
}

FUNCTIONS = {
    "abs": lambda number: abs(as_number(number)),
    "ceil": lambda number: math.ceil(as_number(number)),
    "floor": lambda number: math.floor(as_number(number)),
    "log": logarithm,
    "max": lambda *values: max(numbers(values)),
    "min": lambda *values: min(numbers(values)),
    "parseint": parse_integer,
    "pow": power,
    "signum": lambda number: (as_number(number) > 0) - (as_number(number) < 0),
}
