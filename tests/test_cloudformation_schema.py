"""Properties against CloudFormation's own schemas."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.cloudformation import schema
from adapters.entries import Entries

ROOT = Path(__file__).parents[1]
DATA = ROOT / "adapters" / "cloudformation" / "schema.json.gz"


def found(resource_type: str, properties: dict[str, Any]) -> set[tuple[str, str]]:
    return {(fault["kind"], fault["attribute"]) for fault in schema.faults(resource_type, properties)}


def test_the_data_is_what_the_tool_writes(tmp_path: Path) -> None:
    out = tmp_path / "schema.json.gz"
    tool = ROOT / "tools" / "compact_cloudformation_schema.py"
    subprocess.run([sys.executable, str(tool), str(out)], check=True)
    assert out.read_bytes() == DATA.read_bytes(), "run tools/compact_cloudformation_schema.py"


@pytest.fixture(scope="module")
def words_of_today(tmp_path_factory: pytest.TempPathFactory) -> Entries:
    """What the tool writes with the description of the services that is installed, which may be newer."""
    out = tmp_path_factory.mktemp("words") / "words.json"
    subprocess.run([sys.executable, str(ROOT / "tools" / "service_words.py"), str(out)], check=True)
    return Entries(out)


@pytest.mark.parametrize("resource_type", schema._WORDS.keys)
def test_words_are_of_properties_that_the_schema_has_none_for(
    words_of_today: Entries, resource_type: str
) -> None:
    known = schema._SCHEMAS.get(resource_type)
    today = {tuple(entry["path"]): entry["schema"] for entry in words_of_today.get(resource_type)}
    entries = schema._WORDS.get(resource_type)
    assert today.keys() == {tuple(entry["path"]) for entry in entries}, "run tools/service_words.py"
    for entry in entries:
        found = known
        for name in entry["path"]:
            found = found["items"] if name == "*" else found["properties"][name]
            if "$ref" in found:
                found = known["definitions"][found["$ref"].rpartition("/")[2]]
        assert not found.keys() & {"enum", "enumCaseInsensitive"}, entry["path"]
        for kind, words in entry["schema"].items():
            assert set(words) <= set(today[tuple(entry["path"])][kind]), "run tools/service_words.py"


QUEUE = "AWS::SQS::Queue"
TRAIL = {"IsLogging": True, "S3BucketName": "trail"}


@pytest.mark.parametrize(
    ("resource_type", "name", "meant"),
    [
        (QUEUE, "QueueNam", "QueueName"),
        ("AWS::Config::ConfigurationRecorder", "RoleArn", "RoleARN"),
        ("AWS::RDS::DBInstance", "DbName", "DBName"),
    ],
)
def test_the_property_that_must_be_meant_is_named(resource_type: str, name: str, meant: str) -> None:
    messages = {fault["message"] for fault in schema.faults(resource_type, {name: "a"})}
    assert f"there is no property `{name}`; `{meant}` is one" in messages


def test_what_is_misspelt_is_not_missing_as_well() -> None:
    recorder = {"RoleArn": "arn:aws:iam::594812743051:role/config"}
    (fault,) = schema.faults("AWS::Config::ConfigurationRecorder", recorder)
    assert (fault["kind"], fault["attribute"]) == ("property", "RoleArn")


@pytest.mark.parametrize(
    ("resource_type", "properties", "expected"),
    [
        (QUEUE, {"QueueNam": "a"}, {("property", "QueueNam")}),
        (QUEUE, {"Arn": "a"}, {("read_only", "Arn")}),
        (
            "AWS::RDS::DBCluster",
            {"Endpoint": {"Port": "5432"}, "MasterUserSecret": {"KmsKeyId": "alias/db", "SecretArn": "a"}},
            {("read_only", "Endpoint"), ("read_only", "MasterUserSecret.SecretArn")},
        ),
        (
            "AWS::EFS::FileSystem",
            {"ReplicationConfiguration": {"Destinations": [{"Region": "eu-west-1", "Status": "ENABLED"}]}},
            {("read_only", "ReplicationConfiguration.Destinations[0].Status")},
        ),
        # A rule of its own knows of these.
        ("AWS::RDS::DBCluster", {"Engine": "aurora-postgresql", "MasterUsername": "admin"}, set()),
        (QUEUE, {"Tags": [{"Key": "a", "Value": "b", "Vlaue": "b"}]}, {("property", "Tags[0].Vlaue")}),
        (QUEUE, {"DelaySeconds": 901}, {("limit", "DelaySeconds")}),
        (QUEUE, {"DelaySeconds": "soon"}, {("type", "DelaySeconds")}),
        (QUEUE, {"FifoQueue": {"a": 1}}, {("type", "FifoQueue")}),
        (QUEUE, {"Tags": {"a": "b"}}, {("type", "Tags")}),
        ("AWS::CloudTrail::Trail", {"S3BucketName": "trail"}, {("required", "IsLogging")}),
        ("AWS::SSM::Parameter", {"Type": "SecureString", "Value": "a"}, {("enum", "Type")}),
        ("AWS::Logs::LogGroup", {"LogGroupName": "a b"}, {("pattern", "LogGroupName")}),
        ("AWS::EC2::SecurityGroup", {}, {("required", "GroupDescription")}),
        (
            "AWS::SNS::Topic",
            {"Subscription": [{"Protocol": "mail", "Endpoint": "a"}]},
            {("enum", "Subscription[0].Protocol")},
        ),
        ("AWS::RDS::DBCluster", {"Engine": "Aurora-MySQL", "StorageType": "gp2"}, {("enum", "StorageType")}),
        ("AWS::Lambda::LayerVersion", {"Content": "./layer"}, set()),
        (
            "AWS::GuardDuty::Detector",
            {"Enable": True, "DataSources": {"S3Logs": {"Enable": True}}, "Features": []},
            {("combination", "DataSources")},
        ),
    ],
)
def test_what_cloudformation_refuses(
    resource_type: str, properties: dict[str, Any], expected: set[tuple[str, str]]
) -> None:
    assert found(resource_type, properties) == expected


def test_a_truth_value_is_named_once() -> None:
    properties = {"Engine": "postgres", "KmsKeyId": "alias/db", "StorageEncrypted": False}
    (fault,) = schema.faults("AWS::RDS::DBInstance", properties)
    assert fault["message"] == "`false` is not `true`"


OPEN = {"$unknown": "it is open", "kind": "parameter", "expression": "${X}"}


@pytest.mark.parametrize(
    ("resource_type", "properties"),
    [
        (QUEUE, {"DelaySeconds": "900", "FifoQueue": "true", "QueueName": 7}),
        (QUEUE, {"DelaySeconds": OPEN, "Tags": OPEN, "RedrivePolicy": '{"maxReceiveCount": 3}'}),
        (QUEUE, {"Tags": [{"$ref": "X", "attribute": "Y"}]}),
        ("AWS::CloudTrail::Trail", {**TRAIL, "IsLogging": OPEN}),
        ("AWS::SSM::Parameter", {"Type": "${Type}", "Value": "{{resolve:ssm:a}}"}),
        ("AWS::SSM::Parameter", {"Type": "String", "Value": "a", "Tags": {"Any": "name"}}),
        ("AWS::Logs::LogGroup", {"LogGroupName": "${Prefix} b"}),
        ("AWS::RDS::DBInstance", {"MasterUserPassword": "hu********"}),
        ("Custom::Thing", {"Anything": [1]}),
        ("AWS::CloudFormation::CustomResource", {"ServiceToken": "a", "Other": 1}),
    ],
)
def test_what_is_open_or_taken_is_no_fault(resource_type: str, properties: dict[str, Any]) -> None:
    assert found(resource_type, properties) == set()


@pytest.mark.parametrize(
    ("engine", "version", "is_there"),
    [
        ("aurora-mysql", "8.0", True),
        ("aurora-mysql", "5.7.12", False),
        ("postgres", "17", True),
        ("mysql", "8.4", True),
        ("MySQL", "8.4", True),
        ("mysql", "5.5.62", False),
        ("postgres", "14.7", False),
        ("postgres", "99.1", False),
        ("postgres", "${Version}", True),
        ("postgres", "", True),
    ],
)
def test_versions_of_engines(engine: str, version: str, is_there: bool) -> None:
    found = schema.faults_of_values("AWS::RDS::DBInstance", {"Engine": engine, "EngineVersion": version})
    versions = [fault["attribute"] for fault in found if fault["kind"] == "version"]
    assert versions == ([] if is_there else ["EngineVersion"])


@pytest.mark.parametrize(
    ("engine", "version", "newest"),
    [
        ("postgres", "14.7", r"14\.\d+"),
        ("MySQL", "8.0.25", r"8\.0\.\d+"),
        ("mysql", "5.7.33", r"5\.7\.44-rds\.\d+"),
        ("aurora-mysql", "8.0.mysql_aurora.3.01.0", r"8\.0\.mysql_aurora\.3\.\d+\.\d+"),
    ],
)
def test_a_version_that_is_gone_is_told_with_the_newest_like_it(
    engine: str, version: str, newest: str
) -> None:
    (fault,) = schema.faults_of_values("AWS::RDS::DBInstance", {"Engine": engine, "EngineVersion": version})
    assert re.match(rf"{engine} {version} cannot be created, {newest} can, by", fault["message"])


def test_of_a_major_version_that_is_gone_none_is_told() -> None:
    (fault,) = schema.faults_of_values(
        "AWS::RDS::DBInstance", {"Engine": "postgres", "EngineVersion": "9.3.1"}
    )
    assert fault["message"].startswith("postgres 9.3.1 cannot be created, by the versions of")


def test_attributes() -> None:
    assert schema.gives(QUEUE, "Arn")
    assert not schema.gives(QUEUE, "Url")
    assert schema.gives("AWS::CloudFormation::Stack", "Outputs.Anything")
    assert schema.gives("AWS::CloudFormation::CustomResource", "Anything")
    assert schema.gives("Custom::Thing", "Anything")


def _patterns(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        if isinstance(content.get("pattern"), str):
            yield content["pattern"]
        yield from content.get("patternProperties", ())
        for inner in content.values():
            yield from _patterns(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from _patterns(inner)


def test_no_form_is_looked_for_without_end() -> None:
    """This test ends: a form that can be cut up in many ways would take longer than anybody waits."""
    forms = {form for one in map(schema.of, schema._SCHEMAS.keys) for form in _patterns(one)}
    assert len(forms) > 1000
    for piece in ("a", "1", "/", "a/", "a-", "a.", "a ", "a:", "-", "_", "a,", "~0", "=", "${a}", "*", "1."):
        for end in ("!", "\n!", "~x", ":", "\0"):
            text = piece * (46 // len(piece)) + end
            assert all(schema._matches(form, text) in (True, False) for form in forms)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
NAMES = sorted(schema.of("AWS::ECS::TaskDefinition")["properties"])  # type: ignore[index]  # it is known


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), VALUES, max_size=4))
def test_any_value_is_looked_at(properties: dict[str, Any]) -> None:
    for fault in schema.faults("AWS::ECS::TaskDefinition", properties):
        assert fault["message"]


def test_one_of_several_properties_is_wanted() -> None:
    policy = {"PolicyName": "read", "PolicyDocument": {"Version": "2012-10-17", "Statement": []}}
    assert [fault["message"] for fault in schema.faults("AWS::IAM::Policy", policy)] == [
        "`Users` or `Groups` or `Roles` is required, and missing"
    ]
    assert schema.faults("AWS::IAM::Policy", {**policy, "Roles": ["reader"]}) == []


def test_a_list_that_is_a_set_has_nothing_twice() -> None:
    arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    trust = {"Version": "2012-10-17", "Statement": []}
    role = {"AssumeRolePolicyDocument": trust, "ManagedPolicyArns": [arn, arn]}
    (fault,) = schema.faults("AWS::IAM::Role", role)
    assert fault["attribute"] == "ManagedPolicyArns[1]"
