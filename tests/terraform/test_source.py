"""A root module as a user writes it, and the document that comes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.errors import InputError
from adapters.model import Document
from tests.terraform.configurations import document, errors, properties, reasons, written

QUEUE = 'resource "aws_sqs_queue" "q" {{\n  name = {}\n}}\n'


def name_of(folder: Path, expression: str, more: str = "", **parameters: str) -> object:
    """What a queue is called by an expression."""
    found = document(folder, QUEUE.format(expression) + more, **parameters)
    return properties(found, "aws_sqs_queue.q").get("QueueName")


# Values


def test_values_go_through_locals_variables_and_functions(tmp_path: Path) -> None:
    more = """
        variable "environment" {
          default = "Prod"
        }

        locals {
          parts = ["shop", lower(var.environment)]
          name  = join("-", local.parts)
        }
    """
    assert name_of(tmp_path, '"${local.name}-orders"', more) == "shop-prod-orders"


@pytest.mark.parametrize(
    "expression",
    [
        "sum(flatten([for i in local.many : [for j in local.many : [for k in local.many : 1]]]))",
        '"${local.long}${local.long}"',
        'try(join(local.long, ["", "", ""]), "short")',
        "jsonencode(local.nested3)",
    ],
)
def test_what_grows_beyond_all_bounds_is_unknown(tmp_path: Path, expression: str) -> None:
    more = """
        locals {
          many = range(400)
          long = join("", [for i in range(1000) : format("%4000d", i)])
          nested1 = [for i in range(50) : [i]]
          nested2 = [for i in range(50) : local.nested1]
          nested3 = { for i in range(50) : i => local.nested2 }
        }
    """
    found = document(tmp_path, QUEUE.format(expression) + more)
    assert re.search("too long|too large|not looked at", reasons(found, "aws_sqs_queue.q")["QueueName"])


def test_an_attribute_that_aws_makes_is_a_reference(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_sqs_queue" "dead" {}

        resource "aws_sqs_queue" "q" {
          redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 3 })
        }
        """,
    )
    assert properties(found, "aws_sqs_queue.q")["RedrivePolicy"] == {
        "deadLetterTargetArn": {"$ref": "aws_sqs_queue.dead", "attribute": "Arn"},
        "maxReceiveCount": 3,
    }
    assert {
        "source": "aws_sqs_queue.q", "attribute": "RedrivePolicy.deadLetterTargetArn",
        "target": "aws_sqs_queue.dead", "target_attribute": "Arn",
    } in found.data["edges"]  # fmt: skip


def test_json_stands_in_the_file_that_writes_it(tmp_path: Path) -> None:
    files = {
        "main.tf": """\
            resource "aws_sqs_queue" "here" {
              redrive_policy = jsonencode({ maxReceiveCount = 3 })
            }
            resource "aws_sqs_queue" "there" {
              redrive_policy = local.policy
            }
        """,
        "locals.tf": """\
            locals {
              policy = jsonencode({
                maxReceiveCount = 3
              })
            }
        """,
    }
    resources = document(tmp_path, files).data["resources"]
    counts = [
        resources[address]["attributes"]["RedrivePolicy.maxReceiveCount"]
        for address in ("aws_sqs_queue.here", "aws_sqs_queue.there")
    ]
    # Without a path, it stands where the resource does.
    places = [(Path(count.get("path", "main.tf")).name, count["line"]) for count in counts]
    assert places == [("main.tf", 2), ("locals.tf", 3)]


def test_an_attribute_that_was_written_is_what_was_written(tmp_path: Path) -> None:
    more = 'resource "aws_sns_topic" "t" {\n  display_name = "orders"\n}\n'
    assert name_of(tmp_path, "upper(aws_sns_topic.t.display_name)", more) == "ORDERS"


def test_values_stand_in_the_lines_where_they_are_written(tmp_path: Path) -> None:
    found = document(tmp_path, {"a.tf": "\n\n" + QUEUE.format('"orders"'), "b.tf": "\n"})
    resource = found.data["resources"]["aws_sqs_queue.q"]
    assert resource["location"] == {"path": str(tmp_path / "a.tf"), "start_line": 3, "end_line": 5}
    assert resource["attributes"]["QueueName"]["line"] == 4


# Variables


def test_a_variable_without_a_value_is_unknown(tmp_path: Path) -> None:
    found = document(tmp_path, QUEUE.format("var.name") + 'variable "name" {}')
    assert reasons(found, "aws_sqs_queue.q") == {"QueueName": "the variable name has no default"}
    assert found.data["resources"]["aws_sqs_queue.q"]["attributes"]["QueueName"]["parameters"] == ["name"]


def test_text_with_an_open_part_keeps_what_is_known(tmp_path: Path) -> None:
    assert name_of(tmp_path, '"shop-${var.name}"', 'variable "name" {}') == "shop-${var.name}"


def test_later_values_win(tmp_path: Path) -> None:
    files = {"main.tf": QUEUE.format("var.name") + 'variable "name" {\n  default = "default"\n}\n'}

    def name(*paths: str, **parameters: str) -> object:
        return properties(document(tmp_path, files, *paths, **parameters), "aws_sqs_queue.q")["QueueName"]

    assert name() == "default"
    files["terraform.tfvars"] = 'name = "tfvars"'
    assert name() == "tfvars"
    files["terraform.tfvars.json"] = '{"name": "json"}'
    assert name() == "json"
    files["a.auto.tfvars"] = 'name = "auto a"'
    files["b.auto.tfvars.json"] = '{"name": "auto b"}'
    assert name() == "auto b"
    files["given.tfvars"] = 'name = "given"'
    assert name("given.tfvars") == "given"
    files["given.json"] = '{"name": "given in JSON"}'
    assert name("given.tfvars", "given.json") == "given in JSON"
    assert name("given.tfvars", name="on the command line") == "on the command line"


def test_parameter_files_of_cloudformation_are_left_to_it(tmp_path: Path) -> None:
    files = {
        "main.tf": QUEUE.format("var.name") + 'variable "name" {\n  default = "default"\n}\n',
        "a.json": '{"Parameters": {"name": "other"}}',
        "b.json": '[{"ParameterKey": "name", "ParameterValue": "other"}]',
    }
    found = document(tmp_path, files, "a.json", "b.json")
    assert properties(found, "aws_sqs_queue.q")["QueueName"] == "default"


def test_values_from_the_command_line_have_the_type_of_their_variable(tmp_path: Path) -> None:
    more = """
        variable "sizes" {
          type = list(number)
        }
        variable "code" {
          type = string
        }
    """
    assert name_of(tmp_path, '"${var.code}-${var.sizes[1]}"', more, sizes="[1, 22]", code="007") == "007-22"


