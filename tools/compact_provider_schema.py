"""Writes the compact form of a Terraform provider's schema that `adapters/terraform/provider` reads.

    terraform providers schema -json > schema.json
    python tools/compact_provider_schema.py schema.json adapters/terraform/provider/aws.json.gz --version 5.100.0

The schema may be Terraform's own output, which does not tell the provider's version, or an excerpt of it in the
form {provider, version, resources, data_sources} with {attributes, blocks}, which does; either may be gzipped.

The result is text, gzipped, with one JSON value per line. The first line is {provider, version}; line n + 2 is
body n; the last lines are `resource TYPE BODY` and `data TYPE BODY`. A body is an object

    {"a": {CODE: "name name ...", ...}, "b": {"name": [NESTING, MIN, MAX, BODY], ...}, "d": {"name": TEXT}, "x": true}

of attributes, nested blocks, what the schema says of deprecated attributes, if it does, and whether the whole is
deprecated. A code is the flags (`r`equired, `o`ptional, `c`omputed, `d`eprecated, `s`ensitive), a colon, and the
type: `s`tring, `n`umber, `b`ool, `d`ynamic; with its element's type behind it `l`ist, `t` for a set, or `m`ap; or
the number of a body for an object. Bodies that are the same are written once; without that the whole would be ten
times as big.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FLAGS = ("required", "optional", "computed", "deprecated", "sensitive")
SCALARS = {"string": "s", "number": "n", "bool": "b", "dynamic": "d"}
COLLECTIONS = {"list": "l", "set": "t", "map": "m"}

Json = Mapping[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("schema", type=Path, help="JSON, or JSON that is gzipped")
    parser.add_argument("out", type=Path)
    parser.add_argument("--provider", default="hashicorp/aws", help="of a schema of several providers")
    parser.add_argument("--version", help="of the provider, when the schema does not tell it")
    options = parser.parse_args()
    schema = excerpt(_read(options.schema), options.provider, options.version)
    options.out.write_bytes(packed(schema))
    return 0


def _read(path: Path) -> Json:
    content = path.read_bytes()
    schema: Json = json.loads(gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content)
    return schema


def excerpt(schema: Json, provider: str, version: str | None) -> Json:
    """Return {provider, version, resources, data_sources}, from Terraform's own output too."""
    if "provider_schemas" not in schema:
        return {**schema, "version": version or schema["version"]}
    if version is None:
        raise SystemExit("Terraform's own output does not tell the provider's version: --version is missing")
    found = schema["provider_schemas"][f"registry.terraform.io/{provider}"]
    return {
        "provider": provider,
        "version": version,
        "resources": {name: one["block"] for name, one in found["resource_schemas"].items()},
        "data_sources": {name: one["block"] for name, one in found["data_source_schemas"].items()},
    }


def packed(schema: Json) -> bytes:
    """Return the compact form, with the same bytes for the same schema."""
    bodies = Bodies()
    types = [
        f"{word} {name} {bodies.add(body)}"
        for word, kind in (("resource", "resources"), ("data", "data_sources"))
        for name, body in sorted(schema[kind].items())
    ]
    head = _json({"provider": schema["provider"], "version": schema["version"]})
    text = "\n".join([head, *bodies.lines, *types]) + "\n"
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


@dataclass
class Bodies:
    """The bodies of types, blocks and objects, each once; a body's number is its place among the lines."""

    lines: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, body: Json) -> int:
        """Return the number of a body: blocks and objects in it come before it."""
        attributes: dict[str, list[str]] = {}
        for name, attribute in sorted(body.get("attributes", {}).items()):
            attributes.setdefault(self._code(attribute), []).append(name)
        blocks = body.get("blocks", body.get("block_types", {}))
        texts = {
            name: attribute["deprecated"]
            for name, attribute in sorted(body.get("attributes", {}).items())
            if isinstance(attribute, Mapping) and isinstance(attribute.get("deprecated"), str)
        }
        content = {
            "a": {code: " ".join(names) for code, names in sorted(attributes.items())},
            "b": {name: self._block(block) for name, block in sorted(blocks.items())},
            "d": texts,
            "x": body.get("deprecated", False),
        }
        return self._number(_json({key: part for key, part in content.items() if part}))

    def _number(self, line: str) -> int:
        number = self.numbers.setdefault(line, len(self.lines))
        if number == len(self.lines):
            self.lines.append(line)
        return number

    def _block(self, block: Json) -> list[Any]:
        nesting = block.get("nesting", block.get("nesting_mode"))
        least = block.get("min", block.get("min_items", 0))
        most = block.get("max", block.get("max_items", 0))
        return [nesting, least, most, self.add(block["block"])]

    def _code(self, attribute: Any) -> str:
        flags = "".join(flag[0] for flag in FLAGS if attribute.get(flag))
        if "nested_type" in attribute:
            return f"{flags}:{self._nested(attribute['nested_type'])}"
        return f"{flags}:{self._type(attribute['type'])}"

    def _nested(self, nested: Json) -> str:
        """An attribute that is an object, or a collection of such, with flags of their own inside."""
        return COLLECTIONS.get(nested["nesting_mode"], "") + str(self.add(nested))

    def _type(self, kind: Any) -> str:
        """A type as Terraform writes it: "string", ["list", "string"], ["object", {...}]."""
        if isinstance(kind, str):
            return SCALARS[kind]
        word, inner = kind
        if word in COLLECTIONS:
            return COLLECTIONS[word] + self._type(inner)
        return str(self.add({"attributes": {name: {"type": member} for name, member in inner.items()}}))


def _json(content: Any) -> str:
    return json.dumps(content, separators=(",", ":"))


if __name__ == "__main__":
    sys.exit(main())
