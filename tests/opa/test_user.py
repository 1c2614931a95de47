"""As a user would do it: `stackgrade normalize` and curl, with the commands that the docs show; and what is logged."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stackgrade import ruleset
from tests.opa import servers
from tests.opa.servers import OURS, Server, needs_opa, opa

pytestmark = needs_opa

DOCS = ruleset.FOLDER.parent / "docs" / "opa.md"
TEMPLATE = """\
Parameters:
  EnvironmentSuffix: {Type: String, Default: dev}
  DbPassword: {Type: String, Default: hunter2-Tr0ub4dor}
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Metadata: {stackgrade: {waive: [{rule: FC_RDS_003, reason: "the token is hunter2-Tr0ub4dor"}]}}
    Properties:
      Engine: mysql
      MasterUserPassword: correct-horse-battery
      StorageEncrypted: false
      DBName: customer-name-in-the-clear
"""
SECRETS = ("hunter2", "Tr0ub4dor", "correct-horse", "customer-name-in-the-clear")


@pytest.fixture(scope="module")
def logging() -> Iterator[Server]:
    with opa(*OURS, "--set", "decision_logs.console=true") as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stack.yaml").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def shown(wanted: str) -> str:
    """Return the command in the docs that holds some words."""
    blocks = re.findall(r"```sh\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = (block for block in blocks if wanted in block)
    return str(found)


def run(folder: Path, command: str, server: Server) -> dict[str, Any]:
    """Run a command of the docs in a shell, against another server than the docs name."""
    assert "http://localhost:8181" in command
    for program in ("curl", "jq"):
        if program in command and not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    script = command.replace("http://localhost:8181", server.url)
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ruleset.FOLDER.parent)}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_report(logging: Server, folder: Path) -> None:
    answer = run(folder, shown("/v1/data/stackgrade/report"), logging)
    report = answer["result"]
    assert report["errors"] == []
    assert report["profile"] == "production"
    assert report["revision"] == ruleset.load().revision
    assert set(report["rules"]) == set(ruleset.load().rules)
    statuses = {(verdict["rule_id"], verdict["address"]): verdict for verdict in report["verdicts"]}
    assert statuses["FC_RDS_001", "Db"]["status"] == "fail"
    assert statuses["FC_RDS_001", "Db"]["message"] == "the storage is not encrypted"
    assert {verdict["status"] for verdict in report["verdicts"]} >= {"pass", "fail"}


def test_gate(logging: Server, folder: Path) -> None:
    decision = run(folder, shown("/v1/data/stackgrade/gate"), logging)["result"]
    assert decision["allow"] is False
    reasons = {reason["rule_id"]: reason for reason in decision["reasons"]}
    assert reasons["FC_RDS_001"]["severity"] == "high"
    assert {waived["rule_id"] for waived in decision["waived"]} <= {"FC_RDS_003"}
    assert "FC_RDS_003" not in reasons


def test_gate_takes_the_severity_that_counts(logging: Server, folder: Path) -> None:
    (folder / "stack.yaml").write_text("Resources: {Db: {Type: Acme::Data::Thing}}\n", encoding="utf-8")
    command = shown("/v1/data/stackgrade/gate")
    assert run(folder, command, logging)["result"]["allow"] is True
    stricter = command.replace("high", "low")
    assert stricter != command
    assert run(folder, stricter, logging)["result"]["allow"] is False


def test_logs_say_what_an_auditor_needs_and_no_values(logging: Server, folder: Path) -> None:
    run(folder, shown("/v1/data/stackgrade/report"), logging)
    question = shown("/v1/data/stackgrade/report")
    for elsewhere in ("stackgrade/rules", "stackgrade/lib/resources/stack", "stackgrade", "system/log/mask"):
        everything = question.replace("stackgrade/report", elsewhere).replace("--fail-with-body", "")
        run(folder, everything, logging)
    servers.wait_until(lambda: len(events(logging)) >= 5, logging)
    event = next(event for event in events(logging) if event["path"] == "stackgrade/report")
    assert event["input"] == {
        "schema_version": "1",
        "format": "cloudformation",
        "name": "stack",
        "path": "stack.yaml",
        "location": {"path": "stack.yaml", "start_line": 1, "end_line": 12},
        "profile": event["input"]["profile"],
        "types": {"AWS::RDS::DBInstance": ["Db"]},
    }
    assert event["input"]["profile"]["name"] == "production"
    assert "/input/resources" in event["erased"]
    assert event["result"]["revision"] == ruleset.load().revision
    assert any(verdict["status"] == "fail" for verdict in event["result"]["verdicts"])
    assert event["decision_id"]
    assert event["timestamp"]
    assert [*event["bundles"].values()] == [{"revision": ruleset.load().revision}]
    assert not [secret for secret in SECRETS if secret in logging.log]


def events(server: Server) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in server.log.splitlines() if line.startswith("{")]
    return [line for line in lines if line.get("msg") == "Decision Log"]


def test_a_mask_is_needed(folder: Path) -> None:
    """Without ours the values would be there: what the test before looks for can be found."""
    with opa("--set", "decision_logs.console=true") as bare:
        run(folder, shown("/v1/data/stackgrade/report"), bare)
        servers.wait_until(lambda: bool(events(bare)), bare)
        assert "customer-name-in-the-clear" in bare.log
