"""Many root modules: graded by stackgrade, a second time unchanged, and scanned by Checkov."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measure import Cost, best, rows, run

_ROOTS = 100

_MAIN = """\
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
  backend "s3" {
    key          = "service-NUMBER/terraform.tfstate"
    use_lockfile = true
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = {
      Service     = "service-NUMBER"
      Environment = var.environment
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_availability_zones" "available" {
  state = "available"
}

locals {
  name  = "service-NUMBER-${var.environment}"
  zones = slice(data.aws_availability_zones.available.names, 0, 2)
}

module "network" {
  source = "./network"
  name   = local.name
  cidr   = "10.NUMBER.0.0/16"
  zones  = local.zones
}
"""

_VARIABLES = """\
variable "region" {
  description = "Where everything runs"
  type        = string
  default     = "eu-west-1"
}

variable "environment" {
  description = "Which deployment this is"
  type        = string
  default     = "prod"
}

variable "queues" {
  description = "Queues by name, with the seconds that a message stays hidden"
  type        = map(number)
  default = {
    orders    = 30
    shipments = 60
    returns   = 120
  }
}
"""

_NETWORK = """\
variable "name" {
  type = string
}

variable "cidr" {
  type = string
}

variable "zones" {
  type = list(string)
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "private" {
  count             = 2
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr, 8, count.index)
  availability_zone = var.zones[count.index]
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "private" {
  count          = length(aws_subnet.private)
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}

output "vpc_id" {
  value = aws_vpc.this.id
}

output "subnet_ids" {
  value = aws_subnet.private[*].id
}
"""

_SERVICE = """\
resource "aws_sqs_queue" "PART" {
  for_each = var.queues

  name                       = "${local.name}-PART-${each.key}"
  visibility_timeout_seconds = each.value
  kms_master_key_id          = "alias/aws/sqs"
}

data "aws_iam_policy_document" "PART" {
  statement {
    actions   = ["sqs:SendMessage", "sqs:ReceiveMessage"]
    resources = [for queue in aws_sqs_queue.PART : queue.arn]
  }
}

resource "aws_iam_role" "PART" {
  name_prefix = "PART-"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "PART" {
  role   = aws_iam_role.PART.id
  policy = data.aws_iam_policy_document.PART.json
}

resource "aws_security_group" "PART" {
  name_prefix = "PART-"
  vpc_id      = module.network.vpc_id

  dynamic "ingress" {
    for_each = [80, 443]
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["10.0.0.0/8"]
    }
  }
}

resource "aws_s3_bucket" "PART" {
  bucket_prefix = "${local.name}-PART-"
}

resource "aws_s3_bucket_versioning" "PART" {
  bucket = aws_s3_bucket.PART.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_db_instance" "PART" {
  identifier_prefix           = "PART-"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  storage_encrypted           = true
  username                    = "PART"
  manage_master_user_password = true
  vpc_security_group_ids      = [aws_security_group.PART.id]
  backup_retention_period     = var.environment == "prod" ? 14 : 1
}
"""


def compare(stackgrade: str, checkov: str) -> list[str]:
    """Compare one folder of generated root modules; returns the lines of the report."""
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place, "services"), {"XDG_CACHE_HOME": str(Path(place, "cache"))}
        lines = sum(_write(folder / f"service-{number}", number) for number in range(_ROOTS))
        command = [stackgrade, "grade", str(folder), "--format", "json", "--fail-on", "never"]
        run([*command, "--no-cache"], cache)  # compiles the rules
        costs: dict[str, Cost] = {
            "checkov": best([checkov, *_SCAN, "-d", str(folder)], 2, _OFFLINE),
            "stackgrade --no-cache": best([*command, "--no-cache"], 3, cache),
            "stackgrade --no-cache --jobs 1": best([*command, "--no-cache", "--jobs", "1"], 2, cache),
            "stackgrade, first run": run(command, cache),
            "stackgrade, second run": best(command, 3, cache),
        }
    return [f"{_ROOTS} root modules, {lines} lines", *rows(costs)]


def _write(folder: Path, number: int) -> int:
    """Write one root module and return how many lines it has."""
    files = {
        "main.tf": _MAIN.replace("NUMBER", str(number)),
        "variables.tf": _VARIABLES,
        "network/main.tf": _NETWORK,
        "services.tf": "\n".join(
            _SERVICE.replace("PART", part) for part in ("orders", "shipments", "returns")
        ),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sum(text.count("\n") for text in files.values())


_SCAN = ("--framework", "terraform", "--quiet", "--compact", "--soft-fail", "-o", "json")
_OFFLINE = {"BC_SKIP_MAPPING": "TRUE"}
