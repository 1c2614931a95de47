"""Every table against the AWS provider's schema and CloudFormation's.

`EXCEPTIONS` are the places where a table knowingly differs from what the schemas say, each with its reason.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
import yaml

from adapters.terraform import provider
from adapters.terraform.mapping import tables
from adapters.terraform.mapping.tables import Argument, Entry
from tests.terraform.test_mapping_cloudformation import Place, attributes, place

ENTRIES = tables.types()

ENTRY_KEYS = {
    "type", "ref", "returns", "arguments", "defaults", "constants", "lifecycle", "beside", "into", "children", "spread",
}  # fmt: skip
ARGUMENT_KEYS = {"to", "arguments", "many", "key", "as", "values", "with", "spread"}
CHILD_KEYS = {"type", "block", "each", "when", "link", "arguments", "constants"}
CHOICE_KEYS = {"argument", "values"}
INTO_KEYS = {"parent", "of", "property", "many"}
LIFECYCLE_KEYS = {"argument", "values", "default"}
CONVERSIONS = {
    "json", "json_if_sound", "json_upper", "tags", "map", "plain", "list", "first", "not", "text", "base64"
}  # fmt: skip
POLICIES = {"Delete", "Retain", "Snapshot", "RetainExceptOnCreate"}

# What is found, as a pattern, and why it is right all the same.
EXCEPTIONS: dict[str, str] = {
    "aws_dynamodb_table.global_secondary_index.key_schema*": "newer than the schema: provider 6.29 has it",
    "aws_kinesis_firehose_delivery_stream*.buffer_*": "older than the schema: until version 5 of the provider",
}


def _queue(arguments: str, more: str = "") -> str:
    """A table with a fault."""
    return f"aws_sqs_queue: {{type: 'AWS::SQS::Queue', arguments: {{{arguments}}}, {more}}}"


@pytest.mark.parametrize("source_type", ENTRIES)
def test_entry(source_type: str) -> None:
    found = [problem for problem in problems(source_type) if not excused(problem)]
    assert not found, "\n".join(found)


def test_exceptions_are_needed() -> None:
    found = [problem for source_type in ENTRIES for problem in problems(source_type)]
    unused = [pattern for pattern in EXCEPTIONS if not fnmatch.filter(found, pattern)]
    assert not unused


def test_no_type_is_in_two_tables() -> None:
    found: list[str] = []
    for path in sorted(tables.FOLDER.glob("*.yaml")):
        found += yaml.load(path.read_text(encoding="utf-8"), _Once)  # a safe loader
    assert sorted(found) == ENTRIES


def test_like_is_alone_and_names_an_entry() -> None:
    for path in sorted(tables.FOLDER.glob("*.yaml")):
        for name, content in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if "like" in content:
                assert content.keys() == {"like"}, name
                entry = tables.entry(name)
                other = tables.entry(content["like"])
                assert entry is not None
                assert other is not None
                assert entry.content == other.content


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("aws_none: {type: 'AWS::SQS::Queue'}", "the provider has no such type"),
        ("aws_sqs_queue: {type: 'AWS::SQS::None'}", "CloudFormation has no type"),
        ("aws_sqs_queue: {type: 'AWS::SQS::Queue', argument: {}}", "no key is called argument"),
        (_queue("nonsense: QueueName"), "no such argument"),
        (_queue("arn: QueueName"), "no such argument"),
        (_queue("name: Nonsense"), "has no Nonsense"),
        (_queue("name: Arn"), "read only"),
        (_queue("name: {to: QueueName, form: text}"), "no key is called form"),
        (_queue("name: {to: QueueName, as: nonsense}"), "no conversion"),
        (_queue("name: {to: QueueName, many: true}"), "only a block"),
        (_queue("name: {to: Tags, as: list}, policy: {to: Tags, as: text}"), "is no string"),
        (_queue("name: Tags"), "cannot become"),
        (_queue("policy: RedrivePolicy"), "so as JSON"),
        (_queue("tags: {to: Tags, as: [Name, Value]}"), "has no Name"),
        (_queue("tags: {to: Tags, as: plain}"), "cannot become"),
        (_queue("name: {to: DelaySeconds, values: {a: nonsense}}"), "is not 'nonsense'"),
        (
            "aws_cloudwatch_log_group: {type: 'AWS::Logs::LogGroup',"
            " arguments: {log_group_class: {to: LogGroupClass, values: {a: nonsense}}}}",
            "nonsense is not one of",
        ),
        (_queue("name: {to: QueueName, with: {Nonsense: x}}"), "has no Nonsense"),
        (_queue("", "returns: {url: Nonsense}"), "gives no Nonsense"),
        (_queue("", "returns: {nonsense: Arn}"), "exports no nonsense"),
        (_queue("", "ref: [nonsense]"), "exports no nonsense"),
        (_queue("", "defaults: {Nonsense: true}"), "has no Nonsense"),
        (_queue("", "constants: {DelaySeconds: x}"), "is not 'x'"),
        (_queue("", "lifecycle: {argument: nonsense, values: {}, default: Delete}"), "no argument nonsense"),
        (_queue("", "into: {parent: name, of: aws_none}"), "no table has its parent"),
        ("aws_lb: {type: 'AWS::S3::Bucket', arguments: {timeouts: BucketName}}", "a block needs arguments"),
        (
            "aws_lb: {type: 'AWS::S3::Bucket', arguments: {timeouts: {to: CorsConfiguration, many: true,"
            " arguments: {create: X}}}}",
            "is no list",
        ),
        (
            "aws_lb: {type: 'AWS::S3::Bucket', arguments: {timeouts: {to: BucketName, arguments: {create: X}}}}",
            "is no object",
        ),
        ("aws_sns_topic: {type: 'AWS::SNS::Topic', ref: [id]}", "calls it TopicArn"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(text: str, problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, content = next(iter(yaml.safe_load(text).items()))
    monkeypatch.setattr(tables, "entry", {name: Entry(name, content)}.get)
    assert any(problem in found for found in problems(name)), [*problems(name)]


class _Once(yaml.SafeLoader):
    """Refuses a mapping that has a key twice: YAML would take the last one without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"{node.start_mark}: a key stands twice among {keys}"
        return super().construct_mapping(node, deep)


