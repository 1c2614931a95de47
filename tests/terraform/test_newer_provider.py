"""The names of the newer provider: the file that is shipped, and the tool that makes it of bindings."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.terraform import provider
from adapters.terraform.provider import newer
from adapters.terraform.provider.packed import Kind

TOOL = Path(__file__).parents[2] / "tools" / "newer_provider_names.py"


def test_it_is_of_the_major_version_after_the_schemas() -> None:
    assert newer.version().startswith("6.")
    assert provider.version().startswith("5.")


@pytest.mark.parametrize(
    ("kind", "type", "path"),
    [
        ("resource", "aws_sqs_queue", "region"),
        ("resource", "aws_ecs_service", "deployment_configuration.strategy"),
        ("resource", "aws_instance", "ebs_block_device.volume_type"),
        ("resource", "aws_instance", "cpu_options.nested_virtualization"),
        ("resource", "aws_security_group", "ingress.self"),
        ("resource", "aws_wafv2_web_acl_association", "web_acl_arn"),
        ("resource", "aws_wafv2_web_acl", "rule.action.count"),
        ("resource", "aws_s3_bucket_lifecycle_configuration", "rule.id"),
        (
            "resource",
            "aws_medialive_channel",
            "encoder_settings.video_descriptions.codec_settings.h264_settings",
        ),
        ("data", "aws_vpc", "filter.values"),
        ("data", "aws_cloudfront_distribution", "id"),
    ],
)
def test_what_it_accepts(kind: Kind, type: str, path: str) -> None:
    assert newer.accepts(kind, type, path.split(".")) is True


@pytest.mark.parametrize(
    ("kind", "type", "path"),
    [
        ("resource", "aws_eip", "vpc"),
        ("resource", "aws_instance", "cpu_core_count"),
        ("resource", "aws_api_gateway_deployment", "stage_name"),
        ("resource", "aws_iam_role", "region"),
        ("resource", "aws_instance", "ebs_block_device.volume_kind"),
        ("resource", "aws_instance", "ami.name"),
        ("resource", "aws_instance", "arn"),
        ("resource", "aws_sqs_queue", "id"),
        ("resource", "aws_sqs_queue", "id.name"),
        ("data", "aws_vpc", "id.name"),
        ("resource", "aws_simpledb_domain", "name"),
        ("data", "aws_sqs_queue", "delay_seconds"),
    ],
)
def test_what_it_does_not_accept(kind: Kind, type: str, path: str) -> None:
    assert newer.accepts(kind, type, path.split(".")) is False


@pytest.mark.parametrize(
    ("kind", "type", "path"),
    [
        ("resource", "aws_wafv2_web_acl", "rule.statement.geo_match_statement"),
        ("resource", "aws_wafv2_web_acl_rule", "statement.not_statement.statement.geo_match_statement"),
        ("resource", "aws_quicksight_dashboard", "definition.sheets.title"),
        ("resource", "aws_instance", "tags.Name"),
        ("data", "aws_vpc", "id"),
    ],
)
def test_what_the_bindings_do_not_say(kind: Kind, type: str, path: str) -> None:
    assert newer.accepts(kind, type, path.split(".")) is None


def test_timeouts_are_a_block_where_the_provider_has_it() -> None:
    assert newer.accepts("resource", "aws_instance", ["timeouts", "create"]) is True
    assert newer.accepts("resource", "aws_instance", ["timeouts", "creates"]) is False
    assert newer.accepts("resource", "aws_iam_policy", ["timeouts"]) is False


def test_what_terraform_itself_defines_is_accepted_and_not_looked_into() -> None:
    for name in ("count", "for_each", "provider", "depends_on", "lifecycle"):
        assert newer.accepts("resource", "aws_vpc", [name]) is True
        assert newer.accepts("data", "aws_vpc", [name]) is True
    for name in ("connection", "provisioner"):
        assert newer.accepts("resource", "aws_vpc", [name]) is True
        assert newer.accepts("data", "aws_vpc", [name]) is False
    assert newer.accepts("resource", "aws_vpc", ["lifecycle", "prevent_destroy"]) is None
    assert newer.accepts("resource", "aws_nothing", ["count"]) is False


def test_types() -> None:
    assert newer.has_type("resource", "aws_secretsmanager_tag")
    assert not newer.has_type("resource", "aws_opsworks_stack")
    assert newer.has_type("data", "aws_caller_identity")
    assert not newer.has_type("resource", "aws_caller_identity")
    assert newer.accepts("data", "aws_caller_identity", []) is True


def test_nearly_all_that_could_be_written_still_can() -> None:
    names = [
        (type, path)
        for type in provider.types()
        if newer.has_type("resource", type)
        for path in _writable(provider.resource(type))
        if path != ("id",)
    ]
    gone = [(type, path) for type, path in names if newer.accepts("resource", type, path) is False]
    assert len(names) > 25_000
    assert ("aws_launch_template", ("elastic_gpu_specifications",)) in gone
    # All of a removed block counts; what is lost through a mistake of the reading would be far more.
    assert len({(type, path[0]) for type, path in gone}) < 50


def _writable(body: provider.Body | None) -> Iterator[tuple[str, ...]]:
    assert body is not None
    for name in body.arguments:
        yield (name,)
    for name, block in body.blocks.items():
        yield (name,)
        yield from ((name, *path) for path in _writable(block.body))


def test_what_the_tool_reads(package: Path) -> None:
    head, *lines = gzip.decompress(_made(package)).decode().splitlines()
    assert json.loads(head) == {
        "package": "@example/provider-aws",
        "package_version": "1.2.3",
        "provider": "hashicorp/aws",
        "version": "6.7.8",
        "made": "tools/newer_provider_names.py, of the package's manifest (.jsii)",
    }
    bodies = [json.loads(line) for line in lines if line.startswith("{")]
    types = {tuple(line.split()[:2]): int(line.split()[2]) for line in lines if not line.startswith("{")}
    assert list(types) == [("data", "aws_queue"), ("data", "aws_topic"), ("resource", "aws_queue")]

    queue = bodies[types["resource", "aws_queue"]]
    assert {key: queue[key] for key in "ao"} == {"a": "name self", "o": "anything tags"}
    assert set(queue["b"]) == {"rule", "other_rule"}
    # Both are the same, whatever their interfaces are called; what is within itself is not followed.
    assert queue["b"]["rule"] == queue["b"]["other_rule"]
    assert bodies[queue["b"]["rule"]] == {"a": "id", "o": "rule"}

    assert bodies[types["data", "aws_queue"]] == {"a": "name", "u": "id"}
    assert bodies[types["data", "aws_topic"]] == {"a": "id"}
    assert len(bodies) == 4


def test_the_tool_writes_the_same_bytes_again_and_reads_a_gzipped_manifest(package: Path) -> None:
    before = _made(package)
    content = (package / ".jsii").read_bytes()
    (package / ".jsii.gz").write_bytes(gzip.compress(content))
    redirect = {"schema": "jsii/file-redirect", "compression": "gzip", "filename": ".jsii.gz"}
    (package / ".jsii").write_text(json.dumps(redirect))
    assert _made(package) == before


def test_the_tool_stops_at_a_member_without_a_name(package: Path) -> None:
    manifest = json.loads((package / ".jsii").read_bytes())
    manifest["types"]["p.queue.QueueConfig"]["properties"][0]["docs"] = {"summary": "A member."}
    (package / ".jsii").write_text(json.dumps(manifest))
    result = _run(package)
    assert result.returncode != 0
    assert result.stderr == "name: its documentation has 0 names\n"
    assert not (package / "names.json.gz").exists()


def _made(package: Path) -> bytes:
    result = _run(package)
    assert result.returncode == 0, result.stderr
    return (package / "names.json.gz").read_bytes()


def _run(package: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOL), str(package), str(package / "names.json.gz")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


_TEXT = {"primitive": "string"}
_RESOLVABLE = {"fqn": "cdktf.IResolvable"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Bindings of one resource and two data sources, as the generator writes them."""
    rules = {
        "union": {
            "types": [
                _RESOLVABLE,
                {"collection": {"kind": "array", "elementtype": {"fqn": "p.queue.QueueRule"}}},
            ]
        }
    }
    types = {
        "p.queue.Queue": _class("TerraformResource", "resources/queue", "p.queue.QueueConfig"),
        "p.queue.QueueConfig": _interface(
            _member("name", _TEXT),
            _member("id", _TEXT, optional=True),
            _member("self", {"union": {"types": [{"primitive": "boolean"}, _RESOLVABLE]}}, "selfAttribute"),
            _member("tags", {"collection": {"kind": "map", "elementtype": _TEXT}}, optional=True),
            _member("anything", {"primitive": "any"}),
            _member("rule", rules),
            _member("other_rule", {"fqn": "p.queue.QueueOtherRule"}, "otherRule", block=True),
        ),
        "p.queue.QueueRule": _interface(_member("id", _TEXT, optional=True), _member("rule", rules)),
        "p.queue.QueueOtherRule": _interface(
            _member("id", _TEXT, optional=True), _member("rule", {"primitive": "any"})
        ),
        "p.queue.QueueRuleList": {"kind": "class", "base": "cdktf.ComplexList"},
        "p.dataAwsQueue.DataAwsQueue": _class(
            "TerraformDataSource", "data-sources/queue", "p.dataAwsQueue.Config"
        ),
        "p.dataAwsQueue.Config": _interface(_member("name", _TEXT), _member("id", _TEXT, optional=True)),
        "p.dataAwsTopic.DataAwsTopic": _class(
            "TerraformDataSource", "data-sources/topic", "p.dataAwsTopic.Config"
        ),
        "p.dataAwsTopic.Config": _interface(_member("id", _TEXT)),
        "p.provider.AwsProvider": {"kind": "class", "base": "cdktf.TerraformProvider"},
    }
    (tmp_path / ".jsii").write_text(json.dumps({"schema": "jsii/0.10.0", "types": types}))
    described = {"name": "registry.terraform.io/hashicorp/aws", "version": "6.7.8"}
    (tmp_path / "package.json").write_text(
        json.dumps({"name": "@example/provider-aws", "version": "1.2.3", "cdktf": {"provider": described}})
    )
    return tmp_path


def _class(base: str, page: str, config: str) -> dict[str, Any]:
    name = f"aws_{os.path.basename(page)}"
    return {
        "kind": "class",
        "base": f"cdktf.{base}",
        "docs": {"summary": f"Represents a {{@link https://example.com/docs/{page} {name}}}."},
        "initializer": {
            "parameters": [{"name": "id", "type": _TEXT}, {"name": "config", "type": {"fqn": config}}]
        },
    }


def _interface(*members: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "interface", "properties": list(members)}


def _member(
    name: str, type: dict[str, Any], written: str = "", *, optional: bool = False, block: bool = False
) -> dict[str, Any]:
    link = (
        f"Docs at Terraform Registry: {{@link https://example.com/docs/resources/queue#{name} Queue#{name}}}"
    )
    docs = {"summary": f"{name} block.", "remarks": link} if block else {"summary": f"{link}."}
    return {"name": written or name, "type": type, "docs": docs, **({"optional": True} if optional else {})}
