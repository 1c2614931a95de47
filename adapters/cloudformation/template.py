"""The sections of a template, and what an expression in it can refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from adapters.cloudformation import foreach, parameters, schema
from adapters.cloudformation.conditions import Conditions, Scenario
from adapters.cloudformation.intrinsics import Evaluator
from adapters.cloudformation.parameters import Parameter
from adapters.cloudformation.surroundings import Surroundings
from adapters.cloudformation.wrong import Wrong
from adapters.errors import InputError
from adapters.model import Fault
from adapters.tree import Node
from adapters.values import Reference, Unknown, Value

_OUTPUTS = "Outputs."
LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions"
SERVERLESS = "AWS::Serverless-2016-10-31"
SERVERLESS_TYPES = "AWS::Serverless::"
# What the last three make comes beside what the template has: a function that rotates a secret, a second set of tasks.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-secretsmanager.html
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-codedeploybluegreen.html
_KNOWN_TRANSFORMS = frozenset(
    {
        LANGUAGE_EXTENSIONS, SERVERLESS, "AWS::Include",
        "AWS::CodeDeployBlueGreen", "AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16",
    }
)  # fmt: skip
_TEXT_PSEUDO = frozenset(
    f"AWS::{name}" for name in ("AccountId", "Partition", "Region", "StackId", "StackName", "URLSuffix")
)
_DECIDED_BY_OTHERS = (
    "AWS::CloudFormation::CustomResource",
    "AWS::CloudFormation::Stack",
    "AWS::CloudFormation::WaitCondition",
    "AWS::SSM::Parameter",
    "AWS::Serverless::Application",
    "Custom::",
)


class Nested(NamedTuple):
    """A nested stack: the outputs of its template, None where these are not sure, and what is wrong with its call."""

    outputs: frozenset[str] | None
    faults: list[Fault]


@dataclass(frozen=True)
class Template:
    """A parsed template: its sections with ForEach loops unrolled, and its parameters with their values.

    `nested` is what is known of the stacks that it nests, by address.
    """

    path: str
    root: Node
    parameters: Mapping[str, Parameter]
    resources: Mapping[str, Node]
    outputs: Mapping[str, Node]
    conditions: Mapping[str, Node]
    mappings: Mapping[str, Node]
    transforms: tuple[str, ...]
    surroundings: Surroundings = field(default_factory=Surroundings)
    incomplete: list[dict[str, str]] = field(default_factory=list)
    faults: list[Wrong] = field(default_factory=list)
    nested: dict[str, Nested] = field(default_factory=dict)

    @property
    def is_changed_by_macros(self) -> bool:
        """Whether what CloudFormation deploys is something else than what is written here."""
        return any(name not in _KNOWN_TRANSFORMS for name in self.transforms)

    @property
    def lacks_transform(self) -> bool:
        """Whether what only SAM knows is here without asking for SAM."""
        return SERVERLESS not in self.transforms and any(
            (self.type_of(address) or "").startswith(SERVERLESS_TYPES) for address in self.resources
        )

    def type_of(self, address: str) -> str | None:
        """Return the type of a resource, None when the template has none of that name."""
        node = self.resources.get(address)
        kind = member(node, "Type") if node is not None else None
        return kind.value if kind is not None and isinstance(kind.value, str) else None

    def gives(self, address: str, attribute: str) -> bool:
        """Return whether a resource has an attribute; one that the template does not know may have any."""
        nested = self.nested.get(address)
        if nested is not None and nested.outputs is not None and attribute.startswith(_OUTPUTS):
            return attribute.removeprefix(_OUTPUTS) in nested.outputs
        kind = self.type_of(address)
        return kind is None or schema.gives(kind, attribute)

    def member(self, name: str) -> Any:
        """Return a top-level member that is text, None otherwise."""
        node = member(self.root, name)
        return node.value if node is not None and isinstance(node.value, str) else None


def member(node: Node | None, name: str) -> Node | None:
    """Return a member of a mapping, None when there is none."""
    return node.value.get(name) if node is not None and isinstance(node.value, dict) else None


def read(
    path: str, root: Node, given: Mapping[str, str], surroundings: Surroundings | None = None
) -> Template:
    """Return the sections of a template; raises InputError when it is none or a section has the wrong shape."""
    around = surroundings or Surroundings()
    declared = parameters.declared(member(root, "Parameters"), given, around.arguments)
    resources = member(root, "Resources")
    if resources is None:
        if member(root, "terraform_version") is not None:
            said = "is Terraform's, and holds no plan: `terraform show -json tfplan` writes one"
            raise InputError(path, said)
        raise InputError(path, "is no CloudFormation template: it has no Resources")
    if not resources.value:
        raise InputError(path, "Resources is empty", resources.line)
    if not isinstance(resources.value, dict):
        raise InputError(path, "Resources has to be a mapping of resources by their names", resources.line)
    if not any(isinstance(node.value, (dict, list)) for node in resources.value.values()):
        raise InputError(path, "is no CloudFormation template: its Resources are none", resources.line)
    collection = Constants(path, declared, member(root, "Mappings"))
    incomplete: list[dict[str, str]] = []
    faults: list[Wrong] = []
    unrolled = {
        name: foreach.unroll(root, name, collection, incomplete, faults)
        for name in ("Resources", "Outputs", "Conditions")
    }
    transforms = _transforms(member(root, "Transform"))
    incomplete += [
        {"address": "", "reason": f"the macro {name} may change the template"}
        for name in transforms
        if name not in _KNOWN_TRANSFORMS
    ]
    mappings = member(root, "Mappings")
    return Template(
        path,
        root,
        declared,
        unrolled["Resources"],
        unrolled["Outputs"],
        unrolled["Conditions"],
        mappings.value if mappings is not None and isinstance(mappings.value, dict) else {},
        transforms,
        around,
        incomplete,
        faults,
    )


class Constants:
    """What does not depend on resources or conditions, such as the list that a ForEach loop runs over."""

    def __init__(self, path: str, declared: Mapping[str, Parameter], mappings: Node | None) -> None:
        self.path = path
        self._parameters = declared
        self._mappings = mappings

    def __call__(self, node: Node) -> list[str] | None:
        value = Evaluator(self).evaluate(node)
        if (
            value is None
            or not isinstance(value.data, list)
            or not all(item.is_text() for item in value.data)
        ):
            return None
        return [str(item.data) for item in value.data]

    def parameter(self, name: str) -> Value | None:
        return self._parameters[name].value() if name in self._parameters else _pseudo_parameter(name)

    def resource_type(self, name: str) -> str | None:
        return None

    def attribute(self, reference: Reference, line: int, end_line: int) -> Value | None:
        return None

    def mapping(self, name: str) -> Node | None:
        return member(self._mappings, name)

    def imported(self, name: str) -> Value | None:
        return None

    def stack_output(self, stack: str, name: str) -> Value | None:
        return None

    def dummy(self, text: str) -> str | None:
        return None

    def holds(self, condition: str) -> bool | None:
        return None


@dataclass
class TemplateScope:
    """What expressions can refer to under one scenario; `used` collects the open conditions that were asked for.

    `outputs` are what nested stacks give back, by address and name.
    """

    template: Template
    conditions: Conditions
    scenario: Scenario
    outputs: Mapping[str, Mapping[str, Value]]
    evaluate: Callable[[Node], Value | None] | None = None
    used: set[str] = field(default_factory=set)
    _resolving: set[str] = field(default_factory=set)

    @property
    def path(self) -> str:
        return self.template.path

    def parameter(self, name: str) -> Value | None:
        if name in self.template.parameters:
            return self.template.parameters[name].value()
        return _pseudo_parameter(name)

    def resource_type(self, name: str) -> str | None:
        return self.template.type_of(name)

    def mapping(self, name: str) -> Node | None:
        return self.template.mappings.get(name)

    def imported(self, name: str) -> Value | None:
        return self.template.surroundings.exports.get(name)

    def stack_output(self, stack: str, name: str) -> Value | None:
        return self.template.surroundings.outputs.get((stack, name))

    def dummy(self, text: str) -> str | None:
        return self.template.surroundings.dummy(text)

    def holds(self, condition: str) -> bool | None:
        if condition not in self.conditions.nodes:
            return None
        if self.conditions.is_open(condition):
            self.used.add(condition)
        return self.conditions.holds(condition, self.scenario)

    def attribute(self, reference: Reference, line: int, end_line: int) -> Value | None:
        """What is known besides that it is an attribute of a resource: a nested output, a network's range."""
        kind = self.resource_type(reference.address) or ""
        if reference.attribute.startswith(_OUTPUTS):
            known = self.outputs.get(reference.address, {}).get(reference.attribute.removeprefix(_OUTPUTS))
            if known is not None:
                return Value(known.data, line, end_line, known.parameters, frozenset({reference}))
        if kind == "AWS::EC2::VPC" and reference.attribute == "CidrBlock":
            return self._network_range(reference, line, end_line)
        if reference.attribute != "Ref" and kind.startswith(_DECIDED_BY_OTHERS):
            unknown = Unknown(
                f"{reference.address} decides it at deployment", "attribute", reference.expression
            )
            return Value(unknown, line, end_line, references=frozenset({reference}))
        return None

    def _network_range(self, reference: Reference, line: int, end_line: int) -> Value | None:
        node = member(member(self.template.resources[reference.address], "Properties"), "CidrBlock")
        if node is None or self.evaluate is None or reference.address in self._resolving:
            return None
        self._resolving.add(reference.address)
        value = self.evaluate(node)
        self._resolving.discard(reference.address)
        if value is None or not value.is_text():
            return None
        return Value(value.data, line, end_line, value.parameters, frozenset({reference}))


