"""Writes what CloudFormation's resource schemas say in short, from the schemas that cfn-lint ships and mends.

    python tools/compact_cloudformation_schema.py adapters/cloudformation/schema.json.gz

The first line of the result names the version of cfn-lint. Each type has a line of its own, `"AWS::SQS::Queue":{...}`,
so that it can be found without decoding the whole. A schema has the members of JSON Schema that
`adapters/cloudformation/schema.py` looks at, `definitions`, as `readOnly` the paths of what the resource gives, as
`gives` what `Fn::GetAtt` gives, as `formats` which kind of name, id or ARN `Ref` and `Fn::GetAtt` give, and as `extra`
what cfn-lint knows besides of properties that belong together, at the `path` where it holds; descriptions are left out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cfnlint.core import get_rules
from cfnlint.rules.jsonschema.CfnLintJsonSchema import CfnLintJsonSchema
from cfnlint.schema import ResourceNotFoundError
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
from schema_types import packaged_schemas, resource_types

_PLAIN = (
    "type", "required", "enum", "enumCaseInsensitive", "pattern", "minLength", "maxLength", "minimum", "maximum",
    "minItems", "maxItems", "uniqueItems", "additionalProperties", "dependentRequired", "dependentExcluded",
    "requiredXor", "requiredOr", "$ref", "const",
)  # fmt: skip
# Members that are schemas themselves.
_NESTED = ("items", "if", "then", "else", "not", "contains", "propertyNames")
# What cfn-lint checks with more than the properties of one resource, or with code.
_BEYOND = ("cfnGather", "cfnContext")
_MAX_EXTRA = 60_000
_VERSIONS = {"E3690", "E3691", "W3690", "W3691"}
_MAPS = ("properties", "patternProperties", "definitions")

Schema = Mapping[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    folder = packaged_schemas()
    extras = _extras()
    lines = [json.dumps({"cfn-lint": importlib.metadata.version("cfn-lint")})]
    for resource_type, name in sorted(resource_types(folder).items()):
        schema = json.loads((folder / "resources" / f"{name}.json").read_text(encoding="utf-8"))
        compact = _resource(schema)
        if resource_type in extras:
            compact["extra"] = extras[resource_type]
        lines.append(f"{json.dumps(resource_type)}:{_text(compact)}")
    # Without a time in it, the same schemas give the same bytes.
    out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    return 0


def _resource(schema: Schema) -> dict[str, Any]:
    compact: dict[str, Any] = _compact(schema)
    names = sorted(_read_only(schema))
    if names:
        compact["readOnly"] = names
    attributes = sorted(_attributes(schema["typeName"]))
    if attributes:
        compact["gives"] = attributes
    formats = _given_formats(schema["typeName"], attributes)
    if formats:
        compact["formats"] = formats
    return compact


def _read_only(schema: Schema) -> set[str]:
    """The paths of what the resource gives, without what is in another one of them."""
    paths = {path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", [])}
    there = {path for path in paths if _can_be_left_out(schema, path.split("/"))}
    return {path for path in there if not any(path.startswith(f"{other}/") for other in there)}


def _can_be_left_out(schema: Schema, path: Sequence[str]) -> bool:
    """Whether a schema has a path and does not require it: what has to be set is not what the resource gives."""
    inner: Any = schema
    for name in path:
        while "$ref" in inner:
            inner = schema["definitions"][inner["$ref"].rpartition("/")[2]]
        required = inner.get("required", [])
        inner = inner.get("items") if name == "*" else inner.get("properties", {}).get(name)
        if not isinstance(inner, dict):
            return False
    return len(path) == 1 or path[-1] not in required


def _given_formats(resource_type: str, attributes: Sequence[str]) -> dict[str, list[str]]:
    """The kinds of what `Ref` and `Fn::GetAtt` give, as far as cfn-lint knows them."""
    try:
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource_type)
    except ResourceNotFoundError:
        return {}
    given = {"Ref": schema.ref}
    for name in attributes:
        if "\\" not in name:
            given[name] = schema.resolver.resolve_cfn_pointer(schema.get_atts[name])
    found = {name: _formats(one) for name, one in given.items()}
    return {name: formats for name, formats in found.items() if formats}


def _formats(schema: Schema) -> list[str]:
    options = [schema, *schema.get("anyOf", []), *schema.get("oneOf", [])]
    return sorted({one["format"] for one in options if _is_aws(one.get("format"))})


def _is_aws(name: Any) -> bool:
    return isinstance(name, str) and name.startswith("AWS::")


def _extras() -> dict[str, list[dict[str, Any]]]:
    """What cfn-lint's rules check by a schema, by resource type."""
    found: dict[str, list[dict[str, Any]]] = {}
    rules = get_rules([], [], ["E", "W"])
    for rule in sorted(rules.rules.values(), key=lambda rule: str(rule.id)):
        if type(rule).__mro__[1] is not CfnLintJsonSchema or not rule.schema or not _is_plain(rule):
            continue
        text = json.dumps(rule.schema)
        if len(text) > _MAX_EXTRA or any(word in text for word in _BEYOND):
            continue
        for keyword in rule.keywords:
            section, _, rest = keyword.partition("/")
            resource_type, *path = rest.split("/")
            if section == "Resources" and path[:1] == ["Properties"]:
                kind = "version" if rule.id in _VERSIONS else "combination"
                entry = {"kind": kind, "path": path[1:], "schema": _compact(rule.schema)}
                found.setdefault(resource_type, []).append(entry)
    return found


def _is_plain(rule: CfnLintJsonSchema) -> bool:
    """Whether a rule is an error, or about versions, and nothing but its schema decides."""
    if rule.id in _VERSIONS:  # their code makes the name of the engine lower case, as ours does
        return True
    own = {name for name, member in vars(type(rule)).items() if callable(member)}
    return own <= {"__init__", "message"} and str(rule.id).startswith("E")


def _attributes(resource_type: str) -> list[str]:
    """What `Fn::GetAtt` gives of a type, as cfn-lint has it with its corrections."""
    try:
        return [
            str(name)
            for name in PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource_type).get_atts
        ]
    except ResourceNotFoundError:  # it is in other regions only
        return []


def _compact(schema: Any) -> Any:
    """A schema without what nobody looks at."""
    if not isinstance(schema, dict):
        return schema
    kept: dict[str, Any] = {name: schema[name] for name in _PLAIN if name in schema}
    if _is_aws(schema.get("format")):
        kept["format"] = schema["format"]
    if isinstance(kept.get("additionalProperties"), dict):
        kept["additionalProperties"] = _compact(kept["additionalProperties"])
    for name in _MAPS:
        if schema.get(name):
            kept[name] = {key: _compact(child) for key, child in schema[name].items()}
    for name in _NESTED:
        if name in schema:
            kept[name] = _compact(schema[name])
    for name in ("anyOf", "oneOf", "allOf"):
        if name in schema:
            kept[name] = [_compact(one) for one in schema[name]]
    return kept


def _text(content: Any) -> str:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


if __name__ == "__main__":
    raise SystemExit(main())
