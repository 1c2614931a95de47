from __future__ import annotations

import codecs
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.cloudformation import source, yaml_source
from adapters.cloudformation.source import parse
from adapters.errors import InputError
from adapters.json_source import parse_json
from adapters.text import decode
from adapters.tree import Node

YAML = """\
AWSTemplateFormatVersion: 2010-09-09
Description: >
  A bucket
  and a queue

Parameters:
  Size: {Type: Number, Default: 20}   # GiB
Mappings:
  Accounts:
    012345678901: {Name: &name main}
Resources:
  # the bucket
  Bucket:
    Type: AWS::S3::Bucket
    Properties: &shared
      Tags:
        - Key: Name
          Value: !Sub "${AWS::StackName}-bucket"
        - {Key: Size, Value: !Ref Size}

      BucketName: *name

  Function:
    Type: AWS::Lambda::Function
    Properties:
      <<: *shared
      Code:
        ZipFile: !Sub |
          import os

          print(os.environ)

      # the end
      Role: !GetAtt
        - Role
        - Arn
Outputs:
  Arn: {Value: !GetAtt Function.Arn, Export: {"Name": !Join [":", [a, 'b']]}}
"""
JSON = """\
{
  "Resources": {
    "Bucket": {"Type": "AWS::S3::Bucket",
      "Properties": {
        "Tags": [
          {"Key": "a\\u00e9\\n\\"", "Value": {"Ref": "AWS::StackName"}},
          {"Key": "n", "Value": -1.5e2}
        ],
        "Versioned": true, "Nothing": null, "Empty": {}, "None": [
        ]
      }
    }
  }
}
"""
FUNCTIONS = [
    "And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap", "GetAZs",
    "GetAtt", "GetStackOutput", "If", "ImportValue", "Join", "Length", "Not", "Or", "RefAll", "Select",
    "Split", "Sub", "ToJsonString", "Transform", "ValueOf", "ValueOfAll",
]  # fmt: skip
NO_JSON = [
    "", "1 2", "[1,]", "[,]", "[1 2]", '{"a"}', "01", "1.", ".5", "+1", "-", "NaN", "tru", "truex", "'a'",
    "// a\n1", '"a\tb"', '"\\x41"', '"\\u12"', '"', "{a: 1}", "[", "{", '{"a":', "\x00", "\u00a01",
]  # fmt: skip
PARSERS_OF_YAML = [pytest.param(yaml.CSafeLoader, id="C"), pytest.param(yaml.SafeLoader, id="Python")]


@pytest.fixture(params=PARSERS_OF_YAML)
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "_Loader", request.param)


