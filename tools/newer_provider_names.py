"""Writes the names that a newer AWS provider accepts, as `adapters/terraform/provider/newer.py` reads them.

    npm pack @cdktn/provider-aws@VERSION && tar xzf cdktn-provider-aws-VERSION.tgz
    python tools/newer_provider_names.py package adapters/terraform/provider/aws-6.json.gz

The package holds CDKTF bindings that were generated from a provider's schema; `@cdktf/provider-aws` has the same
form. Read is its manifest, `.jsii`: a JSON object of which `types` has

    classes     {base: "cdktn.TerraformResource" or "cdktn.TerraformDataSource", docs, initializer}: `docs` names the
                type ("Represents a {@link .../docs/resources/instance aws_instance}."), and the initializer's
                parameter `config` is of the interface that describes what a configuration may write;
    interfaces  {properties: [{name, type, docs, optional}]}: `docs` of a property has the name that Terraform
                knows it by ("{@link .../docs/resources/instance#user_data Instance#user_data}"), which is not always
                the property's in snake case (`selfAttribute` is `self`), and `type` is of another interface for a
                nested block, or for an attribute that is an object, within a collection or a union if need be.

Interfaces have no member for what is only exported. They do not tell blocks from attributes that are objects.

The result is text, gzipped, with one line each for the head, for every body, and for every type:

    {"package": NAME, "package_version": TEXT, "provider": "hashicorp/aws", "version": TEXT, "made": TEXT}
    {"a": "name name ...", "o": "name name ...", "u": "id", "b": {"name": BODY, ...}}
    resource TYPE BODY
    data TYPE BODY

A body's number is its place among the bodies' lines, and bodies that are the same are written once. It has `a`rguments
with nothing inside them; `o`pen ones, of which the bindings do not tell the names inside (`any`), or how deep they go
(an interface within itself), or whose names are the user's (maps); what is `u`ndecided; and names with a `b`ody.

The generator writes an optional `id` for every type of the provider's older kind, whether or not a configuration may
set it: it is left out of resources, which get theirs from AWS, and undecided in data sources, of which some look for
it. Where it is required, it is an argument.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]

KINDS = {"TerraformResource": "resource", "TerraformDataSource": "data"}
MADE = "tools/newer_provider_names.py, of the package's manifest (.jsii)"
_TYPE = re.compile(r"\{@link \S+ (aws_\w+)\}")
_MEMBER = re.compile(r"\{@link \S+#(\w+) \w+#\1\}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="the folder of the unpacked bindings")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.write_bytes(packed(options.package))
    return 0


def packed(package: Path) -> bytes:
    """Return the compact form, with the same bytes for the same package."""
    bodies = Bodies(_manifest(package)["types"])
    types = [f"{kind} {name} {number}" for kind, name, number in sorted(bodies.all())]
    text = "\n".join([_json(_head(package)), *bodies.lines, *types]) + "\n"
    content = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    # The tenth byte tells the operating system, or that it is not known, by the version of Python.
    return content[:9] + b"\xff" + content[10:]


def _head(package: Path) -> Json:
    content = json.loads((package / "package.json").read_bytes())
    # Forks have the provider under their own name, and under that of what they are forks of.
    provider = content["cdktf"]["provider"]
    return {
        "package": content["name"],
        "package_version": content["version"],
        "provider": provider["name"].removeprefix("registry.terraform.io/"),
        "version": provider["version"],
        "made": MADE,
    }


def _manifest(package: Path) -> Json:
    manifest: Json = json.loads((package / ".jsii").read_bytes())
    if manifest.get("schema") == "jsii/file-redirect":
        manifest = json.loads(gzip.decompress((package / manifest["filename"]).read_bytes()))
    return manifest


@dataclass
class Bodies:
    """The bodies of types and of what is nested in them, each once, by the place among the lines."""

    declared: Json
    lines: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def all(self) -> Iterator[tuple[str, str, int]]:
        """Yield the kind, the name and the body's number of every resource type and data source."""
        for _, declared in sorted(self.declared.items()):
            kind = KINDS.get(declared.get("base", "").rpartition(".")[2])
            if kind is not None:
                yield kind, _only(_TYPE, declared), self._top(kind, self._config(declared))

    def _config(self, declared: Json) -> str:
        """Return the interface of what a configuration may write in a resource or a data source."""
        (found,) = (one for one in declared["initializer"]["parameters"] if one["name"] == "config")
        return str(found["type"]["fqn"])

    def _top(self, kind: str, interface: str) -> int:
        body = self._body(interface)
        # What requires an `id` does so of its own accord.
        if any(one["name"] == "id" and one.get("optional") for one in self._properties(interface)):
            body["a"].remove("id")
            if kind == "data":
                body["u"] = ["id"]
        return self._number(body)

    def _properties(self, interface: str) -> list[Json]:
        # What has nothing but meta-arguments has no interface of its own.
        properties: list[Json] = self.declared.get(interface, {}).get("properties", [])
        return properties

    def _body(self, interface: str, around: tuple[str, ...] = ()) -> dict[str, Any]:
        body: dict[str, Any] = {"a": [], "o": [], "b": {}}
        around = (*around, interface)
        for one in self._properties(interface):
            name = _only(_MEMBER, one)
            inner = self._inner(one["type"])
            if isinstance(inner, str) and inner not in around:
                body["b"][name] = self._number(self._body(inner, around))
            else:
                body["o" if inner else "a"].append(name)
        return body

    def _number(self, body: Json) -> int:
        content = {
            key: dict(sorted(part.items())) if isinstance(part, Mapping) else " ".join(sorted(part))
            for key, part in body.items()
            if part
        }
        line = _json(content)
        number = self.numbers.setdefault(line, len(self.lines))
        if number == len(self.lines):
            self.lines.append(line)
        return number

    def _inner(self, kind: Json) -> str | bool:
        """Return the interface of what is inside a value, or whether anything may be."""
        if "fqn" in kind:
            return str(kind["fqn"]) if kind["fqn"] in self.declared else False
        if "collection" in kind:
            inner = self._inner(kind["collection"]["elementtype"])
            return True if kind["collection"]["kind"] == "map" else inner
        if "union" in kind:
            found = [self._inner(one) for one in kind["union"]["types"]]
            return next((one for one in found if one), False)
        return bool(kind["primitive"] in ("any", "json"))


def _only(link: re.Pattern[str], declared: Json) -> str:
    """Return what the one link of its kind names in the documentation."""
    docs = declared.get("docs", {})
    found = link.findall(f"{docs.get('summary', '')}\n{docs.get('remarks', '')}")
    if len(found) != 1:
        raise SystemExit(f"{declared.get('fqn', declared['name'])}: its documentation has {len(found)} names")
    return str(found[0])


def _json(content: Any) -> str:
    return json.dumps(content, separators=(",", ":"))


if __name__ == "__main__":
    sys.exit(main())
