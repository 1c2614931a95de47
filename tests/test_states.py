"""What Step Functions would refuse in definitions, as the document has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import cloudformation, states
from adapters.json_text import broken
from adapters.model import Options

MACHINE = "AWS::StepFunctions::StateMachine"
OPEN = {"$unknown": "parameter X has no default"}
TASK = {"Type": "Task", "Resource": "arn:aws:lambda:eu-central-1:123456789012:function:charge", "End": True}
DONE = {"Type": "Succeed"}


def said(definition: Any, **more: Any) -> list[tuple[str, str]]:
    properties = {"Definition": definition, **more}
    found = states.faults(MACHINE, properties, {"Properties": properties})
    return [(fault["attribute"].removeprefix("Definition."), fault["message"]) for fault in found]


def one(state: Any, **more: Any) -> list[tuple[str, str]]:
    """What is said of a machine with one state besides the end."""
    known = {"It": state} | ({"Done": DONE} if "Done" in json.dumps(state) else {})
    found = said({"StartAt": "It", "States": known}, **more)
    return [(place.removeprefix("States.It").removeprefix("."), message) for place, message in found]


@pytest.mark.parametrize(
    ("definition", "place", "message"),
    [
        ({"StartAt": "A"}, "Definition", "there are no `States`"),
        ({"States": {"A": DONE}}, "Definition", "`StartAt` is missing"),
        (
            {"StartAt": "a", "States": {"A": DONE}},
            "StartAt",
            "`StartAt` leads to `a`, and there is no such state; `A` is one",
        ),
        ({"StartAt": "A", "States": {"A": DONE, "B": DONE}}, "States.B", "nothing leads to the state `B`"),
        (
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}},
            "Definition",
            "the states lead to each other for ever: none of them ends",
        ),
        (
            {
                "StartAt": "A",
                "States": {"A": {"Type": "Map", "Iterator": {"StartAt": "A", "States": {"A": DONE}}, "End": True}},
            },
            "States.A.Iterator.States.A",
            "two states are called `A`",
        ),
        (
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed", "OutputPath": "$"}}},
            "States.A.OutputPath",
            "`OutputPath` is for JSONPath, and this state is written in JSONata",
        ),
    ],
)  # fmt: skip
def test_faults_of_a_machine(definition: Any, place: str, message: str) -> None:
    assert said(definition) == [(place, message)]


@pytest.mark.parametrize(
    ("state", "place", "message"),
    [
        ({"End": True}, "", "the state has no `Type`"),
        ({"Type": "task", "End": True}, "Type", "there is no type of state `task`; `Task` is one"),
        ({"Type": "Pass"}, "", "the state has neither `Next` nor `End`"),
        ({"Type": "Pass", "End": True, "Next": "Done"}, "", "the state has both `Next` and `End`"),
        ({"Type": "Task", "End": True}, "", "the task has no `Resource`"),
        ({"Type": "Succeed", "End": True}, "End", "a state of type Succeed has no `End`"),
        ({"Type": "Pass", "End": True, "Catch": []}, "Catch", "a state of type Pass has no `Catch`"),
        (
            {"Type": "Pass", "End": True, "Ressult": 1},
            "Ressult",
            "a state of type Pass has no `Ressult`; `Result` is one",
        ),
        (
            {"Type": "Wait", "End": True},
            "",
            "one of `Seconds`, `SecondsPath`, `Timestamp` and `TimestampPath` is missing",
        ),
        (
            {"Type": "Wait", "End": True, "Seconds": 1, "SecondsPath": "$.s"},
            "",
            "`Seconds` and `SecondsPath` exclude each other",
        ),
        ({"Type": "Map", "End": True}, "", "one of `ItemProcessor` and `Iterator` is missing"),
        ({"Type": "Parallel", "End": True}, "", "there are no `Branches`"),
        (
            {"Type": "Pass", "End": True, "Output": 1},
            "Output",
            "`Output` is for JSONata, and this state is written in JSONPath",
        ),
        (TASK | {"ResultPath": "result"}, "ResultPath", "`result` is no path: those begin with `$`"),
        (
            TASK | {"Parameters": {"a": [{"b.$": "id"}]}},
            "Parameters.a[0].b.$",
            "`id` is neither a path, which begins with `$`, nor a function",
        ),
        (TASK | {"Retry": [{"MaxAttempts": 1}]}, "Retry[0]", "`ErrorEquals` is missing"),
        (
            TASK | {"Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["Busy"]}]},
            "Retry[0].ErrorEquals",
            "nothing after this `Retry` is ever tried: `States.ALL` belongs into the last",
        ),
        (
            TASK | {"Catch": [{"ErrorEquals": ["Busy", "States.ALL"], "Next": "Done"}]},
            "Catch[0].ErrorEquals",
            "`States.ALL` stands alone, or not at all",
        ),
    ],
)  # fmt: skip
def test_faults_of_a_state(state: Any, place: str, message: str) -> None:
    assert one(state) == [(place, message)]


@pytest.mark.parametrize(
    ("choice", "place", "message"),
    [
        ({"Variable": "$.a", "IsNull": True}, "", "`Next` is missing"),
        ({"Variable": "$.a", "Next": "Done"}, "", "the choice compares nothing"),
        ({"StringEquals": "a", "Next": "Done"}, "", "`Variable` is missing"),
        (
            {"Variable": "$.a", "StringEquals": "a", "IsNull": True, "Next": "Done"},
            "",
            "a choice makes one comparison, not both `StringEquals` and `IsNull`",
        ),
        ({"Not": {"And": [{"Variable": "$.a"}]}, "Next": "Done"}, ".Not.And[0]", "the choice compares nothing"),
    ],
)  # fmt: skip
def test_faults_of_a_choice(choice: Any, place: str, message: str) -> None:
    assert one({"Type": "Choice", "Choices": [choice], "Default": "Done"}) == [
        (f"Choices[0]{place}", message)
    ]


@pytest.mark.parametrize(
    ("integration", "message"),
    [
        ("s3:getObject", "there is no integration `s3`; `aws-sdk:s3` is one"),
        ("aws-sdk:s3:getObject", None),
        ("dynamodb:putItem.sync", "`dynamodb` runs no jobs that `.sync` could wait for"),
        ("states:startExecution.sync:2", None),
        (
            "glue:startJobRun.waitForTaskToken",
            "`glue` gives no token away, so that `.waitForTaskToken` waits for nothing",
        ),
        (
            "sqs:sendMessage.waitForTaskToken",
            "the token that the task waits for (`$$.Task.Token`) is given to nobody",
        ),
        ("a-new-one:start.sync", None),
    ],
)
def test_integrations(integration: str, message: str | None) -> None:
    resource = f"arn:${{AWS::Partition}}:states:::{integration}"
    found = one(TASK | {"Resource": resource, "Parameters": {"a": 1}})
    assert found == ([("Resource", message)] if message else [])


def test_a_token_that_is_passed_on() -> None:
    task = TASK | {"Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken"}
    for passed in ({"token.$": "$$.Task.Token"}, OPEN, {"all.$": "$$"}):
        assert one(task | {"Parameters": {"MessageBody": passed}}) == []
    assert one(task, StateMachineType="EXPRESS") == [
        ("Resource", "a state machine of type EXPRESS cannot wait with `.waitForTaskToken`")
    ]


@pytest.mark.parametrize(
    "definition",
    [
        OPEN,
        {"StartAt": OPEN, "States": {"A": OPEN, "B": DONE}},
        {"StartAt": "${First}", "States": {"A": DONE, "B": DONE}},
        {"StartAt": "A", "States": {"${Name}": DONE, "B": DONE}},
        {"StartAt": "A", "States": {"A": {"Type": "${Type}", "Next": "B"}, "B": {"Type": OPEN}}},
        {"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": OPEN}, "B": DONE}},
        # A state's own language says nothing of the states inside of it.
        {
            "StartAt": "A",
            "States": {
                "A": {
                    "Type": "Map",
                    "QueryLanguage": "JSONata",
                    "Items": "{% $states.input %}",
                    "ItemProcessor": {
                        "StartAt": "B",
                        "States": {"B": {"Type": "Pass", "Output": "x", "End": True}},
                    },
                    "End": True,
                }
            },
        },
    ],
)
def test_what_is_open_is_no_fault(definition: Any) -> None:
    assert said(definition) == []


def machine(tmp_path: Path, properties: str) -> Any:
    template = tmp_path / "template.yaml"
    template.write_text(
        "Resources:\n  Function:\n    Type: AWS::Lambda::Function\n"
        f"  It:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n{properties}"
    )
    [document] = cloudformation.load(str(template), Options())
    return document.data["resources"]["It"]


PLACEHOLDER = """\
      DefinitionString: {function} |
        {{
          "StartAt": "A",
          "States": {{
            "A": {{
              "Type": "Task", "Resource": "${{Function.Arn}}",
              "Parameters": {{"TableName": "${{Function}}"}}, "TimeoutSeconds": ${{Timeout}}, "Next": "B"
            }}
          }}
        }}
