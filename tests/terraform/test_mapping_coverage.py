"""What the rules read has to come from some Terraform argument, as far as Terraform has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adapters.terraform.mapping import tables
from adapters.terraform.mapping.tables import Argument, Entry
from stackgrade import ruleset
from tests.terraform.test_mapping_cloudformation import place
from tests.terraform.test_mapping_tables import types_of

RULES = [rule for rule in ruleset.load().rules.values() if "terraform" in rule.languages]
LIFECYCLE = {
    "DeletionPolicy", "UpdateReplacePolicy", "DependsOn", "CreationPolicy", "UpdatePolicy", "ForceDestroy",
    "InstanceRefresh",
}  # fmt: skip

# Terraform types that reports on faulty configurations name.
REPORTED = (Path(__file__).parent / "data" / "reported_types.txt").read_text(encoding="utf-8").split()

# What rules name and no table has, with the reason.
NO_TABLE = {
    "AWS::IAM::Policy": "inline policies are AWS::IAM::RolePolicy, UserPolicy and GroupPolicy",
    "AWS::DynamoDB::GlobalTable": "a global table is an aws_dynamodb_table with replicas, so AWS::DynamoDB::Table",
    "AWS::SNS::TopicInlinePolicy": "an aws_sns_topic_policy is an AWS::SNS::TopicPolicy",
    "AWS::SecretsManager::SecretTargetAttachment": "the provider has no such resource, nor what it does",
    "aws_ami": "CloudFormation has no resource for an image",
}

# Properties that rules read and no argument gives: `type.property`, with all below it, and the reason.
NO_ARGUMENT = {
    "AWS::ApiGateway::Deployment.StageDescription": "the settings of a stage are in resources beside the deployment",
    "AWS::ApplicationAutoScaling::ScalingPolicy.ScalingTargetId": "policies name what they scale by its ResourceId",
    "AWS::CertificateManager::Certificate.DomainValidationOptions.HostedZoneId": "an aws_route53_record confirms it",
    "AWS::CloudFront::Distribution.DistributionConfig.CNAMEs": "the provider has the aliases only",
    "AWS::EC2::SecurityGroupIngress.GroupName": "rules name their group by its id",
    "AWS::ElastiCache::ReplicationGroup.PrimaryClusterId": "the provider makes no group of an existing cluster",
    "AWS::IAM::Group.Policies": "inline policies of a group are AWS::IAM::GroupPolicy",
    "AWS::IAM::User.Policies": "inline policies of a user are AWS::IAM::UserPolicy",
    "AWS::KinesisFirehose::DeliveryStream.S3DestinationConfiguration": "the provider has the extended destination only",
    "AWS::Lambda::Function.Code.ZipFile": "the provider takes packages; the code in them is beside the document's data",
    "AWS::RDS::DBCluster.AutoMinorVersionUpgrade": "the provider has it for the instances of a cluster only",
    "AWS::RDS::DBCluster.PubliclyAccessible": "the provider has it for the instances of a cluster only",
    "AWS::RDS::DBInstance.SourceRegion": "the provider has it for clusters only",
    "AWS::SNS::Topic.Subscription": "a subscription is always an aws_sns_topic_subscription",
}


def named_types() -> list[str]:
    """Every type that is the subject of a rule, or that one looks at beside it."""
    named = {type for rule in RULES for type in rule.types}
    beside = {companion.partition(".")[0] for rule in RULES for companion in rule.companions}
    return sorted(type for type in named | beside if type.startswith("AWS::"))


@pytest.mark.parametrize("type", [type for type in named_types() if type not in NO_TABLE])
def test_every_type_of_a_rule_has_a_table(type: str) -> None:
    assert type in reached()


@pytest.mark.parametrize("type", [type for type in REPORTED if type not in NO_TABLE])
def test_every_reported_type_has_a_table(type: str) -> None:
    assert tables.entry(type) is not None


def read_properties() -> list[str]:
    """Every property that a rule reads, as `type.path`."""
    found = {companion for rule in RULES for companion in rule.companions if "." in companion}
    for rule in RULES:
        for path in (*rule.attributes, *rule.presence):
            found |= {f"{type}.{path}" for type in rule.types if type.startswith("AWS::") and has(type, path)}
    return sorted(path for path in found if path.partition(".")[0] not in NO_TABLE)


def has(type: str, path: str) -> bool:
    """Whether a type has a property: a rule on several types names what only some of them have."""
    found = place(type)
    for name in path.split("."):
        found = found.at(name.removesuffix("[]")) if found is not None else None
        if found is not None and name.endswith("[]"):
            found = found.items
    return found is not None


def excuse(read: str) -> str | None:
    return next((path for path in NO_ARGUMENT if f"{read}.".replace("[]", "").startswith(f"{path}.")), None)


@pytest.mark.parametrize("read", [path for path in read_properties() if excuse(path) is None])
def test_every_property_that_a_rule_reads_has_an_argument(read: str) -> None:
    assert is_reached(read)


def test_exceptions_are_needed() -> None:
    assert {excuse(path) for path in read_properties() if not is_reached(path)} == set(NO_ARGUMENT)
    assert set(NO_TABLE) <= {*named_types(), *REPORTED}
    assert not any(type in reached() or tables.entry(type) for type in NO_TABLE)


def is_reached(read: str) -> bool:
    """Whether an argument gives a property, a part of it, or all that it is a part of."""
    type, _, path = read.replace("[]", "").removesuffix(".*").partition(".")
    if path.partition(".")[0] in LIFECYCLE:
        return True
    known = reached().get(type, {})
    above = [path[:end] for end, character in enumerate(path) if character == "."]
    below = any(name.startswith(f"{path}.") for name in known)
    return (
        path in known or below or any(known[name] or is_open(read, name) for name in above if name in known)
    )


def is_open(read: str, above: str) -> bool:
    """Whether what a property is a part of may have members of any name."""
    found = place(read.partition(".")[0])
    for name in above.split("."):
        found = found.at(name) if found is not None else None
        found = found.items if found is not None and found.items is not None else found
    return found is not None and not found.properties


@cache
def reached() -> Mapping[str, Mapping[str, bool]]:
    """The properties of each type that arguments give, and whether each stands for all that is below it."""
    found: dict[str, dict[str, bool]] = {}
    for name in tables.types():
        entry = tables.entry(name)
        assert entry is not None
        for type, paths in given(entry):
            known = found.setdefault(type, {})
            for path, whole in paths:
                known[path] = known.get(path, False) or whole
    return found


Paths = Iterable[tuple[str, bool]]


def given(entry: Entry) -> Iterator[tuple[str, Paths]]:
    """Yield each type that an entry makes, or adds to, with the properties that it gives."""
    own = [*inside(entry.arguments), *constants(entry.content), *spread(entry.content.get("spread", {}))]
    for type in types_of(entry.type):
        yield type, own
    for child in entry.content.get("children", ()):
        link = child["link"].removesuffix("[]")
        paths = [(link, False), *inside(tables.arguments(child["arguments"])), *constants(child)]
        yield from ((type, paths) for type in types_of(child["type"]))
    parent = tables.entry(entry.parent_type or "")
    if entry.into is not None and parent is not None:
        for holder in types_of(entry.into.get("property")) or [""]:
            paths = [(joined(holder, path), whole) for path, whole in own]
            yield from ((type, [(holder, False), *paths]) for type in types_of(parent.type))


def inside(arguments: Mapping[str, Argument], above: str = "") -> Iterator[tuple[str, bool]]:
    for argument in arguments.values():
        path = joined(above, argument.to)
        yield path, argument.conversion not in (None, "plain")
        yield from ((joined(above, beside), True) for beside in argument.beside)
        yield from inside(argument.arguments, path)
        yield from ((joined(path, target), False) for target in argument.spread.values())


def constants(content: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    for key in ("defaults", "constants"):
        yield from ((path, True) for path in content.get(key, {}))


def spread(content: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    choices = content["values"].values() if content.keys() == {"argument", "values"} else [content]
    yield from ((target, False) for choice in choices for target in choice.values())


def joined(above: str, path: str) -> str:
    return f"{above}.{path}" if above and path else above or path