def data(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {key: data(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [data(child) for child in node.value]
    return node.value


def at(node: Node, *path: str | int) -> Node:
    for step in path:
        assert isinstance(node.value, dict if isinstance(step, str) else list)
        node = node.value[step]  # type: ignore[index]
    return node


def lines(node: Node, *path: str | int) -> tuple[int, int]:
    found = at(node, *path)
    return found.line, found.end_line


def error(text: str) -> InputError:
    with pytest.raises(InputError) as raised:
        parse("stack.yaml", text)
    return raised.value


def value(text: str) -> Any:
    """What `text` means as the value of a key."""
    return data(parse("stack.yaml", f"Key: {text}\n"))["Key"]


@pytest.mark.usefixtures("_either_parser")
class TestYaml:
    def test_values(self) -> None:
        document = data(parse("stack.yaml", YAML))
        assert document["AWSTemplateFormatVersion"] == "2010-09-09"
        assert document["Description"] == "A bucket and a queue\n"
        assert document["Parameters"]["Size"] == {"Type": "Number", "Default": 20}
        assert document["Mappings"]["Accounts"] == {"012345678901": {"Name": "main"}}
        bucket = document["Resources"]["Bucket"]["Properties"]
        assert bucket["Tags"][0]["Value"] == {"Fn::Sub": "${AWS::StackName}-bucket"}
        assert bucket["BucketName"] == "main"
        function = document["Resources"]["Function"]["Properties"]
        assert function["Tags"] == bucket["Tags"]
        assert function["Code"]["ZipFile"] == {"Fn::Sub": "import os\n\nprint(os.environ)\n"}
        assert function["Role"] == {"Fn::GetAtt": ["Role", "Arn"]}
        assert document["Outputs"]["Arn"] == {
            "Value": {"Fn::GetAtt": "Function.Arn"},
            "Export": {"Name": {"Fn::Join": [":", ["a", "b"]]}},
        }

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ((), (1, 38)),
            (("Description",), (2, 4)),
            (("Parameters", "Size", "Default"), (7, 7)),
            (("Resources",), (11, 36)),
            (("Resources", "Bucket"), (13, 21)),
            (("Resources", "Bucket", "Properties", "Tags"), (16, 19)),
            (("Resources", "Bucket", "Properties", "Tags", 0), (17, 18)),
            (("Resources", "Bucket", "Properties", "Tags", 0, "Value", "Fn::Sub"), (18, 18)),
            (("Resources", "Bucket", "Properties", "Tags", 1, "Value"), (19, 19)),
            (("Resources", "Bucket", "Properties", "BucketName"), (21, 21)),
            (("Resources", "Function"), (23, 36)),
            (("Resources", "Function", "Properties", "Tags"), (16, 19)),
            (("Resources", "Function", "Properties", "Code"), (27, 31)),
            (("Resources", "Function", "Properties", "Code", "ZipFile"), (28, 31)),
            (("Resources", "Function", "Properties", "Role"), (34, 36)),
        ],
    )
    def test_lines(self, path: tuple[str | int, ...], expected: tuple[int, int]) -> None:
        assert lines(parse("stack.yaml", YAML), *path) == expected

    @pytest.mark.parametrize(
        ("text", "end"),
        [
            ("A: |\n  x\n\n\n# c\nB: 1\n", 2),
            ("A: |+\n  x\n\n\nB: 1\n", 2),
            ("A: >-\n  x\n\n  y\n \nB: 1\n", 4),
            ("A: |\n\n\nB: 1\n", 1),
            ("A:\n\n# c\nB: 1\n", 1),
            ("? A\n\n# c\n? B\n: 1\n", 1),
            ("A:\n-\n\n# c\nB: 1\n", 2),
            ("A:\n  - x\n  # c\n\nB: 1\n", 2),
            ("A: x\n  y\n\nB: 1\n", 2),
            ("A: 'x\n\n  y'\nB: 1\n", 3),
            ("A: [x,\n  y # c\n  ]\n\nB: 1\n", 3),
            ("A: !Ref\n  x\nB: 1\n", 2),
            ("A: !Not\n  - x\n\nB: 1\n", 2),
            ("A: &a\n\nB: 1\n", 1),
            ("A:\r\n  - x\r\n\r\nB: 1\r\n", 2),
            ("A:\r  - x\r\rB: 1\r", 2),
            ("A: |\r\rB: 1\r", 1),
        ],
    )
    def test_value_ends_with_its_last_line_of_content(self, text: str, end: int) -> None:
        assert lines(parse("stack.yaml", text), "A") == (1, end)
        assert lines(parse("stack.yaml", text), "B")[0] > end

    def test_file_without_a_last_line_break(self) -> None:
        assert lines(parse("stack.yaml", "A: |\n  x"), "A") == (1, 2)
        assert lines(parse("stack.yaml", "A:\n  - x"), "A") == (1, 2)

    def test_line_is_counted_as_editors_count(self) -> None:
        root = parse("stack.yaml", "A: 'x\u2028y\x85z'\nB:\n  - C: \u2029\n    D: 1\nE: 2\n")
        assert [lines(root, "A"), lines(root, "B"), lines(root, "E")] == [(1, 1), (2, 4), (5, 5)]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2012-10-17", "2012-10-17"),
            ("2012-10-17T00:00:00Z", "2012-10-17T00:00:00Z"),
            ("22:22", "22:22"),
            ("012345678901", "012345678901"),
            ("012345670123", "012345670123"),
            ("123456789012", 123456789012),
            ("0755", "0755"),
            ("0x1F", "0x1F"),
            ("0b101", "0b101"),
            ("1_000", "1_000"),
            ("0", 0),
            ("-5", -5),
            ("+5", 5),
            ("1.5", 1.5),
            ("-.5", -0.5),
            ("1.", 1.0),
            ("1.5e3", 1500.0),
            ("1e3", "1e3"),
            ("1.0e999", "1.0e999"),
            (".inf", ".inf"),
            (".nan", ".nan"),
            (".", "."),
            ("12345678901234567890123", 12345678901234567890123),
            ("9" * 5000, "9" * 5000),
            ("10.0.0.0/16", "10.0.0.0/16"),
            ("1.2.3", "1.2.3"),
            ("yes", True),
            ("NO", False),
            ("On", True),
            ("off", False),
            ("true", True),
            ("y", "y"),
            ("tRUE", "tRUE"),
            ("null", None),
            ("~", None),
            ("", None),
            ("'yes'", "yes"),
            ('"10"', "10"),
            ("'null'", "null"),
            ("! 10", "10"),
            ("!!str 10", "10"),
            ("!!int '10'", "10"),
            ("!!int 10", 10),
            ("!!map {}", {}),
            ("<<", "<<"),
        ],
    )
    def test_scalars(self, text: str, expected: object) -> None:
        found = value(text)
        assert found == expected
        assert type(found) is type(expected)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("!Ref X", {"Ref": "X"}),
            ("!Condition X", {"Condition": "X"}),
            ("!GetAtt A.B", {"Fn::GetAtt": "A.B"}),
            ("!GetAtt [A, B]", {"Fn::GetAtt": ["A", "B"]}),
            ("!Sub ['${A}', {A: !Ref B}]", {"Fn::Sub": ["${A}", {"A": {"Ref": "B"}}]}),
            ("!Base64 10", {"Fn::Base64": "10"}),
            ("!GetAZs ''", {"Fn::GetAZs": ""}),
            ("!GetAZs", {"Fn::GetAZs": ""}),
            ("!Select [0, !GetAZs ]", {"Fn::Select": [0, {"Fn::GetAZs": ""}]}),
            ("!If [A, !Ref AWS::NoValue, 1]", {"Fn::If": ["A", {"Ref": "AWS::NoValue"}, 1]}),
            ("!Transform {Name: AWS::Include}", {"Fn::Transform": {"Name": "AWS::Include"}}),
            ("!Not [!Condition A]", {"Fn::Not": [{"Condition": "A"}]}),
        ],
    )
    def test_intrinsics_get_their_long_form(self, text: str, expected: object) -> None:
        assert value(text) == expected

    @pytest.mark.parametrize("name", FUNCTIONS)
    def test_every_intrinsic_has_a_short_form(self, name: str) -> None:
        assert value(f"!{name} [a]") == {f"Fn::{name}": ["a"]}

    @pytest.mark.parametrize(
        ("tag", "words"),
        [
            ("!Foo x", "unknown intrinsic function !Foo"),
            ("!ref x", "unknown intrinsic function !ref, did you mean !Ref?"),
            ("!ForEach x", "write Fn::ForEach"),
            ("!!set {a}", "!!set"),
            ("!x!y z", "unknown tag"),
        ],
    )
    def test_unknown_tag(self, tag: str, words: str) -> None:
        raised = error(f"A: 1\nB:\n  C: {tag}\n")
        assert words in raised.message
        assert (raised.line, raised.column) == (3, 6)

    def test_error_about_a_tag_that_may_be_a_password_does_not_show_it(self) -> None:
        assert "Passw0rd" not in str(error("Password: !Passw0rd\n"))
        assert "Passw0rd" not in str(error("Password: *Passw0rd\n"))

    def test_keys_stay_as_they_are_written(self) -> None:
        root = parse(
            "stack.yaml", "Resources:\n  8080: a\n  yes: b\n  1.10: c\n  0123: d\n  '': e\n  !!str 1: f\n"
        )
        assert list(data(root)["Resources"]) == ["8080", "yes", "1.10", "0123", "", "1"]

    @pytest.mark.parametrize(
        "key", ["null", "~", "? ", "[a]", "{a: b}", "{{resolve:ssm:x}}", "!Ref a", "? - a\n "]
    )
    def test_key_that_is_no_text(self, key: str) -> None:
        raised = error(f"Resources:\n  {key}: a\n")
        assert raised.line == 2
        assert "key" in raised.message

    def test_merge_keys(self) -> None:
        root = parse(
            "stack.yaml",
            """\
A: &a {x: 1, y: 1}
B: &b {y: 2, z: 2}
C:
  z: 3
  <<: *a
D:
  <<: [*a, *b]
E:
  <<: {x: 5}
F: {"<<": 1}
""",
        )
        assert data(root)["C"] == {"x": 1, "y": 1, "z": 3}
        assert data(root)["D"] == {"x": 1, "y": 1, "z": 2}
        assert data(root)["E"] == {"x": 5}
        assert data(root)["F"] == {"<<": 1}
        assert [lines(root, "C", "x"), lines(root, "C", "z"), lines(root, "C")] == [(1, 1), (4, 4), (3, 5)]

    @pytest.mark.parametrize("merged", ["1", "[1]", "[a, {b: 1}]"])
    def test_merge_key_with_something_else(self, merged: str) -> None:
        raised = error(f"A: 1\nB:\n  <<: {merged}\n")
        assert raised.line == 3
        assert "<<" in raised.message

    def test_alias_is_written_where_it_stands(self) -> None:
        root = parse("stack.yaml", "A: &a\n  x: 1\nB:\n  *a\n&c C: 1\nD: *c\n&d E: {*d : 2}\n")
        assert data(root) == {"A": {"x": 1}, "B": {"x": 1}, "C": 1, "D": "C", "E": {"E": 2}}
        assert [lines(root, "B"), lines(root, "B", "x")] == [(3, 4), (2, 2)]

    def test_alias_inside_itself(self) -> None:
        raised = error("A: &a\n  B:\n    - *a\n")
        assert (raised.line, raised.column) == (3, 7)
        assert "inside the value" in raised.message

    def test_undefined_alias(self) -> None:
        raised = error("A: *a\n")
        assert (raised.line, raised.column) == (1, 4)

    def test_aliases_that_multiply(self) -> None:
        levels = "abcdefghij"
        text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for below, level in pairwise(levels):
            text += f"{level}: &{level} [{', '.join([f'*{below}'] * 10)}]\n"
        assert "aliases" in error(text).message

    def test_aliases_that_nest(self) -> None:
        text = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 200))
        assert "nested" in error(text).message

    def test_a_chain_of_merges_does_not_nest(self) -> None:
        text = "a0: &a0 {x: 0}\n" + "".join(f"a{i}: &a{i}\n  <<: [*a{i - 1}]\n" for i in range(1, 200))
        assert data(parse("stack.yaml", text))["a199"] == {"x": 0}

    @pytest.mark.parametrize(
        ("text", "line", "column", "words"),
        [
            ("A:\n  b: c: d\n", 2, 7, "second ': '"),
            ("A:\n  b: 1\n    c: 2\n", 3, 6, "indentation"),
            ("A:\n    b: 1\n  c: 2\n", 3, 3, "key of the mapping that begins in line 1"),
            ("A:\n  b: 1\n  c\n  d: 1\n", 3, 3, "expected a key and ': '"),
            ("A:\n  - b\n  c: 1\n", 3, 3, "'- ' of the list that begins in line 2"),
            ("A:\n\tb: 1\n", 2, 1, "tab"),
            ("A:\n  b: 1\n\tc: 1\n", 3, 1, "tab"),
            ("A: |\n  x\n\ty\n", 3, 1, "tab"),
            ('A: "b\nC: d\n', 1, 4, "never closed"),
            ('A: "b\n---\nC: d\n', 1, 4, "never closed"),
            ("A: [b, c\nD: e\n", 2, 2, "',' or ']' in the list that begins in line 1"),
            ("A: {b: c\nD: e\n", 2, 2, "',' or '}' in the mapping that begins in line 1"),
            ("A: [b, c\n", 1, 4, "this '[' is never closed"),
            ("A: 1\nB: {b: c\n\n", 2, 4, "this '{' is never closed"),
            ("A:\n  b: [\n", 2, 6, "this '[' is never closed"),
            ("A: [{b: c}, {\n\n", 1, 13, "this '{' is never closed"),
            ("A: *\n", 1, 4, "begins with '*' has to be quoted"),
            ("A: @b\n", 1, 4, "begins with '@' has to be quoted"),
            ("A: %b\n", 1, 4, "begins with '%' has to be quoted"),
            ('A: "b" c\n', 1, 8, "nothing may follow the value"),
            ("A: - b\n", 1, 4, "list"),
            ("A: ? b\n", 1, 4, "quoted"),
            (": b\n", 1, 1, "key is missing"),
            ("A: ]\n", 1, 4, "expected a value, found ']'"),
            ("A: | b\n c\n", 1, 6, "follow '|'"),
            ("A: !<foo b\n", 1, 4, "tag"),
            ("A:\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> x\n", 2, 1, "merge conflict"),
            ("%YAML 3.0\n---\nA: 1\n", 1, 1, "YAML 1.1"),
            ("%YAML 1.1\nA: 1\n", 2, 1, "ended"),
            ("A: 1\n...\nB: 1\n", 3, 1, "ended"),
            ("A: 1\n---\nB: 1\n", 2, 1, "second YAML document"),
            ("A: 1\nB: \x07\n", 2, 4, "U+0007"),
            ("A: 1\nB:\n  C: 1\n  D: 2\n  C: 3\n", 5, 3, 'duplicate key "C", first written in line 3'),
            ("A: 1\n'A': 1\n", 2, 1, "duplicate"),
            ("A: {b: 1, b: 2}\n", 1, 11, "duplicate"),
            ("A: 1\n" + "- " * 5000, 2, 1, ""),
            ("A: " + "[" * 5000, 1, 103, "nested more than 100 levels"),
            ("A: " + "{a: " * 5000, 1, None, "nested more than 100 levels"),
            ("A: " + "[!Not " * 60 + "]" * 60, 1, None, "nested more than 100 levels"),
        ],
    )
    def test_errors(self, text: str, line: int, column: int | None, words: str) -> None:
        raised = error(text)
        assert raised.line == line
        assert column in (raised.column, None)
        assert words in raised.message
        assert raised.path == "stack.yaml"

    @pytest.mark.parametrize("escape", [r"\d", r"\xzz", r"\ud800", r"\UFFFFFFFF"])
    def test_wrong_escapes(self, escape: str) -> None:
        error(f'A: "{escape}"\n')

    @pytest.mark.parametrize(
        "text", ["---\nA: 1\n", "A: 1\n...\n", "\ufeffA: 1\n", "%YAML 1.1\n---\nA: 1", "{A: 1,}"]
    )
    def test_markers_of_a_document(self, text: str) -> None:
        assert data(parse("stack.yaml", text)) == {"A": 1}

    @given(
        st.dictionaries(
            st.text(),
            st.recursive(
                st.none()
                | st.booleans()
                | st.integers()
                | st.floats(allow_nan=False, allow_infinity=False)
                | st.text(),
                lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
                max_leaves=10,
            ),
        )
    )
    @settings(max_examples=30, deadline=None)
    def test_what_pyyaml_writes_is_read(self, document: dict[str, Any]) -> None:
        for flow in (True, False):
            text = yaml.safe_dump(document, default_flow_style=flow)
            assert data(yaml_source.parse_yaml("stack.yaml", text)) == document


