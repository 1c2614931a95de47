"""Names that a template refers to and does not declare."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.templates import data

TEMPLATE = """\
Parameters:
  Environment: {{Type: String, Default: dev}}
Mappings:
  Sizes: {{dev: {{Queue: "10"}}}}
Conditions:
  IsProduction: !Equals [!Ref Environment, prod]
Resources:
  Key:
    Type: AWS::KMS::Key
  Bought:
    Type: Acme::Network::Vpc::MODULE
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: {}
"""


def missing(tmp_path: Path, template: str) -> list[tuple[str, str]]:
    return [(one["attribute"], one["message"]) for one in data(tmp_path, template)["faults"]]


@pytest.mark.parametrize(
    "value",
    [
        "!Ref Environment",
        "!Ref Key",
        "!Ref AWS::StackName",
        "!GetAtt Key.Arn",
        "!GetAtt Bought.Subnet.Arn",
        "!Ref BoughtSubnet",
        "!Sub '${Key.Arn} ${ Environment } ${AWS::Region} ${!Literal}'",
        "!Sub ['${Size}-${Environment}', {Size: !FindInMap [Sizes, dev, Queue]}]",
        "!If [IsProduction, a, !Ref AWS::NoValue]",
        "!FindInMap [!Ref Environment, dev, Queue]",
        "'${Plain}'",
    ],
)
def test_what_is_there_is_no_fault(tmp_path: Path, value: str) -> None:
    assert missing(tmp_path, TEMPLATE.format(value)) == []


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("!Ref Gone", "Gone"),
        ("!GetAtt Gone.Arn", "Gone"),
        ("!GetAtt [Gone, Arn]", "Gone"),
        ("!Sub 'a ${Gone} b'", "Gone"),
        ("!Sub '${Gone.Arn}'", "Gone"),
        ("!Sub '${aws:username}'", "aws:username"),
        ("!Sub ['${Size}', {Size: !Ref Gone}]", "Gone"),
        ("!Join ['', [a, !Ref Gone]]", "Gone"),
        ("!If [Never, a, b]", "condition Never"),
        ("!If [IsProduction, !Ref Gone, b]", "Gone"),
        ("!FindInMap [Gone, dev, Queue]", "mapping Gone"),
    ],
)
def test_a_name_that_is_not_there_is_said_with_its_place(tmp_path: Path, value: str, name: str) -> None:
    ((place, message),) = missing(tmp_path, TEMPLATE.format(value))
    assert place.startswith("Resources.Topic.Properties.DisplayName")
    assert message == f"{name} is not defined in the template"


def test_a_name_is_said_once_with_the_line_of_its_first_place(tmp_path: Path) -> None:
    document = data(
        tmp_path,
        """\
Resources:
  Topic:
    Type: AWS::SNS::Topic
    DependsOn: [Gone]
    Properties:
      DisplayName: !Sub ${Gone} and ${Gone}
""",
    )
    (fault,) = document["faults"]
    assert fault["message"] == "Gone is not defined in the template, here and in 1 other place"
    assert document["attributes"][fault["attribute"]]["line"] == 4


def test_accounts_that_org_formation_declares_are_left_to_it(tmp_path: Path) -> None:
    topic = "Resources:\n  Topic: {Type: AWS::SNS::Topic, OrganizationBinding: !Ref AllAccounts}\n"
    assert missing(tmp_path, topic) == []


def test_outputs_and_conditions_are_looked_at_too(tmp_path: Path) -> None:
    template = TEMPLATE.format("a") + (
        "  Other: {Type: AWS::SNS::Topic, Condition: Never}\n"
        "Outputs:\n"
        "  Arn: {Condition: Missing, Value: !GetAtt Key.Nothing}\n"
    )
    template = template.replace("Resources:", "  IsSmall: !Not [!Equals [!Ref Gone, small]]\nResources:")
    assert missing(tmp_path, template) == [
        ("Resources.Other.Condition", "condition Never is not defined in the template"),
        ("Outputs.Arn.Condition", "condition Missing is not defined in the template"),
        ("Outputs.Arn.Value", "Key has no attribute `Nothing`"),
        ("Conditions.IsSmall", "Gone is not defined in the template"),
    ]


@given(names=st.sets(st.sampled_from(["Environment", "Key", "Topic", "Gone", "Lost", "Sizes"]), min_size=1))
def test_exactly_the_names_that_are_not_declared_are_missing(
    tmp_path_factory: pytest.TempPathFactory, names: set[str]
) -> None:
    text = " ".join(f"${{{name}}}" for name in sorted(names))
    found = missing(tmp_path_factory.mktemp("names"), TEMPLATE.format(f"!Sub '{text}'"))
    assert {message.partition(" ")[0] for _, message in found} == names & {"Gone", "Lost", "Sizes"}
