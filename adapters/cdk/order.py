"""The stacks of an assembly in the order of their deployment."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.cdk.documents import Problems
from adapters.cdk.manifest import NESTED, STACK, Artifact, Manifest


@dataclass(frozen=True)
class Entry:
    """A stack in the manifest that lists it. `dependencies` are names of stacks."""

    manifest: Manifest
    artifact: Artifact
    name: str
    path: str
    dependencies: tuple[str, ...]


def in_order(manifest: Manifest, problems: Problems) -> list[Entry]:
    """Return the stacks of a manifest and of those nested in it, those that others depend on first."""
    entries: list[Entry] = []
    for artifact in _sorted(manifest, problems):
        if artifact.kind == STACK:
            name, path = _name(artifact), _path(artifact)
            entries.append(Entry(manifest, artifact, name, path, _dependencies(manifest, artifact, problems)))
        elif artifact.id in manifest.nested:
            entries += in_order(manifest.nested[artifact.id], problems)
    return entries


def _sorted(manifest: Manifest, problems: Problems) -> list[Artifact]:
    """The artifacts of one manifest, each after those that it depends on, otherwise as they are written."""
    done: dict[str, Artifact] = {}
    for first in manifest.artifacts:
        # Without recursion: a chain may be as long as there are stacks.
        chain = {first: iter(_known(manifest, first))} if first not in done else {}
        while chain:
            name = next(reversed(chain))
            before = next(chain[name], None)
            if before is None:
                done[name] = manifest.artifacts[name]
                del chain[name]
            elif before in chain:
                problems.error(manifest.path, f"{name[:60]} and {before[:60]} depend on each other")
            elif before not in done:
                chain[before] = iter(_known(manifest, before))
    return list(done.values())


def _known(manifest: Manifest, name: str) -> list[str]:
    return [other for other in _listed(manifest.artifacts[name]) if other in manifest.artifacts]


def _dependencies(manifest: Manifest, artifact: Artifact, problems: Problems) -> tuple[str, ...]:
    names: list[str] = []
    for name in _listed(artifact):
        if name not in manifest.artifacts:
            problems.error(
                manifest.path, f"{artifact.id[:60]} depends on {name[:60]}, which is not in the manifest"
            )
            continue
        names += _stack_names(manifest, name)
    return tuple(dict.fromkeys(names))


def _stack_names(manifest: Manifest, name: str) -> list[str]:
    """The names of the stacks that an artifact stands for: all of them for a stage."""
    artifact = manifest.artifacts[name]
    if artifact.kind == STACK:
        return [_name(artifact)]
    if artifact.kind == NESTED and name in manifest.nested:
        inner = manifest.nested[name]
        return [other for one in inner.artifacts for other in _stack_names(inner, one)]
    return []


def _listed(artifact: Artifact) -> list[str]:
    written = artifact.content.get("dependencies")
    return [name for name in written if isinstance(name, str)] if isinstance(written, list) else []


def _name(artifact: Artifact) -> str:
    name = artifact.properties.get("stackName")
    return name if isinstance(name, str) and name else artifact.id


def _path(artifact: Artifact) -> str:
    path = artifact.content.get("displayName")
    return path if isinstance(path, str) and path else artifact.id
