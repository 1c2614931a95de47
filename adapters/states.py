"""What Step Functions would refuse in a state machine's definition, and what would fail in one of its states.

A definition is judged as far as it is written: what a template leaves open is never a fault. The language is
https://states-language.net/spec.html, with the fields that https://github.com/aws/amazon-states-language-service knows;
the integrations are those of https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.json_text import broken
from adapters.likeness import nearest
from adapters.model import Fault
from adapters.values import is_open, is_partly_open

STATE_MACHINE = "AWS::StepFunctions::StateMachine"
_DEFINITIONS = ("Definition", "DefinitionString")
_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")

_EVERY = ("Type", "Comment", "QueryLanguage")
_MOVES = ("Next", "End")
_PATHS = ("InputPath", "OutputPath")
_ERRORS = ("Retry", "Catch")
_RESULTS = ("Parameters", "ResultSelector", "ResultPath", "Arguments", "Output", "Assign")
_FIELDS: Mapping[str, Sequence[str]] = {
    "Task": (
        *_EVERY, *_MOVES, *_PATHS, *_ERRORS, *_RESULTS, "Resource", "Credentials",
        "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath",
    ),
    "Pass": (*_EVERY, *_MOVES, *_PATHS, "Result", "ResultPath", "Parameters", "Output", "Assign"),
    "Choice": (*_EVERY, *_PATHS, "Choices", "Default", "Output", "Assign"),
    "Wait": (
        *_EVERY, *_MOVES, *_PATHS, "Seconds", "SecondsPath", "Timestamp", "TimestampPath", "Output", "Assign",
    ),
    "Succeed": (*_EVERY, *_PATHS, "Output"),
    "Fail": (*_EVERY, "Error", "ErrorPath", "Cause", "CausePath"),
    "Parallel": (*_EVERY, *_MOVES, *_PATHS, *_ERRORS, *_RESULTS, "Branches"),
    "Map": (
        *_EVERY, *_MOVES, *_PATHS, *_ERRORS, "Parameters", "ResultSelector", "ResultPath", "Output", "Assign",
        "ItemProcessor", "Iterator", "ItemsPath", "Items", "ItemReader", "ItemSelector", "ItemBatcher",
        "ResultWriter", "Label", "MaxConcurrency", "MaxConcurrencyPath", "ToleratedFailureCount",
        "ToleratedFailureCountPath", "ToleratedFailurePercentage", "ToleratedFailurePercentagePath",
    ),
}  # fmt: skip
_KNOWN = frozenset(name for names in _FIELDS.values() for name in names)
_ONE_LANGUAGE = {
    **dict.fromkeys(("Arguments", "Output", "Items"), "JSONata"),
    **dict.fromkeys(("Parameters", "ResultSelector"), "JSONPath"),
    **{name: "JSONPath" for name in sorted(_KNOWN) if name.endswith("Path")},
}
_WAITS = ("Seconds", "SecondsPath", "Timestamp", "TimestampPath")
_COMPARISON = re.compile(
    r"(String|Numeric|Timestamp)(Equals|(Less|Greater)Than(Equals)?)(Path)?|BooleanEquals(Path)?|StringMatches"
    r"|Is(Null|Present|Numeric|String|Boolean|Timestamp)|And|Or|Not"
)
_INTEGRATION = re.compile(
    r"arn:(?:\$\{[^}]*\}|[^:]+):states:::([\w-]+):[\w:-]+?(\.sync(?::2)?|\.waitForTaskToken)?"
)
_JOB, _ANSWER = ".sync", ".waitForTaskToken"
# What services can be waited for; there are more of them every year.
_RUN_JOBS = {
    "athena", "batch", "bedrock", "codebuild", "databrew", "ecs", "eks", "elasticmapreduce", "emr-containers",
    "emr-serverless", "glue", "mediaconvert", "sagemaker", "states",
}  # fmt: skip
_ANSWER_LATER = {"apigateway", "aws-sdk", "bedrock", "ecs", "eks", "events", "lambda", "sns", "sqs", "states"}
_AWAITED = _RUN_JOBS | _ANSWER_LATER | {"dynamodb"}
# Services without an integration of their own.
_SDK_ONLY = {
    "cloudformation", "cloudwatch", "ec2", "firehose", "iam", "kinesis", "kms", "logs", "rds", "s3", "ses", "ssm",
}  # fmt: skip
# Parameters that name one thing, in which no text like `${Name}` can be meant.
_NAMES = ("FunctionName", "JobName", "QueueUrl", "Resource", "StateMachineArn", "TableName", "TopicArn")


def definitions(resource_type: str) -> frozenset[str]:
    """Return the properties of a type that are definitions."""
    return frozenset(_DEFINITIONS if resource_type == STATE_MACHINE else ())


def faults(resource_type: str, properties: Mapping[str, Any], raw: Mapping[str, Any]) -> list[Fault]:
    """Return what is wrong with the definition of a state machine; `raw` is the resource as it is written."""
    found: list[Fault] = []
    for name in _DEFINITIONS if resource_type == STATE_MACHINE else ():
        definition, written = properties.get(name), _written(raw, name)
        if name == "DefinitionString" and isinstance(written, dict) and "StartAt" in written:
            found.append(_fault(name, "`DefinitionString` is a text of JSON; `Definition` takes this"))
        if isinstance(definition, str):
            wrong = broken(definition) if definition.lstrip().startswith(("{", "[")) else None
            found += [_fault(name, f"the definition is no JSON: {wrong}")] if wrong else []
        elif isinstance(definition, dict) and not is_open(definition):
            is_express = properties.get("StateMachineType") == "EXPRESS"
            found += _Machine(is_express).faults(name, definition)
            found += _unfilled(name, definition, properties, raw)
    return found


@dataclass
class _Machine:
    """One definition; `names` are the states met so far, which have to differ across all levels."""

    is_express: bool
    names: set[str] = field(default_factory=set)
    language: str | None = None

    def faults(self, path: str, definition: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield what is wrong with the definition that stands at a path."""
        self.language = _language(definition.get("QueryLanguage", "JSONPath"))
        yield from self._graph(path, definition, self.language)

    def _graph(self, path: str, graph: Mapping[str, Any], language: str | None) -> Iterator[Fault]:
        """The states of the machine, of a branch or of what is done with each item."""
        states = graph.get("States")
        if states is None or states == {}:
            yield _fault(path, "there are no `States`")
        if not isinstance(states, dict) or is_open(states):
            return
        if "StartAt" not in graph:
            yield _fault(path, "`StartAt` is missing")
        yield from _dangling(f"{path}.StartAt", "StartAt", graph.get("StartAt"), states)
        for name, state in states.items():
            where = f"{path}.States.{name}"
            if name in self.names:
                yield _fault(where, f"two states are called `{name}`")
            self.names.add(name)
            if isinstance(state, dict) and not is_open(state):
                yield from self._state(where, state, states, language)
        yield from _unreached(path, graph.get("StartAt"), states)

    def _state(
        self, where: str, state: Mapping[str, Any], states: Mapping[str, Any], inherited: str | None
    ) -> Iterator[Fault]:
        kind = state.get("Type")
        if kind is None:
            yield _fault(where, "the state has no `Type`")
        if not isinstance(kind, str) or is_partly_open(kind):
            return
        if kind not in _FIELDS:
            yield _fault(f"{where}.Type", f"there is no type of state `{kind}`{_meant(kind, [*_FIELDS])}")
            return
        language = _language(state.get("QueryLanguage", inherited))
        yield from _fields(where, kind, state, language)
        yield from _moves(where, kind, state, states)
        for name in _ERRORS:
            yield from _handlers(where, name, state.get(name), states)
        if kind == "Task":
            yield from self._task(where, state)
        elif kind == "Choice":
            yield from _choices(where, state, states, language)
        elif kind == "Wait":
            yield from _one_of(where, state, _WAITS)
        elif kind in ("Map", "Parallel"):
            yield from self._nested(where, kind, state)
        if language == "JSONPath":
            yield from _paths(where, state)

    def _task(self, where: str, state: Mapping[str, Any]) -> Iterator[Fault]:
        resource = state.get("Resource")
        if resource is None:
            yield _fault(where, "the task has no `Resource`")
        match = _INTEGRATION.fullmatch(resource) if isinstance(resource, str) else None
        if match is None:
            return
        service, pattern = match[1], match[2] or ""
        place = f"{where}.Resource"
        if service in _SDK_ONLY:
            yield _fault(place, f"there is no integration `{service}`; `aws-sdk:{service}` is one")
        elif pattern.startswith(_JOB) and service in _AWAITED - _RUN_JOBS:
            yield _fault(place, f"`{service}` runs no jobs that `{pattern}` could wait for")
        elif pattern == _ANSWER and service in _AWAITED - _ANSWER_LATER:
            yield _fault(place, f"`{service}` gives no token away, so that `{pattern}` waits for nothing")
        elif pattern and self.is_express:
            yield _fault(place, f"a state machine of type EXPRESS cannot wait with `{pattern}`")
        elif pattern == _ANSWER and not _passes_token(state):
            yield _fault(place, "the token that the task waits for (`$$.Task.Token`) is given to nobody")

    def _nested(self, where: str, kind: str, state: Mapping[str, Any]) -> Iterator[Fault]:
        # What a state says of its own language need not hold for the states inside of it.
        language = None if "QueryLanguage" in state else self.language
        inside: list[tuple[str, Any]] = []
        if kind == "Map":
            yield from _one_of(where, state, ("ItemProcessor", "Iterator"))
            inside = [(name, state[name]) for name in ("ItemProcessor", "Iterator") if name in state]
        else:
            branches = state.get("Branches")
            if branches is None or branches == []:
                yield _fault(where, "there are no `Branches`")
            elif isinstance(branches, list):
                inside = [(f"Branches[{i}]", branch) for i, branch in enumerate(branches)]
        for name, graph in inside:
            if isinstance(graph, dict) and not is_open(graph):
                yield from self._graph(
                    f"{where}.{name}", graph, _language(graph.get("QueryLanguage", language))
                )


