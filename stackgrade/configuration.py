"""`.stackgrade.yaml` and other YAML files of the user, whose errors say where they stand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackgrade.errors import UsageError
from stackgrade.hints import did_you_mean

if TYPE_CHECKING:
    import yaml

NAME = ".stackgrade.yaml"
_MISNAMED = ".stackgrade.yml"
SECTIONS = ("profile", "profiles", "fail_on", "exclude", "skip_rules", "waivers", "policies", "opa")


def folder() -> Path:
    """Return the folder whose configuration holds for a run: the working directory, or the nearest above it that has
    one, up to the top of the git repository; the working directory when there is none."""
    for candidate in (Path.cwd(), *Path.cwd().parents):
        if any(os.path.lexists(candidate / name) for name in (NAME, _MISNAMED)):
            return Path(os.path.relpath(candidate))
        if (candidate / ".git").exists():
            break
    return Path()


def sections(folder: Path) -> tuple[YamlFile | None, dict[str, yaml.Node]]:
    """Return a folder's configuration and the nodes of its sections by name; neither when it has none.

    Raises UsageError when the file is no YAML, has a section that does not exist, or another suffix.
    """
    path = folder / NAME
    if not os.path.lexists(path):  # a link to what is not there is no configuration less
        if os.path.lexists(folder / _MISNAMED):
            raise UsageError(f"{folder / _MISNAMED}: would not be read; its name has to be {NAME}")
        return None, {}
    if path.exists() and not path.is_file():
        raise UsageError(f"{path}: is no file")
    document = YamlFile(path)
    found = {}
    for key, line, value in document.items(document.root()):
        if key not in SECTIONS:
            raise document.error(f"unknown section {key!r}{did_you_mean(key, SECTIONS)}", line)
        found[key] = value
    return document, found


def section(folder: Path, wanted: str) -> tuple[YamlFile, yaml.Node] | None:
    """Return the file and the node of one section of a folder's configuration, None when it has none."""
    document, found = sections(folder)
    return (document, found[wanted]) if document is not None and wanted in found else None


class YamlFile:
    """A YAML file of the user's; raises UsageError with the line of whatever is wrong.

    `text` is YAML that stands in a file of another kind, from the line `first_line` on.
    """

    def __init__(self, path: Path, text: str | None = None, first_line: int = 1) -> None:
        import yaml  # so that `--help` can name the profiles without it

        self.path = path
        self._yaml = yaml
        self._first_line = first_line
        try:
            text = path.read_text(encoding="utf-8-sig") if text is None else text
        except OSError as error:
            raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise UsageError(f"{path}: is not UTF-8") from error
        text = "\n" * (first_line - 1) + text  # so that every line has the number that it has in the file
        try:
            self._loader = yaml.SafeLoader(text)
            self._root = self._loader.get_single_node()
        except yaml.MarkedYAMLError as error:
            from adapters.cloudformation import yaml_errors

            told = yaml_errors.explain(str(path), text, error)
            raise self.error(told.message, told.line or first_line) from error
        except yaml.YAMLError as error:
            raise UsageError(f"{path}: is not YAML: {error}") from error

    def root(self) -> yaml.MappingNode:
        """Return the mapping that the file has to be."""
        if not isinstance(self._root, self._yaml.MappingNode):
            raise self.error("has to be a mapping", self._first_line)
        return self._root

    def is_mapping(self, node: yaml.Node) -> bool:
        """Whether a node is a mapping."""
        return isinstance(node, self._yaml.MappingNode)

    def items(self, node: yaml.Node) -> Iterator[tuple[str, int, yaml.Node]]:
        """Yield key, line and value of a mapping; a key that comes twice is wrong."""
        seen = set()
        for key_node, value in node.value:
            key = str(self.value(key_node))
            if key in seen:
                raise self.error(f"{key!r} stands here twice", key_node)
            seen.add(key)
            yield key, self.line(key_node), value

    def value(self, node: yaml.Node) -> Any:
        """Return a node as plain data."""
        try:
            return self._loader.construct_object(node, deep=True)
        except ValueError as error:  # what has the form of a date
            raise self.error(f"{node.value} is no date: {error}", node) from error
        except self._yaml.YAMLError as error:
            raise self.error("is not plain YAML data", node) from error

    def sequence(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        """Return the items of a list; `what` it has to be is part of the error."""
        if not isinstance(node, self._yaml.SequenceNode):
            raise self.error(f"has to be a list of {what}", node)
        return list(node.value)

    def line(self, node: yaml.Node) -> int:
        """Return the line where a node begins."""
        return node.start_mark.line + 1

    def error(self, message: str, place: int | yaml.Node) -> UsageError:
        """Return an error at a line or node."""
        line = place if isinstance(place, int) else self.line(place)
        return UsageError(f"{self.path}:{line}: {message}")