def excused(problem: str) -> bool:
    return any(fnmatch.fnmatchcase(problem, pattern) for pattern in EXCEPTIONS)


def problems(source_type: str) -> Iterator[str]:
    """Yield what is wrong with an entry: `aws_x.argument: what`."""
    entry = tables.entry(source_type)
    body = provider.resource(source_type)
    if entry is None or body is None:
        yield f"{source_type}: the provider has no such type"
        return
    yield from _keys(source_type, entry.content, ENTRY_KEYS)
    yield from _argument_keys(source_type, entry.content.get("arguments", {}))
    yield from _exports(entry, body)
    yield from _lifecycle(entry, body)
    if entry.into is None and not types_of(entry.type):
        yield f"{source_type}: neither a type nor a part"
    for cloud_type in types_of(entry.type):
        yield from _whole(entry, body, cloud_type)
    if entry.into is not None:
        yield from _part(entry, body)
    for child in entry.content.get("children", ()):
        yield from _child(entry, body, child)


def types_of(content: Any) -> list[str]:
    """Every outcome of a type or property, which may be a choice."""
    if isinstance(content, Mapping):
        return sorted({*content["values"].values()})
    return [content] if isinstance(content, str) else []


def _keys(where: str, content: Any, allowed: set[str]) -> Iterator[str]:
    for key in content.keys() - allowed:
        yield f"{where}: no key is called {key}"


def _argument_keys(where: str, content: Mapping[str, Any]) -> Iterator[str]:
    for name, argument in content.items():
        if not isinstance(argument, str):
            yield from _keys(f"{where}.{name}", argument, ARGUMENT_KEYS)
            yield from _argument_keys(f"{where}.{name}", argument.get("arguments", {}))


# Parts of an entry