def _fields(where: str, kind: str, state: Mapping[str, Any], language: str | None) -> Iterator[Fault]:
    """Fields that another type has, that only the other language has, or that are misspelt."""
    for name in state:
        place = f"{where}.{name}"
        only = _ONE_LANGUAGE.get(name)
        if name not in _FIELDS[kind]:
            near = _meant(name, _FIELDS[kind])
            if name in _KNOWN or near:
                yield _fault(place, f"a state of type {kind} has no `{name}`{near}")
        elif only and language and only != language:
            yield _fault(place, f"`{name}` is for {only}, and this state is written in {language}")


def _moves(where: str, kind: str, state: Mapping[str, Any], states: Mapping[str, Any]) -> Iterator[Fault]:
    """Where it goes on from a state: to one that there is, or to the end."""
    if "Next" in _FIELDS[kind]:
        ends = state.get("End")
        if "Next" in state and ends is True:
            yield _fault(where, "the state has both `Next` and `End`")
        elif "Next" not in state and (ends is None or ends is False):
            yield _fault(where, "the state has neither `Next` nor `End`")
        yield from _dangling(f"{where}.Next", "Next", state.get("Next"), states)
    if kind == "Choice":
        yield from _dangling(f"{where}.Default", "Default", state.get("Default"), states)


