"""What data sources give, as far as the configuration tells.

Policy documents are written out. Account, region and partition are what CloudFormation's pseudo parameters are; what
is read from a vault is a dynamic reference. Everything else is only known once it is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adapters import iam
from adapters.terraform import cdktf
from adapters.terraform.evaluator import ZONES
from adapters.terraform.terms import Term
from adapters.values import Mixed, Reference, Unknown, Value, plain

if TYPE_CHECKING:
    from adapters.terraform.module import Instance

_PSEUDO = {
    ("aws_caller_identity", "account_id"): "AccountId",
    ("aws_caller_identity", "id"): "AccountId",
    ("aws_region", "name"): "Region",
    ("aws_region", "id"): "Region",
    ("aws_region", "region"): "Region",
    ("aws_partition", "partition"): "Partition",
    ("aws_partition", "id"): "Partition",
    ("aws_partition", "dns_suffix"): "URLSuffix",
}
_VERSION = "2012-10-17"


def member(instance: Instance, name: str) -> Term:
    """Return an attribute of a data source."""
    pseudo = _PSEUDO.get((instance.type, name))
    if pseudo is not None:
        return Term(Mixed((_pseudo(pseudo, instance),)))
    give = _SOURCES.get((instance.type, name))
    if give is not None and (given := give(instance)) is not None:
        return given
    if instance.type == "terraform_remote_state" and name == "outputs":
        neighbour = cdktf.neighbour(instance.module.run, instance.block.labels[1])
        if neighbour is not None:
            return Term(cdktf.StackOutputs(os.path.basename(neighbour.path), neighbour))
    written = instance.argument(name)
    if not written.is_null:
        return written
    kind = "import" if instance.type == "terraform_remote_state" else "data"
    reason = f"{instance.address} is read at deployment"
    return Term(Unknown(reason, kind, f"${{{instance.address}.{name}}}"))


def _pseudo(name: str, instance: Instance) -> Unknown:
    return Unknown(f"{instance.address} is read at deployment", "pseudo", f"${{AWS::{name}}}")


def _policy_by_name(instance: Instance) -> Term | None:
    """The ARN of AWS's own policy of a name; where an account has one of that name too, the provider finds two."""
    name, prefix = instance.argument("name"), instance.argument("path_prefix")
    path = iam.path_of_aws_policy(name.data) if isinstance(name.data, str) else None
    if path is None or not (prefix.is_null or isinstance(prefix.data, str)):
        return None
    if isinstance(prefix.data, str) and not f"/{path}".startswith(prefix.data):
        return None
    return Term(Mixed(("arn:", _pseudo("Partition", instance), f":iam::aws:policy/{path}"))).marked(name)


def _zones(instance: Instance) -> Term:
    return Term(Unknown("the account decides its availability zones", "pseudo", f"${{{ZONES}}}"))


def _secret(instance: Instance) -> Term:
    """The value of a secret: what CloudFormation writes as a dynamic reference."""
    secret = instance.argument("secret_id")
    data: Any = secret.data
    if isinstance(data, Reference):
        name = f"${{{data.address}}}"
    elif isinstance(data, Unknown):
        name = data.expression
    else:
        name = data.text if isinstance(data, Mixed) else str(data)
    expression = f"{{{{resolve:secretsmanager:{name}:SecretString}}}}"
    return Term(Unknown("it is looked up at deployment", "dynamic", expression), sensitive=True).marked(
        secret
    )


def _parameter(instance: Instance) -> Term:
    """The value of a parameter: a dynamic reference where its name is known."""
    name = instance.argument("name")
    reason = f"{instance.address} is read from Systems Manager"
    if isinstance(name.data, str):
        return Term(Unknown(reason, "ssm", f"{{{{resolve:ssm:{name.data}}}}}")).marked(name)
    return Term(Unknown(reason, "ssm", f"${{{instance.address}.value}}")).marked(name)


def _policy(instance: Instance) -> Term:
    """The policy that a policy document renders."""
    values = instance.values()
    whole = Value({}, instance.block.line, instance.block.end_line, path=instance.block.path)
    statements: list[Value] = []
    for name in ("source_policy_documents", "source_json"):
        statements += _statements_of(values.get(name))
    written = _items(values.get("statement"))
    opened = written[0] if len(written) == 1 and not isinstance(written[0].data, dict) else None
    statements += [_statement(one) if isinstance(one.data, dict) else one for one in written]
    for name in ("override_policy_documents", "override_json"):
        statements = _overridden(statements, _statements_of(values.get(name)))
    members = {
        "Version": values.get("version") or replace(whole, data=_VERSION),
        "Statement": opened or replace(whole, data=statements),
    }
    if "policy_id" in values:
        members["Id"] = values["policy_id"]
    decoded = replace(whole, data=members)
    return Term(
        Mixed(
            (Unknown(f"{instance.address} is written out", "data", f"${{{instance.address}.json}}"),), decoded
        ),
        decoded.all_parameters(),
        decoded.all_references(),
    )


