"""What a module refers to and does not declare: Terraform refuses it before it looks at any value.

https://developer.hashicorp.com/terraform/language/expressions/references
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from adapters.assembly import in_all
from adapters.likeness import nearest
from adapters.terraform import provider
from adapters.terraform.module import Module
from adapters.terraform.provider import newer
from adapters.terraform.provider.packed import Kind
from adapters.terraform.syntax import (
    ELEMENT,
    Attribute,
    Block,
    Body,
    Call,
    Expression,
    For,
    GetAttribute,
    Index,
    Literal,
    Name,
    Object,
    Splat,
    TemplateFor,
    children,
    walk,
)

_MODES = frozenset({"resource", "data", "ephemeral"})
_WORDS = {"var": "variable"}
_GIVEN = frozenset({"each", "count", "self", "path", "terraform", ELEMENT})
# They name providers and arguments, which are no values.
_NO_VALUES = frozenset({"provider", "providers", "ignore_changes", "//"})
# Among the names where an output may be absent.
_TRIED = "try()"

# What every type has, or has since version 6.
_OF_ALL = frozenset({"id", "region", "timeouts"})
_ALIKE = 0.85

Names = frozenset[str]


class _Asked(NamedTuple):
    kind: Kind
    type: str
    attribute: str


class Missing(NamedTuple):
    """Where an argument stands, what it names in vain, and the argument.

    `is_settled` is False for what only a version of the provider could have whose attributes are not known.
    """

    where: str
    message: str
    attribute: Attribute
    is_settled: bool = True


def missing(module: Module) -> list[Missing]:
    """Return what a module names in vain, each name at its first place; nothing where a file could not be read."""
    found: dict[str, list[Missing]] = {}
    for one in _missing(module) if not module.configuration.errors else ():
        found.setdefault(one.message, []).append(one)
    return [places[0]._replace(message=in_all(message, len(places))) for message, places in found.items()]


def _missing(module: Module) -> Iterator[Missing]:
    configuration = module.configuration
    for name, attribute in configuration.locals.items():
        yield from _argument(module, f"local.{name}", attribute, _GIVEN)
    for (mode, type, name), block in configuration.resources.items():
        address = f"{'' if mode == 'resource' else f'{mode}.'}{type}.{name}"
        yield from _body(module, address, block.body, _GIVEN)
    sections = {
        "module": configuration.modules,
        "output": configuration.outputs,
        "provider": configuration.providers,
    }
    for section, blocks in sections.items():
        for name, block in blocks.items():
            yield from _body(module, f"{section}.{name}", block.body, _GIVEN)


def _body(module: Module, where: str, body: Body, given: Names) -> Iterator[Missing]:
    for name, attribute in body.attributes.items():
        if name not in _NO_VALUES:
            yield from _argument(module, f"{where}.{name}", attribute, given)
    numbers: dict[str, int] = {}
    for block in body.blocks:
        number = numbers[block.type] = numbers.get(block.type, -1) + 1
        names = given | {_iterator(block)} if block.type == "dynamic" else given
        yield from _body(module, f"{where}.{block.type}[{number}]", block.body, names)


def _iterator(block: Block) -> str:
    """What the blocks that `dynamic` makes call the element they are made of."""
    named = block.body.attributes.get("iterator")
    return (
        named.expression.name if named is not None and isinstance(named.expression, Name) else block.labels[0]
    )


def _argument(module: Module, where: str, attribute: Attribute, given: Names) -> Iterator[Missing]:
    place = f"{module.prefix}{where}"
    for message in dict.fromkeys(_named(module, attribute.expression, given)):
        yield Missing(place, message, attribute)
    for asked in dict.fromkeys(_asked(attribute.expression)):
        if (near := _not_given(*asked)) is not None:
            like = f"; `{near[0]}` is one" if near else ""
            message = f"{asked.type} has no attribute `{asked.attribute}`{like}"
            yield Missing(place, message, attribute, is_settled=bool(near))


def _named(module: Module, expression: Expression, given: Names) -> Iterator[str]:
    """What an expression and everything inside it names in vain, beside the names that are given around it."""
    match expression:
        case GetAttribute(target=Name(name=namespace), name=name) if namespace not in given:
            yield from _member(module, namespace, name)
        case GetAttribute(target=GetAttribute(target=Name(name=mode), name=type), name=name) if (
            mode in _MODES and mode not in given
        ):
            yield from _resource(module, mode, type, name)
        case GetAttribute(target=GetAttribute(target=Name(name="module"), name=call), name=name) if (
            _TRIED not in given
        ):
            yield from _output(module, call, name)
        case For(key=key, value=value) | TemplateFor(key=key, value=value):
            given |= {value, key or value}
        case Object(items=items):
            given |= {name for key, value in items if _is("dynamic", key) for name in _keys(value)}
        case Call(function="try" | "can"):
            given |= {_TRIED}
    for child in children(expression):
        yield from _named(module, child, given)


def _member(module: Module, namespace: str, name: str) -> Iterator[str]:
    configuration = module.configuration
    declared: Mapping[str, Container[str]] = {
        "var": configuration.variables,
        "local": configuration.locals,
        "module": configuration.modules,
    }
    if namespace in declared:
        if name not in declared[namespace]:
            yield f"the {_WORDS.get(namespace, namespace)} {name} is not declared"
    elif namespace not in _MODES:
        yield from _resource(module, "resource", namespace, name)


def _resource(module: Module, mode: str, type: str, name: str) -> Iterator[str]:
    if (mode, type, name) not in module.configuration.resources:
        yield f"{'' if mode == 'resource' else f'{mode}.'}{type}.{name} is not declared"


def _output(module: Module, call: str, name: str) -> Iterator[str]:
    """An output of a module that is there."""
    called = module.called(call)
    if called is not None and not called.errors and name not in called.outputs:
        yield f"the module {call} has no output {name}"


def _asked(expression: Expression) -> Iterator[_Asked]:
    """What is asked of resources and data sources; what `try` and `can` ask for may be absent."""
    match expression:
        case Call(function="try" | "can"):
            return
        case GetAttribute(target=target, name=attribute) if (kind := _kind(target)) is not None:
            yield _Asked(*kind, attribute)
        case Splat(target=target, each=each) if (kind := _kind(target)) is not None:
            yield from (
                _Asked(*kind, one.name)
                for one in walk(each)
                if isinstance(one, GetAttribute) and one.target == Name(ELEMENT, one.line, one.end_line)
            )
    for child in children(expression):
        yield from _asked(child)


def _kind(expression: Expression) -> tuple[Kind, str] | None:
    """The mode and type of the resource or data source that an expression is, None for anything else."""
    match expression:
        case Index(target=target):
            return _kind(target)
        case GetAttribute(target=GetAttribute(target=Name(name="data"), name=type)):
            return "data", type
        case GetAttribute(target=Name(name=type)):
            return "resource", type
    return None


def _not_given(kind: Kind, type: str, attribute: str) -> list[str] | None:
    """None for an attribute that the provider gives or may give, else the one that must be meant, if there is one."""
    known = provider.resource(type) if kind == "resource" else provider.data_source(type)
    if known is None or attribute in _OF_ALL or newer.accepts(kind, type, (attribute,)) is not False:
        return None
    names = [*known.attributes, *known.blocks]
    return None if attribute in names else nearest(attribute, names, 1, _ALIKE)


def _keys(expression: Expression) -> Iterator[str]:
    """The blocks that `dynamic` makes in JSON, whose elements bear their names."""
    if isinstance(expression, Object):
        yield from (str(key.value) for key, _ in expression.items if isinstance(key, Literal))


def _is(text: str, key: Expression) -> bool:
    return isinstance(key, Literal) and key.value == text
