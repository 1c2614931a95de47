"""The script that draws failures for a person to check."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
TOOL = ROOT / "tools" / "audit.py"


@cache
def audit() -> Any:
    """It is no part of a package."""
    spec = importlib.util.spec_from_file_location("audit", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def failures(rules: Sequence[str]) -> list[tuple[str, Any]]:
    return [(f"stack {i}", SimpleNamespace(rule_id=rule)) for i, rule in enumerate(rules)]


@given(
    st.lists(st.sampled_from(["common"] * 9 + ["rare", "rarer"]), max_size=60),
    st.integers(0, 70),
    st.integers(),
)
def test_draws_as_many_as_asked_for_and_none_twice(rules: list[str], count: int, seed: int) -> None:
    drawn = audit().draw(failures(rules), count, seed)
    stacks = [stack for _, (stack, _) in drawn]
    assert len(set(stacks)) == len(stacks) == min(count, len(rules))
    assert drawn == audit().draw(failures(rules), count, seed)


def test_rare_rules_are_drawn_too() -> None:
    drawn = audit().draw(failures(["common"] * 1000 + ["rare", "rarer"]), 6, seed=1)
    assert {finding.rule_id for _, (_, finding) in drawn} == {"common", "rare", "rarer"}
    assert [why for why, _ in drawn].count("from all failures") == 3


def test_the_sheet_is_the_same_wherever_the_folder_lies(tmp_path: Path) -> None:
    sheets = []
    for name in ("here", "there"):
        shutil.copytree(ROOT / "examples", tmp_path / name)
        command = [sys.executable, str(TOOL), name, "--seed", "7", "--count", "10", "--profile", "test"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
        sheets.append(done.stdout)
    assert sheets[0] == sheets[1]
    assert str(tmp_path) not in sheets[0]
    assert sheets[0].count("- verdict:") == 10


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    command = [sys.executable, str(TOOL), "nowhere", "--seed", "7"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "nowhere is no folder" in done.stderr
