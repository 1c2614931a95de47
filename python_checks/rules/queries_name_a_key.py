# METADATA
# title: A query of DynamoDB names a key
# description: >-
#   DynamoDB refuses a query without a condition on the key, each time it is called: a filter chooses among what the key
#   has found. What has no key to ask for is a scan.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
# custom:
#   id: FC_SOURCE_017
#   severity: high
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [E-missing_required_argument]
#   remediation:
#     cloudformation: |
#       ZipFile: |
#         table.query(KeyConditionExpression=Key("customer").eq(customer), FilterExpression=Attr("paid").eq(True))
#     cloudformation/nodejs: |
#       ZipFile: |
#         // a condition on the partition key is an equality; where there is none to ask for, it is a ScanCommand
#         await client.send(new QueryCommand({
#           TableName: process.env.TABLE,
#           KeyConditionExpression: "customer = :customer",
#           FilterExpression: "paid = :paid",
#           ExpressionAttributeValues: { ":customer": customer, ":paid": true },
#         }));
#     terraform: |
#       # in the code
#       table.query(KeyConditionExpression=Key("customer").eq(customer), FilterExpression=Attr("paid").eq(True))
#     terraform/nodejs: |
#       # in the code
#       // a condition on the partition key is an equality; where there is none to ask for, it is a ScanCommand
#       await client.send(new QueryCommand({
#         TableName: process.env.TABLE,
#         KeyConditionExpression: "customer = :customer",
#         FilterExpression: "paid = :paid",
#         ExpressionAttributeValues: { ":customer": customer, ":paid": true },
#       }));
"""Only what the code writes out: conditions that it puts together may hold a key."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, wrong


def concerns(resource: Resource, document: Document) -> bool:
    sources = functions.sound(resource, document) or ()
    asking = any(call.operation.lower() == "query" for source in sources for call in source.program.calls)
    keyless = any(source.program.keyless_queries for source in sources)
    in_sight = functions.in_sight(resource, document)
    return in_sight and (asking or keyless or not functions.complete(resource, document))


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    for source in functions.sound(resource, document) or ():
        for line in source.program.keyless_queries:
            yield wrong(
                "the query has no condition on the key", functions.attribute(resource), source.place(line)
            )
