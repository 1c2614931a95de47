"""Definitions of state machines that lie beside a template: what `aws cloudformation package` and SAM upload."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from adapters import files, states
from adapters.assembly import add_faults
from adapters.cloudformation import packages, source
from adapters.cloudformation.template import member
from adapters.errors import InputError
from adapters.flattening import Flat
from adapters.json_text import from_node, json_if_sound
from adapters.model import Document, Resource, in_all_states
from adapters.secrets import Redactor
from adapters.text import read_text
from adapters.tree import Node
from adapters.values import Value


def attached(document: Document, root: Node) -> Document:
    """Return the document with the definitions of its state machines; `root` is the template as the user wrote it."""
    redactor = Redactor()
    base = Path(document.data["path"]).parent
    machines = [one for one in in_all_states(document.data) if one["type"] == states.STATE_MACHINE]
    for resource in machines:
        file = _file(root, resource, base)
        if file is not None:
            text = read_text(file, source.MAX_SIZE, "the definition is too long")
            flat = Flat(resource["address"], redactor, path=document.data["path"])
            _add(resource, _value(file, text), text, flat)
    return replace(document, secrets=document.secrets | redactor.found) if redactor.found else document


def _file(root: Node, resource: Resource, base: Path) -> str | None:
    """The file that the template names in place of a bucket."""
    written = member(member(root, "Resources"), resource.get("source_address", resource["address"]))
    properties = member(written, "Properties")
    for node in (member(properties, "DefinitionUri"), member(properties, "DefinitionS3Location")):
        place = packages.local_path(node.value) if node is not None else None
        file = (base / place).as_posix() if place is not None else ""
        if files.is_file(file):
            return file
    return None


def _value(file: str, text: str) -> Value:
    """What a file says, each part in its line; text that is neither JSON nor YAML stays text."""
    several = "\n" in text
    whole = Value(text, 0 if several else 1, text.count("\n") if several else 1, path=file)
    if text.lstrip().startswith("{"):
        return json_if_sound(whole)
    try:
        return from_node(source.parse(file, text), whole)
    except InputError:
        return whole


def _add(resource: Resource, value: Value, text: str, flat: Flat) -> None:
    resource["properties"]["Definition"] = flat.add("Definition", value)
    resource["attributes"] |= flat.attributes
    resource["unknowns"] += flat.unknowns
    # The names in it are filled in as in a text of the template.
    raw = {"Properties": {"Definition": text}}
    add_faults(resource, states.faults(resource["type"], resource["properties"], raw))