def _whole(entry: Entry, body: provider.Body, cloud_type: str) -> Iterator[str]:
    """A resource of its own, or a part whose parent is somewhere else."""
    target = place(cloud_type)
    if target is None:
        yield f"{entry.source_type}: CloudFormation has no type {cloud_type}"
        return
    yield from _arguments(entry.source_type, entry.arguments, body, target)
    yield from _constants(entry, target)
    for spread in _spreads(entry, cloud_type, types_of(entry.type)):
        yield from _spread(entry.source_type, spread, body, target)


def _spreads(entry: Entry, outcome: str, outcomes: list[str]) -> Iterator[Mapping[str, str]]:
    """What an entry's `spread` is when the type or property is a certain one."""
    spread = entry.content.get("spread", {})
    if spread.keys() != CHOICE_KEYS:
        yield spread
        return
    choice = entry.type if outcome in types_of(entry.type) else (entry.into or {})["property"]
    for word, chosen in choice["values"].items():
        if chosen == outcome and word in spread["values"]:
            yield spread["values"][word]


def _part(entry: Entry, body: provider.Body) -> Iterator[str]:
    into = entry.into
    assert into is not None
    name = entry.source_type
    yield from _keys(f"{name}.into", into, INTO_KEYS)
    if into["parent"] not in body.arguments:
        yield f"{name}.into: no argument {into['parent']}"
    parent = tables.entry(entry.parent_type or "")
    if parent is None:
        yield f"{name}.into: no table has its parent"
        return
    inner = {key: argument for key, argument in entry.arguments.items() if key != into["parent"]}
    for cloud_type in types_of(parent.type):
        whole = place(cloud_type)
        assert whole is not None
        for path in types_of(into.get("property")) or [""]:
            yield from _in_parent(entry, body, whole, path, inner)


def _in_parent(
    entry: Entry, body: provider.Body, whole: Place, path: str, inner: Mapping[str, Argument]
) -> Iterator[str]:
    into = entry.into or {}
    target = whole.at(path)
    if target is None:
        yield f"{entry.source_type}.into: {whole.type} has no {path}"
        return
    if into.get("many"):
        if target.items is None:
            yield f"{entry.source_type}.into: {path} is no list"
            return
        target = target.items
    yield from _arguments(entry.source_type, inner, body, target)
    yield from _constants(entry, target)
    for spread in _spreads(entry, path, types_of(into.get("property"))):
        yield from _spread(entry.source_type, spread, body, target)


def _child(entry: Entry, body: provider.Body, child: Mapping[str, Any]) -> Iterator[str]:
    where = f"{entry.source_type}.{child.get('block') or child.get('each') or child.get('when')}"
    yield from _keys(where, child, CHILD_KEYS)
    yield from _argument_keys(where, child["arguments"])
    for cloud_type in types_of(child["type"]):
        target = place(cloud_type)
        if target is None:
            yield f"{where}: CloudFormation has no type {cloud_type}"
            continue
        link = target.at(child["link"].removesuffix("[]"))
        if link is None or (link.items is not None) != child["link"].endswith("[]"):
            yield f"{where}: {cloud_type} has no {child['link']}"
        for path, content in child.get("constants", {}).items():
            yield from _constant(where, path, content, target)
        yield from _child_arguments(where, body, child, target)


def _child_arguments(
    where: str, body: provider.Body, child: Mapping[str, Any], target: Place
) -> Iterator[str]:
    table = tables.arguments(child["arguments"])
    if "block" not in child:
        if child.get("when", child.get("each")) not in {*body.writable()}:
            yield f"{where}: the provider has no such argument"
        if "each" in child:
            listed = body.attributes[child["each"]]
            one = replace(listed, type=listed.type.element or listed.type)
            body = replace(body, attributes={**body.attributes, child["each"]: one})
        yield from _arguments(where.partition(".")[0], table, body, target)
        return
    inner = _inside(body, child["block"])
    if inner is None:
        yield f"{where}: the provider has no such block"
    else:
        yield from _arguments(where, table, inner, target)


