"""What data sources look up in the account: things that somebody made before, whom the configuration does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adapters.model import Attribute
from adapters.terraform.module import Instance, Module
from adapters.terraform.syntax import Block, lines_of
from adapters.values import Mixed, Unknown, Value

# It writes a policy out, and asks nobody.
_WRITTEN_OUT = "aws_iam_policy_document"
# What is open, and yet nothing that a resource or another data source gives.
_GIVEN = frozenset({"parameter", "pseudo"})


@dataclass(frozen=True)
class Lookup:
    """What one instance of a data source asks AWS for.

    `waits` says that it refers to something that is made or looked up first, so that it does not decide by itself
    what there has to be.
    """

    address: str
    type: str
    arguments: Mapping[str, Value]
    waits: bool
    place: Attribute

    @property
    def parameters(self) -> frozenset[str]:
        """The variables that the arguments are made from."""
        return frozenset().union(*(value.all_parameters() for value in self.arguments.values()))


def lookups(module: Module) -> Iterator[Lookup]:
    """Yield what this module and those that it calls look up, but for that of which the number is open."""
    for instance in module.instances():
        is_lookup = instance.is_data and instance.type.startswith("aws_") and instance.type != _WRITTEN_OUT
        if is_lookup and not _is_open(instance.block, instance.address):
            yield _lookup(instance)
    for child in module.children:
        if child.block is None or not _is_open(child.block, child.prefix.removesuffix(".")):
            yield from lookups(child)


def _is_open(block: Block, address: str) -> bool:
    """Whether nobody knows how many instances there are: each that is known has an index."""
    return not address.endswith("]") and bool({"count", "for_each"} & block.body.attributes.keys())


def _lookup(instance: Instance) -> Lookup:
    arguments = instance.values()
    depends = "depends_on" in instance.block.body.attributes
    waits = depends or any(_waits(value) for value in arguments.values())
    return Lookup(instance.address, instance.type, arguments, waits, lines_of(instance.block))


def _waits(value: Value) -> bool:
    return bool(value.all_references()) or any(_is_from_elsewhere(part) for part in value.parts())


def _is_from_elsewhere(value: Value) -> bool:
    """Whether a part of it is known only once something else is: looked up, or made by what is out of sight."""
    data = value.data
    if isinstance(data, str):
        return "{{resolve:" in data
    parts = data.parts if isinstance(data, Mixed) else (data,)
    return any(isinstance(part, Unknown) and part.kind not in _GIVEN for part in parts)
