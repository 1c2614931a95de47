"""However Checkov is called, it shows the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.checkov.cli import ROOT, Record, checkov, needs_checkov

pytestmark = needs_checkov


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template, a root module and a plan."""
    place = tmp_path_factory.mktemp("scanned") / "infra"
    shutil.copytree(ROOT / "examples" / "orders-bad", place / "orders")
    shutil.copytree(ROOT / "tests" / "terraform" / "same" / "plan", place / "plan")
    shutil.copy(ROOT / "examples" / "web-database-bad.yaml", place)
    return place


@pytest.fixture(scope="module")
def expected(folder: Path) -> frozenset[Record]:
    run = checkov(
        "-d", folder, "--check", "FC_*", "-o", "json", cwd=folder, CHECKOV_PARALLELIZATION_TYPE="fork"
    )
    assert {report["check_type"] for report in run.reports} == {
        "cloudformation",
        "terraform",
        "terraform_plan",
    }
    return frozenset(run.records)


@pytest.mark.parametrize("mode", ["thread", "none"])
def test_ways_to_run_frameworks(folder: Path, expected: frozenset[Record], mode: str) -> None:
    run = checkov(
        "-d", folder, "--check", "FC_*", "-o", "json", cwd=folder, CHECKOV_PARALLELIZATION_TYPE=mode
    )
    assert run.records == expected


@pytest.mark.parametrize("mode", ["fork", "thread", "none"])
def test_one_framework(folder: Path, expected: frozenset[Record], mode: str) -> None:
    run = checkov(
        "-d", "infra", "--framework", "terraform", "--check", "FC_*", "-o", "json",
        cwd=folder.parent, CHECKOV_PARALLELIZATION_TYPE=mode,
    )  # fmt: skip
    assert run.records == {record for record in expected if record.file.endswith(".tf")}


def test_named_files(folder: Path, expected: frozenset[Record]) -> None:
    """From a folder beside, so that Checkov's own paths lead upwards."""
    beside = folder.parent / "beside"
    beside.mkdir()
    files = ["../infra/web-database-bad.yaml", "../infra/orders/main.tf", "../infra/plan/plan.json"]
    run = checkov("-f", *files, "--check", "FC_*", "-o", "json", cwd=beside)
    assert run.records == expected
