"""What became of each failure between two versions of a stack, told from the two graded versions alone."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stackgrade import matching, profiles, ruleset, run
from stackgrade.matching import Change, Pair
from stackgrade.reports import Stack
from stackgrade.run import Settings
from stackgrade.traits import Traits

OPEN_DATABASE = "FC_EC2_008"  # a database port that is open to the world
UNENCRYPTED = "FC_RDS_001"
Compare = Callable[..., Change]

DATABASES = """
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties: {DBInstanceIdentifier: orders, Engine: postgres, StorageEncrypted: false, AllocatedStorage: 20}
  Reports:
    Type: AWS::RDS::DBInstance
    Properties: {DBInstanceIdentifier: reports, Engine: mysql, StorageEncrypted: false, AllocatedStorage: 500}
"""


@pytest.fixture
def settings() -> Settings:
    return Settings(profiles.built_in("production"), frozenset(ruleset.load().rules), comparable=True)


def stack(folder: Path, name: str, text: str, settings: Settings) -> Stack:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    (found,) = run.grade([str(path)], settings).stacks
    return found


def addresses(pairs: tuple[Pair, ...], rule_id: str) -> list[tuple[str | None, ...]]:
    """What a rule's findings are about, before and after."""
    return [
        tuple(one.resource.address if one else None for one in (pair.before, pair.after))
        for pair in pairs
        if pair.finding.rule_id == rule_id
    ]


@pytest.fixture
def change(tmp_path: Path, settings: Settings) -> Compare:
    def compared(before: str, after: str, *names: str) -> Change:
        names = names or ("before.yaml", "after.yaml")
        one, other = (
            stack(tmp_path, name, text, settings) for name, text in zip(names, (before, after), strict=True)
        )
        return matching.compare(one, other)

    return compared


def test_a_repaired_resource_is_fixed_and_the_other_one_remains(change: Compare) -> None:
    found = change(DATABASES, DATABASES.replace("StorageEncrypted: false", "StorageEncrypted: true", 1))
    assert addresses(found.fixed, UNENCRYPTED) == [("Orders", None)]
    assert addresses(found.remaining, UNENCRYPTED) == [("Reports", "Reports")]
    assert found.introduced == ()


def test_renamed_resources_keep_their_failures(change: Compare) -> None:
    renamed = DATABASES.replace("Orders:", "PrimaryStore:").replace("Reports:", "Warehouse:")
    found = change(DATABASES, renamed)
    assert addresses(found.remaining, UNENCRYPTED) == [("Orders", "PrimaryStore"), ("Reports", "Warehouse")]
    assert found.fixed == found.introduced == ()


def test_what_two_resources_refer_to_tells_them_apart(change: Compare) -> None:
    def template(first: str, second: str) -> str:
        return f"""
        Resources:
          Blue: {{Type: AWS::SNS::Topic, Properties: {{TopicName: blue}}}}
          Green: {{Type: AWS::SNS::Topic, Properties: {{TopicName: green}}}}
          {first}:
            Type: AWS::SNS::Subscription
            Properties: {{Protocol: https, TopicArn: !Ref Blue, Endpoint: https://example.com}}
          {second}:
            Type: AWS::SNS::Subscription
            Properties: {{Protocol: https, TopicArn: !Ref Green, Endpoint: https://example.com}}
        """

    found = change(template("A", "B"), template("Y", "X"))
    subscriptions = {
        old: new for (old, kind), (new, _) in found.matched.items() if kind.endswith("Subscription")
    }
    assert subscriptions == {"A": "Y", "B": "X"}


def test_the_only_two_of_a_type_are_not_the_same_when_they_belong_to_others(change: Compare) -> None:
    def template(policy: str, bucket: str) -> str:
        return f"""
        Resources:
          Assets: {{Type: AWS::S3::Bucket}}
          Logs: {{Type: AWS::S3::Bucket}}
          {policy}:
            Type: AWS::S3::BucketPolicy
            Properties: {{Bucket: !Ref {bucket}, PolicyDocument: {{Statement: []}}}}
        """

    before = template("AssetsPolicy", "Assets")
    assert ("AssetsPolicy", "AWS::S3::BucketPolicy") not in change(
        before, template("LogsPolicy", "Logs")
    ).matched
    assert ("AssetsPolicy", "AWS::S3::BucketPolicy") in change(before, template("Policy", "Assets")).matched


