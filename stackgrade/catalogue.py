"""The failure catalogue: what reviews of templates keep finding, and which rules detect it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from importlib import resources
from typing import Any, NamedTuple

import yaml

from stackgrade import profiles
from stackgrade.errors import EngineError
from stackgrade.severities import SEVERITIES

CATEGORIES = (
    "credentials", "encryption", "network", "access", "availability", "backup", "monitoring", "logging",
    "lifecycle", "tagging", "naming", "interface", "cost", "operations", "code", "documentation",
)  # fmt: skip
DECIDERS = (
    "environment", "availability", "destroyable", "self_contained", "cost_conscious", "opinions", "compliance",
)  # fmt: skip

_ID = re.compile(r"F-\d{3}-(\d\d[a-z]?|S\d)(\.\d+)?|E-[a-z0-9_]+")
_INHERITED = ("category", "severity", "stated", "source", "why", "fix", "decided_by")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Source:
    """Where a failure was found: in a section of one review, or in so many of them (`documents`)."""

    document: str | None = None
    section: str | None = None
    documents: int | None = None


@dataclass(frozen=True)
class Failure:
    """One entry. A part stands in the mapping itself, and `parts` are the ids of those directly below.

    `stated` is the severity in the review's own word, if it gives one. `decided_by` is the profile under
    which this is a failure, in the form of a rule's `when`; empty: under every profile. `not_static` says why
    no check of a template can see it, and is None when one can.
    """

    id: str
    title: str
    category: str
    severity: str
    stated: str | None
    source: Source
    why: str
    fix: str
    decided_by: Mapping[str, Any]
    not_static: str | None
    parts: tuple[str, ...]


class Coverage(NamedTuple):
    """What detects a failure: `status` is `detected`, `partly`, `not static` or `open`.

    `rules` name the failure or one of its parts. A failure with parts is detected when all of its parts are
    that a template can show, and partly so when some are, or when a rule names it as a whole.
    """

    status: str
    rules: tuple[str, ...]


class Row(NamedTuple):
    """A line of the printed catalogue; `detected_by` names the rules, or says why there are none."""

    id: str
    title: str
    severity: str
    detected_by: str


def load() -> dict[str, Failure]:
    """Read the catalogue: failures by id, as the files have them; raises EngineError when it is damaged."""
    failures: dict[str, Failure] = {}
    folder = resources.files("policies") / "catalogue"
    try:
        files = [file for file in folder.iterdir() if file.name.endswith(".yaml")]
        for file in sorted(files, key=lambda file: file.name):
            for entry in yaml.load(file.read_text(encoding="utf-8"), _LOADER):
                for failure in _failures(entry, {}):
                    if failure.id in failures:
                        raise ValueError(f"{failure.id} stands here twice")
                    failures[failure.id] = failure
    except (OSError, ValueError, TypeError, yaml.YAMLError) as error:
        raise EngineError(f"the failure catalogue cannot be read: {error}") from error
    return failures


def coverage(failures: Mapping[str, Failure], rules: Mapping[str, Iterable[str]]) -> dict[str, Coverage]:
    """Say for each failure what detects it, given the failures that each rule names, by the rule's id.

    Raises ValueError when a rule names a failure that is not in the catalogue, or one that no check can see.
    """
    named: dict[str, set[str]] = {failure_id: set() for failure_id in failures}
    for rule_id, failure_ids in rules.items():
        for failure_id in failure_ids:
            if failure_id not in failures:
                raise ValueError(f"{rule_id}: {failure_id} is not in the failure catalogue")
            if failures[failure_id].not_static:
                raise ValueError(f"{rule_id}: the failure catalogue says that no check can see {failure_id}")
            named[failure_id].add(rule_id)

    def covered(failure: Failure) -> Coverage:
        parts = [covered(failures[part]) for part in failure.parts]
        by = tuple(sorted(named[failure.id].union(*(part.rules for part in parts))))
        if failure.not_static:
            return Coverage("not static", by)
        if all(part.status in ("detected", "not static") for part in parts) and by:
            return Coverage("detected", by)
        return Coverage("partly" if by else "open", by)

    return {failure_id: covered(failure) for failure_id, failure in failures.items()}


def rows(failures: Mapping[str, Failure], covered: Mapping[str, Coverage]) -> list[Row]:
    """Return what `stackgrade catalogue` prints: failures by document and section, then the frequent ones."""
    return [
        Row(failure_id, failure.title, failure.severity, _answer(failure, covered[failure_id]))
        for failure_id, failure in sorted(
            failures.items(), key=lambda item: (item[0].startswith("E-"), item[0])
        )
    ]


def _answer(failure: Failure, covered: Coverage) -> str:
    if failure.not_static:
        return f"not static: {failure.not_static}"
    by = ", ".join(covered.rules)
    return by if covered.status == "detected" else f"partly: {by}" if by else "open"


def _failures(entry: Mapping[str, Any], above: Mapping[str, Any]) -> Iterator[Failure]:
    """Yield an entry and its parts, which have from above what they do not say; raises ValueError."""
    if not isinstance(entry, Mapping):
        raise ValueError(f"{entry!r} is no entry")
    name = entry.get("id")
    unknown = set(entry) - {field.name for field in fields(Failure)}
    if unknown:
        raise ValueError(f"{name}: unknown member {', '.join(sorted(unknown))}")
    whole = {**{member: above[member] for member in _INHERITED if member in above}, **entry}
    parts = entry.get("parts", [])
    try:
        failure = Failure(
            id=_text(whole, "id"),
            title=_text(whole, "title"),
            category=_text(whole, "category"),
            severity=_text(whole, "severity"),
            stated=None if whole.get("stated") is None else _text(whole, "stated"),
            source=_source(whole),
            why=_text(whole, "why"),
            fix=_text(whole, "fix"),
            decided_by=_decided_by(whole.get("decided_by", {})),
            not_static=_text(whole, "not_static") if "not_static" in whole else None,
            parts=tuple(str(part["id"]) for part in parts),
        )
        if not _ID.fullmatch(failure.id) or not failure.id.startswith(above.get("id", "")):
            raise ValueError("this is no id here")
        if failure.category not in CATEGORIES or failure.severity not in SEVERITIES:
            raise ValueError(f"unknown category or severity: {failure.category}, {failure.severity}")
        if parts and ("not_static" in entry or all("not_static" in part for part in parts)):
            raise ValueError("not_static belongs to some parts, or to an entry without any")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{name}: {error}") from error
    yield failure
    for part in parts:
        yield from _failures(part, whole)


def _text(entry: Mapping[str, Any], member: str) -> str:
    value = entry.get(member)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{member} has to be text")
    return value


def _source(entry: Mapping[str, Any]) -> Source:
    """Return the source; raises ValueError when it is neither form, TypeError when it has unknown members."""
    source = Source(**entry.get("source", {}))
    if entry["id"].startswith("E-"):
        complete = isinstance(source.documents, int) and source.document is None and source.section is None
    else:
        complete = (
            isinstance(source.document, str) and isinstance(source.section, str) and source.documents is None
        )
    if not complete:
        raise ValueError("the source has to be a document and section, or a number of documents")
    return source


def _decided_by(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the conditions; raises ValueError when no profile can hold them."""
    for member, wanted in value.items():
        if member not in DECIDERS:
            raise ValueError(f"decided_by: {member} is nothing that decides in a profile")
        profiles.check(member, [wanted] if member == "compliance" else wanted)
    return value