def _exports(entry: Entry, body: provider.Body) -> Iterator[str]:
    name, returns = entry.source_type, entry.content.get("returns", {})
    for attribute in (*entry.ref, *returns):
        if attribute not in body.attributes and attribute not in body.blocks:
            yield f"{name}: the provider exports no {attribute}"
    for attribute in entry.ref:
        if attribute in returns:
            yield f"{name}: {attribute} is in ref and in returns"
    for cloud_type in types_of(entry.type):
        known = attributes(cloud_type)
        for attribute, gives in returns.items():
            if gives not in known:
                yield f"{name}.{attribute}: Fn::GetAtt of {cloud_type} gives no {gives}"
        if "arn" in body.attributes and entry.reference("arn") == "Arn" and "Arn" not in known:
            for own in _own_arns(cloud_type, known):
                yield f"{name}.arn: Fn::GetAtt of {cloud_type} calls it {own}"


def _own_arns(cloud_type: str, known: Iterable[str]) -> Iterator[str]:
    """`ARN`, and `DBInstanceArn` or `FunctionArn` of a type called `DBInstance` or `FunctionConfiguration`."""
    name = cloud_type.rpartition("::")[2].lower()
    for attribute in sorted(known):
        if attribute.lower().endswith("arn") and name.startswith(attribute.lower().removesuffix("arn")):
            yield attribute


def _lifecycle(entry: Entry, body: provider.Body) -> Iterator[str]:
    rule = entry.content.get("lifecycle")
    if rule is None:
        return
    yield from _keys(f"{entry.source_type}.lifecycle", rule, LIFECYCLE_KEYS)
    if rule["argument"] not in body.arguments:
        yield f"{entry.source_type}.lifecycle: no argument {rule['argument']}"
    for policy in {rule["default"], *rule["values"].values()} - POLICIES:
        yield f"{entry.source_type}.lifecycle: no policy {policy}"


# Arguments


def _arguments(
    where: str, table: Mapping[str, Argument], body: provider.Body, target: Place
) -> Iterator[str]:
    for name, argument in table.items():
        own = f"{where}.{name}"
        if name not in {*body.writable()} and not _is_member(body, name):
            yield f"{own}: the provider has no such argument"
            continue
        yield from _argument(own, argument, name, body, target)


def _is_member(body: provider.Body, name: str) -> bool:
    """Whether it is a member of an object, which has no flags."""
    found = body.attributes.get(name)
    return found is not None and not (found.required or found.optional or found.computed)


def _argument(where: str, argument: Argument, name: str, body: provider.Body, target: Place) -> Iterator[str]:
    found = target.at(argument.to)
    if found is None:
        yield f"{where}: {target.path} has no {argument.to}"
        return
    if argument.to and found.is_read_only:
        yield f"{where}: {found.path} is read only"
    if argument.arguments or argument.spread:
        yield from _block(where, argument, name, body, found)
        return
    if name in body.blocks and argument.conversion is None:
        yield f"{where}: a block needs arguments"
        return
    if argument.many:
        yield f"{where}: only a block stands several times"
    yield from _conversion(where, argument, found)
    if argument.conversion is None or argument.conversion == "plain":
        kind = body.attributes[name].type
        yield from _kind(where, argument, kind, found)
    yield from _words(where, argument.values.values(), found)
    for path, content in argument.beside.items():
        yield from _constant(where, path, content, target)


def _block(where: str, argument: Argument, name: str, body: provider.Body, found: Place) -> Iterator[str]:
    inner = _inside(body, name)
    if inner is None:
        yield f"{where}: the provider has no block or object of that name"
        return
    if argument.conversion is not None and name != "tags":
        yield f"{where}: a block is not converted"
    if argument.key:
        if argument.key not in inner.attributes or argument.many:
            yield f"{where}: blocks are not told apart by {argument.key}"
        found = found.at("any") or found
    elif argument.many:
        if found.items is None:
            yield f"{where}: {found.path} is no list"
            return
        found = found.items
    elif argument.to and not found.may_be("object"):
        yield f"{where}: {found.path} is no object"
        return
    yield from _arguments(where, argument.arguments, inner, found)
    yield from _spread(where, argument.spread, inner, found)


def _inside(body: provider.Body, name: str) -> provider.Body | None:
    """What a block, or an argument that is an object, has."""
    if name in body.blocks:
        return body.blocks[name].body
    found = body.attributes.get(name)
    return found.type.object if found is not None else None


