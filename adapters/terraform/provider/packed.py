"""The files that the schemas are packed into: a head, bodies one a line, and the number of each type's body."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["resource", "data"]


@dataclass(frozen=True)
class Packed:
    """The lines of a file: bodies by number, and the number of each type's body by `resource` or `data`."""

    head: Mapping[str, Any]
    bodies: list[bytes]
    types: Mapping[str, Mapping[str, int]]


def unpack(name: str) -> Packed:
    """Return the lines of a file beside this one."""
    with open(os.path.join(os.path.dirname(__file__), name), "rb") as file:
        head, *lines = gzip.decompress(file.read()).splitlines()
    bodies: list[bytes] = []
    types: dict[str, dict[str, int]] = {"resource": {}, "data": {}}
    for line in lines:
        if line.startswith(b"{"):
            bodies.append(line)
        else:
            kind, type, number = line.decode().split()
            types[kind][type] = int(number)
    return Packed(json.loads(head), bodies, types)