def _items(value: Value | None) -> list[Value]:
    if value is None:
        return []
    return value.data if isinstance(value.data, list) else [value]


def _statements_of(value: Value | None) -> list[Value]:
    """The statements of other policies that a document takes in; one that is open is an open statement."""
    from adapters.json_text import json_value

    statements: list[Value] = []
    for text in _items(value):
        policy = json_value(text).data
        found = policy.get("Statement") if isinstance(policy, dict) else None
        if found is None:
            reason = text.data if isinstance(text.data, Unknown) else None
            unknown = reason or Unknown("a policy that it takes in is open", "data", "${?}")
            statements.append(replace(text, data=unknown))
        else:
            statements += _items(found)
    return statements


def _overridden(statements: list[Value], overrides: list[Value]) -> list[Value]:
    """Statements of the same sid are replaced."""
    sids = {_sid(override) for override in overrides} - {None}
    return [statement for statement in statements if _sid(statement) not in sids] + overrides


def _sid(statement: Value) -> str | None:
    sid = statement.data.get("Sid") if isinstance(statement.data, dict) else None
    return str(plain(sid)) if sid is not None else None


def _statement(block: Value) -> Value:
    """A block of a policy document as a statement of a policy."""
    assert isinstance(block.data, dict)
    body = block.data
    members: dict[str, Value] = {}
    if "sid" in body:
        members["Sid"] = body["sid"]
    members["Effect"] = body.get("effect") or replace(block, data="Allow")
    for argument, name in _LISTS.items():
        if argument in body:
            members[name] = _one_or_many(body[argument])
    for argument, name in (("principals", "Principal"), ("not_principals", "NotPrincipal")):
        if argument in body:
            members[name] = _principals(body[argument])
    if "condition" in body:
        members["Condition"] = _conditions(body["condition"])
    return replace(block, data={name: _filled(value) for name, value in members.items()})


_LISTS = {
    "actions": "Action",
    "not_actions": "NotAction",
    "resources": "Resource",
    "not_resources": "NotResource",
}


def _one_or_many(value: Value) -> Value:
    if isinstance(value.data, list) and len(value.data) == 1:
        return replace(value.data[0], line=value.line)
    return value


def _principals(value: Value) -> Value:
    if isinstance(value.data, Unknown):
        return value
    members: dict[str, Value] = {}
    for block in _items(value):
        if not isinstance(block.data, dict):
            return block
        type_, identifiers = block.data.get("type"), block.data.get("identifiers")
        if type_ is None or identifiers is None:
            continue
        if not isinstance(type_.data, str):
            return replace(block, data=Unknown("the type of a principal is open", "function", "${?}"))
        one = _one_or_many(identifiers)
        if type_.data == "*":
            return replace(block, data="*")
        if type_.data in members:
            one = replace(one, data=[*_items(members[type_.data]), *_items(one)])
        members[type_.data] = one
    return replace(value, data=members)


def _conditions(value: Value) -> Value:
    if isinstance(value.data, Unknown):
        return value
    tests: dict[str, Value] = {}
    for block in _items(value):
        if not isinstance(block.data, dict):
            return block
        test, variable, values = (block.data.get(name) for name in ("test", "variable", "values"))
        if test is None or variable is None or values is None:
            continue
        names = (str(plain(test)), str(plain(variable)))
        holder = tests.setdefault(names[0], replace(block, data={}))
        assert isinstance(holder.data, dict)
        holder.data[names[1]] = _one_or_many(values)
    return replace(value, data=tests)


def _filled(value: Value) -> Value:
    """`&{aws:username}` is how a policy document writes a variable of the policy itself."""
    if isinstance(value.data, list):
        return replace(value, data=[_filled(item) for item in value.data])
    if isinstance(value.data, dict):
        return replace(value, data={key: _filled(item) for key, item in value.data.items()})
    if isinstance(value.data, str) and "&{" in value.data:
        return replace(value, data=value.data.replace("&{", "${"))
    if isinstance(value.data, Mixed):
        parts = tuple(
            part.replace("&{", "${") if isinstance(part, str) else part for part in value.data.parts
        )
        return replace(value, data=Mixed(parts, value.data.decoded))
    return value


_SOURCES: Mapping[tuple[str, str], Callable[[Any], Term | None]] = {
    ("aws_availability_zones", "names"): _zones,
    ("aws_iam_policy", "arn"): _policy_by_name,
    ("aws_iam_policy", "id"): _policy_by_name,
    ("aws_iam_policy_document", "json"): _policy,
    ("aws_iam_policy_document", "minified_json"): _policy,
    ("aws_secretsmanager_secret_version", "secret_string"): _secret,
    ("aws_ssm_parameter", "value"): _parameter,
}
