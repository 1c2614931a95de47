"""What the tables make of a configuration: one case for each thing that a table can say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters import terraform
from adapters.model import Options
from adapters.terraform.mapping import tables
from adapters.terraform.mapping.translation import names_of, spread
from adapters.values import Reference, Value


def resources(folder: Path, text: str) -> dict[str, Any]:
    (folder / "main.tf").write_text(text, encoding="utf-8")
    (document,) = terraform.load(str(folder), Options())
    found: dict[str, Any] = document.data["resources"]
    return found


def properties(folder: Path, type: str, body: str) -> dict[str, Any]:
    found: dict[str, Any] = resources(folder, f'resource "{type}" "it" {{\n{body}\n}}')[f"{type}.it"][
        "properties"
    ]
    return found


def test_numbers_and_booleans_as_text(tmp_path: Path) -> None:
    found = properties(tmp_path, "aws_cloudwatch_log_group", 'retention_in_days = "30"')
    assert found == {"RetentionInDays": 30}
    found = properties(tmp_path, "aws_instance", 'monitoring = "true"')
    assert found == {"Monitoring": True}


def test_text_where_the_property_is_text(tmp_path: Path) -> None:
    body = "posix_user {\n uid = 1000\n gid = 1000\n secondary_gids = [1, 2]\n}"
    found = properties(tmp_path, "aws_efs_access_point", body)
    assert found["PosixUser"] == {"Uid": "1000", "Gid": "1000", "SecondaryGids": ["1", "2"]}


@pytest.mark.parametrize(
    ("argument", "kind"),
    [("vpc_id", "VPC"), ("subnet_id", "Subnet"), ("eni_id", "NetworkInterface")],
)
def test_with(tmp_path: Path, argument: str, kind: str) -> None:
    found = properties(tmp_path, "aws_flow_log", f'{argument} = "x-1"')
    assert found == {"ResourceId": "x-1", "ResourceType": kind}


@pytest.mark.parametrize(("written", "said"), [("true", True), ('"false"', False)])
def test_element_that_holds_the_value(tmp_path: Path, written: str, said: bool) -> None:
    found = properties(tmp_path, "aws_instance", f"associate_public_ip_address = {written}")
    assert found["NetworkInterfaces"] == [{"AssociatePublicIpAddress": said, "DeviceIndex": "0"}]


def test_elements_of_several_arguments(tmp_path: Path) -> None:
    found = properties(tmp_path, "aws_dynamodb_table", 'hash_key = "id"\nrange_key = "at"')
    assert found["KeySchema"] == [
        {"AttributeName": "id", "KeyType": "HASH"},
        {"AttributeName": "at", "KeyType": "RANGE"},
    ]


def test_element_inside_an_object(tmp_path: Path) -> None:
    body = 'logging_configuration {\n level = "ALL"\n log_destination = "arn:x:*"\n}'
    found = properties(tmp_path, "aws_sfn_state_machine", body)
    destination = {"CloudWatchLogsLogGroup": {"LogGroupArn": "arn:x:*"}}
    assert found["LoggingConfiguration"] == {"Level": "ALL", "Destinations": [destination]}


def test_text_attribute(tmp_path: Path) -> None:
    found = properties(tmp_path, "aws_lb", "enable_deletion_protection = true")
    assert {"Key": "deletion_protection.enabled", "Value": "true"} in found["LoadBalancerAttributes"]


PLAN = """
api_stages {
  api_id = "a"
  stage  = "s"
  throttle {
    path       = "/x/GET"
    rate_limit = "5"
  }
  throttle {
    path        = %s
    burst_limit = 7
  }
}
"""


def test_key(tmp_path: Path) -> None:
    found = properties(tmp_path, "aws_api_gateway_usage_plan", PLAN % '"/y/GET"')
    throttle = {"/x/GET": {"RateLimit": "5"}, "/y/GET": {"BurstLimit": 7}}
    assert found["ApiStages"] == [{"ApiId": "a", "Stage": "s", "Throttle": throttle}]


def test_key_that_is_open(tmp_path: Path) -> None:
    text = 'variable "path" {\n type = string\n}\n'
    text += f'resource "aws_api_gateway_usage_plan" "it" {{ {PLAN % "var.path"} }}'
    found = resources(tmp_path, text)["aws_api_gateway_usage_plan.it"]["properties"]
    assert "$unknown" in found["ApiStages"][0]["Throttle"]


def test_names_under_a_key() -> None:
    entry = tables.entry("aws_api_gateway_usage_plan")
    assert entry is not None
    names = dict(names_of(entry.arguments))
    assert names["ApiStages[].Throttle.*.RateLimit"] == "api_stages.throttle.rate_limit"


def test_spread_in_a_block(tmp_path: Path) -> None:
    text = """
    resource "aws_s3_bucket" "it" {}
    resource "aws_s3_bucket_notification" "it" {
      bucket = aws_s3_bucket.it.id
      queue {
        queue_arn = "arn:q"
        events    = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]
      }
    }
    """
    found = resources(tmp_path, text)["aws_s3_bucket.it"]["properties"]["NotificationConfiguration"]
    assert found["QueueConfigurations"] == [
        {"Queue": "arn:q", "Event": "s3:ObjectCreated:*"},
        {"Queue": "arn:q", "Event": "s3:ObjectRemoved:*"},
    ]


def test_spread_leaves_out_what_is_null() -> None:
    body = {"cidr_blocks": Value([Value("10.0.0.0/8", 1, 1)], 1, 1), "security_groups": Value(None, 1, 1)}
    targets = {"cidr_blocks": "CidrIp", "security_groups": "SourceSecurityGroupId"}
    found = spread(body, targets, Reference("aws_security_group.it", "Ref"))
    assert [{name: value.data for name, value in extra.items()} for extra in found] == [
        {"CidrIp": "10.0.0.0/8"}
    ]


def test_like(tmp_path: Path) -> None:
    found = resources(tmp_path, 'resource "aws_alb" "it" {\n internal = true\n}')["aws_alb.it"]
    assert found["type"] == "AWS::ElasticLoadBalancingV2::LoadBalancer"
    assert found["properties"]["Scheme"] == "internal"


@pytest.mark.parametrize(
    ("part", "parent"),
    [
        ("aws_s3_bucket_versioning", "aws_s3_bucket"),
        ("aws_iam_role_policy_attachment", "aws_iam_role"),
        ("aws_vpc_security_group_ingress_rule", "aws_security_group"),
        ("aws_s3_bucket", None),
    ],
)
def test_parent_type(part: str, parent: str | None) -> None:
    entry = tables.entry(part)
    assert entry is not None
    assert entry.parent_type == parent
