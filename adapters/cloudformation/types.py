"""Which properties of AWS resources are booleans or numbers; `types.json` comes from `tools/schema_types.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from adapters.entries import Entries

_TYPES = Entries(Path(__file__).with_name("types.json"))


@cache
def scalar_types(resource_type: str) -> Mapping[str, str]:
    """Return `boolean`, `integer` or `number` by property path, for the paths that can be nothing else.

    A path is written `Tags[].Value`; `.*` stands for the keys of a map. A type that is not known has none.
    """
    paths: Mapping[str, list[str]] = _TYPES.get(resource_type) or {}
    return {path: kind for kind, members in paths.items() for path in members}
