"""Arguments and blocks of one resource to CloudFormation's properties."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from adapters.json_text import json_if_sound, json_value, marked_as
from adapters.terraform.mapping.tables import Argument
from adapters.values import Mixed, Reference, Unknown, Value, scalar_text


def translate(
    body: Mapping[str, Value], arguments: Mapping[str, Argument], me: Reference
) -> dict[str, Value]:
    """Return the properties that a resource's arguments and blocks become; `me` refers to the resource."""
    found: dict[str, Value] = {}
    for name, value in body.items():
        argument = arguments.get(name)
        if argument is None:
            continue
        if argument.arguments or argument.spread:
            for path, part in _block(argument, value, me):
                _set(found, path, part)
            continue
        part = converted(value, argument)
        if part.data is not None:
            _set(found, argument.to, part)
            for path, content in argument.beside.items():
                _set(found, path, replace(constant(content, value), defaulted=False))
    return found


def names_of(arguments: Mapping[str, Argument], into: str = "", above: str = "") -> Iterator[tuple[str, str]]:
    """Yield every property that a table knows, with what the user calls it."""
    for name, argument in arguments.items():
        path = _path(into, argument.to)
        own = f"{above}.{name}" if above else name
        if argument.to:
            yield path, own
        inside = f"{path}[]" if argument.many else f"{path}.*" if argument.key else path
        yield from names_of(argument.arguments, inside, own)
        for source, target in argument.spread.items():
            yield _path(inside, target), f"{own}.{source}"


def _block(argument: Argument, value: Value, me: Reference) -> Iterator[tuple[str, Value]]:
    """What a block, or several of one type, become."""
    if isinstance(value.data, Unknown | Reference):
        if argument.to:
            yield argument.to, value
        else:
            # The block stands for several properties of the resource, which are all open.
            for path in _targets(argument):
                yield path, value
        return
    blocks = value.data if isinstance(value.data, list) else [value]
    if argument.key:
        if blocks:
            yield argument.to, _keyed(argument, blocks, value, me)
        return
    if argument.many:
        items = [item for block in blocks for item in _items(argument, block, me)]
        if items:
            yield argument.to, replace(value, data=items)
        return
    for block in blocks[:1]:
        if not isinstance(block.data, dict):
            if argument.to:
                yield argument.to, block
            continue
        inner = translate(block.data, argument.arguments, me)
        if argument.to:
            yield argument.to, replace(block, data=inner)
        else:
            yield from inner.items()


def _keyed(argument: Argument, blocks: list[Value], whole: Value, me: Reference) -> Value:
    """Blocks as an object: each under what one of its arguments says."""
    members: dict[str, Value] = {}
    for block in blocks:
        key = block.data.get(argument.key) if isinstance(block.data, dict) else None
        if key is None or not isinstance(key.data, str) or not isinstance(block.data, dict):
            return replace(whole, data=_open_name())
        members[key.data] = replace(block, data=translate(block.data, argument.arguments, me))
    return replace(whole, data=members)


def _open_name() -> Unknown:
    return Unknown("a name is open", "function", "${?}")


def _targets(argument: Argument) -> Iterator[str]:
    for inner in argument.arguments.values():
        if inner.to:
            yield inner.to
        else:
            yield from _targets(inner)


def _items(argument: Argument, block: Value, me: Reference) -> Iterator[Value]:
    """The elements of a list that one block becomes: one, or one for each value of the arguments under `spread`."""
    if not isinstance(block.data, dict):
        yield block
        return
    inner = translate(block.data, argument.arguments, me)
    if not argument.spread:
        yield replace(block, data=inner)
        return
    yield from (replace(block, data={**inner, **extra}) for extra in spread(block.data, argument.spread, me))


def spread(
    body: Mapping[str, Value], targets: Mapping[str, str], me: Reference
) -> Iterator[dict[str, Value]]:
    """Yield what each value of some arguments adds: `cidr_blocks = [a, b]` gives CidrIp a, and CidrIp b."""
    written = False
    for name, target in targets.items():
        value = body.get(name)
        if value is None or value.data in (None, False, "false", []):
            continue
        written = True
        if value.data in (True, "true"):  # Terraform takes the text for the truth value
            yield {target: replace(value, data=me)}
        elif isinstance(value.data, list):
            yield from ({target: item} for item in value.data)
        else:
            yield {target: value}
    if not written:
        yield {}


def converted(value: Value, argument: Argument) -> Value:
    """Return a value in the shape that the property has."""
    if argument.values and not isinstance(value.data, Unknown | Reference | Mixed | list | dict):
        value = replace(value, data=_other_word(value.data, argument.values))
    convert = argument.conversion
    if convert is None or convert == "plain":
        return value
    if isinstance(convert, dict):
        return _element(value, convert)
    if isinstance(convert, list):
        return _each(value, convert[0]) if len(convert) == 1 else _pairs(value, convert[0], convert[1])
    return _CONVERSIONS[convert](value)


def _other_word(data: Any, values: Mapping[Any, Any]) -> Any:
    for word, other in values.items():
        if data == word and isinstance(data, bool) == isinstance(word, bool):
            return other
        if isinstance(word, bool) and isinstance(data, str) and data == str(word).lower():
            return other
    return data


def _pairs(value: Value, name: str, holder: str) -> Value:
    if not isinstance(value.data, dict):
        return value
    items = [
        replace(
            item,
            data={
                name: replace(item, data=key, parameters=frozenset(), references=frozenset()),
                holder: item,
            },
        )
        for key, item in value.data.items()
    ]
    return replace(value, data=items)


