"""Arguments that are made from the time of the run, so that no two plans are the same."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.terraform.configuration import Configuration
from adapters.terraform.lifecycle import ignored_arguments
from adapters.terraform.syntax import (
    Attribute,
    Block,
    Call,
    Expression,
    children,
    taken,
)

# https://developer.hashicorp.com/terraform/language/functions/timestamp
# https://developer.hashicorp.com/terraform/language/functions/plantimestamp
_CLOCKS = frozenset({"timestamp", "plantimestamp"})


def moving(configuration: Configuration) -> Iterator[tuple[str, Attribute]]:
    """Yield each such argument of AWS's resources and provider, with its address.

    What `ignore_changes` names may differ. `null_resource` and the like take the time in order to run every time.
    """
    locals_ = _locals(configuration)
    for (mode, type, name), block in configuration.resources.items():
        if mode != "data" and type.startswith("aws_"):
            ignored = ignored_arguments(block)
            for argument, attribute in _arguments(block):
                if "all" not in ignored and argument not in ignored and _moves(attribute.expression, locals_):
                    yield f"{type}.{name}.{argument}", attribute
    for name, block in configuration.providers.items():
        for argument, attribute in _arguments(block):
            if _moves(attribute.expression, locals_):
                yield f"provider.{name}.{argument}", attribute


def _arguments(block: Block) -> Iterator[tuple[str, Attribute]]:
    """The attributes of a block at any depth, each with the argument of the block that it is part of."""
    for attribute in block.body.attributes.values():
        yield attribute.name, attribute
    for nested in block.body.blocks:
        if nested.type != "lifecycle":
            argument = nested.labels[0] if nested.type == "dynamic" and nested.labels else nested.type
            for _, attribute in _arguments(nested):
                yield argument, attribute


def _locals(configuration: Configuration) -> set[str]:
    """The local values that are made from the time, directly or through others."""
    found: set[str] = set()
    while True:
        more = {
            name
            for name, attribute in configuration.locals.items()
            if name not in found and _moves(attribute.expression, found)
        }
        if not more:
            return found
        found |= more


def _moves(expression: Expression, moving_locals: set[str]) -> bool:
    parts = [*_made_of(expression)]
    called = {part.function for part in parts if isinstance(part, Call)}
    return not called.isdisjoint(_CLOCKS) or not moving_locals.isdisjoint(taken(parts, "local"))


def _made_of(expression: Expression) -> Iterator[Expression]:
    """An expression and everything that goes into its value; which of two times is earlier changes seldom."""
    if isinstance(expression, Call) and expression.function == "timecmp":
        return
    yield expression
    for child in children(expression):
        yield from _made_of(child)
