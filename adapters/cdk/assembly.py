"""Cloud assemblies: the folder, mostly cdk.out, that an AWS CDK app is synthesized into.

What is told here lies beside the templates, which are read as any other CloudFormation. Every version from 2.100 on has
the same manifest; where the paths of constructs and the lines of the program stand differs, see `metadata` and `tree`.
https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html and the schema in @aws-cdk/cloud-assembly-schema
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters import files, manifests
from adapters.cdk.constructs import Constructs, Program, nested_scope
from adapters.cdk.documents import Problems, normal, place, texts
from adapters.cdk.dummies import dummies
from adapters.cdk.frames import Sources
from adapters.cdk.manifest import TREE, Artifact, Manifest, looks_like_assembly, read_manifest
from adapters.cdk.metadata import Metadata, read_metadata
from adapters.cdk.model import Assembly, Stack
from adapters.cdk.order import Entry, in_order
from adapters.cdk.templates import NESTED_NAME, NESTED_TYPE, Assets, Template, is_changed, read_template
from adapters.cdk.tree import Tree, TreeReader
from adapters.errors import InputError
from adapters.text import decode

_MARKER = "cdk.out"
_ENVIRONMENT = re.compile(r"aws://([^/]+)/([^/]+)\Z")


def is_assembly(folder: str) -> bool:
    """Whether a folder is a cloud assembly, sound or not."""
    path = os.path.join(folder, manifests.FILE)
    if files.is_file(os.path.join(folder, _MARKER)):
        return True
    try:
        text = decode(path, files.read_bytes(path))
    except (OSError, InputError):
        return False
    return not manifests.is_cdktf(text) and looks_like_assembly(text)


def read(folder: str) -> Assembly:
    """Return what a cloud assembly says; raise InputError only when its manifest is absent or cannot be used."""
    return _Reader(normal(folder)).assembly()


@dataclass(frozen=True)
class _Draft:
    """A stack of which all is read but the constructs."""

    entry: Entry
    program: Program
    templates: tuple[Template, ...]
    nested: dict[tuple[str, str], str]


class _Reader:
    """Reads one assembly with those nested in it."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._problems = Problems()
        self._tree = Tree()

    def assembly(self) -> Assembly:
        manifest = read_manifest(self._root, self._problems)
        for one in manifest.every():
            self._read_tree(one)
        drafts = self._drafts(in_order(manifest, self._problems))
        # CDK skips a stack without resources when it deploys, such as that of a test's assertions.
        drafts = [draft for draft in drafts if draft.templates[0].resources] or drafts
        base = normal(os.path.join(self._root, os.pardir))
        metadata = [draft.program.metadata for draft in drafts]
        sources = Sources(
            base,
            {file for one in metadata for file in one.files},
            {folder for one in metadata for folder in one.installed},
        )
        stacks = tuple(self._stack(draft, sources) for draft in drafts)
        return Assembly(
            folder=self._root,
            version=manifest.version,
            stacks=stacks,
            missing=dummies(entry for one in manifest.every() for entry in one.missing),
            errors=self._problems.errors,
            warnings=self._problems.warnings,
        )

    def _read_tree(self, manifest: Manifest) -> None:
        for artifact in manifest.of_kind(TREE):
            with self._problems.noted():
                name = artifact.properties.get("file")
                path = place(
                    self._root, manifest.folder, name, manifest.path, f"the file of {artifact.id[:60]}"
                )
                TreeReader(self._root, manifest.folder, self._problems).read(path, self._tree)

    def _drafts(self, entries: Sequence[Entry]) -> list[_Draft]:
        assets = {id(entry.manifest): entry.manifest for entry in entries}
        read_assets = {key: Assets(self._root, one, self._problems) for key, one in assets.items()}
        logical_ids = self._tree.by_stack({entry.path for entry in entries})
        drafts = []
        for entry in entries:
            with self._problems.noted():
                found = logical_ids.get(entry.path, {})
                drafts.append(self._draft(entry, read_assets[id(entry.manifest)], found))
        return drafts

    def _draft(self, entry: Entry, assets: Assets, logical_ids: Mapping[str, str]) -> _Draft:
        """Read the templates and the metadata of a stack; raise InputError when it has no template."""
        manifest, artifact = entry.manifest, entry.artifact
        name = artifact.properties.get("templateFile")
        what = f"the templateFile of {artifact.id[:60]}"
        template = read_template(place(self._root, manifest.folder, name, manifest.path, what), entry.path)
        metadata = read_metadata(self._root, manifest, artifact, self._problems)
        for data in metadata.assets:
            assets.add_metadata(data, manifest.path)
        program = Program(entry.path, metadata, self._tree.classes, logical_ids)
        templates = {template.path: template}
        nested: dict[tuple[str, str], str] = {}
        waiting = [template]
        while waiting:
            for key, path, found in self._nested(waiting.pop(), program, manifest, assets):
                nested[key] = path
                if found is not None and path not in templates:
                    templates[path] = found
                    waiting.append(found)
        for one in templates.values():
            if one is template or one.path.endswith(NESTED_NAME):
                self._warn_of_change(one, metadata, assets)
        return _Draft(entry, program, tuple(templates.values()), nested)

    def _nested(
        self, template: Template, program: Program, manifest: Manifest, assets: Assets
    ) -> list[tuple[tuple[str, str], str, Template | None]]:
        """The templates of the stacks that are nested directly in a template; faults are noted.

        One that the user wrote in YAML has no constructs in it and is not read here.
        """
        found = []
        for logical_id in template.resources:
            if template.type_of(logical_id) != NESTED_TYPE:
                continue
            with self._problems.noted():
                path = self._nested_path(template, logical_id, program, manifest, assets)
                if path is None:
                    continue
                scope = nested_scope(template, logical_id, program, path)
                inner = (
                    read_template(path, scope) if path.endswith(".json") or not files.is_file(path) else None
                )
                found.append(((template.path, logical_id), path, inner))
        return found

    def _nested_path(
        self, template: Template, logical_id: str, program: Program, manifest: Manifest, assets: Assets
    ) -> str | None:
        """The file of a nested stack, None when the assembly does not have it."""
        path = assets.nested_template(template.resources[logical_id])
        if path is not None:
            return path
        written = template.metadata_of(logical_id)
        name = written.get("aws:asset:path")
        if name is None or written.get("aws:asset:property", "TemplateURL") != "TemplateURL":
            scope = nested_scope(template, logical_id, program, "")
            name = program.metadata.template_files.get(scope) if scope is not None else None
        if name is None:
            return None
        return place(self._root, manifest.folder, name, template.path, f"the template of {logical_id[:60]}")

    def _warn_of_change(self, template: Template, metadata: Metadata, assets: Assets) -> None:
        if is_changed(template, assets, set(metadata.logical_ids.values())):
            self._problems.warn(
                template.path,
                "the template was changed after the synthesis: what is found here may be in no program any more",
            )

    def _stack(self, draft: _Draft, sources: Sources) -> Stack:
        artifact, path = draft.entry.artifact, draft.entry.manifest.path
        account, region = self._environment(artifact, path)
        return Stack(
            template=draft.templates[0].path,
            name=draft.entry.name,
            path=draft.entry.path,
            account=account,
            region=region,
            tags=self._texts(artifact, "tags", path),
            termination_protection=artifact.properties.get("terminationProtection") is True,
            parameters=self._texts(artifact, "parameters", path),
            dependencies=draft.entry.dependencies,
            constructs=Constructs(draft.program, draft.templates, sources).all(),
            nested=draft.nested,
            waivers=draft.program.metadata.waivers,
        )

    def _texts(self, artifact: Artifact, name: str, path: str) -> dict[str, str]:
        with self._problems.noted():
            return texts(path, artifact.properties.get(name), f"the {name} of {artifact.id[:60]}")
        return {}

    def _environment(self, artifact: Artifact, path: str) -> tuple[str | None, str | None]:
        """The account and the region of a stack; None when it may be deployed to any."""
        written = artifact.content.get("environment")
        match = _ENVIRONMENT.match(written) if isinstance(written, str) else None
        if match is None:
            self._problems.error(path, f"the environment of {artifact.id[:60]} is not aws://account/region")
            return None, None
        account, region = match.groups()
        return (
            None if account == "unknown-account" else account,
            None if region == "unknown-region" else region,
        )
