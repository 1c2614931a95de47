"""Regular expressions, which Go has in RE2's syntax.

https://developer.hashicorp.com/terraform/language/functions/regex
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from adapters import linear
from adapters.terraform.functions.conversion import as_text
from adapters.terraform.functions.errors import FunctionError, NotSupported
from adapters.terraform.functions.sets import TerraformList

if TYPE_CHECKING:
    import re2

_GROUP = re.compile(r"\$(?:(\$)|(\w+)|\{(\w+)\})")


def regex(pattern: Any, text: Any) -> Any:
    match = _compiled(pattern).search(as_text(text))
    if match is None:
        raise FunctionError("the text does not match the regular expression")
    return _result(match)


def regexall(pattern: Any, text: Any) -> TerraformList:
    return TerraformList(_result(match) for match in _matches(_compiled(pattern), as_text(text)))


def replaced(text: str, pattern: str, template: str) -> str:
    """Return a text in which every match is exchanged."""
    parts, end = [], 0
    for match in _matches(_understood(pattern), text):
        parts += [text[end : match.start()], _expanded(template, match)]
        end = match.end()
    return "".join([*parts, text[end:]])


def _compiled(pattern: Any) -> re2._Regexp:
    expression = _understood(as_text(pattern))
    if 0 < len(expression.groupindex) < expression.groups:
        raise NotSupported("some groups have names and some have not, or two have the same")
    return expression


def _understood(pattern: str) -> re2._Regexp:
    try:
        return linear.compiled(pattern)
    except ValueError as error:
        raise FunctionError(f"the regular expression {pattern[:60]} is not understood: {error}") from error


def _matches(expression: re2._Regexp, text: str) -> Iterator[re2._Match]:
    """Every match that does not overlap an earlier one; as in Go, none is empty where another one ends."""
    position, last = 0, -1
    while position <= len(text) and (match := expression.search(text, position)) is not None:
        if match.end() > match.start() or match.start() != last:
            yield match
        last = match.end()
        position = max(last, position + 1)


def _result(match: re2._Match) -> Any:
    """The groups by name, else in their order, else the whole match."""
    return match.groupdict() or list(match.groups()) or match.group()


def _expanded(template: str, match: re2._Match) -> str:
    """A replacement in which `$1` and `${name}` stand for groups."""
    return _GROUP.sub(lambda found: "$" if found[1] else _named(found[2] or found[3], match), template)


def _named(name: str, match: re2._Match) -> str:
    if name.isascii() and name.isdigit() and (name == "0" or not name.startswith("0")):
        return (match.group(int(name)) or "") if len(name) < 5 and int(name) <= match.re.groups else ""
    return match.groupdict().get(name) or ""


FUNCTIONS: Mapping[str, Callable[..., Any]] = {"regex": regex, "regexall": regexall}
