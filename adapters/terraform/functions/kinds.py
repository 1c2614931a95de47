"""Types of values, the type that several values have in common, and conversion from one type to another.

Values are plain, or terms: anything with `data` in it, which conversion exchanges and leaves the rest of the term as
it is. https://developer.hashicorp.com/terraform/language/expressions/types, and the package `convert` of
https://github.com/zclconf/go-cty, which Terraform decides with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adapters.terraform.functions.conversion import as_bool, as_number, as_text
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.sets import TerraformList, TerraformMap, TerraformSet, Unordered, identity
from adapters.values import Mixed


@dataclass(frozen=True, slots=True)
class Kind:
    """A type: `element` is that of a collection's elements, `members` are those of a tuple or an object by name."""

    name: str
    element: Kind | None = None
    members: tuple[tuple[str, Kind], ...] = ()


STRING, NUMBER, BOOL = Kind("string"), Kind("number"), Kind("bool")
NULL = Kind("null")  # a null without a type
OPEN = Kind("open")  # of a value that is not known
ANY = Kind("any")
_PRIMITIVE = frozenset({"string", "number", "bool"})
_STRUCTURES = frozenset({"list", "set", "map", "tuple", "object"})
_UNTYPED = frozenset({"null", "open", "any"})
_COLLECTIONS: Mapping[type, str] = {
    TerraformList: "list", Unordered: "list", TerraformSet: "set", TerraformMap: "map"
}  # fmt: skip
_OPEN = object()
_CONVERSIONS = {"string": as_text, "number": as_number, "bool": as_bool}


def list_of(element: Kind) -> Kind:
    return Kind("list", element)


def set_of(element: Kind) -> Kind:
    return Kind("set", element)


def map_of(element: Kind) -> Kind:
    return Kind("map", element)


def content(value: Any) -> Any:
    """Return what is in a term, or a plain value itself."""
    return getattr(value, "data", value)


def _with_content(value: Any, data: Any) -> Any:
    return replace(value, data=data) if hasattr(value, "data") else data


def kind_of(value: Any) -> Kind:
    """Return the type of a value."""
    data = content(value)
    if data is None:
        return NULL
    if isinstance(data, bool):
        return BOOL
    if isinstance(data, int | float):
        return NUMBER
    if isinstance(data, str | Mixed):
        return STRING
    if isinstance(data, TerraformMap):
        return Kind("map", _shared(kind_of(item) for item in data.values()))
    if type(data) in _COLLECTIONS:
        return Kind(_COLLECTIONS[type(data)], _shared(kind_of(item) for item in data))
    if isinstance(data, list):
        return Kind("tuple", None, tuple((str(i), kind_of(item)) for i, item in enumerate(data)))
    if isinstance(data, Mapping):
        return Kind("object", None, tuple((name, kind_of(data[name])) for name in sorted(data)))
    return OPEN


def _shared(kinds: Iterable[Kind]) -> Kind:
    """The type of a collection's elements, of which some may tell less than others, such as a null."""
    found = ANY
    for kind in dict.fromkeys(kinds):
        found = _filled(found, kind)
    return found


def _filled(one: Kind, other: Kind) -> Kind:
    if one.name in _UNTYPED:
        return other if other.name not in _UNTYPED else one
    if one.name != other.name or one == other:
        return one
    if one.element is not None and other.element is not None:
        return Kind(one.name, _filled(one.element, other.element))
    theirs = dict(other.members)
    return Kind(
        one.name, None, tuple((name, _filled(kind, theirs.get(name, ANY))) for name, kind in one.members)
    )


def unify(kinds: Iterable[Kind]) -> Kind | None:
    """Return the type that values of all these types can be converted to, None when there is none.

    What is not known is taken to be of the others' type.
    """
    distinct = [kind for kind in dict.fromkeys(kinds) if kind.name not in ("open", "any")]
    if len(distinct) < 2:
        return distinct[0] if distinct else ANY
    names = {kind.name for kind in distinct}
    typed = [kind for kind in distinct if kind != NULL]
    structures = names - {"null"}
    if len(structures) == 1 and structures <= _STRUCTURES:
        # Beside a null without a type, tuples, objects and collections stay what they are.
        return ANY if "null" in names else _unified_structure(typed)
    found = _unified_pair(structures, typed)
    if found is not None:
        return ANY if "null" in names else found
    if {"object", "tuple"} <= names:
        return None
    for wanted in _by_preference(distinct):
        if all(kind == wanted or convertible(kind, wanted) for kind in distinct):
            return ANY if wanted == NULL else wanted
    return None


