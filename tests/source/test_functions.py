"""Where the code of functions is found, and where what is wrong with it stands."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stackgrade import profiles, ruleset, run
from stackgrade.findings import Finding
from stackgrade.run import Settings

BROKEN = "import requests\n\n\ndef other(event, context):\n    return requests.get(event)\n"
RULES = frozenset(rule.id for rule in ruleset.load().rules.values() if rule.is_python)
PLAIN = Settings(profiles.built_in("production"), RULES)
FUNCTION = """
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/orders
      Runtime: python3.13
      Handler: index.handler
      Code: %s
"""
SERVERLESS = """
Transform: AWS::Serverless-2016-10-31
%sResources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
%s"""
TERRAFORM = """
data "archive_file" "orders" {
  type        = "zip"
  output_path = "${path.module}/orders.zip"
  %s
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  filename      = data.archive_file.orders.output_path
  handler       = "index.handler"
  runtime       = "python3.13"
}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def found(path: str = ".", settings: Settings = PLAIN) -> dict[str, list[Finding]]:
    """The findings of rules in Python, by rule."""
    report = run.grade([path], settings, jobs=1)
    assert report.problems == ()
    by_rule: dict[str, list[Finding]] = {}
    for stack in report.stacks:
        for finding in stack.findings:
            by_rule.setdefault(finding.rule_id, []).append(finding)
    return by_rule


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(one.location["path"], one.location["start_line"], one.location["end_line"]) for one in findings]


LOCAL = {
    "package": ("stack.yaml", FUNCTION % "src"),
    "sam": ("stack.yaml", SERVERLESS % ("", "      CodeUri: src/\n")),
    "globals": ("stack.yaml", SERVERLESS % ("Globals:\n  Function:\n    CodeUri: src\n", "")),
    "folder": ("main.tf", TERRAFORM % 'source_dir = "${path.module}/src"'),
    "file": ("main.tf", TERRAFORM % 'source_file = "src/index.py"'),
}


@pytest.mark.parametrize("name", LOCAL)
def test_code_beside_a_template(name: str) -> None:
    path, text = LOCAL[name]
    write({path: text, "src/index.py": BROKEN})
    findings = found(path if path.endswith(".yaml") else ".")
    assert places(findings["FC_SOURCE_003"]) == [("src/index.py", 1, 1)]
    assert [one.message for one in findings["FC_SOURCE_002"]] == ["index.py has no function handler"]
    assert findings["FC_SOURCE_003"][0].resource.address in ("Orders", "aws_lambda_function.orders")


def test_code_of_an_assembly() -> None:
    asset = "0123456789abcdef" * 4
    resource = {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Code": {"S3Bucket": {"Fn::Sub": "cdk-assets-${AWS::AccountId}"}, "S3Key": f"{asset}.zip"},
            "Handler": "index.handler",
            "Role": "arn:aws:iam::123456789012:role/orders",
            "Runtime": "python3.13",
        },
    }
    manifest = {
        "version": "48.0.0",
        "artifacts": {
            "Shop": {
                "type": "aws:cloudformation:stack",
                "environment": "aws://unknown-account/unknown-region",
                "properties": {"templateFile": "Shop.template.json"},
            }
        },
    }
    write(
        {
            "cdk.out/manifest.json": json.dumps(manifest),
            "cdk.out/cdk.out": '{"version": "48.0.0"}',
            "cdk.out/Shop.template.json": json.dumps({"Resources": {"Orders": resource}}),
            f"cdk.out/asset.{asset}/index.py": BROKEN,
        }
    )
    assert places(found("cdk.out")["FC_SOURCE_003"]) == [(f"cdk.out/asset.{asset}/index.py", 1, 1)]


def test_code_in_a_package_that_is_there() -> None:
    with zipfile.ZipFile("orders.zip", "w") as package:
        package.writestr("index.py", BROKEN)
        package.writestr("requests/__init__.py", "")
    write({"stack.yaml": FUNCTION % "orders.zip"})
    findings = found("stack.yaml")
    assert "FC_SOURCE_003" not in findings
    assert places(findings["FC_SOURCE_002"]) == [("stack.yaml", 8, 8)]


