# METADATA
# title: Calls of AWS are repeated after a short interruption
# description: >-
#   The SDKs repeat calls that were throttled or cut off, with growing pauses. Code that turns this off makes an error
#   of every such moment.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/boto3/latest/guide/retries.html
#   - https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
# custom:
#   id: FC_SOURCE_009
#   severity: medium
#   category: availability
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [F-004-05.1]
#   remediation:
#     cloudformation: |
#       ZipFile: |
#         client = boto3.client("rds-data", config=Config(retries={"mode": "standard", "max_attempts": 5}))
#     cloudformation/nodejs: |
#       ZipFile: |
#         const client = new RDSDataClient({ retryMode: "standard", maxAttempts: 5 });
#     terraform: |
#       # in the code
#       client = boto3.client("rds-data", config=Config(retries={"mode": "standard", "max_attempts": 5}))
#     terraform/nodejs: |
#       # in the code
#       const client = new RDSDataClient({ retryMode: "standard", maxAttempts: 5 });
"""What the SDKs do by default is enough: only what turns it off is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, wrong


def concerns(resource: Resource, document: Document) -> bool:
    sources = functions.sound(resource, document) or ()
    calling = any(source.program.calls or source.program.without_retries for source in sources)
    return functions.in_sight(resource, document) and (calling or not functions.complete(resource, document))


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    for source in functions.sound(resource, document) or ():
        for line in source.program.without_retries:
            yield wrong("the client repeats no call", functions.attribute(resource), source.place(line))
