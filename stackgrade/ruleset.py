"""The rules' metadata and the compiled ruleset, as `tools/build_ruleset.py` made them from `policies/`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import policies
from stackgrade.errors import EngineError

FOLDER = Path(policies.__file__).parent
METADATA = FOLDER / "ruleset.json"
WASM = FOLDER / "ruleset.wasm"


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


@dataclass(frozen=True)
class Ruleset:
    """All rules by id; `revision` is the SHA-256 of the Rego they were compiled from."""

    revision: str
    rules: Mapping[str, Rule]

    def wasm(self) -> bytes:
        """Return the compiled ruleset; raises EngineError when it is not there."""
        try:
            return WASM.read_bytes()
        except OSError as error:
            raise EngineError(f"the compiled ruleset is missing: {error}") from error

    def check_is_current(self) -> None:
        """Raise EngineError when the Rego files are no longer those that were compiled."""
        if revision_of(FOLDER) != self.revision:
            raise EngineError("the rules changed since they were compiled: run `make ruleset`")


@cache
def load() -> Ruleset:
    """Read the ruleset's metadata; raises EngineError when it is missing or damaged."""
    try:
        content = json.loads(METADATA.read_bytes())
        return Ruleset(content["revision"], {rule["id"]: _rule(rule) for rule in content["rules"]})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(f"the ruleset's metadata cannot be read: {error}") from error


def sources(folder: Path) -> list[Path]:
    """Return the Rego files that make up the ruleset, sorted; tests and their library are not part of it."""
    return sorted(
        path
        for path in folder.rglob("*.rego")
        if not path.name.endswith("_test.rego") and path.name != "testing.rego"
    )


def revision_of(folder: Path) -> str:
    """Return a digest of the ruleset's sources: names and content."""
    digest = hashlib.sha256()
    for path in sources(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _rule(content: Mapping[str, Any]) -> Rule:
    return Rule(**{field.name: _frozen(content[field.name]) for field in fields(Rule)})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