def _handlers(where: str, name: str, written: Any, states: Mapping[str, Any]) -> Iterator[Fault]:
    """The retriers or catchers of a state: the first that an error fits is used, so that the last may take all."""
    handlers = written if isinstance(written, list) else []
    for i, handler in enumerate(handlers):
        place = f"{where}.{name}[{i}]"
        if not isinstance(handler, dict) or is_open(handler):
            continue
        errors = handler.get("ErrorEquals")
        if errors is None or errors == []:
            yield _fault(place, "`ErrorEquals` is missing")
        elif isinstance(errors, list) and "States.ALL" in errors and len(errors) > 1:
            yield _fault(f"{place}.ErrorEquals", "`States.ALL` stands alone, or not at all")
        elif errors == ["States.ALL"] and i + 1 < len(handlers):
            message = f"nothing after this `{name}` is ever tried: `States.ALL` belongs into the last"
            yield _fault(f"{place}.ErrorEquals", message)
        if name == "Catch":
            if "Next" not in handler:
                yield _fault(place, "`Next` is missing")
            yield from _dangling(f"{place}.Next", "Next", handler.get("Next"), states)


def _choices(
    where: str, state: Mapping[str, Any], states: Mapping[str, Any], language: str | None
) -> Iterator[Fault]:
    choices = state.get("Choices")
    if choices is None or choices == []:
        yield _fault(where, "there are no `Choices`")
    for i, choice in enumerate(choices if isinstance(choices, list) else ()):
        place = f"{where}.Choices[{i}]"
        if not isinstance(choice, dict) or is_open(choice):
            continue
        if "Next" not in choice:
            yield _fault(place, "`Next` is missing")
        yield from _dangling(f"{place}.Next", "Next", choice.get("Next"), states)
        if language == "JSONata" and "Condition" not in choice:
            yield _fault(place, "`Condition` is missing, which JSONata asks for")
        elif language == "JSONPath":
            yield from _comparison(place, choice)