def test_a_new_resource_that_looks_different_is_not_taken_for_one_that_went(change: Compare) -> None:
    replaced = DATABASES.replace("Reports:", "Sessions:").replace(
        "{DBInstanceIdentifier: reports, Engine: mysql, StorageEncrypted: false, AllocatedStorage: 500}",
        "{DBInstanceIdentifier: logins, Engine: mariadb, StorageEncrypted: false, AllocatedStorage: 77, Port: 3310}",
    )
    found = change(DATABASES, replaced)
    assert addresses(found.fixed, UNENCRYPTED) == [("Reports", None)]
    assert addresses(found.introduced, UNENCRYPTED) == [(None, "Sessions")]


@pytest.mark.parametrize("turned", [False, True])
def test_terraform_that_replaces_a_template_keeps_its_failures(change: Compare, turned: bool) -> None:
    terraform = """
    resource "aws_db_instance" "reporting" {
      identifier        = "reports"
      engine            = "mysql"
      allocated_storage = 500
      storage_encrypted = true
    }
    resource "aws_db_instance" "orders" {
      identifier        = "orders"
      engine            = "postgres"
      allocated_storage = 20
    }
    """
    if turned:
        found = change(terraform, DATABASES, "main/main.tf", "old.yaml")
        assert addresses(found.introduced, UNENCRYPTED) == [(None, "Reports")]
        assert addresses(found.remaining, UNENCRYPTED) == [("aws_db_instance.orders", "Orders")]
    else:
        found = change(DATABASES, terraform, "old.yaml", "main/main.tf")
        assert addresses(found.fixed, UNENCRYPTED) == [("Reports", None)]
        assert addresses(found.remaining, UNENCRYPTED) == [("Orders", "aws_db_instance.orders")]


def test_each_item_of_a_list_is_its_own_failure(change: Compare) -> None:
    def group(*ports: int) -> str:
        rules = ", ".join(
            f"{{IpProtocol: tcp, FromPort: {port}, ToPort: {port}, CidrIp: 0.0.0.0/0}}" for port in ports
        )
        return f"""
        Resources:
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties: {{GroupDescription: of a database, SecurityGroupIngress: [{rules}]}}
        """

    found = change(group(5432, 3306), group(443, 3306, 1433))
    by_rule = {
        fate: len(addresses(getattr(found, fate), OPEN_DATABASE))
        for fate in ("fixed", "remaining", "introduced")
    }
    assert by_rule == {"fixed": 1, "remaining": 1, "introduced": 1}
    moved = change(group(443, 5432), group(5432, 443))
    assert len(addresses(moved.remaining, OPEN_DATABASE)) == 1


def test_each_parameter_is_its_own_failure(change: Compare) -> None:
    def parameter(name: str) -> str:
        return f"Parameters: {{{name}: {{Type: String}}}}" + DATABASES

    found = change(parameter("AppCidr"), parameter("DataCidr"))
    rule_id = "FC_STACK_007"  # says which values a parameter takes
    counts = [len(addresses(pairs, rule_id)) for pairs in (found.fixed, found.introduced, found.remaining)]
    assert counts == [1, 1, 0]


def test_a_missing_block_and_what_is_wrong_in_it_later_are_one_failure(change: Compare) -> None:
    def group(egress: str) -> str:
        host = "Host: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref Workers]}}"
        return f"Resources: {{{host}, Workers: {{Type: AWS::EC2::SecurityGroup, Properties: {{{egress}}}}}}}"

    rule_id = "FC_EC2_011"  # says where members of a group may connect to
    everything = (
        'SecurityGroupEgress: [{IpProtocol: -1, CidrIp: 0.0.0.0/0}, {IpProtocol: -1, CidrIpv6: "::/0"}]'
    )
    for before, after in (("", everything), (everything, "")):
        found = change(group(before), group(after))
        assert len(addresses(found.remaining, rule_id)) > 1
        assert addresses(found.fixed, rule_id) == addresses(found.introduced, rule_id) == []


