"""Cloud assemblies by hand, as small as a test can do with."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from adapters.cdk import assembly
from adapters.cdk.model import Assembly, Construct, Stack
from adapters.errors import InputError

Json = dict[str, Any]
SOURCE = "/synth/project"


def entry(logical_id: str, *frames: str) -> list[Json]:
    """What the metadata of a construct has from version 2.251 on."""
    found: list[Json] = [{"type": "aws:cdk:logicalId", "data": logical_id}]
    if frames:
        found.append({"type": "aws:cdk:creationStack", "data": list(frames)})
    return found


def marked(kind: str) -> list[Json]:
    return [{"type": f"aws:cdk:is-custom-resource-handler-{kind}", "data": True}]


def resource(kind: str, path: str | None = None, **properties: Any) -> Json:
    written: Json = {"Type": kind, "Properties": properties}
    return written | ({"Metadata": {"aws:cdk:path": path}} if path else {})


def node(path: str, fqn: str, *children: Json, logical_id: str | None = None) -> Json:
    """A node of the construct tree."""
    found: Json = {
        "id": path.rpartition("/")[2],
        "path": path,
        "constructInfo": {"fqn": fqn, "version": "2.276.0"},
        "children": {child["id"]: child for child in children},
    }
    if logical_id:
        found["attributes"] = {"aws:cdk:cloudformation:logicalId": logical_id}
    return found


class Folder:
    """A folder `cdk.out` that is filled bit by bit; `write` ends each test's preparation."""

    def __init__(self, place: Path, version: str = "55.0.0") -> None:
        self.place = place
        self.place.mkdir(parents=True, exist_ok=True)
        self.manifest: Json = {"version": version, "artifacts": {}}

    @property
    def artifacts(self) -> Json:
        artifacts: Json = self.manifest["artifacts"]
        return artifacts

    def stack(
        self,
        name: str,
        resources: Json,
        metadata: Json | None = None,
        *,
        path: str | None = None,
        beside: bool = True,
        assets: Json | None = None,
        dependencies: tuple[str, ...] = (),
        environment: str = "aws://unknown-account/unknown-region",
        sections: Json | None = None,
        **properties: Any,
    ) -> None:
        """Add a stack with its template, its assets, and metadata in a file beside the manifest or in it."""
        template = f"{name}.template.json"
        self.file(template, {"Resources": resources, **(sections or {})})
        artifact: Json = {
            "type": "aws:cloudformation:stack",
            "environment": environment,
            "properties": {"templateFile": template, **properties},
            "dependencies": [*dependencies, f"{name}.assets"],
            "displayName": path or name,
        }
        if metadata is not None and beside:
            artifact["additionalMetadataFile"] = f"{name}.metadata.json"
            self.file(f"{name}.metadata.json", metadata)
        elif metadata is not None:
            artifact["metadata"] = metadata
        self.artifacts[name] = artifact
        self.artifacts[f"{name}.assets"] = {
            "type": "cdk:asset-manifest",
            "properties": {"file": f"{name}.assets.json"},
        }
        own = {self.hash(template): asset(template)}
        self.file(f"{name}.assets.json", {"version": "55.0.0", "files": own | (assets or {})})

    def nested(self, name: str, resources: Json) -> tuple[Json, Json]:
        """Write the template of a nested stack; return the URL in the template around it, and its asset."""
        file = f"{name}.nested.template.json"
        self.file(file, {"Resources": resources})
        compact = json.dumps({"Resources": resources}, separators=(",", ":"))
        digest = hashlib.sha256(compact.encode()).hexdigest()
        url = {"Fn::Join": ["", ["https://s3.", {"Ref": "AWS::Region"}, f"/bucket/{digest}.json"]]}
        return url, {digest: asset(file)}

    def tree(self, *children: Json) -> None:
        self.artifacts["Tree"] = {"type": "cdk:tree", "properties": {"file": "tree.json"}}
        self.file("tree.json", {"version": "tree-0.1", "tree": node("", "aws-cdk-lib.App", *children)})

    def stage(self, name: str) -> Folder:
        """Add a nested assembly, which is written on its own."""
        properties = {"directoryName": f"assembly-{name}", "displayName": name}
        self.artifacts[f"assembly-{name}"] = {"type": "cdk:cloud-assembly", "properties": properties}
        return Folder(self.place / f"assembly-{name}")

    def file(self, name: str, content: Any) -> Path:
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        path.write_text(text, encoding="utf-8")
        return path

    def hash(self, name: str) -> str:
        return hashlib.sha256((self.place / name).read_bytes()).hexdigest()

    def write(self) -> Path:
        self.file("cdk.out", {"version": self.manifest["version"]})
        self.file("manifest.json", self.manifest)
        return self.place

    def read(self) -> Assembly:
        return assembly.read(str(self.write()))


def asset(file: str) -> Json:
    return {"source": {"path": file, "packaging": "file"}, "destinations": {}}


def construct(stack: Stack, logical_id: str, template: str | None = None) -> Construct:
    return stack.constructs[template or stack.template, logical_id]


def messages(problems: tuple[InputError, ...]) -> list[str]:
    """File and message of each problem."""
    return [f"{Path(problem.path).name}: {problem.message}" for problem in problems]
