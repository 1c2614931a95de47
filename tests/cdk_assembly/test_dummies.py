"""Look-ups that were not made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.cdk.dummies import dummies
from tests.cdk_assembly.assemblies import Folder


@pytest.mark.parametrize(
    ("provider", "properties", "text", "what"),
    [
        ("availability-zones", {}, "dummy1c", "availability zones"),
        ("vpc-provider", {}, "vpc-12345", "a VPC"),
        ("vpc-provider", {}, "p-67890", "a VPC"),
        ("ami", {}, "ami-1234", "a machine image"),
        ("hosted-zone", {"dummyValue": {"Id": "DUMMY", "Name": "example.com"}}, "DUMMY", "a hosted zone"),
        ("ssm", {"parameterName": "/a/b"}, "dummy-value-for-/a/b", "an SSM parameter"),
        ("ssm", {"parameterName": "/a/b", "dummyValue": "the default"}, "the default", "an SSM parameter"),
        ("security-group", {}, "sg-12345678", "a security group"),
        ("key-provider", {}, "1234abcd-12ab-34cd-56ef-1234567890ab", "a KMS key"),
        (
            "load-balancer",
            {"loadBalancerType": "network"},
            "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/network/my-load-balancer/50dc6c495c0c9188",
            "a load balancer",
        ),
        (
            "cc-api-provider",
            {"dummyValue": [{"Arn": "arn:${Token[AWS.Partition.3]}:iam::1:role/DUMMY_ARN"}]},
            ":iam::1:role/DUMMY_ARN",
            "a resource by the Cloud Control API",
        ),
        ("brand-new", {"dummyValue": {"a": ["invented"]}}, "invented", "a value"),
    ],
)
def test_reasons(provider: str, properties: dict[str, Any], text: str, what: str) -> None:
    found = dummies([{"key": "k", "provider": provider, "props": properties}])
    assert found[text] == f"the look-up of {what} was not made"


def test_what_stands_in_templates_by_chance_is_no_dummy() -> None:
    value = [{"Identifier": "TEST", "Endpoint.Port": "54321", "on": True, "none": None}]
    assert dummies([{"provider": "cc-api-provider", "props": {"dummyValue": value}}]) == {}
    assert "example.com" not in dummies(
        [{"provider": "hosted-zone", "props": {"dummyValue": {"Name": "example.com"}}}]
    )


def test_only_the_look_ups_that_are_listed() -> None:
    assert dummies([]) == {}
    assert set(dummies([{"provider": "ami"}])) == {"ami-1234"}
    assert dummies([None, 1, {}, {"provider": 3}, {"provider": "ssm", "props": []}]) == {}


def test_of_an_assembly_with_its_stages(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    stage = folder.stage("Prod")
    stage.manifest["missing"] = [{"key": "k", "provider": "ami", "props": {}}]
    stage.write()
    assert folder.read().missing == {"ami-1234": "the look-up of a machine image was not made"}
