"""Ids, names and ARNs of another kind than their property takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.cloudformation import formats
from tests.templates import data

TYPES = {
    "Group": "AWS::EC2::SecurityGroup",
    "Subnet": "AWS::EC2::Subnet",
    "Topic": "AWS::SNS::Topic",
    "Role": "AWS::IAM::Role",
    "Key": "AWS::KMS::Key",
    "Bucket": "AWS::S3::Bucket",
    "Cluster": "AWS::ECS::Cluster",
    "Custom": "Custom::Lookup",
    "Stack": "AWS::CloudFormation::Stack",
}
HEX = "0123456789abcdef"


def given_to(resource_type: str, name: str, value: object) -> list[str]:
    return [one["message"] for one in formats.faults(resource_type, {name: value}, TYPES.get)]


def ref(address: str, attribute: str = "Ref") -> dict[str, str]:
    return {"$ref": address, "attribute": attribute}


@pytest.mark.parametrize(
    ("resource_type", "name", "value"),
    [
        ("AWS::EC2::Instance", "SubnetId", ref("Group")),
        ("AWS::EC2::Instance", "SubnetId", "sg-0123abcd"),
        ("AWS::EC2::Instance", "SubnetId", "private-a"),
        ("AWS::EC2::Instance", "ImageId", "ami-123456"),
        ("AWS::EC2::Instance", "SecurityGroupIds", [ref("Subnet")]),
        ("AWS::EC2::Instance", "SecurityGroups", [ref("Group", "GroupId")]),
        ("AWS::StepFunctions::StateMachine", "RoleArn", ref("Role")),
        ("AWS::StepFunctions::StateMachine", "RoleArn", "arn:aws:iam::123456789012:instance-profile/node"),
        ("AWS::RDS::EventSubscription", "SnsTopicArn", ref("Bucket", "Arn")),
        ("AWS::EC2::FlowLog", "LogGroupName", ref("Bucket", "Arn")),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups", [ref("Group"), ref("Group", "GroupName")]),
    ],
)  # fmt: skip
def test_another_kind_is_a_fault(resource_type: str, name: str, value: object) -> None:
    (message,) = given_to(resource_type, name, value)
    assert " is wanted here, not `" in message


@pytest.mark.parametrize(
    ("resource_type", "name", "value"),
    [
        ("AWS::MediaLive::Input", "InputSecurityGroups", ["1234567"]),
        ("AWS::EC2::Instance", "SubnetId", ref("Subnet")),
        ("AWS::EC2::Instance", "SubnetId", ref("Custom", "SubnetId")),
        ("AWS::EC2::Instance", "SubnetId", ref("Stack", "Outputs.Subnet")),
        ("AWS::EC2::Instance", "SubnetId", ref("Elsewhere")),
        ("AWS::EC2::Instance", "SubnetId", ""),
        ("AWS::EC2::Instance", "SubnetId", "${Network.Subnet}"),
        ("AWS::EC2::Instance", "SubnetId", {"$unknown": "a parameter", "kind": "parameter"}),
        ("AWS::EC2::Instance", "SecurityGroupIds", ["default", ref("Group")]),
        ("AWS::EC2::Instance", "ImageId", "resolve:ssm:/aws/service/ami"),
        ("AWS::StepFunctions::StateMachine", "RoleArn", ref("Role", "Arn")),
        ("AWS::StepFunctions::StateMachine", "RoleArn", "arn:aws-cn:iam::123456789012:role/path/node"),
        ("AWS::ECS::TaskDefinition", "TaskRoleArn", ref("Role")),
        ("AWS::Logs::LogGroup", "LogGroupName", ref("Cluster")),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups", [ref("Group"), ref("Group", "GroupId")]),
    ],
)  # fmt: skip
def test_what_may_be_of_the_kind_is_none(resource_type: str, name: str, value: object) -> None:
    assert given_to(resource_type, name, value) == []


@given(st.text(HEX, min_size=1, max_size=20))
def test_ids_have_eight_or_seventeen_digits(digits: str) -> None:
    found = given_to("AWS::EC2::Instance", "SubnetId", f"subnet-{digits}")
    assert bool(found) == (len(digits) not in (8, 17))


def test_a_fault_stands_at_its_element(tmp_path: Path) -> None:
    resources = data(
        tmp_path,
        """\
        Resources:
          Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-0123abcd, CidrBlock: 10.0.0.0/24}}
          Balancer:
            Type: AWS::ElasticLoadBalancingV2::LoadBalancer
            Properties:
              SecurityGroups:
                - sg-0123abcd
                - !Ref Subnet
        """,
    )["resources"]
    (fault,) = [one for one in resources["Balancer"]["faults"] if one["kind"] == "format"]
    assert fault["attribute"] == "SecurityGroups[1]"
    assert fault["message"].endswith("not `Ref` of Subnet (AWS::EC2::Subnet)")
