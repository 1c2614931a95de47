"""The provider's schema: what is in it, and that the tool makes it from either form of its source."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.terraform import provider

TOOL = Path(provider.__file__).parents[3] / "tools" / "compact_provider_schema.py"


def test_version() -> None:
    assert provider.version() == "5.100.0"


def test_arguments() -> None:
    bucket = provider.resource("aws_s3_bucket")
    assert bucket is not None
    assert bucket.attributes["acl"].deprecated
    assert "arn" in bucket.attributes
    assert "arn" not in bucket.arguments
    assert {"bucket", "cors_rule"} <= {*bucket.writable()}
    rule = bucket.blocks["cors_rule"]
    assert not rule.single
    assert rule.body.attributes["allowed_methods"].required
    assert str(rule.body.attributes["allowed_methods"].type) == "list(string)"


def test_objects() -> None:
    group = provider.resource("aws_security_group")
    assert group is not None
    ingress = group.attributes["ingress"].type
    assert ingress.object is not None
    assert "cidr_blocks" in ingress.object.attributes


def test_what_is_not_there() -> None:
    assert provider.resource("aws_no_such_thing") is None
    assert provider.data_source("aws_no_such_thing") is None
    assert provider.data_source("aws_ami") is not None


def test_every_type_is_decoded() -> None:
    assert len(provider.types()) > 1500
    assert len(provider.types("data")) > 600
    for type in provider.types():
        body = provider.resource(type)
        assert body is not None
        assert body.attributes or body.blocks
    assert all(provider.data_source(type) is not None for type in provider.types("data"))


def test_the_file_is_small() -> None:
    assert Path(provider.__file__).with_name("aws.json.gz").stat().st_size < 600_000


# The tool

STRING = {"type": "string"}
BLOCK = {"attributes": {"n": {"type": "number", "optional": True}}}
EXCERPT: dict[str, Any] = {
    "provider": "hashicorp/aws",
    "version": "1.2.3",
    "resources": {
        "aws_x": {
            "attributes": {
                "old": {**STRING, "optional": True, "deprecated": "use new"},
                "new": {**STRING, "required": True},
                "items": {"type": ["list", ["object", {"a": "string", "b": ["set", "number"]}]], "computed": True},
            },
            "blocks": {
                "one": {"nesting": "list", "max": 1, "block": BLOCK},
                "two": {"nesting": "set", "min": 1, "block": BLOCK},
            },
        }
    },
    "data_sources": {},
}  # fmt: skip


def compacted(folder: Path, schema: Any, *options: str) -> bytes:
    """What the tool makes of a schema."""
    source, out = folder / "schema.json", folder / "out.json.gz"
    source.write_text(json.dumps(schema), encoding="utf-8")
    subprocess.run([sys.executable, TOOL, source, out, *options], check=True, capture_output=True)
    return out.read_bytes()


def raw(body: Any) -> Any:
    """A body as Terraform writes it."""
    if isinstance(body, dict):
        other = {"blocks": "block_types", "nesting": "nesting_mode", "max": "max_items", "min": "min_items"}
        return {other.get(key, key): raw(inner) for key, inner in body.items()}
    return body


def test_both_forms_give_the_same_bytes(tmp_path: Path) -> None:
    blocks = {name: {"version": 0, "block": raw(body)} for name, body in EXCERPT["resources"].items()}
    whole = {"resource_schemas": blocks, "data_source_schemas": {}}
    terraform = {"format_version": "1.0", "provider_schemas": {"registry.terraform.io/hashicorp/aws": whole}}
    assert compacted(tmp_path, EXCERPT) == compacted(tmp_path, terraform, "--version", "1.2.3")
    with pytest.raises(subprocess.CalledProcessError):
        compacted(tmp_path, terraform)


@pytest.fixture
def own_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[bytes]:
    """Has the loader read what the tool makes of the excerpt."""
    content = compacted(tmp_path, EXCERPT)
    monkeypatch.setattr(provider, "_FILE", str(tmp_path / "out.json.gz"))
    caches = (provider._schema, provider._body, provider._type)
    for one in caches:
        one.cache_clear()
    yield content
    for one in caches:
        one.cache_clear()


def test_compact_form_is_read_back(own_schema: bytes) -> None:
    lines = gzip.decompress(own_schema).decode().splitlines()
    assert json.loads(lines[0]) == {"provider": "hashicorp/aws", "version": "1.2.3"}
    assert sum(line.startswith("{") for line in lines[1:]) == 3, "the two blocks have the same body"
    body = provider.resource("aws_x")
    assert body is not None
    assert body.attributes["old"].deprecation == "use new"
    assert [*body.arguments] == ["new", "old"]
    assert body.blocks["one"].single
    assert body.blocks["two"].required
    inner = body.attributes["items"].type.object
    assert inner is not None
    assert str(inner.attributes["b"].type) == "set(number)"
