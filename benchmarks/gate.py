"""The gate on a change of one file in a repository of many templates, beside a full run."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measure import best, rows

_TEMPLATES = 1000
_IDENTITY = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.com")


def compare(stackgrade: str, examples: Path) -> list[str]:
    """Change one of a thousand templates; return a line for each way to judge that."""
    with tempfile.TemporaryDirectory() as folder:
        text = next(path for path in sorted(examples.glob("*.yaml")) if "bad" not in path.stem).read_text()
        for number in range(_TEMPLATES):
            path = Path(folder, "services", f"team-{number % 20:02}", f"service-{number:04}.yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# service {number}\n{text}")
        _git(folder, "init", "--quiet", "--initial-branch", "main")
        _commit(folder)
        changed = Path(folder, "services", "team-00", "service-0500.yaml")
        changed.write_text(changed.read_text().replace("service 500", "the service 500"))
        _commit(folder)
        grade = [stackgrade, "grade", folder, "--no-cache", "--format", "json", "--fail-on", "never"]
        gate = ["git", "-C", folder, "-c", f"alias.gate=!{stackgrade} gate", "gate", "--base", "HEAD~1"]
        costs = {
            f"grade, {_TEMPLATES} templates": best(grade, 3),
            "gate, one of them changed": best([*gate, "--format", "json"], 3),
        }
    full, one = (cost.seconds for cost in costs.values())
    return [f"a change in a repository of {_TEMPLATES} templates", *rows(costs), f"  ratio {one / full:.3f}"]


def _commit(folder: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, *_IDENTITY, "commit", "--quiet", "--message", "x")


def _git(folder: str, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "-C", folder, *arguments], check=True, env=environment)
