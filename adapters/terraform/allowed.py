"""Holds the values of arguments against what CloudFormation's schemas allow of the properties that they become.

The provider's schema, as Terraform shows it, tells types and no values: most of what is refused is refused when the
provider runs, or by AWS. Both have their lists from the same services as CloudFormation. Where one of the two takes
more than CloudFormation does, it stands here; that the rest is the same was tried on several thousand resources that
are known to deploy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from adapters import paths
from adapters.cloudformation import schema
from adapters.model import Attribute, Fault

_LISTENER = "AWS::ElasticLoadBalancingV2::Listener"

# What a value is; what is missing or stands together is the provider's own to say.
_OF_VALUES = frozenset({"enum", "limit", "pattern", "version"})

# Words and numbers that a property may be besides.
_TAKEN_TOO: Mapping[tuple[str, str], frozenset[Any]] = {
    # An imported certificate.
    ("AWS::CertificateManager::Certificate", "ValidationMethod"): frozenset({"NONE"}),
    # No reservation: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function
    ("AWS::Lambda::Function", "ReservedConcurrentExecutions"): frozenset({-1}),
    # https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/s3_bucket_versioning
    ("AWS::S3::Bucket", "VersioningConfiguration.Status"): frozenset({"Disabled"}),
    # CloudFormation alone cannot create these.
    # https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
    ("AWS::SSM::Parameter", "Type"): frozenset({"SecureString"}),
    ("AWS::SSM::Parameter", "DataType"): frozenset({"aws:ssm:integration"}),
    # No encryption, which CloudFormation says by leaving it out.
    ("AWS::Kinesis::Stream", "StreamEncryption.EncryptionType"): frozenset({"NONE"}),
}

# Where the provider takes less than CloudFormation's schema lists.
_TAKEN_ALONE: Mapping[tuple[str, str], tuple[str, ...]] = {
    # https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudtrail
    ("AWS::CloudTrail::Trail", "EventSelectors[].DataResources[].Type"): (
        "AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::S3::Object",
    ),
}  # fmt: skip

# Words that the provider takes in upper and in lower case: judged is who writes them as the service does.
_IN_ANY_CASE: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("AWS::AmazonMQ::Broker", "AuthenticationStrategy"): str.lower,
    ("AWS::AmazonMQ::Broker", "DeploymentMode"): str.upper,
    ("AWS::AmazonMQ::Broker", "EngineType"): str.upper,
    ("AWS::AmazonMQ::Broker", "StorageType"): str.upper,
    ("AWS::ApiGateway::DomainName", "RoutingMode"): str.upper,
    ("AWS::ElastiCache::User", "Engine"): str.lower,
    ("AWS::ElastiCache::UserGroup", "Engine"): str.lower,
    (_LISTENER, "DefaultActions[].AuthenticateCognitoConfig.OnUnauthenticatedRequest"): str.lower,
    (_LISTENER, "DefaultActions[].AuthenticateOidcConfig.OnUnauthenticatedRequest"): str.lower,
    (_LISTENER, "Protocol"): str.upper,
    (f"{_LISTENER}Rule", "Actions[].AuthenticateCognitoConfig.OnUnauthenticatedRequest"): str.lower,
    (f"{_LISTENER}Rule", "Actions[].AuthenticateOidcConfig.OnUnauthenticatedRequest"): str.lower,
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "HealthCheckProtocol"): str.upper,
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Protocol"): str.upper,
    ("AWS::Kinesis::Stream", "StreamEncryption.EncryptionType"): str.upper,
    ("AWS::Route53::HealthCheck", "HealthCheckConfig.Type"): str.upper,
}

# Properties of which more is taken than the schema says.
_NOT_JUDGED = frozenset(
    {
        # A version without its patch takes the newest.
        ("AWS::DocDB::DBCluster", "EngineVersion"),
        # With full stops: https://github.com/hashicorp/terraform-provider-aws/pull/33704
        ("AWS::RDS::DBClusterParameterGroup", "DBClusterParameterGroupName"),
        ("AWS::RDS::DBParameterGroup", "DBParameterGroupName"),
        # With hyphens: https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateKeySigningKey.html
        ("AWS::Route53::KeySigningKey", "Name"),
        # With an underscore: https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html
        ("AWS::WAFv2::IPSet", "Description"),
        ("AWS::WAFv2::RegexPatternSet", "Description"),
        ("AWS::WAFv2::RuleGroup", "Description"),
        ("AWS::WAFv2::WebACL", "Description"),
        # Without the time of the day.
        ("AWS::S3::Bucket", "LifecycleConfiguration.Rules[].ExpirationDate"),
        ("AWS::S3::Bucket", "LifecycleConfiguration.Rules[].Transitions[].TransitionDate"),
    }
)


def faults(
    resource_type: str, properties: Mapping[str, Any], attributes: Mapping[str, Attribute]
) -> list[Fault]:
    """Return the values that somebody wrote and that are refused; nothing for a type that is not known."""
    known = [
        fault
        for fault in schema.faults_of_values(resource_type, properties)
        if fault["kind"] in _OF_VALUES
        and attributes.get(fault["attribute"], {}).get("state") == "written"
        and not _is_taken(resource_type, fault, paths.value(properties, paths.steps(fault["attribute"])))
    ]
    return [*known, *_of_fewer(resource_type, properties, attributes)]


def _of_fewer(
    resource_type: str, properties: Mapping[str, Any], attributes: Mapping[str, Attribute]
) -> Iterator[Fault]:
    """What is refused where the provider has a list of its own."""
    for path, attribute in attributes.items():
        words = _TAKEN_ALONE.get((resource_type, paths.pattern(path)))
        if words is None or attribute["state"] != "written":
            continue
        text = paths.value(properties, paths.steps(path))
        if isinstance(text, str) and "${" not in text and text not in words:
            taken = ", ".join(f"`{word}`" for word in words)
            yield {"kind": "enum", "attribute": path, "message": f"`{text[:80]}` is none of {taken}"}


def _is_taken(resource_type: str, fault: Fault, value: Any) -> bool:
    """Whether the provider takes a value all the same; what is empty or zero is to it as if it was not written."""
    place = (resource_type, paths.pattern(fault["attribute"]))
    if not value or place in _NOT_JUDGED or place in _TAKEN_ALONE:
        return True
    if place in _IN_ANY_CASE and str(value) != _IN_ANY_CASE[place](str(value)):
        return True
    return not isinstance(value, list | dict) and value in _TAKEN_TOO.get(place, ())
