"""The names that a newer AWS provider accepts, without their types: beside the schema of the provider before it.

`aws-6.json.gz` comes from `tools/newer_provider_names.py`, which describes the format, and tells the version. It is of
bindings that were generated from that provider's schema, which leave a few bodies undescribed. The whole is read when
it is asked for the first time; of a type, only the bodies on the way to what is asked for are decoded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from adapters.terraform.provider.packed import Kind, Packed, unpack

_FILE = "aws-6.json.gz"

# Terraform's own, which every resource or data source takes.
_META = {
    "resource": frozenset(
        {"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"}
    ),
    "data": frozenset({"count", "depends_on", "for_each", "lifecycle", "provider"}),
}

# What is inside a name: the number of a body, or a word.
_Inside = int | Literal["nothing", "open", "undecided"]


def version() -> str:
    """Return the version of the provider that the names are of."""
    return str(_names().head["version"])


def has_type(kind: Kind, type: str) -> bool:
    """Whether the provider has a resource type, or a data source."""
    return type in _names().types[kind]


def accepts(kind: Kind, type: str, path: Sequence[str]) -> bool | None:
    """Whether a configuration may write the argument or the block at a path, None where that is not known.

    A path has names only, ("ebs_block_device", "volume_type"): neither indices nor `dynamic` and `content`. Not known
    is what is inside of a few bodies, of maps, and of what Terraform itself defines; and `id` in some data sources.
    """
    if not path or not has_type(kind, type):
        return has_type(kind, type)
    if path[0] in _META[kind]:
        return True if len(path) == 1 else None
    inside: _Inside = _names().types[kind][type]
    for name in path:
        if inside == "open":
            return None
        found = _body(inside).get(name) if isinstance(inside, int) else None
        if found is None:
            return False
        inside = found
    return None if inside == "undecided" else True


@cache
def _names() -> Packed:
    return unpack(_FILE)


@cache
def _body(number: int) -> Mapping[str, _Inside]:
    content = json.loads(_names().bodies[number])
    body: dict[str, _Inside] = dict(content.get("b", {}))
    body.update(dict.fromkeys(content.get("a", "").split(), "nothing"))
    body.update(dict.fromkeys(content.get("o", "").split(), "open"))
    body.update(dict.fromkeys(content.get("u", "").split(), "undecided"))
    return body
