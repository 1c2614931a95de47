"""`--format verdicts`: everything that was judged, by resource, passes included."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from stackgrade import cli, profiles, ruleset, run
from stackgrade.run import Settings

ROOT = Path(__file__).resolve().parents[1]
SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: book.handler
      InlineCode: "def handler(event, context): pass"
"""


def verdicts(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert cli.main(["grade", *arguments, "--format", "verdicts", "--fail-on", "never", "--no-cache"]) == 0
    content: dict[str, Any] = json.loads(capfd.readouterr().out)
    return content


def subjects(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [subject for stack in content["stacks"] for subject in stack["subjects"]]


def test_it_counts_as_the_report_does(capfd: pytest.CaptureFixture[str]) -> None:
    """One verdict by rule and resource; where a report has several findings, the worst."""
    paths = [str(ROOT / "examples" / f"web-database-{name}.yaml") for name in ("bad", "good")]
    content = verdicts(capfd, *paths)
    assert content["rules"] == sorted(ruleset.load().rules)
    listed = Counter(
        (stack["path"], subject["address"] or stack["name"], rule_id, status)
        for stack in content["stacks"]
        for subject in stack["subjects"]
        for rule_id, (status, *_) in subject["verdicts"].items()
    )
    settings = Settings(profiles.built_in("production"), frozenset(ruleset.load().rules))
    report = run.grade(paths, settings)
    found = {
        (stack.path, finding.resource.address, finding.rule_id, finding.status)
        for stack in report.stacks
        for finding in stack.findings
    }
    assert {key for key in listed if key[-1] != "pass"} == found
    assert sum(listed.values()) == len(listed)
    assert sum(key[-1] == "pass" for key in listed) == report.counts.passed


def test_a_resource_stands_in_its_own_file_and_has_its_own_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What SAM makes of a function counts for the function."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.yaml").write_text(SAM, encoding="utf-8")
    stack, book = subjects(verdicts(capfd, "."))
    assert (stack["path"], stack["address"], stack["type"]) == ("app.yaml", "", "Stack")
    assert (book["path"], book["address"], book["type"]) == ("app.yaml", "Book", "AWS::Serverless::Function")
    assert set(book["verdicts"]) & {rule for rule in ruleset.load().rules if rule.startswith("FC_IAM")}


def test_what_is_in_a_plan_stands_in_the_plan(capfd: pytest.CaptureFixture[str]) -> None:
    plan = ROOT / "tests" / "terraform" / "same" / "plan" / "plan.json"
    content = verdicts(capfd, str(plan))
    assert {subject["path"] for subject in subjects(content) if subject["address"]} == {
        content["stacks"][0]["path"]
    }


def test_only_some_kinds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.yaml").write_text(SAM, encoding="utf-8")
    (tmp_path / "main.tf").write_text('resource "aws_sqs_queue" "orders" {}\n', encoding="utf-8")
    formats = [
        {stack["format"] for stack in verdicts(capfd, ".", *only)["stacks"]}
        for only in ((), ("--only", "terraform"), ("--only", "cloudformation", "--only", "cdk"))
    ]
    assert formats == [{"sam", "terraform"}, {"terraform"}, {"sam"}]
    assert cli.main(["grade", ".", "--only", "terraform-plan"]) == 3
    assert "no templates found: nothing there is terraform-plan" in capfd.readouterr().err


def test_a_second_run_lists_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    outputs = []
    for form in ("verdicts", "verdicts", "json"):
        cli.main(["grade", str(ROOT / "examples" / "orders-good"), "--format", form])
        outputs.append(capfd.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "judged" not in outputs[2]
    assert len([*(tmp_path / "cache").rglob("*.json")]) == 2
