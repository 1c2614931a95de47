"""Build specifications of CodeBuild that stand in a project: their commands, and the variables that they set.

https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adapters.model import CodeFile, Resource
from python_checks.source import functions, places, words

if TYPE_CHECKING:
    from yaml import Node

PLACE = "Source.BuildSpec"
_VARIABLES = ("variables", "parameter-store", "secrets-manager", "exported-variables")


@dataclass(frozen=True)
class Command:
    """A command, or several in one text, that begins in a line of the specification."""

    text: str
    line: int


@dataclass(frozen=True)
class BuildSpec:
    """What a specification says.

    `faults` are what CodeBuild refuses, each with its line. `sets` are the variables that it sets; `shell` is the one
    that it asks for.
    """

    faults: tuple[tuple[int, str], ...] = ()
    commands: tuple[Command, ...] = ()
    sets: frozenset[str] = frozenset()
    shell: str | None = None


def is_inline(resource: Resource) -> bool:
    """Whether the specification stands in the project, and not in a file of its source."""
    text = functions.setting(resource, "Source", "BuildSpec")
    return isinstance(text, str) and ("\n" in text.strip() or text.lstrip().startswith("{"))


def place(resource: Resource, line: int) -> tuple[str, int, int]:
    """Return where a line of a project's specification stands."""
    lines: Mapping[str, Any] = resource["attributes"].get(PLACE) or {}
    start = lines.get("line", resource["location"]["start_line"])
    path = lines.get("path", resource["location"]["path"])
    text = str(functions.setting(resource, "Source", "BuildSpec"))
    return places.place(
        CodeFile("buildspec.yml", text, path, start, lines.get("end_line"), inline=True), line
    )


def read(text: str) -> BuildSpec:
    """Return what a specification says."""
    import yaml

    try:
        root = _tree(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "it cannot be read"
        return BuildSpec(
            faults=((mark.line + 1 if mark else 1, f"the build specification is no YAML: {why}"),)
        )
    members = _members(root)
    commands, faults = [], [*_missing(members)]
    for phase, node in _members(members.get("phases")).items():
        for name in ("commands", "finally"):
            for item in _items(_members(node).get(name)):
                line = item.start_mark.line + 1
                if isinstance(item, yaml.ScalarNode):
                    commands.append(Command(item.value, line + (item.style in ("|", ">"))))
                else:
                    why = f"a command of `{phase}` is no text; quote it: a colon and a space make a mapping of it"
                    faults.append((line, why))
    shell = _members(members.get("env")).get("shell")
    return BuildSpec(tuple(faults), tuple(commands), frozenset(_set(root)), shell.value if shell else None)


def _tree(text: str) -> Node | None:
    """The tree of a text; what a template fills in may be what YAML has a meaning for."""
    import yaml

    try:
        return yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        if not words.TOKEN.search(text):
            raise
    return yaml.compose(words.TOKEN.sub("_", text), yaml.SafeLoader)


def _missing(members: Mapping[str, Node]) -> Iterator[tuple[int, str]]:
    if "version" not in members:
        yield 1, "the build specification has no `version`"
    if "phases" not in members and "batch" not in members:
        yield 1, "the build specification has no `phases`"


def _set(node: Node | None) -> Iterator[str]:
    """The variables that the specification sets for all, or for one build of a batch."""
    for name, inner in _members(node).items():
        if name in _VARIABLES:
            yield from _members(inner)
            yield from (item.value for item in _items(inner) if isinstance(item.value, str))
        else:
            yield from _set(inner)
    for item in _items(node):
        yield from _set(item)


def _members(node: Node | None) -> dict[str, Node]:
    from yaml import MappingNode

    pairs = node.value if isinstance(node, MappingNode) else []
    return {key.value: value for key, value in pairs if isinstance(key.value, str)}


def _items(node: Node | None) -> list[Node]:
    from yaml import SequenceNode

    return node.value if isinstance(node, SequenceNode) else []
