# METADATA
# title: A function handles errors of AWS
# description: >-
#   Reviewers ask that a function that calls AWS expects throttling, missing items and refused access: that it logs them
#   with context and answers in a way that its caller understands. Whoever leaves that to retries of the event source
#   and a dead-letter queue may waive this.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/boto3/latest/guide/error-handling.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
# custom:
#   id: FC_SOURCE_008
#   severity: low
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [F-004-05.2]
#   remediation:
#     cloudformation: |
#       ZipFile: |
#         from botocore.exceptions import ClientError
#         def handler(event, context):
#             try:
#                 table.put_item(Item=event["order"])
#             except ClientError as error:
#                 logger.exception("order %s was not stored", event["order"]["id"])
#                 raise
#     cloudformation/nodejs: |
#       ZipFile: |
#         exports.handler = async (event) => {
#           try {
#             await client.send(new PutCommand({ TableName: process.env.TABLE, Item: event.order }));
#           } catch (error) {
#             console.error("the order was not stored", event.order.id, error);
#             throw error;
#           }
#         };
#     terraform: |
#       # in the code
#       try:
#           table.put_item(Item=event["order"])
#       except ClientError:
#           logger.exception("order %s was not stored", event["order"]["id"])
#           raise
#     terraform/nodejs: |
#       # in the code
#       exports.handler = async (event) => {
#         try {
#           await client.send(new PutCommand({ TableName: process.env.TABLE, Item: event.order }));
#         } catch (error) {
#           console.error("the order was not stored", event.order.id, error);
#           throw error;
#         }
#       };
"""Code that handles some errors is left alone: which ones matter is for its author."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, wrong


def concerns(resource: Resource, document: Document) -> bool:
    sources = functions.sound(resource, document) or ()
    calling = any(source.program.calls for source in sources)
    return functions.in_sight(resource, document) and (calling or not functions.complete(resource, document))


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    sources = functions.sound(resource, document) or []
    if functions.missing(resource, document) or any(source.program.handles_errors for source in sources):
        return
    for source in sources:
        for call in source.program.calls[:1]:
            if not call.handled:
                yield wrong(
                    f"nothing handles an error of {call.operation}, or of any other call",
                    functions.attribute(resource),
                    source.place(call.line),
                )
