"""What CDK adds to a stack by itself.

The names are those in the source of aws-cdk-lib 2.276: what is written is `resourceType`, `uuid` and `lambdaPurpose`
of the custom resources that its own constructs use, and the singletons that serve them. That version marks the latter
in the metadata; in 2.100, which has the same names, only their IDs tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

METADATA = "AWS::CDK::Metadata"
# Those on log groups are left out: a log group may be the user's.
_HANDLERS = tuple(
    "aws:cdk:is-custom-resource-handler-" + name
    for name in ("customResourceProvider", "singleton", "runtime-family")
)

# Helpers that constructs add. Those that stand for something of the user's are not among them: Custom::AWS is a call
# that the user writes, Custom::AWSCDK-EKS-Cluster a cluster, Custom::AWSCDKOpenIdConnectProvider a provider.
_TYPES = frozenset(
    f"Custom::{name}"
    for name in (
        "AWSCDKCfnJson",
        "AWSCDKCfnJsonStringify",
        "CDKBucketDeployment",
        "CloudwatchLogResourcePolicy",
        "CrossRegionExportReader",
        "CrossRegionExportWriter",
        "CrossRegionStringParameterReader",
        "DeleteExistingRecordSet",
        "DescribeCognitoUserPoolClient",
        "DynamoDBReplica",
        "ECRAutoDeleteImages",
        "ElasticsearchAccessPolicy",
        "LogRetention",
        "OpenSearchAccessPolicy",
        "S3AutoDeleteObjects",
        "S3BucketNotifications",
        "SyntheticsAutoDeleteUnderlyingResources",
        "UserPoolCloudFrontDomainName",
        "VpcRestrictDefaultSG",
    )
)

_PROVIDED = (
    r"Custom(?:AWSCDKOpenIdConnectProvider|CrossAccountZoneDelegation|CrossRegionExport(?:Reader|Writer)"
    r"|CrossRegionStringParameterReader|DeleteExistingRecordSet|ECRAutoDeleteImages|S3AutoDeleteObjects"
    r"|SyntheticsAutoDeleteUnderlyingResources|VpcRestrictDefaultSG)|AWSCDKCfnUtilsProvider"
    r"|AWSCDKTriggerCustomResourceProvider"
)
_UUIDS = "|".join(
    (
        "679f53fac002430cb0da5b7982bd2287",  # AwsCustomResource
        "aae0aa3c5b4d4f87b02d85b201efdd8a",  # LogRetention
        "050a0587b7544547bf325f094a3db834",  # notifications of a bucket
        "8693bb64968944b69aafb0cc9eb8756c",  # BucketDeployment
        "e2f8cf6b1b0f4b3f9a2c6f1f5b6d4a71",  # copy of an object
        "8693bb64968944b69aafb0cc9eb8757c",  # EMR containers
        "224e77f9a32e4b4dac32983477abba16",  # SES DropSpam
        "8a0c93f3dbef4b71ac137aaf2048ce7e",  # call of AWS in another region
        "b4cf1abd4e4f4bc699441af7ccd9ec37",  # AwsApi as the target of an event
        "f4f556a4ef7a49cd8036c5b0567376fd",  # the role of EvaluateExpression
    )
)
# A logical ID begins with the segments of the path from the stack on, of which it has the letters and digits.
_KNOWN = re.compile(
    rf"(?:{_PROVIDED})CustomResourceProvider|[A-Za-z]*(?i:{_UUIDS})|Eval[0-9a-f]{{32}}"
    r"|awscdkaws(?:dynamodb|eks|eksv2|gluealpha)[A-Z]\w*Provider"
)
# The version of CDK, and what `custom_resources.Provider` puts around the functions of the user.
_SEGMENTS = frozenset(
    {
        "CDKMetadata",
        "framework-onEvent",
        "framework-isComplete",
        "framework-onTimeout",
        "waiter-state-machine",
    }
)
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9]")
# What other stacks refer to, and what the helpers need in the place where they are used.
_ADDED = re.compile(
    r"/(?:Exports|Publish)/Output\{|/Notifications/HandlerPolicy/"
    r"|/SourceTableAttachedManagedPolicy-\w*awscdkawsdynamodbReplicaProvider"
)
_CLASSES = frozenset({"aws-cdk-lib.CustomResourceProviderBase", "aws-cdk-lib.custom_resources.Provider"})

_BOOTSTRAP_TYPE = "AWS::SSM::Parameter::Value<String>"
_REFERENCE = re.compile(r"referenceto[A-Z0-9]\w*\Z")
_ASSET = re.compile(r"AssetParameters[0-9a-f]{64}")


def is_handler(metadata: str) -> bool:
    """Whether metadata of that type marks what serves custom resources of CDK."""
    return metadata in _HANDLERS


def is_framework_type(kind: str) -> bool:
    """Whether resources of a type are only made by CDK."""
    return kind == METADATA or kind in _TYPES


def is_known_id(logical_id: str) -> bool:
    """Whether a logical ID is that of something of CDK's, or inside of it."""
    return _KNOWN.match(logical_id) is not None


def _is_known_segment(segment: str) -> bool:
    return segment in _SEGMENTS or is_known_id(_NOT_IN_IDS.sub("", segment))


def is_framework_path(
    path: str, stack: str, class_of: Callable[[str], str | None], handlers: Collection[str]
) -> bool:
    """Whether what is at a path, below the stack at another, is one of CDK's helpers or inside one."""
    place = path
    while place and place != stack:
        outer, _, segment = place.rpartition("/")
        if place in handlers or class_of(place) in _CLASSES or _is_known_segment(segment):
            return True
        place = outer
    return _ADDED.search(path) is not None


def is_framework_parameter(name: str, declaration: object) -> bool:
    """Whether a parameter or a rule of a template is CDK's.

    Those are the version of the bootstrap stack with the rule on it, the places of assets in old versions, and what a
    nested stack gets from the one around it.
    """
    if not isinstance(declaration, Mapping):
        return False
    if "Assertions" in declaration:
        return name == "CheckBootstrapVersion"
    kind, description = declaration.get("Type"), str(declaration.get("Description", ""))
    if kind == _BOOTSTRAP_TYPE:
        return name == "BootstrapVersion" or description.endswith("[cdk:skip]")
    return kind == "String" and bool(
        _ASSET.match(name) or (_REFERENCE.match(name) and set(declaration) == {"Type"})
    )
