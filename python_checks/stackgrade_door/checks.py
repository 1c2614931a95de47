"""Checkov checks that look their result up."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from checkov.cloudformation.checks.resource.base_resource_check import (
    BaseResourceCheck as CloudFormationCheck,
)
from checkov.common.bridgecrew.severities import Severities
from checkov.common.graph.checks_infra.base_check import BaseGraphCheck
from checkov.common.graph.graph_builder.graph_components.attribute_names import CustomAttributes
from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck as TerraformCheck

from . import scan
from .rules import Rule
from .verdicts import Stack, Subject, Verdict, absolute, worst

UNKNOWN = "STACKGRADE_UNKNOWN"
_RESULTS = {"pass": CheckResult.PASSED, "fail": CheckResult.FAILED, "unknown": CheckResult.UNKNOWN}
_KEYS: list[str] = []  # one for all results, which Checkov sends from process to process
_CATEGORIES = {
    "access": CheckCategories.IAM,
    "availability": CheckCategories.BACKUP_AND_RECOVERY,
    "backup": CheckCategories.BACKUP_AND_RECOVERY,
    "credentials": CheckCategories.SECRETS,
    "encryption": CheckCategories.ENCRYPTION,
    "logging": CheckCategories.LOGGING,
    "monitoring": CheckCategories.LOGGING,
    "naming": CheckCategories.CONVENTION,
    "network": CheckCategories.NETWORKING,
    "tagging": CheckCategories.CONVENTION,
}


class _Lookup:
    """Takes the place of a check's own judgement."""

    framework = ""
    id = ""

    def run(
        self,
        scanned_file: str,
        entity_configuration: dict[str, Any],
        entity_name: str,
        entity_type: str,
        skip_info: Mapping[str, Any],
    ) -> dict[str, Any]:
        """Return the result; what is raised here would be lost, and with it the result."""
        self.entity_type = entity_type  # runners read it when they mask secrets
        verdict = self._verdict(scanned_file, entity_configuration, entity_name, entity_type)
        if verdict is None:
            return {"result": CheckResult.UNKNOWN, "evaluated_keys": _KEYS}
        if skip_info:
            return _skipped(skip_info["suppress_comment"])
        if verdict.status == "waived":
            return _skipped(verdict.text)
        if verdict.status == "unknown" and unknown_is_shown():
            return _skipped(f"cannot be decided: {verdict.text}")
        return {"result": _RESULTS[verdict.status], "evaluated_keys": _KEYS, "message": verdict.text}

    def scan_resource_conf(self, conf: Any) -> CheckResult:
        raise NotImplementedError("the result is looked up")

    def _verdict(self, scanned_file: str, content: dict[str, Any], name: str, kind: str) -> Verdict | None:
        try:
            asked = _asked.get(self.framework)  # whatever thread it is from
            if (
                asked is None
                or asked.content is not content
                or (asked.file, asked.name) != (scanned_file, name)
            ):
                asked = _asked[self.framework] = _look_up(self.framework, scanned_file, content, name, kind)
            return self._of(asked) if asked.subjects else asked.fault
        except Exception as error:
            return Verdict("fail", f"stackgrade gave no verdict: {error}")

    def _of(self, asked: _Asked) -> Verdict | None:
        return worst(asked.subjects, self.id)


class _StackLookup(_Lookup):
    """What a rule says of a stack as well, told of the resource of it that Checkov comes to first."""

    anchors: dict[int, tuple[str, str]] = {}  # noqa: RUF012  # shared by all rules, so that they tell of the same one

    def _of(self, asked: _Asked) -> Verdict | None:
        stacks = [
            one.stack
            for one in asked.subjects
            if self.anchors.setdefault(id(one.stack), asked.place) == asked.place
        ]
        return worst([*asked.subjects, *(Subject(stack, stack.verdicts) for stack in stacks)], self.id)


class _Asked(NamedTuple):
    """A resource that Checkov asks about, what was graded of it, or what is wrong with all of it."""

    file: str
    name: str
    content: dict[str, Any]
    place: tuple[str, str]
    subjects: list[Subject]
    fault: Verdict | None


# The last one by framework: Checkov asks all rules about one resource before it comes to the next.
_asked: dict[str, _Asked] = {}


def _look_up(framework: str, file: str, content: dict[str, Any], name: str, kind: str) -> _Asked:
    """Return what there is on a resource; raises what is wrong with the run."""
    run = scan.of(_framework(framework, file))
    table = run.table()
    paths = run.paths(file, content)
    address = content.get(CustomAttributes.TF_RESOURCE_ADDRESS) or name
    if framework == "terraform" and address == name:  # what Checkov reads in JSON has no address
        address = f"{kind}.{name}"
        subjects = table.written(paths, address)
    else:
        subjects = table.subjects(paths, address)
    fault = None if subjects else next(filter(None, map(table.fault, paths)), None)
    wrong = Verdict("fail", f"stackgrade could not grade this: {fault}") if fault else None
    return _Asked(file, name, content, (paths[0] if paths else file, address), subjects, wrong)


