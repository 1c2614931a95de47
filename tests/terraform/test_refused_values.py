"""Values of variables that their own validation refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.configurations import document

QUEUE = 'resource "aws_sqs_queue" "orders" {}\n'


def variable(default: str, condition: str, message: str = '"Too short."') -> str:
    return f"""\
variable "name" {{
  {default}
  validation {{
    condition     = {condition}
    error_message = {message}
  }}
}}
"""


def found(folder: Path, text: str) -> list[tuple[str, str]]:
    faults = document(folder, QUEUE + text).data["terraform"]["faults"]
    return [(one["attribute"], one["message"]) for one in faults if one["kind"] == "value"]


def test_a_default_that_is_refused(tmp_path: Path) -> None:
    assert found(tmp_path, variable('default = "ab"', "length(var.name) > 2")) == [
        ("Parameters.name.Default", "name: the default does not pass the validation: Too short.")
    ]


def test_the_message_may_be_put_together(tmp_path: Path) -> None:
    message = '"${var.name} is too short."'
    [(_, told)] = found(tmp_path, variable('default = "ab"', "length(var.name) > 2", message))
    assert told == "name: the default does not pass the validation"


def test_a_value_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "terraform.tfvars").write_text('name = "a"\n', encoding="utf-8")
    [(_, told)] = found(tmp_path, variable('default = "abc"', "length(var.name) > 2"))
    assert told == "name: the value that it is given does not pass the validation: Too short."


@pytest.mark.parametrize(
    ("default", "condition"),
    [
        ('default = "abc"', "length(var.name) > 2"),
        ("type = string", "length(var.name) > 2"),
        ('default = "ab"', "length(var.name) > var.least"),
        ('default = "ab"', "length(data.aws_region.here.name) > 2"),
        ("default = null", "length(var.name) > 2"),
        ('default = "ab"', "can(regex(var.pattern, var.name))"),
    ],
)
def test_what_passes_or_cannot_be_told(tmp_path: Path, default: str, condition: str) -> None:
    others = 'variable "least" {}\nvariable "pattern" {}\ndata "aws_region" "here" {}\n'
    assert found(tmp_path, others + variable(default, condition)) == []
