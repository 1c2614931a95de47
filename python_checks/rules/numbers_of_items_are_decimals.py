# METADATA
# title: The numbers of a DynamoDB item are no floats
# description: >-
#   Python's tables of DynamoDB (`boto3.resource`) take whole numbers and `Decimal`, and raise an error for a float,
#   each time: nothing is written.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/boto3/latest/reference/customizations/dynamodb.html
#   - https://github.com/boto/boto3/issues/665
# custom:
#   id: FC_SOURCE_018
#   severity: high
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [E-type_mismatch]
#   remediation:
#     cloudformation: |
#       ZipFile: |
#         from decimal import Decimal
#         ...
#         table.put_item(Item={"order": order, "price": Decimal(str(price))}) # int(time.time()) for a time
#     terraform: |
#       # in the code, with `from decimal import Decimal`; int(time.time()) for a time
#       table.put_item(Item={"order": order, "price": Decimal(str(price))})
"""Only what is a float for certain: a literal, `float(...)` and `time.time()`, written out or by a name bound once."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, wrong

_WRITES = frozenset({"put_item", "update_item"})


def concerns(resource: Resource, document: Document) -> bool:
    if functions.language(resource) == "nodejs":
        return False
    sources = functions.sound(resource, document) or ()
    writing = any(call.operation in _WRITES for source in sources for call in source.program.calls)
    in_sight = functions.in_sight(resource, document)
    return in_sight and (writing or not functions.complete(resource, document))


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    for source in functions.sound(resource, document) or ():
        for line in source.program.floats_in_items:
            yield wrong(
                "the item holds a float, and boto3 refuses it",
                functions.attribute(resource),
                source.place(line),
            )