def named(node: Node) -> Iterator[str]:
    """Give the names that the expressions in a node refer to, in every branch."""
    for key, child in _inside(node):
        if key == "Ref" and isinstance(child.value, str):
            yield child.value
        if isinstance(child.value, str) and "${" in child.value:
            for match in foreach.VARIABLE.finditer(child.value):
                yield match[1].strip().partition(".")[0]


def _inside(node: Node, key: str = "") -> Iterator[tuple[str, Node]]:
    """A node and every one below it, each with the member that it is; the items of a list are none."""
    yield key, node
    if isinstance(node.value, list):
        for item in node.value:
            yield from _inside(item)
    elif isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from _inside(child, name)


def unused(template: Template) -> list[str]:
    """Return the mappings and conditions that nothing refers to, such as `Mappings.Sizes`."""
    sections = (template.resources, template.outputs, template.conditions)
    used = {name for nodes in sections for node in nodes.values() for name in _used(node)}
    mappings = [] if _ANY_MAPPING in used else [f"Mappings.{name}" for name in template.mappings]
    return sorted({*mappings, *(f"Conditions.{name}" for name in template.conditions)} - used)


_ANY_MAPPING = "Mappings"


def _used(node: Node) -> Iterator[str]:
    for key, child in _inside(node):
        first = child.value[0] if isinstance(child.value, list) and child.value else child
        if key == "Fn::FindInMap":
            yield f"Mappings.{first.value}" if isinstance(first.value, str) else _ANY_MAPPING
        elif key in ("Condition", "Fn::If") and isinstance(first.value, str):
            yield f"Conditions.{first.value}"


def _pseudo_parameter(name: str) -> Value | None:
    if name in _TEXT_PSEUDO:
        return Value(f"${{{name}}}", 0, 0)
    if name == "AWS::NotificationARNs":
        return Value(Unknown("the deployment decides it", "pseudo", f"${{{name}}}"), 0, 0)
    return None


def _transforms(node: Node | None) -> tuple[str, ...]:
    """Return the names of the template's transforms; one that takes arguments has a Name."""
    if node is None:
        return ()
    entries = node.value if isinstance(node.value, list) else [node]
    names = (member(entry, "Name") or entry for entry in entries)
    return tuple(name.value for name in names if isinstance(name.value, str))
