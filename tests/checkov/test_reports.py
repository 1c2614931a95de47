"""Our rules among Checkov's: its filters, skips, severities, outputs and baselines work on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stackgrade import ruleset
from tests.checkov.cli import FOLDER, checkov, needs_checkov

pytestmark = needs_checkov

# A database that fails FC_RDS_001 (high) and FC_RDS_014; one that skips the first; one that waives it.
TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Plain:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      StorageEncrypted: false
  Skipped:
    # checkov:skip=FC_RDS_001:a copy of public data
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      StorageEncrypted: false
  SkippedInMetadata:
    Type: AWS::RDS::DBInstance
    Metadata:
      checkov:
        skip:
          - id: FC_RDS_001
            comment: a copy of public data
    Properties:
      Engine: mysql
      StorageEncrypted: false
  Waived:
    Type: AWS::RDS::DBInstance
    Metadata:
      stackgrade:
        waive:
          - rule: FC_RDS_001
            reason: rebuilt every night
    Properties:
      Engine: mysql
      StorageEncrypted: false
  Bucket:
    # checkov:skip=FC_RDS_001:a rule that does not concern buckets
    Type: AWS::S3::Bucket
    Properties:
      BucketName: data
"""
CONFIGURATION = """\
resource "aws_db_instance" "plain" {
  engine            = "mysql"
  storage_encrypted = false
}

resource "aws_db_instance" "skipped" {
  # checkov:skip=FC_RDS_001:a copy of public data
  engine            = "mysql"
  storage_encrypted = false
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stack.yaml").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def test_skips_and_waivers(folder: Path) -> None:
    (folder / "main.tf").write_text(CONFIGURATION, encoding="utf-8")
    run = checkov("-d", ".", "--check", "FC_RDS_001", "-o", "json", cwd=folder)
    assert {address: status for (address, _), status in run.statuses.items()} == {
        "Plain": "FAILED",
        "Skipped": "SKIPPED",
        "SkippedInMetadata": "SKIPPED",
        "Waived": "SKIPPED",
        "aws_db_instance.plain": "FAILED",
        "aws_db_instance.skipped": "SKIPPED",
    }
    comments = {record["resource"]: record["check_result"].get("suppress_comment") for record in run.raw}
    assert comments["AWS::RDS::DBInstance.Waived"] == "rebuilt every night"
    assert comments["AWS::RDS::DBInstance.Skipped"] == "a copy of public data"
    assert comments["aws_db_instance.skipped"] == "a copy of public data"


def test_a_record_says_what_the_rule_says(folder: Path) -> None:
    run = checkov("-f", "stack.yaml", "--check", "FC_RDS_001", "-o", "json", cwd=folder)
    (record,) = [record for record in run.raw if record["resource"] == "AWS::RDS::DBInstance.Plain"]
    rule = ruleset.load().rules["FC_RDS_001"]
    assert record["check_name"] == rule.title
    assert record["severity"] == rule.severity.upper()
    assert record["guideline"].endswith("/docs/rules/FC_RDS_001.md")
    assert record["check_result"]["message"]
    assert record["file_line_range"] == [3, 7]


@pytest.mark.parametrize(
    ("filters", "ours", "theirs"),
    [
        (("--check", "FC_RDS_001"), {"FC_RDS_001"}, False),
        (("--check", "FC_RDS_00*,CKV_AWS_16"), {"FC_RDS_001", "FC_RDS_008"}, True),
        (("--skip-check", "FC_*"), set(), True),
        (("--check", "CKV_AWS_16", "--run-all-external-checks"), {"FC_RDS_001", "FC_RDS_014"}, True),
    ],
)
def test_filters(folder: Path, filters: tuple[str, ...], ours: set[str], theirs: bool) -> None:
    run = checkov("-f", "stack.yaml", *filters, "-o", "json", cwd=folder)
    shown = {record.rule for record in run.records}
    assert ours <= shown
    assert bool(ours) == any(rule.startswith("FC_") for rule in shown)
    assert theirs == any(rule.startswith("CKV") for rule in shown)
    if "--run-all-external-checks" not in filters:
        assert all(rule.startswith(("CKV", "FC_RDS_00")) for rule in shown)


def test_filters_by_severity_without_an_account(folder: Path) -> None:
    """Ours have a severity of their own; Checkov's get theirs from its platform."""
    run = checkov("-f", "stack.yaml", "--check", "HIGH", "-o", "json", cwd=folder)
    severities = {record["severity"] for record in run.raw if record["check_id"].startswith("FC_")}
    assert severities
    assert severities <= {"HIGH", "CRITICAL"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--hard-fail-on", "CRITICAL"), 0),
        (("--hard-fail-on", "HIGH"), 1),
        (("--soft-fail-on", "HIGH"), 0),
    ],
)
def test_exit_code_by_severity(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    assert ruleset.load().rules["FC_RDS_001"].severity == "high"
    run = checkov("-f", "stack.yaml", "--check", "FC_RDS_001", *arguments, "-o", "json", cwd=folder)
    assert run.code == code, run.err


def test_sarif_junit_and_gitlab(folder: Path) -> None:
    formats = [word for name in ("sarif", "junitxml", "gitlab_sast") for word in ("-o", name)]
    run = checkov(
        "-f", "stack.yaml", "--check", "FC_RDS_001,FC_STACK_013", *formats, "--output-file-path", "reports",
        cwd=folder, STACKGRADE_PAGES="https://pages.example.com",
    )  # fmt: skip
    assert run.code == 1, run.err
    title = ruleset.load().rules["FC_RDS_001"].title
    (sarif,) = json.loads((folder / "reports" / "results_sarif.sarif").read_text())["runs"]
    failed = [
        one for one in sarif["results"] if one["ruleId"] == "FC_RDS_001" and not one.get("suppressions")
    ]
    assert [(one["level"], one["message"]["text"]) for one in failed] == [("error", title)]
    (rule,) = [one for one in sarif["tool"]["driver"]["rules"] if one["id"] == "FC_RDS_001"]
    assert rule["helpUri"] == "https://pages.example.com/FC_RDS_001.md"
    assert rule["properties"]["security-severity"] == "8.9"
    junit = (folder / "reports" / "results_junitxml.xml").read_text()
    assert f"[HIGH][FC_RDS_001] {title}" in junit
    gitlab = json.loads((folder / "reports" / "results_gitlab_sast.json").read_text())["vulnerabilities"]
    assert {one["severity"] for one in gitlab if "FC_RDS_001" in json.dumps(one["identifiers"])} == {"High"}


def test_baseline(folder: Path) -> None:
    arguments = ("-d", ".", "--framework", "cloudformation", "--check", "FC_RDS_*,FC_STACK_*", "-o", "json")
    created = checkov(*arguments, "--create-baseline", cwd=folder)
    assert created.code == 1
    assert checkov(*arguments, "--baseline", ".checkov.baseline", cwd=folder).code == 0
    with (folder / "stack.yaml").open("a", encoding="utf-8") as file:
        file.write("  New:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      Engine: mysql\n")
    after = checkov(*arguments, "--baseline", ".checkov.baseline", cwd=folder)
    assert after.code == 1
    assert {record.address for record in after.records if record.status == "FAILED"} == {"New"}


def test_configuration_file(folder: Path) -> None:
    (folder / ".checkov.yaml").write_text(
        f"external-checks-dir: [{FOLDER}]\nframework: [cloudformation]\ncheck: [FC_RDS_001]\noutput: [json]\n",
        encoding="utf-8",
    )
    run = checkov("-d", ".", cwd=folder, checks=None)
    assert run.statuses["Plain", "FC_RDS_001"] == "FAILED"