class TestJson:
    def test_values(self) -> None:
        assert data(parse("stack.json", JSON)) == json.loads(JSON)

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ((), (1, 14)),
            (("Resources", "Bucket"), (3, 12)),
            (("Resources", "Bucket", "Type"), (3, 3)),
            (("Resources", "Bucket", "Properties"), (4, 11)),
            (("Resources", "Bucket", "Properties", "Tags"), (5, 8)),
            (("Resources", "Bucket", "Properties", "Tags", 1), (7, 7)),
            (("Resources", "Bucket", "Properties", "Nothing"), (9, 9)),
            (("Resources", "Bucket", "Properties", "None"), (9, 10)),
        ],
    )
    @pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
    def test_lines(self, path: tuple[str | int, ...], expected: tuple[int, int], line_break: str) -> None:
        assert lines(parse("stack.json", JSON.replace("\n", line_break)), *path) == expected

    def test_value_in_the_line_after_its_key(self) -> None:
        assert lines(parse("stack.json", '{"a":\n1\n,"b"\n:\n[\n]}'), "a") == (1, 2)
        assert lines(parse("stack.json", '{"a":\n1\n,"b"\n:\n[\n]}'), "b") == (3, 6)

    @pytest.mark.parametrize(
        ("text", "line", "column", "words"),
        [
            ('{"a": 1\n "b": 2}', 2, 2, "expected ',' or '}', found '\"'"),
            ('{"a": [1\n 2]}', 2, 2, "expected ',' or ']', found '2'"),
            ('{"a" 1}', 1, 6, "expected ':'"),
            ('{"a": 1, b: }', 1, 10, "expected a key in double quotes, found 'b'"),
            ('{"a": [}', 1, 8, "expected a value, found '}'"),
            ('{"a": 1\n', 1, 1, "this '{' is never closed"),
            ('{"a": [\n1,', 1, 7, "this '[' is never closed"),
            ('{"a": "x\ny"', 1, 7, "closing quote"),
            ('{"a": "\\d"}', 1, 8, "escape"),
            ('{"a": "\\ud83d"}', 1, 7, "half"),
            ('{"a": 1}}', 1, 9, "should end here"),
            ('{"a": 1}\n{"b": 2}', 2, 1, "should end here"),
            ('{"a": 1, "b": {"c": 1,\n"c": 2}}', 2, 1, 'duplicate key "c", first written in line 1'),
            ('{"a": ' + "[" * 5000, 1, 106, "nested more than 100 levels"),
            ('{"a": /* x */ ]', 1, 7, "comment"),
        ],
    )
    def test_errors(self, text: str, line: int, column: int, words: str) -> None:
        with pytest.raises(InputError) as raised:
            parse_json("plan.json", text)
        assert (raised.value.line, raised.value.column) == (line, column)
        assert words in raised.value.message

    @pytest.mark.parametrize("text", NO_JSON)
    def test_json_is_strict(self, text: str) -> None:
        with pytest.raises(InputError):
            parse_json("plan.json", text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("12345678901234567890123", 12345678901234567890123),
            ("9" * 5000, "9" * 5000),
            ("1e999", "1e999"),
            ("1e3", 1000.0),
            ("-0", 0),
            ('"\\ud83d\\ude00"', "😀"),
            ('"\\/\\b\\f\\n\\r\\t\\u00e9"', "/\b\f\n\r\té"),
        ],
    )
    def test_scalars(self, text: str, expected: object) -> None:
        assert parse_json("plan.json", text).value == expected

    @given(
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        ),
        st.sampled_from([None, 0, 2, "\t"]),
        st.booleans(),
    )
    @settings(max_examples=50, deadline=None)
    def test_what_json_writes_is_read(
        self, document: Any, indent: int | str | None, ascii_only: bool
    ) -> None:
        text = json.dumps(document, indent=indent, ensure_ascii=ascii_only)
        assert data(parse_json("plan.json", text)) == document

    def test_braces_that_are_yaml(self) -> None:
        assert data(parse("stack.yaml", "{Resources: {A: !Ref B}, # c\n}")) == {
            "Resources": {"A": {"Ref": "B"}}
        }
        assert data(parse("stack.yaml", '{"Resources": {"A": [1,],}}')) == {"Resources": {"A": [1]}}

    def test_error_in_braces_is_of_the_format_that_is_meant(self) -> None:
        assert "double quotes" not in error("{Resources: {A: !Foo B}}").message
        assert "!Foo" in error("{Resources: {A: !Foo B}}").message
        assert "closing quote" in error('{"Resources": {"A": "x\n}}').message


