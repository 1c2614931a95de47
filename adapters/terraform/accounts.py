"""Accounts that a configuration calls by a name: a local, an output, a default or what a module is given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.terraform.module import Module
from adapters.terraform.syntax import Expression, Literal, walk

_ACCOUNT = re.compile(r"[0-9]{12}")


def named(module: Module) -> Iterator[str]:
    """Yield the numbers of accounts that have a name in this module or in those that it calls."""
    for expression in _named(module):
        for part in walk(expression):
            if isinstance(part, Literal) and isinstance(part.value, str) and _ACCOUNT.fullmatch(part.value):
                yield part.value
    for child in module.children:
        yield from named(child)


def _named(module: Module) -> Iterator[Expression]:
    configuration = module.configuration
    for attribute in configuration.locals.values():
        yield attribute.expression
    for argument, blocks in (("value", configuration.outputs), ("default", configuration.variables)):
        for block in blocks.values():
            if argument in block.body.attributes:
                yield block.body.attributes[argument].expression
    for block in configuration.modules.values():
        for attribute in block.body.attributes.values():
            yield attribute.expression
