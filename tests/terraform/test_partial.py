"""Lists of which something is open keep what is surely in them; nothing else is told of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.terraform.configurations import document, properties

HEAD = """
variable "more" {
  type = list(string)
}

variable "statements" {
  type = map(list(string))
}
"""


def value(folder: Path, expression: str) -> Any:
    found = document(folder, HEAD + f'output "value" {{\n  value = {expression}\n}}\n')
    return found.data["outputs"]["value"]["value"]


def kept(content: Any) -> Any:
    return ["..." if isinstance(item, dict) else item for item in content]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('concat(["a"], var.more)', ["a", "..."]),
        ('concat(var.more, ["a", "b"])', ["...", "a", "b"]),
        ('concat(["a"], concat(var.more, ["b"]), var.more)', ["a", "...", "b", "..."]),
        ('toset(concat(["a", "a"], var.more))', ["a", "..."]),
        ('flatten([["a"], [["b"], var.more]])', ["a", "b", "..."]),
        ('compact(concat(["a", "", null], var.more))', ["a", "..."]),
        ('sort(concat(["a"], var.more))', ["a", "..."]),
        ('[for name in concat(["a", "b"], var.more) : "${name}/*" if name != "b"]', ["a/*", "..."]),
        ('true ? concat(["a"], var.more) : []', ["a", "..."]),
    ],
)
def test_what_is_surely_there_is_kept(tmp_path: Path, expression: str, expected: Any) -> None:
    assert kept(value(tmp_path, expression)) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "concat(var.more, var.more)",
        'length(concat(["a"], var.more))',
        'concat(["a"], var.more)[0]',
        'join(",", concat(["a"], var.more))',
        'contains(concat(["a"], var.more), "b")',
        '{ for name in concat(["a"], var.more) : name => name }',
        'element(concat(var.more, ["a"]), 0)',
        'compact(concat([var.more[0]], var.more, ["a"]))',
    ],
)
def test_what_depends_on_the_rest_is_open(tmp_path: Path, expression: str) -> None:
    assert "$unknown" in value(tmp_path, expression)


def test_instances_of_a_set_that_is_open_in_part(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        HEAD
        + """
        resource "aws_sqs_queue" "all" {
          for_each = toset(concat(["orders"], var.more))
          name     = each.value
        }

        output "url" {
          value = aws_sqs_queue.all["orders"].url
        }

        output "others" {
          value = [for queue in aws_sqs_queue.all : queue.url]
        }
        """,
    )
    assert properties(found, 'aws_sqs_queue.all["orders"]')["QueueName"] == "orders"
    assert "$unknown" in properties(found, "aws_sqs_queue.all")["QueueName"]
    assert found.data["outputs"]["url"]["value"]["$ref"] == 'aws_sqs_queue.all["orders"]'
    assert "$unknown" in found.data["outputs"]["others"]["value"]


def test_blocks_beside_those_of_which_the_number_is_open(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        HEAD
        + """
        data "aws_iam_policy_document" "it" {
          statement {
            actions   = ["s3:*"]
            resources = ["*"]
          }

          dynamic "statement" {
            for_each = var.statements
            content {
              actions   = statement.value
              resources = ["*"]
            }
          }
        }

        resource "aws_iam_policy" "document" {
          policy = data.aws_iam_policy_document.it.json
        }

        resource "aws_iam_policy" "text" {
          policy = jsonencode({
            Statement = concat(
              [{ Effect = "Allow", Action = "s3:*", Resource = "*" }],
              [for actions in var.statements : { Effect = "Allow", Action = actions, Resource = "*" }],
            )
          })
        }

        resource "aws_security_group" "it" {
          ingress {
            protocol    = "tcp"
            from_port   = 22
            to_port     = 22
            cidr_blocks = ["10.0.0.0/8"]
          }

          dynamic "ingress" {
            for_each = toset(concat(["10.1.0.0/16"], var.more))
            content {
              protocol    = "tcp"
              from_port   = 22
              to_port     = 22
              cidr_blocks = [ingress.value]
            }
          }
        }
        """,
    )
    for name in ("document", "text"):
        first, second = properties(found, f"aws_iam_policy.{name}")["PolicyDocument"]["Statement"]
        assert first == {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
        assert "$unknown" in second
    *rules, other = properties(found, "aws_security_group.it")["SecurityGroupIngress"]
    assert [rule["CidrIp"] for rule in rules] == ["10.0.0.0/8", "10.1.0.0/16"]
    assert "$unknown" in other


def test_what_a_module_is_given_in_part(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": HEAD
            + """
            module "network" {
              source = "./network"
              ranges = concat([{ range = "10.0.0.0/8" }], [for one in var.more : { range = one }])
            }
            """,
            "network/main.tf": """
            variable "ranges" {
              type = list(object({ range = string, port = optional(number, 443) }))
            }

            resource "aws_security_group" "it" {
              dynamic "ingress" {
                for_each = var.ranges
                content {
                  protocol    = "tcp"
                  from_port   = ingress.value.port
                  to_port     = ingress.value.port
                  cidr_blocks = [ingress.value.range]
                }
              }
            }
            """,
        },
    )
    known, other = properties(found, "module.network.aws_security_group.it")["SecurityGroupIngress"]
    assert (known["CidrIp"], known["FromPort"]) == ("10.0.0.0/8", 443)
    assert "$unknown" in other
