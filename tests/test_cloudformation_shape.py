"""Sections and members of a template that CloudFormation does not understand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.templates import data, load

TEMPLATE = """\
Parameters:
  Name:
    Type: String
Mappings:
  Sizes:
    test:
      Days: 4
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Ref Name
Outputs:
  Orders:
    Value: !Ref Orders
"""


def shapes(tmp_path: Path, template: str) -> list[tuple[int, str]]:
    """The line and the message of each fault of this kind."""
    document = load(tmp_path, template)
    assert document.errors == ()
    return [
        (document.data["attributes"][one["attribute"]]["line"], one["message"])
        for one in document.data["faults"]
        if one["kind"] == "shape"
    ]


@pytest.mark.parametrize(
    ("written", "instead", "line", "message"),
    [
        ("QueueName: !Ref Name", "QueueName:", 12, "`QueueName` has no value, and null is not allowed"),
        ("Value: !Ref Orders", "Value: [a, ~]", 15, "`Value[1]` has no value"),
        ("Mappings:", "Mapping:", 4, "a template has no section `Mapping`; `Mappings` is one"),
        ("  Sizes:\n    test:\n      Days: 4", "  - Sizes", 4, "`Mappings` has to be a mapping"),
        ("    test:\n      Days: 4", "    Days: 4", 6, "`Days` has to be a mapping of names to values"),
        ("Days: 4", "Days: {a: 4}", 7, "the value of `Days` has to be a text or a list of texts"),
        ("Type: String", "Type: string", 3, "`string` is no type of parameters; `String` is one"),
        ("Type: String", "Type: String\n    Defaults: a", 4, "no `Defaults`; `Default` is one"),
        ("Type: String", "Default: a", 2, "the parameter `Name` has no `Type`"),
        ("Type: String", "Type: String\n    Default: !Ref Orders", 4, "a default is a text"),
        (
            "Type: String",
            "Type: String\n    AllowedValues: a",
            4,
            "`AllowedValues` has to be a list of texts",
        ),
        ("Type: String", "Type: String\n    AllowedValues: [a, !Ref Orders]", 4, "`AllowedValues` has to be"),
        ("  Name:\n    Type: String", "  Name:", 2, "the parameter `Name` has to be a mapping"),
        ("  Name:\n    Type: String", "  - Name", 1, "`Parameters` has to be a mapping"),
        ("    Properties:", "    Propertys:", 11, "has no `Propertys`; `Properties` is one"),
        ("    Properties:\n      Queue", "    Queue", 11, "has no `QueueName` beside its `Properties`"),
        ("      QueueName: !Ref Name", "      - QueueName", 11, "`Properties` has to be a mapping"),
        ("    Properties:", "    DependsOn: {a: b}\n    Properties:", 11, "`DependsOn` has to be"),
        ("    Properties:", "    Condition: !Ref Name\n    Properties:", 11, "`Condition` has to be"),
        ("  Orders:\n    Type", "  Lost:\n    Condition: a\n  Orders:\n    Type", 9, "`Lost` has no `Type`"),
        ("    Value", "    Export: orders\n    Value", 15, "an `Export` has a `Name`"),
        ("    Value:", "    Val:", 15, "the output `Orders` has no `Val`; `Value` is one"),
        ("    Value: !Ref Orders", "    Description: a", 14, "the output `Orders` has no `Value`"),
        ("  Orders:\n    Value: !Ref Orders", "  - Orders", 13, "`Outputs` has to be a mapping"),
    ],
)
def test_a_single_mistake_is_told_with_its_line_and_the_rest_is_read(
    tmp_path: Path, written: str, instead: str, line: int, message: str
) -> None:
    assert TEMPLATE.count(written) == 1
    template = TEMPLATE.replace(written, instead)
    found = shapes(tmp_path, template)
    assert [one for one in found if one[0] == line and message in one[1]], found
    assert data(tmp_path, template)["resources"]["Orders"]["type"] == "AWS::SQS::Queue"


@pytest.mark.parametrize(
    "addition",
    [
        "",
        "Transform: [Anything]\nParameter: {}\n",
        "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {Timeout: 9}}\n",
        "Hooks: {}\nRules: {}\nMetadata: {a: b}\nAWSTemplateFormatVersion: 2010-09-09\n",
    ],
)
def test_what_is_taken_is_no_fault(tmp_path: Path, addition: str) -> None:
    assert shapes(tmp_path, addition + TEMPLATE) == []


def test_a_loop_that_is_not_understood_leaves_a_part_out_of_sight(tmp_path: Path) -> None:
    template = TEMPLATE.replace("Outputs:", "  Fn::ForEach::Queues: [Name, a]\nOutputs:")
    template = "Transform: AWS::LanguageExtensions\n" + template
    assert shapes(tmp_path, template) == [(14, "Fn::ForEach needs a name, a list and a mapping")]
    assert [part["address"] for part in data(tmp_path, template)["incomplete"]] == ["Queues"]


def test_there_are_as_many_resources_as_cloudformation_takes(tmp_path: Path) -> None:
    queues = "".join(f"  Q{i}: {{Type: AWS::SQS::Queue}}\n" for i in range(501))
    assert shapes(tmp_path, f"Resources:\n{queues}") == [(1, "a template has at most 500 resources, not 501")]
