"""Real git repositories for the tests of the gate, and the gate asked about them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from stackgrade.cli import main

_WHO = {
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


@dataclass
class Repository:
    """A checkout."""

    folder: Path

    def git(self, *arguments: str) -> str:
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env={**os.environ, **_WHO}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, files: Mapping[str, str | None]) -> None:
        """Write files; None removes one."""
        for name, text in files.items():
            path = self.folder / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)

    def commit(self, files: Mapping[str, str | None] | None = None) -> str:
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")
        return self.git("rev-parse", "HEAD")

    def change(self, files: Mapping[str, str | None]) -> None:
        """Commit on a branch of its own."""
        self.git("switch", "--quiet", "--create", "change")
        self.commit(files)


def create(folder: Path, files: Mapping[str, str] | None = None) -> Repository:
    """Return a repository whose branch `main` holds the files."""
    folder.mkdir(exist_ok=True)
    repository = Repository(folder)
    repository.git("init", "--quiet", "--initial-branch", "main")
    if files is not None:
        repository.commit(files)
    return repository


@dataclass
class Verdict:
    """What the gate says; findings are `rule address`."""

    code: int
    content: dict[str, Any]
    said: str

    def _named(self, change: str, status: str = "fail") -> set[str]:
        findings = [one for stack in self.content["stacks"] for one in stack["findings"]]
        return {_name(one) for one in findings if (one["change"], one["status"]) == (change, status)}

    @property
    def new(self) -> set[str]:
        return self._named("new")

    @property
    def existing(self) -> set[str]:
        return self._named("existing")

    @property
    def waived(self) -> set[str]:
        return self._named("new", "waived")

    @property
    def fixed(self) -> set[str]:
        return {_name(one) for one in self.content["change"]["fixed"]}

    @property
    def dropped(self) -> set[str]:
        return {_name(one) for one in self.content["change"]["dropped"]}

    @property
    def paths(self) -> list[str]:
        return [stack["path"] for stack in self.content["stacks"]]


class Gate:
    """Asks the gate in a checkout, as a user would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, repository: Repository, *arguments: str, base: str = "main") -> Verdict:
        """Return the verdict; a usage error has no content."""
        self._monkeypatch.chdir(repository.folder)
        self._capsys.readouterr()
        code = main(["gate", "--base", base, "--format", "json", *arguments])
        printed = self._capsys.readouterr()
        return Verdict(code, json.loads(printed.out) if printed.out else {}, printed.err)


def _name(finding: Mapping[str, Any]) -> str:
    return f"{finding['rule_id']} {finding['resource']['address']}"


def database(encrypted: bool = True, name: str = "Db", more: str = "") -> str:
    """Return a template with one database; what else is wrong with it is the same in all of them."""
    return (
        f"Resources:\n{more}  {name}:\n    Type: AWS::RDS::DBInstance\n    Properties:\n"
        f"      Engine: postgres\n      StorageEncrypted: {str(encrypted).lower()}\n"
    )


def root(body: str) -> str:
    """Return the main file of a root module."""
    return f'provider "aws" {{\n  region = "eu-west-1"\n}}\n\n{body}\n'


MODULE = """\
variable "encrypted" {
  type    = bool
  default = true
}

resource "aws_db_instance" "this" {
  engine            = "postgres"
  storage_encrypted = ENCRYPTED
}
"""
