"""What a resource waits for without referring to it: what `depends_on` names, of its own, of modules and of outputs.

https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from adapters.terraform.module import Instance, Module
from adapters.terraform.syntax import (
    Attribute,
    Block,
    Body,
    Expression,
    GetAttribute,
    Index,
    Name,
    Splat,
    Tuple,
    literal_of,
    text_of,
    walk,
)
from adapters.terraform.terms import marks


def dependencies(instance: Instance) -> list[str]:
    """What a resource waits for: what it names itself, and what the calls of the modules around it name."""
    module = instance.module
    found = _named(module, instance.block)
    while module.parent is not None and module.block is not None:
        found += _named(module.parent, module.block)
        module = module.parent
    # Hardly any output does, and looking for those that an instance refers to takes long.
    if _has_waiting_output(module):
        found += _of_outputs(instance.module, _expressions(instance.block.body), set())
    return [*dict.fromkeys(found)]


def _has_waiting_output(module: Module) -> bool:
    """Whether an output of a module that this one calls, or one of those, waits for anything."""
    return any(
        any("depends_on" in output.body.attributes for output in child.configuration.outputs.values())
        or _has_waiting_output(child)
        for child in module.children
    )


def _named(module: Module, block: Block) -> list[str]:
    attribute = block.body.attributes.get("depends_on")
    if attribute is None or not isinstance(attribute.expression, Tuple):
        return []
    return [
        name
        for item in attribute.expression.items
        for name in _waited_for(module, replace(attribute, expression=item))
    ]


def _waited_for(module: Module, attribute: Attribute) -> list[str]:
    # Quoted as before Terraform 0.12, the name is the text.
    name = literal_of(attribute.expression) or text_of(attribute.expression)
    if not name.startswith("var."):
        return [f"{module.prefix}{name}"]
    # As before Terraform 0.13, where a module could only be handed what to wait for.
    given = module.evaluate(attribute, module.scope)
    instances = [part.data.address for part in given.parts() if isinstance(part.data, Instance)]
    return instances + sorted(reference.address for reference in marks([given]).references)


def _expressions(body: Body) -> Iterator[Expression]:
    yield from (attribute.expression for attribute in body.attributes.values())
    for block in body.blocks:
        yield from _expressions(block.body)


def _of_outputs(
    module: Module, expressions: Iterable[Expression], seen: set[tuple[int, int]]
) -> Iterator[str]:
    """What the outputs wait for that expressions refer to, themselves or by what they refer to."""
    for expression in expressions:
        if (id(module), id(expression)) in seen:
            continue
        seen.add((id(module), id(expression)))
        for part in walk(expression):
            yield from _of_part(module, part, seen)


def _of_part(module: Module, part: Expression, seen: set[tuple[int, int]]) -> Iterator[str]:
    configuration = module.configuration
    match part:
        case GetAttribute(target=Name(name="local"), name=name) if name in configuration.locals:
            yield from _of_outputs(module, [configuration.locals[name].expression], seen)
        case GetAttribute(target=Name(name="var"), name=name) if module.parent and module.block:
            given = module.block.body.attributes.get(name)
            yield from _of_outputs(module.parent, [given.expression] if given else [], seen)
        case GetAttribute(target=target, name=name) if (called := _called(target)) is not None:
            yield from _of_output(module, called, name, seen)
        case Splat(target=target, each=each) if (called := _called(target)) is not None:
            names = (one.name for one in walk(each) if isinstance(one, GetAttribute))
            for name in names:
                yield from _of_output(module, called, name, seen)


def _called(expression: Expression) -> str | None:
    """The name of the module that an expression is, or an instance of which it is."""
    match expression:
        case Index(target=target):
            return _called(target)
        case GetAttribute(target=Name(name="module"), name=name):
            return name
    return None


def _of_output(module: Module, call: str, name: str, seen: set[tuple[int, int]]) -> Iterator[str]:
    block = module.configuration.modules.get(call)
    for child in module.children:
        output = child.configuration.outputs.get(name) if child.block is block else None
        if output is not None:
            yield from _named(child, output)
            value = output.body.attributes.get("value")
            yield from _of_outputs(child, [value.expression] if value else [], seen)
