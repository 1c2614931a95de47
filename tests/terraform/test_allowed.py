"""Values of arguments against what CloudFormation's schemas allow of the properties that they become."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters import cloudformation, terraform
from adapters.cloudformation import schema
from adapters.model import Attribute, Options
from adapters.terraform import allowed, provider
from adapters.terraform.mapping import tables
from tests.terraform.configurations import document
from tests.terraform.test_mapping_cloudformation import place

OF_VALUES = ("enum", "limit", "pattern")


def found(folder: Path, text: str) -> set[tuple[str, str, str, int]]:
    """Address, attribute, kind and line of every fault of a value."""
    return {
        (address, fault["attribute"], fault["kind"], resource["attributes"][fault["attribute"]]["line"])
        for address, resource in document(folder, text).data["resources"].items()
        for fault in resource.get("faults", ())
    }


def test_what_is_refused_stands_where_it_is_written(tmp_path: Path) -> None:
    configuration = """\
    variable "runtime" {
      default = "python3.99"
    }
    resource "aws_lambda_function" "a" {
      runtime       = var.runtime
      architectures = ["arm"]
    }
    resource "aws_sqs_queue" "b" {
      message_retention_seconds = 9999999
    }
    resource "aws_s3_bucket" "c" {}
    resource "aws_s3_bucket_server_side_encryption_configuration" "c" {
      bucket = aws_s3_bucket.c.id
      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "AES-256"
        }
      }
    }
    resource "aws_cloudwatch_log_group" "d" {
      name              = "a b"
      retention_in_days = 42
    }
    """
    default = "ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault"
    assert found(tmp_path, configuration) == {
        ("aws_lambda_function.a", "Runtime", "enum", 5),
        ("aws_lambda_function.a", "Architectures[0]", "enum", 6),
        ("aws_sqs_queue.b", "MessageRetentionPeriod", "limit", 9),
        ("aws_s3_bucket.c", f"BucketEncryption.{default}.SSEAlgorithm", "enum", 16),
        ("aws_cloudwatch_log_group.d", "LogGroupName", "pattern", 21),
        ("aws_cloudwatch_log_group.d", "RetentionInDays", "enum", 22),
    }


@pytest.mark.parametrize(
    "resource",
    [
        'resource "aws_sqs_queue" "a" { delay_seconds = var.open }',
        'resource "aws_cloudwatch_log_group" "a" { name = "${var.open} b" }',
        'resource "aws_lambda_function" "a" { reserved_concurrent_executions = -1 }',
        'resource "aws_lambda_function" "a" { runtime = "" }',
        'resource "aws_cloudwatch_log_group" "a" { retention_in_days = 0 }',
        'resource "aws_lb_listener" "a" { protocol = "https" }',
        'resource "aws_elasticache_user" "a" { engine = "REDIS" }',
        'resource "aws_kinesis_stream" "a" { encryption_type = "NONE" }',
        'resource "aws_lb_trust_store" "a" { tags = {} }',
        'resource "aws_db_parameter_group" "a" { name = "postgres-16.3" }',
        'resource "aws_iam_role" "a" { managed_policy_arns = [local.arn, local.arn] }',
        'resource "aws_vpc_endpoint" "a" { dns_options { private_dns_only_for_inbound_resolver_endpoint = false } }',
        # Another provider's type of a name that is not in any table.
        'resource "aws_no_such_thing" "a" { type = "gp9" }',
    ],
)
def test_what_is_open_or_taken_is_no_fault(tmp_path: Path, resource: str) -> None:
    declared = 'variable "open" {}\nlocals { arn = "arn:aws:iam::aws:policy/ReadOnlyAccess" }\n'
    assert found(tmp_path, declared + resource) == set()


def test_a_default_of_the_table_is_not_what_somebody_wrote() -> None:
    record: Attribute = {"line": 1, "end_line": 1, "state": "default"}
    assert allowed.faults("AWS::SQS::Queue", {"DelaySeconds": 901}, {"DelaySeconds": record}) == []


@pytest.mark.parametrize(
    ("resource_type", "path"), sorted({*allowed._IN_ANY_CASE, *allowed._NOT_JUDGED, *allowed._TAKEN_TOO})
)
def test_what_is_left_out_is_a_property(resource_type: str, path: str) -> None:
    found = place(resource_type)
    for name in path.split("."):
        assert found is not None
        found = found.at(name.removesuffix("[]"))
        if name.endswith("[]"):
            assert found is not None
            found = found.items
    assert found is not None


# The same value of the same property in both languages


def _shared() -> dict[tuple[str, str], tuple[str, str, Any]]:
    """Arguments that become a property without a conversion, by type and name; and what CloudFormation says of it."""
    shared: dict[tuple[str, str], tuple[str, str, Any]] = {}
    for name in tables.types():
        table, body = tables.entry(name), provider.resource(name)
        known = schema.of(table.type) if table is not None and isinstance(table.type, str) else None
        if table is None or table.into or body is None or known is None:
            continue
        for argument, what in table.arguments.items():
            inner = known["properties"].get(what.to, {})
            is_plain = not (what.conversion or what.values or what.arguments or what.spread or what.beside)
            is_free = (table.type, what.to) not in {
                *allowed._IN_ANY_CASE,
                *allowed._NOT_JUDGED,
                *allowed._TAKEN_TOO,
            }
            if is_plain and is_free and argument in body.attributes and inner.keys() & CONSTRAINTS:
                shared[name, argument] = (table.type, what.to, inner)
    return shared


CONSTRAINTS = {"enum", "maximum", "maxLength", "minimum", "minLength", "pattern"}
SHARED = _shared()
# Nothing that a template of either language reads as more than text.
TEXT = st.text(st.characters(codec="ascii", exclude_characters="$%{}<>&\\\"'`~"), min_size=1, max_size=70)


@st.composite
def _written(draw: st.DrawFn) -> tuple[str, str, Any]:
    source_type, argument = draw(st.sampled_from(sorted(SHARED)))
    inner = SHARED[source_type, argument][2]
    body = provider.resource(source_type)
    assert body is not None
    if body.attributes[argument].type.name == "number":
        edges = [inner[name] + off for name in ("minimum", "maximum") if name in inner for off in (-1, 0, 1)]
        numbers = st.integers(1, 10**6)
        value = draw(numbers | st.sampled_from(edges) if edges else numbers)
        return source_type, argument, value or 1
    words = [str(word) for word in inner.get("enum", ())]
    return source_type, argument, draw(st.sampled_from(words) | TEXT if words else TEXT)


def _of_values(resource: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (fault["kind"], fault["attribute"], fault["message"])
        for fault in resource.get("faults", ())
        if fault["kind"] in OF_VALUES
    }


@settings(max_examples=150, deadline=None)
@given(_written())
def test_the_same_value_is_refused_in_both_languages(written: tuple[str, str, Any]) -> None:
    source_type, argument, value = written
    resource_type, name, _ = SHARED[source_type, argument]
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "template.json")
        template.write_text(
            json.dumps({"Resources": {"a": {"Type": resource_type, "Properties": {name: value}}}}), "utf-8"
        )
        root = Path(folder, "root", "main.tf.json")
        root.parent.mkdir()
        root.write_text(json.dumps({"resource": {source_type: {"a": {argument: value}}}}), "utf-8")
        (ours,) = cloudformation.load(str(template), Options())
        (theirs,) = terraform.load(str(root.parent), Options())
    (one,) = ours.data["resources"].values()
    other = theirs.data["resources"][f"{source_type}.a"]
    assert _of_values(dict(one)) == _of_values(dict(other))


@pytest.mark.parametrize(
    ("word", "is_taken"),
    [("AWS::S3::Object", True), ("${var.kind}", True), ("AWS::S3::AccessPoint", False), ("S3", False)],
)
def test_where_the_provider_takes_fewer_values_it_has_its_own_list(
    tmp_path: Path, word: str, is_taken: bool
) -> None:
    configuration = f"""
    variable "kind" {{}}
    resource "aws_cloudtrail" "trail" {{
      s3_bucket_name = "logs"
      event_selector {{
        data_resource {{
          type   = "{word}"
          values = ["arn:aws:s3"]
        }}
      }}
    }}
    """
    trail = document(tmp_path, configuration).data["resources"]["aws_cloudtrail.trail"]
    messages = [fault["message"] for fault in trail.get("faults", ()) if fault["kind"] == "enum"]
    words = "`AWS::DynamoDB::Table`, `AWS::Lambda::Function`, `AWS::S3::Object`"
    assert messages == ([] if is_taken else [f"`{word}` is none of {words}"])
