"""https://developer.hashicorp.com/terraform/language/functions, collection functions.

Those in MOVING only put elements into another order or place, and never look into one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

from adapters.terraform.functions.conversion import (
    as_bool,
    as_integer,
    as_list,
    as_mapping,
    as_number,
    as_text,
    as_texts,
    unified,
    whole,
)
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.numeric import exact
from adapters.terraform.functions.sets import TerraformSet, identity
from adapters.terraform.functions.string import clusters

_MAX_ELEMENTS = 100_000
_MAX_RANGE = 1024


def chunklist(items: Any, size: Any) -> list[list[Any]]:
    found, length = as_list(items), as_integer(size)
    if length < 0:
        raise FunctionError("the size is negative")
    if length == 0:
        return [found]
    return [found[i : i + length] for i in range(0, len(found), length)]


def coalesce(*values: Any) -> Any:
    for value in unified(list(values)):
        if value is not None and value != "":
            return value
    raise FunctionError("every argument is null or empty")


def coalescelist(*lists: Any) -> list[Any]:
    for items in lists:
        if items:
            return as_list(items)
    raise FunctionError("every list is empty")


def concat(*lists: Any) -> list[Any]:
    if not lists:
        raise FunctionError("needs at least one list")
    return [item for items in lists for item in as_list(items)]


def distinct(items: Any) -> list[Any]:
    found = unified(as_list(items))
    return list({identity(item): item for item in reversed(found)}.values())[::-1] if found else []


def element(items: Any, index: Any) -> Any:
    found, position = as_list(items), as_integer(index)
    if not found:
        raise FunctionError("the list is empty")
    if position < 0:
        raise FunctionError("the index is negative")
    return found[position % len(found)]


def flatten(items: Any) -> list[Any]:
    found: list[Any] = []
    pending = [iter(as_list(items))]
    while pending:
        item = next(pending[-1], pending)
        if item is pending:
            pending.pop()
        elif isinstance(item, list):
            pending.append(iter(item))
        else:
            found.append(item)
    return found


def index(items: Any, value: Any) -> int:
    wanted = identity(value)
    for i, item in enumerate(as_list(items)):
        if identity(item) == wanted:
            return i
    raise FunctionError("the list does not hold the value")


def length(value: Any) -> int:
    if isinstance(value, str):
        return len(clusters(value))
    return len(as_mapping(value)) if isinstance(value, dict) else len(as_list(value))


def lookup(mapping: Any, key: Any, *default: Any) -> Any:
    found, name = as_mapping(mapping), as_text(key)
    if name in found:
        return found[name]
    if len(default) == 1:
        return default[0]
    raise FunctionError(f'the map has no element "{name}"')


def matchkeys(values: Any, keys: Any, wanted: Any) -> list[Any]:
    found, names = as_list(values), as_list(keys)
    if len(found) != len(names):
        raise FunctionError("the lists are not of the same length")
    searched = {identity(name) for name in as_list(wanted)}
    return [value for value, name in zip(found, names, strict=True) if identity(name) in searched]


def merge(*mappings: Any) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for mapping in mappings:
        if mapping is not None:
            merged |= as_mapping(mapping)
    return merged


def one(items: Any) -> Any:
    found = as_list(items)
    if len(found) > 1:
        raise FunctionError("the list has more than one element")
    return found[0] if found else None


def number_range(*arguments: Any) -> list[Any]:
    numbers = [as_number(argument) for argument in arguments]
    if not 1 <= len(numbers) <= 3:
        raise FunctionError("needs one to three numbers")
    start, limit = (0, numbers[0]) if len(numbers) == 1 else numbers[:2]
    step = numbers[2] if len(numbers) == 3 else 1 if limit >= start else -1
    if step == 0 or ((limit > start) != (step > 0) and limit != start):
        raise FunctionError("the step does not lead to the limit")
    found: list[Any] = []
    value = start
    while (value < limit) if step > 0 else (value > limit):
        if len(found) == _MAX_RANGE:
            raise FunctionError(f"gives at most {_MAX_RANGE} numbers")
        found.append(value)
        value = exact("+", value, step)
    return found


def setproduct(*lists: Any) -> Any:
    if not lists:
        raise FunctionError("needs at least one list")
    size = 1
    for items in lists:
        size *= len(as_list(items))
    if size > _MAX_ELEMENTS:
        raise FunctionError("there are too many combinations")
    found = [list(combination) for combination in product(*(as_list(items) for items in lists))]
    return TerraformSet(found) if all(isinstance(items, TerraformSet) for items in lists) else found


def _sets(lists: Iterable[Any]) -> list[dict[tuple[str, str], Any]]:
    found = [{identity(item): item for item in unified(as_list(items))} for items in lists]
    if not found:
        raise FunctionError("needs at least one set")
    return found


def setintersection(*lists: Any) -> TerraformSet:
    first, *others = _sets(lists)
    return TerraformSet(item for key, item in first.items() if all(key in other for other in others))


def setsubtract(items: Any, removed: Any) -> TerraformSet:
    first, second = _sets([items, removed])
    return TerraformSet(item for key, item in first.items() if key not in second)


def setunion(*lists: Any) -> TerraformSet:
    return TerraformSet(item for items in _sets(lists) for item in items.values())


def cut(items: Any, start: Any, end: Any) -> list[Any]:
    found, first, last = as_list(items), as_integer(start), as_integer(end)
    if not 0 <= first <= last <= len(found):
        raise FunctionError(f"a list of {len(found)} has no part from {first} to {last}")
    return found[first:last]


def total(items: Any) -> Any:
    found = as_list(items)
    if not found:
        raise FunctionError("the list is empty")
    result: Any = 0
    for item in found:
        result = exact("+", result, as_number(item))
    return whole(result)


def transpose(mapping: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, items in sorted(as_mapping(mapping).items()):
        for item in as_texts(items):
            found.setdefault(item, []).append(key)
    return dict(sorted(found.items()))


def tolist(items: Any) -> list[Any]:
    return as_list(items)


def tomap(mapping: Any) -> dict[str, Any]:
    return dict(as_mapping(mapping))


def zipmap(keys: Any, values: Any) -> dict[str, Any]:
    names, found = as_texts(keys), as_list(values)
    if len(names) != len(found):
        raise FunctionError("there are not as many keys as values")
    return dict(zip(names, found, strict=True))


def contains(items: Any, value: Any) -> bool:
    wanted = identity(value)
    return any(identity(item) == wanted for item in as_list(items))


def _truths(items: Any) -> list[bool]:
    return [item is not None and as_bool(item) for item in as_list(items)]


FUNCTIONS = {
    "alltrue": lambda items: all(_truths(items)),
    "anytrue": lambda items: any(_truths(items)),
    "coalesce": coalesce,
    "compact": lambda items: [
        text for item in as_list(items) if item is not None and (text := as_text(item))
    ],
    "contains": contains,
    "distinct": distinct,
    "index": index,
    "length": length,
    "matchkeys": matchkeys,
    "range": number_range,
    "setintersection": setintersection,
    "setproduct": setproduct,
    "setsubtract": setsubtract,
    "setunion": setunion,
    "sort": lambda items: sorted(as_texts(items)),
    "sum": total,
    "transpose": transpose,
}
MOVING = {
    "chunklist": chunklist,
    "coalescelist": coalescelist,
    "concat": concat,
    "element": element,
    "flatten": flatten,
    "keys": lambda mapping: sorted(as_mapping(mapping)),
    "lookup": lookup,
    "merge": merge,
    "one": one,
    "reverse": lambda items: as_list(items)[::-1],
    "slice": cut,
    "tolist": tolist,
    "tomap": tomap,
    "values": lambda mapping: [as_mapping(mapping)[key] for key in sorted(as_mapping(mapping))],
    "zipmap": zipmap,
}