class StackCheck(BaseGraphCheck):  # type: ignore[misc]
    """What a rule says of a stack itself, told of the first of its resources that Checkov has.

    Checkov calls it once for a whole graph, which costs nothing beside a check that is asked about every resource.
    """

    def __init__(self, framework: str, rule: Rule) -> None:
        super().__init__()
        self._framework = framework
        self.id, self.name, self.guideline = rule.id, rule.title, rule.guideline
        self.severity, self.category = severity(rule), category(rule).name

    def run(self, graph_connector: Any) -> tuple[list[Any], list[Any], list[Any]]:
        """Return the vertices that pass and that fail, and none that is unknown, which nobody shows."""
        passed: list[Any] = []
        failed: list[Any] = []
        for stack, vertex in _anchors(self._framework, graph_connector):
            verdict = _FAULT if stack is None else stack.verdicts.get(self.id)
            if verdict is not None:
                {"pass": passed, "fail": failed}.get(verdict.status, []).append(vertex)
        return passed, failed, []


_FAULT = Verdict("fail")
_found: dict[int, tuple[Any, list[tuple[Stack | None, Any]]]] = {}
_lock = threading.Lock()  # Checkov runs the checks on a graph in threads


def _anchors(framework: str, graph: Any) -> list[tuple[Stack | None, Any]]:
    """Return the first vertex of every stack, and of every file that could not be graded; the same for all rules."""
    with _lock:
        if id(graph) not in _found:
            _found[id(graph)] = graph, list(_find_anchors(framework, graph))
        return _found[id(graph)][1]


def _find_anchors(framework: str, graph: Any) -> Iterator[tuple[Stack | None, Any]]:
    told: set[int | str] = set()
    for vertex in _vertices(graph):
        path = absolute(vertex[CustomAttributes.FILE_PATH])
        for stack in _stacks(framework, path, vertex):
            key = path if stack is None else id(stack)
            if key not in told:
                told.add(key)
                yield stack, _light(framework, vertex)


# What Checkov itself notes of a vertex; the rest is the resource's content, once more for every level of it.
_NOTES = frozenset(value for name, value in vars(CustomAttributes).items() if not name.startswith("_"))
_WHOLE_RESOURCES = {
    "cloudformation": {CustomAttributes.CONNECTED_NODE, CustomAttributes.CONFIG},
    "terraform": {CustomAttributes.CONNECTED_NODE},  # its runners read the content
}


def _light(framework: str, vertex: Any) -> dict[str, Any]:
    """Return what Checkov reads of a vertex that was judged: it copies all of it, several times for each rule."""
    kept = _NOTES - _WHOLE_RESOURCES[framework] | {"Tags"}
    whole = dict(vertex)  # at once, as other checks may note connections in it from their threads
    return {name: value for name, value in whole.items() if name in kept or name.startswith("__")}


def _stacks(framework: str, path: str, vertex: Any) -> list[Stack | None]:
    """What a vertex belongs to: stacks, or None for a file that could not be graded."""
    try:
        table = scan.of(_framework(framework, path)).table()
    except Exception:  # is in the log; Checkov would take it for no verdict
        return [None]
    stacks: list[Stack | None] = [subject.stack for subject in table.subjects([path], _address(vertex))]
    if not stacks and not _is_resource(vertex):
        stacks = [root for root in [table.roots.get(os.path.dirname(path))] if root is not None]
    if not stacks and _is_resource(vertex) and table.fault(path):
        stacks = [None]
    return stacks


def make(framework: str, rule: Rule, types: tuple[str, ...], on_stack: bool = False) -> None:
    """Make a check on resources for a rule, which registers it; `on_stack` tells of the stack as well."""
    base = CloudFormationCheck if framework == "cloudformation" else TerraformCheck
    lookup = _StackLookup if on_stack else _Lookup
    members = {"__module__": __name__, "framework": framework}
    check = type(rule.id, (lookup, base), members)(
        name=rule.title,
        id=rule.id,
        categories=[category(rule)],
        supported_resources=types,
        guideline=rule.guideline,
    )
    check.severity = severity(rule)


def _skipped(comment: str | None) -> dict[str, Any]:
    return {"result": CheckResult.SKIPPED, "suppress_comment": comment or "", "evaluated_keys": _KEYS}


def unknown_is_shown() -> bool:
    """Whether what cannot be decided is to be shown, as skipped."""
    return os.environ.get(UNKNOWN, "").lower() == "skip"


def severity(rule: Rule) -> Any:
    return Severities[rule.severity.upper()]


def category(rule: Rule) -> CheckCategories:
    return _CATEGORIES.get(rule.category, CheckCategories.GENERAL_SECURITY)


def _framework(framework: str, path: str) -> str:
    """The framework by what a file is called: Checkov has the same checks for Terraform's three."""
    if framework == "terraform" and path.endswith(".json") and not path.endswith(".tf.json"):
        return "terraform_plan"
    return framework


def _vertices(graph: Any) -> Iterator[Any]:
    nodes = graph.nodes(data=True) if hasattr(graph, "number_of_nodes") else graph.nodes()
    vertices = [vertex for _, vertex in nodes]
    yield from (vertex for vertex in vertices if _is_resource(vertex))
    yield from (vertex for vertex in vertices if _block_type(vertex) in ("module", "provider", "variable"))


def _is_resource(vertex: Any) -> bool:
    return _block_type(vertex) == "resource"


def _block_type(vertex: Any) -> str:
    kind = vertex[CustomAttributes.BLOCK_TYPE]
    return str(getattr(kind, "value", kind))


def _address(vertex: Any) -> str:
    return str(
        vertex.get(CustomAttributes.TF_RESOURCE_ADDRESS) or vertex[CustomAttributes.BLOCK_NAME].split(".")[-1]
    )
