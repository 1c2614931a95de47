"""Terraform's pure functions on plain Python values.

Null is None, numbers are int or float, lists and tuples are lists, maps and objects are dictionaries, sets are
TerraformSet. Wrong arguments raise FunctionError.

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
)
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.sets import TerraformSet

__all__ = ["FUNCTIONS", "Function", "FunctionError", "TerraformSet"]


@dataclass(frozen=True)
class Function:
    """A function by name; `moves` says that it never looks into an element of a collection."""

    function: Callable[..., Any]
    moves: bool

    def call(self, *arguments: Any) -> Any:
        """Return the result; raises FunctionError."""
        least, most = self._arity
        if not least <= len(arguments) <= most:
            raise FunctionError(
                f"has {len(arguments)} arguments, which is too {'few' if len(arguments) < least else 'many'}"
            )
        try:
            return self.function(*arguments)
        except RecursionError:
            raise FunctionError("the value is nested too deeply") from None
        except (OverflowError, MemoryError):
            raise FunctionError("the result is too large") from None

    @cached_property
    def _arity(self) -> tuple[int, float]:
        parameters = [*inspect.signature(self.function).parameters.values()]
        positional = [one for one in parameters if one.kind is not inspect.Parameter.VAR_POSITIONAL]
        least = sum(one.default is inspect.Parameter.empty for one in positional)
        return least, len(positional) if len(positional) == len(parameters) else float("inf")


_PURE: Mapping[str, Callable[..., Any]] = {
    **numeric.FUNCTIONS, **string.FUNCTIONS, **regexes.FUNCTIONS, **formatting.FUNCTIONS, **collection.FUNCTIONS,
    **encoding.FUNCTIONS, **hashing.FUNCTIONS, **network.FUNCTIONS, **date.FUNCTIONS, **conversion.FUNCTIONS,
}  # fmt: skip
FUNCTIONS: Mapping[str, Function] = {
    **{name: Function(function, moves=False) for name, function in _PURE.items()},
    **{name: Function(function, moves=True) for name, function in collection.MOVING.items()},
}
