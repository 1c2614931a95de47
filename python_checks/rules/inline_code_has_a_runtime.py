# METADATA
# title: Inline code is in Python or Node.js
# description: >-
#   CloudFormation takes code in the template for runtimes of Python and Node.js only, and refuses the function for any
#   other.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
# custom:
#   id: FC_SOURCE_013
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: [AWS::Lambda::Function]
#   attributes: [Runtime]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Runtime: python3.13
"""Anything else has to be built, and comes from a bucket or as an image."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, wrong


def concerns(resource: Resource, document: Document) -> bool:
    return functions.is_inline(resource) and functions.setting(resource, "Runtime") is not None


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    runtime = functions.setting(resource, "Runtime")
    if isinstance(runtime, str) and "${" not in runtime and functions.language(resource) is None:
        yield wrong(f"{runtime} takes no inline code", "Runtime")
