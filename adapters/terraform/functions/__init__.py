"""Terraform's pure functions on plain Python values.

Null is None, numbers are int or float, tuples are lists, objects are dictionaries, sets are
TerraformSet, lists and maps in the narrow sense TerraformList and TerraformMap. Wrong arguments raise FunctionError.

https://developer.hashicorp.com/terraform/language/functions
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from adapters.terraform.functions import (
    collection,
    conversion,
    date,
    encoding,
    formatting,
    hashing,
    network,
    numeric,
    regexes,
    string,
    yaml_text,
)
from adapters.terraform.functions.collection import MAX_ELEMENTS, MAX_TEXT
from adapters.terraform.functions.errors import FunctionError, NotSupported


@dataclass(frozen=True)
class Function:
    """A function by name.

    `moves` says that it never looks into an element of a collection, save in the argument at the place `reads`.
    """

    function: Callable[..., Any]
    moves: bool
    reads: int | None = None

    def call(self, *arguments: Any) -> Any:
        """Return the result; raises FunctionError."""
        least, most = self._arity
        if not least <= len(arguments) <= most:
            raise FunctionError(
                f"has {len(arguments)} arguments, which is too {'few' if len(arguments) < least else 'many'}"
            )
        try:
            found = self.function(*arguments)
        except RecursionError:
            raise NotSupported("the value is nested too deeply") from None
        except (OverflowError, MemoryError):
            raise NotSupported("the result is too large") from None
        most = MAX_TEXT if isinstance(found, str) else MAX_ELEMENTS
        if isinstance(found, str | list | dict) and len(found) > most:
            raise NotSupported("the result is too large")
        return found

    @cached_property
    def _arity(self) -> tuple[int, float]:
        """How many arguments there are at least and at most."""
        parameters = [*inspect.signature(self.function).parameters.values()]
        positional = [one for one in parameters if one.kind is not inspect.Parameter.VAR_POSITIONAL]
        return len(positional), len(positional) if len(positional) == len(parameters) else float("inf")


_PURE: Mapping[str, Callable[..., Any]] = {
    **numeric.FUNCTIONS, **string.FUNCTIONS, **regexes.FUNCTIONS, **formatting.FUNCTIONS, **collection.FUNCTIONS,
    **encoding.FUNCTIONS, **hashing.FUNCTIONS, **network.FUNCTIONS, **date.FUNCTIONS, **conversion.FUNCTIONS,
    **yaml_text.FUNCTIONS,
}  # fmt: skip
FUNCTIONS: Mapping[str, Function] = {
    **{name: Function(function, moves=False) for name, function in _PURE.items()},
    **{
        name: Function(function, moves=True, reads=0 if name == "zipmap" else None)
        for name, function in collection.MOVING.items()
    },
}
