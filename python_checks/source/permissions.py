"""What the role of a function allows, and what a call of AWS needs.

The actions are those of https://docs.aws.amazon.com/service-authorization/latest/reference/; only calls whose action
is known here are judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.program import Call

ROLE = "AWS::IAM::Role"
_POLICIES = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
# Services whose operations are called as their actions are, by what the SDKs call them.
_PREFIXES = {
    "athena": "athena", "autoscaling": "autoscaling", "cloudformation": "cloudformation", "cloudwatch": "cloudwatch",
    "cloudwatchlogs": "logs", "codepipeline": "codepipeline", "cognito-idp": "cognito-idp", "config": "config",
    "dynamodb": "dynamodb", "ec2": "ec2", "ecs": "ecs", "elbv2": "elasticloadbalancing", "eventbridge": "events",
    "events": "events", "firehose": "firehose", "glue": "glue", "iam": "iam", "kinesis": "kinesis", "kms": "kms",
    "lambda": "lambda", "logs": "logs", "rds": "rds", "rds-data": "rds-data", "redshift-data": "redshift-data",
    "secretsmanager": "secretsmanager", "ses": "ses", "sfn": "states", "sns": "sns", "sqs": "sqs", "ssm": "ssm",
    "stepfunctions": "states",
}  # fmt: skip
# Operations in one word, and so perhaps methods of the SDK's own.
_ONE_WORD = frozenset({"publish", "query", "scan", "encrypt", "decrypt", "sign", "verify"})
# Operations that are allowed by an action of another name; None for those that need none.
_OTHERS: dict[str, dict[str, str | None]] = {
    "dynamodb": {
        "batchwriter": "batchwriteitem", "load": "describetable", "transactgetitems": None, "transactwriteitems": None,
        "waituntilexists": "describetable", "executestatement": None, "batchexecutestatement": None,
        "executetransaction": None,
    },
    "kms": {"reencrypt": None},
    "lambda": {"invoke": "invokefunction"},
    "s3": {
        "copyobject": "putobject", "deleteobject": "deleteobject", "deleteobjects": "deleteobject",
        "downloadfile": "getobject", "downloadfileobj": "getobject", "getobject": "getobject",
        "headobject": "getobject", "listbuckets": "listallmybuckets", "listobjects": "listbucket",
        "listobjectsv2": "listbucket",
        "putobject": "putobject", "uploadfile": "putobject", "uploadfileobj": "putobject",
    },
    "sns": {"publishbatch": "publish"},
    "sqs": {
        "changemessagevisibilitybatch": "changemessagevisibility", "deletemessagebatch": "deletemessage",
        "sendmessagebatch": "sendmessage",
    },
}  # fmt: skip
# AWS's own policies that functions have and that allow little else.
_NARROW = {
    "AWSLambdaBasicExecutionRole": ("logs:*",),
    "AWSLambdaENIManagementAccess": ("ec2:*networkinterface*",),
    "AWSLambdaVPCAccessExecutionRole": ("logs:*", "ec2:*networkinterface*"),
    "AWSXRayDaemonWriteAccess": ("xray:*",),
    "AWSXrayWriteOnlyAccess": ("xray:*",),
    "CloudWatchLambdaInsightsExecutionRolePolicy": ("logs:*",),
}


class Undecided(Exception):
    """What a role allows is not all in the stack; the text says why."""


def action(call: Call) -> str | None:
    """Return the action that a call needs, such as `dynamodb:putitem`; None when that is not known."""
    operation = call.operation.replace("_", "").lower()
    others = _OTHERS.get(call.service, {})
    if operation in others or call.service == "s3":
        name = others.get(operation)
        return f"{_PREFIXES.get(call.service, call.service)}:{name}" if name else None
    words = call.operation[:1].isupper() or "_" in call.operation or operation in _ONE_WORD
    prefix = _PREFIXES.get(call.service)
    return f"{prefix}:{operation}" if prefix and words else None


def role(resource: Resource, document: Document) -> Resource | None:
    """Return the role of a function, when it stands in the same stack."""
    given = functions.setting(resource, "Role")
    address = given.get("$ref") if isinstance(given, dict) else None
    found = document.data["resources"].get(address) if isinstance(address, str) else None
    return found if found is not None and found["type"] == ROLE else None


def allowed(holder: Resource, document: Document) -> list[str]:
    """Return the patterns of actions that a role allows on something, in lower case; raises Undecided."""
    patterns: list[str] = []
    for policy in _documents(holder, document):
        statements = policy.get("Statement")
        for statement in statements if isinstance(statements, list) else [statements]:
            if not isinstance(statement, dict) or "$unknown" in statement:
                raise Undecided("a statement of its policies is not known")
            if statement.get("Effect") == "Allow":
                patterns += _actions(statement)
    return patterns


def matches(wanted: str, patterns: list[str]) -> bool:
    """Whether one of the patterns is about an action."""
    return any(fnmatchcase(wanted, pattern) for pattern in patterns)


def _actions(statement: dict[str, Any]) -> Iterator[str]:
    if "NotAction" in statement:
        raise Undecided("it allows everything but a few actions")
    given = statement.get("Action")
    for one in given if isinstance(given, list) else [given]:
        if not isinstance(one, str) or "${" in one:
            raise Undecided("an action of its policies is not known")
        yield one.lower()


def _documents(holder: Resource, document: Document) -> Iterator[dict[str, Any]]:
    """The policies of a role: those in it, and those that are attached from either side."""
    address, properties = holder["address"], holder["properties"]
    for policy in _list(properties.get("Policies")):
        yield _document(policy)
    for arn in _list(properties.get("ManagedPolicyArns")):
        yield _managed(arn, document)
    for edge in document.data["edges"]:
        if edge["target"] != address:
            continue
        attached = document.data["resources"][edge["source"]]
        if attached["type"].startswith("AWS::IAM::") and edge["attribute"].startswith(("Roles[", "RoleName")):
            yield _document(attached["properties"])
        elif "Principal" in edge["attribute"]:
            raise Undecided(f"the policy of {edge['source']} names it")
    yield from map(_document, _by_name(properties.get("RoleName"), document))


def _by_name(name: Any, document: Document) -> Iterator[dict[str, Any]]:
    """The policies that name a role by its written-out name."""
    for other in document.data["resources"].values() if isinstance(name, str) else ():
        properties = other["properties"]
        if other["type"] in _POLICIES and name in [
            *_list(properties.get("Roles")),
            properties.get("RoleName"),
        ]:
            yield properties


def _managed(arn: Any, document: Document) -> dict[str, Any]:
    if isinstance(arn, dict) and "$ref" in arn and arn["$ref"] in document.data["resources"]:
        return _document(document.data["resources"][arn["$ref"]]["properties"])
    name = arn.rpartition("/")[2] if isinstance(arn, str) else ""
    if name not in _NARROW:
        raise Undecided(
            f"what the policy {name} allows is not in the stack" if name else "a policy of it is not known"
        )
    return {"Statement": [{"Effect": "Allow", "Action": [*_NARROW[name]]}]}


def _document(policy: Any) -> dict[str, Any]:
    found = policy.get("PolicyDocument") if isinstance(policy, dict) else None
    if not isinstance(found, dict) or "$unknown" in found or "Statement" not in found:
        raise Undecided("a policy of it is not known")
    return found


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, dict) and "$unknown" in value:
        raise Undecided(str(value["$unknown"]))
    return value if isinstance(value, list) else [value]
