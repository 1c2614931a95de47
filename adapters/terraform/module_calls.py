"""Calls of modules that do not fit what the module declares: Terraform refuses them when it reads the configuration.

https://developer.hashicorp.com/terraform/language/block/module
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from adapters.likeness import nearest
from adapters.terraform.configuration import Configuration
from adapters.terraform.module import META_OF_CALLS, Module
from adapters.terraform.syntax import Attribute, Block


class Unfit(NamedTuple):
    """A fault of a call: its kind, where it stands, such as `module.network.cidr`, what is wrong, and the place."""

    kind: str
    where: str
    message: str
    place: Attribute | Block


def unfit(module: Module) -> Iterator[Unfit]:
    """Give what the calls in a module pass on in vain, and what they lack; nothing for modules that are not there."""
    for name, block in module.configuration.modules.items():
        called = module.called(name)
        if called is not None and not called.errors:
            yield from _call(f"{module.prefix}module.{name}", name, block, called)


def _call(where: str, name: str, block: Block, called: Configuration) -> Iterator[Unfit]:
    given = {key: value for key, value in block.body.attributes.items() if key not in META_OF_CALLS}
    for key, attribute in given.items():
        if key not in called.variables:
            near = nearest(key, [*called.variables], 1, 0.8)
            likely = f"; `{near[0]}` is one" if near else ""
            message = f"the module {name} has no variable `{key}`{likely}"
            yield Unfit("argument", f"{where}.{key}", message, attribute)
    for key, variable in called.variables.items():
        if key not in given and "default" not in variable.body.attributes:
            message = f"`{key}` is required by the module {name}, and missing"
            yield Unfit("required", f"{where}.{key}", message, block)