def test_an_output_that_is_a_whole_module_gives_all_of_its_outputs(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "m" {\n  source = "./m"\n}\noutput "m" {\n  value = module.m\n}\n',
        "m/main.tf": QUEUE.format('"q"')
        + 'output "url" {\n  value = aws_sqs_queue.q.url\n}\noutput "n" {\n  value = 1\n}\n',
    }
    given = document(tmp_path, files).data["outputs"]["m"]["value"]
    assert given == {"url": {"$ref": "module.m.aws_sqs_queue.q", "attribute": "Ref"}, "n": 1}


@pytest.mark.parametrize("type", ["aws_instance", "aws_launch_configuration"])
def test_the_provider_leaves_user_data_that_is_encoded_as_it_is(tmp_path: Path, type: str) -> None:
    text = f'resource "{type}" "r" {{\n  user_data = base64encode("#!/bin/sh\\ndate")\n}}\n'
    assert properties(document(tmp_path, text), f"{type}.r")["UserData"] == "#!/bin/sh\ndate"


def test_the_account_is_text_in_json_that_is_text_as_in_what_jsonencode_makes(tmp_path: Path) -> None:
    more = """
        data "aws_caller_identity" "me" {}

        resource "aws_sqs_queue_policy" "p" {
          queue_url = aws_sqs_queue.q.id
          policy    = <<EOT
        {"Statement": [{"Condition": {"StringEquals": {"aws:SourceAccount": "${data.aws_caller_identity.me.id}"}}}]}
        EOT
        }
    """
    found = document(tmp_path, QUEUE.format('"q"') + more)
    assert reasons(found, "aws_sqs_queue_policy.p") == {}
    (statement,) = properties(found, "aws_sqs_queue_policy.p")["PolicyDocument"]["Statement"]
    assert statement["Condition"]["StringEquals"]["aws:SourceAccount"] == "${AWS::AccountId}"


def test_a_variable_whose_default_is_null_is_optional(tmp_path: Path) -> None:
    variables = 'variable "zone" {\n  default = null\n}\nvariable "name" {}\n'
    found = document(tmp_path, QUEUE.format("var.name") + variables)
    assert [name for name, one in found.data["parameters"].items() if one.get("optional")] == ["zone"]


def test_defaults_of_optional_attributes_are_filled_in(tmp_path: Path) -> None:
    more = """
        variable "queue" {
          type = object({ name = string, suffix = optional(string, "x"), note = optional(string) })
          default = { name = "orders", extra = true }
        }
    """
    expression = '"${var.queue.name}-${var.queue.suffix}-${var.queue.note == null ? "none" : "some"}"'
    assert name_of(tmp_path, expression, more) == "orders-x-none"


def test_secrets_are_cut_wherever_they_go(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        variable "db_password" {
          default   = "hunter2-and-more"
          sensitive = true
        }

        resource "aws_db_instance" "db" {
          password = var.db_password
        }

        resource "aws_ssm_parameter" "p" {
          name  = "p"
          type  = "String"
          value = "postgres://app:${var.db_password}@db"
        }
        """,
    )
    assert "hunter2-and-more" not in str(found.data)
    assert "hunter2-and-more" in found.secrets
    assert found.data["parameters"]["db_password"]["no_echo"] is True


def test_ephemeral_variables_are_hidden(tmp_path: Path) -> None:
    variable = 'variable "token" {\n  ephemeral = true\n}\n'
    assert document(tmp_path, variable).data["parameters"]["token"]["no_echo"] is True


# Several instances


def test_count_and_for_each_make_addresses(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_sqs_queue" "numbered" {
          count = 2
          name  = "q-${count.index}"
        }

        resource "aws_sqs_queue" "keyed" {
          for_each = { a = "x", b = "y" }
          name     = "${each.key}-${each.value}"
        }

        resource "aws_sqs_queue" "set" {
          for_each = toset(["one"])
          name     = each.value
        }

        resource "aws_sqs_queue" "none" {
          count = 0
        }
        """,
    )
    names = {
        address: resource["properties"]["QueueName"] for address, resource in found.data["resources"].items()
    }
    assert names == {
        "aws_sqs_queue.numbered[0]": "q-0",
        "aws_sqs_queue.numbered[1]": "q-1",
        'aws_sqs_queue.keyed["a"]': "a-x",
        'aws_sqs_queue.keyed["b"]': "b-y",
        'aws_sqs_queue.set["one"]': "one",
    }


def test_an_open_condition_is_looked_at_both_ways(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        variable "environment" {
          type = string
        }

        resource "aws_sqs_queue" "q" {
          count = var.environment == "prod" ? 1 : 0
        }

        resource "aws_sqs_queue" "other" {
          name = var.environment == "prod" ? "a" : "b"
        }
        """,
    )
    assert found.data["when"] == {"var.environment is prod": True}
    (variant,) = found.data["variants"]
    assert variant["when"] == {"var.environment is prod": False}
    assert variant["resources"]["aws_sqs_queue.q[0]"] is None
    other = variant["resources"]["aws_sqs_queue.other"]
    assert other is not None
    assert other["properties"]["QueueName"] == "b"


def test_an_open_number_is_looked_at_once(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        variable "names" {
          type = list(string)
        }

        resource "aws_sqs_queue" "q" {
          count      = length(var.names)
          name       = var.names[count.index]
          fifo_queue = true
        }
        """,
    )
    assert properties(found, "aws_sqs_queue.q")["FifoQueue"] is True
    assert "the variable names has no default" in reasons(found, "aws_sqs_queue.q")["QueueName"]


