"""The code of functions that lies beside a template: what `aws cloudformation package`, SAM and CDK upload."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from adapters import code, files
from adapters.cloudformation.template import member
from adapters.model import Code, Document, Resource
from adapters.secrets import Redactor
from adapters.tree import Node

_FUNCTION = "AWS::Lambda::Function"
_ASSET = re.compile(r"^(?:.*/)?([0-9a-f]{64})\.zip$")


def attached(document: Document, root: Node) -> Document:
    """Return the document with the code of its functions; `root` is the template as the user wrote it."""
    redactor = Redactor()
    base = Path(document.data["path"]).parent
    found: dict[str, Code] = {}
    for address in document.data["types"].get(_FUNCTION, []):
        resource = document.data["resources"][address]
        place = _local(root, resource) or _asset(resource, base)
        if place is not None:
            found[address] = _at(base / place, redactor)
    return replace(document, code=found, secrets=document.secrets | redactor.found) if found else document


def _at(place: Path, redactor: Redactor) -> Code:
    path = Path(os.path.normpath(place)).as_posix()
    if files.is_folder(path):
        return code.of_folder(path, redactor)
    if not files.is_file(path):
        return Code(missing=f"there is nothing at {path}")
    return code.of_package(path, redactor) if path.endswith(".zip") else code.of_file(path, redactor)


def _is_there(path: str) -> bool:
    return files.is_folder(path) or files.is_file(path)


def _local(root: Node, resource: Resource) -> str | None:
    """The file or folder that the template names in place of a bucket."""
    written = member(member(root, "Resources"), resource.get("source_address", resource["address"]))
    properties = member(written, "Properties")
    common = member(member(member(root, "Globals"), "Function"), "CodeUri")
    for node in (member(properties, "CodeUri"), member(properties, "Code"), common):
        if node is not None:
            return local_path(node.value)
    return None


def local_path(value: Any) -> str | None:
    """Return a path below the template's folder that stands where a bucket may; None for anything else."""
    local = isinstance(value, str) and "://" not in value and not os.path.isabs(value) and "\0" not in value
    # What lies above the template's folder is not for a template to name.
    return value if local and ".." not in Path(value).parts and "${" not in value else None


def _asset(resource: Resource, base: Path) -> str | None:
    """The folder of a cloud assembly that holds an asset; those of nested assemblies lie one level up."""
    content = resource["properties"].get("Code")
    key = content.get("S3Key") if isinstance(content, dict) else None
    match = _ASSET.match(key) if isinstance(key, str) else None
    if match is None:
        return None
    places = (f"asset.{match[1]}", f"../asset.{match[1]}", f"asset.{match[1]}.zip")
    return next((place for place in places if _is_there(str(base / place))), None)
