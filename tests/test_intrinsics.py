"""Intrinsic functions, as far as a template decides them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.templates import data, load, value

PARAMETERS = """
Parameters:
  Env: {Type: String, Default: dev}
  Size: {Type: Number, Default: 20}
  Zones: {Type: CommaDelimitedList, Default: "a, b,c"}
  Open: {Type: String}
  OpenList: {Type: "List<AWS::EC2::Subnet::Id>"}
  Image: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: /ami}
Mappings:
  Sizes: {dev: {class: small, count: 1, disk: gp3}, prod: {class: large, count: 2, disk: gp3}}
Conditions:
  IsDev: !Equals [!Ref Env, dev]
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("!Ref Env", "dev"),
        ("!Ref Size", 20),
        ("!Ref Zones", ["a", "b", "c"]),
        ("!Ref AWS::Region", "${AWS::Region}"),
        ("!Ref Other", {"$ref": "Other", "attribute": "Ref"}),
        ("!GetAtt Other.Arn", {"$ref": "Other", "attribute": "Arn"}),
        ("!GetAtt [Other, Endpoint.Address]", {"$ref": "Other", "attribute": "Endpoint.Address"}),
        ("!Sub '${Env}-x'", "dev-x"),
        ("!Sub ['${A}-${Env}', {A: !Ref Size}]", "20-dev"),
        ("!Sub '${Other}'", {"$ref": "Other", "attribute": "Ref"}),
        ("!Sub 'arn:${Other.Arn}/*'", "arn:${Other.Arn}/*"),
        ("!Sub '${!Literal}-${Env}'", "${Literal}-dev"),
        ("!Sub 'x-${Open}'", "x-${Open}"),
        ("!Join ['-', [a, !Ref Env, !Ref Size]]", "a-dev-20"),
        ("!Join [',', !Ref Zones]", "a,b,c"),
        ("!Select [1, !Ref Zones]", "b"),
        ("!Select ['0', [x, y]]", "x"),
        ("!Select [1, !GetAZs '']", "${AWS::AvailabilityZones.1}"),
        ("!Select [1, !GetAZs {Ref: AWS::Region}]", "${AWS::AvailabilityZones.1}"),
        ("!Select [1, !GetAZs eu-west-1]", "${AWS::AvailabilityZones.eu-west-1.1}"),
        ("!Split ['/', 'a/b']", ["a", "b"]),
        ("!FindInMap [Sizes, !Ref Env, class]", "small"),
        ("!FindInMap [Sizes, nope, class, {DefaultValue: tiny}]", "tiny"),
        ("!FindInMap [Sizes, !Ref AWS::Region, disk]", "gp3"),
        ("!If [IsDev, 1, 2]", 1),
        ("!If [IsDev, !Ref AWS::NoValue, 2]", None),
        ("!Base64 {'Fn::Sub': 'hi ${Env}'}", "hi dev"),
        ("!Cidr [10.0.0.0/16, 2, 8]", ["10.0.0.0/24", "10.0.1.0/24"]),
        (
            "{'Fn::ToJsonString': {a: [1, !Ref Env], b: !GetAtt Other.Arn}}",
            '{"a":[1,"dev"],"b":"${Other.Arn}"}',
        ),
        ("{'Fn::Length': !Ref Zones}", 3),
        ("'{{resolve:secretsmanager:x}}'", "{{resolve:secretsmanager:x}}"),
        ("[1, !Ref AWS::NoValue, 2]", [1, 2]),
        ("2012-10-17", "2012-10-17"),
    ],
)
def test_evaluates(tmp_path: Path, expression: str, expected: Any) -> None:
    assert value(tmp_path, expression, head=PARAMETERS) == expected


@pytest.mark.parametrize(
    ("expression", "kind", "reason"),
    [
        ("!Ref Open", "parameter", "parameter Open has no default"),
        ("!Sub '${Open}'", "parameter", "parameter Open has no default"),
        ("!Ref Image", "ssm", "parameter Image is read from Systems Manager"),
        ("!ImportValue net-vpc", "import", "imported from another stack (net-vpc)"),
        ("{'Fn::GetStackOutput': {StackName: net, OutputName: Vpc}}", "import", None),
        ("!GetAZs ''", "pseudo", None),
        ("!Join [',', !Ref OpenList]", "parameter", "parameter OpenList has no default"),
        ("!Select [0, !Ref OpenList]", "parameter", "parameter OpenList has no default"),
        ("!FindInMap [Sizes, !Ref Open, class]", "parameter", "parameter Open has no default"),
        ("!FindInMap [Sizes, nope, class]", "mapping", "mapping Sizes has no entry for nope, class"),
        ("!Ref Nothing", "undefined", "Nothing is not defined in the template"),
        ("!If [Nope, 1, 2]", "undefined", "condition Nope is not defined in the template"),
        ("{Ref: !ImportValue name}", "import", "imported from another stack (name)"),
        ("!GetAtt Nothing.Arn", "undefined", None),
        ("!Cidr [!Ref Open, 2, 8]", "parameter", None),
        ("!Select [7, [a]]", "function", None),
    ],
)
def test_leaves_open_with_a_reason(tmp_path: Path, expression: str, kind: str, reason: str | None) -> None:
    unknown = value(tmp_path, expression, head=PARAMETERS)
    assert unknown["kind"] == kind
    assert reason is None or unknown["$unknown"] == reason