def test_dynamic_blocks(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_security_group" "sg" {
          dynamic "ingress" {
            for_each = { web = 80, tls = 443 }
            iterator = port
            content {
              description = port.key
              from_port   = port.value
              to_port     = port.value
              protocol    = "tcp"
              cidr_blocks = ["10.0.0.0/8"]
            }
          }
        }
        """,
    )
    rules = properties(found, "aws_security_group.sg")["SecurityGroupIngress"]
    assert [(rule["Description"], rule["FromPort"]) for rule in rules] == [("tls", 443), ("web", 80)]


# Modules


def test_modules_are_called_with_their_inputs(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": """
                module "queue" {
                  source   = "./queue"
                  for_each = toset(["a", "b"])
                  name     = "shop-${each.key}"
                }

                resource "aws_sns_topic_subscription" "s" {
                  topic_arn = "arn:aws:sns:eu-west-1:111122223333:t"
                  protocol  = "sqs"
                  endpoint  = module.queue["b"].arn
                }
            """,
            "queue/main.tf": """
                variable "name" {}
                resource "aws_sqs_queue" "this" {
                  name = var.name
                }
                output "arn" {
                  value = aws_sqs_queue.this.arn
                }
            """,
        },
    )
    assert properties(found, 'module.queue["a"].aws_sqs_queue.this') == {"QueueName": "shop-a"}
    assert properties(found, "aws_sns_topic_subscription.s")["Endpoint"] == {
        "$ref": 'module.queue["b"].aws_sqs_queue.this', "attribute": "Arn"
    }  # fmt: skip


def test_what_is_of_calls_only_is_an_argument_of_resources(tmp_path: Path) -> None:
    """`version` and `source` say which module is called, and of which version a cluster is."""
    found = document(tmp_path, 'resource "aws_eks_cluster" "a" { version = "1.33" }')
    assert properties(found, "aws_eks_cluster.a")["Version"] == "1.33"


def test_an_installed_module_is_read_from_where_it_was_installed(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": 'module "q" {\n  source  = "example/queue/aws"\n  version = "1.0"\n}\n',
            ".terraform/modules/modules.json": '{"Modules": [{"Key": "q", "Dir": ".terraform/modules/q"}]}',
            ".terraform/modules/q/main.tf": QUEUE.format('"installed"'),
        },
    )
    assert properties(found, "module.q.aws_sqs_queue.q") == {"QueueName": "installed"}
    assert found.errors == ()


@pytest.mark.parametrize(
    "content", ['{"Modules": [{"Key": "q", "Dir": 5}]}', '{"Modules": [5]}', "[]", "{", "\x00"]
)
def test_a_list_of_installed_modules_that_is_none_installs_nothing(tmp_path: Path, content: str) -> None:
    call = 'module "q" {\n  source = "example/queue/aws"\n}\n'
    found = document(tmp_path, {"main.tf": call, ".terraform/modules/modules.json": content})
    assert [error.message for error in found.errors] == [
        "the module q (example/queue/aws) is not installed: run `terraform init`"
    ]


def test_a_module_that_is_not_there_leaves_its_outputs_unknown(tmp_path: Path) -> None:
    more = 'module "names" {\n  source  = "example/names/aws"\n  version = "1.0"\n}\n'
    found = document(tmp_path, QUEUE.format("module.names.queue") + more)
    assert reasons(found, "aws_sqs_queue.q") == {"QueueName": "the module names is not there"}
    message = "the module names (example/names/aws) is not installed: run `terraform init`"
    assert errors(found, tmp_path) == [f"main.tf:5: {message}"]
    assert found.data["incomplete"] == [{"address": "", "reason": message}]


def test_provider_tags_reach_resources_and_modules(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": """
                provider "aws" {
                  default_tags {
                    tags = { Team = "shop", Env = "prod" }
                  }
                }
                provider "aws" {
                  alias = "other"
                  default_tags {
                    tags = { Team = "other" }
                  }
                }
                resource "aws_sqs_queue" "own" {
                  tags = { Env = "test" }
                }
                module "here" {
                  source = "./queue"
                }
                module "there" {
                  source    = "./queue"
                  providers = { aws = aws.other }
                }
            """,
            "queue/main.tf": 'resource "aws_sqs_queue" "q" {}',
        },
    )
    assert {address: resource["tags"] for address, resource in found.data["resources"].items()} == {
        "aws_sqs_queue.own": {"Team": "shop", "Env": "test"},
        "module.here.aws_sqs_queue.q": {"Team": "shop", "Env": "prod"},
        "module.there.aws_sqs_queue.q": {"Team": "other"},
    }


def test_resources_lie_in_the_region_of_their_provider(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        variable "region" {
          default = "eu-central-1"
        }
        provider "aws" {
          region = var.region
        }
        provider "aws" {
          alias  = "global"
          region = "us-east-1"
        }
        provider "aws" {
          alias = "somewhere"
        }
        resource "aws_sqs_queue" "here" {}
        resource "aws_acm_certificate" "there" {
          provider = aws.global
        }
        resource "aws_sqs_queue" "somewhere" {
          provider = aws.somewhere
        }
        resource "aws_sqs_queue" "of_its_own" {
          region = "eu-west-1"
        }
        """,
    )
    assert found.data["terraform"]["regions"] == {"aws": "eu-central-1", "aws.global": "us-east-1"}
    assert {address: resource.get("region") for address, resource in found.data["resources"].items()} == {
        "aws_sqs_queue.here": "eu-central-1",
        "aws_acm_certificate.there": "us-east-1",
        "aws_sqs_queue.somewhere": None,
        "aws_sqs_queue.of_its_own": "eu-west-1",
    }


def test_arguments_made_from_the_time_are_faults(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        locals {
          now   = timestamp()
          later = timeadd(local.now, "1h")
        }
        resource "aws_sqs_queue" "q" {
          tags = { Until = local.later }
        }
        resource "aws_sqs_queue" "ignored" {
          tags = { Until = local.later }
          lifecycle {
            ignore_changes = [tags["Until"]]
          }
        }
        resource "aws_instance" "nested" {
          root_block_device {
            tags = { Made = plantimestamp() }
          }
        }
        resource "terraform_data" "always" {
          triggers_replace = timestamp()
        }
        resource "aws_sqs_queue" "compared" {
          tags = { Old = timecmp(timestamp(), "2030-01-01T00:00:00Z") > 0 ? "yes" : "no" }
        }
        """,
    )
    faults = [fault for fault in found.data["terraform"]["faults"] if fault["kind"] == "clock"]
    assert [fault["attribute"] for fault in faults] == [
        "aws_sqs_queue.q.tags",
        "aws_instance.nested.root_block_device",
    ]


# Files


def test_both_syntaxes_stand_in_one_folder(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": QUEUE.format("local.name"),
            "names.tf.json": '{"locals": {"name": "${upper(\\"orders\\")}"}}',
        },
    )
    assert properties(found, "aws_sqs_queue.q") == {"QueueName": "ORDERS"}


def test_overrides_are_merged(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": 'resource "aws_sqs_queue" "q" {\n  name = "first"\n  fifo_queue = true\n}\n',
            "override.tf": QUEUE.format('"second"'),
            "x_override.tf.json": '{"resource": {"aws_sqs_queue": {"q": {"name": "third"}}}}',
        },
    )
    assert properties(found, "aws_sqs_queue.q") == {"QueueName": "third", "FifoQueue": True}
    assert found.errors == ()


def test_files_are_read_inside_of_the_root_only(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("outside")
    root = tmp_path / "root"
    more = {"inside.txt": "inside", "greeting.tftpl": "%{ for n in names ~}\nhello ${n};%{ endfor ~}"}
    found = document(
        root,
        {
            "main.tf": """
                resource "aws_sqs_queue" "inside" {
                  name = file("${path.module}/inside.txt")
                }
                resource "aws_sqs_queue" "template" {
                  name = templatefile("greeting.tftpl", { names = ["a", "b"] })
                }
                resource "aws_sqs_queue" "outside" {
                  name = file("../outside.txt")
                }
                resource "aws_sqs_queue" "absolute" {
                  name = file("/etc/hostname")
                }
            """,
            **more,
        },
    )
    assert properties(found, "aws_sqs_queue.inside")["QueueName"] == "inside"
    assert properties(found, "aws_sqs_queue.template")["QueueName"] == "hello a;hello b;"
    assert "outside of the configuration" in reasons(found, "aws_sqs_queue.outside")["QueueName"]
    assert "outside of the configuration" in reasons(found, "aws_sqs_queue.absolute")["QueueName"]


def test_blocks_that_say_nothing_of_resources_are_passed_over(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        QUEUE.format('"orders"')
        + """
        moved {
          from = aws_sqs_queue.old
          to   = aws_sqs_queue.q
        }
        import {
          to = aws_sqs_queue.q
          id = "https://example.com/q"
        }
        removed {
          from = aws_sqs_queue.gone
        }
        check "health" {
          assert {
            condition     = aws_sqs_queue.q.name != ""
            error_message = "no name"
          }
        }
        """,
    )
    assert list(found.data["resources"]) == ["aws_sqs_queue.q"]
    assert found.errors == ()


# Data sources


def test_policy_documents_are_written_out(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        data "aws_caller_identity" "me" {}

        data "aws_iam_policy_document" "base" {
          statement {
            sid       = "Read"
            actions   = ["s3:GetObject"]
            resources = ["arn:aws:s3:::b/&{aws:username}/*"]
          }
        }

        data "aws_iam_policy_document" "p" {
          source_policy_documents = [data.aws_iam_policy_document.base.json]
          statement {
            effect    = "Deny"
            actions   = ["s3:*", "sqs:*"]
            resources = ["*"]
            principals {
              type        = "AWS"
              identifiers = ["arn:aws:iam::${data.aws_caller_identity.me.account_id}:root"]
            }
            condition {
              test     = "Bool"
              variable = "aws:SecureTransport"
              values   = ["false"]
            }
          }
        }

        resource "aws_iam_policy" "p" {
          policy = data.aws_iam_policy_document.p.json
        }
        """,
    )
    assert properties(found, "aws_iam_policy.p")["PolicyDocument"] == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Read",
                "Effect": "Allow",
                "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::b/${aws:username}/*",
            },
            {
                "Effect": "Deny",
                "Action": ["s3:*", "sqs:*"],
                "Resource": "*",
                "Principal": {"AWS": "arn:aws:iam::${AWS::AccountId}:root"},
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
        ],
    }


