"""Writes which properties of AWS resources are booleans or numbers, from the schemas that cfn-lint ships.

    python tools/schema_types.py > adapters/cloudformation/types.json

The result is {type: {"boolean": [paths], "integer": [...], "number": [...]}}, and each type has a line of its
own so that it can be found without decoding the whole. A path is written `Tags[].Value`; `.*` stands for the
keys of a map.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SCALARS = ("boolean", "integer", "number")
# Names in a path. Beyond that lies little but schemas that contain themselves.
MAX_DEPTH = 6

Schema = Mapping[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--schemas", type=Path, help="folder with providers/ and resources/ (cfn-lint's)")
    folder = parser.parse_args().schemas or packaged_schemas()
    lines = []
    for resource_type, name in sorted(resource_types(folder).items()):
        schema = json.loads((folder / "resources" / f"{name}.json").read_text(encoding="utf-8"))
        paths = scalar_paths(schema)
        by_type = {kind: [path for path in sorted(paths) if paths[path] == kind] for kind in SCALARS}
        content = {kind: found for kind, found in by_type.items() if found}
        if content:
            lines.append(f"{json.dumps(resource_type)}:{json.dumps(content, separators=(',', ':'))}")
    sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")
    return 0


def packaged_schemas() -> Path:
    spec = importlib.util.find_spec("cfnlint")
    if spec is None or spec.origin is None:
        raise SystemExit("cfn-lint is not installed, and there is no --schemas")
    return Path(spec.origin).parent / "data" / "schemas"


def resource_types(folder: Path) -> dict[str, str]:
    """Return the name of the schema file by resource type; of types that differ, the one of us-east-1."""
    types: dict[str, str] = {}
    providers = (folder / "providers").glob("*.json")
    for path in sorted(providers, key=lambda path: (path.stem != "us-east-1", path)):
        for resource_type, name in json.loads(path.read_text(encoding="utf-8")).items():
            if resource_type.startswith("AWS::"):
                types.setdefault(resource_type, name)
    return types


def scalar_paths(schema: Schema) -> dict[str, str]:
    """Return the type of every property path that is a boolean or a number and can be nothing else."""
    found: dict[str, set[str]] = {}
    for path, types in _leaves(schema, schema, "", 0, frozenset()):
        found.setdefault(path, set()).update(types)
    only = {path: next(iter(types)) for path, types in found.items() if len(types) == 1}
    return {path: kind for path, kind in only.items() if kind in SCALARS}


def _leaves(
    root: Schema, schema: Schema, path: str, depth: int, entered: frozenset[str]
) -> Iterator[tuple[str, set[str]]]:
    """Yield path and types of a schema and of all below it; `entered` are the definitions on the way."""
    while "$ref" in schema:
        reference = schema["$ref"]
        if reference in entered:
            return
        entered |= {reference}
        schema = _resolve(root, reference)
    types = schema.get("type", [])
    if types:
        yield path, {types} if isinstance(types, str) else set(types) - {"null"}
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(word, []):
            yield from _leaves(root, part, path, depth, entered)
    if isinstance(schema.get("items"), Mapping):
        yield from _leaves(root, schema["items"], f"{path}[]", depth, entered)
    if depth == MAX_DEPTH:
        return
    prefix = f"{path}." if path else ""
    for name, part in schema.get("properties", {}).items():
        yield from _leaves(root, part, f"{prefix}{name}", depth + 1, entered)
    values = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    for part in values:
        if isinstance(part, Mapping):
            yield from _leaves(root, part, f"{prefix}*", depth + 1, entered)


def _resolve(root: Schema, reference: str) -> Schema:
    """Return what a reference like `#/definitions/Tag` or `#/properties/Tags` names."""
    schema: Any = root
    for step in reference.removeprefix("#/").split("/"):
        schema = schema[step.replace("~1", "/").replace("~0", "~")]
    assert isinstance(schema, Mapping)
    return schema


if __name__ == "__main__":
    sys.exit(main())
