"""Reads the tables, entry by entry: a configuration uses few of the types that they know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_HEAD = re.compile(r"^(?P<type>[a-z]\w*):[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Argument:
    """What becomes of an argument, or of a block with `arguments` in it."""

    to: str
    many: bool
    conversion: Any
    values: Mapping[Any, Any]
    spread: Mapping[str, str]
    arguments: Mapping[str, Argument]
    key: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """The table of one Terraform type, as it is written; see the page on it."""

    source_type: str
    content: Mapping[str, Any]

    @property
    def type(self) -> Any:
        """The CloudFormation type, or a choice of types; None for a mere part of other resources."""
        return self.content.get("type")

    @cached_property
    def ref(self) -> tuple[str, ...]:
        """The exported attributes that are what `Ref` gives."""
        return tuple(self.content.get("ref", ("id",)))

    @cached_property
    def arguments(self) -> Mapping[str, Argument]:
        return arguments(self.content.get("arguments", {}))

    @property
    def into(self) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self.content.get("into")
        return found

    @cached_property
    def parent_type(self) -> str | None:
        """The Terraform type that this is a part of: the longest with which its own begins, unless `of` names one."""
        if self.into is None:
            return None
        if "of" in self.into:
            return str(self.into["of"])
        named = (name for name in types() if self.source_type.startswith(f"{name}_") and not is_part(name))
        return max(named, key=len, default=None)

    def reference(self, attribute: str) -> str | None:
        """Return what CloudFormation calls an exported attribute, None for one that the table does not name."""
        if attribute in self.ref:
            return "Ref"
        named: str | None = self.content.get("returns", {}).get(attribute)
        return named or ("Arn" if attribute == "arn" else None)


def arguments(content: Mapping[str, Any]) -> Mapping[str, Argument]:
    """Return the arguments of a part of a table."""
    return {name: _argument(name, entry) for name, entry in content.items()}


def _argument(name: str, entry: Any) -> Argument:
    if isinstance(entry, str):
        entry = {"to": entry}
    conversion = entry.get("as", "tags" if name == "tags" else None)
    return Argument(
        entry.get("to", ""),
        entry.get("many", False),
        conversion,
        entry.get("values", {}),
        entry.get("spread", {}),
        arguments(entry.get("arguments", {})),
        entry.get("key", ""),
        entry.get("with", {}),
    )


@cache
def entry(source_type: str) -> Entry | None:
    """Return the table of a Terraform type, None when there is none."""
    text = _texts().get(source_type)
    if text is None:
        return None
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(text, loader)[source_type] or {}  # a safe loader
    other = entry(content["like"]) if "like" in content else None
    return Entry(source_type, other.content if other else content)


def is_part(source_type: str) -> bool:
    """Whether a type is always a part of another resource."""
    table = entry(source_type)
    return table is not None and table.into is not None


def parts_of(source_type: str) -> list[Entry]:
    """Return the tables of the parts of a type."""
    found = [
        entry(name)
        for name, text in _texts().items()
        if "into:" in text and (name.startswith(f"{source_type}_") or f"of: {source_type}" in text)
    ]
    return [table for table in found if table is not None and table.parent_type == source_type]


def types() -> list[str]:
    """Return every Terraform type that has a table."""
    return sorted(_texts())


@cache
def _texts() -> Mapping[str, str]:
    """The text of each entry by its type."""
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        heads = [*_HEAD.finditer(text)]
        ends = [head.start() for head in heads[1:]] + [len(text)]
        found |= {head["type"]: text[head.start() : end] for head, end in zip(heads, ends, strict=True)}
    return found