def test_other_data_sources_are_unknown(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        QUEUE.format("data.aws_vpc.main.cidr_block") + 'data "aws_vpc" "main" {\n  default = true\n}',
    )
    assert reasons(found, "aws_sqs_queue.q") == {"QueueName": "data.aws_vpc.main is read at deployment"}


# Faults


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('resource "aws_sqs_queue" "q" {\n  name = "a"\n', "main.tf:1"),
        ("locals {\n  a = 1\n}\n\nlocals {\n  b = [1,\n}\n", "main.tf:"),
        ('resource "aws_sqs_queue" "q" {\n  name = <<EOT\n  text\n}\n', "main.tf:2"),
        ("resource {\n}\n", "main.tf:1: a block resource has 2 labels, not 0"),
        ("widget {\n}\n", 'main.tf:1: there are no blocks of the type "widget"'),
        ("a = 1\n", "main.tf:1: `a` stands outside of any block"),
        (QUEUE.format('"a"') + QUEUE.format('"b"'), "main.tf:4: aws_sqs_queue.q is declared a second time"),
        (
            'provider "aws" {\n}\nprovider "aws" {\n}\n',
            "main.tf:3: the provider aws is declared a second time",
        ),
        (
            2 * "terraform {\n  required_providers {}\n}\n",
            "main.tf:5: required_providers is declared a second time",
        ),
        (2 * 'terraform {\n  backend "s3" {}\n}\n', "main.tf:5: backend is declared a second time"),
        (QUEUE.format('nosuch("a")'), "main.tf:2: there is no function called nosuch"),
        (
            QUEUE.format("local.a") + "locals {\n  a = local.b\n  b = local.a\n}\n",
            "main.tf:5: local.a refers",
        ),
        (
            QUEUE.format("aws_sqs_queue.q.name"),
            "main.tf:1: resources depend on each other in a circle: aws_sqs_queue.q",
        ),
        (
            'resource "aws_sns_topic" "a" {\n  name = aws_sqs_queue.b.name\n}\n'
            'resource "aws_sqs_queue" "b" {\n  depends_on = [aws_sns_topic.a]\n}\n',
            "main.tf:1: resources depend on each other in a circle: aws_sns_topic.a -> aws_sqs_queue.b",
        ),
        ('module "m" {\n  source = "./m"\n}\n', "main.tf:2: there is no module in ./m"),
        (
            'module "m" {\n  source = "./vendor/m"\n}\n',
            "main.tf:2: there is no module in ./vendor/m: a submodule that is not checked out?",
        ),
        ('module "m" {\n  source = "./"\n}\n', "main.tf:2: the module m calls itself"),
        ('resource "aws_sqs_queue" "q" {\n  count = 100000\n}\n', "main.tf:2: 100000 instances are too many"),
    ],
)
def test_faults_have_a_file_and_a_line(tmp_path: Path, text: str, message: str) -> None:
    good = {"good.tf": 'resource "aws_sns_topic" "t" {\n  name = "orders"\n}\n'}
    (tmp_path / "vendor").mkdir()
    found = document(tmp_path, {"main.tf": text, **good})
    assert any(error.startswith(message) for error in errors(found, tmp_path)), errors(found, tmp_path)
    # The rest is looked at all the same.
    assert properties(found, "aws_sns_topic.t") == {"TopicName": "orders"}


def test_a_submodule_that_is_not_checked_out_is_no_fault_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    modules = "".join(f'module "{name}" {{\n  source = "./{name}/queue"\n}}\n' for name in ("lost", "vendor"))
    (fault,) = document(tmp_path, modules).data["terraform"]["faults"]
    assert fault["message"] == "there is no folder `./lost/queue`"


def test_modules_that_call_each_other(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": 'module "a" {\n  source = "./a"\n}\n',
            "a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
            "b/main.tf": 'module "a" {\n  source = "../a"\n}\n',
        },
    )
    assert errors(found, tmp_path) == ["b/main.tf:2: the module a calls itself"]


