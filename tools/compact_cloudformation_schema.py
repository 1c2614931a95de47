"""Writes what CloudFormation's resource schemas say in short, from the schemas that cfn-lint ships and mends.

    python tools/compact_cloudformation_schema.py adapters/cloudformation/schema.json.gz

The first line of the result names the version of cfn-lint. Each type has a line of its own, `"AWS::SQS::Queue":{...}`,
so that it can be found without decoding the whole. A schema has the members of JSON Schema that
`adapters/cloudformation/schema.py` looks at, `definitions`, and as `gives` what `Fn::GetAtt` gives; descriptions are
left out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cfnlint.schema import ResourceNotFoundError
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
from schema_types import packaged_schemas, resource_types

_PLAIN = (
    "type", "required", "enum", "enumCaseInsensitive", "pattern", "minLength", "maxLength", "minimum", "maximum",
    "minItems", "maxItems", "uniqueItems", "additionalProperties", "dependentRequired", "dependentExcluded",
    "requiredXor", "requiredOr", "$ref",
)  # fmt: skip
_MAPS = ("properties", "patternProperties", "definitions")

Schema = Mapping[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    folder = packaged_schemas()
    lines = [json.dumps({"cfn-lint": importlib.metadata.version("cfn-lint")})]
    for resource_type, name in sorted(resource_types(folder).items()):
        schema = json.loads((folder / "resources" / f"{name}.json").read_text(encoding="utf-8"))
        lines.append(f"{json.dumps(resource_type)}:{_text(_resource(schema))}")
    # Without a time in it, the same schemas give the same bytes.
    out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    return 0


def _resource(schema: Schema) -> dict[str, Any]:
    compact: dict[str, Any] = _compact(schema)
    given = [path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", [])]
    names = sorted(name for name in given if "/" not in name and name in schema["properties"])
    if names:
        compact["readOnly"] = names
    attributes = sorted(_attributes(schema["typeName"]))
    if attributes:
        compact["gives"] = attributes
    return compact


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
    if isinstance(kept.get("additionalProperties"), dict):
        kept["additionalProperties"] = _compact(kept["additionalProperties"])
    for name in _MAPS:
        if schema.get(name):
            kept[name] = {key: _compact(child) for key, child in schema[name].items()}
    if isinstance(schema.get("items"), dict):
        kept["items"] = _compact(schema["items"])
    for name in ("anyOf", "oneOf", "allOf"):
        if name in schema:
            kept[name] = [_compact(one) for one in schema[name]]
    return kept


def _text(content: Any) -> str:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


if __name__ == "__main__":
    raise SystemExit(main())
