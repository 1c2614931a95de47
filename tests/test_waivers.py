"""Failures that the author of a template accepts."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from stackgrade.cli import main

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
