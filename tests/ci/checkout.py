"""A checkout of a repository as a CI job has it, with `stackgrade` on its PATH."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import stackgrade

SOURCE = Path(stackgrade.__file__).parents[1]
# A template in which nothing fails, and what becomes of it with one failure.
GOOD = (SOURCE / "examples/web-database-good.yaml").read_text(encoding="utf-8")
BAD = GOOD.replace("MultiAZ: true", "MultiAZ: false")
FAILURE = "FC_RDS_005"


class Checkout:
    """A clone in which main has `old.yaml`, that fails already; `tools` is a folder for the PATH.

    `environment` is that of a job: of what this process has, only what programs need to start.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "clone"
        self.tools = folder / "tools"
        self._origin = folder / "origin"
        self.environment = {
            "PATH": f"{self.tools}:{os.environ['PATH']}",
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ann",
            "GIT_AUTHOR_EMAIL": "ann@example.com",
            "GIT_COMMITTER_NAME": "Ann",
            "GIT_COMMITTER_EMAIL": "ann@example.com",
        }
        self.tools.mkdir()
        program = self.tools / "stackgrade"
        program.write_text(
            f'#!/bin/sh\nPYTHONPATH="{SOURCE}" exec "{sys.executable}" -m stackgrade "$@"\n', encoding="utf-8"
        )
        program.chmod(0o755)
        self._git("init", "--quiet", "--initial-branch=main", str(self._origin), at=folder)
        (self._origin / "old.yaml").write_text(BAD, encoding="utf-8")
        self._git("add", ".", at=self._origin)
        self._git("commit", "--quiet", "--message=first", at=self._origin)
        self._git("clone", "--quiet", str(self._origin), str(self.folder), at=folder)
        self.base = self.git("rev-parse", "HEAD")

    def change(self, **files: str) -> None:
        """Commit files, named without their .yaml, on a branch of their own."""
        self.git("checkout", "--quiet", "-B", "change")
        for name, content in files.items():
            (self.folder / f"{name}.yaml").write_text(content, encoding="utf-8")
        self.git("add", ".")
        self.git("commit", "--quiet", "--message=change")

    def git(self, *arguments: str) -> str:
        """Run git in the clone and return what it says."""
        return self._git(*arguments, at=self.folder).strip()

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a script as a runner does, with these variables as well."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
        )

    def _git(self, *arguments: str, at: Path) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=at, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout
