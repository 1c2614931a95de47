"""Instances to the resources of the normalized document: translated, with their parts folded in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from adapters.terraform.evaluator import camel
from adapters.terraform.mapping.tables import Entry, arguments, entry, parts_of
from adapters.terraform.mapping.translation import constant, merged, names_of, spread, tag_list, translate
from adapters.values import NONE, Mixed, Part, Reference, Unknown, Value, plain


@dataclass
class Source:
    """One instance as it is written, from HCL or a plan: its arguments and blocks by name.

    `modules` are the calls of modules that it refers to as wholes, and so waits for everything in them.
    """

    address: str
    type: str
    body: dict[str, Value]
    path: str
    line: int
    end_line: int
    depends_on: list[str] = field(default_factory=list)
    prevent_destroy: Value | None = None
    default_tags: Value | None = None
    region: str | None = None
    construct_path: str | None = None
    condition: str | None = None
    modules: frozenset[str] = NONE

    @property
    def place(self) -> Value:
        """A value that stands where the resource does."""
        return Value(None, self.line, self.line, path=self.path)


@dataclass
class Made:
    """A resource of the document before it is flattened; `source_address` is what the user wrote, if not this."""

    address: str
    type: str
    source: Source
    properties: dict[str, Value]
    lifecycle: dict[str, Value] = field(default_factory=dict)
    source_address: str | None = None


@dataclass
class Translated:
    """The resources by address, and where each part that was folded into another one went."""

    resources: dict[str, Made] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)


def make(sources: list[Source]) -> Translated:
    """Return the resources that a configuration's instances come to."""
    result = Translated()
    parts: list[tuple[Source, Entry]] = []
    for source in sources:
        table = entry(source.type)
        if table is not None and table.into is not None:
            parts.append((source, table))
            continue
        for made in _made(source, table):
            result.resources[made.address] = made
    by_name = _by_name(result.resources.values())
    for source, table in parts:
        _fold(result, source, table, by_name)
    return result


def _made(source: Source, table: Entry | None) -> Iterator[Made]:
    """A resource, and those that it holds."""
    if table is None:
        yield _unmapped(source)
        return
    me = Reference(source.address, "Ref")
    kind = _choice(table.type, source.body)
    if not isinstance(kind, str):
        yield _unmapped(source)
        return
    properties = translate(_with_default_tags(source, table), table.arguments, me)
    _place_holders(properties, table, source)
    _complete(properties, table, source)
    yield Made(source.address, kind, source, properties, _lifecycle(source, table))
    for child in table.content.get("children", ()):
        yield from _children(source, child, me)


def _place_holders(properties: dict[str, Value], table: Entry, source: Source) -> None:
    """What only holds arguments of the resource, such as the data of a launch template, stands where that does."""
    written = {argument.to for argument in table.arguments.values()}
    for name, value in properties.items():
        if name not in written and any(path.startswith(f"{name}.") for path in written):
            properties[name] = replace(value, line=source.line, end_line=source.line, path=source.path)


def _complete(properties: dict[str, Value], table: Entry, source: Source) -> None:
    """What the table says of every such resource, and what holds when nothing is written."""
    for path, content in table.content.get("constants", {}).items():
        _put(properties, path, constant(content, source.place), over=True)
    for path, content in table.content.get("defaults", {}).items():
        _put(properties, path, constant(content, source.place), over=False)


def _put(properties: dict[str, Value], path: str, value: Value, over: bool) -> None:
    name, _, rest = path.partition(".")
    if rest:
        holder = properties.setdefault(
            name, Value({}, value.line, value.end_line, path=value.path, defaulted=True)
        )
        if isinstance(holder.data, dict):
            _put(holder.data, rest, value, over)
    elif over or name not in properties:
        properties[name] = value


def _unmapped(source: Source) -> Made:
    """A type without a table keeps its own words."""
    properties = {camel(name): value for name, value in source.body.items()}
    if "tags" in source.body and source.type.startswith("aws_"):
        properties["Tags"] = tag_list(source.body["tags"])
    return Made(source.address, source.type, source, properties, _lifecycle(source, None))


def _with_default_tags(source: Source, table: Entry) -> Mapping[str, Value]:
    if "tags" not in table.arguments:
        return source.body
    tags = _tags(source)
    return source.body if tags is None else {**source.body, "tags": tags}


