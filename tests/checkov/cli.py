"""Runs the real Checkov, in its own environment, and reads its reports."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "python_checks"
CHECKOV = os.environ.get("CHECKOV") or shutil.which(str(ROOT / ".tools" / "checkov" / "bin" / "checkov"))
STACKGRADE = os.environ.get("STACKGRADE_BIN") or str(Path(sys.executable).with_name("stackgrade"))
SECONDS = 600

needs_checkov = pytest.mark.skipif(
    CHECKOV is None, reason="there is no Checkov: `make .tools/checkov/bin/checkov`, or set CHECKOV"
)


class Record(NamedTuple):
    """One line of Checkov's report; the address is as stackgrade writes it where Checkov knows that."""

    file: str
    address: str
    rule: str
    status: str


class Run(NamedTuple):
    code: int
    out: str
    err: str
    folder: Path

    @property
    def reports(self) -> list[dict[str, Any]]:
        """The reports of `-o json`, one for each framework that found something to look at."""
        content = json.loads(self.out)
        listed = content if isinstance(content, list) else [content]
        return [report for report in listed if "results" in report]

    @property
    def raw(self) -> list[dict[str, Any]]:
        kinds = ("passed_checks", "failed_checks", "skipped_checks")
        return [
            {**record, "framework": report["check_type"]}
            for report in self.reports
            for kind in kinds
            for record in report["results"][kind]
        ]

    @property
    def records(self) -> set[Record]:
        return {_record(record, self.folder) for record in self.raw}

    @property
    def statuses(self) -> dict[tuple[str, str], str]:
        """By logical id or address, and rule."""
        return {(record.address, record.rule): record.status for record in self.records}


def checkov(*arguments: str | Path, cwd: Path, checks: Path | None = FOLDER, **variables: str) -> Run:
    """Run Checkov with our checks as a user does; variables set to "" are taken away."""
    assert CHECKOV is not None
    external = [] if checks is None else ["--external-checks-dir", str(checks)]
    process = subprocess.run(
        [CHECKOV, *map(str, arguments), *external],
        cwd=cwd,
        env=environment(variables),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    return Run(process.returncode, process.stdout, process.stderr, cwd)


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """No network, nothing of the test's own Python, and the executable to ask."""
    found = {
        **os.environ, "BC_SKIP_MAPPING": "TRUE", "STACKGRADE_BIN": STACKGRADE, "LOG_LEVEL": "WARNING", **variables,
    }  # fmt: skip
    found.pop("PYTHONPATH", None)
    return {name: value for name, value in found.items() if value}


def verdicts(*paths: Path, cwd: Path, options: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what `stackgrade grade --format verdicts` says, with absolute paths."""
    process = subprocess.run(
        [STACKGRADE, "grade", *map(str, paths), "--format", "verdicts", "--fail-on", "never", *options],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert process.returncode in (0, 3), process.stderr
    content: dict[str, Any] = json.loads(process.stdout)
    for stack in content["stacks"]:
        for holder in (stack, *stack["subjects"]):
            holder["path"] = os.path.realpath(cwd / holder["path"])
    return content


def _record(record: dict[str, Any], folder: Path) -> Record:
    address = record["resource_address"] or record["resource"]
    if record["framework"] == "cloudformation":
        address = record["resource"].partition(".")[2]
    return Record(
        os.path.realpath(folder / record["file_abs_path"]),
        address,
        record["check_id"],
        record["check_result"]["result"],
    )