def test_a_given_value_decides(tmp_path: Path) -> None:
    assert value(tmp_path, "!Sub '${Open}-x'", head=PARAMETERS, Open="it") == "it-x"


def test_two_entries_of_a_mapping_by_region_are_not_the_same(tmp_path: Path) -> None:
    first = value(tmp_path, "!FindInMap [Sizes, !Ref AWS::Region, class]", head=PARAMETERS)
    second = value(tmp_path, "!FindInMap [Sizes, !Ref AWS::Region, count]", head=PARAMETERS)
    assert first["expression"] != second["expression"]


@pytest.mark.parametrize(
    ("expression", "candidates"),
    [
        ("!FindInMap [Sizes, !Ref Open, class]", ["small", "large"]),
        ("!FindInMap [Sizes, !Ref AWS::Region, !Ref Open]", ["small", 1, "gp3", "large", 2]),
        ("!FindInMap [Sizes, !Ref Open, class, {DefaultValue: tiny}]", None),
        ("!FindInMap [Sizes, !Ref Open, disk, {DefaultValue: gp2}]", None),
        ("!FindInMap [!Ref Open, dev, class]", None),
        ("!Sub '${Open}'", None),
        ("!Ref Listed", ["one", "two"]),
    ],
)
def test_says_what_an_open_value_can_become(
    tmp_path: Path, expression: str, candidates: list[object] | None
) -> None:
    head = PARAMETERS.replace("  Open:", "  Listed: {Type: String, AllowedValues: [one, two]}\n  Open:")
    found = data(tmp_path, f"{head}\nResources:\n  It: {{Type: A::B::C, Properties: {{P: {expression}}}}}\n")
    assert found["resources"]["It"]["unknowns"][0].get("candidates") == candidates


def test_a_zone_of_an_open_list_keeps_its_place(tmp_path: Path) -> None:
    first = value(tmp_path, "!Select [0, !Ref OpenList]", head=PARAMETERS)
    second = value(tmp_path, "!Select [1, !Ref OpenList]", head=PARAMETERS)
    assert first["expression"] != second["expression"]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("{'Fn::Nonsense': 1}", "unknown intrinsic function Fn::Nonsense"),
        ("!Join [a]", "Fn::Join needs a list of 2 arguments"),
        ("!Select [x, [a]]", "'x' is no index for Fn::Select"),
        ("!If [a, 1]", "Fn::If needs a list of 3 arguments"),
        ("!Ref [a]", "Ref needs a name"),
        ("!Sub {a: b}", "Fn::Sub needs text"),
    ],
)
def test_a_wrong_expression_is_a_fault_and_the_rest_is_read(
    tmp_path: Path, expression: str, message: str
) -> None:
    document = load(
        tmp_path,
        f"""\
        Resources:
          It:
            Type: AWS::Test::It
            Properties:
              Of: {expression}
              Rest: 1
        """,
    )
    place = "Resources.It.Properties.Of"
    fault = {"kind": "shape", "attribute": place, "message": message}
    assert [one for one in document.data["faults"] if one["kind"] == "shape"] == [fault]
    assert document.data["attributes"][place]["line"] == 5
    assert document.errors == ()
    properties = document.data["resources"]["It"]["properties"]
    assert properties["Rest"] == 1
    assert properties["Of"]["kind"] == "error"


NAMES = st.sampled_from(["Env", "Open", "Other", "AWS::Region", "AWS::StackName"])
PLAIN = st.text(
    st.characters(codec="ascii", exclude_characters="$\\'\"{}", min_codepoint=32, max_codepoint=126),
    max_size=8,
)
PIECES = st.lists(st.one_of(PLAIN, NAMES.map(lambda name: {"Ref": name})), min_size=1, max_size=6)
PER_EXAMPLE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(PIECES)
@PER_EXAMPLE
def test_sub_equals_the_join_it_abbreviates(tmp_path: Path, pieces: list[Any]) -> None:
    text = "".join(piece if isinstance(piece, str) else f"${{{piece['Ref']}}}" for piece in pieces)
    joined = value(tmp_path, json.dumps({"Fn::Join": ["", pieces]}), head=PARAMETERS)
    assert value(tmp_path, json.dumps({"Fn::Sub": text}), head=PARAMETERS) == joined


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(10**6), 10**6), PLAIN)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.from_regex(r"[A-Z][a-z]{1,6}", fullmatch=True).filter(lambda key: key != "Ref"),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@given(TREES)
@PER_EXAMPLE
def test_evaluating_what_is_resolved_changes_nothing(tmp_path: Path, tree: Any) -> None:
    assert value(tmp_path, json.dumps(tree), head=PARAMETERS) == tree


@given(st.lists(PLAIN.filter(lambda text: "," not in text), min_size=1, max_size=5))
@PER_EXAMPLE
def test_split_undoes_join(tmp_path: Path, items: list[str]) -> None:
    expression = json.dumps({"Fn::Split": [",", {"Fn::Join": [",", items]}]})
    assert value(tmp_path, expression, head=PARAMETERS) == items