def _unified_structure(kinds: Sequence[Kind]) -> Kind | None:
    """The type that is made from types of one structure, where none of them may be it."""
    name = kinds[0].name
    if name in ("object", "tuple"):
        return _unified_members(name, kinds)
    element = unify(kind.element or ANY for kind in kinds)
    return None if element is None else Kind(name, element)


def _unified_pair(names: set[str], kinds: Sequence[Kind]) -> Kind | None:
    """The type of tuples and lists, or objects and maps: what is not of one type becomes it, if it can."""
    for structure, collection in (("tuple", "list"), ("object", "map")):
        if names == {structure, collection}:
            loose = _collected(collection, [kind for kind in kinds if kind.name == structure])
            strict = [kind for kind in kinds if kind.name == collection]
            return None if loose is None else unify([*strict, loose])
    return None


def _unified_members(name: str, kinds: Sequence[Kind]) -> Kind | None:
    """Tuples of one length and objects with the same attributes stay what they are, else they are a list or a map."""
    names = [member for member, _ in kinds[0].members]
    if all([member for member, _ in kind.members] == names for kind in kinds):
        rows = zip(*(kind.members for kind in kinds), strict=True)
        unified = [unify(kind for _, kind in row) for row in rows]
        if None in unified:
            return None
        pairs = zip(names, unified, strict=True)
        return Kind(name, None, tuple((member, kind) for member, kind in pairs if kind is not None))
    return _collected("list" if name == "tuple" else "map", kinds)


def _collected(name: str, kinds: Sequence[Kind]) -> Kind | None:
    element = unify(member for kind in kinds for _, member in kind.members)
    return None if element is None else Kind(name, element)


def _by_preference(kinds: Sequence[Kind]) -> list[Kind]:
    """The more general types first, otherwise in their order."""
    left, found = list(kinds), []
    while left:
        first = next((one for one in left if not any(_more_general(other, one) for other in left)), left[0])
        found.append(first)
        left.remove(first)
    return found


def _more_general(one: Kind, other: Kind) -> bool:
    if other.name in _UNTYPED:
        return one.name not in _UNTYPED
    if {one.name, other.name} <= _PRIMITIVE:
        return one.name == "string" != other.name
    if one.name == other.name and one.element is not None and other.element is not None:
        return _more_general(one.element, other.element)
    return (one.name, other.name) in {("list", "tuple"), ("list", "set"), ("tuple", "set"), ("map", "object")}


def convertible(kind: Kind, wanted: Kind) -> bool:
    """Whether there is a conversion between two types; a value may still refuse it."""
    if kind == wanted or wanted.name in _UNTYPED or kind.name in _UNTYPED:
        return True
    if {kind.name, wanted.name} <= _PRIMITIVE:
        return "string" in (kind.name, wanted.name)
    element = wanted.element or ANY
    if kind.element is not None and wanted.element is not None:
        return (kind.name == "map") == (wanted.name == "map") and convertible(kind.element, element)
    if (kind.name, wanted.name) in {("tuple", "list"), ("tuple", "set"), ("object", "map")}:
        if element.name in _UNTYPED:
            return unify(member for _, member in kind.members) is not None
        return all(convertible(member, element) for _, member in kind.members)
    if kind.name == "map" and wanted.name == "object":
        return all(convertible(kind.element or ANY, member) for _, member in wanted.members)
    if kind.name != wanted.name or (kind.name == "tuple" and len(kind.members) != len(wanted.members)):
        return False
    own = dict(kind.members)
    return all(name in own and convertible(own[name], member) for name, member in wanted.members)


def converted(value: Any, wanted: Kind) -> Any:
    """Return a value as a type; what is null or open stays what it is. Raises FunctionError."""
    data = content(value)
    if wanted.name in _UNTYPED or data is None or kind_of_is_open(data):
        return value
    if wanted.name in _PRIMITIVE:
        return value if isinstance(data, Mixed) else _with_content(value, _CONVERSIONS[wanted.name](data))
    if wanted.name in ("list", "set", "tuple"):
        return _with_content(value, _sequence(data, wanted))
    return _with_content(value, _mapping(data, wanted))


def kind_of_is_open(data: Any) -> bool:
    """Whether what is in a term has no type yet."""
    return not isinstance(data, bool | int | float | str | list | Mapping | Mixed)