def test_a_folder_without_a_configuration(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no Terraform configuration"):
        document(tmp_path, {"main.tf": ""})


def test_a_folder_of_many_files(tmp_path: Path) -> None:
    files = {f"q{i}.tf": QUEUE.format(f'"q{i}"').replace('"q"', f'"q{i}"', 1) for i in range(2000)}
    found = document(tmp_path, files)
    assert len(found.data["resources"]) == 2000
    assert found.errors == ()


# Names


def test_a_reference_may_say_that_it_is_to_a_resource(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_sqs_queue" "dead" {}

        resource "aws_sqs_queue" "q" {
          redrive_policy = jsonencode({ deadLetterTargetArn = resource.aws_sqs_queue.dead.arn })
        }
        """,
    )
    policy = properties(found, "aws_sqs_queue.q")["RedrivePolicy"]
    assert policy["deadLetterTargetArn"] == {"$ref": "aws_sqs_queue.dead", "attribute": "Arn"}


def test_a_part_finds_the_bucket_by_the_variable_that_names_both(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        variable "name" {}
        variable "other" {}

        resource "aws_s3_bucket" "data" { bucket = var.name }
        resource "aws_s3_bucket" "logs" { bucket = var.other }

        resource "aws_s3_bucket_versioning" "data" {
          bucket = var.name
          versioning_configuration { status = "Enabled" }
        }
        """,
    )
    assert properties(found, "aws_s3_bucket.data")["VersioningConfiguration"] == {"Status": "Enabled"}
    assert "VersioningConfiguration" not in properties(found, "aws_s3_bucket.logs")


# What is held against the provider


def faults(found: Document) -> list[tuple[str, str]]:
    return [(one["kind"], one["message"]) for one in found.data["terraform"]["faults"]]


@pytest.mark.parametrize("constraint", ["~> 6.31.0", ">= 6.0, < 6.2", "~> 6.0", "6.31.0"])
def test_a_constraint_within_a_version_takes_what_is_new_in_it(tmp_path: Path, constraint: str) -> None:
    found = document(
        tmp_path,
        f"""
        terraform {{
          required_providers {{
            aws = {{ source = "hashicorp/aws", version = "{constraint}" }}
          }}
        }}

        resource "aws_sqs_queue" "q" {{
          region = "eu-west-1"
        }}
        """,
    )
    assert faults(found) == []


def test_what_a_newer_version_requires_beside_its_new_names_is_not_known(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_dynamodb_table" "pets" {
          name         = "pets"
          billing_mode = "PAY_PER_REQUEST"
          hash_key     = "id"

          global_secondary_index {
            name            = "kind"
            projection_type = "ALL"

            key_schema {
              attribute_name = "kind"
              key_type       = "HASH"
            }
          }
        }
        """,
    )
    assert faults(found) == []


def test_a_package_that_is_absent_is_said_to_be_so_once(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_lambda_function" "f" {
          function_name    = "f"
          role             = "arn:aws:iam::123456789012:role/f"
          filename         = "code.zip"
          source_code_hash = filebase64sha256("code.zip")
          description      = file("about.txt")
        }
        """,
    )
    assert sorted(faults(found)) == [
        ("file", "there is no file `about.txt`"),
        ("package", "there is no file `code.zip`, and nothing here makes it"),
    ]


MODULE = """
    terraform {
      required_providers {
        aws = { source = "hashicorp/aws", version = ">= 5.0" }
      }
    }
    resource "aws_sqs_queue" "plain" {}
    resource "aws_sqs_queue" "tagged" {
      tags = { Team = "shop" }
    }
"""


def test_default_tags_of_a_provider_that_is_configured_elsewhere_are_open(tmp_path: Path) -> None:
    found = document(tmp_path, MODULE)
    reason = found.data["resources"]["aws_sqs_queue.plain"]["properties"]["Tags"]["$unknown"]
    assert reason == "its provider is configured elsewhere, and may have default tags"
    assert properties(found, "aws_sqs_queue.tagged") == {"Tags": [{"Key": "Team", "Value": "shop"}]}
    root = document(tmp_path, MODULE + 'provider "aws" {}\n')
    assert properties(root, "aws_sqs_queue.plain") == {}
    for arguments in ("", "tags = {}"):
        part = document(
            tmp_path / "modules" / "queue", f'resource "aws_sqs_queue" "plain" {{\n{arguments}\n}}'
        )
        assert "$unknown" in properties(part, "aws_sqs_queue.plain")["Tags"]


def test_what_is_compared_is_asked_once_wherever_it_decides(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        variable "domain" { type = string }
        locals {
          has_domain = var.domain != null
        }
        resource "aws_sqs_queue" "a" { count = local.has_domain ? 1 : 0 }
        resource "aws_sqs_queue" "b" { count = var.domain == null ? 0 : 1 }
        resource "aws_sqs_queue" "c" { count = !local.has_domain ? 1 : 0 }
        """,
    )
    (variant,) = found.data["variants"]
    assert (found.data["when"], variant["when"]) == (
        {"var.domain is null": True},
        {"var.domain is null": False},
    )
    assert [*found.data["resources"]] == ["aws_sqs_queue.c[0]"]
    changed = {address: resource is not None for address, resource in variant["resources"].items()}
    assert changed == {"aws_sqs_queue.a[0]": True, "aws_sqs_queue.b[0]": True, "aws_sqs_queue.c[0]": False}


def test_a_data_source_that_finds_something_gives_its_id(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        data "aws_acm_certificate" "site" { domain = "shop.example.com" }
        resource "aws_sqs_queue" "a" { count = data.aws_acm_certificate.site.arn != null ? 1 : 0 }
        """,
    )
    assert [*found.data["resources"]] == ["aws_sqs_queue.a[0]"]
    assert "variants" not in found.data


def kind_of_what_is_missing(folder: Path) -> str:
    """What the adapter takes a variable for that nobody declares."""
    found = document(folder, QUEUE.format("var.queue"))
    unknowns = found.data["resources"]["aws_sqs_queue.q"]["unknowns"]
    (kind,) = (unknown["kind"] for unknown in unknowns if unknown["attribute"] == "QueueName")
    return str(kind)


@pytest.mark.parametrize(
    "place", ["root.hcl", "env/root.hcl", "aws/queues/terragrunt.hcl", "aws/queues/terraform.tf.j2"]
)
def test_terragrunt_or_a_template_may_declare_what_is_missing(tmp_path: Path, place: str) -> None:
    written(tmp_path, {".git/config": "", place: ""})
    assert kind_of_what_is_missing(tmp_path / "aws" / "queues") == "parameter"


def test_terragrunt_of_another_repository_declares_nothing(tmp_path: Path) -> None:
    written(tmp_path, {"terragrunt.hcl": "", "own/.git/config": ""})
    assert kind_of_what_is_missing(tmp_path / "own" / "queues") == "undefined"


@pytest.mark.parametrize(
    ("ignored", "status"), [("value", "data"), ("[value]", "data"), ("all", "data"), ("[tags]", None)]
)
def test_a_value_that_is_filled_in_elsewhere_is_open(
    tmp_path: Path, ignored: str, status: str | None
) -> None:
    found = document(
        tmp_path,
        f"""
        resource "aws_ssm_parameter" "token" {{
          name  = "/shop/token"
          type  = "SecureString"
          value = "CHANGE_ME"
          lifecycle {{
            ignore_changes = {ignored}
          }}
        }}
        """,
    )
    value = properties(found, "aws_ssm_parameter.token")["Value"]
    assert (value["kind"] if isinstance(value, dict) else None) == status


