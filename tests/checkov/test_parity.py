"""Checkov shows the verdicts that stackgrade gives: the same of the same resources, in every format."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stackgrade import ruleset
from tests.checkov.cli import FOLDER, ROOT, Record, checkov, needs_checkov, verdicts
from tests.checkov.examples import write_examples

pytestmark = needs_checkov

INDEX = re.compile(r'\[(?:"[^"]*"|[^\]]*)\]')
STATUSES = {"pass": "PASSED", "fail": "FAILED", "waived": "SKIPPED", "unknown": "UNKNOWN"}
FRAMEWORKS = ("cloudformation", "terraform", "terraform_json", "terraform_plan")
WORST = ("pass", "unknown", "waived", "fail")
ON_STACK = {rule.id for rule in ruleset.load().rules.values() if "Stack" in rule.types}

# Stacks of which Checkov has nothing to report on: blocks other than resource, module, provider and variable.
OUT_OF_SIGHT = {"FC_TERRAFORM_002-fail-0", "FC_TERRAFORM_002-pass-0", "FC_TERRAFORM_003-pass-0"}


@pytest.mark.parametrize("language", ["cloudformation", "terraform"])
def test_examples_of_rules(tmp_path: Path, language: str) -> None:
    compare(write_examples(tmp_path / "examples", language))


@pytest.mark.parametrize(
    "folder",
    [
        "examples",
        "tests/terraform/same/hcl",
        "tests/terraform/same/json",
        "tests/terraform/same/plan",
        "tests/cdk/assemblies",
    ],
)  # fmt: skip
def test_fixtures(tmp_path: Path, folder: str) -> None:
    """CloudFormation in YAML and as CDK writes it, HCL, JSON syntax, a plan, and what CDKTF writes."""
    compare(Path(shutil.copytree(ROOT / folder, tmp_path / "fixtures")))


def test_profile_and_parameters_decide(tmp_path: Path) -> None:
    """The configuration file's profile, and the command line's, which comes before it."""
    folder = tmp_path / "templates"
    folder.mkdir()
    shutil.copy(ROOT / "examples" / "web-database-bad.yaml", folder)
    (folder / "open.yaml").write_text(OPEN, encoding="utf-8")
    (tmp_path / ".stackgrade.yaml").write_text("profile: test\n", encoding="utf-8")
    test = compare(folder)
    startup = compare(folder, "--profile", "startup", "--param", "Encrypt=false")
    assert ("Database", "FC_RDS_009") in startup.keys() - test.keys()
    assert ("Db", "FC_RDS_001") not in test
    assert startup["Db", "FC_RDS_001"] == "FAILED"


def test_a_folder_without_our_checks_is_noticed(tmp_path: Path) -> None:
    """Checkov passes over it in silence; the comparison does not."""
    shutil.copy(ROOT / "examples" / "web-database-bad.yaml", tmp_path)
    (tmp_path / "checks").mkdir()
    with pytest.raises(AssertionError, match="none of our checks"):
        compare(tmp_path, checks=tmp_path / "checks")


def compare(folder: Path, *options: str, checks: Path = FOLDER) -> dict[tuple[str, str], str]:
    """Hold Checkov's records against the verdicts; return their statuses by address and rule."""
    run = checkov(
        "-d", folder, "--framework", *FRAMEWORKS, "--check", "FC_*", "--compact", "-o", "json",
        cwd=folder.parent, checks=checks, STACKGRADE_OPTIONS=" ".join(options),
    )  # fmt: skip
    answer = verdicts(folder, cwd=folder.parent, options=options)
    found = run.records
    assert found, "none of our checks ran"
    on_stacks = {record for record in found if record.rule in ON_STACK}
    assert on_resources(answer, found) == found - on_stacks
    # Which resource of a stack tells of the stack does not matter.
    assert of_stacks(answer) == {(root(record.file), record.rule, record.status) for record in on_stacks}
    return run.statuses


