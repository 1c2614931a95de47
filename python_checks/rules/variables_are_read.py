# METADATA
# title: Variables that are set are read
# description: >-
#   A variable that the code never reads misleads: whoever changes it expects that something happens, and the value may
#   stand in the code instead.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
# custom:
#   id: FC_SOURCE_006
#   severity: low
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Environment.Variables, Runtime]
#   failures: [E-lambda_missing_env_vars]
#   remediation:
#     cloudformation: |
#       Environment:
#         Variables:
#           TABLE: !Ref Orders    # and nothing that the code does not read
#     terraform: |
#       environment {
#         variables = {
#           TABLE = aws_dynamodb_table.orders.name # and nothing that the code does not read
#         }
#       }
"""Only where all code is in sight; what libraries and runtimes read themselves does not count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions, runtimes
from python_checks.source.outcomes import Outcome, unknown, wrong


def concerns(resource: Resource, document: Document) -> bool:
    variables = functions.setting(resource, "Environment", "Variables")
    return isinstance(variables, dict) and functions.in_sight(resource, document)


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    if functions.layers(resource):
        yield unknown("a layer may read them", "Layers")
        return
    sources = functions.sources(resource, document) or []
    if (
        functions.missing(resource, document)
        or any(source.program.fault or source.program.any_variable for source in sources)
        or not sources
    ):
        return
    texts = "\n".join(source.file.text for source in sources)
    variables = functions.setting(resource, "Environment", "Variables")
    for name in variables if functions.open_reason(resource, "Environment.Variables") is None else ():
        if not runtimes.reads(name) and not re.search(rf"\b{re.escape(name)}\b", texts):
            yield wrong(f"no code reads the variable {name}", f"Environment.Variables.{name}")
