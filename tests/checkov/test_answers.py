"""What the executable answers, and what the checks make of it; Checkov has no part in this."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from python_checks.stackgrade_door import executable
from python_checks.stackgrade_door.executable import Evaluation, EvaluationError
from python_checks.stackgrade_door.verdicts import Table, worst
from stackgrade import ruleset
from tests.checkov.cli import ROOT, STACKGRADE

RULES = frozenset(ruleset.load().rules)
EMPTY = {"schema_version": "1", "rules": sorted(RULES), "own_rules": [], "stacks": [], "errors": []}


@pytest.fixture
def answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make an executable of lines of Python the one to ask."""

    def make(*lines: str) -> None:
        path = tmp_path / "stackgrade"
        path.write_text("\n".join([f"#!{sys.executable}", *lines, ""]), encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv(executable.BIN, str(path))

    return make


def table() -> Table:
    return Table.of(Evaluation([str(ROOT / "examples")], ["cloudformation"]).answer(), RULES)


def test_real_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(executable.BIN, STACKGRADE)
    path = str(ROOT / "examples" / "web-database-bad.yaml")
    found = table().subjects([path], "DbSecurityGroup")
    verdict = worst(found, "FC_EC2_008")
    assert verdict is not None
    assert (verdict.status, verdict.text) == ("fail", "PostgreSQL is open to everyone")
    assert worst(found, "FC_RDS_001") is None


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["import sys", "sys.exit(3)"], "exit code 3: it says nothing"),
        (["import os, signal", "os.kill(os.getpid(), signal.SIGKILL)"], "exit code -9"),
        (["print('[]')"], "of another version"),
        (["""print('{"schema_version": "99"}')"""], "of another version"),
        (["""print('{"schema_version": "1"}')"""], "answer is damaged"),
        ([f"print({json.dumps({**EMPTY, 'stacks': [7]})!r})"], "answer is damaged"),
        (
            [f"print({json.dumps({**EMPTY, 'rules': sorted(RULES - {'FC_RDS_001'})})!r})"],
            "other rules than these checks (FC_RDS_001)",
        ),
        # One that is too old to know of verdicts says how it is used.
        (
            [f"import os\nos.execv({STACKGRADE!r}, ['stackgrade', 'grade', '--no-such-option', 'x'])"],
            "exit code 2: error: unrecognized arguments: --no-such-option",
        ),
    ],
)
def test_wrong_answers(answering: Any, lines: list[str], reason: str) -> None:
    answering(*lines)
    with pytest.raises(EvaluationError) as caught:
        table()
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        (
            "STACKGRADE_BIN",
            "/nowhere/stackgrade",
            "no stackgrade executable: STACKGRADE_BIN is /nowhere/stackgrade",
        ),
        ("STACKGRADE_TIMEOUT", "soon", "STACKGRADE_TIMEOUT is 'soon', not a number of seconds"),
        ("STACKGRADE_TIMEOUT", "nan", "STACKGRADE_TIMEOUT is 'nan', not a number of seconds"),
        ("STACKGRADE_OPTIONS", "--param 'Env", "STACKGRADE_OPTIONS is no command line"),
    ],
)
def test_wrong_variables(monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str) -> None:
    monkeypatch.setenv(executable.BIN, STACKGRADE)
    monkeypatch.setenv(name, value)
    with pytest.raises(EvaluationError, match=reason):
        table()


def test_rules_of_the_users_own(answering: Any) -> None:
    """They are not among the checks; that is said, and changes nothing of ours."""
    answering(f"print({json.dumps({**EMPTY, 'own_rules': ['ACME_S3_001']})!r})")
    assert table().own_rules == ["ACME_S3_001"]