def test_what_is_installed_beside_the_code_is_only_looked_up() -> None:
    write(
        {
            "stack.yaml": FUNCTION % "src",
            "src/index.py": BROKEN.replace("other", "handler"),
            "src/requests/__init__.py": "def (",
            "src/requests-2.0.dist-info/RECORD": "",
        }
    )
    assert found("stack.yaml") == {}


def test_what_a_list_asks_to_be_installed_is_unknown() -> None:
    write({"stack.yaml": FUNCTION % "src", "src/index.py": BROKEN, "src/requirements.txt": "requests==2.32"})
    assert [one.status for one in found("stack.yaml")["FC_SOURCE_003"]] == ["unknown"]


def test_what_is_listed_under_another_name_is_unknown() -> None:
    code = BROKEN.replace("other", "handler")
    write(
        {"stack.yaml": FUNCTION % "src", "src/index.py": code, "src/requirements.txt": "acme-http-kit>=2\n"}
    )
    assert [one.status for one in found("stack.yaml")["FC_SOURCE_003"]] == ["unknown"]


def test_a_list_of_what_is_in_the_runtime_brings_nothing() -> None:
    code = BROKEN.replace("other", "handler")
    write(
        {
            "stack.yaml": FUNCTION % "src",
            "src/index.py": code,
            "src/requirements.txt": "# none\nboto3==1.40\n",
        }
    )
    assert places(found("stack.yaml")["FC_SOURCE_003"]) == [("src/index.py", 1, 1)]


def test_the_answer_module_may_lie_beside_the_code() -> None:
    code = "import cfnresponse\n\n\ndef handler(event, context):\n    cfnresponse.send(event, context, 'SUCCESS', {})\n"
    write({"stack.yaml": FUNCTION % "src", "src/index.py": code})
    assert "FC_SOURCE_003" in found("stack.yaml")
    write({"src/cfnresponse.py": "def send(*answer):\n    print(answer)\n"})
    assert "FC_SOURCE_003" not in found("stack.yaml")


@pytest.mark.parametrize("place", ["../outside", "/etc", "s3://bucket/key"])
def test_a_template_names_nothing_outside_of_its_folder(place: str, tmp_path: Path) -> None:
    write({"in/stack.yaml": FUNCTION % place, "outside/index.py": BROKEN})
    assert found("in/stack.yaml") == {}


def test_code_from_elsewhere_is_not_judged() -> None:
    write({"stack.yaml": FUNCTION % "{S3Bucket: code, S3Key: orders.zip}"})
    assert found("stack.yaml") == {}


INLINE = {
    "block": """
        ZipFile: |
          import json
          import requests
          def handler(event, context):
            return requests.get(event)
""",
    "sub": """
        ZipFile: !Sub |
          import json
          import requests
          def handler(event, context):
            return requests.get(event, '${AWS::Region}')
""",
    "join": """
        ZipFile: !Join
          - "\\n"
          - - import json
            - import requests
            - "def handler(event, context):"
            - "  return requests.get(event)"
""",
}


@pytest.mark.parametrize(("name", "line"), [("block", 12), ("sub", 12), ("join", 13)])
def test_lines_of_inline_code(name: str, line: int) -> None:
    write({"stack.yaml": FUNCTION % INLINE[name]})
    assert places(found("stack.yaml")["FC_SOURCE_003"]) == [("stack.yaml", line, line)]


def test_code_in_one_line_of_json_stands_there() -> None:
    properties = {
        "Role": "arn:aws:iam::123456789012:role/orders",
        "Runtime": "python3.13",
        "Handler": "index.other",
        "Code": {"ZipFile": BROKEN},
    }
    template = {"Resources": {"Orders": {"Type": "AWS::Lambda::Function", "Properties": properties}}}
    text = json.dumps(template, indent=1)
    write({"stack.json": text})
    line = next(i for i, row in enumerate(text.splitlines(), start=1) if "ZipFile" in row)
    assert places(found("stack.json")["FC_SOURCE_003"]) == [("stack.json", line, line)]


WRITTEN_OUT = """source {
    filename = "index.py"
    content  = <<-EOT
      import json
      import requests
    EOT
  }"""


