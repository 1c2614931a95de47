"""What is referred to where the document holds nothing: in data sources, provisioners, and blocks that make nothing."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.terraform.module import Module
from adapters.terraform.syntax import Block, Expression, GetAttribute, Name, walk

# The policies that are made of it hold what it refers to.
_WRITTEN_OUT = "aws_iam_policy_document"


def mentioned(module: Module) -> Iterator[str]:
    """Yield the addresses of resources that are mentioned so, in this module and those that it calls."""
    addresses: dict[tuple[str, str], list[str]] = {}
    for instance in module.instances():
        if not instance.is_data:
            type, name = instance.block.labels[:2]
            addresses.setdefault((type, name), []).append(instance.address)
    for block in _out_of_sight(module, addresses):
        for expression in _expressions(block):
            for part in walk(expression):
                match part:
                    case GetAttribute(target=Name(name=type), name=name):
                        yield from addresses.get((type, name), [])
    for child in module.children:
        yield from mentioned(child)


def _out_of_sight(module: Module, made: dict[tuple[str, str], list[str]]) -> Iterator[Block]:
    for (mode, type, name), block in module.configuration.resources.items():
        if mode == "resource" and (type, name) in made:
            yield from block.body.of("provisioner")
        elif type != _WRITTEN_OUT:
            yield block
    for block in module.configuration.modules.values():
        if all(child.block is not block for child in module.children):
            yield block


def _expressions(block: Block) -> Iterator[Expression]:
    for attribute in block.body.attributes.values():
        yield attribute.expression
    for nested in block.body.blocks:
        yield from _expressions(nested)
