"""What CloudFormation refuses of a template whatever its resources are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.templates import data

TEMPLATE = """\
Parameters:
  Environment: {Type: String, Default: dev}
Resources:
  Key:
    Type: AWS::KMS::Key
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Description: runs in ${Environment}
      Code: {ZipFile: 'print("${Environment}")'}
      PLACE
"""


def faults(tmp_path: Path, template: str) -> list[tuple[str, str, str]]:
    return [(one["kind"], one["attribute"], one["message"]) for one in data(tmp_path, template)["faults"]]


@pytest.mark.parametrize(
    "value",
    [
        "!Sub 'jobs-${Environment}'",
        "!Sub ['jobs-${Name}', {Name: !Ref Environment}]",
        "'jobs-${Nobody} ${stageVariables.name} $Environment {Environment}'",
        "!Join ['', [jobs-, !Ref Environment]]",
        "'Write Fn::Sub: jobs-${Environment}'",
    ],
)
def test_what_is_filled_in_or_nobody_s_is_no_fault(tmp_path: Path, value: str) -> None:
    assert faults(tmp_path, TEMPLATE.replace("PLACE", f"FunctionName: {value}")) == []


@pytest.mark.parametrize("name", ["Environment", "AWS::Region", "Key", "Key.Arn"])
def test_a_text_that_nothing_fills_in_is_one(tmp_path: Path, name: str) -> None:
    ((kind, place, message),) = faults(tmp_path, TEMPLATE.replace("PLACE", f"Layers: ['jobs-${{{name}}}']"))
    assert (kind, place) == ("unfilled", "Resources.Function.Properties.Layers[0]")
    assert message == f"${{{name}}} stays as it is: only Fn::Sub fills it in"


def test_names_are_letters_and_digits_and_each_is_given_once(tmp_path: Path) -> None:
    template = """\
Parameters:
  Queue: {Type: String, Default: a}
  queue-name: {Type: String, Default: a}
Resources:
  Queue: {Type: AWS::SQS::Queue}
  my_queue: {Type: AWS::SQS::Queue}
Outputs:
  Queue: {Value: !GetAtt Queue.Arn}
"""
    assert faults(tmp_path, template) == [
        ("name", "Parameters.queue-name", "the name queue-name has more than letters and digits"),
        ("name", "Resources.my_queue", "the name my_queue has more than letters and digits"),
        ("name", "Resources.Queue", "Queue is the name of a parameter, too"),
    ]


@pytest.mark.parametrize(
    ("type", "policy", "message"),
    [
        ("AWS::SQS::Queue", "DeletionPolicy: Snapshot", "there are no snapshots of AWS::SQS::Queue"),
        ("AWS::SQS::Queue", "DeletionPolicy: Keep", "`Keep` is none of"),
        ("AWS::SQS::Queue", "UpdateReplacePolicy: RetainExceptOnCreate", "`RetainExceptOnCreate` is none of"),
        ("AWS::SQS::Queue", "DeletionPolicy: RetainExceptOnCreate", None),
        ("AWS::EC2::VolumeAttachment", "DeletionPolicy: Delete", None),
    ],
)
def test_a_deletion_policy_is_one_that_the_type_has(
    tmp_path: Path, type: str, policy: str, message: str | None
) -> None:
    resource = data(tmp_path, f"Resources:\n  One:\n    Type: {type}\n    {policy}\n")["resources"]["One"]
    found = [one["message"] for one in resource["faults"] if one["attribute"].endswith("Policy")]
    assert len(found) == (message is not None)
    assert all(one.startswith(str(message)) for one in found)


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ("Type: Number, Default: b", "the default is no number"),
        ("Type: Number, Default: 5, MaxValue: 4", "the default is not in the range that the parameter takes"),
        ("Type: String, Default: '', MinLength: 1", "the default has 0 characters, which the parameter does not take"),
        ("Type: String, Default: a_b, AllowedPattern: '[a-z]+'", "the default does not have the form `[a-z]+`"),
        ("Type: CommaDelimitedList, Default: 'a,c', AllowedValues: [a]", "the default is none of the allowed values"),
        ("Type: String, Default: b, AllowedValues: [a]", "the default is none of the allowed values"),
        ("Type: CommaDelimitedList, Default: 'a, b', AllowedValues: [a, b]", None),
        ("Type: Number, Default: 4, AllowedValues: [4], MinValue: 4", None),
        ("Type: String, Default: 'a', AllowedPattern: '\\p{Alpha}+'", None),
        ("Type: String, Default: 'a', AllowedPattern: '(?=.*[0-9]).+'", None),
        (f"Type: String, Default: {'a' * 60}!, AllowedPattern: '(a+)+'", "the default does not have the form `(a+)+`"),
        ("Type: 'AWS::SSM::Parameter::Value<String>', Default: /a, AllowedValues: [b]", None),
        ("Type: String, AllowedValues: [a, b]", None),
    ],
)  # fmt: skip
def test_a_default_is_what_the_parameter_takes(tmp_path: Path, declaration: str, message: str | None) -> None:
    template = f"Parameters:\n  One: {{{declaration}}}\nResources: {{Queue: {{Type: AWS::SQS::Queue}}}}\n"
    found = faults(tmp_path, template)
    assert found == ([("value", "Parameters.One.Default", f"One: {message}")] if message else [])
