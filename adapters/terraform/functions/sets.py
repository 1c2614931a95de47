"""Sets, in the order in which Terraform shows them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any


class TerraformSet(list[Any]):
    """A list of distinct elements: numbers ascending, text by code point."""

    def __init__(self, items: Iterable[Any] = ()) -> None:
        distinct: dict[tuple[str, str], Any] = {}
        for item in items:
            distinct.setdefault(identity(item), item)
        super().__init__(sorted(distinct.values(), key=_order))


def identity(item: Any) -> tuple[str, str]:
    """Return what tells plain values apart: 1 and true are two of them, 1 and 1.0 are one."""
    if isinstance(item, bool) or item is None:
        return "word", str(item)
    if isinstance(item, int | float):
        return "number", str(int(item)) if float(item).is_integer() else repr(item)
    return (
        ("text", item) if isinstance(item, str) else ("other", json.dumps(item, sort_keys=True, default=repr))
    )


def _order(item: Any) -> tuple[int, Any]:
    if isinstance(item, bool):
        return 0, item
    if isinstance(item, int | float):
        return 1, item
    return (2, item) if isinstance(item, str) else (3, json.dumps(item, sort_keys=True, default=repr))
