"""Failures that the author of a template accepts."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.files import today
from stackgrade import ruleset
from stackgrade.cli import main
from stackgrade.waivers import Waivers
from tests.templates import load

RULES = ruleset.load().rules

WAIVED = {
    "ours": {"stackgrade": {"waive": [{"rule": "FC_RDS_001", "reason": "no data of anybody"}]}},
    "ours, several": {"stackgrade": {"waive": [{"rule": "FC_RDS_*", "reason": "a toy"}]}},
    "Checkov": {"checkov": {"skip": [{"id": "CKV_AWS_16", "comment": "no data of anybody"}]}},
    "Checkov, our id": {"checkov": {"skip": [{"id": "FC_RDS_001", "comment": "no data of anybody"}]}},
    "cdk-nag": {
        "cdk_nag": {"rules_to_suppress": [{"id": "AwsSolutions-RDS2", "reason": "no data of anybody"}]}
    },
    "cfn_nag": {"cfn_nag": {"rules_to_suppress": [{"id": "F27", "reason": "no data of anybody"}]}},
    "Guard": {"guard": {"SuppressedRules": ["RDS_STORAGE_ENCRYPTED"]}},
}
NOT_WAIVED = {
    "nothing": {},
    "ours, without a reason": {"stackgrade": {"waive": [{"rule": "FC_RDS_001"}]}},
    "another rule": {"stackgrade": {"waive": [{"rule": "FC_RDS_002", "reason": "x"}]}},
    "a part only": {
        "cdk_nag": {"rules_to_suppress": [{"id": "AwsSolutions-RDS2", "reason": "x", "applies_to": ["a"]}]}
    },
    "no list": {
        "checkov": {"skip": "CKV_AWS_16"},
        "guard": 7,
        "stackgrade": {"waive": {"rule": "FC_RDS_001"}},
    },
}


def finding(folder: Path, capsys: pytest.CaptureFixture[str], metadata: Any) -> tuple[dict[str, Any], Any]:
    """What is said of the storage of a database, and of the whole stack."""
    path = folder / "stack.json"
    database = {
        "Type": "AWS::RDS::DBInstance", "Metadata": metadata,
        "Properties": {"Engine": "postgres", "StorageEncrypted": False},
    }  # fmt: skip
    path.write_text(json.dumps({"Resources": {"Db": database}}))
    main(["grade", str(path), "--format", "json", "--fail-on", "never", "--no-cache", "--rule", "FC_RDS_001"])
    (stack,) = json.loads(capsys.readouterr().out)["stacks"]
    (found,) = stack["findings"]
    return found, stack


@pytest.mark.parametrize("name", WAIVED)
def test_waived_findings_stay_visible_and_do_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    found, stack = finding(tmp_path, capsys, WAIVED[name])
    assert found["status"] == "waived"
    assert found["waiver"]
    assert stack["counts"]["waived"] == 1
    assert stack["counts"]["fail"]["high"] == 0
    assert stack["grade"] is None


@pytest.mark.parametrize("name", NOT_WAIVED)
def test_what_is_no_waiver_waives_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    found, stack = finding(tmp_path, capsys, NOT_WAIVED[name])
    assert found["status"] == "fail"
    assert found["waiver"] is None
    assert stack["grade"] == "F"


def test_the_reason_says_who_waived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, _ = finding(tmp_path, capsys, WAIVED["Checkov"])
    assert found["waiver"] == "no data of anybody (Checkov: CKV_AWS_16)"
    encoded = base64.b64encode("für Tests".encode()).decode()
    entry = {"id": "AwsSolutions-RDS2", "reason": encoded, "is_reason_encoded": True}
    found, _ = finding(tmp_path, capsys, {"cdk_nag": {"rules_to_suppress": [entry]}})
    assert found["waiver"] == "für Tests (cdk-nag: AwsSolutions-RDS2)"


def test_the_console_lists_what_is_waived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finding(tmp_path, capsys, WAIVED["ours"])
    main(["grade", str(tmp_path), "--fail-on", "never", "--no-cache", "--rule", "FC_RDS_001"])
    shown = capsys.readouterr().out
    assert "WAIVED" in shown
    assert "no data of anybody" in shown


# Comments and the configuration

HEAD = 'provider "aws" {\n  region = "eu-west-1"\n}\n'
DATABASE = 'resource "aws_db_instance" "db" {\n  engine = "postgres"\n  storage_encrypted = false\n'
YAML = "  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      Engine: postgres\n      StorageEncrypted: false\n"
REASON = "stackgrade:waive FC_RDS_001: a toy"
COMMENTED = {
    "YAML, above": ("a.yaml", f"Resources:\n  # {REASON}\n  # of mine\n{YAML}"),
    "YAML, inside": ("a.yaml", f"Resources:\n{YAML.replace('false', f'false # {REASON}')}"),
    "HCL, above": ("main.tf", f"{HEAD}\n# {REASON}\n{DATABASE}}}\n"),
    "HCL, inside": ("main.tf", f"{HEAD}{DATABASE}  // {REASON}\n}}\n"),
    "HCL, a block": ("main.tf", f"{HEAD}{DATABASE}  /* {REASON} */\n}}\n"),
    "Checkov in HCL": ("main.tf", f"{HEAD}{DATABASE}  #checkov:skip=CKV_AWS_16:a toy\n}}\n"),
    "Checkov in YAML": (
        "a.yaml",
        f"Resources:\n{YAML}      # checkov:skip=CKV_AWS_16:a toy\n      Port: 1\n",
    ),
    "Windows' lines": ("a.yaml", f"Resources:\n  # {REASON}\n{YAML}".replace("\n", "\r\n")),
}
FAULTY = {
    "expired": ("FC_RDS_001 until 2001-02-03: a toy", "expired on 2001-02-03"),
    "without a reason": ("FC_RDS_001", "gives no reason"),
    "of no rule": ("FC_RDS_999: a toy", "FC_RDS_999 is no rule"),
    "until no date": ("FC_RDS_001 until soon: a toy", "which is no date"),
    "unused": ("FC_S3_001: a toy", "unused"),
    "of nothing": ("", "`stackgrade:waive` waives nothing: write"),
    "of two": ("FC_RDS_001,FC_RDS_002: a toy", "one for each rule"),
}


def graded(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What is said of encryption in the folder, and the warnings."""
    monkeypatch.chdir(folder)
    main(["grade", ".", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    found = [one for stack in report["stacks"] for one in stack["findings"] if one["rule_id"] == "FC_RDS_001"]
    return found, report["warnings"]


@pytest.mark.parametrize("name", COMMENTED)
def test_a_comment_waives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file, text = COMMENTED[name]
    (tmp_path / file).write_text(text, newline="")
    (found,), warnings = graded(tmp_path, capsys, monkeypatch)
    assert found["status"] == "waived"
    assert found["waiver"].startswith("a toy")
    assert warnings == []


@pytest.mark.parametrize("marker", ["stackgrade:ignore", "stackgrade: waive", "StackGrade:Waive"])
def test_what_is_meant_for_a_waiver_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, marker: str
) -> None:
    (tmp_path / "a.yaml").write_text(f"Resources:\n  # {marker} FC_RDS_001: a toy\n{YAML}")
    (found,), (warning,) = graded(tmp_path, capsys, monkeypatch)
    assert found["status"] == "fail"
    assert "write `stackgrade:waive FC_S3_001: reason`" in warning["message"]
    assert warning["location"]["start_line"] == 2


@pytest.mark.parametrize("name", FAULTY)
def test_a_waiver_that_does_not_hold_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text, said = FAULTY[name]
    (tmp_path / "a.yaml").write_text(f"Resources:\n  # stackgrade:waive {text}\n{YAML}")
    (found,), (warning,) = graded(tmp_path, capsys, monkeypatch)
    assert found["status"] == "fail"
    assert said in warning["message"]
    assert warning["location"] == {"path": "a.yaml", "start_line": 2, "end_line": 2}


def test_a_comment_in_a_block_that_is_a_part_of_a_resource_is_about_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    role = 'resource "aws_iam_role" "NAME" {\n  assume_role_policy = "{}"\n}\n'
    attached = (
        'resource "aws_iam_role_policy_attachment" "NAME" {\n  COMMENT\n\n'
        '  role       = aws_iam_role.NAME.name\n  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"\n}\n'
    )
    people = (
        (role + attached).replace("NAME", "people").replace("COMMENT", "#checkov:skip=CKV_AWS_274:they may")
    )
    others = (role + attached).replace("NAME", "others").replace("COMMENT", "# nothing")
    (tmp_path / "main.tf").write_text(HEAD + people + others)
    monkeypatch.chdir(tmp_path)
    main(["grade", ".", "--format", "json", "--rule", "FC_IAM_003"])
    (stack,) = json.loads(capsys.readouterr().out)["stacks"]
    said = {one["resource"]["address"]: one["status"] for one in stack["findings"]}
    assert said == {"aws_iam_role.people": "waived", "aws_iam_role.others": "fail"}


@pytest.mark.parametrize("where", ["inside", "above"])
def test_a_comment_at_a_policy_document_is_about_what_has_the_policy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    comment = "# stackgrade:waive FC_IAM_006: a toy\n"
    principals = 'principals {\n      type = "AWS"\n      identifiers = ["*"]\n    }\n'
    trust = (
        f'data "aws_iam_policy_document" "d" {{\n{comment if where == "inside" else ""}'
        f'  statement {{\n    actions = ["sts:AssumeRole"]\n    {principals}  }}\n}}\n'
    )
    role = 'resource "aws_iam_role" "r" {\n  assume_role_policy = data.aws_iam_policy_document.d.json\n}\n'
    (tmp_path / "main.tf").write_text(HEAD + (comment if where == "above" else "") + trust + role)
    monkeypatch.chdir(tmp_path)
    main(["grade", ".", "--format", "json", "--rule", "FC_IAM_006"])
    (stack,) = json.loads(capsys.readouterr().out)["stacks"]
    assert [one["status"] for one in stack["findings"]] == ["waived"]


def test_a_comment_above_a_resource_is_not_about_the_one_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = 'resource "aws_sqs_queue" "NAME" {\n  name = "NAME"\n}\n'
    text = queue.replace("NAME", "a") + "# stackgrade:waive FC_SQS_001: a toy\n" + queue.replace("NAME", "b")
    (tmp_path / "main.tf").write_text(HEAD + text)
    monkeypatch.chdir(tmp_path)
    main(["grade", ".", "--format", "json", "--rule", "FC_SQS_001"])
    (stack,) = json.loads(capsys.readouterr().out)["stacks"]
    said = {one["resource"]["address"]: one["status"] for one in stack["findings"]}
    assert said == {"aws_sqs_queue.a": "fail", "aws_sqs_queue.b": "waived"}


def test_it_is_for_its_resource_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = YAML.replace("Db:", "Other:", 1)
    (tmp_path / "a.yaml").write_text(f"Resources:\n{other}  # {REASON}\n{YAML}")
    found, _ = graded(tmp_path, capsys, monkeypatch)
    assert {one["resource"]["address"]: one["status"] for one in found} == {"Other": "fail", "Db": "waived"}


def test_who_waives_until_when(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "stackgrade:waive FC_RDS_* until 2999-12-31 by data team: a toy"
    (tmp_path / "a.yaml").write_text(f"Resources:\n  # {text}\n{YAML}")
    (found,), _ = graded(tmp_path, capsys, monkeypatch)
    assert found["waiver"] == "a toy (by data team, until 2999-12-31)"


def test_a_comment_beside_no_resource_is_about_the_template(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text(f"# stackgrade:waive FC_RDS_001: a toy\n\nResources:\n{YAML}")
    (found,), (warning,) = graded(tmp_path, capsys, monkeypatch)
    assert found["status"] == "fail"
    assert "unused" in warning["message"]


@pytest.mark.parametrize(
    ("resource", "status"), [("Db", "waived"), ("D*", "waived"), ("Other", "fail"), (None, "waived")]
)
def test_the_configuration_waives_by_resource(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    resource: str | None,
    status: str,
) -> None:
    (tmp_path / "a.yaml").write_text(f"Resources:\n{YAML}")
    about = f"\n    resource: '{resource}'" if resource else ""
    (tmp_path / ".stackgrade.yaml").write_text(
        f"waivers:\n  - rule: FC_RDS_001{about}\n    reason: a toy\n    owner: data\n"
    )
    (found,), warnings = graded(tmp_path, capsys, monkeypatch)
    assert found["status"] == status
    assert [one["location"]["path"] for one in warnings] == [".stackgrade.yaml"] * (status == "fail")


def test_it_is_unused_when_none_of_all_stacks_uses_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = f"Resources:\n{YAML}".replace("false", "true")
    (tmp_path / "a.yaml").write_text(sound)
    (tmp_path / ".stackgrade.yaml").write_text("waivers: [{rule: FC_RDS_001, reason: a toy}]\n")
    assert len(graded(tmp_path, capsys, monkeypatch)[1]) == 1
    main(["grade", "a.yaml"])
    assert "unused" not in capsys.readouterr().err


def test_it_is_unused_where_its_paths_are_those_of_no_stack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text(f"Resources:\n{YAML}")
    (tmp_path / ".stackgrade.yaml").write_text(
        "waivers: [{rule: FC_RDS_001, reason: a toy, paths: [moved/]}]\n"
        "skip_rules: [{rule: FC_RDS_002, reason: a toy, paths: [moved/]}]\n"
    )
    _, (warning,) = graded(tmp_path, capsys, monkeypatch)
    assert (warning["location"]["start_line"], "unused" in warning["message"]) == (1, True)
    main(["grade", "a.yaml"])
    assert "unused" not in capsys.readouterr().err


def test_the_configuration_waives_by_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"Resources:\n{YAML}")
    (tmp_path / ".stackgrade.yaml").write_text(
        "waivers: [{rule: FC_RDS_001, paths: [a.yaml], reason: a toy}]\n"
    )
    found, _ = graded(tmp_path, capsys, monkeypatch)
    assert [one["status"] for one in found] == ["waived", "fail"]


def test_a_kept_result_does_not_outlive_a_waiver(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text(
        f"Resources:\n  # stackgrade:waive FC_RDS_001 until 2098-01-01: a toy\n{YAML}"
    )
    assert graded(tmp_path, capsys, monkeypatch)[0][0]["status"] == "waived"
    monkeypatch.setattr("adapters.files._today", lambda: "2098-01-02")
    assert graded(tmp_path, capsys, monkeypatch)[0][0]["status"] == "fail"


@given(st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" :*"), max_size=60))
def test_a_comment_waives_for_a_reason_or_is_reported(text: str) -> None:
    """Nothing that is written after the marker is passed over in silence."""
    with TemporaryDirectory() as folder:
        document = load(Path(folder), f"Resources:\n  # stackgrade:waive {text}\n{YAML}")
        waivers = Waivers(document.data, RULES)
        (trial,) = waivers.trials([], RULES)
        waived = [rule_id for rule_id in RULES if waivers.reason(rule_id, "Db")]
    assert bool(waived) == (trial.fault is None)
    assert not waived or ":" in text


FORM = re.compile(
    r"FC_(RDS|S3)_00[1-3]( until 2[0-9]{3}-1[0-2]-2[0-8])?( by [a-z ]{1,9}[a-z])?: [a-z]{1,9}", re.ASCII
)


@given(st.from_regex(FORM, fullmatch=True))
def test_every_form_of_a_comment_is_understood(text: str) -> None:
    with TemporaryDirectory() as folder:
        document = load(Path(folder), f"Resources:\n  # stackgrade:waive {text}\n{YAML}")
        reason = Waivers(document.data, RULES).reason(re.split("[ :]", text)[0], "Db")
    expired = "until 2" in text and text.partition("until ")[2][:10] < today()
    assert (reason is None) == expired
    assert expired or text.rpartition(": ")[2] in str(reason)
