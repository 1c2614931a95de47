"""A folder of templates, and one small template, graded by stackgrade and scanned by Checkov."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.measure import best, rows, run

SMALL = """\
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: app-data
"""


def folder(stackgrade: str, checkov: str, templates: Path) -> list[str]:
    """Compare a whole folder; returns the lines of the report."""
    ours = best(
        [stackgrade, "grade", str(templates), "--format", "json", "--fail-on", "never", "--no-cache"], 3
    )
    single = best(
        [
            stackgrade,
            "grade",
            str(templates),
            "--format",
            "json",
            "--fail-on",
            "never",
            "--no-cache",
            "--jobs",
            "1",
        ],
        3,
    )
    theirs = best([checkov, *_SCAN, "-d", str(templates)], 2, _OFFLINE)
    return [
        f"folder of {sum(1 for path in templates.rglob('*') if path.is_file())} files",
        *rows({"checkov": theirs, "stackgrade": ours, "stackgrade --jobs 1": single}),
    ]


def small(stackgrade: str, checkov: str) -> list[str]:
    """Compare one small template, ours with and without the compiled ruleset in its cache."""
    with tempfile.TemporaryDirectory() as place:
        template = Path(place) / "stack.yaml"
        template.write_text(SMALL, encoding="utf-8")
        command = [stackgrade, "grade", str(template), "--format", "json", "--fail-on", "never", "--no-cache"]
        cold = []
        for i in range(3):
            cache = Path(place) / f"cache{i}"
            cold.append(run(command, {"XDG_CACHE_HOME": str(cache)}))
            shutil.rmtree(cache, ignore_errors=True)
        costs = {
            "checkov": best([checkov, *_SCAN, "-f", str(template)], 3, _OFFLINE),
            "stackgrade, nothing cached": min(cold),
            "stackgrade": best(command, 5),
        }
    return ["one small template", *rows(costs)]


_SCAN = ("--framework", "cloudformation", "--quiet", "--compact", "--soft-fail", "-o", "json")
_OFFLINE = {"BC_SKIP_MAPPING": "TRUE"}