def _spread(where: str, spread: Mapping[str, str], body: provider.Body, target: Place) -> Iterator[str]:
    for source, path in spread.items():
        if source not in body.attributes:
            yield f"{where}.{source}: the provider has no such argument"
        if target.at(path) is None:
            yield f"{where}.{source}: {target.path} has no {path}"


def _conversion(where: str, argument: Argument, found: Place) -> Iterator[str]:
    """What a conversion makes has to be what the property takes."""
    convert = argument.conversion
    if isinstance(convert, dict) and found.items is not None:
        yield from _constant(where, "", convert, found.items)
    elif isinstance(convert, list) and found.items is not None:
        for name in convert:
            if found.items.at(name) is None:
                yield f"{where}: {found.items.path} has no {name}"
    elif isinstance(convert, list | dict):
        yield f"{where}: {found.path} is no list"
    elif convert is not None and convert not in CONVERSIONS:
        yield f"{where}: no conversion is called {convert}"
    elif convert == "tags":
        if found.items is None or found.items.at("Key") is None or found.items.at("Value") is None:
            yield f"{where}: {found.path} has no Key and Value"
    else:
        wanted = {"map": "object", "list": "array", "not": "boolean", "text": "string", "base64": "string"}
        taken = found.items if convert == "text" and "array" in found.kinds else found
        if convert in wanted and taken is not None and not taken.may_be(wanted[convert]):
            yield f"{where}: {found.path} is no {wanted[convert]}"
        if convert in ("json", "json_if_sound", "json_upper") and not (
            found.may_be("object") or found.may_be("array")
        ):
            yield f"{where}: {found.path} is no JSON"


_TAKEN = {
    "string": ("string", "boolean", "integer", "number"),
    "number": ("integer", "number"),
    "bool": ("boolean",),
    "list": ("array",),
    "set": ("array",),
    "map": ("object",),
    "object": ("object",),
}  # fmt: skip


def _kind(where: str, argument: Argument, kind: provider.Type, found: Place) -> Iterator[str]:
    """An argument that is not converted has to be what the property takes."""
    if argument.values and kind.element is None:
        return  # the words that it becomes are looked at
    if kind.object is not None:
        yield f"{where}: an object needs arguments"
        return
    if not any(found.may_be(one) for one in _TAKEN[kind.name]):
        yield f"{where}: a {kind} cannot become {found.path}, which is {found.kind}"
    elif kind.name == "string" and found.kinds and found.may_be("object"):
        yield f"{where}: {found.path} may be an object, so as JSON"
    elif kind.element is not None and found.items is not None:
        yield from _kind(where, argument, kind.element, found.items)
    elif kind.name == "map" and found.properties:
        yield f"{where}: {found.path} is an object of certain properties"


# Words and constants


def _words(where: str, values: Iterable[Any], found: Place) -> Iterator[str]:
    known = (found.items or found).enum
    for value in values:
        if value is None:
            continue
        if known and value not in known:
            yield f"{where}: {value} is not one of {', '.join(sorted(map(str, known)))}"
        if not known and not (found.items or found).takes(value):
            yield f"{where}: {found.path} is not {value!r}"


def _constants(entry: Entry, target: Place) -> Iterator[str]:
    for key in ("defaults", "constants"):
        for path, content in entry.content.get(key, {}).items():
            yield from _constant(f"{entry.source_type}.{key}", path, content, target)


def _constant(where: str, path: str, content: Any, target: Place) -> Iterator[str]:
    found = target.at(path)
    if found is None:
        yield f"{where}: {target.path} has no {path}"
    elif content == "$":
        return  # where an argument's value comes
    elif isinstance(content, Mapping):
        for name, inner in content.items():
            yield from _constant(where, name, inner, found)
    elif isinstance(content, list):
        if found.items is None:
            yield f"{where}: {found.path} is no list"
            return
        for item in content:
            yield from _constant(where, "", item, found.items)
    else:
        yield from _words(f"{where}.{path}", [content], found)
