"""What the framework made, and what the user did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.cdk.framework import is_framework_parameter
from tests.cdk_assembly.assemblies import Folder, construct, entry, marked, node, resource

LIBRARY = "aws-cdk-lib."
LAMBDA = "AWS::Lambda::Function"
UUID = "11111111222233334444555555555555"


def flag(
    folder: Path, path: str, kind: str = LAMBDA, classes: dict[str, str] | None = None, **metadata: Any
) -> bool:
    """Whether the resource at a path in the stack A counts as the framework's."""
    out = Folder(folder)
    more = {"/" + key.replace("__", "/"): value for key, value in metadata.items()}
    out.stack("A", {"X1": resource(kind)}, {f"/{path}": entry("X1"), **more})
    out.tree(*(node(place, LIBRARY + name) for place, name in (classes or {}).items()))
    return construct(out.read().stacks[0], "X1").framework


@pytest.mark.parametrize(
    "path",
    [
        "A/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/Resource",
        "A/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/ServiceRole/DefaultPolicy/Resource",
        "A/AWS679f53fac002430cb0da5b7982bd2287/Resource",
        "A/BucketNotificationsHandler050a0587b7544547bf325f094a3db834/Role/Resource",
        "A/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C512MiB/Resource",
        "A/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler",
        "A/Custom::CrossRegionExportWriterCustomResourceProvider/Role",
        "A/AWSCDK.TriggerCustomResourceProviderCustomResourceProvider/Handler",
        "A/@aws-cdk--aws-dynamodb.ReplicaProvider/OnEventHandler/ServiceRole/Resource",
        "A/@aws-cdk--aws-eks.KubectlProvider.NestedStack/@aws-cdk--aws-eks.KubectlProvider.NestedStackResource",
        "A/Eval41256dc5445742739ed917bc818694e5/Resource",
        "A/Mine/framework-onEvent/Resource",
        "A/Bucket/Notifications/HandlerPolicy/Resource",
        "A/T/SourceTableAttachedManagedPolicy-AawscdkawsdynamodbReplicaProviderOnEventHandler/Resource",
    ],
)
def test_known_ids(tmp_path: Path, path: str) -> None:
    assert flag(tmp_path, path)


@pytest.mark.parametrize(
    "kind",
    [
        "AWS::CDK::Metadata",
        "Custom::LogRetention",
        "Custom::S3AutoDeleteObjects",
        "Custom::VpcRestrictDefaultSG",
    ],
)
def test_types(tmp_path: Path, kind: str) -> None:
    assert flag(tmp_path, "A/Mine/Resource", kind)


@pytest.mark.parametrize("kind", ["customResourceProvider", "singleton", "runtime-family"])
def test_marked_handlers(tmp_path: Path, kind: str) -> None:
    assert flag(tmp_path, "A/New/Role/Resource", A__New=marked(kind))


@pytest.mark.parametrize("name", ["CustomResourceProviderBase", "custom_resources.Provider"])
def test_classes(tmp_path: Path, name: str) -> None:
    assert flag(tmp_path, "A/New/Handler/Resource", classes={"A/New": name})


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("A/Fn/Resource", LAMBDA),
        ("A/Thing/Default", "Custom::MyThing"),
        ("A/Thing/Default", "AWS::CloudFormation::CustomResource"),
        ("A/Custom::MyThingCustomResourceProvider/Handler", LAMBDA),
        (f"A/SingletonLambda{UUID}/Resource", LAMBDA),
        ("A/Call/Resource/Default", "Custom::AWS"),
        ("A/Call/CustomResourcePolicy/Resource", "AWS::IAM::Policy"),
        ("A/Cluster/Resource/Resource/Default", "Custom::AWSCDK-EKS-Cluster"),
        ("A/Fn/LogRetention", "AWS::Logs::LogGroup"),
    ],
)
def test_of_the_user(tmp_path: Path, path: str, kind: str) -> None:
    classes = {
        "A/Custom::MyThingCustomResourceProvider": "CustomResourceProvider",
        "A/Fn": "aws_lambda.Function",
    }
    assert not flag(tmp_path, path, kind, classes)


def test_log_group_of_the_user(tmp_path: Path) -> None:
    """It is marked when a handler of CDK writes to it."""
    assert not flag(tmp_path, "A/Logs/Resource", "AWS::Logs::LogGroup", A__Logs=marked("logGroup"))


BOOTSTRAP = {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/x/version"}
RULE = {
    "Assertions": [
        {"Assert": {"Fn::Not": []}, "AssertDescription": "CDK bootstrap stack version 6 required."}
    ]
}


@pytest.mark.parametrize(
    ("name", "declaration", "expected"),
    [
        ("BootstrapVersion", BOOTSTRAP, True),
        ("Other", BOOTSTRAP | {"Description": "Version of the CDK Bootstrap. [cdk:skip]"}, True),
        ("Other", BOOTSTRAP, False),
        ("BootstrapVersion", {"Type": "String"}, False),
        ("CheckBootstrapVersion", RULE, True),
        ("CheckRegion", RULE, False),
        (f"AssetParameters{'a' * 64}S3BucketD56A6BF4", {"Type": "String", "Description": "S3 bucket"}, True),
        ("referencetoNetworkVpcF1A2Ref", {"Type": "String"}, True),
        ("referencetoNetworkVpcF1A2Ref", {"Type": "String", "Default": "x"}, False),
        ("Size", {"Type": "Number"}, False),
        ("Size", None, False),
    ],
)
def test_parameters_and_rules(name: str, declaration: Any, expected: bool) -> None:
    assert is_framework_parameter(name, declaration) is expected


def test_elements_that_are_no_resources(tmp_path: Path) -> None:
    out = Folder(tmp_path)
    sections = {
        "Parameters": {"BootstrapVersion": BOOTSTRAP, "Size": {"Type": "Number"}},
        "Rules": {"CheckBootstrapVersion": RULE},
        "Conditions": {"CDKMetadataAvailable": {"Fn::Equals": [1, 1]}},
        "Outputs": {"ExportsOutputRefB": {"Value": "x"}},
    }
    metadata = {
        "/A/BootstrapVersion": entry("BootstrapVersion"),
        "/A/Size": entry("Size"),
        "/A/CheckBootstrapVersion": entry("CheckBootstrapVersion"),
        "/A/CDKMetadata/Condition": entry("CDKMetadataAvailable"),
        '/A/Exports/Output{"Ref":"B"}': entry("ExportsOutputRefB"),
    }
    out.stack("A", {}, metadata, sections=sections)
    constructs = out.read().stacks[0].constructs
    assert {key[1]: one.framework for key, one in constructs.items()} == {
        "BootstrapVersion": True,
        "Size": False,
        "CDKMetadataAvailable": True,
        "ExportsOutputRefB": True,
        "CheckBootstrapVersion": True,
    }
