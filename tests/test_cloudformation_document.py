"""From a template to the normalized document."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import adapters
from adapters import cloudformation
from adapters.errors import InputError
from adapters.model import Options
from tests.templates import data, load

SCHEMA = json.loads((Path(adapters.__file__).parent / "document.schema.json").read_text())

STACK = """\
Description: a database
Parameters:
  Env:
    Type: String
  Password:
    Type: String
    NoEcho: true
    Default: Sup3rSecret!
Resources:
  Key:
    Type: AWS::KMS::Key
  Db:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    DependsOn: Key
    Properties:
      StorageEncrypted: "true"
      AllocatedStorage: "20"
      KmsKeyId: !Ref Key
      DBInstanceIdentifier: !Sub db-${Env}
      MasterUserPassword: !Ref Password
      Tags:
        - Key: Name
          Value: main
Outputs:
  Host:
    Value: !GetAtt Db.Endpoint.Address
    Export:
      Name: host
"""


def test_a_document_fits_its_schema(tmp_path: Path) -> None:
    jsonschema.validate(json.loads(json.dumps(data(tmp_path, STACK))), SCHEMA)


def test_attributes_say_where_they_are_and_what_they_are_made_from(tmp_path: Path) -> None:
    attributes = data(tmp_path, STACK)["resources"]["Db"]["attributes"]
    assert attributes["KmsKeyId"] == {"line": 19, "end_line": 19, "state": "reference"}
    assert attributes["DBInstanceIdentifier"] == {
        "line": 20,
        "end_line": 20,
        "state": "written",
        "parameters": ["Env"],
    }
    assert attributes["Tags"] == {"line": 22, "end_line": 24, "state": "written"}
    assert attributes["Tags[0].Value"]["line"] == 24
    assert attributes["DeletionPolicy"]["line"] == 14


def test_a_text_is_made_from_empty_parameters_as_well(tmp_path: Path) -> None:
    template = STACK.replace("    NoEcho: true\n    Default: Sup3rSecret!", '    Default: ""').replace(
        "!Sub db-${Env}", "!Sub db-${Env}${Password}"
    )
    attribute = data(tmp_path, template)["resources"]["Db"]["attributes"]["DBInstanceIdentifier"]
    assert attribute["parameters"] == ["Env", "Password"]


def test_a_property_that_is_called_as_what_stands_beside_it_is_where_it_is_written(tmp_path: Path) -> None:
    template = STACK.replace("      StorageEncrypted:", "      DependsOn: Key\n      StorageEncrypted:")
    assert data(tmp_path, template)["resources"]["Db"]["attributes"]["DependsOn"]["line"] == 17


def test_text_becomes_the_type_that_the_schema_wants(tmp_path: Path) -> None:
    properties = data(tmp_path, STACK)["resources"]["Db"]["properties"]
    assert properties["StorageEncrypted"] is True


def test_edges_tags_lifecycle_and_outputs(tmp_path: Path) -> None:
    stack = data(tmp_path, STACK)
    database = stack["resources"]["Db"]
    assert {"source": "Db", "attribute": "KmsKeyId", "target": "Key", "target_attribute": "Ref"} in stack[
        "edges"
    ]
    assert database["tags"] == {"Name": "main"}
    assert database["lifecycle"] == {"DeletionPolicy": "Snapshot"}
    assert database["depends_on"] == ["Key"]
    assert stack["outputs"]["Host"] == {
        "value": {"$ref": "Db", "attribute": "Endpoint.Address"},
        "export": "host",
    }
    assert stack["types"] == {"AWS::KMS::Key": ["Key"], "AWS::RDS::DBInstance": ["Db"]}


def test_secrets_are_nowhere_in_the_document(tmp_path: Path) -> None:
    document = load(tmp_path, STACK)
    assert "Sup3rSecret!" not in json.dumps(document.data)
    assert document.secrets == {"Sup3rSecret!"}
    assert document.data["resources"]["Db"]["properties"]["MasterUserPassword"] == "Su********"


@pytest.mark.parametrize(
    "text",
    [
        "{Environment: {Variables: {API_TOKEN: abcdefgh12}}}",
        "{ContainerDefinitions: [{Environment: [{Name: DB_PASSWORD, Value: abcdefgh12}]}]}",
        "{Code: {ZipFile: \"password = 'abcdefgh12'\"}}",
        "{Url: 'postgres://admin:abcdefgh12@db/x'}",
        "{UserData: 'export DB_PASSWORD=abcdefgh12'}",
    ],
)
def test_secrets_are_found_by_name_and_by_shape(tmp_path: Path, text: str) -> None:
    document = load(tmp_path, f"Resources:\n  It:\n    Type: AWS::Test::It\n    Properties: {text}\n")
    assert "abcdefgh12" not in json.dumps(document.data)
    assert document.secrets == {"abcdefgh12"}


def test_a_secret_in_encoded_user_data_is_cut(tmp_path: Path) -> None:
    plain, secret = "#!/bin/bash\nyum update", "#!/bin/bash\nexport TOKEN=abcdefgh12"
    encoded = [base64.b64encode(text.encode()).decode() for text in (plain, secret)]
    document = load(
        tmp_path,
        f"""\
        Resources:
          Plain: {{Type: AWS::EC2::Instance, Properties: {{UserData: {encoded[0]}}}}}
          Secret: {{Type: AWS::EC2::Instance, Properties: {{UserData: {encoded[1]}}}}}
        """,
    )
    resources = document.data["resources"]
    assert resources["Plain"]["properties"]["UserData"] == encoded[0]
    assert resources["Secret"]["properties"]["UserData"] == "#!/bin/bash\nexport TOKEN=ab********"
    assert document.secrets == {"abcdefgh12", encoded[1]}
    assert encoded[1] not in json.dumps(document.data)


@pytest.mark.parametrize("password", ["!Ref Word", "!Sub '${Word}-${More}'"])
def test_a_secret_under_a_harmless_name_is_cut_as_well(tmp_path: Path, password: str) -> None:
    document = load(
        tmp_path,
        f"""\
        Parameters:
          Word: {{Type: String, Default: Winter2026!}}
          More: {{Type: String}}
        Resources:
          Echo: {{Type: AWS::SSM::Parameter, Properties: {{Value: !Ref Word}}}}
          Db: {{Type: AWS::RDS::DBInstance, Properties: {{MasterUserPassword: {password}}}}}
        """,
    )
    assert "Winter2026!" not in json.dumps(document.data)
    assert any("Winter2026!" in secret for secret in document.secrets)


CONDITIONAL = """\
Parameters:
  Env:
    Type: String
    AllowedValues: [dev, prod]
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Not [!Condition IsProd]
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      MultiAZ: !If [IsProd, true, false]
  Replica:
    Type: AWS::RDS::DBInstance
    Condition: IsProd
  Toy:
    Type: AWS::S3::Bucket
    Condition: IsDev
