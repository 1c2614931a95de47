"""SAM templates: AWS's own transform, and the way back to what the user wrote.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from typing import Any

from adapters.errors import InputError
from adapters.model import Document, in_all_states
from adapters.tree import Node

TRANSFORM = "AWS::Serverless-2016-10-31"
# The transform takes code in S3 only. What points here was local, and is taken out again.
_LOCAL = "stackgrade-local"
_LOCAL_URI = f"s3://{_LOCAL}/code"
_CODE_MEMBERS = {
    "AWS::Serverless::Function": "CodeUri",
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Serverless::Api": "DefinitionUri",
    "AWS::Serverless::HttpApi": "DefinitionUri",
    "AWS::Serverless::StateMachine": "DefinitionUri",
}
_GET_ATT = "Fn::GetAtt"
_REFUSED = re.compile(r"Resource with id \[(\w+)\] is invalid")
_IMPLICIT_APIS = {"ServerlessRestApi": "Api", "ServerlessHttpApi": "HttpApi"}


def is_serverless(root: Node) -> bool:
    """Whether a template asks for the SAM transform, and has something for it."""
    transform = root.value.get("Transform") if isinstance(root.value, dict) else None
    entries = (
        [] if transform is None else transform.value if isinstance(transform.value, list) else [transform]
    )
    asks = any(entry.value == TRANSFORM for entry in entries) and isinstance(_member(root, "Resources"), dict)
    return asks and not _has_only_published(root)


def _has_only_published(root: Node) -> bool:
    """Whether applications from the repository are all that SAM could make something of, as in what CDK writes."""
    section = _member(root, "Resources")
    kinds = [(node, str(_member(node, "Type"))) for node in (section or {}).values()]
    ours = [node for node, kind in kinds if kind.startswith("AWS::Serverless::")]
    return bool(ours) and all(map(_is_published, ours)) and _member(root, "Globals") is None


def _is_published(node: Node) -> bool:
    """Whether it is an application of the Serverless Application Repository: SAM would have to ask AWS for it."""
    if _member(node, "Type") != "AWS::Serverless::Application" or not isinstance(node.value, dict):
        return False
    properties = node.value.get("Properties")
    return properties is not None and isinstance(_member(properties, "Location"), dict)


class Refused(InputError):
    """SAM refuses a template because of some of its resources; the line is that of the first of them."""

    def __init__(self, path: str, message: str, resources: Mapping[str, Node]) -> None:
        line = min((node.line for node in resources.values()), default=None)
        super().__init__(path, f"SAM refuses the template: {message}", line)
        self.addresses = frozenset(resources)


def transform(path: str, root: Node, given: Mapping[str, str], aside: frozenset[str] = frozenset()) -> Node:
    """Return the template that SAM makes of one, at the lines of what the user wrote.

    The resources `aside` stay as they are written. Raises InputError when SAM refuses the template.
    """
    content = _plain(root)
    parameters = _parameter_values(content, given)
    _move_code_to_s3(content)
    assert isinstance(root.value, dict)
    resources = root.value["Resources"]
    assert isinstance(resources.value, dict)
    kept = {
        name: content["Resources"].pop(name)
        for name, node in resources.value.items()
        if name in aside or _is_published(node)
    }
    translated = _translate(path, content, parameters, resources.value)
    translated["Resources"] |= kept
    members = dict(root.value)
    members["Resources"] = resources = _with_globals(resources, members.get("Globals"))
    # Outputs too: a reference to `Function.Alias`, or to a layer, leads to what SAM calls it.
    for section in ("Resources", "Conditions", "Outputs"):
        if section in translated:
            members[section] = _section(translated[section], members.get(section, resources), resources)
    return Node(members, root.line, root.end_line)


def mapped_back(document: Document, root: Node) -> Document:
    """Return the document with the resources that SAM made named after the resource that the user wrote."""
    assert isinstance(root.value, dict)
    written = root.value["Resources"].value
    assert isinstance(written, dict)
    for resource in in_all_states(document.data):
        origin = _origin(resource["address"], written)
        if origin is not None and origin in written and not resource["type"].startswith("AWS::Serverless::"):
            resource["source_address"] = origin
            resource["source_type"] = str(_member(written[origin], "Type"))
    return document


def _translate(
    path: str, content: dict[str, Any], parameters: dict[str, str], written: Mapping[str, Node]
) -> dict[str, Any]:
    """Run the transform; it takes 0.7 s to import, which only SAM templates pay."""
    from samtranslator.parser.parser import Parser
    from samtranslator.public.exceptions import InvalidDocumentException
    from samtranslator.translator.translator import Translator

    logging.getLogger("samtranslator").setLevel(logging.CRITICAL)
    # The transform asks boto3 for the region, to choose the partition of the ARNs that it writes.
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    try:
        translated: dict[str, Any] = Translator(_ManagedPolicies(), Parser()).translate(content, parameters)
    except InvalidDocumentException as error:
        causes = "; ".join(str(getattr(cause, "message", cause)) for cause in error.causes)
        meant = {name: written[name] for name in _REFUSED.findall(causes) if name in content["Resources"]}
        raise Refused(path, causes or error.message, meant) from error
    except Exception as error:  # the transform trips over shapes that it does not expect
        raise InputError(path, f"SAM cannot transform the template: {error}") from error
    return translated


class _ManagedPolicies(dict[str, str]):
    """Names of managed policies to their ARNs, without asking AWS for a list."""

    def get(self, name: str, default: Any = None) -> str:
        service = name.startswith("AWS") and name.endswith("Role")
        return f"arn:aws:iam::aws:policy/{'service-role/' if service else ''}{name}"

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and not name.startswith("arn:")

    def __getitem__(self, name: str) -> str:
        return self.get(name)


def _parameter_values(content: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, str]:
    declared = content.get("Parameters")
    names = declared if isinstance(declared, dict) else {}
    defaults = {
        name: str(declaration["Default"])
        for name, declaration in names.items()
        if isinstance(declaration, dict) and "Default" in declaration
    }
    return defaults | {name: value for name, value in given.items() if name in names}


def _move_code_to_s3(content: Mapping[str, Any]) -> None:
    for resource in content["Resources"].values() if isinstance(content.get("Resources"), dict) else ():
        properties = resource.get("Properties") if isinstance(resource, dict) else None
        kind = resource.get("Type") if isinstance(resource, dict) else None
        member = _CODE_MEMBERS.get(kind) if isinstance(kind, str) else None
        if kind == "AWS::Serverless::Function" and not isinstance(properties, dict):
            resource["Properties"] = properties = {}
        if member is None or not isinstance(properties, dict):
            continue
        inline = any(key in properties for key in ("InlineCode", "ImageUri", "DefinitionBody", "Definition"))
        needs_code = (
            kind == "AWS::Serverless::Function" and properties.get("PackageType") != "Image" and not inline
        )
        location = properties.get(member)
        is_local = location is not None and not str(location).startswith("s3://") and not inline
        if (needs_code or is_local) and not isinstance(location, dict):
            properties[member] = _LOCAL_URI


def _section(content: Any, original: Node, resources: Node) -> Node:
    """A section of the translated template; each member stands where its origin does."""
    written = resources.value if isinstance(resources.value, dict) else {}
    known = original.value if isinstance(original.value, dict) else {}
    members = {}
    for name, member in content.items():
        hint = known.get(name) or written.get(_origin(name, written) or "") or original
        members[name] = _node(_without_own_tags(_without_local_code(member)), hint)
    return Node(members, original.line, original.end_line)


def _with_globals(resources: Node, shared: Node | None) -> Node:
    """The resources with what `Globals` gives to all of their kind, at the lines where that stands."""
    kinds = shared.value if shared is not None and isinstance(shared.value, dict) else {}
    written = resources.value if isinstance(resources.value, dict) else {}
    members = {}
    for name, node in written.items():
        kind = kinds.get(str(_member(node, "Type")).removeprefix("AWS::Serverless::"))
        own = node.value.get("Properties") if isinstance(node.value, dict) else None
        if kind is not None and isinstance(node.value, dict):
            own = kind if own is None else _over(kind, own)
            node = Node({**node.value, "Properties": own}, node.line, node.end_line)
        members[name] = node
    return Node(members, resources.line, resources.end_line)


def _over(shared: Node, own: Node) -> Node:
    if not isinstance(shared.value, dict) or not isinstance(own.value, dict):
        return own
    members = {
        name: _over(shared.value[name], node) if name in shared.value else node
        for name, node in own.value.items()
    }
    return Node({**shared.value, **members}, own.line, own.end_line)


def _origin(address: str, written: Mapping[str, Node]) -> str | None:
    """Return the resource of the user's that SAM made another one from: its name begins with it."""
    if address in written:
        kind = str(_member(written[address], "Type"))
        return address if kind.startswith("AWS::Serverless::") else None
    for implicit, event in _IMPLICIT_APIS.items():
        if address.startswith(implicit):
            return next((name for name, node in written.items() if _has_event(node, event)), None)
    serverless = (
        name for name, node in written.items() if str(_member(node, "Type")).startswith("AWS::Serverless::")
    )
    return max((name for name in serverless if address.startswith(name)), key=len, default=None)


