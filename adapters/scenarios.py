"""Combinations of values for what a stack leaves open."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

MAX_SCENARIOS = 16
# Resources in all scenarios together: an engine judges each scenario in full, and holds all of them in its memory.
_MAX_RESOURCES = 4000
# A value that is none of those that anything is compared with.
OTHER = "\0other"


def most(resources: int) -> int:
    """Return how many scenarios are looked at of a stack with so many resources."""
    return max(2, min(MAX_SCENARIOS, _MAX_RESOURCES // max(resources, 1)))


def combinations(variables: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
    """Give every combination of the variables' values, those nearest to the first one first."""
    names = list(variables)
    for distance in range(len(names) + 1):
        for chosen in itertools.combinations(names, distance):
            for values in itertools.product(*(variables[name][1:] for name in chosen)):
                yield {name: variables[name][0] for name in names} | dict(zip(chosen, values, strict=True))


def domain(constants: Sequence[str], allowed: Sequence[str] | None) -> list[str]:
    """Return the values worth telling apart: the constants that are possible, and one that is none of them."""
    if allowed is None:
        return [*constants, OTHER]
    others = [OTHER] if set(allowed) - set(constants) else []
    return [constant for constant in constants if constant in allowed] + others or [OTHER]