def test_lines_in_a_configuration() -> None:
    write({"main.tf": TERRAFORM % WRITTEN_OUT})
    assert places(found()["FC_SOURCE_003"]) == [("main.tf", 9, 9)]


def test_secrets_in_code_are_cut_short_everywhere() -> None:
    secret = "Summer2024!xyz"
    write(
        {
            "stack.yaml": FUNCTION % "src",
            "src/index.py": f'PASSWORD = "{secret}"\ndef handler(event, context):\n    login(PASSWORD)\n',
        }
    )
    report = run.grade(["stack.yaml"], PLAIN, jobs=1)
    assert secret in report.stacks[0].secrets  # so that no report quotes it
    findings = found("stack.yaml")["FC_SOURCE_011"]
    assert [one.message for one in findings] == ["PASSWORD stands in the code in the clear"]
    assert secret not in str(report.stacks[0].findings)


def test_a_change_of_the_code_is_seen_in_a_second_run() -> None:
    cached = replace(PLAIN, cached=True)
    write({"stack.yaml": FUNCTION % "src", "src/index.py": BROKEN})
    assert "FC_SOURCE_003" in found("stack.yaml", cached)
    assert "FC_SOURCE_003" in found("stack.yaml", cached)
    write({"src/index.py": "def handler(event, context):\n    return event\n"})
    assert found("stack.yaml", cached) == {}
    write({"src/index.py": "import other\n\n\ndef handler(event, context):\n    return event\n"})
    assert "FC_SOURCE_003" in found("stack.yaml", cached)
    write({"src/other.py": "X = 1\n"})
    assert found("stack.yaml", cached) == {}


def test_only_what_the_handler_reaches_is_its_code() -> None:
    write(
        {
            "stack.yaml": FUNCTION % "src",
            "src/index.py": "from app import store\n\n\ndef handler(event, context):\n    store.put(event)\n",
            "src/app/__init__.py": "",
            "src/app/store.py": "from . import driver\n\n\ndef put(event):\n    driver.put(event)\n",
            "src/app/driver.py": "import pymysql\n",
            "src/other.py": "import requests\nimport os\nX = os.environ['X']\n",
            "src/test_index.py": "import pytest\n",
        }
    )
    findings = found("stack.yaml")
    assert places(findings["FC_SOURCE_003"]) == [("src/app/driver.py", 1, 1)]
    assert {*findings} == {"FC_SOURCE_003"}


def test_a_rule_that_is_not_asked_for_says_nothing() -> None:
    write({"stack.yaml": FUNCTION % "src", "src/index.py": BROKEN})
    assert {*found("stack.yaml", replace(PLAIN, rules=frozenset({"FC_SOURCE_002"})))} == {"FC_SOURCE_002"}


def test_a_waiver_counts() -> None:
    waiver = "Metadata: {stackgrade: {waive: [{rule: FC_SOURCE_003, reason: a layer of the account}]}}"
    write(
        {
            "stack.yaml": (FUNCTION % "src").replace("    Properties:", f"    {waiver}\n    Properties:"),
            "src/index.py": BROKEN,
        }
    )
    assert [one.status for one in found("stack.yaml")["FC_SOURCE_003"]] == ["waived"]


CONDITIONAL = (
    """
Parameters:
  Layer:
    Type: String
Conditions:
  HasLayer: !Not [!Equals [!Ref Layer, ""]]
"""
    + FUNCTION.lstrip() % "src\n      Layers: !If [HasLayer, [!Ref Layer], !Ref AWS::NoValue]"
)


def test_a_condition_that_is_open_leaves_it_open() -> None:
    write({"stack.yaml": CONDITIONAL, "src/index.py": BROKEN})
    findings = found("stack.yaml")["FC_SOURCE_003"]
    assert [(one.status, one.reason) for one in findings] == [("unknown", "depends on HasLayer")]


def test_a_rule_that_fails_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from python_checks.source import functions

    def broken(*_: Any) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(functions, "in_sight", broken)
    write({"stack.yaml": FUNCTION % "src", "src/index.py": BROKEN})
    report = run.grade(["stack.yaml"], PLAIN, jobs=1)
    assert report.stacks == ()
    assert "FC_SOURCE_" in report.problems[0].message
