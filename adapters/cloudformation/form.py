"""What CloudFormation refuses of a template whatever its resources are: names, defaults, deletion policies, and so on.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from adapters.cloudformation.intrinsics import PSEUDO_PARAMETERS, VARIABLE
from adapters.cloudformation.template import Template, member
from adapters.cloudformation.wrong import Wrong
from adapters.model import Fault
from adapters.tree import Node

_LOGICAL_ID = re.compile(r"[A-Za-z0-9]+")
# Members whose text is filled in by somebody else, or runs as a script with variables of its own.
_SCRIPTS = frozenset(
    {
        "Body",
        "BuildSpec",
        "Code",
        "Content",
        "Definition",
        "DefinitionString",
        "Description",
        "TemplateBody",
        "UserData",
        "ZipFile",
    }
)
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
_POLICIES = {
    "DeletionPolicy": ("Delete", "Retain", "RetainExceptOnCreate", "Snapshot"),
    "UpdateReplacePolicy": ("Delete", "Retain", "Snapshot"),
}
_WITH_SNAPSHOTS = frozenset(
    {
        "AWS::DocDB::DBCluster",
        "AWS::EC2::Volume",
        "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::Neptune::DBCluster",
        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",
        "AWS::Redshift::Cluster",
    }
)


def faults(template: Template) -> Iterator[Wrong]:
    """Give what is wrong with the names and defaults of a template and with text that nothing fills in."""
    parameters = {name: parameter.node for name, parameter in template.parameters.items()}
    sections: Mapping[str, Mapping[str, Node]] = {
        "Parameters": parameters,
        "Resources": template.resources,
        "Outputs": template.outputs,
    }
    for section, members in sections.items():
        for name, node in members.items():
            if not _LOGICAL_ID.fullmatch(name):
                yield Wrong(
                    f"{section}.{name}", node, "name", f"the name {name} has more than letters and digits"
                )
    for name, parameter in template.parameters.items():
        unfit = parameter.unfit()
        if unfit is not None:
            default = member(parameter.node, "Default") if parameter.given is None else None
            path = f"Parameters.{name}" + (".Default" if default else "")
            yield Wrong(path, default or parameter.node, "value", f"{name}: {unfit}")
    for name in sorted(parameters.keys() & template.resources.keys()):
        message = f"{name} is the name of a parameter, too"
        yield Wrong(f"Resources.{name}", template.resources[name], "name", message)
    for address, node in template.resources.items():
        properties = member(node, "Properties")
        if properties is not None:
            yield from _unfilled(template, f"Resources.{address}.Properties", properties)


def policy_faults(kind: str, lifecycle: Mapping[str, object]) -> list[Fault]:
    """Return the deletion policies that CloudFormation does not take for a resource type."""
    found: list[Fault] = []
    for name, known in _POLICIES.items():
        policy = lifecycle.get(name)
        message = None
        if isinstance(policy, str) and policy not in known and "${" not in policy:
            message = f"`{policy}` is none of {', '.join(f'`{one}`' for one in known)}"
        elif policy == "Snapshot" and kind not in _WITH_SNAPSHOTS:
            message = f"there are no snapshots of {kind}"
        if message is not None:
            found.append({"kind": "enum", "attribute": name, "message": message})
    return found


def _unfilled(template: Template, path: str, node: Node) -> Iterator[Wrong]:
    """Variables of Fn::Sub in text that is none of its. What speaks of Fn::Sub is about templates."""
    if isinstance(node.value, str) and "Fn::Sub" in node.value:
        return
    if isinstance(node.value, str):
        names = dict.fromkeys(match[1] for match in VARIABLE.finditer(node.value))
        for name in names:
            if _can_be_filled_in(template, name):
                yield Wrong(path, node, "unfilled", f"${{{name}}} stays as it is: only Fn::Sub fills it in")
    elif isinstance(node.value, list):
        for i, item in enumerate(node.value):
            yield from _unfilled(template, f"{path}[{i}]", item)
    elif isinstance(node.value, dict):
        for name, child in node.value.items():
            if name not in _SCRIPTS and not name.startswith("Fn::"):
                yield from _unfilled(template, f"{path}.{name}", child)


def _can_be_filled_in(template: Template, name: str) -> bool:
    address, _, attribute = name.partition(".")
    if not attribute and (name in PSEUDO_PARAMETERS or name in template.parameters):
        return True
    return address in template.resources
