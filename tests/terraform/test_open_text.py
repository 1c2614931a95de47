"""Functions over text that is open in part keep what is certain of it, and guess nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.terraform.configurations import document, properties

HEAD = """
variable "team" {}

data "aws_caller_identity" "me" {}
data "aws_region" "here" {}

resource "aws_sqs_queue" "orders" {}

locals {
  account = data.aws_caller_identity.me.account_id
  region  = data.aws_region.here.region
}
"""
ACCOUNT, REGION = "${AWS::AccountId}", "${AWS::Region}"
ARN = {"$ref": "aws_sqs_queue.orders", "attribute": "Arn"}


def value(folder: Path, expression: str) -> Any:
    found = document(folder, HEAD + f'output "value" {{\n  value = {expression}\n}}\n')
    return found.data["outputs"]["value"]["value"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('lower("Data-${local.account}")', f"data-{ACCOUNT}"),
        ('upper("data-${local.account}")', f"DATA-{ACCOUNT}"),
        ('upper("data-${local.region}")', "DATA-${upper(...)}"),
        ('lower("Data-${var.team}")', "data-${lower(...)}"),
        ('replace("a_b_${local.region}", "_", "-")', f"a-b-{REGION}"),
        ('replace("a_b_${var.team}", "_", "-")', "a-b-${replace(...)}"),
        ('replace("a__b-${local.account}", "__", "")', f"ab-{ACCOUNT}"),
        ('replace("Data.Set-${local.region}", "/[^a-zA-Z0-9-]/", "-")', f"Data-Set-{REGION}"),
        ('replace("a..b-${local.account}", "/[^a-z0-9]+/", "-")', f"a-b-{ACCOUNT}"),
        ('split("/", "a/${local.region}-b/c")', ["a", f"{REGION}-b", "c"]),
        ('substr("orders-${local.account}-more", 0, 21)', f"orders-{ACCOUNT}-m"),
        ('substr("orders-${local.account}", 0, 10)', "orders-${substr(...)}"),
        ('substr("orders-${var.team}-more", 0, 63)', "orders-${substr(...)}"),
        ('trimsuffix("${local.account}-data/", "/")', f"{ACCOUNT}-data"),
        ('trimsuffix("data-${local.account}", "/")', f"data-{ACCOUNT}"),
        ('trimprefix("/data-${var.team}", "/")', "data-${var.team}"),
        ('format("%s-${local.account}", "data")', f"data-{ACCOUNT}"),
        ('format("%03d-%[3]s-%[2]s", 7, "a", local.account)', f"007-{ACCOUNT}-a"),
        ('formatlist("%s/*", [aws_sqs_queue.orders.arn])', ["${aws_sqs_queue.orders.Arn}/*"]),
        ('formatlist("%s-%s", ["a", "b"], local.region)', [f"a-{REGION}", f"b-{REGION}"]),
        ('sort([aws_sqs_queue.orders.arn, "b"])', [ARN, "b"]),
    ],
)
def test_what_is_certain_is_kept(tmp_path: Path, expression: str, expected: Any) -> None:
    assert value(tmp_path, expression) == expected


@pytest.mark.parametrize(
    "expression",
    [
        'replace("a${var.team}b", "ab", "c")',
        'replace("a-${local.region}", "a-u", "x")',
        'replace("a${var.team}.b", "/[^a-z]+/", "-")',
        'replace("a${var.team}", "/(a.)b/", "$1")',
        'split("-", local.region)',
        'split(",", "a,${var.team}")',
        'split("::", "a:${var.team}:b")',
        'substr("a-${var.team}", -3, 2)',
        'trimsuffix("data-${var.team}", "/")',
        'trimsuffix("${var.team}b", "ab")',
        'format("%q", var.team)',
        'format("%9s", var.team)',
        'sort([aws_sqs_queue.orders.arn, "b"])[0]',
        'element(sort([aws_sqs_queue.orders.arn, "b"]), 0)',
        'sort(concat(["b"], [var.team]))[1]',
    ],
)
def test_what_is_not_certain_is_open(tmp_path: Path, expression: str) -> None:
    assert "$unknown" in value(tmp_path, expression)


def test_what_an_open_text_refers_to_stays_known(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_sqs_queue" "orders" {}

        resource "aws_ssm_parameter" "orders" {
          name  = "orders"
          type  = "String"
          value = lower("Queue ${aws_sqs_queue.orders.arn}")
        }
        """,
    )
    assert "aws_sqs_queue.orders" in {edge["target"] for edge in found.data["edges"]}


@pytest.mark.parametrize("name", ['bucket = "orders-data"', ""])
def test_a_set_of_buckets_gives_each_what_is_made_for_it(tmp_path: Path, name: str) -> None:
    found = document(
        tmp_path,
        f"""
        resource "aws_s3_bucket" "orders" {{
          {name}
        }}

        resource "aws_s3_bucket" "bills" {{}}

        resource "aws_s3_bucket_versioning" "all" {{
          for_each = toset([aws_s3_bucket.orders.bucket, aws_s3_bucket.bills.id])
          bucket   = each.value

          versioning_configuration {{
            status = "Enabled"
          }}
        }}

        resource "aws_sqs_queue" "all" {{
          for_each = toset([aws_s3_bucket.orders.bucket])
        }}
        """,
    )
    for bucket in ("orders", "bills"):
        assert properties(found, f"aws_s3_bucket.{bucket}")["VersioningConfiguration"]["Status"] == "Enabled"
    key = "orders-data" if name else "${aws_s3_bucket.orders}"
    assert f'aws_sqs_queue.all["{key}"]' in found.data["resources"]


CONFIGURATION = """
variable "environment" {}

locals {
  config = {
    dev  = { encrypted = false, size = 10, ranges = ["0.0.0.0/0"] }
    prod = { encrypted = false, size = 20, ranges = ["0.0.0.0/0"] }
  }
  others = {
    dev  = { encrypted = false }
    prod = { encrypted = false, size = 20 }
  }
}
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("local.config[var.environment].encrypted", False),
        ("local.config[var.environment].ranges", ["0.0.0.0/0"]),
        ("local.config[var.environment].ranges[0]", "0.0.0.0/0"),
        ('lookup(local.config, terraform.workspace, local.config["dev"]).encrypted', False),
        ('["a", "a"][var.environment]', "a"),
    ],
)
def test_what_every_entry_says_is_known(tmp_path: Path, expression: str, expected: Any) -> None:
    found = document(tmp_path, CONFIGURATION + f'output "value" {{\n  value = {expression}\n}}\n')
    assert found.data["outputs"]["value"]["value"] == expected


@pytest.mark.parametrize(
    "expression",
    [
        "local.config[var.environment].size",
        "local.others[var.environment].size",
        "local.others[var.environment].encrypted",
        'lookup({ dev = "a" }, var.environment, "b")',
        'lookup({ dev = "a" }, var.environment, var.environment)',
    ],
)
def test_what_entries_say_differently_is_open(tmp_path: Path, expression: str) -> None:
    found = document(tmp_path, CONFIGURATION + f'output "value" {{\n  value = {expression}\n}}\n')
    assert "$unknown" in found.data["outputs"]["value"]["value"]


def test_an_open_entry_is_one_of_several(tmp_path: Path) -> None:
    found = document(
        tmp_path, CONFIGURATION + 'output "value" {\n  value = local.config[var.environment].size\n}\n'
    )
    (unknown,) = (one for one in found.data["unknowns"] if one["attribute"] == "Outputs.value.Value")
    assert unknown["candidates"] == [10, 20]
