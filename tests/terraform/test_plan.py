"""What a plan's own notes on its values come to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adapters import terraform
from adapters.discovery import discover
from adapters.errors import InputError
from adapters.loading import load
from adapters.model import Document, Options


def change(address: str, values: dict[str, Any], **more: Any) -> dict[str, Any]:
    type, name = address.split(".")
    details = {
        "actions": ["create"],
        "before": None,
        "after": values,
        "after_unknown": {},
        "after_sensitive": {},
    }
    return {"address": address, "mode": "managed", "type": type, "name": name, "change": details | more}


def plan(folder: Path, *changes: dict[str, Any], **more: Any) -> Document:
    """The document of a plan with these changes."""
    planned = [
        {**one, "values": one["change"]["after"]} for one in changes if one["change"]["actions"] != ["delete"]
    ]
    content = {
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": planned}},
        "resource_changes": list(changes),
        **more,
    }
    path = folder / "plan.json"
    path.write_text(json.dumps(content))
    (found,) = terraform.load_plan(str(path))
    return found


def test_sensitive_values_are_never_shown(tmp_path: Path) -> None:
    found = plan(
        tmp_path,
        change(
            "aws_db_instance.db",
            {"password": "hunter2-and-more", "username": "app"},
            after_sensitive={"password": True},
        ),
        change(
            "aws_lambda_function.f",
            {"environment": [{"variables": {"URL": "postgres://app:hunter2-and-more@db"}}]},
            after_sensitive={"environment": [{"variables": True}]},
        ),
        variables={"db_password": {"value": "hunter2-and-more"}},
    )
    assert "hunter2" not in json.dumps(found.data)
    assert found.data["resources"]["aws_db_instance.db"]["properties"]["MasterUsername"] == "app"


def password(folder: Path, *references: str, **more: Any) -> tuple[Any, Any]:
    """What the document says of a database's password that these give, and the variables that it is made of."""
    secret = change(
        "aws_db_instance.db", {"password": "hunter2-and-more"}, after_sensitive={"password": True}
    )
    declared = {
        "address": "aws_db_instance.db",
        "expressions": {"password": {"references": [*references]} if references else {"constant_value": "x"}},
    }
    found = plan(folder, secret, configuration={"root_module": {"resources": [declared], **more}})
    assert "hunter2" not in json.dumps(found.data)
    resource = found.data["resources"]["aws_db_instance.db"]
    record = resource["attributes"]["MasterUserPassword"]
    return resource["properties"]["MasterUserPassword"], record.get("parameters")


def test_a_planned_value_is_built_from_the_variables_of_the_root(tmp_path: Path) -> None:
    assert password(tmp_path, "var.password") == ("hu********", ["password"])
    assert password(tmp_path) == ("hu********", None)


@pytest.mark.parametrize("origin", ["data.aws_ssm_parameter.p.value", "local.password", "each.value"])
def test_a_secret_whose_origin_the_plan_does_not_tell_is_open(tmp_path: Path, origin: str) -> None:
    value, _ = password(tmp_path, origin)
    assert value["$unknown"] == "the plan does not say where it comes from"


def test_what_a_module_waits_for_its_resources_wait_for(tmp_path: Path) -> None:
    inside = change("aws_sqs_queue.q", {}) | {"address": "module.a[0].module.b.aws_sqs_queue.q"}
    called = {"resources": [{"address": "aws_sqs_queue.q", "expressions": {}}]}
    middle = {"module_calls": {"b": {"module": called, "depends_on": ["aws_sqs_queue.inner"]}}}
    found = plan(
        tmp_path,
        change("aws_sqs_queue.outer", {}),
        change("aws_sqs_queue.inner", {}) | {"address": "module.a[0].aws_sqs_queue.inner"},
        inside,
        configuration={
            "root_module": {"module_calls": {"a": {"module": middle, "depends_on": ["aws_sqs_queue.outer"]}}}
        },
    )
    waits = found.data["resources"]["module.a[0].module.b.aws_sqs_queue.q"]["depends_on"]
    assert waits == ["aws_sqs_queue.outer", "module.a[0].aws_sqs_queue.inner"]


def test_what_goes_is_passed_over(tmp_path: Path) -> None:
    gone = change("aws_sqs_queue.gone", {}, actions=["delete"], before={"name": "gone"}, after=None)
    replaced = change("aws_sqs_queue.new", {"name": "new"}, actions=["delete", "create"])
    found = plan(tmp_path, gone, replaced)
    assert list(found.data["resources"]) == ["aws_sqs_queue.new"]


def test_what_is_known_after_the_apply_is_unknown(tmp_path: Path) -> None:
    found = plan(
        tmp_path,
        change(
            "aws_security_group.sg",
            {"ingress": [{"from_port": 22, "to_port": 22, "protocol": "tcp"}]},
            after_unknown={"ingress": [{"cidr_blocks": True}], "vpc_id": True},
        ),
    )
    resource = found.data["resources"]["aws_security_group.sg"]
    assert resource["properties"]["SecurityGroupIngress"][0]["FromPort"] == 22
    assert {one["attribute"]: one["reason"] for one in resource["unknowns"]} == {
        "SecurityGroupIngress[0].CidrIp": "it is known after the apply",
        "VpcId": "it is known after the apply",
    }


def test_a_plan_of_changes_only(tmp_path: Path) -> None:
    content = {"resource_changes": [change("aws_sqs_queue.q", {"name": "orders"})]}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(content))
    (found,) = terraform.load_plan(str(path))
    assert found.data["resources"]["aws_sqs_queue.q"]["properties"]["QueueName"] == "orders"


def test_a_plan_that_terraform_could_not_finish_is_seen_in_part(tmp_path: Path) -> None:
    found = plan(tmp_path, change("aws_sqs_queue.q", {"name": "orders"}), errored=True)
    assert list(found.data["resources"]) == ["aws_sqs_queue.q"]
    assert "could not finish the plan" in str(found.errors[0])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"planned_values": {', "is not valid JSON"),
        ('{"planned_values": {"root_module": {"resources": 7}}}', "has not the shape"),
        ('{"planned_values": {"root_module": {"resources": [{"values": 1}]}}}', "has not the shape"),
        ('{"planned_values": ["root_module"]}', "has not the shape"),
        ('{"resource_changes": {"a": 1}}', "has not the shape"),
        ('{"format_version": "2.0", "planned_values": {}}', "plans of the format 2.0 are not known"),
        ('{"other": 1}', "is no plan"),
        ("[" * 100_000, "is nested too deeply|is not valid JSON"),
    ],
)
def test_what_is_no_plan_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        terraform.load_plan(str(path))


@pytest.mark.parametrize("name", ["plan.json", "plan.jsonl"])
def test_what_terraform_prints_for_programs_is_no_plan(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    event = '{"@level": "info", "@module": "terraform.ui", "type": "%s"}\n'
    path.write_text(event % "version" + event % "planned_change")
    (source,) = discover([str(path)]).sources
    with pytest.raises(InputError, match="`terraform show -json tfplan` writes one"):
        load(source, Options())


def test_a_variable_whose_value_is_null_is_optional(tmp_path: Path) -> None:
    found = plan(
        tmp_path, configuration={"root_module": {"variables": {"zone": {"default": None}, "name": {}}}}
    )
    assert [name for name, one in found.data["parameters"].items() if one.get("optional")] == ["zone"]
