"""The verbs of `format` and `formatlist`.

https://developer.hashicorp.com/terraform/language/functions/format
"""

from __future__ import annotations

import re
from typing import Any

from adapters.terraform.functions.conversion import as_bool, as_integer, as_number, as_text, number_text
from adapters.terraform.functions.encoding import json_text
from adapters.terraform.functions.errors import FunctionError

_VERB = re.compile(
    r"%(?P<flags>[-+ #0]*)(?P<width>\d*)(?:\.(?P<precision>\d*))?(?:\[(?P<index>\d+)\])?(?P<verb>.)",
    re.DOTALL,
)
_MAX_WIDTH = 10_000


def format_text(pattern: Any, *values: Any) -> str:
    text, parts, end, position, used = as_text(pattern), [], 0, 0, 0
    for match in _VERB.finditer(text):
        parts.append(text[end : match.start()])
        end = match.end()
        if match["verb"] == "%":
            parts.append("%")
            continue
        if match["index"]:
            position = int(match["index"]) - 1
        if not 0 <= position < len(values):
            raise FunctionError(f"there are fewer values than {match[0]} needs")
        parts.append(_formatted(match, values[position]))
        position += 1
        used = max(used, position)
    rest = text[end:]
    if "%" in rest:
        raise FunctionError("the text ends inside of a verb")
    if used < len(values) and "[" not in text:
        raise FunctionError("there are more values than verbs")
    return "".join([*parts, rest])


def format_list(pattern: Any, *values: Any) -> list[str]:
    lists = [value for value in values if isinstance(value, list)]
    if not lists:
        return [format_text(pattern, *values)]
    length = len(lists[0])
    if any(len(one) != length for one in lists):
        raise FunctionError("the lists are not of the same length")
    return [
        format_text(pattern, *(value[i] if isinstance(value, list) else value for value in values))
        for i in range(length)
    ]


def _formatted(match: re.Match[str], value: Any) -> str:
    flags, verb = match["flags"], match["verb"]
    width = int(match["width"] or 0)
    precision = None if match["precision"] is None else int(match["precision"] or 0)
    if width > _MAX_WIDTH or (precision or 0) > _MAX_WIDTH:
        raise FunctionError("the width is too large")
    if verb == "v":
        text = _plain(value, "#" in flags)
    elif verb in "sq":
        text = as_text(value) if precision is None else as_text(value)[:precision]
        text = json_text(text) if verb == "q" else text
    elif verb == "t":
        text = "true" if as_bool(value) else "false"
    elif verb in "dboxX":
        text = _integer(as_integer(value), verb, flags)
    elif verb in "eEfFgG":
        text = _float(float(as_number(value)), verb, flags, precision)
    else:
        raise FunctionError(f"%{verb} is no verb")
    return _padded(text, width, flags, numeric=verb in "dboxXeEfFgG")


def _plain(value: Any, as_json: bool) -> str:
    if value is None:
        return "null"
    if as_json or isinstance(value, list | dict):
        return json_text(value)
    return (
        number_text(value)
        if isinstance(value, int | float) and not isinstance(value, bool)
        else as_text(value)
    )


def _integer(number: int, verb: str, flags: str) -> str:
    digits = format(abs(number), verb)
    return _signed(digits, number < 0, flags)


def _float(number: float, verb: str, flags: str, precision: int | None) -> str:
    if verb in "gG" and precision is None:
        text = f"{abs(number):e}" if number and not 1e-4 <= abs(number) < 1e21 else number_text(abs(number))
        if "e" in text:
            text = f"{abs(number)!r}" if "e" in repr(abs(number)) else text
    else:
        text = format(abs(number), f".{6 if precision is None else precision}{verb}")
    return _signed(text, number < 0, flags)


def _signed(text: str, negative: bool, flags: str) -> str:
    sign = "-" if negative else "+" if "+" in flags else " " if " " in flags else ""
    return sign + text


def _padded(text: str, width: int, flags: str, numeric: bool) -> str:
    if "-" in flags:
        return text.ljust(width)
    if "0" in flags and numeric:
        sign = text[0] if text[:1] in "+- " else ""
        return sign + text[len(sign) :].rjust(width - len(sign), "0")
    return text.rjust(width)


FUNCTIONS = {"format": format_text, "formatlist": format_list}