def _tags(source: Source) -> Value | None:
    """The tags of a resource over those of its provider."""
    own, default = source.body.get("tags"), source.default_tags
    if own is None or default is None:
        return own or default
    if isinstance(default.data, Unknown):
        return own if own.data else default
    if isinstance(own.data, dict) and isinstance(default.data, dict):
        return replace(own, data={**default.data, **own.data})
    return own if not isinstance(own.data, dict) else replace(default, line=own.line, end_line=own.end_line)


def _lifecycle(source: Source, table: Entry | None) -> dict[str, Value]:
    """What becomes of the resource when it is removed or replaced, in CloudFormation's words where it has some."""
    content = table.content if table is not None else {}
    found = {
        name: source.body[argument]
        for argument, name in content.get("beside", {}).items()
        if argument in source.body
    }
    value = _removal(source, content.get("lifecycle"))
    return found if value is None else {"DeletionPolicy": value, **found}


def _removal(source: Source, rule: Mapping[str, Any] | None) -> Value | None:
    protected = source.prevent_destroy
    if protected is not None and protected.data is not False:
        return replace(protected, data="Retain") if protected.data is True else protected
    if rule is None:
        return None
    written = source.body.get(rule["argument"])
    if written is None:
        return constant(rule["default"], source.place)
    if isinstance(written.data, str | bool):
        found = rule["values"].get(written.data, rule["values"].get("*"))
        return replace(written, data=found) if found is not None else constant(rule["default"], source.place)
    return written


def _children(source: Source, child: Mapping[str, Any], me: Reference) -> Iterator[Made]:
    """Resources of their own that stand inside of one."""
    table = arguments(child["arguments"])
    if "block" in child:
        value = source.body.get(child["block"])
        blocks = [] if value is None else value.data if isinstance(value.data, list) else [value]
        bodies = [
            (f"{source.address}.{child['block']}[{i}]", block, block.data)
            for i, block in enumerate(blocks)
            if isinstance(block.data, dict)
        ]
    elif "each" in child:
        listed = source.body.get(child["each"])
        items = listed.data if listed is not None and isinstance(listed.data, list) else []
        bodies = [
            (f"{source.address}.{child['each']}[{i}]", item, {**source.body, child["each"]: item})
            for i, item in enumerate(items)
        ]
    elif child["when"] in source.body:
        written = source.body[child["when"]]
        bodies = [(f"{source.address}.{child['when']}", written, source.body)]
    else:
        bodies = []
    for address, place, body in bodies:
        properties = translate(body, table, me)
        for path, content in child.get("constants", {}).items():
            _put(properties, path, constant(content, place), over=True)
        link = replace(source.place, data=me, line=place.line, end_line=place.end_line)
        name = child["link"].removesuffix("[]")
        properties[name] = link if name == child["link"] else replace(link, data=[link])
        inner = replace(source, address=address, line=place.line, end_line=place.end_line, body=dict(body))
        yield Made(address, _choice(child["type"], body), inner, properties, source_address=source.address)


# Parts of other resources


def _fold(result: Translated, source: Source, table: Entry, by_name: Mapping[tuple[str, str], str]) -> None:
    into = table.into
    assert into is not None
    me = Reference(source.address, "Ref")
    parent = _parent(source, source.body.get(into["parent"]), result.resources, by_name)
    if parent is None:
        for made in _alone(source, table, me):
            result.resources[made.address] = made
        return
    body = {name: value for name, value in source.body.items() if name != into["parent"]}
    properties = translate(_with_default_tags(replace(source, body=body), table), table.arguments, me)
    _complete(properties, table, source)
    result.moved[source.address] = parent
    into_properties = result.resources[parent].properties
    name = _choice(into.get("property"), source.body)
    targets = _choice(table.content.get("spread", {}), source.body) or {}
    part = Part(source.address, source.type)
    if not (isinstance(name, str) and into.get("many")):
        properties = {
            key: replace(value, part=replace(part, member=True)) for key, value in properties.items()
        }
    if not isinstance(name, str):
        for key, value in properties.items():
            into_properties[key] = merged(into_properties[key], value) if key in into_properties else value
        return
    whole = replace(source.place, end_line=source.end_line)
    items = [
        replace(
            properties[""] if "" in properties else replace(whole, data={**properties, **extra}), part=part
        )
        for extra in (spread(source.body, targets, Reference(parent, "Ref")) if targets else [{}])
    ]
    value = replace(whole, data=items) if into.get("many") else items[0]
    held = into_properties.get(name)
    if held is not None and held.defaulted:
        held = None
    into_properties[name] = merged(held, value) if held is not None else value