def _has_event(node: Node, kind: str) -> bool:
    properties = node.value.get("Properties") if isinstance(node.value, dict) else None
    events = properties.value.get("Events") if properties and isinstance(properties.value, dict) else None
    found = events.value.values() if events and isinstance(events.value, dict) else ()
    return any(_member(event, "Type") == kind for event in found)


def _member(node: Node, name: str) -> Any:
    child = node.value.get(name) if isinstance(node.value, dict) else None
    return child.value if child is not None else None


def _without_local_code(resource: Any) -> Any:
    properties = resource.get("Properties") if isinstance(resource, dict) else None
    if isinstance(properties, dict):
        for key, value in list(properties.items()):
            if isinstance(value, dict) and _LOCAL in (value.get("S3Bucket"), value.get("Bucket")):
                del properties[key]
    return resource


def _without_own_tags(resource: Any) -> Any:
    """SAM marks what it makes, `lambda:createdBy: SAM`; a resource with no other tag was not tagged by anybody."""
    properties = resource.get("Properties") if isinstance(resource, dict) else None
    given = properties.get("Tags") if isinstance(properties, dict) else None
    kept: Any = given
    if isinstance(given, list):
        kept = [
            tag
            for tag in given
            if not (isinstance(tag, dict) and _is_own_tag(tag.get("Key"), tag.get("Value")))
        ]
    elif isinstance(given, dict):
        kept = {key: value for key, value in given.items() if not _is_own_tag(key, value)}
    if kept != given and isinstance(properties, dict):
        properties["Tags"] = kept
        if not kept:
            del properties["Tags"]
    return resource


def _is_own_tag(key: Any, value: Any) -> bool:
    return isinstance(key, str) and key.endswith(":createdBy") and value == "SAM"


def _node(content: Any, hint: Node) -> Node:
    """A tree for plain content, at the lines of the members of the same name in what the user wrote."""
    if isinstance(content, dict):
        hints = hint.value if isinstance(hint.value, dict) else {}
        inner = hints.get("Properties")
        near = inner.value if inner is not None and isinstance(inner.value, dict) else {}
        value: Any = {
            str(key): _node(child, hints.get(key) or near.get(key) or hint) for key, child in content.items()
        }
    elif isinstance(content, list):
        items = hint.value if isinstance(hint.value, list) and len(hint.value) == len(content) else None
        value = [_node(child, items[i] if items else hint) for i, child in enumerate(content)]
    else:
        value = content
    return Node(value, hint.line, hint.end_line)


def _plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {
            # SAM joins the parts of a list and parts them again; of `Function.Version.Version` it would make nothing.
            key: child.value.split(".", 1)
            if key == _GET_ATT and isinstance(child.value, str)
            else _plain(child)
            for key, child in node.value.items()
        }
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    return node.value
