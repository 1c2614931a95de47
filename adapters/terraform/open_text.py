"""Functions over text that is open in part: what is certain of the result is kept, what is not is open.

What is open in text is told by its characters where they are known: an account is twelve digits, whichever it is.
None says that nothing is certain.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from adapters.terraform.evaluator import ZONES, opened
from adapters.terraform.functions import FUNCTIONS
from adapters.terraform.functions.sets import TerraformList, Unordered
from adapters.terraform.terms import Term, joined, plain
from adapters.values import Mixed, Reference, Unknown

Part: TypeAlias = str | Unknown | Reference
_ACCOUNT = "${AWS::AccountId}"
_ACCOUNT_LENGTH = 12
_NAMED = string.ascii_lowercase + string.digits + "-"
_CHARACTERS: Mapping[str, str] = {
    _ACCOUNT: string.digits,
    "${AWS::Region}": _NAMED,
    "${AWS::Partition}": _NAMED,
    "${AWS::URLSuffix}": _NAMED + ".",
}
# `/[^a-z0-9]/` and `/[^a-z0-9]+/`: what looks at one character at a time.
_CLASS = re.compile(r"/(\[\^?[^\[\]\\]+\])(\+?)/")


def _characters(part: Part) -> str | None:
    """The characters that an open part has at least one of, and no others; None where they can be any, or none."""
    if not isinstance(part, Unknown):
        return None
    return _NAMED if part.expression.startswith(f"${{{ZONES}.") else _CHARACTERS.get(part.expression)


def _parts(term: Term) -> tuple[Part, ...] | None:
    return term.data.parts if isinstance(term.data, Mixed) else None


def _of_parts(name: str, term: Term, change: Callable[[str], str]) -> Term | None:
    """What a function gives that looks at each character alone: what it cannot change stays as it is."""
    parts = _parts(term)
    if parts is None or not term.is_open:
        return None
    return joined(_changed(name, part, change) for part in parts).marked(term)


def _changed(name: str, part: Part, change: Callable[[str], str]) -> Term:
    if isinstance(part, str):
        return Term(change(part))
    characters = _characters(part)
    if characters is not None and change(characters) == characters:
        return Term(part)
    return opened(Term(part), f"{name}(...)")


def _with_case(name: str) -> Callable[[list[Term]], Term | None]:
    def function(arguments: list[Term]) -> Term | None:
        if len(arguments) != 1:
            return None
        return _of_parts(name, arguments[0], lambda text: str(FUNCTIONS[name].call(text)))

    return function


def _replace(arguments: list[Term]) -> Term | None:
    """Where what is looked for cannot begin in one part and end in another."""
    if len(arguments) != 3 or not all(isinstance(argument.data, str) for argument in arguments[1:]):
        return None
    search, by = (str(plain(argument)) for argument in arguments[1:])
    parts = _parts(arguments[0])
    if parts is None or not search:
        return None
    written = _CLASS.fullmatch(search)
    if written is None and len(search) > 1 and search.startswith("/") and search.endswith("/"):
        return None
    if (len(search) > 1 if written is None else bool(written[2])) and any(
        _may_touch(part, search, written) for part in parts if not isinstance(part, str)
    ):
        return None

    def change(text: str) -> str:
        return str(FUNCTIONS["replace"].call(text, search, by))

    found = _of_parts("replace", arguments[0], change)
    return None if found is None else found.marked(*arguments)


def _may_touch(part: Part, search: str, written: re.Match[str] | None) -> bool:
    """Whether an open part may hold some of what is looked for, or be nothing that parts what is around it."""
    characters = _characters(part)
    if characters is None:
        return True
    if written is not None:
        return re.search(written[1], characters) is not None
    return any(character in characters for character in search)


def _split(arguments: list[Term]) -> Term | None:
    """Where no open part can hold the separator."""
    if len(arguments) != 2 or not isinstance(arguments[0].data, str) or not arguments[1].is_open:
        return None
    separator, parts = arguments[0].data, _parts(arguments[1])
    if parts is None or not separator:
        return None
    if any(_may_touch(part, separator, None) for part in parts if not isinstance(part, str)):
        return None
    pieces: list[list[Term]] = [[]]
    for part in parts:
        if not isinstance(part, str):
            pieces[-1].append(Term(part))
            continue
        first, *others = part.split(separator)
        pieces[-1].append(Term(first))
        pieces += [[Term(other)] for other in others]
    return Term(TerraformList(joined(piece).marked(*arguments) for piece in pieces)).marked(*arguments)


def _substr(arguments: list[Term]) -> Term | None:
    """Up to the first part whose length is not known; what comes behind it is open."""
    if len(arguments) != 3 or not all(type(argument.data) is int for argument in arguments[1:]):
        return None
    parts, start, length = _parts(arguments[0]), *(int(str(argument.data)) for argument in arguments[1:])
    if parts is None or not arguments[0].is_open or start < 0:
        return None
    if not all(part.isascii() for part in parts if isinstance(part, str)):
        return None
    found = joined(_cut(parts, start, None if length < 0 else start + length))
    return found.marked(*arguments)


def _cut(parts: tuple[Part, ...], start: int, end: int | None) -> Iterator[Term]:
    at = 0
    for part in parts:
        if end is not None and at >= end:
            return
        if isinstance(part, str):
            yield Term(part[max(start - at, 0) : None if end is None else end - at])
            at += len(part)
            continue
        if not isinstance(part, Unknown) or part.expression != _ACCOUNT:
            yield opened(Term(part), "substr(...)")
            return
        behind = at + _ACCOUNT_LENGTH
        if start <= at and (end is None or behind <= end):
            yield Term(part)
        elif start < behind:
            yield opened(Term(part), "substr(...)")
        at = behind


def _at_end(name: str) -> Callable[[list[Term]], Term | None]:
    """`trimsuffix`, and `trimprefix`: where the end is written, it decides."""
    is_prefix = name == "trimprefix"

    def function(arguments: list[Term]) -> Term | None:
        if len(arguments) != 2 or not isinstance(arguments[1].data, str) or not arguments[0].is_open:
            return None
        parts, wanted = _parts(arguments[0]), arguments[1].data
        if not parts:
            return None
        end = parts[0 if is_prefix else -1]
        if not isinstance(end, str):
            characters = _characters(end)
            edge = wanted[:1] if is_prefix else wanted[-1:]
            return arguments[0] if characters is not None and edge not in characters else None
        if len(end) < len(wanted) and (wanted.startswith(end) if is_prefix else wanted.endswith(end)):
            return None
        changed = Term(end.removeprefix(wanted) if is_prefix else end.removesuffix(wanted))
        others = [Term(part) for part in (parts[1:] if is_prefix else parts[:-1])]
        return joined([changed, *others] if is_prefix else [*others, changed]).marked(*arguments)

    return function


def _sort(arguments: list[Term]) -> Term | None:
    """The same elements, in an order that is not known."""
    if len(arguments) != 1 or not isinstance(arguments[0].data, list):
        return None
    items = arguments[0].data
    if not any(item.is_open for item in items) or any(isinstance(item.data, list | dict) for item in items):
        return None
    return Term(Unordered(items)).marked(arguments[0]) if len(items) > 1 else Term(TerraformList(items))


FUNCTIONS_OF_OPEN_TEXT: Mapping[str, Callable[[list[Term]], Term | None]] = {
    "lower": _with_case("lower"),
    "replace": _replace,
    "sort": _sort,
    "split": _split,
    "substr": _substr,
    "trimprefix": _at_end("trimprefix"),
    "trimsuffix": _at_end("trimsuffix"),
    "upper": _with_case("upper"),
}
# What asks for the order of a list.
ORDERED = frozenset({"chunklist", "element", "index", "one", "slice", "zipmap"})
