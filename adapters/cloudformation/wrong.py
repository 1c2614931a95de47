"""What CloudFormation would refuse of a template, with its place."""

from __future__ import annotations

from typing import NamedTuple

from adapters.errors import InputError
from adapters.tree import Node


class Wrong(NamedTuple):
    """A fault of a template: its place, such as `Outputs.Url.Value`, what is written there, kind and message.

    Kinds are `reference` to what nothing declares, `name` that CloudFormation does not take, text that is `unfilled`,
    `value` that a parameter does not take, and `shape`: sections, members and expressions that are not understood.
    """

    path: str
    node: Node
    kind: str
    message: str


def shapeless(path: str, node: Node, message: str) -> Wrong:
    """Return a fault of what CloudFormation does not understand."""
    return Wrong(path, node, "shape", message)


def refused(path: str, error: InputError, place: Node) -> Wrong:
    """Return what was found wrong with something at a place as a fault, in the line where it was found."""
    line = error.line or place.line
    return shapeless(path, Node(None, line, line), error.message)
