"""Holds the properties of a resource against CloudFormation's own schema of its type.

`schema.json.gz` comes from `tools/compact_cloudformation_schema.py`; `words.json`, what services take where it says
nothing, from `tools/service_words.py`. What a template leaves open is never a fault, and scalars are what
CloudFormation takes for them: text of digits is a number, and a number is text.
https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from adapters.cloudformation import engine_versions
from adapters.cloudformation.patterns import is_found
from adapters.entries import Entries
from adapters.likeness import nearest
from adapters.model import Fault
from adapters.values import is_open, is_partly_open

_SCHEMAS = Entries(Path(__file__).with_name("schema.json.gz"))
_WORDS = Entries(Path(__file__).with_name("words.json"))
_INTEGER = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_MAX_TEXT = 2000
_MAX_DEPTH = 60
_LEFT_OUT = {
    # Every account has a default VPC in place of EC2-Classic.
    ("AWS::EC2::SecurityGroup", "combination", "SecurityGroupEgress"),
    # The text is read, and stands here as the object that it is.
    ("AWS::StepFunctions::StateMachine", "type", "DefinitionString"),
    # A rule of its own knows more of these names, and sees through what is filled in.
    ("AWS::S3::Bucket", "limit", "BucketName"),
    ("AWS::S3::Bucket", "pattern", "BucketName"),
    # The same of those that an engine reserves.
    ("AWS::RDS::DBCluster", "combination", "MasterUsername"),
    # Paths that `aws cloudformation package` uploads, and puts a bucket and a key in the place of.
    # https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
    ("AWS::ApiGateway::RestApi", "type", "BodyS3Location"),
    ("AWS::CodeCommit::Repository", "type", "Code.S3"),
    ("AWS::ElasticBeanstalk::ApplicationVersion", "type", "SourceBundle"),
    ("AWS::Lambda::Function", "type", "Code"),
    ("AWS::Lambda::LayerVersion", "type", "Content"),
    ("AWS::StepFunctions::StateMachine", "type", "DefinitionS3Location"),
}
# Properties that exclude each other by the pages of their type alone.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-guardduty-detector.html
_EXCLUSIVE: Schema = {
    "AWS::GuardDuty::Detector": {"dependentExcluded": {"DataSources": ["Features"]}},
}
# What transforms and CDK put something else in the place of.
_NOT_LISTED = ("AWS::Serverless::", "AWS::CDK::")
_CUSTOM = "AWS::CloudFormation::CustomResource"

Schema: TypeAlias = "Mapping[str, Any]"


def faults(resource_type: str, properties: Mapping[str, Any]) -> list[Fault]:
    """Return what CloudFormation would refuse; nothing for a type that is not known."""
    schema = of(resource_type)
    if schema is None:
        return []
    given = [
        where for path in schema.get("readOnly", ()) for _, where in _places(properties, path.split("/"), "")
    ]
    return [
        *_found(resource_type, schema, properties, {"combination", "enum", "version"}),
        *_together(_EXCLUSIVE.get(resource_type, {}), properties, ""),
        *(
            _fault(
                "read_only", where, f"`{_name(where)}` is what the resource gives; setting it has no effect"
            )
            for where in given
        ),
    ]


def faults_of_values(resource_type: str, properties: Mapping[str, Any]) -> list[Fault]:
    """Return what is wrong in properties one by one, without what only cfn-lint knows to go together."""
    schema = of(resource_type)
    return [] if schema is None else _found(resource_type, schema, properties, {"enum", "version"})


def _found(
    resource_type: str, schema: Schema, properties: Mapping[str, Any], extra: Collection[str]
) -> list[Fault]:
    check = _Check(schema.get("definitions", {}))
    found = [*check.value(schema, properties, "", 0), *_extra(check, schema, properties, extra)]
    return [fault for fault in found if (resource_type, fault["kind"], fault["attribute"]) not in _LEFT_OUT]


def gives(resource_type: str, attribute: str) -> bool:
    """Whether `Fn::GetAtt` gives an attribute; a type that is not known, or made by the user, gives anything."""
    schema = of(resource_type) if resource_type != _CUSTOM else None
    names = schema.get("gives") if schema is not None else None
    return not names or any(
        attribute == name or ("\\" in name and re.fullmatch(name, attribute) is not None) for name in names
    )


def unknown_type(resource_type: str) -> str | None:
    """Return what is wrong with a type of AWS that is not known, None for any other."""
    if not _is_unknown(resource_type):
        return None
    near = nearest_type(resource_type)
    among = f"; `{near}` is one" if near else f" among those of cfn-lint {_SCHEMAS.head['cfn-lint']}"
    return f"there is no type `{resource_type}`{among}"


def nearest_type(resource_type: str) -> str | None:
    """Return the type that somebody must have meant who wrote one that is not known; None for anything else."""
    if not _is_unknown(resource_type):
        return None
    near = nearest(resource_type, _SCHEMAS.keys, 1, 0.92)
    return near[0] if near else None


def _is_unknown(resource_type: str) -> bool:
    ours = resource_type.upper().startswith("AWS::") and not resource_type.startswith(_NOT_LISTED)
    return ours and not resource_type.endswith("::MODULE") and of(resource_type) is None


def _extra(
    check: _Check, schema: Schema, properties: Mapping[str, Any], kinds: Collection[str]
) -> Iterator[Fault]:
    """What holds for properties together, each fault once."""
    seen: set[str] = set()
    for entry in schema.get("extra", ()):
        if entry["kind"] not in kinds:
            continue
        found: Iterator[Fault]
        if entry["kind"] == "version":
            found = _outdated(_Check({}, prefixes=True), schema, entry["schema"], properties)
        else:
            found = (
                {**fault, "kind": entry["kind"]}
                for value, path in _places(properties, entry["path"], "")
                for fault in check.value(entry["schema"], value, path, 0)
            )
        for fault in found:
            if fault["attribute"] not in seen:
                seen.add(fault["attribute"])
                yield fault


def _outdated(
    check: _Check, schema: Schema, versions: Schema, properties: Mapping[str, Any]
) -> Iterator[Fault]:
    """A version of an engine that is not there, or no longer for new databases; `8.0` takes some 8.0.x."""
    engine, version = properties.get("Engine"), properties.get("EngineVersion")
    if (
        not isinstance(engine, str)
        or not isinstance(version, str | int | float)
        or version == ""  # as Terraform's modules leave it to RDS
        or is_partly_open(str(version))
    ):
        return
    kind, text = engine.lower(), str(version)
    for fault in check.value(versions, {**properties, "Engine": kind, "EngineVersion": text}, "", 0):
        # A major version alone is listed with those that are gone, and takes the newest of it.
        if fault["attribute"] == "EngineVersion" or (
            fault["attribute"] == "" and not engine_versions.is_major(kind, text)
        ):
            every = (entry["schema"] for entry in schema["extra"] if entry["kind"] == "version")
            newest = engine_versions.newest(every, kind, text)
            instead = f", {newest} can" if newest else ""
            by = f"by the versions of cfn-lint {_SCHEMAS.head['cfn-lint']}"
            yield _fault("version", "EngineVersion", f"{engine} {text} cannot be created{instead}, {by}")
            return


def _places(value: Any, path: list[str], where: str) -> Iterator[tuple[Any, str]]:
    """The values at a path, in which `*` is every element."""
    if not path:
        yield value, where
    elif path[0] == "*":
        for i, item in enumerate(value if isinstance(value, list) else ()):
            yield from _places(item, path[1:], f"{where}[{i}]")
    elif isinstance(value, dict) and path[0] in value:
        yield from _places(value[path[0]], path[1:], f"{where}.{path[0]}" if where else path[0])


@cache
def of(resource_type: str) -> Schema | None:
    """Return the schema of a resource type, None when there is none."""
    schema: Schema | None = _SCHEMAS.get(resource_type)
    words = _WORDS.get(resource_type) if schema is not None else None
    return {**schema, "extra": [*schema.get("extra", ()), *words]} if schema is not None and words else schema


def _fault(kind: str, attribute: str, message: str) -> Fault:
    return {"kind": kind, "attribute": attribute, "message": message}


class _Check:
    """Looks at values, with the definitions of one schema at hand; `prefixes` takes `8.0` for 8.0.36."""

    def __init__(self, definitions: Mapping[str, Schema], prefixes: bool = False) -> None:
        self._definitions = definitions
        self._prefixes = prefixes
        self._met_open = False

    def value(self, schema: Schema | bool, value: Any, path: str, depth: int) -> Iterator[Fault]:
        """Yield the faults of a value and of everything in it."""
        if schema is False:
            yield _fault("combination", path, f"`{_name(path)}` cannot stand here")
            return
        if depth > _MAX_DEPTH or value is None or is_open(value) or schema is True:
            self._met_open |= schema is not True
            return
        while "$ref" in schema:
            found = self._definitions.get(str(schema["$ref"]).removeprefix("#/definitions/"))
            if found is None:
                return
            schema = found
        if is_partly_open(value):
            self._met_open = True
        kinds = schema.get("type")
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if kinds and not any(_is_a(kind, value) for kind in kinds):
            yield _fault(
                "type", path, f"a {' or '.join(map(_word, kinds))} is wanted here, not {_what(value)}"
            )
            return
        if isinstance(value, dict):
            yield from self.object(schema, value, path, depth)
        elif isinstance(value, list):
            yield from self._list(schema, value, path, depth)
        else:
            wrong = _scalar(schema, value, path)
            yield from (one for one in wrong if not (self._prefixes and _begins(schema, value)))
        yield from self._choices(schema, value, path, depth)

    def object(self, schema: Schema, value: Mapping[str, Any], path: str, depth: int) -> Iterator[Fault]:
        """Yield the faults of an object: names, what is missing, and its members."""
        known = schema.get("properties", {})
        patterns = schema.get("patternProperties", {})
        others = schema.get("additionalProperties", True)
        meant: set[str | None] = set()
        for name, child in value.items():
            where = f"{path}.{name}" if path else name
            inner = known.get(name)
            if inner is None:
                inner = next(
                    (one for pattern, one in patterns.items() if _matches(pattern, name, True)), None
                )
            if inner is not None:
                yield from self.value(inner, child, where, depth + 1)
            elif isinstance(others, dict):
                yield from self.value(others, child, where, depth + 1)
            elif others is False and (known or patterns) and not name.startswith("Fn::"):
                near = _nearest(name, known)
                meant.add(near)
                likely = f"; `{near}` is one" if near else ""
                yield _fault("property", where, f"there is no property `{name}`{likely}")
        if any(name.startswith("Fn::") for name in value):
            return
        if "propertyNames" in schema:
            for name in value:
                if self._holds(schema["propertyNames"], name, depth) is False:
                    yield _fault(
                        "combination", f"{path}.{name}" if path else name, f"`{name}` is not taken here"
                    )
        for name in schema.get("required", ()):
            if name not in value and name not in meant:
                yield _fault(
                    "required", f"{path}.{name}" if path else name, f"`{name}` is required, and missing"
                )
        yield from _together(schema, value, path)

    def _list(self, schema: Schema, value: list[Any], path: str, depth: int) -> Iterator[Fault]:
        items = schema.get("items")
        if isinstance(items, dict):
            for i, item in enumerate(value):
                yield from self.value(items, item, f"{path}[{i}]", depth + 1)
        if any(is_open(item) for item in value):
            return  # one of them may be a list itself, or nothing
        least, most = schema.get("minItems"), schema.get("maxItems")
        if least is not None and len(value) < least:
            yield _fault("limit", path, f"at least {least} are wanted here, not {len(value)}")
        if most is not None and len(value) > most:
            yield _fault("limit", path, f"at most {most} are taken here, not {len(value)}")
        if schema.get("uniqueItems") is True:
            for i, item in enumerate(value):
                if item in value[:i]:
                    yield _fault("repeated", f"{path}[{i}]", "this stands in the list already")

    def _choices(self, schema: Schema, value: Any, path: str, depth: int) -> Iterator[Fault]:
        """Of several schemas one has to hold; when none does, the one that is nearest says what is wrong."""
        for one in schema.get("allOf", ()):
            yield from self.value(one, value, path, depth + 1)
        if (
            "const" in schema
            and not isinstance(value, dict | list)
            and not _is_the_same(value, schema["const"])
        ):
            yield _fault("enum", path, f"`{schema['const']}` is wanted here, not `{str(value)[:80]}`")
        if "not" in schema and self._holds(schema["not"], value, depth):
            yield _fault("combination", path, "this does not go together")
        if "if" in schema:
            branch = {True: "then", False: "else", None: ""}[self._holds(schema["if"], value, depth)]
            if branch in schema:
                yield from self.value(schema[branch], value, path, depth + 1)
        for name in ("anyOf", "oneOf"):
            options = schema.get(name, ())
            tried = [[*self.value(one, value, path, depth + 1)] for one in options]
            if not tried or not all(tried):
                continue
            if all(one.keys() == {"required"} for one in options):
                yield _none_of([one["required"] for one in options], path)
            else:
                yield from min(tried, key=len)

    def _holds(self, schema: Schema | bool, value: Any, depth: int) -> bool | None:
        """Whether a value is as a schema says; None when something open decides."""
        before, self._met_open = self._met_open, False
        lenient, self._prefixes = self._prefixes, False
        found = next(self.value(schema, value, "", depth + 1), None)
        is_open, self._met_open = self._met_open, before
        self._prefixes = lenient
        if found is not None:
            return False
        return None if is_open else True


def _together(schema: Schema, value: Mapping[str, Any], path: str) -> Iterator[Fault]:
    """Properties that need or exclude each other."""
    for name, needed in schema.get("dependentRequired", {}).items():
        for other in needed if name in value else ():
            if other not in value:
                yield _fault(
                    "combination", f"{path}.{name}" if path else name, f"`{name}` needs `{other}` beside it"
                )
    for name, excluded in schema.get("dependentExcluded", {}).items():
        for other in excluded if _is_set(value, name) else ():
            if _is_set(value, other):
                yield _fault(
                    "combination",
                    f"{path}.{name}" if path else name,
                    f"`{name}` and `{other}` exclude each other",
                )
    for key in ("requiredXor", "requiredOr"):
        names = schema.get(key, ())
        if names and not any(name in value for name in names):
            yield _none_of([[name] for name in names], path)


def _none_of(options: list[list[str]], path: str) -> Fault:
    """What is wrong where none of several sets of properties is there."""
    words = " or ".join(" with ".join(f"`{name}`" for name in names) for names in options)
    return _fault("required", path or options[0][0], f"{words} is required, and missing")


def _begins(schema: Schema, value: Any) -> bool:
    return any(str(one).startswith(f"{value}.") for one in schema.get("enum", ()))


def _is_the_same(value: Any, constant: Any) -> bool:
    text = str(value)
    return is_partly_open(text) or text.lower() == str(constant).lower()


def _name(path: str) -> str:
    return path.rpartition(".")[2]


def _is_set(value: Mapping[str, Any], name: str) -> bool:
    return name in value and not is_open(value[name])


def _scalar(schema: Schema, value: Any, path: str) -> Iterator[Fault]:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if is_partly_open(text):
        return
    allowed = schema.get("enum") or schema.get("enumCaseInsensitive")
    if allowed and not _is_among(text, allowed, exact="enum" in schema):
        # The schemas spell some truth values in several ways.
        known = list(
            dict.fromkeys(one.lower() if one in ("True", "False") else one for one in map(str, allowed))
        )
        said = f"is not `{known[0]}`" if len(known) == 1 else f"is none of {_some(known, text)}"
        yield _fault("enum", path, f"`{text[:80]}` {said}")
        return
    pattern = schema.get("pattern")
    if (
        pattern
        and isinstance(value, str)
        and len(text) <= _MAX_TEXT
        and not _matches(pattern, text, otherwise=True)
    ):
        yield _fault("pattern", path, f"`{text[:80]}` does not have the form `{pattern[:120]}`")
        return
    if isinstance(value, str) and not _INTEGER.fullmatch(value):
        yield from _length(schema, value, path)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _range(schema, value, path)


def _length(schema: Schema, value: str, path: str) -> Iterator[Fault]:
    least, most = schema.get("minLength"), schema.get("maxLength")
    if least is not None and len(value) < least:
        yield _fault("limit", path, f"the text has {len(value)} characters, and {least} are the least")
    if most is not None and len(value) > most:
        yield _fault("limit", path, f"the text has {len(value)} characters, and {most} are the most")


def _range(schema: Schema, value: float, path: str) -> Iterator[Fault]:
    least, most = schema.get("minimum"), schema.get("maximum")
    if isinstance(least, int | float) and value < least:
        yield _fault("limit", path, f"{value} is less than {least}")
    if isinstance(most, int | float) and value > most:
        yield _fault("limit", path, f"{value} is more than {most}")


def _is_a(kind: str, value: Any) -> bool:
    if kind == "object":
        return isinstance(value, dict)
    if kind == "array":
        return isinstance(value, list)
    if isinstance(value, dict | list):
        return False
    if is_partly_open(value):
        return True
    if kind == "boolean":
        return isinstance(value, bool) or str(value).lower() in ("true", "false")
    if kind == "integer":
        return _INTEGER.fullmatch(str(value)) is not None or (isinstance(value, float) and value.is_integer())
    if kind == "number":
        return not isinstance(value, bool) and _NUMBER.fullmatch(str(value)) is not None
    return kind == "string"


def _is_among(text: str, allowed: list[Any], exact: bool) -> bool:
    known = [str(one).lower() if isinstance(one, bool) else str(one) for one in allowed]
    return text in known if exact else text.lower() in [one.lower() for one in known]


def _some(known: list[str], text: str) -> str:
    """All of a few values, or the ones that are nearest."""
    if len(known) <= 6:
        return ", ".join(f"`{one}`" for one in known)
    near = nearest(text, known, 3, 0.5)
    return f"the {len(known)} values that there are" + (
        f"; near are {', '.join(f'`{one}`' for one in near)}" if near else ""
    )


def _matches(pattern: str, text: str, otherwise: bool = False) -> bool:
    """Whether a text has a form; `otherwise` where that cannot be said."""
    found = is_found(pattern, text)
    return otherwise if found is None else found


def _word(kind: str) -> str:
    return {"array": "list", "object": "mapping", "string": "text"}.get(kind, kind)


def _what(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return f"`{str(value)[:60]}`"


def _nearest(name: str, known: Mapping[str, Any]) -> str | None:
    near = nearest(name, [*known], 1, 0.75)
    return near[0] if near else None