def _alone(source: Source, table: Entry, me: Reference) -> Iterator[Made]:
    """A part whose parent is not in the configuration."""
    properties = translate(_with_default_tags(source, table), table.arguments, me)
    _complete(properties, table, source)
    kind = _choice(table.type, source.body)
    if not isinstance(kind, str):
        yield _unmapped(source)
        return
    targets = _choice(table.content.get("spread", {}), source.body) or {}
    extras = [*spread(source.body, targets, me)] if targets else [{}]
    for i, extra in enumerate(extras):
        address = source.address if i == 0 else f"{source.address}#{i + 1}"
        made_from = None if i == 0 else source.address
        yield Made(address, kind, source, {**properties, **extra}, _lifecycle(source, table), made_from)


def _parent(
    source: Source, value: Value | None, resources: Mapping[str, Made], by_name: Mapping[tuple[str, str], str]
) -> str | None:
    """The resource that an argument refers to, or names, of the type that the part is for."""
    if value is None:
        return None
    data: Any = value.data
    candidates = [data] if isinstance(data, Reference) else []
    if isinstance(data, Mixed):
        candidates = [part for part in data.parts if isinstance(part, Reference)]
    candidates += sorted(value.references, key=lambda reference: reference.address)
    for reference in candidates:
        if reference.address in resources and _holds(resources[reference.address].source.type, source.type):
            return reference.address
    called = _called(data)
    named = (
        address for (type, name), address in by_name.items() if name == called and _holds(type, source.type)
    )
    return next(named, None) if called is not None else None


def _holds(type: str, part: str) -> bool:
    """Whether resources of a type take a part in; types that are alike have the same table."""
    table, inner = entry(type), entry(part)
    wanted = entry(inner.parent_type) if inner is not None and inner.parent_type else None
    return table is not None and wanted is not None and table.content is wanted.content


def _called(data: Any) -> str | None:
    """What a name says; the same variable is the same name, whatever its value will be."""
    if isinstance(data, Unknown) and data.kind == "parameter":
        return data.expression
    return data if isinstance(data, str) else None


def _by_name(resources: Iterable[Made]) -> dict[tuple[str, str], str]:
    """Resources by type and by what they are called, as far as it is known."""
    found: dict[tuple[str, str], str] = {}
    for made in resources:
        table = entry(made.source.type)
        for name in table.ref if table is not None else ():
            value = made.source.body.get(name)
            called = _called(value.data) if value is not None else None
            if called is not None:
                found[made.source.type, called] = made.address
    return found


def _choice(content: Any, body: Mapping[str, Value]) -> Any:
    """What a table says, which may depend on an argument."""
    if not isinstance(content, dict) or content.keys() != {"argument", "values"}:
        return content
    value = body.get(content["argument"])
    return (
        content["values"].get(plain(value))
        if value is not None and isinstance(value.data, str | bool)
        else None
    )


# Words

# What no table has: an argument that is read before, and those of a type without a table.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "aws_lambda_function": {"Code": "filename"},
    "random_password": {"OverrideSpecial": "override_special"},
}


@cache
def words(source_type: str) -> Mapping[str, str]:
    """Return what the user calls each property of a type: an argument, or the part that holds it."""
    table = entry(source_type)
    found = {"DependsOn": "depends_on", **_WORDS.get(source_type, {})}
    if table is None:
        return found
    for path, own in names_of(table.arguments):
        # Of `user_data` and `user_data_base64`, the plainer one.
        found[path] = min(own, found.get(path, own), key=len)
    for path, own in _spread(table):
        found.setdefault(path, own)
    rule = table.content.get("lifecycle")
    found["DeletionPolicy"] = rule["argument"] if rule else "prevent_destroy"
    found |= {name: argument for argument, name in table.content.get("beside", {}).items()}
    for part in parts_of(source_type):
        _add_part(found, part.source_type, part)
    return found


def _spread(table: Entry) -> Iterator[tuple[str, str]]:
    """The arguments of which each element is a resource of its own, with the property that holds it."""
    content = table.content.get("spread", {})
    for targets in content["values"].values() if "values" in content else [content]:
        yield from ((path, own) for own, path in targets.items())


def _add_part(found: dict[str, str], part: str, table: Entry) -> None:
    """A property that a part brings is called as the part, and what is in it by the part's arguments."""
    assert table.into is not None
    name = table.into.get("property")
    if isinstance(name, str):
        found.setdefault(name, part)
        return
    for path, own in names_of(table.arguments):
        top, _, inside = path.partition(".")
        found.setdefault(top, part)
        if inside:
            found.setdefault(path, f"{part}.{own}")
