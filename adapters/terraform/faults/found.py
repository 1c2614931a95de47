"""A fault of a configuration, as the rules are given it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from adapters.model import Attribute as Lines
from adapters.terraform.syntax import Attribute, Block, lines_of

Fault: TypeAlias = "dict[str, str]"


@dataclass(frozen=True)
class Found:
    """A fault, where it stands, and what leaves a doubt of it.

    The fault is a dictionary with `kind`, `attribute` (where it stands, as the user writes it) and `message`.
    """

    fault: Fault
    place: Lines
    doubt: str | None = None


def found(kind: str, where: str, message: str, place: Attribute | Block, doubt: str | None = None) -> Found:
    """Return a fault that stands in an argument or a block."""
    return Found({"kind": kind, "attribute": where, "message": message}, lines_of(place), doubt)
