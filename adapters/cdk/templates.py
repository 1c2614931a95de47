"""The templates of a stack: its own and those nested in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from adapters import files
from adapters.cdk.documents import Problems, fields, load, members, place, texts_in
from adapters.cdk.manifest import ASSETS, Manifest
from adapters.errors import InputError

NESTED_TYPE = "AWS::CloudFormation::Stack"
# How CDK names the templates of nested stacks; another one is a file of the user.
NESTED_NAME = ".nested.template.json"
_SECTIONS = ("Resources", "Parameters", "Conditions", "Outputs", "Rules", "Mappings")
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_SPACE_OUTSIDE_TEXT = re.compile(r'("(?:[^"\\]|\\.)*")|\s+')


@dataclass(frozen=True)
class Template:
    """A template file, and the path of the construct that it is made from as far as it is known."""

    path: str
    scope: str | None
    sections: Mapping[str, Mapping[str, object]]

    @property
    def resources(self) -> Mapping[str, object]:
        return self.sections["Resources"]

    def declares(self, logical_id: str) -> bool:
        return any(logical_id in section for section in self.sections.values())

    def type_of(self, logical_id: str) -> str:
        kind = fields(self.resources.get(logical_id)).get("Type")
        return kind if isinstance(kind, str) else ""

    def metadata_of(self, logical_id: str) -> dict[str, object]:
        return fields(fields(self.resources.get(logical_id)).get("Metadata"))


def read_template(path: str, scope: str | None) -> Template:
    """Return the template in a file; raise InputError if there is none."""
    content = members(path, load(path), "a template")
    sections = {name: members(path, content.get(name), f"what is under {name}") for name in _SECTIONS}
    return Template(path, scope, sections)


class Assets:
    """The files that are uploaded before a stack is deployed, templates among them."""

    def __init__(self, root: str, manifest: Manifest, problems: Problems) -> None:
        self._root = root
        self._folder = manifest.folder
        self._files: dict[str, str] = {}
        for artifact in manifest.of_kind(ASSETS):
            with problems.noted():
                name = artifact.properties.get("file")
                path = place(root, manifest.folder, name, manifest.path, f"the file of {artifact.id}")
                self._read(path)

    def _read(self, path: str) -> None:
        content = members(path, load(path), "a list of assets")
        for name, asset in members(path, content.get("files"), "what is under files").items():
            source = fields(fields(asset).get("source")).get("path")
            if isinstance(source, str):
                self._add(name, source, path)

    def add_metadata(self, data: object, source: str) -> None:
        """Add what metadata of the type aws:cdk:asset says: old synthesizers have no other list."""
        name, path = fields(data).get("sourceHash"), fields(data).get("path")
        if isinstance(name, str) and isinstance(path, str):
            self._add(name, path, source)

    def _add(self, name: str, file: str, source: str) -> None:
        try:
            self._files.setdefault(name, place(self._root, self._folder, file, source, "an asset"))
        except InputError:
            # An asset may lie anywhere on the machine; a template that CDK writes never does.
            return

    def hashes_of(self, path: str) -> set[str]:
        """The hashes that a file had when it was synthesized."""
        return {name for name, file in self._files.items() if file == path and _HASH.fullmatch(name)}

    def nested_template(self, resource: object) -> str | None:
        """Return the file that a nested stack is made from, as the URL of its template has the hash of it."""
        url = fields(fields(resource).get("Properties")).get("TemplateURL")
        for text in texts_in(url):
            for name in _HASH.findall(text):
                if name in self._files:
                    return self._files[name]
        return None


def is_changed(template: Template, assets: Assets, logical_ids: Collection[str]) -> bool:
    """Whether a template that CDK wrote is another than the one that was synthesized.

    The hash of a template is the SHA-256 of its file; that of a nested one of the same JSON without any space, which is
    what `JSON.stringify` gives. aws-cdk-lib core/lib/nested-stack.js, stack-synthesizers/stack-synthesizer.js
    Synthesizers that list no templates leave the logical IDs that are in the metadata.
    """
    known = assets.hashes_of(template.path)
    if not known:
        unknown = template.resources.keys() - logical_ids
        return bool(unknown) and len(unknown) < len(template.resources)
    data = files.read_bytes(template.path)
    # Git may have written other line ends than CDK.
    forms = [data, data.replace(b"\r\n", b"\n")]
    if template.path.endswith(NESTED_NAME):
        compact = _SPACE_OUTSIDE_TEXT.sub(lambda match: match[1] or "", data.decode("utf-8", "replace"))
        forms.append(compact.encode())
    return all(hashlib.sha256(form).hexdigest() not in known for form in forms)