def _comparison(place: str, choice: Mapping[str, Any]) -> Iterator[Fault]:
    """A choice in JSONPath compares one variable in one way, or combines other comparisons."""
    compared = [name for name in choice if _COMPARISON.fullmatch(name)]
    if len(compared) > 1:
        yield _fault(place, f"a choice makes one comparison, not both `{compared[0]}` and `{compared[1]}`")
    elif not compared:
        yield _fault(place, "the choice compares nothing")
    elif compared[0] not in ("And", "Or", "Not") and "Variable" not in choice:
        yield _fault(place, "`Variable` is missing")
    inner = [choice.get(name) for name in ("And", "Or", "Not")]
    for name, nested in zip(("And", "Or", "Not"), inner, strict=True):
        for i, rule in enumerate(nested if isinstance(nested, list) else []):
            if isinstance(rule, dict) and not is_open(rule):
                yield from _comparison(f"{place}.{name}[{i}]", rule)
        if isinstance(nested, dict) and not is_open(nested):
            yield from _comparison(f"{place}.{name}", nested)


def _paths(where: str, state: Mapping[str, Any]) -> Iterator[Fault]:
    """Paths begin with `$`; in what is passed on, keys that end with `.$` have one, or call a function."""
    for name in ("InputPath", "OutputPath", "ResultPath"):
        value = state.get(name)
        if isinstance(value, str) and not value.startswith("$") and not is_partly_open(value):
            yield _fault(f"{where}.{name}", f"`{value[:60]}` is no path: those begin with `$`")
    for name in ("Parameters", "ItemSelector", "ResultSelector"):
        yield from _template(f"{where}.{name}", state.get(name))


def _template(path: str, value: Any) -> Iterator[Fault]:
    if isinstance(value, dict) and not is_open(value):
        for name, inner in value.items():
            place = f"{path}.{name}"
            if not name.endswith(".$"):
                yield from _template(place, inner)
            elif (
                isinstance(inner, str)
                and not inner.startswith(("$", "States."))
                and not is_partly_open(inner)
            ):
                yield _fault(
                    place, f"`{inner[:60]}` is neither a path, which begins with `$`, nor a function"
                )
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _template(f"{path}[{i}]", item)


