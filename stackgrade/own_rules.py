"""The user's own rules: folders of Rego in the form of ours, which run beside ours in every engine."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from stackgrade import configuration, metadata, ruleset
from stackgrade.errors import UsageError
from stackgrade.ruleset import Rule, Ruleset

# Ids that start so are ours.
RESERVED = "FC_"

_PACKAGE = re.compile(r"^package +([\w.]+)", re.MULTILINE)
_HELPERS = "stackgrade.lib."
_RULES = "stackgrade.rules."


def folders(named: Sequence[str], folder: Path) -> tuple[str, ...]:
    """Return the folders that the user names, else those that the configuration in a folder names."""
    found = None if named else configuration.section(folder, "policies")
    if found is None:
        return tuple(named)
    document, node = found
    value = document.value(node)
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise document.error("policies has to be a list of folders", node)
    return tuple(os.path.normpath(folder / name) for name in value)


def joined(ours: Ruleset, own: Sequence[str]) -> Ruleset:
    """Return our ruleset together with the rules of the user's folders.

    Raises UsageError with file and line: for metadata that are not complete, for an id or package that is taken, and
    for a package that is neither that of a rule nor that of a helper.
    """
    files = {
        f"own/{i}/{path.relative_to(folder).as_posix()}": path
        for i, folder in enumerate(map(Path, own))
        for path in _sources(folder)
    }
    packages = {_package(path)[0]: path for path in ruleset.sources(ruleset.FOLDER)}
    rules = dict(ours.rules)
    for path in files.values():
        package, line = _package(path)
        if package in packages and _is_other(path, packages[package], package):
            raise UsageError(f"{path}:{line}: the package {package} is that of {_shown(packages[package])}")
        packages[package] = path
        if not package.startswith(_HELPERS):
            rule = _rule(path)
            if rule.id in rules:
                raise UsageError(f"{path}:1: the id {rule.id} is that of {rules[rule.id].path}")
            rules[rule.id] = rule
    revision = ruleset.revision_with(ours.revision, files)
    return Ruleset(revision, {rule_id: rules[rule_id] for rule_id in sorted(rules)}, files)


def _sources(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise UsageError(f"folder of rules {folder}: no such folder")
    found = ruleset.sources(folder)
    if not found:
        raise UsageError(f"folder of rules {folder}: holds no Rego files")
    return found


def _package(path: Path) -> tuple[str, int]:
    """Return a file's package and the line that names it."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8") from error
    found = _PACKAGE.search(text)
    if found is None:
        raise UsageError(f"{path}:1: names no package")
    line = text.count("\n", 0, found.start()) + 1
    if not found[1].startswith("stackgrade") and ruleset.FOLDER not in path.parents:
        raise UsageError(
            f"{path}:{line}: the package {found[1]} is neither {_RULES}<service>.<name> nor {_HELPERS}<name>"
        )
    return found[1], line


def _is_other(path: Path, earlier: Path, package: str) -> bool:
    """Whether a package that is there already may not be continued: only helpers of one's own may."""
    return ruleset.FOLDER in earlier.parents or not package.startswith(_HELPERS) or path == earlier


def _rule(path: Path) -> Rule:
    rule = ruleset.rule_of({**metadata.read(path), "path": os.path.abspath(path)})
    if rule.id.startswith(RESERVED):
        raise UsageError(f"{path}:1: ids that start with {RESERVED} are stackgrade's own: {rule.id}")
    return rule


def _shown(path: Path) -> str:
    inside = ruleset.FOLDER in path.parents
    return path.relative_to(ruleset.FOLDER.parent).as_posix() if inside else str(path)
