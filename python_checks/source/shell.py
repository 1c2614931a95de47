"""Shell scripts, read with tree-sitter's grammar of Bash: which variables they read, and which they set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from python_checks.source.trees import walk

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

# What a template fills in, in a form that no variable has: `${AWS::Region}`, `${Bucket.Arn}`, `${var.name}`.
_TOKEN = re.compile(r"\$\{[A-Za-z]\w*(?:\.|::)[^{}]*\}")
_NAME = re.compile(r"[A-Za-z_]\w*")
_DEFAULTS = frozenset({":-", "-", ":=", "=", ":+", "+"})
_READING = frozenset({"read", "mapfile", "readarray", "getopts", "printf", "unset", "env"})
_RUNNING = frozenset({".", "source", "eval"})


@dataclass(frozen=True)
class Script:
    """What a script does with variables.

    `reads` are those that it takes for granted, each with a line: not those that have a default there. `knows` are
    those that it sets itself, or asks whether they are set. `runs_others`: it takes in another script, or what a
    command prints, and any variable may be set there.
    """

    reads: tuple[tuple[str, int], ...] = ()
    knows: frozenset[str] = frozenset()
    runs_others: bool = False


@lru_cache(maxsize=512)
def script(text: str) -> Script | None:
    """Return what a script does; None when it is no Bash."""
    root = _parser().parse(_TOKEN.sub("_", text).encode("utf-8", "replace")).root_node
    if root.has_error:
        return None
    nodes = [*walk(root)]
    return Script(
        reads=tuple((name, node.start_point[0] + 1) for node in nodes for name in _read(node)),
        knows=frozenset(name for node in nodes for name in _known(node)),
        runs_others=any(map(_runs_others, nodes)),
    )


@cache
def _parser() -> Parser:
    import tree_sitter_bash
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_bash.language()))


def _read(node: Node) -> Iterator[str]:
    """The variable that `$X` or `${X...}` takes for granted; `$1` is none."""
    if node.type == "simple_expansion" or (
        node.type == "expansion" and not any(child.type in _DEFAULTS for child in node.children)
    ):
        yield from (name for name in _names(node) if not name.isdigit())


def _known(node: Node) -> Iterator[str]:
    """The variables that an assignment, a loop or a command sets, and those that are asked for."""
    if node.type in ("variable_assignment", "declaration_command", "unset_command", "for_statement"):
        yield from _names(node)
    elif node.type == "test_command":
        yield from (name for inner in walk(node) for name in _names(inner))
    elif _command(node) in _READING:
        for argument in node.children[1:]:
            if match := _NAME.match(_text(argument)):
                yield match[0]


def _runs_others(node: Node) -> bool:
    exports = node.type == "declaration_command" and any(
        child.type in ("command_substitution", "simple_expansion", "string") for child in node.children
    )
    return exports or _command(node) in _RUNNING


def _command(node: Node) -> str | None:
    name = node.child_by_field_name("name") if node.type == "command" else None
    return _text(name) if name is not None else None


def _names(node: Node) -> Iterator[str]:
    yield from (_text(child) for child in node.children if child.type == "variable_name")


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
