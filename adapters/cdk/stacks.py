"""The stacks of a cloud assembly as normalized documents, in the words of the constructs that made them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from adapters import files
from adapters.cdk.assembly import read
from adapters.cdk.framework import METADATA, is_framework_parameter
from adapters.cdk.model import Assembly, Construct, Stack
from adapters.cloudformation import nested, parameters
from adapters.cloudformation.surroundings import Surroundings
from adapters.errors import InputError
from adapters.linking import as_foreign, link
from adapters.model import Data, Document, Options, Resource
from adapters.tree import Node
from adapters.values import Value


def load(folder: str, options: Options) -> list[Document]:
    """Return every stack of an assembly, those nested in it after it; raises InputError when there is none to read."""
    assembly = read(folder)
    documents, faults = _documents(assembly, options)
    faults = [*assembly.errors, *faults]
    if not documents:
        raise faults[0] if faults else InputError(folder, "the assembly has no stacks")
    first, *others = link(documents)
    return [replace(first, errors=(*first.errors, *faults), warnings=assembly.warnings), *others]


def _documents(assembly: Assembly, options: Options) -> tuple[list[Document], list[InputError]]:
    """The stacks one after the other: those that export come first."""
    given = parameters.given(options.parameters, options.parameter_files)
    exports: dict[tuple[str | None, str | None], dict[str, Value]] = {}
    outputs: dict[tuple[str, str], Value] = {}
    documents: list[Document] = []
    faults: list[InputError] = []
    project = os.path.dirname(os.path.normpath(assembly.folder))
    for stack in assembly.stacks:
        place = (stack.account, stack.region)
        around = Surroundings(
            exports=exports.setdefault(place, {}),
            outputs=outputs,
            templates=stack.nested,
            dummies=assembly.missing,
            prepare=partial(_prepared, stack=stack),
        )
        try:
            loaded = nested.load(stack.template, stack.name, {**stack.parameters, **given}, (), around)
        except InputError as error:
            faults.append(error)
            continue
        exports[place] |= loaded.exports
        outputs |= {(stack.name, name): value for name, value in loaded.outputs.items()}
        documents += [_dressed(document, stack, project, options) for document in loaded.documents]
    return documents, faults


# Before the template is read


def _prepared(root: Node, stack: Stack) -> Node:
    """A template without what CDK adds for itself, and without the account and region that it is synthesized for.

    They are written wherever the program says nothing of them, so that they are not what somebody hard-coded.
    """
    places = {
        text: name
        for text, name in ((stack.account, "AWS::AccountId"), (stack.region, "AWS::Region"))
        if text
    }
    pattern = (
        re.compile("|".join(rf"(?<![\w-]){re.escape(text)}(?![0-9])" for text in places)) if places else None
    )
    return _without(_general(root, pattern, places))


def _general(node: Node, pattern: re.Pattern[str] | None, places: Mapping[str, str]) -> Node:
    value = node.value
    if pattern is None:
        return node
    if isinstance(value, str):
        text = pattern.sub(lambda match: f"${{{places[match[0]]}}}", value)
        return node if text == value else replace(node, value=text)
    if isinstance(value, list):
        return replace(node, value=[_general(item, pattern, places) for item in value])
    if isinstance(value, dict):
        # A list of resources in another region is what somebody asked for.
        return replace(node, value={key: _general(child, pattern, places) for key, child in value.items()})
    return node


def _without(root: Node) -> Node:
    """A template without the resource that counts constructs, its condition, and the check of the bootstrap stack."""
    if not isinstance(root.value, dict):
        return root
    sections = dict(root.value)
    for name in ("Parameters", "Rules"):
        section = sections.get(name)
        if section is not None and isinstance(section.value, dict):
            kept = {key: child for key, child in section.value.items() if not _is_bootstrap(key, child)}
            sections[name] = replace(section, value=kept)
    resources = sections.get("Resources")
    if resources is not None and isinstance(resources.value, dict):
        kept = {key: child for key, child in resources.value.items() if _text(child, "Type") != METADATA}
        if kept:
            sections["Resources"] = replace(resources, value=kept)
    conditions = sections.get("Conditions")
    if conditions is not None and isinstance(conditions.value, dict):
        kept = {key: child for key, child in conditions.value.items() if key != "CDKMetadataAvailable"}
        sections["Conditions"] = replace(conditions, value=kept)
    return replace(root, value=sections)


def _is_bootstrap(name: str, node: Node) -> bool:
    """Whether a parameter or rule is about the bootstrap stack; what a nested stack is given is still needed."""
    content = {"Type": _text(node, "Type"), "Description": _text(node, "Description")}
    if isinstance(node.value, dict) and "Assertions" in node.value:
        content["Assertions"] = ""
    return content["Type"] != "String" and is_framework_parameter(name, content)


def _text(node: Node, name: str) -> str:
    child = node.value.get(name) if isinstance(node.value, dict) else None
    return child.value if child is not None and isinstance(child.value, str) else ""


# After it is evaluated


def _dressed(document: Document, stack: Stack, project: str, options: Options) -> Document:
    """A document that says which construct each resource is of; what the framework made is looked at, not judged."""
    data: Data = {**document.data, "format": "cdk"}
    found = {address: stack.constructs.get((data["path"], address)) for address in data["resources"]}
    for address, resource in data["resources"].items():
        _dress(resource, found[address], stack, project)
    for variant in data.get("variants", []):
        for address, changed in variant["resources"].items():
            if changed is not None:
                _dress(changed, stack.constructs.get((data["path"], address)), stack, project)
    data["parameters"] = {
        name: declaration
        for name, declaration in data["parameters"].items()
        if not is_framework_parameter(name, {"Type": declaration.get("type", ""), "Default": ""})
    }
    data["metadata"] = {
        **data["metadata"], "termination_protection": stack.termination_protection, "display_name": stack.path,
    }  # fmt: skip
    if not options.include_framework:
        _set_aside(
            data, {address for address, construct in found.items() if construct and construct.framework}
        )
    return replace(document, data=data)


def _dress(resource: Resource, construct: Construct | None, stack: Stack, project: str) -> None:
    resource["tags"] = {**stack.tags, **resource["tags"]}
    if construct is None:
        return
    resource["construct_path"] = construct.path
    _waive(
        resource,
        [one for path, said in stack.waivers.items() if _is_at(construct.path, path) for one in said],
    )
    resource["construct"] = {"class": construct.fqn, "framework": construct.framework}
    if construct.file is not None and construct.line is not None:
        here = os.path.normpath(os.path.join(project, construct.file))
        resource["construct"]["path"] = PurePath(here).as_posix() if files.is_file(here) else construct.file
        resource["construct"]["line"] = construct.line


def _is_at(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}/")


def _waive(resource: Resource, accepted: list[object]) -> None:
    """Put what the program accepts where a template would say it."""
    if not accepted:
        return
    metadata = resource["raw"].setdefault("Metadata", {})
    own = metadata.get("stackgrade") if isinstance(metadata, dict) else None
    before = own.get("waive") if isinstance(own, dict) else None
    waive = [*(before if isinstance(before, list) else []), *accepted]
    resource["raw"] = {**resource["raw"], "Metadata": {**metadata, "stackgrade": {"waive": waive}}}


def _set_aside(data: Data, addresses: set[str]) -> None:
    """Put resources among those of other stacks: rules find what they need there, and do not judge it."""
    resources = data["resources"]
    aside = {address: as_foreign(one, "CDK") for address, one in resources.items() if address in addresses}
    if not aside:
        return
    data["resources"] = {address: one for address, one in resources.items() if address not in addresses}
    data["types"] = {
        kind: [address for address in listed if address not in addresses]
        for kind, listed in data["types"].items()
        if not addresses.issuperset(listed)
    }
    edges = data["edges"]
    data["edges"] = [edge for edge in edges if edge["source"] not in addresses]
    data["foreign"] = {
        "resources": aside,
        "edges": [edge for edge in edges if edge["source"] in addresses],
    }
    for variant in data.get("variants", []):
        variant["resources"] = {
            address: one for address, one in variant["resources"].items() if address not in addresses
        }
        variant["edges"] = [edge for edge in variant["edges"] if edge["source"] not in addresses]