"""


def test_an_open_condition_gives_variants(tmp_path: Path) -> None:
    stack = data(tmp_path, CONDITIONAL)
    both: list[dict[str, Any]] = [{"when": stack["when"], "resources": stack["resources"]}]
    both += [dict(variant) for variant in stack["variants"]]
    assert len(both) == 2
    prod = next(one for one in both if one["when"]["IsProd"])
    assert prod["when"] == {"IsDev": False, "IsProd": True}
    assert prod["resources"]["Db"]["properties"] == {"MultiAZ": True}
    assert not prod["resources"].get("Toy")
    jsonschema.validate(json.loads(json.dumps(stack)), SCHEMA)


def test_a_given_parameter_decides_the_condition(tmp_path: Path) -> None:
    stack = data(tmp_path, CONDITIONAL, Env="dev")
    assert "variants" not in stack
    assert sorted(stack["resources"]) == ["Db", "Toy"]


def test_many_open_conditions_are_bounded_work(tmp_path: Path) -> None:
    names = [f"P{i}" for i in range(40)]
    parameters = "".join(f"  {name}: {{Type: String}}\n" for name in names)
    conditions = "".join(f"  Is{name}: !Equals [!Ref {name}, yes]\n" for name in names)
    chain = "".join(f"  C{i}: !And [!Condition C{i - 1}, !Condition C{i - 1}]\n" for i in range(1, 60))
    template = (
        f"Parameters:\n{parameters}Conditions:\n{conditions}  C0: !Condition IsP0\n{chain}"
        "Resources:\n  It:\n    Type: AWS::Test::It\n    Properties:\n      Of: !If [C59, 1, 2]\n"
    )
    stack = data(tmp_path, template)
    assert len(stack["variants"]) < 16
    assert {stack["resources"]["It"]["properties"]["Of"]} | {
        variant["resources"]["It"]["properties"]["Of"]  # type: ignore[index]
        for variant in stack["variants"]
    } == {1, 2}


def test_loops_are_unrolled(tmp_path: Path) -> None:
    stack = data(
        tmp_path,
        """\
        Transform: AWS::LanguageExtensions
        Parameters:
          Names: {Type: CommaDelimitedList, Default: "a,b"}
        Resources:
          Fn::ForEach::Topics:
            - Name
            - !Ref Names
            - Topic${Name}:
                Type: AWS::SNS::Topic
                Properties:
                  TopicName: !Sub "${Name}-${AWS::Region}"
                  DisplayName: !Ref Name
        """,
    )
    properties = {address: resource["properties"] for address, resource in stack["resources"].items()}
    assert properties == {
        "Topica": {"TopicName": "a-${AWS::Region}", "DisplayName": "a"},
        "Topicb": {"TopicName": "b-${AWS::Region}", "DisplayName": "b"},
    }


def test_an_open_loop_leaves_the_document_incomplete(tmp_path: Path) -> None:
    stack = data(
        tmp_path,
        """\
        Transform: AWS::LanguageExtensions
        Parameters:
          Names: {Type: CommaDelimitedList}
        Resources:
          Sure: {Type: AWS::SNS::Topic}
          Fn::ForEach::Topics: [Name, !Ref Names, {"T${Name}": {Type: AWS::SNS::Topic}}]
        """,
    )
    assert stack["incomplete"] == [
        {"address": "Topics", "reason": "the list of Fn::ForEach::Topics is not decided"}
    ]


def test_a_circle_is_an_error_and_the_stack_is_there(tmp_path: Path) -> None:
    document = load(
        tmp_path,
        """\
        Resources:
          A: {Type: AWS::SNS::Topic, Properties: {DisplayName: !GetAtt B.Arn}}
          B: {Type: AWS::SQS::Queue, DependsOn: A}
        """,
    )
    assert document.data["circles"] == [["A", "B"]]
    assert [(error.line, error.message) for error in document.errors] == [
        (2, "resources depend on each other in a circle: A -> B -> A")
    ]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("!Not [!Condition Other]", "condition Wrong refers to itself"),
        ("!Ref Size", "a condition has to be Fn::And, Fn::Equals, Fn::Not, Fn::Or or Condition"),
        ("!Equals [a]", "Fn::Equals needs a list of 2 values"),
        ("!And [!Equals [a, a]]", "Fn::And needs a list of 2 to 10 conditions"),
        ("!Equals [a, !Join [b]]", "Fn::Join needs a list of 2 arguments"),
        ("!Not [!Condition Gone]", "condition Gone is not defined in the template"),
    ],
)
def test_a_wrong_condition_is_a_fault_and_looked_at_both_ways(
    tmp_path: Path, condition: str, message: str
) -> None:
    stack = data(
        tmp_path,
        f"""\
        Parameters:
          Size: {{Type: String, Default: small}}
        Conditions:
          Wrong: {condition}
          Other: !Not [!Condition Wrong]
          Sound: !Equals [!Ref Size, small]
        Resources:
          One: {{Type: AWS::SNS::Topic, Condition: Wrong}}
          Two: {{Type: AWS::SNS::Topic, Condition: Other}}
          Three: {{Type: AWS::SNS::Topic, Condition: Sound}}
        """,
    )
    ((place, said),) = [(fault["attribute"], fault["message"]) for fault in stack["faults"]]
    assert (place, said) == ("Conditions.Wrong", message)
    assert stack["attributes"][place]["line"] == 4
    assert "Three" in stack["resources"]
    (other,) = stack["variants"]
    first = {"One", "Two"} & {*stack["resources"]}
    assert len(first) == 1
    assert {address for address, resource in other["resources"].items() if resource is None} == first


def test_a_nested_stack_beside_the_template_is_followed(tmp_path: Path) -> None:
    (tmp_path / "net.yaml").write_text(
        "Parameters: {Name: {Type: String}}\n"
        "Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub '${Name}-x'}}}\n"
        "Outputs: {Name: {Value: !Ref Name}}\n"
    )
    (tmp_path / "main.yaml").write_text(
        "Resources:\n"
        "  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./net.yaml, Parameters: {Name: core}}}\n"
        "  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt Net.Outputs.Name}}\n"
        "  Far: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://s3.amazonaws.com/b/x.yaml'}}\n"
    )
    main, net = cloudformation.load(str(tmp_path / "main.yaml"), Options())
    assert net.data["name"] == "main.Net"
    assert net.data["resources"]["Topic"]["properties"] == {"TopicName": "core-x"}
    assert main.data["resources"]["Queue"]["properties"] == {"QueueName": "core"}
    assert [part["address"] for part in main.data["incomplete"]] == ["Far"]


def test_an_include_beside_the_template_is_read(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("TopicName: included\n")
    stack = data(
        tmp_path,
        """\
        Resources:
          Topic:
            Type: AWS::SNS::Topic
            Properties:
              Fn::Transform: {Name: AWS::Include, Parameters: {Location: ./part.yaml}}
              DisplayName: own
        """,
    )
    assert stack["resources"]["Topic"]["properties"] == {"TopicName": "included", "DisplayName": "own"}


def test_sam_findings_lead_back_under_every_condition(tmp_path: Path) -> None:
    stack = data(
        tmp_path,
        """\
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          Stage: {Type: String}
        Conditions:
          IsProduction: !Equals [!Ref Stage, prod]
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              CodeUri: ./src
              Timeout: !If [IsProduction, 60, 3]
        """,
    )
    (variant,) = stack["variants"]
    function = variant["resources"]["Hello"]
    assert function is not None
    assert function["source_address"] == "Hello"


def test_what_globals_give_stands_there(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """\
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function:
            Runtime: python3.13
            Environment:
              Variables:
                LEVEL: info
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties:
              Handler: index.handler
              InlineCode: pass
              Environment:
                Variables:
                  TABLE: orders
        """,
    )
    lines = {name: one["line"] for name, one in found.data["resources"]["Hello"]["attributes"].items()}
    assert lines["Runtime"] == 4
    assert lines["Environment.Variables.LEVEL"] == 7
    assert lines["Environment.Variables.TABLE"] == 16


def test_what_only_sam_knows_asks_for_the_transform(tmp_path: Path) -> None:
    function = "Resources:\n  Hello: {Type: AWS::Serverless::Function, Properties: {FunctionName: %s}}\n"
    whole = data(tmp_path, function % "hello")
    (fault,) = whole["resources"]["Hello"]["faults"]
    assert fault["message"] == (
        "`AWS::Serverless::Function` takes `Transform: AWS::Serverless-2016-10-31`, which is missing"
    )
    # The other template declares the name, and asks for the transform.
    part = data(tmp_path, function % "!Ref Name")
    assert part["incomplete"] == [{"address": "", "reason": "this is a part of another template"}]
    assert part["faults"] == []
    assert not any(fault["kind"] == "resource_type" for fault in part["resources"]["Hello"]["faults"])


def test_a_condition_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    queue = "  Q{}:\n    Type: AWS::SQS::Queue\n    Properties: {{QueueName: !If [Never, a, b]}}\n"
    document = load(tmp_path, "Resources:\n" + queue.format(1) + queue.format(2))
    assert document.errors == ()
    (fault,) = document.data["faults"]
    assert fault["attribute"] == "Resources.Q1.Properties.QueueName"


def test_sam_findings_lead_back_to_what_was_written(tmp_path: Path) -> None:
    stack = data(
        tmp_path,
        """\
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              CodeUri: ./src
        """,
    )
    role = stack["resources"]["HelloRole"]
    assert (stack["format"], role["type"], role["source_address"]) == ("sam", "AWS::IAM::Role", "Hello")
    assert stack["resources"]["Hello"]["attributes"]["Runtime"]["line"] == 6
    assert stack["resources"]["Hello"]["tags"] == {}
    assert "stackgrade-local" not in json.dumps(stack)


def test_a_policy_that_is_text_is_read(tmp_path: Path) -> None:
    stack = data(
        tmp_path,
        """\
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: |
                {"Version": "2012-10-17",
                 "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}}
        """,
    )
    role = stack["resources"]["Role"]
    assert role["properties"]["AssumeRolePolicyDocument"]["Statement"]["Principal"] == {"AWS": "*"}
    assert role["attributes"]["AssumeRolePolicyDocument.Statement"]["line"] == 7


def test_outputs_find_what_sam_calls_otherwise(tmp_path: Path) -> None:
    stack = data(
        tmp_path,
        """\
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Drivers: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ./drivers}}
          Hello:
            Type: AWS::Serverless::Function
            Properties: {Runtime: python3.13, Handler: app.handler, CodeUri: ./src, AutoPublishAlias: live}
        Outputs:
          Alias: {Value: !Ref Hello.Alias}
          Layer: {Value: !Ref Drivers}
          Version: {Value: !GetAtt Hello.Version.Version}
        """,
    )
    targets = [stack["outputs"][name]["value"]["$ref"] for name in ("Alias", "Layer", "Version")]
    assert [stack["resources"][target]["type"] for target in targets] == [
        "AWS::Lambda::Alias",
        "AWS::Lambda::LayerVersion",
        "AWS::Lambda::Version",
    ]


def test_what_sam_refuses_is_an_error_and_the_rest_is_read(tmp_path: Path) -> None:
    document = load(
        tmp_path,
        """\
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties: {Runtime: python3.13, Handler: app.handler, CodeUri: ./src, Nonsense: 1}
          Wrong: {Type: AWS::Serverless::Function, Properties: {CodeUri: [1], Runtime: python3.13}}
          Topic: {Type: AWS::SNS::Topic}
        """,
    )
    resources = document.data["resources"]
    assert "SAM refuses the template" in document.errors[0].message
    assert document.errors[0].line == 3
    assert {address: resource["type"] for address, resource in resources.items()} == {
        "Hello": "AWS::Lambda::Function",
        "HelloRole": "AWS::IAM::Role",
        "Topic": "AWS::SNS::Topic",
        "Wrong": "AWS::Serverless::Function",
    }
    assert [fault["attribute"] for fault in resources["Hello"]["faults"]] == ["Nonsense"]
    assert resources["Hello"]["attributes"]["Nonsense"]["line"] == 5
    assert resources["Hello"]["refused"]


def test_empty_resources_of_sam_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Resources is empty"):
        load(tmp_path, "Transform: AWS::Serverless-2016-10-31\nResources:\n")


@pytest.mark.parametrize(
    "content",
    [
        '[{"ParameterKey": "Env", "ParameterValue": "prod"}]',
        '{"Parameters": {"Env": "prod"}}',
        '["Env=prod"]',
        '{"Env": "prod"}',
        '[{"ParameterKey": "Env", "ParameterValue": "prod"}, {"ParameterKey": "Db", "UsePreviousValue": true}]',
    ],
)
def test_parameter_files(tmp_path: Path, content: str) -> None:
    template = tmp_path / "stack.yaml"
    template.write_text(CONDITIONAL)
    file = tmp_path / "parameters.json"
    file.write_text(content)
    (document,) = cloudformation.load(str(template), Options({}, [str(file)]))
    assert document.data["parameters"]["Env"]["value"] == "prod"
    assert sorted(document.data["resources"]) == ["Db", "Replica"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{\n"Env": "prod",\n"Env": "test"}', 'parameters.json:3.*: .*duplicate key "Env"'),
        ("[" * 5000, "nested more than"),
        ("Env: prod", "parameters.json:1.*: is not valid JSON"),
        ('[{"ParameterKey": "Env"}]', "is no parameter file"),
    ],
)
def test_files_that_give_no_parameters(tmp_path: Path, content: str, message: str) -> None:
    template = tmp_path / "stack.yaml"
    template.write_text(CONDITIONAL)
    file = tmp_path / "parameters.json"
    file.write_text(content)
    with pytest.raises(InputError, match=message):
        cloudformation.load(str(template), Options({}, [str(file)]))
