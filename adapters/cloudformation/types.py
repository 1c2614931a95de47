"""Which properties of AWS resources are booleans or numbers.

`types.json` comes from `tools/schema_types.py`. It is far bigger than what one template needs of it, so only
the lines of the types that are asked for are decoded.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache

_FILE = os.path.join(os.path.dirname(__file__), "types.json")


@cache
def scalar_types(resource_type: str) -> Mapping[str, str]:
    """Return `boolean`, `integer` or `number` by property path, for the paths that can be nothing else.

    A path is written `Tags[].Value`; `.*` stands for the keys of a map. A type that is not known has none.
    """
    start = f"\n{json.dumps(resource_type)}:".encode()
    found = _table().find(start)
    if found < 0:
        return {}
    begin = found + len(start)
    line = _table()[begin : _table().index(b"\n", begin)]
    paths: dict[str, list[str]] = json.loads(line.rstrip(b","))
    return {path: kind for kind, members in paths.items() for path in members}


@cache
def _table() -> bytes:
    with open(_FILE, "rb") as file:
        return file.read()
