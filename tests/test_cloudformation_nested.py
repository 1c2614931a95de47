"""Stacks that are nested in others: what they are given, and what they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters import cloudformation
from adapters.model import Document, Options

NESTED = """\
Parameters:
  Name: {Type: String}
  Size: {Type: String, Default: small, AllowedValues: [small, large]}
  Tier: {Type: String, Default: web}
Conditions:
  IsLarge: !Equals [!Ref Size, large]
Resources:
  Queue: {Type: AWS::SQS::Queue}
Outputs:
  Arn: {Value: !GetAtt Queue.Arn}
  Url: {Value: !Ref Queue, Condition: IsLarge}
"""


def nesting(tmp_path: Path, parameters: str, asked: str = "Arn", nested: str = NESTED) -> list[Document]:
    (tmp_path / "queue.yaml").write_text(nested)
    (tmp_path / "main.yaml").write_text(
        "Resources:\n"
        "  Inner:\n"
        "    Type: AWS::CloudFormation::Stack\n"
        f"    Properties: {{TemplateURL: queue.yaml, Parameters: {parameters}}}\n"
        "  Topic:\n"
        "    Type: AWS::SNS::Topic\n"
        f"    Properties: {{DisplayName: !GetAtt Inner.Outputs.{asked}}}\n"
        f"Outputs: {{Asked: {{Value: !GetAtt Inner.Outputs.{asked}}}}}\n"
    )
    return cloudformation.load(str(tmp_path / "main.yaml"), Options())


@pytest.mark.parametrize(
    ("parameters", "kind", "attribute"),
    [
        ("{Name: a, Nam: b}", "property", "Parameters.Nam"),
        ("{Size: large}", "required", "Parameters.Name"),
        ("{Name: [a, b]}", "type", "Parameters.Name"),
    ],
)
def test_a_nested_stack_is_given_what_its_template_declares(
    tmp_path: Path, parameters: str, kind: str, attribute: str
) -> None:
    main, _ = nesting(tmp_path, parameters)
    (fault,) = main.data["resources"]["Inner"]["faults"]
    assert (fault["kind"], fault["attribute"]) == (kind, attribute)


def test_a_nested_stack_is_asked_for_outputs_that_it_has(tmp_path: Path) -> None:
    for asked in ("Arn", "Url"):
        main, _ = nesting(tmp_path, "{Name: a}", asked)
        assert main.data["resources"]["Topic"]["faults"] == main.data["faults"] == []
    main, _ = nesting(tmp_path, "{Name: a}", "Gone")
    (fault,) = main.data["resources"]["Topic"]["faults"]
    assert (fault["kind"], fault["message"]) == ("attribute", "Inner has no attribute `Outputs.Gone`")
    (fault,) = main.data["faults"]
    assert (fault["kind"], fault["attribute"]) == ("reference", "Outputs.Asked.Value")


def test_a_nested_parameter_takes_what_it_is_given(tmp_path: Path) -> None:
    _, nested = nesting(tmp_path, "{Name: a, Size: huge}")
    (fault,) = nested.data["faults"]
    assert fault["message"] == "Size: the value that it is given is none of the allowed values"


def test_what_a_macro_may_declare_is_not_missed(tmp_path: Path) -> None:
    main, _ = nesting(tmp_path, "{Nam: a}", "Gone", "Transform: Everything\n" + NESTED)
    assert main.data["resources"]["Inner"]["faults"] == []
    assert main.data["resources"]["Topic"]["faults"] == main.data["faults"] == []


@pytest.mark.parametrize("name", ["AWS::SecretsManager-2020-07-23", "AWS::CodeDeployBlueGreen"])
def test_a_transform_of_aws_that_only_adds_hides_nothing(tmp_path: Path, name: str) -> None:
    main, _ = nesting(tmp_path, "{Name: a}", "Gone", f"Transform: {name}\n" + NESTED)
    assert main.data["incomplete"] == []
    assert len(main.data["resources"]["Topic"]["faults"]) == 1
