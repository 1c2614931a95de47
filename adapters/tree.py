"""What a YAML or JSON file says, with the lines where it says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Scalar: TypeAlias = bool | int | float | str | None

# Lists and mappings inside one another. It bounds the recursion of everyone who walks a tree.
MAX_DEPTH = 100


@dataclass(slots=True)
class Node:
    """A value and the lines it stands in, counted from 1, the last one included.

    `line` is where the attribute is written: for a member of a mapping the line of its key, otherwise the
    first line of the value. `end_line` is the last line with content, not a blank line or comment after it.

    What a YAML alias or merge key brings in keeps the lines of the place where it is written, and is the same
    object in every place that uses it: a tree is to be read, not to be changed.
    """

    value: Scalar | list[Node] | dict[str, Node]
    line: int
    end_line: int
