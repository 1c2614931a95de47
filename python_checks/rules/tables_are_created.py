# METADATA
# title: A stack that has to work on its own creates the tables that its functions use
# description: >-
#   After the deployment somebody creates the tables by hand, differently in each environment, and until then every
#   statement of the functions fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources-lambda.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html
# custom:
#   id: FC_SOURCE_015
#   severity: low
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   when: {self_contained: true}
#   failures: [F-004-04]
#   remediation:
#     cloudformation: |
#       Tables:
#         Type: Custom::Tables
#         Properties:
#           ServiceToken: !GetAtt CreateTables.Arn  # a function that runs CREATE TABLE IF NOT EXISTS
#     terraform: |
#       resource "aws_lambda_invocation" "tables" {
#         function_name = aws_lambda_function.create_tables.function_name # runs CREATE TABLE IF NOT EXISTS
#         input         = "{}"
#       }
"""Only where the whole of the stack is in sight: whatever runs code that nobody can read here may create them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, unknown, wrong

_DATABASES = ("AWS::RDS::DBCluster", "AWS::RDS::DBInstance")
_RESTORED = (
    "DBClusterSnapshotIdentifier", "DBSnapshotIdentifier", "SnapshotIdentifier", "SourceDBClusterIdentifier",
    "SourceDBInstanceIdentifier",
)  # fmt: skip
_USES = re.compile(
    r"\bselect\b.+\bfrom\b|\binsert\s+into\b|\bupdate\b.+\bset\b|\bdelete\s+from\b", re.I | re.S
)
# A statement, a file of them, or a tool or library that makes them.
_CREATES = re.compile(
    r"\bcreate\s+(?:unlogged\s+)?table\b|\.sql\b|\balembic\b|\bcreate_all\b|\bflyway\b|\bknex\b|\bliquibase\b"
    r"|\bmigrat\w+|\.sync\(|\byoyo\b",
    re.I,
)
_OPAQUE = (
    "AWS::AutoScaling::", "AWS::Batch::", "AWS::CloudFormation::", "AWS::CodeBuild::", "AWS::DMS::",
    "AWS::EC2::Instance", "AWS::ECS::", "AWS::EKS::", "AWS::Glue::", "Custom::",
)  # fmt: skip


def concerns(resource: Resource, document: Document) -> bool:
    return functions.in_sight(resource, document) and _is_new_database_there(document)


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    used = next(
        (
            (source, text)
            for source in functions.sound(resource, document) or ()
            for text in source.program.texts
            if _USES.search(text.text)
        ),
        None,
    )
    if used is None or any(_creates(one, document) for one in _functions(document)):
        return
    hidden = next(_hidden(document), None)
    if hidden is not None:
        yield unknown(f"whether {hidden} creates the tables cannot be seen", functions.attribute(resource))
        return
    source, text = used
    yield wrong(
        "the code uses tables that nothing in the stack creates",
        functions.attribute(resource),
        source.place(text.line),
    )


def _is_new_database_there(document: Document) -> bool:
    return any(
        one["type"] in _DATABASES and not any(name in one["properties"] for name in _RESTORED)
        for one in document.data["resources"].values()
    )


def _functions(document: Document) -> list[Resource]:
    return [one for one in document.data["resources"].values() if one["type"] == "AWS::Lambda::Function"]


def _creates(function: Resource, document: Document) -> bool:
    found = functions.code(function, document)
    return found is not None and any(_CREATES.search(file.text) for file in found.files)


def _hidden(document: Document) -> Iterator[str]:
    """What runs code of the stack that is not in sight."""
    for function in _functions(document):
        if functions.sources(function, document) is None or functions.missing(function, document):
            yield function["address"]
    served = {
        asking["address"]
        for function in _functions(document)
        for asking in functions.custom_resources(function, document)
    }
    for one in document.data["resources"].values():
        if one["type"].startswith(_OPAQUE) and one["address"] not in served:
            yield one["address"]
    yield from sorted(document.data.get("foreign", {}).get("resources", {}))[:1]
