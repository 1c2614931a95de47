"""https://developer.hashicorp.com/terraform/language/functions, collection functions.

Those in MOVING put elements into another order or place. They are given terms as elements, and look into an element
at most for its type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

from adapters.terraform.functions.conversion import (
    as_integer,
    as_list,
    as_mapping,
    as_number,
    as_sequence,
    as_text,
)
from adapters.terraform.functions.errors import FunctionError, NotSupported
from adapters.terraform.functions.kinds import (
    ANY,
    BOOL,
    STRING,
    Kind,
    as_list_of,
    as_map_of,
    as_set_of,
    converted,
    kind_of,
    list_of,
    set_of,
    unify,
)
from adapters.terraform.functions.numeric import exact
from adapters.terraform.functions.sets import TerraformList, TerraformMap, TerraformSet, identity
from adapters.terraform.functions.string import clusters

# What is looked at: texts and collections that are put together again and again grow beyond every memory.
MAX_TEXT = 4 * 1024 * 1024
MAX_ELEMENTS = 100_000
_MAX_RANGE = 1024


def _like(items: Any, elements: list[Any]) -> list[Any]:
    """Elements of a list as a list, of a tuple as a tuple."""
    return TerraformList(elements) if isinstance(items, TerraformList | TerraformSet) else elements


def _common(values: list[Any]) -> Kind:
    """The type that all values can have; raises FunctionError."""
    kind = unify(kind_of(value) for value in values)
    if kind is None:
        raise FunctionError("the values have no type in common")
    return kind


def chunklist(items: Any, size: Any) -> TerraformList:
    found, length = as_list_of(items), as_integer(size)
    if length < 0:
        raise FunctionError("the size is negative")
    step = length or max(len(found), 1)
    return TerraformList(TerraformList(found[i : i + step]) for i in range(0, len(found), step))


def coalesce(*values: Any) -> Any:
    kind = _common(list(values)) if values else ANY
    for value in values:
        if value is not None and (found := converted(value, kind)) != "":
            return found
    raise FunctionError("every argument is null or empty")


def coalescelist(*lists: Any) -> list[Any]:
    sequences = [(items, as_sequence(items)) for items in lists]
    for items, elements in sequences:
        if elements:
            return _like(items, elements)
    raise FunctionError("every list is empty")


def compact(items: Any) -> TerraformList:
    return TerraformList(item for item in as_list_of(items, STRING) if item)


def concat(*lists: Any) -> list[Any]:
    if not lists:
        raise FunctionError("needs at least one list")
    found = [item for items in lists for item in as_sequence(items)]
    if all(isinstance(items, TerraformList) for items in lists):
        kind = unify(kind_of(items) for items in lists)
        if kind is not None:
            return as_list_of(found, kind.element or ANY)
    return found


def distinct(items: Any) -> TerraformList:
    found: dict[tuple[str, str], Any] = {}
    for item in as_list_of(items):
        found.setdefault(identity(item), item)
    return TerraformList(found.values())


def element(items: Any, index: Any) -> Any:
    found, position = as_sequence(items), as_integer(index)
    if not found:
        raise FunctionError("the list is empty")
    if position < 0 and position % len(found) and not isinstance(items, TerraformList):
        raise FunctionError("the index is negative")
    return found[position % len(found)]


def flatten(items: Any) -> list[Any]:
    found: list[Any] = []
    pending: list[Iterator[Any]] = [iter(as_list(items))]
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
    if value is None:
        raise FunctionError("the value is null")
    wanted = identity(value)
    for i, item in enumerate(as_sequence(items)):
        if identity(item) == wanted:
            return i
    raise FunctionError("the list does not hold the value")


def keys(mapping: Any) -> list[str]:
    names = sorted(as_mapping(mapping))
    return TerraformList(names) if isinstance(mapping, TerraformMap) else names


def length(value: Any) -> int:
    if isinstance(value, str):
        return len(clusters(value))
    return len(as_mapping(value)) if isinstance(value, dict) else len(as_list(value))


def lookup(mapping: Any, key: Any, *default: Any) -> Any:
    found, name = as_mapping(mapping), as_text(key)
    if len(default) > 1:
        raise FunctionError("takes two or three arguments")
    if isinstance(mapping, TerraformMap) and default:
        default = (converted(default[0], kind_of(mapping).element or ANY),)
    if name in found:
        return found[name]
    if default:
        return default[0]
    raise FunctionError(f'the map has no element "{name}"')


def matchkeys(values: Any, keys: Any, wanted: Any) -> TerraformList:
    found, names, searched = as_list_of(values), as_list_of(keys), as_list_of(wanted)
    if len(found) != len(names):
        raise FunctionError("the lists are not of the same length")
    kind = _common([names, searched])
    sought = {identity(name) for name in converted(searched, kind)}
    pairs = zip(found, converted(names, kind), strict=True)
    return TerraformList(value for value, name in pairs if identity(name) in sought)


def merge(*mappings: Any) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    given = [mapping for mapping in mappings if mapping is not None]
    for mapping in given:
        merged |= as_mapping(mapping)
    # Maps of one type give a map, everything else an object.
    one_kind = given and len({kind_of(mapping) for mapping in given}) == 1
    return TerraformMap(merged) if one_kind and isinstance(given[0], TerraformMap) else merged


def one(items: Any) -> Any:
    found = as_list(items)
    if len(found) > 1:
        raise FunctionError("the list has more than one element")
    return found[0] if found else None


def number_range(*arguments: Any) -> TerraformList:
    numbers = [as_number(argument) for argument in arguments]
    if not 1 <= len(numbers) <= 3:
        raise FunctionError("needs one to three numbers")
    start, limit = (0, numbers[0]) if len(numbers) == 1 else numbers[:2]
    step = numbers[2] if len(numbers) == 3 else 1 if limit >= start else -1
    if limit == start:
        return TerraformList()
    if step == 0 or ((limit > start) != (step > 0)):
        raise FunctionError("the step does not lead to the limit")
    found: TerraformList = TerraformList()
    value = start
    while (value < limit) if step > 0 else (value > limit):
        if len(found) == _MAX_RANGE:
            raise FunctionError(f"gives at most {_MAX_RANGE} numbers")
        found.append(value)
        value = exact("+", value, step)
    return found


def reverse(items: Any) -> list[Any]:
    return _like(items, as_list(items)[::-1])


def setproduct(*lists: Any) -> Any:
    if len(lists) < 2:
        raise FunctionError("needs at least two lists")
    size = 1
    for items in lists:
        size *= len(as_list(items))
    if size > MAX_ELEMENTS:
        raise NotSupported("there are too many combinations")
    # The elements of one list are of one type.
    columns = [
        converted(items, set_of(ANY) if isinstance(items, TerraformSet) else list_of(ANY)) for items in lists
    ]
    found = [list(combination) for combination in product(*columns)]
    return (
        TerraformSet(found)
        if any(isinstance(items, TerraformSet) for items in lists)
        else TerraformList(found)
    )


def _sets(lists: tuple[Any, ...]) -> list[dict[tuple[str, str], Any]]:
    if not lists:
        raise FunctionError("needs at least one set")
    sets = [as_set_of(items) for items in lists]
    kind = _common([items for items in sets if items])
    return [{identity(item): item for item in converted(items, kind)} for items in sets]


def setintersection(*lists: Any) -> TerraformSet:
    first, *others = _sets(lists)
    return TerraformSet(item for key, item in first.items() if all(key in other for other in others))


def setsubtract(items: Any, removed: Any) -> TerraformSet:
    first, second = _sets((items, removed))
    return TerraformSet(item for key, item in first.items() if key not in second)


def setunion(*lists: Any) -> TerraformSet:
    return TerraformSet(item for items in _sets(lists) for item in items.values())


def cut(items: Any, start: Any, end: Any) -> list[Any]:
    found, first, last = as_sequence(items), as_integer(start), as_integer(end)
    if not 0 <= first <= last <= len(found):
        raise FunctionError(f"a list of {len(found)} has no part from {first} to {last}")
    return _like(items, found[first:last])


def sort(items: Any) -> TerraformList:
    texts = as_list_of(items, STRING)
    if None in texts:
        raise FunctionError("an element is null")
    return TerraformList(sorted(texts))


def total(items: Any) -> Any:
    found = as_list(items)
    if not found:
        raise FunctionError("the list is empty")
    result: Any = 0
    for item in found:
        result = exact("+", result, as_number(item))
    return result


def transpose(mapping: Any) -> TerraformMap:
    found: dict[str, TerraformList] = {}
    for key, items in sorted(as_map_of(mapping, list_of(STRING)).items()):
        for item in as_list(items):
            found.setdefault(as_text(item), TerraformList()).append(key)
    return TerraformMap(sorted(found.items()))


def tolist(items: Any) -> TerraformList | None:
    return None if items is None else as_list_of(items)


def toset(items: Any) -> TerraformSet | None:
    return None if items is None else as_set_of(items)


def tomap(mapping: Any) -> TerraformMap | None:
    return None if mapping is None else as_map_of(mapping)


def values(mapping: Any) -> list[Any]:
    found = [as_mapping(mapping)[key] for key in sorted(as_mapping(mapping))]
    return TerraformList(found) if isinstance(mapping, TerraformMap) else found


def zipmap(keys: Any, values: Any) -> dict[str, Any]:
    names, found = [as_text(key) for key in as_list_of(keys, STRING)], as_sequence(values)
    if len(names) != len(found):
        raise FunctionError("there are not as many keys as values")
    pairs = dict(zip(names, found, strict=True))
    return TerraformMap(pairs) if isinstance(values, TerraformList) else pairs


def contains(items: Any, value: Any) -> bool:
    wanted = identity(value)
    if value is None:
        raise FunctionError("null has no type, and is not looked for")
    return any(identity(item) == wanted for item in as_list(items))


def alltrue(items: Any) -> bool:
    return all(item is True for item in as_list_of(items, BOOL))


def anytrue(items: Any) -> bool:
    return any(item is True for item in as_list_of(items, BOOL))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "alltrue": alltrue,
    "anytrue": anytrue,
    "coalesce": coalesce,
    "compact": compact,
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
    "sort": sort,
    "sum": total,
    "transpose": transpose,
}
MOVING: Mapping[str, Callable[..., Any]] = {
    "chunklist": chunklist,
    "coalescelist": coalescelist,
    "concat": concat,
    "element": element,
    "flatten": flatten,
    "keys": keys,
    "lookup": lookup,
    "merge": merge,
    "one": one,
    "reverse": reverse,
    "slice": cut,
    "tolist": tolist,
    "tomap": tomap,
    "toset": toset,
    "values": values,
    "zipmap": zipmap,
}
