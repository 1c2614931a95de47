"""The verbs of `format` and `formatlist`.

https://developer.hashicorp.com/terraform/language/functions/format
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from adapters.terraform.functions.conversion import as_bool, as_number, as_text
from adapters.terraform.functions.encoding import json_text
from adapters.terraform.functions.errors import FunctionError, NotSupported
from adapters.terraform.functions.sets import TerraformList
from adapters.terraform.functions.string import clusters

_VERB = re.compile(
    r"%(?:%|(?P<flags>[-+ #0]*)(?P<width>[1-9]\d*)?(?:\.(?P<precision>\d+))?(?:\[(?P<index>[1-9]\d*)\])?"
    r"(?P<verb>[A-Za-z]))",
    re.ASCII,
)
_MAX_WIDTH = 10_000
_BASES = {"b": "0b", "o": "0", "x": "0x", "X": "0X", "d": ""}
_LARGE = 6  # the power of ten from which on a number has an exponent, where no precision is given


def format_text(pattern: Any, *values: Any) -> str:
    text, parts, end, position, used = as_text(pattern), [], 0, 0, 0
    for match in _VERB.finditer(text):
        parts.append(_literal(text[end : match.start()]))
        end = match.end()
        if match[0] == "%%":
            parts.append("%")
            continue
        if match["index"]:
            position = int(match["index"]) - 1
        if position >= len(values):
            raise FunctionError(f"there are fewer values than {match[0]} needs")
        parts.append(_formatted(match, values[position]))
        position += 1
        used = max(used, position)
    parts.append(_literal(text[end:]))
    if used < len(values):
        raise FunctionError("there are more values than verbs")
    return "".join(parts)


def _literal(text: str) -> str:
    if "%" in text:
        raise FunctionError("there is no such verb as " + text[text.index("%") :][:10])
    return text


def format_list(pattern: Any, *values: Any) -> TerraformList:
    lists = [value for value in values if isinstance(value, list)]
    if not lists:
        return TerraformList([format_text(pattern, *values)])
    as_text(pattern)
    length = len(lists[0])
    if any(len(one) != length for one in lists):
        raise FunctionError("the lists are not of the same length")
    return TerraformList(
        format_text(pattern, *(value[i] if isinstance(value, list) else value for value in values))
        for i in range(length)
    )


def _formatted(match: re.Match[str], value: Any) -> str:
    flags, verb = match["flags"], match["verb"]
    width = int(match["width"] or 0)
    precision = None if match["precision"] is None else int(match["precision"])
    if width > _MAX_WIDTH or (precision or 0) > _MAX_WIDTH:
        raise NotSupported("the width is too large")
    if verb == "v":
        return _padded(_plain(value, "#" in flags), width, flags)
    if verb in "sq":
        text = as_text(value)
        text = "".join(clusters(text)[:precision]) if precision else text
        return _padded(json_text(text) if verb == "q" else text, width, flags)
    if verb == "t":
        return "true" if as_bool(value) else "false"
    if verb in "dboxX":
        return _padded_number(
            _integer(as_number(value), verb, flags, precision), width, flags, precision is None
        )
    if verb in "eEfgG":
        return _padded_number(_float(as_number(value), verb, flags, precision), width, flags, True)
    raise FunctionError(f"%{verb} is no verb")


def _plain(value: Any, as_json: bool) -> str:
    if as_json or value is None or isinstance(value, bool | list | dict):
        return json_text(value)
    return value if isinstance(value, str) else _shortest(value, "g")


def _integer(number: Any, verb: str, flags: str, precision: int | None) -> str:
    if not isinstance(number, int):
        raise FunctionError("a whole number is wanted")
    digits = format(abs(number), verb).rjust(precision or 0, "0")
    if precision == 0 == number:
        digits = ""
    if "#" in flags:
        digits = _BASES[verb] + digits
    return _signed(digits, number < 0, flags)


def _float(number: Any, verb: str, flags: str, precision: int | None) -> str:
    absolute = Decimal(str(abs(number)))
    if verb in "gG" and precision is None:
        text = _shortest(abs(number), verb)
    elif verb in "gG":
        text = _significant(absolute, precision or 1, verb)
    else:
        text = _fixed(absolute, verb, 6 if precision is None else precision)
    return _signed(text, number < 0, flags)


def _shortest(number: Any, verb: str) -> str:
    """As few digits as tell a number from others, with an exponent when it is very small or large."""
    sign, digits, exponent = Decimal(str(number)).normalize().as_tuple()
    assert isinstance(exponent, int)
    point = len(digits) + exponent - 1
    if number != 0 and not -4 <= point < _LARGE:
        text = "".join(map(str, digits))
        shown = (
            f"{text[0]}{'.' + text[1:] if len(text) > 1 else ''}e{'-' if point < 0 else '+'}{abs(point):02}"
        )
        return ("-" if sign else "") + (shown.upper() if verb == "G" else shown)
    return as_text(number)


def _significant(number: Decimal, digits: int, verb: str) -> str:
    """So many digits, without zeros at the end."""
    text = format(number, f".{digits - 1}e")
    mantissa, _, exponent = text.partition("e")
    if -4 <= int(exponent) < digits:
        fixed = format(number, f".{max(digits - 1 - int(exponent), 0)}f")
        return fixed.rstrip("0").rstrip(".") if "." in fixed else fixed
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    shown = _with_exponent(f"{mantissa}e{exponent}")
    return shown.upper() if verb == "G" else shown


def _fixed(number: Decimal, verb: str, precision: int) -> str:
    if number == 0:  # to which Decimal gives an exponent of its own
        return format(0.0, f".{precision}{verb}")
    return _with_exponent(format(number, f".{precision}{verb}"))


def _with_exponent(text: str) -> str:
    """An exponent has two digits at least."""
    return re.sub(r"([eE])([-+])(\d)$", r"\g<1>\g<2>0\g<3>", text)


def _signed(text: str, negative: bool, flags: str) -> str:
    return ("-" if negative else "+" if "+" in flags else " " if " " in flags else "") + text


def _padded(text: str, width: int, flags: str) -> str:
    padding = ("0" if "0" in flags else " ") * (width - len(clusters(text)))
    return text + padding if "-" in flags else padding + text


def _padded_number(text: str, width: int, flags: str, zeros: bool) -> str:
    if "-" in flags:
        return text.ljust(width)
    if "0" in flags and zeros:
        sign = text[0] if text[:1] in ("+", "-", " ") else ""
        return sign + text[len(sign) :].rjust(width - len(sign), "0")
    return text.rjust(width)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {"format": format_text, "formatlist": format_list}
