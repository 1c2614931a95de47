# METADATA
# title: Variables that the code reads are set
# description: >-
#   A variable that the code takes for granted and nobody sets makes it fail at the first use, or, in JavaScript, call
#   AWS with `undefined`.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
# custom:
#   id: FC_SOURCE_005
#   severity: high
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Environment.Variables, Runtime]
#   failures: [E-lambda_missing_env_vars]
#   remediation:
#     cloudformation: |
#       Environment:
#         Variables:
#           TABLE: !Ref Orders
#     terraform: |
#       environment {
#         variables = {
#           TABLE = aws_dynamodb_table.orders.name
#         }
#       }
"""A variable that is asked for (`os.environ.get`), has a default or is tested may be missing."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions, runtimes
from python_checks.source.outcomes import Outcome, unknown, wrong


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    variables = functions.setting(resource, "Environment", "Variables")
    reason = functions.open_reason(resource, "Environment.Variables")
    known = variables if isinstance(variables, dict) and reason is None else {}
    seen = set()
    for source in functions.sources(resource, document) or ():
        for one in source.program.variables:
            if not one.needed or one.name in known or one.name in seen or runtimes.sets(one.name):
                continue
            seen.add(one.name)
            if reason is not None:
                yield unknown(reason, "Environment.Variables")
            else:
                yield wrong(
                    f"the code reads the variable {one.name}, which is not set",
                    functions.attribute(resource),
                    source.place(one.line),
                )
