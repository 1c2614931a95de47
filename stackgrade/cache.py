"""Keeps what a source gave until anything that it was made from changes: files, rules, options, or this program.

An entry is JSON and says which files were read, with a digest of each (folders that were listed, by their names).
Nothing is kept of a stack in which a secret stands.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import adapters
from adapters import files
from adapters.discovery import Source
from stackgrade import __version__, ruleset
from stackgrade.findings import Finding, Subject
from stackgrade.grading import Grade
from stackgrade.graph import Graph, Link, Node
from stackgrade.listing import Judged, Outcome
from stackgrade.reports import Counts, Problem, Stack
from stackgrade.traits import Traits
from stackgrade.waivers import Trial

if TYPE_CHECKING:
    from stackgrade.run import Graded, Settings

# What is not asked for in a run is not touched; the oldest go when there are more than this.
_MAX_ENTRIES = 20_000
_SETS = ("words", "names", "values")


class Cache:
    """What earlier runs with the same settings gave, by source."""

    def __init__(self, settings: Settings) -> None:
        self._folder = folder()
        self._context = _digest(
            __version__,
            ruleset.load(settings.policies).revision,
            _program(),
            os.getcwd(),
            json.dumps(settings.profile.data(), sort_keys=True),
            " ".join(sorted(settings.rules)),
            json.dumps(asdict(settings.options), sort_keys=True, default=list),
            settings.engine,
            str((settings.listed, settings.comparable, settings.drawn)),
            repr(settings.project),
        )

    def get(self, source: Source) -> Graded | None:
        """Return what a source gave; None when that is not known, or no longer holds."""
        from stackgrade.run import Graded

        try:
            content = json.loads(self._entry(source).read_bytes())
            if not files.unchanged(content["read"]):
                return None
            return Graded(
                tuple(_stack(stack) for stack in content["stacks"]),
                tuple(Problem(**problem) for problem in content["problems"]),
                content["read"],
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, source: Source, read: Mapping[str, str], graded: Graded) -> None:
        """Keep what a source gave, if it may be kept."""
        if any(stack.secrets for stack in graded.stacks) or not read:
            return
        content = {
            "read": dict(read),
            "stacks": [_plain(stack) for stack in graded.stacks],
            "problems": [asdict(problem) for problem in graded.problems],
        }
        keep(self._entry(source), json.dumps(content, separators=(",", ":")).encode())

    def prune(self) -> None:
        """Remove the oldest entries when there are too many."""
        with suppress(OSError):
            entries = [*self._folder.glob("*.json")]
            if len(entries) > _MAX_ENTRIES:
                for entry in sorted(entries, key=lambda path: path.stat().st_mtime)[: len(entries) // 2]:
                    entry.unlink(missing_ok=True)

    def _entry(self, source: Source) -> Path:
        return self._folder / f"{_digest(self._context, source.kind, source.path)}.json"


def keep(place: Path, content: bytes) -> None:
    """Write a file of the cache, whole or not at all; a cache that cannot be written is none."""
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(content)
        os.replace(file.name, place)


def folder() -> Path:
    """Return where entries are kept: below XDG_CACHE_HOME, which is ~/.cache unless it is set."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base, "stackgrade")


def _digest(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(text, digest_size=20).hexdigest()


def _program() -> str:
    """What tells one state of this program from another while it is worked on."""
    found = [sys.version]
    for package in (Path(adapters.__file__).parent, Path(__file__).parent):
        for place, folders, names in os.walk(package):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                status = os.stat(os.path.join(place, name))
                found.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(found)


def _plain(stack: Stack) -> dict[str, Any]:
    content = {name: getattr(stack, name) for name in ("path", "name", "format", "resources", "profile")}
    return content | {
        "grade": list(stack.grade),
        "counts": asdict(stack.counts),
        "findings": [asdict(finding) for finding in stack.findings],
        "parameters": sorted(stack.parameters),
        "judged": [asdict(one) for one in stack.judged],
        "trials": [asdict(one) for one in stack.trials],
        "traits": [_plain_traits(one) for one in stack.traits],
        "graph": asdict(stack.graph) if stack.graph else None,
    }


def _stack(content: dict[str, Any]) -> Stack:
    return Stack(
        **content
        | {
            "grade": Grade(*content["grade"]),
            "counts": Counts(**content["counts"]),
            "findings": tuple(_finding(finding) for finding in content["findings"]),
            "parameters": frozenset(content["parameters"]),
            "judged": tuple(_judged(one) for one in content["judged"]),
            "trials": tuple(Trial(**one) for one in content["trials"]),
            "traits": tuple(_traits(one) for one in content["traits"]),
            "graph": _graph(content["graph"]) if content["graph"] else None,
        }
    )


def _judged(content: dict[str, Any]) -> Judged:
    outcomes = {rule_id: Outcome(**outcome) for rule_id, outcome in content["outcomes"].items()}
    return Judged(**content | {"outcomes": outcomes})


def _plain_traits(traits: Traits) -> dict[str, Any]:
    return asdict(traits) | {name: sorted(getattr(traits, name)) for name in _SETS}


def _traits(content: dict[str, Any]) -> Traits:
    sets = {name: frozenset(content[name]) for name in _SETS}
    references = tuple((path, (address, type)) for path, (address, type) in content["references"])
    return Traits(**content | sets | {"references": references})


def _graph(content: dict[str, Any]) -> Graph:
    links = (Link(**link | {"attributes": tuple(link["attributes"])}) for link in content["links"])
    return Graph(tuple(Node(**node) for node in content["nodes"]), tuple(links))


def _finding(content: dict[str, Any]) -> Finding:
    return Finding(
        **content
        | {
            "resource": Subject(**content["resource"]),
            "failures": tuple(content["failures"]),
            "parameters": tuple(content["parameters"]),
        }
    )
