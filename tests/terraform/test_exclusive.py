"""Arguments of which the provider takes one only."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.terraform import exclusive, provider
from tests.terraform.configurations import document


def found(folder: Path, text: str) -> list[tuple[str, str, int | None]]:
    """Where arguments exclude each other, what is in doubt, and the line."""
    data = document(folder, text).data
    certain = [(one["attribute"], "") for one in data["terraform"]["faults"] if one["kind"] == "exclusive"]
    doubted = [
        (one["attribute"], one["reason"])
        for one in data["unknowns"]
        if one["pattern"] == "Terraform.Exclusions"
    ]
    return [(where, doubt, data["attributes"][where]["line"]) for where, doubt in [*certain, *doubted]]


def test_the_second_one_is_named_where_it_stands(tmp_path: Path) -> None:
    configuration = """\
    variable "prefix" { default = "web-" }
    locals { name = "web" }
    resource "aws_lb" "web" {
      count       = 2
      name        = local.name
      name_prefix = var.prefix
    }
    resource "aws_route53_record" "web" {
      ttl = 300
      alias {
        name = "a"
      }
    }
    resource "aws_security_group_rule" "web" {
      source_security_group_id = aws_security_group.a.id
      cidr_blocks              = ["10.0.0.0/8"]
    }
    resource "aws_security_group" "a" {}
    """
    assert found(tmp_path, configuration) == [
        ("aws_lb.web.name_prefix", "", 6),
        ("aws_route53_record.web.ttl", "", 9),
        ("aws_security_group_rule.web.source_security_group_id", "", 15),
    ]


def test_a_variable_without_a_default_is_in_doubt(tmp_path: Path) -> None:
    configuration = """\
    variable "password" {}
    resource "aws_db_instance" "a" {
      password                    = var.password
      manage_master_user_password = true
    }
    """
    assert found(tmp_path, configuration) == [
        ("aws_db_instance.a.password", "the variable password has no default", 3)
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        'name = "a"',
        'name = "a"\nname_prefix = null',
        'name = "a"\nname_prefix = ""',
        'name = var.none\nname_prefix = "a"',
        'name = var.open ? "a" : null\nname_prefix = var.open ? null : "a"',
        # Two questions about the same thing, which nobody answers.
        'name = length(data.aws_ami.a.id) > 3 ? "a" : null\nname_prefix = length(data.aws_ami.a.id) <= 3 ? "a" : null',
        "name = local.chosen\nname_prefix = local.other",
    ],
)
def test_what_may_be_null_excludes_nothing(tmp_path: Path, arguments: str) -> None:
    declared = """\
    variable "none" { default = null }
    variable "open" { type = bool }
    data "aws_ami" "a" {}
    locals {
      chosen = length(data.aws_ami.a.id) > 3 ? "a" : null
      other  = length(data.aws_ami.a.id) <= 3 ? "a" : null
    }
    """
    resource = f'resource "aws_security_group" "a" {{\n{arguments}\n}}\n'
    assert found(tmp_path, declared + resource) == []


def test_what_a_caller_gives_may_be_null(tmp_path: Path) -> None:
    inner = """\
    variable "name" {}
    resource "aws_security_group" "a" {
      name        = var.name
      name_prefix = "a"
    }
    """
    files = {
        "main.tf": 'module "a" {\n  source = "./inner"\n  name = data.aws_ami.a.id == "a" ? "b" : null\n}\n'
        'data "aws_ami" "a" {}\n',
        "inner/main.tf": inner,
    }
    data = document(tmp_path, files).data
    assert [one for one in data["terraform"]["faults"] if one["kind"] == "exclusive"] == []


@pytest.mark.parametrize("type", sorted(exclusive._GROUPS))
def test_the_names_are_the_providers(type: str) -> None:
    known = provider.resource(type)
    assert known is not None
    names = {name for group in exclusive._GROUPS[type] for name in group}
    assert names <= {*known.writable()}
