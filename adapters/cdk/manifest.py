"""The manifests of a cloud assembly: which stacks there are.

The schema is that of the npm package @aws-cdk/cloud-assembly-schema.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from adapters.cdk.documents import Problems, fields, items, load, loads, members, place
from adapters.errors import InputError
from adapters.manifests import FILE

STACK = "aws:cloudformation:stack"
ASSETS = "cdk:asset-manifest"
NESTED = "cdk:cloud-assembly"
TREE = "cdk:tree"

# The major version of the schema that aws-cdk-lib 2.276 writes; a new one comes every few weeks.
KNOWN_VERSION = 55
_VERSION = re.compile(r"\d{1,9}(?:\.\d+){0,2}\Z")


@dataclass(frozen=True)
class Artifact:
    """One entry of a manifest. `content` is what is written there."""

    id: str
    kind: str
    content: dict[str, object]
    properties: dict[str, object]


@dataclass
class Manifest:
    """One manifest and, by the ID of their artifacts, those of the stages in it."""

    path: str
    folder: str
    version: str
    artifacts: dict[str, Artifact]
    missing: list[object]
    nested: dict[str, Manifest] = field(default_factory=dict)

    def every(self) -> Iterator[Manifest]:
        """This one and all that are nested in it."""
        yield self
        for manifest in self.nested.values():
            yield from manifest.every()

    def of_kind(self, kind: str) -> list[Artifact]:
        return [artifact for artifact in self.artifacts.values() if artifact.kind == kind]


def read_manifest(root: str, problems: Problems) -> Manifest:
    """Return the manifest of the assembly at `root` with those nested in it.

    Raises InputError when the one at the root cannot be used; faults of the others are noted.
    """
    return _read(root, root, {os.path.realpath(root)}, problems)


def _read(root: str, folder: str, seen: set[str], problems: Problems) -> Manifest:
    """`seen` are the folders that were read: more than once is a circle, or grows without end."""
    manifest = _single(folder, problems)
    for artifact in manifest.of_kind(NESTED):
        with problems.noted():
            name = artifact.properties.get("directoryName")
            inner = place(root, folder, name, manifest.path, f"the directoryName of {artifact.id}")
            if os.path.realpath(inner) in seen:
                raise InputError(manifest.path, f"{artifact.id[:60]} is an assembly that is listed twice")
            seen.add(os.path.realpath(inner))
            manifest.nested[artifact.id] = _read(root, inner, seen, problems)
    return manifest


def _single(folder: str, problems: Problems) -> Manifest:
    path = f"{folder}/{FILE}" if folder != "." else FILE
    content = members(path, load(path), "a manifest")
    if "artifacts" not in content and "version" not in content:
        raise InputError(
            path, "this is no manifest of a cloud assembly: it has neither version nor artifacts"
        )
    version = content.get("version")
    _check_version(path, version, problems)
    artifacts: dict[str, Artifact] = {}
    for name, value in members(path, content.get("artifacts"), "what is under artifacts").items():
        with problems.noted():
            artifacts[name] = _artifact(path, name, value)
    missing = items(content.get("missing"))
    return Manifest(path, folder, version if isinstance(version, str) else "", artifacts, missing)


def _artifact(path: str, name: str, value: object) -> Artifact:
    content = members(path, value, f"the artifact {name[:60]}")
    kind = content.get("type")
    if not isinstance(kind, str):
        raise InputError(path, f"the artifact {name[:60]} has no type")
    properties = members(path, content.get("properties"), f"what is under properties of {name[:60]}")
    return Artifact(name, kind, content, properties)


def _check_version(path: str, version: object, problems: Problems) -> None:
    if not isinstance(version, str) or not _VERSION.match(version):
        problems.warn(path, "the manifest does not say which version of its format it has")
    elif int(version.split(".")[0]) > KNOWN_VERSION:
        problems.warn(
            path,
            f"the manifest has version {version} of its format, newer than the {KNOWN_VERSION} that is known here: "
            "what is new in it is passed over",
        )


def looks_like_assembly(text: str) -> bool:
    """Whether text is meant as the manifest of a cloud assembly, sound or not."""
    try:
        content = loads("", text)
    except InputError:
        return '"aws:cloudformation:stack"' in text or '"cdk:' in text
    kinds = [fields(one).get("type") for one in fields(fields(content).get("artifacts")).values()]
    return any(isinstance(kind, str) and kind.startswith(("aws:", "cdk:")) for kind in kinds)