def _each(value: Value, name: str) -> Value:
    """A list of values, or one, as a list of objects with one member."""
    if isinstance(value.data, Unknown):
        return value
    items = value.data if isinstance(value.data, list) else [value]
    return replace(value, data=[replace(item, data={name: item}) for item in items])


def _element(value: Value, members: Mapping[str, Any]) -> Value:
    """A value as one element of a list: `{AttributeName: $, KeyType: HASH}`, or `{Key: x.enabled}` for a text."""
    if not _has_place(members):
        members, value = {**members, "Value": "$"}, _text(value)
    return replace(value, data=[_filled(members, value)])


def _has_place(content: Any) -> bool:
    if isinstance(content, dict):
        return any(_has_place(inner) for inner in content.values())
    return bool(content == "$")


def _filled(content: Any, value: Value) -> Value:
    """What a table says, with a value where `$` stands."""
    if isinstance(content, dict):
        return replace(value, data={name: _filled(inner, value) for name, inner in content.items()})
    return value if content == "$" else replace(constant(content, value), defaulted=False)


def _mapping(value: Value) -> Value:
    """Blocks with a name and a value to a mapping."""
    blocks = value.data if isinstance(value.data, list) else [value]
    members: dict[str, Value] = {}
    for block in blocks:
        if not isinstance(block.data, dict) or len(block.data) < 2:
            return value if isinstance(block.data, Unknown) else replace(value, data=_open_name())
        name = block.data.get("name") or block.data.get("key") or next(iter(block.data.values()))
        holder = block.data.get("value") or [*block.data.values()][1]
        if not isinstance(name.data, str):
            return replace(value, data=_open_name())
        members[name.data] = holder
    return replace(value, data=members)


def _list(value: Value) -> Value:
    return value if isinstance(value.data, list | Unknown) else replace(value, data=[value])


def _first(value: Value) -> Value:
    return value.data[0] if isinstance(value.data, list) and value.data else value


def _not(value: Value) -> Value:
    return replace(value, data=not value.data) if isinstance(value.data, bool) else value


def _text(value: Value) -> Value:
    if isinstance(value.data, list):
        return replace(value, data=[_text(item) for item in value.data])
    if isinstance(value.data, bool | int | float):
        return replace(value, data=scalar_text(value.data))
    return value


def _base64(value: Value) -> Value:
    if isinstance(value.data, Mixed) and value.data.decoded is not None:
        return marked_as(value.data.decoded, value)
    if not isinstance(value.data, str):
        return value
    try:
        return replace(value, data=base64.b64decode(value.data, validate=True).decode("utf-8"))
    except (binascii.Error, UnicodeDecodeError):
        return value


def _json_upper(value: Value) -> Value:
    return _upper(json_value(value))


# What is below these has names of its own, such as `awslogs-group`.
_FREE = ("DockerLabels", "DriverOpts", "Labels", "Options")


def _upper(value: Value) -> Value:
    if isinstance(value.data, list):
        return replace(value, data=[_upper(item) for item in value.data])
    if isinstance(value.data, dict):
        named = {key[:1].upper() + key[1:]: item for key, item in value.data.items()}
        return replace(
            value, data={key: item if key in _FREE else _upper(item) for key, item in named.items()}
        )
    return value


def tag_list(value: Value) -> Value:
    """A map of tags as CloudFormation's list of Key and Value."""
    return _pairs(value, "Key", "Value")


_CONVERSIONS = {
    "json": json_value,
    "json_if_sound": json_if_sound,
    "json_upper": _json_upper,
    "tags": tag_list,
    "map": _mapping,
    "list": _list,
    "first": _first,
    "not": _not,
    "text": _text,
    "base64": _base64,
}


def _path(into: str, to: str) -> str:
    return f"{into}.{to}" if into and to else into or to


def _set(values: dict[str, Value], path: str, value: Value) -> None:
    """Put a value at a path, beside what is there already."""
    name, _, rest = path.partition(".")
    if not rest:
        values[name] = merged(values[name], value) if name in values else value
        return
    holder = values.get(name)
    if holder is None or not isinstance(holder.data, dict):
        if holder is not None and isinstance(holder.data, Unknown):
            return
        holder = values[name] = Value({}, value.line, value.end_line, path=value.path)
    assert isinstance(holder.data, dict)
    _set(holder.data, rest, value)


def merged(one: Value, other: Value) -> Value:
    """Return both: objects member by member, lists one after the other; else the later one."""
    if isinstance(one.data, dict) and isinstance(other.data, dict):
        members = dict(one.data)
        for name, value in other.data.items():
            members[name] = merged(members[name], value) if name in members else value
        return replace(one, data=members)
    if isinstance(one.data, list) and isinstance(other.data, list):
        return replace(one, data=[*one.data, *other.data])
    if isinstance(one.data, Unknown) and isinstance(other.data, list | dict):
        return one
    return other


def constant(content: Any, near: Value) -> Value:
    """Return what a table says itself, as a value that was not written."""
    if isinstance(content, dict):
        data: Any = {key: constant(item, near) for key, item in content.items()}
    elif isinstance(content, list):
        data = [constant(item, near) for item in content]
    else:
        data = content
    return Value(data, near.line, near.end_line, path=near.path, defaulted=True)
