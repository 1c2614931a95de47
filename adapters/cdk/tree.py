"""The tree of constructs, which tells the class of each.

A tree of more than half a million nodes is cut up: a node that has a `fileName` and a `treeId` stands for one in
another file, a forest. aws-cdk-lib core/lib/private/tree-metadata.js
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from adapters.cdk.documents import Problems, fields, load, members, place
from adapters.errors import InputError

_LOGICAL_ID = "aws:cdk:cloudformation:logicalId"


@dataclass
class Tree:
    """Classes by construct path, in full, and logical IDs by construct path as far as the tree has them."""

    classes: dict[str, str] = field(default_factory=dict)
    logical_ids: dict[str, str] = field(default_factory=dict)

    def by_stack(self, stacks: Collection[str]) -> dict[str, dict[str, str]]:
        """Return the logical IDs by the path of the innermost stack around them."""
        found: dict[str, dict[str, str]] = {}
        for path, logical_id in self.logical_ids.items():
            outer = path
            while outer and outer not in stacks:
                outer = outer.rpartition("/")[0]
            found.setdefault(outer, {})[path] = logical_id
        return found


class TreeReader:
    """Reads a tree with the forests that it points to."""

    def __init__(self, root: str, folder: str, problems: Problems) -> None:
        self._root = root
        self._folder = folder
        self._problems = problems
        self._forests: dict[str, dict[str, object]] = {}
        self._entered: set[tuple[str, str]] = set()

    def read(self, path: str, into: Tree) -> None:
        """Add what a file says; faults are noted."""
        with self._problems.noted():
            content = members(path, load(path), "a construct tree")
            for node in self._nodes(path, members(path, content.get("tree"), "what is under tree")):
                _add(node, into)

    def _nodes(self, path: str, root: dict[str, object]) -> Iterator[dict[str, object]]:
        waiting = [(path, root)]
        while waiting:
            source, node = waiting.pop()
            if "fileName" in node:
                with self._problems.noted():
                    waiting += self._elsewhere(source, node)
                continue
            yield node
            children = members(source, node.get("children"), "what is under children of a construct")
            waiting += [(source, fields(child)) for child in children.values()]

    def _elsewhere(self, source: str, pointer: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
        """The node in another file that a node points to, once."""
        path = place(self._root, self._folder, pointer["fileName"], source, "the fileName of a construct")
        name = str(pointer.get("treeId"))
        if (path, name) in self._entered:
            return []
        self._entered.add((path, name))
        if path not in self._forests:
            self._forests[path] = {}
            content = members(path, load(path), "a forest of constructs")
            self._forests[path] = members(path, content.get("forest"), "what is under forest")
        elif not self._forests[path]:
            return []  # the fault of that file is noted
        if name not in self._forests[path]:
            raise InputError(source, f"there is no tree {name[:60]} in {path}")
        return [(path, fields(self._forests[path][name]))]


def _add(node: dict[str, object], into: Tree) -> None:
    path = node.get("path")
    if not isinstance(path, str):
        return
    name = fields(node.get("constructInfo")).get("fqn")
    if isinstance(name, str):
        into.classes[path] = name
    logical_id = fields(node.get("attributes")).get(_LOGICAL_ID)
    if isinstance(logical_id, str):
        into.logical_ids[path] = logical_id