class TestRead:
    @pytest.mark.parametrize(
        "content",
        [
            "A: é\n".encode(),
            codecs.BOM_UTF8 + "A: é\n".encode(),
            "A: é\n".encode("utf-16"),
            codecs.BOM_UTF16_BE + "A: é\n".encode("utf-16-be"),
            codecs.BOM_UTF8 + '{"A": "é"}'.encode(),
        ],
    )
    def test_encodings(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "stack.yaml"
        path.write_bytes(content)
        assert data(source.read(path)) == {"A": "é"}

    @pytest.mark.parametrize(
        ("content", "line", "column", "words"),
        [
            (b"", None, None, "empty"),
            (b" \n\n", None, None, "empty"),
            (b"# nothing\n", None, None, "empty"),
            (b"---\n", None, None, "empty"),
            (codecs.BOM_UTF8, None, None, "empty"),
            (b"A: 1\nB: \xc3\xa9\xe9\n", 2, 5, "0xe9 is not UTF-8"),
            (b"\x7fELF\x02\x01\x01\x00\xff", None, None, "binary"),
            (b"A: \x00\n", None, None, "binary"),
            ("A: 1".encode("utf-16-le"), None, None, "binary"),
            (codecs.BOM_UTF16_LE + b"A", None, None, "binary"),
            ("A: 1".encode("utf-32"), None, None, "binary"),
            (b"- a\n", 1, None, "not a list"),
            (b"\n[1]\n", 2, None, "not a list"),
            (b"hello\n", 1, None, "not text"),
        ],
    )
    def test_errors(
        self, tmp_path: Path, content: bytes, line: int | None, column: int | None, words: str
    ) -> None:
        path = tmp_path / "stack.yaml"
        path.write_bytes(content)
        with pytest.raises(InputError, match=words) as raised:
            source.read(path)
        assert (raised.value.line, raised.value.column) == (line, column)
        assert raised.value.path == str(path)

    def test_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="cannot be read: No such file"):
            source.read(tmp_path / "stack.yaml")
        with pytest.raises(InputError, match="cannot be read"):
            source.read(tmp_path)

    def test_file_that_is_too_big(self, tmp_path: Path) -> None:
        path = tmp_path / "stack.yaml"
        path.write_text("A: 1\n" + "# a comment\n" * 400_000)
        with pytest.raises(InputError, match="larger than 4 MiB; CloudFormation takes up to 1 MiB"):
            source.read(path)
        with pytest.raises(InputError, match="larger than 4 MiB"):
            parse("stack.yaml", path.read_text())


