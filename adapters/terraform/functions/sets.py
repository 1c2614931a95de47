"""Collections of one type, told apart from tuples and objects, which are plain lists and dictionaries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any


class TerraformList(list[Any]):
    """A list: elements of one type, where a tuple has any."""


class Unordered(TerraformList):
    """A list of which the elements are known, and their order is not."""


class TerraformMap(dict[str, Any]):
    """A map: elements of one type, where an object has any."""


class TerraformSet(list[Any]):
    """Distinct elements in the order in which Terraform shows them: numbers ascending, text by code point."""

    def __init__(self, items: Iterable[Any] = ()) -> None:
        distinct: dict[tuple[str, str], Any] = {}
        for item in items:
            distinct.setdefault(identity(item), item)
        super().__init__(sorted(distinct.values(), key=_order))


def identity(item: Any) -> tuple[str, str]:
    """Return what tells plain values apart: 1 and true are two of them, 1 and 1.0 are one."""
    if isinstance(item, bool) or item is None:
        return "word", str(item)
    if isinstance(item, float) and item.is_integer():
        item = int(item)
    if isinstance(item, int | float):
        return "number", hex(item) if isinstance(item, int) else repr(item)
    return ("text", item) if isinstance(item, str) else ("other", _serialized(item))


def _order(item: Any) -> tuple[int, Any]:
    if isinstance(item, bool):
        return 0, item
    if isinstance(item, int | float):
        return 1, item
    if item is None:
        return 4, ""
    return (2, item) if isinstance(item, str) else (3, _hash(item).encode(errors="replace"))


def _hash(item: Any) -> str:
    """What Terraform orders by where elements are no scalars: they have no order of their own."""
    if isinstance(item, bool) or item is None:
        return {True: "T", False: "F", None: "~"}[item]
    if isinstance(item, int | float):
        return f"{item:.10g}"
    if isinstance(item, str):
        return json.dumps(item, ensure_ascii=False)
    if isinstance(item, TerraformMap):
        return "{" + "".join(f"{_hash(key)}:{_hash(item[key])};" for key in sorted(item)) + "}"
    parts = [item[key] for key in sorted(item)] if isinstance(item, dict) else item
    inside = "".join(f"{_hash(part)};" for part in parts)
    return f"[{inside}]" if isinstance(item, TerraformList | TerraformSet) else f"<{inside}>"


def _serialized(item: Any) -> str:
    return f"{type(item).__name__}{json.dumps(item, sort_keys=True, default=repr)}"
