"""What Checkov takes with our checks among its own, beside what it takes alone."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.checkov import SMALL
from benchmarks.measure import Cost, run

_ROOT = Path(__file__).resolve().parent.parent
_CHECKS = _ROOT / "python_checks"
_TEMPLATES = 100
_TIMES = 3


def compare(stackgrade: str, checkov: str) -> list[str]:
    """Measure a folder of templates and a small one, with and without the flag; returns the lines of the report."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "templates"
        folder.mkdir()
        samples = sorted((_ROOT / "examples").glob("*.yaml"))
        for i in range(_TEMPLATES):
            shutil.copy(samples[i % len(samples)], folder / f"stack-{i:03}.yaml")
        small = Path(place) / "small.yaml"
        small.write_text(SMALL, encoding="utf-8")
        template = ("--framework", "cloudformation")
        return [
            f"{_TEMPLATES} templates, failures only",
            *_rows(stackgrade, checkov, "-d", str(folder), *template, "--quiet"),
            f"{_TEMPLATES} templates, passes as well",
            *_rows(stackgrade, checkov, "-d", str(folder), *template),
            "one small template",
            *_rows(stackgrade, checkov, "-f", str(small), *template, "--quiet"),
        ]


def _rows(stackgrade: str, checkov: str, *arguments: str) -> list[str]:
    """Runs take turns, so that whatever else the machine does hits both; the fastest of each counts."""
    command = [checkov, *arguments, "--compact", "--soft-fail"]
    environment = {
        "BC_SKIP_MAPPING": "TRUE",
        "STACKGRADE_BIN": stackgrade,
        "STACKGRADE_OPTIONS": "--no-cache",
    }
    alone, together = list[Cost](), list[Cost]()
    for _ in range(_TIMES):
        alone.append(run(command, environment))
        together.append(run([*command, "--external-checks-dir", str(_CHECKS)], environment))
    before = min(cost.seconds for cost in alone)
    after = min(cost.seconds for cost in together)
    return [
        f"  checkov                          {before:7.2f} s",
        f"  checkov --external-checks-dir    {after:7.2f} s  {after - before:+6.2f} s  {after / before - 1:+6.1%}",
    ]
