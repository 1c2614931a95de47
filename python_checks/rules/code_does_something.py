# METADATA
# title: A function does something
# description: >-
#   A handler that says hello, returns a constant or does nothing is a placeholder: it is deployed, succeeds and leaves
#   its work undone.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
# custom:
#   id: FC_SOURCE_004
#   severity: medium
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Handler, Runtime]
#   failures: [E-lambda_placeholder_code]
#   remediation:
#     cloudformation: |
#       Code:
#         ZipFile: |
#           import os, boto3
#           table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
#           def handler(event, context):
#               table.put_item(Item=event["order"])
#     cloudformation/nodejs: |
#       Code:
#         ZipFile: |
#           const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
#           const { DynamoDBDocumentClient, PutCommand } = require("@aws-sdk/lib-dynamodb");
#           const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
#           exports.handler = async (event) => {
#             await client.send(new PutCommand({ TableName: process.env.TABLE, Item: event.order }));
#           };
#     terraform: |
#       source_dir = "${path.module}/src"    # with the code that does the work
"""A function counts as idle when it returns the same whatever it is given, and does nothing before but log."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, wrong


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    found = functions.entry(resource, document)
    if found is None:
        return
    source, name = found
    if name in source.program.idle:
        line = (source.program.exports or {}).get(name, 1)
        yield wrong(
            f"{name} is a placeholder: it returns the same whatever it is given",
            functions.attribute(resource),
            source.place(line),
        )