def on_resources(answer: dict[str, Any], found: set[Record]) -> set[Record]:
    """What Checkov is to show of resources, which of `count` and `for_each` it knows only some instances of."""
    known = {(record.file, record.address) for record in found}
    outcomes: dict[tuple[str, str, str, str], list[str]] = {}
    for _, subject in subjects(answer):
        path, address = subject["path"], subject["address"]
        if path.endswith(".tf.json"):  # of which Checkov says the name only, and no instances at all
            address = f"resource.{INDEX.sub('', address).rpartition('.')[2]}"
        elif (path, address) not in known and (path, INDEX.sub("", address)) in known:
            address = INDEX.sub("", address)
        for rule_id, (status, *_) in subject["verdicts"].items():
            if subject["address"] and rule_id not in ON_STACK:
                outcomes.setdefault((path, address, rule_id, subject["type"]), []).append(status)
    return {
        Record(path, address, rule_id, STATUSES[worst(statuses)])
        for (path, address, rule_id, _), statuses in outcomes.items()
        if worst(statuses) != "unknown"
    }


def of_stacks(answer: dict[str, Any]) -> set[tuple[str, str, str]]:
    found = set()
    for stack, subject in subjects(answer):
        if Path(stack["path"]).name in OUT_OF_SIGHT:
            continue
        for rule_id, (status, *_) in subject["verdicts"].items():
            if rule_id in ON_STACK and status != "unknown":
                place = subject["path"] if subject["address"] else stack["path"]
                found.add((root(place), rule_id, STATUSES[status]))
    return found


def subjects(answer: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for stack in answer["stacks"]:
        for subject in stack["subjects"]:
            yield stack, subject


def root(path: str) -> str:
    """What a stack is called by: its file, or the folder of a root module."""
    return os.path.dirname(path) if path.endswith((".tf", ".tf.json")) else path


def worst(statuses: Iterable[str]) -> str:
    return max(statuses, key=WORST.index)


class TestWhatCheckovDoesNotShow:
    def test_resources_that_it_does_not_parse(self, tmp_path: Path) -> None:
        """Loops, resources that it has no lines of, and a file that its parser refuses."""
        folder = tmp_path / "templates"
        folder.mkdir()
        (folder / "loop.yaml").write_text(LOOP, encoding="utf-8")
        (folder / "flow.yaml").write_text("Resources: {Data: {Type: 'AWS::S3::Bucket'}}\n", encoding="utf-8")
        (folder / "main.tf").write_text(
            'resource "aws_sqs_queue" "orders" {\n  delay_seconds = 1.5e1\n}\n', encoding="utf-8"
        )
        run = checkov(
            "-d",
            folder,
            "--framework",
            "cloudformation",
            "terraform",
            "--check",
            "FC_*",
            "-o",
            "json",
            cwd=tmp_path,
        )
        answer = verdicts(folder, cwd=tmp_path)
        expected = {subject["address"] for _, subject in subjects(answer) if subject["verdicts"]}
        shown = {record.address for record in run.records if record.rule not in ON_STACK}
        assert expected - {""} - shown == {"QueueOrders", "QueueReturns", "Data", "aws_sqs_queue.orders"}

    def test_what_cannot_be_decided(self, tmp_path: Path) -> None:
        """Dropped, unless the user asks to see it as skipped."""
        (tmp_path / "open.yaml").write_text(OPEN, encoding="utf-8")
        arguments = ("-f", "open.yaml", "--check", "FC_*", "-o", "json")
        dropped = checkov(*arguments, cwd=tmp_path)
        shown = checkov(*arguments, cwd=tmp_path, STACKGRADE_UNKNOWN="skip")
        assert ("Db", "FC_RDS_001") not in dropped.statuses
        assert shown.statuses["Db", "FC_RDS_001"] == "SKIPPED"
        comments = {
            record["check_id"]: record["check_result"].get("suppress_comment") for record in shown.raw
        }
        assert comments["FC_RDS_001"] == "cannot be decided: parameter Encrypt has no default"
        decided = {record for record in shown.records if record.status != "SKIPPED"}
        assert decided == dropped.records
        unknown = [
            subject["address"] or subject["path"]
            for _, subject in subjects(verdicts(tmp_path, cwd=tmp_path))
            for status, *_ in subject["verdicts"].values()
            if status == "unknown"
        ]
        assert len(unknown) == len(shown.records) - len(dropped.records)


LOOP = """\
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues:
    - Name
    - [Orders, Returns]
    - Queue${Name}:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !Sub ${Name}
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: news
"""

OPEN = """\
Parameters:
  Encrypt:
    Type: String
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.t4g.medium
      StorageEncrypted: !Ref Encrypt
"""