"""


def test_the_text_of_a_definition_is_read_where_it_stands(tmp_path: Path) -> None:
    resource = machine(tmp_path, PLACEHOLDER.format(function="!Sub"))
    found = [fault for fault in resource["faults"] if fault["kind"] == "definition"]
    assert [(fault["attribute"], fault["message"]) for fault in found] == [
        ("DefinitionString.States.A.Next", "`Next` leads to `B`, and there is no such state")
    ]
    assert resource["attributes"]["DefinitionString.States.A.Next"]["line"] == 13
    assert not any(fault["kind"] == "type" for fault in resource["faults"])


def test_names_that_nothing_fills_in(tmp_path: Path) -> None:
    literal = (
        PLACEHOLDER.format(function="").replace('"Next": "B"', '"End": true').replace("Function.Arn", "Arn")
    )
    found = machine(tmp_path, literal)["faults"]
    assert {fault["message"] for fault in found if fault["kind"] == "definition"} == {
        "nothing fills in `${Arn}`: use `Fn::Sub` or `DefinitionSubstitutions`",
        "nothing fills in `${Function}`: use `Fn::Sub` or `DefinitionSubstitutions`",
    }
    given = (
        "      DefinitionSubstitutions: {Arn: !GetAtt Function.Arn, Function: !Ref Function, Timeout: 1}\n"
    )
    found = machine(tmp_path, literal + given)["faults"]
    assert not any(fault["kind"] == "definition" for fault in found)


SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: app.handler, InlineCode: pass}
  It:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machines/orders.asl.FORMAT
      DefinitionSubstitutions: {Function: !GetAtt Function.Arn}
"""
FILES = {
    "json": """{
  "StartAt": "A",
  "States": {
    "A": {"Type": "Task", "Resource": "${Function}", "TimeoutSeconds": ${Timeout}, "Next": "B"}
  }
}""",
    "yaml": """
StartAt: A
States:
  A: {Type: Task, Resource: "${Function}", Next: B}
""",
}


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_definition_beside_the_template(tmp_path: Path, form: str) -> None:
    (tmp_path / "machines").mkdir()
    (tmp_path / "machines" / f"orders.asl.{form}").write_text(FILES[form])
    (tmp_path / "template.yaml").write_text(SAM.replace("FORMAT", form))
    [document] = cloudformation.load(str(tmp_path / "template.yaml"), Options())
    resource = document.data["resources"]["It"]
    [fault] = [fault for fault in resource["faults"] if fault["kind"] == "definition"]
    assert fault["attribute"] == "Definition.States.A.Next"
    place = resource["attributes"][fault["attribute"]]
    assert (place["path"].rpartition("/")[2], place["line"]) == (f"orders.asl.{form}", 4)