def test_what_is_hidden_behind_a_parameter_is_not_praised_as_fixed(change: Compare) -> None:
    hidden = "Parameters: {Encrypt: {Type: String}}" + DATABASES.replace(
        "StorageEncrypted: false", "StorageEncrypted: !Ref Encrypt"
    )
    found = change(DATABASES, hidden)
    assert addresses(found.unclear, UNENCRYPTED) == [("Orders", "Orders"), ("Reports", "Reports")]
    assert addresses(found.fixed, UNENCRYPTED) == []
    assert len(addresses(change(hidden, DATABASES).introduced, UNENCRYPTED)) == 2


def test_a_waiver_does_not_fix_and_a_waiver_that_goes_brings_the_failure_in(change: Compare) -> None:
    skip = f"Metadata: {{checkov: {{skip: [{{id: {UNENCRYPTED}, comment: a copy of public data}}]}}}}"
    waived = DATABASES.replace("    Properties", f"    {skip}\n    Properties", 1)
    assert addresses(change(DATABASES, waived).waived, UNENCRYPTED) == [("Orders", "Orders")]
    assert addresses(change(waived, DATABASES).introduced, UNENCRYPTED) == [("Orders", "Orders")]


def test_a_stack_that_is_new_brings_everything_in(tmp_path: Path, settings: Settings) -> None:
    new = stack(tmp_path, "new.yaml", DATABASES, settings)
    assert len(matching.compare(None, new).introduced) == new.counts.failed
    assert len(matching.compare(new, None).fixed) == new.counts.failed


def test_stacks_are_found_again_by_place_by_name_and_by_what_is_in_them(
    tmp_path: Path, settings: Settings
) -> None:
    topic = "Resources: {Alarms: {Type: AWS::SNS::Topic}, More: {Type: AWS::SNS::Topic}}"
    queue = "Resources: {Jobs: {Type: AWS::SQS::Queue}}"
    before = [
        stack(tmp_path, "1/shop/database.yaml", DATABASES, settings),
        stack(tmp_path, "1/shop/topics.yaml", topic, settings),
        stack(tmp_path, "1/old/queue.yaml", queue, settings),
    ]
    after = [
        stack(tmp_path, "2/shop/database.yaml", DATABASES, settings),
        stack(tmp_path, "2/shop/notifications.yaml", topic, settings),
        stack(tmp_path, "2/shop/table.yaml", "Resources: {T: {Type: AWS::DynamoDB::Table}}", settings),
        stack(tmp_path, "2/new/queue.yaml", queue, settings),
    ]

    def place(one: Stack) -> str:
        return Path(one.path).parent.name

    assert [tuple(one and one.name for one in pair) for pair in matching.stacks(before, after, place)] == [
        ("queue", "queue"),
        ("database", "database"),
        ("topics", "notifications"),
        (None, "table"),
    ]


NAMES = st.text("abc", min_size=1, max_size=2)
RESOURCES = st.lists(
    st.builds(
        lambda name, kind, values: Traits(name, kind, frozenset({name}), frozenset(), frozenset(values)),
        NAMES,
        st.sampled_from(["A", "B"]),
        st.sets(NAMES, max_size=3),
    ),
    unique_by=lambda one: one.key,
    max_size=8,
)


@given(RESOURCES, RESOURCES)
def test_a_match_is_one_to_one_within_a_type_and_never_leaves_an_address(
    before: list[Traits], after: list[Traits]
) -> None:
    matched = matching.resources(before, after)
    assert max(Counter(matched.values()).values(), default=1) == 1
    assert all(old[1] == new[1] for old, new in matched.items())
    both = {one.key for one in before} & {one.key for one in after}
    assert all(matched[key] == key for key in both)
    assert matching.resources(before[::-1], after[::-1]) == matched


@given(RESOURCES)
def test_everything_is_itself(resources: list[Traits]) -> None:
    assert matching.resources(resources, resources) == {one.key: one.key for one in resources}
