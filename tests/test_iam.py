"""What IAM's lists say of policies, in resources as the document has them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import iam

OPEN = {"$unknown": "parameter X has no default"}
ALLOW = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}


def policy(*statements: Any, **more: Any) -> dict[str, Any]:
    return {"PolicyDocument": {"Version": "2012-10-17", "Statement": [*statements]} | more}


def said(resource_type: str, properties: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (fault["attribute"].removeprefix("PolicyDocument."), fault["message"])
        for fault in iam.faults(resource_type, properties)
    ]


@pytest.mark.parametrize(
    ("statement", "place", "message"),
    [
        ({"Action": "s3:GetObject", "Resource": "*"}, "Statement[0]", "the statement has no `Effect`"),
        (ALLOW | {"Effect": "allow"}, "Statement[0].Effect", "the effect is Allow or Deny, not `allow`"),
        ({"Effect": "Allow", "Resource": "*"}, "Statement[0]", "the statement has no `Action`"),
        ({"Effect": "Allow", "Action": "*"}, "Statement[0]", "the statement has no `Resource`"),
        (ALLOW | {"NotAction": "s3:*"}, "Statement[0]", "the statement has both `Action` and `NotAction`"),
        (ALLOW | {"Conditions": {}}, "Statement[0].Conditions", "a statement has no member `Conditions`"),
        (
            ALLOW | {"Principal": "*"},
            "Statement[0].Principal",
            "`Principal` cannot stand here: the policy is about whom it is attached to",
        ),
        (ALLOW | {"Sid": "read it"}, "Statement[0].Sid", "`read it` is no Sid: letters and digits only"),
        (
            ALLOW | {"Condition": {"StringIs": {"aws:userid": "x"}}},
            "Statement[0].Condition",
            "there is no condition operator `StringIs`",
        ),
        (
            ALLOW | {"Action": "GetObject"},
            "Statement[0].Action",
            "`GetObject` is no action: `service:Action` is",
        ),
        (
            ALLOW | {"Action": ["s3:GetObjekt"]},
            "Statement[0].Action[0]",
            "there is no action `s3:GetObjekt` (as of 2026-10); `s3:GetObject` is one",
        ),
        (
            ALLOW | {"Action": "dynamo:GetItem"},
            "Statement[0].Action",
            "there is no service `dynamo` (as of 2026-10); `dynamodb` is one",
        ),
    ],
)
def test_faults_of_a_statement(statement: dict[str, Any], place: str, message: str) -> None:
    assert said("AWS::IAM::ManagedPolicy", policy(statement)) == [(place, message)]


@pytest.mark.parametrize(
    "statement",
    [
        ALLOW | {"Action": ["S3:getobject", "s3:Get*", "s3:?etObject", "autoscaling:List*", "*"]},
        ALLOW | {"Action": ["SNS:Publish", "SNS:Receive"]},
        ALLOW | {"Action": ["${Service}:Get*", OPEN], "Effect": OPEN, "Condition": OPEN},
        ALLOW
        | {"Condition": {"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": "x"}, "Null": {"aws:x": True}}},
        OPEN,
    ],
)
def test_what_is_right_or_open_is_no_fault(statement: dict[str, Any]) -> None:
    assert said("AWS::IAM::ManagedPolicy", policy(statement)) == []


def test_faults_of_a_document() -> None:
    found = said(
        "AWS::IAM::ManagedPolicy", policy(ALLOW | {"Sid": "A"}, ALLOW | {"Sid": "A"}, Version="2012-10-18")
    )
    assert found == [
        ("Version", "the version of a policy is 2012-10-17"),
        ("Statement[1].Sid", "two statements have the Sid `A`"),
    ]
    assert said("AWS::IAM::ManagedPolicy", {"PolicyDocument": {}}) == [
        ("PolicyDocument", "the policy has no `Statement`")
    ]


def test_a_trust_policy_is_about_the_role() -> None:
    role = {
        "AssumeRolePolicyDocument": {
            "Statement": [TRUST | {"Resource": "*"}, TRUST | {"Principal": {"Service": "lambda"}}]
        }
    }
    assert [message for _, message in said("AWS::IAM::Role", role)] == [
        "`Resource` cannot stand here: the policy is about the role",
        "`lambda` is no service: `lambda.amazonaws.com` may be",
    ]


def test_a_policy_of_a_resource_names_who() -> None:
    assert said("AWS::S3::BucketPolicy", policy(ALLOW)) == [
        ("Statement[0]", "the statement has no `Principal`")
    ]
    queue = policy({"Effect": "Allow", "Action": "sqs:SendMessage", "Principal": {"AWS": "shop"}})
    assert said("AWS::SQS::QueuePolicy", queue) == [
        ("Statement[0].Principal.AWS", "`shop` is no principal: an ARN, an account or `*` is")
    ]


def test_only_iam_is_strict_about_what_a_statement_is_called() -> None:
    statement = ALLOW | {"Principal": "*", "Sid": "__default_statement_ID"}
    for resource_type in ("AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy"):
        assert said(resource_type, policy(statement)) == []
    twice = said("AWS::SQS::QueuePolicy", policy(statement, statement))
    assert twice == [("Statement[1].Sid", "two statements have the Sid `__default_statement_ID`")]


@pytest.mark.parametrize(
    ("arn", "message"),
    [
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", None),
        ("arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess", None),
        ("arn:aws:iam::123456789012:policy/own", None),
        (
            "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole",
            "AWS has no policy `AWSLambdaBasicExecutionRole` (as of 2026-08); "
            "`service-role/AWSLambdaBasicExecutionRole` is one",
        ),
        ("arn:aws:iam::aws:policy/AWSLambdaFullAccess", "AWS has withdrawn `AWSLambdaFullAccess`"),
        (
            "arn:aws:iam::aws:policy/aws-service-role/AWSConfigServiceRolePolicy",
            "`AWSConfigServiceRolePolicy` is for a role that AWS makes itself",
        ),
    ],
)
def test_policies_of_aws(arn: str, message: str | None) -> None:
    found = [text for _, text in said("AWS::IAM::Role", {"ManagedPolicyArns": [arn]})]
    assert found == ([message] if message else [])


def test_reach_is_what_could_be_limited() -> None:
    statements = [
        ALLOW | {"Action": ["s3:GetObject", "s3:ListAllMyBuckets", "xray:PutTraceSegments", "iam:passrole"]},
        ALLOW | {"Resource": "arn:aws:s3:::shop/*"},
        ALLOW | {"Effect": "Deny"},
        ALLOW | {"Action": "sts:Get*Identity"},
    ]
    assert iam.reach("AWS::IAM::Policy", policy(*statements)) == [
        {
            "attribute": "PolicyDocument.Statement[0]",
            "actions": [
                {"name": "iam:PassRole", "level": "Permissions management"},
                {"name": "s3:GetObject", "level": "Read"},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("resource", "names"),
    [
        ("arn:aws:s3:::*", ["s3:GetObject"]),
        ("arn:${AWS::Partition}:s3:::*/*", ["s3:GetObject"]),
        ("arn:aws:dynamodb:*:*:table/*", ["dynamodb:GetItem"]),
        ("arn:aws:s3:::shop/*", []),
        ("arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*", []),
    ],
)
def test_reach_sees_every_resource_of_a_service(resource: str, names: list[str]) -> None:
    statement = ALLOW | {"Action": ["s3:GetObject", "dynamodb:GetItem"], "Resource": resource}
    found = iam.reach("AWS::IAM::Policy", policy(statement))
    assert [action["name"] for one in found for action in one["actions"]] == names


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just(OPEN) | st.just("s3:*"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "Statement",
                    "Effect",
                    "Action",
                    "Resource",
                    "Principal",
                    "Condition",
                    "Sid",
                    "AWS",
                    "Service",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(VALUES, st.sampled_from(["AWS::IAM::Role", "AWS::IAM::Policy", "AWS::SQS::QueuePolicy"]))
def test_any_value_can_stand_for_a_policy(value: Any, resource_type: str) -> None:
    properties = {
        "PolicyDocument": value,
        "Policies": value,
        "AssumeRolePolicyDocument": value,
        "ManagedPolicyArns": value,
    }
    for fault in iam.faults(resource_type, properties):
        assert fault["kind"] in ("policy", "action", "aws_policy")
    iam.reach(resource_type, properties)
