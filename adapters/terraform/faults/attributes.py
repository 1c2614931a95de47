"""Every attribute of a module that may hold an expression."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.terraform.module import Module
from adapters.terraform.syntax import Attribute, Body


def attributes(module: Module) -> Iterator[tuple[str, Attribute]]:
    """Yield those of locals, resources, data sources, calls and outputs, each with its address."""
    configuration = module.configuration
    for name, attribute in configuration.locals.items():
        yield f"{module.prefix}local.{name}", attribute
    for (mode, type, name), block in configuration.resources.items():
        address = f"{module.prefix}{'' if mode == 'resource' else f'{mode}.'}{type}.{name}"
        yield from _inside(address, block.body)
    for kind, blocks in (("module", configuration.modules), ("output", configuration.outputs)):
        for name, block in blocks.items():
            yield from _inside(f"{module.prefix}{kind}.{name}", block.body)


def _inside(where: str, body: Body) -> Iterator[tuple[str, Attribute]]:
    for name, attribute in body.attributes.items():
        yield f"{where}.{name}", attribute
    for nested in body.blocks:
        yield from _inside(f"{where}.{nested.type}", nested.body)
