"""The rules' metadata and the compiled ruleset, as `tools/build_ruleset.py` made them from `policies/` and
`python_checks/rules/`.

Rules of the user's own join them: `stackgrade.own_rules` reads those.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import policies
import python_checks
from stackgrade.errors import EngineError

FOLDER = Path(policies.__file__).parent
METADATA = FOLDER / "ruleset.json"
WASM = FOLDER / "ruleset.wasm"
# The rules in Python, and what they share.
PYTHON = Path(python_checks.__file__).parent / "rules"
PYTHON_LIBRARY = PYTHON.with_name("source")


@dataclass(frozen=True)
class Rule:
    """One rule's metadata.

    `path` is its file, relative to the folder that holds `policies`; `also` are ids under which other tools ask this.
    """

    id: str
    title: str
    description: str
    severity: str
    category: str
    types: tuple[str, ...]
    attributes: tuple[str, ...]
    presence: tuple[str, ...]
    companions: tuple[str, ...]
    when: Mapping[str, Any]
    languages: tuple[str, ...]
    failures: tuple[str, ...]
    remediation: Mapping[str, str]
    links: tuple[str, ...]
    path: str
    also: tuple[str, ...] = ()

    @property
    def is_python(self) -> bool:
        """Whether it is written in Python: no engine runs it, and what it finds travels in the document."""
        return self.path.endswith(".py")

    @property
    def why(self) -> str:
        """The description on one line."""
        return " ".join(self.description.split())

    @property
    def fixes(self) -> Iterator[tuple[str, str, str]]:
        """Each fix: the format or type that it is for, the case that it is for or "", and what to write."""
        for name, text in self.remediation.items():
            form, _, case = name.partition("/")
            yield form, case, text.strip("\n")

    @property
    def examples(self) -> Path:
        """The file with its examples; below `python_checks`, Checkov would take YAML for a policy of its own."""
        return (FOLDER.parent / self.path).with_suffix(".examples" if self.is_python else ".yaml")


@dataclass(frozen=True)
class Ruleset:
    """All rules by id; `revision` is the SHA-256 of the Rego and Python that they are.

    `own` are the files of the user's own rules, by their names among the modules.
    """

    revision: str
    rules: Mapping[str, Rule]
    own: Mapping[str, Path] = field(default_factory=dict)

    @property
    def engine_rules(self) -> frozenset[str]:
        """The ids of the rules that an engine runs."""
        return frozenset(rule.id for rule in self.rules.values() if not rule.is_python)

    def modules(self) -> dict[str, bytes]:
        """Return the Rego of the ruleset by name, such as `rules/rds/storage_encrypted.rego`."""
        ours = {path.relative_to(FOLDER).as_posix(): path for path in sources(FOLDER)}
        return {
            name: path.read_bytes().replace(b"\r\n", b"\n")
            for name, path in (*ours.items(), *self.own.items())
        }

    def wasm(self) -> bytes:
        """Return the compiled ruleset; raises EngineError when it is not there, or cannot be compiled."""
        if self.own:
            from stackgrade.opa import compilation

            return compilation.cached(self)
        try:
            return WASM.read_bytes()
        except OSError as error:
            raise EngineError(f"the compiled ruleset is missing: {error}") from error

    def places_of(self, functions: Iterable[str]) -> str:
        """Return names of functions, each with the place where the user's own rules call it first."""
        return ", ".join(name + self._place_of(name) for name in functions)

    def _place_of(self, function: str) -> str:
        for path in self.own.values():
            text = path.read_text(encoding="utf-8")
            called = re.search(rf"(?<![\w.]){re.escape(function)}\(", text)
            if called:
                return f" ({path}:{text.count(chr(10), 0, called.start()) + 1})"
        return ""

    def check_is_current(self) -> None:
        """Raise EngineError when the Rego files are no longer those that were compiled."""
        if revision_with(revision_of(FOLDER), self.own) != self.revision:
            raise EngineError("the rules changed since they were compiled: run `make ruleset`")


def load(own: tuple[str, ...] = ()) -> Ruleset:
    """Read the ruleset's metadata, with those of the rules in the user's own folders.

    Raises EngineError when ours are missing or damaged, UsageError for what is wrong with the user's.
    """
    return _loaded(own)


@cache
def _loaded(own: tuple[str, ...]) -> Ruleset:
    try:
        content = json.loads(METADATA.read_bytes())
        ours = Ruleset(content["revision"], {rule["id"]: rule_of(rule) for rule in content["rules"]})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(f"the ruleset's metadata cannot be read: {error}") from error
    if not own:
        return ours
    from stackgrade import own_rules

    return own_rules.joined(ours, own)


def sources(folder: Path) -> list[Path]:
    """Return the Rego files that make up the ruleset, sorted; tests and their library are not part of it."""
    return sorted(
        path
        for path in folder.rglob("*.rego")
        if not path.name.endswith("_test.rego") and path.name != "testing.rego"
    )


def python_sources() -> list[Path]:
    """Return the Python files that make up the rules in Python, sorted."""
    return [*sorted(PYTHON.glob("*.py")), *sorted(PYTHON_LIBRARY.glob("*.py"))]


def revision_of(folder: Path) -> str:
    """Return a digest of the ruleset's sources: names and content."""
    rego = {path.relative_to(folder).as_posix(): path for path in sources(folder)}
    python = {path.relative_to(PYTHON.parent.parent).as_posix(): path for path in python_sources()}
    return _digest(rego | python)


def revision_with(ours: str, own: Mapping[str, Path]) -> str:
    """Return the digest of the ruleset of one revision together with the user's own rules."""
    return _digest(own, ours) if own else ours


def _digest(files: Mapping[str, Path], start: str = "") -> str:
    digest = hashlib.sha256(start.encode())
    for name, path in files.items():
        digest.update(name.encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def rule_of(content: Mapping[str, Any]) -> Rule:
    """Return a rule from its metadata; raises KeyError when a member is missing."""
    return Rule(**{field.name: _frozen(content[field.name]) for field in fields(Rule)})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