def test_a_definition_out_of_sight(tmp_path: Path) -> None:
    for place in ("../orders.asl.json", "s3://definitions/orders.json", "absent.json"):
        resource = machine(tmp_path, f"      DefinitionS3Location: {place}\n")
        assert "Definition" not in resource["properties"]


def test_a_definition_of_the_wrong_kind(tmp_path: Path) -> None:
    written = "      DefinitionString: {StartAt: A, States: {A: {Type: Succeed}}}\n"
    found = [fault for fault in machine(tmp_path, written)["faults"] if fault["kind"] == "definition"]
    assert [fault["message"] for fault in found] == [
        "`DefinitionString` is a text of JSON; `Definition` takes this"
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"a": "x, ${B}, y", "c": ${D}}', None),
        ('{"a": 1,}', "there must be no ',' before '}' (line 1 of the text)"),
        ('{"a": 1,\n ${Members}}', None),
        ('{"a": "${B}"\n "c": 1}', "expected ',' or '}', found '\"' (line 2 of the text)"),
    ],
)
def test_broken_text(text: str, why: str | None) -> None:
    assert broken(text) == why


NAMES = st.sampled_from(
    [
        "States",
        "StartAt",
        "A",
        "B",
        "Type",
        "Next",
        "End",
        "Choices",
        "Catch",
        "Branches",
        "Iterator",
        "Resource",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.just(OPEN) | st.sampled_from([1, "A", "B", "Task", "Map", "Choice", "${X}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(VALUES, VALUES)
def test_any_value_can_stand_for_a_definition(value: Any, state: Any) -> None:
    for definition in (value, {"StartAt": "A", "States": {"A": state, "B": value}}):
        for fault in states.faults(MACHINE, {"Definition": definition}, {"Properties": value}):
            assert fault["kind"] == "definition"
