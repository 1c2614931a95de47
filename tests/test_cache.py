"""What a second run takes from the first one, and when it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.discovery import Source
from adapters.model import Options
from stackgrade import profiles, ruleset, run
from stackgrade.cache import Cache, folder
from stackgrade.reports import Report
from stackgrade.run import Settings

CONFIGURATION = """
variable "environment" {
  type = string
}

module "queue" {
  source = "./queue"
  name   = "orders-${var.environment}"
}
"""
MODULE = """
variable "name" {
  type = string
}

resource "aws_sqs_queue" "queue" {
  name   = var.name
  policy = file("${path.module}/policy.json")
}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "project"
    (root / "queue").mkdir(parents=True)
    (root / "main.tf").write_text(CONFIGURATION)
    (root / "queue" / "main.tf").write_text(MODULE)
    (root / "queue" / "policy.json").write_text('{"Statement": []}')
    monkeypatch.chdir(root)
    return root


def settings(**parameters: str) -> Settings:
    return Settings(
        profiles.built_in("production"), frozenset(ruleset.load().rules), Options(parameters), cached=True
    )


def graded(**parameters: str) -> Report:
    return run.grade(["."], settings(**parameters))


def is_kept(**parameters: str) -> bool:
    return Cache(settings(**parameters)).get(Source(".", "terraform")) is not None


def test_a_second_run_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    first = graded()
    assert first.stacks[0].findings
    monkeypatch.setattr(run, "Judge", None)  # nothing is judged again
    assert graded() == first


@pytest.mark.parametrize("name", ["main.tf", "queue/main.tf", "queue/policy.json"])
def test_any_file_that_was_read_counts(project: Path, name: str) -> None:
    graded()
    assert is_kept()
    with (project / name).open("a") as file:
        file.write("\n")
    assert not is_kept()


@pytest.mark.parametrize("name", ["more.tf", "terraform.tfvars", "queue/more.tf", ".terraform.lock.hcl"])
def test_a_file_that_was_not_there_counts(project: Path, name: str) -> None:
    graded()
    (project / name).write_text("")
    assert not is_kept()


def test_what_lies_above_the_project_does_not_count(project: Path) -> None:
    graded()
    (project.parent / "another").mkdir()
    assert is_kept()


def test_a_repository_that_begins_above_counts(project: Path) -> None:
    graded()
    (project.parent / ".git").mkdir()
    (project.parent / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    assert not is_kept()


def test_a_file_that_goes_counts(project: Path) -> None:
    graded()
    (project / "queue" / "policy.json").unlink()
    assert not is_kept()


def test_other_parameters_are_another_matter() -> None:
    graded(environment="prod")
    assert is_kept(environment="prod")
    assert not is_kept(environment="dev")


def test_nothing_is_kept_of_a_stack_with_a_secret(project: Path) -> None:
    (project / "main.tf").write_text('resource "aws_db_instance" "db" {\n  password = "hunter2secret"\n}\n')
    assert graded().stacks[0].secrets
    assert not is_kept()
    assert all("hunter2secret" not in path.read_text() for path in folder().glob("*"))


def test_what_is_damaged_is_computed_again() -> None:
    first = graded()
    for entry in folder().glob("*.json"):
        entry.write_text('{"read": {')
    assert graded() == first


def test_a_folder_that_cannot_be_written_is_no_matter(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert graded().stacks