@pytest.mark.parametrize(
    ("version", "kinds"), [("~> 0.11.6", []), (">= 0.11", ["block"]), ("~> 1.5", ["block"])]
)
def test_blocks_could_be_written_as_arguments_before_terraform_0_12(
    tmp_path: Path, version: str, kinds: list[str]
) -> None:
    terraform = f'terraform {{\n  required_version = "{version}"\n}}\n'
    bucket = 'resource "aws_s3_bucket" "b" {\n  tags {\n    Team = "shop"\n  }\n}\n'
    found = document(tmp_path, terraform + bucket).data["terraform"]["faults"]
    assert [fault["kind"] for fault in found] == kinds


@pytest.mark.parametrize(("version", "kinds"), [("1.9.0", []), ("~> 2.70", ["block"])])
def test_an_old_provider_is_for_an_old_terraform(tmp_path: Path, version: str, kinds: list[str]) -> None:
    provider = f'provider "aws" {{\n  version = "{version}"\n}}\n'
    bucket = 'resource "aws_s3_bucket" "b" {\n  tags {\n    Team = "shop"\n  }\n}\n'
    found = document(tmp_path, provider + bucket).data["terraform"]["faults"]
    assert [fault["kind"] for fault in found if fault["kind"] == "block"] == kinds


@pytest.mark.parametrize(("version", "kinds"), [("~> 3.70", []), ("~> 5.0", ["deprecated"])])
def test_an_early_provider_knows_no_later_deprecation(tmp_path: Path, version: str, kinds: list[str]) -> None:
    provider = f'provider "aws" {{\n  version = "{version}"\n}}\n'
    bucket = 'resource "aws_s3_bucket" "b" {\n  versioning {\n    enabled = true\n  }\n}\n'
    found = document(tmp_path, provider + bucket).data["terraform"]["faults"]
    assert [fault["kind"] for fault in found if "versioning" in fault["message"]] == kinds


def test_a_template_may_declare_what_a_called_module_lacks(tmp_path: Path) -> None:
    called: dict[str, str] = {
        "main.tf": 'module "m" {\n  source = "./m"\n}\n',
        "m/a.tf": QUEUE.format("local.name"),
    }
    lacking = document(tmp_path / "plain", called).data["terraform"]["faults"]
    made = document(tmp_path / "made", {**called, "m/main.tf.jinja": ""}).data["terraform"]["faults"]
    assert ([fault["kind"] for fault in lacking], made) == (["reference"], [])


def test_who_calls_a_module_says_which_provider_it_is_for(tmp_path: Path) -> None:
    attachment = 'resource "aws_autoscaling_attachment" "a" {\n  alb_target_group_arn = "arn"\n}\n'
    for folder, certain in (("modules/service", False), ("service", True)):
        found = document(tmp_path / folder, attachment).data
        assert any(one["kind"] == "argument" for one in found["terraform"]["faults"]) is certain


@pytest.mark.parametrize(
    ("name", "tofu"),
    [("tofu.tf", True), ("root.tofu.tf", True), ("../.opentofu-version", True), ("a.tf", False)],
)
def test_files_of_opentofu_are_told_from_terraforms(tmp_path: Path, name: str, tofu: bool) -> None:
    written(tmp_path, {".git/config": ""})
    found = document(tmp_path / "live", {"main.tf": QUEUE.format('"a"'), name: ""})
    assert found.data["terraform"]["tofu"] is tofu


def test_what_is_joined_of_one_is_that_one(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        data "aws_iam_policy_document" "assume" {
          count = 1
          statement {
            actions = ["sts:AssumeRole"]
            principals {
              type        = "Service"
              identifiers = ["lambda.amazonaws.com"]
            }
          }
        }
        resource "aws_iam_role" "role" {
          assume_role_policy = join("", data.aws_iam_policy_document.assume[*].json)
        }
        """,
    )
    (statement,) = properties(found, "aws_iam_role.role")["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "lambda.amazonaws.com"}


def test_text_around_an_open_secret_is_no_secret(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        '''
        variable "account" {
          sensitive = true
        }
        variable "password" {
          sensitive = true
          default   = "correct-horse"
        }
        resource "aws_sqs_queue" "q" {
          name = "orders-${var.account}"
          tags = { Note = "the password is ${var.password}" }
        }
        ''',
    )  # fmt: skip
    queue = properties(found, "aws_sqs_queue.q")
    assert queue["QueueName"] == "orders-${var.account}"
    assert "correct-horse" not in str(queue)


def test_the_version_of_a_provider_may_stand_in_its_settings(tmp_path: Path) -> None:
    found = document(tmp_path, 'provider "aws" {\n  version = "~> 2.17"\n}\n' + QUEUE.format('"q"'))
    assert found.data["terraform"]["required_providers"] == {"aws": {"version": "~> 2.17"}}


@pytest.mark.parametrize(
    "path", ["dist/orders.zip", "${path.module}/build/handler.js", "certificates/ca.crt", "ssh.private.key"]
)
def test_files_that_a_build_makes_or_nobody_commits_are_not_missing(tmp_path: Path, path: str) -> None:
    found = document(tmp_path, f'locals {{\n  content = file("{path}")\n}}\n' + QUEUE.format('"q"'))
    assert found.data["terraform"]["faults"] == []


def test_dependencies_may_stand_in_quotes(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_sqs_queue" "first" {}
        resource "aws_sqs_queue" "q" {
          depends_on = ["aws_sqs_queue.first"]
        }
        """,
    )
    assert found.data["resources"]["aws_sqs_queue.q"]["depends_on"] == ["aws_sqs_queue.first"]


@pytest.mark.parametrize(
    "call",
    [
        'depends_on = [aws_sqs_queue.first["a"], module.other]',
        "wait = [aws_sqs_queue.first, module.other.queue]",
        "wait = [values(aws_sqs_queue.first)[*].arn, module.other.arn]",
    ],
)
def test_what_a_module_waits_for_its_resources_wait_for(tmp_path: Path, call: str) -> None:
    module = """
        variable "wait" {
          default = []
        }
        resource "aws_sqs_queue" "q" {
          depends_on = [var.wait]
        }
        output "queue" {
          value = aws_sqs_queue.q
        }
        output "arn" {
          value = aws_sqs_queue.q.arn
        }
        """
    found = document(
        tmp_path,
        {
            "main.tf": f"""
                resource "aws_sqs_queue" "first" {{
                  for_each = toset(["a"])
                }}
                module "other" {{
                  source = "./m"
                }}
                module "later" {{
                  source = "./m"
                  {call}
                }}
                """,
            "m/main.tf": module,
        },
    )
    waits = found.data["resources"]["module.later.aws_sqs_queue.q"]["depends_on"]
    assert waits == ['aws_sqs_queue.first["a"]', "module.other.aws_sqs_queue.q"]