def check(node: Node, last: int, depth: int = 0) -> None:
    assert 1 <= node.line <= node.end_line <= last
    assert depth <= 101
    children: Any = node.value.values() if isinstance(node.value, dict) else node.value
    if isinstance(children, str | int | float | None):
        json.dumps(children, allow_nan=False).encode()
        return
    for child in children:
        check(child, last, depth + 1)


def read_anything(content: bytes) -> None:
    """Bytes give a sound tree or an error that points into them."""
    last = content.count(b"\n") + content.count(b"\r") + 1
    problem = None
    try:
        root = parse("stack", decode("stack", content))
    except InputError as raised:
        problem = raised
    if problem is None:
        assert isinstance(root.value, dict)
        check(root, last)
    else:
        assert problem.line is None or 1 <= problem.line <= last + 1
        assert problem.column is None or problem.column >= 1


@pytest.mark.usefixtures("_either_parser")
class TestAnything:
    @given(st.binary())
    @settings(max_examples=100, deadline=None)
    @example(b"\xff\xfe\x00\xd8")
    @example(b'A: "\\UFFFFFFFF"')
    def test_bytes(self, content: bytes) -> None:
        read_anything(content)

    @given(st.text(alphabet="aA0.:-?!&*<>|'\"%@`{}[],#~\\u \t\n\r\u2028é\ufeff", max_size=60))
    @settings(max_examples=200, deadline=None)
    @example("%YAML 1." + "9" * 5000 + "\n---\n")
    @example("&a [*a]")
    @example("<<: &a {<<: *a}")
    def test_syntax(self, text: str) -> None:
        read_anything(text.encode())
        read_anything(("A: " + text).encode())
        read_anything(("{" + text).encode())

    @given(st.data())
    @settings(max_examples=100, deadline=None)
    def test_damaged_templates(self, draw: st.DataObject) -> None:
        text = draw.draw(st.sampled_from([YAML, JSON]))
        for _ in range(draw.draw(st.integers(1, 3))):
            start = draw.draw(st.integers(0, len(text)))
            end = start + draw.draw(st.integers(0, 20))
            text = (
                text[:start] + draw.draw(st.text(alphabet="aA:-!&*|'\"{}[], \t\n", max_size=5)) + text[end:]
            )
        read_anything(text.encode())
