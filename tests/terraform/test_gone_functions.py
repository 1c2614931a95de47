"""Functions that Terraform no longer has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.configurations import document

QUEUE = 'resource "aws_sqs_queue" "orders" {\n}\n'


def found(folder: Path, text: str) -> list[tuple[str, str]]:
    faults = document(folder, QUEUE * ("resource" not in text) + text).data["terraform"]["faults"]
    return [(one["attribute"], one["message"]) for one in faults if one["kind"] == "function"]


def test_calls_are_found_wherever_they_stand(tmp_path: Path) -> None:
    configuration = """\
    variable "names" { type = list(string) }
    locals { all = concat(var.names, list("last")) }
    resource "aws_sqs_queue" "orders" {
      tags = merge(map("a", "b"), map("c", "d"))
    }
    output "first" { value = element(list(""), 0) }
    """
    use = {"list": "tolist([...])", "map": "tomap({...})"}
    assert sorted(found(tmp_path, configuration)) == [
        (where, f"there is no function `{name}` since Terraform 0.15: write `{use[name]}`")
        for where, name in (
            ("aws_sqs_queue.orders.tags", "map"),
            ("local.all", "list"),
            ("output.first.value", "list"),
        )
    ]


@pytest.mark.parametrize(
    ("constraint", "is_found"), [("~> 0.12.31", False), ("< 0.15", False), (">= 0.12", True)]
)
def test_an_older_terraform_has_them(tmp_path: Path, constraint: str, is_found: bool) -> None:
    text = f'terraform {{\n required_version = "{constraint}"\n}}\nlocals {{\n a = list("b")\n}}'
    assert bool(found(tmp_path, text)) is is_found


@pytest.mark.parametrize(("version", "is_found"), [("0.12.30", False), ("1.9.0", True), ("latest", True)])
def test_the_version_that_tfenv_takes(tmp_path: Path, version: str, is_found: bool) -> None:
    (tmp_path / ".terraform-version").write_text(f"{version}\n", encoding="utf-8")
    assert bool(found(tmp_path, 'locals {\n a = list("b")\n}')) is is_found


def test_what_is_tried_may_fail(tmp_path: Path) -> None:
    assert found(tmp_path, 'locals {\n a = try(list("b"), ["b"])\n}') == []


def test_what_they_made_is_known(tmp_path: Path) -> None:
    data = document(tmp_path, QUEUE.replace("{", '{\n tags = map("Name", element(list("a", "b"), 1))')).data
    assert data["resources"]["aws_sqs_queue.orders"]["tags"] == {"Name": "b"}
