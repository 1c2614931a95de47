"""The metadata of a stack: what is noted about its constructs, by construct path.

It stands in the manifest, or from version 2.242 in a file of its own, or in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from adapters.cdk.documents import Problems, fields, items, load, members, place
from adapters.cdk.frames import Frame, package_folder, user_frames
from adapters.cdk.framework import is_handler
from adapters.cdk.manifest import Artifact, Manifest
from adapters.errors import InputError

_LOGICAL_ID = "aws:cdk:logicalId"
_CREATION_STACK = "aws:cdk:creationStack"
_TEMPLATE_FILE = "aws:cdk:templateFile"
_ASSET = "aws:cdk:asset"
# Ours, which a program adds with `construct.node.addMetadata("stackgrade", {waive: [...]})`.
_WAIVERS = "stackgrade"


@dataclass
class Metadata:
    """What is noted, by construct path; the files that are in any frame, and the folders that CDK was installed in."""

    logical_ids: dict[str, str] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    template_files: dict[str, str] = field(default_factory=dict)
    handlers: set[str] = field(default_factory=set)
    waivers: dict[str, list[object]] = field(default_factory=dict)
    assets: list[object] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    installed: set[str] = field(default_factory=set)


def read_metadata(root: str, manifest: Manifest, artifact: Artifact, problems: Problems) -> Metadata:
    """Return what is noted about the constructs of a stack; faults are noted."""
    metadata = Metadata()
    with problems.noted():
        _add_all(manifest.path, artifact.content.get("metadata"), artifact.id, metadata)
    name = artifact.content.get("additionalMetadataFile")
    if name is not None:
        with problems.noted():
            what = f"the additionalMetadataFile of {artifact.id[:60]}"
            path = place(root, manifest.folder, name, manifest.path, what)
            _add_all(path, load(path), artifact.id, metadata)
    return metadata


def _add_all(source: str, value: object, stack: str, metadata: Metadata) -> None:
    for key, entries in members(source, value, f"the metadata of {stack[:60]}").items():
        if not isinstance(entries, list):
            raise InputError(source, f"the metadata of {key[:60]} should be a list")
        for entry in entries:
            _add(key.strip("/"), fields(entry), metadata)


def _add(path: str, entry: dict[str, object], metadata: Metadata) -> None:
    kind, data = entry.get("type"), entry.get("data")
    if kind == _LOGICAL_ID and isinstance(data, str):
        metadata.logical_ids[path] = data
        _add_trace(path, items(entry.get("trace")), metadata)
    elif kind == _CREATION_STACK:
        _add_trace(path, items(data), metadata)
    elif kind == _TEMPLATE_FILE and isinstance(data, str):
        metadata.template_files[path] = data
    elif kind == _ASSET:
        metadata.assets.append(data)
    elif kind == _WAIVERS:
        metadata.waivers.setdefault(path, []).extend(items(fields(data).get("waive")))
    elif isinstance(kind, str) and is_handler(kind):
        metadata.handlers.add(path)


def _add_trace(path: str, trace: Sequence[object], metadata: Metadata) -> None:
    for frame in user_frames(trace):
        metadata.frames.setdefault(path, frame)
        metadata.files.add(frame.file)
    folders = {package_folder(text) for text in trace if isinstance(text, str)}
    metadata.installed |= {folder for folder in folders if folder is not None}
