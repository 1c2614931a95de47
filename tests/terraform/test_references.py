"""Names that a configuration refers to and does not declare, and attributes that nothing gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.configurations import document, written

HEAD = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "VERSION" }
  }
}

provider "aws" {
  alias = "west"
}

variable "names" {
  default = ["a"]
}

locals {
  prefix = "orders"
}

module "queue" {
  source    = "./queue"
  providers = { aws = aws.west }
}

data "aws_caller_identity" "current" {}

resource "aws_kms_key" "main" {
  provider = aws.west

  lifecycle {
    ignore_changes = [tags, policy]
  }
}

resource "aws_sqs_queue" "each" {
  for_each = toset(var.names)
  name     = each.key
}
"""
QUEUE = 'output "arn" { value = "arn:aws:sqs:eu-west-1:111122223333:orders" }\n'


def missing(folder: Path, text: str, version: str = "~> 5.0") -> list[tuple[str, str]]:
    found = document(folder, {"main.tf": HEAD.replace("VERSION", version) + text, "queue/main.tf": QUEUE})
    faults = found.data["terraform"]["faults"]
    return [(one["attribute"], one["message"]) for one in faults if one["kind"] == "reference"]


def output(expression: str) -> str:
    return f'output "value" {{\n  value = {expression}\n}}\n'


@pytest.mark.parametrize(
    "expression",
    [
        "var.names[0]",
        '"${local.prefix}-${data.aws_caller_identity.current.account_id}"',
        "module.queue.arn",
        "aws_kms_key.main.arn",
        "resource.aws_kms_key.main.key_id",
        "values(aws_sqs_queue.each)[*].arn",
        "{for one, queue in aws_sqs_queue.each : one => queue.arn}",
        "[for aws_thing in var.names : aws_thing.length]",
        "{for one, data in var.names : one => data.network.subnets}",
        "try(module.queue.nothing, aws_kms_key.main.nothing, null)",
        'join(",", [terraform.workspace, path.module])',
        '"%{for item in var.names}${item.name}%{endfor}"',
    ],
)
def test_what_is_there_is_no_fault(tmp_path: Path, expression: str) -> None:
    assert missing(tmp_path, output(expression)) == []


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("var.gone", "the variable gone is not declared"),
        ('"a ${local.gone} b"', "the local gone is not declared"),
        ("module.gone.arn", "the module gone is not declared"),
        ("module.queue.url", "the module queue has no output url"),
        ("aws_kms_key.gone.arn", "aws_kms_key.gone is not declared"),
        ("data.aws_region.gone.name", "data.aws_region.gone is not declared"),
        ("try(var.gone, null)", "the variable gone is not declared"),
        ("[for one in var.gone : one]", "the variable gone is not declared"),
        ("aws_kms_key.main.arm", "aws_kms_key has no attribute `arm`"),
        ("aws_sqs_queue.each[0].adress", "aws_sqs_queue has no attribute `adress`"),
        ("data.aws_caller_identity.current.acount_id",
         "aws_caller_identity has no attribute `acount_id`; `account_id` is one"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_with_its_place(tmp_path: Path, expression: str, message: str) -> None:
    assert missing(tmp_path, output(expression)) == [("output.value.value", message)]


def test_a_block_that_dynamic_makes_has_the_name_of_its_element(tmp_path: Path) -> None:
    text = """
    resource "aws_security_group" "one" {
      dynamic "ingress" {
        for_each = var.names
        content {
          description = ingress.value.text
          from_port   = egress.value.port
        }
      }
      dynamic "egress" {
        for_each = var.names
        iterator = rule
        content {
          description = rule.value.text
        }
      }
    }
    """
    (found,) = missing(tmp_path, text)
    assert found == (
        "aws_security_group.one.dynamic[0].content[0].from_port",
        "egress.value is not declared",
    )


def test_a_name_is_said_once_with_the_line_of_its_first_place(tmp_path: Path) -> None:
    found = document(tmp_path, "locals {\n  a = var.gone\n  b = [var.gone]\n}\n" + output("local.a"))
    (fault,) = found.data["terraform"]["faults"]
    assert fault["message"] == "the variable gone is not declared, here and in 1 other place"
    assert found.data["attributes"][fault["attribute"]]["line"] == 2


def test_an_attribute_that_only_a_newer_provider_may_have_is_open(tmp_path: Path) -> None:
    assert missing(tmp_path, output("aws_kms_key.main.fresh"), "~> 6.0") == []
    found = document(tmp_path, HEAD.replace("VERSION", "~> 6.0") + output("aws_kms_key.main.fresh"))
    assert "output.value.value" in [one["attribute"] for one in found.data["unknowns"]]


def test_names_are_open_where_terragrunt_may_add_files(tmp_path: Path) -> None:
    written(
        tmp_path, {"live/terragrunt.hcl": 'generate "common" {}\n', ".git/HEAD": "ref: refs/heads/main\n"}
    )
    found = document(tmp_path / "modules" / "queue", output("var.gone"))
    assert found.data["terraform"]["faults"] == []
    assert [one["pattern"] for one in found.data["unknowns"] if one["attribute"] == "output.value.value"] == [
        "Terraform.References"
    ]


def test_nothing_is_said_where_a_file_could_not_be_read(tmp_path: Path) -> None:
    found = document(tmp_path, {"main.tf": output("var.gone"), "variables.tf": 'variable "gone" {'})
    assert found.data["terraform"]["faults"] == []


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("aws_sqs_queue", "kms_key_id", "kms_master_key_id"),
        ("aws_sqs_queue", "visibility_timeout", "visibility_timeout_seconds"),
        ("aws_db_instance", "subnet_group", "db_subnet_group_name"),
        ("aws_sqs_queue", "fifo", None),
    ],
)
def test_an_argument_with_a_word_too_few_is_told_whole(
    tmp_path: Path, kind: str, written: str, meant: str | None
) -> None:
    text = f'resource "{kind}" "it" {{\n  {written} = "x"\n}}\n'
    found = document(tmp_path, {"main.tf": HEAD.replace("VERSION", "~> 5.0") + text, "queue/main.tf": QUEUE})
    (message,) = (
        one["message"]
        for one in found.data["terraform"]["faults"]
        if one["attribute"] == f"{kind}.it.{written}"
    )
    assert message == f"there is no argument `{written}`" + (f"; `{meant}` is one" if meant else "")
