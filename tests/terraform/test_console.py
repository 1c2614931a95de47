"""The evaluator gives what the real terraform gives: every recorded call and expression."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from adapters.terraform.functions import FUNCTIONS
from tests.terraform import Case, agrees, ours, recorded, same

FILES = ("console.json", "expressions.json")
CASES = [case for name in FILES for case in recorded(name)]
IMPURE = (
    "timestamp()",
    "plantimestamp()",
    "uuid()",
    'bcrypt("a")',
    'rsadecrypt("a", "b")',
    'pathexpand("~/a")',
)
# Of all cases, as many as a second or two are enough for.
SAMPLE = 25


def _groups() -> Mapping[str, list[Case]]:
    """The cases by the function that they call, or else by their first sign."""
    groups: dict[str, list[Case]] = {}
    for case in CASES:
        name = re.match(r"[a-z0-9]+(?=\()|\W|\w", case["call"])
        groups.setdefault(name[0] if name else "", []).append(case)
    return groups


GROUPS = _groups()


@pytest.mark.parametrize("group", GROUPS)
def test_what_terraform_gives_is_what_we_give(group: str) -> None:
    wrong = [
        (case, ours(case["call"])) for case in GROUPS[group] if "differs" not in case and not agrees(case)
    ]
    assert not wrong


@pytest.mark.parametrize("case", [case for case in CASES if "differs" in case], ids=lambda case: case["call"])
def test_what_is_said_to_differ_does(case: Case) -> None:
    assert case["differs"]
    assert not agrees(case)


def test_few_cases_differ() -> None:
    assert sum("differs" in case for case in CASES) < len(CASES) / 200


@pytest.mark.parametrize("name", FILES)
def test_no_call_is_recorded_twice(name: str) -> None:
    calls = [case["call"] for case in recorded(name)]
    assert len(calls) == len(set(calls))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_is_recorded_with_a_result_and_an_error(name: str) -> None:
    cases = GROUPS[name]
    assert any("result" in case for case in cases)
    assert any("error" in case for case in cases)


@pytest.mark.parametrize("call", IMPURE)
def test_what_only_the_run_decides_is_unknown_and_has_a_reason(call: str) -> None:
    assert re.search(r"reason=(['\"]).+ decides it\1", ours(call)["unknown"])


def test_what_only_the_run_decides_is_unknown_inside_of_text_too() -> None:
    assert "the time of the run decides it" in ours('"at ${timestamp()}"')["unknown"]


def _has_terraform() -> bool:
    if shutil.which("terraform") is None:
        return False
    environment = {**os.environ, "CHECKPOINT_DISABLE": "1"}
    shown = subprocess.run(
        ["terraform", "version", "-json"], capture_output=True, env=environment, timeout=60
    )
    try:
        version = str(json.loads(shown.stdout)["terraform_version"])
        return [int(part) for part in version.split(".")[:2]] >= [1, 11]
    except (ValueError, KeyError):
        return False


def _record(calls: list[str]) -> list[Case]:
    """What tools/record_console.py writes down; it is no part of a package."""
    path = Path(__file__).parents[2] / "tools" / "record_console.py"
    spec = importlib.util.spec_from_file_location("record_console", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: list[Case] = module.record(calls)
    return found


def test_terraform_gives_what_is_recorded() -> None:
    if not _has_terraform():
        pytest.skip("there is no terraform of version 1.11 or newer")
    # Newer versions look at one side of && and || only, where that decides.
    sample = [case for case in CASES if "&&" not in case["call"] and "||" not in case["call"]][::SAMPLE]
    found = _record([case["call"] for case in sample])
    wrong = [(case, new) for case, new in zip(sample, found, strict=True) if not same(_outcome(case), new)]
    assert not wrong


def _outcome(case: Case) -> Case:
    return {key: case[key] for key in ("result", "error") if key in case}
