"""Whatever is wrong with the executable or a template, Checkov shows failures, and ends."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.checkov.cli import FOLDER, STACKGRADE, Run, checkov, needs_checkov, verdicts

pytestmark = needs_checkov

# It passes FC_RDS_001, so that nothing but the fault makes that fail.
GOOD = """\
AWSTemplateFormatVersion: "2010-09-09"
Description: A database
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      StorageEncrypted: true
"""
# Checkov reads it and takes any word for a function; stackgrade refuses it.
REFUSED = """\
Description: !ref Name
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      StorageEncrypted: true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "infra").mkdir()
    (tmp_path / "infra" / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "infra" / "main.tf").write_text(
        'resource "aws_db_instance" "db" {\n  engine            = "mysql"\n  storage_encrypted = true\n}\n',
        encoding="utf-8",
    )
    return tmp_path


def scan(folder: Path, executable: str | Path, *, checks: Path = FOLDER, **variables: str) -> Run:
    return checkov(
        "-d", "infra", "--framework", "cloudformation", "terraform", "--check", "FC_RDS_001,FC_STACK_013", "-o", "json",
        cwd=folder, checks=checks, **{"STACKGRADE_BIN": str(executable), **variables},
    )  # fmt: skip


def script(folder: Path, *lines: str) -> Path:
    """An executable that behaves badly."""
    path = folder / "stackgrade"
    path.write_text("\n".join([f"#!{sys.executable}", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)
    return path


def everything_fails(run: Run) -> bool:
    assert run.code == 1
    assert {record.address for record in run.records} == {"Db", "aws_db_instance.db"}
    return {record.status for record in run.records} == {"FAILED"}


def test_sound(folder: Path) -> None:
    run = scan(folder, STACKGRADE)
    assert {record.status for record in run.records} == {"PASSED"}
    assert run.code == 0
    assert "stackgrade" not in run.err


def test_missing(folder: Path) -> None:
    run = scan(folder, "", PATH="/usr/bin:/bin")
    assert everything_fails(run)
    assert "it is not on the PATH, and STACKGRADE_BIN is not set" in run.err


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (
            ["import sys", "sys.exit('error: the engine is broken')"],
            "exit code 1: error: the engine is broken",
        ),
        (
            ["import sys", "print('error: no memory', file=sys.stderr)", "sys.exit(3)"],
            "exit code 3: error: no memory",
        ),
        (["print('Hello')"], "did not print JSON"),
    ],
)
def test_wrong(folder: Path, lines: list[str], reason: str) -> None:
    run = scan(folder, script(folder, *lines))
    assert everything_fails(run)
    assert reason in run.err


def test_hanging(folder: Path) -> None:
    """With a child that holds on to everything that it was given."""
    lines = ["import subprocess, sys, time", "subprocess.Popen(['sleep', '567'])", "time.sleep(567)"]
    started = time.monotonic()
    run = scan(folder, script(folder, *lines), STACKGRADE_TIMEOUT="2")
    assert time.monotonic() - started < 60
    assert everything_fails(run)
    assert "did not answer within 2 seconds" in run.err
    assert not sleeping("567")


def sleeping(argument: str) -> bool:
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if process.read_bytes().split(b"\0")[:2] == [b"sleep", argument.encode()]:
                return True
        except OSError:
            continue
    return False


def test_wrong_configuration(folder: Path) -> None:
    (folder / ".stackgrade.yaml").write_text("profile: prodution\n", encoding="utf-8")
    run = scan(folder, STACKGRADE)
    assert everything_fails(run)
    assert "did you mean production" in run.err


def test_skip_comments_still_count(folder: Path) -> None:
    text = GOOD.replace("  Db:\n", "  Db:\n    # checkov:skip=FC_RDS_001:known\n")
    (folder / "infra" / "good.yaml").write_text(text, encoding="utf-8")
    assert scan(folder, folder / "nowhere").statuses["Db", "FC_RDS_001"] == "SKIPPED"


def test_broken_templates_beside_good_ones(folder: Path) -> None:
    """One that Checkov reads although stackgrade refuses it, and one that nobody can read."""
    (folder / "infra" / "refused.yaml").write_text(REFUSED, encoding="utf-8")
    (folder / "infra" / "broken.yaml").write_text(
        "Resources:\n  Db: {Type: AWS::RDS::DBInstance\n", encoding="utf-8"
    )
    errors = verdicts(folder / "infra", cwd=folder)["errors"]
    assert {Path(error["path"]).name for error in errors} == {"refused.yaml", "broken.yaml"}
    run = scan(folder, STACKGRADE)
    assert all(error["message"] in run.err for error in errors)
    by_file = {(Path(record.file).name, record.rule): record.status for record in run.records}
    assert by_file == {
        ("good.yaml", "FC_RDS_001"): "PASSED",
        ("good.yaml", "FC_STACK_013"): "PASSED",
        ("main.tf", "FC_RDS_001"): "PASSED",
        ("refused.yaml", "FC_RDS_001"): "FAILED",
        ("refused.yaml", "FC_STACK_013"): "FAILED",
    }


def test_index_that_cannot_be_read(folder: Path) -> None:
    """Checkov goes on without our checks, so it must be seen in its log."""
    copy = Path(shutil.copytree(FOLDER, folder / "copy"))
    os.truncate(copy / "stackgrade_door" / "rules.jsonl", 100)
    run = scan(folder, STACKGRADE, checks=copy)
    assert "Cannot load external check 'stackgrade_checks'" in run.err
