"""Functions over lists of which some is open: what is surely in the result is kept.

`concat(["10.0.0.0/8"], var.more)` holds the one range, whatever the variable says. None leaves a call to whoever is
next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from adapters.terraform.evaluator import equal, opened
from adapters.terraform.terms import Partly, Rest, Term, partly
from adapters.values import Unknown


def rest(cause: Term, text: str) -> Term:
    """Return what stands for all elements that something open may have."""
    found = opened(cause, text).data
    assert isinstance(found, Unknown)
    return Term(Rest(found.reason, found.kind, found.expression)).marked(*cause.parts())


def _items(argument: Term, text: str) -> list[Term] | None:
    """The elements of an argument; None of what is no list at all."""
    if isinstance(argument.data, Partly):
        return [*argument.data.items]
    if isinstance(argument.data, list):
        return [item.marked(argument) for item in argument.data]
    return [rest(argument, text)] if argument.is_undecided else None


def _concat(arguments: list[Term]) -> Term | None:
    if not any(argument.is_undecided for argument in arguments):
        return None
    items: list[Term] = []
    for argument in arguments:
        found = _items(argument, "concat(...)")
        if found is None:
            return None
        items += found
    return partly(items)


def _flatten(arguments: list[Term]) -> Term | None:
    if len(arguments) != 1:
        return None
    items = [*_flat(arguments[0])]
    return partly(items) if any(isinstance(item.data, Rest) for item in items) else None


def _flat(term: Term) -> Iterator[Term]:
    """What is in a list and the lists in it; what is open may be a list itself."""
    if isinstance(term.data, Rest):
        yield term
    elif isinstance(term.data, list | Partly):
        for item in _items(term, "flatten(...)") or ():
            yield from _flat(item)
    elif isinstance(term.data, Unknown) or term.is_group:
        yield rest(term, "flatten(...)")
    else:
        yield term


def _distinct(arguments: list[Term]) -> Term | None:
    """Of a set or a list: the same element twice is one."""
    if len(arguments) != 1 or not isinstance(arguments[0].data, Partly):
        return None
    kept: list[Term] = []
    for item in arguments[0].data.items:
        if not any(equal(item, other) or item.data == other.data for other in kept):
            kept.append(item)
    return partly(kept)


def _same(arguments: list[Term]) -> Term | None:
    if len(arguments) != 1 or not isinstance(arguments[0].data, Partly):
        return None
    return arguments[0]


def _compact(arguments: list[Term]) -> Term | None:
    if len(arguments) != 1 or not isinstance(arguments[0].data, Partly):
        return None
    items = arguments[0].data.items
    if any(not isinstance(item.data, Rest) and equal(item, Term("")) is None for item in items):
        return None
    return partly([item for item in items if not item.is_null and item.data != ""])


FUNCTIONS_OF_OPEN_LISTS: Mapping[str, Callable[[list[Term]], Term | None]] = {
    "compact": _compact,
    "concat": _concat,
    "distinct": _distinct,
    "flatten": _flatten,
    "reverse": _same,
    "sort": _same,
    "tolist": _same,
    "toset": _distinct,
}
