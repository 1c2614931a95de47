"""Calls of modules that do not fit what the module declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.configurations import document

QUEUE = """
variable "name" {
  type = string
}

variable "retention" {
  type    = number
  default = 86400
}

resource "aws_sqs_queue" "queue" {
  name                      = var.name
  message_retention_seconds = var.retention
}
"""


def faults(folder: Path, arguments: str, queue: str = QUEUE) -> list[tuple[str, str, str]]:
    call = f'module "queue" {{\n  source = "./queue"\n{arguments}\n}}\n'
    found = document(folder, {"main.tf": call, "queue/main.tf": queue}).data["terraform"]["faults"]
    return [(one["kind"], one["attribute"], one["message"]) for one in found]


def test_an_argument_without_a_variable(tmp_path: Path) -> None:
    assert faults(tmp_path, 'name = "orders"\nretentions = 60') == [
        (
            "argument",
            "module.queue.retentions",
            "the module queue has no variable `retentions`; `retention` is one",
        )
    ]


def test_a_variable_without_a_default_that_is_not_given(tmp_path: Path) -> None:
    assert faults(tmp_path, "retention = 60") == [
        ("required", "module.queue.name", "`name` is required by the module queue, and missing")
    ]


@pytest.mark.parametrize(
    ("arguments", "queue"),
    [
        ('name = "orders"\ncount = 2\ndepends_on = []\nproviders = {}', QUEUE),
        ('nothing = "known of a module with a broken file"', "variable {"),
        ('nothing = "known of a module without instances"\ncount = 0', QUEUE),
    ],
)
def test_what_fits_or_cannot_be_told(tmp_path: Path, arguments: str, queue: str) -> None:
    assert faults(tmp_path, arguments, queue) == []