def _unreached(path: str, start: Any, states: Mapping[str, Any]) -> Iterator[Fault]:
    """States that nothing leads to, and a machine that never ends, where all of its ways are known."""
    if any(map(is_partly_open, states)):
        return
    ways = {name: _targets(state) for name, state in states.items()}
    reached, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        targets = ways.get(name) if isinstance(name, str) else None
        if targets is None:
            return
        if name not in reached:
            reached.add(name)
            waiting += targets
    for name in [name for name in states if name not in reached]:
        yield _fault(f"{path}.States.{name}", f"nothing leads to the state `{name}`")
    if all(_goes_on(states[name]) for name in reached):
        yield _fault(path, "the states lead to each other for ever: none of them ends")


def _targets(state: Any) -> list[str] | None:
    """The states that a state leads to; None when that is not known."""
    if not isinstance(state, dict) or is_open(state):
        return None
    holders: list[Any] = [state]
    for name in ("Choices", "Catch"):
        inner = state.get(name, [])
        if not isinstance(inner, list):
            return None
        holders += inner
    found = []
    for holder in holders:
        if not isinstance(holder, dict) or is_open(holder):
            return None
        found += [holder[name] for name in ("Next", "Default") if name in holder]
    return found if all(isinstance(name, str) and not is_partly_open(name) for name in found) else None


def _goes_on(state: Mapping[str, Any]) -> bool:
    """Whether a state is sure not to end; one that does not say so is another fault."""
    if state.get("Type") in ("Succeed", "Fail") or state.get("End") not in (None, False):
        return False
    return "Next" in state or state.get("Type") == "Choice"


def _dangling(path: str, name: str, target: Any, states: Mapping[str, Any]) -> Iterator[Fault]:
    if not isinstance(target, str) or target in states or any(map(is_partly_open, [target, *states])):
        return
    yield _fault(
        path, f"`{name}` leads to `{target[:80]}`, and there is no such state{_meant(target, [*states])}"
    )


def _one_of(where: str, state: Mapping[str, Any], names: Sequence[str]) -> Iterator[Fault]:
    given = [name for name in names if name in state]
    if not given:
        wanted = ", ".join(f"`{name}`" for name in names[:-1])
        yield _fault(where, f"one of {wanted} and `{names[-1]}` is missing")
    elif len(given) > 1:
        yield _fault(where, f"`{given[0]}` and `{given[1]}` exclude each other")


def _passes_token(state: Mapping[str, Any]) -> bool:
    """Whether the token, or all of the context that holds it, is passed on, or may be by what is still open."""
    text = json.dumps({name: value for name, value in state.items() if name != "Resource"})
    return any(mark in text for mark in ("Task.Token", "$$", "$states.context", "$unknown", "${"))


def _unfilled(
    name: str, definition: Mapping[str, Any], properties: Mapping[str, Any], raw: Mapping[str, Any]
) -> Iterator[Fault]:
    """Names like `${Function}` that neither `Fn::Sub` nor a substitution fills in."""
    given = properties.get("DefinitionSubstitutions", {})
    if not isinstance(given, dict) or is_open(given):
        return
    # In a text that no function made, nothing was filled in; in an object, each text says so for itself.
    written = _written(raw, name)
    literal = definition if isinstance(written, str) else written
    for path, text in _named(name, literal):
        for placeholder in _PLACEHOLDER.findall(text):
            if placeholder not in given:
                message = f"nothing fills in `${{{placeholder}}}`: use `Fn::Sub` or `DefinitionSubstitutions`"
                yield _fault(path, message)


def _written(raw: Mapping[str, Any], name: str) -> Any:
    properties = raw.get("Properties")
    return properties.get(name) if isinstance(properties, dict) else None


def _named(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """What is named in a definition as it is written, each with its path."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _named(f"{path}[{i}]", item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key in _NAMES:
                yield f"{path}.{key}", inner
            elif not key.startswith("Fn::"):
                yield from _named(f"{path}.{key}", inner)


def _language(written: Any) -> str | None:
    return written if written in ("JSONPath", "JSONata") else None


def _meant(written: str, known: Sequence[str]) -> str:
    near = nearest(written, known, 1, 0.8)
    return f"; `{near[0]}` is one" if near else ""


def _fault(attribute: str, message: str) -> Fault:
    return {"kind": "definition", "attribute": attribute, "message": message}
