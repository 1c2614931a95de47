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
_TIMES = 2


def compare(stackgrade: str, checkov: str, templates: Path) -> list[str]:
    """Measure a hundred of the templates, again from the first where there are fewer, and a small one.

    Each with and without the flag; returns the lines of the report.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "templates"
        folder.mkdir()
        samples = sorted(templates.glob("*.yaml"))
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
    return [
        _row("of time", [cost.seconds for cost in alone], [cost.seconds for cost in together]),
        _row("of all processors", [cost.processor for cost in alone], [cost.processor for cost in together]),
    ]


def _row(what: str, alone: list[float], together: list[float]) -> str:
    before, after = min(alone), min(together)
    return (
        f"  {what:18} checkov {before:7.2f} s   with our checks {after:7.2f} s"
        f"  {after - before:+6.2f} s  {after / before - 1:+6.1%}"
    )