def _sequence(data: Any, wanted: Kind) -> Any:
    if not isinstance(data, list):
        raise FunctionError(f"a {wanted.name} is wanted")
    if wanted.name == "tuple":
        if type(data) is not list or len(data) != len(wanted.members):
            raise FunctionError(f"a tuple of {len(wanted.members)} elements is wanted")
        return [converted(item, kind) for item, (_, kind) in zip(data, wanted.members, strict=True)]
    element = _element_kind(data, data, wanted)
    items = [converted(item, element) for item in data]
    if wanted.name == "set":
        return set_from(items)
    return Unordered(items) if isinstance(data, Unordered) else TerraformList(items)


def _mapping(data: Any, wanted: Kind) -> Any:
    if not isinstance(data, Mapping):
        raise FunctionError(f"a{'n object' if wanted.name == 'object' else ' map'} is wanted")
    if wanted.name == "map":
        element = _element_kind(data, data.values(), wanted)
        return TerraformMap({key: converted(item, element) for key, item in data.items()})
    missing = next((name for name, _ in wanted.members if name not in data), None)
    if missing is not None:
        raise FunctionError(f'the attribute "{missing}" is missing')
    return {name: converted(data[name], kind) for name, kind in wanted.members}


def _element_kind(data: Any, items: Iterable[Any], wanted: Kind) -> Kind:
    """The type of the elements, which may be for the values to decide."""
    if wanted.element is not None and wanted.element.name not in _UNTYPED:
        return wanted.element
    if type(data) in _COLLECTIONS:
        return ANY
    kinds = [kind_of(item) for item in items]
    found = unify(kinds)
    typed = {kind for kind in kinds if kind.name not in _UNTYPED}
    # Beside null, the values of a map may be of any one type, those of a list may not.
    if found is None or (found == ANY and len(typed) > (wanted.name == "map")):
        raise FunctionError("the elements have no type in common")
    return found


def set_from(items: Sequence[Any]) -> TerraformSet:
    """Return a set of plain values, or of terms, of which those that are equal are one."""
    plain = [_plain(item) for item in items]
    result: TerraformSet = TerraformSet()
    if any(_OPEN in parts[1:] for parts in plain):
        keys = [("at", str(i)) if _OPEN in parts[1:] else identity(parts[0]) for i, parts in enumerate(plain)]
        list.extend(result, dict(zip(keys, items, strict=True)).values())
        return result
    found = {identity(parts[0]): item for parts, item in zip(reversed(plain), reversed(items), strict=True)}
    list.extend(result, (found[identity(item)] for item in TerraformSet(parts[0] for parts in plain)))
    return result


def _plain(value: Any) -> list[Any]:
    """A value without terms, and a mark beside it when something in it is open."""
    data = content(value)
    if data is not None and kind_of_is_open(data):
        return [None, _OPEN]
    if isinstance(data, Mixed):
        return [data.text] if data.is_known else [None, _OPEN]
    if isinstance(data, list):
        parts = [_plain(item) for item in data]
        inside: Any = [part[0] for part in parts]
        data = type(data)(inside) if isinstance(data, TerraformList | TerraformSet) else inside
    elif isinstance(data, Mapping):
        parts = [_plain(item) for item in data.values()]
        pairs = dict(zip(data, (part[0] for part in parts), strict=True))
        data = TerraformMap(pairs) if isinstance(data, TerraformMap) else pairs
    else:
        return [data]
    return [data, _OPEN] if any(_OPEN in part[1:] for part in parts) else [data]


def as_list_of(value: Any, element: Kind = ANY) -> TerraformList:
    """Return an argument that is declared as a list, as which tuples and sets are taken too; raises FunctionError."""
    found: TerraformList = _argument(value, list_of(element))
    return found


def as_set_of(value: Any, element: Kind = ANY) -> TerraformSet:
    """Return an argument that is declared as a set; raises FunctionError."""
    found: TerraformSet = _argument(value, set_of(element))
    return found


def as_map_of(value: Any, element: Kind = ANY) -> TerraformMap:
    """Return an argument that is declared as a map; raises FunctionError."""
    found: TerraformMap = _argument(value, map_of(element))
    return found


def _argument(value: Any, wanted: Kind) -> Any:
    if value is None:
        raise FunctionError(f"null is given where a {wanted.name} is wanted")
    return converted(value, wanted)