def test_a_secret_in_a_container_leaves_the_others_to_be_seen(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        variable "site" {
          sensitive = true
          default   = "https://hidden.example.com"
        }
        locals {
          web = jsonencode({ name = "web", image = "nginx" })
          app = jsonencode({ name = "app", environment = [{ name = "SITE", value = var.site }] })
        }
        resource "aws_ecs_task_definition" "joined" {
          family                = "shop"
          container_definitions = "[${local.web}, ${local.app}]"
        }
        resource "aws_ecs_task_definition" "whole" {
          family                = "shop"
          container_definitions = jsonencode([{ name = "app", environment = [{ name = "SITE", value = var.site }] }])
        }
        """,
    )
    web, app = properties(found, "aws_ecs_task_definition.joined")["ContainerDefinitions"]
    assert (web, app["Name"]) == ({"Name": "web", "Image": "nginx"}, "app")
    (whole,) = properties(found, "aws_ecs_task_definition.whole")["ContainerDefinitions"]
    assert whole["Environment"] == [{"Name": "SITE", "Value": "ht********"}]
    assert "hidden" not in str(found.data)


def test_accounts_have_names(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": """
                locals { accounts = { deploy = "111111111111" } }
                variable "audit" { default = "222222222222" }
                module "m" {
                  source = "./m"
                  shared = "333333333333"
                }
                resource "aws_sns_topic" "t" { name = "999999999999" }
            """,
            "m/main.tf": 'variable "shared" {}\noutput "own" {\n  value = "444444444444"\n}',
        },
    )
    assert found.data["terraform"]["accounts"] == [str(i) * 12 for i in range(1, 5)]


def test_what_is_referred_to_out_of_sight_is_mentioned(tmp_path: Path) -> None:
    function = """
        resource "aws_lambda_function" "{0}" {{
          function_name = "{0}"
          role          = "arn:aws:iam::111122223333:role/orders"
        }}
        """
    users = """
        data "aws_lambda_invocation" "a" {
          function_name = aws_lambda_function.read.function_name
        }
        resource "aws_lambda_event_source_mapping" "b" {
          count         = 0
          function_name = aws_lambda_function.off.arn
        }
        module "c" {
          count    = 0
          source   = "./m"
          function = aws_lambda_function.handed.arn
        }
        resource "terraform_data" "d" {
          provisioner "local-exec" {
            command = "aws lambda invoke --function-name ${aws_lambda_function.run.function_name} answer.json"
          }
        }
        resource "aws_lambda_alias" "e" {
          name          = "live"
          function_name = aws_lambda_function.seen.arn
        }
        """
    functions = "".join(map(function.format, ["read", "off", "handed", "run", "seen", "alone"]))
    module = 'variable "function" {}\n' + function.format("inner") + users.partition("resource")[0]
    found = document(tmp_path, {"main.tf": functions + users, "m/main.tf": module})
    names = [name.removeprefix("aws_lambda_function.") for name in found.data["terraform"]["mentioned"]]
    assert names == ["handed", "off", "read", "run"]


def test_what_the_account_has_to_have_is_looked_up(tmp_path: Path) -> None:
    """Each of it says whether it waits; what is there under some conditions only, or how often nobody knows, is not."""
    found = document(
        tmp_path,
        {
            "main.tf": """
                variable "name" { default = "shared" }
                variable "own" { type = bool }
                variable "names" { type = set(string) }
                resource "aws_vpc" "own" { cidr_block = "10.0.0.0/16" }
                data "aws_vpc" "shared" { tags = { Name = var.name } }
                data "aws_vpc" "made" { id = aws_vpc.own.id }
                data "aws_vpc" "either" {
                  count = var.own ? 0 : 1
                  tags  = { Name = "shared" }
                }
                data "aws_vpc" "many" {
                  for_each = var.names
                  tags     = { Name = each.key }
                }
                data "aws_subnets" "private" {
                  filter {
                    name   = "vpc-id"
                    values = [data.aws_vpc.shared.id]
                  }
                }
                data "aws_vpc" "later" {
                  default    = true
                  depends_on = [aws_vpc.own]
                }
                data "aws_iam_policy_document" "empty" {}
                module "inner" {
                  for_each = toset(["a"])
                  source   = "./m"
                }
                module "open" {
                  for_each = var.names
                  source   = "./m"
                }
            """,
            "m/main.tf": 'data "aws_vpc" "it" {\n  id = "vpc-0a1b2c3d"\n}',
        },
    )
    lookups = found.data["terraform"]["lookups"]
    assert {address: one["waits"] for address, one in lookups.items()} == {
        "data.aws_vpc.shared": False,
        "data.aws_vpc.made": True,
        "data.aws_subnets.private": True,
        "data.aws_vpc.later": True,
        'module.inner["a"].data.aws_vpc.it': False,
    }
    assert lookups["data.aws_vpc.shared"]["arguments"] == {"tags": {"Name": "shared"}}
    assert lookups["data.aws_vpc.shared"]["parameters"] == ["name"]
    assert found.data["attributes"]["data.aws_vpc.shared"]["line"] == 6


def test_large_stacks_are_looked_at_in_fewer_ways(tmp_path: Path) -> None:
    """An engine holds every resource of every way in its memory."""
    switches = "".join(f'variable "switch_{i}" {{\n  type = bool\n}}\n' for i in range(6))
    topic = 'resource "aws_sns_topic" "topic_{i}" {{\n  count = var.switch_{i} ? 1 : 0\n}}\n'
    topics = "".join(topic.format(i=i) for i in range(6))
    small = document(tmp_path / "small", switches + topics)
    queues = 'resource "aws_sqs_queue" "queue" {\n  count = 1000\n}\n'
    large = document(tmp_path / "large", switches + topics + queues)
    assert len(small.data["variants"]) == 15
    assert len(large.data["variants"]) == 2


def test_default_tags_say_that_the_provider_has_them(tmp_path: Path) -> None:
    text = """
        provider "aws" {
          alias = "west"
          default_tags {
            tags = { Owner = "shop" }
          }
        }

        resource "aws_sqs_queue" "q" {
          provider = aws.west
          tags     = { Name = "orders" }
        }
    """
    attributes = document(tmp_path, text).data["resources"]["aws_sqs_queue.q"]["attributes"]
    said = {path: one["part"]["address"] for path, one in attributes.items() if "part" in one}
    assert set(said.values()) == {"provider.aws.west.default_tags"}
    assert "Tags[0].Value" in said
    assert "Tags[1].Value" not in said


@pytest.mark.parametrize("mode", ["resource", "data"])
def test_a_type_that_is_none_is_told_with_the_one_like_it(tmp_path: Path, mode: str) -> None:
    written = document(tmp_path, f'{mode} "aws_natgateway" "n" {{}}\n{mode} "aws_nosuchthing" "n" {{}}\n')
    said = [one["message"] for one in written.data["terraform"]["faults"] if one["kind"] == "type"]
    what = "resource type" if mode == "resource" else "data source"
    assert said == [
        f"the provider has no {what} `aws_natgateway`; `aws_nat_gateway` is one",
        f"the provider has no {what} `aws_nosuchthing`",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('name = "AdministratorAccess"', "AdministratorAccess"),
        ('name = "AWSLambdaBasicExecutionRole"', "service-role/AWSLambdaBasicExecutionRole"),
        (
            'name = "AWSLambdaBasicExecutionRole"\n path_prefix = "/service-role/"',
            "service-role/AWSLambdaBasicExecutionRole",
        ),
        ('name = "AdministratorAccess"\n path_prefix = "/team/"', None),
        ('name = "OrdersReader"', None),
        ("name = var.name", None),
    ],
)
def test_the_arn_of_what_aws_calls_a_policy(tmp_path: Path, arguments: str, expected: str | None) -> None:
    found = document(
        tmp_path,
        f"""
        variable "name" {{}}

        data "aws_iam_policy" "it" {{
          {arguments}
        }}

        output "arn" {{
          value = data.aws_iam_policy.it.arn
        }}
        """,
    )
    value = found.data["outputs"]["arn"]["value"]
    assert (value if isinstance(value, str) else None) == (
        f"arn:${{AWS::Partition}}:iam::aws:policy/{expected}" if expected else None
    )


def test_json_that_something_open_is_made_of_is_open_for_that_reason(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": """
            variable "buckets" {
              type = list(string)
            }

            resource "aws_iam_policy" "it" {
              policy = templatefile("${path.module}/policy.tftpl", { buckets = var.buckets })
            }
            """,
            "policy.tftpl": """
            {"Statement": [
              {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}
              %{ for bucket in buckets ~}
              ,{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::${bucket}/*"}
              %{ endfor ~}
            ]}
            """,
        },
    )
    assert set(reasons(found, "aws_iam_policy.it").values()) == {"the variable buckets has no default"}


def test_who_refers_to_an_output_waits_for_what_it_waits_for(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {
            "main.tf": """
            module "network" {
              source = "./network"
            }

            module "web" {
              source  = "./web"
              subnets = local.subnets
            }

            locals {
              subnets = module.network.subnets
            }

            resource "aws_lb" "web" {
              subnets = module.network.subnets
            }

            resource "aws_lb" "other" {
              subnets = module.network.early
            }
            """,
            "network/main.tf": """
            resource "aws_internet_gateway" "it" {}

            resource "aws_subnet" "it" {}

            output "subnets" {
              value      = [aws_subnet.it.id]
              depends_on = [aws_internet_gateway.it]
            }

            output "early" {
              value = [aws_subnet.it.id]
            }
            """,
            "web/main.tf": """
            variable "subnets" {}

            resource "aws_lb" "it" {
              subnets = var.subnets
            }
            """,
        },
    )
    gateway = "module.network.aws_internet_gateway.it"
    waiting = {address: one["depends_on"] for address, one in found.data["resources"].items()}
    assert waiting["aws_lb.web"] == waiting["module.web.aws_lb.it"] == [gateway]
    assert waiting["aws_lb.other"] == []


def test_what_only_holds_arguments_stands_where_the_resource_does(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_launch_template" "it" {
          name_prefix = "web-"
          image_id    = "ami-0123456789abcdef0"
        }
        """,
    )
    attributes = found.data["resources"]["aws_launch_template.it"]["attributes"]
    assert attributes["LaunchTemplateData"]["line"] == 2
    assert attributes["LaunchTemplateData.ImageId"]["line"] == 4


def test_what_only_the_document_calls_so_has_a_word_of_the_user_too(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "aws_lambda_function" "it" {}

        resource "aws_lb" "it" {}

        resource "random_password" "it" {}
        """,
    )
    names = found.data["names"]
    assert {names[kind]["DependsOn"] for kind in names} == {"depends_on"}
    assert names["aws_lambda_function"]["Code"] == "filename"
    assert names["random_password"]["OverrideSpecial"] == "override_special"


def test_json_is_decoded_around_what_is_open(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """
        resource "random_password" "shop" { length = 20 }
        locals {
          text = jsonencode({ username = "shop", password = random_password.shop.result })
        }
        data "aws_iam_policy_document" "read" {
          statement {
            actions   = ["s3:GetObject"]
            resources = ["*"]
          }
        }
        resource "aws_db_instance" "shop" {
          username = jsondecode(local.text).username
          password = jsondecode(local.text)["password"]
        }
        resource "aws_iam_policy" "read" {
          policy = jsonencode({ Statement = jsondecode(data.aws_iam_policy_document.read.json).Statement })
        }
        """,
    )
    database = found.data["resources"]["aws_db_instance.shop"]["properties"]
    assert database["MasterUsername"] == "shop"
    assert database["MasterUserPassword"] == {"$ref": "random_password.shop", "attribute": "Result"}
    policy = found.data["resources"]["aws_iam_policy.read"]["properties"]["PolicyDocument"]
    assert policy["Statement"] == [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]


def test_what_is_filled_into_json_is_referred_to_where_it_stands(tmp_path: Path) -> None:
    text = '{"Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": ["%s/*"]}]}'
    policies = f"""
        resource "aws_s3_bucket" "content" {{}}
        resource "aws_iam_policy" "heredoc" {{
          policy = <<-EOT
            {text % "${aws_s3_bucket.content.arn}"}
          EOT
        }}
        resource "aws_iam_policy" "file" {{
          policy = templatefile("${{path.module}}/p.json", {{ bucket = aws_s3_bucket.content.arn }})
        }}
        """
    found = document(tmp_path, {"main.tf": policies, "p.json": text % "${bucket}"})
    for name in ("heredoc", "file"):
        edges = {
            edge["attribute"] for edge in found.data["edges"] if edge["source"] == f"aws_iam_policy.{name}"
        }
        assert "PolicyDocument.Statement[0].Resource[0]" in edges


@pytest.mark.parametrize(
    ("arn", "is_circle"),
    [
        ("one(values(module.topic)).arn", True),
        ('[for key in ["a"] : module.topic[key].arn][0]', True),
        ("[for topic in module.topic : topic.arn][0]", True),
        ('module.topic["a"].arn', False),
    ],
)
def test_whoever_refers_to_a_module_as_a_whole_waits_for_all_in_it(
    tmp_path: Path, arn: str, is_circle: bool
) -> None:
    files = {
        "main.tf": f"""
            module "topic" {{
              source   = "./m"
              for_each = toset(["a"])
              peer     = aws_sqs_queue.orders.arn
            }}
            resource "aws_sqs_queue" "orders" {{
              tags = {{ Topic = {arn} }}
            }}
        """,
        "m/main.tf": """
            variable "peer" {}
            resource "aws_sns_topic" "it" {}
            resource "aws_sns_topic_subscription" "it" {
              topic_arn = aws_sns_topic.it.arn
              endpoint  = var.peer
              protocol  = "sqs"
            }
            output "arn" { value = aws_sns_topic.it.arn }
        """,
    }
    assert bool(document(tmp_path, files).data["circles"]) is is_circle
